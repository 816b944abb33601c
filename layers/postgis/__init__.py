"""The hand-off in a PostGIS database: read a bundle, make the tables, bring them up to date."""

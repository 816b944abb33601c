"""Checks of GeoJSON files, ours or foreign: read, judged by rules of five families, repaired."""

"""What the reports say: the district folder, its records and the reading of its tables."""

"""Which zone a thing is in and how it is handed over: zones, features, GeoJSON, output folders."""

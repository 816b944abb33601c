// Tiles of others below the map; all off by default.

// The table: the twin of the map.

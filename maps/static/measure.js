// Lengths and areas on the map.

// Counts, lengths and areas by zone, kind and stage.

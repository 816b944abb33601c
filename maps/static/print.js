// The map on paper.

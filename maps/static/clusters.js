// Symbols that stand close together become one that shows the mix of zones.

"""The last rung of the ladder: online services that are asked for names, off unless asked for."""

"""The hand-off: one set of layers, written in every format that a recipient asks for."""

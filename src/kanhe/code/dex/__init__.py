"""The dex file format: containers, identifier tables, opcodes, debug information."""

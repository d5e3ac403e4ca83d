"""A new version of the program, taken from a stick."""

"""The editor of a meeting: one module for each of its steps."""

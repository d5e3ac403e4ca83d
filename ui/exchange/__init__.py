"""The place where bundles go out and come in: what waits, what was taken, keys, ways, and what was written twice."""

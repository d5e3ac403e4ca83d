"""A backup brought back from the window: chosen, looked into, restored; the program goes on with the office in it."""

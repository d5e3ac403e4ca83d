"""The help: the handbook beside the work, the sheet of shortcuts, what is new."""

"""Figures (পরিসংখ্যান): how much of what was decided is done, by whom, about what, and whether the committees meet."""

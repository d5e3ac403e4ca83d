"""The parts of the screen on which an office sets how its papers look."""

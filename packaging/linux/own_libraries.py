"""Runs before the program: what it starts (a viewer, a browser) finds the system's libraries, not those beside it."""

import os

_BEFORE = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _BEFORE:
    os.environ["LD_LIBRARY_PATH"] = _BEFORE
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

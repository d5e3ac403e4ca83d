"""A new version of the program, as a signed file on a stick.

Why so: docs/decisions/an-update-is-signed-and-read-from-the-front.md. This much is asked at every start and brings
nothing along.
"""

from __future__ import annotations

from pathlib import Path

#: In the data folder, and in it what says that an update began.
FOLDER, NOTE = "updates", "begun.json"


def noted(data: Path) -> bool:
    """Whether an update began whose end was not told yet."""
    return (data / FOLDER / NOTE).exists()

"""Which sticks are in this PC. Asked every few seconds: nothing on them is opened."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Drive(NamedTuple):
    """A stick: where its files are, what people call it."""

    path: Path
    name: str


def inserted() -> tuple[Drive, ...]:
    """The sticks that are in now."""
    from koyradesk.exchange import sticks

    return tuple(Drive(one.path, one.name) for one in sticks.there())

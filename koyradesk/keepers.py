"""Who keeps a record that can be a meeting or a letter: both are got, written and refused by the same names."""

from __future__ import annotations

from typing import Any

from koyradesk import meetings


def of(record: str) -> Any:
    """``meetings``, or for the id of a letter ``letters``."""
    if record.startswith("letter."):
        # The office opens without them, unless one was being typed.
        from koyradesk import letters

        return letters
    return meetings

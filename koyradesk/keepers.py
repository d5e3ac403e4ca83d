"""Who keeps a record that can be a meeting or a letter: both are got, written and refused by the same names."""

from __future__ import annotations

from typing import Any

from koyradesk import meetings
from koyradesk.store import Store


def of(record: str) -> Any:
    """``meetings``, or for the id of a letter ``letters``."""
    if record.startswith("letter."):
        # The office opens without them, unless one was being typed.
        from koyradesk import letters

        return letters
    return meetings


def whole(store: Store, record: str) -> str:
    """The meeting or letter that a record is, lies in or is attached to; "" where that is neither."""
    return next((one for one in (record, *store.above(record)) if one.startswith(("meeting.", "letter."))), "")

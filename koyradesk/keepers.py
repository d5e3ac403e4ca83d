"""Who keeps a record that can be a meeting, a letter or one that came in: all are got and refused by the same names,
and what is edited as a whole is written so, too."""

from __future__ import annotations

from typing import Any

from koyradesk import meetings
from koyradesk.store import Store


def of(record: str) -> Any:
    """``meetings``, or for the id of a letter ``letters``, of one that came in ``incoming.keeping``."""
    if record.startswith("letter."):
        # The office opens without them, unless one was being typed.
        from koyradesk import letters

        return letters
    if record.startswith("incoming."):
        from koyradesk.incoming import keeping

        return keeping
    return meetings


def whole(store: Store, record: str) -> str:
    """The meeting or letter that a record is, lies in or is attached to; "" where that is neither."""
    return next((one for one in (record, *store.above(record)) if one.startswith(("meeting.", "letter."))), "")

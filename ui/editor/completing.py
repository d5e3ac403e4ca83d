"""Completion of a field from the office's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.fields import Words
    from ui.session import Session


def completing(session: Session, kind: str, field: str) -> Words | None:
    """What completes a field of a kind of record; None where nothing does."""
    # The room of words knows the store: it is loaded long before a meeting is opened.
    from koyradesk.words import COMPLETED

    known = COMPLETED.get((kind, field))
    if known is None:
        return None

    def complete(typed: str) -> list[str]:
        words: Any = session.words
        found: list[str] = words.complete(known, typed)
        return found

    return complete

"""Completion of a field from the office's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.fields import Words
    from ui.session import Session

#: Characters that say enough to go by.
_ENOUGH = 2


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


def going_on(complete: Words) -> Callable[[str], str]:
    """For a field that shows behind the caret how its text is likely to go on: the rest of the best word."""

    def rest(typed: str) -> str:
        if len(typed) < _ENOUGH:
            return ""
        return next((one[len(typed) :] for one in complete(typed) if one.startswith(typed)), "")

    return rest

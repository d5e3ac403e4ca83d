"""Completion of a field from the office's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from koyradesk.bank.slots import Filled
from koyradesk.words import COMPLETED

if TYPE_CHECKING:
    from ui.fields import Completer
    from ui.session import Session

#: Characters that say enough to go by.
_ENOUGH = 2


def completing(session: Session, kind: str, field: str) -> Completer | None:
    """What completes a field of a kind of record; None where nothing does."""
    known = COMPLETED.get((kind, field))
    # The words are asked for each time: they grow while one types.
    return None if known is None else lambda typed: session.words.complete(known, typed)


def going_on(complete: Completer | None, enough: int = _ENOUGH) -> Callable[[str], Filled] | None:
    """For a field that shows behind the caret how its text is likely to go on: the rest of the best word, once
    ``enough`` characters are typed."""
    if complete is None:
        return None

    def rest(typed: str) -> Filled:
        if len(typed) < enough:
            return Filled("")
        return Filled(next((one[len(typed) :] for one in complete(typed) if one.startswith(typed)), ""))

    return rest

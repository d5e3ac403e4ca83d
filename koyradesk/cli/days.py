"""Days as they are typed into commands."""

from __future__ import annotations

from datetime import date

from koyradesk import memo_choice
from koyradesk.cli.desk import Desk


def day_or_today(desk: Desk, typed: str) -> date:
    """A day as typed, today where nothing is; what is doubtful about it is told.

    Raises:
        UserError: it is none.
    """
    return typed_day(desk, typed) if typed else desk.today


def typed_day(desk: Desk, typed: str) -> date:
    """A day as typed; what is doubtful about it is told.

    Raises:
        UserError: it is none.
    """
    notes: list[memo_choice.Note] = []
    found = memo_choice.choose_day(typed, notes)
    for note in notes:
        desk.note(note.sentence, **note.parts)
    return found

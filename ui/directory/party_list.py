"""The list of everybody in the directory, by sort, with who holds what; what is in use no more comes last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.directory import words
from ui.line_list import Line, LineList
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.directory.parties import Party
    from ui.directory.jobs import Row, Seen


class PartyList(LineList["Party"]):
    """The list with its keys: arrows choose, Enter goes to the details, Delete puts into the bin."""

    unwanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.now() is not None:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)


def worded(seen: Seen, voice: Voice) -> dict[str, Line[Party]]:
    """The line of each party, by its id: put into words once, not at every letter that is searched for."""
    return {one.party.id: _line(one.party, seen, voice, over=seen.is_over(one.party)) for one in seen.rows}


def grouped(rows: Iterable[Row], seen: Seen, lines: Mapping[str, Line[Party]], voice: Voice) -> list[Line[Party]]:
    """The lines of the rows under their headings; what is in use no more comes last."""
    sorts: dict[str, list[Line[Party]]] = {sort: [] for sort, _, _ in words.SORTS}
    over: list[Line[Party]] = []
    for one in rows:
        party = one.party
        (over if seen.is_over(party) else sorts[party.sort]).append(lines[party.id])
    found: list[Line[Party]] = []
    for sort, _, heading in words.SORTS:
        if sorts[sort]:
            found.append(Line(f"{voice(heading)} · {voice.digits(len(sorts[sort]))}"))
            found += sorts[sort]
    if over:
        found.append(Line(f"{voice(N_('Not in use any more'))} · {voice.digits(len(over))}"))
        found += over
    return found


def _line(party: Party, seen: Seen, voice: Voice, *, over: bool) -> Line[Party]:
    holder = None if party.sort in ("group", "person") else seen.holder(party.id)
    pill, tone = "", "quiet" if over else ""
    if not over and holder is not None and holder.additional:
        pill, tone = voice(N_("Additional charge")), "wait"
    elif not over and holder is None and seen.terms(party.id):
        pill, tone = voice(N_("Vacant")), "wait"
    elif not over and party.id in seen.doubled:
        pill, tone = voice(N_("Entered twice?")), "wait"
    head, below = words.shown(party.name), words.below(party, seen, voice)
    spoken = ", ".join(part for part in (head, pill, *below) if part)
    return Line(head, party, pill, tone, tuple(map(escape, below)), spoken)

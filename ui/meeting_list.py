"""Meetings by committee, newest first: the list at the left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from ui.line_list import Line, LineList, Lines
from ui.say import Voice
from ui.theme import Tokens

_Index = QModelIndex | QPersistentModelIndex

#: How the states of a paper are named and toned.
STATES = {
    "draft": (N_("Draft"), "wait"),
    "numbered": (N_("Numbered"), ""),
    "signed": (N_("Signed"), "good"),
    "despatched": (N_("Despatched"), "good"),
}
#: Where papers stand as work to be done.
_TASKS = STATES | {"numbered": (N_("To be signed"), "")}


class Row(NamedTuple):
    """A meeting as the list shows it. ``found`` is where a search hit it, the words
    bold (see ``koyradesk.markup``); "" without a search."""

    id: str
    committee: str
    period: str = ""
    date: date | None = None
    date_text: str = ""
    number: str = ""
    state: str = "draft"
    title: str = ""
    found: str = ""
    time: str = ""
    place: str = ""


def month_of(row: Row, voice: Voice) -> str:
    """What a meeting is called among its committee's: its month, else its date, else its title."""
    if row.period:
        return voice.month(row.period)
    return voice.date(row.date) if row.date else row.date_text or row.title or voice(N_("No date"))


def name_of(row: Row, voice: Voice) -> str:
    """What a meeting is called among all: its committee and its month."""
    return " · ".join(part for part in (row.committee, month_of(row, voice)) if part)


class Meetings(Lines[Row]):
    """The rows, grouped by committee in the order they come; or one after another, each with its committee's name."""

    def __init__(self, voice: Voice, *, grouped: bool) -> None:
        super().__init__()
        self._voice, self._grouped = voice, grouped

    def fill(self, rows: Iterable[Row]) -> None:
        """Shows other rows; each committee keeps the order in which its meetings come."""
        self.show_lines(self._groups(rows) if self._grouped else map(self._line, rows))

    def _groups(self, rows: Iterable[Row]) -> Iterator[Line[Row]]:
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(row.committee, []).append(row)
        for committee, members in groups.items():
            yield Line(committee or self._voice(N_("No committee named")))
            yield from map(self._line, members)

    def where(self, meeting: str) -> QModelIndex:
        """The place of a meeting; an invalid one where it is not shown."""
        return self.find(lambda row: row.id == meeting)

    def first(self) -> QModelIndex:
        """The newest meeting of all that are shown: the latest date, else the first in the list."""
        rows = [(index, line.thing) for index, line in enumerate(self.lines) if line.thing]
        if not rows:
            return QModelIndex()
        best = max(rows, key=lambda one: (one[1].date or date.min, one[1].period, -one[0]))
        return self.index(best[0])

    def _line(self, row: Row) -> Line[Row]:
        voice = self._voice
        state, tone = (STATES if self._grouped else _TASKS)[row.state]
        month = month_of(row, voice)
        head = month if self._grouped else name_of(row, voice)
        when = voice.date(row.date) if row.date else row.date_text
        below = [escape(when)] if when and when != month else []
        if not when and row.period:
            below = [voice(N_("No date yet"))]
        # Seen, a memo number needs no word before it (and a long one no second line); heard, it does.
        below += [text for text in (escape(row.number), row.found) if text]
        if not self._grouped:
            below = [" · ".join(below)]
        return Line(head, row, voice(state), tone, tuple(below))

    def spoken(self, line: Line[Row]) -> str:
        row, voice = line.thing, self._voice
        if row is None:
            return line.head
        when = voice.date(row.date) if row.date else row.date_text
        memo = voice(N_("Memo {number}"), number=row.number) if row.number else ""
        committee = row.committee if self._grouped else ""
        return ", ".join(part for part in (line.head, line.pill, when, memo, plain(row.found), committee) if part)


class MeetingList(LineList[Row]):
    """The list with its keys: arrows choose, a committee's name is passed over, Delete asks for the bin."""

    rows: Meetings
    #: Another meeting was chosen: its id.
    chosen = Signal(str)
    #: A meeting is to be opened (Enter, F2, double click): its id.
    opened = Signal(str)
    #: A meeting is to go to the bin (Delete): its row.
    unwanted = Signal(object)

    def __init__(self, voice: Voice, look: Tokens, *, name: str = "", grouped: bool = True) -> None:
        super().__init__(look, Meetings(voice, grouped=grouped), name or voice(N_("Meetings by committee")))
        self.setObjectName("meetings" if grouped else "lines")
        self.selectionModel().currentChanged.connect(self._tell)
        self.asked.connect(lambda row: self.opened.emit(row.id))

    def choose(self, meeting: str) -> bool:
        """Chooses a meeting if it is shown; says whether it was."""
        return self.show_at(self.rows.where(meeting))

    def choose_first(self) -> bool:
        """Chooses the newest meeting shown; says whether there was one."""
        return self.show_at(self.rows.first())

    def current(self) -> Row | None:
        """The chosen meeting."""
        return self.now()

    def beside(self, meeting: str) -> str:
        """The meeting shown after this one, else before it; "" where there is no other."""
        shown = [row.id for row in self.rows.things()]
        if meeting not in shown:
            return ""
        place = shown.index(meeting)
        return (shown[place + 1 :] or shown[:place][-1:] or [""])[0]

    def _tell(self, index: _Index) -> None:
        if row := self.rows.thing_at(index):
            self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and (row := self.current()):
            self.unwanted.emit(row)
        else:
            super().keyPressEvent(event)

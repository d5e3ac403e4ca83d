"""All papers of the office, the newest first: narrowed by kind, by state, by words, by the meeting they are of."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.letter_book import PaperRow
from ui.letters.kinds import named, state_of
from ui.line_list import Line, LineList, Lines
from ui.say import Voice
from ui.theme import Tokens

_Index = QModelIndex | QPersistentModelIndex
#: So many are laid out at once; older ones are asked for.
PAGE = 200


class Papers(Lines[PaperRow]):
    """The rows as they come."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice

    def fill(self, rows: Iterable[PaperRow]) -> None:
        self.show_lines(map(self._line, rows))

    def _line(self, row: PaperRow) -> Line[PaperRow]:
        state, tone = state_of(row, self._voice)
        day = self._voice.date(row.day) if row.day else ""
        about = row.to or row.committee or row.title
        below = [one for one in (about, " · ".join(part for part in (day, row.number) if part)) if one]
        return Line(named(row.key, self._voice), row, state, tone, tuple(map(escape, below)))

    def spoken(self, line: Line[PaperRow]) -> str:
        row = line.thing
        if row is None:
            return line.head
        day = self._voice.date(row.day) if row.day else ""
        parts = (line.head, row.to, row.title, line.pill, day, row.number, row.committee)
        return ", ".join(part for part in parts if part)


class PaperList(LineList[PaperRow]):
    """The list with its keys: arrows choose, Enter opens, Delete asks for the bin."""

    rows: Papers
    chosen = Signal(object)
    unwanted = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__(look, Papers(voice), voice(N_("Papers, newest first")))
        self.setObjectName("meetings")
        self.selectionModel().currentChanged.connect(self._tell)

    def choose(self, paper: str) -> bool:
        """Chooses a paper if it is shown; says whether it was."""
        return self.show_at(self.rows.find(lambda row: row.id == paper))

    def choose_first(self) -> bool:
        return self.show_at(self.rows.find(lambda _: True))

    def _tell(self, index: _Index) -> None:
        if row := self.rows.thing_at(index):
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and (row := self.now()):
            self.unwanted.emit(row)
        else:
            super().keyPressEvent(event)


def narrowed(rows: Iterable[PaperRow], kind: str, state: str, words: str, meeting: str) -> list[PaperRow]:
    """The papers of a kind, in a state, with all the words, of a meeting; "" stands for any."""
    wanted = search_key(words).split()
    return [
        row
        for row in rows
        if (not kind or row.key.kind == kind)
        and (not state or row.state == state)
        and (not meeting or row.key.meeting == meeting)
        and all(word in row.find for word in wanted)
    ]

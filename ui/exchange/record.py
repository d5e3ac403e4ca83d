"""The record of transfers: one line each, newest first. Columns leave where the table gets narrow."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QResizeEvent

from koyradesk.exchange.shapes import Transfer
from koyradesk.i18n import N_
from ui import lines
from ui.exchange import words
from ui.exchange.shapes import Page
from ui.line_list import Line
from ui.memo_book.register import Column, Register, places
from ui.say import Voice
from ui.theme import TYPE, Tokens, font

#: Narrower than these, first the size and the way leave, then the receipt: one transfer beside tells them.
_MIDDLE, _NARROW = 820, 560
#: No line has more rows than this.
_ROWS = 4


class Shown(NamedTuple):
    """A line in all its columns: when, what, way, size, receipt; and its chip."""

    transfer: Transfer
    cells: tuple[str, ...]
    pill: str
    tone: str


def shown(page: Page, voice: Voice) -> list[Shown]:
    """The lines of a page, in words. For the worker's thread."""
    named = len(page.others) > 1
    above = {one.office for one in page.partners if one.role == "above"}
    made = []
    for one in page.transfers:
        pill, tone = words.state(voice, one, page.standing.get(one.id))
        cells = (
            words.when(voice, one.at, page.now),
            words.what(voice, one, named=named, directs=not one.out and one.office in above),
            words.way(voice, one.way),
            words.size(voice, one.size) if one.size else "—",
            # What is not understood has no code that anybody else has.
            words.groups(one.receipt, voice) if one.receipt and (one.out or one.name) else "—",
        )
        made.append(Shown(one, cells, pill, tone))
    return made


class Record(Register[Transfer]):
    """The lines with their keys: arrows choose, Enter shows one beside."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        self._all = (
            Column(voice(N_("When")), 128),
            Column(voice(N_("What")), 1),
            Column(voice(N_("Way")), 116),
            Column(voice(N_("Size")), 72),
            Column(voice(N_("Receipt code")), 104),
            Column(voice(N_("State")), 146),
        )
        super().__init__(look, self._all, voice(N_("Record of transfers")), tall=1, strong=1)
        # Two hundred lines at most: each as high as what is in it needs.
        self.setUniformItemSizes(False)
        self._shown: list[Shown] = []
        self._kept: tuple[int, ...] = ()
        self._pick()

    def show_record(self, rows: list[Shown]) -> None:
        """Other lines; the chosen one stays chosen as long as it is there."""
        now = self.now()
        self._shown = rows
        self.show_rows([self._line(one) for one in rows])
        held = (now.id, now.out) if now else None
        if not self.show_at(self.rows.find(lambda one: (one.id, one.out) == held)):
            self.show_at(self.rows.index(0))

    def choose(self, bundle: str) -> bool:
        """To a transfer by its bundle's id."""
        return self.show_at(self.rows.find(lambda one: one.id == bundle))

    def _line(self, one: Shown) -> Line[Transfer]:
        names = [column.name for column in self._all]
        said = [f"{name}: {cell}" for name, cell in zip(names, (*one.cells, one.pill), strict=True) if cell != "—"]
        cells = [one.cells[place] for place in self._kept[:-1]]
        return Line(cells[0], one.transfer, one.pill, one.tone, tuple(cells[1:]), ", ".join(said))

    def tall_at(self, index: QModelIndex | QPersistentModelIndex) -> int:
        _, wide = places(self.columns, self.viewport().width())[1]
        what = self.rows.line_at(index).below[0]
        high = lines.tall(what, TYPE.small, True, int(wide))
        return max(1, min(_ROWS, round(high / lines.leading(font(TYPE.small, bold=True)))))

    def _pick(self) -> bool:
        """Which columns there is room for; whether they are others than before."""
        width = self.width()
        kept = (0, 1, 5) if width < _NARROW else (0, 1, 4, 5) if width < _MIDDLE else (0, 1, 2, 3, 4, 5)
        if kept == self._kept:
            return False
        self._kept = kept
        self.columns = tuple(self._all[place] for place in kept)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._pick():
            self.show_record(self._shown)
        super().resizeEvent(event)

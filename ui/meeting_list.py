"""Meetings by committee, newest first: the list at the left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from ui import lines
from ui.parts import chip_colours, steady_bar
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, font

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
#: Room left and right of a row's words.
_SIDE = 12

#: How the states of a paper are named and toned.
STATES = {
    "draft": (N_("Draft"), "wait"),
    "numbered": (N_("Numbered"), ""),
    "signed": (N_("Signed"), "good"),
    "despatched": (N_("Despatched"), "good"),
}
#: Where papers stand as work to be done.
_TASKS = STATES | {"numbered": (N_("To be signed"), "")}


@dataclass(frozen=True, slots=True)
class Row:
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


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line of the list draws: a committee's name, or a meeting under it."""

    head: str
    row: Row | None = None
    state: str = ""
    tone: str = ""
    below: tuple[str, ...] = field(default=())
    spoken: str = ""


class Meetings(QAbstractListModel):
    """The rows, grouped by committee in the order they come; or one after another, each with its committee's name."""

    def __init__(self, voice: Voice, *, grouped: bool) -> None:
        super().__init__()
        self._voice, self._grouped = voice, grouped
        self._lines: list[_Line] = []

    def fill(self, rows: Iterable[Row]) -> None:
        """Shows other rows; each committee keeps the order in which its meetings come."""
        if not self._grouped:
            self.beginResetModel()
            self._lines = [self._line(row) for row in rows]
            self.endResetModel()
            return
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(row.committee, []).append(row)
        self.beginResetModel()
        self._lines = []
        for committee, members in groups.items():
            name = committee or self._voice(N_("No committee named"))
            self._lines.append(_Line(name, spoken=name))
            self._lines.extend(self._line(row) for row in members)
        self.endResetModel()

    def where(self, meeting: str) -> QModelIndex:
        """The place of a meeting; an invalid one where it is not shown."""
        for index, line in enumerate(self._lines):
            if line.row and line.row.id == meeting:
                return self.index(index)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The newest meeting of all that are shown: the latest date, else the first in the list."""
        rows = [(index, line.row) for index, line in enumerate(self._lines) if line.row]
        if not rows:
            return QModelIndex()
        best = max(rows, key=lambda one: (one[1].date or date.min, one[1].period, -one[0]))
        return self.index(best[0])

    def shown(self) -> list[Row]:
        """The rows as they stand."""
        return [line.row for line in self._lines if line.row]

    def row_at(self, index: _Index) -> Row | None:
        return self._lines[index.row()].row if index.isValid() else None

    def line_at(self, index: _Index) -> _Line:
        return self._lines[index.row()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        # A committee's name is no place to stop at: the arrow keys pass over it.
        if self._lines[index.row()].row is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.head
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == _ROLE:
            return line.row.id if line.row else ""
        return None

    def _line(self, row: Row) -> _Line:
        name, tone = (STATES if self._grouped else _TASKS)[row.state]
        below = []
        head = month = month_of(row, self._voice)
        if not self._grouped and row.committee:
            head = f"{row.committee} · {month}"
        when = self._voice.date(row.date) if row.date else row.date_text
        if when and when != month:
            below.append(escape(when))
        # Seen, a memo number needs no word before it (and a long one no second line); heard, it does.
        below += [text for text in (escape(row.number), row.found) if text]
        if not self._grouped:
            below = [" · ".join(below)]
        memo = self._voice(N_("Memo {number}"), number=row.number) if row.number else ""
        state = self._voice(name)
        committee = row.committee if self._grouped else ""
        spoken = ", ".join(part for part in (head, state, when, memo, plain(row.found), committee) if part)
        return _Line(head, row, state, tone, tuple(below), spoken)


class _Painter(QStyledItemDelegate):
    """Draws the lines; measures them for the width the view has."""

    def __init__(self, view: QListView, model: Meetings, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._model, self._look = view, model, look
        self._group, self._head = font(TYPE.small, bold=True), font(TYPE.body, bold=True)
        self._below, self._tag = font(TYPE.small), font(TYPE.tag)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line, width = self._model.line_at(index), self._view.viewport().width()
        room = width - 2 * _SIDE
        if line.row is None:
            above = STEP if index.row() == 0 else 2 * STEP
            return QSize(width, round(lines.height(line.head, self._group, room)) + above + HALF)
        pill, tall = lines.pill_size(line.state, self._tag)
        head = max(lines.height(line.head, self._head, room - pill - STEP), tall)
        below = sum(lines.height(text, self._below, room, marked=True) for text in line.below)
        return QSize(width, round(head + below) + 2 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, look = self._model.line_at(index), self._look
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        place = QRectF(given.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        if line.row is None:
            place.setTop(place.top() + (STEP if index.row() == 0 else 2 * STEP))
            lines.draw(painter, place, line.head, self._group, look.muted)
            return
        chosen = bool(given.state & QStyle.StateFlag.State_Selected)
        hovered = bool(given.state & QStyle.StateFlag.State_MouseOver)
        focused = chosen and self._view.hasFocus()
        self._draw_back(painter, given.rect, chosen, hovered, focused)
        words, back = chip_colours(look, line.tone)
        if chosen and line.tone != "wait":
            back = look.card
        corner = QPointF(place.right(), place.top() + STEP)
        pill = lines.draw_pill(painter, corner, line.state, self._tag, words, back)
        place.setTop(place.top() + STEP)
        head = QRectF(place.left(), place.top() + 1, place.width() - pill.width() - STEP, place.height())
        taken = lines.draw(painter, head, line.head, self._head, look.accent if chosen else look.text)
        place.setTop(place.top() + max(taken, pill.height()))
        for text in line.below:
            place.setTop(place.top() + lines.draw(painter, place, text, self._below, look.muted, marked=True))

    def _draw_back(self, painter: QPainter, rect: QRect, chosen: bool, hovered: bool, focused: bool) -> None:
        if not chosen and not hovered:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(rect).adjusted(2, 1, -2, -1)
        painter.setBrush(QColor(self._look.accent_soft if chosen else self._look.hover))
        painter.drawRoundedRect(place, 6, 6)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.accent), 2))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
        elif chosen:
            # Not by colour alone: a bar marks the chosen row too.
            painter.setPen(QPen(QColor(self._look.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(
                QPointF(place.left() + 1.5, place.top() + 6), QPointF(place.left() + 1.5, place.bottom() - 6)
            )
        painter.restore()


class MeetingList(QListView):
    """The list with its keys: arrows choose, a committee's name is passed over."""

    #: Another meeting was chosen: its id.
    chosen = Signal(str)
    #: A meeting is to be opened (Enter, F2, double click): its id.
    opened = Signal(str)
    #: A meeting is to go to the bin (Delete): its row.
    unwanted = Signal(object)

    def __init__(self, voice: Voice, look: Tokens, *, name: str = "", grouped: bool = True) -> None:
        super().__init__()
        self.setObjectName("meetings" if grouped else "papers")
        self.setAccessibleName(name or voice(N_("Meetings by committee")))
        self.rows = Meetings(voice, grouped=grouped)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self, self.rows, look))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        steady_bar(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def choose(self, meeting: str) -> bool:
        """Chooses a meeting if it is shown; says whether it was."""
        return self._choose(self.rows.where(meeting))

    def choose_first(self) -> bool:
        """Chooses the newest meeting shown; says whether there was one."""
        return self._choose(self.rows.first())

    def current(self) -> Row | None:
        """The chosen meeting."""
        return self.rows.row_at(self.currentIndex())

    def beside(self, meeting: str) -> str:
        """The meeting shown after this one, else before it; "" where there is no other."""
        shown = [row.id for row in self.rows.shown()]
        if meeting not in shown:
            return ""
        place = shown.index(meeting)
        return (shown[place + 1 :] or shown[:place][-1:] or [""])[0]

    def _choose(self, index: QModelIndex) -> bool:
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def _tell(self, index: _Index) -> None:
        if row := self.rows.row_at(index):
            self.chosen.emit(row.id)

    def _open(self, index: _Index) -> None:
        if row := self.rows.row_at(index):
            self.opened.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and (row := self.current()):
            self.unwanted.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

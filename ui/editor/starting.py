"""A new meeting: which committee holds it. The last one to have met stands first, so Enter is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from ui import lines
from ui.fields import TOO_LONG, Labelled, LineField
from ui.keys import ENTERS
from ui.parts import Button, Text, card, row, steady_bar
from ui.say import Voice
from ui.theme import GAP, HALF, ROOM, STEP, TYPE, Tokens, draw_ring, font

_Index = QModelIndex | QPersistentModelIndex
_SIDE = 12
#: Lower than this, the panel begins at the top.
_LOW = 640
#: So many committees are seen without scrolling.
_ROWS = 6
#: And so many pixels of them at least.
_LEAST = 130


@dataclass(frozen=True, slots=True)
class Offer:
    """A committee of the office: its last meeting's month ("2026-10", "" where none is known) and the next one's."""

    name: str
    last: str = ""
    next: str = ""
    #: There is none of this name yet.
    new: bool = False
    #: The key of a usual committee that the office does not have, how many sit in it, and how many topics it has.
    template: str = ""
    members: int = 0
    topics: int = 0


class _Offers(QAbstractListModel):
    """The committees that fit what is typed."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._rows: tuple[Offer, ...] = ()

    def fill(self, rows: Sequence[Offer]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def offer(self, index: _Index) -> Offer | None:
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.offer(index)
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._voice(N_("New committee: {name}"), name=one.name) if one.new else one.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (self.data(index), self.below(one)) if part)
        return None

    def below(self, one: Offer) -> str:
        """What is told of a committee: its last meeting and what the next will be."""
        voice = self._voice
        if one.template:
            sentence = N_("a usual committee, not begun here yet · {members} members · {topics} topics")
            return voice(sentence, members=one.members, topics=one.topics)
        parts = []
        if one.last:
            parts.append(voice(N_("last meeting {month}"), month=voice.month(one.last)))
        if one.next:
            parts.append(voice(N_("this one {month}"), month=voice.month(one.next)))
        if one.new:
            return voice(N_("It begins with the letterhead and the usual sentences of the office."))
        return " · ".join(parts)


class _Painter(QStyledItemDelegate):
    """A name over what is told of it."""

    def __init__(self, view: QListView, model: _Offers, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._model, self._look = view, model, look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        one = self._model.offer(index)
        assert one is not None
        room = width - 2 * _SIDE
        tall = lines.height(str(self._model.data(index)), font(bold=True), room)
        tall += lines.height(self._model.below(one), font(TYPE.small), room)
        return QSize(width, ceil(tall) + 2 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        given: Any = option
        look, one = self._look, self._model.offer(index)
        assert one is not None
        place = QRectF(given.rect)
        chosen = bool(given.state & QStyle.StateFlag.State_Selected)
        if chosen or given.state & QStyle.StateFlag.State_MouseOver:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if chosen else look.hover))
            painter.drawRoundedRect(place.adjusted(2, 1, -2, -1), 6, 6)
            if chosen:
                draw_ring(painter, place.adjusted(1, 0, -1, 0), look)
            painter.restore()
        inner = place.adjusted(_SIDE, STEP, -_SIDE, 0)
        colour = look.accent if chosen else look.text
        inner.setTop(inner.top() + lines.draw(painter, inner, str(self._model.data(index)), font(bold=True), colour))
        lines.draw(painter, inner, self._model.below(one), font(TYPE.small), look.muted)


class _List(QListView):
    """As high as its rows, up to a few."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName("meetings")
        self.setMouseTracking(True)
        # The caret stays in the field above: its arrow keys choose here.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._tall = _LEAST
        steady_bar(self)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tall)

    def fit(self) -> None:
        model = self.model()
        tall = sum(self.sizeHintForIndex(model.index(row, 0)).height() for row in range(min(_ROWS, model.rowCount())))
        # In a low window it scrolls rather than push its neighbours away.
        self._tall = max(1, tall) + 2 * HALF + 2
        self.setMaximumHeight(self._tall)
        self.setMinimumHeight(min(self._tall, _LEAST))
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class Starting(QWidget):
    """The panel. ``show_committees`` fills it; ``chosen`` tells the name of a committee, known or new."""

    chosen = Signal(str)
    #: A usual committee is to begin: its key.
    begin_asked = Signal(str)
    dropped = Signal()
    #: Something worth saying, as a sentence.
    told = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._all: tuple[Offer, ...] = ()
        title = voice(N_("New meeting"))
        self.setAccessibleName(title)
        self.name = LineField(voice(N_("Committee")), look, hint=voice(N_("Part of a name, or a new one")))
        self.name.typed.connect(self._filter)
        self.name.overflowed.connect(lambda: self.told.emit(voice(TOO_LONG)))
        self.name.installEventFilter(self)
        self.list = _List(voice(N_("Committees of the office")))
        self.offers = _Offers(voice)
        self.list.setModel(self.offers)
        self.list.setItemDelegate(_Painter(self.list, self.offers, look))
        self.list.doubleClicked.connect(lambda _: self._begin())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.promise = Text(
            voice(N_("It is filled from the committee's last meeting; only what is new is left to type.")), "muted"
        )
        self.none = Text(
            voice(N_("No committee of this office is known yet. Type the name of the first one.")), "muted"
        )
        self.begin = Button(voice(N_("Begin")), look, role="primary", keys="Return", owns_keys=False)
        self.drop = Button(voice(N_("Go back")), look, keys="Escape", owns_keys=False)
        self.begin.clicked.connect(self._begin)
        self.drop.clicked.connect(self.dropped)
        frame = card(
            Text(title, "title"),
            self.promise,
            Labelled(voice(N_("Committee")), self.name),
            self.none,
            self.list,
            name=title,
        )
        inner = frame.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        inner.addSpacing(STEP)
        inner.addLayout(row(self.begin, self.drop, 1))
        frame.setMaximumWidth(620)
        frame.setMinimumWidth(420)
        stack = self._stack = QVBoxLayout(self)
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        stack.addLayout(middle)
        stack.addStretch(1)
        self.show_committees(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # From the top: the panel must not jump while the list gets shorter. A low window has no room above it to spare.
        low = self.height() < _LOW
        self._stack.setContentsMargins(GAP, STEP if low else 2 * ROOM, GAP, STEP if low else GAP)

    def show_committees(self, rows: Sequence[Offer]) -> None:
        """The office's committees, the one that met last first."""
        self._all = tuple(rows)
        self.name.show_marked("")
        self._filter()

    def first(self) -> None:
        """Ready for Enter."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, _: str = "") -> None:
        typed = " ".join(self.name.text().split())
        key = search_key(typed)
        found = [one for one in self._all if _fits(key, one)]
        if typed and all(search_key(one.name) != key for one in self._all):
            found.append(Offer(typed, new=True))
        self.offers.fill(found)
        known = any(not one.template for one in self._all)
        self.none.setVisible(not known)
        self.promise.setVisible(known)
        self.list.setVisible(bool(found))
        self.list.setCurrentIndex(self.offers.index(0))
        self.list.fit()
        self._tell()

    def _tell(self) -> None:
        one = self.offers.offer(self.list.currentIndex())
        self.begin.setEnabled(one is not None)
        words = str(self.offers.data(self.list.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)) if one else ""
        self.name.setAccessibleDescription(words)

    def _begin(self) -> None:
        if one := self.offers.offer(self.list.currentIndex()):
            if one.template:
                self.begin_asked.emit(one.template)
            else:
                self.chosen.emit(one.name)

    def _step(self, steps: int) -> None:
        at = self.list.currentIndex().row() + steps
        if 0 <= at < self.offers.rowCount():
            self.list.setCurrentIndex(self.offers.index(at))
            self.list.scrollTo(self.list.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if steps_ := steps.get(Qt.Key(event.key())):
                rows = self.offers.rowCount()
                at = self.list.currentIndex().row()
                self._step(max(-at, min(rows - 1 - at, steps_)))
                return True
            if event.key() in ENTERS:
                self._begin()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


def _fits(key: str, one: Offer) -> bool:
    """Whether what is typed is in the name of a committee; of a usual one that nobody has here, from the beginning of a
    word on: who types "জেলা" in full does not mean "উপজেলা"."""
    name = search_key(one.name)
    return f" {key}" in f" {name}" if one.template else key in name

"""The list of sentences: each as it would be put in, and below it where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from koyradesk.bank import Offered
from koyradesk.i18n import N_
from ui import icons, lines
from ui.bank import tokens
from ui.parts import steady_bar
from ui.say import Voice
from ui.theme import STEP, TYPE, Tokens, draw_ring, font

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _STAR = 10, 15


class _Rows(QAbstractListModel):
    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.rows: tuple[Offered, ...] = ()

    def show(self, rows: Sequence[Offered]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tokens.spoken(one.filled, self._voice)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            starred = self._voice(N_("starred")) if one.sentence.starred else ""
            return ", ".join(part for part in (self.data(index), starred, source(one, self._voice)) if part)
        return None


def source(one: Offered, voice: Voice) -> str:
    """Where a sentence comes from."""
    of = one.sentence
    parts = []
    if of.times:
        parts.append(voice(N_("In {count} of our meetings"), count=of.times))
        parts.append(voice(N_("last {month}"), month=voice.month(of.last[:7])) if of.last else "")
    elif of.source == "own":
        parts.append(voice(N_("Our own")))
    if of.was:
        parts.append(voice(N_("edited")))
    if of.only:
        parts.append(voice(N_("only for this committee")))
    return " · ".join(part for part in parts if part)


class _Painter(QStyledItemDelegate):
    def __init__(self, view: SentenceList, rows: _Rows, voice: Voice, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._rows, self._voice, self._look = view, rows, voice, look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.maximumViewportSize().width()
        one = self._rows.rows[index.row()]
        room = width - 2 * _SIDE - (_STAR + STEP if one.sentence.starred else 0)
        tall = lines.height(tokens.marked(one.filled, self._voice), font(), room, marked=True)
        tall += lines.height(source(one, self._voice), font(TYPE.small), room)
        return QSize(width, round(tall) + 2 * STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        look, one = self._look, self._rows.rows[index.row()]
        place = QRectF(given.rect)
        chosen = bool(given.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or given.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if chosen else look.hover))
            painter.drawRoundedRect(place.adjusted(2, 1, -2, -1), 6, 6)
            if chosen:
                draw_ring(painter, place.adjusted(1, 0, -1, 0), look)
        inner = place.adjusted(_SIDE, STEP, -_SIDE, 0)
        if one.sentence.starred:
            star = icons.pixmap("star", look.accent, _STAR, given.widget.devicePixelRatioF())
            painter.drawPixmap(QPointF(inner.right() - _STAR, inner.top() + 4), star)
            inner.setRight(inner.right() - _STAR - STEP)
        marked = tokens.marked(one.filled, self._voice)
        inner.setTop(inner.top() + lines.draw(painter, inner, marked, font(), look.text, marked=True))
        lines.draw(painter, inner, source(one, self._voice), font(TYPE.small), look.muted)
        painter.restore()


class SentenceList(QListView):
    """The keyboard stays in the field above it: its arrow keys choose here."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.rows = _Rows(voice)
        self.setAccessibleName(voice(N_("Sentences")))
        self.setObjectName("meetings")
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self, self.rows, voice, look))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        steady_bar(self)

    def show_offered(self, rows: Sequence[Offered], held: str = "") -> None:
        """Other sentences; ``held``: what the one to choose is of, else the first."""
        self.rows.show(rows)
        row = next((place for place, one in enumerate(rows) if one.sentence.of == held), 0)
        self.setCurrentIndex(self.rows.index(row))
        self.scrollTo(self.currentIndex())

    def now(self) -> Offered | None:
        """The chosen sentence."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def step(self, steps: int) -> None:
        """Chooses another one, so many rows on."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            row = max(0, min(last, self.currentIndex().row() + steps))
            self.setCurrentIndex(self.rows.index(row))
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

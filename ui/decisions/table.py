"""The table: matters that open to their rows. Arrows go and open, Space marks, Enter acts; thousands fit in."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from koyradesk.finding.typed import words as words_of
from koyradesk.i18n import N_
from ui import icons, lines
from ui.decisions.columns import NAMES, SIDE, WIDE, places
from ui.decisions.model import Index, Lines, Matters
from ui.decisions.shapes import Matter, Page
from ui.decisions.shown import Shown, matter_shown, tasks_shown
from ui.keys import ENTERS
from ui.memo_book.register import fitted
from ui.parts import chip_colours, steady_bar
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

#: Above and below a line's words.
_PAD = 8
#: The room of the chevron, and how far a row stands in.
_CHEVRON, _IN = 20, 22
_BAR = 6


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Table, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        line = lines.leading(font(TYPE.small))
        self._second = round(lines.leading(font(TYPE.body, bold=True)))
        self._tall = round(lines.leading(font(TYPE.body, bold=True)) + line) + 2 * _PAD
        self._low = round(line) + 2 * _PAD
        self._head = round(line) + _PAD

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.internalId():
            return QSize(120, self._tall + (self._rows() - 1) * self._second)
        return QSize(120, self._low if self._view.rows.shown(index).key else self._head)

    def _rows(self) -> int:
        """How many lines the words of a decision may take."""
        return 1 if self._view.is_wide() else 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        one, look = self._view.rows.shown(index), self._look
        row = QRectF(given.rect)
        row.setLeft(0)
        where = places(row.width())
        if not one.key:
            place = QRectF(where[0][0] + _IN, row.top() + HALF, row.width() - _IN - 2 * SIDE, row.height())
            lines.draw(painter, place, one.cells[0], font(TYPE.tag, bold=True), look.muted)
            return
        chosen = self._view.selectionModel().isSelected(index)
        now = self._view.hasFocus() and index == self._view.currentIndex()
        self._draw_back(painter, row, chosen=chosen, now=now, hovered=self._view.hovers(index))
        if index.internalId():
            self._draw_row(painter, row, one, where)
        else:
            self._draw_matter(painter, row, one, where, index)
        self._draw_pill(painter, row, one, where[-1], top=not index.internalId(), chosen=chosen)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(row.bottomLeft() + QPointF(SIDE, -0.5), row.bottomRight() - QPointF(SIDE, 0.5))

    def _draw_matter(
        self, painter: QPainter, row: QRectF, one: Shown, where: list[tuple[float, float]], index: Index
    ) -> None:
        look, top = self._look, row.top() + _PAD
        at, wide = where[0]
        if self._view.rows.hasChildren(index):
            name = "chevron-down" if self._view.opened(index) else "chevron-right"
            picture = icons.pixmap(name, look.muted, 16, self._view.devicePixelRatioF())
            painter.drawPixmap(QPointF(at - 4, top + 3), picture)
        at, wide = at + _CHEVRON - 4, wide - _CHEVRON + 4
        spot = QRectF(at, top, wide, row.height())
        high = self._words(painter, one.cells[0], spot, look.text, TYPE.body, bold=True, rows=self._rows())
        self._words(painter, one.below, QRectF(at, top + high, wide, row.height()), look.muted)
        for place, colour in ((1, look.text), (2, look.text)):
            at, wide = where[place]
            if wide:
                self._words(painter, one.cells[place], QRectF(at, top, wide, row.height()), colour, rows=2)
        at, wide = where[3]
        if wide:
            self._words(painter, one.cells[3], QRectF(at, top, wide, row.height()), look.text, rows=self._rows())
            if one.share is not None:
                self._draw_bar(painter, QRectF(at, row.bottom() - _PAD - _BAR - 3, min(wide, 120), _BAR), one.share)

    def _draw_row(self, painter: QPainter, row: QRectF, one: Shown, where: list[tuple[float, float]]) -> None:
        look = self._look
        for place, (text, (at, wide)) in enumerate(zip(one.cells, where[:4], strict=True)):
            indent = _IN if not place else 0
            if wide:
                spot = QRectF(at + indent, row.top() + _PAD, wide - indent, row.height())
                self._words(painter, text, spot, look.muted if place == 2 else look.text)

    def _words(
        self,
        painter: QPainter,
        text: str,
        place: QRectF,
        colour: str,
        size: int = TYPE.small,
        *,
        bold: bool = False,
        rows: int = 1,
    ) -> float:
        """Draws as much as there is room for; how high it is."""
        place.setWidth(int(place.width()))
        shown = fitted(text, size, bold, int(place.width()), rows)
        hits = lines.Hits(self._view.words, self._look.on_mark, self._look.mark) if self._view.words else None
        lines.draw(painter, place, shown, font(size, bold=bold), colour, hits=hits)
        return lines.height(shown, font(size, bold=bold), place.width())

    def _draw_bar(self, painter: QPainter, place: QRectF, share: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.pressed))
        painter.drawRoundedRect(place, _BAR / 2, _BAR / 2)
        if share > 0:
            place.setWidth(max(_BAR, place.width() * share))
            painter.setBrush(QColor(self._look.accent))
            painter.drawRoundedRect(place, _BAR / 2, _BAR / 2)
        painter.restore()

    def _draw_pill(
        self, painter: QPainter, row: QRectF, one: Shown, place: tuple[float, float], *, top: bool, chosen: bool
    ) -> None:
        if not one.pill:
            return
        words, back = chip_colours(self._look, one.tone)
        if chosen and one.tone in ("good", ""):
            back = self._look.card
        face = font(TYPE.tag)
        width, high = lines.pill_size(one.pill, face)
        down = _PAD if top else (row.height() - high) / 2
        corner = QPointF(place[0] + min(place[1], width), row.top() + down)
        lines.draw_pill(painter, corner, one.pill, face, words, back, edged=self._look.edged)

    def _draw_back(self, painter: QPainter, row: QRectF, *, chosen: bool, now: bool, hovered: bool) -> None:
        if not (chosen or now or hovered):
            return
        look = self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(QColor(look.accent_soft if chosen else look.hover))
        place = row.adjusted(3, 1, -3, -2)
        painter.drawRoundedRect(place, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if now:
            draw_ring(painter, place, look)
        elif chosen:
            # Not by colour alone: a bar where the keyboard is not.
            painter.setPen(QPen(QColor(look.accent), 3))
            left = place.left() + 1.5
            painter.drawLine(QPointF(left, place.top() + 6), QPointF(left, place.bottom() - 6))
        painter.restore()


class Table(QTreeView):
    """The view with its keys."""

    #: A row is to be reported on; other lines are chosen; what was marked is to be taken back.
    asked = Signal()
    moved = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._page: Page | None = None
        #: What the list is narrowed by (search keys): marked in it.
        self.words: tuple[str, ...] = ()
        #: Space has marked a line: the arrow keys let the marks be, until they are used or let go.
        self._marking = False
        #: The matters that show their rows, by their ids.
        self._opened: set[str] = set()
        self.rows = Matters(self._lines, self)
        self.setObjectName("lines")
        self.setAccessibleName(voice(N_("Decisions that are followed")))
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self, look))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setMinimumHeight(120)
        steady_bar(self)
        self.expanded.connect(partial(self._turned, True))
        self.collapsed.connect(partial(self._turned, False))
        self.selectionModel().selectionChanged.connect(lambda *_: self.moved.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())

    # What is shown

    def show_page(self, page: Page, shown: list[Shown]) -> None:
        """Another page; what was open, chosen and in view stays so, as far as it is there."""
        open_, marked, current = tuple(self._opened), self._marked(), self._key(self.currentIndex())
        at = self.verticalScrollBar().value()
        self._page, self.words = page, words_of(page.filters.words)
        chosen = self.selectionModel()
        chosen.blockSignals(True)
        self._opened.clear()
        self.rows.show_matters(list(page.matters), shown)
        for matter in open_:
            if (index := self.rows.find(matter)).isValid():
                self.setExpanded(index, True)
        now = self.rows.find(*current) if current else QModelIndex()
        if not now.isValid() and current:
            now = self.rows.find(current[0])
        if not now.isValid():
            now = self.rows.index(0, 0)
        chosen.setCurrentIndex(now, chosen.SelectionFlag.ClearAndSelect)
        for key in marked:
            if (index := self.rows.find(*key)).isValid():
                chosen.select(index, chosen.SelectionFlag.Select)
        chosen.blockSignals(False)
        self.verticalScrollBar().setValue(at)
        self.viewport().update()
        self.moved.emit()

    def _lines(self, matter: Matter) -> Lines:
        return tasks_shown(matter, self._page, self._voice) if self._page else []

    def _turned(self, on: bool, index: QModelIndex) -> None:
        if matter := self.rows.matter(index):
            (self._opened.add if on else self._opened.discard)(matter.id)

    def _key(self, index: Index) -> tuple[str, str] | None:
        matter, task = self.rows.matter(index), self.rows.task(index)
        return (matter.id, task.id if task else "") if matter else None

    def _marked(self) -> list[tuple[str, str]]:
        return [key for index in self.selectionModel().selectedIndexes() if (key := self._key(index))]

    # What is chosen

    def matter(self) -> Matter | None:
        """The matter of the chosen line."""
        return self.rows.matter(self.currentIndex())

    def matters(self) -> list[Matter]:
        """The matters that are marked as wholes; the one of the chosen line where none is."""
        tops = [index for index in self.selectionModel().selectedIndexes() if not index.internalId()]
        found = [one for index in tops if (one := self.rows.matter(index))]
        return found or [one for one in (self.matter(),) if one]

    def marked_wholes(self) -> list[Matter]:
        """The matters that somebody marked as wholes; the chosen line alone is nobody's mark."""
        tops = [index for index in self.selectionModel().selectedIndexes() if not index.internalId()]
        marked = self._marking or len(tops) > 1
        return [one for index in tops if marked and (one := self.rows.matter(index))]

    def marked_rows(self) -> list[tuple[Matter, Any]]:
        """The rows that are marked, each with its matter."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=lambda one: (one.internalId(), one.row()))
        pairs = ((self.rows.matter(index), self.rows.task(index)) for index in indexes)
        return [(matter, task) for matter, task in pairs if matter is not None and task is not None]

    def choose(self, matter: str, task: str = "") -> bool:
        """Goes to a line, opening what it lies in; says whether it is there."""
        index = self.rows.find(matter, task)
        if index.isValid():
            if index.internalId():
                self.setExpanded(index.parent(), True)
            # Alone, whichever keys are held.
            chosen = self.selectionModel()
            chosen.setCurrentIndex(index, chosen.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    def let_go(self) -> bool:
        """Lets go of what was marked but the chosen line; says whether there was anything."""
        held, self._marking = self._marking, False
        if held:
            chosen = self.selectionModel()
            chosen.select(self.currentIndex(), chosen.SelectionFlag.ClearAndSelect)
        return held

    def opened(self, index: Index) -> bool:
        """Whether a matter shows its rows."""
        return self.isExpanded(self.rows.index(index.row(), 0))

    def hovers(self, index: Index) -> bool:
        """Whether the mouse is over a line."""
        seen = self.viewport()
        return seen.underMouse() and self.indexAt(seen.mapFromGlobal(QCursor.pos())) == index

    def is_wide(self) -> bool:
        """Whether the words of a decision have the room of a wide column."""
        return self.viewport().width() >= WIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() >= WIDE) is not self.is_wide():
            self.scheduleDelayedItemsLayout()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTERS and not held:
            if not index.isValid():
                return
            if index.internalId() or not self.rows.hasChildren(index):
                self.asked.emit()
            else:
                self.setExpanded(index, not self.isExpanded(index))
        elif event.key() == Qt.Key.Key_End:
            self.rows.fetch_all()
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and not held:
            self._mark(index)
        elif event.key() == Qt.Key.Key_Left and not held and index.internalId():
            self.setCurrentIndex(index.parent())
        else:
            super().keyPressEvent(event)

    def _mark(self, index: QModelIndex) -> None:
        """Marks a line, or lets it go, and goes on to the next."""
        if not index.isValid():
            return
        chosen = self.selectionModel()
        below = self.indexBelow(index)
        while below.isValid() and not self.rows.shown(below).key:
            below = self.indexBelow(below)
        # The first one is chosen already, only because the keyboard stands on it.
        first, self._marking = not self._marking, True
        chosen.select(index, chosen.SelectionFlag.ClearAndSelect if first else chosen.SelectionFlag.Toggle)
        if below.isValid():
            chosen.setCurrentIndex(below, chosen.SelectionFlag.NoUpdate)
            self.scrollTo(below)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        plain = isinstance(event, QKeyEvent) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._marking and plain:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not event.modifiers():
            self._marking = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and index.isValid() and not index.internalId() and index == self.currentIndex():
            self.setExpanded(index, not self.isExpanded(index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.internalId():
            self.asked.emit()
        # On a matter each of the two clicks has opened or closed it already.


class Headings(QWidget):
    """The names of the columns above the table."""

    def __init__(self, voice: Voice, look: Tokens, table: Table) -> None:
        super().__init__()
        self._look, self._table = look, table
        self._names = [voice(name) for name in NAMES]
        self.setAccessibleName(", ".join(self._names))
        self.setFixedHeight(round(lines.leading(font(TYPE.small))) + STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        view = self._table.viewport()
        inset = view.mapTo(self._table, view.rect().topLeft()).x()
        for name, (at, wide) in zip(self._names, places(view.width()), strict=True):
            if wide:
                place = QRectF(inset + at, 0, wide + STEP, self.height())
                lines.draw(painter, place, name, font(TYPE.small), self._look.muted)


__all__ = ["Headings", "Table", "matter_shown", "places"]

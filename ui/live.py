"""The page that is being typed: the real paper beside the text, following the field, leading back to it."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.keys import ENTERS
from ui.pages import PageView
from ui.paper_pane import Draw, PaperPane
from ui.places import ref_in_words
from ui.raster import Paper
from ui.say import Voice
from ui.theme import LIGHT, ROOM, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.documents import Place

#: Milliseconds a move of the page takes.
_MOVE = 160
#: How far from a line, in logical pixels, it still is the one that is pointed at.
_NEAR = 24
#: The bar beside the lines being typed: its width, and how far it stands from the text, in points.
_BAR, _BAR_ROOM = 2.5, 9


class LiveView(PageView):
    """Pages whose lines know which fields they are of."""

    #: A ``Ref``, and where in the field's plain text the caret was pointed to.
    field_asked = Signal(object, int)
    #: The lines at the keyboard's place are others now.
    walked = Signal()
    air = STEP

    def __init__(self, look: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._lines: dict[int, list[Place]] = {}
        self._fields: dict[Ref, list[Place]] = {}
        self._followed: Ref | None = None
        self._hovered: Ref | None = None
        self._walked: Ref | None = None
        #: What is looked for, as search keys; and where it stands on the pages that were drawn, in points.
        self._sought: tuple[str, ...] = ()
        self._hits: dict[int, list[QRectF]] = {}
        #: Where a click began, and what was pointed at there.
        self._pressed: tuple[QPoint, tuple[Place, float] | None] | None = None
        self._move = QVariantAnimation(self, duration=_MOVE)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._moved)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.sliderPressed.connect(self._move.stop)
        self.viewport().setMouseTracking(True)

    # What is shown

    def show_lines(self, places: tuple[Place, ...]) -> None:
        """Where the lines of the paper on show stand."""
        before = self._fields.get(self._followed, []) if self._followed else []
        lines, found = defaultdict(list), defaultdict(list)
        for place in places:
            lines[place.page].append(place)
            if place.source is not None:
                found[place.source].append(place)
        self._lines, self._fields = dict(lines), dict(found)
        self._hits = {}
        if self._walked not in self._fields:
            self._walked = None
        after = self._fields.get(self._followed, []) if self._followed else []
        if edited := _edited(before, after):
            self._reveal(after, edited)
        self.viewport().update()

    def follow(self, ref: Ref | None) -> None:
        """Marks the lines of a field and brings them into view, where they are not."""
        if ref != self._followed:
            self._followed = ref
            self.viewport().update()
            if ref in self._fields:
                self._reveal(self._fields[ref], None)

    def mark(self, asked: tuple[str, ...]) -> None:
        """Marks the words in which something stands that is looked for; nothing asked takes the marks away."""
        if asked != self._sought:
            self._sought, self._hits = asked, {}
            self.viewport().update()

    def marked(self, index: int) -> list[QRectF]:
        """What is marked on a page, in points."""
        if not self._sought:
            return []
        if index not in self._hits:
            from koyradesk.finding.marking import marks

            self._hits[index] = [
                QRectF(QPointF(left, one.y0), QPointF(right, one.y1))
                for one in self._lines.get(index, [])
                for left, right in (one.stretch(*hit) for hit in marks(one.text, self._sought))
            ]
        return self._hits[index]

    def reveal(self, place: Place) -> None:
        """Brings a line into view."""
        self._bring(self._box([place]))

    def walked_lines(self) -> list[Place]:
        """The lines of the field at the keyboard's place."""
        return self._fields[self._walked] if self._walked else []

    # Into view

    def _reveal(self, lines: list[Place], edited: Place | None) -> None:
        """Scrolls so that a field is in view: whole if there is room, else the line being typed or any other."""
        one = edited or lines[0]
        wanted = self._box([place for place in lines if place.page == one.page])
        if wanted.height() > self.viewport().height() - 2 * ROOM:
            if edited is None and any(map(self._in_view, lines)):
                return
            wanted = self._box([one])
        self._bring(wanted)

    def _box(self, places: list[Place]) -> QRectF:
        """Around lines of one page, in logical pixels of the whole desk."""
        corner, scale = self.corner(places[0].page), self.scale()
        return QRectF(
            corner + QPointF(min(one.x0 for one in places), min(one.y0 for one in places)) * scale,
            corner + QPointF(max(one.x1 for one in places), max(one.y1 for one in places)) * scale,
        )

    def _bring(self, wanted: QRectF) -> None:
        """Scrolls no further than needed, and not at all where ``wanted`` is in view."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        goal = (
            _into(across.value(), self.viewport().width(), wanted.left(), wanted.right())
            if wanted.width() < self.viewport().width()
            else across.value(),
            _into(down.value(), self.viewport().height(), wanted.top(), wanted.bottom()),
        )
        start = (across.value(), down.value())
        self._move.stop()
        if goal == start:
            return
        if not self.isVisible():
            self._moved(QPointF(*goal))
            return
        self._move.setStartValue(QPointF(*start))
        self._move.setEndValue(QPointF(*goal))
        self._move.start()

    def _moved(self, place: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(place.x()))
        self.verticalScrollBar().setValue(round(place.y()))

    # Drawing

    def draw_over(self, painter: QPainter, index: int, place: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Ink stays black, the white of the paper takes the tint. It is white in the dark, too.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for ref, tint in ((self._hovered, LIGHT.hover), (self._followed, LIGHT.accent_soft)):
            covered = self._outline(ref, index, place)
            painter.setClipRegion(covered)
            painter.fillRect(covered.boundingRect(), QColor(tint))
        painter.setClipping(False)
        for one in self.marked(index):
            scale = self.scale()
            painter.fillRect(QRectF(place.topLeft() + one.topLeft() * scale, one.size() * scale), QColor(LIGHT.mark))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._draw_bar(painter, index, place)
        around = self._outline(self._walked, index, place).boundingRect()
        if self.hasFocus() and not around.isEmpty():
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.drawRoundedRect(around.adjusted(-2, -2, 2, 2), 4, 4)
        painter.restore()

    def _on(self, ref: Ref | None, index: int) -> list[Place]:
        """The lines of a field on a page."""
        return [one for one in self._fields.get(ref, []) if one.page == index] if ref else []

    def _outline(self, ref: Ref | None, index: int, place: QRectF) -> QRegion:
        """What the lines of a field cover on a page, on whole pixels: no crack and no overlap between two lines."""
        region, scale = QRegion(), self.scale()
        for one in self._on(ref, index):
            left, right = round(place.left() + one.x0 * scale) - 3, round(place.left() + one.x1 * scale) + 3
            top, bottom = round(place.top() + one.y0 * scale), round(place.top() + one.y1 * scale)
            region += QRegion(left, top, right - left, bottom - top)
        return region

    def _draw_bar(self, painter: QPainter, index: int, place: QRectF) -> None:
        """In the margin of the paper, beside the lines being typed."""
        lines = self._on(self._followed, index)
        if not lines:
            return
        scale = self.scale()
        left = round(place.left() + (min(one.x0 for one in self._lines[index]) - _BAR_ROOM) * scale)
        top = round(place.top() + min(one.y0 for one in lines) * scale)
        bottom = round(place.top() + max(one.y1 for one in lines) * scale)
        painter.fillRect(left, top, max(2, round(_BAR * scale)), bottom - top, QColor(LIGHT.accent))

    # Pointing

    def _pointed(self, where: QPointF) -> tuple[Place, float] | None:
        """The line of a field that is pointed at, or the nearest beside it, and where in points across the page."""
        scale = self.scale()
        desk = where + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for index in self._visible():
            point = desk - self.corner(index)
            x, y = point.x() / scale, point.y() / scale
            level = [one for one in self._lines.get(index, []) if one.y0 <= y < one.y1]
            near = min(level, key=lambda one: max(one.x0 - x, x - one.x1, 0), default=None)
            if near and near.source and max(near.x0 - x, x - near.x1) * scale <= _NEAR:
                return near, x
        return None

    def _hover(self, ref: Ref | None) -> None:
        if ref != self._hovered:
            self._hovered = ref
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if ref else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._pointed(event.position())
        self._hover(found[0].source if found else None)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Under a click the page does not move, though it may have got the keyboard by it.
        self._move.stop()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (event.position().toPoint(), self._pointed(event.position())) if left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if pressed is not None and pressed[1] is not None:
            place, x = pressed[1]
            if (event.position().toPoint() - pressed[0]).manhattanLength() < QApplication.startDragDistance():
                self._walked = place.source
                self.field_asked.emit(place.source, place.caret(x))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    # The keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._walk(self._followed if self._followed in self._fields else self._first_in_view())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._fields:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTERS and self._walked:
            self.field_asked.emit(self._walked, 0)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next field of the paper, or the one before; from where one has scrolled to, if that is elsewhere."""
        order = list(self._fields)
        if self._walked is None or not any(map(self._in_view, self.walked_lines())):
            self._walk(self._first_in_view() or order[0])
            return
        self._walk(order[max(0, min(len(order) - 1, order.index(self._walked) + by))])

    def _walk(self, ref: Ref | None) -> None:
        self._walked = ref
        if lines := self.walked_lines():
            self._reveal(lines, None)
        self.walked.emit()
        self.viewport().update()

    def _first_in_view(self) -> Ref | None:
        return next((ref for ref, lines in self._fields.items() if self._in_view(lines[0])), None)

    def _in_view(self, line: Place) -> bool:
        box, top = self._box([line]), self.verticalScrollBar().value()
        return box.bottom() > top and box.top() < top + self.viewport().height()

    # Whoever scrolls wins over a page on its way

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._move.stop()
        super().wheelEvent(event)


def _into(value: int, room: int, low: float, high: float) -> int:
    """Where a scroll bar goes so that ``low`` to ``high`` is in view with some air; nowhere if it is in view."""
    if low >= value and high <= value + room:
        return value
    air = min(float(2 * ROOM), max(STEP, (room - (high - low)) / 2))
    return round(low - air if low < value or high - low > room else high + air - room)


def _edited(before: list[Place], after: list[Place]) -> Place | None:
    """The line of a field that is another than it was: there the typing goes on."""
    old = [one.text for one in before]
    for index, place in enumerate(after):
        if index >= len(old) or place.text != old[index]:
            return place
    return None


def _other(one: Place, other: Place) -> bool:
    """Whether a line stands elsewhere, or says something else."""
    edges = ("page", "x0", "y0", "x1", "y1", "text")
    return any(getattr(one, name) != getattr(other, name) for name in edges)


class LivePage(PaperPane):
    """The live page with its strip: shows each new paper without a flicker and keeps where one was."""

    field_asked = Signal(object, int)

    def __init__(self, voice: Voice, look: Tokens, draw: Draw, left: QWidget) -> None:
        self.live = LiveView(look)
        super().__init__(voice, look, draw, left, self.live)
        self.setAccessibleName(voice(N_("Live page")))
        self.live.field_asked.connect(self.field_asked)
        self.live.walked.connect(self._tell_line)
        self.setFocusProxy(self.live)
        self._said = ""

    def show_paper(self, paper: Paper | None, *, keep_place: bool = False) -> None:
        super().show_paper(paper, keep_place=keep_place)
        self.live.show_lines(paper.places if paper else ())

    def follow(self, ref: Ref | None) -> None:
        """Marks the lines of a field and keeps them in view."""
        self.live.follow(ref)

    def reveal_change(self, before: Paper) -> None:
        """Brings the first line into view that stands otherwise than on the paper before."""
        after = self.held.places if self.held else ()
        pairs = zip_longest(before.places, after)
        changed = (new for old, new in pairs if new is not None and (old is None or _other(old, new)))
        if (found := next(changed, None)) is not None:
            self.live.reveal(found)

    def _tell(self, page: int, pages: int, percent: int) -> None:
        super()._tell(page, pages, percent)
        self._said = self.view.accessibleDescription()
        self._tell_line()

    def _tell_line(self) -> None:
        """For who hears the page: where one is, in which field, and what it says."""
        lines = self.live.walked_lines()
        if not lines or lines[0].source is None:
            return
        sentence = N_("{place}. {field}: “{text}”. Enter goes to where it is typed.")
        field, text = ref_in_words(lines[0].source, self._voice), " ".join(line.text for line in lines)
        self.view.setAccessibleDescription(self._voice(sentence, place=self._said, field=field, text=text))

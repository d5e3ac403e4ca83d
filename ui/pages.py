"""The paper on its desk: pages under one another, drawn elsewhere, shown as they come."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.parts import steady_bar
from ui.theme import GAP, ROOM, STEP, Tokens

#: A point is 1/72 inch, a logical pixel 1/96.
_PIXELS = 96 / 72
_LEAST, _MOST = 0.25, 4.0
#: Fit to width stops here: on a wide screen letters need not grow for ever.
_FIT_MOST = 1.6
_SHADOW = 6


class PageView(QAbstractScrollArea):
    """Shows the pages of one paper. It asks for pictures by ``wanted`` and gets them by ``put``."""

    #: A page's picture is needed: index from 0, width in device pixels.
    wanted = Signal(int, int)
    #: Page in view (from 1), number of pages, zoom in percent.
    moved = Signal(int, int, int)
    #: Of the desk at both sides of a page that fits the width, in logical pixels.
    air = ROOM

    def __init__(self, look: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        steady_bar(self)
        self._look = look
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._pictures: dict[int, QImage] = {}
        #: Pages whose picture is that of the paper before: better than a white page until the new one comes.
        self._old: set[int] = set()
        self._asked: dict[int, int] = {}
        self._zoom = 1.0
        self._fit = True
        self.verticalScrollBar().valueChanged.connect(self._settle)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    # What is shown

    def show_pages(
        self, sizes: Sequence[tuple[float, float]], *, keep_place: bool = False, same: Collection[int] = ()
    ) -> None:
        """A new paper by the sizes of its pages in points; its pictures are asked for as they come into view.

        With ``keep_place`` the view stays where it is, and each page shows its old picture until the new one comes;
        the pictures of pages in ``same`` are good still.
        """
        before, self._sizes = self._sizes, tuple(sizes)
        if keep_place:
            kept = {index for index, (old, new) in enumerate(zip(before, self._sizes, strict=False)) if old == new}
        else:
            kept, same = set(), ()
        self._pictures = {index: picture for index, picture in self._pictures.items() if index in kept}
        self._old = {index for index in self._pictures if index not in same or index in self._old}
        self._asked = {
            index: width for index, width in self._asked.items() if index in self._pictures and index not in self._old
        }
        if not keep_place:
            self.verticalScrollBar().setValue(0)
        self._lay_out()

    def put(self, index: int, picture: QImage) -> None:
        """The picture of a page."""
        if index < len(self._sizes):
            self._pictures[index] = picture
            self._old.discard(index)
            self.viewport().update()

    def waits(self) -> bool:
        """Whether a page in view is not yet shown as it is, at its full sharpness."""
        return any(
            index not in self._pictures
            or index in self._old
            or self._pictures[index].width() != self._device_width(index)
            for index in self._visible()
        )

    # Zoom

    @property
    def zoom(self) -> float:
        """1.0 shows an inch of paper as 96 logical pixels."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether the zoom follows the width of the window."""
        return self._fit

    def set_zoom(self, zoom: float, anchor: float = 0.5) -> None:
        """A fixed zoom; what stands at ``anchor`` of the view's height (0 top, 1 bottom) stays there."""
        self._fit = False
        self._apply(min(_MOST, max(_LEAST, zoom)), anchor)

    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * 1.125)

    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / 1.125)

    def fit_width(self) -> None:
        self._fit = True
        self._lay_out()

    def page(self) -> int:
        """The page in view, from 1; 0 where there is none."""
        if not self._sizes:
            return 0
        # The page that holds the line a third down is the one being read.
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max((index for index, top in enumerate(self._tops()) if top <= line), default=0) + 1

    def go_to(self, page: int) -> None:
        """Brings a page (from 1) to the top."""
        if 1 <= page <= len(self._sizes):
            self.verticalScrollBar().setValue(round(self._tops()[page - 1]) - GAP)

    # Geometry, in logical pixels of the whole desk

    def _page_size(self, index: int) -> tuple[float, float]:
        width, height = self._sizes[index]
        return width * _PIXELS * self._zoom, height * _PIXELS * self._zoom

    def _tops(self) -> list[float]:
        tops, top = [], float(GAP)
        for index in range(len(self._sizes)):
            tops.append(top)
            top += self._page_size(index)[1] + GAP
        return tops

    def scale(self) -> float:
        """Logical pixels to a point of the paper."""
        return _PIXELS * self._zoom

    def corner(self, index: int) -> QPointF:
        """The upper left corner of a page on the whole desk."""
        return QPointF(max((self.viewport().width() - self._page_size(index)[0]) / 2, STEP), self._tops()[index])

    def _place(self, index: int, top: float) -> QRectF:
        height = self._page_size(index)[1]
        left = self.corner(index).x() - self.horizontalScrollBar().value()
        # On whole pixels, or the letters blur.
        ratio = self.devicePixelRatioF()
        left, top = round(left * ratio) / ratio, round((top - self.verticalScrollBar().value()) * ratio) / ratio
        return QRectF(left, top, self._device_width(index) / ratio, round(height * ratio) / ratio)

    def _device_width(self, index: int) -> int:
        return round(self._page_size(index)[0] * self.devicePixelRatioF())

    def _visible(self, beyond: int = 0) -> list[int]:
        upper = self.verticalScrollBar().value() - beyond
        lower = self.verticalScrollBar().value() + self.viewport().height() + beyond
        return [
            index for index, top in enumerate(self._tops()) if top < lower and top + self._page_size(index)[1] > upper
        ]

    def _lay_out(self) -> None:
        if self._fit and self._sizes:
            widest = max(width for width, _ in self._sizes) * _PIXELS
            room = self.viewport().width() - 2 * self.air
            self._zoom = min(_FIT_MOST, max(_LEAST, room / widest))
        self._set_ranges()
        self._settle()

    def _set_ranges(self) -> None:
        height = sum(self._page_size(index)[1] + GAP for index in range(len(self._sizes))) + GAP
        width = max((self._page_size(index)[0] for index in range(len(self._sizes))), default=0) + 2 * STEP
        view = self.viewport().size()
        for bar, need, room in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setRange(0, max(0, round(need) - room) if self._sizes else 0)
            bar.setPageStep(room)
            bar.setSingleStep(48)

    def _apply(self, zoom: float, anchor: float) -> None:
        if zoom == self._zoom:
            return
        bar = self.verticalScrollBar()
        line = self.viewport().height() * anchor
        place = (bar.value() + line) * zoom / self._zoom
        across = self.horizontalScrollBar()
        room = across.pageStep()
        share = (across.value() + room / 2) / (across.maximum() + room) if room else 0.5
        self._zoom = zoom
        self._set_ranges()
        bar.setValue(round(place - line))
        across.setValue(round(share * (across.maximum() + room) - room / 2))
        self._settle()

    def _settle(self) -> None:
        """After any move: ask for what came into view, let go of what is far, tell where we are."""
        near = set(self._visible(beyond=self.viewport().height()))
        for index in [index for index in self._pictures if index not in near]:
            del self._pictures[index]
            self._old.discard(index)
            self._asked.pop(index, None)
        visible = self._visible()
        for index in visible + sorted(near - set(visible)):
            width = self._device_width(index)
            if self._asked.get(index) != width:
                self._asked[index] = width
                self.wanted.emit(index, width)
        self.moved.emit(self.page(), len(self._sizes), round(self._zoom * 100))
        self.viewport().update()

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            # On a screen of another sharpness: the same pages, drawn anew.
            self._settle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            anchor = event.position().y() / max(1, self.viewport().height())
            self.set_zoom(self._zoom * 1.125 ** (event.angleDelta().y() / 120), anchor)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        key = event.key()
        room = self.viewport().height() * 9 // 10
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            # Page by page: never past the head of the next page.
            nexts = [round(top) - GAP for top in self._tops() if round(top) - GAP > bar.value()]
            bar.setValue(min([bar.value() + room, *nexts[:1]]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
            heads = [round(top) - GAP for top in self._tops() if round(top) - GAP < bar.value()]
            bar.setValue(max([bar.value() - room, *heads[-1:]]))
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index, top in enumerate(self._tops()):
            place = self._place(index, top)
            if place.bottom() + _SHADOW < 0 or place.top() - _SHADOW > self.viewport().height():
                continue
            self._draw_edge(painter, place)
            painter.fillRect(place, QColor("#ffffff"))
            if picture := self._pictures.get(index):
                painter.drawImage(place, picture, QRectF(QRect(0, 0, picture.width(), picture.height())))
            self.draw_over(painter, index, place)

    def draw_over(self, painter: QPainter, index: int, place: QRectF) -> None:
        """What stands over the picture of a page, for views that mark something on it."""

    def _draw_edge(self, painter: QPainter, place: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(self._look.shadow)
        for spread in range(_SHADOW, 0, -1):
            shade.setAlpha(10 + 4 * (_SHADOW - spread) // 2)
            painter.setBrush(shade)
            painter.drawRoundedRect(place.adjusted(-spread, -spread + 2, spread, spread + 2), spread, spread)
        painter.restore()

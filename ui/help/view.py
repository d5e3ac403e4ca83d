"""A page of the handbook on the screen: caps drawn around keys, pictures put in when they come, links told.

Nothing is ever loaded from anywhere: what a document names is given to it or is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.help.setting import Set
from ui.parts import steady_bar
from ui.theme import Tokens


class _Cap(NamedTuple):
    """Where it is drawn, in the document; else than of a key it is around what is typed."""

    place: QRectF
    key: bool


class PageView(QTextBrowser):
    """Shows one document. The arrow keys scroll it, Tab goes from link to link."""

    #: A link was taken, as it is written.
    followed = Signal(str)

    def __init__(self, look: Tokens) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self)
        self.setUndoRedoEnabled(False)
        # A page is put down for a width and keeps it.
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self._blank = QImage(1, 1, QImage.Format.Format_RGB32)
        self._blank.fill(QColor(look.hover))
        self._set: Set | None = None
        #: Reckoned when the page is first painted.
        self._caps: list[_Cap] | None = None
        self.anchorClicked.connect(self._follow)

    def show_page(self, page: Set) -> None:
        """Another document, from its top."""
        for path in page.pictures:
            page.document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(path), self._blank)
        page.document.setParent(self)
        held, self._set, self._caps = self._set, page, None
        self.setLineWrapColumnOrWidth(round(page.document.textWidth()))
        self.setDocument(page.document)
        if held is not None:
            held.document.deleteLater()
        self.verticalScrollBar().setValue(0)

    def _follow(self, number: QUrl) -> None:
        if self._set is not None:
            self.followed.emit(self._set.links[int(number.toString())])

    @property
    def pictures(self) -> dict[str, int]:
        """The pictures of the page, and how wide each is shown."""
        return self._set.pictures if self._set is not None else {}

    def put_picture(self, path: str, picture: QImage) -> None:
        """A picture of the document that is shown has come."""
        if self._set is not None and path in self._set.pictures:
            self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(path), picture)
            self.viewport().update()

    def to(self, anchor: str) -> None:
        """To a heading; "" is the top."""
        bar = self.verticalScrollBar()
        block = self.document().begin()
        while anchor and block.isValid():
            if anchor in block.charFormat().anchorNames() or any(
                anchor in fragment.charFormat().anchorNames() for fragment in _fragments(block)
            ):
                place = self.document().documentLayout().blockBoundingRect(block)
                bar.setValue(max(0, round(place.top()) - 4))
                return
            block = block.next()
        bar.setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is looked for outside the document."""
        return self._blank

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._caps is None:
            self._caps = list(_drawn(self._set)) if self._set is not None else []
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        down = -self.verticalScrollBar().value()
        for cap in self._caps:
            place = cap.place.translated(0, down)
            if place.intersects(event.rect().toRectF()):
                self._draw_cap(painter, place, key=cap.key)
        painter.end()
        super().paintEvent(event)
        if self.hasFocus():
            edge = QPainter(self.viewport())
            edge.setPen(QPen(QColor(self._look.accent), self._look.ring))
            edge.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _draw_cap(self, painter: QPainter, place: QRectF, *, key: bool) -> None:
        look = self._look
        painter.setPen(QColor(look.field_line if key else look.chip))
        painter.setBrush(QColor(look.card if key else look.chip))
        if key:
            # The edge of the cap below its face.
            painter.drawRoundedRect(place.translated(0, 1.5), 4, 4)
        painter.drawRoundedRect(place, 4, 4)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            # Qt's own way back is through another history.
            event.ignore()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # With Ctrl, Qt would make the letters larger, out of their lines.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        # Its own Alt+Left, Alt+Home and the like lead through a history that is not this one.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.ignore()
            return False
        return super().event(event)


def _drawn(page: Set) -> Iterator[_Cap]:
    """Where caps are drawn. Everything stays where it is: a page keeps its width, and the sizes of its pictures are
    known before they come."""
    layout = page.document.documentLayout()
    for cap in page.caps:
        block = page.document.findBlock(cap.at)
        start, low = layout.blockBoundingRect(block).topLeft(), cap.at - block.position()
        line = block.layout().lineForTextPosition(low)
        if line.isValid():
            # As the stubs do not have it: a distance, and the place it is of.
            ends: list[Any] = [line.cursorToX(low), line.cursorToX(low + cap.length)]
            left, right = (one[0] if isinstance(one, tuple) else one for one in ends)
            middle = start.y() + line.y() + line.height() / 2
            yield _Cap(QRectF(start.x() + left + 1.5, middle - 10.5, right - left - 3, 21), cap.key)


def _fragments(block: QTextBlock) -> list[Any]:
    made, at = [], block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if fragment.isValid():
            made.append(fragment)
        at += 1
    return made

"""Icons: Lucide's drawings (ISC licence, in resources/icons) in the colours of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from koyradesk.resources import resource

#: Pixel ratios drawn ahead; Qt scales from the nearest for others.
_RATIOS = (1.0, 1.25, 1.5, 2.0)


@cache
def pixmap(name: str, colour: str, size: int = 18, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of ``size`` logical pixels, drawn sharp at ``ratio`` device pixels each."""
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    drawing = QSvgRenderer(QByteArray(source.encode()))
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, *, checked: str = "", disabled: str = "", size: int = 18) -> QIcon:
    """An icon for a button, with other colours for its checked and its disabled state."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio))
        if checked:
            made.addPixmap(pixmap(name, checked, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
        if disabled:
            made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made

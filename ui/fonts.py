"""Brings the bundled faces into Qt."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from koyradesk.resources import resource
from ui.theme import FAMILY

#: The arrows, ticks and circles that the face of the text lacks; made by ``packaging/signs_font.py``.
SIGNS = "Koyradesk Signs"
FILES = ("NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf", "KoyradeskSigns-Regular.ttf")


def load() -> None:
    """Registers the program's faces. Call once, after the application object exists.

    From bytes, not from the path: on Windows ``addApplicationFont`` fails in a folder with a Bengali name.

    Raises:
        RuntimeError: a face is missing or damaged; a window in fallback fonts would show broken Bengali.
    """
    for name in FILES:
        data = QByteArray(resource("fonts", name).read_bytes())
        if QFontDatabase.addApplicationFontFromData(data) < 0:
            raise RuntimeError(f"the bundled font {name} cannot be loaded")
    # Looked into before the computer's own fonts, which may have no such sign or another in each place.
    QFont.insertSubstitution(FAMILY, SIGNS)


def lacking(text: str) -> set[str]:
    """The signs of a text that no bundled face has: what they look like, the computer would decide."""
    return {sign for sign in text if sign.isprintable() and not any(one.supportsCharacter(ord(sign)) for one in _raw())}


@cache
def _raw() -> tuple[QRawFont, ...]:
    return tuple(QRawFont(QByteArray(resource("fonts", name).read_bytes()), 16) for name in FILES)

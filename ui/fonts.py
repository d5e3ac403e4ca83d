"""Brings the bundled faces into Qt."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from koyradesk.resources import resource

_FILES = ("NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf")


def load() -> None:
    """Registers the program's faces. Call once, after the application object exists.

    From bytes, not from the path: on Windows ``addApplicationFont`` fails in a folder with a Bengali name.

    Raises:
        RuntimeError: a face is missing or damaged; a window in fallback fonts would show broken Bengali.
    """
    for name in _FILES:
        data = QByteArray(resource("fonts", name).read_bytes())
        if QFontDatabase.addApplicationFontFromData(data) < 0:
            raise RuntimeError(f"the bundled font {name} cannot be loaded")

"""What the window remembers between starts, in a file of the data folder: it moves with the data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QMargins, QRect, QSettings
from PySide6.QtWidgets import QWidget

#: The window's least size: a screen of 1366x768 at 150 % (911x512), less its frame and the task bar. What wants more
#: scrolls (``ui.room``).
LEAST = (900, 440)
#: What the frame of a window takes at each side on Windows 10 and 11: a title above, and borders that nobody sees.
_FRAME = QMargins(8, 31, 8, 8)


class Memory:
    """Language, colours, the window's place, the zoom and the last meeting."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, otherwise: str = "") -> str:
        value = self._file.value(key, otherwise)
        return value if isinstance(value, str) else otherwise

    def number(self, key: str) -> int:
        """A remembered length or count; 0 where there is none."""
        held = self.text(key)
        return int(held) if held.isdecimal() and len(held) < 6 else 0

    def zoom(self) -> float | None:
        """The remembered zoom; None for fit width."""
        try:
            return float(self.text("zoom"))
        except ValueError:
            return None

    def keep(self, key: str, value: str) -> None:
        self._file.setValue(key, value)

    def place(self, window: QWidget) -> None:
        """Puts a window where it was, or in the middle of the screen: whole with its frame, also on a small screen."""
        held = self._file.value("place")
        if isinstance(held, QByteArray) and window.restoreGeometry(held):
            return
        room = window.screen().availableGeometry().marginsRemoved(_FRAME)
        width, height = min(1366, room.width()), min(768, room.height())
        window.setGeometry(
            QRect(room.x() + (room.width() - width) // 2, room.y() + (room.height() - height) // 2, width, height)
        )

    def keep_place(self, window: QWidget) -> None:
        self._file.setValue("place", window.saveGeometry())

    def write(self) -> None:
        """Onto the disk. A folder that cannot be written costs only the memory of the window."""
        self._file.sync()

"""The program is started while its files are being replaced: it says so and is gone again, for it stands in the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from koyradesk.i18n import LANGUAGES, N_
from ui import theme
from ui.app import Refusal
from ui.memory import Memory
from ui.say import Voice

#: Milliseconds to read it: the installer waits ten seconds for a program that is open.
_SEEN = 4000


def wait(app: QApplication, folder: Path, language: str) -> bool:
    """Whether an update is under way; told for a moment where it is."""
    from koyradesk.updates import running

    if not running.is_under_way(folder):
        return False
    memory = Memory(folder)
    known = language or memory.text("language")
    voice = Voice(known if known in LANGUAGES else "bn")
    theme.dress(app, theme.tokens("system"))
    sentence = N_("Koyradesk is being updated just now. Wait a minute: it opens by itself.")
    told = Refusal(voice, theme.tokens("system"), voice(sentence))
    told.show()
    # A loop of its own: the program's ends with the last window, and waits for whatever else may be open.
    loop = QEventLoop()
    QTimer.singleShot(_SEEN, loop.quit)
    loop.exec()
    told.close()
    return True

"""A window on a disk that fills up while one types: what tests/test_ui_bad_luck.py starts.

``python full_disk.py FOLDER``: types into the meeting there, lets no file grow meanwhile, types on, makes room again;
prints as JSON what one sees at each stage.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hands import Hands
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk.model import Ref
from ui import fonts
from ui.tour import Stage

#: As much as a field takes at once.
LONG = "দীর্ঘ কথা। " * 500


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    fonts.load()
    stage = Stage(app, folder, "en", "light", 1.0)
    window = stage.window
    window.edit(window.rows[0].id)
    stage.settle()
    hands = Hands(stage)
    seen = []

    def tell() -> None:
        window.editor.tabs.setFocus()
        QTest.qWait(1500)
        stage.settle()
        notice = window.notice.words.plain if window.notice.isVisible() else ""
        settled = window.editor.session.settled()
        seen.append({"status": window.status.saved.text(), "notice": notice, "settled": settled})

    def write(index: int) -> None:
        assert window.editor.go(Ref(window.editor.session.meeting.items[index].id, "discussion"), 0)
        QGuiApplication.clipboard().setText(LONG)
        hands.press("Ctrl+V")
        QTest.qWait(300)
        hands.type("লেখা ")

    write(0)
    tell()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    most = max(file.stat().st_size for file in (folder / "data").iterdir() if file.is_file())
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    for index in (1, 2, 3):
        write(index)
    tell()
    assert not window.close()
    stage.settle()
    seen.append({"open": window.isVisible()})
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for _ in range(20):
        if window.editor.session.settled():
            break
        QTest.qWait(500)
    window.notice.clear()
    tell()
    sys.stdout.write(json.dumps(seen))
    stage.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Texts that should not be pasted, into every kind of box: the longest time the window does not answer.

    python tests/bench/bench_bad_texts.py

Bengali by sound is on, and is typed behind each. Told for each kind of box is its worst text: by the processor's own
time in the window's thread, where others are at work on the machine, and by the clock.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import bad_texts
from field_hands import dress
from measuring import load, say, verdict
from PySide6.QtCore import QMimeData, QThreadPool
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from koyradesk import typed_words
from ui.typing.method import Typing

#: Milliseconds.
LIMIT = 100
#: Looks of the window at its events after the last answer.
_AFTER = 12


def pause(app: QApplication, text: str) -> tuple[float, float]:
    """Pastes a text where the keyboard is and types on; the longest pause by the clock and by the thread's own time."""
    clip = QMimeData()
    clip.setText(text)
    QGuiApplication.clipboard().setMimeData(clip)
    field = app.focusWidget()
    longest = busy = 0.0
    steps = [lambda: QTest.keySequence(field, QKeySequence.StandardKey.Paste)]
    left = _AFTER
    while left:
        clock, own = time.perf_counter(), time.thread_time()
        if steps:
            steps.pop()()
        app.processEvents()
        longest, busy = max(longest, time.perf_counter() - clock), max(busy, time.thread_time() - own)
        if not steps and QThreadPool.globalInstance().activeThreadCount() == 0:
            left -= 1
            if left == _AFTER // 2:
                steps.append(lambda: QTest.keyClicks(field, "sova "))
        time.sleep(0.001)
    return 1000 * longest, 1000 * busy


def main() -> int:
    app = QApplication(sys.argv[:1])
    dress(app)
    typing = Typing(app)
    typing.know(typed_words.lexicon())
    typing.choose("phonetic")
    texts = {**bad_texts.LARGE, **{f"a little: {name}": text for name, (text, _) in bad_texts.SMALL.items()}}
    good = True
    say(load())
    for kind, make in {**bad_texts.FIELDS, **bad_texts.BOXES}.items():
        found = []
        for name, text in {"warm up": "ক", **texts}.items():
            window = QWidget()
            stack = QVBoxLayout(window)
            box = make()
            stack.addWidget(box)
            window.resize(600, 400)
            window.show()
            window.activateWindow()
            QTest.qWaitForWindowActive(window)
            box.setFocus()
            app.processEvents()
            took = pause(app, text)
            if name != "warm up":
                found.append((*reversed(took), name))
            window.close()
            window.deleteLater()
            app.processEvents()
        busy, clock, name = max(found)
        good &= verdict(f"{kind:9}", busy, LIMIT, more=f"by the clock {clock:.0f}: {name}")
    say(load())
    typing.end()
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""A letter typed by keyboard alone. As a script: ``python tests/letter_story.py FOLDER`` types into the words of a
notice at a person's pace and says after each letter what stands on the screen."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hands import Hands
from PySide6.QtWidgets import QApplication
from story import Slowly

from ui import fonts
from ui.tour import Stage

#: What is typed at the end of the notice.
WORDS = "সভায় প্রত্যেক সদস্য নিজ দপ্তরের হালনাগাদ প্রতিবেদন সঙ্গে আনবেন এবং নির্ধারিত ছক পূরণ করে অগ্রিম পাঠাবেন। " * 4


def sample(stage: Stage) -> None:
    """An office with meetings, some of its decisions late."""
    stage.program.book.by = "রহিমা খাতুন"
    stage.window.activateWindow()
    stage.window.fill_sample()
    stage.settle()


def remind(hands: Hands) -> None:
    """A reminder to who waits longest, in its editor."""
    hands.press("Ctrl+L", "Down", "Return", "Return")


def notify(hands: Hands) -> None:
    """The usual notice, in its editor."""
    hands.press("Ctrl+L", "Return", "Return")


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    fonts.load()
    stage = Stage(app, folder, "bn", "light", 1.0)
    sample(stage)
    hands = Slowly(stage)
    notify(hands)
    hands.press("Ctrl+End")
    hands.type(WORDS, own_words=True)
    sys.stdout.write("done\n")
    sys.stdout.flush()
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

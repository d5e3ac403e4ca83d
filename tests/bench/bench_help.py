"""How long F1 takes in the thread of the widgets: every page put down and painted, from a screen with a table.

    python tests/bench/bench_help.py

Times are of the processor in that thread: others may be at work on the machine, and pictures are drawn elsewhere.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import measuring
from measuring import load, percentile, say, verdict

#: Milliseconds a key may take.
LIMIT = 50
ROUNDS = 5
#: Of the thread of the widgets.
timed = partial(measuring.timed, clock=time.thread_time)


def main() -> int:
    from PySide6.QtWidgets import QApplication

    from koyradesk.handbook import Spot, contents, search
    from koyradesk.store.place import VARIABLE
    from ui import fonts, theme
    from ui.stage import Stage

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ[VARIABLE] = str(Path(place, "config"))
        app = QApplication([*sys.argv[:1], *theme.STYLE])
        fonts.load()
        stage = Stage(app, Path(place), "bn", "light", 1.0)
        stage.window.fill_sample()
        stage.settle()
        stage.window.go("decisions")
        stage.settle()
        handbook = stage.window.handbook
        # As it is once the program has rested for a moment: brought in by then.
        handbook.show_contents()
        stage.settle()
        took: dict[str, float] = {}
        for slug in contents().slugs:
            handbook.leave()
            stage.settle()

            def opened(slug: str = slug) -> None:
                handbook.leave()
                handbook.show_spot(Spot(slug))
                handbook.pane.grab()

            took[slug] = timed(opened, ROUNDS)
            stage.settle()
        worst = max(took, key=lambda slug: took[slug])
        say(load())
        good = verdict("a page opened and painted, the slowest", took[worst], LIMIT, more=worst)
        good &= verdict("the same, of all pages 95 %", percentile(list(took.values()), 0.95), LIMIT)
        first = timed(lambda: search(contents(), "স্মারক"))
        good &= verdict("the handbook searched, the first time", first, LIMIT)
        good &= verdict("and then", timed(lambda: search(contents(), "স্বাক্ষর"), ROUNDS), LIMIT)
        stage.end()
    return not good


if __name__ == "__main__":
    sys.exit(main())

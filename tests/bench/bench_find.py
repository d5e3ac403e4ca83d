"""The box of Ctrl+K on ten years of an office: how soon the worker answers, how soon a letter's results are painted.

    python tests/bench/bench_find.py [--office FOLDER] [--rounds 2]

--office names a data folder kept by ``bench_store.py --keep`` (made anew otherwise: minutes). The queries are those of
``bench_store.py``, and filters on top. In the window each letter of a word is a key; it is timed until the lines it
finds are painted, with the longest time the window did not answer. Without a screen (QT_QPA_PLATFORM=offscreen) unless
the environment says otherwise.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_store import Words, build, queries
from bench_window import Heart, Paints
from hands import send
from measuring import percentile, say, seconds, verdict
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from koyradesk.finding.finder import Finder
from koyradesk.finding.shapes import Filters
from koyradesk.finding.states import states
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store, place

#: Milliseconds, at the 95th percentile.
LIMIT = 50


def told(name: str, seconds: list[float], busy: list[float] = []) -> None:  # noqa: B006
    """``busy``: the same in the processor's own time, where others are at work on it."""
    some = [one * 1e3 for one in seconds]
    middle, high = statistics.median(some), percentile(some, 0.95)
    own = f"  processor p95 {percentile(busy, 0.95) * 1e3:6.1f} ms" if busy else ""
    say(f"{name:34} p50 {middle:6.1f} ms  p95 {high:6.1f} ms  most {max(some):6.1f} ms{own}")


def worker(folder: Path, words: Words) -> None:
    """What the thread of the office takes for one question."""
    with Store.open(folder) as store:
        from datetime import date

        finder = Finder(store, states=lambda: states(store, Standing(store, date(2024, 1, 15))))
        say(f"first question, all read into memory: {seconds(finder.known) * 1e3:.0f} ms")
        every: list[float] = []
        own: list[float] = []

        def ask(name: str, typed: list[str], filters: Filters = Filters()) -> None:  # noqa: B008
            took, busy = [], []
            for one in typed:
                before = time.process_time()
                took.append(seconds(lambda one=one: finder.find(one, filters)))  # type: ignore[misc]
                busy.append(time.process_time() - before)
            every.extend(took)
            own.extend(busy)
            told(name, took, busy)

        asked = queries(words)
        numbers = [f"০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭.{year}-{number}" for year in ("১৭", "২৩") for number in range(7, 2000, 70)]
        for name, typed in {**asked, "memo numbers": numbers}.items():
            ask(name, typed)
        known = finder.known()
        common = words.all[:12]
        ask("common words of a committee", common, Filters(committee=known.committees[7]))
        ask("common words of a year", common, Filters(year=2017))
        ask("common words in drafts", common, Filters(state="draft"))
        ask("nothing typed, of a year", [""] * 12, Filters(year=2017))
        verdict("one question, all of them", percentile([one * 1e3 for one in every], 0.95), LIMIT, "ms at p95")
        verdict("the same, of the processor", percentile([one * 1e3 for one in own], 0.95), LIMIT, "ms at p95")


def window(folder: Path, words: Words, rounds: int) -> None:
    """What a typist waits for: key by key, from the key to the painted lines."""
    from ui import fonts
    from ui.tour import Stage

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    fonts.load()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        shutil.copytree(folder, home / "data")
        stage = Stage(app, home, "bn", "light", 1.0)
        finding = stage.window.finding
        finding.begin()
        stage.settle()
        box = finding.box
        heart = Heart()
        every: list[float] = []
        typed = [word for word in words.all if 3 <= len(word) <= 8][:40] * rounds + ["০৫.৪৪.৪৭৫৩.০০০"] * rounds
        heart.take()
        for word in typed:
            box.line.clear()
            stage.settle()
            for sign in word:
                every.append(_key(app, stage, sign))
        longest = heart.take()
        told("a key to its painted lines", every)
        verdict("a key to its painted lines", percentile([one * 1e3 for one in every], 0.95), LIMIT, "ms at p95")
        say(f"{len(every)} keys; the window did not answer for {longest:.0f} ms at most")
        stage.end()


def _key(app: QApplication, stage: object, sign: str) -> float:
    finding = stage.window.finding  # type: ignore[attr-defined]
    shown: list[float] = []
    seen = Paints(finding.box.list.viewport())
    show = finding._show

    def note(question: int, answer: object) -> None:
        show(question, answer)
        if question == finding._question:
            # What is painted from here on is the answer.
            seen.seen = 0.0
            shown.append(time.perf_counter())

    finding._show = note
    started = time.perf_counter()
    send(finding.box.line, sign)
    _until(app, lambda: bool(shown) and seen.seen > 0)
    finding.box.list.viewport().removeEventFilter(seen)
    finding._show = show
    return seen.seen - started


def _until(app: QApplication, there: Callable[[], bool]) -> None:
    limit = time.perf_counter() + 20
    while not there():
        # Waiting, not asking again and again: the worker needs Python as well.
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > limit:
            raise TimeoutError("no answer was painted")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--office", type=Path)
    options.add_argument("--rounds", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[place.VARIABLE] = str(Path(scratch) / "config")
        folder = chosen.office or Path(scratch) / "data"
        if not folder.exists():
            build(folder, 10)
        words = Words(2023)
        worker(folder, words)
        window(folder, words, chosen.rounds)


if __name__ == "__main__":
    main()

"""Bengali typed by sound: how soon a letter shows, and how long the words that may be meant are looked for.

    python tests/bench/bench_typing.py [paint] [search] [--keys 400] [--words 20000]

paint   a key to the letters under way on the screen, in the discussion of a meeting of eight items (95th percentile)
search  the words for each beginning of over three hundred loose spellings, among so many words (95th percentile)

Without a word, both. Drawn without a screen (QT_QPA_PLATFORM=offscreen) unless the environment says otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_window import PACE, PAINT, Desk, Heart, Paints
from hands import send
from measuring import percentile, verdict
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from koyradesk import typed_words
from koyradesk.bengali.phonetic.choosing import choices
from koyradesk.bengali.phonetic.lexicon import Lexicon
from koyradesk.store import place

ROOT = Path(__file__).resolve().parents[2]

#: Milliseconds.
SEARCH = 5
#: What is typed, over and over.
SENTENCE = "doptorsomuher portale purono totho royeche morme sohokari programmer sovake janan. "
#: What makes many words of few.
ENDINGS = ("", "র", "ের", "কে", "টি", "গুলো", "দের", "সহ", "ভিত্তিক", "মূলক", "কারী", "শীল", "হীন", "পূর্ণ", "তা")


def many(count: int) -> Lexicon:
    """So many words, with some use."""
    chance = random.Random(1)
    base = list(typed_words.lexicon().uses)
    words = [word + ending for ending in ENDINGS for word in base][:count]
    return Lexicon.of({word: chance.randint(0, 50) for word in words}, typed_words.known()[1])


def search(count: int) -> None:
    """Each keystroke of the loose spellings."""
    began = time.perf_counter()
    lexicon = many(count)
    built = time.perf_counter() - began
    lines = (ROOT / "tests" / "data" / "typing" / "loose.tsv").read_text("utf-8").splitlines()
    spelled = [line.partition("\t")[0] for line in lines]
    choices("nirbahi", lexicon)
    taken = []
    for latin in spelled:
        for end in range(1, len(latin) + 1):
            began = time.perf_counter()
            choices(latin[:end], lexicon)
            taken.append((time.perf_counter() - began) * 1000)
    more = (
        f"median {statistics.median(taken):.2f}, longest {max(taken):.1f}; {len(lexicon)} words made in {built:.2f} s"
    )
    verdict("words for a keystroke, p95", percentile(taken, 0.95), SEARCH, "ms", more)


def paint(folder: Path, count: int, words: int) -> None:
    """A key to its paint, in the window."""
    desk = Desk(folder)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = desk.stage.program
    assert program.typing is not None
    method = program.typing.method
    method.choose("phonetic")
    desk.stage.settle()
    method.know(many(words))
    field = desk.field()
    viewport = getattr(field, "viewport", lambda: field)()
    heart = Heart()
    taken: list[float] = []
    for index in range(count):
        letter = SENTENCE[index % len(SENTENCE)]
        watch = Paints(viewport)
        began = time.perf_counter()
        if letter == " ":
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                app.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, letter))
        else:
            send(field, letter)
        while not watch.seen and time.perf_counter() < began + 1:
            app.processEvents()
        taken.append(((watch.seen or time.perf_counter()) - began) * 1000)
        viewport.removeEventFilter(watch)
        while time.perf_counter() < began + PACE / 1000:
            app.processEvents()
            time.sleep(0.001)
    more = f"median {statistics.median(taken):.1f}, longest {max(taken):.0f}"
    verdict("keystroke to paint with phonetic on, p95", percentile(taken, 0.95), PAINT, "ms", more)
    verdict("window silent while typing, longest", heart.take(), 50, "ms")
    desk.stage.end()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="*", choices=["paint", "search", []], default=[])
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--words", type=int, default=20_000)
    chosen = parser.parse_args()
    wanted = chosen.what or ["search", "paint"]
    if "search" in wanted:
        search(chosen.words)
    if "paint" in wanted:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            os.environ.setdefault(place.VARIABLE, str(folder / "config"))
            (folder / "typing").mkdir()
            paint(folder / "typing", chosen.keys, chosen.words)


if __name__ == "__main__":
    main()

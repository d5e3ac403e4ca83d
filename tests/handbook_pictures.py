"""The pictures of the handbook: ``python packaging/dev.py handbook`` makes them anew from the scenes of the tour.

With names of pictures only those are made. Each is kept with the words of what could be pressed and filled in on it
(``SEEN``): the tour of the tests compares them, and a picture on which others stand by now has aged.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "docs" / "handbook"
#: The words that each picture was made with.
SEEN = ROOT / "tests" / "data" / "handbook_pictures.json"
#: Each picture and the scene of the tour it is of.
PICTURES = {
    "begin-place": "begin-place",
    "begin-head": "begin-head",
    "today": "today-late",
    "new-meeting": "new-meeting",
    "meetings": "deleted",
    "decision": "completion",
    "carry": "carry",
    "numbered": "numbered",
    "correction": "correction",
    "letter": "letter-by-hand",
    "reminders": "reminders",
    "memo-book": "memo-book-write-in",
    "despatch": "despatch-acknowledge",
    "sitting-notes": "sitting-notes",
    "sitting-making": "sitting-made",
    "intake": "opened-file",
    "history": "history",
    "brought-back": "brought-back",
    "typing-word": "typing-word",
    "typing-keys": "typing-keys",
    "sentence-offered": "sentence-offered",
    "sentences": "sentences",
    "incoming": "incoming-list",
    "incoming-letter": "incoming-letter",
    "exchange": "exchange-waiting",
    "key": "exchange-key-wrong",
    "review": "exchange-review",
    "stick": "exchange-written",
    "held": "exchange-held",
    "side-by-side": "exchange-side-by-side",
    "way": "exchange-way",
    "mail": "exchange-mailed",
    "papers": "upazilas-minutes",
    "course": "upazilas-course",
    "decisions": "decisions-opened",
    "put-off": "decisions-put-off",
    "register": "register-typed",
    "figures": "reports-counted",
    "group": "people-group",
    "unknown": "people-unknown",
    "list": "people-list-unclear",
    "layout": "layout-columns",
    "settings": "settings",
    "find": "find-word",
    "bijoy": "pasted-bijoy",
    "spelling": "spelling-marked",
    "twins": "people-twins",
    "update": "update-inside",
}
#: Nobody waits long for a page with these; in bytes.
LARGEST = 120_000
#: So many colours tell every letter from its ground.
_COLOURS = 256


class Seen(NamedTuple):
    """Where in the window a picture was made, and what could be pressed, filled in and read as a heading there."""

    place: str
    words: list[str]


def main(names: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    from koyradesk.store.place import VARIABLE

    if strange := set(names) - PICTURES.keys():
        sys.stderr.write(f"no picture of the handbook: {', '.join(sorted(strange))}\n")
        return 2
    wanted = {name: scene for name, scene in PICTURES.items() if not names or name in names}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ[VARIABLE] = str(Path(place, "config"))
        missing = set(wanted.values()) - _play(Path(place), wanted)
    if missing:
        sys.stderr.write(f"no such scene any more: {', '.join(sorted(missing))}\n")
    return bool(missing)


def _play(place: Path, wanted: dict[str, str]) -> set[str]:
    """Plays the scenes of the tour up to the last that is wanted; the names of those that were met."""
    from PySide6.QtWidgets import QApplication

    from ui import fonts, theme
    from ui.scenes import SCENES
    from ui.stage import Stage

    app = QApplication([*sys.argv[:1], *theme.STYLE])
    fonts.load()
    stage, met, said = Stage(app, place, "bn", "light", 1.0), set(), kept()
    try:
        for scene in SCENES:
            for act in scene.acts:
                act(stage)
                stage.settle()
            for name in (name for name, one in wanted.items() if one == scene.name):
                shown = scene.shows(stage) if scene.shows else stage.window
                (HANDBOOK / "pictures" / f"{name}.png").write_bytes(_small(shown))
                said[name] = Seen(place_of(shown), words_on(shown))
                met.add(scene.name)
            if met == set(wanted.values()):
                break
    finally:
        stage.end()
    keep({name: seen for name, seen in said.items() if name in PICTURES})
    return met


def kept() -> dict[str, Seen]:
    """What stood on every picture when it was made."""
    held = json.loads(SEEN.read_text(encoding="utf-8")) if SEEN.exists() else {}
    return {name: Seen(*one) for name, one in held.items()}


def keep(said: dict[str, Seen]) -> None:
    SEEN.write_text(json.dumps(dict(sorted(said.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def aged(name: str, shown: QWidget) -> str:
    """How what a picture is of has changed since it was made; "" where it has not. On some days of a year a scene may
    stand elsewhere: then there is nothing to compare."""
    made = kept().get(name)
    if made is None:
        return f"{name}.png was not made with its words: dev.py handbook {name}"
    gone, new = set(made.words) - set(now := words_on(shown)), set(now) - set(made.words)
    if made.place != place_of(shown) or not (gone or new):
        return ""
    return f"{name}.png has aged (gone: {', '.join(gone) or '–'}; new: {', '.join(new) or '–'}): dev.py handbook {name}"


def place_of(shown: QWidget) -> str:
    """Where in the window a picture is, as the handbook names places; "" in a dialog."""
    from ui.help import places
    from ui.screens import Screens

    return places.here(shown)[0] if isinstance(shown, Screens) else ""


def words_on(shown: QWidget) -> list[str]:
    """What can be pressed and filled in on a window and what its parts are called, in order of the alphabet.

    Only what the program itself says counts, word for word as it is translated: no day, number or name of a record
    makes a picture old, nor does a font.
    """
    return sorted(_own_words().intersection(_said(shown)))


def _said(shown: QWidget) -> Iterator[str]:
    from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QTextEdit

    from koyradesk.bengali.text import nfc
    from ui.inspection import widgets
    from ui.notice import Notice
    from ui.status import StatusLine

    for one in widgets(shown):
        above, beside = one, False
        while above is not None and above is not shown:
            # What happens to be told at the moment, and how the work stands, is the work's and not the place's.
            beside = beside or isinstance(above, Notice | StatusLine)
            above = above.parentWidget()
        if beside:
            continue
        if isinstance(one, QAbstractButton):
            yield nfc(one.text() or one.accessibleName())
        elif isinstance(one, QTabBar):
            yield from (nfc(one.tabText(index)) for index in range(one.count()))
        elif isinstance(one, QLineEdit | QTextEdit):
            yield nfc(one.accessibleName())
        elif isinstance(one, QLabel) and one.property("role") in ("title", "heading"):
            yield nfc(one.text())


@cache
def _own_words() -> frozenset[str]:
    """All sentences of the program that nothing is filled into, and no day is an example in."""
    from koyradesk.bengali.text import nfc
    from koyradesk.i18n import sentences_of

    return frozenset(nfc(said) for sentence, said in sentences_of("bn") if not re.search(r"[{0-9]", sentence))


def _small(widget: QWidget) -> bytes:
    """A picture of a window with the few colours it has."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    whole, small = QBuffer(), BytesIO()
    whole.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(whole, "PNG")
    picture = Image.open(BytesIO(bytes(whole.data().data()))).convert("RGB")
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Scenes of the tour among the letters and papers: the list, a new one, one being written, many at once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from koyradesk.model import Ref
from ui.editor_scenes import keys, letters

if TYPE_CHECKING:
    from ui.letters.editor import LetterEditor
    from ui.letters.screen import PapersScreen
    from ui.stage import Stage


def _papers(stage: Stage) -> PapersScreen:
    return stage.window.letters.papers


def _editor(stage: Stage) -> LetterEditor:
    return stage.window.letters.editor


def _step(stage: Stage) -> Any:
    return _editor(stage).stack.currentWidget()


def _narrowed(stage: Stage) -> None:
    _papers(stage)._take_kind("minutes")
    _papers(stage)._take_state("draft")


def _of_meeting(stage: Stage) -> None:
    _papers(stage).show_all()
    row = stage.window.rows[-1]
    stage.window.letters.show_meeting(row.id, row.committee)


def _lost(stage: Stage) -> None:
    _papers(stage).show_all()
    _papers(stage).search.setFocus()
    letters("হিমালয় পর্বত")(stage)
    keys("Return")(stage)


def _by_hand(stage: Stage) -> None:
    session = _editor(stage).session
    assert session is not None
    _editor(stage).go(Ref(session.id, "subject"), 1000)
    letters(" (জরুরি)")(stage)


def _own_list(stage: Stage) -> None:
    _step(stage).taking.click()
    stage.settle()
    _step(stage).keeping.click()


def _signed_by(stage: Stage) -> None:
    _step(stage).signed_by.unfold()
    stage.settle()
    _step(stage).bring(_step(stage).signed_by)


def _new_day(stage: Stage) -> None:
    letters("২৯/১১/২০২৬")(stage)


def _photo(stage: Stage, name: str, colour: str) -> Any:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(stream, "JPEG")
    return stage.file(name, stream.getvalue())


def _photos(stage: Stage) -> None:
    _step(stage).photos.give([_photo(stage, "নলকূপ-১.jpg", "#7a9e7e"), _photo(stage, "নলকূপ-২.jpg", "#b08968")])
    stage.settle()
    first = next(iter(_step(stage).photos._rows.values()))
    first.caption.setFocus()
    letters("মেরামতের পরে নলকূপ, ২০ নভেম্বর")(stage)
    keys("Tab")(stage)


def _no_photo(stage: Stage) -> None:
    _step(stage).photos.give([stage.file("ছবি নয়.jpg", b"nothing of a photo")])
    stage.settle()
    _step(stage).bring(_step(stage).photos)


def _below(stage: Stage) -> None:
    bar = _step(stage).verticalScrollBar()
    bar.setValue(bar.maximum())


def _numbered_batch(stage: Stage) -> None:
    screen = stage.window.letters.reminders
    screen.numbered.setChecked(True)
    screen._make("pdf")
    stage.settle()
    stage.dialog().reject()


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("letters", (keys("Escape", "Alt+5"),)),
    ("letters-narrowed", (_narrowed,)),
    ("letters-of-meeting", (_of_meeting,)),
    ("letters-lost", (_lost,)),
    ("new-paper", (lambda stage: _papers(stage).show_all(), keys("Ctrl+L"))),
    ("new-paper-late", (keys("Down", "Return"),)),
    # What meetings decided has a file to take its number from; what came from elsewhere, the first, has none.
    ("letter-words", (keys("Down", "Return"),)),
    ("letter-by-hand", (_by_hand,)),
    ("letter-issue", (keys("Ctrl+2"),)),
    ("letter-numbered", (keys("Return"),)),
    ("letter-sure", (keys("Tab", "Return"),)),
    ("letter-signed", (keys("Return"),)),
    ("letter-despatched", (keys("F8"),)),
    ("letter-frozen", (keys("Ctrl+1"),)),
    ("notice", (keys("Ctrl+L", "Return", "Return"),)),
    ("notice-list", (keys("Ctrl+2"), _below)),
    ("notice-own-list", (_own_list,)),
    ("notice-signature", (_signed_by,)),
    ("extract-party", (keys("Ctrl+L", "Down", "Down", "Down", "Return", "Return"),)),
    ("postponement", (keys("Escape", "Escape", *["Down"] * 6, "Return", "Return"), _new_day)),
    ("return-month", (keys("Ctrl+L", *["Down"] * 5, "Return", "Return"),)),
    ("return-empty", (keys("Return"),)),
    ("return-photos", (_photos,)),
    ("return-refused", (_no_photo,)),
    ("reminders", (keys("Escape", "Alt+5", "Ctrl+Shift+R"),)),
    ("reminders-made", (keys("Space"), _numbered_batch)),
)

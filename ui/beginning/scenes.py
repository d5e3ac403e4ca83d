"""Scenes of the tour on the way to a first notice. Nothing is written: the office stays as empty as it was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.editor_scenes import keys, letters
from ui.trail import Where

if TYPE_CHECKING:
    from ui.beginning.screen import BeginningScreen
    from ui.stage import Stage

_CHAIR, _SIGNER = "রুমানা আক্তার", "মো. তানভীর হাসান"


def _screen(stage: Stage) -> BeginningScreen:
    return stage.window.beginning


def _begin(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.go_to(Where("begin"))


def _look_for(text: str, stage: Stage) -> None:
    """Another text in the box of a step."""
    _screen(stage).picks[_screen(stage).step].field.clear()
    letters(text)(stage)


def _nameless(stage: Stage) -> None:
    for name in ("line2", "line3"):
        _screen(stage).head.fields[name].clear()  # type: ignore[union-attr]


def _right_again(stage: Stage) -> None:
    screen = _screen(stage)
    screen.pages.currentWidget().setFocus()
    for name, text in (("line2", "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর"), ("line3", "উপজেলা আইসিটি অফিস")):
        screen.head.fields[name].setText(text)  # type: ignore[union-attr]
    screen.first()


def end(stage: Stage) -> None:
    """Back to the first page, as if nothing had been chosen."""
    from koyradesk.beginning.shapes import Plan

    screen = _screen(stage)
    screen._plan = Plan()
    screen._to("place" if not screen._held.base.begun else "committee")
    stage.settle()
    stage.window.back()


#: On an empty office: name, what is done.
ACTS = (
    ("begin-place", (_begin, partial(_look_for, "kalig"))),
    ("begin-unknown", (partial(_look_for, "নতুনগঞ্জ"),)),
    ("begin-office", (partial(_look_for, "koira"), keys("Return"))),
    ("begin-head", (partial(_look_for, "ict"), keys("Return"))),
    ("begin-nameless", (_nameless, keys("Return"))),
    ("begin-committee", (_right_again, keys("Return"))),
    ("begin-when", (keys("Return"),)),
    ("begin-who", (keys("Return"), letters(_CHAIR), keys("Return"), letters(_SIGNER))),
)
#: In an office that has meetings.
FURTHER = (("begin-further", (_begin,)),)

"""Scenes of the tour in which the handbook is read beside the work."""

from __future__ import annotations

from typing import Any

from koyradesk.handbook import Spot
from ui.editor_scenes import keys, letters
from ui.stage import Stage


def _work(stage: Stage) -> None:
    stage.window.go("memos")


def _button(stage: Stage) -> None:
    """The first button on the page that is in sight."""
    handbook = stage.window.handbook
    handbook.show_spot(Spot("help"))
    handbook.follow("button:" + next(iter(handbook._shown)))
    # It stays for the picture.
    handbook.ring.going.stop()


def _no_button(stage: Stage) -> None:
    stage.window.handbook.ring.hide()


def _large(stage: Stage) -> None:
    handbook = stage.window.handbook
    handbook.show_spot(Spot("exchange"))
    picture = next(iter(handbook.pane.view.pictures))
    handbook.follow(f"picture:{picture}")


def end(stage: Stage) -> None:
    """Nothing of it is left."""
    stage.window.handbook.leave()


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("handbook", (_work, keys("F1"))),
    ("handbook-button", (_button,)),
    ("handbook-contents", (_no_button, keys("F1"))),
    ("handbook-found", (keys("Ctrl+F"), letters("নম্বর"), lambda stage: stage.window.handbook._search("নম্বর"))),
    ("handbook-nothing", (letters("হিমালয়"), lambda stage: stage.window.handbook._search("নম্বরহিমালয়"))),
    ("handbook-news", (lambda stage: stage.window.handbook.show_news(),)),
    ("handbook-picture", (_large,)),
)

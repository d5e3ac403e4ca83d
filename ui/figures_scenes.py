"""Scenes of the tour among the figures: by office, what a bar counts, a quarter, meetings, the paper, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.editor_scenes import keys

if TYPE_CHECKING:
    from ui.stage import Stage


def _there(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.go("reports")


def _turn(stage: Stage, index: int) -> None:
    stage.window.figures.tabs.setCurrentIndex(index)


def _narrow(stage: Stage) -> None:
    screen = stage.window.figures
    if screen.committee._options()[1:]:
        screen.committee.picked.emit(screen.committee._options()[1][0])
    screen.quarter.picked.emit(2)


def _all(stage: Stage) -> None:
    screen = stage.window.figures
    screen.committee.picked.emit("")
    screen.quarter.picked.emit(0)


def _later(stage: Stage) -> None:
    screen = stage.window.figures
    screen.seeing.setChecked(False)
    screen.year.picked.emit(screen._years()[0][0])


def _now(stage: Stage) -> None:
    stage.window.figures.year.picked.emit(0)


ACTS = (
    ("reports", (_there,)),
    ("reports-counted", (keys("Down", "Return"),)),
    ("reports-topics", (lambda stage: _turn(stage, 1),)),
    ("reports-quarters", (lambda stage: _turn(stage, 2),)),
    ("reports-meetings", (lambda stage: _turn(stage, 3),)),
    ("reports-filtered", (lambda stage: _turn(stage, 0), _narrow)),
    ("reports-paper", (_all, lambda stage: stage.window.figures.seeing.setChecked(True))),
    ("reports-nothing", (_later,)),
    ("reports-again", (_now,)),
)

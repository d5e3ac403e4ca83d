"""The scenes of the box over everything, and of what it opens."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from koyradesk.finding.shapes import NONE, Filters
from ui.stage import Stage


def _begin(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.go("meetings")
    stage.settle()
    stage.window.finding.begin("")


def _type(text: str, stage: Stage) -> None:
    stage.window.finding.box.type(text, NONE)
    stage.settle()
    # Others answer after our own book.
    QTest.qWait(50)


def _filtered(text: str, stage: Stage) -> None:
    committee = sorted(stage.window.finding.box.known.committees)[0]
    stage.window.finding.box.type(text, Filters(committee=committee, state="late"))


def _press(keys: str, stage: Stage) -> None:
    combination = QKeySequence(keys)[0]  # type: ignore[index]
    QTest.keyClick(stage.app.focusWidget() or stage.window, combination.key(), combination.keyboardModifiers())


def _leave(stage: Stage) -> None:
    stage.window.finding.give_way()
    if stage.window.has("marks"):
        stage.window.marks.end()


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("find", (_begin,)),
    ("find-word", (partial(_type, "ওয়েব"),)),
    ("find-number", (partial(_type, "০৫ ৯৯"),)),
    ("find-command", (partial(_type, "নতুন"),)),
    ("find-nothing", (partial(_type, "পোর্টেল"),)),
    ("find-filtered", (partial(_filtered, "ওয়েব"),)),
    ("find-opened", (partial(_type, "পোর্টাল"), partial(_press, "Return"))),
    ("find-in-text", (partial(_press, "Ctrl+F"),)),
    ("find-left", (partial(_press, "Escape"), _leave)),
)

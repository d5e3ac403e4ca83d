"""Scenes of the tour in which misspelled words are marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest

from ui.bank.scenes import items
from ui.editor_scenes import keys, letters
from ui.stage import Stage

#: Milliseconds after which the marks are there: they come when typing rests.
_REST = 1_200


def _rest(_: Stage) -> None:
    QTest.qWait(_REST)


#: Name of the picture, and what is done before it. The last one leaves all as it was.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    (
        "spelling-marked",
        (
            items,
            keys("Ctrl+3", "Home", "Return", "Ctrl+Shift+Return"),
            letters("সরকারী দপ্তরসমূহ এই সিদ্বান্ত অনুযায়ী ব্যবস্থা গ্রহন করবে। "),
            _rest,
        ),
    ),
    ("spelling-gone", (keys("Escape", "Alt+Delete", "Escape"),)),
)

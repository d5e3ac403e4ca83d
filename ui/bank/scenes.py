"""Scenes of the tour in which sentences are offered and looked through."""

from __future__ import annotations

from datetime import date
from typing import Any

from ui.editor_scenes import keys, letters
from ui.stage import Stage


def items(stage: Stage) -> None:
    """The newest draft of a meeting that was held, at its items."""
    rows = stage.window.rows
    drafts = [row for row in rows if row.state == "draft" and row.date and row.date <= date.today()]
    stage.window.edit(max(drafts, key=lambda row: row.date or date.min).id, "items")


#: Name of the picture, and what is done before it. The last one leaves all as it was.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    (
        "sentence-offered",
        (items, keys("Ctrl+3", "Home", "Return", "Ctrl+Shift+Return"), letters("সকল দপ্তর আগা")),
    ),
    ("sentence-open", (keys("Tab"),)),
    ("sentences", (keys("Ctrl+M"),)),
    ("sentences-found", (letters("ল্যাব"), keys("Ctrl+D"))),
    ("sentence-written", (keys("F2"),)),
    ("sentences-none", (keys("Escape"), letters(" হিমালয়"))),
    ("sentence-gone", (keys("Escape", "Alt+Delete", "Escape"),)),
)

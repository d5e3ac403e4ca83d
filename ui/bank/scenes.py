"""Scenes of the tour in which sentences are offered and looked through."""

from __future__ import annotations

from typing import Any

from ui.editor_scenes import keys, letters

#: Where the items of a draft are open.
offered: tuple[Any, ...] = (keys("Ctrl+3", "Home", "Return", "Ctrl+Shift+Return"), letters("সকল দপ্তর আগা"))
#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("sentence-open", (keys("Tab"),)),
    ("sentences", (keys("Ctrl+M"),)),
    ("sentences-found", (letters("ল্যাব"), keys("Ctrl+D"))),
    ("sentence-written", (keys("F2"),)),
    ("sentences-none", (keys("Escape"), letters(" হিমালয়"))),
)
#: Everything as it was before.
end = keys("Escape", "Alt+Delete", "Escape")

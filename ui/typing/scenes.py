"""Scenes of the tour in which Bengali is typed by sound, and the keys of the other ways are looked up."""

from __future__ import annotations

from datetime import date
from typing import Any

from koyradesk.model import Ref
from ui.editor_scenes import keys, letters
from ui.stage import Stage
from ui.typing.method import Typing


def _method(stage: Stage) -> Typing:
    assert stage.program.typing is not None
    return stage.program.typing.method


def _discussion(stage: Stage) -> None:
    """Behind the discussion of the first item of the newest draft."""
    rows = stage.window.rows
    drafts = [row for row in rows if row.state == "draft" and row.date and row.date <= date.today()]
    stage.window.edit(max(drafts, key=lambda row: row.date or date.min).id, "items")
    stage.settle()
    session = stage.window.editor.session
    assert session is not None
    stage.window.editor.go(Ref(session.meeting.items[0].id, "discussion"), 10_000)


def _way(name: str) -> Any:
    def act(stage: Stage) -> None:
        _method(stage).choose(name)

    return act


def _sheet(way: str) -> Any:
    def act(stage: Stage) -> None:
        stage.window.go("keys")
        stage.window.keys.show_way(way)

    return act


#: Name of the picture, and what is done before it. The last one leaves all as it was.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("typing-word", (_discussion, _way("phonetic"), letters("upost"))),
    ("typing-chosen", (keys("Down"),)),
    ("typing-keys", (keys("Ctrl+Backspace"), _way("english"), _sheet("bijoy"))),
    ("typing-rules", (_sheet("phonetic"),)),
    ("typing-national", (_sheet("national"),)),
    ("typing-ended", (_sheet("english"),)),
)

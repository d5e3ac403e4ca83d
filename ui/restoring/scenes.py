"""Scenes of the tour in which a backup is found on a stick and looked into. Nothing is brought back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ui.editor_scenes import keys

if TYPE_CHECKING:
    from ui.stage import Stage

_MADE = datetime(2026, 11, 19, 16, 30)


def _stick(stage: Stage) -> None:
    """A stick is in, with the backup of another computer."""
    from koyradesk import sample
    from koyradesk.store import Store
    from ui.restoring.jobs import Found

    with Store.open(stage.folder / "old", clock=_MADE.astimezone) as store:
        sample.fill(store, today=_MADE.date(), by="রুমানা")
        file = store.backup(stage.folder / "old-stick")
    stage.program.book.restoring.found = lambda *_: (Found(file, _MADE, "নীল-১৬"),)  # type: ignore[method-assign]
    stage.window.activateWindow()
    stage.window.go("restore")


def end(stage: Stage) -> None:
    """Back to where it was asked for; the stick is out."""
    del stage.program.book.restoring.found
    stage.window.restoring.held = None
    stage.window.back()


#: On an empty office: name, what is done.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("restore", (_stick,)),
    ("restore-inside", (keys("Return"),)),
)

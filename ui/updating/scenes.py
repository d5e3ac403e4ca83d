"""Scenes of the tour in which a stick brings a new version and it is looked into. Nothing is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.editor_scenes import keys

if TYPE_CHECKING:
    from ui.stage import Stage

_VERSION = "9.0.0"
_BN = (
    "সভার তালিকা আগের চেয়ে দ্রুত খোলে।",
    "প্রেরণ রেজিস্টারে তারিখ ধরে খোঁজা যায়।",
)
_EN = ("The list of meetings opens sooner.", "The despatch register is searched by date.")


def _stick(stage: Stage) -> None:
    """A stick is in, and brings a version."""
    from koyradesk.updates.places import Lying
    from koyradesk.updates.shapes import WINDOWS, Manifest, Update

    file = stage.folder / f"Koyradesk-{_VERSION}.koyraupdate"
    manifest = Manifest(_VERSION, WINDOWS, 1, "0" * 64, _BN, _EN)
    jobs = stage.program.book.updating
    jobs.found = lambda *_: Lying(file, _VERSION, "নীল-১৬")  # type: ignore[method-assign]
    jobs.look = lambda *_: Update(file, manifest, 0)  # type: ignore[method-assign]
    stage.window.activateWindow()
    stage.window.go("update")


def end(stage: Stage) -> None:
    """The stick is out."""
    jobs = stage.program.book.updating
    del jobs.found, jobs.look


#: Name, what is done.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("update", (_stick,)),
    ("update-inside", (keys("Return"),)),
)

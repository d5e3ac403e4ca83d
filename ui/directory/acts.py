"""Writes of the directory's screens: each is told with a way back, and Ctrl+Z takes back the newest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.directory.jobs import Done
from ui.kit import Kit
from ui.notice import Action

if TYPE_CHECKING:
    from koyradesk.merge import Version


class Acts(QObject):
    """Asks the worker to write."""

    told = Signal(str, object)
    refused = Signal(object)
    #: Something was written: the party it was about, "" for none.
    wrote = Signal(str)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._steps: list[Version] = []

    def do(
        self,
        job: Callable[[], Done],
        sentence: str,
        *,
        then: Callable[[Done], object] | None = None,
        otherwise: Callable[[UserError], None] | None = None,
    ) -> None:
        """Writes; ``sentence`` is told when it is done, then ``then`` is called."""

        def done(found: Done) -> None:
            if found.step is not None:
                self._steps.append(found.step)
                undo = Action(self._kit.voice(N_("Undo")), partial(self.undo, found.step))
                self.told.emit(sentence, undo)
            if then is not None:
                then(found)
            self.wrote.emit(found.record)

        self._kit.worker.ask(job, done, otherwise=otherwise or self.refused.emit)

    def undo(self, step: Version | None = None) -> None:
        """Takes back a step, or the newest one."""
        if step is None and not self._steps:
            self.told.emit(self._kit.voice(N_("There is nothing to take back here.")), None)
            return
        wanted = step or self._steps[-1]
        if wanted in self._steps:
            self._steps.remove(wanted)
        self._kit.worker.ask(partial(self._kit.book.people.undo, wanted), self._undone, otherwise=self.refused.emit)

    def _undone(self, done: Done) -> None:
        self.told.emit(self._kit.voice(N_("Taken back.")), None)
        self.wrote.emit(done.record)

"""Sticks that come and go, looked for on the worker's thread while the place is on show; writing on one, to the end."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from koyradesk.i18n import N_
from ui.worker import Task

if TYPE_CHECKING:
    from koyradesk.errors import UserError
    from koyradesk.exchange.shapes import Transfer
    from ui.exchange.acts import Acts
    from ui.exchange.jobs import Written
    from ui.exchange.screen import ExchangeScreen
    from ui.exchange.shapes import Found
    from ui.kit import Kit


class Sticks(QObject):
    """Belongs to the screen."""

    def __init__(self, screen: ExchangeScreen, kit: Kit, acts: Acts) -> None:
        super().__init__(screen)
        self._screen, self._kit, self._acts = screen, kit, acts
        #: The sticks whose message was closed, or that were told of already.
        self._told: set[Path] = set()
        self._writing = False

    def look(self, *, busy: bool = False) -> None:
        """Which sticks are in, and what lies on them; ``busy``: also while something else is asked for."""
        # Whoever waits for the worker is not to wait for a slow stick, too.
        if not self._writing and (busy or self._kit.worker.idle()):
            self._kit.worker.ask(self._kit.book.exchange.sticks, self.found, otherwise=lambda _: None, topic="sticks")

    def found(self, found: tuple[Found, ...]) -> None:
        """These are in."""
        bar = self._screen.stick
        paths = {one.path for one in found}
        # What a way brought has no name, and stays.
        if bar.stick is not None and bar.stick.name and bar.stick.path not in paths and not self._writing:
            bar.stick = None
            bar.hide()
        self._told &= paths
        if found != self._screen.sticks:
            self._screen.show_sticks(found)
        for one in found:
            before = None if bar.isHidden() else bar.stick
            if before is not None and before.path == one.path and before.files != one.files:
                # Something of it was taken in.
                bar.offer(one, self._screen.page)
            if one.path not in self._told:
                self._told.add(one.path)
                bar.offer(one, self._screen.page)
                if bar.presses:
                    self._screen.to_stick()
                break

    def write(self, folder: Path, name: str, only: tuple[Transfer, ...] = ()) -> None:
        """Writes what waits into a folder, on a stick: each file whole, read back, and told when all is done."""
        voice = self._kit.voice
        task = Task(voice(N_("Writing on {name} … do not pull it out yet"), name=name))
        self._writing = True
        self._screen.moved_on.emit()
        self._screen.work()
        self._screen.stick.tell_writing(name)
        job = partial(self._kit.book.exchange.write, folder, only, task.step)

        def done(written: Written) -> None:
            self._writing = False
            made = written.made
            if not made:
                self._screen.stick.hide()
                self._screen.told.emit(voice(N_("Everybody has everything already; nothing waits.")), None)
                return
            self._screen.stick.tell_written(name, written)
            self._screen.renew()
            self._screen.choose(made[0].id)

        def failed(error: UserError) -> None:
            self._writing = False
            self._screen.stick.tell_failed(name, error, only or None)
            self._screen.renew()

        self._kit.worker.ask(job, done, otherwise=failed, broken=self._broke, task=task)

    def _broke(self) -> None:
        self._writing = False
        self._screen.stick.hide()

"""Whether a stick was put in or pulled out, asked again and again on a thread of its own: a stick that hangs keeps
neither the window waiting nor what is being saved."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.rest import apart

if TYPE_CHECKING:
    from koyradesk.exchange.sticks import Stick
    from ui.exchange.jobs import Exchanges
    from ui.kit import Kit

#: Seconds between two looks: who puts a stick in looks at the screen that long.
_EVERY = 2.0
#: Seconds that the end of the program waits for it; a stick that hangs is left to the system.
_PATIENCE = 1.0


class Lookout(QObject):
    """One for the book; windows listen."""

    #: Other sticks are in than before, or something else lies on them.
    turned = Signal(object)

    def __init__(self, exchange: Exchanges) -> None:
        super().__init__()
        self._exchange = exchange
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, kit: Kit) -> None:
        """Looks from now on."""
        if self._thread is None and not self._over.is_set():
            kit.worker.ask(lambda: self._exchange.book.store.office, self._start, otherwise=lambda _: None)

    def _start(self, office: str) -> None:
        if self._thread is None and not self._over.is_set():
            self._thread = threading.Thread(target=self._look, args=(office,), name="sticks", daemon=True)
            self._thread.start()

    def _look(self, office: str) -> None:
        before: tuple[Any, ...] = ()
        while not self._over.is_set():
            try:
                with apart():
                    found = self._exchange.drives(office)
            except OSError:
                # Pulled out just now: the next look tells.
                found = ()
            now = _told(found)
            if now != before:
                before = now
                self.turned.emit(found)
            self._over.wait(_EVERY)

    def end(self) -> None:
        """Looks no more; from any thread."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE)


def _told(found: tuple[Stick, ...]) -> tuple[Any, ...]:
    """What counts as another sight: not how much room there is."""
    return tuple((one.path, one.name, one.files, one.updates) for one in found)

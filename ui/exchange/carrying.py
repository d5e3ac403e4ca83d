"""Sending and fetching in the background: the carrier on a thread of its own, that neither the worker nor the window
waits for. What the system knows of the net is a nudge for it, never its judge."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.exchange.lying import Lying, lying
from ui.rest import apart

if TYPE_CHECKING:
    from threading import Event

    from koyradesk.exchange.ways.carrier import Carrier
    from koyradesk.exchange.ways.shapes import Configured, Secrets
    from ui.exchange.jobs import Exchanges, Hold
    from ui.kit import Kit

#: Told what the other end answered, and how much lies there.
Probed = Callable[["UserError | None", Lying], None]
#: Seconds that the end of the program waits for it; whatever it carries goes on next time where it is.
_PATIENCE = 3.0


class Carrying(QObject):
    """One for the book; windows listen."""

    #: A bundle is under way: its id, bytes that lie there, bytes in all.
    moved = Signal(str, object, object)
    #: A round is over: something may have been sent, fetched, refused.
    rested = Signal()

    #: It failed in a way nobody foresaw, and works no more until the next start.
    broke = Signal(object)

    _answered = Signal(object)

    def __init__(self, exchange: Exchanges) -> None:
        super().__init__()
        self._exchange = exchange
        self._carrier: Carrier | None = None
        self._thread: threading.Thread | None = None
        self._net: Any = None
        #: How many ways are being tried.
        self.trying = 0
        # Told on threads of their own, heard where the windows are.
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def works(self) -> bool:
        """Whether it has begun."""
        return self._carrier is not None

    def begin(self, kit: Kit) -> None:
        """Begins, or where it has begun tries at once whatever waits, also what was refused before: somebody asks."""
        if self.works:
            kit.worker.ask(self._exchange.waiting_names, self._again, otherwise=lambda _: None)
        else:
            kit.worker.ask(self._exchange.hold_of, self._start, otherwise=lambda _: None, topic="carrier")

    def nudge(self) -> None:
        """The net is back, or there is something new."""
        if self._carrier is not None:
            self._carrier.nudge()

    def again(self, what: str) -> None:
        """A person set right what was refused: a way, by its name."""
        if self._carrier is not None:
            self._carrier.again(what)

    def _again(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.again(name)
        self.nudge()

    def _start(self, hold: Hold | None) -> None:
        if hold is None or self.works:
            return
        from koyradesk.exchange.ways.carrier import Carrier

        self._carrier = Carrier(hold.folder, hold.office, hold.secrets, watch=self.moved.emit, wait=self._rest)
        self._thread = threading.Thread(target=self._work, args=(self._carrier,), name="carrier", daemon=True)
        self._thread.start()
        self._listen()

    def _work(self, carrier: Carrier) -> None:
        try:
            with apart():
                carrier.run()
        except BaseException as error:  # noqa: BLE001  (whatever it is, it is told as a fault of the program)
            self.broke.emit(error)

    def _rest(self, nudged: Event, seconds: float) -> bool:
        self.rested.emit()
        return nudged.wait(seconds)

    def _listen(self) -> None:
        """The net that returns is a nudge. Brought in only here, where something is sent at all."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            self._net = QNetworkInformation.instance()
            self._net.reachabilityChanged.connect(self._reached)

    def _reached(self, how: Any) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if how in (QNetworkInformation.Reachability.Online, QNetworkInformation.Reachability.Site):
            self.nudge()

    def end(self) -> None:
        """Stops soon; from any thread."""
        if self._carrier is not None:
            self._carrier.stop()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    # Trying a way

    def probe(self, way: Configured, secrets: Secrets, then: Probed) -> None:
        """Asks the real server, on a thread of its own; ``then`` is told what it answered, None for "come in", and how
        much lies in a folder."""
        self.trying += 1
        threading.Thread(target=self._try, args=(way, secrets, then), name="probe", daemon=True).start()

    def _try(self, way: Configured, secrets: Secrets, then: Probed) -> None:
        problem: UserError | None = None
        lies = Lying()
        with apart():
            try:
                from koyradesk.exchange.ways import learning, open_way

                learning.probe(self._exchange.folder, way, open_way(way, secrets))
                if way.kind == "folder":
                    lies = lying(Path(str(way.settings.get("path", ""))))
            except UserError as error:
                problem = error
            except BaseException as error:  # noqa: BLE001  (as above)
                self.broke.emit(error)
                problem = UserError(N_("A fault in the program stopped this. Your records are safe."))
        self._answered.emit(partial(then, problem, lies))

    def _answer(self, answer: Callable[[], None]) -> None:
        self.trying -= 1
        answer()


def of(kit: Kit) -> Carrying:
    """The one of a book, made when it is first wanted; on the thread of the windows."""
    exchange = kit.book.exchange
    if exchange.carrying is None:
        exchange.carrying = Carrying(exchange)
        exchange.carrying.broke.connect(kit.worker.broke)
    return exchange.carrying

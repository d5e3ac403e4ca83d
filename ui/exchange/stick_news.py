"""A stick that is put in is told of wherever one is, with one key to what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from koyradesk.i18n import N_
from ui.exchange.lookout import Lookout
from ui.notice import Action

if TYPE_CHECKING:
    from koyradesk.exchange.sticks import Stick
    from ui.exchange.shapes import Brief, Found
    from ui.window import Window

_TOPIC = "stick"


class StickNews(QObject):
    """Belongs to a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._brief: Brief | None = None
        #: Whether a stick was told of that brings a new version of the program.
        self._brought = False
        exchange = window.kit.book.exchange
        if exchange.lookout is None:
            exchange.lookout = Lookout(exchange)
        exchange.lookout.turned.connect(self._turned)
        exchange.lookout.begin(window.kit)

    def know(self, brief: Brief) -> None:
        """What waits to be sent, which could be written on a stick."""
        self._brief = brief

    def _turned(self, drives: tuple[Stick, ...]) -> None:
        if self._brought or any(one.updates for one in drives):
            from ui.updating import news

            self._brought = news.tell(self._window, drives)
        exchange, worker = self._window.kit.book.exchange, self._window.kit.worker
        worker.ask(partial(exchange.sticks, drives), self._tell, otherwise=lambda _: None, topic="sticks")

    def _tell(self, found: tuple[Found, ...]) -> None:
        window = self._window
        if window.has("exchange") and window.exchange.isVisible():
            # It is told there, with what can be done.
            window.exchange.acts.sticks.found(found)
            return
        window.notice.withdraw(_TOPIC)
        voice, brief = window.kit.voice, self._brief
        brings = next((one for one in found if one.files), None)
        if brings is not None:
            count = len(brings.files)
            one = N_("The pen drive {name} is in: 1 file on it is for this office.")
            many = N_("The pen drive {name} is in: {count} files on it are for this office.")
            said = voice(one if count == 1 else many, name=brings.name, count=count)
            see = Action(voice(N_("Look into it")), partial(self._go, "take_from", brings))
            window.notice.remark(_TOPIC, said, see)
        elif found and brief is not None and (brief.bundles or brief.unsent):
            said = voice(N_("The pen drive {name} is in: what waits can be written on it."), name=found[0].name)
            write = Action(voice(N_("Write on it")), partial(self._go, "write_on", found[0]))
            window.notice.remark(_TOPIC, said, write)

    def _go(self, act: str, stick: Found) -> None:
        window = self._window
        window.go("exchange")
        window.exchange.when_there(partial(getattr(window.exchange.acts, act), stick))

    def withdraw(self) -> None:
        """The place of exchange is on show and tells it itself."""
        self._window.notice.withdraw(_TOPIC)

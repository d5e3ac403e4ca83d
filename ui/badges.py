"""The numbers on the rail: what is late, what waits in the exchange. Counted in a pause, never while one writes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from koyradesk.i18n import N_

if TYPE_CHECKING:
    from ui.exchange.shapes import Brief
    from ui.exchange.stick_news import StickNews
    from ui.incoming.jobs import Brief as Mail
    from ui.window import Window

#: Milliseconds after the last write.
_AFTER = 700


class Badges(QObject):
    """Belongs to a window; ``want`` whenever a number may be another."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        #: Holds something once other colours or another language have put a new window in the place of this one. (A
        #: method of what is destroyed would not be called.)
        self._gone: list[bool] = []
        gone = self._gone
        self.destroyed.connect(lambda: gone.append(True))
        #: What is carried in the background tells when there is something new.
        self._listens = False
        self._pause = QTimer(self, singleShot=True, interval=_AFTER)
        self._pause.timeout.connect(self._ask)

    def want(self) -> None:
        """Counts anew, soon."""
        self._pause.start()

    def _ask(self) -> None:
        window = self._window
        # Counting takes a while in a large office; who types is not to wait for it. Leaving the text asks again.
        if window.is_open and window.session is None:
            book = window.kit.book

            def count() -> tuple[int, Mail, Brief]:
                return book.followed.late(), book.mail.brief(), book.exchange.brief()

            window.kit.worker.ask(count, self._tell, topic="badges")

    def _tell(self, found: tuple[int, Mail, Brief]) -> None:
        if self._gone:
            return
        late, mail, brief = found
        voice = self._window.kit.voice
        words = voice(N_("{count} late"), count=late) if late else ""
        self._window.rail.tell("decisions", voice.digits(late) if late else "", words)
        told = voice(N_("{count} late"), count=mail.late) if mail.late else ""
        self._window.rail.tell("incoming", voice.digits(mail.late) if mail.late else "", told)
        self._window.today.show_mail(mail)
        self.tell_exchange(brief)

    @cached_property
    def _news(self) -> StickNews:
        """From the first count on sticks are looked for."""
        from ui.exchange.stick_news import StickNews

        return StickNews(self._window)

    def tell_exchange(self, brief: Brief) -> None:
        """What waits in the exchange; its own place, while it is on show, tells of it with each look."""
        from ui.exchange import words

        window, voice = self._window, self._window.kit.voice
        # What is in no bundle yet will be one.
        count = (brief.bundles or bool(brief.unsent)) + brief.held + brief.clashes + brief.arrived
        told = words.matters(voice, brief)
        self._news.know(brief)
        window.status.tell_sending(told.sending)
        window.rail.tell("exchange", voice.digits(count) if count else "", ", ".join(said for said in told if said))
        window.today.show_exchange(brief)
        if brief.ways:
            self._carry()

    def here(self) -> None:
        """The place of exchange is on show."""
        self._news.withdraw()

    def _carry(self) -> None:
        """Where a way is set, what waits goes by itself, whatever place is on show."""
        from ui.exchange.carrying import of

        kit = self._window.kit
        carrying = of(kit)
        if not carrying.works:
            carrying.begin(kit)
        if not self._listens:
            self._listens = True
            carrying.rested.connect(self.want)

"""Has the bank read while one types: a little at a time, so that the worker is free for everything else in between."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.bank.jobs import Read
from ui.kit import Kit
from ui.session import Session

#: Milliseconds left to others between two steps.
_PAUSE = 40


class Learner(QObject):
    """Belongs to an editor, and tells its session what is known."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._worker, self._book = kit.worker, kit.book
        self._session: Session | None = None
        self._asking = False

    def teach(self, session: Session) -> None:
        """Tells a session all that is known now, and the rest when it was read."""
        self._session = session
        if not self._asking:
            self._ask()

    def leave(self, session: Session) -> None:
        """A session is let go: what was written in it is learnt when the next one begins."""
        self._session = None
        self._worker.ask(lambda: self._book.bank.again(session.id), lambda _: None)

    def _ask(self) -> None:
        self._asking = self._session is not None
        if self._asking:
            # A bank that cannot be read now is no reason to say anything: one types without it.
            self._worker.ask(lambda: self._book.bank.step(), self._told, otherwise=self._refused, broken=self._refused)

    def _told(self, read: Read) -> None:
        if read.bank is not None and self._session is not None:
            self._session.offers.know(read.bank)
        if read.more:
            QTimer.singleShot(_PAUSE, self, self._ask)
        else:
            self._asking = False

    def _refused(self, *_: object) -> None:
        self._asking = False

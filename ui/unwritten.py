"""What was typed in a window and is not on the disk yet, also in meetings that were closed meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.session import Session
from ui.worker import Worker

#: Milliseconds that a closing window waits for the disk.
_PATIENCE = 20_000


class Unwritten(QObject):
    """Holds the sessions of a window until all of their words are stored: a full disk may outlast the editor."""

    #: Why nothing can be written now (a ``UserError``), or None when all is written again.
    failing = Signal(object)
    #: What the sessions say, whether they are still shown or not; see there.
    state = Signal(str)
    refused = Signal(object)
    set_aside = Signal(object, object)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._sessions: list[Session] = []
        #: Those that no editor shows any more.
        self._closed: list[Session] = []
        self._failed = False

    def watch(self, session: Session) -> None:
        """A session is shown in the editor, a new one or one that was closed."""
        if session in self._closed:
            self._closed.remove(session)
        else:
            self._sessions.append(session)
            session.unwritten.connect(self.failing)
            session.state.connect(self._look)
            session.state.connect(self.state)
            session.refused.connect(self.refused)
            session.set_aside.connect(self.set_aside)

    def forget(self, session: Session) -> None:
        """The editor lets a session go; it stays here until its words are stored."""
        self._closed.append(session)
        self._let_go()

    def inherit(self, other: Unwritten) -> None:
        """Goes on where another window was."""
        for session in other._sessions:
            for signal in (session.unwritten, session.state, session.refused, session.set_aside):
                signal.disconnect()
            self.watch(session)
            self._closed.append(session)

    def settled(self) -> bool:
        """Whether all is stored."""
        return all(one.settled() for one in self._sessions)

    def of(self, meeting: str) -> Session | None:
        """The session whose words for a meeting are not stored yet: what is on the disk is older."""
        return next((one for one in self._sessions if one.id == meeting and not one.settled()), None)

    def write(self) -> bool:
        """Writes all of it now and waits; False where the disk does not take it, or not in time."""
        self._failed = False
        for session in list(self._sessions):
            session.seal()
        limit = QDeadlineTimer(_PATIENCE)
        while not (self._worker.idle() or self._failed or limit.hasExpired()):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
        return self.settled()

    def _look(self, state: str) -> None:
        self._failed = self._failed or state == "failed"
        self._let_go()
        if state == "saved" and self.settled():
            self.failing.emit(None)

    def _let_go(self) -> None:
        done = [one for one in self._closed if one.settled()]
        self._closed = [one for one in self._closed if one not in done]
        self._sessions = [one for one in self._sessions if one not in done]

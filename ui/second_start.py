"""A second start on the same data brings the window that is there to the front, and hands it the file it was given.

The program that holds the data folder listens at a name made of folder and user. What is left of a program that died
is in nobody's way: only who holds the folder's lock listens, and takes the old name over.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from koyradesk.store.place import person

#: Milliseconds to wait for a running program, first to be there and then to answer.
_THERE, _ANSWERS = 500, 2500
#: No path is longer.
_MOST = 1 << 17
_YES = b"yes\n"


def _name(folder: Path) -> str:
    who = f"{os.path.normcase(folder)}\n{person()}"
    return "koyradesk-" + hashlib.sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def ring(folder: Path, file: Path | None = None) -> bool:
    """Asks the program that holds the folder to come to the front and open the file; says whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_THERE):
        return False
    _let_it_come_forward()
    socket.write(json.dumps({"file": str(file) if file else ""}).encode() + b"\n")
    limit = QDeadlineTimer(_ANSWERS)
    heard = b""
    while not heard.endswith(b"\n") and not limit.hasExpired():
        if not socket.waitForReadyRead(max(1, limit.remainingTime())):
            break
        heard += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return heard == _YES


def _let_it_come_forward() -> None:
    """Windows lets only the program one has just started come to the front, and whom that one allows."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(0xFFFFFFFF)


class Doorbell(QObject):
    """Listens for second starts. To be made once the folder is held."""

    #: Somebody started the program again: the file it was given (``Path``), or None.
    rung = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = _name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        # Of a program that died; the folder is ours.
        QLocalServer.removeServer(name)
        # Where the system refuses, a second start is refused in words, as ever.
        self._server.listen(name)

    def close(self) -> None:
        """Listens no more, and shows out who is still there."""
        self._server.close()
        for socket in self.findChildren(QLocalSocket):
            # While all of this is taken down, a socket must not call anyone.
            socket.blockSignals(True)
            socket.abort()

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self)


class _Caller(QObject):
    """One second start at the door, until it has gone."""

    def __init__(self, socket: QLocalSocket, bell: Doorbell) -> None:
        super().__init__(bell)
        self._socket, self._bell = socket, bell
        self._heard = bytearray()
        socket.setParent(self)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        # It may have spoken before anyone listened.
        self._read()

    def _read(self) -> None:
        self._heard += bytes(self._socket.readAll().data())
        if len(self._heard) > _MOST:
            self._socket.disconnectFromServer()
        elif self._heard.endswith(b"\n"):
            said, self._heard = bytes(self._heard), bytearray()
            self._answer(said)

    def _answer(self, said: bytes) -> None:
        try:
            file = str(json.loads(said)["file"])
        except (ValueError, KeyError, TypeError):
            self._socket.disconnectFromServer()
            return
        self._socket.write(_YES)
        self._socket.flush()
        self._bell.rung.emit(Path(file) if file else None)

"""Lines that break: a ``Cutter`` stands before a server and cuts every connection after so many bytes."""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import threading
import time
from collections.abc import Callable


class Cutter:
    """A line to a server that breaks: each connection dies after ``after`` bytes in either direction (0: never).

    ``put`` counts the bytes of PUT bodies that passed, ``passed`` all bytes, ``lines`` the connections. ``pace`` are
    the bytes a second that pass (0: as many as come).
    """

    def __init__(self, port: int, after: int = 1 << 16, *, pace: int = 0) -> None:
        self._port, self.after, self.pace = port, after, pace
        self.put = self.passed = self.lines = 0
        self._listen = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listen.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._closed = False

    def __enter__(self) -> Cutter:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        with contextlib.suppress(OSError):
            self._listen.shutdown(socket.SHUT_RDWR)
        self._listen.close()
        self.cut()

    def cut(self) -> None:
        """Breaks all connections, as a cable that is pulled."""
        for one in list(self._open):
            _kill(one)

    def _serve(self) -> None:
        while not self._closed:
            try:
                here, _ = self._listen.accept()
            except OSError:
                return
            self.lines += 1
            try:
                there = socket.create_connection(("127.0.0.1", self._port), 10)
            except OSError:
                here.close()
                continue
            if self.pace:
                # What the system takes ahead would make the line look faster than it is.
                here.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 15)
            there.settimeout(None)
            line = _Line(self, here, there)
            self._open |= {here, there}
            for way in (line.up, line.down):
                threading.Thread(target=way, daemon=True).start()


class _Line:
    def __init__(self, cutter: Cutter, here: socket.socket, there: socket.socket) -> None:
        self._cutter, self._here, self._there = cutter, here, there
        self._left = cutter.after
        self._lock = threading.Lock()
        self._head, self._body = b"", 0
        self._is_put = False

    def up(self) -> None:
        self._pump(self._here, self._there, self._count)

    def down(self) -> None:
        self._pump(self._there, self._here, lambda _: None)

    def _pump(self, source: socket.socket, target: socket.socket, count: Callable[[bytes], None]) -> None:
        try:
            while data := source.recv(4096):
                with self._lock:
                    if self._cutter.after:
                        data = data[: self._left]
                        self._left -= len(data)
                    over = bool(self._cutter.after) and self._left <= 0
                if self._cutter.pace:
                    time.sleep(len(data) / self._cutter.pace)
                self._cutter.passed += len(data)
                count(data)
                target.sendall(data)
                if over:
                    break
            else:
                with contextlib.suppress(OSError):
                    target.shutdown(socket.SHUT_WR)
                return
        except OSError:
            pass
        for one in (self._here, self._there):
            _kill(one)

    def _count(self, data: bytes) -> None:
        """Reads the requests that pass, as far as counting their bodies needs."""
        while data:
            if self._body:
                here = min(self._body, len(data))
                self._body -= here
                self._cutter.put += here if self._is_put else 0
                data = data[here:]
                continue
            self._head += data
            head, end, data = self._head.partition(b"\r\n\r\n")
            if not end:
                return
            self._head = b""
            self._is_put = head.startswith(b"PUT ")
            found = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            self._body = int(found[1]) if found else 0


def _kill(one: socket.socket) -> None:
    """A reset, not a polite end."""
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        one.close()

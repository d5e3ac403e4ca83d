"""Bad servers on loopback: a ``Scripted`` answers what a test tells it."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Answer:
    """What a scripted server says."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


#: What a login page of a hotel or a mobile operator looks like.
PORTAL = Answer(
    200, b"<!DOCTYPE html><html><body>Please log in to use the internet</body></html>", {"Content-Type": "text/html"}
)


class Scripted:
    """A bad server: ``say`` is asked with method and path for each answer. ``seen`` keeps what it was asked."""

    def __init__(self, say: Callable[[str, str], Answer], cert: tuple[Path, Path] | None = None) -> None:
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def parse_request(self) -> bool:
                # Any method that there is.
                good = super().parse_request()
                if good:
                    setattr(self, f"do_{self.command}", self.answer)
                return good

            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.seen.append((self.command, self.path, dict(self.headers)))
                said = say(self.command, self.path)
                self.send_response(said.status)
                for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if cert:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*cert)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self.url = f"http{'s' if cert else ''}://127.0.0.1:{self.port}"

    def __enter__(self) -> Scripted:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

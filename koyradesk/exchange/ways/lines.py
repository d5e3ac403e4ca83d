"""A line to a server that speaks HTTP, as every kind of server here is asked over it.

Certificates are always checked, nothing follows to another host, and a slow line is not a dead one: only a line on
which no byte passes for long is given up.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

import koyradesk
from koyradesk.exchange.ways import answers
from koyradesk.exchange.ways.addresses import Address
from koyradesk.exchange.ways.objects import CutError
from koyradesk.exchange.ways.shapes import Refused, Unreachable
from koyradesk.i18n import N_

#: Seconds without a single byte passing after which a line counts as dead, however slow it may be.
PATIENCE = 120.0
_CONNECT = 30.0
#: What the system takes ahead of the line; more, and a slow line would look dead while it empties.
_AHEAD = 1 << 15
#: Bytes of a refusal that are read.
_SAID = 1 << 14
_BLOCK = 1 << 14


class Line:
    """The line to one server; connected while it is entered."""

    def __init__(self, at: Address, auth: httpx.Auth | None, ca: str, patience: float) -> None:
        self.at, self.host = at, at.host
        self._auth, self._ca = auth, ca
        self._timeout = httpx.Timeout(patience, connect=min(_CONNECT, patience))
        self._client: httpx.Client | None = None

    def __enter__(self) -> Self:
        # What this computer knows of proxies has no say in a line that does not leave it.
        environment = not self.at.loopback
        transport, believed = None, trusted(self._ca)
        if not environment or not _proxied(self.at.root):
            transport = httpx.HTTPTransport(
                verify=believed, socket_options=[(socket.SOL_SOCKET, socket.SO_SNDBUF, _AHEAD)]
            )
        self._client = httpx.Client(
            transport=transport,
            verify=believed,
            timeout=self._timeout,
            auth=self._auth,
            headers={"User-Agent": f"koyradesk/{koyradesk.__version__}"},
            follow_redirects=False,
            trust_env=environment,
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    @contextmanager
    def asked(self, method: str, path: str, **more: Any) -> Iterator[httpx.Response]:
        """One request for a quoted path, also to where the same server says that it lies; never to another one."""
        if self._client is None:
            raise RuntimeError("the line is not connected")
        url = f"{self.at.root}{path}"
        try:
            for again in (True, False):
                with self._client.stream(method, url, **more) as answer:
                    moved = _moved(answer) if again else ""
                    if not moved:
                        yield answer
                        return
                    url = moved
        except httpx.HTTPError as error:
            raise self._broken(error) from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Refused(
                N_("{host} cannot be an address, or the name to log in with cannot be a name. Check both."),
                host=self.host,
            ) from error

    def got(self, path: str, name: str, start: int, most: int) -> Iterator[bytes]:
        """The bytes of an object from ``start``, as they come; FileNotFoundError where there is none."""
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        with self.asked("GET", path, headers=headers) as answer:
            if answer.status_code == 416:
                return
            if answer.status_code not in (200, 206):
                raise self.refusal(answer, read(answer, _SAID), missing=name)
            # A server that does not know parts begins anew.
            skip, left = (start if answer.status_code == 200 else 0), most
            for block in answer.iter_raw(_BLOCK):
                fresh, skip = block[skip:], max(0, skip - len(block))
                if fresh:
                    yield fresh[:left]
                    left -= len(fresh)
                if left <= 0:
                    return

    def headed(self, path: str) -> httpx.Response | None:
        """What is said of an object without its bytes; None where there is none."""
        with self.asked("HEAD", path, headers={"Accept-Encoding": "identity"}) as answer:
            if answer.status_code in (403, 404):
                return None
            if answer.status_code != 200:
                raise self.refusal(answer, b"")
            return answer

    def said(self, method: str, path: str, **more: Any) -> tuple[httpx.Response, bytes]:
        """One request and the beginning of its answer."""
        with self.asked(method, path, **more) as answer:
            return answer, read(answer, _SAID)

    def refusal(
        self, answer: httpx.Response, body: bytes, *, size: int = 0, missing: str = ""
    ) -> Unreachable | Refused | FileNotFoundError:
        """What an answer refuses; FileNotFoundError where it says that the object ``missing`` is not there."""
        words = body.decode("utf-8", "replace")
        # 403 for one object: not there and not to be told so (S3), or not to be read at this moment. Who has no right
        # at all is told that by the listing.
        if answer.status_code in (403, 404) and missing and "NoSuchBucket" not in words:
            return FileNotFoundError(missing)
        if answer.status_code < 300:
            if answers.is_page(body):
                return answers.portal(self.host)
            return Refused(N_("{host} is no such server. Check the address of the way."), host=self.host)
        after = answer.headers.get("retry-after", "")
        found = answers.of_status(answer.status_code, self.host, body=words, size=size, retry_after=after)
        # Cut off in the middle, or locked by our own last try, whose line was cut a moment ago: worth another at once.
        if answer.status_code in (408, 423) or "<Code>RequestTimeout</Code>" in words:
            return CutError(found.sentence, **found.parts)
        return found

    def _broken(self, error: httpx.HTTPError) -> Unreachable | Refused:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return answers.certificate(cause, self.host)
            cause = cause.__cause__ or cause.__context__
        silent = answers.silent(self.host)
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.ProxyError):
            return silent
        return CutError(silent.sentence, **silent.parts)


def length(answer: httpx.Response) -> int:
    """The size of an object that was asked for; -1 where it is not said."""
    return answers.count(answer.headers.get("content-length", ""))


def read(answer: httpx.Response, most: int) -> bytes:
    """The first bytes of an answer."""
    data = bytearray()
    for block in answer.iter_bytes():
        data += block
        if len(data) >= most:
            break
    return bytes(data[:most])


def trusted(ca: str) -> ssl.SSLContext:
    """Whose certificates are believed: those this computer believes, and the office's own authority.

    Raises:
        Refused: the file of that authority cannot be read.
    """
    # What SSL_CERT_FILE names is among the defaults, and passed over where it is not there any more; httpx would break.
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca:
        try:
            context.load_verify_locations(ca)
        except (OSError, ssl.SSLError) as error:
            raise Refused(N_("The certificate file {path} cannot be read. Choose another."), path=ca) from error
    return context


def _proxied(root: str) -> bool:
    """Does this computer send what goes there over a proxy?"""
    at = urlsplit(root)
    proxies = getproxies()
    return bool(proxies.get(at.scheme) or proxies.get("all")) and not proxy_bypass(at.hostname or "")


def _moved(answer: httpx.Response) -> str:
    """Where on the same server it lies instead, "" where it is not said to lie elsewhere on it."""
    if answer.status_code not in (301, 302, 307, 308):
        return ""
    try:
        target = answer.url.join(answer.headers.get("location", ""))
    except (httpx.InvalidURL, ValueError):
        return ""
    own = answer.url
    same = (target.scheme, target.host, target.port) == (own.scheme, own.host, own.port)
    return str(target) if same and target != own else ""

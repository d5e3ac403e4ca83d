"""A folder on a WebDAV server: Nextcloud, Apache and their kin.

Only what all of them do rightly is asked of them: PROPFIND, MKCOL, PUT of whole small objects, GET. No part of an
object is ever put and no condition set, for some servers destroy the object then; nothing is renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import httpx

from koyradesk.exchange.ways import addresses, answers
from koyradesk.exchange.ways.downloading import download
from koyradesk.exchange.ways.lines import PATIENCE, Line, length, read
from koyradesk.exchange.ways.objects import Listing, clear
from koyradesk.exchange.ways.pieces import Entry
from koyradesk.exchange.ways.shapes import Configured, Kind, Receipt, Refused, Unreachable, Watch
from koyradesk.exchange.ways.uploading import upload
from koyradesk.i18n import N_

#: Bytes of a listing that are read.
_LISTING = 8 << 20
_DAV = "{DAV:}"
_ASKED = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop>'
    b"</propfind>"
)
_MADE = (200, 201, 204, 405)


class WebDav:
    """See ``Way``. Settings: ``url`` (https), ``user``; ``ca``: a file with the certificate of its authority."""

    kind: Kind = "webdav"

    def __init__(self, configured: Configured, secret: str, *, patience: float = PATIENCE) -> None:
        said = configured.settings
        self.name = configured.name
        self._server = _Server(
            str(said.get("url", "")), str(said.get("user", "")), secret, str(said.get("ca", "")), patience
        )

    def put(self, bundle: Path, *, id: str, office: str, to: str, watch: Watch) -> Receipt:
        with self._server:
            return upload(self._server, bundle, id=id, office=office, to=to, watch=watch)

    def fetch(self, to: str, into: Path, *, known: Callable[[str], bool]) -> Iterator[Path]:
        with self._server:
            yield from download(self._server, to, into, known=known)

    def clear(self, *, id: str, office: str, to: str) -> None:
        with self._server:
            clear(self._server, id=id, office=office, to=to, whole=True)

    def probe(self) -> None:
        with self._server:
            self._server.probe()


class _Server(Line):
    """The server as one that keeps objects (``Objects``)."""

    def __init__(self, url: str, user: str, secret: str, ca: str, patience: float) -> None:
        auth = httpx.BasicAuth(user, secret) if user or secret else None
        super().__init__(addresses.webdav(url, user), auth, ca, patience)
        self._user = user

    def probe(self) -> None:
        """Raises Refused where the folder is not there and cannot be made."""
        try:
            status, _ = self._listing("")
        except (Refused, Unreachable) as error:
            raise self._nextcloud() or error from error
        if status == 404:
            self.ready("")

    def _nextcloud(self) -> Refused | None:
        """What to say where only the name of a Nextcloud was given, and not where its files are."""
        if self.at.path:
            return None
        path = f"/remote.php/dav/files/{quote(self._user, safe='')}"
        try:
            answer, _ = self.said("PROPFIND", f"{path}/", content=_ASKED, headers={"Depth": "0"})
        except (Refused, Unreachable):
            return None
        if answer.status_code != 207:
            return None
        sentence = N_("This is the front page of a Nextcloud. The address of its files is {url}; give that.")
        return Refused(sentence, url=f"{self.at.root}{path}")

    def folder(self, path: str) -> Listing:
        status, body = self._listing(path)
        return Listing({}, frozenset()) if status == 404 else self._listed(path, body)

    def get(self, path: str, start: int, most: int) -> Iterator[bytes]:
        return self.got(self._path(path), path, start, most)

    def stat(self, path: str) -> Entry | None:
        answer = self.headed(self._path(path))
        return None if answer is None else Entry(length(answer))

    def remove(self, path: str) -> None:
        answer, body = self.said("DELETE", self._path(path))
        if answer.status_code not in (200, 202, 204, 404) or answers.is_page(
            body if answer.status_code == 200 else b""
        ):
            raise self.refusal(answer, body)

    def put(self, path: str, data: bytes) -> None:
        answer, body = self.said("PUT", self._path(path), content=data)
        if answer.status_code in (404, 409):
            self.ready(path.rpartition("/")[0])
            answer, body = self.said("PUT", self._path(path), content=data)
        if answer.status_code == 405:
            # What some say when their disk is full; that there is such a folder was seen before.
            raise Refused(
                N_("{host} keeps no file: there is no room left, or nobody may write there. Ask who keeps it."),
                host=self.host,
            )
        if answer.status_code not in (201, 204) and (answer.status_code != 200 or answers.is_page(body)):
            raise self.refusal(answer, body, size=len(data))

    def ready(self, path: str) -> None:
        """Makes the folder and those above it that are not there, also above that of the way itself."""
        parts = f"{self.at.path}/{quote(path)}".strip("/").split("/")
        missing = len(parts)
        while True:
            answer, body = self.said("MKCOL", f"/{'/'.join(parts[:missing])}/")
            if answer.status_code in _MADE and not answers.is_page(body if answer.status_code == 200 else b""):
                break
            missing -= 1
            if answer.status_code not in (404, 409) or not missing:
                raise self.refusal(answer, body)
        for count in range(missing + 1, len(parts) + 1):
            answer, body = self.said("MKCOL", f"/{'/'.join(parts[:count])}/")
            if answer.status_code not in _MADE:
                raise self.refusal(answer, body)

    def _path(self, path: str) -> str:
        return f"{self.at.path}/{quote(path)}"

    def _listing(self, path: str) -> tuple[int, bytes]:
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        with self.asked("PROPFIND", f"{self._path(path).rstrip('/')}/", content=_ASKED, headers=headers) as answer:
            body = read(answer, _LISTING)
        if answer.status_code == 404 or (answer.status_code == 207 and not answers.is_page(body)):
            return answer.status_code, body
        raise self.refusal(answer, body)

    def _listed(self, path: str, body: bytes) -> Listing:
        try:
            tree = ElementTree.fromstring(body)
        except (ElementTree.ParseError, ValueError) as error:
            raise answers.portal(self.host) from error
        files: dict[str, Entry] = {}
        folders: set[str] = set()
        own = unquote(self._path(path)).rstrip("/")
        for one in tree.iterfind(f"{_DAV}response"):
            where = unquote(_path_of(one.findtext(f"{_DAV}href", ""))).rstrip("/")
            name = where.rpartition("/")[2]
            if not name or where == own:
                continue
            size = answers.count(one.findtext(f".//{_DAV}getcontentlength", "").strip())
            if one.find(f".//{_DAV}resourcetype/{_DAV}collection") is not None:
                folders.add(name)
            elif size >= 0:
                files[name] = Entry(size)
        return Listing(files, frozenset(folders))


def _path_of(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:
        return ""

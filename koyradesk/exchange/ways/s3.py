"""A bucket on an S3 server: MinIO, Ceph, Garage, a cloud's.

Three requests are all that is asked of one, so they are signed here (signature version 4, a page of arithmetic) and go
over the same line as all others. See docs/decisions/one-line-to-all-servers.md.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import httpx

from koyradesk.exchange.ways import addresses, answers
from koyradesk.exchange.ways.downloading import download
from koyradesk.exchange.ways.lines import PATIENCE, Line, length, read
from koyradesk.exchange.ways.objects import Listing, clear
from koyradesk.exchange.ways.pieces import Entry
from koyradesk.exchange.ways.shapes import Configured, Kind, Receipt, Refused, Unreachable, Watch
from koyradesk.exchange.ways.uploading import upload

_REGION = "us-east-1"
#: Bytes of one page of a listing that are read, and pages of it.
_LISTING, _PAGES = 4 << 20, 100
_MD5 = re.compile(r'"?([0-9a-f]{32})"?')


class S3:
    """See ``Way``. Settings: ``url`` (https://server/bucket/folder), ``user`` (the access key), ``region``, ``ca``."""

    kind: Kind = "s3"

    def __init__(self, configured: Configured, secret: str, *, patience: float = PATIENCE) -> None:
        self.name = configured.name
        said = {name: str(value) for name, value in configured.settings.items()}
        self._bucket = _Bucket(said, secret, patience)

    def put(self, bundle: Path, *, id: str, office: str, to: str, watch: Watch) -> Receipt:
        with self._bucket:
            return upload(self._bucket, bundle, id=id, office=office, to=to, watch=watch)

    def fetch(self, to: str, into: Path, *, known: Callable[[str], bool]) -> Iterator[Path]:
        with self._bucket:
            yield from download(self._bucket, to, into, known=known)

    def clear(self, *, id: str, office: str, to: str) -> None:
        with self._bucket:
            clear(self._bucket, id=id, office=office, to=to, whole=False)

    def probe(self) -> None:
        with self._bucket:
            self._bucket.folder("")


class _Bucket(Line):
    """The bucket as one that keeps objects (``Objects``)."""

    def __init__(self, said: dict[str, str], secret: str, patience: float) -> None:
        at, self._bucket, self._prefix = addresses.s3(said.get("url", ""))
        signing = _Signing(said.get("user", ""), secret, said.get("region") or _REGION)
        super().__init__(at, signing, said.get("ca", ""), patience)

    def folder(self, path: str) -> Listing:
        prefix = f"{self._prefix}/{path}".strip("/")
        files: dict[str, Entry] = {}
        folders: set[str] = set()
        token = ""
        for _ in range(_PAGES):
            tree = self._page(f"{prefix}/" if prefix else "", token)
            for one in tree.iterfind("{*}Contents"):
                size, mark = answers.count(one.findtext("{*}Size", "")), _MD5.fullmatch(one.findtext("{*}ETag", ""))
                if size >= 0:
                    name = one.findtext("{*}Key", "").rpartition("/")[2]
                    files[name] = Entry(size, mark[1] if mark else "")
            for one in tree.iterfind("{*}CommonPrefixes"):
                folders.add(one.findtext("{*}Prefix", "").rstrip("/").rpartition("/")[2])
            token = tree.findtext("{*}NextContinuationToken", "")
            if not token:
                break
        return Listing(files, frozenset(folders))

    def _page(self, prefix: str, token: str) -> ElementTree.Element:
        asked = {"continuation-token": token} if token else {}
        asked |= {"delimiter": "/", "list-type": "2", "prefix": prefix}
        query = "&".join(f"{name}={_quoted(value)}" for name, value in sorted(asked.items()))
        with self.asked("GET", f"/{_quoted(self._bucket)}?{query}") as answer:
            body = read(answer, _LISTING)
        if answer.status_code != 200:
            raise self.refusal(answer, body)
        try:
            tree = ElementTree.fromstring(body)
        except (ElementTree.ParseError, ValueError) as error:
            raise answers.portal(self.host) from error
        if tree.tag.rpartition("}")[2] != "ListBucketResult":
            raise self.refusal(answer, body)
        return tree

    def get(self, path: str, start: int, most: int) -> Iterator[bytes]:
        return self.got(self._path(path), path, start, most)

    def stat(self, path: str) -> Entry | None:
        answer = self.headed(self._path(path))
        if answer is None:
            return None
        mark = _MD5.fullmatch(answer.headers.get("etag", ""))
        return Entry(length(answer), mark[1] if mark else "")

    def remove(self, path: str) -> None:
        answer, body = self.said("DELETE", self._path(path))
        if answer.status_code not in (200, 204, 404):
            raise self.refusal(answer, body)

    def put(self, path: str, data: bytes) -> None:
        answer, body = self.said("PUT", self._path(path), content=data)
        if answer.status_code != 200 or answers.is_page(body):
            raise self.refusal(answer, body, size=len(data))

    def ready(self, path: str) -> None:
        """There are no folders to make."""

    def refusal(
        self, answer: httpx.Response, body: bytes, *, size: int = 0, missing: str = ""
    ) -> Unreachable | Refused | FileNotFoundError:
        if answer.status_code == 400 and b"EntityTooLarge" in body:
            return answers.of_status(413, self.host, size=size)
        return super().refusal(answer, body, size=size, missing=missing)

    def _path(self, path: str) -> str:
        whole = f"{self._prefix}/{path}".strip("/")
        return f"/{_quoted(self._bucket)}/{quote(whole, safe='/-_.~')}"


class _Signing(httpx.Auth):
    """Signs each request: AWS Signature Version 4."""

    requires_request_body = True

    def __init__(self, user: str, secret: str, region: str) -> None:
        self._user, self._secret, self._region = user, secret, region

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        now = datetime.now(UTC)
        moment = f"{now:%Y%m%dT%H%M%SZ}"
        body = hashlib.sha256(request.content).hexdigest()
        request.headers["x-amz-date"], request.headers["x-amz-content-sha256"] = moment, body
        path, _, query = request.url.raw_path.decode().partition("?")
        said = {"host": request.headers["host"], "x-amz-content-sha256": body, "x-amz-date": moment}
        headers, names = "".join(f"{name}:{value}\n" for name, value in said.items()), ";".join(said)
        canonical = "\n".join((request.method, path, query, headers, names, body))
        scope = f"{moment[:8]}/{self._region}/s3/aws4_request"
        stated = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        key = f"AWS4{self._secret}".encode()
        for part in scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        signature = hmac.digest(key, stated.encode(), "sha256").hex()
        request.headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self._user}/{scope}, SignedHeaders={names}, Signature={signature}"
        )
        yield request


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")

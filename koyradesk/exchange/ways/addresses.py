"""The address of a server as a person gives it, and what may be an address at all."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from koyradesk.exchange.ways.shapes import Refused
from koyradesk.i18n import N_


class Address(NamedTuple):
    """``root`` is scheme, host and port; ``path`` begins with / and ends without; ``loopback``: this computer."""

    root: str
    host: str
    path: str
    loopback: bool


def parse(url: str) -> Address:
    """The address in ``url``: https, or http to this very computer.

    Raises:
        Refused: it is none, is not secret on the line, or has a password in it.
    """
    try:
        found = urlsplit(url.strip())
        host, port = found.hostname or "", found.port
    except ValueError as error:
        raise _no_address(url) from error
    if not host or found.scheme not in ("https", "http"):
        raise _no_address(url)
    if found.username or found.password:
        raise Refused(N_("The address has a name or password in it. Give the address without them."))
    loopback = is_loopback(host)
    if found.scheme == "http" and not loopback:
        raise Refused(
            N_("Everybody on the line could read what goes to {host}. Give an address that begins with https."),
            host=host,
        )
    shown = f"[{host}]" if ":" in host else host
    where = shown if port is None else f"{shown}:{port}"
    return Address(f"{found.scheme}://{where}", where, found.path.rstrip("/"), loopback)


def webdav(url: str, user: str) -> Address:
    """Where WebDAV speaks, of an address copied from a browser: Nextcloud's pages of files and shares are known.

    Raises:
        Refused: see ``parse``.
    """
    address = parse(url)
    before, found, _ = address.path.partition("/index.php")
    base = before if found else address.path.partition("/apps/files")[0]
    if "/apps/files" in address.path:
        folder = parse_qs(urlsplit(url.strip()).query).get("dir", [""])[0].strip("/")
        path = f"{base}/remote.php/dav/files/{quote(user, safe='')}"
        return address._replace(path=f"{path}/{quote(folder)}" if folder else path)
    before, found, token = address.path.rpartition("/s/")
    if found and token and "/" not in token and "remote.php" not in before and "dav" not in before:
        # A folder that somebody shares by a link: the link's own name is the user.
        return address._replace(path=f"{before.removesuffix('/index.php')}/public.php/webdav")
    return address._replace(path=quote(unquote(address.path), safe="/@:+,;=!$&'()*~"))


def s3(url: str) -> tuple[Address, str, str]:
    """The server, the bucket and the folder in it, of ``https://server/bucket/folder``.

    Raises:
        Refused: see ``parse``; there is no bucket in it.
    """
    address = parse(url)
    bucket, _, prefix = address.path.strip("/").partition("/")
    if not bucket:
        raise Refused(N_("The address names no bucket. Write it after the server: https://server/bucket"))
    return address._replace(path=""), unquote(bucket), unquote(prefix)


def is_loopback(host: str) -> bool:
    """Whether it is this very computer, so that nobody is on the line."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _no_address(url: str) -> Refused:
    return Refused(N_("{url} is not an address. Write it as https://server/folder."), url=url.strip()[:200])

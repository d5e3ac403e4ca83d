"""A server that keeps objects by name, as sending and fetching see it, over a line that may break at any moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from koyradesk.exchange.ways import pieces
from koyradesk.exchange.ways.pieces import Entry
from koyradesk.exchange.ways.shapes import Unreachable

_T = TypeVar("_T")
#: How often in a row a line may be cut without anything having passed, and seconds before another try.
CUTS, PAUSE = 4, 0.05


class CutError(Unreachable):
    """The line was there and broke: worth another try at once."""


class Listing(NamedTuple):
    """What lies in a folder of a server; empty where there is no such folder."""

    files: Mapping[str, Entry]
    folders: frozenset[str]


class Objects(Protocol):
    """A server that keeps objects by name. Paths are relative to the way's own folder on it.

    All of it raises ``Refused`` or ``Unreachable``, and ``CutError`` where the line broke in the middle.
    """

    host: str

    def folder(self, path: str) -> Listing:
        """What lies in a folder."""
        ...

    def get(self, path: str, start: int, most: int) -> Iterator[bytes]:
        """The bytes of an object from ``start``, as they come, at most ``most``; FileNotFoundError: there is none."""
        ...

    def stat(self, path: str) -> Entry | None:
        """What the server says of one object; None where there is none."""
        ...

    def remove(self, path: str) -> None:
        """Takes an object away, or a folder with what is in it where folders are made; nothing where there is none."""
        ...

    def put(self, path: str, data: bytes) -> None:
        """Puts an object under its name, whatever lay there."""
        ...

    def ready(self, path: str) -> None:
        """Makes a folder, where folders have to be made."""
        ...


def listed(objects: Objects, folder: str) -> Listing:
    """What lies in a folder, though the line is worn out by what went before."""
    return _tried(lambda: objects.folder(folder))


def stated(objects: Objects, path: str) -> Entry | None:
    """What is said of one object, likewise."""
    return _tried(lambda: objects.stat(path))


def _tried(act: Callable[[], _T]) -> _T:
    for _ in range(CUTS - 1):
        try:
            return act()
        except CutError:
            time.sleep(PAUSE)
    return act()


def clear(objects: Objects, *, id: str, office: str, to: str, whole: bool) -> None:
    """Takes a bundle away: first its index, so that nobody begins to fetch it; ``whole`` folders go at once."""
    _tried(lambda: objects.remove(pieces.index_path(to, office, id)))
    folder = pieces.folder(to, office, id)
    if whole:
        _tried(lambda: objects.remove(f"{folder}/"))
        return
    for name in listed(objects, folder).files:
        _tried(partial(objects.remove, f"{folder}/{name}"))


def got(objects: Objects, path: str, most: int) -> bytes:
    """The first bytes of an object, at most ``most``, however often the line is cut.

    Raises:
        FileNotFoundError: there is none.
        Refused, Unreachable: it cannot be had.
    """
    data = bytearray()
    cuts = 0
    while True:
        before = len(data)
        try:
            for block in objects.get(path, before, most - before):
                data += block
                if len(data) >= most:
                    return bytes(data[:most])
            return bytes(data)
        except CutError:
            cuts = 0 if len(data) > before else cuts + 1
            if cuts >= CUTS:
                raise

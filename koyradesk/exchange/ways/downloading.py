"""Fetching the bundles that lie on a server for us: whole or not at all, on in the middle of a piece after a cut."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from koyradesk import disk, files, records
from koyradesk.exchange.crypt import MARK
from koyradesk.exchange.ways import pieces
from koyradesk.exchange.ways.objects import Objects, got, listed
from koyradesk.exchange.ways.pieces import Index
from koyradesk.exchange.ways.shapes import Refused, Unreachable
from koyradesk.i18n import N_

#: Bytes left free on the disk when a bundle is fetched.
_SPARE = 16 << 20
#: Bundles of one office that are looked at in one go.
_LISTED = 10_000


def download(objects: Objects, to: str, into: Path, *, known: Callable[[str], bool]) -> Iterator[Path]:
    """See ``Fetches.fetch``. What is not whole, or no bundle, keeps no other from being fetched; it is told of last."""
    trouble: Unreachable | Refused | None = None
    for office in sorted(one for one in listed(objects, to).folders if records.is_office(one)):
        names = sorted(listed(objects, f"{to}/{office}").files)
        wanted = [bundle for bundle in map(pieces.bundle_of, names) if bundle is not None and not known(bundle)]
        for bundle in wanted[:_LISTED]:
            try:
                yield _fetched(objects, to, office, bundle, into)
            except pieces.BadIndexError as error:
                trouble = trouble or Refused(error.sentence, **error.parts)
            except (FileNotFoundError, _NotWholeError):
                trouble = trouble or Unreachable(
                    N_("A bundle on {host} is not whole yet. It is fetched as soon as it is."), host=objects.host
                )
    if trouble is not None:
        raise trouble


class _NotWholeError(Exception):
    """A piece is missing or is not what its name says."""


def _fetched(objects: Objects, to: str, office: str, bundle: str, into: Path) -> Path:
    index = pieces.read(got(objects, pieces.index_path(to, office, bundle), pieces.INDEX + 1))
    part = into / f".{bundle}.part"
    try:
        into.mkdir(parents=True, exist_ok=True)
        _room(into, index.size)
        # What was fetched before a cut is kept, and known again by its hashes.
        with part.open("r+b" if part.exists() else "w+b") as stream:
            head = _assemble(objects, f"{pieces.folder(to, office, bundle)}/", index, stream)
        whole = into / f"{bundle}.koyra{'.age' if head.startswith(MARK) else ''}"
        disk.replace(part, whole)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise files.trouble(error, part) from error
    return whole


def _room(into: Path, size: int) -> None:
    if shutil.disk_usage(into).free < size + _SPARE:
        raise Refused(
            N_("A bundle of {size} MB lies ready, but the disk is full. Make room on the disk and fetch again."),
            size=(size >> 20) + 1,
        )


def _assemble(objects: Objects, folder: str, index: Index, stream: BinaryIO) -> bytes:
    """Puts the pieces together in ``stream``; the first bytes of them. Each is verified by its name, then the whole."""
    digest, head, fresh = hashlib.sha256(), b"", False
    for one in index.pieces:
        data = b"" if fresh else stream.read(one.size)
        if not one.holds(data):
            if not fresh:
                stream.seek(-len(data), os.SEEK_CUR)
                stream.truncate()
                fresh = True
            data = got(objects, folder + one.name, one.size + 1)
            if not one.holds(data):
                raise _NotWholeError
            stream.write(data)
        digest.update(data)
        head = head or data[: len(MARK)]
    stream.truncate()
    stream.flush()
    os.fsync(stream.fileno())
    if digest.hexdigest() != index.sha256:
        with suppress(OSError):
            stream.seek(0)
            stream.truncate()
        raise _NotWholeError
    return head

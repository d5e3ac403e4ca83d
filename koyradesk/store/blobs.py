"""Photos, scans and issued papers: files named by their sha256 beside the database.

A file is whole and on the disk before the row that names it commits; it is never changed and never removed. So a backup
needs only those it has not got, and whether one is what it was can be read off its name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from koyradesk import disk
from koyradesk.errors import UserError
from koyradesk.i18n import N_

NAME = "blobs"
_HASH = re.compile(r"[0-9a-f]{64}")


def is_hash(text: str) -> bool:
    return _HASH.fullmatch(text) is not None


def path(folder: Path, sha: str) -> Path:
    """Where the blob lies in the data folder; two letters of fan-out keep folders small."""
    if not is_hash(sha):
        raise ValueError(f"no sha256: {sha!r}")
    return folder / NAME / sha[:2] / sha


def is_there(folder: Path, sha: str) -> bool:
    """Is there a file for a blob? Whether it is what it was, ``get`` finds."""
    return is_hash(sha) and path(folder, sha).is_file()


def put(folder: Path, data: bytes) -> str:
    """Keeps ``data`` and returns its sha256 (hex). What is there already and whole is not written again.

    Raises:
        OSError: the disk did not take it; nothing is left behind.
    """
    sha = hashlib.sha256(data).hexdigest()
    target = path(folder, sha)
    if target.is_file() and hashlib.sha256(disk.read(target)).hexdigest() == sha:
        return sha
    for made in (folder / NAME, target.parent):
        if not made.is_dir():
            made.mkdir()
            disk.sync_folder(made.parent)
    with disk.whole(target) as stream:
        stream.write(data)
    return sha


def get(folder: Path, sha: str) -> bytes:
    """The bytes of a blob, checked.

    Raises:
        UserError: it is missing or not what it was.
        OSError: the disk does not give it.
    """
    try:
        data = disk.read(path(folder, sha))
    except FileNotFoundError as error:
        raise UserError(
            N_("A stored file is missing ({name}). Bring it back from a backup of {folder}."),
            name=sha[:12],
            folder=folder,
        ) from error
    if hashlib.sha256(data).hexdigest() != sha:
        raise UserError(
            N_("A stored file is damaged ({name}). Bring it back from a backup of {folder}."),
            name=sha[:12],
            folder=folder,
        )
    return data


def held(folder: Path) -> Iterator[str]:
    """The hashes there are files for, unchecked."""
    for found in sorted((folder / NAME).glob("[0-9a-f][0-9a-f]/*")):
        if is_hash(found.name):
            yield found.name


def sweep(folder: Path) -> None:
    """Removes what a program that was killed while it kept a file has left half written."""
    for left in (folder / NAME).glob(f"[0-9a-f][0-9a-f]/*{disk.SUFFIX}"):
        disk.unlink(left)

"""Reading what the user hands in and writing what the user takes away: whole or not at all, and refusals in words.

The store has its own rules for its own folder; this is for files the user names.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from koyradesk import disk
from koyradesk.errors import UserError
from koyradesk.i18n import N_

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_LOCKED = {errno.EACCES, errno.EPERM, errno.EROFS}


def trouble(error: OSError, path: Path) -> UserError:
    """A refusal of the system while reading or writing ``path``, in words."""
    if error.errno in _FULL:
        return UserError(N_("The disk is full: {path} was not written. Make room or choose another disk."), path=path)
    if error.errno in _LOCKED:
        return UserError(
            N_("{path} may not be used: it is protected, or open elsewhere. Close it there or choose another place."),
            path=path,
        )
    if error.errno == errno.ENAMETOOLONG:
        return UserError(N_("The name {path} is too long. Choose a shorter one."), path=path)
    if error.errno == errno.EISDIR:
        return UserError(N_("{path} is a folder. Name the file in it."), path=path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UserError(N_("There is no {path}. Check the name and the folder."), path=path)
    if disk.is_away(path):
        return UserError(
            N_(
                "{path} is kept on the internet (OneDrive) and is not on this computer now. Connect to the internet "
                "once, or have the file always kept on this device."
            ),
            path=path,
        )
    why = error.strerror or type(error).__name__
    return UserError(
        N_("The system could not read or write {path} ({why}). Try again or choose another place."), path=path, why=why
    )


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns what the system refuses inside the block, which reads or writes ``path``, into a ``UserError``."""
    try:
        yield
    except OSError as error:
        raise trouble(error, path) from error


def read(path: Path, limit: int) -> bytes:
    """The bytes of an ordinary file of at most ``limit`` bytes.

    Raises:
        UserError: there is no such file, it is a folder or a device, it is larger than ``limit``, or it cannot be read.
    """
    try:
        there = disk.far(path)
        kind = there.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise UserError(N_("{path} is a folder. Name a file in it."), path=path)
        if not stat.S_ISREG(kind.st_mode):
            raise UserError(N_("{path} is not an ordinary file. Name a file saved on this computer."), path=path)
        with disk.opened(there) as stream:
            # One byte more than allowed: the size seen before opening may no longer be true.
            data = stream.read(limit + 1)
    except OSError as error:
        raise trouble(error, path) from error
    if len(data) > limit:
        raise UserError(
            N_("{path} is too large: at most {limit} MB can be read. Check that it is the right file."),
            path=path,
            limit=limit // 1_000_000,
        )
    return data


def write(path: Path, data: bytes, *, inputs: Iterable[Path] = ()) -> None:
    """Puts ``data`` at ``path`` whole: written beside it, flushed to the disk, then renamed over what was there.

    Raises:
        UserError: ``path`` is one of ``inputs`` or a folder, its folder is missing, or the system refuses. Whatever
            stood at ``path`` is then still there, unchanged.
    """
    try:
        target = disk.far(path.absolute())
        if target.is_symlink():
            # Unlike Path.resolve it does not stop at a link that leads back to itself.
            target = Path(os.path.realpath(target))
        for source in inputs:
            if source.exists() and target.exists() and source.samefile(target):
                raise UserError(N_("{path} is the file being read. Choose another name for the result."), path=path)
        if not disk.is_name(target.name):
            raise UserError(
                N_('The name {path} holds a sign that Windows does not allow. Choose one without < > : " | ? *'),
                path=path,
            )
        if target.is_dir():
            raise UserError(N_("{path} is a folder. Give the name of the file to write in it."), path=path)
        if not target.parent.is_dir():
            raise UserError(
                N_("There is no folder {folder}. Make it first or choose another place."), folder=target.parent
            )
        if target.exists() and not os.access(target, os.W_OK):
            raise UserError(N_("{path} is write-protected. Choose another name or remove the protection."), path=path)
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise trouble(error, path) from error


def _replace(target: Path, data: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    with disk.whole(target, mode=mode) as stream:
        stream.write(data)


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask

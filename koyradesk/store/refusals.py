"""What SQLite and the system refuse, in words. What is not listed here is a bug and stays an exception of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from koyradesk import files
from koyradesk.errors import UserError
from koyradesk.i18n import N_

_FULL = N_("The disk is full: nothing was saved in {folder}. Make room on the disk, then save again.")
_READ_ONLY = N_(
    "Nothing can be written in {folder}. Choose another data folder, or ask whoever keeps this computer "
    "for the right to it."
)
_DAMAGED = N_(
    "The data in {folder} are damaged and were left as they are. Do not delete them; restore the last backup."
)
_DISK = N_(
    "The disk did not take or give the data in {folder}; nothing was saved. Check the disk and its cable, "
    "then try again."
)
_BUSY = N_("Another program is using the data in {folder}. Close it and try again.")
_NO_OPEN = N_("The data in {folder} cannot be opened. Check that the folder may be read and written.")

_SENTENCES = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: _NO_OPEN,
}


class DamageError(ValueError):
    """Stored bytes that cannot be what was stored."""


def is_damage(error: Exception) -> bool:
    """Does the error say that the file does not hold what was written?"""
    if isinstance(error, sqlite3.DatabaseError):
        # Python itself finds out that a text is no UTF-8; such errors carry no code.
        number = getattr(error, "sqlite_errorcode", None)
        if number is None:
            return str(error).startswith("Could not decode to UTF-8")
        return number & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "malformed JSON" in str(error)
    return isinstance(error, DamageError | json.JSONDecodeError | UnicodeDecodeError)


def refusal(error: sqlite3.Error, folder: Path) -> UserError | None:
    """The sentence for an error of SQLite; None when the fault is ours."""
    if is_damage(error):
        return UserError(_DAMAGED, folder=folder)
    # The low byte is the primary code; the extended ones (SQLITE_IOERR_WRITE …) say nothing more to a user.
    number = getattr(error, "sqlite_errorcode", None)
    sentence = _SENTENCES.get(number & 0xFF) if number is not None else None
    return UserError(sentence, folder=folder) if sentence else None


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Turns what SQLite or the system refuses inside the block, and what is damaged, into a ``UserError``."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = refusal(error, folder)
        if known is None:
            raise
        raise known from error
    except (DamageError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UserError(_DAMAGED, folder=folder) from error
    except OSError as error:
        raise files.trouble(error, Path(error.filename) if error.filename else folder) from error

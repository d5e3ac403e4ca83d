"""The words that the office says are right, kept as records: all its PCs know them (docs/decisions).

They stand among what the office says of its sentences, under a sort that the bank passes over: a word is as much a
matter of how the office words things, and asks no kind of record of its own.
"""

from __future__ import annotations

from pathlib import Path

from koyradesk import learnt_files, records
from koyradesk.bengali.text import JOINERS, nfc
from koyradesk.store import Change, Changed, Store

SORT = "word"
#: Where they were kept once, at each PC for itself.
NAME = "spelling.json"
_LONGEST = 60


def read(store: Store) -> frozenset[str]:
    """All of them, whichever of the office's PCs they were said at."""
    return frozenset(row["of"] for row in store.rows("sentence", sort=SORT) if _fits(row["of"]))


def add(store: Store, word: str, *, by: str) -> Changed:
    """Keeps one more; what is no word is passed over.

    Raises:
        UserError: the disk. Nothing has been changed.
    """
    return _write(store, [word], by)


def bring(store: Store, folder: Path, *, by: str) -> Changed:
    """What was kept beside the data becomes records, once.

    Raises:
        UserError: the disk. Nothing has been changed.
    """
    path = folder / NAME
    if not path.exists():
        return Changed()
    found = learnt_files.read(path)
    changed = _write(store, [one for one in found if isinstance(one, str)] if isinstance(found, list) else [], by)
    learnt_files.forget(path)
    return changed


def _write(store: Store, words: list[str], by: str) -> Changed:
    held = read(store)
    fresh = dict.fromkeys(one for one in (JOINERS.sub("", nfc(word)) for word in words) if _fits(one))
    changes = [
        Change(records.derived("sentence", store.office, SORT, one), {"of": one, "sort": SORT, "deleted": False})
        for one in fresh
        if one not in held
    ]
    return store.write(changes, by=by) if changes else Changed()


def _fits(word: str) -> bool:
    return 0 < len(word) <= _LONGEST and word.isprintable() and " " not in word

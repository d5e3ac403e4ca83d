"""The part of a store that finds: the index brought up to date before it is asked."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager

from koyradesk.store import index, search
from koyradesk.store.documents import Documents


class Searched:
    """The part of a ``Store`` that searches."""

    _db: sqlite3.Connection
    _documents: Documents | None = None

    def _reading(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def _transaction(self, *, book: bool = False) -> AbstractContextManager[None]:
        raise NotImplementedError

    def search(self, typed: str, limit: int = 50) -> list[search.Hit]:
        """The records that hold every word of ``typed``, best and newest first: see ``search.find``."""
        self._heal()
        with self._reading():
            return search.find(self._db, typed, limit)

    def search_waits(self) -> bool:
        """Has much come in since the last search, so that the index is made anew first, which takes seconds?"""
        with self._reading():
            return index.is_stale(self._db) and index.heals_long(self._db)

    def documents(self) -> Documents:
        """What can be found, as it is now."""
        self._heal()
        with self._reading():
            if self._documents is None:
                self._documents = Documents(self._db)
            self._documents.refresh()
        return self._documents

    def _heal(self) -> None:
        with self._reading():
            stale = index.is_stale(self._db)
        if stale:
            with self._transaction(book=True):
                index.heal(self._db)

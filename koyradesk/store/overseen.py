"""What is followed, as the obligations' room asks for it: see ``followed``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from koyradesk.store import followed


class Overseen:
    """The part of a ``Store`` that reads obligations with what they come from, many at once."""

    _db: sqlite3.Connection

    def _reading(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def obligations(self, ids: Iterable[str] | None = None, *, closed: bool = False) -> list[dict[str, Any]]:
        """See ``followed.obligations``."""
        with self._reading():
            return followed.obligations(self._db, ids, closed=closed)

    def due_decisions(self, since: date, ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """See ``followed.due_decisions``."""
        with self._reading():
            return followed.due_decisions(self._db, since, ids)

    def tasks(self, obligations: Iterable[str] | None = None, *, period: str = "") -> list[dict[str, Any]]:
        """See ``followed.tasks``."""
        with self._reading():
            return followed.tasks(self._db, obligations, period=period)

    def reports(self, tasks: Iterable[str], decisions: Iterable[str] = ()) -> list[dict[str, Any]]:
        """See ``followed.reports``."""
        with self._reading():
            return followed.reports(self._db, tasks, decisions)

    def held(self) -> list[tuple[str, str]]:
        """See ``followed.held``."""
        with self._reading():
            return followed.held(self._db)

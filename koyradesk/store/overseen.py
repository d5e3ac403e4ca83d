"""What is followed, as the obligations' room asks for it: see ``followed``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date

from koyradesk.store import followed


class Overseen:
    """The part of a ``Store`` that reads obligations with what they come from, many at once."""

    _db: sqlite3.Connection

    def _reading(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def obligations(self, ids: Iterable[str] | None = None, *, closed: bool = False) -> list[followed.Obligation]:
        """See ``followed.obligations``."""
        with self._reading():
            return followed.obligations(self._db, ids, closed=closed)

    def last_periods(self, ids: Iterable[str]) -> dict[str, str | None]:
        """See ``followed.last_periods``."""
        with self._reading():
            return followed.last_periods(self._db, ids)

    def due_decisions(self, since: date, ids: Iterable[str] | None = None) -> list[followed.Decision]:
        """See ``followed.due_decisions``."""
        with self._reading():
            return followed.due_decisions(self._db, since, ids)

    def tasks(self, obligations: Iterable[str]) -> list[followed.Task]:
        """See ``followed.tasks``."""
        with self._reading():
            return followed.tasks(self._db, obligations)

    def open_tasks(self) -> list[followed.TaskRow]:
        """See ``followed.open_tasks``."""
        with self._reading():
            return followed.open_tasks(self._db)

    def ended_tasks(self, first: date, last: date) -> list[followed.Task]:
        """See ``followed.ended_tasks``."""
        with self._reading():
            return followed.ended_tasks(self._db, first, last)

    def reports(self, tasks: Iterable[str] | None, decisions: Iterable[str] | None = ()) -> list[followed.Report]:
        """See ``followed.reports``."""
        with self._reading():
            return followed.reports(self._db, tasks, decisions)

    def held(self) -> list[tuple[str, str]]:
        """See ``followed.held``."""
        with self._reading():
            return followed.held(self._db)

    def told_until(self, until: date) -> date | None:
        """See ``followed.told_until``."""
        with self._reading():
            found = followed.told_until(self._db, until)
        return date.fromisoformat(found) if found else None

    def fatherless(self) -> int:
        """See ``followed.fatherless``."""
        with self._reading():
            return followed.fatherless(self._db)

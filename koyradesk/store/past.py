"""What the journal tells of the past: history, the bin, the steps that can be taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime

from koyradesk import merge
from koyradesk.store import binned, clocks, history, journal, steps
from koyradesk.store.steps import Group
from koyradesk.store.writing import Change


class Past:
    """The part of a ``Store`` that looks back."""

    _db: sqlite3.Connection
    _clock: Callable[[], datetime]

    def _reading(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def history(self, record: str, field: str | None = None) -> list[history.Entry]:
        """Every change of a record, or of one field of it, oldest first as they arrived."""
        with self._reading():
            return history.of(self._db, record, field)

    def clock_looks_wrong(self, version: merge.Version, wall: str) -> bool:
        """Was this PC's (or another's) clock wrong when an operation was written, as far as the journal shows?"""
        with self._reading():
            return clocks.looks_wrong(self._db, version, wall, self._clock())

    def moments(self) -> tuple[datetime, datetime | None]:
        """What this PC's clock shows, and when the newest operation was written here if the clock stands before that:
        see ``clocks.later``."""
        now = self._clock()
        with self._reading():
            return now, clocks.later(self._db, now)

    def binned(self) -> list[tuple[str, int, journal.Operation]]:
        """What is in the bin: the record, and the operation that put it there with its place; the newest first."""
        with self._reading():
            return binned.of(self._db)

    def under(self, record: str) -> list[str]:
        """A record with everything that lies under it or is attached to it, in the bin or not."""
        with self._reading():
            return steps.under(self._db, record)

    def above(self, record: str) -> list[str]:
        """What a record lies in or is attached to, from its parent upwards."""
        with self._reading():
            return steps.above(self._db, record)

    def steps(self, records: Iterable[str]) -> Iterator[Group]:
        """What was written here together and touched any of the records, newest first."""
        with self._reading():
            yield from steps.of(self._db, records)

    def step(self, name: merge.Version) -> Group | None:
        """The step with this name (actor and first seq)."""
        with self._reading():
            return steps.named(self._db, name)

    def inverse(self, step: Group, among: Iterable[str]) -> tuple[list[Change], list[tuple[str, str]]]:
        """What takes a step back in some records: see ``steps.inverse``."""
        with self._reading():
            return steps.inverse(self._db, step, among)

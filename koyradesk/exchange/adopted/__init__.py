"""The hand by which ``adopting`` writes: over what it wrote itself, never over what somebody here did."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from koyradesk import records
from koyradesk.district import offices
from koyradesk.errors import UserError
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change, Store

#: The stream of its actor: by it the journal tells what came from elsewhere.
STREAM = "adopted"
#: In what ours and theirs differ: the words, when or how much, closed above while ours goes on, our day and theirs,
#: taken back above while something was done here.
Matter = Literal["words", "rule", "closed", "day", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Apart:
    """What was decided here of an obligation, and what the office it came from wants by now; ``ours`` and ``theirs`` as
    they are stored."""

    obligation: str
    office: str
    matter: Matter
    ours: Any = None
    theirs: Any = None

    @property
    def seen(self) -> tuple[str, str, str]:
        """What somebody has seen who lets ours stand: another wish from above is another matter."""
        return self.obligation, self.matter, json.dumps(self.theirs, ensure_ascii=False, sort_keys=True, default=str)


#: What of an obligation is theirs once somebody here gives way in a matter.
FIELDS: Mapping[Matter, tuple[str, ...]] = {
    "words": ("text", "topic"),
    "rule": ("rule", "measure"),
    "closed": ("closed", "closed_in", "outcome", "reason"),
    "day": ("extended", "extended_in"),
    "withdrawn": ("deleted",),
}


class Hand:
    """What is to be written, and what is left because somebody here wrote something else. In the matter ``gives_way``
    theirs goes over ours."""

    def __init__(self, store: Store, standing: Standing, gives_way: Apart | None = None) -> None:
        self.store, self.standing = store, standing
        self._given = {(gives_way.obligation, name) for name in FIELDS[gives_way.matter]} if gives_way else set()
        self.apart: list[Apart] = []
        #: The files that prove what was reported to us, by their sha256, with the office whose book names them.
        self.proofs: dict[str, str] = {}
        #: Of these the ones that lie in a book and are to be kept here as well.
        self.copies: dict[str, Store] = {}
        self._wanted: dict[str, dict[str, Any]] = {}

    @contextmanager
    def one_book(self) -> Iterator[None]:
        """What is wanted of a book stands or falls together: nothing of one that holds what cannot be meant."""
        wanted = {record: dict(fields) for record, fields in self._wanted.items()}
        told, proofs = len(self.apart), dict(self.proofs)
        try:
            with offices.read_in_words():
                yield
        except UserError:
            self._wanted, self.proofs = wanted, proofs
            del self.apart[told:]

    def changes(self) -> list[Change]:
        """What differs from what is stored."""
        return [Change(record, fields) for record, fields in self._wanted.items()]

    def is_new(self, record: str) -> bool:
        """Is a record there neither in the store nor by now?"""
        return record not in self._wanted and self.store.row(record) is None

    def put(self, record: str, fields: Mapping[str, Any], over: Collection[str] = ()) -> dict[str, Any]:
        """Wants fields of a record; returns those in which somebody here wrote something else, with what they wrote.
        What stands in ``over`` was only reckoned here, whoever wrote it."""
        row = self.store.row(record)
        kind = records.KINDS[record.partition(".")[0]]
        kept: dict[str, Any] = {}
        wanted = {}
        for name, value in fields.items():
            said = records.plain(kind, name, value)
            if row is None:
                wanted[name] = value
            elif records.plain(kind, name, row[name]) != said or row["conflict"]:
                if name in over or not self.is_ours(record, name):
                    # Two PCs may have taken over two editions: the newer one goes over both.
                    wanted[name] = value
                elif records.plain(kind, name, row[name]) != said:
                    kept[name] = row[name]
        if wanted:
            self._wanted.setdefault(record, {}).update(wanted)
        return kept

    def put_together(self, record: str, fields: Mapping[str, Any]) -> bool:
        """Wants fields that mean something only together: all of them, or none where somebody here wrote one."""
        if any(self.is_ours(record, name) for name in fields):
            return False
        self.put(record, fields)
        return True

    def is_ours(self, record: str, field: str) -> bool:
        """Did somebody here write what stands in a field, and not give way? That a row was begun with nothing in it
        says nothing."""
        if self.gives_way(record, field):
            return False
        live = {version for version in self.store.versions(record, field) if not is_adopted(version[0])}
        return bool(live) and any(
            one.version in live and one.old != one.new for one in self.store.history(record, field)
        )

    def gives_way(self, record: str, field: str) -> bool:
        """Does what is wanted above go over what somebody here wrote?"""
        return (record, field) in self._given

    def own_work(self, record: str) -> bool:
        """Has anybody here done anything with an obligation: reported, closed, put off, decided anew, changed it? That
        its rows were opened is nothing."""
        store = self.store
        if self.gives_way(record, "deleted"):
            return False
        if store.rows("obligation", follows=record, only=()):
            return True
        tasks = {row["id"]: row for row in store.rows("task", obligation=record, only=("closed",))}
        told = store.rows("progress", task=set(tasks), only=()) if tasks else []
        if any(row["closed"] and self.is_ours(one, "closed") for one, row in tasks.items()):
            return True
        return any(
            not is_adopted(one.version[0])
            for each in (record, *(row["id"] for row in told))
            for one in store.history(each)
        )


def is_adopted(actor: str) -> bool:
    """Is an actor this hand, on whichever PC?"""
    return actor.rpartition(".")[2] == STREAM

"""What an office submits to others: its published edition, brought up to date with what stands here.

Signed papers go out whole, as they were signed, with what follows from their decisions. What travels is a table, not
code: each kind says what its records travel with, and which of its fields stay in the office. Each time only what the
journal says has changed since the last time is looked at, so the work grows with the change and not with the office.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from koyradesk import records
from koyradesk.directory.parties import Directory
from koyradesk.model import SIGNED
from koyradesk.records import KINDS
from koyradesk.store import Change, Store

_PERSON = "person"
#: More records than a paper has parts; of what does not belong together no more go as one group.
_AT_ONCE = 500
#: How many rows are held in memory: the first time all that an office ever signed is looked at.
_HELD = 20_000


@dataclass(frozen=True, slots=True)
class Travels:
    """How a kind of record travels.

    ``within``: the fields that may name what a record travels with (the first that says something counts). Where there
    are none or none says anything, ``alone`` says of a record by itself whether it goes; without that, it goes where
    it need not lie in anything. ``abroad``: it goes, too, where it binds other offices by the names in ``parties``.
    ``stays`` are the fields that no other office gets.
    """

    within: tuple[str, ...] = ()
    alone: Callable[[Mapping[str, Any]], bool] | None = None
    abroad: bool = False
    stays: frozenset[str] = frozenset()


def _signed(memo: Mapping[str, Any]) -> bool:
    return bool(memo["state"] in SIGNED)


def _public(party: Mapping[str, Any]) -> bool:
    return bool(party["sort"] != _PERSON)


#: What travels, and how. A kind that is not here stays: a member, a holder (people, with their telephones); a file and
#: its numbers, who got copies, lists of recipients (how the office works); what was noted while a meeting ran; whatever
#: is no paper yet.
TRAVELS: Mapping[str, Travels] = {
    # Who the office is; how it sets its papers each of them says itself.
    "office": Travels(stays=frozenset({"layout"})),
    # Also one that has not met: that is worth knowing.
    "committee": Travels(stays=frozenset({"layout", "quorum"})),
    # A key counts for others when an office above them vouches for it.
    "key": Travels(),
    # Decisions bind by name, and a group means all its members: the offices and posts are known to others. Of the
    # persons only whom something names; telephones and notes stay.
    "party": Travels(alone=_public, stays=frozenset({"phone", "email", "note"})),
    "belonging": Travels(within=("group",)),
    # A paper, once it is signed, with all that was printed and hashed; what the reader of an old one doubted is ours.
    "memo": Travels(alone=_signed, stays=frozenset({"seen"})),
    "meeting": Travels(stays=frozenset({"unsure", "begun", "ended"})),
    "letter": Travels(),
    "paragraph": Travels(within=("meeting",)),
    "item": Travels(within=("meeting",)),
    "decision": Travels(within=("item",)),
    "assignment": Travels(within=("item",)),
    "attendee": Travels(within=("meeting",), stays=frozenset({"came", "left"})),
    "signature": Travels(within=("meeting", "letter")),
    "recipient": Travels(within=("meeting", "letter")),
    "correction": Travels(within=("memo",)),
    # What signed minutes oblige to, what came from another office, what was directed without a meeting where it binds
    # other offices; and what became of it.
    "obligation": Travels(within=("decision", "source"), abroad=True),
    "task": Travels(within=("obligation",)),
    "progress": Travels(within=("task", "decision")),
    # What is attached to any of these; the file itself only when it is asked for.
    "attachment": Travels(within=("of",)),
}
#: The papers: what travels with the memo that numbers it, of this kind (None: of any).
_PAPERS: Mapping[str, str | None] = {"meeting": "minutes", "letter": None}
#: The kinds that others travel with.
_HOLDS = KINDS.keys() & {above for rule in TRAVELS.values() for above in rule.within}


def submit(store: Store, *, by: str) -> int:
    """Brings what is submitted up to date with what stands here; returns of how many records something was submitted.

    Raises:
        UserError: the disk is full or failing; nothing was submitted.
    """
    with store.together():
        changed = store.unsubmitted()
        if not changed:
            return 0
        edition = _Edition(store)
        counted = 0
        for together in edition.parcels(changed):
            for start in range(0, len(together), _AT_ONCE):
                part = together[start : start + _AT_ONCE]
                counted += len(store.submit([edition.change(one) for one in part], by=by).records)
        store.submitted_all()
    return counted


def pending(store: Store) -> int:
    """Of how many records ``submit`` would look whether others have them as they stand here; writes nothing."""
    changed = store.unsubmitted()
    return sum(len(together) for together in _Edition(store).parcels(changed)) if changed else 0


class _Edition:
    """What of the store travels, each record looked at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[str, dict[str, Any] | None] = {}
        self._travels: dict[str, bool] = {}
        self._directory: Directory | None = None
        self._without_meeting: list[str] | None = None

    def parcels(self, changed: Iterable[str]) -> Iterator[list[str]]:
        """The records that travel, of which something changed: those of one paper together, the others first."""
        found = dict.fromkeys(one for one in changed if one.partition(".")[0] in KINDS)
        for one in list(found):
            found.update(dict.fromkeys(self._moved_by(one)))
        parcels: dict[str, list[str]] = {"": []}
        for one in found:
            if self.travels(one):
                parcels.setdefault(self._paper(one), []).append(one)
        named = (self._named(one) for parcel in list(parcels.values()) for one in parcel)
        for one in dict.fromkeys(other for others in named for other in others):
            if one not in found:
                parcels[""].append(one)
        yield from filter(None, parcels.values())

    def change(self, record: str) -> Change:
        """What others get of a record; of one in the bin only that."""
        row = self._row(record) or {}
        if row.get("deleted"):
            return Change(record, {"deleted": True})
        kind = record.partition(".")[0]
        return Change(record, {name: row[name] for name in KINDS[kind].fields if name not in TRAVELS[kind].stays})

    def travels(self, record: str) -> bool:
        """Does a record go to other offices?"""
        if record not in self._travels:
            # A ring of records that name each other comes from nowhere.
            self._travels[record] = False
            self._travels[record] = self._decided(record)
        return self._travels[record]

    def _decided(self, record: str) -> bool:
        kind, office, _ = records.split(record)
        if office != self._store.office:
            # What we name of others is theirs, and there already.
            return True
        rule, row = TRAVELS.get(kind), self._row(record)
        if rule is None or row is None:
            return False
        if (row["deleted"] or kind == "party") and self._store.was_submitted(record):
            # That something is gone is told to whom had it; whoever was named once is kept up to date.
            return True
        if row["deleted"]:
            return False
        if rule.within:
            above = next((row[name] for name in rule.within if row[name]), None)
            if above is None:
                # What bound others once is kept up to date at theirs.
                return rule.abroad and (self._store.was_submitted(record) or self._binds_others(row))
            return self.travels(above) and not self._gone(above)
        if kind in _PAPERS:
            of: dict[str, Any] = {kind: record}
            memos = self._store.rows("memo", only=("state", "kind"), **of)
            return any(_signed(memo) and _PAPERS[kind] in (None, memo["kind"]) for memo in memos)
        return rule.alone is None or rule.alone(row)

    def _binds_others(self, row: Mapping[str, Any]) -> bool:
        """Does a record name, by itself or by a group, an office that writes a book of its own?"""
        if self._directory is None:
            self._directory = Directory(self._store)
        bound = self._directory.bound(row["parties"] or (), None)
        offices = {self._directory.parties[one.party].office for one in bound.values() if one.party}
        return bool(offices - {"", self._store.office})

    def _gone(self, record: str) -> bool:
        row = self._row(record) if records.split(record)[1] == self._store.office else None
        return row is not None and bool(row["deleted"])

    def _row(self, record: str) -> dict[str, Any] | None:
        if record not in self._rows:
            if len(self._rows) >= _HELD:
                self._rows.clear()
            self._rows[record] = self._store.row(record)
        return self._rows[record]

    def _moved_by(self, record: str) -> Iterable[str]:
        """What a change of a record may bring along, or take with it, that did not change itself."""
        kind = record.partition(".")[0]
        row = self._row(record)
        if row is None:
            return ()
        if kind == "memo" and _signed(row):
            paper = row["meeting"] or row["letter"]
            return self._store.under(paper) if paper else ()
        if kind in ("party", "belonging"):
            # Somebody it names may be another office from now on.
            return self._directed()
        # What lies in it may have been looked at before it was known what it lies in.
        return self._store.under(record)[1:] if kind in _HOLDS and self.travels(record) else ()

    def _directed(self) -> Iterable[str]:
        """What was directed without a meeting, with what lies in it; found once."""
        if self._without_meeting is None:
            own = self._store.rows("obligation", decision=None, source=None, only=())
            fresh = [row["id"] for row in own if not self._store.was_submitted(row["id"])]
            self._without_meeting = [each for one in fresh for each in self._store.under(one)]
        return self._without_meeting

    def _paper(self, record: str) -> str:
        """The paper a record is a part of; "" for what lives on beside its paper."""
        kind, row = record.partition(".")[0], self._row(record)
        while row is not None and kind not in _PAPERS:
            if kind == "memo":
                return str(row["meeting"] or row["letter"] or "")
            if kind in ("obligation", "task", "progress", "attachment") or not TRAVELS[kind].within:
                return ""
            record = next((row[name] for name in TRAVELS[kind].within if row[name]), "")
            kind, row = record.partition(".")[0], self._row(record) if record else None
        return record

    def _named(self, record: str) -> Iterator[str]:
        """The parties that a record names, and that would not go by themselves."""
        row = self._row(record)
        if row is None or row["deleted"]:
            return
        for name, field in KINDS[record.partition(".")[0]].fields.items():
            if field.to == "party" and row[name] and not self.travels(row[name]) and self._row(row[name]):
                yield row[name]
                # It goes now, and from now on; what it belongs to likewise.
                self._travels[row[name]] = True
                yield from self._named(row[name])

"""What the directory's screens ask of the office's book. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from koyradesk.bengali.text import nfc, search_key
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.directory.columns import Columns
    from koyradesk.directory.drafting import Draft
    from koyradesk.directory.importing import Preview
    from koyradesk.directory.matching import Candidate
    from koyradesk.directory.parties import Belonging, Directory, Holder, Party
    from koyradesk.directory.sheets import Sheet
    from koyradesk.merge import Version
    from koyradesk.store import Changed
    from ui.book import Book


#: Words with which the names of offices end; most other names are of posts.
_OFFICES = tuple(nfc("দপ্তর কার্যালয় অফিস বিভাগ থানা পরিষদ হাসপাতাল কমপ্লেক্স বিদ্যালয় কলেজ মাদ্রাসা ব্যাংক শাখা সমিতি পৌরসভা").split())
#: And those with which names of persons begin.
_PERSONS = tuple(nfc("জনাব মোঃ মো. মোহাম্মদ মোছাঃ মোছা. বেগম ডাঃ ডা. ড. শ্রী").split())


@dataclass(frozen=True, slots=True)
class Row:
    """A party, and the words it is found by."""

    party: Party
    find: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The directory on a day, read whole: every question about it is answered without the store."""

    directory: Directory
    on: date
    rows: tuple[Row, ...]
    #: How many names decisions use that the directory does not know.
    unknown: int = 0
    #: What the offices that exchange bundles with us are called on their keys, by their codes.
    partners: Mapping[str, str] = field(default_factory=dict)
    #: The parties that have the name of another one, but for its spelling.
    doubled: frozenset[str] = frozenset()

    def party(self, record: str) -> Party | None:
        return self.directory.parties.get(self.directory.meant(record))

    def holder(self, party: str) -> Holder | None:
        """Who holds a post today."""
        return self.directory.holder(party, self.on)

    def terms(self, party: str) -> tuple[Holder, ...]:
        """Who holds or held it, those of today first, then the latest."""
        every = self.directory.holders.get(party, ())
        latest = sorted(every, key=lambda one: (not one.additional, one.since or date.min), reverse=True)
        return tuple(sorted(latest, key=lambda one: not self.is_now(one)))

    def is_now(self, one: Holder | Belonging) -> bool:
        return (one.since is None or one.since <= self.on) and (one.until is None or self.on <= one.until)

    def is_over(self, party: Party) -> bool:
        return party.until is not None and party.until < self.on

    def members(self, group: str) -> tuple[tuple[Belonging, Party], ...]:
        """Who belongs or belonged to a group, in its order."""
        found = ((one, self.party(one.party)) for one in self.directory.belongings.get(group, ()))
        return tuple((one, party) for one, party in found if party is not None)

    def groups_of(self, party: str) -> tuple[tuple[Belonging, Party], ...]:
        """The groups to which a party belongs or belonged."""
        every = (one for belongings in self.directory.belongings.values() for one in belongings if one.party == party)
        found = ((one, self.party(one.group)) for one in every)
        return tuple((one, group) for one, group in found if group is not None)

    def parts(self, office: str) -> tuple[Party, ...]:
        """The posts and offices of an office."""
        return tuple(one for one in self.directory.parties.values() if one.of == office)

    def held_by(self, name: str) -> tuple[Party, ...]:
        """What a person of this name holds today."""
        from koyradesk.directory.names import key

        wanted = key(name)
        every = ((party, self.holder(party)) for party in self.directory.holders)
        held = (self.party(party) for party, holder in every if holder is not None and key(holder.name) == wanted)
        return tuple(one for one in held if one is not None)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that decisions use and the directory does not know: how often, when last (ISO, a day or a month), its
    other spellings, the sort it looks like, and of a name of many those who may belong to it."""

    name: str
    times: int
    last: str
    spellings: tuple[str, ...]
    sort: str
    members: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A list that is to be taken in: what it would do, or ``wrong``, why that cannot be told yet."""

    path: Path
    sheet: Sheet
    columns: Columns
    choices: Mapping[str, str]
    preview: Preview | None = None
    wrong: UserError | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a write did: the record it was about, and the step that undoing takes back; None where nothing changed."""

    record: str
    step: Version | None


class People:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def look(self) -> tuple[Seen, tuple[Stranger, ...]]:
        """The directory as it is today, and the names that it does not know."""
        from koyradesk.directory import matching, places, twins
        from koyradesk.directory.parties import Directory

        # So that the first letter of a place does not wait for the file.
        places.search("ক", 1)
        store = self._book.store
        found = Directory(store)
        # Read here: the thread of the window must not ask the store.
        found.parties, found.holders, found.belongings, found.find("")
        unknown = matching.unknown(store, found)
        proposed = {one.name: one.members for one in matching.propose_groups(store, found)} if unknown else {}
        strangers = tuple(
            Stranger(
                one.name,
                one.times,
                one.last,
                one.spellings[1:],
                "group" if one.many else _looks_like(one.name),
                proposed.get(one.name, ()),
            )
            for one in unknown
        )
        rows = tuple(Row(party, self._words(found, party)) for party in found.parties.values())
        keys = self._book.store.rows("key", revoked=None, only=("office", "name"))
        partners = {row["office"]: plain(row["name"]) or row["office"] for row in keys if row["office"] != found.own}
        return Seen(found, self._book.today(), rows, len(strangers), partners, twins.doubled(found)), strangers

    def candidates(self, name: str, directory: Directory) -> tuple[Candidate, ...]:
        """Whom a name may mean, the likeliest first."""
        from koyradesk.directory import matching

        return matching.candidates(name, directory)

    def twins(self, directory: Directory, party: Party) -> tuple[Candidate, ...]:
        """The other entries that may be of the same party."""
        from koyradesk.directory import twins

        return twins.likely(directory, party)

    def merge(self, entry: str, party: str) -> Done:
        """An entry is the same as a party."""
        from koyradesk.directory import twins

        return self._wrote(twins.merge(self._book.store, entry, party, by=self._book.by), party)

    def separate(self, entry: str, about: str) -> Done:
        """An entry is not the same as another after all."""
        from koyradesk.directory import twins

        return self._wrote(twins.separate(self._book.store, entry, by=self._book.by), about)

    def _words(self, directory: Directory, party: Party) -> str:
        held = directory.holders.get(party.id, ())
        above = directory.parties.get(party.of)
        words = (*party.spellings, party.phone, party.email, party.note, above.name if above else "",
                 *(text for one in held for text in (one.name, one.phone)))  # fmt: skip
        return search_key(plain(" ".join(words)))

    # Writing

    def add(self, fields: Mapping[str, Any], holder: Mapping[str, Any] | None = None) -> Done:
        """A party, and who holds it now where that was typed with it."""
        made = ""

        def work(draft: Draft) -> None:
            nonlocal made
            made = draft.add(**fields)
            if holder is not None:
                draft.appoint(made, **holder)

        return self._write(work, lambda: made)

    def add_group(self, name: str, members: Sequence[str]) -> Done:
        """A group with those who belong to it."""
        made = ""

        def work(draft: Draft) -> None:
            nonlocal made
            made = draft.add(name, sort="group")
            for one in members:
                draft.join(made, one)

        return self._write(work, lambda: made)

    def change(self, party: str, fields: Mapping[str, Any]) -> Done:
        """Gives a party other values; an end ends also who holds it."""

        def work(draft: Draft) -> None:
            held = draft.party(party)
            told = dict(fields)
            until = told.pop("until", held.until)
            draft.change(party, **told)
            if until != held.until:
                draft.retire(party, until)

        return self._write(work, lambda: party)

    def retire(self, party: str, until: date | None) -> Done:
        """Ends a party, or takes its end back."""
        return self._write(lambda draft: draft.retire(party, until), lambda: party)

    def appoint(self, party: str, term: Mapping[str, Any]) -> Done:
        """Somebody comes to hold a post."""
        return self._write(lambda draft: draft.appoint(party, **term), lambda: party)

    def change_term(self, holder: str, party: str, term: Mapping[str, Any]) -> Done:
        """Gives a term other values."""
        return self._write(lambda draft: draft.change_term(holder, **term), lambda: party)

    def join(self, group: str, party: str, about: str) -> Done:
        """A party belongs to a group from now on."""
        return self._write(lambda draft: draft.join(group, party), lambda: about)

    def join_new(self, group: str, name: str, sort: str) -> Done:
        """A party that is new to the directory belongs to a group."""
        return self._write(lambda draft: draft.join(group, draft.add(name, sort=sort)), lambda: group)

    def leave(self, one: Belonging, about: str) -> Done:
        """A party belongs to a group no longer; one that had left already, or came only today, never did."""
        yesterday = self._book.today() - timedelta(1)
        over = one.until is not None and one.until <= yesterday
        if over or (one.since is not None and one.since > yesterday):
            return self.delete(one.id, about)
        return self._write(lambda draft: draft.leave(one.group, one.party, until=yesterday), lambda: about)

    def delete(self, record: str, about: str = "") -> Done:
        """Puts a party, a term or a belonging into the bin."""
        from koyradesk.directory import writing

        return self._wrote(writing.delete(self._book.store, record, by=self._book.by), about or record)

    def same(self, party: str, spelling: str) -> Done:
        """A spelling means a party."""
        return self._write(lambda draft: draft.same(party, spelling), lambda: party)

    # Lists

    def read_list(self, path: Path, sheet: str = "") -> Plan:
        """What a list would do, its columns understood as its headings say."""
        from koyradesk.directory import columns, sheets

        found = sheets.read(path, sheet)
        return self.plan(Plan(path, found, columns.guess(found.rows), {}))

    def plan(self, plan: Plan) -> Plan:
        """What a list would do with these columns and answers."""
        from koyradesk.directory import importing

        try:
            shown = importing.preview(self._book.store, plan.sheet, plan.columns, plan.choices, on=self._book.today())
        except UserError as refusal:
            return replace(plan, preview=None, wrong=refusal)
        return replace(plan, preview=shown, wrong=None)

    def save_list(self, path: Path, language: str) -> None:
        """Writes the directory as a list, as CSV or for Excel by the ending of the path; whole or not at all."""
        from koyradesk import files
        from koyradesk.directory import exporting

        made = exporting.as_csv if path.suffix.lower() == ".csv" else exporting.as_xlsx
        files.write(path, made(self._book.store, self._book.today(), language))

    def take_in(self, shown: Preview) -> Done:
        """Writes what a list does, as it was shown."""
        from koyradesk.directory import importing

        return self._wrote(importing.apply(self._book.store, shown, by=self._book.by), "")

    def undo(self, step: Version) -> Done:
        """Takes a step back; what was written since stays."""
        store = self._book.store
        group = store.step(step)
        if group is None:
            return Done("", None)
        changes, _ = store.inverse(group, {one.record for one in group.operations})
        changed = store.write(changes, by=self._book.by, undoes=step)
        if not changed:
            raise UserError(N_("What was written then was changed since. It stays as it is now."))
        self._book.wrote(changed.kinds)
        back = next((one.record for one in changes if one.record.startswith("party.")), "")
        return Done(back, None)

    def _write(self, work: Callable[[Draft], object], about: Callable[[], str]) -> Done:
        from koyradesk.directory.drafting import Draft

        draft = Draft(self._book.store)
        work(draft)
        changed = draft.write(by=self._book.by)
        return self._wrote(changed, about())

    def _wrote(self, changed: Changed, about: str) -> Done:
        self._book.wrote(changed.kinds)
        step = next(self._book.store.steps(changed.records), None) if changed else None
        return Done(about, step.name if step else None)


def _looks_like(name: str) -> str:
    """The sort that a name is most likely of; nothing more than what is offered first."""
    head = plain(name).partition(",")[0].strip()
    if head.endswith(_OFFICES):
        return "office"
    return "person" if head.startswith(_PERSONS) else "post"

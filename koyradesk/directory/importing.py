"""A list of offices and people taken into the directory: shown row by row first, then written as one step.

What stands in the list is told of the directory, never taken out of it: an empty cell says nothing, and who is not in
the list stays. A name that is nearly one of the directory is asked about; unanswered, its row is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from koyradesk.bengali.text import tidy
from koyradesk.directory import columns as columns_
from koyradesk.directory import matching, places
from koyradesk.directory.cells import additional, phone, read_day, sort
from koyradesk.directory.columns import Columns
from koyradesk.directory.drafting import Draft
from koyradesk.directory.exporting import row_of
from koyradesk.directory.likeness import bare, is_many
from koyradesk.directory.matching import Candidate
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory, Holder, Party
from koyradesk.directory.sheets import Sheet
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.store import Changed, Store

#: What becomes of a row: a party that is new; one that is there as it says; one that it changes; one whose names must
#: be asked about first; one that somebody leaves out; one that cannot be.
State = Literal["new", "same", "changed", "unclear", "skipped", "refused"]
STATES: dict[State, str] = {
    "new": N_("new"),
    "same": N_("as it is"),
    "changed": N_("changed"),
    "unclear": N_("unclear"),
    "skipped": N_("left out"),
    "refused": N_("not possible"),
}
#: Answers about a name besides the id of the party that it means: it is a new one; leave it out.
NEW, SKIP = "new", "skip"
#: A name as like another one as this is asked about.
_ASKED = 88
_LINES = ("phone", "email", "note")


@dataclass(frozen=True, slots=True)
class Difference:
    """A column (see ``columns.HEADINGS``) that a row changes: what it held and what it would (see ``columns.said``)."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Question:
    """A name of the list that is not in the directory, and the parties that it may mean."""

    name: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list, and what would become of it. ``also``: offices and groups that are new because of it.

    ``why`` says what makes it impossible, ``notes`` what was left out of it or how it was understood.
    """

    number: int
    state: State
    name: str
    party: str = ""
    differences: tuple[Difference, ...] = ()
    also: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    why: UserError | None = field(default=None, compare=False)
    notes: tuple[UserError, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Preview:
    """What a list would do. ``choices``: what was said about names, by their keys (``names.key``): the id of a party,
    ``NEW`` or ``SKIP``."""

    sheet: Sheet
    columns: Columns
    choices: Mapping[str, str]
    on: date
    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> dict[State, int]:
        """How many rows become what."""
        return {state: sum(one.state == state for one in self.lines) for state in STATES}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every name that is asked about, once."""
        return tuple({key(one.name): one for line in self.lines for one in line.questions}.values())

    @property
    def writes(self) -> bool:
        """Would anything be written?"""
        return bool(self.counts["new"] or self.counts["changed"])


def preview(
    store: Store, sheet: Sheet, columns: Columns | None = None, choices: Mapping[str, str] | None = None, *, on: date
) -> Preview:
    """What the list would do to the directory on a day; nothing is written.

    Raises:
        UserError: no column holds the names, or two hold the same.
    """
    return _planned(store, sheet, columns or columns_.guess(sheet.rows), dict(choices or {}), on)[0]


def apply(store: Store, shown: Preview, *, by: str) -> Changed:
    """Writes what was shown, as one group; rows that are unclear, left out or not possible are not written.

    Raises:
        UserError: the directory is another one meanwhile, so that it would not be what was shown.
    """
    now, draft = _planned(store, shown.sheet, shown.columns, shown.choices, shown.on)
    if now.lines != shown.lines:
        raise UserError(N_("The directory was changed meanwhile. Look at the list again, then take it in."))
    return draft.write(by=by)


def _planned(
    store: Store, sheet: Sheet, columns: Columns, choices: Mapping[str, str], on: date
) -> tuple[Preview, Draft]:
    named = [one for one in columns.holds if one]
    if unknown := set(named) - set(columns_.HEADINGS):
        raise ValueError(f"no such columns: {unknown}")
    if "name" not in named:
        raise UserError(N_("Say which column holds the names of the offices, posts and groups."))
    for one in named:
        if named.count(one) > 1:
            raise UserError(N_("Two columns cannot both hold “{heading}”."), heading=UserError(columns_.HEADINGS[one]))
    plan = _Plan(store, sheet, columns, choices, on)
    return Preview(sheet, columns, choices, on, tuple(plan.lines())), plan.draft


class _Plan:
    """The rows of a list, carried out one after another on a draft."""

    def __init__(self, store: Store, sheet: Sheet, columns: Columns, choices: Mapping[str, str], on: date) -> None:
        self.draft = Draft(store)
        self._directory = Directory(store)
        self._sheet = sheet
        self._columns = columns
        self._choices = choices
        self._on = on
        self._asked: dict[str, Question | None] = {}

    def lines(self) -> Iterator[Line]:
        for index, row in enumerate(self._sheet.rows):
            if index > self._columns.head and not columns_.is_numbering(row):
                held = zip(self._columns.holds, row, strict=False)
                cells = {target: cell for target, cell in held if target and cell}
                if cells:
                    yield self._line(self._sheet.numbers[index], cells)

    def _line(self, number: int, cells: Mapping[str, str]) -> Line:
        name = tidy(cells.get("name", ""))
        notes: list[UserError] = []
        beside = [tidy(cells.get("of", "")), *columns_.split(cells.get("groups", ""), self._find)]
        asked = tuple(one for one in map(self._question, dict.fromkeys([name, *beside])) if one is not None)
        if asked:
            return Line(number, "unclear", name, questions=asked)
        if self._choices.get(key(escape(name))) == SKIP:
            return Line(number, "skipped", name)
        held = self._find(name)
        # A term that the row speaks of is compared with itself, not with the one of today.
        terms = [None, *(self.draft.terms(held.id) if held else ())]
        old = {one.id if one else None: row_of(self.draft, held, one, self._on) for one in terms}
        known = held.id if held and held.id in self._directory.parties else ""
        try:
            with self.draft.step():
                there = set(self.draft.parties)
                party, term = self._carry_out(name, held, cells, notes)
                spoken = self.draft.holders[term] if term else None
                new = row_of(self.draft, self.draft.party(party), spoken, self._on)
        except UserError as refusal:
            return Line(number, "refused", name, known, why=refusal, notes=tuple(notes))
        before = old.get(term, old[None])
        differences = tuple(Difference(one, before[one], new[one]) for one in new if before[one] != new[one])
        also = tuple(plain(one.name) for one in self.draft.parties.values() if one.id not in there and one.id != party)
        state: State = "new" if held is None else "changed" if differences or also else "same"
        return Line(number, state, name, known, differences, also, notes=tuple(notes))

    def _question(self, name: str) -> Question | None:
        """What is to be asked about a name, before anything is made of it."""
        typed = escape(name)
        wanted = key(typed)
        if not wanted or wanted in self._choices or self.draft.find(typed) is not None:
            return None
        if wanted not in self._asked:
            every = matching.candidates(typed, self._directory, likely=_ASKED)
            found = tuple(one for one in every if one.why != "holder")
            self._asked[wanted] = Question(name, found) if found else None
        return self._asked[wanted]

    def _find(self, name: str) -> Party | None:
        """The party that a name means, by itself or because somebody said so."""
        typed = escape(name)
        return self.draft.find(typed) or self.draft.parties.get(self._choices.get(key(typed), ""))

    def _settled(self, name: str, **more: Any) -> str:
        """The id of the party that a name means; a new one where it means none."""
        party = self._find(name)
        if party is None:
            return self.draft.add(escape(name), **more)
        self.draft.same(party.id, escape(name))
        return party.id

    def _carry_out(
        self, name: str, held: Party | None, cells: Mapping[str, str], notes: list[UserError]
    ) -> tuple[str, str | None]:
        """What a row says, on the draft. Returns the party and the term it speaks of."""
        wanted = {one: escape(cells[one]) for one in _LINES if one in cells}
        if "phone" in wanted:
            wanted["phone"] = phone(wanted["phone"])
        if "place" in cells and (place := _place(cells["place"], notes)):
            wanted["place"] = place
        if "sort" in cells:
            wanted["sort"] = sort(cells["sort"])
        elif held is None:
            posted = "holder" in cells or "of" in cells
            wanted["sort"] = "group" if is_many(name) else "post" if posted else "office"
        if "of" in cells and self._choices.get(key(escape(tidy(cells["of"])))) != SKIP:
            wanted["of"] = self._settled(tidy(cells["of"]))
            held = held or self._find(name)
        party = self._settled(name, **wanted) if held is None else self._settled(name)
        if held is not None:
            now = self.draft.party(party)
            changed = {one: new for one, new in wanted.items() if plain(new) != plain(getattr(now, one))}
            if changed:
                self.draft.change(party, **changed)
        for alias in columns_.split(cells.get("aliases", ""), self._find):
            self.draft.same(party, escape(alias))
        term = self._hold(party, cells, notes)
        for group in columns_.split(cells.get("groups", ""), self._find):
            if self._choices.get(key(escape(group))) != SKIP:
                of = self._settled(group, sort="group")
                if not self.draft.belongs(of, party, self._on):
                    self.draft.join(of, party)
        return party, term

    def _hold(self, party: str, cells: Mapping[str, str], notes: list[UserError]) -> str | None:
        """Who holds the party, and how long; without anybody named, how long it is there."""
        days = {one: read_day(cells[one], self._sheet.begins_1904, notes) for one in ("since", "until") if one in cells}
        told: dict[str, Any] = dict(days)
        if "additional" in cells:
            told["additional"] = additional(cells["additional"])
        for one in ("phone", "email"):
            if f"holder_{one}" in cells:
                text = escape(cells[f"holder_{one}"])
                told[one] = phone(text) if one == "phone" else text
        if "holder" not in cells:
            if "until" in days and days["until"] != self.draft.party(party).until:
                self.draft.retire(party, days["until"])
            if told.keys() - {"until", "additional"} or told.get("additional"):
                notes.append(UserError(N_("Nobody is named who holds it: what the row says of them was left out.")))
            return None
        name = escape(tidy(cells["holder"]))
        terms = self.draft.terms(party)
        held = _same_person(name, terms, told.get("since"), self._on)
        if held is not None:
            changed = {one: new for one, new in told.items() if new != getattr(held, one)}
            if changed:
                self.draft.change_term(held.id, **changed)
            return held.id
        if terms and told.get("until", self._on) >= self._on:
            # Somebody else before, and no day is told: from today on.
            told.setdefault("since", self._on)
        return self.draft.appoint(party, name, **{"since": None, **told})


def _same_person(name: str, terms: Iterable[Holder], since: date | None, on: date) -> Holder | None:
    """The term of who is named so (মোঃ and মোহাম্মদ are one) and holds it on a day or later, or came on the day
    that is told."""
    every = [one for one in terms if bare(one.name) == bare(name)]
    every = [one for one in every if one.until is None or one.until >= on or (since is not None and one.since == since)]
    return max(every, key=lambda one: (one.since == since, one.since or date.min), default=None)


def _place(typed: str, notes: list[UserError]) -> str:
    found = places.get(typed) or places.named(typed)
    if found is None:
        notes.append(
            UserError(N_("“{text}” is no place that is known, or one of several. It was left out."), text=typed)
        )
    return found.code if found else ""

"""Finding in one book: what holds the words, sorted by what it is, the best of each told with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from koyradesk import markup
from koyradesk.finding import numbers, spelling
from koyradesk.finding.shapes import FOLLOWED, GROUPS, NONE, Answer, Filters, Found, Group, GroupName, State, group_of
from koyradesk.finding.typed import Known, cleaned, words
from koyradesk.records import KINDS
from koyradesk.store import Store, snippets
from koyradesk.store.documents import KIND_BITS, KIND_MASK, Documents
from koyradesk.store.search import Hit

#: So many of each group are shown; nobody counts further than ``_MOST``; "all" of a group are at most ``ALL``.
FEW, _MOST, ALL = 4, 1000, 300
#: What is listed of a group that was hit by filters alone.
_LISTED: tuple[GroupName, ...] = ("meeting", "decision")
#: The states of minutes that a filter means.
_PAPERS: Mapping[str, tuple[str, ...]] = {"draft": ("draft",), "signed": ("signed", "despatched")}


class Finder:
    """Finds in one book: ours, or that of the other ``office``.

    ``states`` tells how what is followed stands (see ``states``): it takes a while, and is asked for only where a
    filter needs it; ``known_states`` gives it where it is known already. ``sounds`` gives other writings of what was
    typed, of Latin letters say, in Bengali: they are offered where nothing was found and they find something.
    """

    def __init__(
        self,
        store: Store,
        *,
        office: str = "",
        states: Callable[[], Mapping[str, State]] = dict,
        known_states: Callable[[], Mapping[str, State]] = dict,
        sounds: Callable[[str], Iterable[str]] = lambda _: (),
    ) -> None:
        self._store, self._office = store, office
        self._states, self._known_states = states, known_states
        self._sounds = sounds
        self._kept: tuple[int, list[tuple[int, numbers.Number]]] = (-1, [])
        self._terms: tuple[int, list[str]] = (-1, [])
        self._years: tuple[int, tuple[int, ...]] = (-1, ())

    def known(self) -> Known:
        """What can be filtered by in this book."""
        documents = self._documents()
        if self._years[0] != documents.edition:
            years = {int(one.date[:4] or one.period[:4]) for one in documents.meetings if one.date or one.period[:4]}
            self._years = documents.edition, tuple(sorted(years, reverse=True))
        held = {one.committee for one in documents.meetings}
        met = (name for record, name in documents.committees.items() if record in held and name)
        return Known(tuple(sorted(set(met), key=lambda name: (-len(name), name))), self._years[1])

    def find(
        self,
        text: str,
        filters: Filters = NONE,
        *,
        only: GroupName | None = None,
        few: int = FEW,
    ) -> Answer:
        """What holds the words of ``text`` under some filters; ``only``: of one group, all of it."""
        line = cleaned(text)
        asked = words(line)
        documents = self._documents()
        if not asked and not filters:
            return Answer(line, asked)
        most = few if only is None else ALL
        groups = self._sorted(documents, line, asked, filters, most, only)
        answer = Answer(line, asked, tuple(groups))
        return answer if groups or only else self._nothing(documents, answer, filters)

    def _nothing(self, documents: Documents, answer: Answer, filters: Filters) -> Answer:
        """What else to try."""
        if filters and answer.words:
            there = self._sorted(documents, answer.text, answer.words, Filters(), 1, None)
            if there:
                return Answer(answer.text, answer.words, unfiltered=sum(group.total for group in there))
        if not answer.words:
            return answer
        if self._terms[0] != documents.edition:
            self._terms = documents.edition, documents.terms()
        heard = (one for one in self._sounds(answer.text) if next(documents.matching(words(one)), None) is not None)
        alike = spelling.near(documents, answer.words, self._terms[1])
        near = tuple(dict.fromkeys((*islice(heard, spelling.OFFERED), *alike)))[: spelling.OFFERED]
        fewer = "" if near else spelling.fewer(documents, answer.words)
        return Answer(answer.text, answer.words, near=near, fewer=fewer)

    # Which ones

    def _sorted(
        self,
        documents: Documents,
        line: str,
        asked: tuple[str, ...],
        filters: Filters,
        most: int,
        only: GroupName | None,
    ) -> list[Group]:
        fits, within = self._fitting(documents, filters), self._meetings(documents, filters)
        found: dict[GroupName, list[tuple[int, int]]] = {}
        counts: dict[GroupName, int] = {}
        groups = [group_of(name) for name in KINDS]
        party = list(KINDS).index("party")
        seen: set[int] = set()
        exact = False
        for how, number in self._candidates(documents, line, asked, filters):
            if number in seen or (code := documents.codes.get(number)) is None:
                continue
            kind, meeting = code & KIND_MASK, code >> KIND_BITS
            if within is not None and meeting not in within and (meeting or not fits(number, code)):
                continue
            group = groups[kind] if kind != party or number not in documents.persons else "person"
            if (only is not None and group != only) or (within is None and filters and not fits(number, code)):
                continue
            seen.add(number)
            exact = exact or how < 0
            counts[group] = counts.get(group, 0) + 1
            if len(best := found.setdefault(group, [])) < most:
                best.append((max(how, snippets.WHOLE), number))
            if len(seen) >= _MOST:
                break
        more = len(seen) >= _MOST
        order = list(GROUPS)
        if "memo" in found and not exact and numbers.asked(line) is None:
            # Who types words looks for no number, though some stand beside one.
            order.remove("memo")
            order.insert(order.index("paper"), "memo")
        return [
            Group(name, tuple(self._told(documents, name, asked, *one) for one in found[name]), counts[name], more)
            for name in order
            if name in found
        ]

    def _candidates(
        self, documents: Documents, line: str, asked: tuple[str, ...], filters: Filters
    ) -> Iterator[tuple[int, int]]:
        """How they match and the documents, best first; -1 is the very number that was typed."""
        days = None
        if filters.year:
            days = date(filters.year, 1, 1).toordinal(), date(filters.year, 12, 31).toordinal() + 1
        if not asked:
            yield from ((snippets.WHOLE, number) for number in self._all(documents, filters, days))
            return
        if wanted := numbers.asked(line):
            fitting = [
                (how, -number) for number, held in self._numbers(documents)
                if (how := numbers.fit(wanted, held)) is not None
            ]  # fmt: skip
            for how, place in sorted(fitting):
                if days is None or days[0] <= -place >> 24 < days[1]:
                    yield (-1 if how in (numbers.SAME, numbers.ENDS) else snippets.PART), -place
        yield from documents.matching(asked, days)

    def _all(self, documents: Documents, filters: Filters, days: tuple[int, int] | None) -> Iterator[int]:
        """Without a word: the meetings, newest first; where it is a state of what is followed, those decisions."""
        if filters.state in FOLLOWED:
            wanted = [record for record, state in self._states().items() if state == filters.state]
            kinds = [record for record in wanted if record.startswith("decision.")]
            yield from sorted(documents.numbers(kinds), reverse=True)
            return
        low, high = days or (0, 1 << 38)
        meetings = (number for number in documents.names if documents.kind(documents.codes[number]) == "meeting")
        yield from (number for number in sorted(meetings, reverse=True) if low <= number >> 24 < high)

    def _meetings(self, documents: Documents, filters: Filters) -> set[int] | None:
        """The meetings that pass the filters of committee and paper, by the numbers in codes; None for all."""
        papers = _PAPERS.get(filters.state, ())
        if filters.state in FOLLOWED or not (filters.committee or papers):
            return None
        committees = _called(documents, filters.committee)
        return {
            number
            for number, one in enumerate(documents.meetings)
            if number and (not filters.committee or one.committee in committees) and (not papers or one.state in papers)
        }

    def _fitting(self, documents: Documents, filters: Filters) -> Callable[[int, int], bool]:
        """Does a document that lies in no meeting, or may be followed, pass the filters? By its number and code."""
        if filters.state in FOLLOWED:
            states = self._states()
            committees = _called(documents, filters.committee)

            def follows(number: int, code: int) -> bool:
                if group_of(documents.kind(code)) != "decision":
                    return False
                held = documents.meeting(code)
                if filters.committee and (held is None or held.committee not in committees):
                    return False
                return states.get(documents.record(number)) == filters.state

            return follows
        if not filters.committee:
            return lambda *_: not filters.state
        committees = _called(documents, filters.committee)

        def belongs(number: int, code: int) -> bool:
            if filters.state or documents.kind(code) not in ("committee", "letter", "member", "distribution"):
                return False
            record = documents.record(number)
            row = {"committee": record} if record.startswith("committee.") else self._store.row(record)
            return row is not None and row["committee"] in committees

        return belongs

    def _numbers(self, documents: Documents) -> list[tuple[int, numbers.Number]]:
        """The numbers of papers and files, by their documents."""
        if self._kept[0] != documents.edition:
            every = ((number, text) for number, (text, _) in documents.names.items())
            self._kept = (
                documents.edition,
                [
                    (number, numbers.number(text.partition("\n")[0]))
                    for number, text in every
                    if documents.kind(documents.codes[number]) in ("memo", "file")
                ],
            )
        return self._kept[1]

    def _documents(self) -> Documents:
        return self._store.documents()

    # What is told of one

    def _told(self, documents: Documents, group: GroupName, asked: tuple[str, ...], how: int, number: int) -> Found:
        hit = documents.hit(number, asked, how)
        held = documents.meeting(documents.codes[number])
        row = self._store.row(hit.record) or {}
        item = self._store.row(row["item"]) if hit.kind in ("decision", "assignment") and row.get("item") else None
        committee = documents.committees.get(held.committee, "") if held else ""
        if hit.kind == "committee":
            committee = documents.committees.get(hit.record, "")
        elif not committee and row.get("committee"):
            committee = documents.committees.get(row["committee"], "")
        text = hit.snippet
        state: str = self._known_states().get(hit.record, "") if group == "decision" else ""
        if not state and group in ("meeting", "memo") and held is not None:
            state = row.get("state") or held.state
        return Found(
            group,
            hit.kind,
            hit.record,
            hit.where,
            " ".join(text.split()),
            held.id if held else "",
            committee,
            _day(held.date if held else "", row),
            held.date_text if held else "",
            held.period if held else row.get("period") or "",
            markup.plain(held.title) if held else "",
            _label(hit, row, item),
            tuple(self._beside(hit, row, item)),
            state,
            self._office,
            how,
        )

    def _beside(self, hit: Hit, row: Mapping[str, Any], item: Mapping[str, Any] | None) -> Iterator[str]:
        """What else says who or which one it is."""
        match hit.kind:
            case "holder":
                party = self._store.row(row["party"]) if row.get("party") else None
                yield from _said(row, hit.where, "name")
                if party:
                    yield markup.plain(party["name"])
                yield from _said(row, hit.where, "phone", "email")
            case "party":
                above = self._store.row(row["of"]) if row.get("of") else None
                yield from _said(row, hit.where, "name")
                if above:
                    yield markup.plain(above["name"])
                yield from _said(row, hit.where, "phone", "email")
            case "member" | "attendee" | "signature":
                yield from _said(row, hit.where, "name", "designation", "place")
            case "letter":
                yield from _said(row, hit.where, "subject", "to")
            case "incoming":
                yield from _said(row, hit.where, "subject", "sender", "number")
            case "file":
                yield from _said(row, hit.where, "code", "title")
            case "number":
                yield from _said(row, hit.where, "file", "subject", "to")
            case "memo":
                yield from _said(row, hit.where, "number")
            case "decision" | "assignment":
                if item:
                    yield from _said(item, "", "topic")
            case "obligation":
                yield from _said(row, hit.where, "topic", "source_text")
            case "item":
                yield from _said(row, hit.where, "topic")


def _called(documents: Documents, committee: str) -> set[str]:
    """The committees of a name."""
    return {record for record, name in documents.committees.items() if name == committee}


def _day(on: str, row: Mapping[str, Any]) -> date | None:
    """The day of its meeting, else its own; a date that is only written in words is none."""
    if on:
        return date.fromisoformat(on)
    return next((row[name] for name in ("date", "on", "received") if isinstance(row.get(name), date)), None)


def _said(row: Mapping[str, Any], hit: str, *names: str) -> Iterator[str]:
    for name in names:
        if name != hit and (text := " ".join(markup.plain(row.get(name) or "").split())):
            yield text


def _label(hit: Hit, row: Mapping[str, Any], item: Mapping[str, Any] | None) -> str:
    """What a part of a meeting is called by on paper: the serial of its item; the kind of a letter or memo."""
    if hit.kind == "item":
        return str(row.get("serial", ""))
    if item:
        return str(item["serial"])
    return str(row.get("kind", "")) if hit.kind in ("letter", "memo") else ""

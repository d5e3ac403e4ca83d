"""One memo number of a file (নথি) on two papers: given on two PCs that had not heard of each other, or twice on paper.

Nothing is renumbered by itself: both papers may be out already. Each is told with who gave it the number and on which
PC; whoever settles it gives one of them another number, or makes one void with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from koyradesk import file_numbers, memo_numbers
from koyradesk.file_numbers import key
from koyradesk.memo_numbers import Number
from koyradesk.store import Store, clocks


@dataclass(frozen=True, slots=True)
class Bearer:
    """One that has the number: a paper (``memo``, of the meeting or letter ``paper``), or an entry of the paper
    register (``entry``, its ``state``). ``by`` gave it the number on the PC ``device`` at ``when`` (its clock)."""

    memo: str = ""
    paper: str = ""
    kind: str = ""
    title: str = ""
    date: date | None = None
    state: str = ""
    by: str = ""
    device: str = ""
    when: datetime | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A number of a file, as printed, and all that have it, in the order in which this PC heard of them."""

    file: str
    issue: int
    number: str
    bearers: tuple[Bearer, ...]


def of(store: Store) -> tuple[Duplicate, ...]:
    """Every number that is in use more than once; what is void or in the bin does not use it."""
    used: dict[tuple[str, int], list[str]] = {}
    printed: dict[tuple[str, int], Number] = {}
    for row in store.rows("memo", only=("number", "state")):
        number = memo_numbers.read(row["number"]) if row["state"] != "void" else None
        if number is not None:
            place = key(number.file), number.issue
            used.setdefault(place, []).append(row["id"])
            printed.setdefault(place, number)
    entries: dict[tuple[str, int], list[str]] = {}
    for one in file_numbers.kept(store):
        # What is reserved for a PC is for papers.
        if one.state != "reserved":
            places = (place for place in used if place[0] == key(one.file) and one.first <= place[1] <= one.last)
            for place in places:
                entries.setdefault(place, []).append(one.id)
    found = []
    for place, memos in sorted(used.items()):
        if len(memos) + len(entries.get(place, ())) > 1:
            told = [*(_paper(store, memo) for memo in memos), *(_entry(store, one) for one in entries.get(place, ()))]
            told.sort(key=lambda pair: pair[0])
            number = printed[place]
            found.append(Duplicate(number.file, number.issue, number.printed(), tuple(one for _, one in told)))
    return tuple(found)


def _paper(store: Store, memo: str) -> tuple[int, Bearer]:
    row = store.row(memo) or {}
    paper = row["letter"] or row["meeting"] or ""
    of_paper = store.row(paper) if paper else None
    title = (of_paper or {}).get("title") or (of_paper or {}).get("subject") or ""
    place, by, device, when = _given(store, memo, "number")
    return place, Bearer(memo, paper, row["kind"], title, row["date"], row["state"], by, device, when)


def _entry(store: Store, entry: str) -> tuple[int, Bearer]:
    row = store.row(entry) or {}
    place, by, device, when = _given(store, entry, "first")
    return place, Bearer(
        title=row["subject"], date=row["date"], state=row["state"], by=by, device=device, when=when, entry=entry
    )


def _given(store: Store, record: str, field: str) -> tuple[int, str, str, datetime | None]:
    """The place in the journal, and who, where and when, of the last operation on a field."""
    *_, last = store.history(record, field)
    return last.n, last.by, last.version[0].split(".")[1], clocks.read(last.wall)

"""The numbers of a file (নথি) that no paper here has, and where a file begins.

Every issue number of a file is accounted for. Those that papers here have stand in their memos; the others are written
here: used outside this program (in the paper register), reserved for another PC, or void for a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from koyradesk import memo_numbers
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import tidy
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.memo_numbers import Number
from koyradesk.store import Change, Store, place

#: What can become of a number that no paper here has.
STATES = ("outside", "reserved", "void")
#: What the codes of the registers of incoming letters begin with (``incoming.numbers``); no file is called so.
INCOMING = "incoming:"
#: No register has more numbers in one line.
MOST = 10_000
LARGEST = 9_999_999


@dataclass(frozen=True, slots=True)
class Used:
    """A number that a paper here has: its memo, and the meeting or letter it is of ("" for neither)."""

    number: Number
    memo: str
    meeting: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file: its code with ASCII digits, what joins it to the issue number, and the first number used here."""

    code: str
    title: str = ""
    joint: str = ""
    first: int | None = None
    closed: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Numbers ``first`` to ``last`` of a file; ``device`` is the PC they are reserved for."""

    file: str
    first: int
    last: int
    state: str
    date: date | None = None
    to: str = ""
    subject: str = ""
    device: str = ""
    reason: str = ""
    id: str = ""


class Run(Protocol):
    """A line of a register: the numbers ``first`` to ``last``, and what became of them."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...

    @property
    def state(self) -> str: ...


_R = TypeVar("_R", bound=Run)


def key(code: str) -> str:
    """Two codes with equal keys are of one file."""
    return code.replace(" ", "").casefold()


def in_use(store: Store) -> Iterator[Used]:
    """Every number of this office, on whatever paper: one that is void or in the bin stays used."""
    for row in store.rows("memo", deleted=None, only=("number", "meeting", "letter")):
        number = memo_numbers.read(row["number"])
        if number is not None:
            yield Used(number, row["id"], row["meeting"] or "", row["letter"] or "")


def files(store: Store) -> tuple[File, ...]:
    """The files that were opened here, in the order of their codes."""
    found = (
        File(row["code"], row["title"], row["joint"], row["first"], row["closed"], row["id"])
        for row in store.rows("file")
    )
    return tuple(sorted(found, key=lambda one: (key(one.code), one.id)))


def file(store: Store, code: str) -> File:
    """The file of that code; one without an id where it was never opened here."""
    return next((one for one in files(store) if key(one.code) == key(code)), File(code))


def kept(store: Store, code: str | None = None) -> tuple[Kept, ...]:
    """The numbers of a file, or of all, that no paper here has, in their order."""
    found = (
        Kept(
            row["file"],
            row["first"] or 0,
            row["last"] or row["first"] or 0,
            row["state"],
            row["date"],
            row["to"],
            row["subject"],
            row["device"],
            row["reason"],
            row["id"],
        )
        for row in store.rows("number")
        if (key(row["file"]) == key(code) if code is not None else not row["file"].startswith(INCOMING))
    )
    return tuple(sorted(found, key=lambda one: (key(one.file), one.first, one.id)))


def is_here(store: Store, one: Kept) -> bool:
    """Whether numbers are reserved for this very PC: by what the system calls it, or by its code (see ``join``)."""
    return one.state == "reserved" and one.device.strip().casefold() in {
        name.casefold() for name in (store.device, place.node()) if name
    }


def within(used: Iterable[int], runs: Iterable[Kept]) -> int | None:
    """The next number of a PC that has runs of its own; None where they are used up."""
    taken = {*used}
    for run in sorted(runs, key=lambda one: one.first):
        highest = max((number for number in taken if run.first <= number <= run.last), default=run.first - 1)
        if highest < run.last:
            return highest + 1
    return None


def following(used: Iterable[int], others: Iterable[Kept], first: int | None) -> int:
    """The next number of a file: after the highest that was used anywhere, passing over what is reserved or void.

    What lies inside a reserved run was used by the other PC, and does not lead this one there.
    """
    others = tuple(others)
    reserved = [one for one in others if one.state == "reserved"]
    highest = max(
        (
            *(number for number in used if not any(one.first <= number <= one.last for one in reserved)),
            *(one.last for one in others if one.state == "outside"),
            (first or 1) - 1,
        )
    )
    found = highest + 1
    while standing := [one.last for one in others if one.first <= found <= one.last]:
        found = max(standing) + 1
    return found


def with_gaps(known: Sequence[_R], gap: Callable[[int, int, str], _R], first: int | None = None) -> Iterator[_R]:
    """The lines of a register in their order, from ``first`` on if it is known; what lies between them is "missing"."""
    awaited = first if first is not None else known[0].first if known else 1
    # Up to here this desk has come: before the run that another PC uses, later numbers are not missing.
    reserved = [one for one in known if one.state == "reserved"]
    reached = max((one.last for one in known if not _inside(one, reserved)), default=0)
    for one in known:
        if awaited < one.first and awaited < reached:
            yield gap(awaited, one.first - 1, "missing")
        yield one
        awaited = max(awaited, one.last + 1)


def _inside(line: Run, reserved: Iterable[Run]) -> bool:
    """Is it a run for another PC, or a number inside of one?"""
    return any(one.first <= line.first and line.last <= one.last for one in reserved)


def is_known_since(store: Store, papers: Iterable[str], field: str) -> bool:
    """Was the number of one of these records, which stands in ``field``, written after a restore of a backup?"""
    for record in papers:
        written = store.history(record, field)
        if written and datetime.fromisoformat(written[-1].wall) > datetime.fromisoformat(store.restored):
            return True
    return False


def open_file(
    store: Store, code: str, *, title: str = "", first: int | None = None, closed: bool = False, by: str
) -> File:
    """Opens a file at its first number here, or changes what is known of it.

    Raises:
        UserError: the code is none; the first number lies after one that is used already.
    """
    known, joint = memo_numbers.file(code)
    held = file(store, known)
    if first is not None:
        _refuse_number(first)
        lowest = min((*_used(store, known), *(one.first for one in kept(store, known))), default=first)
        if first > lowest:
            raise UserError(
                N_("The file {file} cannot begin with {first} here: its number {used} is in use already."),
                file=to_bengali(known),
                first=first,
                used=lowest,
            )
    fields: dict[str, Any] = {"closed": closed}
    fields |= {"title": tidy(title)} if tidy(title) else {}
    fields |= {"first": first} if first is not None else {}
    fields |= {"joint": joint} if joint else {}
    fields |= {} if held.id else {"code": known}
    store.write([Change(held.id or store.new_id("file"), fields)], by=by)
    return file(store, known)


def account(store: Store, wanted: Kept, *, by: str) -> Kept:
    """Writes down what became of numbers that no paper here has.

    Raises:
        UserError: no such number or state; one of them is accounted for already; a void number without a reason, a
            reserved one without the PC it is for.
    """
    code, _ = memo_numbers.file(wanted.file)
    if wanted.state not in STATES:
        raise ValueError(wanted.state)
    for number in (wanted.first, wanted.last):
        _refuse_number(number)
    if not wanted.first <= wanted.last < wanted.first + MOST:
        raise UserError(
            N_("From {first} to {last} is no run of numbers. Type the lower one first, at most {most} numbers."),
            first=wanted.first,
            last=wanted.last,
            most=MOST,
        )
    if wanted.state == "void" and not tidy(wanted.reason):
        raise UserError(N_("Say why the number {number} is void: the register needs the reason."), number=wanted.first)
    if wanted.state == "reserved" and not tidy(wanted.device):
        raise UserError(N_("Say which computer the numbers are reserved for."))
    _refuse_known(store, code, wanted)
    record = store.new_id("number")
    fields = {
        "file": code,
        "first": wanted.first,
        "last": wanted.last,
        "state": wanted.state,
        "date": wanted.date,
        "to": tidy(wanted.to),
        "subject": tidy(wanted.subject),
        "device": tidy(wanted.device),
        "reason": tidy(wanted.reason),
    }
    store.write([Change(record, fields)], by=by)
    return next(one for one in kept(store, code) if one.id == record)


def forget(store: Store, record: str, *, by: str) -> None:
    """Takes back a line that was written in by mistake; it goes to the bin."""
    store.write([Change(record, {"deleted": True})], by=by)


def bring_back(store: Store, record: str, *, by: str) -> None:
    """Writes a line in again that was taken back.

    Raises:
        UserError: one of its numbers is accounted for meanwhile.
    """
    row = store.row(record) or {}
    _refuse_known(store, row["file"], Kept(row["file"], row["first"], row["last"] or row["first"], row["state"]))
    store.write([Change(record, {"deleted": False})], by=by)


def _refuse_number(number: int) -> None:
    if not 1 <= number <= LARGEST:
        raise UserError(N_("{number} is no issue number. Numbers of a file begin with 1."), number=number)


def _refuse_known(store: Store, code: str, wanted: Kept) -> None:
    refuse_accounted(code, wanted.first, wanted.last, kept(store, code), _used(store, code))


def refuse_accounted(code: str, first: int, last: int, others: Iterable[Kept], used: Iterable[int] = ()) -> None:
    """Refuses a run of numbers of a file where one is among ``others``, or among those that papers have (``used``).

    Raises:
        UserError: the lowest of them.
    """
    known = [number for number in used if first <= number <= last]
    known += [
        max(one.first, first)
        for one in others
        if key(one.file) == key(code) and one.first <= last and first <= one.last
    ]
    if known:
        raise UserError(
            N_("The number {number} of the file {file} is accounted for already. See the memo book."),
            number=min(known),
            file=to_bengali(code),
        )


def _used(store: Store, code: str) -> list[int]:
    """The numbers of a file that papers here have."""
    return [one.number.issue for one in in_use(store) if key(one.number.file) == key(code)]

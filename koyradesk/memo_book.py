"""The memo book (স্মারক বহি): every number of every file (নথি), and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from koyradesk import file_numbers, letters, memo_numbers, papers
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.documents.matter import Book, BookRow
from koyradesk.errors import UserError
from koyradesk.file_numbers import key
from koyradesk.i18n import N_
from koyradesk.memo_numbers import Number
from koyradesk.model import SIGNED
from koyradesk.store import Store

#: How a register words its days.
_DAY = "{dd}/{mm}/{y}"
_CORRECTION = "সংশোধনী"
#: What a line tells of a memo.
_OF_MEMO = ("number", "meeting", "letter", "kind", "state", "date", "reason")


@dataclass(frozen=True, slots=True)
class Line:
    """A number of a file, or a run of them, and whose it is.

    ``state``: "used", "outside", "reserved", "void" or "missing"; ``paper`` is the state of the paper ("draft" where a
    number was written into an old paper). ``record`` is the ``number`` record of what was written in by hand.
    """

    first: int
    last: int
    state: str
    number: str = ""
    date: date | None = None
    to: str = ""
    subject: str = ""
    remark: str = ""
    paper: str = ""
    kind: str = ""
    meeting: str = ""
    letter: str = ""
    memo: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A file in the list of files: its last number, and how many of its numbers nobody accounts for."""

    code: str
    title: str
    first: int
    last: int
    missing: int
    closed: bool
    opened: bool


def summaries(store: Store) -> tuple[Summary, ...]:
    """Every file that was opened here or that a paper has a number of, in the order of the codes."""
    opened = {key(one.code): one for one in file_numbers.files(store)}
    known_lines, codes = _all_lines(store)
    codes |= {known: one.code for known, one in opened.items()}
    found = []
    for known, code in sorted(codes.items()):
        lines = _whole(known_lines.get(known, ()), opened[known].first if known in opened else None)
        file = opened.get(known, file_numbers.File(code))
        missing = sum(one.last - one.first + 1 for one in lines if one.state == "missing")
        first = lines[0].first if lines else file.first or 1
        last = max((one.last for one in lines if one.state != "reserved"), default=first - 1)
        found.append(Summary(code, file.title, first, last, missing, file.closed, bool(file.id)))
    return tuple(found)


def lines(store: Store, code: str) -> tuple[Line, ...]:
    """Every number of a file from its first one here to the last known, in order; gaps stand as "missing".

    Raises:
        UserError: no such file.
    """
    known, _ = memo_numbers.file(code)
    opened = file_numbers.file(store, known)
    found = _whole(_all_lines(store)[0].get(key(known), ()), opened.first)
    if not found and not opened.id:
        raise UserError(
            N_("There is no file {file} here. Open it with its first number, or see the list of files."),
            file=to_bengali(known),
        )
    return tuple(_worded(store, found))


def book(store: Store, code: str) -> Book:
    """The memo book of a file, for printing.

    Raises:
        UserError: no such file.
    """
    known, _ = memo_numbers.file(code)
    opened = file_numbers.file(store, known)
    rows = tuple(
        BookRow(
            one.first,
            one.last,
            one.state,
            one.number,
            spell(one.date, _DAY) if one.date else "",
            one.to,
            one.subject,
            one.remark,
        )
        for one in lines(store, known)
    )
    return Book(opened.code if opened.id else known, opened.title, rows)


def _worded(store: Store, found: Iterable[Line]) -> Iterator[Line]:
    """The lines; what a letter that waits for its signature is about and to whom it goes, as its paper words them."""
    of_day: dict[date | None, letters.Decided] = {}
    for one in found:
        if one.letter and one.paper not in SIGNED:
            # What is in the bin, or its meeting is, is told by what stands in the records.
            with suppress(UserError):
                letter = letters.get(store, one.letter)
                decided = of_day.setdefault(letter.on, letters.Decided(store, letter.on))
                letter, subject = letters.ready(store, letter, decided)
                shown = papers.Held(letter.kind, subject.meeting, letter, subject).worded(store.new_id).letter
                if shown is not None:
                    sent = next((one.text for one in shown.distribution.recipients), "")
                    one = replace(one, subject=shown.subject or one.subject, to=shown.to or one.to or sent)
        yield one


def _all_lines(store: Store) -> tuple[dict[str, list[Line]], dict[str, str]]:
    """What is known of the numbers of each file, by its key, and how its code is spelled."""
    found: dict[str, list[Line]] = {}
    codes: dict[str, str] = {}
    titles = {row["id"]: row["title"] for row in store.rows("meeting", deleted=None, only=("title",))}
    written = {row["id"]: row for row in store.rows("letter", deleted=None, only=("kind", "to", "subject", "meeting"))}
    recipients = _recipients(store)
    for row in store.rows("memo", deleted=None, only=_OF_MEMO):
        number = memo_numbers.read(row["number"])
        if number is None:
            continue
        codes[key(number.file)] = number.file
        letter = written.get(row["letter"] or "", {})
        meeting = row["meeting"] or letter.get("meeting") or ""
        found.setdefault(key(number.file), []).append(
            _line(row, number, letter, titles.get(meeting, ""), recipients, meeting)
        )
    for one in file_numbers.kept(store):
        codes[key(one.file)] = one.file
        remark = one.device if one.state == "reserved" else one.reason
        found.setdefault(key(one.file), []).append(
            Line(one.first, one.last, one.state, "", one.date, one.to, one.subject, remark, record=one.id)
        )
    return found, codes


def _line(
    row: dict[str, Any],
    number: Number,
    letter: dict[str, Any],
    title: str,
    recipients: dict[str, list[str]],
    meeting: str,
) -> Line:
    void = row["state"] == "void"
    named = recipients.get(row["letter"] or row["meeting"] or "", [])
    return Line(
        number.issue,
        number.issue,
        "void" if void else "used",
        number.printed(),
        row["date"],
        letter.get("to") or (named[0] if named else ""),
        letter.get("subject") or about(title, row["kind"]),
        row["reason"] if void else "",
        row["state"],
        row["kind"],
        meeting,
        row["letter"] or "",
        row["id"],
    )


def about(title: str, kind: str) -> str:
    """What a paper of a meeting is about, as a register tells it: its correction is not its minutes."""
    return f"{title} ({_CORRECTION})" if kind == "correction" else title


def _recipients(store: Store) -> dict[str, list[str]]:
    """The recipients' texts of every meeting and letter."""
    found: dict[str, list[str]] = {}
    for row in store.rows("recipient", only=("meeting", "letter", "text")):
        found.setdefault(row["letter"] or row["meeting"] or "", []).append(row["text"])
    return found


def _whole(known: Iterable[Line], first: int | None) -> tuple[Line, ...]:
    """The lines in order, the gaps between them named."""
    ordered = sorted(known, key=lambda one: (one.first, one.last, one.memo, one.record))
    return tuple(file_numbers.with_gaps(ordered, Line, first))

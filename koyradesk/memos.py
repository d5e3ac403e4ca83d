"""The life of a paper: a draft takes a memo number and a date (issue), then is signed and frozen (sign).

Until it is signed it may be issued again: another date, a mistyped number put right. Once signed, its PDF is kept and
given out for ever, and only a correction (সংশোধনী) can follow. Clocks come in as arguments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from koyradesk import layout, meeting_file, meetings, memo_numbers, papers, rank, records, scans
from koyradesk.bengali import dates
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout import MemoStyle
from koyradesk.memo_numbers import Number
from koyradesk.model import Meeting, Memo
from koyradesk.store import Change, Store

#: The papers that take a memo number of their own today.
KINDS = ("minutes",)


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth telling about what was done, as a marked sentence with its parts."""

    sentence: str
    parts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Issued:
    """The memo as it now stands, and what the user should know about it."""

    memo: Memo
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """A number in use: its record and meeting."""

    number: Number
    memo: str
    meeting: str


def issue(
    store: Store, kind: str, meeting: str, *, number: str = "", on: str = "", file: str = "", today: date, by: str
) -> Issued:
    """Gives a paper its memo number and date.

    ``number`` is a whole number as in the paper register, or the issue number alone; "" takes the next of the file
    (``file``, else the paper's own, else that of its committee's last paper), or keeps the number it has. ``on`` is a
    date as typed, of either calendar or both; "" keeps the paper's date or takes ``today``.

    Raises:
        UserError: the paper takes no number or is signed; the number is used by another paper; no file is known; what
            was typed is no number or no date, or its two dates differ.
    """
    number, on, file = number.strip(), on.strip(), file.strip()
    held = meetings.get(store, meeting)
    memo = _memo(held, kind)
    if memo.state in meetings.FROZEN:
        raise UserError(
            N_("The paper {number} is signed: its number and date stay as they are. Issue a correction instead."),
            number=memo.number,
        )
    notes: list[Note] = []
    text = memo.number
    if number or file or not text:
        used = tuple(_used(store))
        wanted = _number(store, held, memo, number, file, used, notes)
        _refuse_taken(store, wanted, memo, used)
        text = wanted.printed()
        if not memo_numbers.regular(wanted.file):
            sentence = N_("The code {file} has not the 18 or 22 digits of the instructions.")
            notes.append(Note(sentence, {"file": wanted.file}))
    day = _day(on, notes) if on else (memo.date or today)
    if held.date and day < held.date and kind == "minutes":
        notes.append(
            Note(N_("The date of the memo is before the meeting. Issue it again with --date if that is wrong."))
        )
    style = layout.resolve(held.layout).memo
    fresh = replace(memo, number=text, date=day, state="numbered", **_spelled(memo, day, style))
    _write(store, held, fresh, by)
    return Issued(_memo(meetings.get(store, held.id), kind), tuple(notes))


def sign(store: Store, kind: str, meeting: str, *, scan: Path | None = None, by: str) -> Memo:
    """Freezes a numbered paper: its PDF and the hash of its record are kept, with the scan of the signed copy.

    Raises:
        UserError: it has no number and date yet, is signed already, or its two dates differ; the scan is no scan; the
            paper cannot be printed.
    """
    held = meetings.get(store, meeting)
    memo = _memo(held, kind)
    if memo.state in meetings.FROZEN:
        raise UserError(
            N_("The paper {number} is signed already. Print it again to get the same pages."), number=memo.number
        )
    if memo.state != "numbered" or memo.date is None:
        raise UserError(N_("The paper has no memo number and date yet. Issue it first, then sign it."))
    _refuse_two_days(memo)
    number = memo_numbers.read(memo.number)
    if number is not None:
        _refuse_taken(store, number, memo, tuple(_used(store)))
    scanned = scans.read(scan) if scan is not None else None
    pdf = papers.make(store, kind, held.id, prove=True)
    signed = replace(memo, state="signed")
    frozen = {"state": "signed", "pdf": store.put_blob(pdf), "hash": record_hash(held, signed)}
    changes = [Change(memo.id, frozen)]
    if scanned is not None and scan is not None:
        data, media = scanned
        changes.append(
            Change(
                store.new_id("attachment"),
                {
                    "of": memo.id,
                    "name": nfc(scan.name),
                    "media": media,
                    "size": len(data),
                    "blob": store.put_blob(data),
                    "rank": rank.between("", "", 1)[0],
                },
            )
        )
    store.write(changes, by=by)
    return signed


def record_hash(meeting: Meeting, memo: Memo) -> str:
    """sha256 (hex) over canonical JSON of what a paper was made from; a memo's later states do not change it."""
    record = meeting_file.to_object(meeting)
    del record["unsure"]
    for item in record["items"]:
        # Papers signed before there was such a key stay what was signed.
        if item["follows"] is None:
            del item["follows"]
    record["memos"] = [{name: value for name, value in meeting_file.to_object(memo).items() if name != "state"}]
    return hashlib.sha256(records.canonical(record).encode()).hexdigest()


def next_number(used: tuple[Used, ...], file: str, joint: str = "") -> Number:
    """The number after the highest one used in a file, joined as that one is."""
    last = max(
        (one.number for one in used if _key(one.number.file) == _key(file)), key=lambda one: one.issue, default=None
    )
    return Number(file, joint or (last.joint if last else "."), last.issue + 1 if last else 1)


def _memo(meeting: Meeting, kind: str) -> Memo:
    if kind not in KINDS:
        raise UserError(N_("Papers of the kind {kind} take no memo number here yet. Choose minutes."), kind=kind)
    return meeting.memo(kind)


def _used(store: Store) -> Iterator[Used]:
    """Every number of this office; a void one stays used."""
    for row in store.rows("memo"):
        number = memo_numbers.read(row["number"])
        if number is not None:
            yield Used(number, row["id"], row["meeting"])


def _number(
    store: Store, meeting: Meeting, memo: Memo, typed: str, file: str, used: tuple[Used, ...], notes: list[Note]
) -> Number:
    """The number meant by what was typed and what is known."""
    own = memo_numbers.read(memo.number)
    alone = memo_numbers.issue(typed)
    if typed and alone is None:
        whole = memo_numbers.parse(typed)
        if file and _key(memo_numbers.file(file)[0]) != _key(whole.file):
            raise UserError(
                N_("The number {number} is not of the file {file}. Leave one of the two out."), number=typed, file=file
            )
        return whole
    if file:
        code, joint = memo_numbers.file(file)
    elif own is not None:
        code, joint = own.file, own.joint
    else:
        code, joint = _committees_file(store, meeting, used)
    following = next_number(used, code, joint)
    if alone is not None:
        return replace(following, issue=alone)
    if own is not None and _key(own.file) == _key(code):
        return own
    if store.restored and not _known_since(store, code, following.issue - 1, used):
        raise UserError(
            N_(
                "These records came back from a backup: the last number of the file {file} is not known. "
                "Take the next one from the paper register and type it with --number."
            ),
            file=code,
        )
    if following.issue == 1:
        sentence = N_(
            "This is the first number of the file {file} here. If its register has already used some, "
            "issue it again with --number."
        )
        notes.append(Note(sentence, {"file": code}))
    return following


def _known_since(store: Store, file: str, issue: int, used: tuple[Used, ...]) -> bool:
    """Was a file's highest number written after these records came back from a backup?"""
    for one in used:
        if _key(one.number.file) == _key(file) and one.number.issue == issue:
            written = store.history(one.memo, "number")
            if written and datetime.fromisoformat(written[-1].wall) > datetime.fromisoformat(store.restored):
                return True
    return False


def _committees_file(store: Store, meeting: Meeting, used: tuple[Used, ...]) -> tuple[str, str]:
    """The file of the committee's last numbered paper."""
    numbers = {one.meeting: one.number for one in used}
    if meeting.committee:
        for row in meetings.listing(store, meeting.committee):
            if row.id in numbers:
                return numbers[row.id].file, numbers[row.id].joint
    raise UserError(
        N_("The file that the number is of is not known. Name its code with --file, or type the whole number.")
    )


def _refuse_taken(store: Store, wanted: Number, memo: Memo, used: tuple[Used, ...]) -> None:
    for one in used:
        if one.memo != memo.id and (_key(one.number.file), one.number.issue) == (_key(wanted.file), wanted.issue):
            row = store.row(one.meeting) or {}
            raise UserError(
                N_("The number {number} is used already by “{title}” ({id}). Take another number."),
                number=wanted.printed(),
                title=row.get("title") or row.get("date_text") or "",
                id=records.short(one.meeting),
            )


def _key(file: str) -> str:
    return file.replace(" ", "").casefold()


def _day(typed: str, notes: list[Note]) -> date:
    """The day that was typed: one date, or the same day in both calendars."""
    text = nfc(typed)
    found = dates.find(text)
    rest = text
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    days = [one.date for one in found if not one.impossible]
    # Between a date of each calendar nothing stands but a bracket, a comma or a rule.
    if not days or len(days) != len(found) or len(days) > 2 or any(letter.isalnum() for letter in rest):
        raise UserError(
            N_("“{text}” is no date that can be understood. Type it like 2026-11-21 or ২১/১১/২০২৬."), text=typed.strip()
        )
    if len(set(days)) == 2:
        raise _two_days(typed.strip(), days[0], days[1])
    if any(one.doubtful for one in found if not one.impossible):
        notes.append(Note(N_("The date was understood as {day}."), {"day": dates.spell(days[0], "{d} {month} {y}")}))
    return days[0]


def _two_days(text: str, one: date, other: date) -> UserError:
    style = "{d} {month} {y}"
    return UserError(
        N_("The two dates in “{text}” are different days: {one} and {other}. Put one of them right."),
        text=text,
        one=dates.spell(one, style),
        other=dates.spell(other, style),
    )


def _refuse_two_days(memo: Memo) -> None:
    """The dates a paper prints must be the day it is recorded under."""
    for text in (memo.date_text, memo.bangla_date):
        said = dates.parse(text)
        if said is not None and memo.date is not None and said.date != memo.date:
            raise _two_days(f"{memo.bangla_date} / {memo.date_text}", said.date, memo.date)


def _spelled(memo: Memo, day: date, style: MemoStyle) -> dict[str, str]:
    """Both dates in words: as this paper words them, else as its layout does."""

    def worded(text: str, calendar: str, usual: str, spell: Callable[[date, str], str]) -> str:
        said = dates.parse(text)
        if said is None and text and day == memo.date:
            return text
        return spell(day, said.style if said and said.calendar == calendar else usual)

    return {
        "date_text": worded(memo.date_text, "gregorian", style.date_style, dates.spell),
        "bangla_date": worded(memo.bangla_date, "bangla", style.bangla_style, dates.spell_bangla),
    }


def _write(store: Store, meeting: Meeting, memo: Memo, by: str) -> None:
    number = memo_numbers.read(memo.number)
    fields: dict[str, Any] = {
        "number": memo.number,
        "file": number.file if number else "",
        "issue": number.issue if number else None,
        "date": memo.date,
        "date_text": memo.date_text,
        "bangla_date": memo.bangla_date,
        "state": memo.state,
    }
    record = memo.id
    if not record:
        record = store.new_id("memo")
        rows = store.rows("memo", deleted=None, meeting=meeting.id)
        fields |= {"meeting": meeting.id, "kind": memo.kind}
        fields["rank"] = rank.between(max((row["rank"] for row in rows), default=""), "", 1)[0]
    store.write([Change(record, fields)], by=by)

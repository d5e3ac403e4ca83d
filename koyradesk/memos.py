"""The life of a paper: a draft takes a memo number and a date (issue), then is signed and frozen (sign).

Until it is signed it may be issued again: another date, a mistyped number put right. Once signed, its PDF is kept and
given out for ever, and only a correction (সংশোধনী) can follow. Clocks come in as arguments.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from koyradesk import (
    file_numbers,
    layout,
    meeting_file,
    meetings,
    memo_choice,
    memo_numbers,
    papers,
    rank,
    records,
    scans,
)
from koyradesk.bengali import digits
from koyradesk.bengali.text import nfc, tidy
from koyradesk.documents import said
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.memo_choice import Note
from koyradesk.model import Meeting, Memo
from koyradesk.store import Change, Changed, Store

#: The papers that take a memo number of their own today.
KINDS = ("minutes", "correction")


@dataclass(frozen=True, slots=True)
class Issued:
    """The memo as it now stands, and what the user should know about it."""

    memo: Memo
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What ``issue`` would give now: the whole number, its file's code and last part, and both dates as printed.

    ``number`` is "" where it cannot be known; ``refused`` says why, or why the paper would be refused.
    """

    number: str = ""
    file: str = ""
    issue: int | None = None
    date: date | None = None
    date_text: str = ""
    bangla_date: str = ""
    notes: tuple[Note, ...] = ()
    refused: UserError | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """What can be done with a paper as it stands, and with its meeting.

    ``text``: what it says; ``number``: take or change its number and date; ``withdraw``: make the number void;
    ``attach`` a scan of the signed copy; ``correct`` the signed minutes by a paper of its own; ``delete`` the meeting.
    """

    state: str
    text: bool
    number: bool
    sign: bool
    withdraw: bool
    attach: bool
    correct: bool
    delete: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of the signed copy of a paper; ``store.blob(scan.blob)`` gives its bytes."""

    id: str
    memo: str
    kind: str
    name: str
    media: str
    size: int
    blob: str


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
    held = meetings.get(store, meeting)
    memo = _memo(held, kind)
    _refuse_signed(memo)
    if kind == "correction":
        papers.refuse_correction(held)
    chosen, notes = _number(store, held, memo, number.strip(), file.strip())
    fresh, more = _dated(held, memo, on.strip(), today)
    _write(store, held, replace(fresh, number=chosen.printed() if chosen else memo.number, state="numbered"), by)
    return Issued(_memo(meetings.get(store, held.id), kind), (*notes, *more))


def proposal(
    store: Store, kind: str, meeting: str, today: date, *, number: str = "", on: str = "", file: str = ""
) -> Proposal:
    """What ``issue`` would give a paper. Nothing is written.

    Raises:
        UserError: no such meeting, or a paper that takes no number.
    """
    held = meetings.get(store, meeting)
    memo = _memo(held, kind)
    found = Proposal(memo.number, date=memo.date, date_text=memo.date_text, bangla_date=memo.bangla_date)
    try:
        _refuse_signed(memo)
        if kind == "correction":
            papers.refuse_correction(held)
        fresh, notes = _dated(held, memo, on.strip(), today)
        found = replace(found, date=fresh.date, date_text=fresh.date_text, bangla_date=fresh.bangla_date, notes=notes)
        chosen, more = _number(store, held, memo, number.strip(), file.strip())
    except UserError as error:
        return replace(found, refused=error)
    chosen = chosen or memo_numbers.read(memo.number)
    if chosen is None:
        return found
    return replace(
        found,
        number=chosen.printed(),
        file=digits.to_bengali(chosen.file),
        issue=chosen.issue,
        notes=(*more, *found.notes),
    )


def _refuse_signed(memo: Memo) -> None:
    if memo.state in meetings.FROZEN:
        raise UserError(
            N_("The paper {number} is signed: its number and date stay as they are. Issue a correction instead."),
            number=memo.number,
        )


def _number(
    store: Store, held: Meeting, memo: Memo, typed: str, file: str
) -> tuple[memo_numbers.Number | None, tuple[Note, ...]]:
    """The number a paper gets; None where it keeps the one it has."""
    if memo.number and not typed and not file:
        return None, ()
    notes: list[Note] = []
    used = tuple(file_numbers.in_use(store))
    wanted = memo_choice.choose_number(store, held, memo, typed, file, used, notes)
    memo_choice.refuse_taken(store, wanted, memo, used)
    notes += memo_choice.code_notes(wanted.file)
    return wanted, tuple(notes)


def _dated(held: Meeting, memo: Memo, on: str, today: date) -> tuple[Memo, tuple[Note, ...]]:
    """The memo with its day, in both calendars as the paper words them."""
    notes: list[Note] = []
    day = memo_choice.choose_day(on, notes) if on else (memo.date or today)
    if held.date and day < held.date and memo.kind == "minutes":
        notes.append(Note(N_("The date of the memo is before the meeting. Change it if that is wrong.")))
    style = layout.resolve(held.layout).memo
    return replace(memo, date=day, **memo_choice.spelled(memo, day, style)), tuple(notes)


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
    memo_choice.refuse_two_days(memo)
    number = memo_numbers.read(memo.number)
    if number is not None:
        memo_choice.refuse_taken(store, number, memo, tuple(file_numbers.in_use(store)))
    scanned = scans.read(scan) if scan is not None else None
    pdf = papers.make(store, kind, held.id, prove=True)
    signed = replace(memo, state="signed")
    frozen = {"state": "signed", "pdf": store.put_blob(pdf), "hash": record_hash(held, signed)}
    changes = [Change(memo.id, frozen)]
    if kind == "correction":
        changes += [Change(one.id, {"memo": memo.id}) for one in said(held.pending())]
    if scanned is not None and scan is not None:
        changes.append(_attachment(store, memo, nfc(scan.name), *scanned))
    store.write(changes, by=by)
    return signed


def attach(store: Store, kind: str, meeting: str, scan: Path, *, by: str) -> Scan:
    """Keeps a scan of the signed copy with a signed paper (of corrections the last one); never the same file twice.

    Raises:
        UserError: the paper is not signed yet; the scan cannot be read or is no scan.
    """
    held = meetings.get(store, meeting)
    _memo(held, kind)
    memo = next((one for one in reversed(held.memos) if one.kind == kind and one.state in meetings.FROZEN), None)
    if memo is None:
        raise UserError(N_("The paper is not signed yet. Sign it first: the scan is one of the signed copy."))
    data, media = scans.read(scan)
    change = _attachment(store, memo, nfc(scan.name), data, media)
    same = [one for one in scans_of(store, held.id) if (one.memo, one.blob) == (memo.id, change.set["blob"])]
    if same:
        return same[0]
    store.write([change], by=by)
    return next(one for one in scans_of(store, held.id) if one.id == change.record)


def scans_of(store: Store, meeting: str) -> tuple[Scan, ...]:
    """The scans kept with the papers of a meeting, in the order they came."""
    memos = store.rows("memo", meeting=store.resolve(meeting), only=("kind",))
    return tuple(
        Scan(row["id"], memo["id"], memo["kind"], row["name"], row["media"], row["size"] or 0, row["blob"] or "")
        for memo in memos
        for row in store.rows("attachment", of=memo["id"])
    )


def detach(store: Store, scan: str, *, by: str) -> Changed:
    """Puts a scan into the bin."""
    return store.write([Change(scan, {"deleted": True})], by=by)


def withdraw(store: Store, kind: str, meeting: str, reason: str, *, by: str) -> Memo:
    """Makes the number of a paper void, for a reason; it stays accounted for, and the paper is a draft again.

    Raises:
        UserError: it has no number or is signed; no reason is given.
    """
    held = meetings.get(store, meeting)
    memo = _memo(held, kind)
    _refuse_signed(memo)
    if not memo.number:
        raise UserError(N_("The paper has no memo number, so none can be made void."))
    if not tidy(reason):
        raise UserError(N_("Say why the number {number} is void: the register needs the reason."), number=memo.number)
    store.write([Change(memo.id, {"state": "void", "reason": tidy(reason)})], by=by)
    return replace(memo, state="void")


def allowed(meeting: Meeting, kind: str = "minutes") -> Allowed:
    """What can still be done with a paper of a meeting."""
    memo = _memo(meeting, kind)
    frozen = meeting.memo().state in meetings.FROZEN
    of_kind = [one for one in meeting.memos if one.kind == kind]
    signed = memo.state in meetings.FROZEN
    open_ = not signed and (kind == "minutes" or frozen)
    return Allowed(
        state=memo.state,
        text=open_,
        number=open_ and (kind == "minutes" or bool(said(meeting.pending()))),
        sign=open_ and memo.state == "numbered" and bool(memo.number) and memo.date is not None,
        withdraw=open_ and bool(memo.number),
        attach=any(one.state in meetings.FROZEN for one in of_kind),
        correct=frozen,
        delete=not frozen,
    )


def _attachment(store: Store, memo: Memo, name: str, data: bytes, media: str) -> Change:
    rows = store.rows("attachment", deleted=None, of=memo.id, only=("rank",))
    place = rank.between(max((row["rank"] for row in rows), default=""), "", 1)[0]
    fields = {"of": memo.id, "name": name, "media": media, "size": len(data), "blob": store.put_blob(data)}
    return Change(store.new_id("attachment"), {**fields, "rank": place})


def record_hash(meeting: Meeting, memo: Memo) -> str:
    """sha256 (hex) over canonical JSON of what a paper was made from; a memo's later states do not change it."""
    record = meeting_file.to_object(meeting)
    del record["unsure"]
    paper = memo.kind == "correction"
    entries = [one for one in said(meeting.corrections) if one.memo in ("", memo.id)] if paper else []
    record["corrections"] = [[one.place, one.wrong, one.right] for one in entries]
    if not paper:
        del record["corrections"]
    for item in record["items"]:
        # Papers signed before there was such a key stay what was signed.
        if item["follows"] is None:
            del item["follows"]
    for signature in record["signatures"]:
        if signature["behalf"] is None:
            del signature["behalf"]
    of = [meeting.memo(), memo] if paper else [memo]
    record["memos"] = [
        {name: value for name, value in meeting_file.to_object(one).items() if name != "state"} for one in of
    ]
    return hashlib.sha256(records.canonical(record).encode()).hexdigest()


def _memo(meeting: Meeting, kind: str) -> Memo:
    if kind not in KINDS:
        raise UserError(
            N_("Papers of the kind {kind} take no memo number here yet. They are: {known}."),
            kind=kind,
            known=", ".join(KINDS),
        )
    return meeting.memo(kind)


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

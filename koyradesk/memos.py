"""The life of every paper: a draft takes a memo number and a date (issue), then is signed and frozen (sign).

Which paper is meant, minutes or letter, says its key (``paper_key``); a letter nobody drafted is made by issuing it.
Until it is signed it may be issued again: another date, a mistyped number put right. Once signed, its PDF is kept and
given out for ever, and only a correction (সংশোধনী) can follow. Clocks come in as arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from koyradesk import file_numbers, letters, meetings, memo_choice, memo_numbers, papers, rank, scans
from koyradesk.bengali import digits
from koyradesk.bengali.text import nfc, tidy
from koyradesk.documents import said
from koyradesk.errors import UserError
from koyradesk.exchange import submitting
from koyradesk.frozen import SIGNED_LETTER
from koyradesk.i18n import N_
from koyradesk.letters import INVITING, MOVES, snapshot
from koyradesk.memo_choice import Note
from koyradesk.model import Letter, Meeting, Memo
from koyradesk.paper_hash import record_hash
from koyradesk.paper_key import ISSUED, LETTERS, PaperKey
from koyradesk.papers import Held
from koyradesk.store import Change, Changed, Store


@dataclass(frozen=True, slots=True)
class Issued:
    """The memo as it now stands, what the user should know about it, and the meeting or letter it is of."""

    memo: Memo
    notes: tuple[Note, ...] = ()
    record: str = ""


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
    store: Store,
    key: PaperKey,
    *,
    number: str = "",
    on: str = "",
    file: str = "",
    today: date,
    by: str,
    decided: letters.Decided | None = None,
) -> Issued:
    """Gives a paper its memo number and date.

    ``number`` is a whole number as in the paper register, or the issue number alone; "" takes the next of the file
    (``file``, else the paper's own, else that of its committee's last paper), or keeps the number it has. ``on`` is a
    date as typed, of either calendar or both; "" keeps the paper's date or takes ``today``. ``decided``: see
    ``papers.held``.

    Raises:
        UserError: the paper takes no number, says nothing or is signed; the number is used by another paper; no file is
            known; what was typed is no number or no date, or its two dates differ.
    """
    paper = _paper(store, key, today, decided)
    memo = _live(paper)
    _refuse_signed(memo)
    _refuse_empty(paper)
    chosen, notes = _number(store, paper, memo, number.strip(), file.strip())
    fresh, more = _dated(paper, memo, on.strip(), today)
    fresh = replace(fresh, number=chosen.printed() if chosen else memo.number, state="numbered")
    fresh = replace(fresh, id=memo.id or store.new_id("memo"))
    record = paper.record or store.new_id("letter")
    store.write(_changes(store, paper, fresh, record), by=by)
    return Issued(fresh, (*notes, *more), record)


def proposal(store: Store, key: PaperKey, today: date, *, number: str = "", on: str = "", file: str = "") -> Proposal:
    """What ``issue`` would give a paper. Nothing is written.

    Raises:
        UserError: no such meeting or letter, or a paper that takes no number.
    """
    paper = _paper(store, key, today)
    memo = _live(paper)
    found = Proposal(memo.number, date=memo.date, date_text=memo.date_text, bangla_date=memo.bangla_date)
    try:
        _refuse_signed(memo)
        _refuse_empty(paper)
        fresh, notes = _dated(paper, memo, on.strip(), today)
        found = replace(found, date=fresh.date, date_text=fresh.date_text, bangla_date=fresh.bangla_date, notes=notes)
        chosen, more = _number(store, paper, memo, number.strip(), file.strip())
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


def _refuse_empty(paper: Held) -> None:
    """Refuses a paper that has nothing to say; of corrections the one in the making, whatever was signed before it."""
    if paper.kind == "correction":
        papers.refuse_correction(paper.meeting)
    paper.refuse()


def _refuse_signed(memo: Memo) -> None:
    if memo.state in meetings.FROZEN and memo.kind in LETTERS:
        raise UserError(SIGNED_LETTER, number=memo.number)
    if memo.state in meetings.FROZEN:
        raise UserError(
            N_("The paper {number} is signed: its number and date stay as they are. Issue a correction instead."),
            number=memo.number,
        )


def _number(
    store: Store, paper: Held, memo: Memo, typed: str, file: str
) -> tuple[memo_numbers.Number | None, tuple[Note, ...]]:
    """The number a paper gets; None where it keeps the one it has."""
    if memo.number and not typed and not file:
        return None, ()
    notes: list[Note] = []
    used, others = tuple(file_numbers.in_use(store)), file_numbers.kept(store)
    wanted = memo_choice.choose_number(store, paper.meeting, memo, typed, file, used, others, notes)
    memo_choice.refuse_taken(store, wanted, memo, used, others)
    notes += memo_choice.code_notes(wanted.file)
    return wanted, tuple(notes)


def _dated(paper: Held, memo: Memo, on: str, today: date) -> tuple[Memo, tuple[Note, ...]]:
    """The memo with its day, in both calendars as the paper words them."""
    notes: list[Note] = []
    day = memo_choice.choose_day(on, notes) if on else (memo.date or today)
    held = paper.meeting.date
    if held and day < held and memo.kind == "minutes":
        notes.append(Note(N_("The date of the memo is before the meeting. Change it if that is wrong.")))
    if held and day > held and memo.kind in INVITING:
        notes.append(Note(N_("The date of the memo is after the meeting. Change it if that is wrong.")))
    if memo.kind in ("endorsement", "extract") and paper.meeting.memo().state not in meetings.FROZEN:
        notes.append(Note(N_("The minutes that this speaks of are not signed yet. Sign them before it goes out.")))
    unsigned = letters.unsigned(paper.subject.matters) if memo.kind == "reminder" and paper.subject else ()
    if unsigned:
        sentence = N_("This reminds of decisions whose minutes are not signed yet: {meetings}. Sign them first.")
        notes.append(Note(sentence, {"meetings": "; ".join(unsigned)}))
    new = letters.new_day(paper.letter) if paper.letter is not None else None
    if new is not None and new < day:
        notes.append(Note(N_("The new day of the meeting is before the date of the memo. Change it if that is wrong.")))
    return replace(memo, date=day, **memo_choice.spelled(memo, day, paper.layout.memo)), tuple(notes)


def sign(store: Store, key: PaperKey, *, scan: Path | None = None, by: str) -> Memo:
    """Freezes a numbered paper: its PDF and the hash of its record are kept, with the scan of the signed copy; it is
    submitted to other offices.

    A letter is kept with the texts that were printed. With a signed postponement its meeting moves to the new day.

    Raises:
        UserError: it has no number and date yet, is signed already, or its two dates differ; the scan is no scan; the
            paper cannot be printed; a meeting that was held is put off.
    """
    paper = _paper(store, key)
    memo = _live(paper)
    if memo.state in meetings.FROZEN:
        raise UserError(
            N_("The paper {number} is signed already. Print it again to get the same pages."), number=memo.number
        )
    if memo.state != "numbered" or memo.date is None:
        raise UserError(N_("The paper has no memo number and date yet. Issue it first, then sign it."))
    _refuse_empty(paper)
    memo_choice.refuse_two_days(memo)
    number = memo_numbers.read(memo.number)
    if number is not None:
        used, others = tuple(file_numbers.in_use(store)), file_numbers.kept(store)
        memo_choice.refuse_taken(store, number, memo, used, others)
    scanned = scans.read(scan) if scan is not None else None
    paper = _complete(paper.worded(store.new_id))
    pdf = papers.printed(store, paper, prove=True)
    signed = replace(memo, state="signed")
    frozen = {
        "pdf": store.put_blob(pdf),
        "hash": _hash(store, paper, signed),
        # What others wrote that has not come here yet comes too late for this paper.
        "seen": store.seen(),
    }
    changes = _changes(store, paper, signed, paper.record, **frozen)
    if paper.kind == "correction":
        changes += [Change(one.id, {"memo": memo.id}) for one in said(paper.meeting.pending())]
    if paper.kind == "postponement" and paper.letter is not None:
        changes += _moved(store, paper.meeting, paper.letter)
    if scanned is not None and scan is not None:
        changes.append(_attachment(store, memo, nfc(scan.name), *scanned))
    with store.together():
        store.write(changes, by=by)
        submitting.submit(store, by=by)
    return signed


def _complete(paper: Held) -> Held:
    """A paper with all that must stand in its own record, because what it is composed from goes on."""
    if paper.letter is None or paper.subject is None:
        return paper
    return replace(paper, letter=snapshot.kept(paper.letter, paper.subject))


def _moved(store: Store, meeting: Meeting, letter: Letter) -> list[Change]:
    """What a postponement changes of its meeting: its day, hour and place, as far as it names new ones."""
    fields: dict[str, Any] = {name: text for name, text in letter.facts.items() if name in MOVES and text}
    if "date_text" in fields:
        fields["date"] = letters.new_day(letter)
    if not fields:
        return []
    change = Change(meeting.id, fields)
    meetings.refuse_frozen(store, meeting.id, [change])
    return [change]


def attach(store: Store, key: PaperKey, scan: Path, *, by: str) -> Scan:
    """Keeps a scan of the signed copy with a signed paper (of corrections the last one); never the same file twice.

    Raises:
        UserError: the paper is not signed yet; the scan cannot be read or is no scan.
    """
    paper = _paper(store, key)
    of = paper.letter or paper.meeting
    memo = next((one for one in reversed(of.memos) if one.kind == paper.kind and one.state in meetings.FROZEN), None)
    if memo is None:
        raise UserError(N_("The paper is not signed yet. Sign it first: the scan is one of the signed copy."))
    data, media = scans.read(scan)
    change = _attachment(store, memo, nfc(scan.name), data, media)
    same = [one for one in scans_of(store, of.id) if (one.memo, one.blob) == (memo.id, change.set["blob"])]
    if same:
        return same[0]
    store.write([change], by=by)
    return next(one for one in scans_of(store, of.id) if one.id == change.record)


def scans_of(store: Store, record: str) -> tuple[Scan, ...]:
    """The scans kept with the papers of a meeting, or with a letter, in the order they came."""
    memos = store.rows("memo", deleted=False, only=("kind",), **_of(record))
    return tuple(
        Scan(row["id"], memo["id"], memo["kind"], row["name"], row["media"], row["size"] or 0, row["blob"] or "")
        for memo in memos
        for row in store.rows("attachment", of=memo["id"])
    )


def detach(store: Store, scan: str, *, by: str) -> Changed:
    """Puts a scan into the bin."""
    return store.write([Change(scan, {"deleted": True})], by=by)


def withdraw(store: Store, key: PaperKey, reason: str, *, by: str) -> Memo:
    """Makes the number of a paper void, for a reason; it stays accounted for, and the paper is a draft again.

    Raises:
        UserError: it has no number or is signed; no reason is given.
    """
    memo = _live(_paper(store, key))
    _refuse_signed(memo)
    if not memo.number:
        raise UserError(N_("The paper has no memo number, so none can be made void."))
    if not tidy(reason):
        raise UserError(N_("Say why the number {number} is void: the register needs the reason."), number=memo.number)
    store.write([Change(memo.id, {"state": "void", "reason": tidy(reason)})], by=by)
    return replace(memo, state="void")


def allowed(of: Meeting | Letter, kind: str = "minutes") -> Allowed:
    """What can still be done with a letter, or with a paper of a meeting."""
    if isinstance(of, Letter):
        memo = of.memo()
        frozen = memo.state in meetings.FROZEN
        open_, numbered = not frozen, not frozen
        delete, correct, attach = not frozen, False, frozen
    else:
        refuse_unnumbered(kind)
        memo = of.memo(kind)
        frozen = of.memo().state in meetings.FROZEN
        of_kind = [one for one in of.memos if one.kind == kind]
        open_ = memo.state not in meetings.FROZEN and (kind == "minutes" or frozen)
        numbered = open_ and (kind == "minutes" or bool(said(of.pending())))
        delete, correct = not frozen, frozen
        attach = any(one.state in meetings.FROZEN for one in of_kind)
    return Allowed(
        state=memo.state,
        text=open_,
        number=numbered,
        sign=open_ and memo.state == "numbered" and bool(memo.number) and memo.date is not None,
        withdraw=open_ and bool(memo.number),
        attach=attach,
        correct=correct,
        delete=delete,
    )


def _attachment(store: Store, memo: Memo, name: str, data: bytes, media: str) -> Change:
    rows = store.rows("attachment", deleted=None, of=memo.id, only=("rank",))
    place = rank.behind(rows)[0]
    fields = {"of": memo.id, "name": name, "media": media, "size": len(data), "blob": store.put_blob(data)}
    return Change(store.new_id("attachment"), {**fields, "rank": place})


def refuse_unnumbered(kind: str) -> None:
    """Refuses a kind of paper that takes no memo number.

    Raises:
        UserError: those that do.
    """
    if kind not in ISSUED:
        raise UserError(
            N_("Papers of the kind {kind} take no memo number. Those that do: {known}."),
            kind=kind,
            known=", ".join(ISSUED),
        )


def _paper(store: Store, key: PaperKey, today: date | None = None, decided: letters.Decided | None = None) -> Held:
    refuse_unnumbered(key.kind)
    return papers.held(store, key, today=today, decided=decided)


def _live(paper: Held) -> Memo:
    """The memo that is numbered and signed: of corrections that of the one in the making."""
    return paper.letter.memo() if paper.letter else paper.meeting.memo(paper.kind)


def _of(record: str) -> dict[str, str]:
    """The field that names what a memo lies under."""
    return {record.partition(".")[0]: record}


def paper_hash(store: Store, paper: Held) -> str:
    """What a signed paper's ``hash`` must be, as its records stand in a store."""
    return _hash(store, paper, paper.memo)


def _hash(store: Store, paper: Held, memo: Memo) -> str:
    if paper.letter is None:
        return record_hash(paper.meeting, memo)
    return record_hash(paper.letter, memo, [one.blob for one in letters.photos(store, paper.letter.id)])


def _changes(store: Store, paper: Held, memo: Memo, record: str, **more: Any) -> list[Change]:
    """What brings a paper to the state of ``memo``; a letter is written with it, stored or not until now."""
    number = memo_numbers.read(memo.number)
    fields: dict[str, Any] = {
        "number": memo.number,
        "file": number.file if number else "",
        "issue": number.issue if number else None,
        "date": memo.date,
        "date_text": memo.date_text,
        "bangla_date": memo.bangla_date,
        "state": memo.state,
        **more,
    }
    if paper.letter is not None:
        known = any(one.id == memo.id for one in paper.letter.memos)
        memos = tuple(memo if one.id == memo.id else one for one in paper.letter.memos)
        letter = replace(paper.letter, memos=memos if known else (*memos, memo))
        found = [one for one in letters.changes(store, letter, record) if one.record != memo.id]
    else:
        found = []
    if store.row(memo.id) is None:
        rows = store.rows("memo", deleted=None, only=("rank",), **_of(record))
        fields |= {**_of(record), "kind": memo.kind}
        fields["rank"] = rank.behind(rows)[0]
    return [Change(memo.id, fields), *found]

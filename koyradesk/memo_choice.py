"""Which number and date a paper gets: what was typed, made whole by what is known. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from koyradesk import committees, file_numbers, meetings, memo_numbers, records
from koyradesk.bengali import dates
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.file_numbers import File, Kept, Used, key
from koyradesk.i18n import N_
from koyradesk.layout import MemoStyle
from koyradesk.memo_numbers import Number
from koyradesk.model import Meeting, Memo
from koyradesk.store import Store


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth telling about what was done, as a marked sentence with its parts."""

    sentence: str
    parts: dict[str, Any] = field(default_factory=dict)


def next_number(used: Iterable[Used], others: Iterable[Kept], opened: File, code: str, joint: str = "") -> Number:
    """The next number of a file (see ``file_numbers.following``), joined as its last one is."""
    own = [one.number for one in used if key(one.number.file) == key(code)]
    last = max(own, key=lambda one: one.issue, default=None)
    beside = [one for one in others if key(one.file) == key(code)]
    issue = file_numbers.following([one.issue for one in own], beside, opened.first)
    return Number(code, joint or (last.joint if last else opened.joint or "."), issue)


def choose_number(
    store: Store,
    meeting: Meeting,
    memo: Memo,
    typed: str,
    file: str,
    used: tuple[Used, ...],
    others: tuple[Kept, ...],
    notes: list[Note],
) -> Number:
    """The number meant by what was typed and what is known; ``others`` are the numbers that no paper here has."""
    own = memo_numbers.read(memo.number)
    alone = memo_numbers.issue(typed)
    if typed and alone is None:
        whole = memo_numbers.parse(typed)
        if file and key(memo_numbers.file(file)[0]) != key(whole.file):
            raise UserError(
                N_("The number {number} is not of the file {file}. Leave one of the two out."), number=typed, file=file
            )
        return whole
    if file:
        code, joint = memo_numbers.file(file)
    elif own is not None:
        code, joint = own.file, own.joint
    else:
        beside = memo_numbers.read(meeting.memo().number)
        code, joint = (beside.file, beside.joint) if beside else _committees_file(store, meeting, used)
    opened = file_numbers.file(store, code)
    following = next_number(used, others, opened, code, joint)
    if alone is not None:
        return replace(following, issue=alone)
    if own is not None and key(own.file) == key(code):
        return own
    runs = [one for one in others if key(one.file) == key(code) and file_numbers.is_here(store, one)]
    if runs:
        numbers = (one.number.issue for one in used if key(one.number.file) == key(code))
        issue = file_numbers.within(numbers, runs)
        if issue is None:
            raise UserError(
                N_("The numbers of the file {file} that are reserved for this computer are used up. Reserve more."),
                file=to_bengali(code),
            )
        following = replace(following, issue=issue)
    if opened.closed:
        raise UserError(
            N_(
                "The file {file} is closed: no more numbers are taken of it. "
                "Name another file, or type the whole number."
            ),
            file=to_bengali(code),
        )
    last = (one.memo for one in used if key(one.number.file) == key(code) and one.number.issue == following.issue - 1)
    if store.restored and not file_numbers.is_known_since(store, last, "number"):
        raise UserError(
            N_(
                "These records came back from a backup: the last number of the file {file} is not known. "
                "Take the next one from the paper register and type it."
            ),
            file=to_bengali(code),
        )
    if following.issue == 1 and not opened.id:
        sentence = N_(
            "This is the first number of the file {file} here. If its register has already used some, "
            "type the next one from the register."
        )
        notes.append(Note(sentence, {"file": to_bengali(code)}))
    return following


def _committees_file(store: Store, meeting: Meeting, used: tuple[Used, ...]) -> tuple[str, str]:
    """The file of the committee's last numbered paper."""
    numbers = {one.meeting: one.number for one in used}
    if meeting.committee:
        for row in meetings.listing(store, meeting.committee):
            if row.id in numbers:
                return numbers[row.id].file, numbers[row.id].joint
        known = committees.called(store, meeting.committee)
        sent = {
            row["id"] for row in store.rows("letter", deleted=None, only=("committee",)) if row["committee"] in known
        }
        last = max((one.number for one in used if one.letter in sent), key=lambda one: one.issue, default=None)
        if last is not None:
            return last.file, last.joint
    raise UserError(N_("It is not known which file the number belongs to. Type the file's code, or the whole number."))


def refuse_taken(store: Store, wanted: Number, memo: Memo, used: tuple[Used, ...], others: tuple[Kept, ...]) -> None:
    """Refuses a number that another paper has, or that is accounted for without one.

    Raises:
        UserError: whose it is.
    """
    for one in used:
        if one.memo != memo.id and (key(one.number.file), one.number.issue) == (key(wanted.file), wanted.issue):
            paper = one.letter or one.meeting
            row = store.row(paper) or {}
            raise UserError(
                N_("The number {number} is used already by “{title}”. Take another number."),
                number=wanted.printed(),
                title=row.get("title") or row.get("subject") or row.get("date_text") or records.short(paper),
            )
    elsewhere = [one for one in others if not file_numbers.is_here(store, one)]
    file_numbers.refuse_accounted(wanted.file, wanted.issue, wanted.issue, elsewhere)


def code_notes(code: str) -> tuple[Note, ...]:
    """What in the code of a file is not as the instructions want it, group by group."""
    group = N_("In the code {file}, group {group} is “{found}”: the instructions want {digits} digits there.")
    whole = N_("The code {file} has not the 18 or 22 digits of the instructions.")
    return tuple(
        Note(
            group if one.group else whole,
            {"file": to_bengali(code), "group": one.group, "found": to_bengali(one.found), "digits": one.wanted}
            if one.group
            else {"file": to_bengali(code)},
        )
        for one in memo_numbers.faults(code)
    )


def choose_day(typed: str, notes: list[Note]) -> date:
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


def refuse_two_days(memo: Memo) -> None:
    """The dates a paper prints must be the day it is recorded under."""
    for text in (memo.date_text, memo.bangla_date):
        said = dates.parse(text)
        if said is not None and memo.date is not None and said.date != memo.date:
            raise _two_days(f"{memo.bangla_date} / {memo.date_text}", said.date, memo.date)


def spelled(memo: Memo, day: date, style: MemoStyle) -> dict[str, str]:
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

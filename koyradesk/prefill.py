"""A new meeting as far as it can be known before it is held: from the committee's last one, or else from the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from koyradesk import committees, meetings, records
from koyradesk import layout as layouts
from koyradesk.bengali import dates
from koyradesk.bengali.dating import spell
from koyradesk.bengali.grammar import genitive, is_meeting
from koyradesk.bengali.text import tidy
from koyradesk.model import Attendee, Letterhead, Meeting, Memo, Mint, Paragraph, Person, Signature
from koyradesk.moving import Month, Move, covered, first_day, month, number
from koyradesk.sentences import sentences
from koyradesk.store import Store

#: Years a PC's calendar can honestly show.
_YEARS = range(2000, 2200)
#: What the one in the chair is called in a list of members.
_CHAIRS = ("সভাপতি", "আহ্বায়ক", "চেয়ারম্যান", "চেয়ারপার্সন")


class Held(Protocol):
    """What tells of which month a meeting is: a ``Meeting`` does, and so does a line in a list of them."""

    @property
    def period(self) -> str: ...
    @property
    def date(self) -> date | None: ...
    @property
    def title(self) -> str: ...


def following(last: Meeting, *, today: date, mint: Mint, period: str = "") -> Meeting:
    """The meeting after ``last``: who, where and how as before, its sentences moved on to the new month. Pure.

    It is of the month after the last one's, or of today's if that is later; ``period`` ("2026-11") names another. What
    is not known yet is empty: date, items, who came, signing dates, the memo, and the meeting's own id until it is
    written. Its parts have ids already.
    """
    old, new = _months(month_of(last), covered(last.title), today, period)
    move = Move(old, new, last.date, number(last.title))
    return replace(
        last,
        id="",
        period=_period(new),
        title=move.title(last.title),
        date=None,
        date_text="",
        attendees=tuple(replace(one, state="", came="", left="", id=mint("attendee")) for one in last.attendees),
        opening=tuple(Paragraph(move.text(one.text), mint("paragraph")) for one in last.opening),
        items=(),
        closing=move.text(last.closing),
        signatures=tuple(replace(one, date="", id=mint("signature")) for one in last.signatures),
        memos=(Memo(id=mint("memo")),),
        corrections=(),
        distribution=replace(
            last.distribution,
            heading=move.text(last.distribution.heading),
            recipients=tuple(replace(one, id=mint("recipient")) for one in last.distribution.recipients),
        ),
        unsure=(),
        begun="",
        ended="",
        notes=(),
    )


def for_committee(store: Store, committee: str, today: date, *, mint: Mint | None = None, period: str = "") -> Meeting:
    """The next meeting of a committee (by name), not yet stored: from its last one, else from the office's newest.

    A committee that is not known yet begins with the office's letterhead and standard sentences.
    """
    mint = mint or store.new_id
    known = committees.called(store, committee)
    held = [row for row in store.rows("meeting", only=("committee", "date", "period")) if row["committee"] in known]
    if held:
        return following(meetings.newest(store, held), today=today, mint=mint, period=period)
    return _first(store, records.text(tidy(committee)), known, _months(None, 1, today, period)[1], mint)


def next_period(last: Held | None, today: date) -> str:
    """The month ("2026-11") of the meeting after ``last``, a meeting or its line in a list; of a first one for None."""
    held, step = (None, 1) if last is None else (month_of(last), covered(last.title))
    return _period(_months(held, step, today, "")[1])


def month_of(meeting: Held) -> Month | None:
    """The month a meeting is of: its period, else its date, else what its title says."""
    found = dates.parse_period(meeting.period)
    if found is None and meeting.date:
        return month(meeting.date)
    if found is None:
        named = dates.find_periods(meeting.title)
        found = (named[0].year, named[0].month) if named else None
    return found and month(date(*found, 1))


def _months(held: Month | None, step: int, today: date, period: str) -> tuple[Month, Month]:
    """The months of the last meeting and of the next."""
    now = month(today) if today.year in _YEARS else None
    wanted = dates.parse_period(period) if period else None
    if wanted:
        new = month(date(*wanted, 1))
        return (new - step if held is None else held), new
    if held is None:
        new = month(today) if now is None else now
        return new - step, new
    new = held + step
    # A month too far behind today is not caught up with; whole steps keep a quarter a quarter.
    if now is not None and now > new:
        new += -(-(now - new) // step) * step
    return held, new


def _period(of: Month) -> str:
    return f"{first_day(of):%Y-%m}"


def _first(store: Store, name: str, known: dict[str, dict[str, Any]], new: Month, mint: Mint) -> Meeting:
    """The first meeting of a committee: head, chair, place and looks as the office's newest meeting has them."""
    rows = store.rows("meeting", only=("date", "period"))
    other = meetings.newest(store, rows) if rows else Meeting()
    office = next(iter(store.rows("office")), None)
    committee = next(iter(known.values()), None)
    members = [row for one in known for row in store.rows("member", committee=one)]
    letterhead = other.office
    if not letterhead.lines and office:
        letterhead = Letterhead(tuple(office["letterhead"] or ()), office["website"])
    look = (committee and committee["layout"]) or (rows and other.layout) or (office and office["layout"]) or "upazila"
    name = committee["name"] if committee else name
    return first_meeting(name, members, new, mint, office=letterhead, look=look, other=other)


def first_meeting(
    name: str,
    members: Sequence[Mapping[str, str]],
    new: Month,
    mint: Mint,
    *,
    office: Letterhead,
    look: Any,
    other: Meeting | None = None,
) -> Meeting:
    """The first meeting of a committee whose members are these, in the month ``new``: what its ``office`` and another
    meeting of it tell. Pure, but for reading sentences and layout."""
    other = other or Meeting()
    say = sentences("first")
    of = genitive(name)
    named = say["title_of_meeting" if is_meeting(name) else "title"]
    chair = _chair(members) or other.chair
    return Meeting(
        committee=name,
        period=_period(new),
        layout=look,
        title=named.format(of=of, month=spell(first_day(new), say["month"])) if name else "",
        office=office,
        chair=chair,
        place=other.place,
        attendance_note=other.attendance_note or say["attendance_note"],
        attendees=tuple(
            Attendee(row["name"], row["designation"], phone=row["phone"], id=mint("attendee")) for row in members
        ),
        opening=tuple(Paragraph(one, mint("paragraph")) for one in say["opening"].split("\n\n")),
        closing=say["closing"],
        signatures=_signing(other, chair, mint),
        memos=(Memo(id=mint("memo")),),
        distribution=replace(other.distribution, heading=_heading(other, look), recipients=()),
    )


def _chair(members: Iterable[Mapping[str, str]]) -> Person | None:
    found = next((row for row in members if row["role"] in map(records.text, _CHAIRS)), None)
    return Person(found["name"], found["designation"], found["place"]) if found else None


def _signing(other: Meeting, chair: Person, mint: Mint) -> tuple[Signature, ...]:
    """The chair signs, as the chair signed before if it is the same person."""
    own = [one for one in other.signatures if one.name == chair.name]
    if not own:
        # Empty where the chair is not known yet: it says what the chair says once that is typed.
        own = [Signature(name=chair.name, designation=chair.designation, place=chair.place)]
    return tuple(replace(one, date="", id=mint("signature")) for one in own[:1])


def _heading(other: Meeting, look: Any) -> str:
    if other.distribution.heading and other.layout == look:
        return other.distribution.heading
    return layouts.resolve(look).distribution.heading

"""What the tests of obligations are made of: an office with a directory, a meeting of some decisions, its standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from koyradesk import meetings, rank
from koyradesk.bengali.text import nfc
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting
from koyradesk.obligations.shapes import Measure, Obligation, Rule, Task
from koyradesk.obligations.standing import Standing
from koyradesk.obligations.writing import set_rule
from koyradesk.store import Change, Store

HELD = date(2026, 9, 10)
TODAY = date(2026, 11, 22)
GROUP = nfc("দপ্তর প্রধান (সকল)")
OFFICES = tuple(map(nfc, ("উপজেলা মৎস্য দপ্তর", "উপজেলা কৃষি অফিস", "উপজেলা সমাজসেবা কার্যালয়")))
COMMITTEE = nfc("শালবন উপজেলা আইসিটি কমিটি")


def directory(store: Store, names: Sequence[str] = OFFICES, *, group: str = GROUP, since: date | None = None) -> str:
    """Offices in a group; returns the group's id."""
    made = store.new_id("party")
    changes = [Change(made, {"name": group, "many": True, "rank": "a"})]
    for place, name in zip(rank.between("b", "", len(names)), names, strict=True):
        office = store.new_id("party")
        changes.append(Change(office, {"name": name, "sort": "office", "rank": place}))
        inside = {"group": made, "party": office, "since": since, "rank": place}
        changes.append(Change(store.new_id("belonging"), inside))
    store.write(changes, by="করণিক")
    return made


def meeting(store: Store, *decisions: tuple[str, date | None, Sequence[str]], held: date = HELD) -> Meeting:
    """A meeting of items of one decision each: its text, its day and whom it binds."""
    items = tuple(
        AgendaItem(
            "", nfc("বিষয়"), "", (Decision("", nfc(text), due),), tuple(Assignment("", nfc(one)) for one in bound)
        )
        for text, due, bound in decisions
    )
    made = Meeting(committee=COMMITTEE, period=f"{held:%Y-%m}", date=held, title=nfc("সভা"), items=items)
    return meetings.save(store, made, by="করণিক")


def of(store: Store, meeting: Meeting, place: int = 0, on: date = TODAY) -> Obligation:
    """What a decision of a meeting obliges to."""
    decision = meeting.items[place].decisions[0].id
    return Standing(store, on).of_decisions([decision])[decision]


def ruled(store: Store, meeting: Meeting, rule: Rule, measure: Measure | None = None, *, place: int = 0) -> Obligation:
    """A decision with a rule set."""
    set_rule(store, of(store, meeting, place), rule, measure, by="করণিক")
    return of(store, meeting, place)


def tasks(store: Store, one: Obligation, on: date = TODAY) -> tuple[Task, ...]:
    """The tasks of an obligation as they stand on a day."""
    return Standing(store, on).tasks([one])[one.id]

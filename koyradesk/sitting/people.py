"""Who comes to a meeting, when, and who leaves it early. Pure.

The state goes straight into the sign-sheet. A time is noted only for those who come when the meeting has been running
for a while: whoever sat there from the beginning and was only marked after it is not late.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from koyradesk import editing
from koyradesk.markup import plain
from koyradesk.model import Attendee, Meeting
from koyradesk.sitting.hours import minutes, on_paper

#: Minutes after the beginning in which somebody is still marked as there from the beginning.
GRACE = 10


def late(meeting: Meeting, now: str) -> bool:
    """Does whoever is marked now come late?"""
    began, at = minutes(meeting.begun), minutes(now)
    return began is not None and at is not None and at - began > GRACE


def toggle(meeting: Meeting, person: str, now: str) -> Meeting:
    """Present or not; somebody who had left is back."""
    held: Attendee = editing.part(meeting, person)
    if held.state == "present":
        return _set(meeting, person, left="") if held.left else mark(meeting, [person], "")
    return mark(meeting, [person], "present", now)


def mark(meeting: Meeting, people: Iterable[str], state: str, now: str = "") -> Meeting:
    """Gives people a state; who comes when the meeting has been running gets the time of it."""
    for person in people:
        held: Attendee = editing.part(meeting, person)
        if state != "present":
            meeting = _set(meeting, person, state=state, came="", left="")
        elif held.state != "present":
            meeting = _set(meeting, person, state=state, came=now if late(meeting, now) else "", left="")
    return meeting


def rest(meeting: Meeting, state: str, now: str = "") -> Meeting:
    """Gives a state to everybody on the list who has none."""
    unmarked = [one.id for one in meeting.attendees if not one.state and not editing.is_blank(one)]
    return mark(meeting, unmarked, state, now)


def came(meeting: Meeting, person: str, at: str) -> Meeting:
    """Somebody came at a time; "": from the beginning."""
    return _set(meeting, person, state="present", came=at)


def left(meeting: Meeting, person: str, at: str) -> Meeting:
    """Somebody left early at a time; "": stayed to the end."""
    return _set(meeting, person, state="present", left=at)


def join(meeting: Meeting, person: str, name: str, now: str, designation: str = "", phone: str = "") -> Meeting:
    """Somebody who is not on the list came."""
    values = {"name": name, "designation": designation, "phone": phone}
    grown = editing.add(meeting, "attendee", person, **values)
    return mark(grown, [person], "present", now)


def told(meeting: Meeting) -> str:
    """Who came late and who left early, as sentences that minutes may have; "" where nobody did."""
    said = []
    for field, words in (("came", "সভায় যোগদান করেন।"), ("left", "সভা ত্যাগ করেন।")):
        hours: dict[str, list[str]] = {}
        for one in sorted(meeting.attendees, key=lambda one: getattr(one, field)):
            if one.state == "present" and (at := getattr(one, field)):
                hours.setdefault(at, []).append(_called(one))
        said += [f"{_and(names)} {on_paper(at)} ঘটিকায় {words}" for at, names in hours.items()]
    return " ".join(said)


def _called(one: Attendee) -> str:
    return ", ".join(filter(None, (one.name.strip(), one.designation.strip())))


def _and(names: list[str]) -> str:
    *before, last = names
    return f"{'; '.join(before)} এবং {last}" if before else last


def _set(meeting: Meeting, person: str, **values: Any) -> Meeting:
    return editing.with_values(meeting, person, **values)


def named(one: Attendee) -> str:
    """What somebody is called in a list: by name, else by post."""
    return plain(one.name).strip() or plain(one.designation).strip()

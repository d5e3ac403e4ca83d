"""A meeting while it runs: notes and what is made of them, who came and when, the quorum."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from koyradesk import editing, meetings, records
from koyradesk.bengali.digits import to_ascii
from koyradesk.bengali.text import search_key
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import Attendee, Meeting, Note
from koyradesk.sitting import hours, keeping, quorum
from koyradesk.sitting import notes as noting
from koyradesk.sitting import people as coming

#: What ``attendance mark`` takes for a state.
_STATES = {"present": "present", "excused": "excused", "absent": "absent", "none": ""}
_WORDS = {"present": N_("present"), "excused": N_("excused"), "absent": N_("absent")}
#: What ``notes make`` takes: a way, or all as they were marked.
_ALL = "all"


@click.group(
    "notes",
    cls=dress.Group,
    places={name: f"koyradesk.cli.sitting:{name}_notes" for name in ("list", "add", "make", "delete")},
    help=N_("Notes taken while a meeting runs, and what is made of them."),
)
def notes() -> None:
    pass


@click.group(
    "attendance",
    cls=dress.Group,
    places={name: f"koyradesk.cli.sitting:{name}_people" for name in ("list", "mark", "add", "left", "begin", "end")}
    | {"quorum": "koyradesk.cli.sitting:set_quorum"},
    help=N_("Who came to a meeting, and when; whether enough are there."),
)
def attendance() -> None:
    pass


_at = dress.option("--at", "typed", metavar="TIME", default=None, help=N_("The time, as 11.20; now if none is named."))


# Notes


@click.command("list", cls=dress.Command, help=N_("The notes of a meeting: id, time, agenda item, what was said."))
@click.argument("meeting", metavar="MEETING")
@dress.option("--left", "only_left", is_flag=True, help=N_("Only those of which nothing was made yet."))
@dress.as_json
@click.pass_obj
def list_notes(desk: Desk, /, meeting: str, only_left: bool, as_json: bool) -> None:
    with desk.store() as store:
        held = meetings.get(store, meeting)
    shown = noting.left(held) if only_left else held.notes
    if as_json:
        desk.json([_object(held, one) for one in shown])
        return
    if not shown:
        desk.note(N_("There are no notes."))
    for one in shown:
        state = N_("made already") if noting.made(held, one) else N_("decision") if one.decides else ""
        said = plain(one.text) + (f" ({plain(one.who)})" if one.who else "")
        serial = _serial(held, noting.topic(held, one))
        desk.row(records.short(one.id), desk.digits(one.at), serial, desk.words(state) if state else "", said)


@click.command("add", cls=dress.Command, help=N_("Keeps a note; prints its id."))
@click.argument("meeting", metavar="MEETING")
@click.argument("text", metavar="TEXT")
@dress.option("--item", metavar="N", default="", help=N_("Its agenda item: the serial, or which one it is; else none."))
@dress.option("--decision", "decides", is_flag=True, help=N_("It is a decision."))
@dress.option("--who", metavar="NAME", default="", help=N_("Who carries it out."))
@_at
@click.pass_obj
def add_notes(desk: Desk, /, meeting: str, text: str, item: str, decides: bool, who: str, typed: str | None) -> None:
    with desk.store() as store:
        held = meetings.get(store, meeting)
        made = store.new_id("note")
        values: dict[str, Any] = {
            "text": escape(text.strip()),
            "who": escape(who.strip()),
            "decides": decides or bool(who.strip()),
            "item": _item(held, item) if item.strip() else "",
            "at": _time(desk, typed),
        }
        meetings.save(store, editing.add(held, "note", made, **values), by=desk.by, base=held)
    desk.say(made)


@click.command(
    "make", cls=dress.Command, help=N_("Makes discussion, one decision or one new item of notes; all: as marked.")
)
@click.argument("meeting", metavar="MEETING")
@click.argument("how", metavar="discussion|decision|item|all", type=dress.OneOf(*noting.WAYS, _ALL))
@click.argument("chosen", metavar="[NOTE…]", nargs=-1)
@click.pass_obj
def make_notes(desk: Desk, /, meeting: str, how: Any, chosen: tuple[str, ...]) -> None:
    if (how == _ALL) is bool(chosen):
        raise dress.WrongUsage(N_("Name the notes, or all of them with all."), click.get_current_context())
    with desk.store() as store:
        held = meetings.get(store, meeting)
        if how == _ALL:
            after = noting.make_all(held, store.new_id)
        else:
            after = noting.make(held, [_note(held, one).id for one in chosen], how, store.new_id)
        meetings.save(store, after, by=desk.by, base=held)
        if after == held:
            desk.note(N_("Nothing was left of which anything could be made."))


@click.command("delete", cls=dress.Command, help=N_("Puts notes into the bin."))
@click.argument("meeting", metavar="MEETING")
@click.argument("chosen", metavar="NOTE…", nargs=-1, required=True)
@click.pass_obj
def delete_notes(desk: Desk, /, meeting: str, chosen: tuple[str, ...]) -> None:
    with desk.store() as store:
        held = after = meetings.get(store, meeting)
        for one in dict.fromkeys(_note(held, name).id for name in chosen):
            after = editing.remove(after, one)
        meetings.save(store, after, by=desk.by, base=held)


# Attendance


@click.command("list", cls=dress.Command, help=N_("Who is on the list, with state and times; the quorum."))
@click.argument("meeting", metavar="MEETING")
@dress.as_json
@click.pass_obj
def list_people(desk: Desk, /, meeting: str, as_json: bool) -> None:
    with desk.store() as store:
        held = meetings.get(store, meeting)
        kept = keeping.quorum_of(store, held.id)
    standing = quorum.standing(held, kept)
    if as_json:
        names = ("id", "name", "designation", "state", "came", "left")
        listed = [{name: getattr(one, name) or None for name in names} for one in held.attendees]
        told = {"total": standing.total, "here": standing.here, "quorum": kept or None, "needed": standing.needed}
        desk.json({"begun": held.begun or None, "ended": held.ended or None, **told, "people": listed})
        return
    for number, one in enumerate(held.attendees, 1):
        times = f"{one.came}–{one.left}" if one.left else one.came
        name = ", ".join(filter(None, (plain(one.name), plain(one.designation))))
        desk.row(
            desk.digits(number), name, desk.words(_WORDS[one.state]) if one.state in _WORDS else "", desk.digits(times)
        )
    desk.say(desk.words(N_("{here} of {total} present"), here=standing.here, total=standing.total))
    if standing.needed is not None:
        full, wanting = N_("The quorum of {needed} is full."), N_("For the quorum {lacking} are wanting.")
        sentence = full if standing.full else wanting
        desk.say(desk.words(sentence, needed=standing.needed, lacking=standing.lacking))


@click.command("mark", cls=dress.Command, help=N_("Gives people a state; who comes late gets the time."))
@click.argument("meeting", metavar="MEETING")
@click.argument("state", metavar="present|excused|absent|none", type=dress.OneOf(*_STATES))
@click.argument("people", metavar="PERSON…", nargs=-1, required=True)
@_at
@click.pass_obj
def mark_people(desk: Desk, /, meeting: str, state: str, people: tuple[str, ...], typed: str | None) -> None:
    with desk.store() as store:
        now = _time(desk, typed)
        held = meetings.get(store, meeting)
        found = [_person(held, one).id for one in people]
        meetings.save(store, coming.mark(held, found, _STATES[state], now), by=desk.by, base=held)


@click.command("add", cls=dress.Command, help=N_("Adds somebody who came and is not on the list; prints the id."))
@click.argument("meeting", metavar="MEETING")
@click.argument("name", metavar="NAME")
@dress.option("--post", metavar="TEXT", default="", help=N_("The post."))
@_at
@click.pass_obj
def add_people(desk: Desk, /, meeting: str, name: str, post: str, typed: str | None) -> None:
    with desk.store() as store:
        now = _time(desk, typed)
        held, made = meetings.get(store, meeting), store.new_id("attendee")
        after = coming.join(held, made, escape(name.strip()), now, escape(post.strip()))
        meetings.save(store, after, by=desk.by, base=held)
    desk.say(made)


@click.command("left", cls=dress.Command, help=N_("Somebody left early."))
@click.argument("meeting", metavar="MEETING")
@click.argument("people", metavar="PERSON…", nargs=-1, required=True)
@_at
@click.pass_obj
def left_people(desk: Desk, /, meeting: str, people: tuple[str, ...], typed: str | None) -> None:
    with desk.store() as store:
        now = _time(desk, typed)
        held = after = meetings.get(store, meeting)
        for one in people:
            after = coming.left(after, _person(held, one).id, now)
        meetings.save(store, after, by=desk.by, base=held)


@click.command("begin", cls=dress.Command, help=N_("The meeting begins."))
@click.argument("meeting", metavar="MEETING")
@_at
@click.pass_obj
def begin_people(desk: Desk, /, meeting: str, typed: str | None) -> None:
    _clocked(desk, meeting, "begun", typed)


@click.command("end", cls=dress.Command, help=N_("The meeting ends."))
@click.argument("meeting", metavar="MEETING")
@_at
@click.pass_obj
def end_people(desk: Desk, /, meeting: str, typed: str | None) -> None:
    _clocked(desk, meeting, "ended", typed)


@click.command(
    "quorum", cls=dress.Command, help=N_("Keeps how many must be present in the meetings of a meeting's committee.")
)
@click.argument("meeting", metavar="MEETING")
@click.argument("wanted", metavar="QUORUM")
@click.pass_obj
def set_quorum(desk: Desk, /, meeting: str, wanted: str) -> None:
    with desk.store() as store:
        keeping.set_quorum(store, meetings.get(store, meeting).id, wanted, by=desk.by)


# What is meant


def _clocked(desk: Desk, meeting: str, field: str, typed: str | None) -> None:
    with desk.store() as store:
        held, now = meetings.get(store, meeting), _time(desk, typed)
        if typed is None and not now:
            raise UserError(N_("This computer’s clock cannot be right. Name the time with --at, as 11.20."))
        times: dict[str, Any] = {field: now}
        meetings.save(store, replace(held, **times), by=desk.by, base=held)


def _time(desk: Desk, typed: str | None) -> str:
    """The time that was named, else that of this PC's clock; "" where that cannot be right. The store must be open."""
    if typed is None:
        return f"{datetime.now():%H:%M}" if desk.today == desk.shown else ""
    kept = hours.read(typed)
    if kept is None:
        raise UserError(N_("The text “{typed}” is no time. Write it like 11.20."), typed=typed)
    return kept


def _item(meeting: Meeting, typed: str) -> str:
    """The agenda item with this serial, or of this place."""
    wanted = to_ascii(typed).strip()
    for one in meeting.items:
        if to_ascii(plain(one.serial)).strip(" .।)") == wanted.strip(" .।)"):
            return one.id
    if wanted.isdecimal() and 0 < int(wanted) <= len(meeting.items):
        return meeting.items[int(wanted) - 1].id
    raise UserError(N_("The meeting has no agenda item {item}."), item=typed)


def _serial(meeting: Meeting, item: str) -> str:
    return plain(editing.part(meeting, item).serial) if item else ""


def _note(meeting: Meeting, typed: str) -> Note:
    code = records.as_code(records.short(typed.strip()))
    found = [one for one in meeting.notes if records.short(one.id).startswith(code)] if code else []
    if len(found) != 1:
        sentence = N_("The meeting has no one note {note}. Look which there are with koyra notes list.")
        raise UserError(sentence, note=typed)
    return found[0]


def _person(meeting: Meeting, typed: str) -> Attendee:
    """By the number in the list, or by the beginning of a word of name or post."""
    number, key = to_ascii(typed).strip(), search_key(typed.strip())
    if number.isdecimal() and 0 < int(number) <= len(meeting.attendees):
        return meeting.attendees[int(number) - 1]
    found = [
        one
        for one in meeting.attendees
        if key and f" {key}" in " " + search_key(f"{plain(one.name)} {plain(one.designation)}")
    ]
    if len(found) != 1:
        sentence = N_("The name “{typed}” means nobody on the list, or several. Name the number before the person.")
        raise UserError(sentence, typed=typed)
    return found[0]


def _object(meeting: Meeting, one: Note) -> dict[str, Any]:
    item = noting.topic(meeting, one)
    return {
        "id": one.id,
        "text": one.text,
        "at": one.at or None,
        "item": item or None,
        "serial": _serial(meeting, item) or None,
        "decides": one.decides,
        "who": one.who or None,
        "made": one.made if noting.made(meeting, one) else None,
    }

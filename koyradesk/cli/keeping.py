"""What was: the history of a meeting, an edit taken back and done again, two texts in one field, the bin."""

from __future__ import annotations

from datetime import datetime

import click

from koyradesk import bin as bins
from koyradesk import conflicts, editing, keepers, meetings, records, undoing
from koyradesk import history as histories
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, moment_words
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Letter, Meeting, Ref
from koyradesk.store import Store

_FIELD = N_('Only the field at this place, like "place" or "items[0].discussion".')


@click.command("history", cls=dress.Command, help=N_("Tells who changed what in a meeting, newest first."))
@click.argument("meeting", metavar="MEETING")
@dress.option("--field", "where", metavar="PLACE", default="", help=_FIELD)
@dress.as_json
@click.pass_obj
def history(desk: Desk, /, meeting: str, where: str, as_json: bool) -> None:
    with desk.store() as store:
        held = _held(store, meeting)
        found = histories.of_field(store, _field(held, where)) if where else histories.of_meeting(store, held.id)
    if as_json:
        desk.json(
            [
                {
                    "record": one.ref.record,
                    "field": one.ref.field,
                    "place": _path(held, one.ref) or None,
                    "how": one.how,
                    "by": one.by,
                    "when": _iso(one.when),
                    "doubtful": one.doubtful,
                    "old": one.old,
                    "new": one.new,
                    "undo": one.undo,
                }
                for one in found
            ]
        )
        return
    if not found:
        desk.note(N_("Nothing was changed here yet."))
    for one in found:
        when = moment_words(one.when, desk.language)
        desk.row(when, one.by, _place(held, one.ref), plain(one.old), plain(one.new))


@click.command("undo", cls=dress.Command, help=N_("Takes the last edit of a meeting back; prints what changed."))
@click.argument("meeting", metavar="MEETING")
@dress.as_json
@click.pass_obj
def undo(desk: Desk, /, meeting: str, as_json: bool) -> None:
    _back(desk, meeting, as_json, redo=False)


@click.command("redo", cls=dress.Command, help=N_("Puts back what was taken back last; prints what changed."))
@click.argument("meeting", metavar="MEETING")
@dress.as_json
@click.pass_obj
def redo(desk: Desk, /, meeting: str, as_json: bool) -> None:
    _back(desk, meeting, as_json, redo=True)


def _back(desk: Desk, meeting: str, as_json: bool, *, redo: bool) -> None:
    with desk.store() as store:
        held = _held(store, meeting).id
        step = undoing.undone(store, held) if redo else undoing.last(store, held)
        if step is None:
            nothing = N_("There is nothing more to put back.") if redo else N_("There is nothing more to take back.")
            raise UserError(nothing)
        done = undoing.revert(store, step, by=desk.by)
    if as_json:
        desk.json({"meeting": held, "changed": sorted(done.changed.records), "left": [list(one) for one in done.left]})
        return
    if done.left:
        desk.note(N_("What was written there since stays as it is."))
    for record in sorted(done.changed.records):
        desk.say(record)


@click.command(
    "conflicts",
    cls=dress.Command,
    help=N_("Lists the fields of a meeting in which several texts stand; takes one of them."),
)
@click.argument("meeting", metavar="MEETING")
@dress.option("--field", "where", metavar="PLACE", default="", help=_FIELD)
@dress.option("--take", "number", metavar="N", type=int, help=N_("Lets the N-th text of the field stand alone."))
@dress.as_json
@click.pass_obj
def conflicts_(desk: Desk, /, meeting: str, where: str, number: int | None, as_json: bool) -> None:
    if number is not None and not where:
        raise dress.WrongUsage(N_("Name the field with --field."), click.get_current_context())
    with desk.store() as store:
        held = meetings.get(store, meeting)
        ref = _field(held, where) if where else None
        found = [one for one in conflicts.of_meeting(store, held.id) if ref in (None, one.ref)]
        if number is not None:
            values = [value for one in found for value in one.values]
            if not 1 <= number <= len(values):
                raise UserError(N_("There is no text {number} to take there."), number=number)
            conflicts.settle(store, held.id, found[0].ref, values[number - 1], by=desk.by)
            found = []
    if as_json:
        desk.json([{"place": _place(held, one.ref), "texts": list(one.said)} for one in found])
    for one in () if as_json else found:
        for count, text in enumerate(one.said, 1):
            desk.row(_place(held, one.ref), str(count), plain(text))


@click.command("bin", cls=dress.Command, help=N_("Lists what was taken out of meetings; brings something back."))
@dress.option("--restore", "wanted", metavar="ID", default="", help=N_("Puts this back to where it stood."))
@dress.as_json
@click.pass_obj
def bin_(desk: Desk, /, wanted: str, as_json: bool) -> None:
    with desk.store() as store:
        found = bins.listing(store)
        if wanted:
            fitting = [one for one in found if wanted == one.record or records.short(one.record).startswith(wanted)]
            if len(fitting) != 1:
                raise UserError(N_("Nothing in the bin, or more than one thing, has the id {id}."), id=wanted)
            bins.take_out(store, fitting[0].record, by=desk.by)
            found = tuple(fitting)
    if as_json:
        desk.json(
            [
                {
                    "id": one.record,
                    "kind": one.kind,
                    "says": one.says,
                    "meeting": one.meeting or None,
                    "title": one.title,
                    "by": one.by,
                    "when": _iso(one.when),
                    "signed": one.signed,
                }
                for one in found
            ]
        )
        return
    if wanted:
        desk.say(found[0].record)
        return
    if not found:
        desk.note(N_("The bin is empty."))
    for one in found:
        where = records.short(one.meeting) if one.meeting else ""
        when = moment_words(one.when, desk.language)
        desk.row(records.short(one.record), one.kind, where, one.by, when, one.says)


def _held(store: Store, record: str) -> Meeting | Letter:
    """The meeting that is meant, or the letter, by its own whole id."""
    found: Meeting | Letter = keepers.of(record.strip().lower()).get(store, record)
    return found


def _path(of: Meeting | Letter, ref: Ref) -> str:
    """A place as JSON spells it; of a letter the names of its own fields."""
    if isinstance(of, Letter):
        return ref.field if ref.record == of.id else ""
    return editing.path(of, ref)


def _field(meeting: Meeting | Letter, where: str) -> Ref:
    """The field at a place, as JSON spells it."""
    if isinstance(meeting, Letter):
        if hasattr(meeting, where):
            return Ref(meeting.id, where)
        raise UserError(N_("The letter has no field {place}."), place=where)
    for ref in editing.refs(meeting):
        if editing.path(meeting, ref) == where:
            return ref
    raise UserError(N_("The meeting has no field at {place}."), place=where)


def _place(of: Meeting | Letter, ref: Ref) -> str:
    return _path(of, ref) or f"{records.short(ref.record)}.{ref.field}"


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None

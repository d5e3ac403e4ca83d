"""Letters that came in: entered, listed, put right, settled, and what starts from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from koyradesk import history as histories
from koyradesk import records
from koyradesk.cli import dress, outputs
from koyradesk.cli.days import day_or_today, typed_day
from koyradesk.cli.desk import Desk, day_words, moment_words
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming import file as as_file
from koyradesk.incoming import keeping, numbers, rows, starting
from koyradesk.incoming.keeping import Entered
from koyradesk.incoming.shapes import CHANNEL_NAMES, CHANNELS, OUTCOME_NAMES, OUTCOMES, Incoming, Scan
from koyradesk.markup import escape, plain
from koyradesk.store import Store

_DAYS = ("received", "date", "due")
_NAMES = (
    *("add", "list", "show", "change", "close", "reopen", "attach", "agenda", "oblige", "reply"),
    *("numbers", "account", "delete"),
)
#: Those that stand elsewhere, or whose function cannot be called as they are.
_PLACES = {
    "list": "koyradesk.cli.incoming:list_",
    "numbers": "koyradesk.cli.incoming_numbers:numbers_",
    "account": "koyradesk.cli.incoming_numbers:account",
}


@click.group(
    "incoming",
    cls=dress.Group,
    places={name: _PLACES.get(name, f"koyradesk.cli.incoming:{name}") for name in _NAMES},
    help=N_("Letters that came in: their register, and what starts from them."),
)
def incoming() -> None:
    pass


#: What is typed of a letter.
_typed = dress.options(
    dress.option("--from", "sender", metavar="NAME", help=N_("Who sent it.")),
    dress.option("--memo", "number", metavar="TEXT", help=N_("The number of their memo.")),
    dress.option("--date", "date", metavar="DATE", help=N_("The date of their memo.")),
    dress.option("--subject", metavar="TEXT", help=N_("What it is about.")),
    dress.option("--received", metavar="DATE", help=N_("The day it came; today if none is named.")),
    dress.option("--by", "channel", type=dress.OneOf(*CHANNELS), help=N_("How: post, hand, email or efiling.")),
    dress.option("--marked", metavar="NAME", help=N_("To whom it is given: an officer or a section.")),
    dress.option("--asked", metavar="TEXT", help=N_("What is asked.")),
    dress.option("--due", metavar="DATE", help=N_("By which day.")),
    dress.option("--note", metavar="TEXT", help=N_("What else is worth keeping.")),
    dress.option("--number", "issue", metavar="N", type=int, help=N_("Our number; the next one if none is named.")),
)


@click.command("add", cls=dress.Command, help=N_("Enters a letter, or those of a JSON file; prints each one's id."))
@click.argument("path", metavar="[FILE.json]", type=outputs.FILE, required=False)
@_typed
@dress.option("--scan", "scans", metavar="FILE", type=outputs.FILE, multiple=True, help=N_("A scan or photo of it."))
@dress.as_json
@click.pass_obj
def add(
    desk: Desk, /, path: Path | None, issue: int | None, scans: tuple[Path, ...], as_json: bool, **typed: Any
) -> None:
    fields = _fields(desk, typed)
    if path is not None and (fields or issue is not None or scans):
        sentence = N_("Name a file of letters, or one letter by its options, not both.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    wanted = as_file.read(path) if path is not None else ((fields, issue),)
    made = []
    with desk.store(create=True) as store:
        # A file goes in whole or not at all.
        with store.together():
            for one, number in wanted:
                entered = keeping.enter(store, one, issue=number, today=desk.today, by=desk.by)
                if scans:
                    keeping.attach_all(store, entered.letter.id, scans, by=desk.by)
                made.append(entered)
        _tell_all(desk, store, made, as_json, one=path is None)


@click.command("list", cls=dress.Command, help=N_("Lists the letters of a year, newest first, or what is unanswered."))
@dress.option("--year", metavar="YEAR", default="", help=N_("The year; this one if none is named."))
@dress.option("--open", "waits", is_flag=True, help=N_("What nothing has become of yet, of all years."))
@dress.option("--late", is_flag=True, help=N_("What is past its day and unanswered."))
@dress.option("--from", "sender", metavar="NAME", default="", help=N_("Only what this sender sent."))
@dress.as_json
@click.pass_obj
def list_(desk: Desk, /, year: str, waits: bool, late: bool, sender: str, as_json: bool) -> None:
    with desk.store() as store:
        if late:
            found = rows.late(store, desk.today)
        elif waits:
            found = rows.unsettled(store)
        else:
            found = rows.of_year(store, asked_year(desk, year))
        found = tuple(one for one in found if not sender or keeping.sent_by(one, sender))
        with_scan = keeping.scanned(store, found)
    if as_json:
        desk.json([{**as_file.as_object(one), "scanned": one.id in with_scan} for one in found])
        return
    if not found:
        desk.note(N_("There is no such letter."))
    for one in found:
        _row(desk, one)


@click.command("show", cls=dress.Command, help=N_("Shows one letter, whole, with what started from it."))
@click.argument("letter", metavar="LETTER")
@dress.option("--history", "past", is_flag=True, help=N_("Who changed what in it, newest first, instead."))
@dress.as_json
@click.pass_obj
def show(desk: Desk, /, letter: str, past: bool, as_json: bool) -> None:
    if past:
        _tell_history(desk, letter, as_json)
        return
    with desk.store() as store:
        found = keeping.get(store, letter)
        scans, ties = keeping.scans(store, found.id), starting.ties(store, found)
        twins = keeping.twins(store, found)
    if as_json:
        desk.json(
            {
                **as_file.as_object(found),
                "scans": [_scan(one) for one in scans],
                "ties": [
                    {
                        "id": one.record,
                        "kind": one.record.partition(".")[0],
                        "says": plain(one.says),
                        "meeting": one.meeting or None,
                        "date": _iso(one.day),
                        "state": one.state or None,
                        "number": one.number or None,
                    }
                    for one in ties
                ],
                "twins": [one.id for one in twins],
            }
        )
        return
    desk.say(found.id)
    for label, value in _facts(desk, found):
        if value:
            desk.say(desk.words(label, value=value))
    for scan in scans:
        desk.say("\t".join((records.short(scan.id), plain(scan.name), scan.media)))
    for tie in ties:
        desk.say("\t".join((tie.record, " ".join(plain(tie.says).split()), tie.number or plain(tie.title))))
    _tell_twins(desk, twins)


@click.command(
    "change", cls=dress.Command, help=N_("Puts right what was entered of a letter; an empty text clears it.")
)
@click.argument("letter", metavar="LETTER")
@_typed
@dress.as_json
@click.pass_obj
def change(desk: Desk, /, letter: str, issue: int | None, as_json: bool, **typed: Any) -> None:
    fields = _fields(desk, typed)
    with desk.store() as store:
        done = keeping.change(store, letter, fields, issue=issue, today=desk.today, by=desk.by)
        _tell_all(desk, store, [done], as_json)


@click.command("close", cls=dress.Command, help=N_("Settles a letter, as: replied, filed, meeting or obligation."))
@click.argument("letter", metavar="LETTER")
@click.argument("outcome", metavar="AS", type=dress.OneOf(*OUTCOMES))
@dress.option("--on", "day", metavar="DATE", default="", help=N_("The day; today if none is named."))
@dress.option("--how", metavar="TEXT", default="", help=N_("More of it: the memo that answered, the file it lies in."))
@dress.as_json
@click.pass_obj
def close(desk: Desk, /, letter: str, outcome: str, day: str, how: str, as_json: bool) -> None:
    with desk.store() as store:
        on = day_or_today(desk, day)
        keeping.close(store, letter, outcome, on=on, how=escape(how), by=desk.by)
        _say(desk, keeping.get(store, letter), as_json)


@click.command("reopen", cls=dress.Command, help=N_("Takes back that a letter was settled."))
@click.argument("letter", metavar="LETTER")
@dress.as_json
@click.pass_obj
def reopen(desk: Desk, /, letter: str, as_json: bool) -> None:
    with desk.store() as store:
        keeping.reopen(store, letter, by=desk.by)
        _say(desk, keeping.get(store, letter), as_json)


@click.command("attach", cls=dress.Command, help=N_("Keeps scans or photos with a letter; prints their ids."))
@click.argument("letter", metavar="LETTER")
@click.argument("paths", metavar="FILE", type=outputs.FILE, nargs=-1, required=True)
@dress.as_json
@click.pass_obj
def attach(desk: Desk, /, letter: str, paths: tuple[Path, ...], as_json: bool) -> None:
    with desk.store() as store:
        kept = keeping.attach_all(store, letter, paths, by=desk.by)
    if as_json:
        desk.json([{**_scan(one), "sha256": one.blob} for one in kept])
        return
    for one in kept:
        desk.say(one.id)


@click.command(
    "agenda", cls=dress.Command, help=N_("Puts a letter on the agenda of the next meeting; prints the item.")
)
@click.argument("letter", metavar="LETTER")
@dress.option("--meeting", metavar="MEETING", default="", help=N_("Another meeting than the next one."))
@dress.as_json
@click.pass_obj
def agenda(desk: Desk, /, letter: str, meeting: str, as_json: bool) -> None:
    with desk.store() as store:
        found, held, item = starting.put(store, letter, meeting=meeting, on=desk.today, by=desk.by)
    if as_json:
        desk.json({"letter": found.id, "meeting": held.id, "item": item})
        return
    desk.say("\t".join((item, held.id, plain(held.title))))


@click.command("oblige", cls=dress.Command, help=N_("Follows what a letter asks as an obligation; prints its id."))
@click.argument("letter", metavar="LETTER")
@dress.option(
    "--party", "parties", metavar="NAME", multiple=True, help=N_("Who is to do it; else who it is marked to.")
)
@dress.option("--text", metavar="TEXT", default="", help=N_("What is to be done; else what the letter asks."))
@dress.option("--due", metavar="DATE", default="", help=N_("By which day; else that of the letter."))
@dress.as_json
@click.pass_obj
def oblige(desk: Desk, /, letter: str, parties: tuple[str, ...], text: str, due: str, as_json: bool) -> None:
    day = typed_day(desk, due) if due else None
    with desk.store() as store:
        names = [escape(name.strip()) for name in parties]
        found, made = starting.oblige(
            store, letter, parties=names, text=escape(text), due=day, on=desk.today, by=desk.by
        )
    if as_json:
        desk.json({"letter": found.id, "obligation": made.id})
        return
    desk.say(made.id)


@click.command("reply", cls=dress.Command, help=N_("Drafts the reply to a letter, or finds the one in the making."))
@click.argument("letter", metavar="LETTER")
@dress.as_json
@click.pass_obj
def reply(desk: Desk, /, letter: str, as_json: bool) -> None:
    with desk.store() as store:
        made = starting.reply(store, letter, today=desk.today, by=desk.by)
    if as_json:
        desk.json({"letter": made.of, "reply": made.id})
        return
    desk.say(made.id)


@click.command("delete", cls=dress.Command, help=N_("Puts a letter into the bin; its number stays accounted for."))
@click.argument("letter", metavar="LETTER")
@click.pass_obj
def delete(desk: Desk, /, letter: str) -> None:
    with desk.store() as store:
        found = keeping.get(store, letter)
        keeping.delete(store, found.id, by=desk.by)
    desk.say(found.id)


def _tell_history(desk: Desk, typed: str, as_json: bool) -> None:
    """Who wrote what in a letter and its scans, newest first."""
    with desk.store() as store:
        found = histories.of_meeting(store, keeping.get(store, typed).id)
    if as_json:
        desk.json(
            [
                {
                    "record": one.ref.record,
                    "field": one.ref.field,
                    "how": one.how,
                    "by": one.by,
                    "when": one.when.isoformat() if one.when else None,
                    "old": one.old,
                    "new": one.new,
                }
                for one in found
            ]
        )
        return
    for one in found:
        when = moment_words(one.when, desk.language)
        desk.row(when, one.by, one.ref.field, plain(one.old), plain(one.new))


def _fields(desk: Desk, typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed; an empty text clears."""
    fields: dict[str, Any] = {}
    for name, text in typed.items():
        if text is None:
            continue
        if name in _DAYS:
            fields[name] = typed_day(desk, text) if text.strip() else None
        else:
            fields[name] = text if name == "channel" else escape(text.replace("\r\n", "\n").strip())
    return fields


def asked_year(desk: Desk, typed: str) -> int:
    """The year that was typed; this one where none was."""
    if not typed.strip():
        return desk.today.year
    found = numbers.year(typed)
    if found is None:
        raise UserError(N_("“{text}” is no year. Type it like 2026."), text=typed.strip()[:20])
    return found


def _tell_all(desk: Desk, store: Store, made: list[Entered], as_json: bool, *, one: bool = True) -> None:
    for done in made:
        for note in done.notes:
            desk.note(note.sentence, **note.parts)
        _tell_twins(desk, done.twins)
    letters = [keeping.get(store, done.letter.id) for done in made]
    if as_json:
        told = [as_file.as_object(letter) for letter in letters]
        desk.json(told[0] if one else told)
        return
    for letter in letters:
        desk.say("\t".join((letter.id, letter.serial)) if not one else letter.id)


def _tell_twins(desk: Desk, twins: tuple[Incoming, ...]) -> None:
    for other in twins:
        sentence = N_("The same letter seems to be entered already as {number}, received on {day}.")
        desk.note(sentence, number=other.serial, day=day_words(other.received, desk.language))


def _say(desk: Desk, letter: Incoming, as_json: bool) -> None:
    if as_json:
        desk.json(as_file.as_object(letter))
    else:
        _row(desk, letter)


def _row(desk: Desk, one: Incoming) -> None:
    """A letter in a list."""
    if one.closed:
        state = desk.words(OUTCOME_NAMES.get(one.outcome, one.outcome))
    elif days := one.late(desk.today):
        state = desk.words(N_("{days} days late"), days=days)
    else:
        state = desk.words(N_("due {day}"), day=one.due) if one.due else ""
    came = day_words(one.received, desk.language)
    desk.row(one.serial, came, plain(one.sender), plain(one.number), plain(one.subject), state)


def _facts(desk: Desk, one: Incoming) -> list[tuple[str, str]]:
    settled = " · ".join(
        part
        for part in (
            desk.words(OUTCOME_NAMES[one.outcome]) if one.outcome in OUTCOME_NAMES else "",
            plain(one.how),
            day_words(one.closed, desk.language),
        )
        if part
    )
    return [
        (N_("Number: {value}"), one.serial),
        (N_("Received: {value}"), day_words(one.received, desk.language)),
        (N_("From: {value}"), plain(one.sender)),
        (N_("Their memo: {value}"), plain(one.number)),
        (N_("Of: {value}"), day_words(one.date, desk.language)),
        (N_("Subject: {value}"), plain(one.subject)),
        (N_("Came: {value}"), desk.words(CHANNEL_NAMES[one.channel]) if one.channel in CHANNEL_NAMES else ""),
        (N_("Given to: {value}"), plain(one.marked)),
        (N_("Asked: {value}"), plain(one.asked)),
        (N_("Due: {value}"), day_words(one.due, desk.language)),
        (N_("Note: {value}"), plain(one.note)),
        (N_("Settled: {value}"), settled),
    ]


def _scan(one: Scan) -> dict[str, Any]:
    return {"id": one.id, "name": plain(one.name), "media": one.media, "size": one.size}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

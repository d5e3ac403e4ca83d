"""What is open and late by office; reports on it; what the committee decides of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from koyradesk import records
from koyradesk.bengali.digits import to_ascii
from koyradesk.cli import dress
from koyradesk.cli.days import day_or_today, typed_day
from koyradesk.cli.desk import Desk
from koyradesk.directory.names import known, matched
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations import choosing, closing, proofs, words, writing
from koyradesk.obligations.due import Due, by_party, due
from koyradesk.obligations.naming import named
from koyradesk.obligations.shapes import CHANNELS, Channel, Obligation, Task, done_of
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

_FILE = click.Path(path_type=Path)
#: Letters of what a decision says, in a list.
_LONG = 70

_meeting = dress.option(
    "--meeting",
    metavar="MEETING",
    default="",
    help=N_("The meeting that decides so; its minutes say it, until they are signed."),
)
_one_party = dress.option("--party", "party", metavar="NAME", default="", help=N_("Only for this party or group."))
_period = dress.option("--period", metavar="MONTH", default="", help=N_("Of what recurs the period, like 2026-11."))


@click.command("due", cls=dress.Command, help=N_("Lists what is open on a day, by office, with what is late marked."))
@dress.option("--on", "day", metavar="DATE", default="", help=N_("The day; today if none is named."))
@_one_party
@dress.option("--late", "only_late", is_flag=True, help=N_("Only what is late."))
@dress.as_json
@click.pass_obj
def due_(desk: Desk, /, day: str, party: str, only_late: bool, as_json: bool) -> None:
    with desk.store() as store:
        standing = Standing(store, day_or_today(desk, day))
        found = [one for one in due(standing) if one.late or not only_late]
        if party:
            found = _of_party(store, standing, found, party)
        told = standing.told({one.obligation.id: one.obligation for one in found}.values())
        for name in dict.fromkeys(one.task.name for one in found):
            tell_empty_group(desk, standing, name)
    if as_json:
        desk.json([one.as_json() for one in found])
        return
    late = sum(1 for one in found if one.late)
    desk.say(desk.words(N_("As of {day}: {open} open, {late} late."), day=standing.on, open=len(found), late=late))
    for name, those in by_party(found).items():
        desk.say("")
        desk.say(plain(name))
        for one in those:
            says = _short(told[one.obligation.id].text)
            desk.say("\t".join(["  !" if one.late else "   ", *_row(desk, one), says]).rstrip())


@click.command(
    "progress",
    cls=dress.Command,
    help=N_("Reports how far a decision is: for the parties named, or for everyone it binds."),
)
@click.argument("obligation", metavar="OBLIGATION")
@dress.option("--party", "parties", metavar="NAME", multiple=True, help=N_("For this party; may be named again."))
@_period
@dress.option("--value", metavar="N", default="", help=N_("How many, or what percent, is reached in all so far."))
@dress.option("--done", is_flag=True, help=N_("It is carried out."))
@dress.option("--text", metavar="TEXT", default="", help=N_("What was told, in words."))
@dress.option("--reporter", metavar="NAME", default="", help=N_("Who told it."))
@dress.option("--channel", metavar="HOW", type=dress.OneOf(*CHANNELS), default=None, help=N_("How it was told."))
@dress.option("--date", "day", metavar="DATE", default="", help=N_("The day it was told; today if none is named."))
@dress.option("--proof", "paths", metavar="FILE", type=_FILE, multiple=True, help=N_("A file that proves it."))
@dress.as_json
@click.pass_obj
def progress(
    desk: Desk,
    /,
    obligation: str,
    parties: tuple[str, ...],
    period: str,
    value: str,
    done: bool,
    text: str,
    reporter: str,
    channel: Channel | None,
    day: str,
    paths: tuple[Path, ...],
    as_json: bool,
) -> None:
    number = whole(value) if value.strip() else None
    given = proofs.given(paths)
    with desk.store() as store:
        on = day_or_today(desk, day)
        if on > desk.today:
            raise UserError(N_("{day} has not come yet. Nobody can have told it then."), day=on)
        standing = Standing(store, desk.today)
        of = named(store, standing, obligation)
        # What is closed as a whole says so itself.
        tasks = choosing.open_rows(standing, of, parties, period) if of.closed is None else ()
        writing.report(
            store,
            of,
            tasks,
            on=on,
            value=number,
            done=done,
            text=text.strip(),
            reporter=reporter.strip(),
            channel=channel or "",
            proofs=given,
            by=desk.by,
        )
        _tell_rows(desk, store, of, tasks, as_json)


@click.command(
    "close",
    cls=dress.Command,
    help=N_("The committee closes a decision; with --period or --party only those rows, and the rest goes on."),
)
@click.argument("obligation", metavar="OBLIGATION")
@_meeting
@dress.option(
    "--outcome", metavar="HOW", type=dress.OneOf("done", "dropped"), default="done", help=N_("Carried out, or dropped.")
)
@_period
@_one_party
@dress.option("--reason", metavar="TEXT", default="", help=N_("Why, as the minutes tell it."))
@dress.option("--date", "day", metavar="DATE", default="", help=N_("The day; the meeting's, else today."))
@dress.as_json
@click.pass_obj
def close(
    desk: Desk,
    /,
    obligation: str,
    meeting: str,
    outcome: closing.Closed,
    period: str,
    party: str,
    reason: str,
    day: str,
    as_json: bool,
) -> None:
    if reason and (period or party):
        sentence = N_("A reason is kept where all of it is closed: leave --reason, or --period and --party, out.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    with desk.store() as store:
        standing = Standing(store, desk.today)
        of = named(store, standing, obligation)
        decided, held = _decided(store, of, meeting)
        on = typed_day(desk, day) if day else held or desk.today
        if of.begun is not None and on < of.begun:
            raise UserError(N_("{day} is before the decision, which is of {begun}."), day=on, begun=of.begun)
        tasks: tuple[Task, ...] = ()
        if period or party:
            tasks = _left(choosing.rows(standing, of, [party] if party else [], period))
            pairs = ((of, task) for task in tasks)
            writing.close_tasks(store, pairs, on=on, outcome=outcome, meeting=decided, by=desk.by)
        else:
            closing.close(store, of, outcome, meeting=decided, on=on, reason=reason, standing=standing, by=desk.by)
        _tell_rows(desk, store, of, tasks, as_json)


@click.command("extend", cls=dress.Command, help=N_("The committee puts off to a later day what is not done yet."))
@click.argument("obligation", metavar="OBLIGATION")
@dress.option("--to", "to", metavar="DATE", required=True, help=N_("The new day."))
@_meeting
@dress.as_json
@click.pass_obj
def extend(desk: Desk, /, obligation: str, to: str, meeting: str, as_json: bool) -> None:
    with desk.store() as store:
        standing = Standing(store, desk.today)
        of = named(store, standing, obligation)
        decided, _ = _decided(store, of, meeting)
        until = typed_day(desk, to)
        closing.extend(store, of, until, meeting=decided, standing=standing, by=desk.by)
        _tell_rows(desk, store, of, (), as_json)


@click.command(
    "reopen",
    cls=dress.Command,
    help=N_("Takes back that a decision was closed; with --period or --party that those rows were."),
)
@click.argument("obligation", metavar="OBLIGATION")
@_period
@_one_party
@dress.as_json
@click.pass_obj
def reopen(desk: Desk, /, obligation: str, period: str, party: str, as_json: bool) -> None:
    with desk.store() as store:
        standing = Standing(store, desk.today)
        of = named(store, standing, obligation)
        tasks: tuple[Task, ...] = ()
        if period or party:
            tasks = choosing.rows(standing, of, [party] if party else [], period)
            tasks = tuple(task for task in tasks if task.closed is not None)
            if not tasks or of.closed is not None:
                raise UserError(N_("None of these rows was closed by itself."))
            writing.reopen_tasks(store, tasks, by=desk.by)
        elif of.closed is None:
            raise UserError(N_("No committee has closed this."))
        else:
            closing.reopen(store, of, by=desk.by)
        _tell_rows(desk, store, of, tasks, as_json)


@click.command(
    "open-rows",
    cls=dress.Command,
    help=N_("Opens the rows of the periods that have begun, of signed minutes; prints how many."),
)
@dress.as_json
@click.pass_obj
def open_rows(desk: Desk, /, as_json: bool) -> None:
    with desk.store() as store:
        standing = Standing(store, desk.today)
        changed = writing.open_rows(store, standing, by=desk.by)
    made = sum(1 for record in changed.records if record.startswith("task."))
    if as_json:
        desk.json({"on": desk.today.isoformat(), "opened": made})
    else:
        desk.say(desk.words(N_("{count} rows were opened as of {day}."), count=made, day=desk.today))


def whole(typed: str) -> int:
    """A whole number as typed.

    Raises:
        UserError: it is none.
    """
    text = to_ascii(typed).strip().removesuffix("%").replace(",", "").strip()
    if not text.removeprefix("-").isdecimal() or not text.isascii() or len(text) > 12:
        raise UserError(N_("“{text}” is no whole number."), text=typed.strip()[:40])
    return int(text)


def tell_empty_group(desk: Desk, standing: Standing, name: str) -> None:
    """Says so where a name is a group to which nobody belongs: it stands for itself then."""
    if standing.directory.is_empty_group(name, standing.on):
        desk.note(
            N_("Nobody belongs to the group “{name}” on {day}, so it stands in the list itself."),
            name=name,
            day=standing.on,
        )


def _of_party(store: Store, standing: Standing, found: list[Due], typed: str) -> list[Due]:
    """What a party is to do, or everyone in a group.

    Raises:
        UserError: nobody is called so; the nearest names are told.
    """
    directory = standing.directory
    name = typed
    if directory.find(typed) is None:
        spelled = [one.task.name for one in found]
        name = matched(typed, [*spelled, *(one.name for one in directory.parties.values()), *known(store)])
    means = choosing.meaning(standing, name)
    return [one for one in found if means(one.task)]


def _decided(store: Store, of: Obligation, meeting: str) -> tuple[str, date | None]:
    """The id and the day of the meeting that decides.

    Raises:
        UserError: there is no such meeting, it is in the bin, or it was held before the decision.
    """
    if not meeting:
        return "", None
    found = store.resolve(meeting, "meeting")
    row = store.row(found)
    if row is None or row["deleted"]:
        raise UserError(N_("The meeting {id} is in the bin."), id=records.short(found))
    held: date | None = row["date"]
    if held is not None and of.begun is not None and held < of.begun:
        raise UserError(
            N_("That meeting was held on {day}, before the decision, which is of {begun}."), day=held, begun=of.begun
        )
    return found, held


def _left(tasks: Iterable[Task]) -> tuple[Task, ...]:
    left = tuple(task for task in tasks if task.closed is None)
    if not left:
        raise UserError(N_("The committee has closed these rows already."))
    return left


def _row(desk: Desk, one: Due) -> tuple[str, ...]:
    """A row in words: its obligation's id, its day, how it stands to it, its period and how much is reached."""
    task, measure = one.task, one.obligation.measure
    stands = words.late_words(task, measure, one.on, desk.language)
    reached = words.value_words(measure, task.value, desk.language)
    return (
        records.short(one.obligation.id),
        words.day_words(task.due, desk.language) or "—",
        ", ".join(filter(None, (words.status_words(task.status(measure), desk.language), stands))),
        ", ".join(filter(None, (words.period_words(one.obligation, task, desk.language), reached))),
    )


def _tell_rows(desk: Desk, store: Store, of: Obligation, tasks: Iterable[Task], as_json: bool) -> None:
    """The rows as they are after what was written; without any named the obligation's own id and how it stands."""
    standing = Standing(store, desk.today)
    (now,) = standing.get([of.id])
    chosen = {task.id for task in tasks}
    rows = [Due(now, task, standing.on) for task in standing.tasks([now])[now.id] if not chosen or task.id in chosen]
    if as_json:
        desk.json([one.as_json() for one in rows])
        return
    if not chosen:
        done, every = done_of((one.task for one in rows), now.measure)
        told = words.share_words(done, every, desk.language) if every else ""
        desk.say("\t".join((now.id, told, _state(desk, now))))
        return
    for one in rows:
        desk.say("\t".join((plain(one.task.name), *_row(desk, one))))


def _state(desk: Desk, of: Obligation) -> str:
    if of.closed is not None:
        outcome = words.outcome_words(of.outcome, desk.language)
        return ", ".join(
            (words.status_words("closed", desk.language), outcome, words.day_words(of.closed, desk.language))
        )
    if of.extended is not None:
        return desk.words(N_("put off to {day}"), day=of.extended)
    return words.rule_words(of.rule, desk.language)


def _short(text: str) -> str:
    said = " ".join(plain(text).split())
    return said if len(said) <= _LONG else said[:_LONG].rpartition(" ")[0] + " …"

"""What came in and waits: listed, taken, or left out."""

from __future__ import annotations

from typing import Any

import click

from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.cli.exchange import opened, taken_object
from koyradesk.errors import UserError
from koyradesk.exchange import inbox, words
from koyradesk.exchange.office import Arrived, Exchange, Taken
from koyradesk.i18n import N_


@click.group(
    "inbox",
    cls=dress.Listing,
    places={name: f"koyradesk.cli.inbox:{name}" for name in ("take", "drop")},
    help=N_("What came in and waits to be taken, verified, with what it would change."),
)
@dress.as_json
@click.pass_context
def inbox_(ctx: click.Context, /, as_json: bool) -> None:
    if ctx.invoked_subcommand:
        return
    desk = ctx.ensure_object(Desk)
    with opened(desk) as exchange:
        inbox.sweep(exchange)
        looked = inbox.look(exchange)
    if as_json:
        desk.json(
            {
                "waiting": [_as_object(desk, one) for one in looked.waits],
                "held": [_as_object(desk, one) for one in looked.held],
                "known": looked.known,
            }
        )
        return
    _tell_held(desk, looked)
    if not looked.waits:
        desk.note(N_("Nothing waits in the inbox."))
    for one in looked.waits:
        desk.say(_line(desk, one))


@click.command("take", cls=dress.Command, help=N_("Takes in what waits: by its receipt code, or all."))
@click.argument("which", metavar="CODE|all")
@dress.option("--dry-run", "dry", is_flag=True, help=N_("Only tells what it would change."))
@dress.as_json
@click.pass_obj
def take(desk: Desk, /, which: str, dry: bool, as_json: bool) -> None:
    problem: UserError | None = None
    taken: list[Taken] = []
    with opened(desk) as exchange:
        looked = inbox.look(exchange)
        chosen = looked.waits if which == "all" else (inbox.meant(looked, which),)
        if not dry:
            for one in chosen:
                try:
                    taken.append(inbox.take(exchange, _again(exchange, one), by=desk.by))
                except UserError as error:
                    # The others can do nothing for it.
                    problem = error
    if as_json:
        desk.json(
            [_as_object(desk, one) for one in chosen] if dry else [taken_object(one, desk.language) for one in taken]
        )
    else:
        _tell_held(desk, looked)
        if not chosen:
            desk.note(N_("Nothing waits in the inbox."))
        for line in [_line(desk, one) for one in chosen] if dry else [_done(desk, one) for one in taken]:
            desk.say(line)
    if problem is not None:
        raise problem


@click.command("drop", cls=dress.Command, help=N_("Leaves out what waits: its file goes, nothing else is changed."))
@click.argument("which", metavar="CODE")
@click.pass_obj
def drop(desk: Desk, /, which: str) -> None:
    with opened(desk) as exchange:
        one = inbox.meant(inbox.look(exchange), which)
        inbox.drop(one)
        exchange.ledger.forget(one.id, out=False)
    desk.say(words.code(one.receipt, desk.language))


def _again(exchange: Exchange, one: Arrived) -> Arrived:
    """With what was taken before it, it may mean something else: a key may have come."""
    return exchange.examine(one.path) if one.problem is not None else one


def _line(desk: Desk, one: Arrived) -> str:
    if one.problem is not None:
        told = one.problem.text(desk.language)
    elif one.books:
        told = words.counts(one.news, desk.language)
    else:
        told = desk.words(N_("Everything in it is known here already."))
    made = one.manifest.made[:10] if one.manifest else ""
    return "\t".join((words.code(one.receipt, desk.language), one.name or one.office, made, " ".join(told.split())))


def _done(desk: Desk, one: Taken) -> str:
    found = one.transfer
    told = words.counts(found.counts, desk.language)
    return "\t".join((words.code(found.receipt, desk.language), found.name or found.office, told))


def _tell_held(desk: Desk, looked: inbox.Looked) -> None:
    for one in looked.held:
        if one.problem is not None:
            desk.note(N_("Kept aside: {problem}"), problem=one.problem.text(desk.language))


def _as_object(desk: Desk, one: Arrived) -> dict[str, Any]:
    return {
        "id": one.id or None,
        "receipt": one.receipt or None,
        "office": one.office or None,
        "name": one.name,
        "made": one.manifest.made if one.manifest else None,
        "unknown_key": one.unknown_key,
        "number": one.number or None,
        "news": dict(one.news),
        "operations": dict(one.books),
        "problem": one.problem.text(desk.language) if one.problem else None,
        "file": str(one.path) if one.path.exists() else None,
    }

"""Sending all that waits, and fetching what lies there, without a window."""

from __future__ import annotations

from typing import Any

import click

from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.cli.exchange import as_object, opened
from koyradesk.cli.ways import SECRET
from koyradesk.errors import UserError
from koyradesk.exchange import inbox, words
from koyradesk.exchange.office import Arrived, Exchange, NothingToSend
from koyradesk.exchange.ways import FETCHING
from koyradesk.exchange.ways.carrier import Carrier, Fetched, Job, Pass
from koyradesk.exchange.ways.shapes import Unreachable
from koyradesk.i18n import N_


@click.command("send", cls=dress.Command, help=N_("Sends all that waits, and fetches what lies there for us."))
@dress.option("--way", metavar="NAME", default="", help=N_("By this way alone."))
@dress.option(
    "--yes", metavar="RECEIPT", multiple=True, help=N_("Sends it also where it is more than the limit of a day.")
)
@dress.as_json
@click.pass_obj
def send(desk: Desk, /, way: str, yes: tuple[str, ...], as_json: bool) -> None:
    with opened(desk) as exchange:
        problems = _make(desk, exchange, way)
        folder, office, keystore = exchange.store.folder, exchange.store.office, exchange.keystore
    # The data folder is free while the line is busy.
    carrier = Carrier(folder, office, keystore)
    for job in carrier.waiting():
        if any(job.kept.transfer.receipt == "".join(code.split()) for code in yes):
            carrier.allow(job.kept.transfer.id)
    done = carrier.once(asked=True, only=way)
    problems += [one for one in done.problems if one not in problems]
    with opened(desk) as exchange:
        sent = [(kept.transfer, size) for one, size in done.sent if (kept := exchange.ledger.transfer(one, out=True))]
        arrived = _arrive(exchange, done.fetched)
    waiting = [job for job in carrier.waiting() if way in ("", job.way.name)]
    if as_json:
        desk.json(
            {
                "sent": [as_object(one, desk.language) | {"carried": size} for one, size in sent],
                "arrived": [_arrived(desk, *one) for one in arrived],
                "waiting": [_waiting(desk, one) for one in waiting],
                "problems": [_problem(desk, *one) for one in problems],
            }
        )
    else:
        for one, size in sent:
            kb = desk.words(N_("{count} kB"), count=desk.digits(-(-size // 1000)))
            desk.say("\t".join((words.code(one.receipt, desk.language), one.name or one.office, one.way, kb)))
        _tell(desk, done, arrived, waiting)
    if problems:
        raise problems[-1][1]


def _make(desk: Desk, exchange: Exchange, way: str) -> list[tuple[str, UserError]]:
    """Makes a bundle for each office that a way leads to; what kept one from being made."""
    found = [one for one in exchange.ledger.ways() if way in ("", one.name)]
    if not found:
        raise UserError(N_("No way to another office is set up yet. Add one with “ways add”."))
    problems: list[tuple[str, UserError]] = []
    made: set[str] = set()
    for one in found:
        if one.kind in FETCHING or one.office in made:
            continue
        made.add(one.office)
        try:
            exchange.make(one.office, by=desk.by, way=one.name, secret=bool(one.settings.get(SECRET)))
        except NothingToSend:
            pass
        except UserError as error:
            problems.append((one.name, error))
    return problems


def _arrive(exchange: Exchange, fetched: tuple[Fetched, ...]) -> list[tuple[Fetched, Arrived]]:
    """Looks at what came in, by the one inbox. What is known already is not told."""
    if not fetched:
        return []
    looked = inbox.look(exchange)
    told = {*(one.id for one in looked.waits), *(one.id for one in looked.held)}
    came = [(one, looked.came[one.path]) for one in fetched if one.path in looked.came]
    return [(each, one) for each, one in came if one.id in told]


def _tell(desk: Desk, done: Pass, arrived: list[tuple[Fetched, Arrived]], waiting: list[Job]) -> None:
    for fetched, one in arrived:
        if one.unknown_key and one.problem is not None:
            desk.note(N_("Waits for a key card: {problem}"), problem=one.problem.text(desk.language))
        elif one.problem is not None:
            desk.note(N_("Kept aside: {problem}"), problem=one.problem.text(desk.language))
        else:
            desk.note(N_("From {office}, to be taken in: {file}"), office=one.name or one.office, file=fetched.path)
    for job in waiting:
        if job.standing == "asking" and job.problem is not None:
            code = words.code(job.kept.transfer.receipt, desk.language)
            desk.note(N_("{code}: {problem}"), code=code, problem=job.problem.text(desk.language))
    if not (done.sent or done.fetched or done.problems or waiting):
        desk.note(N_("There is nothing to send, and nothing new came in."))


def _arrived(desk: Desk, fetched: Fetched, one: Arrived) -> dict[str, Any]:
    return {
        "way": fetched.way,
        "file": str(one.path) if one.path.exists() else None,
        "receipt": one.receipt or None,
        "office": one.office or None,
        "name": one.name,
        "problem": one.problem.text(desk.language) if one.problem else None,
    }


def _waiting(desk: Desk, job: Job) -> dict[str, Any]:
    return {
        "id": job.kept.transfer.id,
        "receipt": job.kept.transfer.receipt,
        "way": job.way.name,
        "standing": job.standing,
        "due": job.due.isoformat() if job.due else None,
        "problem": job.problem.text(desk.language) if job.problem else None,
    }


def _problem(desk: Desk, way: str, problem: UserError) -> dict[str, Any]:
    return {"way": way, "problem": problem.text(desk.language), "later": isinstance(problem, Unreachable)}

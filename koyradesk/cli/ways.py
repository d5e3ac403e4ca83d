"""The ways to other offices: set up, tried out, limited, forgotten."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, moment_words
from koyradesk.cli.exchange import office_meant, opened
from koyradesk.errors import UserError
from koyradesk.exchange.ledger import Way as Set
from koyradesk.exchange.office import Exchange
from koyradesk.exchange.ways import learning, open_way
from koyradesk.exchange.ways.attempts import Attempt, Attempts
from koyradesk.exchange.ways.carrier import CAP
from koyradesk.exchange.ways.shapes import KINDS, configured, secret_name
from koyradesk.i18n import N_

#: Where a program that calls this one puts the password.
PASSWORD = "KOYRADESK_PASSWORD"
_MB = 1_000_000
_OUTCOMES = {
    "done": N_("went well"),
    "later": N_("is tried again by itself"),
    "refused": N_("needs somebody to set it right"),
}
#: The setting that has what goes there encrypted.
SECRET = "secret"
_NAME = click.argument("name", metavar="NAME")


@click.group(
    "ways",
    cls=dress.Listing,
    places={name: f"koyradesk.cli.ways:{name}" for name in ("add", "test", "remove", "cap")},
    help=N_("The ways on which bundles go to other offices: folder, mail, server."),
)
@dress.as_json
@click.pass_context
def ways_(ctx: click.Context, /, as_json: bool) -> None:
    if ctx.invoked_subcommand:
        return
    desk = ctx.ensure_object(Desk)
    with opened(desk) as exchange:
        found, tried = exchange.ledger.ways(), Attempts(exchange.store.folder)
        last = {one.name: next(iter(tried.last(1, one.name)), None) for one in found}
        names = {one.office: one.name for one in exchange.partners()}
    if as_json:
        desk.json([_as_object(desk, one, last[one.name]) for one in found])
        return
    if not found:
        desk.note(N_("No way to another office is set up yet. Add one with “ways add”."))
    for one in found:
        before = last[one.name]
        how = f"{moment_words(before.at, desk.language)} {desk.words(_OUTCOMES[before.outcome])}" if before else ""
        cap = one.settings.get(CAP, 0)
        a_day = desk.words(N_("{count} MB a day"), count=desk.digits(cap // _MB)) if cap else ""
        where = str(one.settings.get("url", ""))
        desk.say("\t".join((one.name, one.kind, names.get(one.office, one.office), where, a_day, how)))


@click.command("add", cls=dress.Command, help=N_("Sets up a way to an office; the password is asked for."))
@_NAME
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@dress.option("--to", metavar="OFFICE", required=True, help=N_("The office it leads to, by its code or name."))
@dress.option("--url", metavar="URL", default="", help=N_("The address: https://server/folder."))
@dress.option("--user", metavar="USER", default="", help=N_("The name to log in with; of a bucket the access key."))
@dress.option("--region", metavar="REGION", default="", help=N_("The region of a bucket."))
@dress.option("--ca", metavar="FILE", default="", help=N_("The certificate of an authority not known here."))
@dress.option("--set", "more", metavar="KEY=VALUE", multiple=True, help=N_("A further setting of the kind."))
@dress.option("--secret", is_flag=True, help=N_("Encrypts what goes there, so that only that office can read it."))
@dress.as_json
@click.pass_obj
def add(
    desk: Desk,
    /,
    name: str,
    kind: str,
    to: str,
    url: str,
    user: str,
    region: str,
    ca: str,
    more: tuple[str, ...],
    secret: bool,
    as_json: bool,
) -> None:
    if not name.strip() or len(name) > 60 or name == "file":
        raise dress.WrongUsage(N_("Give the way a short name of your own."), click.get_current_context())
    settings: dict[str, Any] = {}
    for one in more:
        key, found, value = one.partition("=")
        if not found or not key or key in (SECRET, CAP, "password"):
            sentence = N_("{said} is no setting. Write it as KEY=VALUE.")
            raise dress.WrongUsage(sentence, click.get_current_context(), said=key)
        settings[key] = value
    given = {"url": url, "user": user, "region": region, "ca": str(Path(ca).resolve()) if ca else ""}
    settings |= {key: value for key, value in given.items() if value}
    settings |= {SECRET: True} if secret else {}
    with opened(desk) as exchange:
        office = office_meant(exchange, to)
        password = _password(desk, asked=bool(user) or kind in ("mail", "imap"))
        made = Set(name, kind, office, settings)
        if password:
            exchange.keystore.keep_secret(secret_name(name), password)
        # What cannot be is refused before it is kept.
        open_way(configured(made), exchange.keystore)
        exchange.ledger.set_way(made)
        Attempts(exchange.store.folder).forget(name)
    if as_json:
        desk.json(_as_object(desk, made, None))
        return
    desk.say(name)
    desk.note(N_("Try it out: “ways test {name}”."), name=name)


@click.command("test", cls=dress.Command, help=N_("Asks the server of a way something that needs the password."))
@_NAME
@click.pass_obj
def test(desk: Desk, /, name: str) -> None:
    with opened(desk) as exchange:
        found, keystore = _named(exchange, name), exchange.keystore
        folder = exchange.store.folder
    # The data folder is free meanwhile.
    way = configured(found)
    learning.probe(folder, way, open_way(way, keystore))
    Attempts(folder).forget(name)
    desk.say(desk.words(N_("The way “{name}” works."), name=name))


@click.command("remove", cls=dress.Command, help=N_("Forgets a way and its password."))
@_NAME
@click.pass_obj
def remove(desk: Desk, /, name: str) -> None:
    with opened(desk) as exchange:
        found = _named(exchange, name)
        exchange.ledger.drop_way(found.name)
        exchange.keystore.forget_secret(secret_name(found.name))


@click.command("cap", cls=dress.Command, help=N_("Says how many MB a day a way may carry unasked; 0: all."))
@_NAME
@click.argument("most", metavar="MB", type=click.IntRange(0, 1_000_000))
@click.pass_obj
def cap(desk: Desk, /, name: str, most: int) -> None:
    with opened(desk) as exchange:
        found = _named(exchange, name)
        kept = {key: value for key, value in found.settings.items() if key != CAP}
        exchange.ledger.set_way(found._replace(settings=kept | ({CAP: most * _MB} if most else {})))


def _password(desk: Desk, *, asked: bool) -> str:
    """From the environment, from who sits there, or the first line of the input; never from the command."""
    given = os.environ.get(PASSWORD, "")
    if given or not asked or sys.stdin is None:
        return given
    if sys.stdin.isatty():
        typed: str = click.prompt(desk.words(N_("Password")), hide_input=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _named(exchange: Exchange, name: str) -> Set:
    found = next((one for one in exchange.ledger.ways() if one.name == name), None)
    if found is None:
        raise UserError(N_("There is no way “{name}”. “ways” lists those that there are."), name=name)
    return found


def _as_object(desk: Desk, one: Set, last: Attempt | None) -> dict[str, Any]:
    tried = None
    if last is not None:
        tried = {
            "at": last.at.isoformat(),
            "out": last.out,
            "outcome": last.outcome,
            "bytes": last.bytes,
            "seconds": round(last.seconds, 3),
            "problem": last.problem.text(desk.language) if last.problem else None,
        }
    return {"name": one.name, "kind": one.kind, "office": one.office, "settings": dict(one.settings), "last": tried}

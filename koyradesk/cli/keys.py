"""The keys of our own PCs and of other offices: shown, accepted by their cards, revoked, made anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import click

from koyradesk import files, records
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, day_words
from koyradesk.cli.exchange import opened
from koyradesk.cli.outputs import FILE
from koyradesk.errors import UserError
from koyradesk.exchange import card as cards
from koyradesk.exchange import inbox, keys, own_name, trust, words
from koyradesk.exchange.office import Exchange
from koyradesk.exchange.shapes import ROLES, Role
from koyradesk.exchange.trust import CARD, Known
from koyradesk.i18n import N_
from koyradesk.store import Store


@click.group(
    "keys",
    cls=dress.Listing,
    places={name: f"koyradesk.cli.keys:{name}" for name in ("card", "accept", "revoke", "renew")},
    help=N_("The keys by which this office and others sign what they send."),
)
@dress.as_json
@click.pass_context
def keys_(ctx: click.Context, /, as_json: bool) -> None:
    if ctx.invoked_subcommand:
        return
    desk = ctx.ensure_object(Desk)
    with opened(desk) as exchange:
        here = exchange.keystore.last(exchange.store.office) or ""
        found, place = exchange.trust.keys(), exchange.keystore.place
    if as_json:
        told = [_as_object(one, here) for one in found]
        desk.json({"place": {"system": place.system, "folder": str(place.folder)}, "keys": told})
        return
    if not found:
        desk.note(N_("No key is known yet. Print the card of this computer: “keys card -o FILE.pdf”."))
    for one in found:
        desk.say("\t".join(_line(desk, one, here)))
    desk.note(N_("The private keys are kept: {place}"), place=place.text(desk.language))


@click.command("card", cls=dress.Command, help=N_("Writes the key card of this computer, to be signed and handed out."))
@dress.option("-o", "--output", metavar="FILE.pdf", type=FILE, default=None, help=N_("The PDF to write."))
@dress.option("--name", metavar="NAME", default="", help=N_("What the office is called from now on."))
@dress.as_json
@click.pass_obj
def card(desk: Desk, /, output: Path | None, name: str, as_json: bool) -> None:
    if output:
        desk.refuse_own(output)
    with opened(desk) as exchange:
        if name:
            own_name.name_office(exchange.store, name, by=desk.by)
        made = cards.own(exchange.store, exchange.keystore, by=desk.by)
        pdf = _paper(exchange.store, made) if output else b""
    if output:
        files.write(output, pdf)
    if as_json:
        said = {"office": made.office, "name": made.name, "public": made.public, "number": made.number}
        desk.json({**said, "text": made.text, "file": str(output) if output else None})
        return
    desk.say(made.text)
    desk.note(N_("The number of the key: {number}."), number=desk.digits(keys.grouped(made.number)))


@click.command("accept", cls=dress.Command, help=N_("Accepts the key of an office by its card."))
@click.argument("office", metavar="OFFICE")
@click.argument("said", metavar="CARD", nargs=-1, required=True)
@dress.option("--role", type=dress.OneOf(*ROLES), metavar="ROLE", required=True, help=N_("What they are to us."))
@dress.option("--name", metavar="NAME", default="", help=N_("What the office is called, as its card says."))
@dress.option("--instead", metavar="NUMBER", default="", help=N_("The old key, in whose place this one comes."))
@dress.option("--further", is_flag=True, help=N_("The key is of a further computer of an office that is known."))
@dress.as_json
@click.pass_obj
def accept(
    desk: Desk, /, office: str, said: tuple[str, ...], role: str, name: str, instead: str, further: bool, as_json: bool
) -> None:
    if instead and further:
        sentence = N_("It takes the place of another key or comes beside it: leave out --instead or --further.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    with opened(desk) as exchange:
        meant = _meant(exchange, records.as_code(office), " ".join(said))
        known = exchange.trust.keys()
        old = _one(known, instead).public if instead else ""
        standing = [one for one in known if one.office == meant.office and one.by == CARD and one.counts]
        if role != "own" and standing and not (old or further) and all(one.public != meant.public for one in standing):
            raise UserError(
                N_(
                    "The office {name} is known by the key {number} already. Call them at the number you know. If the "
                    "new key takes its place, add --instead with the old number; if it is of a further computer, add "
                    "--further."
                ),
                name=standing[0].name,
                number=desk.digits(keys.grouped(keys.number(standing[0].public))),
            )
        done = trust.accept(
            exchange.store,
            meant.office,
            name or meant.name,
            meant.public,
            cast(Role, role),
            by=desk.by,
            instead_of=old,
            books=exchange.books,
        )
        _tell(desk, exchange, done, as_json)
        taken = len(inbox.admit(exchange, by=desk.by))
        count = sum(one.problem is None for one in inbox.look(exchange).waits)
    if taken and not as_json:
        desk.note(N_("Files that waited for the key and are taken in now: {count}."), count=desk.digits(taken))
    if count and not as_json:
        desk.note(N_("Files that wait to be taken in: {count}. Take them: “inbox take all”."), count=desk.digits(count))


@click.command("revoke", cls=dress.Command, help=N_("Says that a key counts no more: lost, stolen or false."))
@click.argument("number", metavar="NUMBER", nargs=-1, required=True)
@dress.option("--reason", metavar="TEXT", default="", help=N_("Why, for those who read it later."))
@dress.as_json
@click.pass_obj
def revoke(desk: Desk, /, number: tuple[str, ...], reason: str, as_json: bool) -> None:
    with opened(desk) as exchange:
        known = exchange.trust
        gone = _one(known.keys(), " ".join(number))
        leaning = [one for one in known.leaning_on(gone.office) if one.public != gone.public]
        done = trust.revoke(exchange.store, gone.public, reason, by=desk.by, books=exchange.books)
        _tell(desk, exchange, done, as_json)
    if leaning and not as_json:
        desk.note(
            N_("These keys counted by the word of that office alone. Ask it for each, and revoke what is strange:")
        )
        for one in leaning:
            desk.note(N_("{number}, {name}"), number=desk.digits(keys.grouped(keys.number(one.public))), name=one.name)


@click.command("renew", cls=dress.Command, help=N_("Makes a new key for this computer and revokes the old one."))
@dress.option("--reason", metavar="TEXT", default="", help=N_("Why, for those who read it later."))
@dress.as_json
@click.pass_obj
def renew(desk: Desk, /, reason: str, as_json: bool) -> None:
    with opened(desk) as exchange:
        done = trust.renew(exchange.store, exchange.keystore, reason, by=desk.by)
        _tell(desk, exchange, done, as_json)
    if not as_json:
        desk.note(N_("Print its card, have it signed and send it to every office: “keys card -o FILE.pdf”."))


def _paper(store: Store, made: cards.Card) -> bytes:
    from koyradesk.documents import render_pdf
    from koyradesk.documents.readback import check_text

    paper = cards.document(store, made)
    pdf = render_pdf(paper)
    check_text(paper, pdf)
    return pdf


def _meant(exchange: Exchange, office: str, said: str) -> cards.Card:
    """The card that is meant: by its text, or by the number of a key that lies in a file held back or is known.

    Raises:
        UserError: the text is of another office; no file here is signed by a key with that number.
    """
    if ":" in said:
        found = cards.read(said)
        if found.office != office:
            raise UserError(
                N_("The card is of the office {code}, not of {typed}. Check which of them is meant."),
                code=found.office,
                typed=office,
            )
        return found
    for public, name in _seen(exchange, office):
        if keys.matches(public, said):
            return cards.Card(office, name, public)
    raise UserError(
        N_(
            "No file here is signed by a key with this number. Check all thirty digits with the card; or take their "
            "file in first, or give the text of the square code instead of the number."
        )
    )


def _seen(exchange: Exchange, office: str) -> Iterator[tuple[str, str]]:
    """The keys that were seen here with the name of who uses them: known ones, those of files that wait or are held."""
    known = exchange.trust.keys()
    for one in known:
        yield one.public, one.name
    for waits in inbox.look(exchange).waits:
        yield waits.key, waits.name if waits.office == office else ""
    for held in exchange.transfers():
        if held.out or held.state != "held" or not held.file:
            continue
        with suppress(UserError):
            arrived = exchange.examine(Path(held.file))
            if arrived.key:
                yield arrived.key, arrived.name if arrived.office == office else ""


def _one(known: tuple[Known, ...], typed: str) -> Known:
    """The one key with a number, or with its first groups.

    Raises:
        UserError: none or several.
    """
    wanted = keys.digits(typed)
    found = [one for one in known if keys.number(one.public).startswith(wanted)] if len(wanted) >= keys.GROUP else []
    if len(found) != 1:
        raise UserError(
            N_("No key with this number is known here, or several begin so. Type it whole: “keys” lists them.")
        )
    return found[0]


def _tell(desk: Desk, exchange: Exchange, known: Known, as_json: bool) -> None:
    here = exchange.keystore.last(exchange.store.office) or ""
    if as_json:
        desk.json(_as_object(known, here))
    else:
        desk.say("\t".join(_line(desk, known, here)))


def _line(desk: Desk, known: Known, here: str) -> tuple[str, ...]:
    """Office, name, role, how it is known, since when or until when, number."""
    if known.revoked:
        state = desk.words(N_("revoked on {day}"), day=day_words(known.revoked, desk.language))
    elif known.public == here:
        state = desk.words(N_("this computer"))
    elif known.by == CARD:
        state = desk.words(N_("by its card"))
    else:
        state = desk.words(N_("by the word of {office}"), office=known.by)
    since = day_words(known.since, desk.language)
    number = desk.digits(keys.grouped(keys.number(known.public)))
    return known.office, known.name, desk.words(words.ROLES[known.role]), state, since, number


def _as_object(known: Known, here: str) -> dict[str, Any]:
    return {
        "office": known.office,
        "name": known.name,
        "role": known.role,
        "by": known.by,
        "number": keys.number(known.public),
        "public": known.public,
        "since": known.since.isoformat() if known.since else None,
        "revoked": known.revoked.isoformat() if known.revoked else None,
        "reason": known.reason,
        "here": known.public == here,
    }

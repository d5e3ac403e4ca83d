"""Bundles for other offices, and theirs for us: made, looked at, taken; what is under way."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from koyradesk import files, records
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, moment_words
from koyradesk.directory.names import key
from koyradesk.errors import UserError
from koyradesk.exchange import drafting, words
from koyradesk.exchange.office import Arrived, Exchange, Taken
from koyradesk.exchange.patience import is_overdue
from koyradesk.exchange.shapes import Partner, Transfer
from koyradesk.i18n import N_

_FILE = click.Path(path_type=Path)


@contextlib.contextmanager
def opened(desk: Desk) -> Iterator[Exchange]:
    """The exchange of the office of a call.

    Raises:
        UserError: there are no data here, or they cannot be used.
    """
    with desk.store() as store, Exchange(store) as exchange:
        yield exchange


@click.command("export", cls=dress.Command, help=N_("Writes what an office has not got yet into a file, for a stick."))
@dress.option("--to", metavar="OFFICE", default="", help=N_("The office it is for, by its code or name."))
@dress.option("-o", "output", metavar="FILE", type=_FILE, required=True, help=N_("The file to write."))
@dress.option("--photos", is_flag=True, help=N_("Takes photos and printed papers along."))
@dress.option("--secret", is_flag=True, help=N_("Encrypts it, so that only that office can read it."))
@dress.option(
    "--mail", "address", metavar="ADDRESS", default="", help=N_("Of a message (-o FILE.eml): the address it goes to.")
)
@dress.as_json
@click.pass_obj
def export(desk: Desk, /, to: str, output: Path, photos: bool, secret: bool, address: str, as_json: bool) -> None:
    desk.refuse_own(output)
    is_message = output.suffix.lower() == drafting.SUFFIX
    if address and not is_message:
        sentence = N_("An address is for a message: -o FILE.eml.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    with opened(desk) as exchange:
        office = office_meant(exchange, to)
        if secret and not office:
            sentence = N_("Only for one office a file can be encrypted. Say which: --to OFFICE.")
            raise dress.WrongUsage(sentence, click.get_current_context())
        if is_message:
            made = drafting.draft(exchange, office, output, by=desk.by, address=address, secret=secret, blobs=photos)
        else:
            made = _into(exchange, exchange.make(office, by=desk.by, secret=secret, blobs=photos, again=True), output)
    if as_json:
        desk.json(as_object(made, desk.language) | {"file": str(output)})
        return
    desk.say(str(output))
    desk.note(
        N_("For {office}: {what}. Receipt code {code}."),
        office=made.name or desk.words(N_("any office")),
        what=words.counts(made.counts, desk.language),
        code=words.code(made.receipt, desk.language),
    )


def _into(exchange: Exchange, made: Transfer, output: Path) -> Transfer:
    written = Path(made.file)
    with files.in_words(written):
        data = written.read_bytes()
    files.write(output, data)
    return exchange.left(made)


@click.command("import", cls=dress.Command, help=N_("Takes in a file that another office made."))
@click.argument("file", metavar="FILE", type=_FILE)
@dress.option("--dry-run", "dry", is_flag=True, help=N_("Only tells what it would change."))
@dress.as_json
@click.pass_obj
def import_(desk: Desk, /, file: Path, dry: bool, as_json: bool) -> None:
    with opened(desk) as exchange:
        arrived = exchange.examine(file)
        if dry:
            _tell_arrived(desk, arrived, as_json)
            return
        if arrived.problem is not None:
            exchange.hold(arrived, arrived.problem)
            raise arrived.problem
        taken = exchange.take(arrived, by=desk.by)
    _tell_taken(desk, taken, as_json)
    if arrived.known and not as_json:
        desk.note(N_("This file was taken in already. Nothing has changed."))


@click.command("outbox", cls=dress.Command, help=N_("Tells what each office has not acknowledged, and what was sent."))
@dress.option("--receipt", metavar="ID", default="", help=N_("Writes the receipt of this file, sent or taken in."))
@dress.option("-o", "--output", metavar="FILE.pdf", type=_FILE, default=None, help=N_("The PDF of the receipt."))
@dress.as_json
@click.pass_obj
def outbox(desk: Desk, /, receipt: str, output: Path | None, as_json: bool) -> None:
    if bool(receipt) != bool(output):
        sentence = N_("A receipt is written into a file: --receipt ID -o FILE.pdf.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    if output:
        _write_receipt(desk, receipt, output, as_json)
        return
    with opened(desk) as exchange:
        partners, transfers = exchange.partners(), [one for one in exchange.transfers() if one.out]
        now = exchange.now()
    if as_json:
        desk.json(
            {
                "offices": [_partner(one) for one in partners],
                "transfers": [_outgoing(one, desk.language, now) for one in transfers],
            }
        )
        return
    for one in partners:
        if one.all_acknowledged:
            state = desk.words(N_("has everything"))
        else:
            state = desk.words(N_("not acknowledged: {count}"), count=desk.digits(one.waiting))
        desk.say(f"{one.office}\t{one.name}\t{state}")
    for transfer in transfers:
        desk.say(
            "\t".join(
                (
                    moment_words(transfer.at, desk.language),
                    transfer.name or transfer.office,
                    words.code(transfer.receipt, desk.language),
                    desk.words(words.OVERDUE if is_overdue(transfer, now) else words.STATES[transfer.state]),
                    transfer.file,
                )
            )
        )
    if not partners and not transfers:
        desk.note(N_("Nothing was sent yet, and no other office is known."))


def _outgoing(transfer: Transfer, language: str, now: datetime) -> dict[str, Any]:
    return as_object(transfer, language) | {"overdue": is_overdue(transfer, now)}


def _write_receipt(desk: Desk, typed: str, output: Path, as_json: bool) -> None:
    from koyradesk.documents import render_pdf
    from koyradesk.exchange import receipt_paper

    desk.refuse_own(output)
    with opened(desk) as exchange:
        one = receipt_paper.meant(exchange, typed)
        pdf = render_pdf(receipt_paper.document(exchange, one))
    files.write(output, pdf)
    if as_json:
        desk.json(as_object(one, desk.language) | {"paper": str(output)})
    else:
        desk.say(str(output))


def as_object(transfer: Transfer, language: str) -> dict[str, Any]:
    """A transfer for machines; only why it failed is said in a language."""
    return {
        "id": transfer.id,
        "receipt": transfer.receipt,
        "direction": "out" if transfer.out else "in",
        "office": transfer.office or None,
        "name": transfer.name,
        "way": transfer.way,
        "state": transfer.state,
        "at": transfer.at.isoformat(),
        "size": transfer.size,
        "counts": dict(transfer.counts),
        "error": transfer.why(language) or None,
        "file": transfer.file or None,
        "acknowledged": transfer.acknowledged.isoformat() if transfer.acknowledged else None,
    }


def taken_object(taken: Taken, language: str) -> dict[str, Any]:
    """What was taken in, for machines."""
    return as_object(taken.transfer, language) | {
        "changed": len(taken.changed.records),
        "books": list(taken.books),
        "conflicts": taken.conflicts,
        "late": taken.late,
        "duplicates": [one.number for one in taken.duplicates],
        "adopted": taken.adopted,
    }


def _partner(one: Partner) -> dict[str, Any]:
    return {
        "office": one.office,
        "name": one.name,
        "role": one.role,
        "waiting": one.waiting,
        "unsent": one.unsent,
        "all_acknowledged": one.all_acknowledged,
        "heard": one.heard.isoformat() if one.heard else None,
        "acknowledged": one.acknowledged.isoformat() if one.acknowledged else None,
    }


def office_meant(exchange: Exchange, typed: str) -> str:
    """The office that is meant: by its code or its name; where nobody says, the one above us."""
    known = exchange.partners()
    if not typed:
        above = [one.office for one in known if one.role == "above"]
        return above[0] if len(above) == 1 else ""
    if typed == exchange.store.office:
        return typed
    return named_office(known, typed).office


class _Named(Protocol):
    @property
    def office(self) -> str: ...

    @property
    def name(self) -> str: ...


_Meant = TypeVar("_Meant", bound=_Named)


def named_office(known: Sequence[_Meant], typed: str) -> _Meant:
    """The one office that is meant, by its code or its name, or by how either begins.

    Raises:
        UserError: none or several.
    """
    code, name = records.as_code(typed), key(typed)
    found = [one for one in known if code == one.office or name == key(one.name)]
    if not found and code and name:
        found = [one for one in known if one.office.startswith(code) or key(one.name).startswith(name)]
    if len(found) != 1:
        names = ", ".join(f"{one.name} ({one.office})" for one in known)
        raise UserError(
            N_("“{typed}” is not one of the offices known here: {names}. Accept its key card first."),
            typed=typed,
            names=names or "—",
        )
    return found[0]


def _tell_arrived(desk: Desk, arrived: Arrived, as_json: bool) -> None:
    problem = arrived.problem.text(desk.language) if arrived.problem else None
    if as_json:
        desk.json(
            {
                "id": arrived.id or None,
                "receipt": arrived.receipt or None,
                "office": arrived.office or None,
                "name": arrived.name,
                "known": arrived.known,
                "unknown_key": arrived.unknown_key,
                "news": dict(arrived.news),
                "operations": dict(arrived.books),
                "problem": problem,
            }
        )
        return
    if problem:
        desk.say(problem)
    elif not arrived.books:
        desk.say(desk.words(N_("Everything in it is known here already.")))
    else:
        what = words.counts(arrived.news, desk.language)
        desk.say(desk.words(N_("From {office}: {what}."), office=arrived.name or arrived.office, what=what))


def _tell_taken(desk: Desk, taken: Taken, as_json: bool) -> None:
    if as_json:
        desk.json(taken_object(taken, desk.language))
        return
    one = taken.transfer
    desk.say(
        desk.words(
            N_("Taken from {office}: {what}. Receipt code {code}."),
            office=one.name or one.office,
            what=words.counts(one.counts, desk.language),
            code=words.code(one.receipt, desk.language),
        )
    )
    for count, sentence in (
        (taken.adopted, N_("Of it {count} stand in your decisions now. See `due`.")),
        (taken.conflicts, N_("Written differently on two computers: {count}. See `conflicts`.")),
        (taken.late, N_("Written into signed papers too late: {count}. The papers stay as they are.")),
        (len(taken.duplicates), N_("Memo numbers that were given twice: {count}.")),
    ):
        if count:
            desk.note(sentence, count=desk.digits(count))

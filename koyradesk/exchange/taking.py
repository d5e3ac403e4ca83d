"""A bundle that came in: looked at, taken, or held back with the reason."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from koyradesk import clock, disk, files
from koyradesk.district import reading
from koyradesk.errors import UserError
from koyradesk.exchange import adopting, crypt, duplicates, exporting, importing, keys, late
from koyradesk.exchange.adopted import proofs
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.importing import UnknownKey
from koyradesk.exchange.ledger import Said
from koyradesk.exchange.shapes import SECRET, SUFFIX, Manifest, Role, Transfer, receipt
from koyradesk.exchange.trust import agree, restate
from koyradesk.i18n import N_
from koyradesk.store import Changed

if TYPE_CHECKING:
    from koyradesk.exchange.office import Exchange

QUARANTINE = "quarantine"
#: What every zip begins with.
_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came in, verified; nothing has been changed by that.

    ``problem`` says why it must not be taken (None: it may be); with ``unknown_key`` the 30 digits of the card that
    belong to ``key`` are to be typed first. ``known``: it was taken already. ``news`` counts the records that would
    change by kind, ``books`` the new operations by office.
    """

    path: Path
    id: str = ""
    receipt: str = ""
    manifest: Manifest | None = None
    key: str = ""
    number: str = ""
    office: str = ""
    name: str = ""
    role: Role = ""
    unknown_key: bool = False
    known: bool = False
    news: Mapping[str, int] = field(default_factory=dict)
    books: Mapping[str, int] = field(default_factory=dict)
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a bundle in has changed: our own records, whose books, and what now needs a look: how many fields are
    written differently, how many values came too late for signed papers, which memo numbers are used twice."""

    transfer: Transfer
    changed: Changed
    books: tuple[str, ...]
    conflicts: int
    late: int
    duplicates: tuple[duplicates.Duplicate, ...]
    adopted: int


def examine(exchange: Exchange, path: Path) -> Arrived:
    """See ``Exchange.examine``."""
    with _opened(exchange, path) as reader:
        if isinstance(reader, UserError):
            return Arrived(path, problem=reader)
        manifest, trust = reader.manifest, exchange.trust
        known = trust.known(reader.key)
        before = exchange.ledger.transfer(reader.id, out=False)
        arrived = Arrived(
            path,
            reader.id,
            receipt(reader.id),
            manifest,
            reader.key,
            keys.number(reader.key),
            manifest.office,
            known.name if known else manifest.name,
            known.role if known else "",
            known=before is not None and before.transfer.state == "taken" and not _is_gone(exchange, manifest.ranges),
        )
        try:
            _refuse(exchange, reader)
            found = importing.examine(reader, exchange.store, exchange.books)
        except UnknownKey as problem:
            number = keys.number(problem.public)
            return replace(arrived, unknown_key=True, key=problem.public, number=number, problem=problem)
        except UserError as problem:
            return replace(arrived, problem=problem)
        return replace(arrived, news=found.news, books=found.books)


def _is_gone(exchange: Exchange, ranges: Mapping[str, tuple[int, int]]) -> bool:
    """Is something of what was taken in not here any more: restored from a backup, a book deleted? What begins behind a
    gap was taken in all the same."""
    return not exchange.holds(
        {actor: span for actor, span in ranges.items() if span[0] == 1 or exchange.holds({actor: (1, span[0] - 1)})}
    )


def take(exchange: Exchange, arrived: Arrived, *, by: str) -> Taken:
    """See ``Exchange.take``."""
    store, ledger, books = exchange.store, exchange.ledger, exchange.books
    with files.in_words(arrived.path):
        size = arrived.path.stat().st_size
    with _opened(exchange, arrived.path) as reader:
        if isinstance(reader, UserError):
            raise reader
        # Between looking and taking the file may have become another one.
        if reader.id != arrived.id:
            raise UserError(N_("The file was changed since it was looked at. Look at it again."))
        manifest = reader.manifest
        _refuse(exchange, reader)
        found = importing.examine(reader, store, books)
        offices = sorted({importing.office_of(head.actor) for head in reader.heads})
        contested = frozenset(store.conflicts()) if store.office in offices else frozenset()
        changed, others = importing.receive(reader, store, books)
        carried = tuple(office for office in offices if office != store.office)
        _keep_blobs(exchange, reader)
        now = exchange.now()
        transfer = Transfer(
            reader.id,
            False,
            manifest.office,
            manifest.name,
            "file",
            "taken",
            now,
            size,
            receipt(reader.id),
            dict(found.news),
            file=str(arrived.path),
        )
        said = Said(manifest.office, manifest.device, manifest.name, manifest.have, carried, manifest.made, now)
        trust = exchange.trust
        counting = {one.key for one in reader.heads if trust.may_vouch(one.key, importing.office_of(one.actor))}
        before = ledger.transfer(reader.id, out=False)
        with ledger.together():
            ledger.keep_heads(reader.heads, counting)
            if before is None or before.transfer.state != "taken":
                # What was taken before says nothing new of its sender, who may have said more since.
                ledger.say(said)
                ledger.want(manifest.office, manifest.wants, out=False)
                if before is not None:
                    # It came now, and not when it was held back.
                    ledger.forget(reader.id, out=False)
                ledger.note(transfer, manifest.ranges, manifest.have)
                _acknowledge(exchange, manifest)
    if arrived.path.parent == store.folder / QUARANTINE:
        with suppress(OSError):
            # It waited there; a copy that is left over harms nobody.
            disk.unlink(arrived.path)
    adopted = adopting.adopt(store, books, by=by)
    proofs.ask(exchange, adopted.proofs)
    agreed = agree(store, by=by) if "key" in changed.kinds else Changed()
    restated = restate(store, books, others, by=by) if "key" in found.news else Changed()
    # The view of the offices below opens at once then.
    reading.refresh(exchange, others, on=clock.today(store).day)
    return Taken(
        transfer,
        Changed.of(changed.records | adopted.changed.records | agreed.records | restated.records),
        tuple(others),
        len(frozenset(store.conflicts()) - contested) if changed else 0,
        len(late.of(store)) if changed else 0,
        duplicates.of(store) if changed else (),
        adopted.down + adopted.up,
    )


def hold(exchange: Exchange, arrived: Arrived, reason: UserError) -> Transfer:
    """See ``Exchange.hold``."""
    with files.in_words(arrived.path):
        data = arrived.path.read_bytes()
    # What is no bundle has no name of its own.
    name = arrived.id or hashlib.sha256(data).hexdigest()
    folder = exchange.store.folder / QUARANTINE
    with files.in_words(folder):
        folder.mkdir(exist_ok=True)
    kept = folder / f"{name}{SUFFIX}"
    if arrived.path != kept:
        files.write(kept, data)
    transfer = Transfer(
        name,
        False,
        arrived.office,
        arrived.name,
        "file",
        "held",
        exchange.now(),
        len(data),
        receipt(name),
        file=str(kept),
        problem=reason,
    )
    exchange.ledger.note(transfer, arrived.manifest.ranges if arrived.manifest else {}, {})
    return transfer


def _refuse(exchange: Exchange, reader: Reader) -> None:
    to = reader.manifest.to
    if to not in ("", exchange.store.office):
        if reader.manifest.office == exchange.store.office:
            known = exchange.trust.partners()
            name = next((one.name for one in known if one.office == to and one.name), to)
            raise UserError(
                N_("This file was made here, for {name}. Send it there; here it changes nothing."), name=name
            )
        raise UserError(N_("This bundle is for another office ({to}). Take one that was made for yours."), to=to)
    importing.refuse_strangers(reader, exchange.trust)


def _keep_blobs(exchange: Exchange, reader: Reader) -> None:
    """Files are kept where a record names them; what nobody named is left."""
    for sha in reader.blobs:
        for store in exchange.stores():
            if exchange.naming(store, sha):
                store.put_blob(reader.blob(sha))
                exchange.ledger.got(reader.manifest.office, [sha], out=True)


def _acknowledge(exchange: Exchange, manifest: Manifest) -> None:
    office, ledger = manifest.office, exchange.ledger
    have = exporting.known(exchange.said(office), exchange.trust.role(office))
    for one in (*ledger.transfers(out=True, office=office), *ledger.for_anybody()):
        if one.transfer.state != "acknowledged" and all(
            have.get(actor, 0) >= last for actor, (_, last) in one.ranges.items()
        ):
            if not one.transfer.office:
                # It was for whoever takes it: for this office, as it turns out.
                ledger.note(replace(one.transfer, office=office, name=manifest.name), one.ranges, one.have)
            ledger.acknowledge(one.transfer.id, exchange.now())


@contextmanager
def _opened(exchange: Exchange, path: Path) -> Iterator[Reader | UserError]:
    """A reader on a file, decrypted where it must be; what is wrong with the bundle comes as the error itself."""
    with ExitStack() as held:
        try:
            stream: BinaryIO = held.enter_context(disk.opened(path))
            beginning = stream.read(len(crypt.MARK))
            secret = beginning == crypt.MARK
            stream.seek(0)
            found: Reader | UserError
            try:
                if not (secret or beginning.startswith(_ZIP) or path.name.lower().endswith((SUFFIX, SECRET))):
                    raise UserError(
                        N_("{name} is no file of another office's Koyradesk. The name of such a file ends in .koyra."),
                        name=path.name,
                    )
                if secret:
                    clear = crypt.decrypt(stream.read(), exchange.keystore.key(exchange.store.office))
                    stream = io.BytesIO(clear)
                found = Reader(stream, importing.check)
            except UserError as error:
                found = error
            # Also what is read of it later: it may lie on a stick that is pulled out.
            yield found
        except OSError as error:
            raise files.trouble(error, Path(error.filename) if error.filename else path) from error

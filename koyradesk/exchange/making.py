"""A bundle is made for an office: written whole into the outbox or a folder, and noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile

from koyradesk import disk, files
from koyradesk.errors import UserError
from koyradesk.exchange import crypt, exporting, patience, sshsig, submitting
from koyradesk.exchange.bundle.archive import BLOBS
from koyradesk.exchange.bundle.heads import statement
from koyradesk.exchange.bundle.writing import write
from koyradesk.exchange.ledger import Kept
from koyradesk.exchange.shapes import BUNDLE, HEAD, SECRET, SUFFIX, Head, Manifest, Transfer, receipt
from koyradesk.exchange.trust import signing
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from koyradesk.exchange.office import Exchange

OUTBOX = "outbox"
_PART = ".part"
_BLOBS = BLOBS.rstrip("/")
#: After so long a file that did not come is asked for again, though there is nothing else to say.
_PATIENCE = timedelta(days=7)


class NothingToSend(UserError):  # noqa: N818
    """The office has everything that is for it."""

    def __init__(self, name: str) -> None:
        super().__init__(N_("{name} has everything already; there is nothing new to send."), name=name)


def make(
    exchange: Exchange, to: str, *, by: str, folder: Path | None, secret: bool, photos: bool, way: str, again: bool
) -> Transfer:
    """See ``Exchange.make``."""
    store, ledger = exchange.store, exchange.ledger
    trust = exchange.trust
    partners = {one.office: one for one in trust.partners()}
    known = partners.get(to)
    if to and known is None:
        raise UserError(
            N_("The office {office} is not known here. Accept its key card first, then send to it."), office=to
        )
    name, role = (known.name, known.role) if known else ("", "")
    roles = {office: one.role for office, one in partners.items()}
    signing(store, exchange.keystore, by=by)
    submitting.submit(store, by=by)
    private = exchange.keystore.key(store.office)
    public = sshsig.public_line(private)

    def vouch(actor: str, seq: int, link: str) -> Head:
        head = Head(actor, seq, link, public)
        return replace(head, signature=sshsig.sign(private, HEAD, statement(head)))

    said = exchange.said(to) if to else []
    since = exporting.known(said, role)
    load = exporting.load(store, exchange.books, ledger, to, roles, since, vouch, trust)
    asked = exchange.files(ledger.wanted(to, out=False), to, roles) if to else {}
    wants, have = ledger.wanted(to, out=True), exchange.have(to, said)
    out, now = _made(exchange, to), exchange.now()
    question = ledger.unasked(to, now - _PATIENCE)
    if not again and not (asked or question or _is_news(exchange, load, have, out)):
        raise NothingToSend(name or to)
    # Of a signed paper our own other PCs need the very pages: each of them is to be whole.
    photos = photos or to == store.office
    carried = asked | (exchange.files(load.blobs(), to, roles) if photos else {})
    # What takes the place of a file that waits brings the photos that it brings.
    replaced = [one for one in out if _is_replaced(exchange, one, load)]
    carried |= exchange.files({sha for one in replaced for sha in _blobs_in(Path(one.transfer.file))}, to, roles)
    manifest = Manifest(
        store.office,
        store.named(),
        exchange.name,
        to,
        now.isoformat(timespec="seconds"),
        load.ranges,
        have,
        wants,
        tuple(sorted(carried)),
    )
    target = folder or store.folder / OUTBOX
    with _beside(target) as (part, stream):
        bundle = write(
            stream,
            manifest,
            load.heads,
            load.operations(),
            ((sha, carried[sha].blob(sha)) for sha in manifest.blobs),
            public,
            lambda message: sshsig.sign(private, BUNDLE, message),
        )
        if secret and known is not None:
            stream.flush()
            data = crypt.encrypt(part.read_bytes(), list(known.keys))
            stream.seek(0)
            stream.truncate()
            stream.write(data)
        disk.flush(stream)
    path = target / f"{store.office}-{to or 'all'}-{now:%Y%m%d}-{receipt(bundle)}{SECRET if secret else SUFFIX}"
    with files.in_words(target):
        disk.replace(part, path)
        disk.sync_folder(target)
        size = path.stat().st_size
    transfer = Transfer(
        bundle,
        True,
        to,
        name,
        way,
        # On a stick it is as good as there; in the outbox it waits for a way.
        "sent" if folder else "made",
        now,
        size,
        receipt(bundle),
        dict(load.counts),
        file=str(path),
        sent=now if folder else None,
    )
    with ledger.together():
        _supersede(exchange, [one for one in replaced if one.transfer.id != bundle])
        ledger.note(transfer, load.ranges, have)
        ledger.got(to, asked, out=False)
        ledger.asked(to, now)
    return transfer


def reached(have: Mapping[str, int], out: list[Kept], now: datetime) -> dict[str, int]:
    """How far an office comes with what it has and what, of all that went ``out`` to it, is on the way to it now."""
    found = dict(have)
    for one in patience.on_the_way(out, now):
        for actor, (_, last) in one.ranges.items():
            found[actor] = max(found.get(actor, 0), last)
    return found


def _made(exchange: Exchange, to: str) -> list[Kept]:
    """What went out to an office, or to whoever takes it. What waits and whose file is gone does not wait any more."""
    ledger = exchange.ledger
    out = ledger.transfers(out=True, office=to) if to else ledger.for_anybody()
    gone = [one for one in out if one.transfer.state in ("made", "sending") and not Path(one.transfer.file).is_file()]
    for one in gone:
        ledger.move(one.transfer.id, "failed")
        out[out.index(one)] = one._replace(transfer=replace(one.transfer, state="failed"))
    return out


def _is_news(exchange: Exchange, load: exporting.Load, have: Mapping[str, int], out: list[Kept]) -> bool:
    """Is there anything that no bundle on the way to the office carries: operations, an acknowledgement, or that we
    lost what we had acknowledged?"""
    far = reached({}, out, exchange.now())
    if any(last > far.get(actor, 0) for actor, (_, last) in load.ranges.items()):
        return True
    last = max((one for one in out if one.transfer.state != "failed"), key=lambda one: one.n, default=None)
    if last is None:
        return any(have.values())
    if exchange.ledger.before_restore(last):
        # Perhaps more was acknowledged than either we or our record know of any more.
        return True
    if any(seq > last.have.get(actor, 0) for actor, seq in have.items()):
        return True
    if not exchange.holds({actor: (1, seq) for actor, seq in last.have.items()}):
        return True
    if not last.transfer.office or not patience.is_old(last.transfer, exchange.now()):
        return False
    # It sent something once more that we have: our acknowledgement was lost.
    came = exchange.ledger.transfers(out=False, office=last.transfer.office)
    return any(one.n > last.n and one.ranges and one.transfer.state == "taken" for one in came)


def _supersede(exchange: Exchange, replaced: list[Kept]) -> None:
    for one in replaced:
        exchange.ledger.forget(one.transfer.id, out=True)
        with suppress(OSError):
            disk.unlink(Path(one.transfer.file))


def _is_replaced(exchange: Exchange, one: Kept, load: exporting.Load) -> bool:
    """Need a bundle not go any more, as it never left and its whole content is in the new one?"""
    box = exchange.store.folder / OUTBOX
    return one.transfer.state in ("made", "failed") and _covered(one, load) and Path(one.transfer.file).parent == box


def _blobs_in(path: Path) -> list[str]:
    """The files that a bundle of ours brings; of an encrypted one nobody here can tell."""
    with suppress(OSError, BadZipFile), ZipFile(path) as bundle:
        return [sha for folder, _, sha in (name.rpartition("/") for name in bundle.namelist()) if _BLOBS in folder]
    return []


def _covered(old: Kept, load: exporting.Load) -> bool:
    return all(
        actor in load.ranges and load.ranges[actor][0] <= first and last <= load.ranges[actor][1]
        for actor, (first, last) in old.ranges.items()
    )


@contextmanager
def _beside(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file in a folder, to be renamed when it is whole; gone again where that fails."""
    with files.in_words(folder):
        folder.mkdir(exist_ok=True)
        part, stream = disk.new(folder, suffix=_PART)
        try:
            with stream:
                yield part, stream
        except BaseException:
            with suppress(OSError):
                disk.unlink(part)
            raise

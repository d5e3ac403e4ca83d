"""The inbox: the one place through which everything goes that comes in, by a stick, a mailbox or a server.

A file lies here whole, under the hash of its bytes (``ways.staging``), and is verified before anything in it is parsed
(``Exchange.examine``). What holds waits here until somebody takes it; what does not goes to the quarantine with the
reason; what is known already goes at once.

What is signed by a key that nobody accepted here yet lies in the quarantine, too, and in the record with that reason,
however it came; but it waits there, and is taken in as soon as the key is accepted (``admit``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from koyradesk import disk, files
from koyradesk.errors import UserError
from koyradesk.exchange import importing
from koyradesk.exchange.office import Arrived, Exchange, Taken
from koyradesk.exchange.ways import staging
from koyradesk.exchange.ways.carrier import INBOX, OUTBOX
from koyradesk.exchange.ways.folder import blocks
from koyradesk.i18n import N_
from koyradesk.store.lock import Lock

#: How a way names what it lays here: by the bundle's id or the hash of the bytes.
_LAID = re.compile(r"[0-9a-f]{64}\.koyra(?:\.age)?")


@dataclass(frozen=True, slots=True)
class Looked:
    """What lies in the inbox, verified: what ``waits`` to be taken (also what needs a key card first), what was
    ``held`` back just now, and how many files went because they were ``known`` already. ``came`` is what lay in the
    inbox, by its path there."""

    waits: tuple[Arrived, ...] = ()
    held: tuple[Arrived, ...] = ()
    known: int = 0
    came: Mapping[Path, Arrived] = field(default_factory=dict, compare=False)


def folder(exchange: Exchange) -> Path:
    return exchange.store.folder / INBOX


def add(exchange: Exchange, path: Path) -> Path | None:
    """Copies a file into the inbox before anything looks into it; None where it lies there already.

    Raises:
        UserError: it cannot be read, or it is larger than any bundle.
    """

    def never(_: str) -> bool:
        return False

    with files.in_words(path):
        return staging.lay(blocks(path), folder(exchange), never)


def look(exchange: Exchange) -> Looked:
    """Verifies all that lies in the inbox, and again what waits for a key card. What is bad goes to the quarantine.

    Raises:
        UserError: the disk.
    """
    waits, held, known = [], [], 0
    came: dict[Path, Arrived] = {}
    seen: set[str] = set()
    for path in _laid(exchange):
        try:
            arrived = came[path] = exchange.examine(path)
        except UserError:
            if path.exists():
                raise
            # A window took it just now.
            continue
        if arrived.known or _is_ours(exchange, arrived) or (arrived.id and arrived.id in seen):
            drop(arrived)
            known += 1
        elif arrived.problem is not None:
            kept = exchange.hold(arrived, arrived.problem)
            drop(arrived)
            if not arrived.unknown_key:
                held.append(arrived)
            else:
                came[path] = replace(arrived, path=Path(kept.file))
        else:
            seen.add(arrived.id)
            waits.append(arrived)
    waits += [one for one in _without_key(exchange) if one.problem is None or one.unknown_key]
    return Looked(tuple(waits), tuple(held), known, came)


def admit(exchange: Exchange, *, by: str) -> tuple[Taken, ...]:
    """Takes in what waited for a key that is accepted by now. What cannot be taken all the same stays held, with the
    reason.

    Raises:
        UserError: the disk.
    """
    taken = []
    for arrived in _without_key(exchange):
        if arrived.unknown_key:
            continue
        # What was taken just now may have brought, or revoked, a key.
        again = exchange.examine(arrived.path)
        if again.problem is not None:
            exchange.hold(again, again.problem)
        else:
            taken.append(take(exchange, again, by=by))
    return tuple(taken)


def _without_key(exchange: Exchange) -> list[Arrived]:
    """What is held for the want of a key card, the oldest first, as it stands by now."""
    found = []
    for kept in exchange.ledger.transfers(out=False):
        one = kept.transfer
        if one.state != "held" or not importing.lacks_key(one.problem) or not Path(one.file).is_file():
            continue
        arrived = exchange.examine(Path(one.file))
        if not arrived.known:
            found.append(arrived)
    return found[::-1]


def take(exchange: Exchange, arrived: Arrived, *, by: str) -> Taken:
    """Takes a bundle in; its file leaves the inbox.

    Raises:
        UserError: it must not be taken; it stays where it is.
    """
    if arrived.problem is not None:
        raise arrived.problem
    taken = exchange.take(arrived, by=by)
    drop(arrived)
    return taken


def drop(arrived: Arrived) -> None:
    """Takes the file out of the inbox.

    Raises:
        UserError: the disk.
    """
    with files.in_words(arrived.path):
        disk.unlink(arrived.path, missing_ok=True)


def meant(looked: Looked, typed: str) -> Arrived:
    """The waiting bundle that somebody means by its receipt code or the beginning of its id.

    Raises:
        UserError: none or several are meant.
    """
    from koyradesk.bengali.digits import to_ascii

    said = "".join(to_ascii(typed).split()).lower()
    found = [one for one in looked.waits if said and (one.receipt == said or one.id.startswith(said))]
    if len(found) != 1:
        codes = ", ".join(one.receipt for one in looked.waits)
        raise UserError(
            N_("No waiting file is called “{typed}”. These wait: {codes}."), typed=typed, codes=codes or "—"
        )
    return found[0]


def sweep(exchange: Exchange) -> int:
    """Takes away what a crash left half written, unless something is being fetched now; how many files."""
    box = exchange.store.folder / OUTBOX
    with suppress(UserError, OSError):
        box.mkdir(exist_ok=True)
        # Whoever carries holds this lock: what it writes is no junk.
        with Lock(box, 0.0):
            return staging.sweep(folder(exchange))
    return 0


def _laid(exchange: Exchange) -> list[Path]:
    try:
        return sorted(one for one in folder(exchange).iterdir() if _LAID.fullmatch(one.name) and _is_plain(one))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise files.trouble(error, folder(exchange)) from error


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_ours(exchange: Exchange, arrived: Arrived) -> bool:
    """What this PC made itself comes back from a folder that all PCs of the office share."""
    return bool(arrived.id) and exchange.ledger.transfer(arrived.id, out=True) is not None

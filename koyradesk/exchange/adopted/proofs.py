"""The files that prove what was reported below, as proofs of ours: named at once, their bytes on request.

What a report is proven by hangs on our report from then on. While the file itself is not here our record names none
(so that a backup of ours is whole); what did not come along is asked for with the next bundle, and once it is in the
book of its office it is kept as ours too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from koyradesk import rank, records
from koyradesk.bengali.text import tidy
from koyradesk.errors import UserError
from koyradesk.exchange.adopted import Hand, is_adopted
from koyradesk.obligations.proofs import LARGEST
from koyradesk.store import Store, blobs

if TYPE_CHECKING:
    from koyradesk.exchange.office import Exchange

#: No file has a longer name anywhere.
_LONGEST_NAME = 255


class _Source(Protocol):
    @property
    def source(self) -> str: ...


def want(hand: Hand, book: Store, office: str, reports: Mapping[str, _Source]) -> None:
    """Wants what proves some reports of a book on ours; ``reports`` by the ids they have here."""
    own = hand.store
    by_source: dict[str, list[dict[str, Any]]] = {}
    for row in book.rows("attachment", of={one.source for one in reports.values()}) if reports else ():
        by_source.setdefault(row["of"], []).append(row)
    wanted: dict[str, dict[str, Any]] = {}
    for report, one in reports.items():
        rows = [row for row in by_source.get(one.source, ()) if _is_file(row)]
        for row, place in zip(rows, rank.between("", "", len(rows)), strict=True):
            record = records.derived("attachment", own.office, row["id"], report)
            told = {name: row[name] for name in ("note", "media", "size")}
            name = tidy(row["name"])[:_LONGEST_NAME]
            wanted[record] = {"of": report, "rank": place, "name": name, **told, "deleted": False}
            if row["blob"] and _is_here(hand, book, row["blob"]):
                # Not here, nothing is said of it: another PC of ours may have it.
                wanted[record]["blob"] = row["blob"]
            if row["blob"] and not hand.is_ours(record, "deleted"):
                hand.proofs[row["blob"]] = office
    held = own.rows("attachment", of=set(reports), deleted=None) if reports else []
    for record, fields in wanted.items():
        hand.put(record, fields)
    for row in held:
        if row["id"] not in wanted and all(is_adopted(actor) for actor, _ in own.versions(row["id"], "of")):
            # Taken out there.
            hand.put(row["id"], {"deleted": True})


def _is_file(row: Mapping[str, Any]) -> bool:
    """Is it a file as a report here could be proven by?"""
    return (not row["blob"] or blobs.is_hash(row["blob"])) and 0 <= (row["size"] or 0) <= LARGEST


def _is_here(hand: Hand, book: Store, sha: str) -> bool:
    """Is a file kept here, or can it be, as it lies whole in the book?"""
    if blobs.is_there(hand.store.folder, sha):
        return True
    with suppress(UserError):
        book.blob(sha)
        hand.copies[sha] = book
        return True
    return False


def ask(exchange: Exchange, proofs: Mapping[str, str]) -> None:
    """Asks for those that are not here with the next bundle, of the office they are of or of who hands its book on."""
    if not proofs:
        return
    store, ledger, roles = exchange.store, exchange.ledger, exchange.roles()
    carried = [(one.office, one.carries) for one in ledger.said()]
    for sha, office in proofs.items():
        for one in _who(office, roles, carried):
            if blobs.is_there(store.folder, sha):
                ledger.got(one, [sha], out=True)
            else:
                exchange.want(one, [sha])


def _who(office: str, roles: Mapping[str, Any], carried: Collection[tuple[str, Collection[str]]]) -> set[str]:
    """Whom to ask for what an office has: itself, where it sends to us; else those who hand its book on."""
    if office in roles and any(one == office for one, _ in carried):
        return {office}
    return {one for one, offices in carried if office in offices} or {office}

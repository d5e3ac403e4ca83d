"""The key records (চাবি) of a book, read as what may be believed of them. Nothing is decided here: see ``trust``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.exchange.shapes import Role
from koyradesk.store import Store, journal
from koyradesk.store.refusals import DamageError

_KEY = records.KINDS["key"]
_BLANK = {name: records.EMPTY[field.type] for name, field in _KEY.fields.items()}

#: How a key came to be known: by its card, in our own book. Otherwise it is the code of the office whose word it is.
CARD = "card"


class Shelf(Protocol):
    """Where the books of other offices stand (``books.Books``, or a dict of open stores)."""

    def get(self, office: str, /) -> Store | None: ...


@dataclass(frozen=True, slots=True)
class Known:
    """A key that is known. ``role`` is what its office is to us ("" where nobody said); ``by`` is "card", or the office
    above us that countersigned it; with ``revoked`` it stands for nobody any more."""

    office: str
    name: str
    role: Role
    revoked: date | None
    by: str
    public: str = ""
    since: date | None = None
    reason: str = ""

    @property
    def counts(self) -> bool:
        return self.revoked is None


@dataclass(frozen=True, slots=True)
class Office:
    """An office of which a key is known; ``keys`` are those that count, the newest first."""

    office: str
    name: str
    role: Role
    keys: tuple[str, ...] = ()
    by: str = CARD


@dataclass(frozen=True, slots=True)
class Entry:
    """A key record as a book has it. One that is in the bin, or about which two PCs say different things, is not
    ``living``: nothing is believed because of it, but what it revokes is revoked."""

    record: str
    office: str
    name: str
    public: str
    role: str
    since: date | None
    revoked: date | None
    reason: str
    living: bool


def shelf(books: Shelf | Iterable[Store] | None) -> Shelf:
    if isinstance(books, Iterable) and not isinstance(books, dict):
        return {book.office: book for book in books}
    return books or {}


#: Key records that are about to be taken in: by office, then record, the fields that come.
Arriving = Mapping[str, Mapping[str, Mapping[str, Any]]]


def arriving(bodies: Iterable[bytes]) -> Arriving:
    """What operations say of keys, before they are taken in. What cannot be right is passed over: taking in refuses
    it."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for body in bodies:
        head = journal.START.match(body)
        if head is None or not head["record"].startswith(b"key."):
            continue
        with suppress(ValueError, TypeError, DamageError, UserError):
            operation = journal.decode(body)
            office = records.split(operation.record)[1]
            if office == operation.actor.partition(".")[0]:
                fields = found.setdefault(office, {}).setdefault(operation.record, {})
                for name, write in operation.set.items():
                    if name in _KEY.fields and records.plain(_KEY, name, write.value) == write.value:
                        fields[name] = records.rich(_KEY, name, write.value)
    return found


def entries(store: Store | None, news: Mapping[str, Mapping[str, Any]], **where: Any) -> Iterator[Entry]:
    """The key records of a book (None: none yet), as they will be with the news, whose fields equal ``where``."""
    for row in store.rows("key", deleted=None, **where) if store is not None else ():
        if row["id"] not in news:
            assert store is not None
            yield _entry(row, store)
    for record, fields in news.items():
        held = store.row(record) if store is not None else None
        row = {**_BLANK, "id": record, **(held or {}), **fields, "conflict": False}
        if all(row[name] == value for name, value in where.items()):
            yield _entry(row, None)


def _entry(row: Mapping[str, Any], store: Store | None) -> Entry:
    record, revoked, contested = row["id"], row["revoked"], set()
    if row["conflict"] and store is not None:
        contested = {name for name in ("office", "public", "role") if len(store.values(record, name)) > 1}
        days = [day for day in store.values(record, "revoked") if day]
        revoked = min(days) if days else None
    role = "" if "role" in contested else row["role"]
    return Entry(
        record,
        row["office"],
        row["name"],
        row["public"],
        role,
        row["since"],
        revoked,
        row["reason"],
        living=not row["deleted"] and not contested & {"office", "public"} and records.is_office(row["office"]),
    )

"""The key records (চাবি) of a book, read as what may be believed of them. Nothing is decided here: see ``trust``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from koyradesk import records
from koyradesk.store import Store


class Shelf(Protocol):
    """Where the books of other offices stand (``books.Books``, or a dict of open stores)."""

    def get(self, office: str, /) -> Store | None: ...


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


def entries(store: Store, **where: Any) -> Iterator[Entry]:
    for row in store.rows("key", deleted=None, **where):
        record, revoked, contested = row["id"], row["revoked"], set()
        if row["conflict"]:
            contested = {name for name in ("office", "public", "role") if len(store.values(record, name)) > 1}
            days = [day for day in store.values(record, "revoked") if day]
            revoked = min(days) if days else None
        role = "" if "role" in contested else row["role"]
        yield Entry(
            record,
            row["office"],
            row["name"],
            row["public"],
            role,
            row["since"],
            revoked,
            row["reason"],
            living=not row["deleted"] and not contested & {"office", "public"} and is_code(row["office"]),
        )


def is_code(office: str) -> bool:
    return len(office) == records.OFFICE_LENGTH and set(office) <= set(records.ALPHABET)

"""The offices this one knows, what they are to it and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from koyradesk.directory.parties import Directory
from koyradesk.district.digest import Digest
from koyradesk.errors import UserError
from koyradesk.exchange.shapes import Role
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.store import Store


class Books(Protocol):
    """Books of other offices by their codes, as ``exchange.books.Books`` keeps them."""

    def offices(self) -> list[str]:
        """The codes of those that are here."""
        ...

    def path(self, office: str) -> Path:
        """Where the book of an office lies."""
        ...

    def get(self, office: str) -> Store | None:
        """The book of an office; raises a ``UserError`` where it cannot be opened."""
        ...


class Exchange(Protocol):
    """What has books, and knows what their offices said last: ``exchange.office.Exchange``."""

    @property
    def books(self) -> Books: ...


@dataclass(frozen=True, slots=True)
class Known:
    """Another office. ``level`` counts how far below (or above) it stands: 1 where we have its key ourselves, 2 where
    one of those has. ``digest`` is None where it has no book here, or one that cannot be read (``problem``)."""

    office: str
    name: str
    role: Role = ""
    level: int = 1
    digest: Digest | None = None
    problem: UserError | None = None

    @property
    def as_of(self) -> date | None:
        """The day its data are true for."""
        return self.digest.day if self.digest else None


def books_of(of: Books | Exchange) -> Books:
    """The books themselves."""
    return of.books if hasattr(of, "books") else of


#: What reading a book can fail of whose records no program of ours wrote: signed and chained, and yet nonsense.
NONSENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


@contextmanager
def read_in_words() -> Iterator[None]:
    """Turns what a book holds that cannot be meant into a refusal, so that the other books are read all the same.

    Raises:
        UserError: it cannot be read.
    """
    try:
        yield
    except NONSENSE as error:
        raise UserError(
            N_("What came from this office cannot be read by this program. Update both programs, or ask it to check.")
        ) from error


def readable(books: Books, office: str) -> Store | None:
    """The book of an office, if there is one that can be opened."""
    with suppress(UserError):
        return books.get(office)
    return None


def roles(own: Store, *, ever: bool = False) -> dict[str, Role]:
    """What the offices whose keys were accepted here are to this one; ``ever``: also those whose keys count no more."""
    rows = own.rows("key", only=("office", "role", "revoked"))
    counting = [row for row in rows if row["office"] != own.office and (ever or row["revoked"] is None)]
    return {row["office"]: row["role"] for row in sorted(counting, key=lambda row: row["revoked"] is None)}


def names(own: Store) -> dict[str, str]:
    """What our directory calls other offices, by their codes; where it does not, what stands on their keys."""
    keys = own.rows("key", only=("office", "name"))
    found = {row["office"]: plain(row["name"]).strip() for row in keys if row["name"].strip()}
    for party in reversed(Directory(own).parties.values()):
        if party.office:
            found[party.office] = plain(party.name).strip()
    return found


def placed(own: Store, digests: Mapping[str, Digest | UserError]) -> list[Known]:
    """Every office of which there is a book or a key here, with what it is to us.

    Whom an office that is below us calls below it, is below us too, and so upwards. One that nobody gives a role is
    taken to be below: its book would not be here else.
    """
    given, called = roles(own, ever=True), names(own)
    found: dict[str, tuple[Role, int]] = {office: (role, 1) for office, role in given.items()}
    waiting = [office for office, (role, _) in found.items() if role in ("above", "below")]
    while waiting:
        via = waiting.pop(0)
        role, level = found[via]
        digest = digests.get(via)
        if isinstance(digest, Digest):
            for office, theirs in digest.keys.items():
                if theirs == role and office != own.office and office not in given and office not in found:
                    found[office] = (role, level + 1)
                    waiting.append(office)
    every = []
    for office in sorted({*digests, *found}):
        role, level = found.get(office, ("", 1))
        digest = digests.get(office)
        held = digest if isinstance(digest, Digest) else None
        name = called.get(office) or (held.name if held else "") or office
        problem = digest if isinstance(digest, UserError) else None
        every.append(Known(office, name, role or "below", level, held, problem))
    return every

"""The exchange of one open office: what is made for others, what came from them, and who has what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from koyradesk.errors import UserError
from koyradesk.exchange import exporting, importing, making, restored, submitting, taking
from koyradesk.exchange.books import Books
from koyradesk.exchange.keystore import Keystore
from koyradesk.exchange.ledger import Ledger, Said
from koyradesk.exchange.making import NothingToSend
from koyradesk.exchange.own_name import office_name
from koyradesk.exchange.shapes import SUBMITTED, Partner, Role, Transfer
from koyradesk.exchange.taking import Arrived, Taken
from koyradesk.exchange.trust import CARD, Trust
from koyradesk.store import Store, blobs

__all__ = ["Arrived", "Exchange", "NothingToSend", "Taken"]


class Exchange:
    """Everything of the exchange, for the thread that has the store."""

    def __init__(
        self,
        store: Store,
        *,
        config: Path | None = None,
        keystore: Keystore | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self.store = store
        self.books = Books(store.folder)
        self.keystore = keystore or Keystore(config)
        self.now = clock

    @cached_property
    def ledger(self) -> Ledger:
        """The record of what was exchanged.

        Raises:
            UserError: the disk.
        """
        ledger = Ledger(self.store.folder)
        try:
            restored.follow(self, ledger)
        except BaseException:
            ledger.close()
            raise
        return ledger

    @property
    def trust(self) -> Trust:
        """Whose keys count now."""
        return Trust(self.store, self.books)

    def close(self) -> None:
        self.books.close()
        if "ledger" in vars(self):
            self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- out and in

    def make(
        self,
        to: str,
        *,
        by: str,
        folder: Path | None = None,
        secret: bool = False,
        blobs: bool = False,
        way: str = "file",
        again: bool = False,
    ) -> Transfer:
        """Writes a bundle for an office (its code; "" for whoever takes it) into the outbox, or into a ``folder`` (a
        stick), which counts as sent.

        It carries everything the office has not acknowledged. ``secret`` encrypts it to the office's keys; ``blobs``
        takes photos and papers along unasked. ``again``: also when a bundle with the same is under way already.

        Raises:
            NothingToSend: there is nothing it has not got, nothing to acknowledge, nothing it asked for.
            UserError: the office is not known; the disk.
        """
        return making.make(self, to, by=by, folder=folder, secret=secret, photos=blobs, way=way, again=again)

    def examine(self, path: Path) -> Arrived:
        """Verifies a file that came in and tells what it would change; changes nothing.

        Raises:
            UserError: the file cannot be read. What is wrong with the bundle itself is its ``problem``.
        """
        return taking.examine(self, path)

    def take(self, arrived: Arrived, *, by: str) -> Taken:
        """Takes a bundle in: all of it or nothing; what is known already changes nothing.

        Raises:
            UserError: it must not be taken, or the disk; nothing has been changed.
        """
        return taking.take(self, arrived, by=by)

    def hold(self, arrived: Arrived, reason: UserError) -> Transfer:
        """Lays a copy of a file that must not be taken into the quarantine, with the reason.

        Raises:
            UserError: the file cannot be read; the disk.
        """
        return taking.hold(self, arrived, reason)

    def left(self, made: Transfer) -> Transfer:
        """A bundle of the outbox was carried away by hand: on a stick, in a message."""
        now = self.now()
        self.ledger.move(made.id, "sent", way="file", at=now)
        return replace(made, state="sent", way="file", sent=now)

    def transfers(self, limit: int = 200) -> tuple[Transfer, ...]:
        """What went out and came in, the newest first."""
        return tuple(one.transfer for one in self.ledger.transfers(limit=limit))

    def want(self, office: str, shas: list[str]) -> None:
        """Asks an office for files (papers, photos), by their sha256, with the next bundle to it."""
        self.ledger.want(office, [sha for sha in shas if blobs.is_hash(sha)], out=True)

    # -- who has what

    def partners(self) -> tuple[Partner, ...]:
        """The offices we exchange with, and our own other PCs, each with what it does not have yet."""
        found = []
        offices, pending = self.trust.partners(), submitting.pending(self.store)
        roles = {one.office: one.role for one in offices}
        for known in offices:
            said = self.said(known.office)
            # Of others above us we only know that their keys count; of our own PCs there may be no other.
            if known.by != CARD or (known.role == "own" and not said):
                continue
            have = exporting.known(said, known.role)
            ends = exporting.vector(self.store, self.books, self.ledger, known.office, roles, have)
            out = self.ledger.transfers(out=True, office=known.office)
            made = making.reached(have, out, self.now())
            found.append(
                Partner(
                    known.office,
                    known.name,
                    known.role,
                    known.keys,
                    pending + sum(max(0, last - have.get(actor, 0)) for actor, last in ends.items()),
                    pending + sum(max(0, last - made.get(actor, 0)) for actor, last in ends.items()),
                    max((datetime.fromisoformat(one.made) for one in said), default=None),
                    max((one.transfer.at for one in out if one.transfer.state != "failed"), default=None),
                    max((one.transfer.acknowledged for one in out if one.transfer.acknowledged), default=None),
                )
            )
        return tuple(found)

    @property
    def name(self) -> str:
        """What our office is called."""
        return office_name(self.store)

    def roles(self) -> dict[str, Role]:
        """Who each known office is to us."""
        return {one.office: one.role for one in self.trust.partners()}

    def said(self, office: str) -> list[Said]:
        """What the PCs of an office said last; of our own office the others alone."""
        here = (self.store.office, self.store.device)
        return [one for one in self.ledger.said(office) if (one.office, one.device) != here]

    def have(self, to: str, said: list[Said]) -> dict[str, int]:
        """What we hold of the office ``to``, of those whose books it carries, and of what we submitted ourselves; it
        need not send that again."""
        if to == self.store.office:
            return self._vouched(book for _, book in self.books.all()) | self.store.vector()
        wanted = sorted({to, *(office for one in said for office in one.carries)} - {"", self.store.office})
        books = (book for office in wanted if (book := self.books.get(office)) is not None)
        return self._vouched(books) | self.store.vector(SUBMITTED)

    def _vouched(self, books: Iterable[Store]) -> dict[str, int]:
        """How far books are here with the word of their owners. Where that was lost with our record of the exchange,
        they could not be handed on: so they come once more."""
        found: dict[str, int] = {}
        for book in books:
            ends = book.vector()
            for head in self.ledger.heads(book.office):
                if head.actor in ends:
                    found[head.actor] = min(ends[head.actor], head.seq)
        return found

    def holds(self, ranges: Mapping[str, tuple[int, int]]) -> bool:
        """Is everything of these ranges here (actor -> first, last)? Of what lies behind a gap nobody knows: no."""
        vectors: dict[str, Mapping[str, int]] = {}
        for actor, (_, last) in ranges.items():
            office = importing.office_of(actor)
            if office not in vectors:
                vectors[office] = {}
                # A book that cannot be read holds nothing.
                with suppress(UserError):
                    book = self.store if office == self.store.office else self.books.get(office)
                    vectors[office] = {} if book is None else book.vector()
            if vectors[office].get(actor, 0) < last:
                return False
        return True

    def stores(self) -> Iterator[Store]:
        """Our own book, then those of others."""
        yield self.store
        for _, book in self.books.all():
            yield book

    def naming(self, store: Store, sha: str) -> list[str]:
        """The papers and attachments in a book that name this file."""
        rows = (*store.rows("memo", pdf=sha, only=()), *store.rows("attachment", blob=sha, only=()))
        return [row["id"] for row in rows]

    def files(self, shas: Iterable[str], to: str, roles: Mapping[str, Role]) -> dict[str, Store]:
        """Of some files those that are whole here and that some record names which the office ``to`` may see, each with
        the book that has it."""
        offices, found = exporting.handed_on(self.books, to, roles), {}
        for sha in shas:
            for book in self._naming(sha, to, offices):
                with suppress(UserError):
                    book.blob(sha)
                    found[sha] = book
                    break
        return found

    def _naming(self, sha: str, to: str, offices: Iterable[str]) -> Iterator[Store]:
        ours = to == self.store.office
        if any(ours or self.store.was_submitted(one) for one in self.naming(self.store, sha)):
            yield self.store
        for office in offices:
            if (book := self.books.get(office)) is not None and self.naming(book, sha):
                yield book

"""What the place of exchange asks of the book about keys, offices and ways. Jobs for the worker's thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from koyradesk.errors import UserError
from koyradesk.exchange.shapes import ROLES, Role
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.exchange.card import Card
    from koyradesk.exchange.ledger import Way
    from koyradesk.exchange.office import Exchange
    from koyradesk.exchange.taking import Arrived
    from koyradesk.store import Store
    from ui.book import Book
    from ui.exchange.acquainting import Acquaintance
    from ui.exchange.way_panel import Wished
    from ui.raster import Paper


class SettingJobs:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    _book: Book

    @property
    def office(self) -> Exchange:
        """The exchange of this office."""
        raise NotImplementedError

    @property
    def book(self) -> Book:
        """The book of this office."""
        return self._book

    @property
    def folder(self) -> Path:
        """Where the data lie; for any thread."""
        return self._book.folder

    # Keys

    def card_paper(self) -> Paper:
        """Our own key card as it prints."""
        from koyradesk.documents import render_pdf
        from koyradesk.exchange import card

        return self._book.taken_in(render_pdf(card.document(self._store, self._card())))

    def card_text(self) -> str:
        """What the square code of our card says."""
        return self._card().text

    def _card(self) -> Card:
        from koyradesk.exchange import card
        from koyradesk.exchange.own_name import office_name

        if not office_name(self._store):
            raise UserError(N_("Write first what this office is called: others see it on your card."))
        return card.own(self._store, self.office.keystore, by=self._book.by)

    def call(self, name: str) -> None:
        """Gives this office the name by which others know it."""
        from koyradesk.exchange import own_name

        own_name.name_office(self._store, name, by=self._book.by)
        self._book.wrote(frozenset({"office"}))

    def accept(self, arrived: Arrived, number: str, role: str, instead: str = "") -> Arrived:
        """The digits of a card were typed: its key counts from now on, perhaps ``instead`` of another one; what the
        file would change then.

        Raises:
            UserError: it is another number, or the key must not be accepted.
        """
        from koyradesk.exchange import keys, trust

        if not keys.matches(arrived.key, number):
            raise UserError(N_("These digits are not the number of the key that signed the file. Type them again."))
        office, name = whose(arrived)
        trust.accept(self._store, office, name or office, arrived.key, _role(role), by=self._book.by,
                     instead_of=instead, books=self.office.books)  # fmt: skip
        self._book.wrote(frozenset({"key"}))
        return self.office.examine(arrived.path)

    def add(self, text: str, role: str, instead: str | None = None) -> Acquaintance:
        """Makes an office known by the text of its card. Where it has another key already, nothing is done before
        somebody said whether the new one comes ``instead`` of that, or beside it ("").

        Raises:
            UserError: it is no card, or the key must not be accepted.
        """
        from koyradesk.exchange import card, trust
        from ui.exchange import acquainting

        read = card.read(text)
        who = acquainting.of(self, read.office, read.name, read.public)
        held = self.office.trust.keys()
        known = any(one.public == read.public and one.counts for one in held)
        if who.keys and instead is None and not known and not who.own:
            return who
        trust.accept(self._store, read.office, read.name, read.public, "own" if who.own else _role(role),
                     by=self._book.by, instead_of=instead or "", books=self.office.books)  # fmt: skip
        self._book.wrote(frozenset({"key"}))
        return replace(who, keys=())

    def set_role(self, office: str, role: str) -> None:
        """Says who an office is to us."""
        from koyradesk.exchange import trust

        trust.set_role(self._store, office, _role(role), by=self._book.by, books=self.office.books)
        self._book.wrote(frozenset({"key"}))

    def revoke(self, office: str, reason: str) -> None:
        """The keys of an office count no more."""
        from koyradesk.exchange import trust

        held = self.office.trust.keys()
        for one in held:
            if one.office == office and one.counts:
                trust.revoke(self._store, one.public, reason, by=self._book.by, books=self.office.books)
        self._book.wrote(frozenset({"key"}))

    # Ways

    def set_way(self, wished: Wished) -> None:
        """Keeps a way as it was typed, its password in the key store."""
        from koyradesk.exchange import ledger
        from koyradesk.exchange.ways.folder import MARKED
        from koyradesk.exchange.ways.shapes import secret_name

        office, store = self.office, self.office.keystore
        if wished.before and wished.before != wished.name:
            held = store.secret(secret_name(wished.before))
            if held is not None and wished.password is None:
                store.keep_secret(secret_name(wished.name), held)
            store.forget_secret(secret_name(wished.before))
            office.ledger.drop_way(wished.before)
        if wished.password is not None:
            store.keep_secret(secret_name(wished.name), wished.password)
        # Whoever sets it up anew takes the folder as it is now.
        settings = {name: value for name, value in wished.settings.items() if name != MARKED}
        office.ledger.set_way(ledger.Way(wished.name, wished.kind, wished.office, settings))

    def drop_way(self, name: str) -> None:
        """Takes a way away; its password stays kept until the program ends, so that it can be brought back."""
        self.office.ledger.drop_way(name)

    def bring_way_back(self, way: Way) -> None:
        """It is there again."""
        self.office.ledger.set_way(way)

    @property
    def _store(self) -> Store:
        return self._book.store


def whose(arrived: Arrived) -> tuple[str, str]:
    """The office whose key a file is signed with that is not known, and its name as far as the file tells: what it
    brings of others is vouched for by those."""
    named = arrived.problem.parts.get("office", "") if arrived.problem else ""
    office = named or arrived.office
    return office, arrived.name if office == arrived.office else office


def _role(chosen: str) -> Role:
    """What was chosen, as a role."""
    return next(one for one in ROLES if one == chosen)

"""Whose keys count, and for whom: read off the key records (চাবি) of our own book and of the offices above us.

The rules and the reasons for them are in docs/decisions/whose-keys-count.md. Nothing is kept here: every answer is read
anew, so what was accepted, taken in or revoked a moment ago counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Self

from koyradesk.errors import UserError
from koyradesk.exchange import keys
from koyradesk.exchange.key_records import CARD, Arriving, Entry, Known, Office, Shelf, entries, shelf
from koyradesk.exchange.shapes import Role
from koyradesk.store import Store

#: The entries of a book by one of their fields: (name, value) -> entries; None -> all.
_Index = dict[tuple[str, Any] | None, list[Entry]]


class Trust:
    """Whose keys count in a book, with the books of other offices beside it."""

    def __init__(
        self, store: Store, books: Shelf | Iterable[Store] | None = None, arriving: Arriving | None = None
    ) -> None:
        """``arriving`` is what a bundle brings of keys, read as if it were taken in already."""
        self._store = store
        self._books: Shelf = shelf(books)
        self._arriving: Arriving = arriving or {}
        #: Each book read once, where very many keys are asked for (see ``_at_once``).
        self._indexes: dict[str, _Index] | None = None

    def with_news(self, arriving: Arriving) -> Trust:
        """What will be to be believed when these key records are taken in."""
        return Trust(self._store, self._books, arriving)

    # -- one key

    def known(self, public: str) -> Known | None:
        """What is known of a key; None where it is not to be believed: never seen, or claimed for several offices."""
        try:
            keys.raw(public)
        except ValueError:
            return None
        ours = (one for one in self._ours(public=public) if one.living or one.revoked)
        entry, by = next(ours, None), CARD
        if entry is None:
            claims = list(self._claims(public=public))
            if len({claim.office for _, claim in claims}) != 1:
                return None
            by, entry = claims[0]
        revoked, reason = self._revoked(public, entry.office)
        role = self.role(entry.office)
        return Known(entry.office, entry.name, role, revoked, by, public, entry.since, reason)

    def may_vouch(self, public: str, office: str) -> bool:
        """May heads of this office's actors be signed by this key? For our own office only by a key accepted here."""
        found = self.known(public)
        if found is None or not found.counts or found.office != office:
            return False
        return (found.role == "own") == (office == self._store.office)

    # -- offices

    def role(self, office: str) -> Role:
        """What an office is to us, as the cards say that count; where none does any more, as they said. "" where they
        differ, or it has none."""
        if office == self._store.office:
            return "own"
        held = [one for one in self._ours(office=office) if one.living]
        standing = [one for one in held if self._revoked(one.public, office)[0] is None]
        roles = {one.role for one in standing or held}
        for role in ("above", "below", "beside"):
            if roles == {role}:
                return role
        return ""

    def partners(self) -> tuple[Office, ...]:
        """Every office of which a key is known: first those whose card was accepted here, then those that others
        countersigned."""
        found: dict[str, list[Known]] = {}
        for one in self.keys():
            found.setdefault(one.office, []).append(one)
        offices = [
            Office(office, held[0].name, held[0].role, tuple(one.public for one in held if one.counts), held[0].by)
            for office, held in found.items()
        ]
        order: tuple[Role, ...] = ("own", "above", "below", "beside", "")
        return tuple(sorted(offices, key=lambda one: (one.by != CARD, order.index(one.role), one.name, one.office)))

    def keys(self) -> tuple[Known, ...]:
        """Every key that is known, also revoked ones: of an office those that count first, accepted ones, newest."""
        swift = self._at_once()
        publics = {one.public for one in swift._ours() if one.living} | {one.public for _, one in swift._claims()}
        found = [one for public in publics if (one := swift.known(public)) is not None]
        found.sort(key=lambda one: one.public)
        found.sort(key=lambda one: one.since or date.min, reverse=True)
        found.sort(key=lambda one: (one.office, not one.counts, one.by != CARD))
        return tuple(found)

    def leaning_on(self, office: str) -> tuple[Known, ...]:
        """The keys that count by the word of this office alone: to be gone through when a key of it was lost."""
        return tuple(one for one in self.keys() if one.counts and one.by == office)

    # -- what the books say

    def _ours(self, **where: Any) -> Iterator[Entry]:
        for one in self._our_entries(**where):
            if (one.role == "own") == (one.office == self._store.office):
                yield one

    def _claims(self, **where: Any) -> Iterator[tuple[str, Entry]]:
        """What the offices above us say of keys whose card we do not have, with the office that says it. Nobody speaks
        for our own office; an office speaks for itself until one of its keys is revoked."""
        above = {one.office for one in self._ours(role="above") if one.living}
        for office in sorted(above):
            if self.role(office) != "above" or not self._has_standing_card(office):
                continue
            for one in self._written_by(office, **where):
                if not one.living or one.office == self._store.office:
                    continue
                if one.office == office and self.lost_one(office):
                    continue
                yield office, one

    def _has_standing_card(self, office: str) -> bool:
        return any(one.living and self._revoked(one.public, office)[0] is None for one in self._ours(office=office))

    def lost_one(self, office: str) -> bool:
        """Was any key of this office revoked?"""
        return any(one.revoked for one in self._revoking(office, office=office))

    def _revoked(self, public: str, office: str) -> tuple[date | None, str]:
        """The first day on which a key is revoked by anyone who may, with the reason given."""
        days = [(one.revoked, one.reason) for one in self._revoking(office, public=public) if one.revoked]
        return min(days) if days else (None, "")

    def _revoking(self, office: str, /, **where: Any) -> Iterator[Entry]:
        """What is written of keys by all who may revoke one of this office: we, whoever is or was above us, itself."""
        yield from self._our_entries(**where)
        above = {one.office for one in self._our_entries(role="above")}
        # What an office revoked of its own stands in ours too (``trust.restate``): for a list not every book is opened.
        for other in sorted(above if self._indexes is not None else above | {office}):
            yield from (one for one in self._written_by(other, **where) if other in above or one.office == other)

    def _our_entries(self, **where: Any) -> Iterator[Entry]:
        return self._entries(self._store.office, **where)

    def _written_by(self, office: str, /, **where: Any) -> Iterator[Entry]:
        if office == self._store.office:
            return iter(())
        return self._entries(office, **where)

    def _entries(self, owner: str, /, **where: Any) -> Iterator[Entry]:
        """The entries of an office's book; at most one field is asked for."""
        news = self._arriving.get(owner, {})
        if self._indexes is None:
            return entries(self._book(owner), news, **where)
        if (index := self._indexes.get(owner)) is None:
            index = self._indexes[owner] = {None: list(entries(self._book(owner), news))}
            for one in index[None]:
                for name in ("public", "office", "role"):
                    index.setdefault((name, getattr(one, name)), []).append(one)
        return iter(index.get(next(iter(where.items()), None), ()))

    def _book(self, office: str) -> Store | None:
        if office == self._store.office:
            return self._store
        try:
            return self._books.get(office)
        except UserError:
            # One damaged book must not stop the exchange with all others; what it revoked stands in ours.
            return None

    def _at_once(self) -> Self:
        made = type(self)(self._store, self._books, self._arriving)
        made._indexes = {}
        return made

"""What a job on the worker's thread does with the sentence bank: read it some at a time, keep what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from koyradesk.bank import Bank, Sentence, keeping
from koyradesk.bank.reading import Reader

if TYPE_CHECKING:
    from koyradesk.store import Changed
    from ui.book import Book


class Read(NamedTuple):
    """The bank as far as it was read (None: nothing worth showing is new), and whether there is more to read."""

    bank: Bank | None
    more: bool


class BankJobs:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._reader: Reader | None = None
        self._changed: set[str] = set()
        self._others = False

    def step(self) -> Read:
        """Reads some more. The newest meetings come first: what they say is worth knowing before the rest is."""
        first = self._reader is None
        reader = self._reader = self._reader or Reader(self._book.store)
        if reader.done:
            self._catch_up(reader)
            return Read(reader.bank(), False)
        more = reader.read()
        return Read(reader.bank() if first or not more else None, more)

    def again(self, meeting: str) -> None:
        """A meeting was written: its sentences are read again when they are asked for."""
        self._changed.add(meeting)

    def wrote(self, kinds: frozenset[str]) -> None:
        """Something was written, perhaps by another window or another PC."""
        if "meeting" in kinds:
            self._others = True
        if "sentence" in kinds and self._reader is not None:
            self._reader.kept_anew()

    def star(self, one: Sentence, on: bool) -> Bank:
        """Offers a sentence before others, or no more so."""
        return self._kept(keeping.star(self._book.store, one, on, by=self._book.by))

    def hide(self, one: Sentence, on: bool) -> Bank:
        """Offers a sentence no more, or again."""
        return self._kept(keeping.hide(self._book.store, one, on, by=self._book.by))

    def edit(self, one: Sentence, text: str) -> Bank:
        """Other words in the place of a sentence."""
        return self._kept(keeping.edit(self._book.store, one, text, by=self._book.by))

    def add(self, sort: str, text: str) -> Bank:
        """A sentence of the office's own."""
        return self._kept(keeping.add(self._book.store, sort, text, by=self._book.by))

    def _kept(self, changed: Changed) -> Bank:
        self._book.wrote(changed.kinds)
        reader = self._reader = self._reader or Reader(self._book.store)
        reader.kept_anew()
        return reader.bank()

    def _catch_up(self, reader: Reader) -> None:
        if self._others:
            self._others = False
            self._changed |= reader.unread()
        if self._changed:
            changed, self._changed = self._changed, set()
            reader.again(changed)

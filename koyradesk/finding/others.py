"""Finding in the books of other offices that lie here: a question for each, so that nobody waits for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from koyradesk.district.offices import Books, names, read_in_words, readable
from koyradesk.errors import UserError
from koyradesk.finding.finder import Finder
from koyradesk.finding.shapes import NONE, Answer, Filters
from koyradesk.store import Store


class Others:
    """Belongs to the thread of the books."""

    def __init__(self, own: Store, books: Books) -> None:
        self._own, self._books = own, books
        self._finders: dict[str, Finder] = {}

    def offices(self) -> dict[str, str]:
        """The offices of which there is a book, by their codes, with what we call them."""
        called = names(self._own) if (there := self._books.offices()) else {}
        return {office: called.get(office, office) for office in there if office != self._own.office}

    def find(self, office: str, text: str, filters: Filters = NONE, *, few: int = 2) -> Answer:
        """What one of the books has; nothing where it cannot be read."""
        finder = self._finder(office)
        if finder is None:
            return Answer(text, ())
        try:
            with read_in_words():
                # What is followed elsewhere is their affair: how it stands is told in the place of the upazilas.
                answer = finder.find(text, replace(filters, office=""), few=few)
        except UserError:
            return Answer(text, ())
        return replace(answer, near=(), fewer="", unfiltered=0)

    def each(self, text: str, filters: Filters = NONE, *, few: int = 2) -> Iterator[tuple[str, Answer]]:
        """What each of the books has, where it has anything."""
        for office in self.offices():
            if filters.office in ("", office) and (answer := self.find(office, text, filters, few=few)).groups:
                yield office, answer

    def _finder(self, office: str) -> Finder | None:
        if office not in self._finders and (book := readable(self._books, office)) is not None:
            self._finders[office] = Finder(book, office=office)
        return self._finders.get(office)

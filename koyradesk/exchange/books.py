"""The books of other offices: what each has submitted, in a database of its own beside ours.

``DATA/offices/<code>/`` is a data folder like any other, only that nothing is ever written into it here but what the
office itself wrote and vouched for. So its records never mix with ours, and whatever reads our own book reads theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from koyradesk import files, records
from koyradesk.store import Store, beside, opening

FOLDER = beside.BOOKS


class Books:
    """The books in a data folder, each opened when it is first asked for. They live on the thread of their store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._open: dict[str, Store] = {}

    def offices(self) -> list[str]:
        """The codes of the offices whose books are here."""
        return beside.offices(self._folder.parent)

    def get(self, office: str) -> Store | None:
        """The book of an office; None where there is none yet.

        Raises:
            UserError: it cannot be opened (damaged, newer, in use).
        """
        if office in self._open:
            return self._open[office]
        if not (self.path(office) / opening.DATABASE).is_file():
            return None
        return self._opened(office)

    def made(self, office: str) -> Store:
        """The book of an office, begun where there is none.

        Raises:
            UserError: see ``get``; the disk.
        """
        return self._open.get(office) or self._opened(office)

    def path(self, office: str) -> Path:
        """Where the book of an office lies, or would lie."""
        if not records.is_office(office):
            raise ValueError(f"no office: {office!r}")
        return self._folder / office

    def _opened(self, office: str) -> Store:
        with files.in_words(self._folder):
            self._folder.mkdir(exist_ok=True)
        # A book that was deleted by hand is asked for again; nothing of ours is lost with it.
        store = Store.open(self.path(office), office=office, ours=False, fresh=True)
        self._open[office] = store
        return store

    def all(self) -> Iterator[tuple[str, Store]]:
        """Every book, by its office.

        Raises:
            UserError: see ``get``.
        """
        for office in self.offices():
            if (book := self.get(office)) is not None:
                yield office, book

    def close(self) -> None:
        while self._open:
            self._open.popitem()[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

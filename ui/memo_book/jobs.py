"""What the memo book asks of the office's book. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.dispatches import Copy
    from koyradesk.documents import Document
    from koyradesk.file_numbers import File, Kept
    from koyradesk.memo_book import Line, Summary
    from ui.book import Book
    from ui.raster import Paper


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files, and the lines of the one that is open; ``code`` is "" where there is none."""

    files: tuple[Summary, ...]
    code: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Months:
    """The months of the despatch register with the copies sent in each and how many are not acknowledged, and the
    copies of the one that is open."""

    known: tuple[tuple[str, int, int], ...]
    period: str
    copies: tuple[Copy, ...]


class Registers:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    # Files and numbers

    def shelf(self, code: str = "") -> Shelf:
        """The files, with the lines of one: of the one named, else of the first that is not closed."""
        from koyradesk import file_numbers, memo_book

        files = memo_book.summaries(self._book.store)
        held = next((one for one in files if file_numbers.key(one.code) == file_numbers.key(code)), None)
        chosen = held or next((one for one in files if not one.closed), None) or next(iter(files), None)
        if chosen is None:
            return Shelf(files)
        return Shelf(files, chosen.code, memo_book.lines(self._book.store, chosen.code))

    def open_file(self, code: str, title: str, first: int | None, *, closed: bool = False) -> File:
        """Opens a file, or changes what is known of it."""
        from koyradesk import file_numbers

        made = file_numbers.open_file(self._book.store, code, title=title, first=first, closed=closed, by=self._book.by)
        self._book.wrote(frozenset({"file"}))
        return made

    def account(self, wanted: Kept) -> Kept:
        """Writes down what became of numbers that no paper here has."""
        from koyradesk import file_numbers

        made = file_numbers.account(self._book.store, wanted, by=self._book.by)
        self._book.wrote(frozenset({"number"}))
        return made

    def forget(self, record: str) -> None:
        """Takes such a line back."""
        from koyradesk import file_numbers

        file_numbers.forget(self._book.store, record, by=self._book.by)
        self._book.wrote(frozenset({"number"}))

    def bring_back(self, record: str) -> None:
        """Writes a line in again that was taken back."""
        from koyradesk import file_numbers

        file_numbers.bring_back(self._book.store, record, by=self._book.by)
        self._book.wrote(frozenset({"number"}))

    # Despatch

    def months(self, period: str = "") -> Months:
        """The months of the despatch register, this one among them; the copies of the one named, else of the newest."""
        from koyradesk import dispatches

        known = dispatches.months(self._book.store)
        known.setdefault(f"{self._book.today():%Y-%m}", (0, 0))
        if period:
            known.setdefault(period, (0, 0))
        listed = tuple((month, *counts) for month, counts in sorted(known.items(), reverse=True))
        wanted = period or listed[0][0]
        return Months(listed, wanted, dispatches.copies(self._book.store, wanted))

    def acknowledge(self, dispatch: str, on: date | None) -> None:
        """Writes down when a copy was acknowledged; None takes that back."""
        from koyradesk import dispatches

        dispatches.acknowledge(self._book.store, dispatch, on, by=self._book.by)
        self._book.wrote(frozenset({"dispatch"}))

    # On paper

    def paper(self, kind: str, of: str) -> Paper:
        """A register as it prints."""
        from koyradesk.documents import render_pdf

        return self._book.taken_in(render_pdf(self._document(kind, of)))

    def word(self, path: Path, kind: str, of: str) -> None:
        """Writes a register as a file for Word, whole or not at all."""
        from koyradesk import files
        from koyradesk.documents import render_docx

        files.write(path, render_docx(self._document(kind, of)))

    def _document(self, kind: str, of: str) -> Document:
        from koyradesk import papers

        return papers.register(self._book.store, kind, of)

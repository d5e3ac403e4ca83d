"""What the place of figures asks of the office's book. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.figures import asking

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.documents import Document
    from koyradesk.figures.counts import Figures as Counted
    from koyradesk.figures.counts import Row
    from koyradesk.obligations.standing import Standing
    from ui.book import Book
    from ui.raster import Paper


class Asked(NamedTuple):
    """What is to be counted: a fiscal year by the one it begins in (0: this one), a quarter of it (0: all), a committee
    by its name and an office by its key ("": all)."""

    year: int = 0
    quarter: int = 0
    committee: str = ""
    office: str = ""

    def text(self) -> str:
        """As it is remembered."""
        return asking.text(self)

    @classmethod
    def read(cls, text: str) -> Asked:
        """What was remembered; everything of this year where that is none of ours."""
        return cls(*asking.read(text))


class Shown(NamedTuple):
    """The figures, and what else can be chosen: years, committees by name, offices (key, name)."""

    asked: Asked
    figures: Counted
    years: tuple[int, ...]
    committees: tuple[str, ...]
    offices: tuple[tuple[str, str], ...]


class Figures:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        #: The rows of a fiscal year, as long as what stands is the same.
        self._rows: tuple[Standing, int, tuple[Row, ...]] | None = None

    def shown(self, asked: Asked) -> Shown:
        """The figures of what is asked for; a committee or an office that is not there any more is all of them."""
        from koyradesk.figures import counts, reading

        store, standing = self._book.store, self._book.followed.standing()
        span = counts.Span(asked.year or counts.span_of(standing.on).year, asked.quarter)
        rows = self._year(standing, span.year)
        met = reading.met(store, standing.on, span)
        committees = tuple(row["name"] for row in store.rows("committee", only=("name",)) if row["name"])
        offices = tuple(reading.offices(rows).items())
        if asked.committee not in committees:
            asked = asked._replace(committee="")
        if asked.office not in dict(offices):
            asked = asked._replace(office="")
        wanted = counts.Wanted(span, asked.committee, asked.office)
        found = counts.figures(standing.on, wanted, rows, met)
        return Shown(asked, found, reading.years(store, standing.on), committees, offices)

    def paper(self, asked: Asked) -> Paper:
        """The figures as they print."""
        from koyradesk.documents import render_pdf

        return self._book.taken_in(render_pdf(self._document(asked)))

    def word(self, path: Path, asked: Asked) -> None:
        """Writes the figures as a file for Word, whole or not at all."""
        from koyradesk import files
        from koyradesk.documents import render_docx

        files.write(path, render_docx(self._document(asked)))

    def _document(self, asked: Asked) -> Document:
        from koyradesk.figures import paper

        return paper.document(self._book.store, self.shown(asked).figures)

    def _year(self, standing: Standing, year: int) -> tuple[Row, ...]:
        from koyradesk.figures import counts, reading

        if self._rows is None or self._rows[0] is not standing or self._rows[1] != year:
            self._rows = standing, year, reading.rows(standing, counts.Span(year))
        return self._rows[2]

"""What a register asks of the office's book. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.documents import Document
    from koyradesk.errors import UserError
    from koyradesk.obligations.filling import Value
    from koyradesk.obligations.matrix import Matrix, Place
    from koyradesk.obligations.shapes import Obligation
    from koyradesk.obligations.sheet import Changed
    from ui.book import Book
    from ui.decisions.shapes import Step
    from ui.raster import Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A register as it stands: the fiscal years there are, the one on show (None where nothing recurs), and how many
    photos and files prove what was told of a task, by its id."""

    matrix: Matrix
    years: tuple[int, ...] = ()
    year: int | None = None
    proofs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which register: of which obligation, of which fiscal year (None for the present one)."""

    obligation: str
    year: int | None = None


class Fills:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def sheet(self, wanted: Wanted) -> Sheet:
        """A register as it stands today.

        Raises:
            UserError: the decision is gone.
        """
        from koyradesk.obligations import matrix, rules

        standing = self._book.followed.standing()
        one = self._one(wanted.obligation)
        years = matrix.years(standing, one)
        year = wanted.year
        if years and year not in years:
            year = min(max(rules.fiscal_year(standing.on), years[0]), years[-1])
        if not years:
            year = None
        months = ("", "") if year is None else rules.fiscal_months(year)
        held = matrix.matrix(standing, one, *months)
        tasks = {
            report.id: cell.task.id for cells in held.cells for cell in cells if cell for report in cell.task.reports
        }
        proofs: dict[str, int] = {}
        for row in self._book.store.rows("attachment", of=set(tasks), only=("of",)) if tasks else ():
            proofs[tasks[row["of"]]] = proofs.get(tasks[row["of"]], 0) + 1
        return Sheet(held, years, year, proofs)

    def fill(self, wanted: Wanted, cells: Mapping[Place, Value]) -> Step | None:
        """Writes what was filled in as one group of reports; None where that changed nothing."""
        from koyradesk.obligations import matrix
        from ui.decisions.shapes import Step

        book, standing = self._book, self._book.followed.standing()
        changed = matrix.fill(book.store, standing, self._one(wanted.obligation), cells, on=standing.on, by=book.by)
        if not changed:
            return None
        name = next(iter(book.store.steps(changed.records))).name
        book.wrote(changed.kinds)
        return Step((name,))

    def prove(self, wanted: Wanted, place: Place, files: Sequence[Path]) -> Step | None:
        """Keeps photos and files with what a cell says; they come into the illustrated return."""
        from koyradesk.errors import UserError
        from koyradesk.i18n import N_

        cell = self.sheet(wanted).matrix.at(place)
        if cell is None:
            raise UserError(N_("Nothing is asked here."))
        # The last report counts: what is done stays so.
        return self._book.followed.report(
            [(wanted.obligation, cell.task.id)],
            on=self._book.today(),
            value=cell.value,
            done=bool(cell.task.reports and cell.task.reports[-1].done),
            files=files,
        )

    def take_back(self, step: Step) -> Step:
        """Takes a step back; what that does can itself be taken back."""
        return self._book.followed.take_back(step)

    # On paper and in Excel

    def paper(self, wanted: Wanted) -> Paper:
        """The register as it prints."""
        from koyradesk.documents import render_pdf

        return self._book.taken_in(render_pdf(self._document(wanted)))

    def word(self, path: Path, wanted: Wanted) -> None:
        """Writes the register as a file for Word, whole or not at all."""
        from koyradesk import files
        from koyradesk.documents import render_docx

        files.write(path, render_docx(self._document(wanted)))

    def excel(self, path: Path, wanted: Wanted, language: str) -> None:
        """Writes the register as a file for Excel, whole or not at all."""
        from koyradesk import files
        from koyradesk.obligations import sheet

        files.write(path, sheet.write(self.sheet(wanted).matrix, language))

    def read(self, path: Path, wanted: Wanted) -> tuple[Changed, ...]:
        """What a filled Excel file says otherwise than the register."""
        from koyradesk import files
        from koyradesk.obligations import sheet

        return sheet.read(files.read(path, sheet.LARGEST), self.sheet(wanted).matrix)

    def _document(self, wanted: Wanted) -> Document:
        from koyradesk.obligations import register

        return register.paper(self._book.store, self.sheet(wanted).matrix)

    def _one(self, obligation: str) -> Obligation:
        from koyradesk.errors import UserError
        from koyradesk.i18n import N_

        found = self._book.followed.standing().get([obligation])
        if not found:
            raise UserError(N_("This decision is not there any more: it was taken out of its meeting."))
        return found[0]


def checked(matrix: Matrix, place: Place, value: Value) -> Value | UserError:
    """A value as it would be kept in a cell, or why it would not be. Pure: asked while one types."""
    from koyradesk.errors import UserError
    from koyradesk.i18n import N_
    from koyradesk.obligations import filling

    cell = matrix.at(place)
    if cell is None:
        early = place[1] > f"{matrix.on:%Y-%m}"
        said = N_("It has not begun yet. Fill it in when it has.") if early else N_("Nothing is asked here.")
        return UserError(said)
    try:
        return filling.checked(matrix.obligation, cell.task, value)
    except UserError as error:
        return error


def understood(matrix: Matrix, typed: str) -> Value | UserError:
    """What was typed into a cell, in digits of either script, or why it is no answer."""
    from koyradesk.errors import UserError
    from koyradesk.obligations import sheet

    try:
        return sheet.understood(typed, matrix.counts)
    except UserError as error:
        return error

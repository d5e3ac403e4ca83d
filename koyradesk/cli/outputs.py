"""The files that a paper is written into, as options of a command name them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from koyradesk.documents import Document

FILE = click.Path(path_type=Path)

#: The options ``output``, ``docx`` and ``text``: a paper as PDF, for Word, as plain text.
paper_files = dress.options(
    dress.option("-o", "--output", metavar="FILE.pdf", type=FILE, help=N_("The PDF to write.")),
    dress.option(
        "--docx", metavar="FILE", type=FILE, help=N_("The paper for Word and LibreOffice, to be edited there.")
    ),
    dress.option("--text", metavar="FILE", type=FILE, help=N_("The paper as plain text.")),
)


def refuse_one_name(paths: Iterable[Path]) -> None:
    """Refuses to write two results into one file.

    Raises:
        WrongUsage: two of the paths are the same.
    """
    names = [path.absolute() for path in paths]
    if len(set(names)) < len(names):
        sentence = N_("Two results cannot go into one file. Give each its own name.")
        raise dress.WrongUsage(sentence, click.get_current_context())


def targets(desk: Desk, *paths: Path | None) -> list[Path]:
    """The files that are wanted, if each can be written.

    Raises:
        WrongUsage: two of them are the same.
        UserError: one of them belongs to the records.
    """
    found = [path for path in paths if path is not None]
    refuse_one_name(found)
    for path in found:
        desk.refuse_own(path)
    return found


def rendered(document: Document, output: Path | None, docx: Path | None, text: Path | None) -> list[tuple[Path, bytes]]:
    """What goes into the files that are wanted of a paper; the PDF is read back first."""
    # Who only wants to see numbers does not wait for what sets papers.
    from koyradesk.documents import render_docx, render_pdf, render_text
    from koyradesk.documents.readback import check_text

    made = []
    if output:
        pdf = render_pdf(document)
        check_text(document, pdf)
        made.append((output, pdf))
    if docx:
        made.append((docx, render_docx(document)))
    if text:
        made.append((text, render_text(document).encode()))
    return made

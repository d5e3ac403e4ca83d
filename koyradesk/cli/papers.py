"""Papers: printing them, giving them a number, signing them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from koyradesk import files, meeting_file, memos, papers, pictures
from koyradesk.cli import dress, outputs
from koyradesk.cli.desk import Desk
from koyradesk.cli.naming import KINDS, about, of_office, paper_key
from koyradesk.documents import Document, render_docx, render_pdf, render_text
from koyradesk.documents.plaintext import TABLES, Tables
from koyradesk.documents.readback import check_text
from koyradesk.i18n import N_
from koyradesk.markup import escape
from koyradesk.paper_key import REGISTERS
from koyradesk.store import Store


@click.command(
    "print",
    cls=dress.Command,
    help=N_(
        "Prints a paper into a file. ID is a meeting; of a reminder the party, of a return the obligation, of a memo "
        "book the file's code, of a despatch register the month; or a letter's own id."
    ),
)
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@outputs.paper_files
@dress.option(
    "--tables",
    metavar="HOW",
    type=dress.OneOf(*TABLES),
    default=TABLES[0],
    help=N_("How the text has tables: tabs between the cells, or lines, a cell to a line as web forms keep it."),
)
@dress.option(
    "--png", metavar="FILE", type=outputs.FILE, help=N_("Pictures of the pages: FILE.png, FILE-2.png and so on.")
)
@about
@of_office
@click.pass_obj
def print_(
    desk: Desk,
    /,
    kind: str,
    record: str,
    output: Path | None,
    docx: Path | None,
    text: Path | None,
    tables: Tables,
    png: Path | None,
    of: str,
    **which: str,
) -> None:
    if not (output or text or png or docx):
        raise dress.WrongUsage(
            N_("Name the file to write: -o FILE.pdf, --docx FILE, --text FILE or --png FILE."),
            click.get_current_context(),
        )
    outputs.refuse_one_name(path for path in (output, text, png, docx) if path)
    pages, wanted = bool(output or png), bool(text or docx)
    if of:
        from koyradesk.cli.district import signed

        paper = signed(desk, of, lambda book: paper_key(desk, book, kind, record, **which))
        pdf, blocks = paper.pdf, paper.document if wanted else None
    else:
        with desk.store() as store:
            pdf, blocks = _made(desk, store, kind, record, which, pages=pages, blocks=wanted)
    made: list[tuple[Path, Callable[[], bytes]]] = []
    if output:
        made.append((output, lambda: pdf))
    if text and blocks:
        words = render_text(blocks, tables)
        made.append((text, words.encode))
    if docx and blocks:
        word = render_docx(blocks)
        made.append((docx, lambda: word))
    if png:
        drawn = pictures.pngs(pdf)
        made += [(pictures.name(png, page), partial(next, drawn)) for page in range(pictures.count(pdf))]
    outputs.targets(desk, *(path for path, _ in made))
    for path, data in made:
        files.write(path, data())
        desk.say(str(path))


@click.command("issue", cls=dress.Command, help=N_("Gives a paper its memo number and date; prints the number."))
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@dress.option("--number", metavar="N", default="", help=N_("The number in the paper register, whole or the last part."))
@dress.option(
    "--date", "on", metavar="DATE", default="", help=N_("The date, in either calendar; today if none is named.")
)
@dress.option("--file", metavar="CODE", default="", help=N_("The code of the file the number is of."))
@dress.as_json
@about
@click.pass_obj
def issue(desk: Desk, /, kind: str, record: str, number: str, on: str, file: str, as_json: bool, **which: str) -> None:
    with desk.store() as store:
        done = memos.issue(
            store,
            paper_key(desk, store, kind, record, **which),
            number=number,
            on=on,
            file=file,
            today=desk.today,
            by=desk.by,
        )
    for note in done.notes:
        desk.note(note.sentence, **note.parts)
    if as_json:
        desk.json(meeting_file.to_object(done.memo))
    else:
        desk.say(done.memo.number)


@click.command("sign", cls=dress.Command, help=N_("Freezes a numbered paper as it was signed; prints its number."))
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@dress.option(
    "--scan", metavar="FILE", type=outputs.FILE, help=N_("A scan of the signed copy (PDF, JPG or PNG) to keep.")
)
@dress.as_json
@about
@click.pass_obj
def sign(desk: Desk, /, kind: str, record: str, scan: Path | None, as_json: bool, **which: str) -> None:
    with desk.store() as store:
        memo = memos.sign(store, paper_key(desk, store, kind, record, **which), scan=scan, by=desk.by)
    if as_json:
        desk.json(meeting_file.to_object(memo))
    else:
        desk.say(memo.number)


@click.command("attach", cls=dress.Command, help=N_("Keeps a scan of the signed copy with a signed paper."))
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@click.argument("scan", metavar="FILE", type=outputs.FILE)
@dress.as_json
@about
@click.pass_obj
def attach(desk: Desk, /, kind: str, record: str, scan: Path, as_json: bool, **which: str) -> None:
    with desk.store() as store:
        kept = memos.attach(store, paper_key(desk, store, kind, record, **which), scan, by=desk.by)
    if as_json:
        desk.json({"id": kept.id, "name": kept.name, "media": kept.media, "size": kept.size, "sha256": kept.blob})
    else:
        desk.say(kept.id)


@click.command("void", cls=dress.Command, help=N_("Makes the number of a paper void for a reason; prints the number."))
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@dress.option("--reason", metavar="TEXT", required=True, help=N_("Why, as the memo book tells it."))
@dress.as_json
@about
@click.pass_obj
def void(desk: Desk, /, kind: str, record: str, reason: str, as_json: bool, **which: str) -> None:
    with desk.store() as store:
        memo = memos.withdraw(store, paper_key(desk, store, kind, record, **which), escape(reason), by=desk.by)
    if as_json:
        desk.json(meeting_file.to_object(memo))
    else:
        desk.say(memo.number)


def _made(
    desk: Desk, store: Store, kind: str, record: str, which: dict[str, str], *, pages: bool, blocks: bool
) -> tuple[bytes, Document | None]:
    """A paper's pages as PDF and its blocks, as far as they are wanted."""
    if kind in REGISTERS:
        document = papers.register(store, kind, record)
        pdf = render_pdf(document) if pages else b""
        if pages:
            check_text(document, pdf)
        return pdf, document
    paper = papers.held(store, paper_key(desk, store, kind, record, **which), today=desk.today)
    pdf = papers.printed(store, paper, prove=True) if pages else b""
    return pdf, paper.document() if blocks else None

"""Papers: printing them, giving them a number, signing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click

from koyradesk import files, meeting_file, meetings, memos, papers, pictures
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.documents import render_text
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape
from koyradesk.paper_key import REGISTERS, PaperKey

KINDS = (*papers.KINDS, *REGISTERS)

_FILE = click.Path(path_type=Path)


@click.command(
    "print",
    cls=dress.Command,
    help=N_("Prints a paper of a meeting into a file: KIND is minutes, attendance or correction."),
)
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@dress.option("-o", "--output", metavar="FILE.pdf", type=_FILE, help=N_("The PDF to write."))
@dress.option("--docx", metavar="FILE", type=_FILE, help=N_("Also for Word (not yet)."))
@dress.option("--text", metavar="FILE", type=_FILE, help=N_("The paper as plain text."))
@dress.option("--png", metavar="FILE", type=_FILE, help=N_("Pictures of the pages: FILE.png, FILE-2.png and so on."))
@dress.option("--to", metavar="PARTY", hidden=True)
@dress.option("--on", metavar="DATE", hidden=True)
@dress.option("--period", metavar="MONTH", hidden=True)
@click.pass_obj
def print_(
    desk: Desk,
    /,
    kind: str,
    record: str,
    output: Path | None,
    docx: Path | None,
    text: Path | None,
    png: Path | None,
    **_later: str | None,
) -> None:
    if kind in REGISTERS:
        papers.refuse_unknown(kind)
    if docx is not None:
        raise UserError(N_("This version cannot write Word files yet. Write a PDF with -o or text with --text."))
    if output is None and text is None and png is None:
        raise dress.WrongUsage(
            N_("Name the file to write: -o FILE.pdf, --text FILE or --png FILE."), click.get_current_context()
        )
    _refuse_one_name(path for path in (output, text, png) if path)
    with desk.store() as store:
        pdf = papers.make(store, PaperKey(kind, record), prove=True) if output or png else b""
        words = render_text(papers.compose(meetings.get(store, record), kind)) if text else ""
    made: list[tuple[Path, Callable[[], bytes]]] = []
    if output:
        made.append((output, lambda: pdf))
    if text:
        made.append((text, words.encode))
    if png:
        drawn = pictures.pngs(pdf)
        made += [(pictures.name(png, page), partial(next, drawn)) for page in range(pictures.count(pdf))]
    _refuse_one_name(path for path, _ in made)
    for path, _ in made:
        desk.refuse_own(path)
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
@dress.option("--json", "as_json", is_flag=True, help=N_("Prints JSON and nothing else."))
@click.pass_obj
def issue(desk: Desk, /, kind: str, record: str, number: str, on: str, file: str, as_json: bool) -> None:
    with desk.store() as store:
        done = memos.issue(store, PaperKey(kind, record), number=number, on=on, file=file, today=desk.today, by=desk.by)
    for note in done.notes:
        desk.note(note.sentence, **note.parts)
    if as_json:
        desk.json(meeting_file.to_object(done.memo))
    else:
        desk.say(done.memo.number)


@click.command("sign", cls=dress.Command, help=N_("Freezes a numbered paper as it was signed; prints its number."))
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@dress.option("--scan", metavar="FILE", type=_FILE, help=N_("A scan of the signed copy (PDF, JPG or PNG) to keep."))
@dress.option("--json", "as_json", is_flag=True, help=N_("Prints JSON and nothing else."))
@click.pass_obj
def sign(desk: Desk, /, kind: str, record: str, scan: Path | None, as_json: bool) -> None:
    with desk.store() as store:
        memo = memos.sign(store, PaperKey(kind, record), scan=scan, by=desk.by)
    if as_json:
        desk.json(meeting_file.to_object(memo))
    else:
        desk.say(memo.number)


@click.command("attach", cls=dress.Command, help=N_("Keeps a scan of the signed copy with a signed paper."))
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@click.argument("scan", metavar="FILE", type=_FILE)
@dress.option("--json", "as_json", is_flag=True, help=N_("Prints JSON and nothing else."))
@click.pass_obj
def attach(desk: Desk, /, kind: str, record: str, scan: Path, as_json: bool) -> None:
    with desk.store() as store:
        kept = memos.attach(store, PaperKey(kind, record), scan, by=desk.by)
    if as_json:
        desk.json({"id": kept.id, "name": kept.name, "media": kept.media, "size": kept.size, "sha256": kept.blob})
    else:
        desk.say(kept.id)


@click.command("void", cls=dress.Command, help=N_("Makes the number of a paper void for a reason; prints the number."))
@click.argument("kind", metavar="KIND", type=dress.OneOf(*KINDS))
@click.argument("record", metavar="ID")
@dress.option("--reason", metavar="TEXT", required=True, help=N_("Why, as the memo book tells it."))
@dress.option("--json", "as_json", is_flag=True, help=N_("Prints JSON and nothing else."))
@click.pass_obj
def void(desk: Desk, /, kind: str, record: str, reason: str, as_json: bool) -> None:
    with desk.store() as store:
        memo = memos.withdraw(store, PaperKey(kind, record), escape(reason), by=desk.by)
    if as_json:
        desk.json(meeting_file.to_object(memo))
    else:
        desk.say(memo.number)


def _refuse_one_name(paths: Iterable[Path]) -> None:
    names = [path.absolute() for path in paths]
    if len(set(names)) < len(names):
        sentence = N_("Two results cannot go into one file. Give each its own name.")
        raise dress.WrongUsage(sentence, click.get_current_context())

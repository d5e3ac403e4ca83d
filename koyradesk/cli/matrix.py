"""The register of what a decision asks of its parties: shown, printed, to Excel and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from koyradesk import files
from koyradesk.cli import dress, outputs
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.obligations import register, rules, sheet, words
from koyradesk.obligations.matrix import Cell, Matrix, fill
from koyradesk.obligations.matrix import matrix as read_matrix
from koyradesk.obligations.naming import named
from koyradesk.obligations.shapes import CHANNELS, Channel
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

_FIRST, _LAST = 1900, 2199


@click.command(
    "matrix",
    cls=dress.Command,
    help=N_("Shows what a decision asks of its parties as one table of periods, prints it, and reads it filled in."),
)
@click.argument("obligation", metavar="OBLIGATION")
@dress.option("--year", metavar="YEAR", type=int, help=N_("The year in which the fiscal year begins, like 2026."))
@dress.as_json
@outputs.paper_files
@dress.option("--xlsx", metavar="FILE", type=outputs.FILE, help=N_("The register for Excel, to be filled in there."))
@dress.option("--read", metavar="FILE.xlsx", type=outputs.FILE, help=N_("Tells what a filled Excel file would change."))
@dress.option("--apply", "applied", is_flag=True, help=N_("Writes that, all of it or nothing."))
@dress.option("--reporter", metavar="NAME", default="", help=N_("Who told it."))
@dress.option("--channel", metavar="HOW", type=dress.OneOf(*CHANNELS), default=None, help=N_("How it was told."))
@click.pass_obj
def matrix(
    desk: Desk,
    /,
    obligation: str,
    year: int | None,
    as_json: bool,
    output: Path | None,
    docx: Path | None,
    text: Path | None,
    xlsx: Path | None,
    read: Path | None,
    applied: bool,
    reporter: str,
    channel: Channel | None,
) -> None:
    targets = outputs.targets(desk, output, docx, text, xlsx)
    if applied and read is None:
        raise dress.WrongUsage(N_("Name the file to read: --read FILE.xlsx --apply."), click.get_current_context())
    if read is not None and targets:
        sentence = N_("Read a file or write one, not both at once.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    if year is not None and not _FIRST <= year <= _LAST:
        raise UserError(N_("{year} is no year of an office."), year=year)
    with desk.store() as store:
        standing = Standing(store, desk.today)
        one = named(store, standing, obligation)
        months = rules.fiscal_months(year) if year is not None else ("", "")
        held = read_matrix(standing, one, *months)
        if read is not None:
            changed = sheet.read(files.read(read, sheet.LARGEST), held)
            if applied:
                cells = sheet.changes(changed)
                how: Channel = channel or ""
                fill(store, standing, one, cells, on=desk.today, reporter=reporter, channel=how, by=desk.by)
            _tell_changed(desk, changed, as_json)
            return
        made = _made(desk, store, held, output, docx, text, xlsx)
    for path, data in made:
        files.write(path, data)
    if as_json:
        desk.json(_as_json(held))
    elif made:
        for path, _ in made:
            desk.say(str(path))
    else:
        _tell(desk, held)


def _made(
    desk: Desk, store: Store, held: Matrix, output: Path | None, docx: Path | None, text: Path | None, xlsx: Path | None
) -> list[tuple[Path, bytes]]:
    """The files that are wanted, ready to be written."""
    wanted = output or docx or text
    made = outputs.rendered(register.paper(store, held), output, docx, text) if wanted else []
    if xlsx:
        made.append((xlsx, sheet.write(held, desk.language)))
    return made


def _tell(desk: Desk, held: Matrix) -> None:
    """The table, a party a line, parted by tabs."""
    if not held.lines or not held.columns:
        desk.note(N_("Nothing is asked of anybody in this year."))
        return
    summed = held.counts and held.adds
    periods = [register.heading(held, column, desk.language) for column in held.columns]
    total = [desk.words(N_("Total"))] if summed else []
    desk.say(
        "\t".join(
            [desk.words(N_("Who carries it out")), *(one or desk.words(N_("Progress")) for one in periods), *total]
        )
    )
    for at, line in enumerate(held.lines):
        cells = [_shown(desk, held, cell) for cell in held.cells[at]]
        desk.say("\t".join([line.name, *cells, *([desk.digits(held.line_sum(at))] if summed else [])]))
    columns = range(len(held.columns))
    if summed:
        sums = [desk.digits(held.column_sum(at)) for at in columns]
        desk.say("\t".join([desk.words(N_("Total")), *sums, desk.digits(held.total)]))
    shares = [words.share_words(*held.done(at), desk.language) if held.done(at)[1] else "" for at in columns]
    desk.say("\t".join([desk.words(N_("Carried out")), *shares]))


def _shown(desk: Desk, held: Matrix, cell: Cell | None) -> str:
    if cell is None:
        return ""
    late = " *" if cell.late else ""
    if held.counts and cell.value is not None:
        percent = "%" if held.obligation.measure.kind == "percent" else ""
        return f"{desk.digits(cell.value)}{percent}{late}"
    if cell.done:
        return sheet.said(True, desk.language)
    return (sheet.said(False, desk.language) if cell.task.reports and not held.counts else "—") + late


def _tell_changed(desk: Desk, changed: tuple[sheet.Changed, ...], as_json: bool) -> None:
    if as_json:
        desk.json(
            [
                {"party": one.name, "period": one.place[1] or None, "before": one.before, "after": one.after}
                for one in changed
            ]
        )
        return
    if not changed:
        desk.note(N_("The file says what the register says already."))
    for one in changed:
        before, after = (sheet.said(value, desk.language) for value in (one.before, one.after))
        desk.say("\t".join((one.name, one.heading, before, after)))


def _as_json(held: Matrix) -> dict[str, Any]:
    return {
        "obligation": held.obligation.id,
        "decision": held.obligation.decision or None,
        "on": held.on.isoformat(),
        "measure": {"kind": held.obligation.measure.kind, "target": held.obligation.measure.target},
        "periods": [
            {
                "period": column.key or None,
                "due": column.due.isoformat() if column.due else None,
                "begun": column.begun,
                "sum": held.column_sum(at) if held.adds else None,
                "done": held.done(at)[0],
                "of": held.done(at)[1],
            }
            for at, column in enumerate(held.columns)
        ],
        "parties": [
            {
                "party": line.name,
                "sum": held.line_sum(at) if held.adds else None,
                "cells": [_cell_json(cell) for cell in held.cells[at]],
            }
            for at, line in enumerate(held.lines)
        ],
        "sum": held.total if held.adds else None,
    }


def _cell_json(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {"task": cell.task.id, "value": cell.value, "done": cell.done, "status": cell.status, "late_days": cell.late}

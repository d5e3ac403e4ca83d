"""The Bengali tools: what a date is in the Bangla calendar."""

from __future__ import annotations

import click

from koyradesk.bengali import dates
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.i18n import N_


@click.group("bengali", cls=dress.Group, help=N_("Bengali tools: dates in the Bangla calendar."))
def bengali() -> None:
    pass


@bengali.command("date", help=N_("Writes a date of either calendar in the other, as memos do."))
@click.argument("day", metavar="DATE", nargs=-1, required=True)
@click.pass_obj
def date(desk: Desk, /, day: tuple[str, ...]) -> None:
    text = " ".join(day)
    parsed = dates.parse(text)
    if parsed is None:
        raise UserError(
            N_("{text} is not a date that exists. Write it like 2024-02-28, ২৮/০২/২০২৪ or ১৫ ফাল্গুন ১৪৩০."), text=text
        )
    if parsed.calendar == "bangla":
        desk.say(dates.spell(parsed.date, "{d} {month} {y}"))
    else:
        desk.say(dates.spell_bangla(parsed.date, "{d} {month} {y}"))

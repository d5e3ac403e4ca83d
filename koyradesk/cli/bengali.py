"""The Bengali tools: what a date is in the Bangla calendar, the old fonts' text, typing."""

from __future__ import annotations

import sys

import click

from koyradesk.bengali import bijoy as codes
from koyradesk.bengali import dates
from koyradesk.bengali.bijoy import telling
from koyradesk.cli import dress, spelling, typing
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.i18n import N_


@click.group(
    "bengali", cls=dress.Group, help=N_("Bengali tools: dates in the Bangla calendar, text of the old fonts, typing.")
)
def bengali() -> None:
    pass


bengali.add_command(typing.phonetic)
bengali.add_command(typing.keys)
bengali.add_command(spelling.spell)


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


@bengali.command("bijoy", help=N_("Text of the Bijoy fonts (SutonnyMJ) as Unicode, or the other way. TEXT - is read."))
@click.argument("text", metavar="TEXT", nargs=-1, required=True)
@dress.option("--reverse", is_flag=True, help=N_("Unicode as Bijoy, for typists with the old fonts."))
@dress.option("--mixed", is_flag=True, help=N_("English words among Bijoy stay; what is Bijoy is told by its letters."))
@click.pass_obj
def bijoy(desk: Desk, /, text: tuple[str, ...], reverse: bool, mixed: bool) -> None:
    if reverse and mixed:
        raise dress.WrongUsage(N_("Either --reverse or --mixed, not both."))
    given = " ".join(text)
    if given == "-":
        given = _input()
    if reverse:
        desk.say(codes.to_bijoy(given))
    elif mixed:
        desk.say(telling.converted(given))
    else:
        desk.say(codes.to_unicode(given))
        if strange := codes.unknown(given):
            desk.note(N_("Bijoy has no such characters; they stayed as they are: {strange}"), strange=" ".join(strange))


def _input() -> str:
    """What stands on standard input: UTF-8, or Windows-1252 as programs of Bijoy's days wrote it."""
    if sys.stdin is None:
        return ""
    data = sys.stdin.buffer.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = codes.decoded(data)
    return text.replace("\r\n", "\n").removesuffix("\n")

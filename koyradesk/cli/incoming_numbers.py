"""The numbers of a year's register of incoming letters: what became of each, and those that no letter here has."""

from __future__ import annotations

import click

from koyradesk.bengali.digits import run, to_bengali
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.cli.incoming import asked_year
from koyradesk.file_numbers import Kept
from koyradesk.i18n import N_
from koyradesk.incoming import numbers
from koyradesk.markup import escape, plain

#: What became of a number, in words.
_STATES = {
    "outside": N_("used outside"),
    "reserved": N_("reserved"),
    "void": N_("void"),
    "missing": N_("not accounted for"),
}


@click.command("numbers", cls=dress.Command, help=N_("Lists every number of a year and what became of it."))
@click.argument("year", metavar="[YEAR]", default="")
@dress.as_json
@click.pass_obj
def numbers_(desk: Desk, /, year: str, as_json: bool) -> None:
    with desk.store() as store:
        found = numbers.lines(store, asked_year(desk, year))
    if as_json:
        desk.json(
            [
                {
                    "first": one.first,
                    "last": one.last,
                    "state": one.state,
                    "letter": one.letter.id if one.letter else None,
                    "remark": plain(one.remark) or None,
                    "twice": one.twice,
                }
                for one in found
            ]
        )
        return
    for one in found:
        numbered = to_bengali(run(one.first, one.last))
        if one.letter is None:
            desk.row(numbered, desk.words(_STATES[one.state]), plain(one.remark))
        else:
            twice = desk.words(N_("given twice")) if one.twice else ""
            desk.row(numbered, plain(one.letter.sender), plain(one.letter.subject), twice)


@click.command("account", cls=dress.Command, help=N_("Writes down what became of numbers that no letter here has."))
@click.argument("year", metavar="YEAR")
@click.argument("first", metavar="FIRST", type=int)
@click.argument("last", metavar="[LAST]", type=int, required=False)
@dress.option("--outside", is_flag=True, help=N_("Used outside, as the paper register says."))
@dress.option("--reserved", "device", metavar="PC", default="", help=N_("Reserved for another computer."))
@dress.option("--void", "reason", metavar="REASON", default="", help=N_("Not to be used, for this reason."))
@click.pass_obj
def account(desk: Desk, /, year: str, first: int, last: int | None, outside: bool, device: str, reason: str) -> None:
    chosen = [state for state, named in (("outside", outside), ("reserved", device), ("void", reason)) if named]
    if len(chosen) != 1:
        raise dress.WrongUsage(
            N_("Say one thing of the numbers: --outside, --reserved PC or --void REASON."), click.get_current_context()
        )
    wanted = Kept("", first, last or first, chosen[0], device=escape(device), reason=escape(reason))
    with desk.store(create=True) as store:
        desk.say(numbers.account(store, asked_year(desk, year), wanted, by=desk.by).id)

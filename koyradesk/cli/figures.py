"""Figures: how much of what was decided is done, by office, topic and quarter, and whether the committees meet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from koyradesk import files
from koyradesk.bengali.text import nfc
from koyradesk.cli import dress, outputs
from koyradesk.cli.days import day_or_today
from koyradesk.cli.desk import Desk, day_words
from koyradesk.directory.names import matched
from koyradesk.errors import UserError
from koyradesk.figures import reading
from koyradesk.figures.counts import Count, Figures, Span, Wanted, span_of
from koyradesk.i18n import N_
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

if TYPE_CHECKING:
    from koyradesk.documents import Document

#: A fiscal year is named by the year it begins in, from the first that a PC can have papers of.
_YEARS = click.IntRange(1971, 9000)


@click.command(
    "figures",
    cls=dress.Command,
    help=N_("Counts what is done, open and late of what was decided, and the meetings held; prints it as a paper."),
)
@dress.option("--on", metavar="DATE", default="", help=N_("The day to go by; today if none is named."))
@dress.option("--committee", metavar="COMMITTEE", default="", help=N_("Of this committee alone."))
@dress.option("--office", metavar="NAME", default="", help=N_("Of this office alone."))
@dress.option("--year", metavar="YEAR", type=_YEARS, help=N_("The year in which the fiscal year begins; this one."))
@dress.option("--quarter", metavar="N", type=click.IntRange(1, 4), help=N_("Of this quarter alone, 1 to 4."))
@dress.as_json
@outputs.paper_files
@click.pass_obj
def figures(
    desk: Desk,
    /,
    on: str,
    committee: str,
    office: str,
    year: int | None,
    quarter: int | None,
    as_json: bool,
    output: Path | None,
    docx: Path | None,
    text: Path | None,
) -> None:
    paths = outputs.targets(desk, output, docx, text)
    day = day_or_today(desk, on)
    span = Span(span_of(day).year if year is None else year, quarter or 0)
    with desk.store() as store:
        found = _found(store, Standing(store, day), span, committee, office)
        document = _document(store, found) if paths else None
    if document is not None:
        for path, data in outputs.rendered(document, output, docx, text):
            files.write(path, data)
    if as_json:
        desk.json(found.as_json())
    elif paths:
        for path in paths:
            desk.say(str(path))
    else:
        _tell(desk, found)


def _found(store: Store, standing: Standing, span: Span, committee: str, office: str) -> Figures:
    """The figures that are asked for, of a committee and an office that there are."""
    named = _committee(store, committee) if committee else ""
    wanted = Wanted(span, named)
    if office:
        known = reading.offices(reading.rows(standing, span))
        if not known:
            raise UserError(N_("No office has anything to do in that time. Choose another year or quarter."))
        name = matched(office, known.values())
        wanted = Wanted(span, named, next(one for one, called in known.items() if called == name))
    return reading.read(store, standing, wanted)


def _document(store: Store, found: Figures) -> Document:
    # Who only wants to see numbers does not wait for what sets papers.
    from koyradesk.figures import paper

    return paper.document(store, found)


def _committee(store: Store, typed: str) -> str:
    """The committee that is called so."""
    known = [row["name"] for row in store.rows("committee", only=("name",)) if row["name"]]
    wanted = " ".join(typed.split())
    for name in known:
        if " ".join(name.split()) == nfc(wanted):
            return str(name)
    raise UserError(
        N_("There is no committee called {name}. These are there: {known}."), name=wanted, known="; ".join(known)
    )


#: How the lines begin, in the order they are told.
_HEADS = (
    ("offices", N_("By office")),
    ("topics", N_("By topic")),
    ("quarters", N_("By quarter")),
)


def _tell(desk: Desk, found: Figures) -> None:
    """The numbers as lines, parted by tabs: name, done in time, done late, open, late, all."""
    span = found.wanted.span
    first, last = ((day_words(day, desk.language)) for day in (span.first, span.last))
    desk.say(
        desk.words(
            N_("As of {day}; due from {first} to {last}."),
            day=day_words(found.on, desk.language),
            first=first,
            last=last,
        )
    )
    heads = (N_("done in time"), N_("done late"), N_("under way"), N_("late"), N_("all"))
    desk.say("\t".join(("", *(desk.words(one) for one in heads))))
    _line(desk, desk.words(N_("All")), found.all)
    for kind, head in _HEADS:
        desk.say(desk.words(head))
        for bar in getattr(found, kind):
            name = desk.words(N_("Quarter {number}"), number=desk.digits(bar.key)) if kind == "quarters" else bar.name
            _line(desk, name or desk.words(N_("not named")), bar.count)
    desk.say(desk.words(N_("Meetings, by month: held, planned, missed")))
    for one in found.meetings:
        numbers = (one.held, one.planned, one.missed)
        desk.say("\t".join((one.committee, *(desk.digits(number) for number in numbers))))


def _line(desk: Desk, name: str, count: Count) -> None:
    numbers = (count.in_time, count.done_late, count.open, count.late, count.total)
    desk.say("\t".join((" ".join(name.split()), *(desk.digits(number) for number in numbers))))

"""Finding what the office keeps."""

from __future__ import annotations

from collections.abc import Iterator

import click

from koyradesk import records
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.directory.names import key
from koyradesk.errors import UserError
from koyradesk.exchange.books import Books
from koyradesk.finding.finder import Finder
from koyradesk.finding.others import Others
from koyradesk.finding.shapes import GROUPS, STATES, Answer, Filters, Found, State
from koyradesk.finding.states import states
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations.standing import Standing

_ORDER = list(GROUPS)


@click.command("search", cls=dress.Command, help=N_("Finds words, beginnings and parts of words in everything kept."))
@click.argument("words", metavar="TEXT", nargs=-1, required=True)
@dress.option("--committee", metavar="NAME", default="", help=N_("Only what lies in the meetings of this committee."))
@dress.option("--year", metavar="YEAR", type=click.IntRange(1900, 2200), default=None, help=N_("Only of this year."))
@dress.option("--state", metavar="STATE", type=dress.OneOf(*STATES), default=None, help=N_("Only what stands so."))
@dress.option("--office", metavar="OFFICE", default="", help=N_("Only the book of this other office."))
@dress.option("--everywhere", is_flag=True, help=N_("Also in the books of all other offices."))
@dress.option("--limit", metavar="N", type=click.IntRange(1, 10_000), default=50, help=N_("At most so many."))
@dress.as_json
@click.pass_obj
def search(
    desk: Desk,
    /,
    words: tuple[str, ...],
    committee: str,
    year: int | None,
    state: State | None,
    office: str,
    everywhere: bool,
    limit: int,
    as_json: bool,
) -> None:
    with desk.store() as store, Books(desk.folder) as books:
        finder = Finder(store, states=lambda: states(store, Standing(store, desk.today)))
        others = Others(store, books)
        filters = Filters(
            _committee(finder, committee) if committee and not office else committee,
            year or 0,
            _office(others, office) if office else "",
            state or "",
        )
        text = " ".join(words)
        answer = Answer(text, ()) if office else finder.find(text, filters, few=limit)
        hits = list(_best(answer))
        if office or everywhere:
            for _, other in others.each(text, filters, few=limit):
                hits += _best(other)
    _show(desk, hits[:limit], answer, as_json=as_json)


def _best(answer: Answer) -> Iterator[Found]:
    """The hits of all groups, the best first."""
    every = (hit for group in answer.groups for hit in group.found)
    yield from sorted(every, key=lambda hit: (hit.how, _ORDER.index(hit.group)))


def _committee(finder: Finder, typed: str) -> str:
    """A committee by its name.

    Raises:
        UserError: none is called so.
    """
    known = finder.known().committees
    found = [name for name in known if key(name) == key(typed)]
    if not found:
        raise UserError(
            N_("No committee is called “{typed}”. There are: {names}."),
            typed=typed,
            names="; ".join(sorted(known)) or "—",
        )
    return found[0]


def _office(others: Others, typed: str) -> str:
    """An office whose book is here, by its code or name.

    Raises:
        UserError: there is no such book.
    """
    known = others.offices()
    found = [code for code, name in known.items() if records.as_code(typed) == code or key(typed) == key(name)]
    if len(found) != 1:
        raise UserError(
            N_("No office called “{typed}” has a book here. There are: {names}."),
            typed=typed,
            names="; ".join(f"{name} ({code})" for code, name in known.items()) or "—",
        )
    return found[0]


def _show(desk: Desk, hits: list[Found], answer: Answer, *, as_json: bool) -> None:
    if as_json:
        desk.json(
            [
                {
                    "meeting": hit.meeting or None,
                    "kind": hit.kind,
                    "id": hit.record,
                    "field": hit.where,
                    "snippet": plain(hit.text),
                    "group": hit.group,
                    "committee": hit.committee or None,
                    "date": hit.date.isoformat() if hit.date else None,
                    "state": hit.state or None,
                    "office": hit.office or None,
                }
                for hit in hits
            ]
        )
        return
    for hit in hits:
        desk.say(f"{records.short(hit.meeting or hit.record)}\t{hit.kind}\t{plain(hit.text)}")
    if hits:
        return
    desk.note(N_("Nothing was found."))
    if answer.unfiltered:
        desk.note(N_("Without the filters: {count}."), count=answer.unfiltered)
    elif answer.near:
        desk.note(N_("Perhaps: {words}."), words="; ".join(answer.near))
    elif answer.fewer:
        desk.note(N_("This finds something: {words}."), words=answer.fewer)

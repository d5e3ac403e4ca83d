"""What other offices have told: who they are, the view of those below, the course of a matter, their papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from koyradesk import files, meetings, records
from koyradesk.cli import dress, outputs
from koyradesk.cli.desk import Desk, day_words
from koyradesk.cli.exchange import named_office, opened
from koyradesk.district import paper, reading, sheet
from koyradesk.district import signed as papers
from koyradesk.district.offices import Known, readable
from koyradesk.district.shapes import Row, Step, View
from koyradesk.documents.district import month_words
from koyradesk.errors import UserError
from koyradesk.exchange import adopting, words
from koyradesk.exchange.office import Exchange
from koyradesk.figures.counts import span_of
from koyradesk.i18n import N_
from koyradesk.model import Meeting
from koyradesk.obligations.naming import named
from koyradesk.obligations.standing import Standing
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store

_YEARS = click.IntRange(1971, 9000)
#: In what ours and theirs differ.
MATTERS = {
    "words": N_("the wording differs"),
    "rule": N_("the due date differs"),
    "closed": N_("closed above, and goes on here"),
    "day": N_("put off to another day"),
    "withdrawn": N_("taken back above, and something was done with it here"),
}


@click.command("offices", cls=dress.Command, help=N_("Lists the offices that are known, and how new their data are."))
@dress.as_json
@click.pass_obj
def offices(desk: Desk, /, as_json: bool) -> None:
    with opened(desk) as exchange:
        known = reading.known(exchange, exchange.store, year=span_of(desk.today).year, on=desk.today)
        partners = {one.office: one for one in exchange.partners()}
    told = [(one, partners.get(one.office)) for one in known]
    if as_json:
        desk.json(
            [
                {
                    "office": one.office,
                    "name": one.name,
                    "role": one.role,
                    "level": one.level,
                    "as_of": _iso(one.as_of),
                    "missing": one.digest.missing if one.digest else 0,
                    "waiting": other.waiting if other else None,
                    "unsent": other.unsent if other else None,
                    "heard": other.heard.isoformat() if other and other.heard else None,
                    "acknowledged": other.acknowledged.isoformat() if other and other.acknowledged else None,
                    "problem": one.problem.text(desk.language) if one.problem else None,
                }
                for one, other in told
            ]
        )
        return
    if not told:
        desk.note(N_("No other office is known yet. Accept its key card first."))
    for one, other in told:
        state = ""
        if other is not None:
            everything = other.all_acknowledged
            state = desk.words(
                N_("has everything") if everything else N_("not acknowledged: {count}"), count=other.waiting
            )
        desk.say(
            "\t".join(
                (one.office, one.name, desk.words(words.ROLES[one.role]) if one.role else "", _data(desk, one), state)
            )
        )


@click.command(
    "district", cls=dress.Command, help=N_("Shows the offices below in a year: who met, what is open and late.")
)
@dress.option("--year", metavar="YEAR", type=_YEARS, help=N_("The year in which the fiscal year begins; this one."))
@dress.option("--committee", metavar="COMMITTEE", default="", help=N_("Of the committees of this name alone."))
@dress.option("--quarter", metavar="N", type=click.IntRange(1, 4), help=N_("Topics of this quarter alone, 1 to 4."))
@dress.as_json
@outputs.paper_files
@dress.option("--xlsx", metavar="FILE", type=outputs.FILE, help=N_("The view for Excel."))
@click.pass_obj
def district(
    desk: Desk,
    /,
    year: int | None,
    committee: str,
    quarter: int | None,
    as_json: bool,
    output: Path | None,
    docx: Path | None,
    text: Path | None,
    xlsx: Path | None,
) -> None:
    paths = outputs.targets(desk, output, docx, text, xlsx)
    wanted = span_of(desk.today).year if year is None else year
    with opened(desk) as exchange:
        own = exchange.store
        found = reading.view(exchange, own, year=wanted, committee=committee, on=desk.today)
        _refuse_unknown(found, committee)
        made = []
        if output or docx or text:
            made = outputs.rendered(paper.document(own, found, quarter or 0), output, docx, text)
        if xlsx:
            made.append((xlsx, sheet.write(found, quarter or 0, desk.language)))
    for path, data in made:
        files.write(path, data)
    if as_json:
        desk.json(_as_json(desk, found))
    elif paths:
        for path in paths:
            desk.say(str(path))
    else:
        _tell(desk, found)


@click.command("course", cls=dress.Command, help=N_("Tells the course of one matter through the offices."))
@click.argument("obligation", metavar="OBLIGATION")
@dress.as_json
@click.pass_obj
def course(desk: Desk, /, obligation: str, as_json: bool) -> None:
    with opened(desk) as exchange:
        own, wanted = exchange.store, obligation.strip()
        if not _is_whole(wanted):
            wanted = named(own, Standing(own, desk.today), wanted).id
        found = reading.lineage(exchange, own, wanted, on=desk.today)
    if as_json:
        told = {"text": found.text, "topic": found.topic, "source_text": found.source_text}
        desk.json({**told, "above": [_step(one) for one in found.above], "step": _step(found.step)})
        return
    desk.say(found.text)
    if found.source_text:
        desk.say(found.source_text)
    for one in found.above:
        desk.say(_line(desk, one))
    _tell_step(desk, found.step, "")


@click.command("hand-on", cls=dress.Command, help=N_("Says who carries out a decision that came from above."))
@click.argument("obligation", metavar="OBLIGATION")
@click.argument("parties", metavar="PARTY…", nargs=-1, required=True)
@click.pass_obj
def hand_on(desk: Desk, /, obligation: str, parties: tuple[str, ...]) -> None:
    with desk.store() as store:
        one = named(store, Standing(store, desk.today), obligation)
        adopting.hand_on(store, one, parties, by=desk.by)
        standing = Standing(store, desk.today)
        [now] = standing.get([one.id])
        desk.say(desk.words(N_("It has {count} rows now."), count=len(standing.tasks([now])[now.id])))


@click.command("apart", cls=dress.Command, help=N_("Tells where what is decided here and what is wanted above differ."))
@dress.option(
    "--keep", metavar="OBLIGATION", default="", help=N_("Ours stands; told again if they want another thing.")
)
@dress.option("--take", metavar="OBLIGATION", default="", help=N_("Theirs stands here from now on."))
@dress.as_json
@click.pass_obj
def apart(desk: Desk, /, keep: str, take: str, as_json: bool) -> None:
    if keep and take:
        raise dress.WrongUsage(N_("Either ours stands or theirs: --keep or --take."), click.get_current_context())
    with opened(desk) as exchange:
        store = exchange.store
        found = adopting.apart(store, exchange.books, exchange.ledger.lets())
        if keep or take:
            found = _settled(desk, exchange, found, keep or take, theirs=bool(take))
        standing = Standing(store, desk.today)
        told = standing.told(standing.get(one.obligation for one in found))
        called = {
            one.office: one.name for one in reading.known(exchange, store, year=span_of(desk.today).year, on=desk.today)
        }
    if as_json:
        desk.json([{**asdict(one), "ours": _plain(one.ours), "theirs": _plain(one.theirs)} for one in found])
        return
    if not found and not (keep or take):
        desk.note(N_("Nothing differs from what an office above wants."))
    for one in found:
        text = told[one.obligation].text if one.obligation in told else ""
        name = called.get(one.office, one.office)
        desk.say("\t".join((records.short(one.obligation), name, desk.words(MATTERS[one.matter]), text)))


def _settled(
    desk: Desk, exchange: Exchange, found: tuple[adopting.Apart, ...], typed: str, *, theirs: bool
) -> tuple[adopting.Apart, ...]:
    """What still differs when one obligation is settled."""
    store = exchange.store
    of = typed.strip() if _is_whole(typed.strip()) else named(store, Standing(store, desk.today), typed).id
    meant = [one for one in found if one.obligation == of]
    if not meant:
        raise UserError(N_("In {id} nothing differs from what an office above wants."), id=records.short(of))
    for one in meant:
        adopting.settle(exchange, one, theirs=theirs, by=desk.by)
    return tuple(one for one in found if one.obligation != of)


def signed(desk: Desk, typed: str, which: Callable[[Store], PaperKey]) -> papers.Signed:
    """A signed paper of another office; what is doubtful about it is told, and what is missing asked for.

    Raises:
        UserError: no such office or paper.
    """
    with opened(desk) as exchange:
        office, book = _book(desk, exchange, typed)
        found = papers.paper(book, which(book), today=desk.today)
        if not found.exact and found.blob:
            exchange.want(office, [found.blob])
    if found.note is not None:
        desk.note(found.note.sentence, **found.note.parts)
    return found


def shown(desk: Desk, typed: str, meeting: str) -> Meeting:
    """A meeting of another office, as its book has it.

    Raises:
        UserError: no such office or meeting.
    """
    with opened(desk) as exchange:
        _, book = _book(desk, exchange, typed)
        return meetings.get(book, meeting)


def _book(desk: Desk, exchange: Exchange, typed: str) -> tuple[str, Store]:
    """The book of an office by its code or name."""
    known = reading.known(exchange, exchange.store, year=span_of(desk.today).year, on=desk.today)
    found = named_office(known, typed)
    book = readable(exchange.books, found.office)
    if book is None:
        raise found.problem or UserError(N_("Nothing has come from this office yet. Ask it to send."))
    return found.office, book


def _refuse_unknown(view: View, committee: str) -> None:
    if committee and not any(row.has and row.as_of for row in view.rows):
        names = "; ".join(one.name for one in view.committees)
        raise UserError(
            N_("No office below has a committee “{name}”. There are: {names}."), name=committee, names=names or "—"
        )


def _tell(desk: Desk, view: View) -> None:
    now = f"{view.on:%Y-%m}"
    months = [at for at, month in enumerate(view.months) if month <= now]
    heads = [N_("Office"), *(view.months[at] for at in months), N_("Still open"), N_("Late"), N_("Data of")]
    desk.say("\t".join(desk.words(one) for one in heads))
    for row in view.rows:
        desk.say("\t".join(_row(desk, view, row, months)))
    if not view.rows:
        desk.note(N_("No office below is known yet. Accept its key card first."))


def _row(desk: Desk, view: View, row: Row, months: list[int]) -> Iterator[str]:
    yield row.name
    if row.problem is not None:
        yield row.problem.text(desk.language)
        return
    yield from (month_words(row.months[at], bool(view.committee)) for at in months)
    yield desk.digits(row.open)
    yield desk.digits(row.late)
    yield day_words(row.as_of, desk.language) or desk.words(N_("nothing has come"))


def _as_json(desk: Desk, view: View) -> dict[str, Any]:
    rows = []
    for row in view.rows:
        months = [
            {
                "month": one.month,
                "state": one.state or None,
                "day": _iso(one.day),
                "minutes": one.minutes,
                "met": one.met,
                "of": one.of,
                "meetings": [
                    {"id": each.id, "committee": each.committee, "number": each.number} for each in one.meetings
                ],
            }
            for one in row.months
        ]
        rows.append(
            {
                "office": row.office,
                "name": row.name,
                "role": row.role,
                "level": row.level,
                "as_of": _iso(row.as_of),
                "stale": row.stale,
                "months": months,
                "open": row.open,
                "late": row.late,
                "count": row.count.as_json(),
                "has": row.has,
                "missing": row.missing,
                "problem": row.problem.text(desk.language) if row.problem else None,
            }
        )
    topics = {
        str(quarter): [
            {
                "topic": one.name,
                **one.count.as_json(),
                "offices": {office: count.as_json() for office, count in one.offices.items()},
            }
            for one in those
        ]
        for quarter, those in view.topics.items()
    }
    return {
        "on": view.on.isoformat(),
        "year": view.year,
        "committee": view.committee or None,
        "rows": rows,
        "topics": topics,
        "committees": [{"name": one.name, "offices": one.offices, "held": one.held} for one in view.committees],
        "years": list(view.years),
    }


def _is_whole(typed: str) -> bool:
    try:
        return records.split(typed)[0] == "obligation"
    except ValueError:
        return False


def _step(one: Step) -> dict[str, Any]:
    found = asdict(one)
    found |= {name: _iso(found[name]) for name in ("begun", "as_of", "closed")}
    found["obligation"] = one.obligation or None
    found["below"] = [_step(each) for each in one.below]
    return found


def _tell_step(desk: Desk, one: Step, before: str) -> None:
    desk.say(before + _line(desk, one))
    for each in one.below:
        _tell_step(desk, each, before + "  ")


def _line(desk: Desk, one: Step) -> str:
    done = desk.digits(f"{one.done}/{one.total}") if one.here else desk.words(N_("nothing has come"))
    late = desk.words(N_("{days} days late"), days=one.late) if one.late else ""
    return "\t".join((one.name, day_words(one.begun, desk.language), done, late, day_words(one.as_of, desk.language)))


def _data(desk: Desk, one: Known) -> str:
    if one.problem is not None:
        return one.problem.text(desk.language)
    return day_words(one.as_of, desk.language) or desk.words(N_("nothing has come"))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

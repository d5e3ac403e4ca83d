"""The directory as lists: who is in it, which names it lacks, a list taken in, the places of the country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from koyradesk import files, records
from koyradesk.cli import dress
from koyradesk.cli.days import day_or_today
from koyradesk.cli.desk import Desk
from koyradesk.directory import columns, exporting, importing, matching, places, sheets, twins
from koyradesk.directory.columns import HEADINGS, Columns
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory, Holder, Party
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.store import Store

_FILE = click.Path(path_type=Path)


@click.command(
    "parties",
    cls=dress.Command,
    help=N_("Lists the directory: offices, posts, persons and groups, with who holds them."),
)
@click.argument("name", metavar="[NAME]", required=False)
@dress.option("--on", "day", metavar="DATE", default="", help=N_("The day; today if none is named."))
@dress.option("--twins", "double", is_flag=True, help=N_("The entries that may be of the same party."))
@dress.option("--unknown", is_flag=True, help=N_("The names that decisions use and the directory does not know."))
@dress.option("--save", "target", metavar="FILE", type=_FILE, help=N_("Writes the list to a file: .csv or .xlsx."))
@dress.as_json
@click.pass_obj
def parties(
    desk: Desk, /, name: str | None, day: str, double: bool, unknown: bool, target: Path | None, as_json: bool
) -> None:
    on = day_or_today(desk, day)
    if target is not None:
        desk.refuse_own(target)
    with desk.store() as store:
        directory = Directory(store)
        if target is not None:
            files.write(target, _as_file(store, target, on, desk.language))
            return
        if double:
            _tell_twins(desk, directory, as_json=as_json)
            return
        if unknown:
            _tell_unknown(desk, store, directory, as_json=as_json)
            return
        wanted = [directory.parties[found(store, directory, name)]] if name else list(directory.parties.values())
        rows = [told(directory, party, on) for party in wanted]
    if as_json:
        desk.json(rows)
        return
    for row in rows:
        held = row["holder"] or {}
        until = desk.words(N_("until {day}"), day=date.fromisoformat(row["until"])) if row["until"] else ""
        texts = [row["id"].rpartition(".")[2], desk.words(columns.SORTS[row["sort"]]), row["name"]]
        texts += [held.get("name", ""), held.get("phone") or row["phone"], until]
        texts.append("; ".join(row["groups"] or row["members"]))
        desk.say("\t".join(" ".join(text.split()) for text in texts).rstrip())


@click.command(
    "import-parties",
    cls=dress.Command,
    help=N_("Shows what a list (CSV or Excel) would change in the directory; writes it with --apply."),
)
@click.argument("file", metavar="FILE", type=_FILE)
@dress.option("--sheet", metavar="NAME", default="", help=N_("The sheet of an Excel file."))
@dress.option(
    "--column",
    "named",
    metavar="N=HOLDS",
    multiple=True,
    help=N_("What column N holds, like 2=name or 3=; the other columns are guessed from their headings."),
)
@dress.option("--same", metavar="NAME=PARTY", multiple=True, help=N_("A name of the list means this party."))
@dress.option(
    "--new", metavar="NAME", multiple=True, help=N_("A name of the list is a new one, though it is like others.")
)
@dress.option("--skip", metavar="NAME", multiple=True, help=N_("Leaves out what is called so."))
@dress.option("--apply", "write", is_flag=True, help=N_("Writes it, in one step; rows that are unclear are left out."))
@dress.as_json
@click.pass_obj
def import_parties(
    desk: Desk,
    /,
    file: Path,
    sheet: str,
    named: tuple[str, ...],
    same: tuple[str, ...],
    new: tuple[str, ...],
    skip: tuple[str, ...],
    write: bool,
    as_json: bool,
) -> None:
    read = sheets.read(file, sheet)
    with desk.store(create=write) as store:
        directory = Directory(store)
        choices = {key(escape(one)): importing.NEW for one in new} | {key(escape(one)): importing.SKIP for one in skip}
        for one in same:
            name, equals, party = one.rpartition("=")
            if not equals:
                raise dress.WrongUsage(N_("Write --same as NAME=PARTY."), click.get_current_context())
            choices[key(escape(name))] = found(store, directory, party)
        shown = importing.preview(store, read, _columns(read, named), choices, on=desk.today)
        if write:
            importing.apply(store, shown, by=desk.by)
    if as_json:
        desk.json([_as_json(desk, line) for line in shown.lines])
    else:
        for line in shown.lines:
            _say_line(desk, line)
    counts = [
        f"{desk.words(importing.STATES[state])} {desk.words('{n}', n=count)}"
        for state, count in shown.counts.items()
        if count
    ]
    if write:
        desk.note(N_("Taken in: {counts}."), counts=", ".join(counts))
    else:
        desk.note(N_("Nothing was written: {counts}. With --apply it is."), counts=", ".join(counts))


@click.command(
    "places", cls=dress.Command, help=N_("Finds upazilas, districts and divisions by name, in Bengali or English.")
)
@click.argument("words", metavar="TEXT", nargs=-1, required=True)
@dress.option("--level", type=dress.OneOf(*places.LEVELS), default=None, help=N_("Only upazila, district or division."))
@dress.as_json
@click.pass_obj
def places_(desk: Desk, /, words: tuple[str, ...], level: places.Level | None, as_json: bool) -> None:
    every = places.search(" ".join(words), level=level)
    if as_json:
        desk.json(
            [
                {
                    "code": one.code,
                    "level": one.level,
                    "bn": one.bn,
                    "en": one.en,
                    "also": list(one.also),
                    "within": one.above or None,
                }
                for one in every
            ]
        )
        return
    if not every:
        desk.note(N_("Nothing was found."))
    for one in every:
        desk.say(
            "\t".join(
                (one.code, desk.words(places.LEVELS[one.level]), places.words(one.code), places.words(one.code, "en"))
            )
        )


def found(store: Store, directory: Directory, typed: str, *, entries: bool = False) -> str:
    """The id of the party that is meant: by its name, another spelling or its id. ``entries``: one entry of it may be
    meant, by its id or by its name, where two entries are the same or have the same name.

    Raises:
        UserError: none is; the nearest are named.
    """
    party = directory.find(escape(typed))
    if party is not None:
        return party.id
    # The beginning of an id is too easily a name that the directory lacks.
    if len(typed.strip().rpartition(".")[2]) == records.UNIQUE_LENGTH and typed.strip().isascii():
        wanted = store.resolve(typed, "party")
        if entries and directory.name_of(wanted):
            return wanted
        if directory.meant(wanted) in directory.parties:
            return directory.meant(wanted)
    near = matching.candidates(escape(typed), directory, 4)
    if near:
        raise UserError(
            N_("The directory knows no “{name}”. Perhaps one of these is meant: {names}."),
            name=typed,
            names="; ".join(plain(one.party.name) for one in near),
        )
    raise UserError(N_("The directory knows no “{name}”. “koyra parties” lists who is in it."), name=typed)


def told(directory: Directory, party: Party, on: date) -> dict[str, Any]:
    """A party as JSON has it: dates ISO, null where there is none; who holds it on a day."""
    above = directory.parties.get(party.of)
    holder = directory.holder(party.id, on)
    groups = [
        plain(directory.parties[group].name)
        for group, every in directory.belongings.items()
        if group in directory.parties
        and any(one.party == party.id and _holds(one.since, one.until, on) for one in every)
    ]
    members = [plain(one.name) for one in directory.expand(party.name, on)] if party.sort == "group" else []
    return {
        "id": party.id,
        "name": plain(party.name),
        "sort": party.sort,
        "of": plain(above.name) if above else None,
        "aliases": [plain(one) for one in party.spellings[1:]],
        "entries": [{"id": one, "name": plain(directory.name_of(one))} for one in directory.twins.get(party.id, ())],
        "place": party.place or None,
        "phone": plain(party.phone),
        "email": plain(party.email),
        "until": _iso(party.until),
        "note": plain(party.note),
        "holder": _holder(holder) if holder else None,
        "groups": groups,
        "members": [] if directory.is_empty_group(party.name, on) else members,
    }


def _holder(one: Holder) -> dict[str, Any]:
    texts = {name: plain(getattr(one, name)) for name in ("name", "phone", "email", "note")}
    return {"id": one.id, **texts, "since": _iso(one.since), "until": _iso(one.until), "additional": one.additional}


def _holds(since: date | None, until: date | None, on: date) -> bool:
    return (since or date.min) <= on <= (until or date.max)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_file(store: Store, target: Path, on: date, language: str) -> bytes:
    match target.suffix.lower():
        case ".csv":
            return exporting.as_csv(store, on, language)
        case ".xlsx":
            return exporting.as_xlsx(store, on, language)
    raise UserError(N_("{path} is neither a .csv nor an .xlsx file. Name one that ends so."), path=target)


def _tell_unknown(desk: Desk, store: Store, directory: Directory, *, as_json: bool) -> None:
    members = {one.name: one.members for one in matching.propose_groups(store, directory)}
    rows = [(one, matching.candidates(one.name, directory)) for one in matching.unknown(store, directory)]
    if as_json:
        desk.json([_unknown(one, near, members.get(one.name, ())) for one, near in rows])
        return
    for one, near in rows:
        may_be = "; ".join(f"{plain(it.party.name)} ({desk.words(matching.WHY[it.why])})" for it in near)
        desk.say("\t".join((desk.words("{n}", n=one.times), plain(one.name), may_be)).rstrip())


def _tell_twins(desk: Desk, directory: Directory, *, as_json: bool) -> None:
    every = list(twins.pairs(directory))
    if as_json:
        entries = [[{"id": it.id, "name": plain(it.name)} for it in (one, other.party)] for one, other in every]
        desk.json([{"entries": both, "score": other.score} for both, (_, other) in zip(entries, every, strict=True)])
        return
    for one, other in every:
        texts = [text for it in (one, other.party) for text in (it.id.rpartition(".")[2], plain(it.name))]
        desk.say("\t".join((*texts, desk.words(matching.WHY[other.why]))))
    if not every:
        desk.note(N_("No two entries are likely to be the same party."))


def _unknown(one: matching.Unknown, near: Iterable[matching.Candidate], members: Iterable[Party]) -> Mapping[str, Any]:
    return {
        "name": plain(one.name),
        "times": one.times,
        "last": one.last or None,
        "spellings": [plain(spelt) for spelt in one.spellings],
        "group": one.many,
        "members": [plain(party.name) for party in members],
        "candidates": [
            {"id": it.party.id, "name": plain(it.party.name), "score": it.score, "why": it.why} for it in near
        ],
    }


def _columns(sheet: sheets.Sheet, named: Iterable[str]) -> Columns:
    """The columns as their headings say, but for those that were named."""
    guessed = columns.guess(sheet.rows)
    holds = list(guessed.holds)
    for one in named:
        number, equals, target = one.partition("=")
        if not equals or target not in ("", *HEADINGS) or not number.isdecimal() or not 0 < int(number) <= len(holds):
            raise dress.WrongUsage(
                N_("Write --column as N=HOLDS. A column can hold: {words}."),
                click.get_current_context(),
                words=", ".join(HEADINGS),
            )
        # What was guessed of another column gives way to what is said of this one.
        holds = ["" if held == target else held for held in holds]
        holds[int(number) - 1] = target
    return Columns(tuple(holds), guessed.head)


def _as_json(desk: Desk, line: importing.Line) -> Mapping[str, Any]:
    return {
        "row": line.number,
        "state": line.state,
        "name": line.name,
        "party": line.party or None,
        "changes": [{"field": one.field, "old": one.old, "new": one.new} for one in line.differences],
        "also": list(line.also),
        "questions": [
            {
                "name": one.name,
                "candidates": [
                    {"id": it.party.id, "name": plain(it.party.name), "score": it.score} for it in one.candidates
                ],
            }
            for one in line.questions
        ],
        "why": line.why.text(desk.language) if line.why else None,
        "notes": [one.text(desk.language) for one in line.notes],
    }


def _say_line(desk: Desk, line: importing.Line) -> None:
    says = []
    for one in line.differences:
        old, new = (columns.said(one.field, text, desk.language) for text in (one.old, one.new))
        if line.state != "new" or one.field != "name":
            says.append(f"{desk.words(HEADINGS[one.field])}: {old + ' → ' if old else ''}{new}")
    says += [f"+ {name}" for name in line.also]
    for asked in line.questions:
        says.append(f"{asked.name} = {' / '.join(plain(it.party.name) for it in asked.candidates)}?")
    says += [one.text(desk.language) for one in (*((line.why,) if line.why else ()), *line.notes)]
    texts = (desk.words("{n}", n=line.number), desk.words(importing.STATES[line.state]), line.name, "; ".join(says))
    desk.say("\t".join(" ".join(text.split()) for text in texts).rstrip())

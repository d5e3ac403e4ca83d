"""Letters: what they say, all papers of the office in one list, the reminders of a day in one go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from koyradesk import batches, distributions, files, layout, letters, meeting_file, meetings, papers, records
from koyradesk.bengali import dates
from koyradesk.bengali.text import search_key, tidy
from koyradesk.cli import dress
from koyradesk.cli.days import day_or_today, typed_day
from koyradesk.cli.desk import Desk, day_words
from koyradesk.cli.meetings import STATES
from koyradesk.cli.naming import about, paper_key
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import SIGNED, Letter, Signature
from koyradesk.paper_key import LETTERS, TO_ONE
from koyradesk.store import Store

#: The kinds of paper in words.
KINDS = {
    "minutes": N_("minutes"),
    "correction": N_("correction"),
    "notice": N_("notice"),
    "endorsement": N_("endorsement"),
    "extract": N_("extract"),
    "progress": N_("progress report"),
    "reminder": N_("reminder"),
    "return": N_("illustrated return"),
    "postponement": N_("postponement"),
    "cancellation": N_("cancellation"),
    "reply": N_("reply"),
}
#: Texts that the layout words where nobody wrote them.
_TEXTS = ("subject", "reference", "body", "enclosures")
#: What is told of who signs, by option.
_SIGNING = {"signer": "name", "designation": "designation", "behalf": "behalf"}
#: Letters of a name of a file.
_LONG = 60

_FILE = click.Path(path_type=Path)


@click.command(
    "letter",
    cls=dress.Command,
    help=N_("Drafts a letter, or changes what one says; prints its id. ID is as for “print”."),
)
@click.argument("kind", metavar="KIND", type=dress.OneOf(*LETTERS))
@click.argument("record", metavar="ID")
@about
@dress.option("--subject", metavar="TEXT", help=N_("The subject; an empty text is worded by the layout again."))
@dress.option("--reference", metavar="TEXT", help=N_("What it refers to."))
@dress.option("--body", metavar="TEXT", help=N_("What it says, a paragraph to a line."))
@dress.option("--enclosures", metavar="TEXT", help=N_("What goes with it, one to a line."))
@dress.option("--date", "new_date", metavar="DATE", help=N_("The new day of a meeting that is put off."))
@dress.option("--time", "new_time", metavar="TEXT", help=N_("Its new hour."))
@dress.option("--place", "new_place", metavar="TEXT", help=N_("Its new place."))
@dress.option("--copy-to", "copies", metavar="TEXT", multiple=True, help=N_("Who gets a copy; may be named again."))
@dress.option("--list", "kept", metavar="NAME", help=N_("A distribution list that the committee keeps."))
@dress.option("--heading", metavar="TEXT", help=N_("The heading of the list of copies."))
@dress.option("--signer", metavar="NAME", help=N_("Who signs it."))
@dress.option("--designation", metavar="TEXT", help=N_("The post of who signs it."))
@dress.option("--behalf", metavar="TEXT", help=N_("The post for which it is signed."))
@dress.option("--photo", metavar="FILE", type=_FILE, help=N_("Puts a photo into the letter."))
@dress.option("--caption", metavar="TEXT", default="", help=N_("What stands under the photo."))
@dress.option("--new", "another", is_flag=True, help=N_("Another one, where one is signed already."))
@dress.option("--delete", is_flag=True, help=N_("Puts the letter into the bin."))
@dress.as_json
@click.pass_obj
def letter(
    desk: Desk,
    /,
    kind: str,
    record: str,
    to: str,
    day: str,
    period: str,
    copies: tuple[str, ...],
    kept: str | None,
    heading: str | None,
    photo: Path | None,
    caption: str,
    another: bool,
    delete: bool,
    as_json: bool,
    **texts: str | None,
) -> None:
    with desk.store() as store:
        key = letters.settled(store, paper_key(desk, store, kind, record, to=to, day=day, period=period))
        held = letters.find(store, key)
        if delete:
            if held is None:
                raise UserError(N_("There is no such letter, so none can be put into the bin."))
            letters.delete(store, held.id, by=desk.by)
            desk.say(held.id)
            return
        if held is not None and another and held.memo().state not in SIGNED:
            raise UserError(
                N_("The letter {id} is in the making already. Change that one, or sign it first."),
                id=records.short(held.id),
            )
        made = letters.draft(store, key, today=desk.today) if held is None or another else held
        changed = _changed(desk, store, made, texts)
        if to and kind not in TO_ONE:
            changed = replace(changed, to=escape(tidy(to)))
        entries = tuple(escape(tidy(one)) for one in copies)
        if kept is not None:
            of = _kept(store, changed, kept)
            entries, heading = (*of.entries, *entries), of.heading if heading is None else heading
        if entries or heading is not None:
            changed = _copied(store, changed, entries, heading)
        with store.together():
            held = letters.write(store, changed, by=desk.by, base=made if made.id else None).letter
            if photo is not None:
                letters.add_photo(store, held.id, photo, escape(caption), by=desk.by)
        if as_json:
            desk.json(_told(store, held))
        else:
            desk.say(held.id)


@click.command("papers", cls=dress.Command, help=N_("Lists all papers of the office, newest first."))
@dress.as_json
@click.pass_obj
def papers_(desk: Desk, /, as_json: bool) -> None:
    with desk.store() as store:
        rows = letters.listing(store)
    if as_json:
        desk.json(
            [
                {
                    "kind": row.key.kind,
                    "id": row.record,
                    "meeting": row.key.meeting or None,
                    "letter": row.key.letter or None,
                    "committee": row.committee or None,
                    "title": row.title or None,
                    "to": row.to or None,
                    "number": row.number or None,
                    "date": row.date.isoformat() if row.date else None,
                    "state": row.state,
                }
                for row in rows
            ]
        )
        return
    if not rows:
        desk.note(N_("There is no paper yet."))
    for row in rows:
        state = row.number or desk.words(STATES.get(row.state, row.state))
        says = plain(row.to or row.title)
        name = row.key.letter or records.short(row.record)
        parts = (name, desk.words(KINDS[row.key.kind]), day_words(row.day, desk.language), says, state)
        desk.say("\t".join(" ".join(part.split()) for part in parts))


@click.command(
    "reminders",
    cls=dress.Command,
    help=N_("Prints a reminder to each party for which something is late on a day, each into a file of its own."),
)
@dress.option("--on", "day", metavar="DATE", default="", help=N_("The day; today if none is named."))
@dress.option("--to-dir", "folder", metavar="DIR", type=_FILE, required=True, help=N_("The folder for the files."))
@dress.option("--to", "parties", metavar="PARTY", multiple=True, help=N_("Only to this party; may be named again."))
@dress.option("--issue", "numbered", is_flag=True, help=N_("Gives each its number and keeps it."))
@dress.option("--signed-only", is_flag=True, help=N_("Leaves out what no signed minutes say."))
@dress.as_json
@click.pass_obj
def reminders(
    desk: Desk, /, day: str, folder: Path, parties: tuple[str, ...], numbered: bool, signed_only: bool, as_json: bool
) -> None:
    made: list[dict[str, Any]] = []
    desk.refuse_own(folder / "x")
    if not folder.is_dir():
        raise UserError(N_("There is no folder {folder}. Make it first or choose another place."), folder=folder)
    with desk.store() as store:
        on = day_or_today(desk, day)
        by = desk.by if numbered else ""
        unsigned: dict[str, None] = {}
        for number, one in enumerate(batches.reminders(store, on, parties, issue_by=by, signed_only=signed_only), 1):
            unsigned |= dict.fromkeys(one.unsigned)
            path = folder / _name(number, one.to)
            files.write(path, one.pdf)
            memo = one.letter.memo()
            made.append({"to": plain(one.to), "serial": one.letter.serial, "number": memo.number or None})
            made[-1] |= {"letter": one.letter.id or None, "file": str(path), "unsigned": list(one.unsigned)}
            if not as_json:
                desk.say(str(path))
    if as_json:
        desk.json(made)
    elif not made:
        desk.note(N_("Nothing is late on that day."))
    if unsigned and not as_json:
        sentence = N_(
            "Reminded of decisions whose minutes are not signed yet: {meetings}. --signed-only leaves them out."
        )
        desk.note(sentence, meetings="; ".join(unsigned))


def _name(number: int, to: str) -> str:
    """A file name for a party's paper: no sign that some system does not take."""
    said = "".join(char if char not in '\\/:*?"<>|' and char.isprintable() else " " for char in plain(to))
    said = tidy(said)
    short = said if len(said) <= _LONG else said[:_LONG].rpartition(" ")[0] or said[:_LONG]
    return f"{number:03} {short.strip(' .,')}.pdf"


def _changed(desk: Desk, store: Store, held: Letter, texts: dict[str, Any]) -> Letter:
    """The letter with the texts that were typed."""
    signing = {name: escape(tidy(texts[key])) for key, name in _SIGNING.items() if texts[key] is not None}
    if signing:
        first = held.signatures[0] if held.signatures else Signature()
        if signing.get("name", first.name) != first.name:
            # Another officer has another telephone.
            first = Signature(id=first.id, place=first.place)
        held = replace(held, signatures=(replace(first, **signing), *held.signatures[1:]))
    typed: dict[str, Any] = {name: _lines(texts[name]) for name in _TEXTS if texts[name] is not None}
    facts = dict(held.facts)
    if texts["new_date"] is not None:
        facts["date_text"] = _worded_day(desk, store, held, texts["new_date"])
    for name in ("time", "place"):
        if texts[f"new_{name}"] is not None:
            facts[name] = escape(tidy(texts[f"new_{name}"]))
    if facts != held.facts and held.kind != "postponement":
        raise UserError(N_("Only a postponement tells a new day, hour or place."))
    return replace(held, **typed, facts={name: text for name, text in facts.items() if text})


def _lines(text: str) -> str:
    return escape(text.replace("\r\n", "\n").strip())


def _worded_day(desk: Desk, store: Store, held: Letter, typed: str) -> str:
    """A new day worded as the meeting's old one is."""
    if not typed.strip():
        return ""
    meeting = meetings.get(store, held.meeting)
    said = dates.parse(meeting.date_text)
    like = said.style if said and said.calendar == "gregorian" else layout.resolve(meeting.layout).date_style
    return dates.spell(typed_day(desk, typed), like)


def _kept(store: Store, held: Letter, name: str) -> distributions.Kept:
    """The list that the committee of a letter keeps under a name."""
    known = distributions.kept(store, papers.of_letter(store, held).meeting.committee)
    found = next((one for one in known if search_key(one.name) == search_key(tidy(name))), None)
    if found is None:
        raise UserError(
            N_("The committee keeps no distribution list called {name}. It keeps: {known}."),
            name=tidy(name),
            known="; ".join(one.name for one in known) or "—",
        )
    return found


def _copied(store: Store, held: Letter, entries: tuple[str, ...], heading: str | None) -> Letter:
    """The letter with another list of copies, or another heading over it."""
    sent = held.distribution
    if entries:
        sent = distributions.worded(entries, papers.of_letter(store, held).layout, sent.heading)
    return replace(held, distribution=sent if heading is None else replace(sent, heading=escape(tidy(heading))))


def _told(store: Store, held: Letter) -> dict[str, Any]:
    """A letter as JSON, with its texts as they are printed and its photos."""
    paper = papers.of_letter(store, held)
    shown = paper.worded(store.new_id).letter or held
    facts = {name: text for name, text in held.facts.items() if name in letters.MOVES}
    return {
        **meeting_file.to_object(replace(held, serial=shown.serial, facts=facts)),
        "printed": {name: getattr(shown, name) for name in _TEXTS},
        "photos": [{"id": one.id, "name": one.name, "caption": one.caption} for one in letters.photos(store, held.id)],
    }

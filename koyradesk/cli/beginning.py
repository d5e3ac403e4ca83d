"""An office that begins, and a further committee of one: its head, its committee, its first meeting and notice."""

from __future__ import annotations

import click

from koyradesk.beginning import making, templates
from koyradesk.beginning.proposing import Proposal
from koyradesk.beginning.shapes import Level, Plan
from koyradesk.bengali.text import tidy
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.directory import places
from koyradesk.directory.likeness import loose
from koyradesk.directory.places import Place
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape

#: How many places are named where a text can mean several.
_NAMED = 6
#: The options whose texts are typed over what is proposed.
_TYPED = {
    "name": "name",
    "day": "date",
    "hour": "time",
    "venue": "venue",
    "chair": "chair",
    "signer": "signer",
    "number": "number",
}


@click.command(
    "begin",
    cls=dress.Command,
    help=N_("Begins an office, or a further committee of it, with its first meeting and notice; prints their ids."),
)
@dress.option("--upazila", "place", metavar="NAME", default="", help=N_("The upazila, or a district, in any language."))
@dress.option("--office", metavar="OFFICE", default="", help=N_("The office: a word of --list, or its own name."))
@dress.option("--committee", metavar="COMMITTEE", default="", help=N_("The committee: a word of --list, or a name."))
@dress.option("--date", "day", metavar="DATE", help=N_("The day of the meeting; a week from today if none is named."))
@dress.option("--time", "hour", metavar="TEXT", help=N_("When it begins."))
@dress.option("--place", "venue", metavar="TEXT", help=N_("Where it is held."))
@dress.option("--chair", metavar="NAME", help=N_("The name of who is in the chair."))
@dress.option("--signer", metavar="NAME", help=N_("The name of who signs the notice."))
@dress.option("--name", metavar="TEXT", help=N_("Another name for the committee than the usual one."))
@dress.option("--number", metavar="TEXT", help=N_("The memo number of the notice; without it the notice is a draft."))
@dress.option("--no-meeting", "bare", is_flag=True, help=N_("Leaves the meeting for later."))
@dress.option("--list", "listed", is_flag=True, help=N_("Lists the usual offices and committees instead."))
@dress.as_json
@click.pass_obj
def begin(
    desk: Desk,
    /,
    place: str,
    office: str,
    committee: str,
    bare: bool,
    listed: bool,
    as_json: bool,
    **typed: str | None,
) -> None:
    where = _place(desk, place) if place else None
    plan = Plan(place=where.code if where else "")
    proposal = Proposal(plan, desk.today)
    if listed:
        _list(desk, proposal, as_json)
        return
    if office:
        plan = _with_office(plan, office, proposal.level)
    with desk.store(create=True) as store:
        begun = making.is_begun(store)
        if not begun and where is None and not office:
            raise UserError(N_("Name the upazila and the office that begins here: --upazila and --office."))
        write = making.begin
        if begun and not place and not office:
            write, proposal = making.begin_committee, Proposal(plan, desk.today, making.base(store))
        plan = _typed(_with_committee(plan, committee, proposal.level), typed)
        made = write(store, plan, meeting=not bare, today=desk.today, by=desk.by)
    told = {"office": made.office, "committee": made.committee, "meeting": made.meeting, "notice": made.notice}
    if as_json:
        desk.json({name: one or None for name, one in told.items()})
        return
    for name in ("meeting", "notice") if made.meeting else ("committee",) if made.committee else ("office",):
        desk.say(told[name])


def _place(desk: Desk, typed: str) -> Place:
    """The upazila or district that is meant.

    Raises:
        UserError: none is called so, or several may be.
    """
    likely = [one for one in places.search(typed, limit=_NAMED) if one.level != "division"]
    # খুলনা is a division, a district, and the beginning of other names.
    whole = [one for one in likely if loose(typed) in map(loose, (one.bn, one.en, *one.also))]
    found = whole if len(whole) == 1 else likely
    if len(found) == 1:
        return found[0]
    if named := places.named(typed):
        return named
    if not likely:
        raise UserError(N_("There is no upazila or district called {name}."), name=typed)
    several = "; ".join(places.words(one.code, desk.language) for one in likely)
    raise UserError(N_("{name} can be several: {places}. Name one of them."), name=typed, places=several)


def _with_office(plan: Plan, typed: str, level: Level) -> Plan:
    known = next((one for one in templates.offices(level) if typed == one.key or _same(typed, one.name)), None)
    return plan.with_office(known.key) if known else plan.with_office("", escape(tidy(typed)))


def _with_committee(plan: Plan, typed: str, level: Level) -> Plan:
    if not typed:
        return plan
    known = next((one for one in templates.committees(level) if typed == one.key), None)
    return plan.with_committee(known.key) if known else plan.with_committee("", escape(tidy(typed)))


def _same(one: str, other: str) -> bool:
    return loose(one) == loose(other)


def _typed(plan: Plan, typed: dict[str, str | None]) -> Plan:
    for option, name in _TYPED.items():
        text = typed.get(option)
        if text is not None:
            plan = plan.with_text(name, escape(tidy(text)))
    return plan


def _list(desk: Desk, proposal: Proposal, as_json: bool) -> None:
    offices = templates.offices(proposal.level)
    named = [(one.key, name) for one, name in proposal.usual_committees()]
    if as_json:
        desk.json(
            {
                "offices": [{"key": one.key, "name": one.name} for one in offices],
                "committees": [{"key": key, "name": name} for key, name in named],
            }
        )
        return
    for one in offices:
        desk.row("office", one.key, one.name)
    for key, name in named:
        desk.row("committee", key, name)

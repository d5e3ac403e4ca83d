"""By which rule and how much a decision obliges; obligations that come from elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from koyradesk.cli import dress
from koyradesk.cli.days import day_or_today, typed_day
from koyradesk.cli.desk import Desk
from koyradesk.cli.following import tell_empty_group, whole
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape
from koyradesk.obligations import choosing, proposing, rules, words, writing
from koyradesk.obligations.naming import named
from koyradesk.obligations.proposing import Proposal
from koyradesk.obligations.shapes import Measure, MeasureKind, Obligation, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

_EVERY = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_MEASURES: dict[str, MeasureKind] = {
    "count": "count",
    "percent": "percent",
    "yes-no": "yes_no",
    "document": "document",
}
#: The options of which one says the rule.
_ONE_OF = ("date", "month", "next_meeting", "every", "standing", "information", "none")
_WHOLE_SHARE = 100

#: The options that say a rule and a measure.
_rule_options = dress.options(
    dress.option("--date", metavar="DATE", default="", help=N_("Due by this day.")),
    dress.option("--month", metavar="MONTH", default="", help=N_("Due by the end of this month.")),
    dress.option("--every", metavar="HOW-OFTEN", type=dress.OneOf(*_EVERY), help=N_("Recurs so often.")),
    dress.option("--begins", metavar="MONTH", default="", help=N_("The first month of what recurs.")),
    dress.option("--ends", metavar="MONTH", default="", help=N_("Its last month.")),
    dress.option("--after", metavar="N", default="", help=N_("Days that a report may come after its period.")),
    dress.option("--standing", is_flag=True, help=N_("Goes on without an end.")),
    dress.option("--information", is_flag=True, help=N_("Is for information only.")),
    dress.option("--measure", metavar="HOW", type=dress.OneOf(*_MEASURES), help=N_("What it is measured by.")),
    dress.option("--target", metavar="N", default="", help=N_("How many, or what percent, is wanted.")),
    dress.option("--unit", metavar="TEXT", default=None, help=N_("What is counted, in one word.")),
)


@click.command(
    "rule",
    cls=dress.Command,
    help=N_("Says by which rule and how much a decision obliges, or shows it where nothing is said."),
)
@click.argument("decision", metavar="DECISION")
@_rule_options
@dress.option("--next-meeting", is_flag=True, help=N_("Due by the committee's next meeting."))
@dress.option("--none", "none", is_flag=True, help=N_("Takes the rule away."))
@dress.option("--propose", "proposed", is_flag=True, help=N_("Shows what its words seem to mean; changes nothing."))
@dress.as_json
@click.pass_obj
def rule(desk: Desk, /, decision: str, proposed: bool, as_json: bool, **typed: Any) -> None:
    chosen = _chosen(typed)
    if proposed and any(typed.values()):
        sentence = N_("--propose only shows. Set the rule in a call of its own.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    with desk.store() as store:
        standing = Standing(store, desk.today)
        of = named(store, standing, decision)
        if proposed:
            found = proposing.propose(standing.told([of])[of.id].text, of.begun)
            _tell_proposals(desk, found, as_json)
            return
        measure = _measure(typed, of.measure)
        if chosen or measure is not None:
            made = _rule(desk, chosen, typed) if chosen else of.rule
            if made is None and chosen != "none":
                raise UserError(N_("Nobody said yet when this is due. Say that as well, for example --next-meeting."))
            writing.set_rule(store, of, made, measure, by=desk.by)
        _tell(desk, store, of.id, decision, as_json, asked_none=chosen == "none")


@click.command(
    "direct",
    cls=dress.Command,
    help=N_("Keeps what was directed from elsewhere, by a memo or a ministry, to be followed; prints its id."),
)
@click.argument("text", metavar="TEXT")
@dress.option("--party", "parties", metavar="NAME", multiple=True, help=N_("Who carries it out; may be named again."))
@_rule_options
@dress.option("--topic", metavar="TEXT", default="", help=N_("What it is about."))
@dress.option("--source", metavar="TEXT", default="", help=N_("Where it comes from, in words."))
@dress.option("--begun", metavar="DATE", default="", help=N_("The day it was directed; today if none is named."))
@dress.as_json
@click.pass_obj
def direct(
    desk: Desk,
    /,
    text: str,
    parties: tuple[str, ...],
    topic: str,
    source: str,
    begun: str,
    as_json: bool,
    **typed: Any,
) -> None:
    chosen = _chosen(typed)
    if not chosen:
        sentence = N_("Say when it is due: one of {options}.")
        raise dress.WrongUsage(sentence, click.get_current_context(), options=_options("none", "next_meeting"))
    made = _rule(desk, chosen, typed)
    with desk.store() as store:
        kept = writing.add(
            store,
            text=escape(text.strip()),
            parties=[escape(name.strip()) for name in parties],
            rule=made or Rule("standing"),
            measure=_measure(typed, Measure()),
            begun=day_or_today(desk, begun),
            topic=escape(topic.strip()),
            source_text=escape(source.strip()),
            by=desk.by,
        )
        _tell(desk, store, kept.id, kept.id, as_json)


def _chosen(typed: dict[str, Any]) -> str:
    """Which option says the rule; "" where none does."""
    found = [name for name in _ONE_OF if typed.get(name)]
    if len(found) > 1:
        sentence = N_("A rule is one of {options}, not several.")
        raise dress.WrongUsage(sentence, click.get_current_context(), options=_options())
    for name in ("begins", "ends", "after"):
        if typed.get(name) and found != ["every"]:
            sentence = N_("{option} belongs to --every.")
            raise dress.WrongUsage(sentence, click.get_current_context(), option=f"--{name}")
    return found[0] if found else ""


def _options(*without: str) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in _ONE_OF if name not in without)


def _rule(desk: Desk, chosen: str, typed: dict[str, Any]) -> Rule | None:
    match chosen:
        case "date":
            return Rule("date", typed_day(desk, typed["date"]))
        case "month":
            return Rule("month", month=choosing.month(typed["month"]))
        case "next_meeting":
            return Rule("next_meeting")
        case "every":
            begins, ends = (choosing.month(typed[name]) if typed[name] else "" for name in ("begins", "ends"))
            after = whole(typed["after"]) if typed["after"] else 0
            return Rule("recurring", every=_EVERY[typed["every"]], begins=begins, ends=ends, after=after)
        case "standing":
            return Rule("standing")
        case "information":
            return Rule("information")
    return None


def _measure(typed: dict[str, Any], held: Measure) -> Measure | None:
    """The measure that is typed; what of it is not stays as it is. None where nothing is."""
    said, target, unit = typed["measure"], typed["target"], typed["unit"]
    if not said and not target and unit is None:
        return None
    kind = _MEASURES[said] if said else held.kind if held.counts else "count"
    if kind in ("yes_no", "document") and (target or unit):
        sentence = N_("--target and --unit belong to what is counted or is a share.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    usual = held.target if kind == held.kind else _WHOLE_SHARE if kind == "percent" else 1
    number = whole(target) if target else usual
    return Measure(kind, number, (held.unit if unit is None and kind == held.kind else unit or "").strip())


def _tell_proposals(desk: Desk, found: tuple[Proposal, ...], as_json: bool) -> None:
    if as_json:
        desk.json(
            [
                {
                    "rule": rules.kept(one.rule),
                    "measure": _measure_json(one.measure),
                    "start": one.start,
                    "end": one.end,
                    "quote": one.quote,
                    "sure": one.sure,
                }
                for one in found
            ]
        )
        return
    if not found:
        desk.note(N_("Its words speak of no day, no number and nothing that recurs."))
    for one in found:
        sure = desk.words(N_("said so") if one.sure else N_("perhaps"))
        desk.say("\t".join((_said(desk, one.rule, one.measure), sure, f"“{' '.join(one.quote.split())}”")))


def _tell(desk: Desk, store: Store, record: str, typed: str, as_json: bool, *, asked_none: bool = False) -> None:
    """The rule as it is now, and whom it binds."""
    standing = Standing(store, desk.today)
    of = named(store, standing, record if store.row(record) else typed)
    if asked_none and of.rule is not None and of.rule.on is not None:
        sentence = N_(
            "The decision has a day of its own, {day}, and is followed by it. Take that out of the minutes too."
        )
        desk.note(sentence, day=of.rule.on)
    names = standing.told([of])[of.id].names
    for name in names:
        tell_empty_group(desk, standing, name)
    if as_json:
        desk.json(_as_json(standing, of))
        return
    said = _said(desk, of.rule, of.measure) if of.rule else desk.words(N_("no rule"))
    desk.say("\t".join((of.id, said)))


def _said(desk: Desk, rule: Rule, measure: Measure) -> str:
    parts = (words.rule_words(rule, desk.language), words.measure_words(measure, desk.language))
    return " · ".join(filter(None, parts))


def _as_json(standing: Standing, of: Obligation) -> dict[str, Any]:
    return {
        "obligation": of.id,
        "decision": of.decision or None,
        "meeting": of.meeting or None,
        "begun": _day(of.begun),
        "rule": rules.kept(of.rule) if of.rule else None,
        "measure": _measure_json(of.measure),
        "extended": _day(of.extended),
        "closed": _day(of.closed),
        "outcome": of.outcome or None,
        "parties": [task.name for task in standing.tasks([of])[of.id]],
    }


def _measure_json(measure: Measure) -> dict[str, Any]:
    return {"kind": measure.kind, "target": measure.target, "unit": measure.unit or None}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

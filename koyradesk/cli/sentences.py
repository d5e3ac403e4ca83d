"""What the sentence bank would offer."""

from __future__ import annotations

import click

from koyradesk import meetings, prefill
from koyradesk.bank import FIELDS, Facts, Seat
from koyradesk.bank.reading import gather
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.i18n import N_
from koyradesk.model import Meeting
from koyradesk.store import Store

#: What a line begins with, by where its sentence comes from.
_SOURCES = {"standing": N_("brought along"), "learnt": N_("from our minutes"), "own": N_("our own")}


@click.command("sentences", cls=dress.Command, help=N_("Lists the sentences that are offered while minutes are typed."))
@dress.option("--kind", metavar="K", type=dress.OneOf(*FIELDS), default=None, help=N_("Only for this part of minutes."))
@dress.option(
    "--committee", metavar="NAME", default="", help=N_("As they would be filled for the next meeting of a committee.")
)
@dress.option("--meeting", metavar="MEETING", default="", help=N_("As they would be filled for a meeting."))
@dress.option("--topic", metavar="TEXT", default="", help=N_("What the item is about: what fits it comes first."))
@dress.option("--search", "sought", metavar="WORDS", default="", help=N_("Only those in which all these words stand."))
@dress.option("--hidden", is_flag=True, help=N_("Those that are hidden instead."))
@dress.as_json
@click.pass_obj
def sentences(
    desk: Desk,
    /,
    kind: str | None,
    committee: str,
    meeting: str,
    topic: str,
    sought: str,
    hidden: bool,
    as_json: bool,
) -> None:
    with desk.store() as store:
        bank = gather(store)
        held = _meeting(store, desk, committee, meeting)
        facts = bank.facts(held) if held else Facts()
    found = [
        (field, one)
        for field in ([kind] if kind else FIELDS)
        for one in bank.offered(Seat(field, facts, topic), sought, hidden=hidden)
    ]
    if as_json:
        desk.json(
            [
                {
                    "kind": field,
                    "part": one.sentence.sort,
                    "text": one.sentence.text,
                    "filled": one.filled.text,
                    "open": [stop.slot for stop in one.filled.stops],
                    "source": one.sentence.source,
                    "meetings": one.sentence.times,
                    "last": one.sentence.last,
                    "starred": one.sentence.starred,
                }
                for field, one in found
            ]
        )
        return
    for field, one in found:
        source = desk.words(_SOURCES[one.sentence.source])
        if one.sentence.times:
            source = f"{source} ({desk.digits(one.sentence.times)})"
        # Without a meeting there is nothing to fill them with: their slots are seen.
        text = one.filled.text if facts.values else one.sentence.text
        desk.say("\t".join((field, "★" if one.sentence.starred else "", source, text)))


def _meeting(store: Store, desk: Desk, committee: str, meeting: str) -> Meeting | None:
    if meeting:
        return meetings.get(store, store.resolve(meeting))
    return prefill.for_committee(store, committee, desk.today) if committee else None

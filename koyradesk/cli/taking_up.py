"""What a meeting takes up of what is still open, its own committee's decisions and what came from elsewhere."""

from __future__ import annotations

import click

from koyradesk import carrying, editing, meetings
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.frozen import SIGNED_MINUTES
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED
from koyradesk.obligations.standing import Standing

#: Letters of what a decision says, in a list.
_LONG = 70


@click.command(
    "carry",
    cls=dress.Command,
    help=N_("Lists what a meeting can take up, of its committee and from elsewhere; takes up what is named."),
)
@click.argument("meeting", metavar="MEETING")
@click.argument("typed", metavar="[OBLIGATION…]", nargs=-1)
@dress.option("--all", "every", is_flag=True, help=N_("Takes up all that is marked, as the window offers it."))
@dress.as_json
@click.pass_obj
def carry(desk: Desk, /, meeting: str, typed: tuple[str, ...], every: bool, as_json: bool) -> None:
    with desk.store() as store:
        held = meetings.get(store, store.resolve(meeting, "meeting"))
        found = carrying.open_decisions(store, held, standing=Standing(store, desk.today))
        chosen = tuple(_named(one, found) for one in typed)
        chosen += tuple(one for one in found if every and not one.lying and one not in chosen)
        if (typed or every) and held.memo().state in SIGNED:
            raise UserError(SIGNED_MINUTES, number=held.memo().number)
        if chosen:
            grown = editing.insert(held, carrying.carry_all(chosen, store.new_id), "")
            meetings.write(store, grown, by=desk.by, base=held)
    rows = chosen if typed or every else found
    if as_json:
        desk.json([_as_json(one) for one in rows])
        return
    for one in rows:
        where = plain(one.source) or one.period
        marked = "" if one.lying else "*"
        text = " ".join(plain(one.text).split())
        name = (one.obligation or one.decision).rpartition(".")[2]
        desk.say("\t".join((marked, name, desk.words("{n}", n=where), text[:_LONG])))
    if not rows:
        desk.note(N_("Nothing is open that this meeting could take up."))


def _named(typed: str, found: tuple[carrying.Open, ...]) -> carrying.Open:
    """What is meant of what can be taken up: by the id of the obligation or of the decision, or its last part.

    Raises:
        UserError: it can not be taken up.
    """
    wanted = typed.strip()
    meant = [
        one
        for one in found
        if wanted and any(wanted in (name, name.rpartition(".")[2]) for name in (one.obligation, one.decision) if name)
    ]
    if not meant:
        raise UserError(
            N_("“{id}” is nothing that this meeting could take up: it is closed, or in its agenda."),
            id=typed.strip()[:40],
        )
    return meant[0]


def _as_json(one: carrying.Open) -> dict[str, object]:
    return {
        "obligation": one.obligation or None,
        "decision": one.decision or None,
        "meeting": one.meeting or None,
        "source": plain(one.source) or None,
        "topic": plain(one.topic),
        "text": plain(one.text),
        "marked": not one.lying,
        "due": one.due.isoformat() if one.due else None,
        "done": one.done,
        "tasks": one.tasks,
        "late_days": one.late,
    }

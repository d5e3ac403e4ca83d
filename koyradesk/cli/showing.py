"""One meeting, whole."""

from __future__ import annotations

import click

from koyradesk import meeting_file, meetings, papers
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, day_words
from koyradesk.cli.meetings import STATES
from koyradesk.cli.naming import of_office
from koyradesk.documents import render_text
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Meeting


@click.command("show", cls=dress.Command, help=N_("Shows one meeting, whole."))
@click.argument("meeting", metavar="MEETING")
@of_office
@dress.as_json
@click.pass_obj
def show(desk: Desk, /, meeting: str, of: str, as_json: bool) -> None:
    if of:
        from koyradesk.cli.district import shown

        found = shown(desk, of, meeting)
    else:
        with desk.store() as store:
            found = meetings.get(store, meeting)
    if as_json:
        desk.json(meeting_file.to_object(found))
        return
    desk.say(found.id)
    tell(desk, found)


def tell(desk: Desk, meeting: Meeting) -> None:
    """A meeting for a reader: its minutes as text, then what the minutes do not show."""
    memo = meeting.memo()
    for label, value in (
        (N_("Committee: {value}"), meeting.committee),
        (N_("Month: {value}"), meeting.period),
        (N_("Layout: {value}"), meeting.layout if isinstance(meeting.layout, str) else meeting.layout.get("base", "")),
        (N_("State: {value}"), desk.words(STATES.get(memo.state, memo.state))),
    ):
        if value:
            desk.say(desk.words(label, value=value))
    desk.say("")
    desk.say(render_text(papers.compose(meeting, "minutes")).rstrip("\n"))
    for item in meeting.items:
        for decision in item.decisions:
            if decision.due:
                desk.say(
                    desk.words(
                        N_("Due {day}: {text}"), day=day_words(decision.due, desk.language), text=plain(decision.text)
                    )
                )
    for one in meeting.unsure:
        desk.say(
            desk.words(N_("Not sure ({where}): {why} {text}"), where=one.where, why=desk.words(one.why), text=one.text)
        )

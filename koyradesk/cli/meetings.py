"""Meetings: a sample office, one from JSON, the list, one whole."""

from __future__ import annotations

from pathlib import Path

import click

from koyradesk import meeting_file, meetings, memo_numbers, papers, records, sample
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, day_words
from koyradesk.documents import render_text
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Meeting
from koyradesk.store import Store

#: The states of a paper in words.
STATES = {
    "draft": N_("draft"),
    "numbered": N_("numbered"),
    "signed": N_("signed"),
    "despatched": N_("despatched"),
}

_FILE = click.Path(path_type=Path)


@click.command(
    "demo", cls=dress.Command, help=N_("Fills an empty data folder with a sample office and three meetings.")
)
@click.pass_obj
def demo(desk: Desk, /) -> None:
    with desk.store(create=True) as store:
        for meeting in sample.fill(store, today=desk.today, by=desk.by):
            desk.say(meeting)


@click.command(
    "load", cls=dress.Command, help=N_("Adds a meeting described in a JSON file (docs/meeting-file.md); prints its id.")
)
@click.argument("file", metavar="FILE.json", type=_FILE)
@click.pass_obj
def load(desk: Desk, /, file: Path) -> None:
    meeting = meeting_file.load(file)
    with desk.store(create=True) as store:
        saved = meetings.save(store, meeting, by=desk.by)
        tell_shared_numbers(desk, store, saved)
    desk.say(saved.id)


@click.command("list", cls=dress.Command, help=N_("Lists the meetings, newest first."))
@dress.option("--json", "as_json", is_flag=True, help=N_("Prints JSON and nothing else."))
@click.pass_obj
def list_(desk: Desk, /, as_json: bool) -> None:
    with desk.store() as store:
        rows = meetings.listing(store)
    if as_json:
        desk.json([meeting_file.to_object(row) for row in rows])
        return
    if not rows:
        desk.note(N_("There is no meeting yet."))
    for row in rows:
        state = row.number if row.state != "draft" and row.number else desk.words(STATES.get(row.state, row.state))
        parts = (records.short(row.id), day_words(row.date, desk.language), row.committee, plain(row.title), state)
        desk.say("\t".join(" ".join(part.split()) for part in parts))


@click.command("show", cls=dress.Command, help=N_("Shows one meeting, whole."))
@click.argument("meeting", metavar="MEETING")
@dress.option("--json", "as_json", is_flag=True, help=N_("Prints JSON and nothing else."))
@click.pass_obj
def show(desk: Desk, /, meeting: str, as_json: bool) -> None:
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


def tell_shared_numbers(desk: Desk, store: Store, meeting: Meeting) -> None:
    """Old papers come in with their numbers: where another meeting has the same one, somebody should look."""
    own = {memo.id for memo in meeting.memos}
    numbers = {memo_numbers.read(memo.number) for memo in meeting.memos} - {None}
    for row in store.rows("memo") if numbers else ():
        if row["id"] not in own and memo_numbers.read(row["number"]) in numbers:
            desk.note(
                N_("The memo number {number} is also on the meeting {id}. Look which of the two is right."),
                number=row["number"],
                id=records.short(row["meeting"]),
            )

"""Meetings: a sample office, one from JSON, the list."""

from __future__ import annotations

from pathlib import Path

import click

from koyradesk import meeting_file, meetings, memo_numbers, records, sample
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, day_words
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
@dress.as_json
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


def tell_shared_numbers(desk: Desk, store: Store, meeting: Meeting) -> None:
    """Old papers come in with their numbers: where another meeting has the same one, somebody should look."""
    own = {memo.id for memo in meeting.memos}
    numbers = {memo_numbers.read(memo.number) for memo in meeting.memos} - {None}
    for row in store.rows("memo") if numbers else ():
        if row["id"] not in own and memo_numbers.read(row["number"]) in numbers:
            desk.note(
                N_("The memo number {number} is also on the meeting {id}. Look which of the two is right."),
                number=row["number"],
                id=records.short(row["meeting"] or row["letter"]),
            )

"""Old minutes read into a meeting."""

from __future__ import annotations

from pathlib import Path

import click

from koyradesk import intake, meeting_file, meetings
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.cli.meetings import tell_shared_numbers
from koyradesk.cli.showing import tell
from koyradesk.i18n import N_


@click.command(
    "read",
    cls=dress.Command,
    help=N_(
        "Reads old minutes (plain text or Word, Unicode or Bijoy) into a meeting, and tells what it was unsure of."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@dress.as_json
@dress.option("--save", is_flag=True, help=N_("Keeps the meeting; its id is the last line."))
@click.pass_obj
def read(desk: Desk, /, file: Path, as_json: bool, save: bool) -> None:
    meeting = meeting_file.numbered(intake.read_file(file))
    if save:
        with desk.store(create=True) as store:
            meeting = meetings.save(store, meeting, by=desk.by)
            tell_shared_numbers(desk, store, meeting)
    if as_json:
        desk.json(meeting_file.to_object(meeting))
        return
    tell(desk, meeting)
    if save:
        desk.say(meeting.id)

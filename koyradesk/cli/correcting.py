"""Corrections of signed minutes: an entry of the paper in the making."""

from __future__ import annotations

from dataclasses import replace

import click

from koyradesk import meetings, papers
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.i18n import N_
from koyradesk.markup import escape
from koyradesk.model import Correction


@click.command(
    "correct",
    cls=dress.Command,
    help=N_("Adds an entry to the correction of signed minutes; prints its id. Print, issue and sign it afterwards."),
)
@click.argument("meeting", metavar="MEETING")
@dress.option("--place", metavar="TEXT", default="", help=N_("Where in the minutes it stands."))
@dress.option("--wrong", metavar="TEXT", default="", help=N_("What stands there."))
@dress.option("--right", metavar="TEXT", default="", help=N_("What is to be read instead."))
@click.pass_obj
def correct(desk: Desk, /, meeting: str, place: str, wrong: str, right: str) -> None:
    entry = Correction(*(escape(text.strip()) for text in (place, wrong, right)))
    with desk.store() as store:
        held = meetings.get(store, meeting)
        papers.refuse_correction(replace(held, corrections=(entry,)))
        saved = meetings.save(store, replace(held, corrections=(*held.corrections, entry)), by=desk.by, base=held)
    desk.say(saved.corrections[-1].id)

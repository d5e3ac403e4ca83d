"""Does everything this program stands on work on this computer? Asked by the installer, and by whoever helps a user."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from koyradesk import layout, meeting_file, meetings, sample
from koyradesk.bengali.calendar import BanglaDate, from_gregorian, to_gregorian
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.documents import compose_minutes, render_pdf
from koyradesk.documents.readback import TextDiffersError, check_text
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import Store

_TODAY = date(2026, 11, 22)
#: A date and its Bangla date as printed on a memo of the time.
_PAIR = date(2024, 2, 28), BanglaDate(1430, 11, 15)


class FailedCheckError(Exception):
    """Something does not work here; the words are for whoever mends it."""


def paper() -> None:
    """Fonts, shaping and setting: a PDF whose text reads back equal, word by word."""
    for meeting in sample.held_meetings(_TODAY):
        document = compose_minutes(meeting, layout.resolve(meeting.layout))
        try:
            check_text(document, render_pdf(document))
        except TextDiffersError as error:
            raise FailedCheckError(str(error)) from error


def database() -> None:
    """What is saved comes back equal, from another opening of the same folder, and is found."""
    with tempfile.TemporaryDirectory(prefix="koyradesk-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "data"
        config = Path(folder) / "config"
        with Store.open(home, config=config) as store:
            saved = [meetings.get(store, key) for key in sample.fill(store, today=_TODAY, by="")]
        with Store.open(home, config=config) as store:
            for meeting in saved:
                if meeting_file.dump(meetings.get(store, meeting.id)) != meeting_file.dump(meeting):
                    raise FailedCheckError("a meeting came back changed")
            if not store.search("পোর্টাল"):
                raise FailedCheckError("search finds nothing")


def calendar() -> None:
    """The Bangla calendar agrees with a known pair, both ways."""
    if from_gregorian(_PAIR[0]) != _PAIR[1] or to_gregorian(_PAIR[1]) != _PAIR[0]:
        raise FailedCheckError(str(from_gregorian(_PAIR[0])))


CHECKS: tuple[tuple[str, Callable[[], None]], ...] = (
    (N_("Fonts, shaping and a PDF whose text reads back"), paper),
    (N_("Saving, reading and searching records"), database),
    (N_("The Bangla calendar"), calendar),
)


@click.command(
    "self-test", cls=dress.Command, help=N_("Checks that everything the program needs works on this computer.")
)
@click.pass_obj
def self_test(desk: Desk, /) -> None:
    failed = False
    for name, check in CHECKS:
        try:
            check()
        except FailedCheckError as error:
            failed = True
            desk.say(desk.words(N_("{name}: FAILED ({why})"), name=desk.words(name), why=error))
        except UserError as error:
            failed = True
            desk.say(desk.words(N_("{name}: FAILED ({why})"), name=desk.words(name), why=error.text(desk.language)))
        else:
            desk.say(desk.words(N_("{name}: works"), name=desk.words(name)))
    if failed:
        raise UserError(N_("Not everything works on this computer. Install the program again, or ask for help."))

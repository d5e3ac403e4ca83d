"""Spelling, tried without a screen: the marked words of a text with what may be meant."""

from __future__ import annotations

import json
import sys

import click

from koyradesk import words
from koyradesk.bengali.text import nfc
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.spelling import known, learnt, lists
from koyradesk.spelling.speller import Speller
from koyradesk.store import opening


@click.command(
    "spell", help=N_("The marked words of a text, one a line, with what may be meant behind a colon. TEXT - is read.")
)
@click.argument("text", metavar="TEXT", nargs=-1, required=True)
@dress.option("--json", "as_json", is_flag=True, help=N_("As JSON: where each word stands, and why it is marked."))
@click.pass_obj
def spell(desk: Desk, /, text: tuple[str, ...], as_json: bool) -> None:
    given = " ".join(text)
    if given == "-":
        given = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if sys.stdin is not None else ""
    given = nfc(given)
    judge = _speller(desk)
    found = [(one, judge.suggest(one.word)) for one in judge.marks(given)]
    if as_json:
        rows = [
            {"word": one.word, "start": one.start, "end": one.end, "kind": one.kind, "suggestions": meant}
            for one, meant in found
        ]
        desk.say(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one, meant in found:
        desk.say(f"{one.word}: {', '.join(meant)}" if meant else one.word)


def _speller(desk: Desk) -> Speller:
    """The judge with the words of the office, where there is one and it can be read, and its word list."""
    path = lists.found(desk.folder)
    listed = lists.read(path) if path is not None else None
    office, right = known.own(), frozenset[str]()
    if (desk.folder / opening.DATABASE).is_file():
        try:
            with desk.store() as store:
                office, right = known.of_office(words.gather(store)), learnt.read(store)
        except UserError:
            desk.note(N_("The office's own words cannot be read now; the others are used."))
    return Speller(office, right, listed)

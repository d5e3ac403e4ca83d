"""The data folder: backing it up, bringing it back, checking it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, moment_words
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store.restore import restore as restore_backup

_FILE = click.Path(path_type=Path)


@click.command("check", cls=dress.Command, help=N_("Checks the records and files, every link of the journal."))
@dress.option("--rebuild", is_flag=True, help=N_("Makes the tables and the search index anew from the journal."))
@dress.as_json
@click.pass_obj
def check(desk: Desk, /, rebuild: bool, as_json: bool) -> None:
    with desk.store() as store:
        report = store.check(rebuild=rebuild)
    found = [finding.text(desk.language) for finding in report.findings]
    counts = asdict(report.counts)
    if as_json:
        desk.json({"ok": report.ok, "findings": found, **counts, "rebuilt": report.rebuilt})
    else:
        for sentence in found:
            desk.say(sentence)
    if not report.ok:
        raise UserError(
            N_("Faults were found: {count}. Do not delete anything; restore the last backup or ask for help."),
            count=len(found),
        )
    if not as_json:
        if report.rebuilt:
            desk.say(desk.words(N_("The tables and the search index were made anew.")))
        sentence = N_("All is as it should be. Changes: {operations}, records: {records}, files: {blobs}.")
        desk.say(desk.words(sentence, **counts))


@click.command("backup", cls=dress.Command, help=N_("Writes a dated, verified backup into a folder; prints its path."))
@click.argument("folder", metavar="DIR", type=_FILE)
@click.pass_obj
def backup(desk: Desk, /, folder: Path) -> None:
    with desk.store() as store:
        desk.say(str(store.backup(folder)))


@click.command(
    "restore", cls=dress.Command, help=N_("Brings a backup back; what was in the data folder is kept aside.")
)
@click.argument("file", metavar="FILE", type=_FILE)
@click.pass_obj
def restore(desk: Desk, /, file: Path) -> None:
    done = restore_backup(file, desk.folder)
    desk.say(
        desk.words(
            N_("The backup of {made} is back, with {operations} changes."),
            made=_moment(done.made, desk.language),
            operations=done.operations,
        )
    )
    if done.aside:
        desk.say(desk.words(N_("What was there before is in {folder}."), folder=done.aside))
    if done.missing:
        desk.say(desk.words(N_("Kept files that are missing: {count}. Look for a later backup."), count=done.missing))
    desk.say(
        desk.words(
            N_("Numbers given since that backup are unknown here: take the next of each file from the paper register.")
        )
    )


def _moment(iso: str, language: str) -> str:
    """A moment as the language writes it; as it stands where it is none."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return moment_words(moment, language)

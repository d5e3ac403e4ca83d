"""A new version of the program: looked into, and put in the place of this one."""

from __future__ import annotations

from pathlib import Path

import click

from koyradesk import __version__
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.cli.outputs import FILE
from koyradesk.i18n import N_
from koyradesk.updates import reading, running
from koyradesk.updates.shapes import Manifest


@click.group(
    "update",
    cls=dress.Listing,
    places={name: f"koyradesk.cli.updating:{name}" for name in ("look", "install")},
    help=N_("Tells the version and how the last update ended; looks into an update file, installs it."),
)
@dress.as_json
@click.pass_context
def update(ctx: click.Context, /, as_json: bool) -> None:
    if ctx.invoked_subcommand:
        return
    desk = ctx.ensure_object(Desk)
    last = running.ended(desk.folder)
    why = desk.words(last.why) if last and last.why else ""
    if as_json:
        told = {"version": last.version, "done": not why, "why": why or None} if last else None
        desk.json({"version": __version__, "last": told})
        return
    desk.say(__version__)
    if last and why:
        desk.note(N_("The update to {version} was not made: {why}"), version=desk.digits(last.version), why=why)


@click.command("look", cls=dress.Command, help=N_("Verifies an update file and tells what it brings."))
@click.argument("file", metavar="FILE", type=FILE)
@dress.as_json
@click.pass_obj
def look(desk: Desk, /, file: Path, as_json: bool) -> None:
    _tell(desk, reading.look(file).manifest, as_json)


@click.command("install", cls=dress.Command, help=N_("Verifies an update file, makes a backup, starts the installer."))
@click.argument("file", metavar="FILE", type=FILE)
@click.pass_obj
def install(desk: Desk, /, file: Path) -> None:
    found = reading.look(file)
    with desk.store() as store:
        ready = running.prepare(found, store)
    running.begin(ready, desk.language)
    desk.say(str(ready.backup))
    desk.note(N_("The installer begins now. How it ended is told by “update”, and by the window when it opens."))


def _tell(desk: Desk, manifest: Manifest, as_json: bool) -> None:
    if as_json:
        desk.json(
            {
                "version": manifest.version,
                "installed": __version__,
                "system": manifest.system,
                "size": manifest.size,
                "sha256": manifest.sha256,
                "news": list(manifest.said(desk.language)),
            }
        )
        return
    desk.say(manifest.version)
    for line in manifest.said(desk.language):
        desk.say(line)

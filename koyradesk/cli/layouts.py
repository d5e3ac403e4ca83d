"""A committee's layout: shown, taken from a file or a bundled one, written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from koyradesk import files, layout, layout_file, layout_keeping
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.i18n import N_

_FILE = click.Path(path_type=Path)


@click.command(
    "layout",
    cls=dress.Command,
    help=N_("Shows a committee's layout, keeps another one with it, or writes it to a file."),
)
@click.argument("committee", metavar="COMMITTEE")
@dress.option("--file", "source", metavar="FILE.toml", type=_FILE, help=N_("Keeps the layout of a file."))
@dress.option("--base", metavar="NAME", type=dress.OneOf(*layout.names()), help=N_("Keeps a bundled layout."))
@dress.option("--export", "target", metavar="FILE.toml", type=_FILE, help=N_("Writes the whole layout to a file."))
@dress.as_json
@click.pass_obj
def layout_(
    desk: Desk, /, committee: str, source: Path | None, base: str | None, target: Path | None, as_json: bool
) -> None:
    if source and base:
        raise dress.WrongUsage(N_("One layout is kept: leave out --file or --base."), click.get_current_context())
    if target:
        desk.refuse_own(target)
    wanted: str | dict[str, Any] | None = layout_file.read(source) if source else base
    with desk.store() as store:
        if wanted is not None:
            layout_keeping.keep(store, committee, wanted, by=desk.by)
        held = layout_file.short(layout_keeping.of(store, layout_keeping.known(store, committee)))
    if target:
        files.write(target, layout_file.write(held).encode(), inputs=[source] if source else ())
    told = {"base": held} if isinstance(held, str) else held
    if as_json:
        desk.json(told)
    elif not target:
        import tomli_w

        desk.say(tomli_w.dumps(told).rstrip())

"""Another computer of an office that is there already."""

from __future__ import annotations

import click

from koyradesk import records
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.exchange import keys, trust
from koyradesk.exchange.office import Exchange
from koyradesk.i18n import N_
from koyradesk.store import Store, place


@click.command(
    "join",
    cls=dress.Command,
    help=N_("Makes the data folder of another computer of an office that is there already."),
)
@click.argument("code", metavar="OFFICE")
@dress.as_json
@click.pass_obj
def join(desk: Desk, /, code: str, as_json: bool) -> None:
    office = records.as_code("".join(code.split()))
    if not records.is_office(office):
        raise UserError(
            N_("“{code}” is no code of an office. It has eight signs; see “keys” on the first computer."), code=code
        )
    # Two offices cannot be made one: what stands here would be lost to the office that is joined.
    if (desk.folder / place.DATABASE).exists():
        raise UserError(
            N_(
                "There are data in {folder} already, so this computer cannot join. Join with an empty folder: "
                "--data DIR."
            ),
            folder=desk.folder,
        )
    with Store.open(desk.folder, office=office) as store, Exchange(store) as exchange:
        # The first thing that is written here, by which this computer gets a code of its own.
        number = keys.number(trust.ensure_own(store, exchange.keystore, by=desk.by).public)
        device = store.device
    if as_json:
        desk.json({"office": office, "device": device, "number": number, "folder": str(desk.folder)})
        return
    desk.say("\t".join((office, device, keys.grouped(number))))
    desk.note(
        N_(
            "Accept the key of this computer on the first one, with the number {number}, then exchange by a shared "
            "folder."
        ),
        number=keys.grouped(number),
    )

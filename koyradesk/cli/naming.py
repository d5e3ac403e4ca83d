"""Which paper a command means: KIND and ID, and what tells letters apart."""

from __future__ import annotations

from koyradesk import letters, papers
from koyradesk.cli import dress
from koyradesk.cli.days import typed_day
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.paper_key import REGISTERS, PaperKey
from koyradesk.store import Store

KINDS = (*papers.KINDS, *REGISTERS)

#: The options that tell letters of one kind apart.
about = dress.options(
    dress.option("--to", metavar="PARTY", default="", help=N_("To whom an extract goes, as decisions name it.")),
    dress.option("--on", "day", metavar="DATE", default="", help=N_("The day a reminder reckons from.")),
    dress.option("--period", metavar="MONTH", default="", help=N_("The month of a return, like 2026-11.")),
)

#: Whose paper: another office's, whose book came by bundle.
of_office = dress.option(
    "--of", "of", metavar="OFFICE", default="", help=N_("Of another office, whose papers came by bundle: code or name.")
)


def paper_key(desk: Desk, store: Store, kind: str, record: str, *, to: str, day: str, period: str) -> PaperKey:
    """The paper that is meant: ID is a meeting; of a reminder the party; of a return the obligation or its
    decision; of a reply the letter that it answers; or a letter's own whole id.

    Raises:
        UserError: a register, which is printed and nothing else; what was typed is no date.
    """
    if kind in REGISTERS:
        raise UserError(N_("A register takes no number and no signature. Print it: “print {kind}”."), kind=kind)
    if record.strip().lower().startswith("letter."):
        held = letters.get(store, record)
        if held.kind != kind:
            raise UserError(N_("The letter {id} is of the kind {kind}. Name it so."), id=record.strip(), kind=held.kind)
        return PaperKey(kind, letter=held.id)
    on = typed_day(desk, day) if day else None
    if kind == "reminder":
        return PaperKey(kind, to=record, on=on)
    if kind == "reply":
        return PaperKey(kind, of=record)
    if kind == "return":
        return PaperKey(kind, of=record, period=period)
    return PaperKey(kind, record, to=to if kind == "extract" else "")

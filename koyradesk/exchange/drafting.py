"""A bundle as a message that the mail program of this PC opens, ready to be sent: for an office whose mail account lies
there and nowhere else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from koyradesk.exchange.shapes import Transfer
from koyradesk.exchange.ways import mail
from koyradesk.exchange.ways.shapes import Refused

if TYPE_CHECKING:
    from koyradesk.exchange.office import Exchange

#: What the mail programs call a message in a file.
SUFFIX = ".eml"


def receiver(exchange: Exchange, office: str) -> str:
    """The address of an office, as far as it is known: of the way to it by mail, or in the directory; else ""."""
    ways = [one for one in exchange.ledger.ways() if one.kind == mail.Mail.kind and one.office == office]
    said = [str(one.settings.get("to", "")) for one in ways]
    if office:
        said += [row["email"] for row in exchange.store.rows("party", office=office)]
    for one in said:
        with suppress(Refused):
            return mail.address(one)
    return ""


def draft(
    exchange: Exchange, to: str, path: Path, *, by: str, address: str = "", secret: bool = False, blobs: bool = False
) -> Transfer:
    """Makes a bundle for an office as ``Exchange.make`` does, and writes it into ``path`` as a message to ``address``
    (where none is given, to what is known as the office's), not sent yet. It counts as sent, like a file on a stick.

    Raises:
        NothingToSend, UserError: see ``Exchange.make``.
        UserError: the address is none, what would be sent is too large for a message, or the disk. The bundle lies in
            the outbox.
    """
    whom = mail.address(address.strip()) if address.strip() else receiver(exchange, to)
    made = exchange.make(to, by=by, secret=secret, blobs=blobs, again=True)
    mail.write_eml(Path(made.file), path, id=made.id, sender="", receiver=whom)
    return exchange.left(made)

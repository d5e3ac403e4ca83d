"""The paper of a receipt: of a file that went out, and of one that was taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk.errors import UserError
from koyradesk.exchange import words
from koyradesk.exchange.office import Exchange
from koyradesk.exchange.shapes import Transfer
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from koyradesk.documents.blocks import Document

#: A file that was not taken in has no receipt.
_WITHOUT = ("held", "known")
#: Letters of an id that are enough to mean it.
_ENOUGH = 8


def document(exchange: Exchange, one: Transfer) -> Document:
    """The receipt of a transfer, under the office's own head.

    Raises:
        UserError: the file was not taken in.
    """
    # What sets papers is slow to bring in.
    from koyradesk import papers
    from koyradesk.documents.transfer_receipt import TransferReceipt, compose_transfer_receipt

    if one.state in _WITHOUT:
        raise UserError(N_("This file was not taken in, so there is no receipt of it. Take it in first."))
    head, layout = papers.office_look(exchange.store)
    groups = [one.receipt[at : at + 3] for at in range(0, len(one.receipt), 3)]
    size, inside = max(1, round(one.size / 1000)), words.counts(one.counts, "bn")
    told = TransferReceipt(one.out, exchange.name, one.name or one.office, one.at.astimezone(), size, inside, groups)
    return compose_transfer_receipt(told, head, layout)


def meant(exchange: Exchange, typed: str) -> Transfer:
    """The transfer that somebody means by its nine digits or its id.

    Raises:
        UserError: there is none, or several are meant.
    """
    from koyradesk.bengali.digits import to_ascii

    said = "".join(to_ascii(typed).split()).lower()
    every = [kept.transfer for kept in exchange.ledger.transfers()]
    found = [one for one in every if one.receipt == said or (len(said) >= _ENOUGH and one.id.startswith(said))]
    if len(found) != 1:
        raise UserError(
            N_("No file that went out or came in has the receipt code “{typed}”. Compare the nine digits."), typed=typed
        )
    return found[0]

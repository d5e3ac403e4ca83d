"""The key card of this office: its text, as the square code has it, and the paper (see ``documents.key_card``)."""

from __future__ import annotations

import binascii
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from koyradesk import clock, records
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.exchange import keys, trust
from koyradesk.exchange.keystore import Keystore
from koyradesk.exchange.own_name import office_name
from koyradesk.i18n import N_
from koyradesk.store import Store, place

if TYPE_CHECKING:
    import segno

    from koyradesk.documents import Document
    from koyradesk.documents.blocks import Picture
    from koyradesk.documents.key_card import KeyCard

#: What the text of every card begins with.
MARK = "KOYRADESK1"
#: As much of a name is in the square code: a longer one would make its modules too small for a bad printer.
_LONGEST_NAME = 64
#: Longer is no card, however it was copied.
_LONGEST = 4000
#: Dots to a side of a module: a printer of 600 to the inch has as many.
_DOTS = 10
#: What the denser way of writing in a square code knows.
_DENSE = re.compile(r"[0-9A-Z $%*+\-./:]*")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: the code of the office, what it is called, its key as a line of OpenSSH."""

    office: str
    name: str
    public: str

    @property
    def number(self) -> str:
        """The thirty digits of the key."""
        return keys.number(self.public)

    @property
    def text(self) -> str:
        """What the square code says; it can be sent as a message as well."""
        key = binascii.b2a_base64(keys.raw(self.public), newline=False).decode()
        return f"{MARK}:{self.office}:{key}:{quote(_short(self.name), safe='')}"


def own(store: Store, keystore: Keystore, *, by: str) -> Card:
    """The card of this PC; its key is made and recorded where there was none.

    Raises:
        UserError: the office has no name yet; the key was revoked; the key store refuses.
    """
    if not (name := office_name(store)):
        raise UserError(
            N_("The office has no name yet, and a card without one says nothing. Give it: “keys card --name NAME”.")
        )
    known = trust.signing(store, keystore, by=by)
    return Card(store.office, name, known.public)


def read(text: str) -> Card:
    """A card from the text of its square code, however blanks and line ends were put into it on the way.

    Raises:
        UserError: it is none, or a part of it is missing.
    """
    parts = "".join(text.split()).split(":") if len(text) <= _LONGEST else []
    try:
        mark, office, key, name = parts
        raw = binascii.a2b_base64(key, strict_mode=True)
        # Exactly as ``Card.text`` writes it, so that a part that was lost is noticed.
        if mark.upper() != MARK or binascii.b2a_base64(raw, newline=False).decode() != key:
            raise ValueError("no card")
        card = Card(records.as_code(office), " ".join(nfc(unquote(name, errors="strict")).split()), keys.line(raw))
        if not records.is_office(card.office):
            raise ValueError("no office")
        records.text(card.name)
    except (ValueError, UserError):
        raise UserError(
            N_(
                "This is not the text of a key card, or a part of it is missing. Scan the square code of the card "
                "again, or copy its text whole."
            )
        ) from None
    return card


def document(store: Store, card: Card) -> Document:
    """The card as a paper, under the office's own head, to be signed by who signed its last minutes."""
    # What sets papers is slow to bring in, and most of what asks for a card wants none.
    from koyradesk import meetings, papers
    from koyradesk.documents.compose import signer
    from koyradesk.documents.key_card import compose_key_card
    from koyradesk.model import Meeting

    head, layout = papers.office_look(store)
    rows = store.rows("meeting", only=("date", "period"))
    newest = meetings.newest(store, rows) if rows else Meeting()
    told = printed(card, day=clock.today(store).day, computer=place.node())
    return compose_key_card(told, head, layout, signer(newest))


def printed(card: Card, *, day: date, computer: str) -> KeyCard:
    """What stands on the paper of a card, with its square code as a picture."""
    from koyradesk.documents.key_card import KeyCard

    picture, modules = _picture(square(card))
    return KeyCard(card.office, card.name, keys.grouped(card.number).split(" "), day, computer, picture, modules)


def square(card: Card) -> segno.QRCode:
    """The square code: a name in percent signs is written in the denser way, so that its modules stay large."""
    import segno
    from segno import consts

    text = card.text
    body, colon, name = text.rpartition(":")
    if not _DENSE.fullmatch(name):
        return segno.make(text, error="m", micro=False)
    parts = [(body + colon, consts.MODE_BYTE), (name, consts.MODE_ALPHANUMERIC)] if name else [(text, consts.MODE_BYTE)]
    # Its stubs know of one part only.
    return segno.make(parts, error="m", micro=False)  # type: ignore[arg-type]


def _picture(code: segno.QRCode) -> tuple[Picture, int]:
    """The code with its white as a picture of whole dots; how many modules it has to a side."""
    from koyradesk.documents.blocks import Picture
    from koyradesk.documents.key_card import WHITE

    stream = io.BytesIO()
    code.save(stream, kind="png", scale=_DOTS, border=WHITE)
    modules = len(code.matrix)
    side = (modules + 2 * WHITE) * _DOTS
    return Picture(stream.getvalue(), side, side), modules


def _short(name: str) -> str:
    """As much of a name as goes into the code, cut where a word ends."""
    if len(name) <= _LONGEST_NAME:
        return name
    cut, _, _ = name[: _LONGEST_NAME + 1].rpartition(" ")
    return (cut or name[:_LONGEST_NAME]).rstrip(" ,;-–")

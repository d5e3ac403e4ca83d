"""What stands on the clipboard, read for a field or for a whole table of the minutes. Pure: HTML and text come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from koyradesk.bengali.text import nfc
from koyradesk.markup import escape
from koyradesk.model import AgendaItem, Attendee, Recipient

Kind = Literal["text", "list", "table"]
#: Gives a new record id of a kind: "item", "decision", "assignment", "attendee", "recipient".
Mint = Callable[[str], str]

#: Characters a single field takes at once; more would hold up the typist while it is laid out.
FIELD_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a pasted list: its bullet or number apart from its marked text; ``level`` 0 is the outer list."""

    label: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Pasted:
    """The clipboard, read. ``text`` is always the whole of it as marked text, whatever its kind."""

    kind: Kind
    text: str
    lines: tuple[Entry, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    #: More than a field takes; nothing was put anywhere, the clipboard still holds it.
    too_long: bool = False


def read(html: str, text: str) -> Pasted:
    """The clipboard's two forms as what they are: a text, a list or a table."""
    clean = escape(nfc(text)).strip("\n")
    return Pasted("text", clean, too_long=len(clean) > FIELD_LIMIT)


def agenda(rows: Sequence[Sequence[str]], mint: Mint) -> tuple[AgendaItem, ...]:
    """The rows of a decision table as agenda items with new ids."""
    return ()


def attendees(rows: Sequence[Sequence[str]], mint: Mint) -> tuple[Attendee, ...]:
    """The rows of a table, or the lines of a list (one cell each), as people present."""
    return ()


def recipients(lines: Sequence[Entry], mint: Mint) -> tuple[Recipient, ...]:
    """The entries of a list as those who get the paper."""
    return ()

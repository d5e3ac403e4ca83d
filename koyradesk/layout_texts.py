"""Texts of a layout that are filled when a paper is made, and what they must be fillable with. Pure.

A style is text with fields in braces. Words in square brackets are left out where a field in them has nothing to say:
"{committee}[ ({month})]". A slip in a style is found when the layout is read, not when a letter goes out.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Annotated

from koyradesk.bengali.dates import spell
from koyradesk.bengali.lazily import pattern
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout_data import Between

#: What the texts of letters can be filled with; docs/layouts.md tells each.
LETTER_FIELDS = (
    *("meeting", "title", "committee", "committee_of", "month", "date", "time", "time_at", "place", "chair"),
    *("to", "number", "cited", "on", "serial", "ordinal", "decision", "count", "done", "open", "late"),
    *("settled", "informing", "period_of"),
    *("new_date", "new_time", "new_place", "received"),
)
#: Bytes of a logo's file, and how those begin that can stand in a paper.
LOGO_LIMIT = 300_000
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_OPTIONAL = pattern(r"\[([^\[\]]*\{[a-z_]+\}[^\[\]]*)\]")
_FIELD = pattern(r"\{([a-z_]+)\}")
_GAPS = pattern(r" {2,}")


def fill(style: str, values: Mapping[str, str]) -> str:
    """A style with its fields filled; words in square brackets go with the fields in them."""

    def told(found: re.Match[str]) -> str:
        return found[1] if all(values[name] for name in _FIELD.findall(found[1])) else ""

    # From the inside out: brackets may stand in brackets.
    while (shorter := _OPTIONAL.sub(told, style)) != style:
        style = shorter
    return _GAPS.sub(" ", style.format(**values)).strip(" ")


def holds_value(style: str) -> None:
    """A style without its "{}" would leave the value out of the paper."""
    if [name for _, name, _, _ in Formatter().parse(style) if name is not None] not in ([""], ["0"]):
        raise ValueError(style)
    _plain_fields(style)


@dataclass(frozen=True, slots=True)
class Tells:
    """The check of a style, or of a list of them: which fields it must show, and which others it may."""

    needed: tuple[str, ...]
    known: tuple[str, ...]

    def __call__(self, styles: str | tuple[str, ...]) -> None:
        whole = styles if isinstance(styles, str) else "\n".join(styles)
        _plain_fields(whole)
        values = dict.fromkeys((*self.known, *self.needed), "x")
        for name in (*self.needed, None):
            shown = fill(whole, values | ({name: "\0"} if name else {}))
            if name and "\0" not in shown:
                raise ValueError(whole)


def tells(*needed: str, known: tuple[str, ...] = LETTER_FIELDS) -> Tells:
    """A style, or a list of them, that must show some fields: a correction that names no minutes would be none."""
    return Tells(needed, known)


def _plain_fields(style: str) -> None:
    """Fields with their names only: a width ("{page:>999999999}") could fill the memory."""
    for _, _, form, conversion in Formatter().parse(style):
        if form or conversion:
            raise ValueError(style)


def page_fields(style: str) -> None:
    """The page number's style."""
    _plain_fields(style)
    style.format(page="x", pages="x")


def spells(style: str) -> None:
    """The wording of a date (see ``bengali.dates.spell``)."""
    spell(date(2024, 2, 28), style)


def is_logo(logo: str) -> None:
    """A picture in a layout: a JPEG or PNG file in base64, no larger than ``LOGO_LIMIT``; "" for none.

    Raises:
        UserError: why it is none. Whether it is whole is seen when it is unpacked (``koyradesk.logos``).
    """
    try:
        data = binascii.a2b_base64("".join(logo.split()).encode("ascii"), strict_mode=True) if logo else _PICTURES[0]
    except ValueError as error:
        raise UserError(N_("this is no picture in base64.")) from error
    if not data.startswith(_PICTURES):
        raise UserError(N_("this picture is no JPEG or PNG file."))
    if len(data) > LOGO_LIMIT:
        raise UserError(N_("the picture is larger than {most} kB."), most=LOGO_LIMIT // 1000)


DateStyle = Annotated[str, spells]
LogoFile = Annotated[str, is_logo]
ValueStyle = Annotated[str, holds_value]
PageStyle = Annotated[str, page_fields]
SerialStyle = Annotated[str, tells("serial", known=())]
MinutesStyle = Annotated[str, tells("number", known=("dates", "title"))]
#: A column's share of the page.
Share = Annotated[float, Between(0.1, 100)]

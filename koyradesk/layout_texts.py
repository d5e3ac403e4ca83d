"""Texts of a layout that are filled when a paper is made, and what they must be fillable with. Pure.

A style is text with fields in braces. Words in square brackets are left out where a field in them has nothing to say:
"{committee}[ ({month})]". A slip in a style is found when the layout is read, not when a letter goes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from string import Formatter
from typing import Annotated

from koyradesk.bengali.dates import spell
from koyradesk.bengali.lazily import pattern
from koyradesk.layout_data import Between

#: What the texts of letters can be filled with; docs/layouts.md tells each.
LETTER_FIELDS = (
    *("meeting", "title", "committee", "committee_of", "month", "date", "time", "time_at", "place", "chair"),
    *("to", "number", "cited", "on", "serial", "ordinal", "decision", "count", "done", "open", "late"),
    *("new_date", "new_time", "new_place"),
)
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


def tells(*needed: str, known: tuple[str, ...] = LETTER_FIELDS) -> Callable[[str | tuple[str, ...]], None]:
    """A style, or a list of them, that must show some fields: a correction that names no minutes would be none."""

    def check(styles: str | tuple[str, ...]) -> None:
        whole = styles if isinstance(styles, str) else "\n".join(styles)
        _plain_fields(whole)
        values = dict.fromkeys((*known, *needed), "x")
        for name in (*needed, None):
            shown = fill(whole, values | ({name: "\0"} if name else {}))
            if name and "\0" not in shown:
                raise ValueError(whole)

    return check


def _plain_fields(style: str) -> None:
    """Fields with their names only: a width ("{page:>999999999}") could fill the memory."""
    for _, _, form, conversion in Formatter().parse(style):
        if form or conversion:
            raise ValueError(style)


def _page_fields(style: str) -> None:
    _plain_fields(style)
    style.format(page="x", pages="x")


DateStyle = Annotated[str, lambda style: spell(date(2024, 2, 28), style)]
ValueStyle = Annotated[str, holds_value]
PageStyle = Annotated[str, _page_fields]
SerialStyle = Annotated[str, tells("serial", known=())]
MinutesStyle = Annotated[str, tells("number", known=("dates", "title"))]
#: A column's share of the page.
Share = Annotated[float, Between(0.1, 100)]

"""A layout's plain data, as TOML gives it, made into dataclasses: what does not fit is refused with its place named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: No layout has numbers like this, and whole numbers can be too large for a float.
_ENDLESS = 1e9
_LONGEST_QUOTE = 60
#: Characters of a text: a whole book on every page would be set for hours. A logo is no text, and is checked apart.
LONGEST_TEXT = 5000


@dataclass(frozen=True, slots=True)
class Between:
    """What a number may be, and how many entries a list may have: outside of it no paper can be set."""

    low: float
    high: float


def build(kind: type[Any], table: Any, where: str) -> Any:
    """A dataclass of a ``kind`` from plain data; an ``Annotated`` field is checked by a ``Between`` or by a function
    that raises ``UserError`` with the reason, ``ValueError``, ``KeyError`` or ``IndexError``.

    Raises:
        UserError: an unknown key, or a value of the wrong kind; ``where`` names the place.
    """
    if not isinstance(table, Mapping):
        raise UserError(N_("In the layout, {where} must be a table of keys."), where=where)
    hints = hints_of(kind)
    known = {spec.name for spec in fields(kind)}
    for key in table:
        if key not in known:
            raise UserError(N_("The layout has an unknown key: {where}."), where=f"{where}.{key}")
    return kind(**{key: _value(hints[key], value, f"{where}.{key}") for key, value in table.items()})


def hints_of(kind: Any) -> dict[str, Any]:
    """What the fields of a dataclass may hold."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    # Found once: a layout is read anew at each change of it.
    return get_type_hints(kind, include_extras=True)


def _within(limits: Between, found: Any, where: str) -> None:
    # Whole numbers are told in the digits of the reader.
    low, high = (int(edge) if edge == int(edge) else f"{edge:g}" for edge in (limits.low, limits.high))
    if isinstance(found, tuple):
        if not limits.low <= len(found) <= limits.high:
            raise UserError(
                N_("In the layout, {where} must have {low} to {high} entries, not {count}."),
                where=where,
                low=low,
                high=high,
                count=len(found),
            )
    elif not limits.low <= found <= limits.high:
        sentence = N_("In the layout, {where} must be from {low} to {high}, not {value}.")
        raise UserError(sentence, where=where, low=low, high=high, value=_shown(found))


def _shown(value: Any) -> str:
    """A value as a message may quote it."""
    # A day or a number as it was typed, not as Python spells it.
    text = f"{value:g}" if isinstance(value, float) else repr(value)
    text = str(value) if isinstance(value, date) else text
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _value(hint: Any, value: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin is Annotated:
        kind, check = get_args(hint)
        found = _value(kind, value, where)
        if isinstance(check, Between):
            _within(check, found, where)
            return found
        try:
            check(found)
        except UserError as reason:
            raise UserError(N_("In the layout, {where}: {reason}"), where=where, reason=reason) from reason
        except (ValueError, KeyError, IndexError) as error:
            raise UserError(
                N_("In the layout, {where} cannot be {value}."), where=where, value=_shown(value)
            ) from error
        return found
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, value, where)
    if origin is tuple and isinstance(value, list | tuple):
        return tuple(_value(get_args(hint)[0], one, f"{where}[{index}]") for index, one in enumerate(value))
    if origin is Literal and value in get_args(hint):
        return value
    if origin in (Union, UnionType):
        raise TypeError(f"no unions in layouts: {where}")
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _ENDLESS:
        return float(value)
    if hint in (str, int, bool) and type(value) is hint:
        if hint is str and len(value) > LONGEST_TEXT and not where.endswith(".logo"):
            raise UserError(
                N_("In the layout, {where} is too long: at most {most} characters."), where=where, most=LONGEST_TEXT
            )
        return value
    raise UserError(N_("In the layout, {where} cannot be {value}."), where=where, value=_shown(value))

"""The keys of a layout, told by its dataclasses: what each may hold, and in words why a value cannot be.

Whoever edits a layout needs no list of its keys: a new field of ``layout.Layout`` is a new key here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout import Layout
from koyradesk.layout_data import Between, build, hints_of
from koyradesk.layout_texts import Tells, holds_value, page_fields, spells

#: What a date's wording can hold (see ``bengali.dates.spell``).
DATE_FIELDS = ("d", "dd", "m", "mm", "month", "y", "yy")
_PAGE_FIELDS = ("page", "pages")
_NAMES = re.compile(r"\{([^{}]*)\}")

Kind = Literal["text", "texts", "number", "whole", "numbers", "switch", "choice", "choices", "rows"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what ``kind`` of value it has.

    ``options`` of a choice, or of the entries of a list of them; ``limits`` of a number, or of a list's length;
    ``needs`` and ``knows`` are the fields that a text must and may hold ("" is the value itself); ``row`` the keys
    of a list's tables; ``fresh`` the value of an entry that is added.
    """

    path: str
    kind: Kind
    options: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None
    needs: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()
    row: tuple[Key, ...] = ()
    fresh: Any = None
    hint: Any = None


@cache
def keys() -> dict[str, Key]:
    """Every key of a layout, by its path ("table.columns")."""
    return {one.path: one for one in _keys(Layout, "") if one.path != "name"}


def _keys(kind: type[Any], before: str) -> Iterator[Key]:
    hints = hints_of(kind)
    for spec in fields(kind):
        hint, path = hints[spec.name], f"{before}{spec.name}"
        if is_dataclass(hint) and isinstance(hint, type):
            yield from _keys(hint, f"{path}.")
        else:
            yield _key(path, hint)


def _key(path: str, hint: Any) -> Key:
    bare, check = (*get_args(hint),) if get_origin(hint) is Annotated else (hint, None)
    limits = (check.low, check.high) if isinstance(check, Between) else None
    needs, knows = _fields(check)
    if get_origin(bare) is Literal:
        return Key(path, "choice", options=get_args(bare), hint=hint)
    if get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        if is_dataclass(inner) and isinstance(inner, type):
            fresh = {spec.name: _plain_default(spec) for spec in fields(inner)}
            return Key(path, "rows", limits=limits, row=tuple(_keys(inner, "")), fresh=fresh, hint=hint)
        if get_origin(inner) is Literal:
            options = get_args(inner)
            return Key(path, "choices", options=options, limits=limits, fresh=options[0], hint=hint)
        kind: Kind = "numbers" if inner is int else "texts"
        return Key(path, kind, limits=limits, needs=needs, knows=knows, fresh="" if inner is str else 1, hint=hint)
    kinds: dict[Any, Kind] = {str: "text", bool: "switch", int: "whole", float: "number"}
    return Key(path, kinds[bare], limits=limits, needs=needs, knows=knows, hint=hint)


def _plain_default(spec: Any) -> Any:
    return [] if spec.default is MISSING or isinstance(spec.default, tuple) else spec.default


def _fields(check: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if isinstance(check, Tells):
        return check.needed, tuple(dict.fromkeys((*check.needed, *check.known)))
    if check is holds_value:
        return ("",), ("",)
    if check is spells:
        return (), DATE_FIELDS
    return (), _PAGE_FIELDS if check is page_fields else ()


def at(tree: Mapping[str, Any], path: str) -> Any:
    """The value at a path of a layout in its plain form."""
    found: Any = tree
    for step in path.split("."):
        found = found[step]
    return found


def put(tree: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A plain layout with another value at a path; the one given stays as it is."""
    step, _, rest = path.partition(".")
    return {**tree, step: put(tree[step], rest, value) if rest else deepcopy(value)}


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths at which two plain layouts differ."""
    return tuple(path for path in keys() if at(one, path) != at(other, path))


def fault(key: Key, value: Any) -> UserError | None:
    """Why a value cannot stand at a key, in words for who types it; None where it can."""
    try:
        build(_holder(key.path), {"held": value}, "layout")
    except UserError as error:
        return _told(key, value) or next((one for one in error.parts.values() if isinstance(one, UserError)), error)
    return None


@cache
def _holder(path: str) -> Any:
    """A table with this key alone."""
    made = type("Holder", (), {"__annotations__": {"held": keys()[path].hint}})
    return dataclass(frozen=True)(made)


def _told(key: Key, value: Any) -> UserError | None:
    low, high = (f"{one:g}" for one in key.limits or (0, 0))
    if key.kind in ("number", "whole"):
        return UserError(N_("This must be a number from {low} to {high}."), low=low, high=high)
    if key.kind in ("text", "texts"):
        return _text_fault(key, value if isinstance(value, str) else "\n".join(value))
    if key.kind == "rows" and key.limits and not key.limits[0] <= len(value) <= key.limits[1]:
        return UserError(N_("There must be {low} to {high} of them."), low=low, high=high)
    for row in value if key.kind == "rows" else ():
        for one in key.row:
            found = row[one.path]
            if one.limits and not (isinstance(found, int | float) and one.limits[0] <= found <= one.limits[1]):
                low, high = (f"{edge:g}" for edge in one.limits)
                return UserError(N_("This must be a number from {low} to {high}."), low=low, high=high)
    return None


def _text_fault(key: Key, text: str) -> UserError | None:
    named = _NAMES.findall(text)
    if re.search(r"[{}]", _NAMES.sub("", text)):
        return UserError(N_("A sign {{ or }} stands alone here. What is filled in stands between both."))
    for name in named:
        if name not in key.knows:
            return UserError(N_("“{name}” cannot be filled in here."), name="{" + name + "}")
    for name in key.needs:
        if name not in named or (name == "" and named.count("") != 1):
            return UserError(N_("The paper must tell {name} here."), name="{" + name + "}")
    return None

"""What a field of the directory may hold, and which spans of time can be. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from koyradesk import records
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import tidy
from koyradesk.directory import places
from koyradesk.directory.names import key
from koyradesk.directory.parties import Holder, Sort
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import canonical, plain

SORTS: tuple[Sort, ...] = get_args(Sort)
#: A longer name is a paragraph pasted by mistake.
_LONGEST = 300
#: What a party, and who holds one, has besides names and days.
_LINES = ("phone", "email")
PARTY_FIELDS = ("name", "sort", "of", "aliases", "until", "note", "place", "office", *_LINES)
TERM_FIELDS = ("name", "since", "until", "additional", "note", *_LINES)


def name(typed: str) -> str:
    """A name as it is kept.

    Raises:
        UserError: it says nothing, or far too much.
    """
    found = canonical(tidy(typed))
    if not key(found):
        raise UserError(N_("Write a name."))
    if len(found) > _LONGEST:
        raise UserError(
            N_("A name has at most {most} letters; “{beginning}…” has more."),
            most=to_bengali(_LONGEST),
            beginning=plain(found)[:40],
        )
    return found


def sort(typed: str) -> Sort:
    """A sort of party.

    Raises:
        UserError: there is no such sort.
    """
    for one in SORTS:
        if one == typed:
            return one
    raise UserError(
        N_("It can be an office, a post, a person or a group, not “{sort}”. Choose one of these."), sort=typed
    )


def party_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a party as they are kept, without its aliases.

    Raises:
        UserError: no name, no such sort, no such place, no code of an office.
    """
    found = _fields(fields, PARTY_FIELDS)
    if "sort" in found:
        found["sort"] = sort(found["sort"])
    if found.get("place") and places.get(found["place"]) is None:
        raise UserError(N_("There is no place with the code {code}. Choose one from the list."), code=found["place"])
    if found.get("office"):
        found["office"] = office(found["office"])
    return found


def office(typed: str) -> str:
    """The code of an office that writes a book of its own, as somebody typed it.

    Raises:
        UserError: it is no code.
    """
    code = records.as_code(typed)
    if not records.is_office(code):
        raise UserError(
            N_("“{code}” is no code of an office. It has {length} letters and digits and stands on the key card."),
            code=typed.strip()[:40],
            length=to_bengali(records.OFFICE_LENGTH),
        )
    return code


def stored(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a party as its record has them."""
    found = dict(fields)
    if "sort" in found:
        found["many"] = found["sort"] == "group"
        found["sort"] = "" if found["many"] else found["sort"]
    if "aliases" in found:
        found["aliases"] = list(found["aliases"]) or None
    if "of" in found:
        found["of"] = found["of"] or None
    return found


def term_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a term as they are kept.

    Raises:
        UserError: nobody is named.
    """
    return _fields(fields, TERM_FIELDS)


def _fields(fields: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    found = dict(fields)
    if unknown := found.keys() - set(known):
        raise TypeError(f"there is no field {', '.join(sorted(unknown))}")
    for line in _LINES:
        if line in found:
            found[line] = canonical(tidy(found[line]))
    if "name" in found:
        found["name"] = name(found["name"])
    if "note" in found:
        found["note"] = canonical(found["note"].strip())
    return found


def refuse_turned(since: date | None, until: date | None) -> None:
    """Refuses what ends before it begins."""
    if since is not None and until is not None and until < since:
        raise UserError(
            N_("It would end on {until}, before it begins on {since}. Set a later end."), until=until, since=since
        )


def overlap(one: Sequence[date | None], other: Sequence[date | None]) -> bool:
    """Have two spans of days, both ends included, a day in common? None: ever, for ever."""
    (begun, ended), (since, until) = one, other
    return (begun or date.min) <= (until or date.max) and (since or date.min) <= (ended or date.max)


def collide(one: Holder, other: Holder) -> bool:
    """Would two hold one post at the same time? On the day it is handed over it may have two, in additional charge
    ever."""
    return not (one.additional or other.additional) and overlap(_own(one), _own(other))


def _own(one: Holder) -> tuple[date | None, date | None]:
    """The days of a term but for its last, unless it has only that."""
    return one.since, before(one.until) if one.until and one.until != one.since else one.until


def before(day: date | None) -> date | None:
    """The day before."""
    return day - timedelta(1) if day is not None and day > date.min else day

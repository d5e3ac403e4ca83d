"""What our own office is called by others: its name, or, until somebody gives it one, what its papers say."""

from __future__ import annotations

from collections.abc import Iterable

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import canonical, plain
from koyradesk.model import Letterhead
from koyradesk.store import Change, Store

LONGEST = 200
#: The line of a letterhead from which on it names the office; government and ministry stand above.
_OFFICE = ("কার্যালয়", "অফিস", "দপ্তর")
#: No office is called so.
_STATE = "গণপ্রজাতন্ত্রী"


def office_name(store: Store) -> str:
    """The name of the office as plain text; "" where neither it nor a letterhead is known."""
    row = next(iter(store.rows("office", only=("name",))), None)
    if row and (name := " ".join(plain(row["name"]).split())):
        return name
    return named_by(_head(store).lines)


def named_by(letterhead: Iterable[str]) -> str:
    """What an office is called whose papers have this head, without marks; "" where no line names it."""
    lines = [line for text in letterhead if (line := " ".join(plain(text).split())) and _STATE not in line]
    first = next((place for place, line in enumerate(lines) if names_office(line)), len(lines) - 1)
    return ", ".join(line.strip(" ,।") for line in lines[max(first, 0) :])[:LONGEST]


def names_office(line: str) -> bool:
    """Does a line of a letterhead name an office, and no place?"""
    return any(word in line for word in _OFFICE)


def recorded_name(book: Store) -> str:
    """What an office is called in its own book; "" where nobody named it."""
    return next((plain(row["name"]).strip() for row in book.rows("office", only=("name",)) if row["name"]), "")


def name_office(store: Store, name: str, *, by: str) -> None:
    """Gives the office its name. What its papers look like stays.

    Raises:
        UserError: there is nothing in it, or too much.
    """
    called = " ".join(records.text(name).split())
    if not called or len(called) > LONGEST:
        raise UserError(N_("Give the office a name of at most {count} letters."), count=LONGEST)
    row = next(iter(store.rows("office", only=())), None)
    if row:
        store.write([Change(row["id"], {"name": canonical(called)})], by=by)
        return
    # An office that is recorded has a head of its own: the one that stood on its papers so far.
    head = _head(store)
    said = {"name": canonical(called), "letterhead": list(head.lines), "website": head.website}
    store.write([Change(store.new_id("office"), said)], by=by)


def _head(store: Store) -> Letterhead:
    # Brings in what sets papers, and is wanted once.
    from koyradesk import papers

    return papers.office_look(store)[0]

"""Distribution lists (বিতরণ/অনুলিপি) that a committee keeps under a name, and how a list is worded on a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from koyradesk import rank
from koyradesk.bengali.labels import nth
from koyradesk.bengali.text import tidy
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout import Layout
from koyradesk.model import Distribution, Recipient
from koyradesk.relabel import endings
from koyradesk.store import Change, Store


@dataclass(frozen=True, slots=True)
class Kept:
    """A list as it is kept: its entries' texts without their endings; blanks to fill by hand ("……") stay."""

    name: str
    heading: str = ""
    entries: tuple[str, ...] = ()
    id: str = ""


def kept(store: Store, committee: str) -> tuple[Kept, ...]:
    """The lists of a committee (by name), in their order."""
    record = _committee(store, committee)
    rows = store.rows("distribution", committee=record) if record else []
    return tuple(Kept(row["name"], row["heading"], tuple(row["entries"] or ()), row["id"]) for row in rows)


def keep(store: Store, committee: str, wanted: Kept, *, by: str) -> Kept:
    """Keeps a list under its name; one of that name is replaced.

    Raises:
        UserError: the list has no name or no entries; no such committee.
    """
    name = tidy(wanted.name)
    if not name:
        raise UserError(N_("Give the distribution list a name."))
    entries = [entry for entry in wanted.entries if entry.strip()]
    if not entries:
        raise UserError(N_("The distribution list {name} has no entries. Add at least one recipient."), name=name)
    record = _committee(store, committee)
    if record is None:
        raise UserError(N_("There is no committee called {name}."), name=committee)
    fields: dict[str, Any] = {"heading": wanted.heading, "entries": entries}
    held = next((one for one in kept(store, committee) if one.name == name), None)
    if held is None:
        rows = store.rows("distribution", deleted=None, committee=record, only=("rank",))
        place = rank.behind(rows)[0]
        change = Change(store.new_id("distribution"), {**fields, "committee": record, "name": name, "rank": place})
    else:
        change = Change(held.id, fields)
    store.write([change], by=by)
    return next(one for one in kept(store, committee) if one.id == change.record)


def drop(store: Store, record: str, *, by: str) -> None:
    """Puts a kept list into the bin."""
    store.write([Change(record, {"deleted": True})], by=by)


def worded(entries: Sequence[str], layout: Layout, heading: str = "", ids: Iterable[str] = ()) -> Distribution:
    """Entries as the distribution of a paper: numbered, and ended as the layout ends them ("; এবং" before the last)."""
    known = [*ids, *[""] * len(entries)]
    label = layout.numbering.recipient
    numbered = bool(label) and (len(entries) > 1 or layout.numbering.single)
    return Distribution(
        heading or layout.distribution.heading,
        tuple(
            Recipient(nth(label, number) if numbered else "", text, known[number - 1])
            for number, text in enumerate(endings(entries, layout.distribution), 1)
        ),
    )


def _committee(store: Store, name: str) -> str | None:
    rows = store.rows("committee", name=tidy(name), only=("name",))
    return str(rows[0]["id"]) if rows else None

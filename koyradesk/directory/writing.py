"""What is written into the directory (ব্যক্তি ও দপ্তর): one step, one group. What cannot be meant is refused in words.

Names are texts as decisions write them (see ``markup``). What was written wrongly is deleted and can be taken out of
the bin; what was right until a day is ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from koyradesk import rank
from koyradesk.directory.drafting import Draft
from koyradesk.directory.parties import holder_of
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import Change, Changed, Store


def add(
    store: Store,
    name: str,
    *,
    sort: str = "office",
    of: str = "",
    place: str = "",
    phone: str = "",
    email: str = "",
    note: str = "",
    office: str = "",
    aliases: Iterable[str] = (),
    by: str,
) -> str:
    """A party that the directory does not know yet; returns its id.

    Raises:
        UserError: it has no name; a party is called so already, or has it for another spelling, and is named.
    """
    draft = Draft(store)
    told = {"place": place, "phone": phone, "email": email, "note": note, "office": office}
    made = draft.add(name, sort=sort, of=of, aliases=tuple(aliases), **told)
    draft.write(by=by)
    return made


def change(store: Store, party: str, *, by: str, **fields: Any) -> Changed:
    """Gives fields of a party new values: name, sort, of, place, phone, email, note, office, aliases,
    until.

    A name that decisions use stays as another spelling when the party is called otherwise.

    Raises:
        UserError: see ``Draft.change``.
    """
    draft = Draft(store)
    draft.change(party, **fields)
    return draft.write(by=by)


def same(store: Store, party: str, spelling: str, *, by: str) -> Changed:
    """Says that a spelling means a party.

    Raises:
        UserError: it means another one, which is named.
    """
    draft = Draft(store)
    draft.same(party, spelling)
    return draft.write(by=by)


def retire(store: Store, party: str, until: date | None, *, by: str) -> Changed:
    """Ends a party, with the terms of who holds it: from the next day on nobody is bound by its name through a group.
    None: it goes on.

    Raises:
        UserError: somebody came to hold it later.
    """
    draft = Draft(store)
    draft.retire(party, until)
    return draft.write(by=by)


def delete(store: Store, record: str, *, by: str) -> Changed:
    """Puts a party, a term or a belonging into the bin. Tasks that were opened keep the party's name.

    Raises:
        UserError: there is no such record.
    """
    _row(store, record)
    return store.write([Change(record, {"deleted": True})], by=by)


def undelete(store: Store, record: str, *, by: str) -> Changed:
    """Takes a party, a term or a belonging out of the bin.

    Raises:
        UserError: another party has its name by now, or somebody else held it then; there is no such record.
    """
    row = _row(store, record)
    if record.startswith("holder."):
        Draft(store).refuse_overlap(holder_of(row))
    if record.startswith("party."):
        Draft(store).refuse_taken(record, (row["name"], *(row["aliases"] or ())))
    return store.write([Change(record, {"deleted": False})], by=by)


def make_group(store: Store, name: str, members: Iterable[str] = (), *, since: date | None = None, by: str) -> str:
    """A name of many becomes a group with its members, in one step; one that is a group gets those it lacks. Returns
    its id.

    Raises:
        UserError: the name is of no group; see ``Draft.join``.
    """
    draft = Draft(store)
    held = draft.find(name)
    group = held.id if held else draft.add(name, sort="group")
    for party in members:
        if not draft.belongs(group, party, since):
            draft.join(group, party, since=since)
    draft.write(by=by)
    return group


def join(
    store: Store, group: str, party: str, *, since: date | None = None, until: date | None = None, by: str
) -> Changed:
    """A party belongs to a group, from a day on or always.

    Raises:
        UserError: see ``Draft.join``.
    """
    draft = Draft(store)
    draft.join(group, party, since=since, until=until)
    return draft.write(by=by)


def leave(store: Store, group: str, party: str, *, until: date | None = None, by: str) -> Changed:
    """A party belongs to a group until a day; without a day it never was meant to.

    Raises:
        UserError: it does not belong to it, or came after that day.
    """
    draft = Draft(store)
    draft.leave(group, party, until=until)
    return draft.write(by=by)


def appoint(
    store: Store,
    party: str,
    name: str,
    *,
    since: date | None,
    until: date | None = None,
    additional: bool = False,
    phone: str = "",
    email: str = "",
    note: str = "",
    by: str,
) -> str:
    """Somebody holds a post or heads an office; returns the term's id. Who held it before, with an open end, held it
    until the day before, unless this one comes in additional charge (অতিরিক্ত দায়িত্ব).

    Raises:
        UserError: see ``Draft.appoint``.
    """
    draft = Draft(store)
    told = {"phone": phone, "email": email, "note": note}
    made = draft.appoint(party, name, since=since, until=until, additional=additional, **told)
    draft.write(by=by)
    return made


def change_term(store: Store, holder: str, *, by: str, **fields: Any) -> Changed:
    """Gives fields of a term new values: name, phone, email, since, until, additional, note.

    Raises:
        UserError: see ``Draft.change_term``.
    """
    draft = Draft(store)
    draft.change_term(holder, **fields)
    return draft.write(by=by)


def end_term(store: Store, holder: str, until: date, *, by: str) -> Changed:
    """Somebody held a post until a day, that day included.

    Raises:
        UserError: the term began later.
    """
    draft = Draft(store)
    draft.end_term(holder, until)
    return draft.write(by=by)


def move(store: Store, record: str, after: str, *, by: str) -> Changed:
    """Puts a party behind another one, or with ``after`` "" before all; a belonging likewise within its group.

    Raises:
        UserError: there is no such record.
    """
    kind = record.partition(".")[0]
    row = _row(store, record)
    within = {"group": row["group"]} if kind == "belonging" else {}
    rows = [one for one in store.rows(kind, only=("rank",), **within) if one["id"] != record]
    place = next((index + 1 for index, one in enumerate(rows) if one["id"] == after), 0)
    order = [(one["id"], one["rank"]) for one in rows]
    order.insert(place, (record, None))
    return store.write([Change(one, {"rank": new}) for one, new in rank.arrange(order).items()], by=by)


def _row(store: Store, record: str) -> dict[str, Any]:
    row = store.row(record)
    if row is None:
        raise UserError(N_("That entry of the directory is not there any more."))
    return row

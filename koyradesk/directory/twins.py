"""Two entries of one party: likely ones are shown, and somebody says that they are the same. No record is rewritten or
lost by it: one entry is ``same_as`` the other, and whoever reads the directory reads both as one (``Directory``)."""

from __future__ import annotations

from collections.abc import Iterator

from koyradesk.directory import matching
from koyradesk.directory.drafting import Draft
from koyradesk.directory.likeness import bare, is_many
from koyradesk.directory.matching import Candidate
from koyradesk.directory.parties import Directory, Party
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.store import Change, Changed, Store

#: Names less alike than this are not proposed as those of one party.
_LIKELY = 90
#: What the entry that stays takes over from the other one where it says nothing itself.
_TAKEN_OVER = ("of", "phone", "email", "place", "note", "office")
_FORMS = {"office": 0, "post": 0, "person": 1, "group": 2}


def likely(directory: Directory, party: Party, limit: int = 3) -> tuple[Candidate, ...]:
    """The other parties that may be this one entered twice, the likest first. Nothing is decided by it."""
    found = []
    for one in matching.candidates(party.name, directory, limit + 4, likely=_LIKELY):
        # Who merely holds it, or what is of another place, is another.
        other = one.party
        if other.id == party.id or one.why not in ("same", "name", "alias"):
            continue
        # An office and its officer are called nearly the same; so are two that each send files of their own.
        if party.id == other.of or party.of == other.id or (party.office and other.office):
            continue
        if _fits(party, other) and matching.same_place(party.name, one.spelling):
            found.append(one)
    return tuple(found[:limit])


def doubled(directory: Directory) -> frozenset[str]:
    """The ids of the parties whose names differ in their spelling only: those that two PCs entered, mostly."""
    found: dict[tuple[str, bool, int], list[str]] = {}
    for one in directory.parties.values():
        if alike := bare(one.name):
            found.setdefault((alike, is_many(one.name), _FORMS[one.sort]), []).append(one.id)
    return frozenset(party for every in found.values() if len(every) > 1 for party in every)


def pairs(directory: Directory) -> Iterator[tuple[Party, Candidate]]:
    """The parties that may be entered twice, each pair once, in the directory's order."""
    seen: set[frozenset[str]] = set()
    for party in directory.parties.values():
        for one in likely(directory, party) if bare(party.name) else ():
            pair = frozenset((party.id, one.party.id))
            if pair not in seen:
                seen.add(pair)
                yield party, one


def merge(store: Store, entry: str, party: str, *, by: str) -> Changed:
    """Says that an entry is the same as a party: all that refers to it refers to that from now on. Either may be named
    by any of its entries.

    Raises:
        UserError: they are the same already; one is a group or a person and the other is not; one is part of the other,
            or belongs to it; both send bundles, each with a code of its own.
    """
    changes = merging(store, entry, party)
    return store.write(changes, by=by)


def merging(store: Store, entry: str, party: str) -> list[Change]:
    """What ``merge`` writes.

    Raises:
        UserError: see ``merge``.
    """
    draft, directory = Draft(store), Directory(store)
    gone, kept = draft.party(directory.meant(entry)), draft.party(directory.meant(party))
    if gone.id == kept.id:
        raise UserError(N_("“{name}” is one entry already."), name=plain(kept.name))
    names = {"one": plain(gone.name), "other": plain(kept.name)}
    if not _fits(gone, kept):
        raise UserError(N_("“{one}” and “{other}” are of different sorts: they cannot be the same."), **names)
    if draft.is_above(gone.id, kept.id) or draft.is_above(kept.id, gone.id):
        raise UserError(N_("One of “{one}” and “{other}” is part of the other: they cannot be the same."), **names)
    if gone.office and kept.office and gone.office != kept.office:
        raise UserError(
            N_("“{one}” and “{other}” send bundles, each with a code of its own: they are two offices."), **names
        )
    taken = {name: value for name in _TAKEN_OVER if (value := getattr(gone, name)) and not getattr(kept, name)}
    changes = [Change(gone.id, {"same_as": kept.id})]
    return [*changes, Change(kept.id, taken)] if taken else changes


def separate(store: Store, entry: str, *, by: str) -> Changed:
    """Says that an entry is not the same as another after all.

    Raises:
        UserError: nobody said that it is.
    """
    row = store.row(entry)
    if row is None or not row.get("same_as"):
        raise UserError(N_("This entry was not said to be the same as another."))
    return store.write([Change(entry, {"same_as": None})], by=by)


def _fits(one: Party, other: Party) -> bool:
    return _FORMS[one.sort] == _FORMS[other.sort]

"""Who an office is whose key is accepted: the keys by which it is known already, and its entry in the directory. Jobs
for the worker's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from koyradesk.markup import escape, plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from koyradesk.directory.matching import Candidate
    from ui.book import Book
    from ui.exchange.setting_jobs import SettingJobs

#: Less alike than this a name is not proposed; from the other on, and so far ahead of the next, it is likely meant.
_LIKE, _SURE, _AHEAD = 65, 80, 8
#: So many are proposed.
_PROPOSED = 3
#: In the place of an entry: one is to be made; none is said now.
NEW, LATER = "new", ""


class Entry(NamedTuple):
    """An entry of the directory, by its id, as people read it."""

    id: str
    name: str


class OldKey(NamedTuple):
    """A key by which an office is known already."""

    public: str
    number: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """An office with what is known of it. ``keys`` are those of its card that count, but for the one that is asked
    about; ``tied`` is the entry that stands for it ("" for none), ``entries`` that and those that may be meant.
    ``likely`` is what to propose; ``own``: it is this office."""

    office: str
    name: str
    own: bool = False
    keys: tuple[OldKey, ...] = ()
    entries: tuple[Entry, ...] = ()
    tied: str = ""
    likely: str = ""


def of(exchange: SettingJobs, office: str, name: str, public: str = "") -> Acquaintance:
    """What is known of an office that is called ``name``; ``public`` is the key in question."""
    from koyradesk.exchange import keys
    from koyradesk.exchange.trust import CARD

    held = exchange.office.trust.keys()
    old = tuple(
        OldKey(one.public, keys.number(one.public), one.since)
        for one in held
        if one.office == office and one.by == CARD and one.counts and one.public != public
    )
    if office == exchange.office.store.office:
        return Acquaintance(office, name, own=True, keys=old)
    entries, tied, likely = _entries(exchange, office, name)
    return Acquaintance(office, name, False, old, entries, tied, likely)


def ties(book: Book) -> Mapping[str, str]:
    """What the offices are called in the directory that stand there, by their codes."""
    return {row["office"]: plain(row["name"]) for row in book.store.rows("party", only=("office", "name"))
            if row["office"]}  # fmt: skip


def tie(exchange: SettingJobs, who: Acquaintance, entry: str) -> None:
    """From now on an entry of the directory stands for an office, in the place of the one that did: what is decided for
    it goes there. ``NEW`` makes one, ``LATER`` leaves none.

    Raises:
        UserError: an entry is called so already, and is another's.
    """
    from koyradesk.directory.drafting import Draft

    book = exchange.book
    draft = Draft(book.store)
    if who.tied and who.tied != entry:
        draft.change(who.tied, office="")
    if entry == NEW:
        draft.add(escape(who.name or who.office), sort="office", office=who.office)
    elif entry and entry != who.tied:
        draft.change(entry, office=who.office)
    book.wrote(draft.write(by=book.by).kinds)


def _entries(exchange: SettingJobs, office: str, name: str) -> tuple[tuple[Entry, ...], str, str]:
    from koyradesk.directory import matching
    from koyradesk.directory.parties import Directory

    directory = Directory(exchange.book.store)
    now = next((one for one in directory.parties.values() if one.office == office), None)
    found = [
        one
        for one in matching.candidates(escape(name), directory, limit=3 * _PROPOSED, likely=_LIKE)
        if one.party.sort in ("office", "post") and one.party.until is None and one.party.office in ("", office)
    ]
    proposed = [one.party for one in found[:_PROPOSED]]
    if now is not None and now not in proposed:
        proposed.insert(0, now)
    entries = tuple(Entry(one.id, plain(one.name)) for one in proposed)
    return entries, now.id if now else "", now.id if now else _likely(found)


def _likely(found: list[Candidate]) -> str:
    """The one that is meant, as far as its name tells."""
    if not found or found[0].score < _SURE or (len(found) > 1 and found[0].score - found[1].score < _AHEAD):
        return LATER
    return found[0].party.id

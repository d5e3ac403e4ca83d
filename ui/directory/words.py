"""How the directory speaks: what sorts of parties are called, terms in words, who can be reached how."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.directory.parties import Belonging, Holder, Party
    from ui.directory.jobs import Seen

#: Sorts of parties in the order of the list: one of them, and all of them as a heading.
SORTS = (
    ("office", N_("Office"), N_("Offices")),
    ("post", N_("Post"), N_("Posts")),
    ("person", N_("Person"), N_("Persons")),
    ("group", N_("Group"), N_("Groups")),
)


def shown(text: str) -> str:
    """A stored text on one line."""
    return " ".join(plain(text).split())


def day(when: date, voice: Voice) -> str:
    """A date in figures, as narrow places take it."""
    return voice.digits(f"{when:%d/%m/%Y}")


def term(one: Holder | Belonging, voice: Voice) -> str:
    """From when to when; "" where neither is known."""
    since, until = (day(when, voice) if when else "" for when in (one.since, one.until))
    if since and until:
        return voice(N_("{since} to {until}"), since=since, until=until)
    if since:
        return voice(N_("since {since}"), since=since)
    return voice(N_("until {until}"), until=until) if until else ""


def reach(one: Holder | Party | None) -> str:
    """Telephone and e-mail."""
    return " · ".join(shown(part) for part in (one.phone, one.email) if part) if one else ""


def below(party: Party, seen: Seen, voice: Voice) -> tuple[str, ...]:
    """What stands under a party's name in a list: who holds it and how to reach them, or what it is part of."""
    above = seen.party(party.of) if party.of else None
    office = shown(above.name) if above else ""
    if party.sort == "group":
        now = sum(seen.is_now(one) for one, _ in seen.members(party.id))
        return (voice(N_("1 member")) if now == 1 else voice(N_("{count} members"), count=now),)
    holder = seen.holder(party.id)
    who = shown(holder.name) if holder else ""
    phone = shown((holder.phone if holder else "") or party.phone)
    return tuple(part for part in (" · ".join(one for one in (who, phone) if one), office) if part)


def place(code: str, voice: Voice) -> str:
    """A place as addresses have it; "" for none."""
    from koyradesk.directory import places

    return places.words(code, voice.language) if code else ""


def places_like(typed: str, voice: Voice) -> list[tuple[str, str]]:
    """The upazilas and districts that a typed text can mean: code and words, the likeliest first."""
    from koyradesk.directory import places

    found = (one for one in places.search(typed) if one.level != "division")
    return [(one.code, places.words(one.code, voice.language)) for one in found]

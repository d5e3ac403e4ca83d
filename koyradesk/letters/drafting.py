"""A new letter as far as it can be known before anybody wrote a word of it. Nothing is stored here.

Its texts are left empty: the layout words them from the records, so a draft follows its meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from koyradesk import distributions, layout, meetings, memo_choice
from koyradesk.directory import names as parties
from koyradesk.documents.blocks import flat
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.letters import returns
from koyradesk.letters.decided import Decided, implementers
from koyradesk.letters.subjects import INVITING, members
from koyradesk.model import SIGNED, Distribution, Letter, Meeting, Memo, Signature
from koyradesk.paper_key import LETTERS, PaperKey
from koyradesk.store import Store

#: Letters that go to whom the minutes go. To whom those go that invite, says the layout: to the members.
_AS_MINUTES = ("endorsement", "progress")
#: Letters that speak of how far things are on a day.
_ON_A_DAY = ("reminder", "progress", "return")


def settled(store: Store, key: PaperKey, decided: Decided | None = None) -> PaperKey:
    """The key with what was typed made whole: ids of records, the party as the directory or else the decisions name it,
    the month as a month, or the first of the period it lies in. ``decided`` spares reading again what it has read.

    Raises:
        UserError: no such meeting, decision or party; something in the bin; no month, or one in which nothing is to be
            reported; a group, each of which is reminded by itself.
    """
    if key.letter:
        return replace(key, letter=store.resolve(key.letter, "letter"))
    if key.kind not in LETTERS:
        return replace(key, meeting=meetings.get(store, key.meeting).id)
    if key.kind == "reply":
        # No more of it is known than who sent what it answers.
        from koyradesk.incoming import keeping as incoming

        answered = incoming.get(store, key.of)
        return replace(key, of=answered.id, to=key.to or answered.sender)
    decided = decided or Decided(store, key.on)
    if key.of or key.kind == "return":
        key = returns.settled(store, key, decided)
    if key.kind == "reminder":
        # What was late at many meetings is reminded of in one letter; all others are of one.
        known = decided.standing.directory.find(key.to)
        key = replace(key, to=known.name if known else parties.matched(key.to, _bound(store)))
        return replace(key, meeting=meetings.get(store, key.meeting).id) if key.meeting else key
    if key.kind == "return" and not key.meeting:
        return key
    meeting = meetings.get(store, key.meeting)
    if key.kind != "extract":
        return replace(key, meeting=meeting.id)
    names = implementers(meeting)
    bound = (*names, *decided.bound(meeting, names))
    meant = next((one for one in bound if flat(key.to) and decided.who(one) == decided.who(key.to)), None)
    return replace(key, meeting=meeting.id, to=meant or parties.matched(key.to, bound))


def draft(store: Store, key: PaperKey, *, today: date) -> Letter:
    """A new letter: who signs and who gets it as in the minutes of its meeting, or of the committee's newest.

    Raises:
        UserError: see ``settled``; a meeting that was held cannot be put off.
    """
    return drafted(store, settled(store, key), today=today)


def drafted(store: Store, key: PaperKey, *, today: date, decided: Decided | None = None) -> Letter:
    """A new letter for a key that was settled; ``decided`` spares reading again what it has read."""
    returns.refuse_future(key, today)
    decided = decided or Decided(store, key.on or today)
    if key.kind == "reminder":
        decided.refuse_group(key.to)
    about = meetings.get(store, key.meeting) if key.meeting else decided.newest()
    refuse_held(key.kind, about)
    return Letter(
        kind=key.kind,
        meeting=key.meeting,
        committee=about.committee if key.meeting else "",
        to=key.to,
        of=key.of,
        period=key.period,
        on=(key.on or today) if key.kind in _ON_A_DAY else None,
        distribution=_distribution(store, key.kind, about),
        signatures=_signing(store, about),
        memos=(Memo(kind=key.kind, id=store.new_id("memo")),),
    )


def refuse_held(kind: str, meeting: Meeting) -> None:
    """Refuses to put off a meeting whose minutes are signed."""
    if kind in ("postponement", "cancellation") and meeting.memo().state in SIGNED:
        raise UserError(
            N_("The minutes {number} of this meeting are signed: it was held, and cannot be put off or cancelled."),
            number=meeting.memo().number,
        )


def new_day(letter: Letter) -> date | None:
    """The day to which a postponement puts its meeting off; None where it names none.

    Raises:
        UserError: what stands there is no date.
    """
    text = str(letter.facts.get("date_text") or "")
    return memo_choice.choose_day(text, []) if letter.kind == "postponement" and text else None


def _bound(store: Store) -> Iterator[str]:
    """Every name that something binds: a decision, or what came from elsewhere."""
    yield from parties.known(store)
    for row in store.rows("obligation", only=("parties",)):
        yield from row["parties"] or ()


def _last(store: Store, about: Meeting) -> Meeting | None:
    """The committee's newest other meeting."""
    for row in meetings.listing(store, about.committee) if about.committee else ():
        if row.id != about.id:
            return meetings.get(store, row.id)
    return None


def _signing(store: Store, about: Meeting) -> tuple[Signature, ...]:
    """The officer who signs the committee's memos, where another than the one in the chair does: the last to sign."""
    last = None if about.signatures else _last(store, about)
    signing = last.signatures if last else about.signatures
    return tuple(replace(one, date="", id=store.new_id("signature")) for one in signing[-1:])


def _distribution(store: Store, kind: str, about: Meeting) -> Distribution:
    """Who gets it, where the records do not say it anyway: the minutes' list, the first that the committee keeps, or
    that of the meeting before."""
    if kind in INVITING and members(store, about):
        return Distribution()
    if kind not in (*_AS_MINUTES, *INVITING) or (kind == "endorsement" and about.distribution.recipients):
        return Distribution()
    found = about.distribution
    if not found.recipients and (kept := distributions.kept(store, about.committee)):
        found = distributions.worded(kept[0].entries, layout.resolve(about.layout), kept[0].heading)
    if not found.recipients and (last := _last(store, about)):
        found = last.distribution
    return replace(found, recipients=tuple(replace(one, id=store.new_id("recipient")) for one in found.recipients))

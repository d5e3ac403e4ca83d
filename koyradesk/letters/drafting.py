"""A new letter as far as it can be known before anybody wrote a word of it. Nothing is stored here.

Its texts are left empty: the layout words them from the records, so a draft follows its meeting.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from koyradesk import distributions, layout, meetings, memo_choice
from koyradesk.bengali import dates
from koyradesk.directory import names as parties
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.letters.decided import Decided, implementers
from koyradesk.letters.subjects import INVITING, members
from koyradesk.model import SIGNED, Distribution, Letter, Meeting, Memo, Signature
from koyradesk.paper_key import LETTERS, PaperKey
from koyradesk.store import Store

#: Letters that go to whom the minutes go. To whom those go that invite, says the layout: to the members.
_AS_MINUTES = ("endorsement", "progress")
#: Letters that speak of how far things are on a day.
_ON_A_DAY = ("reminder", "progress", "return")


def settled(store: Store, key: PaperKey) -> PaperKey:
    """The key with what was typed made whole: ids of records, the party as decisions name it, the month as a month.

    Raises:
        UserError: no such meeting, decision or party; something in the bin; no month.
    """
    if key.letter:
        return replace(key, letter=store.resolve(key.letter, "letter"))
    if key.kind not in LETTERS:
        return replace(key, meeting=meetings.get(store, key.meeting).id)
    if key.of or key.kind == "return":
        key = _of_decision(store, key)
    if key.kind == "return":
        month = dates.parse_period(key.period)
        if month is None:
            raise UserError(
                N_("“{text}” is no month that can be understood. Type it like 2026-11."), text=key.period or " "
            )
        key = replace(key, period=f"{month[0]:04}-{month[1]:02}")
    if key.kind == "reminder":
        # What was late at many meetings is reminded of in one letter; all others are of one.
        key = replace(key, to=parties.matched(key.to, parties.known(store)))
        return replace(key, meeting=meetings.get(store, key.meeting).id) if key.meeting else key
    meeting = meetings.get(store, key.meeting)
    to = parties.matched(key.to, implementers(meeting)) if key.kind == "extract" else key.to
    return replace(key, meeting=meeting.id, to=to)


def draft(store: Store, key: PaperKey, *, today: date) -> Letter:
    """A new letter: who signs and who gets it as in the minutes of its meeting, or of the committee's newest.

    Raises:
        UserError: see ``settled``; a meeting that was held cannot be put off.
    """
    return drafted(store, settled(store, key), today=today)


def drafted(store: Store, key: PaperKey, *, today: date, decided: Decided | None = None) -> Letter:
    """A new letter for a key that was settled; ``decided`` spares reading again what it has read."""
    decided = decided or Decided(store, None)
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


def _of_decision(store: Store, key: PaperKey) -> PaperKey:
    """The key with its decision's id and meeting."""
    decision = store.resolve(key.of, "decision")
    for record in (decision, *store.above(decision)):
        row = store.row(record)
        if row is None or row["deleted"]:
            raise UserError(N_("The decision {id} is in the bin. Take it out of the bin first."), id=key.of)
    above = [one for one in store.above(decision) if one.startswith("meeting.")]
    return replace(key, of=decision, meeting=above[0] if above else "")


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

"""What a letter is composed from besides its own words: gathered from the records on its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from koyradesk import carrying, committees, meetings
from koyradesk.documents.blocks import Picture, flat
from koyradesk.documents.matter import Matter, Received, Subject
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.letters import keeping, returns, snapshot
from koyradesk.letters.decided import Decided
from koyradesk.model import SIGNED, Letter, Meeting, Memo
from koyradesk.obligations import minuted
from koyradesk.store import Store

#: Papers that go to whoever is a member.
INVITING = ("notice", "postponement", "cancellation")
#: What a postponement says of its meeting, and so moves.
MOVES = ("date_text", "time", "place")


#: The fact of a reminder that it leaves out what no signed minutes say.
SIGNED_ONLY = "signed_only"


def ready(store: Store, letter: Letter, decided: Decided | None = None) -> tuple[Letter, Subject]:
    """A letter as it stands today with all it is composed from; a signed one with what it was composed from then.

    The how-manieth reminder it is follows the records until it is signed.

    Raises:
        UserError: what it is of is in the bin; a photo of it is damaged.
    """
    signed = snapshot.of(letter) if letter.memo().state in SIGNED else None
    if signed is not None:
        return letter, replace(signed, photos=_photos(store, letter) + returns.pictures(store, signed.evidence))
    decided = decided or Decided(store, letter.on)
    about = _about(store, letter, decided)
    told = returns.told(store, letter, decided) if letter.kind == "return" else returns.Return()
    matters = told.matters or _matters(store, letter, about, decided)
    before = earlier(store, letter, matters, decided) if letter.kind == "reminder" else ()
    cited = _cited(store, letter, about, matters, before, decided)
    if letter.kind == "reminder" and letter.memo().state in ("draft", "numbered"):
        letter = replace(letter, serial=1 + len(before))
    if letter.kind == "reminder" and not letter.meeting:
        newest = next((one.meeting for one in reversed(matters) if one.meeting), "")
        about = (decided.meeting(newest) if newest else None) or about
    invited = members(store, about) if letter.kind in INVITING else ()
    photos = _photos(store, letter) + returns.pictures(store, told.evidence)
    found = Subject(about, matters, cited, invited, photos, told.evidence, told.enclosed, told.awaited)
    if letter.kind == "reply":
        found = replace(found, received=_received(store, letter))
    return letter, found


def _received(store: Store, letter: Letter) -> Received:
    """The letter that a reply answers; one that has not arrived here says nothing."""
    row = store.row(letter.of) or {}
    if row.get("deleted"):
        raise UserError(
            N_("The letter {number} that this answers is in the bin. Take it out of the bin first."),
            number=row["serial"],
        )
    return Received(row["sender"], row["number"], row["date"], row["subject"]) if row else Received(letter.to)


def subject(store: Store, letter: Letter, on: date | None = None) -> Subject:
    """All that a letter is composed from besides its own fields, reckoned on its own day or another one."""
    return ready(store, letter, Decided(store, on or letter.on))[1]


def signed_only(letter: Letter) -> Letter:
    """A reminder that leaves out what no signed minutes say."""
    return replace(letter, facts={**letter.facts, SIGNED_ONLY: "1"})


def unsigned(matters: Iterable[Matter]) -> tuple[str, ...]:
    """The meetings of these whose minutes are not signed yet, by their titles, each once."""
    return tuple(dict.fromkeys(flat(one.meeting_title) or one.meeting_date for one in matters if one.is_unsigned))


def earlier(store: Store, letter: Letter, matters: tuple[Matter, ...], decided: Decided) -> tuple[Letter, ...]:
    """The numbered reminders to the same party, the oldest first, that already spoke of something in ``matters``."""
    first = min((matter.due for matter in matters if matter.due), default=None)
    found = []
    for row in decided.reminders(letter.to) if first else ():
        if row["id"] == letter.id or not row["on"] or (letter.on and row["on"] > letter.on):
            continue
        # What is late now and was due before that day was late on that day.
        spoken = [matter for matter in matters if matter.due and matter.due < row["on"]]
        spoken = [matter for matter in spoken if row["of"] in (None, matter.decision, matter.obligation)]
        spoken = [matter for matter in spoken if row["meeting"] in (None, matter.meeting)]
        other = keeping.get(store, row["id"]) if spoken else None
        if other is not None and other.memo().number:
            found.append(other)
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.memo().date or date.min, one.id)))


def _about(store: Store, letter: Letter, decided: Decided) -> Meeting:
    """The meeting that a letter is of, or that it takes head and signature from."""
    if letter.meeting:
        found = decided.meeting(letter.meeting)
        if found is None:
            # Says which one, and that it is in the bin.
            return meetings.get(store, letter.meeting)
        return found
    rows = store.rows("meeting", only=("committee", "date", "period")) if letter.committee else []
    known = committees.called(store, letter.committee) if rows else {}
    rows = [row for row in rows if row["committee"] in known]
    return meetings.newest(store, rows) if rows else decided.newest()


def _matters(store: Store, letter: Letter, about: Meeting, decided: Decided) -> tuple[Matter, ...]:
    match letter.kind:
        case "extract":
            return decided.of(about, letter.to)
        case "progress":
            return _how_far(store, about, decided)
        case "reminder":
            late = [matter for matter in decided.late(letter.to) if letter.meeting in ("", matter.meeting)]
            late = [matter for matter in late if letter.of in ("", matter.decision, matter.obligation)]
            return tuple(one for one in late if not (one.is_unsigned and letter.facts.get(SIGNED_ONLY)))
    return ()


def _how_far(store: Store, about: Meeting, decided: Decided) -> tuple[Matter, ...]:
    """What a meeting decided, and what it put on from earlier ones where that stands in its agenda; a sentence that
    only says what became of that is no matter of its own."""
    every = decided.of(about)
    following = [item for item in about.items if item.follows]
    if not following or decided.on is None:
        return every
    said = minuted.saying(store, (item.id for item in following))
    carried = carrying.carried_by(store, about, standing=decided.standing)
    own = {matter.decision: matter for matter in every if matter.decision not in said}
    found: list[Matter] = []
    for item in about.items:
        for one in carried.get(item.id, ()):
            earlier = decided.meeting(one.of.meeting)
            matters = decided.of(earlier) if earlier else ()
            found += [replace(each, serial=item.serial) for each in matters if each.decision == one.of.decision]
        found += [own[one.id] for one in item.decisions if one.id in own]
    return tuple(found)


def _cited(
    store: Store,
    letter: Letter,
    about: Meeting,
    matters: tuple[Matter, ...],
    before: tuple[Letter, ...],
    decided: Decided,
) -> tuple[Memo, ...]:
    """The memos a letter refers to, the oldest first; ``before`` are the reminders that it repeats."""
    if letter.kind == "reminder":
        spoken = dict.fromkeys(matter.meeting for matter in matters)
        held = [meeting for one in spoken if (meeting := decided.meeting(one)) is not None]
        minutes = [meeting.memo() for meeting in held]
        reminded = [one.memo() for one in before]
        return tuple(memo for memo in (*sorted(minutes, key=_day), *reminded) if memo.number)
    if letter.kind in ("postponement", "cancellation"):
        found = [_memo_of_letter(store, "notice", about.id)]
        if letter.kind == "cancellation":
            found.append(_memo_of_letter(store, "postponement", about.id))
        return tuple(memo for memo in found if memo is not None and memo.number)
    if letter.kind in ("notice", "reply") or not letter.meeting:
        # What came from elsewhere is of no meeting, whoever's head it takes.
        return ()
    return (about.memo(),) if about.memo().number else ()


def _memo_of_letter(store: Store, kind: str, meeting: str) -> Memo | None:
    letters = [keeping.get(store, row["id"]) for row in store.rows("letter", kind=kind, meeting=meeting, only=())]
    return max((one.memo() for one in letters if one.memo().number), key=_day, default=None)


def _day(memo: Memo) -> date:
    return memo.date or date.min


def members(store: Store, about: Meeting) -> tuple[str, ...]:
    """Whom a meeting's notice invites: the committee's members, else those on the meeting's sign-sheet."""
    known = committees.called(store, about.committee) if about.committee else {}
    rows = [row for one in known for row in store.rows("member", committee=one)]
    named = [(row["designation"], row["name"], row["place"]) for row in rows]
    named = named or [(one.designation, one.name, "") for one in about.attendees]
    return tuple(as_invited(*one) for one in named if flat(one[0]) or flat(one[1]))


def as_invited(designation: str, name: str, place: str) -> str:
    """A member as a list names one: by the post, and where it is unless the post says so."""
    post = designation if flat(designation) else name
    return f"{post}, {place}" if flat(place) and place not in post else post


def _photos(store: Store, letter: Letter) -> tuple[tuple[Picture, str], ...]:
    kept = keeping.photos(store, letter.id)
    if not kept:
        return ()
    from koyradesk import photos

    found = []
    for one in kept:
        try:
            picture = photos.prepare(store.blob(one.blob), width_mm=keeping.PHOTO_WIDTH)
        except UserError as error:
            raise UserError(
                N_("The photo {name} of this letter cannot be printed. Take it out and put it in again."), name=one.name
            ) from error
        found.append((picture, one.caption))
    return tuple(found)

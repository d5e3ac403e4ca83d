"""What was found, as lines of the box: a marked head, what it is of below, a state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from ui.finding.commands import Offer
from ui.finding.listing import Entry
from ui.letters.kinds import NAMES
from ui.meeting_list import STATES as PAPERS

if TYPE_CHECKING:
    from koyradesk.finding.shapes import Answer, Filters, Found, Group, GroupName
    from koyradesk.finding.typed import Known
    from ui.finding.jobs import Late
    from ui.say import Voice

#: What the groups are called, and the picture beside each of their lines.
GROUPS: dict[GroupName, tuple[str, str]] = {
    "memo": (N_("Memo numbers and files"), "file-text"),
    "committee": (N_("Committees"), "users"),
    "person": (N_("People"), "users"),
    "office": (N_("Offices, posts and groups"), "users"),
    "meeting": (N_("Meetings"), "calendar"),
    "decision": (N_("Decisions"), "list-checks"),
    "item": (N_("Agenda items"), "file-text"),
    "paper": (N_("Letters and papers"), "printer"),
    "report": (N_("Reports on decisions"), "pencil"),
    "named": (N_("Named in papers"), "file-text"),
    "other": (N_("Offices and keys"), "settings"),
}
#: The states that can be filtered by.
STATES = {
    "late": (N_("Late"), "late"),
    "open": (N_("Not settled"), "wait"),
    "closed": (N_("Settled"), "good"),
    "draft": (N_("Draft"), "wait"),
    "signed": (N_("Signed"), "good"),
}
FILTERS = {"committee": N_("Committee"), "year": N_("Year"), "office": N_("Office"), "state": N_("State")}
_PARTS = {
    "paragraph": N_("Opening"),
    "note": N_("Note of the meeting"),
    "attendee": N_("Attendance"),
    "assignment": N_("Carries out"),
    "signature": N_("Signature"),
    "recipient": N_("Distribution"),
    "dispatch": N_("Despatch"),
    "distribution": N_("Kept list"),
    "correction": N_("Correction"),
    "attachment": N_("Attached file"),
    "member": N_("Member"),
    "number": N_("Number"),
    "file": N_("File"),
    "incoming": N_("Incoming letter"),
}


def entries(answer: Answer, voice: Voice, office: str = "", *, alone: bool = False) -> Iterator[Entry]:
    """The groups of an answer, each with its heading; ``office`` is whose book it is, "" for ours; ``alone``: all of
    one group is shown."""
    for group in answer.groups:
        name = voice(GROUPS[group.name][0])
        count = _count(group, voice)
        yield Entry("head", f"{office} · {name}" if office else f"{name} · {count}")
        for found in group.found:
            yield entry(found, voice)
        if not alone and group.total > len(group.found) and not office:
            yield Entry("all", voice(N_("All {count} of them"), count=count), thing=group.name, icon="chevron-down")


def entry(found: Found, voice: Voice) -> Entry:
    """One of what was found."""
    pill, tone = STATES.get(found.state, ("", "")) if found.group == "decision" else PAPERS.get(found.state, ("", ""))
    said = list(_below(found, voice))
    spoken = ", ".join((plain(found.text), *said, voice(pill) if pill else ""))
    return Entry(
        "hit",
        found.text or escape(found.title),
        " · ".join(said),
        voice(pill) if pill else "",
        tone,
        GROUPS[found.group][1],
        thing=found,
        spoken=spoken.rstrip(", "),
    )


def _below(found: Found, voice: Voice) -> Iterator[str]:
    """Which committee and day it is of, and what else tells it from others."""
    if found.kind in ("letter", "memo") and found.label in NAMES:
        yield voice(NAMES[found.label])
    elif found.kind in _PARTS:
        yield voice(_PARTS[found.kind])
    if found.label and found.kind in ("decision", "item", "assignment"):
        yield voice(N_("Item {serial}"), serial=found.label)
    yield from found.beside[:2]
    if found.committee and found.kind != "committee":
        yield found.committee
    if found.date:
        yield voice.date(found.date)
    elif found.period:
        yield voice.month(found.period)
    elif found.date_text:
        yield found.date_text


def offer_entry(offer: Offer) -> Entry:
    """A command."""
    spoken = f"{offer.words}, {offer.keys}" if offer.keys else offer.words
    return Entry("offer", escape(offer.words), icon=offer.icon, keys=offer.keys, thing=offer, spoken=spoken)


def late_entry(late: Late, voice: Voice) -> Entry:
    """A decision that is late."""
    below = " · ".join(part for part in (late.committee, voice(N_("{days} days late"), days=late.days)) if part)
    return Entry("late", escape(" ".join(plain(late.text).split())[:160]), below, voice(N_("Late")), "late",
                 "triangle-alert", thing=late)  # fmt: skip


def filter_words(name: str, value: object, known: Known, voice: Voice) -> str:
    """A filter as its chip says it."""
    if name == "year" and isinstance(value, int):
        return voice.digits(value)
    if name == "state":
        return voice(STATES[str(value)][0])
    if name == "office":
        return known.offices.get(str(value), str(value))
    return str(value)


def nothing(answer: Answer, filters: Filters, voice: Voice) -> Iterator[Entry]:
    """What is said, and what else can be tried, where nothing was found."""
    if answer.words:
        yield Entry("note", escape(voice(N_("Nothing has “{words}”."), words=_quoted(answer.text))))
    else:
        yield Entry("note", escape(voice(N_("Nothing stands so."))))
    if answer.unfiltered:
        sentence = voice(N_("Without the filters there are {count}: look there"), count=answer.unfiltered)
        yield Entry("try", escape(sentence), icon="x", thing=("unfiltered", ""))
    for words in answer.near:
        sentence = voice(N_("Perhaps: {words}"), words=_typed(words, voice))
        yield Entry("try", escape(sentence), icon="search", thing=("near", _typed(words, voice)))
    if answer.fewer:
        sentence = voice(N_("With less of it: {words}"), words=_typed(answer.fewer, voice))
        yield Entry("try", escape(sentence), icon="search", thing=("near", _typed(answer.fewer, voice)))
    if not (answer.unfiltered or answer.near or answer.fewer):
        if filters and answer.words:
            yield Entry("try", escape(voice(N_("Look without the filters"))), icon="x", thing=("unfiltered", ""))
        yield Entry("note", escape(voice(N_("Try fewer letters: the beginning of a word, a number, a name."))))


def _typed(words: str, voice: Voice) -> str:
    """Search keys as one would type them: their digits are ASCII."""
    return voice.digits(words)


def _quoted(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def _count(group: Group, voice: Voice) -> str:
    number = voice.digits(group.total)
    return f"{number}+" if group.more else number

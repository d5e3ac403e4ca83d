"""The kinds of paper in plain words: what each is called, and what it is for."""

from __future__ import annotations

from koyradesk.i18n import N_
from koyradesk.paper_key import PaperKey
from ui.letter_book import Choice, PaperRow
from ui.meeting_list import STATES
from ui.say import Voice

#: Those that can be begun here, the one that is wanted most first.
NEW: tuple[tuple[str, str, str], ...] = (
    ("notice", N_("Notice"), N_("Calls the members to a meeting: its day, hour, place and agenda.")),
    ("reminder", N_("Reminder"), N_("Reminds an office of what it has to do and what is late.")),
    ("endorsement", N_("Endorsement"), N_("Sends the minutes on to those who get them.")),
    ("extract", N_("Extract"), N_("Tells one office what a meeting decided for it, and nothing else.")),
    ("progress", N_("Progress report"), N_("Tells how far each decision of a meeting has come.")),
    ("return", N_("Illustrated return"), N_("Reports on one decision for a month, with photos.")),
    ("postponement", N_("Postponement"), N_("Puts a meeting off to another day, hour or place.")),
    ("cancellation", N_("Cancellation"), N_("Calls a meeting off.")),
    ("reply", N_("Reply"), N_("Answers a letter that came in, and cites it.")),
    ("attendance", N_("Sign-sheet"), N_("Is printed from its meeting, empty or with who came.")),
    ("minutes", N_("Minutes"), N_("Are written, numbered and printed in their meeting.")),
)
NAMES = {kind: name for kind, name, _ in NEW} | {"correction": N_("Correction")}
#: Those of ``NEW`` that lead to their meeting.
IN_MEETING = ("attendance", "minutes")


def named(key: PaperKey, voice: Voice) -> str:
    """The kind of a paper in words."""
    return voice(NAMES.get(key.kind, key.kind))


def state_of(row: PaperRow, voice: Voice) -> tuple[str, str]:
    """How far a paper is, in a word, and its tone."""
    words, tone = STATES.get(row.state, STATES["draft"])
    return voice(words), tone


def meeting_words(one: Choice, voice: Voice) -> tuple[str, str]:
    """A meeting to choose: its committee, and when it is."""
    day = voice.date(one.day) if one.day else voice(N_("No date yet"))
    month = voice.month(one.about) if one.about else ""
    return one.name, " · ".join(part for part in (month, day) if part)


def late_words(one: Choice, voice: Voice) -> str:
    """How much is late for a party, and since when."""
    few = (
        N_("{number} decision late, {days} days")
        if one.number == 1
        else N_("{number} decisions late, up to {days} days")
    )
    return voice(few, number=one.number, days=one.days)

"""What papers call a meeting and a month."""

from __future__ import annotations

from datetime import date

from koyradesk import markup
from koyradesk.bengali.dates import spell
from koyradesk.bengali.grammar import genitive, is_meeting
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.documents.blocks import flat
from koyradesk.model import Meeting

#: The title of minutes up to what they are minutes of.
_MEETING = pattern(nfc(r"(.*সভা)(?:র|[\s-]?এর)?\s+কার্য\s?বিবরণী"))
_WAS_HELD = nfc("মাসে অনুষ্ঠিত ")
_MONTH = pattern(r"(\d{4})-(0[1-9]|1[0-2])")


def meeting_name(meeting: Meeting) -> str:
    """What a meeting is called, in words that end in "সভা": its title without "কার্যবিবরণী"."""
    title = flat(meeting.title).strip(" ।")
    if found := _MEETING.match(nfc(title)):
        return markup.escape(found[1].replace(_WAS_HELD, nfc("মাসের ")))
    if is_meeting(title):
        return markup.escape(title)
    committee, month = flat(meeting.committee), month_of(meeting.period)
    of_month = f"{month} মাসের" if month else ""
    if is_meeting(committee):
        return markup.escape(f"{of_month} {committee}".strip())
    parts = (genitive(committee), of_month, "সভা")
    return markup.escape(" ".join(part for part in parts if part))


def month_of(period: str) -> str:
    """A period in words: "2026-11" is নভেম্বর ২০২৬; any other stands as it is."""
    found = _MONTH.fullmatch(period)
    return spell(date(int(found[1]), int(found[2]), 1), "{month} {y}") if found else flat(period)

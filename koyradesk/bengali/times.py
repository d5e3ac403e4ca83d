"""The time of a meeting as typed: সকাল ১০.৩০ ঘটিকা, বিকাল ৩টা, বেলা ১২:০০ ঘটিকায়. Papers keep the wording; this reads it."""

from __future__ import annotations

from datetime import time

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

#: Parts of the day, and the hours of the clock with which each is written, as hours of the day.
_PARTS = {
    nfc(word): hours
    for words, hours in (
        ("ভোর", range(3, 7)),
        ("সকাল পূর্বাহ্ণ পূর্বাহ্ন", range(5, 13)),
        ("বেলা", range(9, 16)),
        ("দুপুর", range(11, 16)),
        ("বিকাল বিকেল অপরাহ্ণ অপরাহ্ন", range(12, 19)),
        ("সন্ধ্যা", range(17, 21)),
        ("রাত রাত্রি", range(18, 24)),
    )
    for word in words.split()
}
_TIME = pattern(
    nfc(
        rf"(?:(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})\s*[:ঃ-]?\s*)?"
        r"(?P<hour>\d{1,2})\s*(?:[.:ঃ]\s*(?P<minute>\d{2}))?(?!\d)\s*(?P<unit>ঘটিকা|টা|মিনিট)?(?:য়|র)?\s*[।.]?"
    )
)


def parse_time(text: str) -> time | None:
    """The time that a text is; None where it is none, or its parts do not agree (বেলা ১২:৪০০, সকাল ১৫টা)."""
    match = _TIME.fullmatch(nfc(text).strip())
    if match is None or not (match["part"] or match["unit"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["part"] and hour <= 12:
        hour = next((of_day for of_day in _PARTS[match["part"]] if of_day % 12 == hour % 12), 24)
    elif match["part"] and hour not in _PARTS[match["part"]]:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None

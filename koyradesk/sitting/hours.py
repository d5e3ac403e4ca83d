"""Times of a sitting: "11:20" as kept, as typed, as a sentence on paper has them; and a watch that goes on. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.times import parse_time

#: Hours that nobody means before noon.
_AFTERNOON = range(1, 7)
_BARE = pattern(r"(\d{1,2})\s*[.:ঃ]?\s*(\d{2})")
_HOUR = pattern(r"(\d{1,2})")


def read(typed: str) -> str | None:
    """A time as somebody typed it ("১১.২০", "1120", "বিকাল ৩টা") as it is kept; "" for nothing, None for no time.

    Without a part of the day one to six are hours of the afternoon: no office sits at night.
    """
    text = typed.strip()
    if not text:
        return ""
    if told := parse_time(text):
        named = any(not (letter.isdigit() or letter in ".:ঃ ঘটিকায়") for letter in text)
        return f"{told.hour + (0 if named or told.hour not in _AFTERNOON else 12):02}:{told.minute:02}"
    bare = to_ascii(text)
    match = _BARE.fullmatch(bare) or _HOUR.fullmatch(bare)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2]) if match.lastindex == 2 else 0
    # "02:30" with its nought is how a clock shows the night, and how this program writes it.
    if hour in _AFTERNOON and not bare.startswith("0"):
        hour += 12
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def minutes(kept: str) -> int | None:
    """The minute of the day; None where no time is kept."""
    hour, _, minute = kept.partition(":")
    return int(hour) * 60 + int(minute) if hour.isdecimal() and minute.isdecimal() else None


def on_paper(kept: str) -> str:
    """The time as a sentence of minutes has it: "১১.২০"."""
    return to_bengali(kept.replace(":", "."))


@dataclass(frozen=True, slots=True)
class Watch:
    """Goes on from the moment at which it was made, whatever is done to the clock of the PC meanwhile.

    ``wall`` is what that clock showed then, ``ticks`` a counter of seconds that never goes back. ``off``: by how much
    somebody set it. ``doubted``: the clock cannot be right, and until somebody sets the watch it tells nothing.
    """

    wall: datetime
    ticks: float
    off: timedelta = timedelta()
    doubted: bool = False

    def now(self, wall: datetime, ticks: float) -> str:
        """The time ("11:07"); "" where it is not known."""
        return "" if self.doubted else f"{self._moment(wall, ticks):%H:%M}"

    def set(self, kept: str, wall: datetime, ticks: float) -> Watch:
        """The same showing another time now."""
        hour, minute = divmod(minutes(kept) or 0, 60)
        believed = self._believed(wall, ticks)
        wanted = believed.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return replace(self, off=wanted - believed, doubted=False)

    def _moment(self, wall: datetime, ticks: float) -> datetime:
        return self._believed(wall, ticks) + self.off

    def _believed(self, wall: datetime, ticks: float) -> datetime:
        reckoned = self.wall + timedelta(seconds=ticks - self.ticks)
        # Where the PC slept, its counter may have slept too, and its clock is further on. A clock that jumps back, or
        # to another day, was set.
        return wall if wall > reckoned and wall.date() == reckoned.date() else reckoned

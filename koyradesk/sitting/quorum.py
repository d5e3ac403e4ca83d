"""The quorum (কোরাম) of a committee: a number of people or a share of those on the list. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from koyradesk import editing
from koyradesk.bengali.digits import to_ascii
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Meeting

_SHARES = {
    nfc(words): share
    for words, share in (
        ("অর্ধেক", "1/2"),
        ("এক তৃতীয়াংশ", "1/3"),
        ("দুই তৃতীয়াংশ", "2/3"),
        ("এক চতুর্থাংশ", "1/4"),
        ("তিন চতুর্থাংশ", "3/4"),
    )
}
_NUMBER = pattern(nfc(r"(\d{1,4})\s*(?:জন)?"))
_SHARE = pattern(r"(\d{1,3})\s*/\s*(\d{1,3})")
_PERCENT = pattern(r"(\d{1,3})\s*%")


@dataclass(frozen=True, slots=True)
class Standing:
    """``here`` of ``total`` are in the room; ``needed`` is the quorum, None where none is known."""

    total: int
    here: int
    needed: int | None = None

    @property
    def full(self) -> bool:
        return self.needed is not None and self.here >= self.needed

    @property
    def lacking(self) -> int:
        """How many more must come."""
        return max(0, (self.needed or 0) - self.here)


def read(typed: str) -> str:
    """A quorum as somebody typed it ("৮", "৮ জন", "১/৩", "এক-তৃতীয়াংশ", "50%") as it is kept: "8", "1/3"; "" for none.

    Raises:
        UserError: it says neither how many nor which share.
    """
    text = " ".join(to_ascii(nfc(typed)).replace("-", " ").split())
    if not text or text in _SHARES:
        return _SHARES.get(text, "")
    if (match := _NUMBER.fullmatch(text)) and int(match[1]):
        return str(int(match[1]))
    if (match := _PERCENT.fullmatch(text)) and 0 < int(match[1]) <= 100:
        return f"{int(match[1])}/100"
    if (match := _SHARE.fullmatch(text)) and 0 < int(match[1]) <= int(match[2]):
        return f"{int(match[1])}/{int(match[2])}"
    raise UserError(
        N_("The text “{typed}” is no quorum. Write how many must be present, such as 8, or which share, such as 1/3."),
        typed=typed.strip()[:40],
    )


def needed(kept: str, total: int) -> int | None:
    """How many must be present of so many; a share is rounded up."""
    above, _, below = kept.partition("/")
    if not above.isdecimal() or (below and not int(below)):
        return None
    return -(-total * int(above) // int(below)) if below else int(above)


def standing(meeting: Meeting, kept: str = "") -> Standing:
    """How many of a meeting's people are in the room now."""
    people = [one for one in meeting.attendees if not editing.is_blank(one)]
    here = sum(one.state == "present" and not one.left for one in people)
    return Standing(len(people), here, needed(kept, len(people)))

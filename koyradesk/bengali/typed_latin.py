"""What stays in Latin letters where Bengali is typed by sound: addresses, and words all in capitals. Pure."""

from __future__ import annotations

from koyradesk.bengali.lazily import pattern

#: An e-mail address as far as its @, a web address from its beginning on, or a name that ends as those of sites do.
_ADDRESS = pattern(
    r"[\w.+-]+@|(?:www\.|[A-Za-z]{2,9}://)|(?:[\w-]+\.)+(?i:com|org|net|gov|edu|info|bd)(?![\w-])",
)
#: What ends an address, or stands before one.
ENDS = " \u00a0\t\n()[]{}<>'\"“”‘’,;|।"
#: These capitals are Bengali letters.
_VOWELS = frozenset(("OI", "OU"))


def is_address(typed: str) -> bool:
    """Is what was typed without a blank the address of somebody or of a site, or the beginning of one?"""
    return _ADDRESS.match(typed) is not None


def goes_on(before: str) -> bool:
    """Does an address stand right before the caret, so that letters belong to it?"""
    return is_address(before[1 + max(map(before.rfind, ENDS)) :])


def is_capitals(letters: str) -> bool:
    """Is it a short form in capitals, as PDF and ICT? In the spelling by sound only single letters are."""
    return len(letters) > 1 and letters.isalpha() and letters.isupper() and letters not in _VOWELS

"""Letters that cannot follow each other in any Bengali word, and what was most likely meant."""

from __future__ import annotations

from collections.abc import Callable
from re import Match

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import JOINERS, nfc

_SIGN = "\u09be-\u09c4\u09c7\u09c8\u09cb\u09cc\u09d7"
_VOWEL = "\u0985-\u0994"
_HASANTA = "\u09cd"
_NUKTA = "\u09bc"
#: Each flaw with what it is written as instead. They are tried in this order; the first found is told.
_FLAWS: tuple[tuple[str, Callable[[Match[str]], tuple[str, ...]]], ...] = tuple(
    (nfc(seen), meant)
    for seen, meant in (
        # The sign of আ behind অ is another letter to the eye alone.
        ("অা", lambda _: ("আ",)),
        # ব with a dot is র; only ড, ঢ and য take one.
        (f"ব{_NUKTA}", lambda _: ("র",)),
        (f"(?<![ডঢয]){_NUKTA}", lambda _: ("",)),
        (f"{_HASANTA}{{2,}}", lambda _: (_HASANTA,)),
        # Signs in the wrong order, as old converters and copied PDF have them.
        (f"([ঁংঃ])([{_SIGN}])", lambda found: (found[2] + found[1],)),
        (f"([{_SIGN}])([{_SIGN}])", lambda found: (found[1], found[2])),
        (f"^[{_SIGN}ঁংঃ{_HASANTA}{_NUKTA}]+", lambda _: ("",)),
        (f"([{_VOWEL}ৎ])([{_SIGN}])", lambda found: (found[1],)),
        (f"{_HASANTA}([{_SIGN}])", lambda found: (found[1],)),
        (f"([{_SIGN}]){_HASANTA}(.?)", lambda found: (_HASANTA + found[2] + found[1], found[1] + found[2])),
        # After a vowel a hasanta stands before য alone (অ্যা), and after এ of old spelling.
        (f"(?:[ইঈউঊঋঐঔও]|[অআএ](?={_HASANTA}(?!য))|[ঁংঃৎ]){_HASANTA}", lambda found: (found[0][:-1],)),
        ("([ঁংঃ])[ঁংঃ]+", lambda found: (found[1],)),
        (f"স{_HASANTA}হ", lambda _: (f"স{_HASANTA}থ",)),
    )
)
_ANY = pattern("|".join(f"(?:{seen})" for seen, _ in _FLAWS))


def flaw(word: str) -> tuple[str, ...] | None:
    """What a word was most likely meant as, if its letters cannot stand so; None where they can."""
    bare = JOINERS.sub("", word)
    if _ANY.search(bare) is None:
        return None
    for seen, meant in _FLAWS:
        found = pattern(seen).search(bare)
        if found is not None:
            made = (bare[: found.start()] + one + bare[found.end() :] for one in meant(found))
            return tuple(dict.fromkeys(nfc(one) for one in made if one))
    return ()

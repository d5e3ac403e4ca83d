"""The upazila or district that somebody types: any part of its name, in either language, spelled as it sounds."""

from __future__ import annotations

from functools import cache
from itertools import chain

from koyradesk.bengali.lazily import pattern
from koyradesk.directory import places
from koyradesk.directory.likeness import loose
from koyradesk.directory.places import Place

#: Fewer letters are in too many names to mean one.
_LEAST = 2
#: Ways to write one sound in Latin letters, as people do; the first that fits counts.
_SOUNDS = (
    (pattern(r"(?<=[bcdfghjklmnpqrstvwxz])y(?=[aeiou])"), ""),
    (pattern("ee|ea|y|e"), "i"),
    (pattern("oo|ou|u"), "u"),
    (pattern("o"), "a"),
    (pattern("ph"), "f"),
    (pattern("[vw]"), "b"),
    (pattern("[zx]"), "j"),
    (pattern("q|ck"), "k"),
    (pattern(r"(?<=[bcdfgjklmnprst])h"), ""),
    (pattern(r"(.)\1+"), r"\1"),
)


def find_places(typed: str, limit: int = 40) -> tuple[Place, ...]:
    """The upazilas and districts that a text can mean, the likeliest first: what begins so, what sounds so, what has it
    anywhere in its name."""
    wanted = "".join(loose(typed).split())
    if not wanted:
        return ()
    begins = (one for one in places.search(typed, limit) if one.level != "division")
    sounds = _sound(wanted)
    spoken = (
        one for one, heard, _ in _names() if len(sounds) >= _LEAST and any(name.startswith(sounds) for name in heard)
    )
    within = (one for one, _, names in _names() if len(wanted) >= _LEAST and any(wanted in name for name in names))
    found = dict.fromkeys(chain(begins, spoken, within))
    return tuple(found)[:limit]


@cache
def _names() -> tuple[tuple[Place, tuple[str, ...], tuple[str, ...]], ...]:
    """Each upazila and district with its names as they sound in Latin letters, and all of its names."""
    found = []
    for one in places.every().values():
        if one.level != "division":
            names = ["".join(loose(name).split()) for name in (one.bn, one.en, *one.also)]
            found.append((one, tuple(heard for name in names if (heard := _sound(name))), tuple(names)))
    return tuple(found)


def _sound(name: str) -> str:
    """A name in Latin letters as it sounds; "" for one in others."""
    if not name.isascii():
        return ""
    for written, sound in _SOUNDS:
        name = written.sub(sound, name)
    return name

"""The places of Bangladesh: 8 divisions, 64 districts, 495 upazilas, by code and by name, in Bengali or English.

Read from ``resources/places`` when first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from koyradesk.bengali.lazily import pattern
from koyradesk.directory.likeness import loose
from koyradesk.i18n import N_
from koyradesk.resources import resource

Level = Literal["division", "district", "upazila"]
#: The levels, the highest first, by what the file calls them.
_FILED: tuple[tuple[str, Level], ...] = (("divisions", "division"), ("districts", "district"), ("upazilas", "upazila"))
LEVELS: dict[Level, str] = {"division": N_("Division"), "district": N_("District"), "upazila": N_("Upazila")}
_BREAK = pattern(r"[\s,;/()।-]+")
#: How like a name must be to what was typed, where nothing begins so (a hundred: the same).
_LIKE = 75


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``above`` is the code of what it lies in, ``also`` other names it is found by."""

    code: str
    level: Level
    bn: str
    en: str
    above: str = ""
    also: tuple[str, ...] = ()

    def name(self, language: str = "bn") -> str:
        """Its name in a language."""
        return self.en if language == "en" else self.bn


@cache
def every() -> dict[str, Place]:
    """Every place by its code, the divisions first; districts and upazilas in the order of what they lie in."""
    filed = json.loads(resource("places", "places.json").read_text(encoding="utf-8"))
    found: dict[str, Place] = {}
    for name, level in _FILED:
        for code, *row in filed[name]:
            above = "" if level == "division" else row.pop(0)
            found[code] = Place(code, level, row[0], row[1], above, tuple(row[2]) if row[2:] else ())
    return found


def get(code: str) -> Place | None:
    """The place of a code, None where there is none."""
    return every().get(code)


def within(code: str) -> tuple[Place, ...]:
    """What lies directly in a place: the upazilas of a district; of "" the divisions."""
    return tuple(one for one in every().values() if one.above == code)


def path(code: str) -> tuple[Place, ...]:
    """A place and what it lies in, the smallest first; empty for a code that is none."""
    found = []
    one = get(code)
    while one is not None:
        found.append(one)
        one = get(one.above)
    return tuple(found)


def words(code: str, language: str = "bn") -> str:
    """A place as addresses have it, without the division: "কয়রা, খুলনা"; "" for a code that is none."""
    line = path(code)
    return ", ".join(one.name(language) for one in (line[:-1] or line))


def search(typed: str, limit: int = 20, *, level: Level | None = None) -> tuple[Place, ...]:
    """The places that a typed text can mean, in Bengali or English, by parts in any order ("কয়রা খুলনা", "koy khul").

    Each word begins a word of the place's names, or of what it lies in; at least one its own. Names that begin so come
    first, upazilas before districts before divisions where a name is of several. Where nothing begins so, names that
    are nearly so are given.
    """
    wanted = _parts(typed)
    if not wanted:
        return ()
    ranked = []
    for index, (place, own, above) in enumerate(_index()):
        if level is None or place.level == level:
            rank = _rank(wanted, own, above)
            if rank is not None:
                ranked.append((rank, _FINEST[place.level], index, place))
    if not ranked:
        return _nearly("".join(wanted), limit, level)
    return tuple(place for *_, place in sorted(ranked)[:limit])


def named(typed: str) -> Place | None:
    """The one place that a text names whole ("কয়রা, খুলনা", "Koyra"), None where none or several do."""
    wanted = _parts(typed)
    found = [place for place, own, above in _index() if any(_whole(wanted, name, above) for name in own) and wanted]
    return found[0] if len(found) == 1 else None


_FINEST = {"upazila": 0, "district": 1, "division": 2}
_Names = tuple[tuple[str, ...], ...]


@cache
def _index() -> tuple[tuple[Place, _Names, frozenset[str]], ...]:
    """Each place with the words of each of its names, and all words of what it lies in."""
    own = {code: tuple(_parts(name) for name in (one.bn, one.en, *one.also)) for code, one in every().items()}
    found = []
    for code, one in every().items():
        above = frozenset(word for higher in path(code)[1:] for name in own[higher.code] for word in name)
        found.append((one, own[code], above))
    return tuple(found)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in _BREAK.split(loose(text.replace("'", ""))) if part)


def _rank(wanted: tuple[str, ...], own: _Names, above: frozenset[str]) -> int | None:
    """How well a place is meant, 0 best; None: it is not."""
    best = None
    for name in own:
        if not any(_begins(part, name) for part in wanted):
            continue
        if all(_begins(part, name) or _begins(part, above) for part in wanted):
            rank = 0 if _whole(wanted, name, above) else 1 if name[0].startswith(wanted[0]) else 2
            best = rank if best is None else min(best, rank)
    return best


def _begins(part: str, words: Iterable[str]) -> bool:
    return any(word.startswith(part) for word in words)


def _whole(wanted: tuple[str, ...], name: tuple[str, ...], above: frozenset[str]) -> bool:
    """Are these the words of a name, perhaps followed by words of what it lies in?"""
    return wanted[: len(name)] == name and all(part in above for part in wanted[len(name) :])


def _nearly(wanted: str, limit: int, level: Level | None) -> tuple[Place, ...]:
    from rapidfuzz import fuzz

    ranked = []
    for index, (place, own, _) in enumerate(_index()):
        if level is None or place.level == level:
            like = max(fuzz.ratio(wanted, "".join(name)) for name in own)
            if like >= _LIKE:
                ranked.append((-like, _FINEST[place.level], index, place))
    return tuple(place for *_, place in sorted(ranked)[:limit])

"""Offices and committees as there is one in every upazila or district: ``resources/committees``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from koyradesk.beginning.shapes import CHAIR, MEMBER, SECRETARY, CommitteeKind, Level, OfficeKind, Seat
from koyradesk.bengali.text import nfc
from koyradesk.directory.likeness import loose
from koyradesk.resources import resource

LEVELS: tuple[Level, ...] = ("upazila", "district")


@cache
def _file(level: Level) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(nfc(resource("committees", f"{level}.toml").read_text(encoding="utf-8")))
    return found


@cache
def offices(level: Level) -> tuple[OfficeKind, ...]:
    """The usual offices, the one that leads first."""
    return tuple(
        OfficeKind(one["key"], level, one["name"], tuple(one.get("lines", ())), one["head"], one.get("also", ""))
        for one in _file(level)["office"]
    )


@cache
def committees(level: Level) -> tuple[CommitteeKind, ...]:
    """The usual committees, what every office has first; the standing committees of the parishad last."""
    return tuple(_committees(level))


def _committees(level: Level) -> Iterator[CommitteeKind]:
    told = _file(level)
    for one in told["committee"]:
        yield CommitteeKind(
            one["key"],
            level,
            one["name"],
            _seats(level, one["chair"], one["members"], one.get("secretary", ""), one.get("chair_role", CHAIR)),
            tuple(one["agenda"]),
            tuple(one["copies"]),
            one.get("also", ""),
        )
    standing = told.get("standing")
    if standing is None:
        return
    for number, (subject, chair, secretary) in enumerate(standing["subjects"], 1):
        yield CommitteeKind(
            f"standing-{number}",
            level,
            standing["name"].replace("{subject}", subject),
            _seats(level, chair, standing["members"], secretary, CHAIR),
            tuple(topic.replace("{subject}", subject) for topic in standing["agenda"]),
            tuple(standing["copies"]),
            f"{standing['also']} {subject}",
        )


def _seats(level: Level, chair: str, members: list[str], secretary: str, chair_role: str) -> tuple[Seat, ...]:
    posts = _file(level)["posts"]
    found = [Seat(chair, posts[chair], chair_role), *(Seat(one, posts[one], MEMBER) for one in members)]
    return (*found, Seat(secretary, posts[secretary], SECRETARY)) if secretary else tuple(found)


def post(level: Level, key: str) -> str:
    """The name of a post."""
    return str(_file(level)["posts"][key])


def usual_meeting(level: Level) -> dict[str, str]:
    """Time and place of a meeting, where nobody said others."""
    found: dict[str, str] = _file(level)["meeting"]
    return found


def office(level: Level, key: str) -> OfficeKind | None:
    """The kind of office of a key."""
    return next((one for one in offices(level) if one.key == key), None)


def committee(level: Level, key: str) -> CommitteeKind | None:
    """The kind of committee of a key."""
    return next((one for one in committees(level) if one.key == key), None)


@cache
def _found_by(level: Level, what: str) -> tuple[tuple[str, OfficeKind | CommitteeKind], ...]:
    every: tuple[OfficeKind | CommitteeKind, ...] = offices(level) if what == "office" else committees(level)
    return tuple((loose(" ".join((_bare(one.name), *_lines(one), one.also))), one) for one in every)


def find_offices(typed: str, level: Level) -> tuple[OfficeKind, ...]:
    """The kinds of office in whose names all words of a text stand, in either language."""
    return tuple(one for one in _matching(typed, level, "office") if isinstance(one, OfficeKind))


def find_committees(typed: str, level: Level, head: str = "") -> tuple[CommitteeKind, ...]:
    """The kinds of committee in whose names all words of a text stand. First those in which the post
    ``head`` is in the chair, or keeps the papers."""
    found = [one for one in _matching(typed, level, "committee") if isinstance(one, CommitteeKind)]
    return tuple(sorted(found, key=lambda one: _far(one, head)))


def _matching(typed: str, level: Level, what: str) -> Iterator[OfficeKind | CommitteeKind]:
    words = loose(typed).split()
    return (one for key, one in _found_by(level, what) if all(word in key for word in words))


def _far(one: CommitteeKind, head: str) -> bool:
    keeps = one.secretary.key if one.secretary else one.chair.key
    return bool(head) and head not in (one.chair.key, keeps)


def _lines(one: OfficeKind | CommitteeKind) -> tuple[str, ...]:
    return one.lines if isinstance(one, OfficeKind) else ()


def _bare(name: str) -> str:
    return name.replace("{place}", "")

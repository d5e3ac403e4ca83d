"""What each version of the program brought (কী নতুন), as data: told once after an update, and there to be read later."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from koyradesk.resources import resource


class Version(NamedTuple):
    """Lines for an office, in Bengali and in English."""

    number: str
    bn: tuple[str, ...]
    en: tuple[str, ...]

    def said(self, language: str) -> tuple[str, ...]:
        return self.bn if language == "bn" else self.en


@cache
def versions() -> tuple[Version, ...]:
    """Every version, the newest first."""
    held = tomllib.loads(resource("news.toml").read_text(encoding="utf-8"))["version"]
    made = [Version(one["number"], tuple(one["bn"]), tuple(one["en"])) for one in held]
    return tuple(sorted(made, key=lambda one: order(one.number), reverse=True))


def order(number: str) -> tuple[int, ...]:
    """A version's number, to be compared: "0.10.0" comes after "0.9.2"."""
    parts = number.split("+")[0].split(".")
    return tuple(int(part) if part.isdecimal() else -1 for part in parts)


def since(seen: str, now: str) -> bool:
    """Whether there is anything to be told to who saw the version ``seen`` last and has ``now``."""
    return order(seen) < order(now) and any(order(seen) < order(one.number) <= order(now) for one in versions())

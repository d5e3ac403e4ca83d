"""Which pages the handbook has, in which order, and which of them helps at which place of the window."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from koyradesk.handbook.reading import Page, read
from koyradesk.resources import handbook

#: What it falls back to: how to use the handbook.
_FIRST = "help"


class Group(NamedTuple):
    """Pages that belong together, by their slugs."""

    title: str
    pages: tuple[str, ...]


class Spot(NamedTuple):
    """A page and where in it; "" for its top."""

    slug: str
    anchor: str = ""


class Contents:
    """The handbook in a folder. Pages are read when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        held = tomllib.loads((folder / "contents.toml").read_text(encoding="utf-8"))
        self.groups = tuple(Group(one["title"], tuple(one["pages"])) for one in held["group"])
        #: The places of each page.
        self.places: dict[str, tuple[str, ...]] = {slug: tuple(page["at"]) for slug, page in held["page"].items()}
        self._at = {place: slug for slug, places in self.places.items() for place in places}
        self._read: dict[str, Page] = {}

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The pages that are there, in their order."""
        listed = [slug for group in self.groups for slug in group.pages]
        return tuple(slug for slug in listed if (self.folder / f"{slug}.md").is_file())

    def page(self, slug: str) -> Page:
        """A page, read once.

        Raises:
            KeyError: there is none of that name.
        """
        if slug not in self._read:
            if slug not in self.slugs:
                raise KeyError(slug)
            self._read[slug] = read(slug, (self.folder / f"{slug}.md").read_text(encoding="utf-8"))
        return self._read[slug]

    def spot(self, places: Iterable[str]) -> Spot:
        """Where the handbook helps at the first of the places that any page knows; places are tried with what stands
        before their stroke, too."""
        for place in places:
            for one in (place, place.partition("/")[0]):
                if (slug := self._at.get(one, "")) in self.slugs:
                    return Spot(slug, self.page(slug).anchor(one))
        return Spot(_FIRST if _FIRST in self.slugs else self.slugs[0])

    def helps(self, place: str) -> str:
        """The page that is listed for exactly this place; "" for none."""
        return self._at.get(place, "")

    def follow(self, link: str, here: str) -> Spot | None:
        """Where a link on the page ``here`` leads; None where there is nothing."""
        file, _, anchor = link.partition("#")
        slug = file.removesuffix(".md") if file else here
        if slug not in self.slugs or (file and not file.endswith(".md")):
            return None
        return Spot(slug, anchor) if not anchor or anchor in self.page(slug).anchors else None


@cache
def contents() -> Contents:
    """The program's own handbook."""
    return Contents(handbook())

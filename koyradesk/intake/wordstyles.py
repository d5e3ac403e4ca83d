"""The styles of a Word file: in which font, bold or underlined, is a run? Asked of the run, its style, the paragraph's
style and what all begin with, in that order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from koyradesk.bengali.bijoy.fonts import is_bijoy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Styles that one stands on at the most: some files turn in a circle.
_DEEPEST = 12


def value(element: Element | None, otherwise: str = "") -> str:
    """What an element says in its ``val``."""
    return element.get(f"{W}val", otherwise) if element is not None else otherwise


def number(element: Element | None, otherwise: int = 0) -> int:
    """The same as a number."""
    said = value(element)
    return int(said[:6]) if said.lstrip("-").isdecimal() else otherwise


def on(element: Element | None) -> bool:
    """Is a property that can be turned off there, and on?"""
    return element is not None and value(element, "true") not in ("0", "false", "off", "none")


class Styles:
    """``word/styles.xml``."""

    def __init__(self, root: Element) -> None:
        styles = [one for one in root.iter(f"{W}style") if one.get(f"{W}styleId")]
        self._styles = {one.get(f"{W}styleId", ""): one for one in styles}
        self._usual = next(
            (one.get(f"{W}styleId", "") for one in styles
             if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true")),
            "",
        )  # fmt: skip
        self._all = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.names_bijoy = cache(is_bijoy)

    def of_paragraph(self, paragraph: Element) -> str:
        """The style of a paragraph."""
        return value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._usual

    def above(self, style: str) -> Iterator[Element]:
        """A style, and those it stands on."""
        for _ in range(_DEEPEST):
            held = self._styles.get(style)
            if held is None:
                return
            yield held
            style = value(held.find(f"{W}basedOn"))

    def is_bijoy(self, given: Element | None, style: str) -> bool:
        """Is a run set in a font of Bijoy? Bijoy's letters are Latin to Word, so that font counts."""
        for look in self._looks(given, style):
            fonts = look.find(f"{W}rFonts")
            if fonts is None:
                continue
            named = [fonts.get(f"{W}{kind}", "") for kind in ("ascii", "hAnsi")]
            if any(named):
                return any(map(self.names_bijoy, named))
            if fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme"):
                return False
        return False

    def marks(self, given: Element | None, style: str) -> tuple[bool, bool]:
        """Is a run bold; is it underlined?"""
        found = []
        for name in ("b", "u"):
            said = (look.find(f"{W}{name}") for look in self._looks(given, style))
            found.append(on(next((one for one in said if one is not None), None)))
        return found[0], found[1]

    def _looks(self, given: Element | None, style: str) -> Iterator[Element]:
        if given is not None:
            yield given
            yield from self._of(value(given.find(f"{W}rStyle")))
        yield from self._of(style)
        if self._all is not None:
            yield self._all

    def _of(self, style: str) -> Iterator[Element]:
        for held in self.above(style):
            if (look := held.find(f"{W}rPr")) is not None:
                yield look

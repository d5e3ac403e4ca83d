"""The numbers that Word puts before the paragraphs of lists: they stand nowhere in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

from koyradesk.bengali import numbering
from koyradesk.intake.wordstyles import Styles, W, number, value

_PLACE = re.compile(r"%(\d)")
_LEVELS = 9
#: What Word calls its numbers -> the first of them.
_FIRST = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


class Lists:
    """``word/numbering.xml``, and how far each list has counted."""

    def __init__(self, root: Element) -> None:
        levels = {
            one.get(f"{W}abstractNumId", ""): {number_of(level): level for level in one.iter(f"{W}lvl")}
            for one in root.iter(f"{W}abstractNum")
        }
        self._levels: dict[str, dict[int, Element]] = {}
        for one in root.iter(f"{W}num"):
            own = levels.get(value(one.find(f"{W}abstractNumId")), {})
            changed = {number_of(level): level for level in one.iter(f"{W}lvl")}
            self._levels[one.get(f"{W}numId", "")] = own | changed
        self._counted: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, paragraph: Element, styles: Styles) -> tuple[str, bool]:
        """The number or bullet of a paragraph, and whether it is set in a font of Bijoy; "" where it has none."""
        given = paragraph.find(f"{W}pPr/{W}numPr")
        if given is None:
            above = (style.find(f"{W}pPr/{W}numPr") for style in styles.above(styles.of_paragraph(paragraph)))
            given = next((one for one in above if one is not None), None)
        if given is None:
            return "", False
        held = value(given.find(f"{W}numId"))
        at = max(0, min(_LEVELS - 1, number(given.find(f"{W}ilvl"))))
        level = self._levels.get(held, {}).get(at)
        if level is None:
            return "", False
        counted = self._counted[held]
        start = number(level.find(f"{W}start"), 1)
        counted[at] = counted[at] + 1 if at in counted else start
        for deeper in [one for one in counted if one > at]:
            del counted[deeper]
        kind = value(level.find(f"{W}numFmt"), "decimal")
        if kind in ("bullet", "none"):
            return ("•" if kind == "bullet" else ""), False
        said = _PLACE.sub(lambda place: self._number(held, int(place[1]) - 1), value(level.find(f"{W}lvlText")))
        return said, styles.is_bijoy(level.find(f"{W}rPr"), "")

    def _number(self, held: str, at: int) -> str:
        count = self._counted[held].get(at, 1)
        level = self._levels[held].get(at)
        kind = value(level.find(f"{W}numFmt"), "decimal") if level is not None else "decimal"
        if kind == "decimalZero":
            return f"{count:02}"
        if kind in _FIRST:
            try:
                return numbering.nth(_FIRST[kind] + ".", count).removesuffix(".")
            except ValueError:
                return str(count)
        return str(count)


def number_of(level: Element) -> int:
    """Which level of a list this is."""
    said = level.get(f"{W}ilvl", "0")
    return int(said[:2]) if said.isdecimal() else 0

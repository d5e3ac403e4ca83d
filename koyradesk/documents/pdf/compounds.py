"""Letters with all their signs as glyphs of their own: composite glyphs added to a subset font.

HarfBuzz shows a Bengali letter with its signs as several glyphs, some of them left of what they follow in the text. As
one composite glyph (TrueType: outlines of other glyphs, each moved) the letter has one code and one meaning, so whoever
reads the PDF gets the text in its own order without being told twice.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from koyradesk.documents.sfnt import tables_of, written

#: Flags of a component (OpenType specification, "glyf"): offsets are words, and offsets at all; more components follow.
_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020


class Part(NamedTuple):
    """A glyph of a compound, moved from the compound's origin, in font units."""

    number: int
    x: int
    y: int


class Compound(NamedTuple):
    """Some glyphs as one, ``advance`` font units wide."""

    advance: int
    parts: tuple[Part, ...]


class Box(NamedTuple):
    """The edges of an outline in font units."""

    left: int
    bottom: int
    right: int
    top: int


@dataclass(frozen=True, slots=True)
class Extended:
    """A font file with compounds, and the number of the first of them; the others follow."""

    data: bytes
    first: int


def extend(font: bytes, compounds: Sequence[tuple[Compound, Box]]) -> Extended:
    """A TrueType font with the compounds, in order, after its own glyphs."""
    tables = tables_of(font)
    maxp, hhea, head = bytearray(tables["maxp"]), bytearray(tables["hhea"]), bytearray(tables["head"])
    [count] = struct.unpack_from(">H", maxp, 4)
    if not compounds:
        return Extended(font, count)
    outlines, places = bytearray(tables["glyf"]), _places(tables["loca"], head)
    metrics = _metrics(tables["hmtx"], struct.unpack_from(">H", hhea, 34)[0], count)
    for compound, box in compounds:
        outlines += bytes(-len(outlines) % 4)
        places[-1] = len(outlines)
        outlines += _outline(compound.parts, box)
        places.append(len(outlines))
        metrics += struct.pack(">Hh", compound.advance, box.left)
    total = count + len(compounds)
    struct.pack_into(">H", hhea, 34, total)
    struct.pack_into(">h", head, 50, 1)  # long places
    _measure(maxp, total, max(len(compound.parts) for compound, _ in compounds))
    tables |= {"glyf": bytes(outlines), "loca": struct.pack(f">{len(places)}I", *places), "hmtx": bytes(metrics)}
    return Extended(written(tables | {"maxp": bytes(maxp), "hhea": bytes(hhea), "head": bytes(head)}), count)


def _places(loca: bytes, head: bytes | bytearray) -> list[int]:
    """Where each outline begins, and where the last one ends."""
    if struct.unpack_from(">h", head, 50)[0]:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca)]


def _metrics(hmtx: bytes, full: int, count: int) -> bytearray:
    """Width and left edge of every glyph: those that shared the last width get their own."""
    metrics, wide = bytearray(hmtx[: 4 * full]), hmtx[4 * full - 4 : 4 * full - 2]
    for place in range(4 * full, 4 * full + 2 * (count - full), 2):
        metrics += wide + hmtx[place : place + 2]
    return metrics


def _outline(parts: tuple[Part, ...], box: Box) -> bytes:
    found = bytearray(struct.pack(">h4h", -1, *box))
    for index, (number, x, y) in enumerate(parts, 1):
        found += struct.pack(">2H2h", _WORDS | _OFFSETS | (_MORE if index < len(parts) else 0), number, x, y)
    return bytes(found)


def _measure(maxp: bytearray, total: int, most: int) -> None:
    """Tells readers of the font how large its glyphs can get; too large does no harm."""
    points, contours, deep_points, deep_contours = struct.unpack_from(">4H", maxp, 6)
    [components, depth] = struct.unpack_from(">2H", maxp, 28)
    largest = (min(0xFFFF, most * max(points, deep_points)), min(0xFFFF, most * max(contours, deep_contours)))
    struct.pack_into(">H", maxp, 4, total)
    struct.pack_into(">2H", maxp, 10, *largest)
    struct.pack_into(">2H", maxp, 28, max(components, most), depth + 1)

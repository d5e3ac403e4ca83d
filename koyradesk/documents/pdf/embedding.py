"""Fonts as they stand in a PDF: the outlines of the glyphs a paper uses, and what each of its codes stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from koyradesk.documents.pdf.compounds import Compound
from koyradesk.documents.pdf.faces import Face

#: What a font name in a PDF had better not hold.
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9-]")

#: PDF/A-2, 6.1.13: a name has at most 127 bytes, this one seven before it.
_LONGEST_NAME = 120

#: What a code stands for (glyph, text), and the code.
_Codes = tuple[tuple[tuple[int | Compound, str], int], ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """What a font and its codes become: the streams of outlines, glyphs and texts, and the width of each code."""

    name: str
    outlines: bytes
    glyphs: bytes
    texts: bytes
    widths: tuple[float, ...]


def embed(pdf: pikepdf.Pdf, face: Face, codes: dict[tuple[int | Compound, str], int]) -> pikepdf.Object:
    """A composite font: outlines of the used glyphs, and for each code its glyph, width and what it stands for."""
    made = _make(face, tuple(codes.items()))
    name = Name(f"/{made.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([-1000, round(face.descent), 2000, round(face.ascent)]),
        ItalicAngle=0,
        Ascent=round(face.ascent),
        Descent=round(face.descent),
        CapHeight=700,
        StemV=140 if face.name.endswith("Bold") else 80,
        FontFile2=pdf.make_stream(made.outlines, Length1=len(made.outlines)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=0,
        W=Array([0, Array(made.widths)]),
        CIDToGIDMap=pdf.make_stream(made.glyphs),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(made.texts),
        )
    )


# A keystroke seldom brings a glyph that the paper has not got.
@lru_cache(maxsize=16)
def _make(face: Face, codes: _Codes) -> _Made:
    program = _program(face, frozenset(glyph for (glyph, _), _ in codes))
    widths = [0.0] * (max(code for _, code in codes) + 1)
    glyphs = bytearray(2 * len(widths))
    for (glyph, _), code in codes:
        widths[code] = round(face.advance(glyph), 2)
        number = program.numbers[glyph] if isinstance(glyph, Compound) else glyph
        glyphs[2 * code : 2 * code + 2] = number.to_bytes(2, "big")
    name = f"{_prefix(program.data)}+{_NOT_IN_NAMES.sub('', face.name)[:_LONGEST_NAME] or 'Font'}"
    return _Made(name, program.data, bytes(glyphs), _to_unicode(codes), tuple(widths))


@dataclass(frozen=True, slots=True)
class _Program:
    """A font file with the glyphs of a paper, and the numbers of its compounds there."""

    data: bytes
    numbers: dict[Compound, int]


# Whatever the order in which they are used.
@lru_cache(maxsize=16)
def _program(face: Face, glyphs: frozenset[int | Compound]) -> _Program:
    compounds = sorted(glyph for glyph in glyphs if isinstance(glyph, Compound))
    simple = {glyph for glyph in glyphs if not isinstance(glyph, Compound)}
    font = face.extended(
        face.subset(frozenset(simple | {part.number for compound in compounds for part in compound.parts})), compounds
    )
    return _Program(font.data, {compound: number for number, compound in enumerate(compounds, font.first)})


def _prefix(data: bytes) -> str:
    """Six capital letters that name this subset."""
    number = crc32(data)
    return "".join(chr(65 + (number >> (4 * place)) % 26) for place in range(6))


def _to_unicode(codes: _Codes) -> bytes:
    """What each code stands for, for readers that pass over ActualText."""
    # A mark at the head of a text that was pasted with it says no-break of no width: the sign for that may stand here.
    meant = [(code, text.replace("\ufeff", "\u2060")) for (_, text), code in codes if text]
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in meant]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        parts += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")

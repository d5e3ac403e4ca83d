"""Fonts in a DOCX: the bundled ones go along, for hardly any office PC has them; and a small one for page numbers.

Word and LibreOffice count pages in ASCII digits (neither knows Bengali ones for its PAGE field), so these digits get a
font of their own in which they look Bengali. Where embedded fonts are not read, they are digits like any others.
"""

from __future__ import annotations

import struct
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from koyradesk.documents.docx.looks import NAMESPACE
from koyradesk.documents.pdf.faces import FAMILIES, files, load
from koyradesk.documents.sfnt import tables_of, written

#: The font of page numbers, and whose digits it has where the paper's own font is not on this PC.
DIGITS, STAND_IN = "Koyradesk Digits", "Noto Serif Bengali"
_BENGALI_ZERO = 0x09E6
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font file within a DOCX: whose face it is, the key it is hidden under, and its bytes."""

    family: str
    face: str
    key: str
    data: bytes


def embedded(family: str, *, numbers: bool) -> list[Embedded]:
    """The fonts that go along with a paper. One that the office has bought or found itself is not ours to hand on."""
    found = []
    if family in FAMILIES:
        regular, bold = files(family)
        found = [_hidden(family, "Regular", regular), _hidden(family, "Bold", bold)]
    if numbers:
        path = files(family if family in FAMILIES else STAND_IN)[0]
        found.append(_covered(DIGITS, "Regular", digits(path)))
    return found


def table(fonts: list[Embedded], references: list[str]) -> str:
    """The content of fontTable.xml; ``references`` lead to the parts the fonts are in."""
    families: dict[str, str] = {}
    for font, reference in zip(fonts, references, strict=True):
        entry = f'<w:embed{font.face} r:id="{reference}" w:fontKey="{font.key}"/>'
        families[font.family] = families.get(font.family, "") + entry
    listed = "".join(
        f'<w:font w:name="{name}"><w:charset w:val="00"/><w:family w:val="auto"/><w:pitch w:val="variable"/>'
        f"{entries}</w:font>"
        for name, entries in families.items()
    )
    return f'<w:fonts {NAMESPACE} xmlns:r="{_RELATIONS}">{listed}</w:fonts>'


@cache
def _hidden(family: str, face: str, path: Path) -> Embedded:
    return _covered(family, face, path.read_bytes())


def _covered(family: str, face: str, data: bytes) -> Embedded:
    """A font as the format wants it: its first 32 bytes XORed with a key that stands beside it (ISO/IEC 29500-4,
    "Font Embedding")."""
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:koyradesk:{family}:{face}")
    mask = key.bytes[::-1] * 2
    head = bytes(one ^ other for one, other in zip(data[:32], mask, strict=True))
    return Embedded(family, face, f"{{{key}}}".upper(), head + data[32:])


@cache
def digits(path: Path) -> bytes:
    """A font of ten glyphs: the Bengali digits of a font file, in the places of the ASCII ones."""
    face = load(path)
    glyphs = [face.hb_font.get_nominal_glyph(_BENGALI_ZERO + number) for number in range(10)]
    small = face.subset(frozenset(glyph for glyph in glyphs if glyph))
    tables = tables_of(small)
    original = tables_of(path.read_bytes())
    # Its first and last character stand at 64 (OpenType specification, "OS/2").
    tables["OS/2"] = original["OS/2"][:64] + struct.pack(">2H", ord("0"), ord("9")) + original["OS/2"][68:]
    tables["post"] = struct.pack(">L", 0x00030000) + original["post"][4:32]
    tables["cmap"] = _map(glyphs)
    tables["name"] = _names()
    return written(tables)


def _map(glyphs: list[int]) -> bytes:
    """A cmap of format 4 (segments) with the ten digits."""
    # Each digit is a segment of its own: the glyphs need not follow one another. The last segment ends the table.
    codes = [*range(ord("0"), ord("9") + 1), 0xFFFF]
    deltas = [(glyph - code) & 0xFFFF for glyph, code in zip([*glyphs, 0], codes, strict=True)]
    count = len(codes)
    reach = 2 * 2 ** (count.bit_length() - 1)
    body = struct.pack(">4H", count * 2, reach, count.bit_length() - 1, count * 2 - reach)
    for column in (codes, [0], codes, deltas, [0] * count):
        body += struct.pack(f">{len(column)}H", *column)
    segments = struct.pack(">3H", 4, len(body) + 6, 0) + body
    return struct.pack(">4HL", 0, 1, 3, 1, 12) + segments


def _names() -> bytes:
    """The names of the font, in the form that Windows reads."""
    said = {1: DIGITS, 2: "Regular", 3: DIGITS, 4: DIGITS, 5: "Version 1.0", 6: DIGITS.replace(" ", "")}
    records, texts = b"", b""
    for number, text in said.items():
        words = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(words), len(texts))
        texts += words
    return struct.pack(">3H", 0, len(said), 6 + len(records)) + records + texts

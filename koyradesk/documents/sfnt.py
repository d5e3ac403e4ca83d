"""TrueType files as their tables, and tables as a file (OpenType specification, "OpenType Font File")."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_TRUETYPE = 0x00010000
_CHECKSUM_MAGIC = 0xB1B0AFBA
#: Where the table "head" has the checksum of the whole file.
_ADJUSTMENT = 8


def tables_of(font: bytes) -> dict[str, bytes]:
    """The tables of a font file, by tag."""
    [count] = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4s3I", font, 12 + 16 * index) for index in range(count))
    return {tag.decode("ascii"): font[start : start + length] for tag, _, start, length in entries}


def written(tables: Mapping[str, bytes]) -> bytes:
    """The font file of these tables, with their checksums."""
    head = bytearray(tables["head"])
    struct.pack_into(">I", head, _ADJUSTMENT, 0)
    count = len(tables)
    power = count.bit_length() - 1
    offset = 12 + 16 * count
    listed = bytearray(struct.pack(">I4H", _TRUETYPE, count, 16 << power, power, 16 * count - (16 << power)))
    body = bytearray()
    places: dict[str, int] = {}
    for tag, data in sorted({**tables, "head": bytes(head)}.items()):
        places[tag] = offset + len(body)
        listed += struct.pack(">4s3I", tag.encode("ascii"), _sum(data), places[tag], len(data))
        body += data + bytes(-len(data) % 4)
    whole = listed + body
    struct.pack_into(">I", whole, places["head"] + _ADJUSTMENT, (_CHECKSUM_MAGIC - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF

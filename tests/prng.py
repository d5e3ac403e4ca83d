"""What Wine 8 lacks and cryptography asks for: Windows' own source of chance, told by another name of the same.

bcryptprimitives.dll has one function, ``ProcessPrng``, which is ``SystemFunction036`` of advapi32 (RtlGenRandom) again.
A library that only says so holds no code: a header and a table (PE32+, as Microsoft's "PE Format" describes it).
"""

from __future__ import annotations

import struct
from pathlib import Path

_NAME, _SAYS, _MEANS = b"bcryptprimitives.dll\0", b"ProcessPrng\0", b"advapi32.SystemFunction036\0"
#: Where the one section lies, in the file and in memory, and how large each is there.
_FILE, _MEMORY = 0x200, 0x1000


def put(drive: Path) -> None:
    """Puts it beside Wine's own libraries, where Wine has none; Wine 10 brings it."""
    path = drive / "windows" / "system32" / "bcryptprimitives.dll"
    if not path.exists():
        path.write_bytes(_library())


def _library() -> bytes:
    # The table, then a list of one function, of one name, of one ordinal; then the texts.
    lists = _MEMORY + 40
    texts = lists + 10
    name, says, means = texts, texts + len(_NAME), texts + len(_NAME) + len(_SAYS)
    table = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, name, 1, 1, 1, lists, lists + 4, lists + 8)
    # A function whose address lies in this very section is a name of another library's.
    table += struct.pack("<IIH", means, says, 0) + _NAME + _SAYS + _MEANS
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack("<HBBIIIII", 0x20B, 0, 0, 0, _FILE, 0, 0, _MEMORY)
    optional += struct.pack(
        "<QIIHHHHHHIIIIHH", 0x180000000, _MEMORY, _FILE, 6, 0, 0, 0, 6, 0, 0, 2 * _MEMORY, _FILE, 0, 2, 0
    )
    optional += struct.pack("<QQQQII", 1 << 20, 1 << 12, 1 << 20, 1 << 12, 0, 16)
    optional += struct.pack("<II", _MEMORY, len(table)) + bytes(8 * 15)
    section = struct.pack("<8sIIIIIIHHI", b".rdata", len(table), _MEMORY, _FILE, _FILE, 0, 0, 0, 0, 0x40000040)
    head = b"MZ" + bytes(58) + struct.pack("<I", 64) + coff + optional + section
    return head.ljust(_FILE, b"\0") + table.ljust(_FILE, b"\0")

"""A Windows library that a Wine lacks and Windows has: made of nothing but names that lead to another library's."""

from __future__ import annotations

import struct

_SECTION = 0x1000
_FILE = 0x200
#: A library for 64-bit Windows, which may lie anywhere in memory.
_X64, _LIBRARY, _CONSOLE, _ANYWHERE = 0x8664, 0x2022, 3, 0x140
_READ_ONLY = 0x40000040


def forwarding(name: str, function: str, target: str) -> bytes:
    """The file of a library ``name`` ("x.dll") whose one ``function`` is ``target`` ("other.Function") of another one.

    As "PE Format" of Microsoft's documentation tells: an export whose address lies in the table itself is a forwarder.
    """
    exports = _exports(name.encode(), function.encode(), target.encode())
    raw = exports.ljust(_FILE, b"\0")
    coff = struct.pack("<HHIIIHH", _X64, 1, 0, 0, 0, 240, _LIBRARY)
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, _FILE, 0, 0, _SECTION)
    optional += struct.pack("<QIIHHHHHHIIII", 0x180000000, _SECTION, _FILE, 6, 0, 0, 0, 6, 0, 0, 2 * _SECTION, _FILE, 0)
    optional += struct.pack("<HHQQQQII", _CONSOLE, _ANYWHERE, 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    optional += struct.pack("<II", _SECTION, len(exports)) + bytes(15 * 8)
    section = struct.pack("<8sIIIIIIHHI", b".rdata", len(exports), _SECTION, _FILE, _FILE, 0, 0, 0, 0, _READ_ONLY)
    head = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + coff + optional + section
    return head.ljust(_FILE, b"\0") + raw


def _exports(name: bytes, function: bytes, target: bytes) -> bytes:
    addresses = _SECTION + 40
    names, ordinals, texts = addresses + 4, addresses + 8, addresses + 10
    where_function = texts + len(name) + 1
    where_target = where_function + len(function) + 1
    table = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, texts, 1, 1, 1, addresses, names, ordinals)
    return table + struct.pack("<IIH", where_target, where_function, 0) + b"\0".join([name, function, target, b""])

"""What a part was linked with comes along or is Windows' own: Wine has libraries that a fresh Windows has not."""

from __future__ import annotations

import struct

import windows_parts

PAYLOAD = windows_parts.HOME / "payload"
#: What every Windows 10 brings (beside these, all names that begin with api-ms-win- or ext-ms-).
_OWN = """
advapi32 authz bcrypt bcryptprimitives cfgmgr32 comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dbghelp
dcomp dnsapi dwmapi dwrite dxgi gdi32 imm32 iphlpapi kernel32 mpr msvcrt ncrypt netapi32 ntdll ole32
oleaut32 pdh powrprof propsys psapi rpcrt4 rstrtmgr secur32 setupapi shcore shell32 shlwapi ucrtbase
uiautomationcore user32 userenv usp10 uxtheme version windowscodecs winhttp winmm winspool.drv ws2_32
wsock32 wtsapi32
"""
OWN = frozenset(_OWN.split())


def imports(raw: bytes) -> list[str]:
    """The libraries in the import table of a 64-bit PE file."""
    (head,) = struct.unpack_from("<I", raw, 0x3C)
    count, optional = struct.unpack_from("<H12xH", raw, head + 6)
    start = head + 24
    (table,) = struct.unpack_from("<I", raw, start + 112 + 8)
    sections = [struct.unpack_from("<8xIIII", raw, start + optional + 40 * at) for at in range(count)]

    def place(address: int) -> int:
        (found,) = [
            address - virtual + where
            for size, virtual, raw_size, where in sections
            if virtual <= address < virtual + max(size, raw_size)
        ]
        return found

    found = []
    at = place(table) if table else None
    while at is not None:
        (name,) = struct.unpack_from("<I", raw, at + 12)
        if not name:
            break
        begin = place(name)
        found.append(raw[begin : raw.index(b"\0", begin)].decode("ascii").lower())
        at += 20
    return found


def test_every_library_is_there():
    binaries = [path for path in PAYLOAD.rglob("*") if path.suffix in (".dll", ".pyd", ".exe")]
    assert len(binaries) > 60
    brought = {path.name.lower() for path in binaries}
    lacking = {
        f"{path.name} wants {name}"
        for path in binaries
        for name in imports(path.read_bytes())
        if name not in brought
        and not name.startswith(("api-ms-win-", "ext-ms-"))
        and name.removesuffix(".dll") not in OWN
    }
    assert lacking == set()

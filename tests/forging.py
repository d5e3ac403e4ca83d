"""Bundles put together by hand, so that any part of them can be wrong: a bag of files, sealed as it should be or not,
zipped by Python's own ``zipfile`` in the form of docs/bundle-format.md, and then patched."""

from __future__ import annotations

import bz2
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import bundles
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from koyradesk.exchange import sshsig
from koyradesk.exchange.shapes import BUNDLE

Files = Mapping[str, bytes]
ROOT = "koyra/"
TAGS = ("bag-info.txt", "bagit.txt", "koyradesk.pub", "koyradesk.sig", "manifest-sha256.txt", "tagmanifest-sha256.txt")
#: Operations of so many bytes are packed by bzip2, more are deflated.
FEW = 2097152
DATA = {"bundle": "data/bundle.json", "heads": "data/heads.jsonl", "ops": "data/ops.jsonl"}
#: Field -> its place and form in a local header, in a line of the directory.
FIELDS = {
    "needs": (4, 6, "<H"),
    "flags": (6, 8, "<H"),
    "method": (8, 10, "<H"),
    "time": (10, 12, "<H"),
    "crc": (14, 16, "<L"),
    "packed": (18, 20, "<L"),
    "size": (22, 24, "<L"),
    "by": (None, 4, "<H"),
    "mode": (None, 38, "<L"),
    "disk": (None, 34, "<H"),
    "at": (None, 42, "<L"),
}
END_FIELDS = {"disk": (4, "<H"), "here": (8, "<H"), "all": (10, "<H"), "length": (12, "<L"), "at": (16, "<L")}


def files(data: bytes) -> dict[str, bytes]:
    """What is in a good bundle, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {info.filename.removeprefix(ROOT): zipped.read(info) for info in zipped.infolist()}


@cache
def good() -> bytes:
    return bundles.small().data


def small() -> dict[str, bytes]:
    """The files of a small good bundle."""
    return files(good())


def listing(content: Files) -> bytes:
    return "".join(f"{hashlib.sha256(content[name]).hexdigest()}  {name}\n" for name in sorted(content)).encode()


def sealed(
    content: Files, *, fixed: Files | None = None, key: Ed25519PrivateKey = bundles.KEY, namespace: str = BUNDLE
) -> dict[str, bytes]:
    """The data with everything that makes them a signed bag; ``fixed`` are files that stay as they are."""
    data = {name: one for name, one in content.items() if name.startswith("data/")}
    others = {name: one for name, one in content.items() if name not in data and name not in TAGS}
    fixed = fixed or {}
    tags = {
        "bag-info.txt": b"Koyradesk-Format: 1\nPayload-Oxum: %d.%d\n" % (sum(map(len, data.values())), len(data)),
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "koyradesk.pub": sshsig.public_line(key).encode() + b"\n",
        "manifest-sha256.txt": listing(data),
    }
    tags |= {name: fixed[name] for name in tags.keys() & fixed.keys()}
    signed = fixed.get("tagmanifest-sha256.txt", listing(tags))
    signature = sshsig.sign(key, namespace, signed).encode()
    tags |= {"koyradesk.sig": fixed.get("koyradesk.sig", signature), "tagmanifest-sha256.txt": signed}
    return {**dict(sorted(data.items())), **dict(sorted({**tags, **others}.items()))}


def method(name: str, size: int) -> int:
    """How a file is packed."""
    if name.startswith("data/blobs/"):
        return zipfile.ZIP_STORED
    return zipfile.ZIP_BZIP2 if name == DATA["ops"] and size <= FEW else zipfile.ZIP_DEFLATED


def zipped(content: Files | Iterable[tuple[str, bytes]], *, root: str = ROOT) -> bytes:
    """The zip of files, in the order given. Names that begin with "!" stand outside the folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in content.items() if isinstance(content, Mapping) else content:
            info = zipfile.ZipInfo(name[1:] if name.startswith("!") else root + name)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = method(name, len(data))
            target.writestr(info, data)
    return out.getvalue()


def changed(**data: bytes | None) -> bytes:
    """A bundle, signed anew, in which some of the data (bundle, heads, ops) are others; None: not there."""
    content = small()
    for short, one in data.items():
        content.pop(DATA[short])
        if one is not None:
            content[DATA[short]] = one
    return zipped(sealed(content))


def headers(data: bytes, name: str) -> tuple[int, int]:
    """Where the local header of a file and its line in the directory begin."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        local, at = opened.getinfo(ROOT + name).header_offset, opened.start_dir
        for info in opened.infolist():
            if info.filename == ROOT + name:
                break
            at += 46 + len(info.filename.encode()) + len(info.extra) + len(info.comment)
    return local, at


def patched(
    data: bytes, name: str = "data/ops.jsonl", *, local: bool = True, central: bool = True, **values: int
) -> bytes:
    """The zip with fields of a file's headers set to other values."""
    out, places = bytearray(data), headers(data, name)
    for field, value in values.items():
        for wanted, start, at in zip((local, central), places, FIELDS[field], strict=False):
            if wanted and at is not None:
                struct.pack_into(str(FIELDS[field][2]), out, start + int(at), value)
    return bytes(out)


def renamed(data: bytes, name: str, to: bytes, *, local: bool = True, central: bool = True) -> bytes:
    """The zip with a file's name replaced by one as long, in one header or both."""
    assert len(to) == len(ROOT + name)
    out, (first, second) = bytearray(data), headers(data, name)
    for wanted, at in ((local, first + 30), (central, second + 46)):
        if wanted:
            out[at : at + len(to)] = to
    return bytes(out)


def end(data: bytes, **values: int) -> bytes:
    """The zip with fields of its end set to other values."""
    out = bytearray(data)
    for field, value in values.items():
        place, form = END_FIELDS[field]
        struct.pack_into(form, out, len(data) - 22 + place, value)
    return bytes(out)


@dataclass(frozen=True)
class Part:
    """A file already packed, and what its headers say of it."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int = zipfile.ZIP_DEFLATED

    @property
    def needs(self) -> int:
        return 46 if self.method == zipfile.ZIP_BZIP2 else 20

    def common(self) -> bytes:
        return struct.pack("<5H3L", self.needs, 0, self.method, 0, 0x21, self.crc, len(self.packed), self.size)

    def local(self) -> bytes:
        whole = (ROOT + self.name).encode()
        return b"PK\3\4" + self.common() + struct.pack("<2H", len(whole), 0) + whole

    def central(self, at: int) -> bytes:
        whole = (ROOT + self.name).encode()
        rest = struct.pack("<5H2L", len(whole), 0, 0, 0, 0, 0o100644 << 16, at)
        return b"PK\1\2" + struct.pack("<H", 3 << 8 | self.needs) + self.common() + rest + whole


def part(name: str, data: bytes) -> Part:
    """A file packed as it should be."""
    how = method(name, len(data))
    pack = {zipfile.ZIP_STORED: bytes, zipfile.ZIP_DEFLATED: deflated, zipfile.ZIP_BZIP2: bz2.compress}
    return Part(name, pack[how](data), len(data), zlib.crc32(data), how)


def raw(parts: Iterable[Part]) -> bytes:
    """A zip of files already packed, whatever they are called."""
    out, directory, count = bytearray(), bytearray(), 0
    for one in parts:
        directory += one.central(len(out))
        out += one.local() + one.packed
        count += 1
    return bytes(out + directory) + tail(count, len(directory), len(out))


def tail(count: int, length: int, at: int) -> bytes:
    """The end of a zip."""
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, length, at, 0)


def directory_at(data: bytes) -> int:
    """Where the directory of a zip begins."""
    return int(struct.unpack_from("<L", data, len(data) - 6)[0])


def span(data: bytes, name: str) -> tuple[int, int]:
    """Where the packed bytes of a file lie."""
    at, _ = headers(data, name)
    length, rest = struct.unpack_from("<L4xH", data, at + 18)
    return at + 30 + rest, at + 30 + rest + length


def deflated(data: bytes) -> bytes:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def zeros(mebibytes: int, how: int = zipfile.ZIP_DEFLATED) -> tuple[bytes, int, str]:
    """So many MiB of zeros: packed, their crc and sha256. They are never held whole."""
    squeeze = bz2.BZ2Compressor() if how == zipfile.ZIP_BZIP2 else zlib.compressobj(9, zlib.DEFLATED, -15)
    crc, sha, out, block = 0, hashlib.sha256(), b"", bytes(2**20)
    for _ in range(mebibytes):
        out, crc = out + squeeze.compress(block), zlib.crc32(block, crc)
        sha.update(block)
    return out + squeeze.flush(), crc, sha.hexdigest()

"""The zip around a bundle, of which there is one form: entries without a gap, every byte of every header given by the
entry's name, sizes and checksum. A reader writes the headers anew and compares, so that nothing in them can be played
with: no second name, no other offset, no comment, no lie about a size that is not found at its first byte too many.

Data are deflated, but for blobs, which hardly shrink, and for operations as long as they are few: bzip2 packs those
to two thirds of that, but takes some ten times as long. Less than 4 GiB and 65,535 entries need no zip64 and go on any
stick.
"""

from __future__ import annotations

import bz2
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO

from koyradesk.exchange.bundle.bag import OPERATIONS
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.shapes import LARGEST as LARGEST

#: The folder in which all lies, so that unpacking makes one.
FOLDER = "koyra/"
#: What the bag's own files are called, in the order in which they follow the data.
TAGS = ("bag-info.txt", "bagit.txt", "koyradesk.pub", "koyradesk.sig", "manifest-sha256.txt", "tagmanifest-sha256.txt")
BLOBS = "data/blobs/"

MOST_BLOBS = 10_000
#: Of each file in it, unpacked. A blob is held in memory whole; scans and photos are taken up to 40 MB.
_LARGEST = {
    "data/bundle.json": 2 * 2**20,
    "data/heads.jsonl": 8 * 2**20,
    OPERATIONS: 2**30,
    "manifest-sha256.txt": 2 * 2**20,
}
_LARGEST_BLOB = 64 * 2**20
_LARGEST_TAG = 4096
#: Operations of at most so many bytes are packed by bzip2: a few months of an office. So nothing large ever is.
FEW = 2 * 2**20
#: What is unpacked may be this many times the packed, once it is more than some. Deflate packs repeats of a text to
#: some hundredth, and each operation has a number of its own; where a writer comes near all the same, it packs less.
RATIO, FREE = 250, 4 * 2**20
#: What hardly shrinks may be packed to this part and so many bytes more than it was (as bzip2 says of itself): there is
#: no nothing, packed, to read through for long.
_GROWN, _MORE = 100, 600

_MOST = MOST_BLOBS + 16
_NAME = re.compile(r"(?:[a-z0-9][a-z0-9.-]*/)*[a-z0-9][a-z0-9.-]*")
_LONGEST_NAME = 100
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
#: Of a program of Unix; the first moment that a zip can tell; a file that all may read.
_UNIX, _TIME, _DATE, _MODE = 3 << 8, 0, 0x21, 0o100644 << 16
_STORED, _DEFLATED, _BZIPPED = 0, 8, 12
#: The zip that a program has to know for it: 2.0, for bzip2 4.6.
_NEEDS = {_STORED: 20, _DEFLATED: 20, _BZIPPED: 46}
_CHUNK = 2**18


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the zip: its name within the folder, its sizes packed and unpacked, and where its header begins."""

    name: str
    at: int
    crc: int = 0
    packed: int = 0
    size: int = 0

    @property
    def method(self) -> int:
        """How it is packed: that follows from what it is and how large it is unpacked."""
        if self.name.startswith(BLOBS):
            return _STORED
        return _BZIPPED if self.name == OPERATIONS and self.size <= FEW else _DEFLATED

    @property
    def data(self) -> int:
        """Where its packed bytes begin."""
        return self.at + len(self.local())

    @property
    def end(self) -> int:
        return self.data + self.packed

    def local(self) -> bytes:
        """The header before its data."""
        name = (FOLDER + self.name).encode()
        sizes = (self.crc, self.packed, self.size)
        head = (b"PK\3\4", _NEEDS[self.method], 0, self.method, _TIME, _DATE)
        return _LOCAL.pack(*head, *sizes, len(name), 0) + name

    def central(self) -> bytes:
        """Its line in the directory at the end."""
        name = (FOLDER + self.name).encode()
        sizes = (self.crc, self.packed, self.size, len(name))
        needs = _NEEDS[self.method]
        head = (b"PK\1\2", _UNIX | needs, needs, 0, self.method, _TIME, _DATE)
        return _CENTRAL.pack(*head, *sizes, 0, 0, 0, 0, _MODE, self.at) + name


def largest(name: str) -> int:
    """How many bytes a file of this name may have. Data of an unknown name are never unpacked: a later format may have
    them, and is to be told as such."""
    if name.startswith(BLOBS):
        return _LARGEST_BLOB
    return _LARGEST.get(name, LARGEST if name.startswith("data/") else _LARGEST_TAG)


class Writing:
    """A zip being written, from where the stream stands (its beginning). It has to be one that can go back."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._entries: list[Entry] = []
        self._whole = 0

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Adds a file.

        Raises:
            BundleError: it is more than a bundle may hold.
        """
        entry = Entry(name, self._entries[-1].end if self._entries else 0)
        self._out.write(entry.local())
        rest = iter(chunks)
        begun = _beginning(rest) if name == OPERATIONS else []
        squeeze = _squeeze(replace(entry, size=sum(map(len, begun))).method)
        crc = packed = size = 0
        for chunk in _cut(chain(begun, rest)):
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            packed += self._out.write(squeeze.compress(chunk) if squeeze else chunk)
            if size > largest(name) or entry.data + packed > LARGEST:
                raise BundleError("large")
            if isinstance(squeeze, _Deflated):
                packed += self._out.write(squeeze.kept_modest(size, packed))
        if squeeze:
            packed += self._out.write(squeeze.flush())
        entry = replace(entry, crc=crc, packed=packed, size=size)
        self._whole += size
        if entry.end > LARGEST or self._whole > LARGEST:
            raise BundleError("large")
        self._out.seek(entry.at)
        self._out.write(entry.local())
        self._out.seek(entry.end)
        self._entries.append(entry)

    def finish(self) -> None:
        """Writes the directory."""
        directory = b"".join(entry.central() for entry in self._entries)
        at, count = self._entries[-1].end, len(self._entries)
        if count > _MOST or at + len(directory) + _END.size > LARGEST:
            raise BundleError("large")
        self._out.write(directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0))


def _beginning(chunks: Iterator[bytes]) -> list[bytes]:
    """The first chunks, until it is known whether they are ``FEW``."""
    found, size = [], 0
    for chunk in chunks:
        found.append(chunk)
        size += len(chunk)
        if size > FEW:
            break
    return found


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of at most ``_CHUNK``."""
    for chunk in chunks:
        for at in range(0, len(chunk), _CHUNK):
            yield chunk[at : at + _CHUNK]


class _Deflated:
    """Deflates, but nothing to less than a reader believes: where a text is one word over and over, some of it is left
    as it is."""

    def __init__(self) -> None:
        self._squeeze = _deflating(6)
        self._modest = False

    def compress(self, chunk: bytes) -> bytes:
        return self._squeeze.compress(chunk)

    def kept_modest(self, size: int, packed: int) -> bytes:
        """What to write after a chunk, of so many bytes by now that are so many packed."""
        modest = size > FREE // 2 and size > RATIO // 2 * packed
        if modest == self._modest:
            return b""
        # The stream goes on where the one before was brought to the end of a byte.
        ended = self._squeeze.flush(zlib.Z_SYNC_FLUSH)
        self._squeeze, self._modest = _deflating(0 if modest else 6), modest
        return ended

    def flush(self) -> bytes:
        return self._squeeze.flush()


def _deflating(level: int) -> zlib._Compress:
    return zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)


def _squeeze(method: int) -> _Deflated | bz2.BZ2Compressor | None:
    if method == _BZIPPED:
        return bz2.BZ2Compressor()
    return _Deflated() if method == _DEFLATED else None


def entries(stream: BinaryIO) -> tuple[Entry, ...]:
    """What is in a zip: the data by name, then ``TAGS``.

    Raises:
        BundleError: it is no zip, or not one that ``Writing`` writes.
    """
    whole = stream.seek(0, 2)
    if whole > LARGEST:
        raise BundleError("large")
    if whole < _END.size:
        raise BundleError("cut")
    end = _read(stream, whole - _END.size, _END.size)
    _, _, _, _, count, length, at, _ = _END.unpack(end)
    if end[:4] != b"PK\5\6":
        raise BundleError("cut")
    if end != _END.pack(b"PK\5\6", 0, 0, count, count, length, at, 0) or at + length + _END.size != whole:
        raise BundleError("zip")
    if count > _MOST or length > count * (_CENTRAL.size + _LONGEST_NAME):
        raise BundleError("large")
    found = tuple(_directory(_read(stream, at, length), count))
    if found[-1].end != at or any(_read(stream, one.at, one.data - one.at) != one.local() for one in found):
        raise BundleError("zip")
    return found


def _directory(data: bytes, count: int) -> Iterator[Entry]:
    """The entries of a directory, each beginning where the one before ends."""
    place = at = whole = 0
    names = []
    for _ in range(count):
        if len(data) < place + _CENTRAL.size:
            raise BundleError("zip")
        crc, packed, size, length = _CENTRAL.unpack_from(data, place)[7:11]
        full = data[place + _CENTRAL.size : place + _CENTRAL.size + length].decode("latin-1")
        name = full.removeprefix(FOLDER)
        if full != FOLDER + name or not _NAME.fullmatch(name):
            raise BundleError("names")
        entry = Entry(name, at, crc, packed, size)
        if not data.startswith(entry.central(), place) or (entry.method == _STORED and packed != size):
            raise BundleError("zip")
        whole += size
        if size > largest(name) or whole > LARGEST:
            raise BundleError("large")
        if packed > size + size // _GROWN + _MORE:
            raise BundleError("packing")
        place, at = place + len(entry.central()), entry.end
        names.append(name)
        yield entry
    content = names[: -len(TAGS)]
    if place != len(data) or tuple(names[len(content) :]) != TAGS:
        raise BundleError("names")
    if not all(name.startswith("data/") for name in content) or content != sorted(set(content)):
        raise BundleError("names")


def chunks(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """What a file holds, piece by piece; others may read from the stream in between.

    Raises:
        BundleError: it is not packed as it should be, or is not what its header says.
    """
    crc = size = 0
    for piece in _unpacked(stream, entry):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        # What the header says was held against the limits; whatever goes beyond is cut off here.
        if size > entry.size:
            raise BundleError("packing")
        yield piece
    if (crc, size) != (entry.crc, entry.size):
        raise BundleError("packing")


def _unpacked(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    packed = (_read(stream, at, min(_CHUNK, entry.end - at)) for at in range(entry.data, entry.end, _CHUNK))
    if entry.method == _STORED:
        yield from packed
    elif entry.method == _BZIPPED:
        yield from _unbzipped(packed)
    else:
        yield from _inflated(packed)


def _unbzipped(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpack = bz2.BZ2Decompressor()
    while not unpack.eof:
        fed = next(packed, b"") if unpack.needs_input else b""
        if unpack.needs_input and not fed:
            raise BundleError("packing")
        try:
            yield unpack.decompress(fed, _CHUNK)
        except OSError as error:
            raise BundleError("packing") from error
    if unpack.unused_data or next(packed, b""):
        raise BundleError("packing")


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    taken = made = 0
    while not inflate.eof:
        fed = inflate.unconsumed_tail or next(packed, b"")
        try:
            piece = inflate.decompress(fed, _CHUNK)
        except zlib.error as error:
            raise BundleError("packing") from error
        if not fed and not piece:
            raise BundleError("packing")
        taken, made = taken + len(fed) - len(inflate.unconsumed_tail), made + len(piece)
        if made > FREE and made > RATIO * taken:
            raise BundleError("ratio")
        yield piece
    if inflate.unused_data or next(packed, b""):
        raise BundleError("packing")


def _read(stream: BinaryIO, at: int, length: int) -> bytes:
    stream.seek(at)
    found = stream.read(length)
    if len(found) != length:
        raise BundleError("cut")
    return found

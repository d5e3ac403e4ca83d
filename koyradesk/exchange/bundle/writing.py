"""Writing a bundle: the same things give the same bytes, and only one file at a time is held in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from koyradesk.exchange.bundle import bag
from koyradesk.exchange.bundle.archive import BLOBS, MOST_BLOBS, Writing
from koyradesk.exchange.bundle.heads import lines, shortened
from koyradesk.exchange.bundle.manifest import encode
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.shapes import Head, Manifest

#: Lines that are packed at once.
_LINES = 500


def write(
    out: BinaryIO,
    manifest: Manifest,
    heads: Sequence[Head],
    operations: Iterable[bytes],
    blobs: Iterable[tuple[str, bytes]],
    public: str,
    sign: Callable[[bytes], str],
) -> str:
    """Writes a bundle into an empty stream that can go back; returns its id.

    ``operations`` come by actor and seq as ``manifest.ranges`` has them, ``blobs`` as ``manifest.blobs`` has them.
    ``public`` is the line of the key with which ``sign`` signs for the namespace ``shapes.BUNDLE``.

    Raises:
        BundleError: it would be larger than a bundle may be.
        ValueError: what is given does not agree; a bug of the caller.
    """
    if len(manifest.blobs) > MOST_BLOBS:
        raise BundleError("large")
    if sorted(manifest.ranges) != sorted(head.actor for head in heads):
        raise ValueError("heads and ranges speak of other actors")
    told = encode(manifest)
    writing = _Bag(out)
    given = iter(blobs)
    for sha in manifest.blobs:
        name, data = next(given, ("", b""))
        if name != sha or writing.put(BLOBS + sha, (data,)) != sha:
            raise ValueError(f"not the blob {sha}")
    if next(given, None) is not None:
        raise ValueError("a blob that the manifest does not name")
    writing.put(bag.MANIFEST, (told,))
    writing.put(bag.HEADS, _joined(lines(heads)))
    writing.put(bag.OPERATIONS, _joined(shortened(operations, manifest.ranges, heads)))
    return writing.close(public, sign)


class _Bag:
    """The bag being written: what was put in, by name."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = Writing(out)
        self._hashes: dict[str, str] = {}
        self._octets = 0

    def put(self, name: str, chunks: Iterable[bytes]) -> str:
        """Adds a file; returns its sha256."""
        sha = hashlib.sha256()
        self._zip.put(name, self._noted(chunks, sha.update))
        self._hashes[name] = sha.hexdigest()
        return self._hashes[name]

    def close(self, public: str, sign: Callable[[bytes], str]) -> str:
        """Adds what makes it a bag, signed; returns its id."""
        tags = {
            "bag-info.txt": bag.info(self._octets, len(self._hashes)),
            "bagit.txt": bag.DECLARATION,
            "koyradesk.pub": f"{public}\n".encode(),
            bag.LIST: bag.listing(self._hashes),
        }
        signed = bag.listing({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()})
        tags |= {"koyradesk.sig": sign(signed).encode(), bag.SIGNED: signed}
        for name in sorted(tags):
            self._zip.put(name, (tags[name],))
        self._zip.finish()
        return hashlib.sha256(signed).hexdigest()

    def _noted(self, chunks: Iterable[bytes], note: Callable[[bytes], None]) -> Iterator[bytes]:
        for chunk in chunks:
            note(chunk)
            self._octets += len(chunk)
            yield chunk


def _joined(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines, each with its end, some at a time."""
    held: list[bytes] = []
    for line in lines:
        held.append(line)
        if len(held) == _LINES:
            yield b"\n".join(held) + b"\n"
            held.clear()
    if held:
        yield b"\n".join(held) + b"\n"

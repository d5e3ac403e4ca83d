"""Reading a bundle that anybody may have made. Nothing in it is parsed before its signature and every hash are known to
hold, nothing is ever unpacked anywhere, and no size that it names is believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from koyradesk.exchange.bundle import archive, bag, heads, manifest
from koyradesk.exchange.bundle.archive import BLOBS, TAGS, Entry
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.shapes import FORMAT, Head, Manifest


class Reader:
    """A bundle, verified: ``id``, ``key`` (the sender's public line), ``manifest`` and ``heads``, by actor.

    Whether the key may be trusted, and the heads' signatures, are for others to say. ``verify`` (public line, message,
    signature; ValueError if it does not fit) checks for the namespace ``shapes.BUNDLE``. The stream is not closed.

    Raises:
        BundleError: it is refused.
    """

    def __init__(self, stream: BinaryIO, verify: Callable[[str, bytes, str], None]) -> None:
        self._stream = stream
        self._entries = {entry.name: entry for entry in archive.entries(stream)}
        tags = {name: self._whole(self._entries[name]) for name in TAGS}
        self.id = hashlib.sha256(tags[bag.SIGNED]).hexdigest()
        self.key = _verified(tags, verify)
        if bag.format_of(tags["bag-info.txt"]) > FORMAT:
            raise BundleError("newer")
        content = [entry for name, entry in self._entries.items() if name not in TAGS]
        _check_names([entry.name for entry in content])
        counts = self._check_hashes(content, (tags[bag.LIST], tags["bag-info.txt"], tags["bagit.txt"]))
        # From here on everything is known to be what the sender signed, and is parsed.
        self.manifest = self._read_manifest(counts)
        self.heads = self._read_heads(counts)

    @property
    def blobs(self) -> tuple[str, ...]:
        """The sha256 of the blobs that travel with it."""
        return self.manifest.blobs

    def operations(self) -> Iterator[bytes]:
        """The operations by actor and seq, each chained to the one before it and at last to the actor's head.

        Raises:
            BundleError: one is not. So take all of them in, in one transaction, or none.
        """
        try:
            yield from heads.walk(self._lines(bag.OPERATIONS), self.manifest.ranges, self.heads)
        except ValueError as error:
            raise BundleError("operations") from error

    def blob(self, sha: str) -> bytes:
        """A blob's bytes.

        Raises:
            KeyError: the bundle does not hold it.
            BundleError: the file under the stream has changed since it was opened.
        """
        data = self._whole(self._entries[BLOBS + sha])
        if hashlib.sha256(data).hexdigest() != sha:
            raise BundleError("hash")
        return data

    def _check_hashes(self, content: list[Entry], told: tuple[bytes, bytes, bytes]) -> dict[str, int]:
        """Holds everything against the signed lists; returns how many lines each file has."""
        hashes, lines = {}, {}
        for entry in content:
            sha, count, last = hashlib.sha256(), 0, b"\n"
            for chunk in archive.chunks(self._stream, entry):
                sha.update(chunk)
                count, last = count + chunk.count(b"\n"), chunk[-1:] or last
            hashes[entry.name] = sha.hexdigest()
            lines[entry.name] = count if last == b"\n" else -1
        octets = sum(entry.size for entry in content)
        if told != (bag.listing(hashes), bag.info(octets, len(content)), bag.DECLARATION):
            raise BundleError("hash")
        if any(name.startswith(BLOBS) and name != BLOBS + sha for name, sha in hashes.items()):
            raise BundleError("hash")
        return lines

    def _read_manifest(self, counts: dict[str, int]) -> Manifest:
        try:
            found = manifest.decode(self._whole(self._entries[bag.MANIFEST]))
        except ValueError as error:
            raise BundleError("manifest") from error
        if [BLOBS + sha for sha in found.blobs] != [name for name in counts if name.startswith(BLOBS)]:
            raise BundleError("manifest")
        if counts[bag.OPERATIONS] != sum(last - first + 1 for first, last in found.ranges.values()):
            raise BundleError("operations")
        return found

    def _read_heads(self, counts: dict[str, int]) -> tuple[Head, ...]:
        ranges = self.manifest.ranges
        if counts[bag.HEADS] != len(ranges):
            raise BundleError("heads")
        try:
            found = tuple(heads.decode(line) for line in self._lines(bag.HEADS))
        except ValueError as error:
            raise BundleError("heads") from error
        if [(head.actor, head.seq) for head in found] != [(actor, ranges[actor][1]) for actor in sorted(ranges)]:
            raise BundleError("heads")
        return found

    def _whole(self, entry: Entry) -> bytes:
        return b"".join(archive.chunks(self._stream, entry))

    def _lines(self, name: str) -> Iterator[bytes]:
        rest = b""
        for chunk in archive.chunks(self._stream, self._entries[name]):
            first, *others = chunk.split(b"\n")
            rest += first
            if len(rest) > heads.LONGEST:
                raise BundleError("operations")
            if others:
                yield rest
                yield from others[:-1]
                rest = others[-1]


def _check_names(names: list[str]) -> None:
    """The data are three files, and blobs."""
    others = {*names} - {bag.MANIFEST, bag.HEADS, bag.OPERATIONS}
    are_blobs = all(name.startswith(BLOBS) and manifest.is_hash(name.removeprefix(BLOBS)) for name in others)
    if len(others) + 3 != len(names) or not are_blobs:
        raise BundleError("names")


def _verified(tags: dict[str, bytes], verify: Callable[[str, bytes, str], None]) -> str:
    """The sender's public line; its signature holds over the list of the bag's own files, and that over them."""
    try:
        key = tags["koyradesk.pub"].decode().removesuffix("\n")
        verify(key, tags[bag.SIGNED], tags["koyradesk.sig"].decode())
    except ValueError as error:
        raise BundleError("signature") from error
    hashes = {name: hashlib.sha256(tags[name]).hexdigest() for name in bag.LISTED}
    if tags[bag.SIGNED] != bag.listing(hashes) or tags["koyradesk.pub"] != f"{key}\n".encode():
        raise BundleError("tags")
    return key

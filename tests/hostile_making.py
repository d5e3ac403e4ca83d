"""How hostile bundles are made: a good one with one thing wrong. The table is in ``hostile_bundles.py``."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import struct
from collections.abc import Callable
from typing import Any

import bundles
from bundles import ACTOR, KEY, canonical
from forging import (
    DATA,
    Part,
    changed,
    directory_at,
    end,
    good,
    headers,
    part,
    patched,
    raw,
    sealed,
    small,
    span,
    tail,
    zeros,
    zipped,
)

from koyradesk.exchange.bundle import heads
from koyradesk.exchange.shapes import BUNDLE, Head

OPS, HEADS, LIST, SIGNED = DATA["ops"], DATA["heads"], "manifest-sha256.txt", "tagmanifest-sha256.txt"
DEFLATED, BZIPPED = 8, 12
#: An empty stream of bzip2.
NOTHING = bytes.fromhex("425a683917724538509000000000")
#: Of the group of Ed25519: adding it to a signature's second half gives another that careless programs take.
ORDER = 2**252 + 27742317777372353535851937790883648493
OWN = {"info": "bag-info.txt", "bagit": "bagit.txt", "pub": "koyradesk.pub", "sig": "koyradesk.sig"}
OWN |= {"list": LIST, "signed": SIGNED}


# The names in it.


def more(name: str) -> bytes:
    """A file too many, where its name belongs, and a signature that holds."""
    return zipped(sealed(small() | {name: b"x"}))


def beside(name: str) -> bytes:
    """A file too many, outside the folder."""
    return zipped([("!" + name, b"x"), *small().items()])


def without(name: str) -> bytes:
    return zipped({one: data for one, data in small().items() if one != name})


def twice(name: str) -> bytes:
    """A second file that goes by the same name, or by one that some systems take for the same."""
    data = [one for one in small().items() if one[0].startswith("data/")]
    rest = [one for one in small().items() if not one[0].startswith("data/")]
    return raw(part(one, plain) for one, plain in [*sorted([*data, (name, b"x")]), *rest])


def first(name: str) -> bytes:
    """A file that stands before its place."""
    found = small()
    return zipped({name: found.pop(name)} | found)


# The zip around it.


def moved(before: bytes) -> bytes:
    """Bytes before the zip, and every offset moved by them: a zip for most programs, and something else besides."""
    data, at = bytearray(before + good()), len(before) + directory_at(good())
    start = at
    while data[at : at + 4] == b"PK\1\2":
        struct.pack_into("<L", data, at + 42, struct.unpack_from("<L", data, at + 42)[0] + len(before))
        at += 46 + struct.unpack_from("<H", data, at + 28)[0]
    return end(bytes(data), at=start)


def gap(filler: bytes) -> bytes:
    """Bytes between the files and the directory, of which no entry speaks."""
    data, at = good(), directory_at(good())
    return end(data[:at] + filler + data[at:], at=at + len(filler))


def commented(comment: bytes) -> bytes:
    return good()[:-2] + struct.pack("<H", len(comment)) + comment


def descriptor() -> bytes:
    """The sizes of the last file are told after its data instead of before."""
    data, (at, _) = patched(good(), SIGNED, flags=8), headers(good(), SIGNED)
    data, place = patched(data, SIGNED, central=False, crc=0, packed=0, size=0), directory_at(good())
    later = b"PK\7\x08" + good()[at + 14 : at + 26]
    return end(data[:place] + later + data[place:], at=place + len(later))


def zip64(place: str) -> bytes:
    """A field of zip64 after the name of the last file, in its local header or in the directory."""
    data, field = good(), struct.pack("<2H2Q", 1, 16, 2**40, 2**40)
    local, central = headers(data, SIGNED)
    at, name, said = (local, 30, 28) if place == "local" else (central, 46, 30)
    name += at + len("koyra/" + SIGNED)
    out = bytearray(data[:name] + field + data[name:])
    struct.pack_into("<H", out, at + said, len(field))
    if place == "local":
        return end(bytes(out), at=directory_at(data) + len(field))
    return end(bytes(out), length=len(data) - 22 - directory_at(data) + len(field))


def overlapping(count: int) -> bytes:
    """Entries that all begin at one heap of data."""
    packed, crc, _ = zeros(1)
    parts = [Part(f"data/blobs/{number:064x}", packed, 2**20, crc) for number in range(count)]
    directory = b"".join(one.central(0) for one in parts)
    start = parts[0].local() + packed
    return start + directory + tail(count, len(directory), len(start))


def quoting(count: int) -> bytes:
    """Entries each of which holds the next one's header and data, quoted in its own (David Fifield, 2019)."""
    packed, crc, _ = zeros(1)
    content = bytes(2**20)
    parts = [Part(f"data/blobs/{count:064x}", packed, len(content), crc)]
    for number in range(count - 1, 0, -1):
        header = parts[-1].local()
        quote = b"\0" + struct.pack("<2H", len(header), len(header) ^ 0xFFFF) + header
        content = header + content
        parts.append(Part(f"data/blobs/{number:064x}", quote + parts[-1].packed, len(content), part("", content).crc))
    parts.reverse()
    start, at, directory = parts[0].local() + parts[0].packed, 0, b""
    for one in parts:
        directory += one.central(at)
        at += len(one.local()) + 5
    return start + directory + tail(count, len(directory), len(start))


def crowd(count: int) -> bytes:
    """Very many entries, that are nowhere but in the directory. Its end can tell of 65,535; the rest is for zip64."""
    line = part("data/blobs/0", b"").central(0)
    least, length = min(count, 0xFFFF), len(line) * count
    large = b""
    if count > least:
        large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, 0)
        large += struct.pack("<4sLQL", b"PK\6\7", 0, length, 1)
    return line * count + large + tail(least, length, 0)


# How its files are packed.


def packed(change: Callable[[bytes], bytes], name: str = HEADS, *, method: int = DEFLATED) -> bytes:
    """A file is packed otherwise, which the headers tell rightly."""
    data = good()
    squeezed = change(data[slice(*span(data, name))])

    def one(other: str, plain: bytes) -> Part:
        right = part(other, plain)
        return Part(name, squeezed, right.size, right.crc, method) if other == name else right

    return raw(one(other, plain) for other, plain in small().items())


def bzipped(change: Callable[[bytes], bytes]) -> bytes:
    """The operations are packed otherwise."""
    return packed(change, OPS, method=BZIPPED)


def bzipped_many() -> bytes:
    """More than few operations, told as such, but packed by bzip2."""
    squeezed, crc, _ = zeros(3, BZIPPED)
    return raw(Part(name, squeezed, 3 << 20, crc) if name == OPS else part(name, one) for name, one in small().items())


def repacked(name: str, pack: Callable[[bytes], bytes], method: int) -> bytes:
    """A file is packed in another way, and as well as that way can."""
    return packed(lambda _: pack(small()[name]), name, method=method)


def bomb(mebibytes: int, *, says: int = 0, name: str = OPS, method: int = DEFLATED) -> bytes:
    """A file of zeros; what is said of its size may be a lie, its checksum and the signature are right."""
    squeezed, crc, sha = zeros(mebibytes, method)
    content, size = small(), mebibytes << 20
    old = hashlib.sha256(content[name]).hexdigest()
    octets = size - len(content[name]) + sum(len(one) for other, one in content.items() if other.startswith("data/"))
    marks = {LIST: content[LIST].replace(old.encode(), sha.encode())}
    marks |= {"bag-info.txt": b"Koyradesk-Format: 1\nPayload-Oxum: %d.5\n" % octets}
    whole = sealed(content, fixed=marks)
    told = Part(name, squeezed, says or size, crc, method)
    return raw(told if one == name else part(one, plain) for one, plain in whole.items())


# What is said in it.


def fixed(namespace: str = BUNDLE, key: Any = KEY, /, **content: bytes) -> bytes:
    """One of the bag's own files is other (short names: ``OWN``), and signed so."""
    marks = {OWN[short]: data for short, data in content.items()}
    return zipped(sealed(small(), fixed=marks, key=key, namespace=namespace))


def listed(change: Callable[[bytes], bytes]) -> bytes:
    return fixed(list=change(small()[LIST]))


def signature(change: Callable[[str], str]) -> bytes:
    return fixed(sig=change(small()["koyradesk.sig"].decode()).encode())


def malleated(armour: str) -> str:
    """Another number that means the same signature."""
    body = dearmoured(armour)
    number = int.from_bytes(body[-32:], "little") + ORDER
    return armoured(body[:-32] + number.to_bytes(32, "little"))


def anybodys() -> bytes:
    """The neutral point for a key and for half a signature: it fits every message."""
    point = (1).to_bytes(32, "little")
    own, body = base64.b64decode(small()["koyradesk.pub"].split()[1]), dearmoured(small()["koyradesk.sig"].decode())
    public = b"ssh-ed25519 " + base64.b64encode(own[:-32] + point) + b"\n"
    return fixed(pub=public, sig=armoured(body.replace(own[-32:], point)[:-64] + point + bytes(32)).encode())


def zeroed(armour: str) -> str:
    """Zeros, where the signature itself stands."""
    body = dearmoured(armour)
    return armoured(body[:-64] + bytes(64))


def respelled(armour: str, old: bytes, new: bytes, behind: bytes = b"") -> str:
    """Another wording within the signature."""
    body = dearmoured(armour)
    assert old in body
    return armoured((body.replace(old, new, 1) if old else body) + behind)


def dearmoured(armour: str) -> bytes:
    return base64.b64decode("".join(armour.splitlines()[1:-1]))


def armoured(body: bytes) -> str:
    text = base64.b64encode(body).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def told(**changes: Any) -> bytes:
    """The manifest says other things; ... takes a key out."""
    found = json.loads(small()["data/bundle.json"]) | changes
    return changed(bundle=canonical({name: value for name, value in found.items() if value is not ...}))


def replaced(old: bytes, new: bytes, short: str = "bundle") -> bytes:
    """Bytes of the data are others."""
    found = small()[DATA[short]]
    assert old in found
    return changed(**{short: found.replace(old, new, 1)})


def lines(change: Callable[[list[bytes]], list[bytes]], short: str = "ops") -> bytes:
    """The lines of operations or heads are others."""
    return changed(**{short: b"".join(line + b"\n" for line in change(small()[DATA[short]].splitlines()))})


def valued(old: bytes, new: bytes) -> bytes:
    """An operation holds what only the journal looks at; chain, head and signatures are right."""
    (body,), _ = bundles.chain(ACTOR, ["ক"])
    assert old in body
    body = body.replace(old, new)
    return of_one_actor([body], Head(ACTOR, 1, linked("", body)))


def of_one_actor(bodies: list[bytes], head: Head, start: int = 1) -> bytes:
    """A bundle of one actor's operations, whatever they are, with a head that is signed."""
    return of_lines(shortened(bodies), head, start)


def of_lines(found: list[bytes], head: Head, start: int = 1) -> bytes:
    """The same of lines as they stand in the file."""
    manifest = json.loads(small()["data/bundle.json"]) | {"ranges": {ACTOR: [start, head.seq]}}
    ends = b"".join(line + b"\n" for line in heads.lines([bundles.signed(head)]))
    return changed(bundle=canonical(manifest), heads=ends, ops=b"".join(line + b"\n" for line in found))


_CHAINED = re.compile(rb'"prev":"[0-9a-f]*"')


def shortened(bodies: list[bytes]) -> list[bytes]:
    """The lines of one actor's operations: only the first says what it follows."""
    return [*bodies[:1], *(_CHAINED.sub(b'"prev":""', body, count=1) for body in bodies[1:])]


def linked(prev: str, body: bytes) -> str:
    """The link after an operation."""
    return hashlib.sha256(bytes.fromhex(prev) + hashlib.sha256(body).digest()).hexdigest()


def endless() -> bytes:
    """Operations without number are promised."""
    (body,), head = bundles.chain(ACTOR, ["ক"])
    return of_one_actor([body], Head(ACTOR, 2**62, head.link))


def skipping() -> bytes:
    """After the first operation comes the third, chained to the first."""
    (body,), head = bundles.chain(ACTOR, ["ক"])
    (later,), end = bundles.chain(ACTOR, ["খ"], 3, head.link)
    return of_one_actor([body, later], Head(ACTOR, 2, end.link))


def unchained() -> bytes:
    """The second operation follows another first."""
    (body,), _ = bundles.chain(ACTOR, ["ক"])
    (_, second), head = bundles.chain(ACTOR, ["খ", "গ"])
    return of_one_actor([body, second], head)


def headless() -> bytes:
    """The first operation of all says that it follows one."""
    (body,), head = bundles.chain(ACTOR, ["ক"], 1, "0" * 64)
    return of_one_actor([body], head)


def rootless() -> bytes:
    """Operations that begin in the middle do not say what they follow."""
    bodies, head = bundles.chain(ACTOR, ["ক", "খ"], 5)
    return of_one_actor([*bodies], head, 5)


def repeating() -> bytes:
    """What an operation follows is said once more, rightly."""
    bodies, head = bundles.chain(ACTOR, ["ক", "খ"])
    return of_lines([*bodies], head)


def repeating_later() -> bytes:
    """The same of one among many."""
    bodies, head = bundles.chain(ACTOR, ["ক", "খ", "গ"])
    return of_lines([*shortened([*bodies[:2]]), bodies[2]], head)


def linked_by_half() -> bytes:
    """A link of 32 digits."""
    bodies, head = bundles.chain(ACTOR, ["ক"], 2, "0" * 32)
    return of_one_actor([*bodies], head, 2)


def misled() -> bytes:
    """The head is right for the operation before."""
    bodies, _ = bundles.chain(ACTOR, ["ক", "খ"])
    return of_one_actor(list(bodies), Head(ACTOR, 2, linked("", bodies[0])))


def unending() -> bytes:
    """An operation larger than any."""
    letters = base64.b64encode(random.Random(1).randbytes(7 * 2**20)).decode()
    (body,), head = bundles.chain(ACTOR, [letters])
    return of_one_actor([body], head)


def keyless(line: bytes) -> bytes:
    """A head whose key is a number."""
    return canonical(json.loads(line) | {"key": 7})


def shouted(line: bytes) -> bytes:
    """A head whose link is in capitals."""
    found = json.loads(line)
    return canonical(found | {"link": found["link"].upper()})

"""Bundles for tests: invented offices, operations that hang together, and the bundle made of them."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from koyradesk.exchange import sshsig
from koyradesk.exchange.bundle import heads
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.bundle.writing import write
from koyradesk.exchange.shapes import BUNDLE, HEAD, Head, Manifest

OURS, DISTRICT = "k0yra111", "d1str1ct"
ACTOR, SECOND = f"{OURS}.pc1aaa.submitted", f"{OURS}.pc2bbb.submitted"
#: Ed25519 signs the same way each time: from known keys come known bundles.
KEY, OTHER_KEY = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))


def canonical(value: Any) -> bytes:
    """JSON as docs/bundle-format.md says it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def parsed(body: bytes) -> dict[str, Any]:
    """What a line says."""
    found: dict[str, Any] = json.loads(body)
    return found


def chain(actor: str, texts: list[str], start: int = 1, prev: str = "", key: Ed25519PrivateKey = KEY):
    """Operations of one actor, each an edit of a committee's name, and the signed head after them."""
    office, bodies = actor.partition(".")[0], []
    for seq, text in enumerate(texts, start):
        over = [[actor, seq - 1]] if seq > 1 else []
        body = {
            "actor": actor,
            "by": "জনাব ক",
            "group": [seq, 1],
            "prev": prev,
            "schema": 5,
            "seq": seq,
            "record": f"committee.{office}.{'0' * 10}",
            "wall": "2026-11-22T10:00:00+06:00",
            "set": {"name": {"over": over, "v": text}},
        }
        bodies.append(canonical(body))
        prev = hashlib.sha256(bytes.fromhex(prev) + hashlib.sha256(bodies[-1]).digest()).hexdigest()
    return tuple(bodies), signed(Head(actor, start + len(texts) - 1, prev), key)


def signed(head: Head, key: Ed25519PrivateKey = KEY) -> Head:
    signature = sshsig.sign(key, HEAD, heads.statement(head))
    return replace(head, key=sshsig.public_line(key), signature=signature)


@dataclass(frozen=True)
class Made:
    """What a bundle was made of, and its bytes."""

    manifest: Manifest
    heads: tuple[Head, ...]
    operations: tuple[bytes, ...]
    blobs: Mapping[str, bytes]
    public: str
    data: bytes = b""
    id: str = ""


def made(manifest: Manifest, ends, operations, blobs: Mapping[str, bytes], key: Ed25519PrivateKey = KEY) -> Made:
    out, public = io.BytesIO(), sshsig.public_line(key)
    name = write(out, manifest, ends, operations, sorted(blobs.items()), public, partial(sshsig.sign, key, BUNDLE))
    return Made(manifest, tuple(ends), tuple(operations), blobs, public, out.getvalue(), name)


def small(key: Ed25519PrivateKey = KEY) -> Made:
    """Two PCs of an upazila, five operations and two photos, for the district."""
    first, head = chain(ACTOR, ["মাসিক সমন্বয় সভা", "মাসিক সাধারণ সভা", "উন্নয়ন সমন্বয় সভা"])
    second, other = chain(SECOND, ["আইনশৃঙ্খলা কমিটি", "কৃষি কমিটি"])
    blobs = {hashlib.sha256(data).hexdigest(): data for data in (b"photo one" * 50, b"photo two" * 99)}
    manifest = Manifest(
        office=OURS,
        device="pc1aaa",
        name="কয়রা উপজেলা",
        to=DISTRICT,
        made="2026-11-22T10:00:00+06:00",
        ranges={ACTOR: (1, 3), SECOND: (1, 2)},
        have={ACTOR: 3, SECOND: 2, f"{DISTRICT}.pc9zzz.submitted": 7},
        wants=(hashlib.sha256(b"wanted").hexdigest(),),
        blobs=tuple(sorted(blobs)),
    )
    return made(manifest, (head, other), first + second, blobs, key)


def tiny() -> Made:
    """The example of docs/bundle-format.md: two operations of an upazila, for the district."""
    bodies, head = chain(ACTOR, ["মাসিক সভা", "মাসিক সমন্বয় কমিটি"])
    manifest = replace(small().manifest, ranges={ACTOR: (1, 2)}, have={ACTOR: 2}, wants=(), blobs=())
    return made(manifest, (head,), bodies, {})


def with_blobs(contents: list[bytes]) -> Made:
    """Nothing but files."""
    blobs = {hashlib.sha256(data).hexdigest(): data for data in contents}
    manifest = replace(small().manifest, ranges={}, blobs=tuple(sorted(blobs)))
    return made(manifest, (), (), blobs)


@cache
def large() -> Made:
    """Some hundred kB: operations of a year, and a photo."""
    pick = random.Random(3)
    texts = [f"সভা {number}: " + " ".join(pick.choices(["কৃষি", "সেচ", "সড়ক", "বাঁধ", "ঘাট"], k=9)) for number in range(900)]
    bodies, head = chain(ACTOR, texts)
    photo = pick.randbytes(110_000)
    sha = hashlib.sha256(photo).hexdigest()
    manifest = replace(small().manifest, ranges={ACTOR: (1, len(texts))}, blobs=(sha,))
    return made(manifest, (head,), bodies, {sha: photo})


@cache
def many() -> Made:
    """Operations of two PCs that are not few any more."""
    found = [chain(actor, [f"সভা {number} " + "কৃষি " * 20 for number in range(3_000)]) for actor in (ACTOR, SECOND)]
    bodies, ends = [body for some, _ in found for body in some], [head for _, head in found]
    return made(replace(small().manifest, ranges={head.actor: (1, 3_000) for head in ends}, blobs=()), ends, bodies, {})


def opened(data: bytes) -> Reader:
    return Reader(io.BytesIO(data), verify)


def verify(public: str, message: bytes, signature: str) -> None:
    sshsig.verify(public, BUNDLE, message, signature)

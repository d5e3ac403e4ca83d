"""Bundles that hold as files, and of which only whoever takes them in can tell that they are not to be believed.

Each tale begins with bundles that are taken, ends with one more, and says what must become of that: "refused",
"unknown" (it waits for a key card), "same" (nothing in it is new), "waits" (kept, not understood yet) or "taken".
``here`` is the code of the office at which they arrive, which knows the keys of ``OURS`` and ``RELAY``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import bundles
from bundles import ACTOR, KEY, OTHER_KEY, OURS, chain, signed
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hostile_making import linked

from koyradesk.exchange import sshsig
from koyradesk.exchange.bundle import heads
from koyradesk.exchange.shapes import BUNDLE, Head, Manifest

#: An office that hands on what others wrote; its key.
RELAY, RELAY_KEY = "re1ay111", OTHER_KEY
STRANGER_KEY = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)
SCHEMA = 5


@dataclass(frozen=True)
class Tale:
    """What comes in: first what is taken, then the one it is about, and what that ends in."""

    before: tuple[bytes, ...]
    then: bytes
    ends: str


def bundle(
    bodies: list[bytes] | tuple[bytes, ...],
    *ends: Head,
    first: int = 1,
    office: str = OURS,
    key: Ed25519PrivateKey = KEY,
    **told: Any,
) -> bytes:
    """A bundle of one actor's operations, well made and signed."""
    ranges = {head.actor: (first, head.seq) for head in ends}
    manifest = Manifest(office, "pc1aaa", "কয়রা উপজেলা", "", "2026-11-22T10:00:00+06:00", ranges)
    return bundles.made(replace(manifest, **told), ends, bodies, {}, key).data


def one(text: str = "ক", *, actor: str = ACTOR, signer: Ed25519PrivateKey = KEY, **changes: Any) -> tuple[bytes, Head]:
    """An operation with parts of it other, and its head."""
    (body,), _ = chain(actor, [text])
    body = bundles.canonical(bundles.parsed(body) | changes)
    return body, signed(Head(actor, 1, linked("", body)), signer)


def alone(ends: str, **changes: Any) -> Callable[[str], Tale]:
    """One operation, of which parts are other."""

    def tell(here: str) -> Tale:
        body, head = one(**changes)
        return Tale((), bundle([body], head), ends)

    return tell


def foreign_record(here: str) -> Tale:
    body, head = one(record=f"committee.{here}.{'0' * 10}")
    return Tale((), bundle([body], head), "refused")


def foreign_actor(here: str) -> Tale:
    """A valid key signs for an actor of the very office that is to take it in."""
    actor = f"{here}.pc1aaa.submitted"
    body, head = one(actor=actor)
    return Tale((), bundle([body], head), "refused")


def forged_author(here: str) -> Tale:
    """Whoever hands on writes in the author's name and signs the head itself."""
    body, head = one("মিথ্যা", signer=RELAY_KEY)
    return Tale((), bundle([body], head, office=RELAY, key=RELAY_KEY), "refused")


def forged_head(here: str) -> Tale:
    """The head names the author's key, but whoever hands it on has signed it."""
    body, head = one("মিথ্যা", signer=RELAY_KEY)
    forged = replace(head, key=sshsig.public_line(KEY))
    return Tale((), bundle([body], forged, office=RELAY, key=RELAY_KEY), "refused")


def moved_signature(here: str) -> Tale:
    """The author's signature of one head stands under another."""
    bodies, head = chain(ACTOR, ["ক", "খ"])
    _, first = one()
    return Tale((), bundle(bodies, replace(head, signature=first.signature), office=RELAY, key=RELAY_KEY), "refused")


def head_as_bundle(here: str) -> Tale:
    """The head is signed for another purpose."""
    body, head = one()
    other = sshsig.sign(KEY, BUNDLE, heads.statement(head))
    return Tale((), bundle([body], replace(head, signature=other)), "refused")


def unsigned_head(here: str) -> Tale:
    body, head = one()
    return Tale((), bundle([body], replace(head, key="", signature="")), "refused")


def wrong_sender(here: str) -> Tale:
    """A key that counts, but for another office than the manifest names."""
    body, head = one()
    return Tale((), bundle([body], head, office=RELAY), "refused")


def unknown_sender(here: str) -> Tale:
    body, head = one(signer=STRANGER_KEY)
    return Tale((), bundle([body], head, key=STRANGER_KEY), "unknown")


def unknown_author(here: str) -> Tale:
    body, head = one(actor="f0re1gn1.pc1aaa.submitted", signer=STRANGER_KEY)
    return Tale((), bundle([body], head, office=RELAY, key=RELAY_KEY), "unknown")


def drafts(here: str) -> Tale:
    body, head = one(actor=f"{OURS}.pc1aaa.drafts")
    return Tale((), bundle([body], head), "refused")


def for_another(here: str) -> Tale:
    body, head = one()
    return Tale((), bundle([body], head, to="an0ther1"), "refused")


def replay(here: str) -> Tale:
    body, head = one()
    return Tale((bundle([body], head),), bundle([body], head), "same")


def replay_by_another(here: str) -> Tale:
    """What the author sent comes once more, handed on."""
    body, head = one()
    return Tale((bundle([body], head),), bundle([body], head, office=RELAY, key=RELAY_KEY), "same")


def rollback(here: str) -> Tale:
    """After a newer bundle comes an older one, with an older acknowledgement."""
    bodies, head = chain(ACTOR, ["ক", "খ", "গ"])
    body, first = one()
    return Tale((bundle(bodies, head, have={ACTOR: 3}),), bundle([body], first, have={ACTOR: 1}), "same")


def fork(here: str) -> Tale:
    """Another operation under a number that is taken."""
    body, head = one()
    other, end = one("অন্য")
    return Tale((bundle([body], head),), bundle([other], end), "refused")


def fork_below(here: str) -> Tale:
    """A longer chain that parted from ours on the way."""
    bodies, head = chain(ACTOR, ["ক", "খ", "গ"])
    others, end = chain(ACTOR, ["ক", "অন্য", "গ", "ঘ"])
    return Tale((bundle(bodies, head),), bundle(others, end), "refused")


def fork_after(here: str) -> Tale:
    """What follows our last operation says that it follows another."""
    bodies, head = chain(ACTOR, ["ক", "খ"])
    later, end = chain(ACTOR, ["গ"], 3, "0" * 64)
    return Tale((bundle(bodies, head),), bundle(later, end, first=3), "refused")


def boast(here: str) -> Tale:
    """It says that it has what nobody ever wrote."""
    body, head = one()
    return Tale((), bundle([body], head, have={f"{here}.pc1aaa.submitted": 2**62}), "taken")


TALES: dict[str, Callable[[str], Tale]] = {
    "a valid key writes another office's record": foreign_record,
    "a valid key writes for an actor of another office": foreign_actor,
    "whoever hands on forges the author": forged_author,
    "whoever hands on forges the author's head": forged_head,
    "a signature moved to another head": moved_signature,
    "a head signed as a bundle": head_as_bundle,
    "a head that nobody signed": unsigned_head,
    "a sender that is another office": wrong_sender,
    "an unknown sender": unknown_sender,
    "an unknown author, handed on": unknown_author,
    "drafts of another office": drafts,
    "meant for another office": for_another,
    "replay": replay,
    "replay by another": replay_by_another,
    "rollback": rollback,
    "forked actor": fork,
    "forked actor, longer": fork_below,
    "forked actor, later": fork_after,
    "boast": boast,
    "future schema": alone("waits", schema=SCHEMA + 70),
    "future schema with unknown records": alone(
        "waits", schema=SCHEMA + 70, record=f"holograph.{OURS}.{'0' * 10}", set={"x": {"over": [], "v": [1.5, None]}}
    ),
    "group that is not whole": alone("waits", group=[1, 2]),
    "group without an end": alone("waits", group=[1, 2**62]),
    "unknown kind of record": alone("refused", record=f"holograph.{OURS}.{'0' * 10}"),
    "unknown field": alone("refused", set={"password": {"over": [], "v": "x"}}),
    "number for a text": alone("refused", set={"name": {"over": [], "v": 7}}),
    "control character": alone("refused", set={"name": {"over": [], "v": "\u0000"}}),
    "text from right to left": alone("refused", set={"name": {"over": [], "v": "\u202eক"}}),
    "text composed otherwise": alone("refused", set={"name": {"over": [], "v": "\u09df"}}),
    "record without an id": alone("refused", record="committee"),
    "seq 0 for a version": alone("refused", set={"name": {"over": [[ACTOR, 0]], "v": "ক"}}),
}

"""What an exchange speaks of, as frozen dataclasses. Pure.

Offices send each other **bundles** (বান্ডেল): operations of the journal, exactly as they stand there, with a **head** for
each actor, by which the office that owns them vouches for its chain up to there. A head travels with the operations
through any number of hands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from koyradesk.errors import UserError

#: How far each actor's operations are known without a gap: actor -> seq.
Vector = Mapping[str, int]
#: Who another office is to this one. Whoever is "above" counts for other offices' keys; "own" are this office's PCs.
Role = Literal["own", "above", "below", "beside", ""]
ROLES: tuple[Role, ...] = ("own", "above", "below", "beside")
#: Written into every bundle; a reader refuses a greater one.
FORMAT = 1
#: Bytes of a bundle, on every way, packed and unpacked: more would want zip64, and FAT32 holds no more.
LARGEST = 2**32 - 2
#: How the name of a bundle's file ends: an open one's, and one's that is sealed.
SUFFIX, SECRET = ".koyra", ".koyra.age"
#: The namespaces of the signatures (SSHSIG), so that none can be passed off as another.
HEAD, BUNDLE = "koyradesk-head", "koyradesk-bundle"
#: The stream that other offices get; all others stay in the office.
SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of an actor's chain, vouched for by the actor's office: signed is ``bundle.heads.statement(head)``.

    ``key`` is the OpenSSH line of the public key ("ssh-ed25519 AAAA…"), ``signature`` the armoured SSHSIG.
    """

    actor: str
    seq: int
    link: str
    key: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself (``data/bundle.json``).

    ``office`` and ``device`` sent it, ``name`` is what people call the office; ``to`` is the office it is meant for, ""
    for any. ``made`` is the sender's clock, for people. ``ranges`` says which operations are in it, by actor (first,
    last); ``have`` what the sender holds of the receiver's: that acknowledges. ``wants`` are blobs (sha256) it asks
    for, ``blobs`` those that it brings.
    """

    office: str
    device: str
    name: str
    to: str
    made: str
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    have: Vector = field(default_factory=dict)
    wants: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()
    format: int = FORMAT


#: Of a transfer that goes out: made, being sent, lying at the receiver's, acknowledged by it, or failed. Of one that
#: came in: taken, kept from being taken for a reason (quarantine), or known already.
State = Literal["made", "sending", "sent", "acknowledged", "taken", "held", "known", "failed"]


@dataclass(frozen=True, slots=True)
class Transfer:
    """A bundle that went out or came in, as the record of transfers keeps it.

    ``id`` is the bundle's (sha256 of its tag manifest); ``receipt`` its nine digits, to be read over the phone. ``way``
    is the name of a way, or "file". ``counts`` tells what is in it by kind ("meeting": 1); ``problem`` why it failed or
    is held (``error`` is the same as an earlier program wrote it down, in Bengali alone: see ``why``). ``file`` is
    where it lies here ("" where it is gone); ``sent`` when it left, by our clock.
    """

    id: str
    out: bool
    office: str
    name: str
    way: str
    state: State
    at: datetime
    size: int = 0
    receipt: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    error: str = ""
    file: str = ""
    acknowledged: datetime | None = None
    problem: UserError | None = field(default=None, compare=False)
    sent: datetime | None = None

    def why(self, language: str) -> str:
        """Why it failed or is held, in ``language``; "" where nothing is wrong."""
        return self.problem.text(language) if self.problem is not None else self.error


@dataclass(frozen=True, slots=True)
class Partner:
    """Another office, or the other PCs of this one (role "own"), as this PC knows it.

    ``waiting`` counts the operations it has not acknowledged, ``unsent`` those that are in no bundle yet. ``heard`` is
    when it made the bundle that was taken last (its own clock); ``sent`` and ``acknowledged`` are ours.
    """

    office: str
    name: str
    role: Role
    keys: tuple[str, ...] = ()
    waiting: int = 0
    unsent: int = 0
    heard: datetime | None = None
    sent: datetime | None = None
    acknowledged: datetime | None = None

    @property
    def all_acknowledged(self) -> bool:
        """Does it hold everything that is for it?"""
        return self.waiting == 0


def receipt(bundle: str) -> str:
    """The nine digits by which two people tell each other a bundle over the phone, from its id (sha256, hex)."""
    return f"{int(bundle, 16) % 10**9:09d}"

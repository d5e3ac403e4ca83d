"""What a way to another office is: a folder, a mailbox, a server.

A way carries whole bundles and knows nothing of what is in them. What it refuses is of two kinds, and the carrier goes
by that: ``Unreachable`` passes by itself (no net, a server that is down), ``Refused`` needs a person (a password, a
full disk).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from koyradesk.errors import UserError
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from koyradesk.exchange.ledger import Way as Kept

Kind = Literal["folder", "mail", "webdav", "s3", "imap"]
KINDS: tuple[Kind, ...] = ("folder", "mail", "webdav", "s3", "imap")
#: Told after every part of a bundle: bytes that lie there, bytes of the whole. May raise to stop; what is there stays.
Watch = Callable[[int, int], None]


class Unreachable(UserError):  # noqa: N818
    """It does not work now and is tried later by itself, not before ``after`` seconds where the server named a time."""

    #: How an attempt ended that this ended.
    outcome: Literal["later"] = "later"

    def __init__(self, sentence: str, *, after: float = 0.0, **parts: Any) -> None:
        super().__init__(sentence, **parts)
        self.after = after
        #: Payload bytes that were carried all the same, where the way counts them.
        self.sent = 0


class Refused(UserError):  # noqa: N818
    """Trying again is of no use: a person must set something right first (password, space, size, address)."""

    outcome: Literal["refused"] = "refused"

    def __init__(self, sentence: str, **parts: Any) -> None:
        super().__init__(sentence, **parts)
        self.sent = 0


@dataclass(frozen=True, slots=True)
class Configured:
    """A way as it is kept, as data: ``office`` is whom it leads to, ``settings`` what its kind needs (address, user).

    No password is among them; that lies in the key store under ``secret_name(name)``.
    """

    name: str
    kind: Kind
    office: str
    settings: Mapping[str, Any] = field(default_factory=dict)


def configured(kept: Kept) -> Configured:
    """A way as the ledger keeps it.

    Raises:
        Refused: it is of a kind that this program does not know.
    """
    for kind in KINDS:
        if kind == kept.kind:
            return Configured(kept.name, kind, kept.office, kept.settings)
    sentence = N_("The way “{name}” was set up by a newer program. Install that, or set the way up anew.")
    raise Refused(sentence, name=kept.name)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A bundle lies at the other end, whole. ``sent`` are the payload bytes really carried: 0 the second time.

    ``where`` tells people where it lies; no password is in it.
    """

    where: str
    sent: int
    size: int


class Way(Protocol):
    """One configured way to somebody. Made by ``open_way``; the whole class of a kind is ``(configured, secret)``.

    What it can do besides is said by the protocols below.
    """

    name: str
    kind: Kind

    def probe(self) -> None:
        """Asks the real server something that needs the password.

        Raises:
            Refused, Unreachable: the way does not work now.
        """
        ...


@runtime_checkable
class Sends(Way, Protocol):
    """A way on which bundles go out."""

    def put(self, bundle: Path, *, id: str, office: str, to: str, watch: Watch) -> Receipt:
        """Carries the bundle ``id`` of ``office`` to the office ``to``; goes on where an earlier try ended.

        Raises:
            Refused, Unreachable: it does not lie there whole.
        """
        ...


@runtime_checkable
class Fetches(Way, Protocol):
    """A way on which bundles come in."""

    def fetch(self, to: str, into: Path, *, known: Callable[[str], bool]) -> Iterator[Path]:
        """The bundles that lie there for the office ``to``, each as it is complete, as a file in the folder ``into``.

        What ``known`` says of an id (or, where a way knows none, of a name) is not fetched again. Nothing is believed
        of what is fetched but its size and hash; nothing there is taken away.

        Raises:
            Refused, Unreachable: what was yielded before is whole all the same.
        """
        ...


@runtime_checkable
class Clears(Protocol):
    """A way on which room can be made again."""

    def clear(self, *, id: str, office: str, to: str) -> None:
        """Takes a bundle of ours away that its receiver has acknowledged.

        Raises:
            Refused, Unreachable: it lies there still.
        """
        ...


@runtime_checkable
class Learns(Protocol):
    """A way that finds something out about the other end that it has to know next time."""

    def learned(self) -> Mapping[str, Any]:
        """Settings that are to be kept with the others; asked after the other end was found to be there."""
        ...


class Secrets(Protocol):
    """What of the key store a way needs."""

    def secret(self, name: str) -> str | None:
        """The secret kept under a name, None where there is none."""
        ...

    def keep_secret(self, name: str, secret: str) -> None:
        """Keeps it."""
        ...


def secret_name(way: str) -> str:
    """Under which name the key store keeps the password of a way."""
    return f"way:{way}"

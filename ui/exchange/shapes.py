"""What the place of exchange shows, as the worker's thread gathers it. Nothing here knows the store or a widget."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from koyradesk.exchange.shapes import Partner, Role, Transfer
from koyradesk.model import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from koyradesk.differences import Piece
    from koyradesk.errors import UserError
    from koyradesk.exchange.ledger import Way

#: So many transfers are listed.
LISTED = 400
#: States of a bundle that has not reached whom it is for.
_WAITING = ("made", "sending", "failed")


def waits(one: Transfer) -> bool:
    """Whether a bundle is made and has not reached whom it is for."""
    return one.out and one.state in _WAITING


def unanswered(transfers: Iterable[Transfer]) -> frozenset[str]:
    """The offices whose last file was taken and that no file has gone to since: they do not know yet that it is here.
    ``transfers``, the newest first. A file that brought nothing wants no answer."""
    last: dict[str, Transfer] = {}
    for one in transfers:
        if one.out or (one.state == "taken" and one.counts):
            last.setdefault(one.office, one)
    return frozenset(office for office, one in last.items() if office and not one.out)


class Rival(NamedTuple):
    """One of the values of a field that stand against each other, and how it differs from the first."""

    value: Any
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that was written twice. ``whole`` is the meeting or letter it lies in, with its committee and month; ""
    where it lies in neither. ``fixed``: that is signed, and stays as it is."""

    ref: Ref
    whole: str
    name: str
    period: str
    rivals: tuple[Rival, ...]
    fixed: bool = False


class Bearer(NamedTuple):
    """A paper that has a number which another has too: what it is, who gave it that, its meeting or letter."""

    title: str
    by: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found after taking in and needs a person: a signed paper edited late, a memo number used twice, what an
    office above wants otherwise than it was decided here.

    ``about`` names the paper or the number, ``told`` says what to do.
    """

    kind: Literal["late", "duplicate", "apart"]
    about: str
    told: str
    meeting: str = ""
    #: Of a late edit: what is printed and what came, as differences; by whom and when; and what settles it. Of what is
    #: wanted otherwise above: ours and theirs; which office; and what settles it.
    rivals: tuple[tuple[Piece, ...], ...] = ()
    by: str = ""
    late: Any = None
    #: Of a number used twice: what has it.
    bearers: tuple[Bearer, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an office as this office knows it. ``by`` tells how: "card", or the office that countersigned it."""

    office: str
    name: str
    number: str
    public: str
    role: Role
    by: str = "card"
    since: str = ""
    revoked: str = ""
    reason: str = ""


class Standing(NamedTuple):
    """How a bundle that waits stands with its way: "later" is tried again by itself when ``due``, "asking" waits for a
    yes, "refused" for a person; "waiting" goes with the next round. "overdue" went, and ought to be
    acknowledged by now."""

    how: str
    due: datetime | None = None
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the place shows. ``number`` is that of this PC's own key."""

    office: str
    name: str
    number: str
    now: datetime
    partners: tuple[Partner, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    keys: tuple[Key, ...] = ()
    ways: tuple[Way, ...] = ()
    clashes: tuple[Clash, ...] = ()
    remarks: tuple[Remark, ...] = ()
    #: Files that a way brought and nobody has looked at yet.
    inbox: tuple[Path, ...] = ()
    #: By office, how many records of each kind are in no bundle yet.
    inside: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    #: What the offices are called in our directory that stand there.
    ties: Mapping[str, str] = field(default_factory=dict)
    #: Of the bundles that a way is set for.
    standing: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def others(self) -> tuple[Partner, ...]:
        """The other offices; PCs of this one are told apart."""
        return tuple(one for one in self.partners if one.role != "own")

    @property
    def waiting(self) -> tuple[Transfer, ...]:
        """The bundles that are made and have not arrived."""
        return tuple(one for one in self.transfers if waits(one))

    @property
    def held(self) -> tuple[Transfer, ...]:
        """What came in and was not taken."""
        return tuple(one for one in self.transfers if not one.out and one.state == "held")

    @property
    def unanswered(self) -> tuple[Partner, ...]:
        """The other offices that do not know yet that their last file was taken."""
        owed = unanswered(self.transfers)
        return tuple(one for one in self.others if one.office in owed)

    @property
    def unsent(self) -> int:
        """How many entries are for others and in no bundle yet."""
        return sum(one.unsent for one in self.others)

    @property
    def unsent_counts(self) -> Mapping[str, int]:
        """The same by kind; what several offices lack is counted once."""
        found: dict[str, int] = {}
        for counts in self.inside.values():
            for kind, count in counts.items():
                found[kind] = max(found.get(kind, 0), count)
        return found

    @property
    def brief(self) -> Brief:
        """The same in brief, for the other places: they tell nothing else than this one."""
        return brief_of(self.partners, self.transfers, len(self.clashes), len(self.ways), len(self.inbox))

    def called(self, office: str) -> str:
        """What an office is called; its code where nobody said."""
        return next((one.name for one in self.partners if one.office == office and one.name), office)


class Brief(NamedTuple):
    """What other places tell of the exchange: bundles and entries that wait, files held, fields written twice."""

    bundles: int = 0
    unsent: int = 0
    held: int = 0
    clashes: int = 0
    #: Ways that are set: what waits goes by itself.
    ways: int = 0
    #: Files that a way brought and nobody has looked at yet.
    arrived: int = 0
    #: When something of another office was taken last, from whom, and what.
    taken: Transfer | None = None


def brief_of(
    partners: Iterable[Partner], transfers: Collection[Transfer], clashes: int, ways: int, arrived: int
) -> Brief:
    """What partners and transfers, the newest first, are in brief, with how many there are of all else."""
    return Brief(
        sum(waits(one) for one in transfers),
        sum(one.unsent for one in partners if one.role != "own"),
        sum(not one.out and one.state == "held" for one in transfers),
        clashes,
        ways,
        arrived,
        next((one for one in transfers if not one.out and one.state == "taken"), None),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A stick with what lies on it for this office."""

    path: Path
    name: str
    free: int = 0
    files: tuple[Path, ...] = field(default=())

"""What the place of decisions shows, as plain values that any thread may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from koyradesk.merge import Version
    from koyradesk.obligations.lineage import Link
    from koyradesk.obligations.shapes import Evidence, Measure, Obligation, Report, Rule, Task, Told

#: Which of the obligations are listed: "week": due within seven days; "unruled": decisions nobody set a rule for.
State = Literal["open", "late", "week", "unruled", "closed"]
STATES: tuple[State, ...] = ("open", "late", "week", "unruled", "closed")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is listed: ``committee`` by its id, ``office`` by the key of its name, ``year`` as the one a fiscal year
    began in (0: all), ``words`` that the decision or its topic must hold."""

    state: State = "open"
    committee: str = ""
    office: str = ""
    year: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """An obligation with what it says and how far it is.

    ``tasks`` are the open ones of all periods and the closed ones of the newest (``period``); ``done`` of ``all`` count
    those of the newest. ``late`` is the days of the latest task, ``due`` the next day on which something is due.
    ``serves`` are the keys of the names it binds.
    """

    obligation: Obligation
    told: Told
    tasks: tuple[Task, ...] = ()
    period: str = ""
    done: int = 0
    all: int = 0
    late: int = 0
    due: date | None = None
    serves: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return self.obligation.id

    @property
    def is_done(self) -> bool:
        """Everybody has done it; the committee has yet to say so."""
        return 0 < self.all == self.done and not self.late


@dataclass(frozen=True, slots=True)
class Page:
    """The list as it is on the day ``on``: what was filtered, how many there are in each state under the other
    filters, and what can be chosen in those. ``more`` are closed ones too old to be listed.

    ``late`` counts everything late in the office, ``late_parties`` whom a reminder would go to; ``held`` tells who
    holds which party of the directory.
    """

    on: date
    filters: Filters
    matters: tuple[Matter, ...] = ()
    counts: dict[State, int] = field(default_factory=dict)
    committees: tuple[tuple[str, str], ...] = ()
    offices: tuple[tuple[str, str], ...] = ()
    years: tuple[int, ...] = ()
    late: int = 0
    late_parties: int = 0
    held: dict[str, str] = field(default_factory=dict)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """A rule that is read out of the words of a decision, and those words."""

    rule: Rule
    measure: Measure
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor of rules needs of an obligation: the rule it has, the day of the decision itself, what the words
    propose."""

    rule: Rule | None
    measure: Measure
    begun: date | None
    own: date | None = None
    proposals: tuple[Proposed, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that can have decided something; ``says``: its minutes can still tell so in a sentence."""

    id: str
    title: str
    period: str
    date: date | None
    says: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that a report is proven by; not ``there``: it vanished from the disk, or (``awaited``) the office that
    reported has not sent it yet."""

    evidence: Evidence
    there: bool
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in the log, with its proofs and the name of whose task it is of."""

    name: str
    period: str
    report: Report
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that was told of an obligation, newest first, and the line of decisions it stands in."""

    matter: Matter
    entries: tuple[Entry, ...] = ()
    line: tuple[Link, ...] = ()
    #: In which meetings it was put off and closed, in words.
    extended_in: str = ""
    closed_in: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What was written together, by the names of its groups in the journal, the newest last; ``left`` counts the
    fields that stayed because they were written since."""

    names: tuple[Version, ...] = ()
    left: int = 0

"""The records of an office as frozen dataclasses: what ``read`` and ``load`` fill, and papers are made from.

Conventions: text is NFC with inline marks (see ``markup``); "" stands for absent text (null in JSON); numbers and
labels are text exactly as printed ("১.০", "(ক)"); dates are ``datetime.date``, with the printed wording kept beside
them in ``…_text``. ``id`` is the record's id in the journal, "" until it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

#: What an attendee can be: present (উপস্থিত), excused (ছুটি/অনুমতিপ্রাপ্ত), absent (অনুপস্থিত); "" on a blank sheet.
STATES = ("present", "excused", "absent")
#: A memo in one of these states freezes what its paper was made from.
SIGNED = ("signed", "despatched")

#: Gives a new record of a kind ("item", "decision", …) its id.
Mint = Callable[[str], str]


class Ref(NamedTuple):
    """The address of a text: a record's id and the name of its field (see ``records.KINDS``)."""

    record: str
    field: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines at the head of a paper, from government down to office, and the website under them."""

    lines: tuple[str, ...] = ()
    website: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as a paper names them: name, post (পদবি), place (কর্মস্থল)."""

    name: str = ""
    designation: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the opening (প্রারম্ভিক কথা) of minutes."""

    text: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """One row of the sign-sheet (পরিশিষ্ট 'ক'). ``came`` and ``left`` by the clock ("11:20"), where that was noted."""

    name: str = ""
    designation: str = ""
    state: str = ""
    phone: str = ""
    id: str = ""
    came: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An implementer (বাস্তবায়নকারী) of an agenda item. ``group`` is a post held by many: "ইউপি সচিব (সকল)"."""

    label: str = ""
    name: str = ""
    group: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision (সিদ্ধান্ত). ``implementers`` are indexes into the item's; empty binds every one of them."""

    label: str = ""
    text: str = ""
    due: date | None = None
    implementers: tuple[int, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A row of the decision table: topic (আলোচ্য বিষয়), discussion (আলোচনা), decisions and implementers.

    Where the paper holds discussion and decisions in one column, ``discussion`` keeps that column whole and
    ``decisions`` repeats what is marked as a decision in it. ``follows`` is the id of the item of an earlier meeting
    that this one continues.
    """

    serial: str = ""
    topic: str = ""
    discussion: str = ""
    decisions: tuple[Decision, ...] = ()
    implementers: tuple[Assignment, ...] = ()
    id: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block, its date as printed above the name ("" if none).

    ``behalf`` is the post of the officer for whom it is signed (পক্ষে), "" where the signer signs for himself.
    """

    date: str = ""
    name: str = ""
    designation: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    id: str = ""
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo line (স্মারক). ``kind`` is the paper it numbers ("minutes"); ``number`` the whole number as printed.

    ``state``: draft -> numbered -> signed (frozen) -> despatched; "void" keeps a number that will not be used.
    """

    kind: str = "minutes"
    number: str = ""
    date: date | None = None
    date_text: str = ""
    bangla_date: str = ""
    state: str = "draft"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of a distribution list, blanks to fill by hand ("……") kept."""

    label: str = ""
    text: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The distribution (বিতরণ/অনুলিপি) of a paper."""

    heading: str = ""
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a correction paper (সংশোধনী) of signed minutes: where in them, what is printed, what is to be read.

    ``memo`` is the id of the paper's memo once that is signed; without one the entry is of the paper in the making.
    """

    place: str = ""
    wrong: str = ""
    right: str = ""
    id: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What was said, written down while the meeting ran: on which ``item`` (its id, "" for miscellaneous), ``at`` what
    time ("11:07"). ``decides``: it is a decision, which ``who`` carries out. ``made`` is the id of what it became a
    part of, "" as long as nothing was made of it.
    """

    text: str = ""
    at: str = ""
    item: str = ""
    decides: bool = False
    who: str = ""
    made: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something the reader of an old paper was not sure of. ``where`` is a path such as "items[3].serial"."""

    where: str
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, whole. ``layout`` is the name of a layout, or a mapping of differences with its "base" named."""

    id: str = ""
    committee: str = ""
    period: str = ""
    layout: str | Mapping[str, Any] = "upazila"
    title: str = ""
    office: Letterhead = field(default_factory=Letterhead)
    chair: Person = field(default_factory=Person)
    date: date | None = None
    date_text: str = ""
    time: str = ""
    place: str = ""
    attendance_note: str = ""
    attendees: tuple[Attendee, ...] = ()
    opening: tuple[Paragraph, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    closing: str = ""
    signatures: tuple[Signature, ...] = ()
    memos: tuple[Memo, ...] = ()
    distribution: Distribution = field(default_factory=Distribution)
    unsure: tuple[Unsure, ...] = ()
    corrections: tuple[Correction, ...] = ()
    #: When the sitting began and ended by the clock, and what was noted while it ran: for the desk, on no paper.
    begun: str = ""
    ended: str = ""
    notes: tuple[Note, ...] = ()

    def memo(self, kind: str = "minutes") -> Memo:
        """The live memo of a kind of paper; an empty draft where none was made yet.

        Of corrections there can be several, one after another: the live one is the one that is not signed.
        """
        return next((memo for memo in self.memos if memo.kind == kind and self._is_live(memo)), Memo(kind=kind))

    def _is_live(self, memo: Memo) -> bool:
        return memo.state != "void" and not (memo.kind == "correction" and memo.state in SIGNED)

    def pending(self) -> tuple[Correction, ...]:
        """The entries of the correction paper in the making."""
        return tuple(one for one in self.corrections if not one.memo)


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper with words of its own: notice (নোটিশ), endorsement (অগ্রায়ন), extract, progress, reminder (তাগিদপত্র),
    return (সচিত্র প্রতিবেদন), postponement, cancellation, reply (জবাব).

    ``meeting`` and ``of`` (a decision) are ids; ``to`` names the party it goes to; ``on`` is the day that what is late
    is reckoned from; ``serial`` counts the reminders to one party. ``subject`` (বিষয়), ``reference`` (সূত্র), ``body``
    (one paragraph to a line) and ``enclosures`` (সংযুক্তি, one to a line) that are "" are worded by the layout.
    ``facts`` hold "date_text", "time" and "place" of a meeting that is put off.
    """

    kind: str = "notice"
    id: str = ""
    meeting: str = ""
    committee: str = ""
    to: str = ""
    of: str = ""
    period: str = ""
    on: date | None = None
    serial: int | None = None
    subject: str = ""
    reference: str = ""
    body: str = ""
    enclosures: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    layout: str | Mapping[str, Any] | None = None
    distribution: Distribution = field(default_factory=Distribution)
    signatures: tuple[Signature, ...] = ()
    memos: tuple[Memo, ...] = ()

    def memo(self) -> Memo:
        """The live memo; an empty draft where none was made yet."""
        return next((memo for memo in self.memos if memo.state != "void"), Memo(kind=self.kind))

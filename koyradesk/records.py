"""The kinds of records an office keeps and their fields, as data. Pure: no I/O.

A record's id is ``kind.office.unique``: who may write it is read off the id, and so is the table it stands in. People
see and type only the unique part. Codes are Crockford's base 32 in lower case (no i, l, o, u): they survive
handwriting and the telephone.

The journal (``store.journal``) carries the fields named here, the typed tables (``store.tables``) are made from them.
A field that no one has written has its type's ``EMPTY`` value.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Literal

from koyradesk.bengali.text import controls
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Counts up whenever KINDS changes. Operations carry it; what a newer program wrote is kept and understood later.
SCHEMA = 7

#: "ref" is the id of another record, "blob" the sha256 (hex) of a file kept beside the database.
FieldType = Literal["text", "int", "date", "json", "bool", "ref", "blob"]

EMPTY: Mapping[FieldType, Any] = MappingProxyType(
    {"text": "", "int": None, "date": None, "json": None, "bool": False, "ref": None, "blob": None}
)

#: Stands for a field while somebody's name is typed who carries out a decision (or an item's decisions), no record yet.
BEGUN = "begun"
#: Stands for a field of an agenda item, or of the meeting itself, while a note on it is typed, no record yet.
NOTED = "noted"

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_IN_CODES = frozenset(ALPHABET)
OFFICE_LENGTH = 8
UNIQUE_LENGTH = 10
#: Bengali without the letters with a dot, ASCII and line ends: no control is among them, and alone none of them is
#: otherwise in NFC; two of them are only where signs become one, or a dot follows a hasanta. Bengali vowel signs make
#: Python's own test slow.
_USUAL = re.compile("[\n -~\u0964\u0965\u0980-\u09db\u09e0-\u09fd]*")
_DOUBTFUL = re.compile("[\u09c7\u09cd][\u09bc\u09be\u09d7]")
_READ_AS = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type, whether ``search`` looks into it, and for a ref the kind it points to ("" for any)."""

    type: FieldType
    searched: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. ``ordered`` records have a ``rank`` among their siblings (see ``rank``)."""

    name: str
    fields: Mapping[str, Field]
    ordered: bool = False


_TEXT = Field("text")
_FOUND = Field("text", searched=True)
_INT = Field("int")
_DATE = Field("date")
_JSON = Field("json")
_BOOL = Field("bool")
_BLOB = Field("blob")


def _ref(kind: str = "") -> Field:
    return Field("ref", to=kind)


def _kind(name: str, /, *, ordered: bool = False, **fields: Field) -> Kind:
    own = {"rank": _TEXT} if ordered else {}
    return Kind(name, MappingProxyType({"deleted": _BOOL, **own, **fields}), ordered)


#: Every kind by name. ``deleted`` is a field like any other: the bin is an undelete away.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            _kind("office", name=_FOUND, letterhead=_JSON, website=_TEXT, layout=_JSON),
            #: ``quorum`` (কোরাম): how many must be present for it to decide, as a number ("8") or a share of those on
            #: the list ("1/3"); "" where nobody said.
            _kind("committee", name=_FOUND, layout=_JSON, quorum=_TEXT),
            #: A key (চাবি) by which the office ``office`` (its code) signs what it sends: accepted by its card on
            #: ``since``, until ``revoked``. ``public`` is its line of OpenSSH without comment; ``role`` says who they
            #: are to us: "own", "above" (whose word on other offices' keys counts), "below", "beside".
            _kind(
                "key",
                office=_TEXT,
                name=_FOUND,
                public=_TEXT,
                role=_TEXT,
                since=_DATE,
                revoked=_DATE,
                reason=_FOUND,
            ),
            #: A member (সদস্য) of a committee; the party is the office or post the member sits for.
            _kind(
                "member",
                ordered=True,
                committee=_ref("committee"),
                party=_ref("party"),
                name=_FOUND,
                designation=_FOUND,
                place=_FOUND,
                phone=_FOUND,
                email=_FOUND,
                role=_TEXT,
            ),
            #: Whoever can be bound by a decision (বাস্তবায়নকারী): an "office" (দপ্তর), a "post" (পদ) of the office
            #: ``of``, a "person", or, where ``many``, a group such as "ইউপি সচিব (সকল)". ``aliases`` are other
            #: spellings somebody said mean the same; ``place`` is a code of ``places``. ``until`` ends it: an office
            #: that is closed keeps its rows. ``office`` is the code of the office that writes a book of its own as this
            #: party. ``same_as``: it was entered twice, and is the other one in truth.
            _kind(
                "party",
                ordered=True,
                name=_FOUND,
                many=_BOOL,
                of=_ref("party"),
                phone=_FOUND,
                email=_FOUND,
                sort=_TEXT,
                aliases=_JSON,
                place=_TEXT,
                until=_DATE,
                note=_FOUND,
                office=_TEXT,
                same_as=_ref("party"),
            ),
            #: Who holds a post or heads an office (``party``) from ``since`` to ``until``, both days included;
            #: ``additional``: beside a post of their own (অতিরিক্ত দায়িত্ব).
            _kind(
                "holder",
                ordered=True,
                party=_ref("party"),
                name=_FOUND,
                phone=_FOUND,
                email=_FOUND,
                since=_DATE,
                until=_DATE,
                additional=_BOOL,
                note=_FOUND,
            ),
            #: The party ``party`` belongs to the group ``group`` from ``since`` to ``until``, both days included.
            _kind(
                "belonging",
                ordered=True,
                group=_ref("party"),
                party=_ref("party"),
                since=_DATE,
                until=_DATE,
            ),
            #: ``begun`` and ``ended`` are when the sitting did, by the clock ("10:35"); ``time`` is what papers say.
            _kind(
                "meeting",
                committee=_ref("committee"),
                period=_TEXT,
                layout=_JSON,
                title=_FOUND,
                letterhead=_JSON,
                website=_TEXT,
                chair_name=_FOUND,
                chair_designation=_FOUND,
                chair_place=_FOUND,
                date=_DATE,
                date_text=_FOUND,
                time=_TEXT,
                place=_FOUND,
                attendance_note=_FOUND,
                closing=_FOUND,
                distribution_heading=_FOUND,
                unsure=_JSON,
                begun=_TEXT,
                ended=_TEXT,
            ),
            #: A paragraph of the opening of minutes.
            _kind("paragraph", ordered=True, meeting=_ref("meeting"), text=_FOUND),
            #: ``follows`` is the agenda item of an earlier meeting that this one continues.
            _kind(
                "item",
                ordered=True,
                meeting=_ref("meeting"),
                serial=_TEXT,
                topic=_FOUND,
                discussion=_FOUND,
                follows=_ref("item"),
            ),
            #: ``implementers`` is a list of ids of the item's assignments.
            _kind("decision", ordered=True, item=_ref("item"), label=_TEXT, text=_FOUND, due=_DATE, implementers=_JSON),
            _kind(
                "assignment",
                ordered=True,
                item=_ref("item"),
                label=_TEXT,
                name=_FOUND,
                many=_BOOL,
                party=_ref("party"),
            ),
            #: ``came`` and ``left``: when who came late or left early did so, by the clock ("11:20").
            _kind(
                "attendee",
                ordered=True,
                meeting=_ref("meeting"),
                member=_ref("member"),
                name=_FOUND,
                designation=_FOUND,
                state=_TEXT,
                phone=_FOUND,
                came=_TEXT,
                left=_TEXT,
            ),
            #: What was said, written down while the meeting ran: on which ``item`` (none: miscellaneous), when (``at``,
            #: "11:07", "" where no clock could be believed), whether it ``decides`` and ``who`` then carries it out.
            #: ``made`` is the record that it became a part of afterwards.
            _kind(
                "note",
                ordered=True,
                meeting=_ref("meeting"),
                item=_ref("item"),
                text=_FOUND,
                at=_TEXT,
                decides=_BOOL,
                who=_FOUND,
                made=_ref(),
            ),
            _kind(
                "signature",
                ordered=True,
                meeting=_ref("meeting"),
                letter=_ref("letter"),
                date=_TEXT,
                name=_FOUND,
                designation=_FOUND,
                place=_FOUND,
                phone=_FOUND,
                email=_FOUND,
                behalf=_FOUND,
            ),
            #: ``issue`` is the number within the file (নথি); ``pdf`` and ``hash`` are kept from signing on; ``reason``
            #: says why a number is void. ``seen`` is how far the office's journal was known when it was signed (actor
            #: -> seq): what was written elsewhere and not known then came too late for the paper.
            _kind(
                "memo",
                ordered=True,
                meeting=_ref("meeting"),
                letter=_ref("letter"),
                kind=_TEXT,
                number=_FOUND,
                file=_FOUND,
                issue=_INT,
                date=_DATE,
                date_text=_FOUND,
                bangla_date=_FOUND,
                state=_TEXT,
                reason=_FOUND,
                pdf=_BLOB,
                hash=_TEXT,
                seen=_JSON,
            ),
            _kind(
                "recipient",
                ordered=True,
                meeting=_ref("meeting"),
                letter=_ref("letter"),
                memo=_ref("memo"),
                label=_TEXT,
                text=_FOUND,
            ),
            #: A paper with words of its own (notice, reminder, return …): of a meeting, a committee, a decision
            #: (``of``), a party it goes ``to``, a ``period``, as of a day (``on``); ``serial`` counts reminders. Texts
            #: that nobody wrote are "": they are worded by the layout. ``facts`` are the new day, time and place of a
            #: meeting that is put off.
            _kind(
                "letter",
                meeting=_ref("meeting"),
                committee=_ref("committee"),
                kind=_TEXT,
                to=_FOUND,
                of=_ref(),
                period=_TEXT,
                on=_DATE,
                serial=_INT,
                subject=_FOUND,
                reference=_FOUND,
                body=_FOUND,
                enclosures=_FOUND,
                distribution_heading=_FOUND,
                facts=_JSON,
                layout=_JSON,
            ),
            #: A file (নথি): its code, and the number that is its first here (an office starts in mid-year).
            _kind("file", code=_FOUND, title=_FOUND, joint=_TEXT, first=_INT, closed=_BOOL),
            #: Numbers ``first`` to ``last`` of a file that no paper here has: "outside" (written in from the paper
            #: register), "reserved" for another PC (``device``), "void" for a ``reason``.
            _kind(
                "number",
                file=_FOUND,
                first=_INT,
                last=_INT,
                state=_TEXT,
                date=_DATE,
                to=_FOUND,
                subject=_FOUND,
                device=_TEXT,
                reason=_FOUND,
            ),
            #: A distribution list that a committee keeps under a name; ``entries`` are the recipients' texts.
            _kind("distribution", ordered=True, committee=_ref("committee"), name=_FOUND, heading=_TEXT, entries=_JSON),
            #: One entry of a correction paper (সংশোধনী) of signed minutes: where it stands in them, what is printed
            #: there and what is to be read instead. ``memo`` is the paper's own.
            _kind(
                "correction",
                ordered=True,
                meeting=_ref("meeting"),
                memo=_ref("memo"),
                place=_FOUND,
                wrong=_FOUND,
                right=_FOUND,
            ),
            #: A photo, a scan or any other file, attached to the record ``of``.
            _kind(
                "attachment",
                ordered=True,
                of=_ref(),
                name=_FOUND,
                note=_FOUND,
                media=_TEXT,
                size=_INT,
                blob=_BLOB,
            ),
            #: What a decision obliges to (বাধ্যবাধকতা). ``rule`` says when, ``measure`` how much (see ``obligations``);
            #: of a decision the rule "date" without a date means its ``due``. One that comes from elsewhere has no
            #: decision but ``text``, ``parties`` (names) and its ``source``. ``extended`` is the day its committee
            #: put it off to, in the meeting ``extended_in``; closed it stays, with its ``outcome``. ``follows`` is the
            #: obligation that it was issued anew from.
            _kind(
                "obligation",
                decision=_ref("decision"),
                topic=_FOUND,
                text=_FOUND,
                parties=_JSON,
                begun=_DATE,
                rule=_JSON,
                measure=_JSON,
                returns=_JSON,
                source=_ref(),
                source_text=_FOUND,
                follows=_ref("obligation"),
                extended=_DATE,
                extended_in=_ref("meeting"),
                closed=_DATE,
                closed_in=_ref("meeting"),
                outcome=_TEXT,
                reason=_FOUND,
            ),
            #: One party's share of an obligation in one period: a row (সারি) of its register. ``name`` is the party's
            #: as it was when the row was opened; ``period`` the first month ("2026-10"), "" where nothing recurs.
            #: Closed by the committee (``closed``), never by who reports.
            _kind(
                "task",
                obligation=_ref("obligation"),
                party=_ref("party"),
                name=_TEXT,
                period=_TEXT,
                opened=_DATE,
                due=_DATE,
                closed=_DATE,
                closed_in=_ref("meeting"),
                outcome=_TEXT,
            ),
            #: A report (প্রতিবেদন) on a task, or on all of a decision: ``count`` reached in all so far, ``state`` "done"
            #: or "", who reported (``reporter``) and how (``channel``).
            _kind(
                "progress",
                ordered=True,
                decision=_ref("decision"),
                task=_ref("task"),
                party=_ref("party"),
                date=_DATE,
                state=_TEXT,
                count=_INT,
                text=_FOUND,
                reporter=_FOUND,
                channel=_TEXT,
            ),
            _kind(
                "dispatch",
                ordered=True,
                memo=_ref("memo"),
                recipient=_ref("recipient"),
                to=_FOUND,
                channel=_TEXT,
                date=_DATE,
                acknowledged=_DATE,
                note=_FOUND,
            ),
            #: A letter that came in (ডাক): the ``issue``-th of the ``year`` in which it was received, as printed
            #: ``serial``. ``sender`` is who sent it as written, ``party`` whom of the directory that means; ``number``
            #: and ``date`` are the sender's memo; ``marked`` to whom it was given (পৃষ্ঠাঙ্কন); ``asked`` what is wanted
            #: by ``due``. Settled (নিষ্পত্তি) on ``closed``: by its ``outcome``, with ``by`` the record that it led to.
            #: ``item`` is the agenda item it was put as. Its scans are attachments.
            _kind(
                "incoming",
                year=_INT,
                issue=_INT,
                serial=_FOUND,
                received=_DATE,
                sender=_FOUND,
                party=_ref("party"),
                number=_FOUND,
                date=_DATE,
                subject=_FOUND,
                channel=_TEXT,
                marked=_FOUND,
                asked=_FOUND,
                due=_DATE,
                note=_FOUND,
                item=_ref("item"),
                closed=_DATE,
                outcome=_TEXT,
                how=_FOUND,
                by=_ref(),
            ),
            #: A sentence of the bank (বাক্যভাণ্ডার) as the office wants it offered. ``of`` is the one it is about: the name
            #: of a standing sentence ("closing.thanks"), or the words, with slots, of one learnt or written here;
            #: ``sort`` is the part of minutes it belongs to. ``text`` is what is offered in its place, "" where it
            #: stays as it is; ``committee`` the only one it is offered to. ``starred`` comes first, ``hidden`` never.
            _kind(
                "sentence",
                of=_TEXT,
                sort=_TEXT,
                committee=_ref("committee"),
                text=_TEXT,
                starred=_BOOL,
                hidden=_BOOL,
            ),
        )
    }
)


def code(length: int, draw: Callable[[int], int]) -> str:
    """A new random code; ``draw(n)`` gives a random integer below n."""
    return "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(length))


def derived(kind: str, office: str, *of: str) -> str:
    """The id of a record that there is one of for each ``of``: whoever makes it, on whichever PC, makes the same."""
    number = int.from_bytes(sha256("\0".join((kind, *of)).encode()).digest())
    unique = "".join(ALPHABET[number >> 5 * place & 31] for place in range(UNIQUE_LENGTH))
    return f"{KINDS[kind].name}.{office}.{unique}"


def as_code(typed: str) -> str:
    """A code as a person may have typed it: any case, o for 0, i and l for 1, Bengali digits."""
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in typed.strip())
    return digits.lower().translate(_READ_AS)


def is_office(code: str) -> bool:
    """Is it the code of an office, as ids and actors have it?"""
    return len(code) == OFFICE_LENGTH and _IN_CODES.issuperset(code)


def split(record: str) -> tuple[str, str, str]:
    """``kind, office, unique`` of a record id.

    Raises:
        ValueError: it is no record id.
    """
    kind, *codes = record.split(".")
    if [*map(len, codes)] != [OFFICE_LENGTH, UNIQUE_LENGTH] or not _IN_CODES.issuperset("".join(codes)):
        raise ValueError(f"no record id: {record!r}")
    return kind, codes[0], codes[1]


def short(record: str) -> str:
    """The part of an id that people see and type."""
    return record.rpartition(".")[2]


def plain(kind: Kind, name: str, value: Any) -> Any:
    """A field's value as the journal writes it: text NFC, dates ISO, JSON made of plain lists and dicts.

    Raises:
        UserError: text that cannot be kept (control characters, broken surrogates).
        TypeError, ValueError, KeyError: the value does not fit the field; a bug of the caller.
    """
    wanted = kind.fields[name].type
    if value is None or value == EMPTY[wanted]:
        return EMPTY[wanted]
    match wanted:
        case "text" | "ref" | "blob" if isinstance(value, str):
            return text(value) or EMPTY[wanted]
        case "bool" if isinstance(value, bool):
            return value
        case "int" if isinstance(value, int) and not isinstance(value, bool):
            if not -(2**63) <= value < 2**63:
                raise ValueError(f"{kind.name}.{name} does not fit into 64 bits")
            return value
        case "date" if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        case "date" if isinstance(value, str):
            return date.fromisoformat(value).isoformat()
        case "json":
            return _tree(value)
    raise TypeError(f"{kind.name}.{name} is {wanted}, not {value!r}")


def rich(kind: Kind, name: str, value: Any) -> Any:
    """The value as Python has it, from what ``plain`` gave: dates are ``date``."""
    return date.fromisoformat(value) if value and kind.fields[name].type == "date" else value


def text(value: str) -> str:
    """``value`` in NFC.

    Raises:
        UserError: it holds what is no text (see ``bengali.text.controls``).
    """
    if is_text(value):
        return value
    if not value.isprintable() and (found := controls(value)):
        raise UserError(
            N_(
                "The text holds a character that cannot be printed or kept ({code}). Remove it; "
                "it stands after “{before}”."
            ),
            code=f"U+{ord(value[found[0]]):04X}",
            before="".join(char for char in value[max(0, found[0] - 30) : found[0]] if char.isprintable()),
        )
    return unicodedata.normalize("NFC", value)


def is_text(value: str) -> bool:
    """Is it seen at once that ``text`` leaves ``value``, and each part of it, as it is? False where it is not."""
    return _USUAL.fullmatch(value) is not None and _DOUBTFUL.search(value) is None


def canonical(value: Any) -> str:
    """Canonical JSON: sorted keys, compact, no escapes beyond JSON's own. Equal values give equal bytes."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _tree(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("JSON has no such number")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys of JSON are text")
        return {text(key): _tree(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_tree(one) for one in value]
    raise TypeError(f"no JSON: {value!r}")

"""Layouts: how an office's papers look, as data. A layout is a TOML file; a meeting may carry differences from one.

Nothing here draws. ``documents.compose`` asks a layout what stands where and what it is called, ``documents.pdf`` gets
its page and its sizes. Every way in which the known minutes differ (columns and their names, numbering, labels of the
facts, dates, memo line, distribution, signature) is a key below; docs/layouts.md lists them with examples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout_data import Between, build
from koyradesk.layout_letters import (
    CancellationStyle,
    DispatchRegisterStyle,
    EndorsementStyle,
    ExtractStyle,
    IncomingReceiptStyle,
    IncomingRegisterStyle,
    LetterShape,
    MemoBookStyle,
    NoticeStyle,
    PostponementStyle,
    ProgressStyle,
    ReminderStyle,
    ReplyStyle,
    ReturnStyle,
)
from koyradesk.layout_registers import RegisterStyle
from koyradesk.layout_texts import (
    DateStyle,
    LogoFile,
    MinutesStyle,
    PageStyle,
    SerialStyle,
    Share,
    ValueStyle,
    tells,
)
from koyradesk.resources import resource

#: What a column of the decision table can hold, in this order within one cell. "discussion" is the column's whole text
#: where the paper keeps discussion and decisions together.
Part = Literal["serial", "topic", "discussion", "decisions", "implementers"]
Fact = Literal["chair", "date", "time", "date_time", "place", "attendance_note"]
Join = Literal["line", "space"]


AttendanceSummary = Annotated[str, tells("present", known=("excused", "absent", "all"))]
#: Millimetres: no printer reaches the edge of its paper.
Margin = Annotated[float, Between(5, 100)]
Points = Annotated[float, Between(5, 72)]
#: Closer than this the signs under one line touch those over the next.
Leading = Annotated[float, Between(1.1, 3)]


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins, in millimetres."""

    size: Literal["A4", "Legal"] = "A4"
    #: The long side lies across, as registers want it.
    landscape: bool = False
    top: Margin = 18
    bottom: Margin = 18
    left: Margin = 20
    right: Margin = 18
    #: Page numbers in Bengali: "{page}" and "{pages}"; "" for none. A paper of one page carries none.
    number: PageStyle = "পৃষ্ঠা {page}/{pages}"


@dataclass(frozen=True, slots=True)
class Type:
    """The face of the paper, bundled or installed on the PC; sizes in points, leading as a ratio of the size."""

    font: str = "Noto Serif Bengali"
    size: Points = 11
    leading: Leading = 1.5
    table_size: Points = 10.5
    table_leading: Leading = 1.45
    align: Literal["justify", "left"] = "justify"


@dataclass(frozen=True, slots=True)
class LetterheadStyle:
    """``bold`` counts lines from 1. ``logo`` is a JPEG or PNG file in base64, ``logo_height`` in millimetres."""

    bold: tuple[int, ...] = ()
    website: ValueStyle = "{}"
    logo: LogoFile = ""
    logo_height: Annotated[float, Between(5, 60)] = 16


@dataclass(frozen=True, slots=True)
class TitleStyle:
    bold: bool = True
    underline: bool = True


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact: its label as printed ("" sets the value alone, over the full width) and what it shows."""

    label: str = ""
    show: Fact = "place"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of the meeting: lines "label : value", or a ruled table of two columns.

    ``chair``: name, designation and place under one another ("below") or in one line ("inline").
    """

    style: Literal["lines", "table"] = "lines"
    separator: str = ":"
    chair: Literal["below", "inline"] = "below"
    rows: tuple[FactRow, ...] = (
        FactRow("সভাপতি", "chair"),
        FactRow("তারিখ", "date"),
        FactRow("সময়", "time"),
        FactRow("স্থান", "place"),
        FactRow("উপস্থিতি", "attendance_note"),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the decision table; ``width`` is a share of the whole, "" parts leave it empty to fill by hand."""

    heading: str = ""
    parts: tuple[Part, ...] = ()
    width: Share = 1


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The decision table and what stands inside its cells.

    ``topic_join``: does the discussion start on a new line after the topic or go on in its line. ``decision_join`` and
    ``implementer_join``: one to a line, or run on.
    """

    columns: Annotated[tuple[Column, ...], Between(1, 12)] = (
        Column("ক্রমিক", ("serial",), 1.0),
        Column("আলোচ্য বিষয় ও আলোচনা", ("topic", "discussion"), 5.4),
        Column("সিদ্ধান্ত", ("decisions",), 3.7),
        Column("বাস্তবায়নকারী", ("implementers",), 2.8),
    )
    heading_bold: bool = True
    topic_bold: bool = False
    topic_underline: bool = True
    topic_ending: str = ""
    topic_join: Join = "line"
    decision_join: Join = "line"
    implementer_join: Join = "line"


@dataclass(frozen=True, slots=True)
class Numbering:
    """Labels as they look for the first of their kind; ``bengali.labels`` continues them. "" leaves them out.

    ``recipient`` and the others are defaults for what is typed new; what was read from a paper keeps its own labels.
    """

    item: str = "১.০"
    decision: str = "১।"
    implementer: str = "১।"
    recipient: str = "১।"
    #: Is a list of one numbered too?
    single: bool = False


@dataclass(frozen=True, slots=True)
class SignatureStyle:
    """Which lines the signature block shows, in order, and how each is written ("{}" is the value)."""

    show: tuple[Literal["date", "name", "designation", "place", "phone", "email"], ...] = (
        "name",
        "designation",
        "place",
        "phone",
        "email",
    )
    name: ValueStyle = "({})"
    phone: ValueStyle = "☎ {}"
    email: ValueStyle = "ই-মেইল: {}"
    #: For whom it is signed (পক্ষে), the post in the genitive; it stands under the signer's own post.
    behalf: ValueStyle = "{} পক্ষে"


@dataclass(frozen=True, slots=True)
class MemoStyle:
    """The memo line: where it stands, its labels (with their own spaces), and its dates.

    ``dates``: "one" Gregorian date; "both" the Bangla date over the Gregorian with a rule between;
    ``date_style``/``bangla_style``: wording for a date that has none of its own (see ``bengali.dates.spell``).
    """

    position: Literal["top", "after"] = "after"
    number_label: str = "স্মারক নম্বর: "
    date_label: str = "তারিখ: "
    dates: Literal["one", "both"] = "both"
    date_style: DateStyle = "{d} {month} {y} খ্রিষ্টাব্দ"
    bangla_style: DateStyle = "{d} {month} {y} বঙ্গাব্দ"


@dataclass(frozen=True, slots=True)
class DistributionStyle:
    """The distribution list: its default heading and how an entry typed new ends.

    ``ending`` closes each entry, ``before_last`` stands after the last but one, ``last`` closes the last.
    """

    heading: str = "অনুলিপি সদয় জ্ঞাতার্থে ও কার্যার্থে (জ্যেষ্ঠতার ক্রমানুসারে নয়):"
    ending: str = "।"
    before_last: str = "।"
    last: str = "।"


@dataclass(frozen=True, slots=True)
class AttendanceStyle:
    """The sign-sheet (পরিশিষ্ট 'ক')."""

    heading: str = "পরিশিষ্ট ‘ক’"
    title: str = "সভায় উপস্থিত সদস্যগণের স্বাক্ষর"
    columns: Annotated[tuple[str, ...], Between(1, 8)] = ("ক্রমিক", "নাম ও পদবি", "মোবাইল নম্বর", "স্বাক্ষর")
    #: Rows left empty at the end for those who come uninvited.
    spare_rows: Annotated[int, Between(0, 200)] = 3
    #: Once it is known who came: the title, the heading over what became of each, and the words for it.
    held_title: str = "সভায় সদস্যগণের উপস্থিতি"
    held_heading: str = "উপস্থিতি"
    present: str = "উপস্থিত"
    excused: str = "অনুমতিক্রমে অনুপস্থিত"
    absent: str = "অনুপস্থিত"
    summary: AttendanceSummary = (
        "মোট সদস্য: {all} জন[; উপস্থিত: {present} জন][; অনুমতিক্রমে অনুপস্থিত: {excused} জন][; অনুপস্থিত: {absent} জন]।"
    )


@dataclass(frozen=True, slots=True)
class CorrectionStyle:
    """The correction paper (সংশোধনী) of signed minutes.

    ``sentence`` names the minutes by "{number}", "{dates}" (of their memo) and "{title}"; ``next_title`` is that of the
    second and later corrections of the same minutes.
    """

    title: str = "সংশোধনী"
    next_title: SerialStyle = "সংশোধনী-{serial}"
    sentence: MinutesStyle = (
        "এ কার্যালয়ের {dates} তারিখের {number} নম্বর স্মারকে জারিকৃত “{title}”-এর নিম্নবর্ণিত অংশ নিম্নরূপে সংশোধন করা হলো:"
    )
    columns: Annotated[tuple[str, ...], Between(4, 4)] = ("ক্রমিক", "যে অংশে", "যা আছে", "যা হবে")
    closing: str = "উক্ত কার্যবিবরণীর অন্যান্য অংশ অপরিবর্তিত থাকবে।"


@dataclass(frozen=True, slots=True)
class Layout:
    """One look for the papers of a committee or office."""

    name: str = "upazila"
    page: Page = field(default_factory=Page)
    type: Type = field(default_factory=Type)
    letterhead: LetterheadStyle = field(default_factory=LetterheadStyle)
    title: TitleStyle = field(default_factory=TitleStyle)
    facts: Facts = field(default_factory=Facts)
    table: DecisionTable = field(default_factory=DecisionTable)
    numbering: Numbering = field(default_factory=Numbering)
    #: A label before the closing sentence, as in "০৪।".
    closing_label: str = ""
    signature: SignatureStyle = field(default_factory=SignatureStyle)
    memo: MemoStyle = field(default_factory=MemoStyle)
    distribution: DistributionStyle = field(default_factory=DistributionStyle)
    attendance: AttendanceStyle = field(default_factory=AttendanceStyle)
    correction: CorrectionStyle = field(default_factory=CorrectionStyle)
    letter: LetterShape = field(default_factory=LetterShape)
    notice: NoticeStyle = field(default_factory=NoticeStyle)
    endorsement: EndorsementStyle = field(default_factory=EndorsementStyle)
    extract: ExtractStyle = field(default_factory=ExtractStyle)
    progress: ProgressStyle = field(default_factory=ProgressStyle)
    reminder: ReminderStyle = field(default_factory=ReminderStyle)
    #: Of the kind "return", which is no name in Python.
    illustrated: ReturnStyle = field(default_factory=ReturnStyle)
    postponement: PostponementStyle = field(default_factory=PostponementStyle)
    cancellation: CancellationStyle = field(default_factory=CancellationStyle)
    reply: ReplyStyle = field(default_factory=ReplyStyle)
    memo_book: MemoBookStyle = field(default_factory=MemoBookStyle)
    dispatch_register: DispatchRegisterStyle = field(default_factory=DispatchRegisterStyle)
    incoming_register: IncomingRegisterStyle = field(default_factory=IncomingRegisterStyle)
    incoming_receipt: IncomingReceiptStyle = field(default_factory=IncomingReceiptStyle)
    register: RegisterStyle = field(default_factory=RegisterStyle)
    #: Wording of a meeting's date that has none of its own.
    date_style: DateStyle = "{d} {month} {y}"
    draft_mark: str = "খসড়া"


def names() -> tuple[str, ...]:
    """The bundled layouts, by name."""
    return tuple(sorted(path.stem for path in resource("layouts").glob("*.toml")))


def resolve(wanted: str | Mapping[str, Any]) -> Layout:
    """A layout by name, or by differences ``{"base": name, …}`` laid over the named one.

    Raises:
        UserError: no such layout, an unknown key, or a value of the wrong kind.
    """
    if isinstance(wanted, str):
        return _bundled(wanted)
    rest = {key: value for key, value in wanted.items() if key != "base"}
    base = wanted.get("base", "upazila")
    if not isinstance(base, str):
        raise UserError(N_("The layout's base must be the name of a layout."), where="layout.base")
    built: Layout = build(Layout, merged(_table(base), rest), "layout")
    return built


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``over`` laid over ``base``, table by table; lists are replaced whole."""
    result = dict(base)
    for key, value in over.items():
        held = result.get(key)
        result[key] = merged(held, value) if isinstance(held, Mapping) and isinstance(value, Mapping) else value
    return result


@cache
def _bundled(name: str) -> Layout:
    built: Layout = build(Layout, _table(name), name)
    return built


def _table(name: str) -> dict[str, Any]:
    if name not in names():
        raise UserError(
            N_("There is no layout named {name}. The layouts are: {known}."),
            name=name,
            known=", ".join(names()),
            where="layout.base",
        )
    with resource("layouts", f"{name}.toml").open("rb") as stream:
        return {"name": name, **tomllib.load(stream)}

"""The form of the layout screen as data: what stands on the paper from top to bottom, and which keys set it.

A key of the layout that stands in no group would be out of the office's reach; a test sees to it that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from koyradesk.i18n import N_
from koyradesk.model import Ref

#: How a key is edited where its kind alone does not say it.
Way = Literal["", "font", "label", "date", "bangla date", "logo", "head lines", "columns"]


@dataclass(frozen=True, slots=True)
class Item:
    """A key in the form: its label, what stands under it, the unit of a number.

    ``half``: two of them stand beside one another. ``paper`` is where it is seen, if not where its group is.
    """

    path: str
    label: str
    way: Way = ""
    hint: str = ""
    unit: str = ""
    half: bool = False
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together on a paper: ``paper`` is the kind on which it is seen, ``at`` the fields it stands by, each
    with the kind of its record ("signature.name"), the first of them first."""

    name: str
    title: str
    paper: str
    items: tuple[Item, ...]
    at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Groups under one heading."""

    title: str
    groups: tuple[Group, ...]


_MM, _PT = N_("mm"), N_("pt")

_MINUTES = Section(
    N_("The paper and the minutes"),
    (
        Group(
            "page",
            N_("Paper and margins"),
            "minutes",
            (
                Item("page.size", N_("Paper")),
                Item("page.landscape", N_("The long side lies across")),
                Item("page.top", N_("Margin above"), unit=_MM, half=True),
                Item("page.bottom", N_("Margin below"), unit=_MM, half=True),
                Item("page.left", N_("Margin at the left"), unit=_MM, half=True),
                Item("page.right", N_("Margin at the right"), unit=_MM, half=True),
                Item("page.number", N_("Page number"), hint=N_("Empty: papers carry no page number.")),
            ),
        ),
        Group(
            "type",
            N_("Letters and sizes"),
            "minutes",
            (
                Item("type.font", N_("Font"), "font"),
                Item("type.size", N_("Size of the text"), unit=_PT, half=True),
                Item("type.leading", N_("Height of its lines"), unit=N_("times"), half=True),
                Item("type.table_size", N_("Size in tables"), unit=_PT, half=True),
                Item("type.table_leading", N_("Height of lines in tables"), unit=N_("times"), half=True),
                Item("type.align", N_("Paragraphs")),
            ),
            ("paragraph.text",),
        ),
        Group(
            "letterhead",
            N_("Letterhead and logo"),
            "minutes",
            (
                Item("letterhead.logo", N_("Logo"), "logo"),
                Item("letterhead.logo_height", N_("Height of the logo"), unit=_MM, half=True),
                Item("letterhead.website", N_("The website is written so"), half=True),
                Item(
                    "letterhead.bold",
                    N_("Bold lines"),
                    "head lines",
                    N_("The lines themselves are typed in the meeting, under Facts."),
                ),
            ),
            ("meeting.letterhead", "meeting.website"),
        ),
        Group(
            "title",
            N_("Title"),
            "minutes",
            (Item("title.bold", N_("Bold")), Item("title.underline", N_("Underlined"))),
            ("meeting.title",),
        ),
        Group(
            "facts",
            N_("Facts of the meeting"),
            "minutes",
            (
                Item("facts.style", N_("The facts stand")),
                Item("facts.rows", N_("Facts, in this order"), hint=N_("Without a label the value stands alone.")),
                Item("facts.separator", N_("Sign between label and value"), half=True),
                Item("facts.chair", N_("Chair"), half=True),
                Item("date_style", N_("Date of the meeting"), "date"),
            ),
            ("meeting.chair_name", "meeting.date_text", "meeting.time", "meeting.place", "meeting.attendance_note"),
        ),
        Group(
            "table",
            N_("Decision table"),
            "minutes",
            (
                Item("table.columns", N_("Columns"), "columns", N_("A column that holds nothing is filled by hand.")),
                Item("table.heading_bold", N_("Headings in bold")),
                Item("table.topic_bold", N_("Topic in bold")),
                Item("table.topic_underline", N_("Topic underlined")),
                Item("table.topic_ending", N_("Sign after the topic")),
                Item("table.topic_join", N_("The discussion begins")),
                Item("table.decision_join", N_("The next decision begins")),
                Item("table.implementer_join", N_("The next implementer begins")),
            ),
            ("item.topic", "item.discussion", "decision.text", "assignment.name"),
        ),
        Group(
            "numbering",
            N_("Numbering"),
            "minutes",
            (
                Item("numbering.item", N_("Agenda items"), "label", half=True),
                Item("numbering.decision", N_("Decisions"), "label", half=True),
                Item("numbering.implementer", N_("Implementers"), "label", half=True),
                Item("numbering.recipient", N_("Distribution"), "label", half=True),
                Item(
                    "numbering.single",
                    N_("A list of one is numbered too"),
                    hint=N_("This is for what is typed from now on; what stands in a meeting keeps its numbers."),
                ),
                Item("closing_label", N_("Label before the closing sentence")),
            ),
            ("item.serial",),
        ),
        Group(
            "signature",
            N_("Signature"),
            "minutes",
            (
                Item("signature.show", N_("Lines, in this order")),
                Item("signature.name", N_("The name is written so"), half=True),
                Item("signature.phone", N_("The phone is written so"), half=True),
                Item("signature.email", N_("The e-mail is written so"), half=True),
                Item("signature.behalf", N_("Signed for another officer"), half=True),
            ),
            ("signature.name", "signature.designation", "signature.place", "signature.phone", "signature.email"),
        ),
        Group(
            "memo",
            N_("Memo line"),
            "minutes",
            (
                Item("memo.position", N_("The memo line stands")),
                Item("memo.number_label", N_("Before the number"), half=True),
                Item("memo.date_label", N_("Before the date"), half=True),
                Item("memo.dates", N_("How many dates")),
                Item("memo.date_style", N_("Gregorian date"), "date"),
                Item("memo.bangla_style", N_("Bangla date"), "bangla date"),
            ),
            ("memo.number", "memo.bangla_date", "memo.date_text"),
        ),
        Group(
            "distribution",
            N_("Distribution"),
            "minutes",
            (
                Item(
                    "distribution.heading",
                    N_("Heading"),
                    hint=N_("This is for lists typed from now on; one that stands in a meeting stays."),
                ),
                Item("distribution.ending", N_("After each entry"), half=True),
                Item("distribution.before_last", N_("After the last but one"), half=True),
                Item("distribution.last", N_("After the last entry"), half=True),
            ),
            ("meeting.distribution_heading", "recipient.text"),
        ),
        Group(
            "draft",
            N_("Mark of a draft"),
            "draft",
            (Item("draft_mark", N_("Across every page of a draft")),),
        ),
        Group(
            "attendance",
            N_("Sign-sheet"),
            "attendance",
            (
                Item("attendance.heading", N_("Heading")),
                Item("attendance.title", N_("Title")),
                Item("attendance.columns", N_("Columns")),
                Item("attendance.spare_rows", N_("Empty rows at the end")),
                Item("attendance.held_title", N_("Title once it is known who came")),
                Item("attendance.held_heading", N_("Heading over what became of each")),
                Item("attendance.present", N_("Present"), half=True),
                Item("attendance.absent", N_("Absent"), half=True),
                Item("attendance.excused", N_("Excused")),
                Item("attendance.summary", N_("How many came")),
            ),
        ),
        Group(
            "correction",
            N_("Correction"),
            "correction",
            (
                Item("correction.title", N_("Title"), half=True),
                Item("correction.next_title", N_("Title of later ones"), half=True),
                Item("correction.sentence", N_("What is corrected")),
                Item("correction.columns", N_("Columns")),
                Item("correction.closing", N_("After the table")),
            ),
        ),
    ),
)

_LETTER = Group(
    "letter",
    N_("All letters"),
    "endorsement",
    (
        Item("letter.memo_position", N_("The memo line stands")),
        Item("letter.addressee", N_("The addressee stands")),
        Item("letter.addressee_label", N_("Before the addressee"), half=True),
        Item("letter.subject_label", N_("Before the subject"), half=True),
        Item("letter.reference_label", N_("Before the reference"), half=True),
        Item("letter.enclosures", N_("Before what is enclosed"), half=True),
        Item("letter.subject_bold", N_("Subject in bold")),
        Item("letter.salutation", N_("Salutation")),
        Item("letter.paragraph", N_("Numbers of paragraphs"), "label"),
        Item("letter.address", N_("To whom a copy goes"), half=True),
        Item("letter.copy_address", N_("To whom another copy goes"), half=True),
        Item("letter.copies", N_("Heading of the copies")),
        Item("letter.cited", N_("A memo is referred to so")),
        Item("letter.cited_again", N_("An earlier reminder is referred to so")),
        Item("letter.cited_meeting", N_("Minutes without a number are referred to so")),
        Item("letter.cited_date", N_("Date of a memo referred to"), "date"),
        Item("letter.due", N_("Dates in tables"), "date"),
        Item("letter.late", N_("For how long it is late"), half=True),
        Item("letter.remark_done", N_("Remark: carried out"), half=True),
        Item("letter.remark_late", N_("Remark: late")),
        Item("letter.remark_closed", N_("Remark: settled"), paper="progress"),
        Item("letter.share", N_("Several parties of one decision"), paper="progress"),
        Item("letter.share_all", N_("Several parties, all equally far"), paper="progress"),
        Item("letter.ditto", N_("The decision of the row before"), paper="reminder"),
    ),
)


def _of(kind: str, title: str, paper: str, *more: Item) -> Group:
    """The words of one kind of letter."""
    shared = (
        Item("title", N_("Title")),
        Item("subject", N_("Subject")),
        Item("subject_as", N_("The subject stands")),
        Item("reference", N_("Reference")),
        Item("body", N_("Paragraphs"), hint=N_("Words in square brackets are left out where there is nothing to say.")),
        Item("numbered", N_("Paragraphs are numbered from the second on")),
        *more,
        Item("enclosures", N_("What is enclosed")),
        Item("distribution", N_("Heading of the distribution")),
        Item("memo_position", N_("The memo line stands")),
    )
    items = (replace(one, path=f"{kind}.{one.path}") for one in shared)
    return Group(
        kind, title, paper, tuple(items), ("letter.subject", "letter.body", "letter.reference", "letter.enclosures")
    )


_LETTERS = Section(
    N_("Letters and their sentences"),
    (
        _LETTER,
        _of(
            "notice",
            N_("Notice"),
            "notice",
            Item("agenda", N_("Over the agenda")),
            Item("day", N_("Day of the meeting")),
            Item("chair", N_("Chair")),
        ),
        _of("endorsement", N_("Endorsement"), "endorsement"),
        _of("extract", N_("Extract"), "extract", Item("columns", N_("Columns"), "columns")),
        _of("progress", N_("Progress report"), "progress", Item("columns", N_("Columns"), "columns")),
        _of(
            "reminder",
            N_("Reminder"),
            "reminder",
            Item("second", N_("Paragraphs of the second"), paper="reminder-2"),
            Item("third", N_("Paragraphs of the third and later"), paper="reminder-3"),
            Item("columns", N_("Columns"), "columns"),
        ),
        _of(
            "illustrated",
            N_("Illustrated return"),
            "return",
            Item("rows", N_("What is told, in this order")),
            Item("parties", N_("Columns of the parties"), "columns"),
            Item("total", N_("Before the sums"), half=True),
            Item("photos", N_("Over the photos")),
            Item("photo_columns", N_("Photos beside one another")),
        ),
        _of(
            "postponement",
            N_("Postponement"),
            "postponement",
            Item("columns", N_("Columns")),
            Item("unchanged", N_("Of what stays")),
            Item("later_title", N_("Title without a new day"), paper="postponement-later"),
            Item("later_subject", N_("Subject without a new day"), paper="postponement-later"),
            Item("later_body", N_("Paragraphs without a new day"), paper="postponement-later"),
        ),
        _of("cancellation", N_("Cancellation"), "cancellation"),
        _of(
            "reply",
            N_("Reply"),
            "reply",
            Item("cited", N_("The letter that is answered")),
            Item("cited_bare", N_("The same without a number")),
        ),
    ),
)

_REGISTERS = Section(
    N_("Registers"),
    (
        Group(
            "memo_book",
            N_("Memo book"),
            "memo-book",
            (
                Item("memo_book.title", N_("Title")),
                Item("memo_book.code", N_("Before the file's code"), half=True),
                Item("memo_book.name", N_("Before the file's name"), half=True),
                Item("memo_book.columns", N_("Columns")),
                Item("memo_book.outside", N_("Used in the paper register"), half=True),
                Item("memo_book.reserved", N_("Reserved"), half=True),
                Item("memo_book.void", N_("Void"), half=True),
                Item("memo_book.missing", N_("Not accounted for"), half=True),
                Item("memo_book.summary", N_("Count of the numbers")),
                Item("memo_book.empty", N_("Where there is nothing to list")),
            ),
        ),
        Group(
            "dispatch_register",
            N_("Despatch register"),
            "dispatch-register",
            (
                Item("dispatch_register.title", N_("Title"), half=True),
                Item("dispatch_register.month", N_("Before the month"), half=True),
                Item("dispatch_register.columns", N_("Columns")),
                Item("dispatch_register.empty", N_("Where there is nothing to list")),
            ),
        ),
        Group(
            "incoming_register",
            N_("Register of incoming letters"),
            "incoming-register",
            (
                Item("incoming_register.title", N_("Title"), half=True),
                Item("incoming_register.period", N_("Before the month"), half=True),
                Item("incoming_register.columns", N_("Columns")),
                Item("incoming_register.due", N_("Where an answer is due")),
                Item("incoming_register.outside", N_("Used in the paper register"), half=True),
                Item("incoming_register.reserved", N_("Reserved"), half=True),
                Item("incoming_register.void", N_("Void"), half=True),
                Item("incoming_register.missing", N_("Not accounted for"), half=True),
                Item("incoming_register.summary", N_("Count of the letters")),
                Item("incoming_register.empty", N_("Where there is nothing to list")),
            ),
        ),
        Group(
            "incoming_receipt",
            N_("Receipt for a letter"),
            "incoming-receipt",
            (
                Item("incoming_receipt.title", N_("Title")),
                Item("incoming_receipt.rows", N_("Columns")),
                Item("incoming_receipt.sentence", N_("What it says")),
                Item("incoming_receipt.signature", N_("Where it is signed")),
            ),
        ),
        Group(
            "register",
            N_("Register of a decision"),
            "register",
            (
                Item("register.title", N_("Title")),
                Item("register.decision", N_("Before the decision"), half=True),
                Item("register.source", N_("Before the meeting"), half=True),
                Item("register.rule", N_("Before when it is due"), half=True),
                Item("register.measure", N_("Before how much is wanted"), half=True),
                Item("register.on", N_("Before the day it is true for")),
                Item("register.columns", N_("Columns and sums")),
                Item("register.done", N_("Done"), half=True),
                Item("register.undone", N_("Not done"), half=True),
                Item("register.late", N_("Under what is late")),
                Item("register.empty", N_("Where there is nothing to list")),
            ),
        ),
    ),
)

SECTIONS = (_MINUTES, _LETTERS, _REGISTERS)
GROUPS = tuple(group for section in SECTIONS for group in section.groups)

#: The papers that can be looked at, by kind.
PAPERS = (
    ("minutes", N_("Minutes")),
    ("attendance", N_("Sign-sheet")),
    ("correction", N_("Correction")),
    ("notice", N_("Notice")),
    ("endorsement", N_("Endorsement")),
    ("extract", N_("Extract")),
    ("progress", N_("Progress report")),
    ("reminder", N_("Reminder")),
    ("reminder-2", N_("Second reminder")),
    ("reminder-3", N_("Third reminder")),
    ("return", N_("Illustrated return")),
    ("postponement", N_("Postponement")),
    ("postponement-later", N_("Postponement without a new day")),
    ("cancellation", N_("Cancellation")),
    ("reply", N_("Reply")),
    ("memo-book", N_("Memo book")),
    ("dispatch-register", N_("Despatch register")),
    ("incoming-register", N_("Register of incoming letters")),
    ("incoming-receipt", N_("Receipt for a letter")),
    ("register", N_("Register of a decision")),
    ("draft", N_("Minutes as a draft")),
)


def group_of(path: str) -> Group:
    """Where a key is edited."""
    return next(group for group in GROUPS if any(item.path == path for item in group.items))


def is_at(ref: Ref, wanted: str) -> bool:
    """Whether a field is one that a group stands by."""
    return f"{ref.record.partition('.')[0]}.{ref.field}" == wanted

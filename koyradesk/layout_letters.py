"""How letters and registers look and what they say, as data: a table of the layout for each kind of paper.

The fields that their texts can hold, and what square brackets do, are told in ``layout_texts`` and docs/layouts.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from koyradesk.layout_data import Between
from koyradesk.layout_texts import DateStyle, Share, ValueStyle, tells

#: What a column of a letter's table can show of a decision; "" is filled by hand, "number" counts the rows.
Show = Literal[
    "",
    "number",
    "serial",
    "meeting",
    "topic",
    "decision",
    "implementers",
    "due",
    "late",
    "progress",
    "remark",
    "count",
    "period",
    "target",
    "share",
]
#: What a line of an illustrated return can show, and a column of what each party reported in it.
Told = Literal["meeting", "topic", "decision", "implementers", "month", "due", "target", "count", "share", "progress"]
OfParty = Literal["", "number", "implementers", "due", "late", "count", "progress", "remark"]
#: A text of a letter, or several, in which nothing must stand.
LetterText = Annotated[str, tells()]
LetterTexts = Annotated[tuple[str, ...], tells()]
OfMeeting = Annotated[str, tells("meeting")]
#: Paragraphs that name the meeting they speak of.
SpokenOfMeeting = Annotated[tuple[str, ...], tells("meeting")]
Position = Literal["", "top", "after"]


@dataclass(frozen=True, slots=True)
class MatterColumn:
    """A column of a letter's table; one of which no row says anything is left out, but for those to be filled in."""

    heading: str = ""
    show: Show = ""
    width: Share = 1


@dataclass(frozen=True, slots=True)
class PartyColumn:
    """A column of what each party reported; one of which no row says anything is left out, as in other tables."""

    heading: str = ""
    show: OfParty = ""
    width: Share = 1


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A line of an illustrated return: its label and what it tells."""

    label: str = ""
    show: Told = "decision"


@dataclass(frozen=True, slots=True)
class LetterShape:
    """What all letters have in common: what stands where, and the words around it.

    ``paragraph`` is the label of a first paragraph, shown from the second on ("" for none). ``cited`` names a memo that
    a letter refers to, ``cited_again`` a reminder before, ``cited_meeting`` a meeting whose minutes have no number.
    """

    memo_position: Literal["top", "after"] = "top"
    addressee: Literal["before", "after"] = "after"
    addressee_label: str = "প্রাপক:"
    #: The line on a copy that tells to whom it goes; ``copy_address`` where the letter itself goes to another.
    address: ValueStyle = "প্রাপক: {}"
    copy_address: ValueStyle = "অনুলিপি: {}"
    subject_label: str = "বিষয়:"
    subject_bold: bool = True
    reference_label: str = "সূত্র:"
    salutation: str = ""
    paragraph: str = "১।"
    enclosures: str = "সংযুক্তি:"
    #: The heading of the copies of a letter that goes to one office; "" for that of the distribution.
    copies: str = "অনুলিপি সদয় জ্ঞাতার্থে ও কার্যার্থে:"
    cited: Annotated[str, tells("number", known=("date",))] = "এ কার্যালয়ের[ {date} তারিখের] {number} নম্বর স্মারক"
    cited_again: Annotated[str, tells("number", "ordinal", known=("date",))] = (
        "এ কার্যালয়ের[ {date} তারিখের] {number} নম্বর স্মারক ({ordinal} তাগিদ)"
    )
    cited_meeting: Annotated[str, tells("meeting", known=("date",))] = "[{date} তারিখে অনুষ্ঠিত ]{meeting}র কার্যবিবরণী"
    #: The day of a memo that is cited, and days within tables.
    cited_date: DateStyle = "{d} {month} {y}"
    due: DateStyle = "{dd}/{mm}/{y}"
    late: ValueStyle = "{} দিন"
    #: What a remark says of a decision.
    remark_done: str = "বাস্তবায়িত"
    remark_late: ValueStyle = "সময়সীমা {} দিন অতিক্রান্ত"
    remark_closed: Annotated[str, tells(known=("outcome",))] = "নিষ্পন্ন[ ({outcome})]"
    #: What is told of parties that are equally far with a decision; how many of all are done stands before it.
    share: Annotated[str, tells("names", "status", known=("value", "late", "text"))] = (
        "{names}: {status}[, {value}][, {late}][ – {text}]"
    )
    #: The same of a decision with which all are equally far.
    share_all: Annotated[str, tells("status", known=("names", "value", "late", "text"))] = (
        "{status}[, {value}][, {late}][ – {text}]"
    )
    #: In the place of a decision that the row before tells already, for another period.
    ditto: str = "ঐ"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one kind of letter.

    ``title`` stands over it ("" for none); the subject (বিষয়) as a line of its own or, with ``subject_as`` "title", in
    the place of the title. What the letter lists stands after the first paragraph of its ``body``. ``distribution`` is
    the heading of its list, "" for the layout's own.
    """

    title: LetterText = ""
    subject_as: Literal["line", "title"] = "line"
    memo_position: Position = ""
    #: Are paragraphs numbered from the second on?
    numbered: bool = True
    subject: LetterText = ""
    reference: LetterText = ""
    body: LetterTexts = ()
    enclosures: LetterTexts = ()
    distribution: str = ""


@dataclass(frozen=True, slots=True)
class NoticeStyle(Wording):
    """The notice (নোটিশ) of a meeting. ``day`` is how its date is written, ``chair`` as ``facts.chair``."""

    title: LetterText = "সভার নোটিশ"
    numbered: bool = False
    subject: OfMeeting = "{meeting} আহ্বান।"
    body: SpokenOfMeeting = (
        "সংশ্লিষ্ট সকলের সদয় অবগতির জন্য জানানো যাচ্ছে যে, {meeting} নিম্নবর্ণিত তারিখ, সময় ও স্থানে অনুষ্ঠিত হবে:",
        "উক্ত সভায় যথাসময়ে উপস্থিত থাকার জন্য সংশ্লিষ্ট সকলকে বিনীতভাবে অনুরোধ করা হলো।",
    )
    distribution: str = "বিতরণ (জ্যেষ্ঠতার ক্রমানুসারে নয়):"
    agenda: str = "আলোচ্যসূচি:"
    chair: Literal["below", "inline"] = "inline"
    day: Annotated[str, tells("date", known=("weekday",))] = "{date}[, {weekday}]"


@dataclass(frozen=True, slots=True)
class EndorsementStyle(Wording):
    """The endorsement (অগ্রায়নপত্র) that sends minutes."""

    subject: OfMeeting = "{meeting}র কার্যবিবরণী প্রেরণ।"
    body: SpokenOfMeeting = (
        "উপর্যুক্ত বিষয়ে[ {date} তারিখে অনুষ্ঠিত] {meeting}র কার্যবিবরণী সদয় অবগতি ও প্রয়োজনীয় কার্যক্রম গ্রহণের জন্য "
        "এতৎসঙ্গে প্রেরণ করা হলো।",
    )
    enclosures: LetterTexts = ("কার্যবিবরণী[ (স্মারক নম্বর {number})]।",)


@dataclass(frozen=True, slots=True)
class ExtractStyle(Wording):
    """The extract (উদ্ধৃতাংশ) of minutes: the decisions of one office."""

    title: LetterText = "কার্যবিবরণীর উদ্ধৃতাংশ"
    subject: OfMeeting = "{meeting}র সিদ্ধান্ত বাস্তবায়ন।"
    reference: LetterText = "[{cited}।]"
    body: SpokenOfMeeting = (
        "উপর্যুক্ত বিষয়ে[ {date} তারিখে অনুষ্ঠিত] {meeting}য় গৃহীত নিম্নবর্ণিত সিদ্ধান্ত বাস্তবায়নের জন্য উদ্ধৃত করা হলো:",
        "বর্ণিত সিদ্ধান্ত বাস্তবায়নে প্রয়োজনীয় কার্যক্রম গ্রহণপূর্বক অগ্রগতি সম্পর্কে এ কার্যালয়কে অবহিত করার জন্য অনুরোধ করা হলো।",
    )
    columns: Annotated[tuple[MatterColumn, ...], Between(1, 12)] = (
        MatterColumn("ক্রমিক", "serial", 1.3),
        MatterColumn("আলোচ্য বিষয়", "topic", 2.7),
        MatterColumn("সিদ্ধান্ত", "decision", 4.8),
        MatterColumn("সময়সীমা", "due", 2.1),
        MatterColumn("বাস্তবায়নকারী", "implementers", 3.0),
    )


@dataclass(frozen=True, slots=True)
class ProgressStyle(Wording):
    """The progress report (অগ্রগতি প্রতিবেদন) on the decisions of a meeting, or on all that are open."""

    subject_as: Literal["line", "title"] = "title"
    numbered: bool = False
    subject: OfMeeting = "{meeting}র সিদ্ধান্ত বাস্তবায়নের অগ্রগতি প্রতিবেদন"
    body: SpokenOfMeeting = (
        "[{date} তারিখে অনুষ্ঠিত ]{meeting}র সিদ্ধান্ত বাস্তবায়নের অগ্রগতি[ {on} তারিখ পর্যন্ত] নিম্নরূপ:",
        "মোট সিদ্ধান্ত: {count}টি[; বাস্তবায়িত: {done}টি][; অন্যভাবে নিষ্পন্ন: {settled}টি][; অবগতির জন্য: {informing}টি]"
        "[; বাস্তবায়নাধীন: {open}টি][; সময়সীমা অতিক্রান্ত: {late}টি]।",
    )
    columns: Annotated[tuple[MatterColumn, ...], Between(1, 12)] = (
        MatterColumn("ক্রমিক", "number", 1.25),
        MatterColumn("সভা", "meeting", 1.75),
        MatterColumn("সিদ্ধান্ত", "decision", 3.7),
        MatterColumn("বাস্তবায়নকারী", "implementers", 2.5),
        MatterColumn("সময়সীমা", "due", 2.25),
        MatterColumn("অগ্রগতি", "progress", 5.0),
        MatterColumn("মন্তব্য", "remark", 1.95),
    )


@dataclass(frozen=True, slots=True)
class ReminderStyle(Wording):
    """The reminder (তাগিদপত্র) of what is late: ``body`` is the first's, then the second's, then that of all later."""

    title: Annotated[str, tells("ordinal")] = "{ordinal} তাগিদপত্র"
    subject: OfMeeting = "{meeting}র সিদ্ধান্ত বাস্তবায়নের অগ্রগতি প্রতিবেদন প্রেরণ।"
    reference: LetterText = "[{cited}।]"
    body: SpokenOfMeeting = (
        "উপর্যুক্ত বিষয় ও সূত্রের পরিপ্রেক্ষিতে সদয় অবগতির জন্য জানানো যাচ্ছে যে, {meeting}র নিম্নবর্ণিত সিদ্ধান্ত বাস্তবায়নের "
        "নির্ধারিত সময়সীমা অতিক্রান্ত হলেও পূর্ণাঙ্গ বাস্তবায়ন প্রতিবেদন এ কার্যালয়ে অদ্যাবধি পাওয়া যায়নি:",
        "এমতাবস্থায়, বর্ণিত সিদ্ধান্ত বাস্তবায়নের প্রয়োজনীয় ব্যবস্থা গ্রহণপূর্বক অগ্রগতি প্রতিবেদন এ কার্যালয়ে প্রেরণের জন্য "
        "সবিনয় অনুরোধ করা হলো।",
    )
    second: SpokenOfMeeting = (
        "উপর্যুক্ত বিষয় ও সূত্রের পরিপ্রেক্ষিতে জানানো যাচ্ছে যে, ইতঃপূর্বে তাগিদপত্র প্রেরণ করা হলেও {meeting}র নিম্নবর্ণিত "
        "সিদ্ধান্তের পূর্ণাঙ্গ বাস্তবায়ন প্রতিবেদন এ কার্যালয়ে অদ্যাবধি পাওয়া যায়নি:",
        "এমতাবস্থায়, বর্ণিত সিদ্ধান্ত জরুরি ভিত্তিতে বাস্তবায়নপূর্বক পত্র প্রাপ্তির ৭ (সাত) কার্যদিবসের মধ্যে অগ্রগতি প্রতিবেদন "
        "এ কার্যালয়ে প্রেরণের জন্য পুনরায় অনুরোধ করা হলো।",
    )
    third: SpokenOfMeeting = (
        "উপর্যুক্ত বিষয় ও সূত্রের পরিপ্রেক্ষিতে জানানো যাচ্ছে যে, একাধিকবার তাগিদ দেওয়া সত্ত্বেও {meeting}র নিম্নবর্ণিত "
        "সিদ্ধান্তের পূর্ণাঙ্গ বাস্তবায়ন প্রতিবেদন এ কার্যালয়ে অদ্যাবধি পাওয়া যায়নি, যা অনভিপ্রেত:",
        "এমতাবস্থায়, পত্র প্রাপ্তির ৩ (তিন) কার্যদিবসের মধ্যে বর্ণিত সিদ্ধান্ত বাস্তবায়নপূর্বক অগ্রগতি প্রতিবেদন এ কার্যালয়ে "
        "আবশ্যিকভাবে প্রেরণের জন্য বিশেষভাবে অনুরোধ করা হলো। অন্যথায় বিষয়টি পরবর্তী সভায় উপস্থাপন করা হবে এবং ঊর্ধ্বতন "
        "কর্তৃপক্ষকে অবহিত করা হবে।",
    )
    columns: Annotated[tuple[MatterColumn, ...], Between(1, 12)] = (
        MatterColumn("ক্রমিক", "number", 1.3),
        MatterColumn("সভা", "meeting", 2.2),
        MatterColumn("সিদ্ধান্ত", "decision", 6.6),
        MatterColumn("সময়কাল", "period", 2.9),
        MatterColumn("সময়সীমা", "due", 2.45),
        MatterColumn("অতিক্রান্ত সময়", "late", 1.9),
    )


@dataclass(frozen=True, slots=True)
class ReturnStyle(Wording):
    """The illustrated return (সচিত্র প্রতিবেদন) on one decision and period.

    ``parties`` are the columns of what each reported where several did; ``total`` stands before the sums.
    """

    subject: OfMeeting = "{meeting}র সিদ্ধান্ত বাস্তবায়নের[ {period_of}] সচিত্র প্রতিবেদন প্রেরণ।"
    reference: LetterText = "[{cited}।]"
    body: SpokenOfMeeting = (
        "উপর্যুক্ত বিষয়ে[ {date} তারিখে অনুষ্ঠিত] {meeting}র নিম্নবর্ণিত সিদ্ধান্ত বাস্তবায়নের সচিত্র "
        "প্রতিবেদন সদয় অবগতির জন্য প্রেরণ করা হলো:",
    )
    rows: Annotated[tuple[ToldRow, ...], Between(1, 12)] = (
        ToldRow("আলোচ্য বিষয়", "topic"),
        ToldRow("সিদ্ধান্ত", "decision"),
        ToldRow("বাস্তবায়নকারী", "implementers"),
        ToldRow("প্রতিবেদনাধীন সময়", "month"),
        ToldRow("লক্ষ্যমাত্রা", "target"),
        ToldRow("সংখ্যা", "count"),
        ToldRow("লক্ষ্যমাত্রা অর্জন", "share"),
        ToldRow("বাস্তবায়ন অগ্রগতি", "progress"),
    )
    parties: Annotated[tuple[PartyColumn, ...], Between(1, 12)] = (
        PartyColumn("ক্রমিক", "number", 1.2),
        PartyColumn("বাস্তবায়নকারী", "implementers", 4.0),
        PartyColumn("সংখ্যা", "count", 1.4),
        PartyColumn("অগ্রগতি", "progress", 4.3),
        PartyColumn("মন্তব্য", "remark", 3.0),
    )
    total: str = "মোট"
    photos: str = "কার্যক্রমের আলোকচিত্র:"
    photo_columns: Annotated[int, Between(1, 4)] = 2


@dataclass(frozen=True, slots=True)
class PostponementStyle(Wording):
    """A meeting put off: to a day that is known, or (``later…``) to one that will be told."""

    title: LetterText = "সভার সময়সূচি পরিবর্তনের নোটিশ"
    numbered: bool = False
    subject: OfMeeting = "{meeting}র সময়সূচি পরিবর্তন।"
    reference: LetterText = "[{cited}।]"
    body: SpokenOfMeeting = (
        "সংশ্লিষ্ট সকলের সদয় অবগতির জন্য জানানো যাচ্ছে যে, অনিবার্য কারণে {meeting}র তারিখ, সময় ও স্থান নিম্নরূপে পুনর্নির্ধারণ করা হলো:",
        "পুনর্নির্ধারিত তারিখ, সময় ও স্থানে উপস্থিত থাকার জন্য সংশ্লিষ্ট সকলকে বিনীতভাবে অনুরোধ করা হলো।",
    )
    later_title: LetterText = "সভা স্থগিতকরণের নোটিশ"
    later_subject: OfMeeting = "{meeting} স্থগিতকরণ।"
    later_body: Annotated[tuple[str, ...], tells("meeting", "date")] = (
        "সংশ্লিষ্ট সকলের সদয় অবগতির জন্য জানানো যাচ্ছে যে, {date} তারিখে[ {time_at}] অনুষ্ঠেয় {meeting} "
        "অনিবার্য কারণে স্থগিত করা হলো।",
        "সভার পরবর্তী তারিখ, সময় ও স্থান পরে জানানো হবে।",
    )
    distribution: str = "বিতরণ (জ্যেষ্ঠতার ক্রমানুসারে নয়):"
    #: Headings of what is put off: of the lines, of the old and of the new day.
    columns: Annotated[tuple[str, ...], Between(3, 3)] = ("বিবরণ", "পূর্বনির্ধারিত", "পুনর্নির্ধারিত")
    unchanged: str = "অপরিবর্তিত"


@dataclass(frozen=True, slots=True)
class CancellationStyle(Wording):
    """A meeting called off."""

    title: LetterText = "সভা বাতিলের নোটিশ"
    numbered: bool = False
    subject: OfMeeting = "{meeting} বাতিল।"
    reference: LetterText = "[{cited}।]"
    body: Annotated[tuple[str, ...], tells("meeting", "date")] = (
        "সংশ্লিষ্ট সকলের সদয় অবগতির জন্য জানানো যাচ্ছে যে, {date} তারিখে[ {time_at}] অনুষ্ঠেয় {meeting} অনিবার্য কারণে বাতিল করা হলো।",
    )
    distribution: str = "বিতরণ (জ্যেষ্ঠতার ক্রমানুসারে নয়):"


@dataclass(frozen=True, slots=True)
class ReplyStyle(Wording):
    """The answer (জবাব) to a letter that came in. ``cited`` names that letter, ``cited_bare`` one without a number; the
    sender stands in the genitive."""

    subject: LetterText = "[{received}।]"
    reference: LetterText = "[{cited}।]"
    body: LetterTexts = (
        "উপর্যুক্ত বিষয় ও সূত্রের পরিপ্রেক্ষিতে চাহিত তথ্যাদি সদয় অবগতি ও পরবর্তী কার্যক্রমের জন্য এতৎসঙ্গে প্রেরণ করা হলো।",
    )
    cited: Annotated[str, tells("sender", "number", known=("date",))] = "{sender}[ {date} তারিখের] {number} নম্বর স্মারক"
    cited_bare: Annotated[str, tells("sender", known=("date",))] = "{sender}[ {date} তারিখের] পত্র"


@dataclass(frozen=True, slots=True)
class MemoBookStyle:
    """The memo book (স্মারক বহি) of a file (নথি); the words say what became of a number."""

    title: str = "স্মারক বহি"
    code: str = "নথি নম্বর"
    name: str = "নথির শিরোনাম"
    columns: Annotated[tuple[str, ...], Between(6, 6)] = (
        *("ক্রমিক নম্বর", "স্মারক নম্বর", "তারিখ", "প্রাপক", "বিষয়", "মন্তব্য"),
    )
    outside: str = "কাগজের রেজিস্টারভুক্ত"
    reserved: str = "সংরক্ষিত"
    void: str = "বাতিল"
    missing: str = "হিসাব পাওয়া যায়নি"
    summary: Annotated[str, tells("missing", known=("count", "used", "outside", "reserved", "void"))] = (
        "মোট নম্বর: {count}টি[; জারিকৃত: {used}টি][; কাগজের রেজিস্টারভুক্ত: {outside}টি][; সংরক্ষিত: {reserved}টি]"
        "[; বাতিল: {void}টি][; হিসাব পাওয়া যায়নি: {missing}টি]।"
    )
    empty: str = "এ নথির কোনো নম্বর এখনো ব্যবহৃত হয়নি।"


@dataclass(frozen=True, slots=True)
class DispatchRegisterStyle:
    """The despatch register (প্রেরণ রেজিস্টার) of a month."""

    title: str = "প্রেরণ রেজিস্টার"
    month: str = "মাস"
    columns: Annotated[tuple[str, ...], Between(8, 8)] = (
        *("ক্রমিক", "তারিখ", "স্মারক নম্বর", "প্রাপক", "বিষয়", "প্রেরণের মাধ্যম", "প্রাপ্তিস্বীকার", "মন্তব্য"),
    )
    empty: str = "এ মাসে কোনো পত্র প্রেরণ করা হয়নি।"


@dataclass(frozen=True, slots=True)
class IncomingRegisterStyle:
    """The register of incoming letters (ডাক গ্রহণ রেজিস্টার) of a month, or from one day to another; the words say what
    became of a letter, and of a number that none has."""

    title: str = "ডাক গ্রহণ রেজিস্টার"
    period: str = "সময়কাল"
    columns: Annotated[tuple[str, ...], Between(9, 9)] = (
        *("প্রাপ্তি নম্বর", "প্রাপ্তির তারিখ", "প্রেরক", "স্মারক নম্বর ও তারিখ", "বিষয়", "মাধ্যম", "পৃষ্ঠাঙ্কন", "নিষ্পত্তি", "মন্তব্য"),
    )
    #: Of a letter that something is asked in by a day.
    due: ValueStyle = "জবাবের শেষ তারিখ: {}"
    outside: str = "কাগজের রেজিস্টারভুক্ত"
    reserved: str = "অন্য কম্পিউটারের জন্য সংরক্ষিত"
    void: str = "বাতিল"
    missing: str = "হিসাব পাওয়া যায়নি"
    summary: Annotated[str, tells("count", known=("settled", "open"))] = (
        "মোট প্রাপ্ত পত্র: {count}টি[; নিষ্পন্ন: {settled}টি][; অনিষ্পন্ন: {open}টি]।"
    )
    empty: str = "এ সময়ে কোনো পত্র পাওয়া যায়নি।"


@dataclass(frozen=True, slots=True)
class IncomingReceiptStyle:
    """The slip (প্রাপ্তিস্বীকারপত্র) given to who brings a letter by hand; ``rows`` are the labels of our number and day,
    of the sender, of the memo, of the subject."""

    title: str = "পত্র প্রাপ্তিস্বীকার"
    rows: Annotated[tuple[str, ...], Between(4, 4)] = (*("প্রাপ্তি নম্বর ও তারিখ", "প্রেরক", "স্মারক নম্বর ও তারিখ", "বিষয়"),)
    sentence: str = "উপর্যুক্ত পত্রখানা এ কার্যালয়ে গৃহীত হলো।"
    signature: str = "গ্রহণকারীর স্বাক্ষর ও সিল"

"""Every kind of paper in every bundled layout: as offices write them, and as nobody hopes to have to print them.

A paper is named by its kind, its case and its layout. The cases: ``usual``; ``hard``, with all that is hard to set in
every text; ``long``, where one decision fills three pages; ``many``, with sixty implementers and eighty recipients;
``short``, of one line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import letters

from koyradesk import layout
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.documents import (
    Document,
    Rendered,
    compose_attendance,
    compose_correction,
    compose_dispatch_register,
    compose_incoming_receipt,
    compose_incoming_register,
    compose_letter,
    compose_memo_book,
    compose_minutes,
    compose_register,
    render,
)
from koyradesk.documents.compose import signer
from koyradesk.documents.key_card import compose_key_card
from koyradesk.documents.matter import Book, BookRow, DispatchRow, IncomingRow, Matter, Subject
from koyradesk.documents.registered import Register, RegisterCell, RegisterRow
from koyradesk.exchange import card
from koyradesk.layout import Layout
from koyradesk.model import (
    AgendaItem,
    Assignment,
    Attendee,
    Correction,
    Decision,
    Distribution,
    Letter,
    Letterhead,
    Meeting,
    Memo,
    Paragraph,
    Person,
    Recipient,
)

#: Letters with all their signs one upon another, joiners, and scripts and digits in one word.
KNOTS = (
    "সূক্ষ্ম লক্ষ্মীপুর র‍্যাব র‍্যাম্প স্বাতন্ত্র্য উজ্জ্বল মহৎ তাৎক্ষণিক ব্যঞ্জন গীতাঞ্জলি পাঁচটি চাঁদপুর ঊর্ধ্বতন কর্তৃক দৌর্বল্য "
    "উদ্‌যাপন বাক্‌স্বাধীনতা ষট্‌চক্র স্ট্র্যাটেজি ইন্সট্রুমেন্ট ঔজ্জ্বল্য আকাঙ্ক্ষা জ্যোৎস্না উচ্ছ্বাস তত্ত্ব ন্যূনতম শৃঙ্খলা অপরাহ্ণ হ্রাস ব্রহ্মপুত্র "
    "র্কঁ ন্ত্র্যোঁ ক্ষ্মৌঁ র্ঁ ঢ়্য দুঃখ বৈঠক গুরুত্ব হৃদয় রূপান্তর শুভ্র কোঁচা"
)
MIXED = (
    "COVID-১৯-পরবর্তী SDG-১৬.৬-এর e-GPতে ICT4Dএর ২০২৬-27অর্থবছরের A4সাইজের ৫Gসংযোগ ১০০Mbpsগতির Wi-Fiযুক্ত "
    "ই-নথিv2.5 ১৪/১১টি ৯৯.৯৯%টাকা"
)
MONEY = "৳ ১২,৩৪,৫৬৭.৫০ (বারো লক্ষ চৌত্রিশ হাজার পাঁচশত সাতষট্টি টাকা পঞ্চাশ পয়সা) ও ৳ ৯,৮৭,৬৫,৪৩২"
SIGNS = "☎ ০২৪৭৭০০০০০০ ✓ পরিদর্শিত № ৫ “উদ্ধৃতি” ‘এক’ – শেষ—আরও ½ × ২ = ১ °সে."
HARD = f"{KNOTS}। {MIXED}; {MONEY}, {SIGNS}।"
#: Ninety characters and more, as they stand in no register but in somebody's certificate.
NAME = "বীর মুক্তিযোদ্ধা আলহাজ্ব অধ্যাপক ডাঃ মোহাম্মদ আবুল কালাম আজাদ মোস্তফা কামালউদ্দিন আহমেদ চৌধুরী"
POST = "অতিরিক্ত জেলা প্রশাসক (শিক্ষা ও তথ্যপ্রযুক্তি) ও বিজ্ঞ অতিরিক্ত জেলা ম্যাজিস্ট্রেট (অতিরিক্ত দায়িত্ব)"
assert len(NAME) >= 90
SENTENCE = (
    "উপজেলা পর্যায়ের সকল দপ্তর প্রধান নিজ নিজ দপ্তরের ওয়েব পোর্টালে হালনাগাদ তথ্য, সেবার তালিকা ও কর্মকর্তার নাম প্রতি মাসের "
    "প্রথম সপ্তাহে প্রকাশ করবেন এবং {place}-এর প্রত্যয়নপত্র সভাপতির নিকট দাখিল করবেন। "
)


def long(sentences: int) -> str:
    """A text of sentences that differ, so that a reader who mixes them up is noticed."""
    return "".join(SENTENCE.format(place=f"{to_bengali(n)} নম্বর ওয়ার্ড") for n in range(1, sentences + 1)).strip()


@dataclass(frozen=True, slots=True)
class Golden:
    """A paper to be compared."""

    kind: str
    case: str
    layout: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.case}-{self.layout}"

    def compose(self) -> Document:
        return _MADE[self.kind](self.case, layout.resolve(self.layout))


@cache
def rendered(paper: Golden) -> tuple[Document, Rendered]:
    """The paper and its PDF, set once for all tests."""
    document = paper.compose()
    return document, render(document)


def _hard(held: Meeting) -> Meeting:
    """The meeting with everything hard in its texts; nobody carries anything out, so that a column is empty."""
    items = tuple(
        replace(
            item,
            topic=f"{MIXED.split()[at]} {item.topic} – ঊর্ধ্বতন কর্তৃপক্ষের উচ্চাকাঙ্ক্ষা ও স্বাতন্ত্র্য",
            discussion=f"{item.discussion} <b>{KNOTS}</b> <u>{MIXED}</u> {MONEY}; {SIGNS}।"
            if at < 2
            else item.discussion,
            decisions=tuple(replace(one, text=f"{one.text} {HARD if at < 2 else MONEY}") for one in item.decisions),
            implementers=(),
        )
        for at, item in enumerate(held.items)
    )
    signed = replace(held.signatures[0], name=NAME, designation=POST, email="uno.shalbon+koyra@example.gov.bd")
    return replace(
        held,
        title=f"{held.committee} ও {POST}-এর সমন্বয়ে ২০২৬-২৭ অর্থবছরের নভেম্বর মাসের বিশেষ সভার কার্যবিবরণী",
        chair=Person(NAME, POST, "শালবন, নমুনা"),
        place=f"{held.place}, দক্ষিণ-পশ্চিম ব্লক (A-ব্লক), কক্ষ-২০১/B",
        opening=(*held.opening, Paragraph(HARD)),
        items=items,
        signatures=(signed, *held.signatures[1:]),
    )


def _held(case: str) -> Meeting:
    held = letters.meeting()
    match case:
        case "hard":
            return _hard(held)
        case "long":
            first = replace(held.items[0], decisions=(Decision("১।", long(26), id="decision-1"),))
            return replace(held, items=(first, *held.items[1:]))
        case "many":
            who = tuple(Assignment(f"{to_bengali(n)}।", name) for n, name in enumerate(_offices(60), 1))
            first = replace(held.items[0], implementers=who)
            return replace(held, items=(first, *held.items[1:]), distribution=_eighty(held.distribution.heading))
        case "short":
            return Meeting(
                office=Letterhead(("উপজেলা নির্বাহী অফিসারের কার্যালয়",)),
                title="সভার কার্যবিবরণী",
                date=held.date,
                items=(AgendaItem("১.০", "বিবিধ", decisions=(Decision("", "নেই।", id="decision-1"),)),),
            )
    return held


def _offices(count: int) -> list[str]:
    posts = [*letters.MEMBERS, "উপজেলা যুব উন্নয়ন কর্মকর্তা, শালবন", "অধ্যক্ষ, নমুনা সরকারি কলেজ", "প্রধান শিক্ষক (সকল)"]
    return [f"{posts[at % len(posts)]} ({to_bengali(at + 1)})" for at in range(count)]


def _eighty(heading: str = "") -> Distribution:
    return Distribution(
        heading, tuple(Recipient(f"{to_bengali(n)}।", f"{one}।", f"to-{n}") for n, one in enumerate(_offices(80), 1))
    )


def _minutes(case: str, look: Layout) -> Document:
    held = _held(case)
    if case == "short":
        return compose_minutes(Meeting(title="সভা হয়নি।"), look)
    return compose_minutes(held, look, draft=case == "hard")


def _attendance(held: bool) -> Callable[[str, Layout], Document]:
    def made(case: str, look: Layout) -> Document:
        meeting = _held(case)
        people = meeting.attendees
        if case == "hard":
            people = tuple(Attendee(NAME if at % 3 else "র‍্যাব", POST, phone="০১৭০০-০০০০০০") for at in range(14))
        elif case == "many":
            people = tuple(Attendee(f"সদস্য {to_bengali(at + 1)}", one) for at, one in enumerate(_offices(80)))
        states = ("present", "present", "excused", "present", "absent")
        if held:
            people = tuple(replace(one, state=states[at % 5]) for at, one in enumerate(people))
        return compose_attendance(replace(meeting, attendees=people), look)

    return made


def _letter(shape: str) -> Callable[[str, Layout], Document]:
    def made(case: str, look: Layout) -> Document:
        letter, subject = letters.letter(shape)
        subject = replace(subject, meeting=_held(case), matters=_matters(case, subject.matters))
        if case == "short":
            letter = replace(letter, body="সভা হবে।", distribution=Distribution())
            subject = replace(subject, members=(), cited=(), photos=())
        elif case == "hard":
            letter, subject = _hard_letter(letter, subject)
        elif case == "many":
            subject = replace(subject, members=tuple(_offices(80)))
            letter = replace(
                letter, distribution=_eighty(letter.distribution.heading) if shape != "notice" else Distribution()
            )
        return compose_letter(letter, subject, look, draft=case == "hard")

    return made


def _hard_letter(letter: Letter, subject: Subject) -> tuple[Letter, Subject]:
    photos = subject.photos
    if photos:
        tall = letters.picture(5, (480, 640))
        photos = (*((one, f"{text}: {MIXED}") for one, text in photos), (tall, ""), *photos[:1])
    letter = replace(
        letter,
        to=f"{POST}, শালবন, নমুনা" if letter.to else "",
        body="" if letter.kind == "return" else f"{HARD}\n<b>{NAME}</b>, {POST} বিষয়টি দেখবেন।\n{long(1)}",
        reference=f"{MIXED}; {letters.FILE}-৬৬৪",
        enclosures=f"{HARD}\nছক (A4) ১ পাতা।",
        facts={**letter.facts, "place": "দেবীপুর ইউনিয়ন পরিষদ"} if letter.facts else {},
        memos=(replace(letter.memos[0], number="", date=None),),
    )
    return letter, replace(subject, photos=photos, members=(f"{NAME}, {POST}", *subject.members))


def _matters(case: str, held: tuple[Matter, ...]) -> tuple[Matter, ...]:
    if not held:
        return held
    first, *rest = held
    match case:
        case "hard":
            return tuple(
                replace(
                    one, text=f"{one.text} {HARD}", progress=f"{one.progress} {MIXED}", implementers=(), topic=MIXED
                )
                for one in held
            )
        case "long":
            return (replace(first, text=long(26)), *rest)
        case "many":
            return (replace(first, implementers=tuple(_offices(60))), *rest)
        case "short":
            return (replace(first, text="নেই।", implementers=(), topic="", progress="হ্যাঁ"),)
    return held


def _memo_book(case: str, look: Layout) -> Document:
    book = letters.book()
    match case:
        case "hard":
            hard = BookRow(672, 672, "void", f"{letters.FILE}-৬৭২", "২ ডিসেম্বর ২০২৬", f"{NAME}, {POST}", HARD, MIXED)
            book = Book(f"{letters.FILE}.০০০০.২৬", f"{MIXED} {KNOTS}", (*book.rows, hard))
        case "many":
            used = book.rows[5]
            book = replace(book, rows=tuple(replace(used, first=at, last=at) for at in range(1, 81)))
        case "short":
            book = Book(letters.FILE)
    return compose_memo_book(book, _held(case).office, look)


def _dispatch_register(case: str, look: Layout) -> Document:
    rows = letters.dispatched()
    match case:
        case "hard":
            hard = DispatchRow(
                "২ ডিসেম্বর ২০২৬", f"{letters.FILE}-৬৭২", f"{NAME}, {POST}", HARD, "ই-মেইল", "", "মূলকপি ই-মেইলে (PDF)"
            )
            rows = (*rows, hard)
        case "many":
            rows *= 10
        case "short":
            rows = ()
    return compose_dispatch_register(rows, "2026-12", _held(case).office, look)


def _incoming_register(case: str, look: Layout) -> Document:
    rows = letters.came()
    match case:
        case "hard":
            hard = IncomingRow("৫১", "২২/১১/২০২৬", f"{NAME}, {POST}", "", "", HARD, "ডি-নথি")
            rows = (*rows, hard)
        case "many":
            rows *= 12
        case "short":
            rows = ()
    return compose_incoming_register(rows, "নভেম্বর ২০২৬", _held(case).office, look)


def _incoming_receipt(case: str, look: Layout) -> Document:
    row = letters.came()[0]
    if case == "hard":
        row = replace(row, sender=f"{NAME}, {POST}", subject=HARD, memo=MIXED)
    if case == "short":
        row = IncomingRow("১/২০২৬", subject="ক")
    return compose_incoming_receipt(row, _held(case).office, look)


def _register(case: str, look: Layout) -> Document:
    told = (
        RegisterCell("৫"),
        RegisterCell("৩", late=True),
        RegisterCell(late=True),
        RegisterCell(done=True),
        *[RegisterCell(asked=False)] * 8,
    )
    months = tuple(
        f"{month}\n{year}" for year in ("২০২৬", "২০২৭") for month in ("জুলাই", "আগস্ট", "সেপ্টে", "ফেব্রু", "মে", "জুন")
    )
    rows = tuple(RegisterRow(name, told, "৮") for name in _offices(5))
    sums, done = (*["২৫", "১৫", "", "৫", *[""] * 8], "৪০"), ("৫/৫", "০/৫", "০/৫", "৫/৫", *[""] * 8)
    made = Register(
        *("প্রতি মাসে ন্যূনতম ০৫টি ল্যাব পরিদর্শন করে প্রতিবেদন দাখিল করতে হবে।", "মাসিক সমন্বয় সভা, ১২ আগস্ট ২০২৬"),
        *("প্রতি মাসে", "কমপক্ষে ৫টি", "২২ নভেম্বর ২০২৬", months, rows, sums, done),
    )
    match case:
        case "hard":
            rows = (
                RegisterRow(f"{NAME}, {POST}", told[:1], "", "চলমান", HARD),
                RegisterRow(KNOTS, told[2:3], "", "চলমান"),
            )
            made = replace(
                made, decision=HARD, source="", periods=("",), rows=rows, totals=("৫", "৫"), done=("২টির মধ্যে ১টি",)
            )
        case "many":
            rows = tuple(RegisterRow(name, told * 2, "১৬") for name in _offices(60))
            made = replace(made, periods=months * 2, rows=rows, totals=(*sums[:-1], *sums), done=done * 2)
        case "short":
            made = replace(made, rows=())
    return compose_register(made, _held(case).office, look)


def _correction(case: str, look: Layout) -> Document:
    told = {
        "usual": [("ক্রমিক ২.০, সিদ্ধান্ত ১", "৩১ অক্টোবর ২০২৬", "৩০ নভেম্বর ২০২৬"), ("", "কৃষি অফিসার", "মৎস্য অফিসার")],
        "hard": [(MIXED, HARD, KNOTS), ("", NAME, POST), (nfc("স্বাক্ষর"), "", f"{MONEY} {SIGNS}")],
        "long": [("ক্রমিক ১.০", long(2), long(20))],
        "many": [(f"ক্রমিক {to_bengali(n)}.০", one, f"{one}।") for n, one in enumerate(_offices(60), 1)],
        "short": [("", "ক", "খ")],
    }[case]
    entries = tuple(Correction(*texts, id=f"correction-{n}") for n, texts in enumerate(told, 1))
    held = replace(_held(case), corrections=entries)
    memo = Memo("correction", f"{letters.FILE}-৬৭৩", date(2026, 12, 6), state="numbered", id="memo-9")
    return compose_correction(replace(held, memos=(*held.memos, memo)), look)


def _key_card(case: str, look: Layout) -> Document:
    name = {"usual": "উপজেলা নির্বাহী অফিসারের কার্যালয়, শালবন", "hard": f"{POST} & {MIXED} <{NAME}>", "short": "ক"}[case]
    public = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    made = card.Card("shq2bn47", nfc(name), public)
    told = card.printed(made, day=date(2026, 12, 6), computer="UNO-PC-2" if case != "short" else "")
    held = _held(case)
    return compose_key_card(told, held.office, look, signer(held))


_MADE: dict[str, Callable[[str, Layout], Document]] = {
    "minutes": _minutes,
    "attendance": _attendance(held=False),
    "attendance-held": _attendance(held=True),
    **{shape: _letter(shape) for shape in letters.SHAPES},
    "memo-book": _memo_book,
    "dispatch-register": _dispatch_register,
    "incoming-register": _incoming_register,
    "incoming-receipt": _incoming_receipt,
    "register": _register,
    "correction": _correction,
    "key-card": _key_card,
}
KINDS = tuple(_MADE)
_CASES = {
    "long": ("minutes", "extract", "progress", "reminder-2", "correction"),
    "many": (
        "minutes",
        "attendance-held",
        "notice",
        "progress",
        "endorsement",
        "memo-book",
        "dispatch-register",
        "incoming-register",
        "register",
    ),
    "short": (
        "minutes",
        "attendance",
        "notice",
        "reminder-1",
        "return",
        "memo-book",
        "correction",
        "incoming-register",
        "incoming-receipt",
        "register",
        "key-card",
    ),
}
PAPERS = tuple(
    Golden(kind, case, name)
    for kind in KINDS
    for case in ("usual", "hard", *(case for case, kinds in _CASES.items() if kind in kinds))
    for name in layout.names()
)

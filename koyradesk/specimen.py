"""What a layout looks like: every kind of paper, of one meeting, by whatever layout. Nothing here is stored.

Letters and registers are composed from what the meeting says and, where it says nothing, from invented matter: a
layout is judged before the first such letter is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.numbering import same_style
from koyradesk.documents import (
    Document,
    compose_attendance,
    compose_correction,
    compose_dispatch_register,
    compose_incoming_receipt,
    compose_incoming_register,
    compose_letter,
    compose_memo_book,
    compose_minutes,
    compose_register,
)
from koyradesk.documents.blocks import flat
from koyradesk.documents.matter import Book, BookRow, DispatchRow, IncomingRow, Matter, Received, Share, Subject
from koyradesk.documents.naming import month_of
from koyradesk.documents.registered import Register, RegisterCell, RegisterRow
from koyradesk.layout import Layout
from koyradesk.model import Attendee, Correction, Letter, Meeting, Memo
from koyradesk.paper_key import LETTERS, OF_MEETINGS, REGISTERS
from koyradesk.relabel import endings, relabel

#: The papers that a layout is for, in the order an office meets them.
KINDS = (*OF_MEETINGS, *LETTERS, *REGISTERS, "register")
#: Letters that say something else: the later reminders by their serial, a meeting put off to a day not known yet.
VARIANTS = {"reminder-2": ("reminder", 2), "reminder-3": ("reminder", 3), "postponement-later": ("postponement", None)}
_PLAIN = "{d} {month} {y}"
_NUMBER = "০৫.৪৪.০০০০.০০০.০৬.০০১.{yy}.{serial}"


def compose(kind: str, meeting: Meeting, layout: Layout) -> Document:
    """One of ``KINDS`` or ``VARIANTS`` as the layout makes it of a meeting."""
    plain, serial = VARIANTS.get(kind, (kind, 1))
    if plain in LETTERS:
        letter, subject = _letter(plain, meeting)
        if kind in VARIANTS:
            letter = replace(letter, serial=serial, facts={})
        return compose_letter(letter, subject, layout)
    return _PAPERS[kind](meeting, layout)


@cache
def invented() -> Meeting:
    """A meeting to look at where a committee has none yet: the sample's last one."""
    from koyradesk import sample

    *_, last = sample.held_meetings(date(2026, 11, 26))
    return identified(last)


def identified(meeting: Meeting) -> Meeting:
    """The meeting with ids for all that leads back from the paper, where it was never stored."""
    if meeting.id:
        return meeting
    items = tuple(
        replace(
            item,
            id=f"item.{at}",
            decisions=tuple(replace(one, id=f"decision.{at}-{to}") for to, one in enumerate(item.decisions)),
            implementers=tuple(replace(one, id=f"assignment.{at}-{to}") for to, one in enumerate(item.implementers)),
        )
        for at, item in enumerate(meeting.items)
    )
    recipients = tuple(replace(one, id=f"recipient.{at}") for at, one in enumerate(meeting.distribution.recipients))
    return replace(
        meeting,
        id="meeting.specimen",
        items=items,
        signatures=tuple(replace(one, id=f"signature.{at}") for at, one in enumerate(meeting.signatures)),
        memos=tuple(replace(one, id=f"memo.{at}") for at, one in enumerate(meeting.memos)),
        distribution=replace(meeting.distribution, recipients=recipients),
    )


def as_new(meeting: Meeting, layout: Layout) -> Meeting:
    """The meeting numbered and sent as one that is typed anew in this layout: what was typed keeps its own labels."""
    style, items = layout.numbering, meeting.items
    if _other([item.serial for item in items], style.item):
        items = tuple(replace(item, serial="") for item in items)
    if _other([one.label for item in items for one in item.decisions], style.decision):
        items = tuple(
            replace(item, decisions=tuple(replace(one, label="") for one in item.decisions)) for item in items
        )
    if _other([one.label for item in items for one in item.implementers], style.implementer):
        items = tuple(
            replace(item, implementers=tuple(replace(one, label="") for one in item.implementers)) for item in items
        )
    sent = meeting.distribution.recipients
    bare = _other([one.label for one in sent], style.recipient)
    texts = endings([one.text for one in sent], layout.distribution)
    sent = tuple(
        replace(one, text=text, label="" if bare else one.label) for one, text in zip(sent, texts, strict=True)
    )
    heading = layout.distribution.heading if sent else ""
    same = items == meeting.items and not bare
    shown = replace(meeting, items=items, distribution=replace(meeting.distribution, heading=heading, recipients=sent))
    return shown if same else relabel(shown, layout)


def _other(held: list[str], sample: str) -> bool:
    """Whether labels are of another kind than a layout has."""
    first = next((label for label in held if label), "")
    return bool(first) and not same_style(first, sample)


def _minutes(meeting: Meeting, layout: Layout) -> Document:
    return compose_minutes(as_new(_dated(meeting), layout), layout)


def _sheet(meeting: Meeting, layout: Layout) -> Document:
    """The held sheet, with each of its words once, and empty rows as well."""
    people = meeting.attendees or invented().attendees
    states = ("present", "present", "excused", "absent")
    marked = tuple(replace(one, state=states[at % len(states)]) for at, one in enumerate(people[:4]))
    blank = compose_attendance(replace(meeting, attendees=tuple(replace(one, state="") for one in people)), layout)
    held = compose_attendance(replace(meeting, attendees=marked or (Attendee(name="ক", state="present"),)), layout)
    return replace(blank, blocks=(*blank.blocks, *held.blocks))


def _correction(meeting: Meeting, layout: Layout) -> Document:
    memo = _memo("minutes", meeting, 112)
    first = next((item for item in (*meeting.items, *invented().items) if flat(item.topic)), None)
    wrong = flat(first.topic) if first else ""
    entry = Correction("সিদ্ধান্তের ছক, ক্রমিক ১", wrong or "…", f"{wrong} (সংশোধিত)", id="correction.1")
    own = replace(_memo("correction", meeting, 118), id="memo.correction", state="draft")
    return compose_correction(replace(meeting, memos=(memo, own), corrections=(entry,)), layout)


def _memo_book(meeting: Meeting, layout: Layout) -> Document:
    day = _spelled(_day(meeting))
    states = (("used", 110), ("outside", 111), ("reserved", 112), ("void", 113), ("missing", 114))
    rows = tuple(
        BookRow(at, at, state, _numbered(meeting, at) if state == "used" else "", day if state == "used" else "")
        for state, at in states
    )
    return compose_memo_book(Book("০৫.৪৪.০০০০.০০০.০৬.০০১", meeting.committee, rows), meeting.office, layout)


def _register(meeting: Meeting, layout: Layout) -> Document:
    day = _spelled(_day(meeting))
    recipients = (meeting.distribution.recipients or invented().distribution.recipients)[:3]
    rows = [DispatchRow(day, _numbered(meeting, 112), one.text, meeting.title, "বাহক", day) for one in recipients]
    return compose_dispatch_register(rows, f"{_day(meeting):%Y-%m}", meeting.office, layout)


def _came(meeting: Meeting) -> IncomingRow:
    day = _spelled(_day(meeting))
    senders = meeting.distribution.recipients or invented().distribution.recipients
    return IncomingRow("১/২৬", day, flat(senders[0].text), _numbered(meeting, 112), day, meeting.title, "ডাক", "ক")


def _incoming_register(meeting: Meeting, layout: Layout) -> Document:
    one = _came(meeting)
    settled = replace(one, number="২/২৬", became="নথিজাত", settled=True)
    others = [IncomingRow(to_bengali(at), state=state) for at, state in enumerate(("outside", "reserved", "void"), 3)]
    rows = [replace(one, due=one.date), settled, *others, IncomingRow("৬", state="missing")]
    filled, empty = (
        compose_incoming_register(some, month_of(f"{_day(meeting):%Y-%m}"), meeting.office, layout)
        for some in (rows, ())
    )
    return replace(filled, blocks=(*filled.blocks, *empty.blocks[-1:]))


def _incoming_receipt(meeting: Meeting, layout: Layout) -> Document:
    return compose_incoming_receipt(_came(meeting), meeting.office, layout)


def _matrix(meeting: Meeting, layout: Layout) -> Document:
    matter, day = _matters(meeting)[0], _day(meeting)
    names = matter.implementers or ("উপজেলা কৃষি কর্মকর্তা, নমুনা",)
    told = (RegisterCell("১"), RegisterCell(late=True), RegisterCell(done=True), RegisterCell(done=False))
    months = tuple(month_of(f"{day.year}-{month:02}") for month in range(1, 5))
    rows = tuple(RegisterRow(name, told, "১") for name in names)
    source, on = f"{matter.meeting_title}, {_spelled(day)}", _spelled(day + timedelta(30))
    count = to_bengali(len(rows))
    sums, done = (count, "০", "০", "০", count), (count, "০", count, "০")
    register = Register(matter.text, source, "প্রতি মাসে", "কমপক্ষে ১টি", on, months, rows, sums, done)
    filled, nobody = (compose_register(one, meeting.office, layout) for one in (register, replace(register, rows=())))
    # One column alone has other headings; and what is said where nobody is asked.
    alone = replace(register, periods=("",), rows=tuple(replace(row, cells=told[:1]) for row in rows), totals=sums[:1])
    alone = replace(alone, rows=tuple(replace(row, status="চলমান", remark=matter.progress) for row in alone.rows))
    single = compose_register(alone, meeting.office, layout)
    return replace(filled, blocks=(*filled.blocks, *single.blocks[-1:], *nobody.blocks[-1:]))


_PAPERS: dict[str, Callable[[Meeting, Layout], Document]] = {
    "minutes": _minutes,
    "attendance": _sheet,
    "correction": _correction,
    "memo-book": _memo_book,
    "dispatch-register": _register,
    "incoming-register": _incoming_register,
    "incoming-receipt": _incoming_receipt,
    "register": _matrix,
}


def _letter(kind: str, meeting: Meeting) -> tuple[Letter, Subject]:
    meeting = replace(meeting, date=_day(meeting), date_text="")
    matters = _matters(meeting)
    to = next((name for one in matters for name in one.implementers), "উপজেলা কৃষি কর্মকর্তা, নমুনা")
    put_off = {"date_text": _spelled(_day(meeting) + timedelta(7))} if kind == "postponement" else {}
    letter = Letter(
        kind=kind,
        id="letter.specimen",
        meeting=meeting.id,
        committee=meeting.committee,
        to=to if kind in ("extract", "reminder", "reply") else "",
        of=matters[0].decision if kind == "return" else "",
        period=f"{_day(meeting):%Y-%m}" if kind == "return" else "",
        on=_day(meeting) + timedelta(40),
        serial=1 if kind == "reminder" else None,
        facts=put_off,
        distribution=replace(meeting.distribution, heading=""),
        memos=(replace(_memo(kind, meeting, 120), id="memo.specimen"),),
    )
    cited = (_memo("minutes", meeting, 112),) if kind != "notice" else ()
    members = tuple(flat(one.designation or one.name) for one in (meeting.attendees or invented().attendees)[:4])
    subject = Subject(meeting, (*matters, *_more(kind, matters[0], _day(meeting))), cited, members)
    came = Received(to, _numbered(meeting, 97), _day(meeting), meeting.title) if kind == "reply" else None
    return letter, replace(subject, received=came)


def _matters(meeting: Meeting) -> tuple[Matter, ...]:
    """What letters speak of: the first decisions of the meeting, one carried out, the others late."""
    source = meeting if any(item.decisions for item in meeting.items) else invented()
    day, memo = _day(meeting), _memo("minutes", meeting, 112)
    found = [
        Matter(
            decision=decision.id or f"decision.{at}",
            meeting=meeting.id,
            meeting_title=meeting.title,
            meeting_date=_spelled(day),
            memo=memo,
            serial=item.serial,
            topic=item.topic,
            label=decision.label,
            text=decision.text,
            implementers=tuple(one.name for one in item.implementers),
            due=decision.due or day + timedelta(20),
            late=20 - at,
            progress="কার্যক্রম চলমান।",
            count=12,
            done=False,
        )
        for at, item in enumerate(source.items)
        for decision in item.decisions[:1]
    ][:3]
    found = [_shared(one) if at == 0 else one for at, one in enumerate(found)]
    if len(found) > 1:
        found[-1] = replace(found[-1], late=None, done=True)
    return tuple(found)


def _more(kind: str, matter: Matter, day: date) -> tuple[Matter, ...]:
    """What only some letters tell: one that the committee settled, one that is late for two months."""
    bare = replace(matter, shares=(), done=False, count=None)
    if kind == "progress":
        settled = replace(bare, decision="decision.settled", obligation="settled", done=True, closed=True)
        return (replace(settled, outcome="dropped", late=None),)
    months = (month_of(f"{day.year}-{at:02}") for at in (1, 2)) if kind == "reminder" else ()
    monthly = replace(bare, decision="decision.monthly", obligation="monthly", late=11)
    return tuple(replace(monthly, period=month) for month in months)


def _shared(one: Matter) -> Matter:
    """A decision that several carry out, each as far as it is."""
    names = (*one.implementers, "উপজেলা কৃষি কর্মকর্তা, নমুনা", "উপজেলা মৎস্য কর্মকর্তা, নমুনা")[:2]
    shares = (
        Share(names[0], due=one.due, value=12, told="১০টির মধ্যে ১২টি", text=one.progress, status="done"),
        Share(names[1], due=one.due, late=one.late, value=3, told="১০টির মধ্যে ৩টি", status="progress"),
    )
    return replace(one, obligation="shared", shares=shares, measure="count", target="কমপক্ষে ১০টি", count=15)


def _dated(meeting: Meeting) -> Meeting:
    """With a memo number and day where the minutes have none yet, so that the memo line can be judged."""
    memo = meeting.memo()
    if memo.number:
        return meeting
    shown = replace(_memo("minutes", meeting, 112), id=memo.id or "memo.specimen")
    return replace(meeting, memos=(shown, *(one for one in meeting.memos if one.id != memo.id)))


def _memo(kind: str, meeting: Meeting, serial: int) -> Memo:
    held = meeting.memo(kind)
    if held.number:
        return replace(held, state="signed")
    day = _day(meeting) + timedelta(3)
    return Memo(kind, _numbered(meeting, serial), day, state="signed", id=f"memo.{kind}")


def _numbered(meeting: Meeting, serial: int) -> str:
    return _NUMBER.format(yy=to_bengali(f"{_day(meeting):%y}"), serial=to_bengali(serial))


def _day(meeting: Meeting) -> date:
    return meeting.date or date(2026, 11, 26)


def _spelled(day: date) -> str:
    return spell(day, _PLAIN)

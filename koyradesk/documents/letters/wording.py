"""The words of a letter that nobody typed: the layout's texts, filled from the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from koyradesk import markup, relabel
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import grouped, ordinal, to_bengali
from koyradesk.bengali.grammar import genitive, is_meeting, locative
from koyradesk.bengali.labels import nth
from koyradesk.bengali.text import nfc
from koyradesk.documents.blocks import flat
from koyradesk.documents.matter import Matter, Received, Subject
from koyradesk.documents.naming import meeting_name, month_of
from koyradesk.layout import Layout
from koyradesk.layout_letters import PostponementStyle, ReminderStyle, Wording
from koyradesk.layout_texts import fill
from koyradesk.model import Distribution, Letter, Meeting, Memo, Recipient

#: Letters that go to all who were to come.
PUBLIC = ("notice", "postponement", "cancellation")
_TIME = nfc("সময়")
#: In the place of a meeting, where nothing but what came from elsewhere is told of.
_ELSEWHERE = "ঊর্ধ্বতন কর্তৃপক্ষের নির্দেশনা"


def style_of(kind: str, layout: Layout) -> Wording:
    """The table of the layout for a kind of letter.

    Raises:
        KeyError: no letter is of that kind.
    """
    styles: Mapping[str, Wording] = {
        "notice": layout.notice,
        "endorsement": layout.endorsement,
        "extract": layout.extract,
        "progress": layout.progress,
        "reminder": layout.reminder,
        "return": layout.illustrated,
        "postponement": layout.postponement,
        "cancellation": layout.cancellation,
        "reply": layout.reply,
    }
    return styles[kind]


def worded(letter: Letter, subject: Subject, layout: Layout) -> Letter:
    """The letter with all its texts as they are printed: what nobody typed is worded by the layout."""
    style, values = _said(letter, subject, layout), values_of(letter, subject, layout)
    said = [fill(one, values) for one in style.body]
    enclosed = [*(fill(one, values) for one in style.enclosures), *subject.enclosed]
    return replace(
        letter,
        subject=letter.subject or fill(style.subject, values),
        reference=letter.reference or fill(style.reference, values),
        body=letter.body or "\n".join(one for one in said if one),
        enclosures=letter.enclosures or "\n".join(one for one in enclosed if one),
        distribution=_distribution(letter, subject, style, layout),
    )


def title_of(letter: Letter, subject: Subject, layout: Layout) -> str:
    """What stands over the letter; "" where its layout sets nothing there."""
    return fill(_said(letter, subject, layout).title, values_of(letter, subject, layout))


def matters_of(letter: Letter, subject: Subject) -> tuple[Matter, ...]:
    """The decisions that the letter speaks of: of a reminder what is late, of a return its one."""
    if letter.kind == "reminder":
        return tuple(one for one in subject.matters if one.late and not one.done)
    if letter.kind == "return":
        return tuple(one for one in subject.matters if letter.of in ("", one.decision, one.obligation))[:1]
    return tuple(one for one in subject.matters if flat(one.text))


def put_off_to(letter: Letter) -> bool:
    """Is it known when a meeting that was put off will be held?"""
    return any(flat(str(letter.facts.get(name) or "")) for name in ("date_text", "time", "place"))


def serial_of(letter: Letter, subject: Subject) -> int:
    """The how-manieth reminder it is."""
    return letter.serial or 1 + sum(memo.kind == "reminder" for memo in _numbered(subject))


def day_of(text: str, day: date | None, style: str) -> str:
    """A day as it is worded, or else as the style words it; without a mark at its end, to stand in a sentence."""
    return markup.escape(flat(text).rstrip("। ")) or (spell(day, style) if day else "")


def values_of(letter: Letter, subject: Subject, layout: Layout) -> dict[str, str]:
    """What the fields of a letter's texts stand for; "" where the records say nothing."""
    meeting, matters = subject.meeting, matters_of(letter, subject)
    name, held = _spoken_of(subject, matters, layout)
    numbered = _numbered(subject)
    serial = serial_of(letter, subject)
    informing = sum(one.informs and not one.closed for one in matters)
    settled = sum(one.closed and one.outcome != "done" for one in matters)
    done = sum(one.done for one in matters) - settled
    late = sum(1 for one in matters if one.late and not one.done)
    count = matters[0].count if letter.kind == "return" and matters else len(matters)
    month = month_of(letter.period if letter.kind == "return" else letter.period or meeting.period)
    period = matters[0].period if letter.kind == "return" and matters else ""
    return {
        "meeting": name,
        "title": _plain(meeting.title),
        "committee": _plain(meeting.committee),
        "committee_of": genitive(_plain(meeting.committee)),
        "month": month,
        "period_of": _period_of(period or month, month),
        "date": held,
        "time": _plain(meeting.time),
        "time_at": locative(_plain(meeting.time)),
        "place": _plain(meeting.place),
        "chair": ", ".join(_plain(one) for one in (meeting.chair.name, meeting.chair.designation) if flat(one)),
        "to": _plain(letter.to),
        "number": _plain(numbered[0].number) if numbered else "",
        "cited": received_as(subject.received, layout)
        if subject.received
        else _cited(letter, numbered, _sources(matters), name, held, layout),
        "on": day_of("", letter.on, layout.date_style),
        "serial": to_bengali(serial),
        "ordinal": ordinal(serial),
        "decision": _plain(matters[0].text) if matters else "",
        "count": _number(count),
        "done": _number(done),
        "settled": _number(settled),
        "informing": _number(informing),
        "open": _number(len(matters) - done - settled - informing),
        "late": _number(late),
        "new_date": _plain(str(letter.facts.get("date_text") or "")),
        "new_time": _plain(str(letter.facts.get("time") or "")),
        "new_place": _plain(str(letter.facts.get("place") or "")),
        "received": _plain(subject.received.subject) if subject.received else "",
    }


def received_as(one: Received, layout: Layout) -> str:
    """A letter that came in as it is referred to: by its sender, its day and its number."""
    style = layout.reply
    told = {
        "sender": genitive(_plain(one.sender)) if flat(one.sender) else "",
        "date": day_of("", one.date, layout.letter.cited_date),
        "number": _plain(to_bengali(one.number)),
    }
    return fill(style.cited if told["number"] else style.cited_bare, told)


def _period_of(period: str, month: str) -> str:
    """A period in the genitive: নভেম্বর ২০২৬ মাসের, অক্টোবর–ডিসেম্বর ২০২৬ সময়ের, ২০২৬-২৭ অর্থবছরের."""
    if not period:
        return ""
    if period == month:
        return f"{period} মাসের"
    return genitive(period if period.endswith("অর্থবছর") else f"{period} {_TIME}")


def _spoken_of(subject: Subject, matters: tuple[Matter, ...], layout: Layout) -> tuple[str, str]:
    """Which meeting a letter speaks of, and its day: that of its decisions, if they are all of one."""
    meeting = subject.meeting
    meetings = {one.meeting for one in matters if one.meeting}
    if any(one.source for one in matters) and not meetings:
        return _ELSEWHERE, ""
    if meetings - {meeting.id}:
        if len(meetings) > 1:
            committee = flat(meeting.committee)
            several = f"বিভিন্ন {committee}" if is_meeting(committee) else f"{genitive(committee)} বিভিন্ন সভা"
            return markup.escape(several.strip()), ""
        first = next(one for one in matters if one.meeting)
        other = Meeting(title=first.meeting_title, committee=meeting.committee)
        return meeting_name(other), day_of(first.meeting_date, None, "")
    return meeting_name(meeting), day_of(meeting.date_text, meeting.date, layout.date_style)


def _sources(matters: Iterable[Matter]) -> tuple[str, ...]:
    """Where what came from elsewhere came from, in words."""
    return tuple(dict.fromkeys(_plain(one.source) for one in matters if flat(one.source)))


def _cited(
    letter: Letter, numbered: tuple[Memo, ...], sources: tuple[str, ...], meeting: str, held: str, layout: Layout
) -> str:
    """The memos that a letter refers to and what came from elsewhere, or else the meeting; several are numbered and
    stand under one another."""
    style = layout.letter
    found: list[str] = []
    reminders = 0
    for memo in numbered:
        reminders += memo.kind == "reminder"
        told = {
            "date": day_of("" if memo.date else memo.date_text, memo.date, style.cited_date),
            "number": _plain(memo.number),
            "ordinal": ordinal(max(1, reminders)),
        }
        found.append(fill(style.cited_again if memo.kind == "reminder" else style.cited, told))
    found += sources
    if not found and letter.kind not in PUBLIC and meeting != _ELSEWHERE:
        found = [fill(style.cited_meeting, {"date": held, "meeting": meeting})]
    if len(found) < 2:
        return "".join(found)
    return ";\n".join(f"({to_bengali(number)}) {text}" for number, text in enumerate(found, 1))


def _said(letter: Letter, subject: Subject, layout: Layout) -> Wording:
    """The layout's words for a letter as it is: put off without a new day, or the second or third of its kind."""
    style = style_of(letter.kind, layout)
    if isinstance(style, PostponementStyle) and not put_off_to(letter):
        return replace(style, title=style.later_title, subject=style.later_subject, body=style.later_body)
    if isinstance(style, ReminderStyle):
        return replace(style, body=(style.body, style.second, style.third)[min(serial_of(letter, subject), 3) - 1])
    return style


def _distribution(letter: Letter, subject: Subject, style: Wording, layout: Layout) -> Distribution:
    """Who gets the letter: whom it names, or all whom the meeting invites, or who gets its minutes."""
    sent = letter.distribution
    if not sent.recipients and letter.kind in PUBLIC:
        texts = relabel.endings(subject.members, layout.distribution)
        label = layout.numbering.recipient
        labels = [nth(label, number) if label else "" for number in range(1, len(texts) + 1)]
        sent = replace(sent, recipients=tuple(map(Recipient, labels, texts)))
    elif not sent.recipients and letter.kind == "endorsement" and not flat(letter.to):
        sent = Distribution(
            sent.heading or subject.meeting.distribution.heading,
            tuple(replace(one, id="") for one in subject.meeting.distribution.recipients),
        )
    if sent.recipients and not sent.heading:
        copies = layout.letter.copies if flat(letter.to) else ""
        sent = replace(sent, heading=style.distribution or copies or layout.distribution.heading)
    return sent


def _numbered(subject: Subject) -> tuple[Memo, ...]:
    return tuple(memo for memo in subject.cited if flat(memo.number))


def _plain(marked: str) -> str:
    """A record's text within a sentence: one line, without marks, without a full stop at its end."""
    return markup.escape(flat(marked).rstrip("। "))


def _number(count: int | None) -> str:
    """A count; "" for none, so that what is said of it is left out."""
    return grouped(count) if count else ""

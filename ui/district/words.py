"""What is seen of the offices below is called in a window, and how it is read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from koyradesk.markup import escape
from koyradesk.obligations.words import days_words
from ui.district.grid import Chip, Kind, Line, Number
from ui.figures.chart import ChartLine, Part
from ui.line_list import Line as Listed
from ui.say import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from koyradesk.district.shapes import Month, Row, Topic, View
    from koyradesk.figures.counts import Count
    from ui.district.jobs import Matter, Open, Signed
    from ui.figures.bars import Tone
    from ui.say import Voice

#: What the parts of a topic's bar are.
_PARTS: tuple[tuple[str, Tone], ...] = (
    (N_("Carried out"), "good"),
    (N_("Late"), "late"),
    (N_("Under way"), "open"),
)
#: A chip of each kind as the legend shows it, and what it says.
_LEGEND: tuple[tuple[Kind, str], ...] = (
    ("in", N_("held, the minutes are here")),
    ("out", N_("held, the minutes have not come")),
    ("missed", N_("no meeting was held")),
    ("wait", N_("still to come")),
    ("", N_("not known here: after the day of the data")),
)
#: What stands in the cells where several committees share one.
_SEVERAL: tuple[tuple[Kind, int, int, str], ...] = (
    ("in", 2, 2, N_("of two committees both met, all minutes are here")),
    ("out", 2, 2, N_("both met, not all minutes have come")),
    ("missed", 1, 2, N_("of two committees one met")),
)
#: What stands below the cells of one committee.
_SUM = N_("below all: of six upazilas five met")
#: So much of a decision's text is shown in a list, and on a button.
_QUOTED, _SHORT = 150, 70


# The table


def months(view: View) -> tuple[int, ...]:
    """Which of the year's months are shown: those that have begun, of a year to come the first."""
    now = f"{view.on:%Y-%m}"
    return tuple(at for at, month in enumerate(view.months) if month <= now or at == 0)


def heads(view: View, voice: Voice) -> tuple[str, ...]:
    """The heads of the columns."""
    shown = (voice.short_month(view.months[at]) for at in months(view))
    return (voice(N_("Upazila")), *shown, voice(N_("Still open")), voice(N_("Late")), voice(N_("Data of")))


def table(view: View, voice: Voice) -> list[Line]:
    """The lines of the table."""
    shown = months(view)
    return [_line(row, shown, view, voice) for row in view.rows]


def sums(view: View, voice: Voice) -> tuple[str, ...]:
    """What stands below: in how many upazilas each month was held, what is open and late in all."""
    there = [row for row in view.rows if row.problem is None]
    if len(there) < 2:
        return ()
    told = []
    for at in months(view):
        those = [row.months[at] for row in there if at < len(row.months)]
        met, of = sum(one.met for one in those), sum(one.of for one in those)
        told.append(voice.digits(f"{met}/{of}") if of else "")
    opened, late = sum(row.open for row in there), sum(row.late for row in there)
    return (voice(N_("All together")), *told, voice.digits(opened), voice.digits(late), "")


def legend(voice: Voice, *, alone: bool = True) -> list[tuple[Chip, str]]:
    """A chip of each kind and what it means, in the table of one committee (``alone``) or of all of them."""
    shown = {"in": voice.digits(21), "out": voice.digits(21), "missed": voice(N_("not held")), "wait": "—", "": "?"}
    made = [(Chip(shown[kind], kind, voice(said)), voice(said)) for kind, said in _LEGEND]
    if alone:
        return [*made, (Chip(voice.digits("5/6"), "", voice(_SUM)), voice(_SUM))]
    several = [(Chip(voice.digits(f"{met}/{of}"), kind, voice(said)), voice(said)) for kind, met, of, said in _SEVERAL]
    return [*several, *(one for one in made if one[0].kind in ("wait", ""))]


def by_office(one: Topic, view: View, voice: Voice) -> list[ChartLine]:
    """A bar for each office that has something of a topic, in the order of the table."""
    names = {row.office: row.name for row in view.rows}
    return [_bar(code, names[code], one.offices[code], voice) for code in names if code in one.offices]


def _line(row: Row, shown: Sequence[int], view: View, voice: Voice) -> Line:
    if row.problem is not None:
        return Line(row.office, row.name, trouble=voice.refusal(row.problem))
    if row.as_of is None:
        return Line(row.office, row.name, trouble=voice(N_("Nothing has come from this office yet. Ask it to send.")))
    if not row.has:
        said = N_("It has no committee of this name.")
        return Line(row.office, row.name, trouble=voice(said))
    chips = tuple(_chip(row.months[at], bool(view.committee), voice) for at in shown)
    said = N_("1 decision open") if row.open == 1 else N_("{number} decisions open")
    opened = Number(voice.digits(row.open), voice(said, number=row.open))
    said = N_("1 of them late") if row.late == 1 else N_("{number} of them late")
    late = Number(voice.digits(row.late), voice(said, number=row.late), row.late > 0)
    return Line(row.office, row.name, chips, opened, late, _day(row, view.on, voice))


def _chip(month: Month, alone: bool, voice: Voice) -> Chip:
    """A month: of one committee its day, of all of them how many met."""
    name, key = voice.month(month.month), _meeting(month)
    day = voice.date(month.day) if month.day else ""
    if not alone and month.of > 0 and month.state in ("held", "missed"):
        words = voice.digits(f"{month.met}/{month.of}")
        said = voice(N_("{month}: {met} of {of} committees met"), month=name, met=month.met, of=month.of)
        if month.met < month.of:
            return Chip(words, "missed", said, key)
        rest = N_("all minutes are here") if month.minutes else N_("not all minutes are here")
        return Chip(words, "in" if month.minutes else "out", f"{said}, {voice(rest)}", key)
    if month.state == "held":
        said = (
            N_("{month}: met on {day}, the minutes are here")
            if month.minutes
            else N_("{month}: met on {day}, the minutes have not come")
        )
        words = voice.digits(month.day.day) if month.day else "✓"
        return Chip(words, "in" if month.minutes else "out", voice(said, month=name, day=day or "—"), key)
    if month.state == "planned":
        words = voice.digits(month.day.day) if month.day else "—"
        return Chip(words, "wait", voice(N_("{month}: planned for {day}"), month=name, day=day or "—"), key)
    others: dict[str, tuple[str, Kind, str]] = {
        "missed": (voice(N_("not held")), "missed", N_("{month}: no meeting was held")),
        "ahead": ("—", "wait", N_("{month}: no minutes yet, the month is not over or only just")),
        "unknown": ("?", "", N_("{month}: not known here, it came after the day of the data")),
    }
    words, kind, said = others.get(month.state, ("", "", N_("{month}: no meeting is expected")))
    return Chip(words, kind, voice(said, month=name), key)


def _meeting(month: Month) -> str:
    """The meeting that a month leads to: the last whose minutes are here, else the last."""
    those = [one for one in month.meetings if one.minutes] or list(month.meetings)
    return those[-1].id if those else ""


def _day(row: Row, on: date, voice: Voice) -> Number:
    assert row.as_of is not None
    words = f"{voice.digits(f'{row.as_of.day:02}')} {voice.short_month(f'{row.as_of:%Y-%m}')}"
    if (on - row.as_of).days > 300:
        words += f" {voice.digits(row.as_of.year)}"
    said = N_("data of {day}, long ago: ask for newer") if row.stale else N_("data of {day}")
    return Number(words, voice(said, day=voice.date(row.as_of)), row.stale)


# Topics


def parts(voice: Voice) -> tuple[Part, ...]:
    """The columns that the bars of topics are made of."""
    return tuple(Part(voice(name), tone) for name, tone in _PARTS)


def topics(every: Iterable[Topic], voice: Voice) -> list[ChartLine]:
    """A bar for each topic, as long as all others: what counts is the share that is done."""
    return [_bar(one.key, one.name or voice(N_("Not named")), one.count, voice) for one in every]


def _bar(key: str, name: str, count: Count, voice: Voice) -> ChartLine:
    numbers = (count.done, count.late, count.open)
    share = "–" if count.percent is None else f"{voice.digits(count.percent)}%"
    told = [f"{voice(said)} {voice.digits(number)}" for (said, _), number in zip(_PARTS, numbers, strict=True)]
    spoken = "; ".join((voice(N_("{name}: {total} in all"), name=name, total=count.total), *told, share))
    shown = (*(voice.digits(number) for number in numbers), share)
    return ChartLine(key, name, numbers, count.total, shown, spoken)


# An upazila


def signed(every: Iterable[Signed], voice: Voice) -> Iterator[Listed[Signed]]:
    """The papers of an upazila, those of one committee under its name; what has not come yet is said, too."""
    from ui.letters.kinds import NAMES

    committee = None
    for one in every:
        if one.committee != committee:
            committee = one.committee
            yield Listed(committee or voice(N_("Other papers")))
        name = voice(NAMES.get(one.kind, one.kind))
        month = voice.month(one.period) if one.period else ""
        head = " · ".join(part for part in (name, month) if part)
        day = voice.date(one.day) if one.day else voice(N_("no day"))
        below = (" · ".join(part for part in (day, one.number) if part), *((one.to,) if one.to else ()))
        pill = "" if one.here else voice(N_("not come"))
        spoken = ", ".join(part for part in (head, one.committee, day, one.number, one.to, pill) if part)
        yield Listed(head, one, pill, "wait", tuple(map(escape, below)), spoken)


def open_ones(every: Iterable[Open], voice: Voice) -> Iterator[Listed[Open]]:
    """What is open in an upazila: what is late first, then what is due first."""
    late = None
    those = list(every)
    for one in those:
        if (one.late > 0) is not late:
            late = one.late > 0
            count = sum((other.late > 0) is late for other in those)
            yield Listed(f"{voice(N_('Late') if late else N_('Under way'))} · {voice.digits(count)}")
        head = shortened(one.text or one.topic or voice(N_("Not named")), _QUOTED)
        due = voice(N_("due {date}"), date=voice.date(one.due)) if one.due else voice(N_("no due date"))
        pill = days_words(one.late, voice.language) if one.late else ""
        below = tuple(part for part in (one.who, f"{due} · {one.committee}" if one.committee else due) if part)
        spoken = "; ".join(part for part in (one.text, one.who, due, pill, one.committee) if part)
        yield Listed(head, one, pill, "late", tuple(map(escape, below)), spoken)


def matter(one: Matter, voice: Voice) -> str:
    """A decision of ours that went down, as it is chosen."""
    text = shortened(one.text or one.topic or voice(N_("Not named")), _SHORT)
    return " · ".join(part for part in (voice.month(one.period) if one.period else "", text) if part)

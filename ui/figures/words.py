"""What figures are called in a window, and how they are said."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from koyradesk.i18n import N_
from ui.figures.chart import ChartLine, Part
from ui.line_list import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from koyradesk.figures.counts import Count, Figures, Met, Row, Span
    from ui.figures.bars import Tone
    from ui.say import Voice

#: The charts.
View = Literal["offices", "topics", "quarters", "meetings"]
VIEWS: tuple[tuple[View, str], ...] = (
    ("offices", N_("By office")),
    ("topics", N_("By topic")),
    ("quarters", N_("By quarter")),
    ("meetings", N_("Meetings")),
)
#: What the lines of each are.
OF: dict[View, str] = {
    "offices": N_("Office"),
    "topics": N_("Topic"),
    "quarters": N_("Quarter"),
    "meetings": N_("Committee"),
}
#: The states of a row, in the order of a bar; and the months of a committee.
_STATES: tuple[tuple[str, str, Tone], ...] = (
    ("in_time", N_("Done in time"), "good"),
    ("done_late", N_("Done late"), "slow"),
    ("open", N_("Under way"), "open"),
    ("late", N_("Late"), "late"),
)
_MET: tuple[tuple[str, Tone], ...] = ((N_("Held"), "good"), (N_("Planned"), "open"), (N_("Missed"), "late"))
#: In which order what a bar counts is listed: what needs somebody first.
_LISTED = ("late", "open", "done_late", "in_time", "dropped")
_TONES = {"late": "late", "open": "wait", "done_late": "good", "in_time": "good", "dropped": "quiet"}
#: So many are listed; nobody looks through more.
_MOST = 60
#: And so much of a decision's text.
_QUOTED = 110


def parts(view: View, voice: Voice) -> tuple[Part, ...]:
    """The columns that bars are made of."""
    if view == "meetings":
        return tuple(Part(voice(name), tone) for name, tone in _MET)
    return tuple(Part(voice(name), tone) for _, name, tone in _STATES)


def others(view: View, voice: Voice) -> tuple[str, ...]:
    """The columns behind them."""
    return (voice(N_("Total")),) if view == "meetings" else (voice(N_("Total")), voice(N_("Share")))


def chart(figures: Figures, view: View, voice: Voice) -> list[ChartLine]:
    """The lines of a chart."""
    if view == "meetings":
        return [_met(one, voice) for one in figures.meetings]
    made = []
    for bar in getattr(figures, view):
        name = bar.name
        if view == "quarters":
            name = quarter(figures.wanted.span.year, int(bar.key), voice)
        made.append(_bar(bar.key, name or voice(N_("Not named")), bar.count, voice))
    return made


def summary(figures: Figures, view: View) -> tuple[int, ...]:
    """The numbers of all lines together, as the parts are."""
    if view == "meetings":
        every = figures.meetings
        return (sum(one.held for one in every), sum(one.planned for one in every), sum(one.missed for one in every))
    return tuple(getattr(figures.all, state) for state, _, _ in _STATES)


def year(year: int, voice: Voice) -> str:
    """A fiscal year: "২০২৬-২৭"."""
    return voice.digits(f"{year}-{(year + 1) % 100:02}")


def year_of(day: date) -> int:
    """The fiscal year of a day, by the one it begins in."""
    from koyradesk.figures.counts import span_of

    return span_of(day).year


def quarter(year: int, number: int, voice: Voice) -> str:
    """A quarter of a fiscal year with its months."""
    from koyradesk.figures.counts import Span

    span = Span(year, number)
    first, last = (voice.short_month(f"{day:%Y-%m}") for day in (span.first, span.last))
    return voice(N_("Quarter {number}: {first}–{last}"), number=number, first=first, last=last)


def span(span: Span, voice: Voice) -> str:
    """A span as a paper's name tells it."""
    whole = year(span.year, voice)
    return f"{whole}, {voice(N_('quarter {number}'), number=span.quarter)}" if span.quarter else whole


def _bar(key: str, name: str, count: Count, voice: Voice) -> ChartLine:
    numbers = tuple(getattr(count, state) for state, _, _ in _STATES)
    share = "–" if count.percent is None else f"{voice.digits(count.percent)}%"
    told = [f"{voice(words)} {voice.digits(number)}" for (_, words, _), number in zip(_STATES, numbers, strict=True)]
    spoken = voice(N_("{name}: {total} in all"), name=name, total=count.total)
    shown = (*(voice.digits(number) for number in numbers), voice.digits(count.total), share)
    return ChartLine(key, name, numbers, count.total, shown, "; ".join((spoken, *told, share)))


def _met(one: Met, voice: Voice) -> ChartLine:
    numbers = (one.held, one.planned, one.missed)
    told = [f"{voice(words)} {voice.digits(number)}" for (words, _), number in zip(_MET, numbers, strict=True)]
    spoken = voice(N_("{name}: {total} months"), name=one.committee, total=one.total)
    shown = (*(voice.digits(number) for number in numbers), voice.digits(one.total))
    return ChartLine(one.committee, one.committee, numbers, one.total, shown, "; ".join((spoken, *told)))


# What a bar counts


def counted(figures: Figures, view: View, key: str, voice: Voice) -> list[Line[tuple[str, str]]]:
    """The things a bar counts, as lines that stand for (meeting, decision); those of one state under its heading."""
    if view == "meetings":
        return _months(figures, key, voice)
    from koyradesk.figures.counts import quarter_of

    if view == "quarters":
        rows = [row for row in figures.rows if str(quarter_of(row.day)) == key]
    else:
        of = attrgetter("office" if view == "offices" else "topic")
        rows = [row for row in figures.rows if of(row) == key]
    names = {state: words for state, words, _ in _STATES} | {"dropped": N_("No longer wanted, or decided anew")}
    made: list[Line[tuple[str, str]]] = []
    left = _MOST
    for state in _LISTED:
        those = sorted(
            (row for row in rows if row.state == state), key=lambda row: (row.due is None, row.due or row.day)
        )
        if not those:
            continue
        made.append(Line(f"{voice(names[state])} · {voice.digits(len(those))}"))
        made += _rows(those[:left], view, voice)
        if len(those) > left:
            made.append(
                Line(voice(N_("{count} more: choose a committee, an office or a quarter."), count=len(those) - left))
            )
        left = max(0, left - len(those))
    return made


def _rows(rows: Iterable[Row], view: View, voice: Voice) -> Iterator[Line[tuple[str, str]]]:
    for row in rows:
        text = row.text or row.topic_name or voice(N_("Not named"))
        head = text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
        due = voice(N_("due {date}"), date=voice.date(row.due)) if row.due else voice(N_("no due date"))
        who = row.office_name if view != "offices" else row.topic_name
        below = [part for part in (who, f"{due} · {row.committee}" if row.committee else due) if part]
        pill = voice(N_("{days} days late"), days=row.late) if row.late else ""
        spoken = "; ".join(part for part in (text, row.office_name, due, pill, row.committee) if part)
        # What a line shows below its head may hold inline marks.
        shown = tuple(part.replace("&", "&amp;").replace("<", "&lt;") for part in below)
        yield Line(head, (row.meeting, row.decision), pill, _TONES[row.state], shown, spoken)


def _months(figures: Figures, key: str, voice: Voice) -> list[Line[tuple[str, str]]]:
    words = {
        "held": (N_("held"), "good"),
        "planned": (N_("planned"), "wait"),
        "begun": (N_("no date yet"), "wait"),
        "missed": (N_("missed"), "late"),
    }
    made = []
    for one in figures.meetings:
        for cell in one.cells if one.committee == key else ():
            if not cell.state:
                continue
            said, tone = words[cell.state]
            days = [voice.date(row.date) for row in cell.meetings if row.date]
            meeting = cell.meetings[-1].id if cell.meetings else ""
            month = voice.month(cell.month)
            spoken = "; ".join((month, voice(said), *days))
            made.append(Line(month, (meeting, ""), voice(said), tone, tuple(days), spoken))
    return made

"""What a matter and its tasks look like in the table: words, a bar, a pill. Made on the worker's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations import rules, words
from koyradesk.obligations.shapes import done_of
from ui.decisions.shapes import Matter, Page

if TYPE_CHECKING:
    from datetime import date

    from koyradesk.obligations.shapes import Task
    from ui.say import Voice

#: What is due within so many days is marked.
_SOON = 14
#: More of a text is not shown on one line, and takes time to measure.
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the table. ``cells`` are those of its columns; ``below`` stands under the first.

    ``share`` is how full the bar is, None for no bar. ``key`` tells the line again after the table was read anew; a
    line without one is a heading, where nobody stops.
    """

    cells: tuple[str, str, str, str]
    pill: str = ""
    tone: str = ""
    below: str = ""
    share: float | None = None
    spoken: str = ""
    key: str = ""
    #: What a tooltip tells: the words that had no room.
    whole: str = ""


def matter_shown(one: Matter, on: date, voice: Voice) -> Shown:
    """An obligation."""
    of, told, language = one.obligation, one.told, voice.language
    text = _flat(told.text) or _flat(told.topic)
    when = voice.month(told.period) if told.period else voice.date(of.begun) if of.begun else ""
    serial = voice(N_("serial {serial}"), serial=_flat(told.serial)) if told.serial.strip() else ""
    below = " · ".join(part for part in (_flat(told.committee or of.source_text), when, serial) if part)
    who = "; ".join(_flat(name) for name in told.names)
    rule = words.rule_words(of.rule, language)
    if of.extended:
        rule = voice(N_("{rule}; put off to {day}"), rule=rule, day=voice.date(of.extended))
    progress, share = _progress(one, on, voice)
    pill, tone = _pill(one, on, voice)
    spoken = ", ".join(part for part in (text, below, who, rule, progress, pill) if part)
    return Shown((text[:_LONGEST], who[:_LONGEST], rule, progress), pill, tone, below, share, spoken, one.id, text)


def tasks_shown(one: Matter, page: Page, voice: Voice) -> list[tuple[Shown, Task | None]]:
    """The rows of an obligation; a heading before each period where there are several."""
    found: list[tuple[Shown, Task | None]] = []
    periods = dict.fromkeys(task.period for task in one.tasks)
    for period in periods:
        those = [task for task in one.tasks if task.period == period]
        if len(periods) > 1:
            name = words.period_words(one.obligation, those[0], voice.language) or voice.month(period)
            done, every = done_of(those, one.obligation.measure)
            told = words.share_words(done, every, voice.language) if every > 1 else ""
            days = max(task.late(one.obligation.measure, page.on) for task in those)
            late = words.days_words(days, voice.language) if days else ""
            found.append((Shown((" · ".join(filter(None, (name, told, late))), "", "", "")), None))
        found += [(task_shown(one, task, page, voice), task) for task in those]
    return found


def task_shown(one: Matter, task: Task, page: Page, voice: Voice) -> Shown:
    """A row: who, who answers for it, the last report, how much, how far."""
    measure, language = one.obligation.measure, voice.language
    name, held = _flat(task.name), page.held.get(task.party, "")
    last = task.reports[-1] if task.reports else None
    how = ""
    if last is not None:
        day = _near(last.date, page.on, voice) if last.date else ""
        how = ", ".join(part for part in (words.channel_words(last.channel, language), day) if part)
    much = words.value_words(measure, task.value, language) or _flat(task.words)[:_LONGEST]
    pill, tone = task_pill(one, task, page.on, voice)
    late = words.late_words(task, measure, page.on, language)
    spoken = ", ".join(part for part in (name, held, how, much, pill, late if late != pill else "") if part)
    whole = ". ".join(part for part in (name, held, _flat(task.words), late) if part)
    return Shown((name, held, how or "—", much or "—"), pill, tone, spoken=spoken, key=task.id, whole=whole)


def task_pill(one: Matter, task: Task, on: date, voice: Voice) -> tuple[str, str]:
    """How far a row is; red only where it is late and nobody answered. (The matter says how late it is.)"""
    measure, language = one.obligation.measure, voice.language
    status = task.status(measure)
    if status == "closed":
        return words.status_words("closed", language) if not task.outcome else words.outcome_words(
            task.outcome, language
        ), "quiet"
    if status == "done":
        return words.status_words("done", language), "good"
    late = task.late(measure, on)
    if status == "progress":
        return words.status_words("progress", language), "wait"
    return (words.status_words("open", language), "late") if late else (voice(N_("No report yet")), "quiet")


def _pill(one: Matter, on: date, voice: Voice) -> tuple[str, str]:
    of, language = one.obligation, voice.language
    if of.closed is not None:
        return words.outcome_words(of.outcome or "done", language), "good" if of.outcome in ("", "done") else "quiet"
    if of.rule is None:
        return voice(N_("No rule")), "quiet"
    if of.rule.kind == "information":
        return voice(N_("For information")), "quiet"
    if one.late:
        return words.days_words(one.late, language), "late"
    if one.is_done:
        return words.status_words("done", language), "good"
    if one.due is not None:
        days = (one.due - on).days
        return words.days_words(-days, language), "wait" if days <= _SOON else "quiet"
    if of.rule.kind == "next_meeting":
        return voice(N_("At the next meeting")), "quiet"
    return words.status_words("progress", language), "quiet"


def _progress(one: Matter, on: date, voice: Voice) -> tuple[str, float | None]:
    """How much of it is done, and how full the bar is."""
    language, measure = voice.language, one.obligation.measure
    if not one.all:
        return "", None
    current = [task for task in one.tasks if task.period == one.period]
    prefix = ""
    if one.period:
        prefix = _short_period(one, on, voice)
    only = current[0] if len(current) == 1 else None
    if only is not None and measure.counts:
        value = only.value or 0
        told = words.value_words(measure, value, language)
        share = min(1.0, value / measure.target) if only.closed is None else 1.0
        if only.is_done(measure):
            share = 1.0
    elif one.all == 1:
        # One of one is no share.
        told, share = voice(N_("done") if one.done else N_("not done")), float(one.done)
    else:
        told, share = words.share_words(one.done, one.all, language), one.done / one.all
    return (voice(N_("{period}: {progress}"), period=prefix, progress=told) if prefix else told), share


def _short_period(one: Matter, on: date, voice: Voice) -> str:
    """The newest period in few letters: নভেম্বর, অক্টো–ডিসে; with its year where that is another one."""
    rule = one.obligation.rule
    if rule is None or rule.kind != "recurring" or rule.every == 12:
        return words.period_words(one.obligation, one.tasks[0], voice.language)
    last = rules.period(rule, one.period).last
    assert last is not None
    year = "" if one.period[:4] == f"{on:%Y}" else voice.digits(f" {one.period[:4]}")
    if rule.every == 1:
        return voice.month(one.period).split(" ")[0] + year
    return f"{voice.short_month(one.period)}–{voice.short_month(f'{last:%Y-%m}')}{year}"


def _near(day: date, on: date, voice: Voice) -> str:
    """A day, without its year where that is no question."""
    told = voice.date(day)
    return told.rpartition(" ")[0] if abs((on - day).days) < 180 else told


def _flat(text: str) -> str:
    return " ".join(plain(text).split())

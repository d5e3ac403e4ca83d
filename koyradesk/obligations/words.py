"""Obligations in words: rules, measures, periods, how much of it is done, how late it is. Pure.

Every function takes the language to speak ("bn", "en"); in the window that is the voice's.
"""

from __future__ import annotations

from datetime import date

from koyradesk.bengali.dating import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.grammar import genitive
from koyradesk.i18n import N_, translate
from koyradesk.obligations import rules
from koyradesk.obligations.shapes import Channel, Measure, Obligation, Outcome, Report, Rule, Status, Task

#: What each kind of rule says; a day, a month and the months of recurring ones are filled in.
_RULES = {
    "next_meeting": N_("by the next meeting"),
    "standing": N_("ongoing, without an end"),
    "information": N_("for information"),
}
_EVERY = {
    1: N_("every month"),
    3: N_("every 3 months (quarterly)"),
    6: N_("every 6 months (half-yearly)"),
    12: N_("every year"),
}
_STATUS: dict[Status, str] = {
    "open": N_("No answer"),
    "progress": N_("Under way"),
    "done": N_("Carried out"),
    "closed": N_("Settled by the committee"),
}
_OUTCOMES: dict[Outcome, str] = {
    "done": N_("carried out"),
    "dropped": N_("no longer wanted"),
    "reissued": N_("decided anew"),
}
_CHANNELS: dict[Channel, str] = {
    "phone": N_("by telephone"),
    "letter": N_("by letter"),
    "email": N_("by e-mail"),
    "visit": N_("by a visit"),
    "meeting": N_("at the meeting"),
    "bundle": N_("by a bundle"),
}
#: What is counted without its own word for it.
_PIECES = "টি"
_DAY = {"bn": "{d} {month} {y}", "en": "{d:en} {month:en} {y:en}"}
_MONTH = {"bn": "{month} {y}", "en": "{month:en} {y:en}"}
_MONTH_ALONE = {"bn": "{month}", "en": "{month:en}"}


def rule_words(rule: Rule | None, language: str) -> str:
    """A rule: "৯ নভেম্বর ২০২৬", "প্রতি ৩ মাসে (ত্রৈমাসিক)"; "" for none."""
    if rule is None:
        return ""
    if rule.kind == "date":
        return day_words(rule.on, language)
    if rule.kind == "month":
        return translate(N_("by the end of {month}"), language, month=month_words(rule.month, language))
    if rule.kind != "recurring":
        return translate(_RULES[rule.kind], language)
    said = [translate(_EVERY.get(rule.every, _EVERY[1]), language)]
    if rule.begins:
        said.append(translate(N_("from {month}"), language, month=month_words(rule.begins, language)))
    if rule.ends:
        said.append(translate(N_("until {month}"), language, month=month_words(rule.ends, language)))
    if rule.after:
        said.append(translate(N_("{days} days after the end of the period at the latest"), language, days=rule.after))
    return ", ".join(said)


def measure_words(measure: Measure, language: str) -> str:
    """How much is wanted: "কমপক্ষে ৫টি", "৬০%", "কাগজ বা ফাইল দাখিল"; "" where it is only done or not."""
    if measure.kind == "count":
        return translate(N_("at least {amount}"), language, amount=_counted(measure.target, measure.unit, language))
    if measure.kind == "percent":
        return translate(N_("{percent} %"), language, percent=measure.target)
    return translate(N_("a paper or file is handed in"), language) if measure.kind == "document" else ""


def value_words(measure: Measure, value: int | None, language: str) -> str:
    """How much was reached of what one task wants: "৫টির মধ্যে ৩টি", "৮০%"; "" where no number was told."""
    if value is None:
        return ""
    if measure.kind == "percent":
        return translate(N_("{percent} %"), language, percent=value)
    return share_words(value, measure.target, language, measure.unit) if measure.kind == "count" else ""


def share_words(done: int, total: int, language: str, unit: str = "") -> str:
    """How many of all: "১৪টির মধ্যে ৯টি", "৬২ জনের মধ্যে ৪০ জন"."""
    unit = unit.strip()
    if not unit or unit == _PIECES:
        return translate(N_("{done} of {total}"), language, done=done, total=total)
    if unit == "জন":
        return translate(N_("{done} of {total} people"), language, done=done, total=total)
    of = genitive(unit) if language == "bn" else unit
    return translate(N_("{done} {unit} of {total} {of_unit}"), language, done=done, unit=unit, total=total, of_unit=of)


def done_words(done: int, total: int, language: str) -> str:
    """How many of all have done it, where the words stand alone: "১২টির মধ্যে ৪টি সম্পন্ন"."""
    return translate(N_("{done} of {total} are done") if done else N_("none of {total} is done"), language, done=done,
                     total=total)  # fmt: skip


def period_words(of: Obligation, task: Task, language: str) -> str:
    """The period of a task: "নভেম্বর ২০২৬", "অক্টোবর–ডিসেম্বর ২০২৬", "২০২৬-২৭ অর্থবছর"; "" where nothing recurs."""
    return span_words(of.rule, task.period, language)


def span_words(rule: Rule | None, key: str, language: str) -> str:
    """The period of a rule that begins with the month ``key``; the month alone where the rule was another when the
    period was opened, "" where nothing recurs."""
    if not key or rule is None or rule.kind != "recurring":
        return month_words(key, language)
    first, last, _ = rules.period(rule, key)
    if first is None or last is None or rule.every == 1:
        return month_words(key, language)
    if rule.every == 12 and first.month == 7:
        return year_words(first.year, language)
    begin = _MONTH_ALONE if first.year == last.year else _MONTH
    return f"{spell(first, begin[language])}–{spell(last, _MONTH[language])}"


def year_words(begun: int, language: str) -> str:
    """The fiscal year that began in a year: "২০২৬-২৭ অর্থবছর"."""
    year = f"{begun}-{(begun + 1) % 100:02}"
    return translate(N_("fiscal year {year}"), language, year=to_bengali(year) if language == "bn" else year)


def status_words(status: Status, language: str) -> str:
    """How far a task is: "উত্তর নেই", "চলমান", "সম্পন্ন", "নিষ্পত্তিকৃত"."""
    return translate(_STATUS[status], language)


def outcome_words(outcome: Outcome, language: str) -> str:
    """What the committee closed it as; "" while it did not."""
    return translate(_OUTCOMES[outcome], language) if outcome else ""


def channel_words(channel: Channel, language: str) -> str:
    """How somebody told: "টেলিফোনে", "পত্রে"; "" where that was not said."""
    return translate(_CHANNELS[channel], language) if channel else ""


def late_words(task: Task, measure: Measure, on: date, language: str) -> str:
    """How a task stands to its day: "১২ দিন দেরি", "৯ দিন বাকি"; "" where it is done, closed or never due."""
    if task.due is None or task.is_settled(measure):
        return ""
    return days_words((on - task.due).days, language)


def days_words(late: int, language: str) -> str:
    """So many days behind its day, or before it where ``late`` is below nothing."""
    if late == 0:
        return translate(N_("due today"), language)
    if late > 0:
        return translate(N_("1 day late") if late == 1 else N_("{days} days late"), language, days=late)
    return translate(N_("1 day left") if late == -1 else N_("{days} days left"), language, days=-late)


def report_words(report: Report, language: str) -> str:
    """How and when something was told: "টেলিফোনে, ১৮ নভেম্বর ২০২৬"."""
    return ", ".join(filter(None, (channel_words(report.channel, language), day_words(report.date, language))))


def day_words(day: date | None, language: str) -> str:
    """A day: "৯ নভেম্বর ২০২৬"; "" for none."""
    return spell(day, _DAY[language]) if day else ""


def month_words(month: str, language: str) -> str:
    """A month that is kept as "2026-11": "নভেম্বর ২০২৬"; "" for none."""
    return spell(date(int(month[:4]), int(month[5:7]), 1), _MONTH[language]) if month else ""


def _counted(number: int, unit: str, language: str) -> str:
    unit = unit.strip()
    if not unit or unit == _PIECES:
        return f"{to_bengali(number)}{_PIECES}" if language == "bn" else str(number)
    if unit == "জন":
        return translate(N_("{count} people"), language, count=number)
    return translate(N_("{count} {unit}"), language, count=number, unit=unit)

"""Letters in the words of a list: their lines, their states, the names of the lists."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from koyradesk.bengali.digits import run
from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.incoming.jobs import Shown, View
from ui.line_list import Line
from ui.say import Voice

if TYPE_CHECKING:
    from datetime import date

    from koyradesk.incoming.shapes import Incoming
    from koyradesk.incoming.shapes import Line as Numbered

#: What became of a number that no letter has, and its tone.
_NUMBERS = {
    "outside": (N_("Used outside"), ""),
    "reserved": (N_("Reserved"), "quiet"),
    "void": (N_("Void number"), "quiet"),
    "missing": (N_("Not accounted for"), "late"),
}
OUTCOMES = {
    "replied": N_("Answered"),
    "filed": N_("Filed"),
    "meeting": N_("Put to a meeting"),
    "obligation": N_("Followed"),
}
#: Telling of every tie by its kind.
TIES = {
    "item": N_("On the agenda of “{title}”"),
    "obligation": N_("Followed as a task: {says}"),
    "letter": N_("Reply {number}"),
}


def day(when: date | None, voice: Voice) -> str:
    """A day as a register has it."""
    return _day(when, voice) if when else ""


# A register of a year has few days and thousands of lines.
@lru_cache(maxsize=4096)
def _day(when: date, voice: Voice) -> str:
    return voice.digits(f"{when:%d/%m/%Y}")


@lru_cache(maxsize=64)
def _said(sentence: str, voice: Voice) -> str:
    return voice(sentence)


def view_words(view: View, voice: Voice) -> str:
    """The name of a list."""
    if view.year:
        return voice.digits(view.year)
    return voice(N_("Past their day")) if view.late else voice(N_("Unanswered"))


def view_lines(shown: Shown, voice: Voice) -> list[Line[View]]:
    """The lists there are, each with how many letters it has."""
    found = []
    for view, count in shown.views:
        name = view_words(view, voice)
        told = voice(N_("1 letter") if count == 1 else N_("{count} letters"), count=count)
        tone = "late" if view.late and count else ""
        found.append(Line(name, view, voice.digits(count) if count else "", tone or "quiet", (), f"{name}, {told}"))
    return found


def state(letter: Incoming, today: date, voice: Voice) -> tuple[str, str]:
    """How far a letter is, and its tone."""
    if letter.closed is not None:
        return _said(OUTCOMES.get(letter.outcome, letter.outcome), voice), "good"
    if late := letter.late(today):
        return voice(N_("{days} days late"), days=late), "late"
    if letter.due is not None:
        return voice(N_("by {day}"), day=voice.digits(f"{letter.due:%d/%m}")), "wait"
    return "", ""


def lines(shown: Shown, voice: Voice) -> list[Line[Any]]:
    """The lines of a list: letters, and numbers that none has."""
    one_year = bool(shown.view.year)
    return [
        _letter(one, one.letter, shown, voice, one_year=one_year) if one.letter else _number(one, voice)
        for one in shown.lines
    ]


def _letter(one: Numbered, letter: Incoming, shown: Shown, voice: Voice, *, one_year: bool) -> Line[Any]:
    number = voice.digits(letter.issue) if one_year else voice.digits(f"{letter.issue}/{letter.year}")
    pill, tone = state(letter, shown.today, voice)
    if one.twice or letter.id in shown.twice:
        pill, tone = (voice(N_("Number given twice")) if one.twice else voice(N_("Entered twice?"))), "late"
    subject = _flat(letter.subject)
    cells = (
        day(letter.received, voice),
        _flat(letter.sender),
        _flat(letter.number) or day(letter.date, voice),
        subject,
        "✓" if letter.id in shown.scanned else "",
    )
    scan = _said(N_("with a scan"), voice) if cells[-1] else ""
    spoken = ", ".join(part for part in (number, *cells[:-1], scan, pill) if part)
    return Line(number, one, pill, tone, cells, spoken)


def _number(one: Numbered, voice: Voice) -> Line[Any]:
    numbers = voice.digits(run(one.first, one.last))
    words, tone = _NUMBERS[one.state]
    pill, remark = voice(words), _flat(one.remark)
    return Line(
        numbers, one, pill, tone, ("", remark, "", "", ""), ", ".join(part for part in (numbers, pill, remark) if part)
    )


def _flat(text: str) -> str:
    return " ".join(plain(text).split()) if "<" in text or "&" in text or "\n" in text else text

"""What the layout screen calls things: the names of what a text can be filled with, of choices, and samples of labels
and dates, so that nobody has to know how a layout spells them."""

from __future__ import annotations

import re
from datetime import date

from koyradesk.bengali.dating import spell, spell_bangla
from koyradesk.bengali.numbering import nth
from koyradesk.i18n import N_
from ui.say import Voice

#: What stands for each field of a text, as the user reads and types it between { and }.
FIELDS = {
    "": N_("value"),
    "meeting": N_("meeting"),
    "title": N_("title of the minutes"),
    "committee": N_("committee"),
    "committee_of": N_("of the committee"),
    "month": N_("month"),
    "date": N_("date"),
    "dates": N_("dates"),
    "weekday": N_("weekday"),
    "time": N_("time"),
    "time_at": N_("at the time"),
    "place": N_("place"),
    "chair": N_("chair"),
    "to": N_("addressee"),
    "number": N_("memo number"),
    "cited": N_("memos referred to"),
    "received": N_("subject of the letter answered"),
    "sender": N_("who sent it"),
    "on": N_("day of reckoning"),
    "serial": N_("serial number"),
    "ordinal": N_("which one"),
    "decision": N_("decision"),
    "count": N_("how many"),
    "done": N_("carried out"),
    "open": N_("still open"),
    "late": N_("late ones"),
    "settled": N_("settled otherwise"),
    "informing": N_("for information only"),
    "period_of": N_("of the period"),
    "names": N_("names of the parties"),
    "status": N_("how far"),
    "value": N_("what was reached"),
    "text": N_("what was reported"),
    "outcome": N_("settled as what"),
    "new_date": N_("new date"),
    "new_time": N_("new time"),
    "new_place": N_("new place"),
    "page": N_("page"),
    "pages": N_("pages in all"),
    "all": N_("all members"),
    "present": N_("present ones"),
    "excused": N_("excused ones"),
    "absent": N_("absent ones"),
    "used": N_("used here"),
    "outside": N_("used outside"),
    "reserved": N_("reserved ones"),
    "void": N_("void ones"),
    "missing": N_("unaccounted ones"),
    "d": N_("day of the month"),
    "dd": N_("day in two digits"),
    "m": N_("number of the month"),
    "mm": N_("month in two digits"),
    "y": N_("year"),
    "yy": N_("year in two digits"),
}
_BRACED = re.compile(r"\{([^{}]*)\}")

#: The bundled layouts.
BASES = {
    "upazila": N_("Upazila"),
    "plain": N_("Plain"),
    "district": N_("District"),
    "combined": N_("Discussion and decisions together"),
    "directorate": N_("Directorate"),
}

#: Choices: what each value of a key means.
OPTIONS = {
    "A4": N_("A4"),
    "Legal": N_("Legal"),
    "justify": N_("Both edges even"),
    "left": N_("Left edge even"),
    "lines": N_("As lines"),
    "table": N_("In a table"),
    "below": N_("Post under the name"),
    "inline": N_("Post beside the name"),
    "line": N_("On a new line"),
    "space": N_("In the same line"),
    "top": N_("Under the letterhead"),
    "after": N_("After the signature"),
    "before": N_("Before the signature"),
    "one": N_("One date"),
    "both": N_("Both calendars"),
    "": N_("To be filled in by hand"),
    "title": N_("As the title"),
    "serial": N_("Serial"),
    "topic": N_("Topic"),
    "discussion": N_("Discussion"),
    "decisions": N_("Decisions"),
    "implementers": N_("Implementers"),
    "chair": N_("Chair"),
    "date": N_("Date"),
    "time": N_("Time"),
    "date_time": N_("Date and time"),
    "place": N_("Place"),
    "attendance_note": N_("Attendance"),
    "name": N_("Name"),
    "designation": N_("Designation"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "number": N_("Row number"),
    "meeting": N_("Meeting"),
    "decision": N_("Decision"),
    "due": N_("Due date"),
    "late": N_("Days late"),
    "progress": N_("Progress"),
    "remark": N_("Remark"),
    "count": N_("How many"),
    "month": N_("Month"),
    "period": N_("Period"),
    "target": N_("Target"),
    "share": N_("How many of all are done"),
}
#: Where the same value means something else at some keys.
_ELSEWHERE = {
    "memo_position": {"": N_("As other letters")},
    "letter.addressee": {"after": N_("After the signature")},
    "subject_as": {"line": N_("As a line of its own")},
}

#: Labels to choose from, by the first of their kind.
LABELS = ("১।", "১.০", "০১", "১", "১.", "১)", "(১)", "(ক)", "ক)", "i)", "(i)", "")
DATES = ("{d} {month} {y}", "{d} {month}, {y}", "{dd}/{mm}/{y}", "{dd}.{mm}.{y}", "{dd}-{mm}-{y}")
ERAS = {"": ("", " খ্রি.", " খ্রিষ্টাব্দ"), "bangla": ("", " বঙ্গাব্দ")}
_DAY = date(2026, 11, 5)


def shown(text: str, voice: Voice) -> str:
    """A layout's text as the user sees it: {meeting} as {সভা}."""
    return _BRACED.sub(lambda found: _braced(FIELDS[found[1]], voice) if found[1] in FIELDS else found[0], text)


def meant(text: str, voice: Voice) -> str:
    """A text as the user typed it, as the layout spells it."""
    names = {voice(name): key for key, name in FIELDS.items()}
    return _BRACED.sub(lambda found: "{" + names.get(" ".join(found[1].split()), found[1]) + "}", text)


def field_name(key: str, voice: Voice) -> str:
    """What a field is called."""
    return voice(FIELDS[key])


def _braced(name: str, voice: Voice) -> str:
    return "{" + voice(name) + "}"


def option(path: str, value: str, voice: Voice) -> str:
    """What a value of a choice means at a key."""
    for end, words in _ELSEWHERE.items():
        if path.endswith(end) and value in words:
            return voice(words[value])
    return voice(OPTIONS[value])


def labels(sample: str, voice: Voice) -> str:
    """The first labels of a kind: ১। ২। ৩।"""
    return " ".join(nth(sample, number) for number in (1, 2, 3)) if sample else voice(N_("No number"))


def dated(style: str, *, bangla: bool = False) -> str:
    """A day as a style words it."""
    return (spell_bangla if bangla else spell)(_DAY, style)


def date_styles(*, bangla: bool = False) -> tuple[str, ...]:
    """The wordings of dates to choose from."""
    return tuple(style + era for style in DATES for era in ERAS["bangla" if bangla else ""])

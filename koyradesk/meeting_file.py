"""One meeting as JSON: what ``load`` takes and what ``show --json`` and ``read --json`` print.

The keys are those of the records in ``model`` (docs/meeting-file.md lists them); text is NFC, dates are ISO, null
stands for what is absent, lists are never null. A file is checked whole before anything is saved, and every refusal
names the place in it ("items[2].decisions[0].due") and what to do there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from koyradesk import files, layout, markup, model
from koyradesk.bengali.text import JOINERS, controls, nfc, tidy
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Bytes; the largest minutes known are a fiftieth of it.
LIMIT = 5_000_000

#: The papers a memo line can number.
KINDS = (
    "minutes",
    "notice",
    "attendance",
    "endorsement",
    "extract",
    "progress",
    "reminder",
    "return",
    "postponement",
    "cancellation",
    "reply",
    "correction",
)
MEMO_STATES = ("draft", "numbered", "signed", "despatched", "void")

#: Keys that must be there (they may be null), by record. A meeting also needs a title, or a committee and a date.
REQUIRED: Mapping[type, tuple[str, ...]] = {
    model.Meeting: ("items",),
    model.Decision: ("text",),
    model.Assignment: ("name",),
    model.Recipient: ("text",),
    model.Memo: ("number",),
    model.Unsure: ("where", "why", "text"),
}

#: Ids of other records here, which mean nothing elsewhere: left aside in what is loaded.
OF_ITS_OWN = ((model.AgendaItem, "follows"), (model.Correction, "memo"))

#: What is noted while a meeting runs is for the desk alone: a file may be given to anybody.
INNER = frozenset(
    {
        (model.Meeting, "begun"),
        (model.Meeting, "ended"),
        (model.Meeting, "notes"),
        (model.Attendee, "came"),
        (model.Attendee, "left"),
    }
)

#: Where a key of the JSON is named otherwise than the field of the record.
RENAMED: Mapping[tuple[type, str], str] = {(model.Letterhead, "lines"): "letterhead"}

#: Records that are one text in JSON: the field that holds it.
AS_TEXT: Mapping[type, str] = {model.Paragraph: "text"}

#: The words a field may hold, besides null.
WORDS: Mapping[tuple[type, str], tuple[str, ...]] = {
    (model.Attendee, "state"): model.STATES,
    (model.Memo, "kind"): KINDS,
    (model.Memo, "state"): MEMO_STATES,
}

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_YEARS = range(1900, 2101)


def key(kind: type, name: str) -> str:
    """The JSON key of a record's field."""
    return RENAMED.get((kind, name), name)


def to_object(record: Any) -> dict[str, Any]:
    """A record of ``model`` as plain JSON data."""
    return {key(type(record), name): _plain(getattr(record, name)) for name in told(type(record))}


def told(kind: type[Any]) -> list[str]:
    """The fields of a record that stand in a file."""
    return [spec.name for spec in fields(kind) if (kind, spec.name) not in INNER]


def _plain(value: Any) -> Any:
    if type(value) in AS_TEXT:
        return getattr(value, AS_TEXT[type(value)])
    if is_dataclass(value):
        return to_object(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return _tree(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def _tree(value: Any) -> Any:
    """The differences of a layout: there "" is a value like any other."""
    if isinstance(value, Mapping):
        return {name: _tree(one) for name, one in value.items()}
    return [_tree(one) for one in value] if isinstance(value, tuple | list) else value


def dump(meeting: model.Meeting) -> str:
    """The meeting as JSON text, a key a line, without a line end."""
    return json.dumps(to_object(meeting), ensure_ascii=False, indent=2)


def load(path: Path) -> model.Meeting:
    """The meeting a file describes; see ``parse``.

    Raises:
        UserError: the file cannot be read, is too large, is not UTF-8, or does not describe a meeting.
    """
    data = files.read(path, LIMIT)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]:
        raise UserError(N_("{path} is saved as UTF-16, not UTF-8. Save it again with the encoding UTF-8."), path=path)
    try:
        # Notepad writes a byte order mark before UTF-8.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            N_("{path} is not UTF-8 text (at byte {place}). Save it again with the encoding UTF-8."),
            path=path,
            place=error.start,
        ) from error
    return parse(text)


def parse(text: str) -> model.Meeting:
    """The meeting a JSON text describes. Ids in it are left out: a loaded meeting is a new record.

    Raises:
        UserError: with the place in the file and what to do there.
    """
    meeting: model.Meeting = _build(model.Meeting, _json(text), "")
    meeting = numbered(meeting)
    if not _says(meeting.title) and not (_says(meeting.committee) and meeting.date):
        raise UserError(N_("The file does not say which meeting it is: give it a title, or a committee and a date."))
    for index, item in enumerate(meeting.items):
        for number, decision in enumerate(item.decisions):
            for place, chosen in enumerate(decision.implementers):
                if not 0 <= chosen < len(item.implementers):
                    raise UserError(
                        N_("{where} names implementer {chosen}, but the item has {count} (counted from 0)."),
                        where=f"items[{index}].decisions[{number}].implementers[{place}]",
                        chosen=chosen,
                        count=len(item.implementers),
                    )
    layout.resolve(meeting.layout)
    return meeting


def from_object(found: Mapping[str, Any]) -> model.Meeting:
    """The meeting of which ``to_object`` told, without the ids in it.

    Raises:
        UserError: it was not told by this program.
    """
    meeting: model.Meeting = _build(model.Meeting, found, "")
    return meeting


def _says(text: str) -> bool:
    """Is there anything to see in it?"""
    return JOINERS.sub("", tidy(markup.plain(text))) != ""


def numbered(meeting: model.Meeting) -> model.Meeting:
    """A meeting that comes from elsewhere, without its signed papers: its memos are numbered at most."""

    def state(memo: model.Memo) -> str:
        if not memo.number:
            return "draft"
        return "void" if memo.state == "void" else "numbered"

    return replace(meeting, memos=tuple(replace(memo, state=state(memo)) for memo in meeting.memos))


def _json(text: str) -> Any:
    if not text.strip():
        raise UserError(N_("The file is empty. Choose a file that describes a meeting in JSON."))
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise UserError(
            N_("The file is not JSON: line {line}, column {column} cannot be read. Mend it or choose another file."),
            line=error.lineno,
            column=error.colno,
        ) from error
    except RecursionError as error:
        raise UserError(N_("The file is nested too deeply to describe a meeting. Choose another file.")) from error
    except ValueError as error:  # a number of thousands of digits
        raise UserError(N_("The file holds a number too long to be meant. Mend it or choose another file.")) from error
    if not isinstance(found, dict):
        raise UserError(N_("The file does not describe a meeting: it must be one JSON object in curly brackets."))
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError(N_("The key {key} stands twice in one object of the file. Keep one of them."), key=shown(twice))
    return found


def _constant(name: str) -> NoReturn:
    raise UserError(N_("The file holds {name}, which is no number. Write null where nothing is known."), name=name)


def shown(value: Any) -> str:
    """A value of the file as a message may quote it: short, on one line, printable."""
    text = json.dumps(value, ensure_ascii=False)
    text = "".join(letter if letter.isprintable() or unicodedata.category(letter) == "Cf" else "?" for letter in text)
    return text if len(text) <= 60 else text[:59] + "…"


def _build(kind: type[Any], found: Any, where: str) -> Any:
    """A record from a JSON object, refusing whatever does not fit with its place named."""
    if not isinstance(found, dict):
        raise UserError(
            N_("{where} must be an object in curly brackets, not {value}."), where=where, value=shown(found)
        )
    hints = get_type_hints(kind)
    names = {key(kind, name): name for name in told(kind)}
    for name in found:
        if name not in names:
            raise UserError(
                N_("Unknown key {key}{place}. The keys are: {known}."),
                key=shown(name),
                place=f" ({where})" if where else "",
                known=", ".join(names),
            )
    for name in REQUIRED.get(kind, ()):
        if name not in found:
            raise UserError(
                N_("The key {key} is missing{place}. Add it; write null or [] where there is nothing to say."),
                key=shown(name),
                place=f" ({where})" if where else "",
            )
    values = {}
    for name, value in found.items():
        inner = f"{where}.{name}" if where else name
        if value is None:
            continue
        if (kind, names[name]) in OF_ITS_OWN or names[name] == "id":
            _typed(value, str, inner)
        else:
            values[names[name]] = _value(kind, names[name], hints[names[name]], value, inner)
    return kind(**values)


def _value(kind: type, name: str, hint: Any, value: Any, where: str) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is tuple:
        _typed(value, list, where)
        return tuple(_value(kind, name, inside[0], one, f"{where}[{index}]") for index, one in enumerate(value))
    if hint in AS_TEXT:
        return hint(**{AS_TEXT[hint]: _value(hint, AS_TEXT[hint], str, value, where)})
    if isinstance(hint, type) and is_dataclass(hint):
        return _build(hint, value, where)
    if origin in (Union, UnionType) and date in inside:
        return _date(value, where)
    if origin in (Union, UnionType):
        return _layout(value, where)
    if hint is str:
        text = markup.canonical(_text(value, where))
        if (kind, name) == (model.Meeting, "period") and text and not _MONTH.fullmatch(text):
            raise UserError(
                N_('{where} must be a month such as "2026-11", not {value}.'), where=where, value=shown(value)
            )
        words = WORDS.get((kind, name))
        if words and text and text not in words:
            raise UserError(
                N_("{where} must be one of {words}, not {value}."),
                where=where,
                words=", ".join(words),
                value=shown(value),
            )
        return text
    _typed(value, hint, where)
    return value


def _typed(value: Any, wanted: type, where: str) -> None:
    """Refuses a value of another JSON type; true and false are no numbers."""
    if type(value) is not wanted:
        sentence = {
            str: N_("{where} must be text in quotation marks, not {value}."),
            list: N_("{where} must be a list in square brackets, not {value}."),
            bool: N_("{where} must be true or false, not {value}."),
            int: N_("{where} must be a whole number, not {value}."),
        }[wanted]
        raise UserError(sentence, where=where, value=shown(value))


def _text(value: Any, where: str) -> str:
    """NFC text with line ends as "\\n", without characters that no paper can show."""
    _typed(value, str, where)
    text = nfc(value.replace("\r\n", "\n").replace("\r", "\n"))
    for place in controls(text):
        raise UserError(
            N_("{where} holds the unprintable character U+{code} at place {place}. Type the text again there."),
            where=where,
            code=f"{ord(text[place]):04X}",
            place=place + 1,
        )
    return text


def _date(value: Any, where: str) -> date:
    _typed(value, str, where)
    parts = _DAY.fullmatch(value)
    if not parts:
        raise UserError(
            N_('{where} must be a date such as "2026-11-21" (year-month-day), not {value}.'),
            where=where,
            value=shown(value),
        )
    try:
        day = date(*map(int, parts.groups()))
    except ValueError as error:
        raise UserError(
            N_("{where} is {value}, a day that no calendar has. Write the right date."), where=where, value=shown(value)
        ) from error
    if day.year not in _YEARS:
        raise UserError(
            N_("{where} is {value}; only years from 1900 to 2100 can be meant. Write the right date."),
            where=where,
            value=shown(value),
        )
    return day


def _layout(value: Any, where: str) -> str | dict[str, Any]:
    if isinstance(value, str):
        return _text(value, where)
    if not isinstance(value, dict):
        raise UserError(
            N_("{where} must be the name of a layout, or an object with its differences, not {value}."),
            where=where,
            value=shown(value),
        )
    return {name: _layout_text(one, f"{where}.{name}") for name, one in value.items()}


def _layout_text(value: Any, where: str) -> Any:
    """The texts of a layout checked like all others; what keys and kinds it may have is ``layout.resolve``'s to say."""
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, list):
        return [_layout_text(one, f"{where}[{index}]") for index, one in enumerate(value)]
    if isinstance(value, dict):
        return {name: _layout_text(one, f"{where}.{name}") for name, one in value.items()}
    return value

"""Letters that came in as JSON: an object, or a list of them, as ``incoming add`` reads and ``list`` writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from koyradesk import files
from koyradesk.bengali.text import clean, nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming.shapes import CHANNELS, TYPED, Incoming
from koyradesk.markup import escape, plain

#: Bytes; a letter is some hundred.
LIMIT = 20_000_000
_DAYS = ("received", "date", "due")
_WORDS = ("sender", "number", "subject", "channel", "marked", "asked", "note")


def as_object(letter: Incoming) -> dict[str, Any]:
    """A letter as JSON: ``number`` is the sender's, ``serial`` and ``issue`` are ours."""
    told = letter._asdict()
    days = {name: told[name].isoformat() if told[name] else None for name in (*_DAYS, "closed")}
    words = {name: plain(told[name]) or None for name in (*_WORDS, "serial", "how", "outcome")}
    return {**told, **words, **days, **{name: told[name] or None for name in ("party", "item", "by")}}


def read(path: Path) -> tuple[tuple[dict[str, Any], int | None], ...]:
    """The letters of a file: the fields of each, and the number it is to have (None for the next).

    Raises:
        UserError: it is no such file; which letter is wrong, and in what.
    """
    try:
        found = json.loads(files.read(path, LIMIT).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError(N_("{path} is not JSON in UTF-8. Mend it or choose another file."), path=path) from error
    every = found if isinstance(found, list) else [found]
    return tuple(_letter(one, place) for place, one in enumerate(every, 1))


def _letter(told: Any, place: int) -> tuple[dict[str, Any], int | None]:
    if not isinstance(told, Mapping):
        raise UserError(N_("Letter {place} of the file is no object in curly brackets."), place=place)
    fields: dict[str, Any] = {}
    for name in TYPED:
        value = told.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise _wrong(place, name)
        if name in _DAYS:
            try:
                fields[name] = date.fromisoformat(value)
            except ValueError as error:
                raise _wrong(place, name) from error
        elif name in _WORDS:
            fields[name] = escape(nfc(clean(value)).strip()) if name != "channel" else value
    if fields.get("channel", CHANNELS[0]) not in CHANNELS:
        raise _wrong(place, "channel")
    issue = told.get("issue")
    if issue is not None and (isinstance(issue, bool) or not isinstance(issue, int)):
        raise _wrong(place, "issue")
    return fields, issue


def _wrong(place: int, name: str) -> UserError:
    return UserError(
        N_("Letter {place} of the file: “{name}” cannot be understood. See docs/command-line.md."),
        place=place,
        name=name,
    )

"""A layout as a file that offices hand on: TOML that says everything, read with its faults told by line and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from koyradesk import files, layout, logos
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout import Layout

#: No layout is longer; something else was chosen.
LARGEST = 1_000_000

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_HEADER = re.compile(r"\s*\[\[?\s*(?P<path>[^\]\"']+?)\s*\]")
_KEY = re.compile(r"\s*(?P<path>[A-Za-z0-9_-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

#: What Python's reader of TOML says of the slips that people make, in words of ours. The order is that of the search.
_SLIPS = (
    ("Expected '=' after a key", N_("a sign = is missing after the name.")),
    ("Invalid statement", N_("this is no name with a value.")),
    ("Unclosed", N_("a bracket is opened and not closed.")),
    ("nterminated", N_("a quotation mark is missing.")),
    ("Unescaped '\\'", N_("the sign \\ must be doubled inside quotation marks.")),
    ("Illegal character", N_("a line ends inside quotation marks, or a sign that cannot be seen stands there.")),
    ("Cannot", N_("the same name stands there twice.")),
    ("Expected newline", N_("something stands there after the value.")),
)


def read(path: Path) -> dict[str, Any]:
    """The layout a file describes, as differences from the base it names.

    Raises:
        UserError: the file cannot be read; it is no TOML, has an unknown key or a value that cannot be: the line and
            the reason are told.
    """
    data = files.read(path, LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _at(line, UserError(N_("the text is not UTF-8. Save the file as UTF-8 and try again."))) from error
    return parse(text)


def parse(text: str) -> dict[str, Any]:
    """See ``read``."""
    # Windows ends lines with two signs; one of them alone is no TOML.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _slip(str(error), text) from error
    except RecursionError as error:
        raise UserError(N_("The layout file has brackets within brackets without end.")) from error
    found.pop("name", None)
    if not found:
        # A file that broke off while it was copied would make every paper the usual one, and nobody would know why.
        raise UserError(N_("The layout file says nothing. Choose the file that was exported, or copy it again."))
    try:
        look = layout.resolve(found)
        if look.letterhead.logo:
            _whole(look.letterhead.logo)
    except UserError as error:
        line = _line(text, str(error.parts.get("where", "")))
        raise _at(line, error) if line else error from error
    return found


def write(wanted: str | Mapping[str, Any]) -> str:
    """A layout as a file: every key, so that it looks the same at another office, whatever its program's defaults."""
    import tomli_w

    base = wanted if isinstance(wanted, str) else str(wanted.get("base", "upazila"))
    return tomli_w.dumps({"base": base, **plain(layout.resolve(wanted))}, multiline_strings=False)


def short(wanted: str | Mapping[str, Any]) -> str | dict[str, Any]:
    """A layout by its base and only what differs from that; the base's name alone where nothing does."""
    base = wanted if isinstance(wanted, str) else str(wanted.get("base", "upazila"))
    rest = _differences(plain(layout.resolve(base)), plain(layout.resolve(wanted)))
    return {"base": base, **rest} if rest else base


def plain(value: Any) -> Any:
    """A layout as TOML has it: tables, lists, texts and numbers."""
    if is_dataclass(value):
        named = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: plain(one) for name, one in named if not (isinstance(value, Layout) and name == "name")}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def _differences(base: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for key, value in wanted.items():
        if value != base[key]:
            inner = isinstance(value, Mapping) and isinstance(base[key], Mapping)
            found[key] = _differences(base[key], value) if inner else value
    return found


def _whole(logo: str) -> None:
    try:
        logos.prepared(logo)
    except UserError as reason:
        raise UserError(
            N_("In the layout, {where}: {reason}"), where="layout.letterhead.logo", reason=reason
        ) from reason


def _slip(said: str, text: str) -> UserError:
    place = _AT.search(said)
    line = int(place["line"]) if place and place["line"] else text.count("\n") + 1
    for words, sentence in _SLIPS:
        if words in said:
            return _at(line, UserError(sentence))
    return _at(
        line, UserError(N_("this is no value: texts stand in quotation marks, numbers and true or false do not."))
    )


def _at(line: int, reason: UserError) -> UserError:
    return UserError(N_("The layout file cannot be used. Line {line}: {reason}"), line=line, reason=reason)


def _line(text: str, where: str) -> int:
    """The line where a value stands, by its path ("layout.table.columns[1].width"); 0 where that is not found."""
    steps = [name or int(index) for name, index in _STEP.findall(where)][1:]
    best, depth = 0, 0
    for path, line, start in _keys(text):
        if path == steps[: len(path)] and len(path) > depth:
            best, depth = line, len(path)
            rest = steps[len(path) :]
            if rest and isinstance(rest[0], int):
                best = line + text.count("\n", start, _element(text, start, rest[0]))
    return best


def _keys(text: str) -> Iterator[tuple[list[str | int], int, int]]:
    """Every table and key at the beginning of a line: its path, its line, and where its value starts."""
    table: list[str | int] = []
    counts: dict[str, int] = {}
    place = 0
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            name = header["path"]
            table = [step.strip() for step in name.split(".")]
            if line.lstrip().startswith("[["):
                counts[name] = counts.get(name, -1) + 1
                table.append(counts[name])
            yield list(table), number, place + header.end()
        elif key := _KEY.match(line):
            yield [*table, *(step.strip() for step in key["path"].split("."))], number, place + key.end()
        place += len(line) + 1


def _element(text: str, start: int, index: int) -> int:
    """Where the element of an array begins, whose value starts at ``start``."""
    depth, seen, quote, fresh = 0, -1, "", False
    for place in range(start, len(text)):
        letter = text[place]
        if quote:
            quote = "" if letter == quote and text[place - 1] != "\\" else quote
            continue
        if depth == 1 and fresh and not letter.isspace() and letter != "]":
            seen, fresh = seen + 1, False
            if seen == index:
                return place
        if letter in "\"'":
            quote = letter
        elif letter in "[{":
            depth += 1
            fresh = depth == 1
        elif letter in "]}":
            depth -= 1
            if depth == 0:
                break
        elif letter == "," and depth == 1:
            fresh = True
    return start

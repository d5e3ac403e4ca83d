"""Finding words, beginnings of words and parts of words in everything the office keeps.

One document per living record: its searched fields, without inline marks, normalised by ``bengali.text.search_key``. Two
FTS5 indexes stand over the same documents: words (Bengali vowel signs count as letters, prefixes indexed) and trigrams
for parts of words; one or two letters inside a word are found by a scan. What the user types is always quoted, never FTS5's
query language.

A document's number holds the day of its meeting above its serial, so "newest first" is the order of numbers and a search can
stop as soon as it has enough.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from koyradesk import markup
from koyradesk.bengali.text import nfc, search_key
from koyradesk.records import KINDS
from koyradesk.store import tables

#: Categories of FTS5's unicode61 that make a word; with the default, words would end at every vowel sign.
_WORD = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
_SERIAL_BITS = 24
#: Characters kept on either side of the first match in a snippet.
_AROUND = 60

#: Which records lie under which, for the day and for the bin: kind -> (field, parent kind).
PARENT: Mapping[str, tuple[str, str]] = {
    "paragraph": ("meeting", "meeting"),
    "item": ("meeting", "meeting"),
    "decision": ("item", "item"),
    "assignment": ("item", "item"),
    "attendee": ("meeting", "meeting"),
    "signature": ("meeting", "meeting"),
    "memo": ("meeting", "meeting"),
    "recipient": ("meeting", "meeting"),
    "progress": ("decision", "decision"),
}
SEARCHED: Mapping[str, tuple[str, ...]] = {
    name: found
    for name, kind in KINDS.items()
    if (found := tuple(field for field, spec in kind.fields.items() if spec.searched))
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. ``meeting`` is the id of its meeting ("" for people and committees), ``where`` the field the match
    stands in, ``snippet`` its surroundings as marked text (see ``markup``), the matches bold."""

    meeting: str
    kind: str
    record: str
    where: str
    snippet: str


def ddl() -> Iterator[str]:
    """The statements that make the documents and the two indexes over them."""
    yield "CREATE TABLE search (n INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT"
    outside = "text, content='search', content_rowid='n'"
    yield f"CREATE VIRTUAL TABLE search_word USING fts5({outside}, prefix='2 3', tokenize=\"{_WORD}\")"
    # Normalised text needs no case folding; a part is looked up by its trigrams and then compared, so positions are not kept.
    yield f"CREATE VIRTUAL TABLE search_part USING fts5({outside}, tokenize='trigram case_sensitive 1', detail=none)"


def document(kind: str, fields: Mapping[str, Any]) -> str:
    """What a record is found by; "" for nothing. ``fields`` are plain values (see ``records.plain``)."""
    return search_key("\n".join(markup.plain(fields[name]) for name in SEARCHED.get(kind, ()) if fields[name]))


def day(meeting: Mapping[str, Any] | None) -> int:
    """The ordinal of the day a meeting counts as: its date, else the first of its period, else 0."""
    if meeting is None:
        return 0
    for text in (meeting["date"], f"{meeting['period']}-01"):
        try:
            return date.fromisoformat(text).toordinal()
        except (TypeError, ValueError):
            continue
    return 0


def put(db: sqlite3.Connection, record: str, day: int, text: str) -> None:
    """Makes ``text`` the document of a record; "" takes it out."""
    held = db.execute("SELECT n, text FROM search WHERE record = ?", (record,)).fetchone()
    if held is not None:
        if held[1] == text and held[0] >> _SERIAL_BITS == day:
            return
        for index in ("search_word", "search_part"):
            db.execute(f"INSERT INTO {index} ({index}, rowid, text) VALUES ('delete', ?, ?)", held)
        db.execute("DELETE FROM search WHERE n = ?", held[:1])
    if text:
        low = day << _SERIAL_BITS
        last = db.execute(
            "SELECT max(n) FROM search WHERE n >= ? AND n < ?", (low, low + (1 << _SERIAL_BITS))
        ).fetchone()[0]
        number = low + 1 if last is None else last + 1
        db.execute("INSERT INTO search VALUES (?, ?, ?)", (number, record, text))
        for index in ("search_word", "search_part"):
            db.execute(f"INSERT INTO {index} (rowid, text) VALUES (?, ?)", (number, text))


def expected(db: sqlite3.Connection, record: str) -> tuple[int, str]:
    """Day and document of a record as the typed tables have it now; ``(0, "")`` for what is in the bin."""
    kind = record.partition(".")[0]
    row = tables.one(db, record)
    if row is None or kind not in SEARCHED:
        return 0, ""
    fields = tables.plain(KINDS[kind], row)
    at: Mapping[str, Any] | None = fields
    here = kind
    while at is not None and not at["deleted"] and here in PARENT:
        field, here = PARENT[here]
        above = tables.one(db, at[field]) if at[field] else None
        at = None if above is None else tables.plain(KINDS[here], above)
    if at is not None and at["deleted"]:
        return 0, ""
    return day(at if here == "meeting" else None), document(kind, fields)


def below(db: sqlite3.Connection, record: str) -> Iterator[str]:
    """The records that lie under one, at any depth."""
    kind = record.partition(".")[0]
    for child, (field, parent) in PARENT.items():
        if parent == kind:
            for (found,) in db.execute(f'SELECT id FROM "{child}" WHERE "{field}" = ?', (record,)).fetchall():
                yield found
                yield from below(db, found)


def refresh(db: sqlite3.Connection, records: Iterable[str], parents: Iterable[str]) -> None:
    """Brings the documents of changed ``records`` up to date, and of everything under ``parents``, those of them whose
    date, place in the tree or bin changed."""
    touched = dict.fromkeys(records)
    for parent in parents:
        touched.update(dict.fromkeys(below(db, parent)))
    for record in touched:
        put(db, record, *expected(db, record))


def clear(db: sqlite3.Connection) -> None:
    """Empties the documents and both indexes."""
    db.execute("DELETE FROM search")
    for index in ("search_word", "search_part"):
        # Both keep only what stands in "search", so they are made again from it: from nothing.
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def find(db: sqlite3.Connection, typed: str, limit: int) -> list[Hit]:
    """The records that hold every word of ``typed``: whole words before beginnings before parts, newest meetings first."""
    words = [word for word in dict.fromkeys(search_key(typed.replace("\0", " ")).split()) if word]
    found: dict[int, int] = {}
    if words:
        for rank, numbers in enumerate(_stages(db, words)):
            for number in numbers:
                found.setdefault(number, rank)
                if len(found) >= limit:
                    break
            if len(found) >= limit:
                break
    hits = []
    for number, rank in found.items():
        (record,) = db.execute("SELECT record FROM search WHERE n = ?", (number,)).fetchone()
        hits.append(_hit(db, record, words, rank))
    return hits


def _stages(db: sqlite3.Connection, words: list[str]) -> Iterator[Iterator[int]]:
    """Document numbers, newest first: by whole words, by beginnings, by parts."""
    if all(any(_is_letter(char) for char in word) for word in words):
        for ending in ("", "*"):
            query = " AND ".join(_quoted(word) + ending for word in words)
            yield _numbers(db, "SELECT rowid FROM search_word WHERE search_word MATCH ? ORDER BY rowid DESC", [query])
    grams = dict.fromkeys(word[at : at + 3] for word in words for at in range(len(word) - 2))
    holds = " AND ".join("instr(text, ?)" for _ in words)
    if grams:
        # The trigrams name candidates; whether they stand together is seen in the text itself.
        query = " AND ".join(_quoted(gram) for gram in grams)
        sql = f"SELECT rowid FROM search_part WHERE search_part MATCH ? AND {holds} ORDER BY rowid DESC"
        yield _numbers(db, sql, [query, *words])
    else:
        yield _numbers(db, f"SELECT n FROM search WHERE {holds} ORDER BY n DESC", words)


def _numbers(db: sqlite3.Connection, sql: str, values: list[str]) -> Iterator[int]:
    for (number,) in db.execute(sql, values):
        yield number


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _is_letter(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or category in ("Co", "Mn", "Mc")


def _hit(db: sqlite3.Connection, record: str, words: list[str], rank: int) -> Hit:
    kind = record.partition(".")[0]
    row = tables.one(db, record)
    fields = tables.plain(KINDS[kind], row) if row else {}
    where, snippet = "", ""
    for name in SEARCHED[kind]:
        text = markup.plain(nfc(fields.get(name, "")))
        shown = _snippet(text, words, rank)
        if shown is not None:
            where, snippet = name, shown
            break
    return Hit(_meeting(db, record, fields), kind, record, where, snippet)


def _meeting(db: sqlite3.Connection, record: str, fields: Mapping[str, Any]) -> str:
    kind = record.partition(".")[0]
    while kind in PARENT:
        field, kind = PARENT[kind]
        record = fields.get(field) or ""
        row = tables.one(db, record)
        fields = tables.plain(KINDS[kind], row) if row else {}
    return record if kind == "meeting" else ""


def _snippet(text: str, words: list[str], rank: int) -> str | None:
    """The surroundings of the first match with all matches bold; None where no word stands in the text."""
    folded, origin = _folded(text)
    spans = sorted(span for word in words for span in _matches(folded, word, rank))
    if not spans:
        return None
    start, end = max(0, origin[spans[0][0]] - _AROUND), min(len(text), origin[spans[0][1]] + _AROUND)
    # Never cut a word: back to a blank, if one is near.
    start = text.find(" ", start, start + 20) + 1 if start and text.find(" ", start, start + 20) >= 0 else start
    end = text.rfind(" ", end - 20, end) if end < len(text) and text.rfind(" ", end - 20, end) >= 0 else end
    parts: list[str] = []
    at = start
    for first, last in ((origin[first], origin[last]) for first, last in spans):
        if first >= at and last <= end:
            parts += [markup.escape(text[at:first]), "<b>", markup.escape(text[first:last]), "</b>"]
            at = last
    parts.append(markup.escape(text[at:end]))
    return ("…" if start else "") + "".join(parts) + ("…" if end < len(text) else "")


def _matches(folded: str, word: str, rank: int) -> Iterator[tuple[int, int]]:
    at = folded.find(word)
    while at >= 0:
        end = at + len(word)
        opens = at == 0 or not _is_letter(folded[at - 1])
        closes = end == len(folded) or not _is_letter(folded[end])
        if rank == 2 or (opens and (rank == 1 or closes)):
            yield at, end
        at = folded.find(word, end)


def _folded(text: str) -> tuple[str, list[int]]:
    """The search key of a text and, for each of its characters and the end, the index in the text it came from."""
    pieces = [_key(char) for char in text]
    origin = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), [*origin, len(text)]


@lru_cache(maxsize=1024)
def _key(char: str) -> str:
    return search_key(char)

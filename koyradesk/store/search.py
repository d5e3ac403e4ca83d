"""Finding words, beginnings of words and parts of words in everything the office keeps.

What the user types is always quoted, never FTS5's query language.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from koyradesk import markup
from koyradesk.bengali.text import nfc, search_key
from koyradesk.records import KINDS
from koyradesk.store import snippets, tables
from koyradesk.store.index import PARENTS, SEARCHED, parent_kind

#: When more words than this hold a part, the texts are read instead of looking up every one of the words.
_MANY = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found.

    ``meeting`` is the id of its meeting ("" for people and committees), ``where`` the field the match stands in,
    ``snippet`` its surroundings as marked text (see ``markup``), the matches bold.
    """

    meeting: str
    kind: str
    record: str
    where: str
    snippet: str


def find(db: sqlite3.Connection, typed: str, limit: int) -> list[Hit]:
    """The records that hold every word of ``typed``, at most ``limit``.

    Whole words come before beginnings, beginnings before parts; within each, newest meetings first.
    """
    words = list(dict.fromkeys(search_key(typed.replace("\0", " ")).split()))
    found: dict[int, int] = {}
    for how, number in _ranked(db, words) if words else ():
        found.setdefault(number, how)
        if len(found) >= limit:
            break
    return [hit(db, number, words, how) for number, how in found.items()]


def _ranked(db: sqlite3.Connection, typed: list[str]) -> Iterator[tuple[int, int]]:
    """How they match and the numbers of the documents, best first; a document may come again."""
    if all(snippets.words(word) for word in typed):
        for how, ending in ((snippets.WHOLE, ""), (snippets.BEGINNING, "*")):
            for number in _matching(db, " AND ".join(quoted(word) + ending for word in typed), []):
                yield how, number
    # Words that hold the parts name the candidates; whether they stand there as typed is seen in the text itself.
    groups = [_terms(db, part) for part in dict.fromkeys(part for word in typed for part in snippets.words(word))]
    if not all(groups):
        return
    if few := [group for group in groups if len(group) <= _MANY]:
        numbers = _matching(db, " AND ".join(f"({' OR '.join(map(quoted, group))})" for group in few), typed)
    else:
        # What stands in so many words is soon met by reading.
        holds = " AND ".join("instr(text, ?)" for _ in typed)
        numbers = _first(db, f"SELECT n FROM search WHERE {holds} ORDER BY n DESC", typed)
    for number in numbers:
        yield snippets.PART, number


def _matching(db: sqlite3.Connection, query: str, held: list[str]) -> Iterator[int]:
    """The documents that FTS5's ``query`` finds and that hold the texts ``held``, newest first."""
    holds = "".join(" AND instr(search.text, ?)" for _ in held)
    sql = (
        "SELECT search_word.rowid FROM search_word CROSS JOIN search ON search.n = search_word.rowid "
        f"WHERE search_word MATCH ?{holds} ORDER BY search_word.rowid DESC"
    )
    return _first(db, sql, [query, *held])


def _terms(db: sqlite3.Connection, part: str) -> list[str]:
    """The words of the office that hold a part of a word, at most one more than ``_MANY``."""
    grams = [part[at : at + 3] for at in range(len(part) - 2)]
    if grams:
        query = " AND ".join(map(quoted, dict.fromkeys(grams)))
        sql = "SELECT word FROM term_part WHERE term_part MATCH ? AND instr(word, ?) LIMIT ?"
        return list(_first(db, sql, [query, part, _MANY + 1]))
    # One or two letters have no trigram.
    return list(_first(db, "SELECT word FROM term WHERE instr(word, ?) LIMIT ?", [part, _MANY + 1]))


def _first(db: sqlite3.Connection, sql: str, values: list[Any]) -> Iterator[Any]:
    for (value,) in db.execute(sql, values):
        yield value


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def hit(db: sqlite3.Connection, number: int, typed: Sequence[str], how: int, meeting: str | None = None) -> Hit:
    """A document with the place where it was hit; whoever knows its ``meeting`` gives it."""
    record: str = db.execute("SELECT record FROM search WHERE n = ?", (number,)).fetchone()[0]
    kind = record.partition(".")[0]
    row = tables.one(db, record)
    fields = tables.plain(KINDS[kind], row) if row else {}
    if meeting is None:
        meeting = _meeting(db, record, fields)
    texts = {name: nfc(markup.plain(fields.get(name, ""))) for name in SEARCHED[kind]}
    for name, text in texts.items():
        if (snippet := snippets.around(text, typed, how)) is not None:
            return Hit(meeting, kind, record, name, snippet)
    # Folded in a way that cannot be traced back to the letters: shown without marks.
    where = next((name for name, text in texts.items() if text), "")
    start = texts.get(where, "")[: 2 * snippets.AROUND]
    return Hit(meeting, kind, record, where, markup.escape(start))


def _meeting(db: sqlite3.Connection, record: str, fields: Mapping[str, Any]) -> str:
    kind = record.partition(".")[0]
    while kind in PARENTS:
        kind = parent_kind(kind, fields)
        record = fields.get(kind) or ""
        row = tables.one(db, record)
        fields = tables.plain(KINDS[kind], row) if row else {}
    if kind == "letter":
        return str(fields.get("meeting") or "")
    return record if kind == "meeting" else ""

"""The search index: one document per living record, and the indexes of words over them.

A document is a record's searched fields without inline marks, normalised by ``bengali.text.search_key``. An FTS5 index
of words stands over the documents (Bengali vowel signs count as letters, prefixes are indexed). For parts of words
there are the distinct words, of which ten years have some tens of thousands, and an FTS5 index of their trigrams: a
thirtieth of what trigrams of all the texts would take, and quick to check.

A document's number holds the day of its meeting above its serial, so "newest first" is the order of numbers and a
search can stop as soon as it has enough.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from koyradesk import markup
from koyradesk.bengali.text import search_key
from koyradesk.records import KINDS
from koyradesk.store import tables
from koyradesk.store.refusals import is_damage

#: Categories of FTS5's unicode61 that make a word; with the default, words would end at every vowel sign.
_WORD = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
_SERIAL_BITS = 24

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
    "correction": ("meeting", "meeting"),
}
#: The searched fields of each kind that has any.
SEARCHED: Mapping[str, tuple[str, ...]] = {
    name: found
    for name, kind in KINDS.items()
    if (found := tuple(field for field, spec in kind.fields.items() if spec.searched))
}


def ddl() -> Iterator[str]:
    """The statements that make documents, words and the indexes over both.

    ``search.source`` is the CRC-32 of what the document was made of, so that a check need not normalise it all again.
    """
    yield (
        "CREATE TABLE search (n INTEGER PRIMARY KEY, record TEXT NOT NULL, source INTEGER NOT NULL, "
        "text TEXT NOT NULL) STRICT"
    )
    # With the source in it, a check finds all it needs here and never reads the texts.
    yield "CREATE INDEX search_record ON search (record, source)"
    yield (
        "CREATE VIRTUAL TABLE search_word USING fts5(text, content='search', content_rowid='n', prefix='2 3', "
        f'tokenize="{_WORD}")'
    )
    yield "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_word, row)"
    yield "CREATE TABLE term (n INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT"
    # Normalised words need no case folding; candidates are compared in the end, so positions are not kept.
    yield (
        "CREATE VIRTUAL TABLE term_part USING fts5(word, content='term', content_rowid='n', detail=none, "
        "tokenize='trigram case_sensitive 1')"
    )


def refresh(db: sqlite3.Connection, records: Iterable[str], parents: Iterable[str]) -> None:
    """Brings the documents of changed ``records`` up to date, and of everything under ``parents``, those of them whose
    date, place in the tree or bin changed."""
    touched = dict.fromkeys(records)
    for parent in parents:
        touched.update(dict.fromkeys(below(db, parent)))
    _put_words(db, [text for record in touched if (text := _put(db, record, *_expected(db, record)))])


def _put(db: sqlite3.Connection, record: str, on: int, of: str) -> str:
    """Makes the document of a record from the source ``of``, on the day ``on``; "" takes it out.

    Returns the text that is new in the index, "" if none is.
    """
    held = db.execute("SELECT n, text, source FROM search WHERE record = ?", (record,)).fetchone()
    text = _document(of)
    if held is not None:
        if held[0] >> _SERIAL_BITS == on and held[1:] == (text, _sum(of)):
            return ""
        db.execute("INSERT INTO search_word (search_word, rowid, text) VALUES ('delete', ?, ?)", held[:2])
        db.execute("DELETE FROM search WHERE n = ?", held[:1])
    if text:
        low = on << _SERIAL_BITS
        within = (low, low + (1 << _SERIAL_BITS))
        last = db.execute("SELECT max(n) FROM search WHERE n >= ? AND n < ?", within).fetchone()[0]
        number = low + 1 if last is None else last + 1
        db.execute("INSERT INTO search VALUES (?, ?, ?, ?)", (number, record, _sum(of), text))
        db.execute("INSERT INTO search_word (rowid, text) VALUES (?, ?)", (number, text))
    return text


def _put_words(db: sqlite3.Connection, texts: list[str]) -> None:
    """Adds the words of new documents. None is ever taken away: a word without documents finds nothing.

    SQLite takes the texts apart, in a table that forgets them again: which signs make a word depends on its version.
    """
    if not texts:
        return
    db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.apart USING fts5(text, content='', tokenize=\"{_WORD}\")")
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.apart_words USING fts5vocab('temp', 'apart', row)")
    db.executemany("INSERT INTO temp.apart (rowid, text) VALUES (?, ?)", enumerate(texts, start=1))
    last = db.execute("SELECT coalesce(max(n), 0) FROM term").fetchone()
    db.execute("INSERT INTO term (word) SELECT term FROM temp.apart_words WHERE term NOT IN (SELECT word FROM term)")
    db.execute("INSERT INTO term_part (rowid, word) SELECT n, word FROM term WHERE n > ?", last)
    db.execute("INSERT INTO temp.apart (apart) VALUES ('delete-all')")


def rebuild(db: sqlite3.Connection) -> None:
    """Makes documents, words and indexes anew from the typed tables."""
    db.execute("DELETE FROM search")
    last: dict[int, int] = {}
    for kind in SEARCHED:
        for record, on, of, _, _ in _sources(db, kind):
            last[on] = last.get(on, on << _SERIAL_BITS) + 1
            db.execute("INSERT INTO search VALUES (?, ?, ?, ?)", (last[on], record, _sum(of), _document(of)))
    db.execute("INSERT INTO search_word (search_word) VALUES ('rebuild')")
    db.execute("DELETE FROM term")
    db.execute("INSERT INTO term (word) SELECT term FROM search_vocabulary")
    db.execute("INSERT INTO term_part (term_part) VALUES ('rebuild')")


def documents_agree(db: sqlite3.Connection) -> bool:
    """Are the documents those of the living records, on the right days and of the right sources?"""
    total = 0
    for kind in SEARCHED:
        for _, on, of, number, held in _sources(db, kind):
            if number is None or number >> _SERIAL_BITS != on or _sum(of) != held:
                return False
            total += 1
    found: tuple[int, int] = db.execute("SELECT count(*), count(DISTINCT record) FROM search").fetchone()
    return found == (total, total)


def indexes_agree(db: sqlite3.Connection) -> bool:
    """Do the indexes hold exactly what documents and words say? Starts a transaction, but writes nothing."""
    try:
        for index in ("search_word", "term_part"):
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return False
    lost = "SELECT 1 FROM search_vocabulary WHERE term NOT IN (SELECT word FROM term)"
    return db.execute(lost).fetchone() is None


def _document(of: str) -> str:
    return search_key(markup.plain(of))


def _source(texts: Iterable[str]) -> str:
    """What a document is made of; "" where that leaves nothing to find (marks, blanks and joiners alone)."""
    of = "\n".join(texts)
    return of if _finds(of) else ""


def _finds(of: str) -> bool:
    # Nearly every text begins with a letter, and then nothing has to be normalised to know.
    return of[:1].isalnum() or bool(_document(of).strip())


def _sum(of: str) -> int:
    return zlib.crc32(of.encode())


def _day(when: str | None, period: str) -> int:
    """The ordinal of the day a meeting counts as: its date (ISO), else the first of its period ("2023-06"), else 0."""
    for text in (when, f"{period}-01"):
        if text:
            with suppress(ValueError):
                return date.fromisoformat(text).toordinal()
    return 0


def _expected(db: sqlite3.Connection, record: str) -> tuple[int, str]:
    """Day and source of a record's document as the typed tables have it now; ``(0, "")`` for what is in the bin."""
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
    on = _day(at["date"], at["period"]) if at is not None and here == "meeting" else 0
    return on, _source(fields[name] for name in SEARCHED[kind])


def below(db: sqlite3.Connection, record: str) -> Iterator[str]:
    """The records that lie under one, at any depth."""
    kind = record.partition(".")[0]
    for child, (field, parent) in PARENT.items():
        if parent == kind:
            for (found,) in db.execute(f'SELECT id FROM "{child}" WHERE "{field}" = ?', (record,)).fetchall():
                yield found
                yield from below(db, found)


def _sources(db: sqlite3.Connection, kind: str) -> Iterator[tuple[str, int, str, int | None, int | None]]:
    """Record, day and source of every record of a kind that has a document (``_expected`` for all), with the number and
    the source's sum of the document there is."""
    days = _days(db, PARENT[kind][1]) if kind in PARENT else None
    of_kind = " || char(10) || ".join(f'k."{name}"' for name in SEARCHED[kind])
    above = f'k."{PARENT[kind][0]}"' if kind in PARENT else "NULL"
    own = "k.date, k.period" if kind == "meeting" else "NULL, NULL"
    sql = (
        f'SELECT k.id, {above}, {own}, {of_kind}, search.n, search.source FROM "{kind}" AS k '
        "LEFT JOIN search ON search.record = k.id WHERE k.deleted = 0"
    )
    for record, parent, when, period, of, number, held in db.execute(sql):
        # A parent that has not arrived hides nothing.
        on = days.get(parent, 0) if days is not None else _day(when, period) if kind == "meeting" else 0
        if on is not None and _finds(of):
            yield record, on, of, number, held


def _days(db: sqlite3.Connection, kind: str) -> dict[str, int | None]:
    """The day of every record of a kind that others lie under; None where it, or what it lies under, is in the bin."""
    if kind == "meeting":
        rows = db.execute("SELECT id, deleted, date, period FROM meeting")
        return {record: None if deleted else _day(when, period) for record, deleted, when, period in rows}
    field, parent = PARENT[kind]
    above = _days(db, parent)
    rows = db.execute(f'SELECT id, deleted, "{field}" FROM "{kind}"')
    return {record: None if deleted else above.get(at, 0) for record, deleted, at in rows}

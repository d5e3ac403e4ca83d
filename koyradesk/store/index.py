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
SERIAL_BITS = 24

#: Of so many changed records at once all documents are made anew.
_MANY = 2000
#: Stands in ``stale`` for every record.
ALL = ""

#: Which records lie under which, for the day and for the bin: kind -> the kinds of its parent, in fields of that name.
#: A record has one parent; of which kind, says the field that is not empty.
PARENTS: Mapping[str, tuple[str, ...]] = {
    "paragraph": ("meeting",),
    "item": ("meeting",),
    "decision": ("item",),
    "assignment": ("item",),
    "attendee": ("meeting",),
    "signature": ("meeting", "letter"),
    "memo": ("meeting", "letter"),
    "recipient": ("meeting", "letter"),
    "obligation": ("decision",),
    "task": ("obligation",),
    "progress": ("task", "decision"),
    "correction": ("meeting",),
    "note": ("meeting",),
}
#: The fields of a kind that lies under none which say its day and its month.
#: What has no month has its day in the place of it, which is none.
_OWN_DAY: Mapping[str, tuple[str, str]] = {
    "meeting": ("date", "period"),
    "letter": ("on", "period"),
    "incoming": ("received", "received"),
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
    yield "CREATE TABLE stale (record TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"
    # Normalised words need no case folding; candidates are compared in the end, so positions are not kept.
    yield (
        "CREATE VIRTUAL TABLE term_part USING fts5(word, content='term', content_rowid='n', detail=none, "
        "tokenize='trigram case_sensitive 1')"
    )


def outdate(db: sqlite3.Connection, records: Iterable[str]) -> None:
    """The documents of changed records, and of what lies under them, are brought up to date before the next search.

    A year of an office comes in faster than it can be indexed, and most books are hardly ever searched.
    """
    changed = list(records)
    if len(changed) > _MANY:
        changed = [ALL]
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", ((record,) for record in changed))


def is_stale(db: sqlite3.Connection) -> bool:
    """Must the index be brought up to date (``heal``) before it is searched?"""
    return db.execute("SELECT 1 FROM stale LIMIT 1").fetchone() is not None


def heals_long(db: sqlite3.Connection) -> bool:
    """Is so much out of date that all documents are made anew?"""
    few, whole = db.execute("SELECT count(*), max(record = ?) FROM stale", (ALL,)).fetchone()
    return bool(whole) or few > _MANY


def heal(db: sqlite3.Connection) -> None:
    """Brings the index up to date with what came in, inside the caller's transaction."""
    found = [record for (record,) in db.execute("SELECT record FROM stale")]
    if ALL in found or len(found) > _MANY:
        rebuild(db)
    elif found:
        known = [record for record in found if record.partition(".")[0] in KINDS]
        refresh(db, known, known)
        db.execute("DELETE FROM stale")


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
        if held[0] >> SERIAL_BITS == on and held[1:] == (text, _sum(of)):
            return ""
        db.execute("INSERT INTO search_word (search_word, rowid, text) VALUES ('delete', ?, ?)", held[:2])
        db.execute("DELETE FROM search WHERE n = ?", held[:1])
    if text:
        low = on << SERIAL_BITS
        within = (low, low + (1 << SERIAL_BITS))
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
    db.execute("DELETE FROM stale")
    db.execute("DELETE FROM search")
    last: dict[int, int] = {}
    for kind in SEARCHED:
        for record, on, of, _, _ in _sources(db, kind):
            last[on] = last.get(on, on << SERIAL_BITS) + 1
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
            if number is None or number >> SERIAL_BITS != on or _sum(of) != held:
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
    while at is not None and not at["deleted"] and here in PARENTS:
        here = parent_kind(here, at)
        held = tables.one(db, at[here]) if at[here] else None
        at = None if held is None else tables.plain(KINDS[here], held)
    if at is not None and at["deleted"]:
        return 0, ""
    on = _day(*(at[name] for name in _OWN_DAY[here])) if at is not None and here in _OWN_DAY else 0
    return on, _source(fields[name] for name in SEARCHED[kind])


def parent_kind(kind: str, fields: Mapping[str, Any]) -> str:
    """The kind of what a record with these fields lies under; also the name of the field."""
    return next((one for one in PARENTS[kind] if fields.get(one)), PARENTS[kind][0])


def below(db: sqlite3.Connection, record: str) -> Iterator[str]:
    """The records that lie under one, at any depth."""
    kind = record.partition(".")[0]
    for child, parents in PARENTS.items():
        if kind in parents:
            for (found,) in db.execute(f'SELECT id FROM "{child}" WHERE "{kind}" = ?', (record,)).fetchall():
                yield found
                yield from below(db, found)


def _sources(db: sqlite3.Connection, kind: str) -> Iterator[tuple[str, int, str, int | None, int | None]]:
    """Record, day and source of every record of a kind that has a document (``_expected`` for all), with the number and
    the source's sum of the document there is."""
    days = _days_above(db, kind) if kind in PARENTS else None
    of_kind = " || char(10) || ".join(f'k."{name}"' for name in SEARCHED[kind])
    parent_of = above(kind, "k.") or "NULL"
    own = ", ".join(f'k."{name}"' for name in _OWN_DAY[kind]) if kind in _OWN_DAY else "NULL, NULL"
    sql = (
        f'SELECT k.id, {parent_of}, {own}, {of_kind}, search.n, search.source FROM "{kind}" AS k '
        "LEFT JOIN search ON search.record = k.id WHERE k.deleted = 0"
    )
    for record, parent, when, period, of, number, held in db.execute(sql):
        # A parent that has not arrived hides nothing.
        on = days.get(parent, 0) if days is not None else _day(when, period) if kind in _OWN_DAY else 0
        if on is not None and _finds(of):
            yield record, on, of, number, held


def _days_above(db: sqlite3.Connection, kind: str) -> dict[str, int | None]:
    """The days of all that records of a kind can lie under."""
    found: dict[str, int | None] = {}
    for parent in PARENTS[kind]:
        found |= _days(db, parent)
    return found


def _days(db: sqlite3.Connection, kind: str) -> dict[str, int | None]:
    """The day of every record of a kind that others lie under; None where it, or what it lies under, is in the bin."""
    if kind in _OWN_DAY:
        own = ", ".join(f'"{name}"' for name in _OWN_DAY[kind])
        rows = db.execute(f'SELECT id, deleted, {own} FROM "{kind}"')
        return {record: None if deleted else _day(when, period) for record, deleted, when, period in rows}
    days = _days_above(db, kind)
    rows = db.execute(f'SELECT id, deleted, {above(kind)} FROM "{kind}"')
    return {record: None if deleted else days.get(at, 0) for record, deleted, at in rows}


def above(kind: str, table: str = "") -> str:
    """The SQL for the parent of a record of a kind; "" for a kind that lies under none."""
    fields = [f'{table}"{parent}"' for parent in PARENTS.get(kind, ())]
    return f"coalesce({', '.join(fields)})" if len(fields) > 1 else "".join(fields)

"""Which documents of the search index hold what was typed, and what each of them is of: for finding as one types.

All numbers are in memory: a search names tens of thousands of documents, and whoever groups, filters and counts them
needs the kind, the meeting and the day of each. What changed since is read again, and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from koyradesk import markup
from koyradesk.bengali.text import search_key
from koyradesk.records import KINDS
from koyradesk.store import index, search, snippets

#: Bits of a code: the kind below, the number of the meeting above.
KIND_BITS = 6
KIND_MASK = (1 << KIND_BITS) - 1
_NAMES = tuple(KINDS)
_NUMBERS = {name: number for number, name in enumerate(_NAMES)}
#: What is known by name, title or number: there are some thousands of them, and they are found among a hundred thousand
#: texts with the same words.
NAMED = frozenset({"committee", "party", "holder", "member", "meeting", "memo", "letter", "file", "distribution"})
#: Parts of one sign are in every other word; of so few letters only names are looked for by part.
PART_LEAST = 2
#: A part of two letters that so many words have is looked for at their beginnings alone.
_MANY = 100
#: So many changed documents are read one by one.
_FEW = 2000
#: Signs that part words, whichever SQLite it is.
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~।॥–—‘’“”…§°·«»")
#: So many of the newest texts are read for signs that no index has.
_READ = 5000


class _Piece(NamedTuple):
    """A part of what was typed that is in one word, which it ``opens`` or ``closes`` where a sign stands beside it.
    ``all``: nothing else was typed up to the next blank."""

    text: str
    opens: bool
    closes: bool
    all: bool


def _pieces(word: str) -> list[_Piece]:
    """The words in what was typed without a blank. Which rare signs part words depends on SQLite's version: beside
    those a piece may as well be the middle of a word."""
    found = snippets.words(word)
    known = _SIGNS.issuperset(char for char in word if not snippets.is_letter(char))
    last = len(found) - 1
    return [
        _Piece(
            text,
            known and (place > 0 or not word.startswith(text)),
            known and (place < last or not word.endswith(text)),
            text == word,
        )
        for place, text in enumerate(found)
    ]


class Meeting(NamedTuple):
    """A meeting as what was found in it is told of: ``state`` and ``number`` are those of its minutes."""

    id: str
    committee: str
    title: str
    period: str
    date: str
    date_text: str
    state: str
    number: str


@dataclass(slots=True)
class Documents:
    """Belongs to the thread of its database; ``refresh`` before anything is asked."""

    db: sqlite3.Connection
    #: The code of each document by its number: see ``kind`` and ``meeting``.
    codes: dict[int, int] = field(default_factory=dict)
    #: By the number in a code; 0 stands for none.
    meetings: list[Meeting] = field(default_factory=list)
    #: Of the documents whose kind is in ``NAMED``: the text, and its words between single blanks.
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    #: Names of committees by id, without marks.
    committees: dict[str, str] = field(default_factory=dict)
    #: The documents of entries of the directory that are persons.
    persons: frozenset[int] = frozenset()
    #: Other spellings of an entry of the directory, by its document.
    _aliases: dict[int, str] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _stamp: tuple[int, int] = (-1, -1)
    #: Counts the times that anything was read again.
    edition: int = 0

    def refresh(self) -> None:
        """Takes note of what was written since."""
        (version,) = self.db.execute("PRAGMA data_version").fetchone()
        if self._stamp == (version, self.db.total_changes):
            return
        first = not self.codes or self._stamp[0] != version
        self._meetings()
        if first:
            self._watch()
            self._all()
        else:
            self._moved()
        self._directory()
        self.edition += 1
        self._stamp = version, self.db.total_changes

    @staticmethod
    def kind(code: int) -> str:
        return _NAMES[code & KIND_MASK]

    def meeting(self, code: int) -> Meeting | None:
        """The meeting that a document lies in."""
        number = code >> KIND_BITS
        return self.meetings[number] if number else None

    def record(self, number: int) -> str:
        """The record a document is of."""
        found: str = self.db.execute("SELECT record FROM search WHERE n = ?", (number,)).fetchone()[0]
        return found

    def numbers(self, records: Sequence[str]) -> list[int]:
        """The documents of some records, in any order."""
        sql = "SELECT n FROM search WHERE record = ?"
        return [number for record in records for (number,) in self.db.execute(sql, (record,))]

    def hit(self, number: int, words: Sequence[str], how: int) -> search.Hit:
        """A document with the place where it was hit."""
        held = self.meeting(self.codes[number])
        return search.hit(self.db, number, words, how, held.id if held else "")

    # What holds the words

    def matching(self, words: Sequence[str], days: tuple[int, int] | None = None) -> Iterator[tuple[int, int]]:
        """How they match and the documents that hold all ``words`` (search keys) so; some come again. First names,
        then the rest: whole words, then beginnings, then parts, each the newest first, found as they are asked for.

        ``days``: only documents of these days (ordinals), the last not included.
        """
        low, high = (0, 1 << 62) if days is None else (day << index.SERIAL_BITS for day in days)
        for how, number in self._in_names(words):
            if low <= number < high:
                yield how, number
        texts = [word for word in words if snippets.words(word) == [word]]
        if len(texts) == len(words):
            sql = (
                "SELECT rowid FROM search_word WHERE search_word MATCH ? AND rowid >= ? AND rowid < ? "
                "ORDER BY rowid DESC"
            )
            whole = " AND ".join(map(search.quoted, words))
            begun = " AND ".join(f"{search.quoted(word)}*" for word in words)
            for how, query in ((snippets.WHOLE, whole), (snippets.BEGINNING, f"({begun}) NOT ({whole})")):
                for (number,) in self.db.execute(sql, (query, low, high)):
                    yield how, number
        signed = [word for word in words if word not in texts]
        # Where one word alone was typed, what begins with it was found before.
        first = words[0] if len(words) == 1 and texts else ""
        for number in sorted(self._parts(words, first), reverse=True):
            if low <= number < high and (not signed or self._holds(number, signed)):
                yield snippets.PART, number

    def _in_names(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The names and titles, all in memory: whatever else has the words, they are found."""
        found = []
        longest = max(words, key=len)
        for number in [number for number, (text, _) in self.names.items() if longest in text]:
            text, apart = self.names[number]
            if all(word in text for word in words):
                if all(f" {word} " in apart for word in words):
                    found.append((snippets.WHOLE, -number))
                elif all(f" {word}" in apart for word in words):
                    found.append((snippets.BEGINNING, -number))
                else:
                    found.append((snippets.PART, -number))
        for how, number in sorted(found):
            yield how, -number

    def _parts(self, words: Sequence[str], begun: str = "") -> set[int]:
        """The documents that hold a word with every part; those with a word that has ``begun`` so are not wanted."""
        found: set[int] | None = None
        pieces: dict[_Piece, None] = {}
        for word in words:
            parts = _pieces(word)
            if len(parts) > 1 and parts[-1].opens:
                # What stands between signs are whole words, one behind the other: one question for all of them.
                known = self._behind([piece for piece in parts if piece.opens])
                found = known if found is None else found & known
            else:
                pieces.update(dict.fromkeys(parts))
        for piece in sorted(pieces, key=lambda one: len(one.text), reverse=True):
            if found is not None and not found:
                break
            held = self._with(piece, begun)
            found = held if found is None else found & held
        return set(self._newest_with(words)) if found is None else found

    def _with(self, piece: _Piece, begun: str = "") -> set[int]:
        """The documents with a word that has a piece where it may stand."""
        terms = self._terms(piece)
        if begun:
            terms = [term for term in terms or () if not term.startswith(begun)]
        ending = "" if piece.closes else "*"
        found: set[int] = set()
        sql = "SELECT rowid FROM search_word WHERE search_word MATCH ?"
        for query in [search.quoted(piece.text) + ending] if terms is None else map(search.quoted, terms):
            # One by one: as one question, each step would look at all the words.
            found.update(chain.from_iterable(self.db.execute(sql, (query,))))
        return found

    def _behind(self, pieces: Sequence[_Piece]) -> set[int]:
        """The documents with some words one behind the other, the last of them perhaps only begun."""
        phrase = search.quoted(" ".join(piece.text for piece in pieces)) + ("" if pieces[-1].closes else "*")
        sql = "SELECT rowid FROM search_word WHERE search_word MATCH ?"
        return set(chain.from_iterable(self.db.execute(sql, (phrase,))))

    def _terms(self, piece: _Piece) -> list[str] | None:
        """The words with a piece where it may stand; None for those that begin with it."""
        text = piece.text
        if piece.opens or (piece.all and len(text) < PART_LEAST):
            return None
        if piece.closes:
            sql = "SELECT word FROM term WHERE substr(word, ?) = ?"
            return [word for (word,) in self.db.execute(sql, (-len(text), text))]
        if grams := dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)):
            sql = "SELECT word FROM term_part WHERE term_part MATCH ? AND instr(word, ?)"
            return [word for (word,) in self.db.execute(sql, (" AND ".join(map(search.quoted, grams)), text))]
        sql = "SELECT word FROM term WHERE instr(word, ?)"
        found = [word for (word,) in self.db.execute(sql, (text,))]
        return found if len(found) <= _MANY or not piece.all else None

    def _holds(self, number: int, signed: Sequence[str]) -> bool:
        """Does a text hold what was typed with its signs? The index knows words alone."""
        if number in self.names:
            return all(word in self.names[number][0] for word in signed)
        sql = f"SELECT 1 FROM search WHERE n = ?{' AND instr(text, ?)' * len(signed)}"
        return self.db.execute(sql, (number, *signed)).fetchone() is not None

    def _newest_with(self, words: Sequence[str]) -> list[int]:
        """Signs alone: no index has them, so only the newest texts are read."""
        holds = " AND ".join("instr(text, ?)" for _ in words)
        newest = f"SELECT n, text FROM search ORDER BY n DESC LIMIT {_READ}"
        return [number for (number,) in self.db.execute(f"SELECT n FROM ({newest}) WHERE {holds}", tuple(words))]

    def knows(self, word: str) -> bool:
        """Is there a word of the office's that holds it?"""
        pieces = _pieces(word)
        if not pieces or min(len(piece.text) for piece in pieces) < PART_LEAST:
            return True
        return all(self._with(piece) for piece in pieces)

    def terms(self) -> list[str]:
        """All words that stand anywhere."""
        return [word for (word,) in self.db.execute("SELECT word FROM term")]

    # What they are of

    def _watch(self) -> None:
        """From now on the database itself notes which documents come and go."""
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS moved (n INTEGER PRIMARY KEY)")
        for event, row in (("INSERT", "new"), ("DELETE", "old")):
            self.db.execute(
                f"CREATE TEMP TRIGGER IF NOT EXISTS moved_{row} AFTER {event} ON main.search "
                f"BEGIN INSERT OR IGNORE INTO moved VALUES ({row}.n); END"
            )
        self.db.execute("DELETE FROM moved")

    def _all(self) -> None:
        parents: dict[str, str] = {}
        for kind in index.PARENTS:
            parents.update(self.db.execute(f'SELECT id, {index.above(kind)} FROM "{kind}"'))
        sql = "SELECT n, record FROM search INDEXED BY search_record"
        self.codes = {number: self._code(record, parents) for number, record in self.db.execute(sql)}
        self.names = {}
        named = {_NUMBERS[kind] for kind in NAMED}
        for number in [number for number, code in self.codes.items() if code & KIND_MASK in named]:
            self._name(number)

    def _moved(self) -> None:
        moved = [number for (number,) in self.db.execute("SELECT n FROM moved")]
        if len(moved) > _FEW:
            self._all()
        else:
            for number in moved:
                self.names.pop(number, None)
                row = self.db.execute("SELECT record FROM search WHERE n = ?", (number,)).fetchone()
                if row is None:
                    self.codes.pop(number, None)
                else:
                    self.codes[number] = self._code(row[0], self._above(row[0]))
                    if self.kind(self.codes[number]) in NAMED:
                        self._name(number)
        if moved:
            self.db.execute("DELETE FROM moved")

    def _name(self, number: int) -> None:
        (text,) = self.db.execute("SELECT text FROM search WHERE n = ?", (number,)).fetchone()
        if number in self._aliases:
            text = f"{text}\n{self._aliases[number]}"
        self.names[number] = text, f" {' '.join(snippets.words(text))} "

    def _directory(self) -> None:
        """Who is a person, and what else entries are called: neither is part of a document."""
        sql = "SELECT search.n, party.sort, party.aliases FROM party JOIN search ON search.record = party.id"
        rows = self.db.execute(sql).fetchall()
        self.persons = frozenset(number for number, sort, _ in rows if sort == "person")
        said = {number: json.loads(aliases) for number, _, aliases in rows if aliases}
        before, self._aliases = (
            self._aliases,
            {number: search_key(markup.plain("\n".join(map(str, names)))) for number, names in said.items() if names},
        )
        for number in before.keys() | self._aliases.keys():
            if number in self.names and before.get(number) != self._aliases.get(number):
                self._name(number)

    def _above(self, record: str) -> dict[str, str]:
        """The parents over one record."""
        found: dict[str, str] = {}
        while record and (kind := record.partition(".")[0]) in index.PARENTS:
            row = self.db.execute(f'SELECT {index.above(kind)} FROM "{kind}" WHERE id = ?', (record,)).fetchone()
            found[record] = record = (row[0] if row else "") or ""
        return found

    def _code(self, record: str, parents: dict[str, str]) -> int:
        kind = _NUMBERS[record.partition(".")[0]]
        while (above := parents.get(record)) is not None:
            record = above
        return self._places.get(record, 0) << KIND_BITS | kind

    def _meetings(self) -> None:
        """The meetings keep their numbers while this lives; a letter of a meeting counts as that meeting's."""
        names = self.db.execute("SELECT id, name FROM committee")
        self.committees = {record: markup.plain(name) for record, name in names}
        memos: dict[str, tuple[str, str]] = {}
        sql = "SELECT meeting, state, number FROM memo WHERE kind = 'minutes' AND deleted = 0 AND state <> 'void'"
        for meeting, state, number in self.db.execute(sql):
            memos.setdefault(meeting, (state or "draft", number))
        if not self.meetings:
            self.meetings.append(Meeting("", "", "", "", "", "", "", ""))
        sql = "SELECT id, committee, title, period, date, date_text FROM meeting"
        for record, committee, title, period, on, spelled in self.db.execute(sql):
            state, number = memos.get(record, ("draft", ""))
            if state == "draft" and number:
                state = "numbered"
            made = Meeting(record, committee or "", title, period, on or "", spelled, state, number)
            if (place := self._places.setdefault(record, len(self.meetings))) == len(self.meetings):
                self.meetings.append(made)
            else:
                self.meetings[place] = made
        for letter, meeting in self.db.execute("SELECT id, meeting FROM letter"):
            if (held := self._places.get(meeting or "")) is not None:
                self._places[letter] = held

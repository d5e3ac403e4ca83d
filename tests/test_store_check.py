"""What is not as it was written is noticed and said; what can be made anew from the journal is."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import offices
import pytest

from koyradesk import meetings
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem
from koyradesk.records import KINDS
from koyradesk.store import Change, blobs, check, opening
from koyradesk.store.restore import restore


@pytest.fixture
def folder(tmp_path):
    """An office with two meetings, one of them rewritten, one in the bin, and a photo."""
    with offices.opened(tmp_path) as store:
        saved = meetings.save(store, offices.small_meeting(), by="x")
        meetings.save(store, replace(saved, title="অন্য শিরোনাম", items=(*saved.items, AgendaItem("২.০", "খাল"))), by="x")
        other = meetings.save(store, replace(offices.small_meeting(), title="বাতিল সভা"), by="x")
        meetings.delete(store, other.id, by="x")
        photo = {"of": saved.id, "name": "ছবি", "blob": store.put_blob(b"\xff\xd8 photo")}
        store.write([Change(store.new_id("attachment"), photo)], by="x")
    return tmp_path


def spoil(folder: Path, *statements: str) -> None:
    """Changes the database behind the program's back."""
    db = sqlite3.connect(folder / "data" / opening.DATABASE)
    for statement in statements:
        assert db.execute(statement).rowcount != 0, statement
    db.commit()
    db.close()


def found(folder: Path, **options: bool) -> list[str]:
    with offices.opened(folder) as store:
        return [finding.part for finding in store.check(**options).findings]


def test_what_is_sound_is_sound(folder):
    with offices.opened(folder) as store:
        report = store.check()
        assert report.ok
        assert report.findings == ()
        assert report.counts.operations == len(list(store.operations()))
        assert report.counts.records == len({one.record for one in offices.operations(store)})
        assert report.counts.blobs == 1
        assert not store.check(rebuild=True).rebuilt


FLIP = (
    "UPDATE operation SET body = CAST(replace(CAST(body AS TEXT), 'চারা', 'তারা') AS BLOB) "
    "WHERE instr(body, CAST('চারা' AS BLOB))"
)


@pytest.mark.parametrize(
    "statement",
    [
        FLIP,
        "UPDATE operation SET body = CAST(substr(body, 1, length(body) - 1) || x'ff' AS BLOB) WHERE n = 3",
        "UPDATE operation SET body = x'00' WHERE n = 3",
        "UPDATE operation SET body = x'00' WHERE n = (SELECT max(n) FROM operation)",
        "DELETE FROM operation WHERE n = 5",
        "DELETE FROM operation WHERE n = 1",
        "DELETE FROM operation WHERE n = (SELECT max(n) FROM operation)",
        "UPDATE actor SET link = substr(link, 2) || '0'",
        "UPDATE actor SET seq = seq + 1",
        "UPDATE operation SET record = 'meeting.aaaaaaaa.aaaaaaaaaa' WHERE n = 4",
        "UPDATE operation SET seq = 1000 WHERE seq = 4",
    ],
)
def test_a_page_of_the_journal_that_is_missing_or_altered_is_noticed(folder, statement):
    spoil(folder, statement)
    with offices.opened(folder) as store:
        report = store.check(rebuild=True)
    assert "chain" in [finding.part for finding in report.findings]
    # The journal is the book: what differs from a damaged one is not overwritten from it.
    assert not report.rebuilt


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meeting SET title = title || '।'",
        "UPDATE meeting SET deleted = 1 - deleted",
        "UPDATE meeting SET conflict = 1",
        "UPDATE meeting SET date = '2024-02-2x' WHERE date IS NOT NULL",
        "UPDATE meeting SET layout = '{'",
        "UPDATE meeting SET layout = '\"plain\"'",
        "UPDATE decision SET due = NULL WHERE due IS NOT NULL",
        "UPDATE item SET topic = CAST(x'ff' AS TEXT)",
        "DELETE FROM attendee",
        "UPDATE attendee SET id = 'attendee.aaaaaaaa.aaaaaaaaaa' WHERE rowid = 1",
        "INSERT INTO party (id, name) VALUES ('party.aaaaaaaa.aaaaaaaaaa', 'কেউ')",
    ],
)
def test_a_table_that_differs_from_the_journal_is_noticed_and_made_anew(folder, statement):
    with offices.opened(folder) as store:
        before = dump(store)
    spoil(folder, statement)
    assert "tables" in found(folder)
    with offices.opened(folder) as store:
        report = store.check(rebuild=True)
        assert report.rebuilt
        assert report.ok
        assert dump(store) == before


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search WHERE record LIKE 'item.%'",
        "UPDATE search SET text = text || ' আরও'",
        "UPDATE search SET source = source + 1",
        "INSERT INTO search VALUES (7, 'item.aaaaaaaa.aaaaaaaaaa', 0, 'কিছু')",
        "UPDATE search SET n = n + 16777216",
        "INSERT INTO search SELECT n + 1000, record, source, text FROM search WHERE record LIKE 'item.%'",
        "DELETE FROM search_word_data WHERE id > 100",
        "DELETE FROM term",
        "UPDATE term SET word = word || 'ক'",
        "DELETE FROM term_part_data WHERE id > 100",
    ],
)
def test_an_index_that_differs_is_noticed_and_made_anew(folder, statement):
    spoil(folder, statement)
    assert found(folder) == ["search"]
    with offices.opened(folder) as store:
        # An index that can be made anew keeps nobody from a backup.
        made = store.backup(folder / "usb")
        assert store.check(rebuild=True).ok
        assert store.search("চারা")
    restore(made, folder / "back" / "data")
    assert found(folder / "back") == []


def test_a_file_that_is_missing_or_altered_is_noticed(folder):
    with offices.opened(folder) as store:
        (sha,) = blobs.held(store.folder)
        path = blobs.path(store.folder, sha)
        assert store.blob(sha) == b"\xff\xd8 photo"
        path.write_bytes(b"\xff\xd8 phot0")
        assert [finding.part for finding in store.check().findings] == ["blobs"]
        with pytest.raises(UserError, match="is damaged"):
            store.blob(sha)
        # Put again, it is whole again.
        assert store.put_blob(b"\xff\xd8 photo") == sha
        assert store.check().ok
        path.unlink()
        assert "is missing" in store.check().findings[0].text("en")
        with pytest.raises(UserError, match="is missing"):
            store.blob(sha)


def test_bytes_flipped_in_any_page_are_noticed_or_refused(folder):
    path = folder / "data" / opening.DATABASE
    sound = path.read_bytes()
    size = int.from_bytes(sound[16:18], "big")
    unused = 0
    for page in range(1, len(sound) // size):
        # In the middle of a page lie cells or nothing; near its end nearly always cells.
        for at in (page * size + size - 40, page * size + size // 2, page * size):
            flipped = sound[:at] + bytes(byte ^ 0xFF for byte in sound[at : at + 16]) + sound[at + 16 :]
            path.write_bytes(flipped)
            try:
                with offices.opened(folder) as store:
                    assert store.check().findings or is_unused(store._db, sound, flipped)
                    unused += store.check().ok
            except UserError:
                continue
    path.write_bytes(sound)
    assert found(folder) == []
    # Most of a database this small is empty space; but not all of what was flipped may have been.
    assert unused < 2 * len(sound) // size


def is_unused(db: sqlite3.Connection, sound: bytes, flipped: bytes) -> bool:
    """Do both files hold the same rows in every table?"""
    with sqlite3.connect(":memory:") as other:
        other.deserialize(sound)
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")]
        same = all(
            db.execute(f'SELECT * FROM "{name}"').fetchall() == other.execute(f'SELECT * FROM "{name}"').fetchall()
            for name in names
        )
    other.close()
    return same and sound != flipped


@pytest.mark.parametrize("statement", [FLIP.replace("'তারা'", "'তা\"রা'"), "UPDATE operation SET body = x'ff'"])
def test_using_what_is_damaged_is_refused_in_words(folder, statement):
    with offices.opened(folder) as store:
        meeting = meetings.listing(store)[0].id
    spoil(folder, statement)
    with offices.opened(folder) as store:
        record = meetings.get(store, meeting).items[0].id
        for use in (
            lambda: store.history(record),
            lambda: store.write([Change(record, {"topic": "নতুন"})], by="x"),
            lambda: store.rebuild(),
        ):
            with pytest.raises(UserError, match="are damaged"):
                use()
        assert store.row(record) is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meeting SET layout = '{'",
        "UPDATE meeting SET title = CAST(x'ff' AS TEXT)",
        "UPDATE meeting SET date = 'x'",
    ],
)
def test_reading_a_damaged_row_is_refused_in_words(folder, statement):
    with offices.opened(folder) as store:
        meeting = meetings.listing(store)[0].id
    spoil(folder, statement)
    with offices.opened(folder) as store, pytest.raises(UserError, match="are damaged"):
        meetings.get(store, meeting)


def test_rebuilding_gives_equal_rows_and_answers(folder):
    with offices.opened(folder) as store:
        before, hits = dump(store), store.search("চ", limit=100)
        store.rebuild()
        assert dump(store) == before
        assert sorted(map(repr, store.search("চ", limit=100))) == sorted(map(repr, hits))
        assert store.check().ok


def test_an_erased_body_leaves_the_chain_whole(folder):
    """By law a text may have to go: its hash stays in its place."""
    with offices.opened(folder) as store:
        bodies = list(store.operations())
        number = len(bodies)
    db = sqlite3.connect(folder / "data" / opening.DATABASE)
    digest = hashlib.sha256(bodies[-1]).digest()
    db.execute("UPDATE operation SET body = NULL, hash = ?, waiting = 2 WHERE n = ?", (digest, number))
    db.commit()
    db.close()
    assert found(folder) == ["tables"]
    assert found(folder, rebuild=True) == []
    with offices.opened(folder) as store:
        assert list(store.operations()) == bodies[:-1]


def test_findings_are_sentences(folder):
    spoil(folder, "DELETE FROM operation WHERE n = 5", "DELETE FROM attendee", "DELETE FROM term")
    with offices.opened(folder) as store:
        texts = [finding.text("en") for finding in store.check().findings]
    assert all(text.endswith(".") and "{" not in text for text in texts)
    assert len(texts) == len(set(texts)) >= 3


def dump(store) -> dict:
    return {kind: store.rows(kind, deleted=None) for kind in KINDS}


def test_a_newer_sqlite_that_speaks_of_the_index_does_not_make_it_a_fault_of_the_file():
    """SQLite 3.45 says so, 3.40 does not look."""
    assert check.file_faults(["malformed inverted index for FTS5 table main.search_part"]) == []
    assert check.file_faults(['fts5: corruption found reading blob 137 from table "search_word"']) == []
    assert check.file_faults(["ok"]) == []
    assert check.file_faults(["row 3 missing from index x"]) == ["row 3 missing from index x"]

"""Opening a data folder: what is not ours is refused and left as it is; one program at a time; who writes next."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import offices
import pytest

from koyradesk import meetings, records
from koyradesk.errors import UserError
from koyradesk.store import Change, Store, migrations, opening, place
from koyradesk.store.lock import Lock


def database(folder: Path) -> Path:
    return folder / "data" / opening.DATABASE


def filled(folder: Path) -> None:
    with offices.opened(folder) as store:
        meetings.save(store, offices.small_meeting(), by="x")


def refused(folder: Path, match: str, **options: object) -> None:
    """Opening is refused in words, and not a byte of the folder changes (but for the lock's own empty file)."""
    before = contents(folder / "data")
    with pytest.raises(UserError, match=match):
        offices.opened(folder, **options)
    assert contents(folder / "data") == before


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "koyradesk.lock"
    }


def actors(folder: Path) -> list[str]:
    """The actors of the journal."""
    with offices.opened(folder) as store:
        return list(store.vector())


def write(folder: Path, name: str = "কমিটি") -> str:
    """Writes one operation and returns its actor."""
    with offices.opened(folder) as store:
        before = store.vector()
        store.write([Change(store.new_id("committee"), {"name": name})], by="x")
        ((actor, _),) = store.vector().items() - before.items()
        return actor


# -- what is there


def test_a_new_folder_is_made_and_holds_an_empty_office(tmp_path):
    with offices.opened(tmp_path / "deep" / "er") as store:
        assert meetings.listing(store) == ()
        assert len(store.office) == 8
        assert store.check().ok
    head = database(tmp_path / "deep" / "er").read_bytes()[:100]
    assert head[68:72] == b"Koyr"
    assert int.from_bytes(head[60:64], "big") == migrations.VERSION


def test_the_settings_that_lost_nothing_in_power_cuts_are_used(tmp_path):
    filled(tmp_path)
    db = opening.connect(database(tmp_path))
    settings = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    strict = dict(db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"))
    db.close()
    assert settings == {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1}
    loose = {name for name, is_strict in strict.items() if not is_strict}
    assert loose == {"sqlite_schema", "_sqlite_migrations"}


def test_an_office_code_can_be_joined(tmp_path):
    with offices.opened(tmp_path, "0123abcd") as store:
        assert store.office == "0123abcd"
    with offices.opened(tmp_path) as store:
        assert store.office == "0123abcd"


@pytest.mark.parametrize(
    ("bytes_", "match"),
    [
        (b"", "is empty"),
        (b"SQLite format 3\0", "not a Koyradesk database"),
        (b"PK\x03\x04" + b"x" * 500, "not a Koyradesk database"),
        ("সভার কার্যবিবরণী\n".encode() * 50, "not a Koyradesk database"),
    ],
)
def test_a_file_that_is_no_database_is_refused(tmp_path, bytes_, match):
    database(tmp_path).parent.mkdir()
    database(tmp_path).write_bytes(bytes_)
    refused(tmp_path, match)


def test_another_programs_database_is_refused(tmp_path):
    database(tmp_path).parent.mkdir()
    db = sqlite3.connect(database(tmp_path))
    db.execute("CREATE TABLE contacts (name)")
    db.commit()
    db.close()
    refused(tmp_path, "belongs to another program")


def test_a_newer_database_is_refused(tmp_path):
    filled(tmp_path)
    db = sqlite3.connect(database(tmp_path))
    db.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    db.close()
    refused(tmp_path, "newer Koyradesk")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON operation BEGIN DELETE FROM meeting; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE extra (a)",
        "CREATE INDEX i ON meeting (title)",
        "DROP TABLE attendee",
        "DELETE FROM here",
        "PRAGMA user_version = 0",
        "ALTER TABLE meeting ADD COLUMN more TEXT",
    ],
)
def test_a_database_with_what_was_never_written_is_refused(tmp_path, sql):
    filled(tmp_path)
    db = sqlite3.connect(database(tmp_path))
    db.execute(sql)
    db.commit()
    db.close()
    refused(tmp_path, "never wrote")


@pytest.mark.parametrize("size", [99, 100, 4096, 8192, 20_000])
def test_a_truncated_database_is_refused(tmp_path, size):
    filled(tmp_path)
    with database(tmp_path).open("rb+") as stream:
        stream.truncate(size)
    refused(tmp_path, "damaged")


def test_a_folder_in_the_databases_place_is_refused(tmp_path):
    database(tmp_path).mkdir(parents=True)
    with pytest.raises(UserError):
        offices.opened(tmp_path)


def test_a_file_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "data").write_text("x")
    with pytest.raises(UserError, match="is a file, not a folder"):
        offices.opened(tmp_path)
    with pytest.raises(UserError):
        Store.open(tmp_path / "data" / "below", config=tmp_path / "config")


# -- what is gone


def test_a_vanished_folder_is_not_replaced_by_an_empty_one(tmp_path, monkeypatch):
    monkeypatch.setattr(place, "_is_temporary", lambda _: False)
    write(tmp_path)
    shutil.rmtree(tmp_path / "data")
    with pytest.raises(UserError, match="are not there now"):
        offices.opened(tmp_path)
    assert not (tmp_path / "data").exists()
    # The stick is plugged in but empty: still not ours to fill.
    (tmp_path / "data").mkdir()
    refused(tmp_path, "are not there now")
    with offices.opened(tmp_path, fresh=True) as store:
        assert meetings.listing(store) == ()


def test_a_temporary_folder_that_was_thrown_away_begins_anew(tmp_path):
    write(tmp_path)
    database(tmp_path).unlink()
    refused(tmp_path, "are not there now")
    shutil.rmtree(tmp_path / "data")
    with offices.opened(tmp_path) as store:
        assert meetings.listing(store) == ()


@pytest.mark.parametrize("trace", ["blobs", "backups", "koyradesk.db-journal"])
def test_a_vanished_database_is_not_replaced_by_an_empty_one(tmp_path, trace):
    (tmp_path / "data" / trace).mkdir(parents=True)
    refused(tmp_path, "are not there now")


def test_beginning_anew_leaves_no_old_journal_to_be_played_in(tmp_path):
    filled(tmp_path)
    db = opening.connect(database(tmp_path))
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE operation SET body = CAST(body || x'00' AS BLOB)")
    hot = (tmp_path / "data" / "koyradesk.db-journal").read_bytes()
    db.execute("ROLLBACK")
    db.close()
    database(tmp_path).unlink()
    (tmp_path / "data" / "koyradesk.db-journal").write_bytes(hot)
    with offices.opened(tmp_path, fresh=True) as store:
        assert store.check().ok
        assert meetings.listing(store) == ()
    assert not (tmp_path / "data" / "koyradesk.db-journal").exists()


def test_without_leave_nothing_is_made(tmp_path):
    with pytest.raises(UserError, match="no data in"):
        offices.opened(tmp_path, create=False)
    assert not (tmp_path / "data").exists()
    filled(tmp_path)
    with offices.opened(tmp_path, create=False) as store:
        assert len(meetings.listing(store)) == 1


@pytest.mark.skipif(os.name == "nt", reason="folders have no such right there")
def test_a_folder_that_cannot_be_written_is_refused():
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from koyradesk.errors import UserError\n"
        "from koyradesk.store import Store\n"
        # Root may write anywhere: where the test is root, it goes on as nobody.
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "for folder in ('data', 'new/data'):\n"
        "    try: Store.open(Path(sys.argv[1]) / folder, config=Path(sys.argv[1]) / 'none')\n"
        "    except UserError: print('refused')\n"
    )
    # Not below the tests' own folder, which only its owner may enter.
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        filled(folder)
        (folder / "data").chmod(0o555)
        folder.chmod(0o555)
        try:
            done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=False)
        finally:
            folder.chmod(0o755)
            (folder / "data").chmod(0o755)
    assert (done.stdout.split(), done.stderr) == (["refused", "refused"], "")


# -- one at a time


def test_a_second_opening_is_refused_and_the_next_one_is_not(tmp_path):
    with offices.opened(tmp_path), pytest.raises(UserError, match="already open"):
        offices.opened(tmp_path, wait=0.1)
    with offices.opened(tmp_path) as store:
        assert store.check().ok


def test_a_second_program_is_refused_and_one_killed_blocks_nobody(tmp_path):
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom koyradesk.store.lock import Lock\n"
        "lock = Lock(Path(sys.argv[1]), 0)\nprint('held', flush=True)\ntime.sleep(60)\n"
    )
    filled(tmp_path)
    with subprocess.Popen([sys.executable, "-c", script, tmp_path / "data"], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(UserError, match="already open"):
            offices.opened(tmp_path, wait=0.1)
        other.kill()
    with offices.opened(tmp_path) as store:
        assert len(meetings.listing(store)) == 1


def test_a_short_use_by_another_is_waited_for(tmp_path):
    filled(tmp_path)
    held = Lock(tmp_path / "data", 0)
    threading.Timer(0.2, held.release).start()
    with offices.opened(tmp_path, wait=20) as store:
        assert len(meetings.listing(store)) == 1


def test_a_refused_opening_holds_nothing(tmp_path):
    database(tmp_path).parent.mkdir()
    database(tmp_path).write_bytes(b"x" * 200)
    refused(tmp_path, "not a Koyradesk database")
    database(tmp_path).unlink()
    with offices.opened(tmp_path, wait=0) as store:
        assert store.check().ok


# -- who writes


def test_reading_mints_no_actor_and_writing_goes_on_as_the_same(tmp_path):
    first = write(tmp_path)
    with offices.opened(tmp_path) as store:
        meetings.listing(store)
        store.check()
    assert write(tmp_path) == first
    assert actors(tmp_path) == [first]


def test_a_copied_folder_gets_an_actor_of_its_own(tmp_path):
    first = write(tmp_path)
    shutil.copytree(tmp_path / "data", tmp_path / "copy" / "data")
    shutil.copytree(tmp_path / "config", tmp_path / "copy" / "config")
    second = write(tmp_path / "copy", "নকল")
    assert second != first
    assert second.partition(".")[0] == first.partition(".")[0]
    assert write(tmp_path) == first
    # Both go on, and what one wrote the other can take in.
    with offices.opened(tmp_path) as one, offices.opened(tmp_path / "copy") as two:
        assert one.receive(two.operations())
        assert one.check().ok


def test_a_copy_of_the_database_laid_over_it_gets_a_new_actor(tmp_path):
    first = write(tmp_path)
    old = database(tmp_path).read_bytes()
    assert write(tmp_path) == first
    database(tmp_path).write_bytes(old)
    with offices.opened(tmp_path) as store:
        assert len(list(store.operations())) == 1
    assert write(tmp_path) not in (first,)


def test_a_database_that_went_its_own_way_elsewhere_gets_a_new_actor(tmp_path):
    """Taken home on a stick, written there with the marks copied too, and laid back."""
    office, home = tmp_path / "office", tmp_path / "home"
    first = write(office)
    shutil.copytree(office, home)
    mark = next((office / "config").rglob("*.json"))
    shutil.copy(mark, place._file(home / "config", home / "data"))
    # The same mark under the other path: the copy goes unnoticed there and writes as the same actor.
    assert write(home, "বাড়িতে") == first
    assert write(office, "অফিসে") == first
    shutil.copy(database(home), database(office))
    assert write(office) != first


def test_another_computer_or_a_lost_mark_gives_a_new_actor(tmp_path, monkeypatch):
    first = write(tmp_path)
    monkeypatch.setattr(place, "node", lambda: "another-pc")
    second = write(tmp_path)
    assert second != first
    assert write(tmp_path) == second
    shutil.rmtree(tmp_path / "config")
    assert write(tmp_path) not in (first, second)


@pytest.mark.parametrize(
    "spoil", [b"", b"{", b"[]", b'{"mark": 1}', b'{"mark": "x", "node": "y", "heads": {"a": [1]}}']
)
def test_a_spoilt_mark_is_no_mark(tmp_path, spoil):
    first = write(tmp_path)
    next((tmp_path / "config").rglob("*.json")).write_bytes(spoil)
    assert write(tmp_path) != first


def test_a_mark_that_lags_behind_is_still_true(tmp_path):
    first = write(tmp_path)
    mark = next((tmp_path / "config").rglob("*.json"))
    old = mark.read_bytes()
    write(tmp_path)
    write(tmp_path)
    mark.write_bytes(old)
    assert write(tmp_path) == first


def test_where_no_mark_can_be_kept_every_opening_writes_as_a_new_actor(tmp_path):
    (tmp_path / "config").write_text("no folder")
    assert write(tmp_path) != write(tmp_path)
    assert len(actors(tmp_path)) == 2


def test_the_mark_knows_how_far_the_journal_has_come(tmp_path):
    actor = write(tmp_path)
    write(tmp_path)
    held = json.loads(next((tmp_path / "config").rglob("*.json")).read_text())
    with offices.opened(tmp_path) as store:
        links = offices.links(store)
    assert held["heads"] == {actor: [2, links[actor]]}


def test_a_write_that_fails_mints_nobody(tmp_path):
    with offices.opened(tmp_path) as store:
        record = store.new_id("committee")
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UserError, match="disk is full"):
            store.write([Change(record, {"name": "ক" * 100_000})], by="x")
        store._db.execute("PRAGMA max_page_count = 1000000")
        store.write([Change(record, {"name": "ক"})], by="x")
        assert store.check().ok
        (operation,) = offices.operations(store)
    assert actors(tmp_path) == [operation.actor]
    assert write(tmp_path) == operation.actor


# -- becoming newer


def test_an_older_database_is_backed_up_and_brought_up_to_date(tmp_path, monkeypatch):
    filled(tmp_path)
    step = ("002_test", lambda db: db.conn.execute("ALTER TABLE here ADD COLUMN later TEXT NOT NULL DEFAULT ''"))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    monkeypatch.setattr(opening, "_schema_of_today", lambda: schema(tmp_path))
    with offices.opened(tmp_path) as store:
        assert [row.title for row in meetings.listing(store)] == [offices.small_meeting().title]
        assert store.check().ok
        assert store.search("চারা")
        assert store._db.execute("SELECT later FROM here").fetchone() == ("",)
    (saved,) = (tmp_path / "data" / "backups").iterdir()
    assert f"before-version-{migrations.VERSION}" in saved.name


def schema(folder: Path) -> dict[tuple[str, str], str]:
    db = sqlite3.connect(database(folder))
    found = opening._schema(db)
    db.close()
    return found


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path, monkeypatch):
    filled(tmp_path)

    def breaks(db):
        db.conn.execute("DELETE FROM operation")
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("002_test", breaks)))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    with pytest.raises(ZeroDivisionError):
        offices.opened(tmp_path)
    monkeypatch.undo()
    with offices.opened(tmp_path) as store:
        assert len(meetings.listing(store)) == 1
        assert store.check().ok


def test_what_a_newer_program_wrote_counts_after_the_update(tmp_path, monkeypatch):
    with offices.opened(tmp_path / "other", "aaaaaaaa") as other, monkeypatch.context() as future:
        future.setattr(records, "SCHEMA", records.SCHEMA + 1)
        theirs = meetings.save(other, offices.small_meeting(), by="x")
        bodies = list(other.operations())
    with offices.opened(tmp_path, "aaaaaaaa") as store:
        assert not store.receive(bodies)
    step = ("002_test", lambda db: db.conn.execute("ALTER TABLE here ADD COLUMN later TEXT NOT NULL DEFAULT ''"))
    monkeypatch.setattr(records, "SCHEMA", records.SCHEMA + 1)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    monkeypatch.setattr(opening, "_schema_of_today", lambda: schema(tmp_path))
    with offices.opened(tmp_path) as store:
        assert meetings.get(store, theirs.id) == theirs
        assert store.check().ok

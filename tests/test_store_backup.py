"""A backup is one file that reads back; a restore verifies first, keeps what was there, and goes on as a new actor."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import offices
import pytest

from koyradesk import meetings
from koyradesk.errors import UserError
from koyradesk.store import Change, Store, backup, blobs, opening
from koyradesk.store.restore import restore

NOON = datetime(2024, 7, 14, 12, tzinfo=UTC)
PHOTO = b"\xff\xd8 photo" * 1000


def clock() -> datetime:
    return NOON


@pytest.fixture
def folder(tmp_path):
    """An office with a meeting and a photo, and a backup of it in ``usb``."""
    with offices.opened(tmp_path, clock=clock) as store:
        saved = meetings.save(store, offices.small_meeting(), by="x")
        photo = {"of": saved.id, "name": "ছবি", "blob": store.put_blob(PHOTO)}
        store.write([Change(store.new_id("attachment"), photo)], by="x")
        store.backup(tmp_path / "usb")
    return tmp_path


def the_backup(folder: Path) -> Path:
    (found,) = (folder / "usb").iterdir()
    return found


def titles(folder: Path) -> list[str]:
    with offices.opened(folder) as store:
        assert store.check().ok
        return [row.title for row in meetings.listing(store)]


def retitled(folder: Path, title: str) -> None:
    with offices.opened(folder) as store:
        held = meetings.get(store, meetings.listing(store)[0].id)
        meetings.save(store, replace(held, title=title), by="x")


def test_a_backup_is_one_dated_file_with_everything_in_it(folder):
    found = the_backup(folder)
    with offices.opened(folder) as store:
        assert found.name == f"koyradesk-{store.office}-2024-07-14-120000.zip"
        operations = len(list(store.operations()))
    with zipfile.ZipFile(found) as archive:
        assert archive.testzip() is None
        about = json.loads(archive.read(backup.MANIFEST))
        (photo,) = [name for name in archive.namelist() if name.startswith("blobs/")]
        assert archive.read(photo) == PHOTO
    assert about["operations"] == operations
    assert about["made"] == NOON.isoformat()
    assert set(about["files"]) == {opening.DATABASE, photo}
    assert not list((folder / "data").glob("*.part"))


def test_a_restore_brings_back_what_was_and_keeps_what_is(folder):
    retitled(folder, "পরের শিরোনাম")
    done = restore(the_backup(folder), folder / "data", clock=clock)
    assert titles(folder) == [offices.small_meeting().title]
    assert (done.made, done.missing, done.office) == (NOON.isoformat(), 0, the_backup(folder).name[10:18])
    assert done.aside is not None
    # What was there opens as it was.
    shutil.copytree(done.aside, folder / "old" / "data")
    shutil.copytree(folder / "data" / "blobs", folder / "old" / "data" / "blobs")
    assert titles(folder / "old") == ["পরের শিরোনাম"]


def test_a_restore_into_an_empty_place_brings_everything(folder):
    done = restore(the_backup(folder), folder / "new" / "data", clock=clock)
    assert done.aside is None
    with offices.opened(folder / "new") as store:
        assert store.check().ok
        (row,) = store.rows("attachment")
        assert store.blob(row["blob"]) == PHOTO


def test_who_goes_on_after_a_restore_is_a_new_actor(folder):
    before = {operation.actor for operation in _operations(folder)}
    for place in ("data", "new/data"):
        restore(the_backup(folder), folder / place, clock=clock)
    retitled(folder, "এখানে")
    retitled(folder / "new", "সেখানে")
    here, there = ({one.actor for one in _operations(at)} - before for at in (folder, folder / "new"))
    assert len(here) == len(there) == 1
    assert here != there
    with offices.opened(folder) as one, offices.opened(folder / "new") as two:
        assert one.receive(two.operations())
        assert one.check().ok
        assert one.rows("meeting")[0]["conflict"]


def _operations(folder: Path) -> list:
    with offices.opened(folder) as store:
        return offices.operations(store)


def test_after_a_restore_it_is_known_since_when_numbers_may_be_missing(folder):
    with offices.opened(folder) as store:
        assert store.restored == ""
    restore(the_backup(folder), folder / "data", clock=clock)
    with offices.opened(folder) as store:
        assert store.restored == "2024-07-14T12:00:00+00:00"


def test_a_restore_replaces_what_is_damaged_or_gone(folder):
    database = folder / "data" / opening.DATABASE
    database.write_bytes(b"gone wrong")
    done = restore(the_backup(folder), folder / "data", clock=clock)
    assert (done.aside / opening.DATABASE).read_bytes() == b"gone wrong"
    assert titles(folder) == [offices.small_meeting().title]
    shutil.rmtree(folder / "data")
    restore(the_backup(folder), folder / "data", clock=clock)
    assert titles(folder) == [offices.small_meeting().title]


def test_an_interrupted_change_is_not_played_into_the_restored_database(folder):
    database = folder / "data" / opening.DATABASE
    retitled(folder, "পরের শিরোনাম")
    db = opening.connect(database)
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE operation SET body = CAST(body || x'00' AS BLOB)")
    hot, half = (folder / "data" / f"{opening.DATABASE}-journal").read_bytes(), database.read_bytes()
    db.execute("ROLLBACK")
    db.close()
    for spoilt in (half, b"gone wrong"):
        database.write_bytes(spoilt)
        (folder / "data" / f"{opening.DATABASE}-journal").write_bytes(hot)
        restore(the_backup(folder), folder / "data")
        assert titles(folder) == [offices.small_meeting().title]
        assert not (folder / "data" / f"{opening.DATABASE}-journal").exists()


def test_restoring_twice_keeps_both(folder):
    for title in ("এক", "দুই"):
        retitled(folder, title)
        restore(the_backup(folder), folder / "data", clock=clock)
    assert len(list((folder / "data" / "aside").iterdir())) == 2


def test_a_folder_in_use_is_not_restored_over(folder):
    with offices.opened(folder) as store, pytest.raises(UserError, match="already open"):
        restore(the_backup(folder), store.folder, wait=0.1)
    assert titles(folder) == [offices.small_meeting().title]


def remade(found: Path, change: Callable[[dict[str, bytes], dict], None]) -> None:
    """The backup again with other members, its manifest made to fit or not."""
    with zipfile.ZipFile(found) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(members.pop(backup.MANIFEST))
    change(members, about)
    with zipfile.ZipFile(found, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
        if about:
            archive.writestr(backup.MANIFEST, json.dumps(about))


def listed(members: dict[str, bytes], about: dict, name: str, data: bytes) -> None:
    """Puts a member in and lists it, with everything true that can be."""
    members[name] = data
    about["files"][name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _spoil_database(members: dict[str, bytes], about: dict) -> None:
    data = bytearray(members[opening.DATABASE])
    at = data.find("চারা বিতরণ".encode())
    data[at : at + 3] = "ত".encode()
    listed(members, about, opening.DATABASE, bytes(data))


def _sqlite(members: dict[str, bytes], about: dict, *statements: str) -> None:
    with sqlite3.connect(":memory:") as db:
        db.deserialize(members[opening.DATABASE])
        for statement in statements:
            db.execute(statement)
        db.commit()
        listed(members, about, opening.DATABASE, db.serialize())
    db.close()


HOSTILE: dict[str, Callable[[dict[str, bytes], dict], None]] = {
    "no manifest": lambda members, about: about.clear(),
    "another format": lambda members, about: about.update(format=backup.FORMAT + 1),
    "manifest is a list": lambda members, about: about.update(files=[]),
    "an office that is none": lambda members, about: listed(members, about, "offices/../koyradesk.db", b"x"),
    "a book beside": lambda members, about: listed(members, about, "offices/k0yra111/other.db", b"x"),
    "a file of a book that is another": lambda members, about: listed(
        members, about, f"offices/k0yra111/blobs/aa/{'aa' * 32}", b"x"
    ),
    "no database": lambda members, about: (members.pop(opening.DATABASE), about["files"].pop(opening.DATABASE)),
    "a member missing": lambda members, about: members.pop(next(name for name in members if name.startswith("blobs"))),
    "an unlisted member": lambda members, about: members.update({"blobs/extra": b"x"}),
    "a path outside": lambda members, about: listed(members, about, "../evil", b"x"),
    "an absolute path": lambda members, about: listed(members, about, "/tmp/evil", b"x"),
    "a drive": lambda members, about: listed(members, about, "C:/evil", b"x"),
    "a wrong hash": lambda members, about: members.update({opening.DATABASE: members[opening.DATABASE] + b"x"}),
    "a blob under another name": lambda members, about: listed(members, about, f"blobs/00/{'00' * 32}", b"x"),
    "a bomb": lambda members, about: _sqlite(
        members,
        about,
        "CREATE TABLE bomb (a)",
        "INSERT INTO bomb VALUES (zeroblob(50000000))",
        "DROP TABLE bomb",
    ),
    "a foreign database": lambda members, about: listed(members, about, opening.DATABASE, b"x" * 500),
    "a flipped letter": _spoil_database,
    "a shortened journal": lambda members, about: _sqlite(members, about, "DELETE FROM operation WHERE n = 2"),
    "a trigger": lambda members, about: _sqlite(
        members, about, "CREATE TRIGGER t AFTER INSERT ON operation BEGIN DELETE FROM meeting; END"
    ),
    "a table more": lambda members, about: _sqlite(members, about, "CREATE TABLE extra (a)"),
    "no identity": lambda members, about: _sqlite(members, about, "DELETE FROM here"),
    "a newer one": lambda members, about: _sqlite(members, about, "PRAGMA user_version = 99"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_damaged_backup_is_refused_and_nothing_changes(folder, kind):
    remade(the_backup(folder), HOSTILE[kind])
    refused(folder)


@pytest.mark.parametrize("part", [0, 1, 30, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_backup_is_refused(folder, part):
    found = the_backup(folder)
    data = found.read_bytes()
    found.write_bytes(data[: part if isinstance(part, int) else int(len(data) * part)])
    refused(folder)


def test_flipped_bytes_anywhere_are_noticed_or_mean_nothing(folder):
    found = the_backup(folder)
    sound = found.read_bytes()
    refusals = 0
    for at in range(40, len(sound), len(sound) // 40):
        found.write_bytes(sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :])
        try:
            restore(found, folder / "data")
        except UserError:
            refusals += 1
        # A date of the zip's own may be flipped without harm: then what was restored is whole.
        assert titles(folder) == [offices.small_meeting().title]
    assert refusals > 35


@pytest.mark.parametrize("data", [b"", b"x" * 5000, "সভার কার্যবিবরণী".encode() * 100])
def test_what_is_no_backup_is_refused(folder, data):
    the_backup(folder).write_bytes(data)
    refused(folder)


def test_a_name_that_stands_twice_is_refused(folder):
    found = the_backup(folder)
    with zipfile.ZipFile(found, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(opening.DATABASE, b"x")
    refused(folder)


def test_an_encrypted_zip_is_refused(folder):
    found = the_backup(folder)
    data = bytearray(found.read_bytes())
    # The bit that says "encrypted", in the directory and before each member.
    for mark, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + flag] |= 1
            at = data.find(mark, at + 4)
    found.write_bytes(data)
    refused(folder)


def refused(folder: Path) -> None:
    held = {path: path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()}
    with pytest.raises(UserError):
        restore(the_backup(folder), folder / "data")
    assert {path: path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()} == held
    with pytest.raises(UserError):
        restore(the_backup(folder), folder / "new" / "data")
    assert not (folder / "new" / "data" / opening.DATABASE).exists()
    assert titles(folder) == [offices.small_meeting().title]


def test_no_file_and_a_folder_are_refused(folder):
    for wrong in (folder / "nothing.zip", folder / "usb"):
        with pytest.raises(UserError):
            restore(wrong, folder / "data")


def test_tables_that_lagged_in_the_backup_are_made_anew(folder):
    remade(the_backup(folder), lambda members, about: _sqlite(members, about, "UPDATE meeting SET title = 'অন্য'"))
    restore(the_backup(folder), folder / "data")
    assert titles(folder) == [offices.small_meeting().title]


def test_a_backup_into_a_file_is_refused(folder):
    (folder / "file").write_text("x")
    with offices.opened(folder) as store, pytest.raises(UserError, match="not a folder"):
        store.backup(folder / "file")


def test_a_damaged_blob_is_not_carried_into_a_backup(folder):
    with offices.opened(folder) as store:
        (sha,) = blobs.held(store.folder)
        blobs.path(store.folder, sha).write_bytes(b"spoilt")
        with pytest.raises(UserError, match="is damaged"):
            store.backup(folder / "other")
    assert list((folder / "other").iterdir()) == []


def test_a_backup_that_does_not_read_back_is_not_left_behind(folder, monkeypatch):
    def forgetful(archive: zipfile.ZipFile, name: str, path: Path) -> dict:
        archive.writestr(name, b"something else")
        return {"size": path.stat().st_size, "sha256": "00" * 32}

    monkeypatch.setattr(backup, "_add", forgetful)
    with offices.opened(folder) as store, pytest.raises(UserError, match="does not read back"):
        store.backup(folder / "other")
    assert list((folder / "other").iterdir()) == []


def test_two_backups_in_one_second_are_two_files(folder):
    with offices.opened(folder, clock=clock) as store:
        assert store.backup(folder / "usb") != store.backup(folder / "usb")
    assert len(list((folder / "usb").iterdir())) == 3


def test_a_clock_before_1980_makes_a_backup_too(folder):
    with offices.opened(folder, clock=lambda: datetime(1970, 1, 1, tzinfo=UTC)) as store:
        restore(store.backup(folder / "old clock"), folder / "new" / "data")
    assert titles(folder / "new") == [offices.small_meeting().title]


def test_the_daily_backup_is_made_once_a_day_and_older_ones_go(tmp_path):
    day = [datetime(2022, 1, 1, 9, tzinfo=UTC)]
    with offices.opened(tmp_path, clock=lambda: day[0]) as store:
        meetings.save(store, offices.small_meeting(), by="x")
        for _ in range(800):
            if day[0].day in (1, 15):
                assert store.backup_daily() is not None
                assert store.backup_daily() is None
            day[0] += timedelta(days=1)
        kept = sorted(path.name[19:29] for path in (store.folder / opening.BACKUPS).iterdir())
        newest = sorted(store.folder.rglob("*.zip"))[-1]
    # The last seven days that have one, and the last one of each of twelve months.
    days = ["2023-12-01", "2023-12-15", "2024-01-01", "2024-01-15", "2024-02-01", "2024-02-15", "2024-03-01"]
    assert kept == [*(f"2023-{month:02}-15" for month in range(4, 12)), *days]
    # It leaves the blobs where they lie, and is a backup all the same.
    restore(newest, tmp_path / "new" / "data")
    assert titles(tmp_path / "new") == [offices.small_meeting().title]


def test_a_clock_years_back_costs_no_backup(tmp_path):
    now = datetime(2027, 11, 1, 10, tzinfo=UTC)
    with offices.opened(tmp_path, clock=lambda: now) as store:
        kept = [store.backup_daily()]
        for _ in range(400):
            now += timedelta(days=1)
            kept.append(store.backup_daily())
        before = {path for path in kept if path.exists()}
        assert len(before) > 12
        for day in (3, 4, 5):
            # The battery is dead: the day looks older than all that was kept.
            now = datetime(2018, 1, day, 10, tzinfo=UTC)
            made = store.backup_daily()
            assert made.exists()
            assert {path for path in before if not path.exists()} == set()
            assert store.backup_daily() is None, "one a day is enough"


def test_rotation_touches_only_its_own(tmp_path):
    names = [
        *(f"koyradesk-aaaaaaaa-2024-01-{day:02}-100000.zip" for day in range(1, 29)),
        "koyradesk-aaaaaaaa-2024-01-28-100000-2.zip",
        "koyradesk-bbbbbbbb-2020-01-01-100000.zip",
        "koyradesk-aaaaaaaa-before-version-2-2020-01-01-100000.zip",
        "koyradesk-aaaaaaaa-2024-01-01.zip",
        "notes.zip",
    ]
    for name in names:
        (tmp_path / name).touch()
    gone = {path.name for path in backup.rotate(tmp_path, "aaaaaaaa")}
    assert gone == {*names[:21], names[27]}
    assert {path.name for path in tmp_path.iterdir()} == set(names) - gone


def test_what_killed_programs_left_half_written_goes(folder):
    (folder / "data" / "copy-killed.part").write_bytes(b"x")
    (folder / "data" / "blobs" / "00").mkdir()
    (folder / "data" / "blobs" / "00" / "tmpkilled.part").write_bytes(b"x")
    with offices.opened(folder) as store:
        store.backup_daily()
        assert store.check().ok
    assert not list((folder / "data").rglob("*.part"))


def test_missing_blobs_are_counted(folder):
    with offices.opened(folder) as store:
        made = store.backup_daily()
    assert made is not None
    assert restore(made, folder / "data").missing == 0
    assert restore(made, folder / "new" / "data").missing == 1


def test_a_large_database_is_backed_up_in_pieces(tmp_path):
    with offices.opened(tmp_path) as store:
        long = "দীর্ঘ আলোচনা " * 20_000
        meetings.save(store, replace(offices.small_meeting(), closing=long), by="x")
        sha = store.put_blob(os.urandom(3_000_000))
        store.write([Change(store.new_id("attachment"), {"blob": sha})], by="x")
        made = store.backup(tmp_path / "usb")
        stream = io.BytesIO(made.read_bytes())
    assert zipfile.is_zipfile(stream)
    restore(made, tmp_path / "new" / "data")
    with offices.opened(tmp_path / "new") as store:
        assert isinstance(store, Store)
        assert store.check().ok
        assert meetings.get(store, meetings.listing(store)[0].id).closing == long

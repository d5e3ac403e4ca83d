"""A signed update file: taken where all is right, and refused, with the reason, where anything is not."""

from __future__ import annotations

import json
import os
import signal
from collections import namedtuple
from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pytest
import updates

from koyradesk import __version__, sample
from koyradesk.errors import UserError
from koyradesk.exchange import sticks
from koyradesk.resources import resource
from koyradesk.store import Store, backup
from koyradesk.updates import FOLDER, NOTE, making, noted, places, reading, running, trusted
from koyradesk.updates.shapes import SUFFIX, WINDOWS, is_update, version_of


def look(path, by=(1,), here=WINDOWS):
    return reading.look(path, allowed=[updates.public(one) for one in by], here=here)


def refused(path, why, **more):
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError, match=why):
        look(path, **more)
    assert before is None or path.read_bytes() == before


def test_what_is_signed_and_whole_is_taken(tmp_path):
    path = updates.write(tmp_path)
    seen = []
    found = reading.look(path, lambda *at: seen.append(at), allowed=[updates.public()], here=WINDOWS)
    assert (found.manifest.version, found.manifest.said("bn")) == ("9.0.0", ("নতুন কথা",))
    assert path.read_bytes()[found.start :] == updates.SETUP
    assert seen == [(0, 3), (1, 3), (2, 3)]


def test_a_signature_is_what_the_system_verifies_too(tmp_path):
    """The same form as of bundles: OpenSSH's, which others can check."""
    front = reading.fronts(updates.write(tmp_path).read_bytes())
    assert front.signature.startswith("-----BEGIN SSH SIGNATURE-----\n")
    assert json.loads(front.manifest)["format"] == 1


# A thief


def test_one_that_somebody_else_signed(tmp_path):
    refused(updates.write(tmp_path, by=2), "not signed by those who make")


def test_a_signature_for_another_purpose_does_not_count(tmp_path):
    path = updates.write(tmp_path)
    data = path.read_bytes()
    front = reading.fronts(data)
    other = making.sshsig.sign(updates.key(), "koyradesk-bundle", front.manifest)
    path.write_bytes(data.replace(front.signature.encode(), other.encode(), 1))
    refused(path, "altered it")


def test_another_manifest_under_the_signature(tmp_path):
    path = updates.write(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"version": "9.0.0"', b'"version": "9.9.9"', 1))
    refused(path, "altered it")


@pytest.mark.parametrize("at", [-1, -len(updates.SETUP), -len(updates.SETUP) // 2])
def test_another_byte_in_the_installer(tmp_path, at):
    path = updates.write(tmp_path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    refused(path, "altered it")


def test_any_byte_of_the_front_counts(tmp_path):
    path = updates.write(tmp_path)
    data = path.read_bytes()
    for at in range(len(data) - len(updates.SETUP)):
        changed = bytearray(data)
        changed[at] ^= 1
        path.write_bytes(changed)
        with pytest.raises(UserError):
            reading.opened(path, [updates.public()])


def test_more_behind_the_installer(tmp_path):
    path = updates.write(tmp_path)
    path.write_bytes(path.read_bytes() + b"more")
    refused(path, "altered it")


@pytest.mark.parametrize(
    "said",
    [
        {"size": 0},
        {"size": -5},
        {"size": 10**12},
        {"size": "many"},
        {"sha256": "00"},
        {"version": "9"},
        {"version": "../../x"},
        {"version": None},
        {"format": "x"},
        {"bn": 5},
        {"size": float("inf")},
    ],
)
def test_a_manifest_that_says_what_cannot_be(tmp_path, said):
    path = updates.write(tmp_path)
    manifest = making.manifest(updates.SETUP, "9.0.0", {}) | said
    path.write_bytes(making.front(manifest, updates.key()) + updates.SETUP)
    refused(path, "altered it")


def test_an_older_one_is_a_way_back_to_an_old_fault(tmp_path):
    refused(updates.write(tmp_path, "0.0.9"), "older than the installed")
    refused(updates.write(tmp_path, __version__), "installed already")
    refused(updates.write(tmp_path, f"{__version__}.0"[:5]), "installed already")


def test_without_a_key_of_its_own_the_program_takes_none(tmp_path):
    refused(updates.write(tmp_path), "without a key for updates", by=())


# Keys that follow one another


def chain(*seeds):
    return "".join(making.follow(updates.key(old), updates.public(new)) for old, new in pairwise(seeds))


def test_a_key_that_the_former_vouches_for_counts(tmp_path):
    path = updates.write(tmp_path, by=4, chain=chain(1, 2, 3, 4))
    assert look(path).manifest.version == "9.0.0"
    assert look(path, by=(3,)).manifest.version == "9.0.0"


def test_a_key_that_nobody_trusted_vouches_for_does_not(tmp_path):
    refused(updates.write(tmp_path, by=3, chain=chain(2, 3)), "not signed by those who make")
    # Nor one whose line was put in the place of another.
    forged = chain(1, 2).replace(updates.public(2), updates.public(3))
    refused(updates.write(tmp_path, by=3, chain=forged), "not signed by those who make")
    # Nor where the word was given for another purpose.
    wrong = f"{updates.public(3)}\n{making.sshsig.sign(updates.key(), 'koyradesk-update', updates.public(3).encode())}"
    refused(updates.write(tmp_path, by=3, chain=wrong), "not signed by those who make")


def test_a_former_key_counts_no_more_where_it_is_not_listed(tmp_path):
    refused(updates.write(tmp_path, by=1, chain=chain(1, 2)), "not signed by those who make", by=(2,))


def test_the_keys_of_the_program_can_be_read(tmp_path):
    assert len(set(trusted.listed())) == len(trusted.listed())
    path = tmp_path / "keys.txt"
    path.write_text(resource("update-keys.txt").read_text("utf-8") + f"{updates.public()} who\n", "utf-8")
    assert trusted.listed(path)[-1] == updates.public()
    path.write_text("ssh-rsa AAAA\n")
    with pytest.raises(ValueError, match="no key"):
        trusted.listed(path)


# A tired assistant, a stick that is pulled out


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"Koyradesk update\n", b"\0" * 100_000, "কয়রাডেস্ক".encode()])
def test_what_is_no_update(tmp_path, data):
    path = tmp_path / f"x{SUFFIX}"
    path.write_bytes(data)
    refused(path, "is no update")


def test_what_is_no_file(tmp_path):
    refused(tmp_path, "is no update")
    refused(tmp_path / "gone", "There is no")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        refused(tmp_path / "pipe", "is no update")


@pytest.mark.parametrize("kept", [1, 100, 1_000_000, len(updates.SETUP) - 1])
def test_one_that_was_cut_off(tmp_path, kept):
    path = updates.write(tmp_path)
    front = len(path.read_bytes()) - len(updates.SETUP)
    path.write_bytes(path.read_bytes()[: front + kept])
    refused(path, r"cut off: \d MB of 3 MB")


def test_one_whose_beginning_was_cut_off(tmp_path):
    path = updates.write(tmp_path)
    path.write_bytes(path.read_bytes()[:200])
    refused(path, "is no update")


@pytest.mark.parametrize("here", ["linux", "win32"])
def test_one_for_another_system(tmp_path, here):
    refused(updates.write(tmp_path), "an update for Windows", here=here)
    refused(updates.write(tmp_path, system="windows-arm64"), "an update for windows-arm64")


def test_one_of_a_newer_form(tmp_path):
    refused(updates.write(tmp_path, format=2), "made for a newer Koyradesk")


def test_a_file_that_grows_or_shrinks_between_check_and_copy(tmp_path):
    path = updates.write(tmp_path)
    found, whole = look(path), path.read_bytes()
    target = tmp_path / "setup.exe"
    for changed in (whole[:-1], whole[:-1] + b"x", whole[:50]):
        path.write_bytes(changed)
        with pytest.raises(UserError, match="altered it"):
            reading.verify(found, target)
        assert not target.exists()
    path.write_bytes(whole + b"what is behind is not copied")
    reading.verify(found, target)
    assert target.read_bytes() == updates.SETUP


def test_a_name_says_what_to_look_for(tmp_path):
    assert is_update("KOYRADESK-1.0.0.KOYRAUPDATE")
    assert not is_update(".Koyradesk-1.0.0.koyraupdate")
    assert version_of("Koyradesk-1.20.3.koyraupdate") == "1.20.3"
    assert version_of("নতুন.koyraupdate") == ""
    for name in ("Koyradesk-9.0.0", "Koyradesk-10.0.0", "Koyradesk-0.0.1", "other"):
        (tmp_path / f"{name}{SUFFIX}").touch()
    (tmp_path / f"Koyradesk-11.0.0{SUFFIX}").mkdir()
    lying = places.within((tmp_path / "gone", tmp_path))
    assert len(lying) == 4
    assert places.newest((one, "stick") for one in lying).version == "10.0.0"
    assert places.newest((one, "stick") for one in lying if "-0.0.1" in one.name) is None


def test_a_stick_shows_what_lies_on_its_first_page_and_beside_the_bundles(tmp_path):
    for folder in ("", "KOYRADESK", "deep"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"Koyradesk-9.0.0{SUFFIX}").touch()
    found = sticks.at(tmp_path)
    assert [one.parent.name for one in found.updates] == ["KOYRADESK", tmp_path.name]
    assert found.files == ()


# Getting ready, beginning, the end of it


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """This Python as the installer lays it down."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("python.exe", "files.txt", "uninstall.exe"):
        (home / name).touch()
    monkeypatch.setattr(running, "sys", SimpleNamespace(executable=str(home / "python.exe")))
    return home


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as opened:
        sample.fill(opened, today=date(2026, 11, 22), by="রুমানা")
        yield opened


@pytest.fixture
def found(tmp_path):
    return look(updates.write(tmp_path))


def left(store):
    folder = store.folder / FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def backups(store):
    return sorted(path.name for path in (store.folder / "backups").glob("*.zip"))


def test_before_anything_is_run_there_is_a_verified_copy_and_a_backup(installed, store, found):
    ready = running.prepare(found, store)
    assert ready.setup.read_bytes() == updates.SETUP
    assert ready.backup.name.startswith(f"koyradesk-{store.office}-before-update-9.0.0-")
    assert backups(store) == [ready.backup.name]
    # The daily ones that follow leave it, and it is found where backups are brought back.
    daily = store.backup_daily()
    backup.rotate(ready.backup.parent, store.office, daily=1, monthly=1)
    assert backup.newest((ready.backup.parent,), 9).keys() == {ready.backup, daily}
    assert not noted(store.folder)


def test_a_backup_that_fails_ends_it(installed, store, found, monkeypatch):
    def no(*_: object) -> None:
        raise UserError("The backup failed.")

    monkeypatch.setattr(Store, "backup_before", no)
    with pytest.raises(UserError, match="backup failed"):
        running.prepare(found, store)
    assert left(store) == []


def test_a_disk_that_is_too_full(installed, store, found, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(running.shutil, "disk_usage", lambda _: usage(1, 1, 5 * len(updates.SETUP) - 1))
    with pytest.raises(UserError, match="12 MB are needed, 11 MB are free"):
        running.prepare(found, store)
    assert (left(store), backups(store)) == ([], [])


@pytest.mark.skipif(os.name == "nt", reason="needs limits on files")
def test_a_disk_that_gets_full_meanwhile(installed, store, found):
    import resource as limits

    before = limits.getrlimit(limits.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits.setrlimit(limits.RLIMIT_FSIZE, (len(updates.SETUP) // 2, before[1]))
    try:
        with pytest.raises(UserError, match=r"disk is full.*koyradesk-new\.exe"):
            running.prepare(found, store)
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert (left(store), backups(store)) == ([], [])


def test_what_is_not_read_back_is_not_run(installed, store, found, monkeypatch):
    copy = store.folder / FOLDER / "koyradesk-new.exe"
    monkeypatch.setattr(reading.disk, "flush", lambda _: copy.write_bytes(b"evil"))
    with pytest.raises(UserError, match="does not read back"):
        running.prepare(found, store)
    assert (left(store), backups(store)) == ([], [])


def test_the_user_stops_it(installed, store, found):
    def stop(done: int, _: int) -> None:
        if done == 4:
            raise LookupError

    with pytest.raises(LookupError):
        running.prepare(found, store, stop)
    assert (left(store), backups(store)) == ([], [])


def test_a_program_that_was_not_installed_is_not_replaced(store, found):
    with pytest.raises(UserError, match="was not installed by its installer"):
        running.prepare(found, store)
    assert (left(store), backups(store)) == ([], [])


def begun(store, found, start=None):
    told = []
    ready = running.prepare(found, store)
    running.begin(ready, "bn", ("C:\\a & b\\pythonw.exe", "--data", "D:\\x y"), start or told.append)
    return ready, told


def test_all_that_the_command_processor_is_told_is_no_part_of_its_line(installed, store, found):
    ready, told = begun(store, found)
    assert told == [
        {
            "KOYRADESK_SETUP": str(ready.setup),
            "KOYRADESK_LANG": "bn",
            "KOYRADESK_HOME": str(installed),
            "KOYRADESK_CODE": str(ready.setup.with_name("code.txt")),
            "KOYRADESK_THEN": '"C:\\a & b\\pythonw.exe" --data "D:\\x y"',
        }
    ]
    for one in told[0].values():
        assert one not in running._LINE + running._AFTERWARDS
    assert noted(store.folder)


def test_an_installer_that_cannot_be_started(installed, store, found):
    def no(_: object) -> None:
        raise PermissionError(13, "access denied")

    with pytest.raises(UserError, match=r"could not be started \(access denied\)"):
        begun(store, found, no)
    assert left(store) == []
    assert len(backups(store)) == 1


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("3", "was open"),
        ("5", "could not be written"),
        ("7", "64-bit"),
        ("99", "stopped"),
        ("", "stopped"),
        ("x", "stopped"),
    ],
)
def test_an_installer_that_failed_is_told_by_the_version_that_stands(installed, store, found, code, why):
    ready, _ = begun(store, found)
    ready.setup.with_name("code.txt").write_text(f"{code}\n")
    ended = running.ended(store.folder)
    assert (ended.version, ended.backup) == ("9.0.0", str(ready.backup))
    assert why in ended.why
    running.forget(store.folder)
    assert running.ended(store.folder) is None
    assert left(store) == []


def test_a_power_cut_is_told_and_the_next_try_begins_anew(installed, store, found):
    begun(store, found)
    assert "power" in running.ended(store.folder).why
    # What a cut in the middle of the copy leaves is in nobody's way either.
    (store.folder / FOLDER / "koyradesk-new.exe").write_bytes(b"half")
    assert running.prepare(found, store).setup.read_bytes() == updates.SETUP


def test_the_new_version_tells_that_it_came(installed, store, found, monkeypatch):
    ready, _ = begun(store, found)
    ready.setup.with_name("code.txt").write_text("0\n")
    monkeypatch.setattr(running, "__version__", "9.0.0")
    assert running.ended(store.folder) == ("9.0.0", "", str(ready.backup))


def test_a_note_that_a_power_cut_spoilt(installed, store, found):
    begun(store, found)
    (store.folder / FOLDER / NOTE).write_bytes(b"\0\0\0")
    assert running.ended(store.folder).why


def test_while_the_installer_runs_nothing_else_begins(installed, store, found):
    ready, _ = begun(store, found)
    # The system lets nobody write to a program that runs; nor to a folder.
    ready.setup.unlink()
    ready.setup.mkdir()
    assert running.is_under_way(store.folder)
    assert running.ended(store.folder) is None
    with pytest.raises(UserError, match="under way"):
        running.prepare(found, store)
    running.forget(store.folder)
    assert noted(store.folder)

"""What the program is given that it cannot use: one clear sentence and nothing changed, in a real process."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Koyra, refused

GOOD = {"title": "সভা", "items": []}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Koyra:
    """A sample office; tests that touch it take a copy."""
    home = tmp_path_factory.mktemp("made")
    koyra = Koyra(home / "data", home / "config")
    koyra.good("demo")
    return koyra


@pytest.fixture
def koyra(made, tmp_path) -> Koyra:
    """A copy of the sample office."""
    shutil.copytree(made.folder, tmp_path / "data")
    return Koyra(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def empty(tmp_path) -> Koyra:
    """A folder that is not there yet."""
    return Koyra(tmp_path / "none", tmp_path / "config")


def a_file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def control_characters() -> bytes:
    return json.dumps(GOOD | {"place": "ক\u0007খ"}).encode()


FILES = {
    "no minutes.txt": "আজ আকাশ মেঘলা।\nবাজারে যাব, চাল আর ডাল কিনব।\n".encode(),
    "english.txt": b"Dear Sir,\nplease find enclosed the invoice.\n",
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "utf16 without mark.txt": "কার্যবিবরণী".encode("utf-16-le"),
    "latin.txt": "Übersicht über die Sitzung, größer als früher".encode("latin-1"),
    "binary.txt": bytes(range(256)) * 20,
    "control.txt": "কার্যবিবরণী\x00\x07\x1b সভা".encode() * 5,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "empty.json": b"",
    "no json.json": "সভার কার্যবিবরণী".encode(),
    "cut.json": json.dumps(GOOD).encode()[:-3],
    "unknown key.json": json.dumps(GOOD | {"titel": "x"}).encode(),
    "missing key.json": json.dumps({"title": "x"}).encode(),
    "no title.json": json.dumps({"items": []}).encode(),
    "impossible date.json": json.dumps(GOOD | {"date": "2026-02-30"}).encode(),
    "impossible due.json": json.dumps(
        GOOD | {"items": [{"topic": "ক", "decisions": [{"text": "খ", "due": "2026-13-01"}]}]}
    ).encode(),
    "control.json": control_characters(),
    "raw control.json": b'{"title": "a\x07b", "items": []}',
    "not utf8.json": b'{"title": "\xa6\xb2", "items": []}',
    "utf16.json": json.dumps(GOOD).encode("utf-16"),
    "deep.json": b"[" * 300_000,
    "nan.json": b'{"title": "a", "items": [NaN]}',
    "wrong layout.json": json.dumps(GOOD | {"layout": {"base": "upazila", "colour": "red"}}).encode(),
    "list.json": b"[]",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_what_it_should_be(koyra, tmp_path, name):
    path = a_file(tmp_path, name, FILES[name])
    words = ["load", path] if name.endswith(".json") else ["read", path, "--save"]
    before = koyra.held()
    refused(koyra, *words)
    assert koyra.held() == before
    assert path.read_bytes() == FILES[name]


@pytest.mark.parametrize("words", [["load"], ["read", "--save"]], ids=" ".join)
@pytest.mark.parametrize("what", ["missing", "folder", "large", "pipe", "long", "inside"])
def test_a_path_that_is_no_file_to_read(empty, tmp_path, words, what):
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what == "large":
        with path.open("wb") as stream:
            stream.truncate(50_000_000)
    elif what == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("needs named pipes")
        os.mkfifo(path)
    elif what == "long":
        path = tmp_path / ("ক" * 300)
    elif what == "inside":
        path.write_text("x")
        path = path / "more"
    refused(empty, words[0], path, *words[1:])
    assert not empty.folder.exists()


def test_a_fifty_megabyte_text(empty, tmp_path):
    line = "সভার কার্যবিবরণী ও সিদ্ধান্ত। ".encode()
    path = a_file(tmp_path, "large.txt", line * (50_000_000 // len(line)))
    refused(empty, "read", path, "--save")
    refused(empty, "load", path)
    assert not empty.folder.exists()


@pytest.mark.parametrize("what", ["missing", "folder", "text", "cut", "empty"])
def test_a_scan_that_is_none(koyra, tmp_path, what):
    path = tmp_path / f"{what}.pdf"
    if what == "folder":
        path.mkdir()
    elif what != "missing":
        path.write_bytes({"text": b"not a picture", "cut": b"%PDF-1.7\n1 0 obj", "empty": b""}[what])
    meeting = json.loads("\n".join(koyra.good("list", "--json")))[2]["id"]
    before = koyra.held()
    refused(koyra, "sign", "minutes", meeting, "--scan", path)
    assert koyra.held() == before


# -- where the result should go


@pytest.mark.parametrize("what", ["folder", "no folder", "inside a file", "write-protected", "long", "proc"])
def test_a_place_that_takes_no_file(koyra, tmp_path, what):
    path = tmp_path / "out" / "a.pdf"
    path.parent.mkdir()
    if what == "folder":
        path.mkdir()
    elif what == "no folder":
        path = path / "b" / "c.pdf"
    elif what == "inside a file":
        path.write_text("x")
        path = path / "c.pdf"
    elif what == "write-protected":
        path.write_bytes(b"keep me")
        path.chmod(0o444)
    elif what == "long":
        path = path.with_name("a" * 300 + ".pdf")
    elif what == "proc":
        path = Path("/proc/a.pdf")
        if not path.parent.is_dir():
            pytest.skip("needs Linux")
    before = {one: one.is_file() and one.read_bytes() for one in path.parent.glob("*")} if what != "proc" else {}
    meeting = koyra.good("list")[0].split("\t")[0]
    more = {} if os.name == "nt" else {"preexec_fn": an_ordinary_user}
    refused(koyra, "print", "minutes", meeting, "-o", path, **more)
    if what != "proc":
        assert {one: one.is_file() and one.read_bytes() for one in path.parent.glob("*")} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_for_the_result(koyra):
    meeting = koyra.good("list")[0].split("\t")[0]
    refused(koyra, "print", "minutes", meeting, "-o", "/dev/full")


def an_ordinary_user() -> None:
    """Run before the program in its process: takes the administrator's right to write what is write-protected."""
    if sys.platform == "linux":
        drop_from_bounding_set, override_rights = 24, 1
        ctypes.CDLL(None).prctl(drop_from_bounding_set, override_rights, 0, 0, 0)


def test_no_result_is_written_over_the_records(koyra):
    meeting = koyra.good("list")[0].split("\t")[0]
    before = koyra.held()
    for name in ("koyradesk.db", "koyradesk.db-journal", "koyradesk.lock", "blobs", "blobs/a.pdf", "backups/a.pdf"):
        refused(koyra, "print", "minutes", meeting, "-o", koyra.folder / name)
    assert koyra.held() == before
    # A result that merely lies in the folder does no harm.
    koyra.good("print", "minutes", meeting, "-o", koyra.folder / "minutes.pdf")


def limited(size: int):
    """Run before the program in its process: no file may grow beyond ``size`` bytes, which is how a full disk looks."""
    import resource
    import signal

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.skipif(os.name == "nt", reason="needs limits on files")
def test_a_disk_that_fills_up_while_the_result_is_written(koyra, tmp_path):
    meeting = koyra.good("list")[0].split("\t")[0]
    path = a_file(tmp_path, "a.pdf", b"the paper of last month")
    refused(koyra, "print", "minutes", meeting, "-o", path, preexec_fn=limited(5_000))
    assert path.read_bytes() == b"the paper of last month"
    assert not list(tmp_path.glob(".koyradesk-*"))


@pytest.mark.skipif(os.name == "nt", reason="needs limits on files")
def test_a_disk_that_fills_up_while_records_are_written(koyra, tmp_path):
    path = tmp_path / "m.json"
    items = [{"topic": "ক" * 3000, "discussion": f"{number}" * 3000} for number in range(60)]
    path.write_text(json.dumps(GOOD | {"items": items}), encoding="utf-8")
    before = koyra.good("list"), koyra.good("check")
    size = (koyra.folder / "koyradesk.db").stat().st_size
    refused(koyra, "load", path, preexec_fn=limited(size + 20_000))
    assert (koyra.good("list"), koyra.good("check")) == before


# -- the data folder


def test_a_folder_that_holds_no_data_is_not_made(empty):
    for words in (["list"], ["show", "x"], ["search", "x"], ["check"], ["issue", "minutes", "x"]):
        refused(empty, *words)
    assert not empty.folder.exists()


def test_data_that_are_gone_are_not_replaced_by_nothing(koyra, tmp_path):
    # What lies among the temporary files may be thrown away; an office's data do not lie there.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    env = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(elsewhere))
    # The folder must have been written by this configuration to be missed.
    koyra.good("issue", "minutes", koyra.good("list")[0].split("\t")[0])
    shutil.rmtree(koyra.folder)
    for words in (["list"], ["demo"]):
        refused(koyra, *words, env=env)
    assert not (koyra.folder / "koyradesk.db").exists()


def test_a_file_in_place_of_the_folder(tmp_path):
    path = a_file(tmp_path, "data", b"x")
    koyra = Koyra(path, tmp_path / "config")
    for words in (["demo"], ["list"]):
        refused(koyra, *words)
    assert path.read_bytes() == b"x"


def change(sql: str):
    def changed(path: Path) -> None:
        db = sqlite3.connect(path)
        db.execute(sql)
        db.commit()
        db.close()

    return changed


def foreign(path: Path) -> None:
    path.unlink()
    change("CREATE TABLE wallet (x)")(path)


@pytest.mark.parametrize(
    "damage",
    [
        change("PRAGMA user_version = 9999"),
        change("PRAGMA application_id = 77"),
        foreign,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"this is no database" * 100),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096)),
    ],
    ids=["newer", "another program's", "foreign", "empty", "no database", "cut", "overwritten"],
)
def test_a_database_that_is_not_ours_or_newer_or_damaged(koyra, damage):
    damage(koyra.folder / "koyradesk.db")
    before = koyra.held()
    for words in (["list"], ["demo"]):
        refused(koyra, *words)
    assert koyra.held() == before


def test_a_second_program_on_the_same_folder(koyra):
    holder = (
        "import sys, time\nfrom koyradesk.store import Store\n"
        "store = Store.open(sys.argv[1])\nprint('held', flush=True)\ntime.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", holder, str(koyra.folder)], **koyra.settings()) as first:
        assert first.stdout.readline() == b"held\n"
        try:
            refused(koyra, "list")
        finally:
            first.kill()
    assert len(koyra.good("list")) == 3


@pytest.mark.skipif(os.name == "nt", reason="needs the rights of Unix")
def test_a_read_only_disk(koyra):
    places = [koyra.folder.parent, *koyra.folder.parent.rglob("*")]
    before = koyra.held()
    for path in places:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        for words in (["list"], ["demo"]):
            refused(koyra, *words, preexec_fn=an_ordinary_user)
        refused(Koyra(koyra.folder.parent / "new", koyra.config), "demo", preexec_fn=an_ordinary_user)
    finally:
        for path in places:
            path.chmod(0o755)
    assert koyra.held() == before


@pytest.mark.parametrize(
    "meeting", ["", "নাই", "meeting.x", "../..", "0" * 500, "%", "meeting.00000000.0000000000", "'; --"]
)
def test_an_id_that_is_none(koyra, meeting):
    for words in (["show"], ["print", "minutes"], ["issue", "minutes"], ["sign", "minutes"]):
        more = ["-o", koyra.folder.parent / "x.pdf"] if words[0] == "print" else []
        refused(koyra, *words, meeting, *more)
    assert not (koyra.folder.parent / "x.pdf").exists()

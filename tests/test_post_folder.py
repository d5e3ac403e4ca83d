"""A folder as a way: whole or not at all, nothing of others touched, whatever the stick does."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest

from koyradesk.exchange.ways import folder as folders
from koyradesk.exchange.ways import staging
from koyradesk.exchange.ways.folder import NAME, Folder
from koyradesk.exchange.ways.shapes import Configured, Refused, Unreachable

US, THEM = "aaaaaaaa", "bbbbbbbb"
FILE = f"{THEM}-{US}-20261122-481730226.koyra"
CHECKOUT = Path(__file__).resolve().parents[1]


def way(path: Path, **settings: str) -> Folder:
    return Folder(Configured("পেনড্রাইভ", "folder", US, {"path": str(path), **settings}))


def bundle(folder: Path, data: bytes = b"bundle" * 90_000, name: str = FILE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def put(folder: Path, path: Path, watch=lambda *_: None):
    return way(folder).put(path, id="0" * 64, office=THEM, to=US, watch=watch)


def fetched(folder: Path, into: Path, known=lambda _: False, office: str = US) -> list[Path]:
    return list(way(folder).fetch(office, into, known=known))


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_what_is_put_lies_there_whole_and_comes_out_equal(tmp_path, stick):
    seen = []
    made = bundle(tmp_path / "outbox")
    receipt = put(stick, made, lambda *at: seen.append(at))
    assert (receipt.sent, receipt.size) == (made.stat().st_size,) * 2
    assert [one.name for one in (stick / NAME).iterdir()] == [FILE]
    assert seen == sorted(seen)
    assert seen[-1] == (made.stat().st_size,) * 2
    (came,) = fetched(stick, tmp_path / "inbox")
    assert came.read_bytes() == made.read_bytes()
    assert came.name == f"{hashlib.sha256(made.read_bytes()).hexdigest()}.koyra"
    # What was acknowledged is for the sender to take away.
    assert (stick / NAME / FILE).exists()


def test_the_second_time_nothing_is_carried(tmp_path, stick):
    made = bundle(tmp_path / "outbox")
    put(stick, made)
    before = (stick / NAME / FILE).stat()
    assert put(stick, made).sent == 0
    after = (stick / NAME / FILE).stat()
    # It is read again, to be sure of it; when that was, is all that may differ.
    assert (after.st_ino, after.st_mtime_ns, after.st_size) == (before.st_ino, before.st_mtime_ns, before.st_size)


def test_another_file_of_that_name_is_left_and_stands_beside(tmp_path, stick):
    (stick / NAME).mkdir()
    (stick / NAME / FILE).write_bytes(b"theirs")
    (stick / "ছবি.jpg").write_bytes(b"photo")
    made = bundle(tmp_path / "outbox")
    where = Path(put(stick, made).where)
    assert (stick / NAME / FILE).read_bytes() == b"theirs"
    assert where.read_bytes() == made.read_bytes()
    assert staging.is_for(where.name, US)
    assert {one.name for one in stick.iterdir()} == {NAME, "ছবি.jpg"}


def test_only_what_is_for_us_is_read(tmp_path, stick):
    bundle(stick / NAME, b"ours")
    bundle(stick, b"for all", f"{THEM}-all-20261122-000000001.koyra")
    bundle(stick, b"secret", f"{THEM}-{US}-20261122-000000002.KOYRA.AGE")
    bundle(stick, b"renamed", "কপি (১).koyra")
    bundle(stick, b"not ours", f"{THEM}-cccccccc-20261122-000000003.koyra")
    for name in ("letter.docx", ".koyra", f".{FILE}", f"{FILE}.part"):
        bundle(stick, b"strange", name)
    (stick / "folder.koyra").mkdir()
    (stick / "link.koyra").symlink_to("/etc/passwd")
    os.mkfifo(stick / "pipe.koyra")
    found = {one.read_bytes() for one in fetched(stick, tmp_path / "inbox")}
    assert found == {b"ours", b"for all", b"secret", b"renamed"}
    assert b"root" not in b"".join(one.read_bytes() for one in (tmp_path / "inbox").iterdir())


def test_what_is_known_is_not_fetched_and_not_read_twice(tmp_path, stick, monkeypatch):
    bundle(stick / NAME)
    digest = hashlib.sha256(b"bundle" * 90_000).hexdigest()
    assert fetched(stick, tmp_path / "inbox", known=lambda name: name == digest) == []
    monkeypatch.setattr(folders, "blocks", lambda _: pytest.fail("read again"))
    assert fetched(stick, tmp_path / "inbox") == []
    monkeypatch.undo()
    # Another file under that name is another file.
    bundle(stick / NAME, b"new")
    assert [one.read_bytes() for one in fetched(stick, tmp_path / "inbox")] == [b"new"]


def test_a_stick_that_is_pulled_out_while_writing_leaves_nothing_under_the_name(tmp_path, stick):
    made = bundle(tmp_path / "outbox", b"x" * 1_000_000)

    def pull(done: int, size: int) -> None:
        if done > 300_000:
            stick.rename(tmp_path / "away")

    with pytest.raises(Unreachable):
        put(stick, made, pull)
    assert list((tmp_path / "away" / NAME).glob("*.koyra")) == []
    assert fetched(tmp_path / "away", tmp_path / "inbox") == []
    (tmp_path / "away").rename(stick)
    assert put(stick, made).sent == 1_000_000


def test_a_stick_that_is_pulled_out_while_reading_leaves_nothing_in_the_inbox(tmp_path, stick, monkeypatch):
    bundle(stick / NAME, b"x" * 1_000_000)
    read = folders.blocks

    def torn(path: Path):
        blocks = read(path)
        yield next(blocks)
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(folders, "blocks", torn)
    with pytest.raises(Unreachable, match="not there now"):
        fetched(stick, tmp_path / "inbox")
    assert list((tmp_path / "inbox").iterdir()) == []
    monkeypatch.undo()
    assert len(fetched(stick, tmp_path / "inbox")) == 1


def test_one_bad_file_keeps_no_other_from_coming(tmp_path, stick, monkeypatch):
    bundle(stick / NAME, b"bad")
    bundle(stick / NAME, b"good", f"{THEM}-{US}-20261123-000000009.koyra")
    read = folders.blocks

    def torn(path: Path):
        if path.name == FILE:
            raise OSError(5, "Input/output error", str(path))
        yield from read(path)

    monkeypatch.setattr(folders, "blocks", torn)
    came = []
    with pytest.raises(Unreachable):
        came.extend(way(stick).fetch(US, tmp_path / "inbox", known=lambda _: False))
    assert [one.read_bytes() for one in (tmp_path / "inbox").iterdir()] == [b"good"]


def test_a_stick_that_lies_is_refused(tmp_path, stick, monkeypatch):
    """A worn stick takes everything and gives something else back."""
    made = bundle(tmp_path / "outbox")
    read = folders.blocks

    def worn(path: Path):
        yield from ((b"?" * len(one) for one in read(path)) if path.suffix == ".part" else read(path))

    monkeypatch.setattr(folders, "blocks", worn)
    with pytest.raises(Refused, match="reads back differently"):
        put(stick, made)
    assert list((stick / NAME).iterdir()) == []


def test_a_folder_that_is_away_is_waited_for(tmp_path):
    for act in (
        lambda: put(tmp_path / "gone", bundle(tmp_path / "outbox")),
        lambda: fetched(tmp_path / "gone", tmp_path / "inbox"),
        way(tmp_path / "gone").probe,
    ):
        with pytest.raises(Unreachable, match="not there now"):
            act()
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(("number", "kind", "words"), [
    (30, Refused, "only be read"),
    (13, Refused, "may not be written"),
    (28, Refused, "no room left"),
    (27, Refused, "at most 4 GB"),
    (5, Unreachable, "not there now"),
    (116, Unreachable, "not there now"),
    (110, Unreachable, "not there now"),
])  # fmt: skip
def test_what_the_system_refuses_is_said_in_words(tmp_path, stick, monkeypatch, number, kind, words):
    def refuse(*_: object, **__: object):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folders.disk, "new", refuse)
    with pytest.raises(kind, match=words):
        put(stick, bundle(tmp_path / "outbox"))
    with pytest.raises(kind, match=words):
        way(stick).probe()


def test_too_little_room_is_told_before_anything_is_written(tmp_path, stick, monkeypatch):
    class Usage:
        free = 100_000

    monkeypatch.setattr(folders.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(Refused, match="540 kB are needed, 100 kB are free"):
        put(stick, bundle(tmp_path / "outbox"))
    assert list((stick / NAME).iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path):
    """A real one, so small that it is soon full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", disk], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(Refused, match="are free"):
            put(disk, bundle(tmp_path / "outbox"))
        assert put(disk, bundle(tmp_path / "outbox", b"small")).sent == 5
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(Refused, match="only be read"):
            put(disk, bundle(tmp_path / "outbox", b"other", f"{THEM}-{US}-20261122-000000005.koyra"))
        assert [one.read_bytes() for one in fetched(disk, tmp_path / "inbox")] == [b"small"]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_acknowledged_files_of_ours_go_and_others_stay(tmp_path, stick):
    ours = f"{THEM}-{US}-20261122-000000000.koyra"
    for name in (ours, FILE, f"{US}-{THEM}-20261122-000000000.koyra", "notes.txt"):
        bundle(stick / NAME, name.encode(), name)
    way(stick).clear(id="0" * 64, office=THEM, to=US)
    assert {one.name for one in (stick / NAME).iterdir()} == {
        FILE,
        f"{US}-{THEM}-20261122-000000000.koyra",
        "notes.txt",
    }


def test_what_an_old_crash_left_is_swept_and_what_is_being_written_stays(tmp_path, stick):
    (stick / NAME).mkdir()
    old, new = stick / NAME / ".koyradesk-old.part", stick / NAME / ".koyradesk-new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    put(stick, bundle(tmp_path / "outbox"))
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize("said", ["", "relative/folder", "x\0y"])
def test_what_is_no_folder_is_refused_at_once(said):
    with pytest.raises(Refused):
        Folder(Configured("ক", "folder", US, {"path": said}))


WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from koyradesk.exchange.ways.folder import Folder
    from koyradesk.exchange.ways.shapes import Configured
    way = Folder(Configured("x", "folder", "aaaaaaaa", {"path": sys.argv[1]}))
    print(way.put(Path(sys.argv[2]), id="0" * 64, office="b", to="a", watch=lambda *_: None).sent)
""")


def test_pcs_that_write_at_once_write_each_whole(tmp_path, stick):
    """The same file from three PCs, and one of its own from each."""
    same = bundle(tmp_path / "outbox", os.urandom(2_000_000))
    own = [
        bundle(tmp_path / "outbox", os.urandom(1_000_000), f"{THEM}-{US}-20261122-00000000{at}.koyra")
        for at in range(3)
    ]
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, stick, one], cwd=CHECKOUT, stdout=subprocess.PIPE)
        for one in (same, own[0], same, own[1], same, own[2])
    ]
    assert [one.communicate()[0] and one.returncode for one in running] == [0] * 6
    lying = {one.name: one.read_bytes() for one in (stick / NAME).iterdir()}
    assert lying == {one.name: one.read_bytes() for one in (same, *own)}


def written(files: set[Path]) -> int:
    """How many bytes lie in files that may be gone meanwhile."""
    found = 0
    for one in files:
        with suppress(FileNotFoundError):
            found += one.stat().st_size
    return found


def test_a_pc_that_is_killed_while_writing_leaves_no_half_bundle(tmp_path, stick):
    made = bundle(tmp_path / "outbox", os.urandom(30_000_000))
    killed = []
    for enough in (1, 10_000_000, 30_000_000):
        before = set((stick / NAME).glob("*"))
        running = subprocess.Popen([sys.executable, "-c", WRITER, stick, made], cwd=CHECKOUT)
        while running.poll() is None and written(set((stick / NAME).glob("*")) - before) < enough:
            pass
        running.kill()
        killed.append(running.wait() == (1 if sys.platform == "win32" else -9))
        for lying in (stick / NAME).glob("*.koyra") if (stick / NAME).exists() else ():
            assert lying.read_bytes() == made.read_bytes()
    assert any(killed)
    assert put(stick, made).size == 30_000_000
    assert (stick / NAME / FILE).read_bytes() == made.read_bytes()

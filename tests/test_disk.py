"""Files are put in their place whole; on Windows also where a scanner or another program holds them for a moment."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from koyradesk import disk, files
from koyradesk.errors import UserError
from koyradesk.store import Store, backup, blobs

on_windows = pytest.mark.skipif(os.name != "nt", reason="only there a file that is open is in the way")


class Held:
    """A call that is refused as Windows refuses what another program holds: ``times`` times, then it is done."""

    def __init__(self, times: int, winerror: int | None = 32, number: int = 13) -> None:
        self.left, self.calls = times, 0
        self.error = PermissionError(number, "held")
        if winerror is not None:
            self.error.winerror = winerror

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.left:
            raise self.error
        return "done"


@pytest.fixture
def windows(monkeypatch):
    monkeypatch.setattr(disk, "_is_windows", True)
    monkeypatch.setattr(disk, "PATIENCE", 0.3)


@pytest.mark.parametrize("winerror", [5, 32, 33, None])
def test_what_is_held_for_a_moment_is_waited_for(windows, winerror):
    assert disk.patiently(Held(2, winerror)) == "done"


def test_what_stays_held_is_refused_in_the_end(windows):
    held = Held(1000)
    start = time.monotonic()
    with pytest.raises(PermissionError):
        disk.patiently(held)
    assert held.calls > 2
    assert time.monotonic() - start < 3


def test_a_write_protected_disk_is_believed_at_once(windows):
    # ERROR_WRITE_PROTECT: nobody will let go of it.
    held = Held(1, 19)
    with pytest.raises(PermissionError):
        disk.patiently(held)
    assert held.calls == 1


@pytest.mark.skipif(os.name == "nt", reason="a refusal of Unix")
def test_elsewhere_a_refusal_is_believed_at_once():
    held = Held(1, None)
    with pytest.raises(PermissionError):
        disk.patiently(held)
    assert held.calls == 1


def test_a_file_that_is_let_go_is_replaced(windows, tmp_path, monkeypatch):
    path, real, tries = tmp_path / "কাগজ.pdf", Path.replace, []

    def replace(part: Path, target: Path) -> Path:
        tries.append(part)
        if len(tries) < 3:
            raise Held(1).error
        return real(part, target)

    monkeypatch.setattr(Path, "replace", replace)
    path.write_bytes(b"old")
    files.write(path, b"new")
    assert (len(tries), path.read_bytes()) == (3, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_stays_open_elsewhere_is_said_so(windows, tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(Held(1).error))
    with pytest.raises(UserError) as refused:
        files.write(path, b"new")
    assert "open elsewhere" in refused.value.text("en")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_which_nothing_may_be_written_is_told_at_once(tmp_path, monkeypatch):
    """As ``C:\\`` for a user without rights: one name is tried, and not every name there can be."""
    monkeypatch.setattr(disk, "PATIENCE", 0.3)
    tried, real = [], os.open

    def refuse(name: object, flags: int, *more: int) -> int:
        if flags & os.O_CREAT:
            tried.append(name)
            raise PermissionError(13, "Permission denied")
        return real(name, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    start = time.monotonic()
    with pytest.raises(UserError):
        files.write(tmp_path / "a.pdf", b"new")
    assert len(set(tried)) == 1
    assert time.monotonic() - start < 3


def test_what_a_block_began_and_gave_up_is_gone(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def give_up() -> None:
        with disk.whole(path) as stream:
            stream.write(b"new")
            raise ValueError("gave up")

    with pytest.raises(ValueError, match="gave up"):
        give_up()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


LONG = "C:\\" + "সভা\\" * 60 + "কাগজ.pdf"


@pytest.mark.parametrize("name", ["সভা: ১.pdf", "কি?.pdf", "<ক>.pdf"])
def test_a_name_that_windows_does_not_allow_is_refused(windows, tmp_path, name):
    with pytest.raises(UserError) as refused:
        files.write(tmp_path / name, b"x")
    assert "sign" in refused.value.text("en")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "far"),
    [
        (LONG, "\\\\?\\" + LONG),
        (LONG.replace("C:", "\\\\server\\share"), "\\\\?\\UNC\\" + LONG.replace("C:", "server\\share")),
        ("\\\\?\\" + LONG, "\\\\?\\" + LONG),
        ("C:\\সভা\\কাগজ.pdf", "C:\\সভা\\কাগজ.pdf"),
    ],
)
def test_a_long_path_is_told_to_windows_in_its_long_form(windows, path, far):
    assert str(disk.far(Path(path))) == far


def test_elsewhere_a_path_is_what_it_is():
    assert disk.far(Path(LONG)) == Path(LONG) or os.name == "nt"


def test_a_data_folder_too_deep_for_windows_is_refused(windows, tmp_path):
    deep = tmp_path / "ক" / ("খ" * (200 - len(str(tmp_path))))
    with pytest.raises(UserError) as refused:
        Store.open(deep)
    assert "higher up" in refused.value.text("en")
    assert not deep.parent.exists()


class Placeholder(type(Path())):  # type: ignore[misc]
    """A file of OneDrive that is not on this disk: the system has its name, size and attributes."""

    def stat(self, **_: object) -> SimpleNamespace:
        # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS and ARCHIVE.
        return SimpleNamespace(st_mode=0o100666, st_size=1000, st_file_attributes=0x400020)

    def open(self, *_: object, **__: object):
        raise OSError(errno.EINVAL, "Invalid argument")


def test_a_file_that_is_only_in_onedrive_is_told_apart(tmp_path):
    with pytest.raises(UserError) as refused:
        files.read(Placeholder(tmp_path / "সভা.docx"), 1000)
    assert "OneDrive" in refused.value.text("en")
    assert not disk.is_away(tmp_path)
    assert not disk.is_away(tmp_path / "none")


@contextmanager
def holding(path: Path, seconds: float) -> Iterator[None]:
    """Holds a file as a program does that lets nobody else write, and lets go after a while."""
    stream = path.open("rb")
    timer = threading.Timer(seconds, stream.close)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        stream.close()


@on_windows
def test_windows_itself_lets_a_file_be_replaced_once_it_is_let_go(tmp_path):
    path = tmp_path / "কাগজ.pdf"
    path.write_bytes(b"old")
    with path.open("rb"), pytest.raises(PermissionError):
        path.unlink()
    with holding(path, 0.5):
        files.write(path, b"new")
    assert path.read_bytes() == b"new"
    with holding(path, 0.5):
        disk.unlink(path)
    assert not path.exists()


@on_windows
def test_windows_itself_keeps_a_file_that_stays_open(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with path.open("rb"), pytest.raises(UserError) as refused:
        files.write(path, b"new")
    assert "open elsewhere" in refused.value.text("en")
    assert path.read_bytes() == b"old"


@on_windows
def test_a_blob_that_a_scanner_holds_is_read(tmp_path):
    import ctypes

    sha = blobs.put(tmp_path, b"scan")
    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateFileW.restype = ctypes.c_void_p
    # GENERIC_READ, shared with nobody, OPEN_EXISTING.
    handle = kernel.CreateFileW(str(blobs.path(tmp_path, sha)), 0x80000000, 0, None, 3, 0, None)
    threading.Timer(0.5, kernel.CloseHandle, [ctypes.c_void_p(handle)]).start()
    with pytest.raises(PermissionError):
        blobs.path(tmp_path, sha).read_bytes()
    assert blobs.get(tmp_path, sha) == b"scan"


@on_windows
def test_windows_itself_takes_a_long_path(tmp_path):
    folder = tmp_path
    while len(str(folder)) < 300:
        folder /= "deep" * 10
    Path("\\\\?\\" + str(folder)).mkdir(parents=True)
    files.write(folder / "কাগজ.pdf", b"deep")
    assert files.read(folder / "কাগজ.pdf", 10) == b"deep"


@on_windows
def test_a_backup_that_a_program_has_open_is_removed_the_next_time(tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "PATIENCE", 0.2)
    names = [tmp_path / f"koyradesk-abcd2345-2026-01-0{day}-120000.zip" for day in (1, 2, 3)]
    for path in names:
        path.touch()
    with names[0].open("rb"):
        assert backup.rotate(tmp_path, "abcd2345", daily=1, monthly=1) == [names[1]]
    assert backup.rotate(tmp_path, "abcd2345", daily=1, monthly=1) == [names[0]]

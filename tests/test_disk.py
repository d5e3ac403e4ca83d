"""Files are put in their place whole; on Windows also where a scanner or another program holds them for a moment."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from koyradesk import disk, files
from koyradesk.errors import UserError
from koyradesk.store import blobs

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

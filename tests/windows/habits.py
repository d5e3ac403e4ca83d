"""What Windows does and Linux does not, tried by the Windows Python itself: ``python.exe habits.py WHAT FOLDER``."""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from pathlib import Path

import appdirs

from koyradesk import disk, files
from koyradesk.errors import UserError
from koyradesk.exchange.keystore import Keystore
from koyradesk.store import Store, backup, blobs, place


def held(path: Path, seconds: float) -> None:
    """A scanner takes the file for itself alone, and lets go."""
    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateFileW.restype = ctypes.c_void_p
    # GENERIC_READ, shared with nobody, OPEN_EXISTING.
    handle = kernel.CreateFileW(str(path), 0x80000000, 0, None, 3, 0, None)
    threading.Timer(seconds, kernel.CloseHandle, [ctypes.c_void_p(handle)]).start()


def refused(path: Path) -> str:
    try:
        files.write(path, b"new")
    except UserError as error:
        return error.text("en")
    return ""


def scanner(folder: Path) -> None:
    """What a scanner holds for half a second is replaced, read and deleted."""
    path = folder / "কার্যবিবরণী.pdf"
    path.write_bytes(b"old")
    held(path, 0.5)
    assert refused(path) == ""
    held(path, 0.5)
    assert files.read(path, 10) == b"new"
    held(path, 0.5)
    disk.unlink(path)
    sha = blobs.put(folder, b"scan")
    held(blobs.path(folder, sha), 0.5)
    assert blobs.get(folder, sha) == b"scan"


def viewer(folder: Path) -> None:
    """What a viewer goes on showing is left as it is, and said so."""
    path = folder / "কার্যবিবরণী.pdf"
    path.write_bytes(b"old")
    with path.open("rb"):
        assert "open elsewhere" in refused(path)
    assert path.read_bytes() == b"old"
    assert list(folder.iterdir()) == [path]


def protected(folder: Path) -> None:
    """Where nothing may be written it is told at once; ``mkstemp`` would try two thousand million names."""
    start = time.monotonic()
    assert refused(folder / "কার্যবিবরণী.pdf")
    assert time.monotonic() - start < 10


def deep(folder: Path) -> None:
    """A path of more than 260 signs, and names that Windows does not take."""
    far = folder.joinpath(*["deep" * 12] * 6)
    Path(f"\\\\?\\{far}").mkdir(parents=True)
    assert refused(far / "কার্যবিবরণী.pdf") == ""
    assert files.read(far / "কার্যবিবরণী.pdf", 10) == b"new"
    assert "sign" in refused(folder / "সভা: ১.pdf")


def rotation(folder: Path) -> None:
    """A backup that somebody has open goes the next time."""
    names = [folder / f"koyradesk-abcd2345-2026-01-0{day}-120000.zip" for day in (1, 2, 3)]
    for path in names:
        path.touch()
    with names[0].open("rb"):
        assert backup.rotate(folder, "abcd2345", daily=1, monthly=1) == [names[1]]
    assert backup.rotate(folder, "abcd2345", daily=1, monthly=1) == [names[0]]


def vault(folder: Path) -> None:
    """Secrets are in the Credential Manager, under names in Bengali, and gone when they are forgotten."""
    secret = "গোপন" * 20
    kept = Keystore()
    assert kept.place.system
    kept.keep_secret("ডাক", secret)
    kept.keep_secret("ডাক", secret[1:])
    assert Keystore().secret("ডাক") == secret[1:]
    assert not any(path.is_file() for path in kept.place.folder.rglob("*.json"))
    kept.forget_secret("ডাক")
    assert Keystore().secret("ডাক") is None


def named(folder: Path) -> None:
    """The folder of a user with a Bengali name is told as people know it, and not in the short form of old."""
    kernel = ctypes.WinDLL("kernel32")
    short = ctypes.create_unicode_buffer(300)
    home = folder / "কয়রা অফিস"
    home.mkdir()
    assert kernel.GetShortPathNameW(str(home), short, 300)
    assert "~" in short.value
    appdirs.user_data_dir = lambda *_, **__: f"{short.value}\\koyradesk"
    assert place.data_folder() == home / "koyradesk"


def two(folder: Path) -> None:
    """One program at a time in a data folder, and another one when it is gone."""
    with Store.open(folder):
        said = ""
        try:
            Store.open(folder)
        except UserError as error:
            said = error.text("en")
        assert "already open" in said
    Store.open(folder).close()


if __name__ == "__main__":
    habit = {one.__name__: one for one in (scanner, viewer, protected, deep, rotation, vault, named, two)}[sys.argv[1]]
    habit(Path(sys.argv[2]))
    sys.stdout.write("done\n")

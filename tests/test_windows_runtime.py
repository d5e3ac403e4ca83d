"""A newer embeddable Python for Windows is taken from a file; one that does not fit is refused in a sentence."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pytest
import windows_parts
import windows_runtime
from say import SetupError


def executable(machine: int) -> bytes:
    """The beginning of a Windows program for a kind of processor."""
    return b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x80) + bytes(0x40) + b"PE\0\0" + struct.pack("<H", machine)


def zipped(folder: str = "", machine: int = 0x8664, python: str = "313", without: str = "") -> bytes:
    """A zip with what makes an embeddable Python."""
    names = ["python.exe", "pythonw.exe", "python3.dll", f"python{python}._pth", f"python{python}.zip"]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            if name != without:
                packed.writestr(folder + name, executable(machine))
    return made.getvalue()


@pytest.mark.parametrize("folder", ["", "python-3.13.9-embed-amd64/"])
def test_one_that_fits_is_taken_from_the_top_or_from_its_folder(tmp_path, folder):
    given = tmp_path / "নতুন.zip"
    given.write_bytes(zipped(folder))
    files = windows_parts.runtime(given)
    assert files.keys() == {"python.exe", "pythonw.exe", "python3.dll", "python313._pth", "python313.zip"}
    windows_runtime.check_version(files, windows_parts.locked_for(), str(given))


def damaged() -> bytes:
    raw = bytearray(zipped())
    raw[60] ^= 0xFF  # in the packed bytes of the first file
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"<html>404</html>", "cannot be read as a zip"),
        (zipped()[:-40], "cannot be read as a zip"),
        (damaged(), "cannot be read as a zip"),
        (zipped(without="python3.dll"), "does not hold an embeddable Python"),
        (zipped(without="pythonw.exe"), "does not hold an embeddable Python"),
        (zipped(without="python313._pth"), "does not hold an embeddable Python"),
        (zipped(machine=0x014C), "is not for 64-bit Windows"),  # x86
        (zipped(machine=0xAA64), "is not for 64-bit Windows"),  # ARM
    ],
)
def test_what_is_none_is_refused(tmp_path, raw, sentence):
    given = tmp_path / "python.zip"
    given.write_bytes(raw)
    with pytest.raises(SetupError, match=re.escape(f"{given} {sentence}")):
        windows_parts.runtime(given)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SetupError, match="cannot be read: No such file"):
        windows_parts.runtime(tmp_path / "none.zip")


@pytest.mark.parametrize("python", ["312", "314", "31"])
def test_another_python_than_the_packages_were_locked_for_is_refused(python):
    files = windows_runtime.unpacked(zipped(python=python), "p.zip")
    with pytest.raises(SetupError, match=r"p\.zip is Python 3\.\d+, and the packages were locked for 3\.13"):
        windows_runtime.check_version(files, windows_parts.locked_for(), "p.zip")

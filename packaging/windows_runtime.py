"""An embeddable CPython for Windows, as python.org hands it out in a zip."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from say import SetupError

_NEEDED = {"python.exe", "pythonw.exe", "python3.dll"}
#: What the head of an executable for 64-bit Windows on Intel's and AMD's processors says (IMAGE_FILE_MACHINE_AMD64).
_AMD64 = 0x8664


def unpacked(raw: bytes, name: str) -> dict[str, bytes]:
    """Its files: those at the top of the zip ``raw``, or in its one folder. Raises SetupError with a sentence that says
    ``name`` where it is damaged, holds something else, or is not for 64 bits."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            inside = {one: packed.read(one) for one in packed.namelist() if not one.endswith("/")}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SetupError(f"{name} cannot be read as a zip ({error}). Fetch it anew.") from None
    homes = [one.removesuffix("pythonw.exe") for one in inside if one.rpartition("/")[2] == "pythonw.exe"]
    start = homes[0] if homes else ""
    files = {one.removeprefix(start): data for one, data in inside.items() if one.startswith(start)}
    if len(homes) != 1 or not files.keys() >= _NEEDED or not version(files):
        raise SetupError(
            f"{name} does not hold an embeddable Python (python.exe, pythonw.exe, python3.dll, python3xx._pth)."
        )
    if _machine(files["pythonw.exe"]) != _AMD64:
        raise SetupError(f"{name} is not for 64-bit Windows. Take the one whose name ends in embed-amd64.zip.")
    return files


def version(files: dict[str, bytes]) -> str:
    """Which Python the files are: "3.13", or "" where they do not tell."""
    for name in files:
        if found := re.fullmatch(r"python(3)(\d+)\._pth", name):
            return ".".join(found.groups())
    return ""


def check_version(files: dict[str, bytes], wanted: str, name: str) -> None:
    """Raises SetupError unless they are the Python for which the packages were locked."""
    if (told := version(files)) != wanted:
        raise SetupError(f"{name} is Python {told}, and the packages were locked for {wanted}: take a newer {wanted}.")


def _machine(executable: bytes) -> int:
    try:
        (head,) = struct.unpack_from("<I", executable, 0x3C)
        return int(struct.unpack_from("<4xH", executable, head)[0])
    except struct.error:
        return 0

"""What every program that is handed out has in common: the version and the files of the last commit, the time they all
carry, which files of a package come along, and the list of what was made of them.

``files.txt`` in such a folder has the sha256 of every other file: the form of sha256sum, sorted.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import tarfile
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from environment import CHECKOUT

LIST = "files.txt"


def version() -> str:
    """As the checkout calls itself."""
    text = (CHECKOUT / "koyradesk" / "__init__.py").read_text(encoding="utf-8")
    (found,) = re.findall(r'^__version__ = "([0-9.]+)"$', text, re.MULTILINE)
    return str(found)


def project() -> dict[str, bytes]:
    """The files of the project as they were committed last, by name: what is being worked on goes into no release."""
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=CHECKOUT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        members = [(one.name, archive.extractfile(one)) for one in archive if one.isfile()]
        return {name: stream.read() for name, stream in members if stream is not None}


def moment() -> int:
    """The time that all files carry: that of the last commit, so that the same checkout makes the same bytes."""
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=CHECKOUT, capture_output=True, encoding="ascii", check=True
    )
    return int(said.stdout)


def trimmed() -> dict[str, Any]:
    """What of the packages is left out, whatever the system: packaging/windows/trim.toml."""
    return tomllib.loads((CHECKOUT / "packaging" / "windows" / "trim.toml").read_text(encoding="utf-8"))


def comes_along(package: str, name: str, trim: dict[str, Any]) -> bool:
    """Does the file ``name`` of a wheel come into the program?"""
    keep = trim["keep"].get(package)
    if keep is not None and not any(fnmatchcase(name, one) for one in keep["files"]):
        return False
    return not any(
        rule["from"] in (package, "*") and fnmatchcase(name, one) for rule in trim["drop"] for one in rule["files"]
    )


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Puts files into a folder, by their names."""
    for name, data in files.items():
        write(folder / name, data)


def write(path: Path, data: bytes) -> None:
    """Writes a file, its folders with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files(folder: Path) -> list[str]:
    """The files of a folder sorted, with slashes."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def write_list(folder: Path) -> None:
    """Writes the list of all files with their hashes."""
    lines = (f"{digest(folder / name)}  {name}\n" for name in files(folder) if name != LIST)
    (folder / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")
    os.utime(folder / LIST, (moment(), moment()))


def read_list(text: str) -> dict[str, str]:
    """Name -> sha256."""
    return {line[66:]: line[:64] for line in text.splitlines()}


def set_times(folder: Path) -> None:
    """Gives all files the time of the commit."""
    then = moment()
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def whole_hash(folder: Path) -> str:
    """One hash for all: that of the list."""
    return hashlib.sha256((folder / LIST).read_bytes()).hexdigest()

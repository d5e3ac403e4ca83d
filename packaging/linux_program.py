"""The folder of the Linux program, made by PyInstaller from the project's wheel.

koyradesk, koyra             the program with a window, and without one
_internal/                   Python, the packages and the program, compiled, without what packaging/linux/trim.toml and
                             packaging/windows/trim.toml leave out
licences/                    under which terms all of this stands, and how Qt is replaced
files.txt                    the sha256 of every other file: the form of sha256sum, sorted
"""

from __future__ import annotations

import gzip
import importlib.metadata
import os
import shutil
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import environment
import linux_licences
import release
from environment import BUILD, CHECKOUT

DATA = CHECKOUT / "packaging" / "linux"
HOME = BUILD / "linux"
#: The project as its wheel brings it.
PROGRAM = HOME / "program"
#: What is committed.
SOURCE = HOME / "source"
#: Python's order of sets goes into what PyInstaller writes.
_SAME = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
#: What PyInstaller calls a file: its place in the folder, where it lies, its kind.
Entry = tuple[str, str, str]


def make_wheel(target: Path) -> Path:
    """Makes the wheel of what is committed, in the folder ``target``; the same commit makes the same bytes."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    release.write_files(SOURCE, release.project())
    target.mkdir(exist_ok=True)
    moment = {"SOURCE_DATE_EPOCH": str(release.moment())}
    _python(
        "The wheel could not be made", "-m", "hatchling", "build", "-t", "wheel", "-d", target, folder=SOURCE, **moment
    )
    return target / f"koyradesk-{release.version()}-py3-none-any.whl"


def make(folder: Path, wheel: Path) -> None:
    """Makes the whole folder anew. Raises SetupError where a part is not what it should be."""
    for old in (folder, PROGRAM, HOME / "work"):
        shutil.rmtree(old, ignore_errors=True)
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(PROGRAM)
    more = {"PYTHONPATH": f"{PROGRAM}{os.pathsep}{CHECKOUT / 'packaging'}", **_SAME}
    more |= {"SOURCE_DATE_EPOCH": str(release.moment()), "PYINSTALLER_CONFIG_DIR": str(HOME / "cache")}
    _python(
        "PyInstaller refused", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", HOME / "made",
        "--workpath", HOME / "work", DATA / "koyradesk.spec", folder=HOME, **more,
    )  # fmt: skip
    (HOME / "made" / "folder").rename(folder)
    linux_licences.write(folder, SOURCE, {*_packages(folder), "pyinstaller"}, system_libraries(folder))
    release.write_list(folder)


def pack(folder: Path, target: Path, home: str) -> Path:
    """The folder as a tar of the name ``home``: nobody's files, all of the last commit's time."""
    moment = release.moment()

    def plain(one: tarfile.TarInfo) -> tarfile.TarInfo:
        one.uid = one.gid = 0
        one.uname = one.gname = ""
        one.mtime = moment
        one.mode = 0o755 if one.isdir() or one.mode & 0o100 else 0o644
        return one

    with (
        target.open("wb") as stream,
        gzip.GzipFile("", "wb", 9, stream, mtime=moment) as small,
        tarfile.open(fileobj=small, mode="w", format=tarfile.PAX_FORMAT) as packed,
    ):
        # Folders below are walked in the order of their names.
        packed.add(folder, home, filter=plain)
    return target


def modules(program: Path) -> list[str]:
    """Every module of the program: most are imported by name, when they are needed."""
    found = (path.relative_to(program).with_suffix("").parts for path in program.rglob("*.py"))
    return sorted(".".join(parts).removesuffix(".__init__") for parts in found)


def data(program: Path) -> list[tuple[str, str]]:
    """What is no module: the program's own data, and what each package says of itself."""
    found = [(str(program / "koyradesk" / "resources"), "koyradesk/resources")]
    for one in importlib.metadata.distributions():
        if _key(one) not in TOOLS and (described := _described(one)):
            found.append((str(described), described.name))
    return sorted(found)


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """What of PyInstaller's finds comes into the program."""
    kept = [one for one in entries if _comes_along(one)]
    places = {one[0] for one in kept}
    # A second name of something that was left out leads nowhere.
    return [one for one in kept if one[2] != "SYMLINK" or _target(one) in places]


def system_libraries(folder: Path) -> Iterator[str]:
    """The names of the libraries of this system that came into the folder."""
    for path in sorted((folder / "_internal").iterdir()):
        if ".so" in path.name and not path.is_symlink() and any(fnmatchcase(path.name, one) for one in _system()):
            yield path.name


#: Packages of the environment that make the program and are no part of it.
TOOLS = {
    *("altgraph", "hatchling", "pathspec", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools", "tomlkit"),
    "trove-classifiers",
}


def _packages(folder: Path) -> set[str]:
    """The packages of which something is in the folder."""
    inside = folder / "_internal"
    names = (path.relative_to(inside).as_posix() for path in inside.rglob("*"))
    return {_owners()[name] for name in map(_source, names) if name in _owners()} - {"koyradesk"}


def _comes_along(entry: Entry) -> bool:
    place = entry[0]
    name = _source(place)
    package = _owners().get(name)
    if package is not None:
        return package not in TOOLS and release.comes_along(package, name, _trim())
    # What is nobody's and lies at the top is a library of the system; Python's own modules lie in a folder.
    return "/" in place or ".so" not in place or any(fnmatchcase(place, one) for one in _system())


def _source(place: str) -> str:
    """What a wheel calls the file that is compiled here."""
    return place.removesuffix("c") if place.endswith(".pyc") else place


def _target(entry: Entry) -> str:
    return os.path.normpath(Path(entry[0]).parent / entry[1])


def _system() -> list[str]:
    return list(_own()["system"]["files"])


@cache
def _own() -> dict[str, Any]:
    return tomllib.loads((DATA / "trim.toml").read_text(encoding="utf-8"))


@cache
def _trim() -> dict[str, Any]:
    common = release.trimmed()
    return {"keep": _own()["keep"], "drop": common["drop"] + _own()["drop"]}


@cache
def _owners() -> dict[str, str]:
    """The files of the installed packages and of the program -> the package."""
    return {str(file): _key(one) for one in importlib.metadata.distributions() for file in one.files or ()}


def _key(one: importlib.metadata.Distribution) -> str:
    return one.metadata["Name"].lower().replace("_", "-").replace(".", "-")


def _described(one: importlib.metadata.Distribution) -> Path | None:
    for file in one.files or ():
        if file.name == "METADATA" and file.parent.suffix == ".dist-info":
            return Path(str(file.locate())).parent
    return None


def _python(failure: str, *arguments: object, folder: Path, **settings: str) -> None:
    """Runs a step in the environment that makes the program."""
    environment.logged([sys.executable, *map(str, arguments)], failure, folder, **settings)

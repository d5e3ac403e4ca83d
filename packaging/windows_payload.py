"""The folder that is installed on Windows: the Windows Python, the packages, the program, the licences, a list of all.

python.exe, pythonw.exe, …   the Windows Python, with the libraries that everything needs beside it
packages\\                    what the wheels bring, compiled, without what packaging/windows/trim.toml leaves out
program\\                     koyradesk and ui, as the project's wheel would hold them, compiled
licences\\                    under which terms all of this stands, and how Qt is replaced
files.txt                    the sha256 of every other file: the form of sha256sum, sorted
"""

from __future__ import annotations

import csv
import io
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import release
import windows_licences
import windows_parts
import windows_runtime
from say import SetupError
from wine import Wine, windows_path

#: In the order in which modules are looked for; what else is in the environment or the registry counts for nothing.
_PATH = ("python{}.zip", ".", "packages", "program")


def make(folder: Path, wine: Wine, given: Path | None = None) -> None:
    """Makes the whole folder anew. Raises SetupError where a part is not what it should be."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    _runtime(folder, given)
    licences: dict[str, bytes] = {}
    for package, wheel in windows_parts.fetch().items():
        if _unpack(package.partition("==")[0], wheel, folder):
            licences |= windows_licences.of_wheel(package, wheel)
    project = release.project()
    _program(folder / "program", project)
    (folder / "koyra.cmd").write_bytes(b'@"%~dp0python.exe" -X utf8 -m koyradesk %*\r\n')
    windows_licences.write(folder, licences, project)
    _compile(folder, wine)
    release.set_times(folder)
    release.write_list(folder)


def _unpack(package: str, wheel: Path, folder: Path) -> bool:
    """Whether anything of it came along."""
    trim, some = release.trimmed(), False
    beside = [one for rule in trim["beside"] if rule["from"] == package for one in rule["files"]]
    with zipfile.ZipFile(wheel) as packed:
        for name, data in _checked(packed, wheel.name):
            # Scripts and data of a wheel have no place here; what is pure and what is not lies in one folder.
            head, _, rest = name.partition("/")
            if head.endswith(".data"):
                kind, _, rest = rest.partition("/")
                if kind not in ("purelib", "platlib"):
                    continue
                name = rest
            if name in beside:
                release.write(folder / name.rpartition("/")[2], data)
            elif release.comes_along(package, name, trim):
                release.write(folder / "packages" / name, data)
                some = True
    return some


def _checked(packed: zipfile.ZipFile, wheel: str) -> Iterator[tuple[str, bytes]]:
    """The files of a wheel, each as the wheel's own record has it."""
    (record,) = [name for name in packed.namelist() if name.endswith(".dist-info/RECORD") and name.count("/") == 1]
    rows = csv.reader(io.StringIO(packed.read(record).decode("utf-8")))
    named = {row[0] for row in rows}
    for name in sorted(packed.namelist()):
        if name.endswith("/"):
            continue
        if name not in named or ".." in name.split("/") or name.startswith("/"):
            raise SetupError(f"{wheel} holds {name}, which it does not list.")
        if "__pycache__" not in name:
            yield name, packed.read(name)


def _program(target: Path, project: dict[str, bytes]) -> None:
    """The project as its wheel holds it: what pyproject.toml tells the maker of the wheel."""
    trim = release.trimmed()
    wheel = tomllib.loads(project["pyproject.toml"].decode("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    places = {package: package for package in wheel["packages"]} | wheel["force-include"]
    for name, data in project.items():
        for source, place in places.items():
            inside = place + name.removeprefix(source)
            if (name == source or name.startswith(source + "/")) and release.comes_along("koyradesk", inside, trim):
                release.write(target / inside, data)


def _runtime(folder: Path, given: Path | None) -> None:
    trim, files = release.trimmed(), windows_parts.runtime(given)
    wanted = windows_parts.locked_for()
    windows_runtime.check_version(files, wanted, str(given))
    release.write_files(
        folder, {name: data for name, data in files.items() if release.comes_along("python", name, trim)}
    )
    digits = wanted.replace(".", "")
    (folder / f"python{digits}._pth").write_bytes("".join(f"{one.format(digits)}\r\n" for one in _PATH).encode())


def _compile(folder: Path, wine: Wine) -> None:
    """Compiled beforehand, or the first start takes long: by the Python that will run it, to be trusted without a look
    at times, which an installer or a stick may change. Only that is brought."""
    python, homes = windows_path(folder / "python.exe"), ("packages", "program")
    way = ["-q", "-b", "--invalidation-mode", "unchecked-hash", "-s", windows_path(folder)]
    done = wine.run(python, "-X", "utf8", "-m", "compileall", *way, *homes, folder=folder)
    if done.returncode:
        raise SetupError(f"The program could not be compiled: {done.stdout[-2000:]}")
    for source in [path for home in homes for path in (folder / home).rglob("*.py")]:
        source.unlink()

"""Under which terms the Windows program stands: the words of every package, and how the parts under the LGPL are
replaced."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from windows_parts import DATA

_NAMED = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


def of_wheel(package: str, wheel: Path) -> dict[str, bytes]:
    """What a wheel says of its licence: name -> text; at least what its METADATA says."""
    with zipfile.ZipFile(wheel) as packed:
        return of_files(package, sorted(packed.namelist()), packed.read)


def of_files(package: str, names: Iterable[str], read: Callable[[str], bytes]) -> dict[str, bytes]:
    """The same of a package whose files are called ``names``."""
    home = package.replace("==", "-")
    found: dict[str, bytes] = {}
    for name in names:
        folder, _, inside = name.partition("/")
        if not folder.endswith(".dist-info") or not inside or name.endswith("/"):
            continue
        if inside == "METADATA":
            # The head alone: what follows is the package's own page.
            head = read(name).partition(b"\n\n")[0]
            found[f"{home}/METADATA.txt"] = head + b"\n"
        elif inside.startswith("licenses/") or inside.upper().startswith(_NAMED):
            found[f"{home}/{inside.removeprefix('licenses/')}"] = read(name)
    return found


def write(folder: Path, licences: dict[str, bytes], project: dict[str, bytes]) -> None:
    """Puts all of them into ``licences``."""
    target = folder / "licences"
    texts = {path.name: path.read_bytes() for path in sorted((DATA / "licences").iterdir())}
    texts |= {
        "Koyradesk.txt": project["LICENSE"],
        "third-party.md": project["docs/third-party.md"],
        "Python.txt": (folder / "LICENSE.txt").read_bytes(),
    }
    (folder / "LICENSE.txt").unlink()
    for name, text in (texts | licences).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)

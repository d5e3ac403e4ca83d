"""Under which terms the Linux program stands: the words of every package, and of what came from the system below."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import windows_licences
from environment import CHECKOUT
from say import SetupError
from windows_parts import DATA as WINDOWS

_OWN = CHECKOUT / "packaging" / "linux" / "licences"
#: Debian keeps the terms of each package here.
_DEBIAN = Path("/usr/share/doc")


def write(folder: Path, source: Path, packages: Iterable[str], libraries: Iterable[str]) -> None:
    """Puts the terms of the project, of Python packages and of the system's libraries into ``licences``.

    ``source`` holds the project's files. Raises SetupError where the system does not say whose a library is, or under
    which terms it stands.
    """
    texts = {path.name: path.read_bytes() for path in sorted(_OWN.iterdir())}
    texts |= {path.name: path.read_bytes() for path in sorted((WINDOWS / "licences").glob("*GPL-*.txt"))}
    texts |= {"Koyradesk.txt": (source / "LICENSE").read_bytes()}
    texts |= {"third-party.md": (source / "docs" / "third-party.md").read_bytes()}
    for package in sorted(packages):
        one = distribution(package)
        files = {
            str(file): Path(str(file.locate())).read_bytes() for file in one.files or () if ".dist-info" in str(file)
        }
        texts |= windows_licences.of_files(f"{package}=={one.version}", sorted(files), files.__getitem__)
    for library in sorted(libraries):
        owner = _owner(library)
        texts[f"debian/{owner}.txt"] = (_DEBIAN / owner / "copyright").read_bytes()
    for name, text in texts.items():
        path = folder / "licences" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def _owner(library: str) -> str:
    """The Debian package from which a library came."""
    said = subprocess.run(
        ["dpkg-query", "--search", f"*/{library}"], stdout=subprocess.PIPE, encoding="utf-8", check=False
    ).stdout
    owners = {line.partition(":")[0] for line in said.splitlines()}
    named = sorted(one for one in owners if (_DEBIAN / one / "copyright").exists())
    if not named:
        raise SetupError(f"No Debian package says under which terms {library} stands.")
    return named[0]

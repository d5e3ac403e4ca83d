"""The program as its installer puts it into a Windows under Wine, and its command line there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import release
from commands import Done, Koyra
from environment import CHECKOUT
from wine import Wine, windows_path

SETUP = CHECKOUT / "dist" / f"Koyradesk-{release.version()}-setup.exe"


def user(wine: Wine) -> Path:
    """The folder of the one user."""
    (home,) = [path for path in (wine.drive / "users").iterdir() if path.name != "Public"]
    return home


def home(wine: Wine) -> Path:
    """Where the installer puts the program."""
    return user(wine) / "AppData" / "Local" / "Programs" / "Koyradesk"


def install(wine: Wine, setup: Path = SETUP) -> int:
    """Runs an installer without a word; its exit code."""
    return wine.run(windows_path(setup), "/S").returncode


def python(wine: Wine, home: Path, *arguments: str) -> str:
    """What the installed Python said, which must succeed."""
    done = wine.run(windows_path(home / "python.exe"), "-X", "utf8", *arguments)
    assert done.returncode == 0, done.stdout
    return done.stdout


@dataclass(frozen=True)
class WindowsKoyra(Koyra):
    """The installed ``koyra`` on one data folder; paths are told to it as Windows has them."""

    wine: Wine

    def __call__(self, *words: str | Path, language: str = "", **more: object) -> Done:
        told = [windows_path(word) if isinstance(word, Path) else word for word in words]
        before = ["--data", windows_path(self.folder), *(["--lang", language] if language else [])]
        done = self.wine.run(
            windows_path(home(self.wine) / "python.exe"), "-X", "utf8", "-m", "koyradesk", *before, *told,
            apart=True, KOYRADESK_CONFIG=windows_path(self.config),
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

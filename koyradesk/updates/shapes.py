"""What an update is, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

#: How its file ends.
SUFFIX = ".koyraupdate"
#: What is signed: a manifest; a key that follows another.
UPDATE, KEY = "koyradesk-update", "koyradesk-update-key"
FORMAT = 1
#: No installer is larger, in bytes.
LARGEST = 400_000_000
#: The one system that an update file is made for.
WINDOWS = "windows-amd64"
VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){1,3}")
_NAMED = re.compile(rf"koyradesk-({VERSION.pattern})\{SUFFIX}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is signed: which version for which ``system``, the installer's bytes by number and hash, what is new."""

    version: str
    system: str
    size: int
    sha256: str
    bn: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def said(self, language: str) -> tuple[str, ...]:
        """What is new, in "bn" or "en"."""
        return self.bn if language == "bn" else self.en


@dataclass(frozen=True, slots=True)
class Update:
    """A file whose manifest is signed by a key that counts; the installer begins at the byte ``start``."""

    file: Path
    manifest: Manifest
    start: int


def is_update(name: str) -> bool:
    """Whether a file is called as an update is. FAT may have made capitals of it."""
    return name.lower().endswith(SUFFIX) and not name.startswith(".")


def version_of(name: str) -> str:
    """The version that a file's name promises; "" where it promises none."""
    found = _NAMED.fullmatch(name.lower())
    return found[1] if found else ""

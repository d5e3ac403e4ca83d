"""The words that somebody said are right, kept in the folder of the data: they move with it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from koyradesk import learnt_files
from koyradesk.bengali.text import JOINERS, nfc

NAME = "spelling.json"
#: Words beyond which the oldest are forgotten.
MOST = 10_000
_LONGEST = 60


def read(folder: Path) -> frozenset[str]:
    """What was kept; nothing where the file is none of ours or damaged: it is only a help."""
    return frozenset(_listed(folder))


def add(folder: Path, word: str) -> frozenset[str]:
    """Keeps one more and returns them all. A folder that cannot be written costs only what was learnt."""
    word = JOINERS.sub("", nfc(word))
    held = [one for one in _listed(folder) if one != word]
    if _fits(word):
        held = [*held, word][-MOST:]
        write(folder, held)
    return frozenset(held)


def write(folder: Path, words: Collection[str]) -> None:
    """Keeps these and no others."""
    learnt_files.write(folder / NAME, list(words))


def _listed(folder: Path) -> list[str]:
    found = learnt_files.read(folder / NAME)
    if not isinstance(found, list):
        return []
    return [nfc(word) for word in found if isinstance(word, str) and _fits(word)][-MOST:]


def _fits(word: str) -> bool:
    return 0 < len(word) <= _LONGEST and word.isprintable() and " " not in word

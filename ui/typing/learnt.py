"""Which word somebody chose for which letters, kept in the data folder: it moves with the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from koyradesk import learnt_files
from koyradesk.bengali.text import nfc

NAME = "typing.json"
#: Spellings beyond which the oldest are forgotten.
MOST = 5_000
_LONGEST = 100


def read(folder: Path) -> dict[str, str]:
    """What was kept; nothing where the file is none of ours or damaged: it is only a help."""
    found = learnt_files.read(folder / NAME)
    if not isinstance(found, dict):
        return {}
    kept = {letters: word for letters, word in found.items() if isinstance(word, str) and _fits(letters, word)}
    return {letters: nfc(word) for letters, word in list(kept.items())[-MOST:]}


def with_choice(learnt: Mapping[str, str], letters: str, word: str) -> dict[str, str]:
    """With a word that was chosen just now."""
    if not _fits(letters, word):
        return dict(learnt)
    kept = {one: other for one, other in learnt.items() if one != letters}
    kept[letters] = word
    return dict(list(kept.items())[-MOST:])


def write(folder: Path, learnt: Mapping[str, str]) -> None:
    """Keeps it. A folder that cannot be written costs only what was learnt."""
    learnt_files.write(folder / NAME, dict(learnt))


def _fits(letters: str, word: str) -> bool:
    return 0 < len(letters) <= _LONGEST and 0 < len(word) <= _LONGEST and word.isprintable() and letters.isascii()

"""A word list for Hunspell, if the office has put one there. None comes with the program: lists have licences of their
own (docs/third-party.md)."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from koyradesk.bengali.text import nfc

#: Where in the folder of the data a list is looked for.
FOLDER = "spelling"
#: What a list is named by those who make it; each is two files, .aff and .dic.
NAMES = ("bn_BD", "bn", "bn_IN")
#: Where systems keep the lists of their programs.
_SYSTEM = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/lib/libreoffice/share/extensions/dict-bn",
    "/opt/libreoffice/share/extensions/dict-bn",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-bn",
    r"C:\Program Files\LibreOffice\share\extensions\dict-bn",
    r"C:\Program Files (x86)\LibreOffice\share\extensions\dict-bn",
)
#: Bytes of a file that can only be another one.
_LARGEST = 30_000_000
#: NFC decomposes these three letters; most lists have them whole.
_WHOLE = {"\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd", "\u09af\u09bc": "\u09df"}


def places(folder: Path | None) -> Iterator[Path]:
    """Where lists are looked for, in this order."""
    if folder is not None:
        yield folder / FOLDER
    if extra := os.environ.get("DICPATH", ""):
        yield from (Path(one) for one in extra.split(os.pathsep) if one)
    yield from (Path(one) for one in _SYSTEM)


def found(folder: Path | None) -> Path | None:
    """The list to use, without its .dic; None where there is none."""
    for place in places(folder):
        for name in NAMES:
            path = place / name
            try:
                if all(0 < path.with_suffix(end).stat().st_size <= _LARGEST for end in (".dic", ".aff")):
                    return path
            except OSError:
                continue
    return None


class WordList:
    """A list that was read. Reading takes a second: never on the thread of the windows."""

    def __init__(self, path: Path) -> None:
        """Raises OSError or ValueError for a list that cannot be read."""
        from spylls.hunspell import Dictionary, readers
        from spylls.hunspell.readers.file_reader import FileReader

        class Reader(FileReader):  # type: ignore[misc]
            """Reads a file at once: its own leaves files open."""

            def _open(self, path: str, encoding: str) -> io.StringIO:
                return io.StringIO(Path(path).read_bytes().decode(encoding, "surrogateescape"))

        self.path = path
        try:
            rules, context = readers.read_aff(Reader(str(path.with_suffix(".aff"))))
            words = readers.read_dic(
                Reader(str(path.with_suffix(".dic")), encoding=context.encoding), aff=rules, context=context
            )
            self._held: Any = Dictionary(rules, words)
        except (AttributeError, LookupError, TypeError) as error:
            # What it finds in a file of another kind.
            raise ValueError(str(path)) from error

    def __contains__(self, word: str) -> bool:
        return bool(self._held.lookup(word)) or ("\u09bc" in word and bool(self._held.lookup(_whole(word))))

    def near(self, word: str, limit: int, seconds: float) -> list[str]:
        """What the list says may be meant, as far as that is found in the time."""
        until = time.monotonic() + seconds
        kept: list[str] = []
        for one in self._held.suggest(_whole(word)):
            kept.append(nfc(one))
            if len(kept) >= limit or time.monotonic() > until:
                break
        return kept


@cache
def read(path: Path) -> WordList | None:
    """A list, read once; None where its files are damaged or none of Hunspell's."""
    try:
        return WordList(path)
    except (OSError, ValueError):
        return None


def _whole(word: str) -> str:
    for parts, whole in _WHOLE.items():
        word = word.replace(parts, whole)
    return word

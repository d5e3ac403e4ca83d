"""Whose updates count: the keys that this version of the program brings along, and those that follow them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from koyradesk.exchange import keys, sshsig
from koyradesk.resources import resource
from koyradesk.updates.shapes import KEY


def listed(path: Path | None = None) -> tuple[str, ...]:
    """The keys in a file (``None``: the program's own), one a line; lines that begin with # are for people.

    Raises:
        ValueError: a line is no key.
    """
    text = (path or resource("update-keys.txt")).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(keys.read(line) for line in lines if line and not line.startswith("#"))


def followed(trusted: Iterable[str], chain: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The trusted keys and those that follow them: ``chain`` has each new key with the signature of one before it."""
    found = list(trusted)
    for key, signature in chain:
        for old in tuple(found):
            with suppress(ValueError):
                sshsig.verify(old, KEY, key.encode(), signature)
                found.append(keys.read(key))
                break
    return tuple(found)

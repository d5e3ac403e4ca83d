"""The keyboards of fixed keys that the program brings, as data: ``resources/keyboards``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from koyradesk.bengali.keyboard import Keyboard
from koyradesk.bengali.text import nfc
from koyradesk.resources import resource

#: As they are offered.
NAMES = ("bijoy", "unibijoy", "national")
#: An English keyboard, row by row: what a key gives alone, and with Shift.
ROWS = (("`1234567890-=", "~!@#$%^&*()_+"), ("qwertyuiop[]\\", "QWERTYUIOP{}|"), ("asdfghjkl;'", 'ASDFGHJKL:"'),
        ("zxcvbnm,./", "ZXCVBNM<>?"))  # fmt: skip
_SHIFTED = {one: other for plain, shifted in ROWS for one, other in zip(plain, shifted, strict=True)}


@cache
def keyboard(name: str) -> Keyboard:
    """A keyboard by its name.

    Raises:
        KeyError: there is none of that name.
    """
    if name not in NAMES:
        raise KeyError(name)
    table = _table(name)
    keys: dict[str, str] = {}
    for key, (plain, shifted) in (_table(table["keys_of"]) if "keys_of" in table else table)["keys"].items():
        keys[key], keys[_SHIFTED[key]] = nfc(plain), nfc(shifted)
    return Keyboard(name, keys, **table["typing"])


def title(name: str, language: str) -> str:
    """What a keyboard is called."""
    return str(_table(name)["name"][language])


def _table(name: str) -> dict[str, Any]:
    with resource("keyboards", f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)

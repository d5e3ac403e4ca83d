"""Is this folder still the one this program wrote to last? A copy or an older state must get an actor of its own.

Two databases that go on counting as one actor would write two different operations under one number; nothing could
ever merge them. So beside the database, outside the data folder (in the user's config folder), a mark is kept for each
data folder: a random word that the database knows too, this computer's name, and how far each actor's chain had come.
A folder copied to another place or PC finds no mark for its path; a database put back by hand, or a whole disk put
back, has shorter or other chains than the mark. In every such case, and when the mark itself is lost, the next write
is made by a new actor, which costs a few bytes and nothing else. The mark also remembers that there were data here,
for the day the disk is not plugged in.

A window that starts asks this module where its data are before anything else: what it does not need for that it brings
when it is used.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from koyradesk import disk

DATABASE = "koyradesk.db"
#: Names another config folder: for tests, and for a program carried on a stick.
VARIABLE = "KOYRADESK_CONFIG"


def config_folder() -> Path:
    import appdirs

    said = os.environ.get(VARIABLE)
    return Path(said) if said else _spelled_out(appdirs.user_config_dir("koyradesk", appauthor=False))


def data_folder() -> Path:
    """Where the data are when nobody says otherwise."""
    import appdirs

    return _spelled_out(appdirs.user_data_dir("koyradesk", appauthor=False))


def _spelled_out(folder: str) -> Path:
    """The folder of a user whose name is in Bengali appdirs tells in Windows' short form, C:\\Users\\0B2F~1: nobody
    would find it by that."""
    return Path(os.path.realpath(folder) if os.name == "nt" and "~" in folder else folder)


class Mark(NamedTuple):
    """``heads``: the last seq and link of each actor written here."""

    mark: str
    node: str
    heads: Mapping[str, tuple[int, str]]


def node() -> str:
    """This computer, as well as it can be told without asking for rights."""
    import platform

    return platform.node()


def state(folder: Path) -> tuple[int, int] | None:
    """What tells one state of a folder's database from another without opening it; None where there is none."""
    try:
        found = (folder / DATABASE).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def had_data(config: Path, folder: Path) -> bool:
    """Were there data in the folder, that must not be taken for never having been?

    A folder among the temporary files that is gone altogether was thrown away, by a person or the system.
    """
    return read(config, folder) is not None and (folder.exists() or not _is_temporary(folder))


def _is_temporary(folder: Path) -> bool:
    return folder.is_relative_to(Path(tempfile.gettempdir()).absolute())


def person() -> str:
    """The person at the desk, as the system knows them; "" where it does not."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _file(config: Path, folder: Path) -> Path:
    import hashlib

    name = hashlib.sha256(os.path.normcase(str(folder)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return config / "places" / f"{name}.json"


def read(config: Path, folder: Path) -> Mark | None:
    """The mark kept for a data folder; None if there is none that can be read."""
    import json

    try:
        raw = json.loads(_file(config, folder).read_bytes())
        heads = {str(actor): (int(seq), str(link)) for actor, (seq, link) in raw["heads"].items()}
        return Mark(str(raw["mark"]), str(raw["node"]), heads)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(config: Path, folder: Path, mark: Mark) -> None:
    """Keeps the mark. Where nothing can be kept, the next opening writes as a new actor: no harm done."""
    import json

    target = _file(config, folder)
    beside = target.with_suffix(".part")
    body = {
        "folder": str(folder),
        "mark": mark.mark,
        "node": mark.node,
        "heads": {k: list(v) for k, v in mark.heads.items()},
    }
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        # Not flushed: a mark lost in a power cut is no mark, and a mark that lags behind is still true.
        beside.write_text(json.dumps(body), encoding="utf-8", errors="surrogatepass")
        disk.replace(beside, target)

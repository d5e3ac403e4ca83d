"""What the program learnt from somebody, in small files of the data folder: they move with the data.

They are only a help: one that is damaged, none of ours or not to be written is no reason to tell anybody.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from koyradesk import disk
from koyradesk.errors import UserError

#: Bytes of a file that can only be another one.
_LARGEST = 4_000_000


def read(path: Path) -> object:
    """What is in a file; None where there is none that can be read."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def forget(path: Path) -> None:
    """What was in a file is kept elsewhere."""
    with suppress(OSError):
        disk.unlink(path)


def write(path: Path, learnt: dict[str, str]) -> None:
    """Keeps this and nothing else. A folder that cannot be written costs only what was learnt."""
    from koyradesk import files

    with suppress(UserError):
        files.write(path, json.dumps(learnt, ensure_ascii=False, indent=0).encode())

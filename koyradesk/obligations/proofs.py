"""Files that prove a report, as they come from the disk."""

from __future__ import annotations

from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import Path

from koyradesk import files
from koyradesk.obligations.writing import Proof

#: The largest file that a report is proven by, in bytes.
LARGEST = 40_000_000


def given(paths: Iterable[Path]) -> tuple[Proof, ...]:
    """Files as they prove a report.

    Raises:
        UserError: one is not there, is no ordinary file, is too large, or cannot be read.
    """
    return tuple(Proof(path.name, files.read(path, LARGEST), guess_type(path.name)[0] or "") for path in paths)

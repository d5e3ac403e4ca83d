"""A bug, told in one sentence, with a report saved for whoever mends it.

The report holds the versions and where in the program it happened: no records, and no arguments of the call.
"""

from __future__ import annotations

import platform
import sqlite3
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path
from types import TracebackType

import koyradesk
from koyradesk.cli.desk import Desk, tell
from koyradesk.i18n import N_

_PARTS = ("click", "reportlab", "uharfbuzz", "pikepdf", "pypdfium2", "sqlite-utils", "PySide6-Essentials")

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def hook(desk: Desk) -> Hook:
    """What the interpreter calls for an exception nobody expected; the process then ends with 1."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        path = save(report(error, trace), desk.folder)
        if path is None:
            tell(
                desk.words(
                    N_("A fault in the program stopped it, and no report could be saved. Your records are safe.")
                )
            )
        else:
            sentence = N_(
                "A fault in the program stopped it. Your records are safe; "
                "please send the report {path} to those who look after the program."
            )
            tell(desk.words(sentence, path=path))

    return told


def report(error: BaseException, trace: TracebackType | None) -> str:
    """Versions and the traceback. The message of the exception itself is left out: it may quote a record."""
    lines = [
        f"koyradesk {koyradesk.__version__}",
        f"python {platform.python_version()} on {platform.platform()}, sqlite {sqlite3.sqlite_version}",
    ]
    for name in _PARTS:
        with suppress(metadata.PackageNotFoundError):
            lines.append(f"{name} {metadata.version(name)}")
    lines += ["", *(line.rstrip("\n") for line in traceback.format_tb(trace))]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        following = chain.__cause__ or chain.__context__
        if following is not None:
            lines += ["", "after", "", *(line.rstrip("\n") for line in traceback.format_tb(following.__traceback__))]
        chain = following
    return "\n".join(lines) + "\n"


def save(text: str, folder: Path) -> Path | None:
    """The report in ``logs`` of the data folder, or among the temporary files where that cannot be written."""
    name = f"report-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    places = [folder / "logs"] if folder.is_dir() else []
    for place in [*places, Path(tempfile.gettempdir()) / "koyradesk-logs"]:
        with suppress(OSError):
            place.mkdir(exist_ok=True)
            path = place / name
            path.write_text(text, encoding="utf-8")
            return path
    return None

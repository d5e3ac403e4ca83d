"""An update on its way: the verified copy and the backup, the installer that replaces the program, and how it ended.

The program cannot wait for what replaces it: the system's command processor does. What began is noted beside the copy,
and is told at the next start, by the new program or the old.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from koyradesk import __version__, disk, files
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.news import order
from koyradesk.updates import FOLDER, NOTE, noted, reading
from koyradesk.updates.shapes import Update

if TYPE_CHECKING:
    from koyradesk.store import Store

#: Not setup.exe: into a program of that name Windows loads what it thinks helps old installers.
_CODE, _SETUP = "code.txt", "koyradesk-new.exe"
#: A packed program grows to less than four times its size beside the old one; the copy of it stands beside both.
_ROOM = 5
_LONGEST = 10_000
#: What an installation by our installer has beside its Python.
_INSTALLED = ("files.txt", "uninstall.exe")
#: Nothing in the variables is read as a command: they are put in when the line is parsed already. ``/D=`` takes all
#: that stands behind it in its part of the line, blanks too. A redirection in front keeps a digit from being taken for
#: a handle.
_LINE = (
    '"!KOYRADESK_SETUP!" /S /UPDATE /LANG=!KOYRADESK_LANG! /D=!KOYRADESK_HOME!&>"!KOYRADESK_CODE!" echo !ERRORLEVEL!'
)
_AFTERWARDS = '& start "" !KOYRADESK_THEN!'
_NO_WINDOW, _GROUP = 0x08000000, 0x00000200

#: What the installer's exit codes mean (docs/release.md).
_WHY = {
    3: N_("Koyradesk was open somewhere else on this computer. Close it there, then try once more."),
    4: N_("The folder of the program holds something else. Run the installer itself."),
    5: N_(
        "The new version could not be written: the disk is full, or a virus scanner held a file. Make room, wait a "
        "minute, then try once more."
    ),
    6: N_("A newer version is installed already."),
    7: N_("The new version needs a 64-bit Windows 10 or newer."),
}
_STOPPED = N_("The installer was stopped, or the power went. Try once more.")


class Ready(NamedTuple):
    """All that is to be done before: the copy that was verified, the backup."""

    version: str
    setup: Path
    backup: Path


class Ended(NamedTuple):
    """How the last update ended; ``why`` is "" where it did what it should, else a marked sentence."""

    version: str
    why: str
    backup: str


def home() -> Path:
    """The folder of the installed program.

    Raises:
        UserError: this program was not installed by the installer that an update brings.
    """
    folder = Path(sys.executable).parent
    if not all((folder / name).is_file() for name in _INSTALLED):
        raise UserError(
            N_(
                "This Koyradesk runs from {folder} and was not installed by its installer, so an update cannot replace "
                "it. Put the new version there as this one was put there; the data stay."
            ),
            folder=folder,
        )
    return folder


def prepare(update: Update, store: Store, step: reading.Step = lambda *_: None) -> Ready:
    """Copies the installer beside the data, verified there, then makes a backup. Nothing is run yet.

    ``step`` may stop it by raising.

    Raises:
        UserError: an update is under way, the disk has no room, the copy is not what was signed, no backup could be
            made. No copy is left then.
    """
    home()
    folder = store.folder / FOLDER
    if is_under_way(store.folder):
        raise _under_way()
    with files.in_words(folder):
        folder.mkdir(exist_ok=True)
    _clear(folder)
    _refuse_without_room(folder, update.manifest.size)
    setup = folder / _SETUP
    reading.verify(update, setup, step)
    try:
        backup = store.backup_before(f"update-{update.manifest.version}")
    except BaseException:
        _clear(folder)
        raise
    return Ready(update.manifest.version, setup, backup)


def begin(ready: Ready, language: str, then: Sequence[str] = (), start: Callable[..., object] | None = None) -> None:
    """Starts the installer; the caller ends the program at once, which it waits for.

    ``then`` is the program to be started afterwards, with its arguments; ``start`` stands for the system.

    Raises:
        UserError: it could not be started. Nothing was replaced.
    """
    folder = ready.setup.parent
    note = {"from": __version__, "to": ready.version, "backup": str(ready.backup), "begun": _now()}
    files.write(folder / NOTE, json.dumps(note, ensure_ascii=False).encode())
    told = {
        "KOYRADESK_SETUP": str(ready.setup),
        "KOYRADESK_LANG": language,
        "KOYRADESK_HOME": str(home()),
        "KOYRADESK_CODE": str(folder / _CODE),
        "KOYRADESK_THEN": subprocess.list2cmdline(then),
    }
    try:
        (start or _start)(told)
    except OSError as error:
        _clear(folder)
        raise UserError(
            N_(
                "The installer could not be started ({why}): a virus scanner may hold it. Nothing was replaced; try "
                "once more."
            ),
            why=error.strerror or type(error).__name__,
        ) from error


def _start(told: Mapping[str, str]) -> None:
    system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "cmd.exe")
    line = _LINE + (_AFTERWARDS if told["KOYRADESK_THEN"] else "")
    subprocess.Popen(
        f'"{system}" /d /v:on /s /c "{line}"',
        executable=str(system),
        env=os.environ | {name: value for name, value in told.items() if value},
        cwd=Path(told["KOYRADESK_SETUP"]).parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW | _GROUP,
    )


def program(data: Path) -> tuple[str, ...]:
    """The installed program with its window, to be started on a data folder."""
    return (str(home() / "pythonw.exe"), "-X", "utf8", "-m", "ui.app", "--data", str(data))


def is_under_way(data: Path) -> bool:
    """Does the installer run just now? Asked at every start: one look at the disk where there is no update."""
    folder = data / FOLDER
    if not noted(data) or (folder / _CODE).exists():
        return False
    try:
        # The system lets nobody write to a program that runs.
        with (folder / _SETUP).open("ab"):
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True


def ended(data: Path) -> Ended | None:
    """How the last update ended; None where there was none since it was told."""
    folder = data / FOLDER
    if not noted(data) or is_under_way(data):
        return None
    try:
        note = json.loads(files.read(folder / NOTE, _LONGEST))
        version, backup = str(note["to"]), str(note["backup"])
    except (UserError, ValueError, KeyError, TypeError):
        version = backup = ""
    code = -1
    with suppress(UserError, ValueError):
        code = int(files.read(folder / _CODE, _LONGEST))
    done = bool(version) and order(__version__) >= order(version)
    return Ended(version, "" if done else _WHY.get(code, _STOPPED), backup)


def forget(data: Path) -> None:
    """It was told: the copy and what was noted go."""
    if not is_under_way(data):
        _clear(data / FOLDER)


def _clear(folder: Path) -> None:
    for name in (NOTE, _CODE, _SETUP):
        # A virus scanner may still look at it: the next start tries again.
        with suppress(OSError):
            disk.unlink(folder / name, missing_ok=True)


def _refuse_without_room(folder: Path, size: int) -> None:
    with files.in_words(folder):
        free = shutil.disk_usage(folder).free
    if free < _ROOM * size:
        raise UserError(
            N_(
                "The disk of this computer has no room for the new version: {needed} MB are needed, {free} MB are "
                "free. Nothing was changed; make room, then try once more."
            ),
            needed=-(-_ROOM * size // 1_000_000),
            free=free // 1_000_000,
        )


def _under_way() -> UserError:
    return UserError(N_("An update is under way just now. Wait a minute; Koyradesk opens by itself."))


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")

"""Windows programs on Linux: a Wine of our own, made once, ended to the last process."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import wine_library
from say import SetupError, say

#: Seconds that a program may take where nothing else is said: what hangs is ended and named.
PATIENCE = 300
#: What is not wanted (a .NET, a browser, a debugger at which a crash would wait), wbemprox (Wine 8 ends a program that
#: asks it for the name of the computer) and netprofm (Wine 10 one that asks it whether there is a network).
_WITHOUT = "mscoree,mshtml,wbemprox,netprofm=;winedbg.exe=d"


class Wine:
    """A Windows of its own in a folder: drive C, registry, and the processes that belong to it."""

    def __init__(self, home: Path, inside: Sequence[str] = ()) -> None:
        """``inside`` stands before each command where another system brings the Wine (``debian13.enter``); there every
        command is a Windows that ends with it."""
        self.home = home
        self.drive = home / "drive_c"
        self._inside = tuple(inside)

    def make(self) -> None:
        """Makes it unless it is there, as Windows 10."""
        ready = self.home / "ready"
        if ready.exists():
            return
        say(f"Making a Windows under Wine in {self.home} (once)")
        self.home.mkdir(parents=True, exist_ok=True)
        for command in (["wineboot", "--init"], ["winecfg", "-v", "win10"]):
            done = self._start(command, {}, None, PATIENCE, subprocess.STDOUT)
            if done.returncode:
                raise SetupError(f"Wine could not be set up: {done.stdout[-2000:]}")
        self._cut_off()
        self._complete()
        ready.touch()

    def _complete(self) -> None:
        """Windows has a source of chance that Wine 8 has not; the keys and secrets of offices are drawn from it."""
        lacking = self.drive / "windows" / "system32" / "bcryptprimitives.dll"
        if not lacking.exists():
            made = wine_library.forwarding(lacking.name, "ProcessPrng", "advapi32.SystemFunction036")
            lacking.write_bytes(made)

    def _cut_off(self) -> None:
        """Wine makes a user's Desktop and Documents links into the home of whoever started it: they become folders."""
        for link in [path for path in (self.drive / "users").glob("*/*") if path.is_symlink()]:
            link.unlink()
            link.mkdir()

    def run(
        self,
        program: Path | str,
        *arguments: str | Path,
        folder: Path | None = None,
        patience: float = PATIENCE,
        apart: bool = False,
        **settings: str,
    ) -> subprocess.CompletedProcess[str]:
        """Runs a Windows program to its end; all it said is in ``stdout``, with ``apart`` its errors in ``stderr``.

        Raises SetupError where it takes more than ``patience`` seconds; then this Windows is ended with it.
        """
        command = ["wine", str(program), *map(str, arguments)]
        return self._start(command, settings, folder, patience, subprocess.PIPE if apart else subprocess.STDOUT)

    @contextmanager
    def running(self, program: Path | str, *arguments: str | Path, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """A Windows program while it runs; ended with the block."""
        with subprocess.Popen(
            [*self._inside, "wine", str(program), *map(str, arguments)], env=self._environment(settings),
            encoding="utf-8", errors="replace", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            try:
                yield process
            finally:
                process.kill()

    def end(self) -> None:
        """Ends every process of this Windows, and only of this one, and waits for it."""
        if self._inside:
            return
        for way in ("--kill", "--wait"):
            subprocess.run(
                ["wineserver", way], env=self._environment({}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                check=False, timeout=120,
            )  # fmt: skip

    def _start(
        self, command: list[str], settings: dict[str, str], folder: Path | None, patience: float, errors: int
    ) -> subprocess.CompletedProcess[str]:
        # Pipes on all three: Wine gives a program no console that is one. Its services, begun with the first program,
        # hold the pipes as well, so what was said is waited for with the program, not for ever.
        with subprocess.Popen(
            [*self._inside, *command], cwd=folder, env=self._environment(settings), encoding="utf-8", errors="replace",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        ) as process:  # fmt: skip
            try:
                said, complained = process.communicate("", patience)
            except subprocess.TimeoutExpired:
                self.end()
                process.kill()
                said, _ = process.communicate()
                raise SetupError(
                    f"Under Wine this did not end within {patience:.0f} seconds: {' '.join(command)}\n{said[-2000:]}"
                ) from None
        return subprocess.CompletedProcess(command, process.returncode, said, complained)

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        # A folder for the user that is not the one of whoever builds: nothing leaks in or out.
        ours = {"WINEPREFIX": str(self.home), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": _WITHOUT, "LC_ALL": "C.UTF-8"}
        left = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "KOYRADESK"))
        }
        if self._inside:
            # Files that this system's variables speak of are not in the other one.
            left = {"HOME": str(self.home), "PATH": os.defpath + ":/usr/sbin:/sbin"}
        return left | ours | settings


def windows_path(path: Path) -> str:
    """The path of a file of this computer as a Windows program sees it."""
    return "Z:" + str(path.absolute()).replace("/", "\\")

"""The program as a user runs it: a process of its own, with a data folder and a config folder of the test."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forked import CHECKOUT, Awake

_AWAKE = Awake()


@dataclass(frozen=True)
class Done:
    """How a call ended: its exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True)
class Koyra:
    """``python -m koyradesk`` on one data folder."""

    folder: Path
    config: Path

    def __call__(self, *words: str | Path, language: str = "", **more: Any) -> Done:
        command, settings = self.command(*words, language=language), self.settings(**more)
        if hasattr(os, "fork") and more.keys() <= {"env"}:
            with tempfile.TemporaryDirectory() as folder:
                out, err = Path(folder, "out"), Path(folder, "err")
                code = _AWAKE.call(command[3:], settings["env"], out, err)
                return Done(code, out.read_bytes().decode("utf-8"), err.read_bytes().decode("utf-8"))
        done = subprocess.run(command, **settings)
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def good(self, *words: str | Path, **more: Any) -> list[str]:
        """The lines of a call that must succeed without a word on the error stream."""
        done = self(*words, **more)
        assert (done.code, done.err) == (0, ""), done
        return done.lines

    def command(self, *words: str | Path, language: str = "") -> list[str]:
        before = ["--data", str(self.folder), *(["--lang", language] if language else [])]
        return [sys.executable, "-m", "koyradesk", *before, *map(str, words)]

    def settings(self, env: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
        told = {**os.environ, "KOYRADESK_CONFIG": str(self.config), "PYTHONDONTWRITEBYTECODE": "1", **(env or {})}
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return {"cwd": CHECKOUT, "env": told, **streams, **more}

    def held(self) -> dict[str, bytes]:
        """Every file of the data folder."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def refused(call: Callable[..., Done], *words: str | Path, **more: Any) -> str:
    """The one line, in Bengali, with which a call is refused, after the same in English; nothing else is said."""
    from koyradesk.bengali.text import has_bengali

    english = call(*words, language="en", **more)
    bengali = call(*words, **more)
    for done in (english, bengali):
        assert done.code == 1, done
        assert done.err.count("\n") == 1, done.err
        assert done.err.endswith("\n")
        assert "Traceback" not in done.err
        assert "report" not in done.err.split(), done.err
    assert has_bengali(bengali.err)
    assert english.err != bengali.err
    assert english.err[0].isascii()
    return bengali.err

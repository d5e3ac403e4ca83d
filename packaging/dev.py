#!/usr/bin/env python3
"""Koyradesk from a checkout. Each command does all of its own set-up; only Python 3.11 or newer must be there.

  python3 packaging/dev.py run [--data DIR]       the window, with a sample office; without a screen, the main job in
                                                  the terminal: the sample office and the minutes of a meeting as PDF
  python3 packaging/dev.py test [pytest options]  linters, types and every test
  python3 packaging/dev.py windows [pytest options]  on Debian: builds the Windows program and tries it under Wine
  python3 packaging/dev.py windows --screens DIR [--lang en] [--theme dark] [--scale 1.25]
                                                  the same program under Wine 10: a picture of every screen
  python3 packaging/dev.py linux [pytest options]  on Debian: builds the wheel and the Linux program and tries both
  python3 packaging/dev.py setup [run|test|lock]  only the set-up
  python3 packaging/dev.py messages               adds new sentences to the translations and compiles them
  python3 packaging/dev.py handbook [PICTURE ...] makes the pictures of the handbook anew and checks its pages
  python3 packaging/dev.py lock [uv options]      writes packaging/requirements/*.txt anew from pyproject.toml

On Windows say `py` instead of `python3`.
"""

from __future__ import annotations

import os
import sys

# Asked before anything that an older Python could not read is imported.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("Koyradesk needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))

import argparse
import errno
import io
import json
import shutil
import subprocess
from pathlib import Path

import environment
import system_packages
from environment import BUILD, CHECKOUT, LOCKS, LOG
from say import SetupError, say

SAMPLE = BUILD / "sample"
TRANSLATIONS = CHECKOUT / "packaging" / "translations.py"


def _start(kind: str, arguments: list[str], **settings: str) -> int:
    """Runs the private Python in the checkout, in UTF-8 also on Windows; its exit code."""
    command = [str(environment.python(kind)), "-X", "utf8", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, env=os.environ | settings, check=False).returncode


def _koyradesk(data: Path, *arguments: str, **settings: str) -> str:
    """Runs the program without a window on a data folder; what it printed. Raises SetupError when it refuses."""
    command = [str(environment.python("run")), "-X", "utf8", "-m", "koyradesk", "--data", str(data), *arguments]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=os.environ | settings, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SetupError(f"koyradesk {' '.join(arguments)} did not succeed (see above).")
    return done.stdout


def setup(kind: str) -> None:
    """Everything that `run`, `test` or `lock` needs, from a bare machine. Silent and instant when it is there."""
    libraries, programs = {
        "run": (system_packages.QT_LIBRARIES if has_screen() else {}, {}),
        "test": (system_packages.QT_LIBRARIES, system_packages.TEST_PROGRAMS),
        "lock": ({}, {}),
    }[kind]
    BUILD.mkdir(exist_ok=True)
    system_packages.ensure(libraries, programs, LOG)
    environment.ensure(kind)


def has_screen() -> bool:
    return sys.platform == "win32" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def sample_office() -> Path:
    """The folder of the sample office, made at the first start; whole or not at all."""
    if not SAMPLE.exists():
        unfinished = SAMPLE.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        _koyradesk(unfinished / "office", "demo", KOYRADESK_CONFIG=str(unfinished / "settings"))
        unfinished.rename(SAMPLE)
        say(f"A sample office was made in {SAMPLE}")
    return SAMPLE


def run(arguments: list[str]) -> int:
    setup("run")
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    chosen, others = parser.parse_known_args(arguments)
    folder: Path = chosen.data.absolute() if chosen.data else sample_office() / "office"
    # What the program remembers about a data folder outside of it goes with the sample when that is deleted.
    settings = {} if chosen.data else {"KOYRADESK_CONFIG": str(SAMPLE / "settings")}
    if has_screen():
        code = _start("run", ["-m", "ui.app", "--data", str(folder), *others], **settings)
        if code < 0:  # Qt ends itself with a signal when it cannot open the screen
            raise SetupError("The window was ended by the system. Is there a screen at DISPLAY or WAYLAND_DISPLAY?")
        return code
    say("There is no screen here (no DISPLAY, no WAYLAND_DISPLAY), so the main job is done in the terminal.")
    meetings = json.loads(_koyradesk(folder, "list", "--json", **settings))
    if not meetings:
        raise SetupError(f"There is no meeting in {folder}. Choose another folder, or none for the sample office.")
    paper = BUILD / "minutes.pdf"
    _koyradesk(folder, "print", "minutes", meetings[0]["id"], "-o", str(paper), **settings)
    say(f"The minutes of the meeting {meetings[0]['id']}: {paper}")
    return 0


#: All the tests go to several processes, each file to one; a few that are named need no such beginning.
_ALL_TESTS = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder"]


def test(arguments: list[str]) -> int:
    """Every check, also after one has failed; pytest is the last, so that its closing line is."""
    setup("test")
    checks = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format --check": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
    }
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if _start("test", command):
            failed.append(name)
    say("== pytest")
    # tests/conftest.py repeats what failed above in pytest's summary, before the closing line.
    wanted = arguments or _ALL_TESTS
    code = _start("test", ["-m", "pytest", *wanted], KOYRADESK_FAILED_CHECKS=", ".join(failed))
    return code or (1 if failed else 0)


def messages(arguments: list[str]) -> int:
    """Needs nothing but this Python: translations must not wait for a network."""
    return subprocess.run([sys.executable, "-X", "utf8", str(TRANSLATIONS), *arguments], check=False).returncode


def handbook(arguments: list[str]) -> int:
    """Its pictures are scenes of the tour; all are made where none is named."""
    setup("test")
    made = _start("test", ["tests/handbook_pictures.py", *arguments])
    return _start("test", ["-m", "pytest", "-q", "tests/test_handbook.py"]) or made


def lock(arguments: list[str]) -> int:
    """Resolves pyproject.toml for Linux and Windows at once. What is locked stays unless `--upgrade` is given."""
    setup("lock")
    options = "--universal --python-version 3.11 --generate-hashes --only-binary :all: --quiet --no-header"
    options += " --no-emit-index-url --no-emit-find-links"
    run_lock = LOCKS / "run.txt"
    for name, more in {
        "run": [],
        "test": ["--group", "test", "--constraint", str(run_lock.relative_to(CHECKOUT))],
        "linux": ["--group", "linux", "--constraint", str(run_lock.relative_to(CHECKOUT))],
        "lock": ["--group", "pyproject.toml:lock"],
    }.items():
        source = [] if name == "lock" else ["pyproject.toml"]
        output = ["--output-file", str(LOCKS / f"{name}.txt")]
        code = _start("lock", ["-m", "uv", "pip", "compile", *options.split(), *source, *more, *output, *arguments])
        if code:
            return code
    return 0


def windows(arguments: list[str]) -> int:
    """Builds the installer (packed quickly), then installs, tries, upgrades and removes it under Wine, or only shows
    its screens."""
    screens = arguments[:1] == ["--screens"]
    if screens:
        import wine_screens

        # What is asked for wrongly is said before minutes have gone by.
        wine_screens.read(arguments[1:])
    setup("test")
    code = subprocess.run([sys.executable, str(CHECKOUT / "packaging" / "build_windows.py"), "--quick"], check=False)
    if screens:
        return code.returncode or _start("test", ["packaging/wine_screens.py", *arguments[1:]])
    return code.returncode or _start("test", ["-m", "pytest", "tests/windows", *arguments])


def linux(arguments: list[str]) -> int:
    """Builds the wheel and the frozen folder, then installs the one, unpacks the other and tries both."""
    setup("test")
    code = subprocess.run([sys.executable, str(CHECKOUT / "packaging" / "build_linux.py")], check=False)
    return code.returncode or _start("test", ["-m", "pytest", "tests/linux", *arguments])


def only_setup(arguments: list[str]) -> int:
    kind = arguments[0] if arguments else "run"
    if kind not in environment.SERVES:
        raise SetupError(f"There is nothing to set up that is called {kind}: say run, test or lock.")
    setup(kind)
    return 0


COMMANDS = {
    "run": run,
    "test": test,
    "windows": windows,
    "linux": linux,
    "setup": only_setup,
    "messages": messages,
    "handbook": handbook,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows pipe would refuse Bengali
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say((__doc__ or "").strip())
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return command(arguments[1:])
    except SetupError as stop:
        say(str(stop))
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        if error.errno == errno.ENOSPC:
            say(f"The disk is full{where}. Make room (about 1 GB) and start again.")
        else:
            say(f"The system refused{where} ({error.strerror or error}). Is the folder yours to write, and not in use?")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

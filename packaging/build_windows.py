#!/usr/bin/env python3
"""Koyradesk for Windows, built on Debian: dist/Koyradesk-<version>-setup.exe and -portable.zip.

  python3 packaging/build_windows.py                       what is committed, with the pinned Windows Python
  python3 packaging/build_windows.py --python-zip FILE     with an embeddable CPython from a file (the same 3.x)
  python3 packaging/build_windows.py --quick               bigger and sooner, to try things
  python3 packaging/build_windows.py --lock                writes packaging/requirements/windows.txt anew from run.txt

Everything it needs it fetches itself, each file by its hash. The same commit makes the same files.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import system_packages
from environment import BUILD, CHECKOUT, LOG
from say import SetupError, say

#: What a build takes from the checkout and leaves in it, wherever its own files lie.
_SHARED = ("build", "dist", ".venv")


def setup() -> None:
    """What a build needs, from a bare machine."""
    if sys.platform == "win32":
        raise SetupError("The Windows program is built on Debian.")
    BUILD.mkdir(exist_ok=True)
    system_packages.ensure({}, system_packages.WINDOWS_PROGRAMS, LOG)
    environment.ensure("test")


def last_commit(checkout: Path) -> Path:
    """A copy of the checkout as it was committed last, in its build folder: what is being worked on goes into no
    release, neither the program's files nor those it is built by."""
    home = checkout / "build" / "windows" / "commit"
    if home.exists():
        shutil.rmtree(home)
    home.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "clone", "--quiet", "--shared", checkout, home], check=True)
    for name in _SHARED:
        (checkout / name).mkdir(exist_ok=True)
        (home / name).symlink_to(checkout / name)
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=checkout, capture_output=True, check=True)
    if changed.stdout:
        say("What is not committed is left out:")
        say(changed.stdout.decode("utf-8", "replace").rstrip())
    return home


def read(words: list[str]) -> argparse.Namespace:
    """What is asked for: ``python_zip`` (a path or None), ``quick``, ``lock``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--python-zip", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--lock", action="store_true")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    arguments = read(words)
    try:
        setup()
        # A lock is written into the checkout, from what stands there.
        home = CHECKOUT if arguments.lock else last_commit(CHECKOUT)
    except SetupError as stop:
        say(str(stop))
        return 1
    # The environment brings pip and what judges markers.
    builder = home / "packaging" / "windows_build.py"
    command = [str(environment.python("test")), "-X", "utf8", str(builder), *words]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

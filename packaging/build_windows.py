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
import subprocess
import sys
from pathlib import Path

import environment
import system_packages
from environment import BUILD, CHECKOUT, LOG
from say import SetupError, say

DIST = CHECKOUT / "dist"


def setup() -> None:
    """What a build needs, from a bare machine."""
    if sys.platform == "win32":
        raise SetupError("The Windows program is built on Debian.")
    BUILD.mkdir(exist_ok=True)
    system_packages.ensure({}, system_packages.WINDOWS_PROGRAMS, LOG)
    environment.ensure("test")


def build(arguments: argparse.Namespace) -> None:
    """Makes what was asked for; Wine is ended afterwards, whatever happened."""
    import windows_parts
    import windows_payload
    import windows_setup
    from wine import Wine

    given: Path | None = arguments.python_zip
    wine = Wine(windows_parts.HOME / "wine")
    try:
        wine.make()
        if arguments.lock:
            windows_parts.lock(wine, given)
            say(f"{windows_parts.LOCK} was written.")
            return
        payload = windows_parts.HOME / "payload"
        windows_payload.make(payload, wine, given)
    finally:
        wine.end()
    DIST.mkdir(exist_ok=True)
    name = f"Koyradesk-{windows_setup.version()}"
    made = [
        windows_setup.make(payload, DIST / f"{name}-setup.exe", windows_parts.HOME / "nsis", small=not arguments.quick)
    ]
    made.append(windows_setup.make_zip(payload, DIST / f"{name}-portable.zip"))
    say(f"The hash of all that is installed: {windows_payload.payload_hash(payload)}")
    for path in made:
        say(f"{path}: {path.stat().st_size / 1e6:.1f} MB, sha256 {windows_parts.digest(path)}")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--python-zip", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--lock", action="store_true")
    arguments = parser.parse_args(words)
    try:
        setup()
        if Path(sys.prefix) != environment.folder("test"):
            # The environment brings pip and what judges markers.
            command = [str(environment.python("test")), "-X", "utf8", __file__, *words]
            return subprocess.run(command, check=False).returncode
        build(arguments)
    except SetupError as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Koyradesk for Linux, built on Debian: the wheel, and dist/Koyradesk-<version>-linux-x86_64.tar.gz with all it needs.

  python3 packaging/build_linux.py             what is committed
  python3 packaging/build_linux.py --wheel     the wheel alone

Everything it needs it fetches itself, each file by its hash. The same commit makes the same wheel, and on the same
Debian the same folder.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from pathlib import Path

import environment
import release
import system_packages
from environment import BUILD, CHECKOUT, LOG
from say import SetupError, say

DIST = CHECKOUT / "dist"
#: That of Debian: its library is a file of its own, which PyInstaller packs, and is mended with the system.
_PYTHON = Path("/usr/bin/python3.11")


def setup() -> None:
    """What a build needs, from a bare machine."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise SetupError("The Linux program is built on a 64-bit Debian 12.")
    BUILD.mkdir(exist_ok=True)
    system_packages.ensure(
        system_packages.QT_LIBRARIES | system_packages.LINUX_LIBRARIES, system_packages.LINUX_PROGRAMS, LOG
    )
    environment.ensure("linux")


def build(arguments: argparse.Namespace) -> None:
    """Makes what was asked for."""
    import linux_program

    made = [linux_program.make_wheel(DIST)]
    if not arguments.wheel:
        folder, name = linux_program.HOME / "folder", f"Koyradesk-{release.version()}"
        linux_program.make(folder, made[0])
        made.append(linux_program.pack(folder, DIST / f"{name}-linux-x86_64.tar.gz", name))
        say(f"The hash of all that is in the folder: {release.whole_hash(folder)}")
    for path in made:
        say(f"{path}: {path.stat().st_size / 1e6:.1f} MB, sha256 {release.digest(path)}")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--wheel", action="store_true")
    arguments = parser.parse_args(words)
    try:
        if sys.base_prefix != "/usr" or sys.version_info[:2] != (3, 11):
            system_packages.ensure({}, {str(_PYTHON): "python3.11-venv"}, LOG)
            return subprocess.run([_PYTHON, __file__, *words], check=False).returncode
        setup()
        if Path(sys.prefix) != environment.folder("linux"):
            command = [str(environment.python("linux")), "-X", "utf8", __file__, *words]
            return subprocess.run(command, check=False).returncode
        build(arguments)
    except SetupError as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What build_windows.py does once everything is there: in its environment, from the files of the last commit."""

from __future__ import annotations

import sys
from pathlib import Path

import release
import windows_parts
import windows_payload
import windows_setup
from build_windows import read
from environment import CHECKOUT
from say import SetupError, say
from wine import Wine

DIST = CHECKOUT / "dist"


def build(given: Path | None, *, quick: bool, lock: bool) -> None:
    """Makes what was asked for; Wine is ended afterwards, whatever happened."""
    wine = Wine(windows_parts.HOME / "wine")
    try:
        wine.make()
        if lock:
            windows_parts.lock(wine, given)
            say(f"{windows_parts.LOCK} and {windows_parts.TEST_LOCK.name} were written.")
            return
        payload = windows_parts.HOME / "payload"
        windows_payload.make(payload, wine, given)
    finally:
        wine.end()
    DIST.mkdir(exist_ok=True)
    name = f"Koyradesk-{release.version()}"
    made = [
        windows_setup.make(payload, DIST / f"{name}-setup.exe", windows_parts.HOME / "nsis", small=not quick),
        windows_setup.make_zip(payload, DIST / f"{name}-portable.zip"),
    ]
    say(f"The hash of all that is installed: {release.whole_hash(payload)}")
    for path in made:
        say(f"{path.resolve()}: {path.stat().st_size / 1e6:.1f} MB, sha256 {release.digest(path)}")


if __name__ == "__main__":
    asked = read(sys.argv[1:])
    try:
        build(asked.python_zip, quick=asked.quick, lock=asked.lock)
    except SetupError as stop:
        say(str(stop))
        sys.exit(1)

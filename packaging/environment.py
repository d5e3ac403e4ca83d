"""The private environment ``.venv`` of a checkout: made from a lock file, proved by a stamp, made again when in doubt.

The stamp is written last. An environment without a stamp that fits (other lock, other Python, moved checkout, set-up
interrupted by a power cut) is thrown away and made anew; pip keeps what it has downloaded, so little is fetched twice.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from say import SetupError, say

CHECKOUT = Path(__file__).resolve().parent.parent
BUILD = CHECKOUT / "build"
LOG = BUILD / "setup.log"
LOCKS = CHECKOUT / "packaging" / "requirements"
# What an environment for the key also serves: the tests' lock holds every package of the program's, in equal versions.
SERVES = {"run": ("run",), "test": ("run", "test"), "lock": ("lock",), "linux": ("linux",)}
# Those in which the checkout itself is a package.
_WITH_CHECKOUT = ("run", "test")
MARK = "made-by-dev.py"
STAMP = "complete.json"


def folder(kind: str) -> Path:
    """Where the environment of a kind ("run", "test", "lock" or "linux") stands."""
    return CHECKOUT / ".venv" if kind in _WITH_CHECKOUT else BUILD / f"{kind}-venv"


def python(kind: str) -> Path:
    """The Python of an environment."""
    return folder(kind) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def stamp(kind: str) -> dict[str, str]:
    """What must be the same for the environment to be used again."""
    lock = (LOCKS / f"{kind}.txt").read_bytes()
    # Not the whole version: a security update of the system's Python must not send an office without a network back.
    return {
        "python": str(sys.implementation.cache_tag),
        "folder": str(folder(kind)),
        "lock": hashlib.sha256(lock).hexdigest(),
    }


def ready(kind: str) -> bool:
    """Whether a complete environment that serves ``kind`` is there."""
    try:
        found = json.loads((folder(kind) / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return python(kind).exists() and found.get(kind) == stamp(kind)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time; the system lets go of the lock when its holder dies."""
    with (BUILD / "setup.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def ensure(kind: str) -> None:
    """Makes the environment for ``kind`` unless it is ready. Raises SetupError with a sentence when it cannot."""
    if ready(kind):
        return
    BUILD.mkdir(exist_ok=True)
    with _alone():
        if not ready(kind):  # another set-up may have finished while this one waited
            _make(kind)


def _make(kind: str) -> None:
    home = folder(kind)
    if home.exists() and not (home / MARK).exists():
        raise SetupError(f"{home} was not made by this program. Rename or delete it and start again.")
    say(f"Making the private environment {home} (once; it needs a network)")
    if home.exists():
        shutil.rmtree(home)
    home.mkdir()
    (home / MARK).touch()
    logged([sys.executable, "-m", "venv", str(home)], "The private environment could not be made")
    pip = [str(python(kind)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    install = ["install", "--no-user", "--require-hashes", "--only-binary", ":all:", "--progress-bar", "off"]
    logged([*pip, *install, "-r", str(LOCKS / f"{kind}.txt")], "The packages could not be installed")
    if kind in _WITH_CHECKOUT:
        # A plain path file instead of an editable install: nothing to build, and `python -m koyradesk` works anywhere.
        # Relative, because Windows reads it in an encoding that has no Bengali.
        where = home / ("Lib" if sys.platform == "win32" else f"lib/python3.{sys.version_info.minor}") / "site-packages"
        (where / "koyradesk.pth").write_text(os.path.relpath(CHECKOUT, where) + "\n", encoding="ascii")
    complete = json.dumps({served: stamp(served) for served in SERVES[kind]}, indent=1)
    (home / f"{STAMP}.new").write_text(complete, encoding="utf-8")
    (home / f"{STAMP}.new").replace(home / STAMP)


def logged(command: list[str], failure: str, folder: Path | None = None, **settings: str) -> None:
    """Runs a step with its words in the log; only what is being fetched is shown. Raises SetupError when it fails.

    ``folder`` is where it works; ``settings`` are variables of its environment beside those that are.
    """
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"} | settings
    said: list[str] = []
    with (
        LOG.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
        ) as process,
    ):
        for raw in process.stdout or ():
            line = raw.decode("utf-8", "replace").strip()
            log.write(line + "\n")
            said.append(line)
            if line.startswith("Downloading"):
                say("  " + line.rsplit("/", 1)[-1].removeprefix("Downloading "))
    if process.returncode:
        raise SetupError(f"{failure}: {_why(said)} Everything that was said is in {LOG}.")


# What pip and the system say when there is no way to the packages.
UNREACHABLE = (
    "Connection refused",
    "Failed to resolve",
    "Max retries exceeded",
    "Network is unreachable",
    "NewConnectionError",
    "ProxyError",
    "getaddrinfo failed",
    "name resolution",
    "timed out",
)


def _why(said: list[str]) -> str:
    """One sentence for the commonest ends of pip, its own last complaint for the others."""
    everything = "\n".join(said)
    if os.strerror(errno.ENOSPC) in everything or "No space left on device" in everything:
        return "the disk is full. Make room (about 1 GB) and start again."
    if "do not match the hashes" in everything.lower():
        return "a package is not the one this version was made with. None of it was used; try another network."
    if any(word in everything for word in UNREACHABLE):
        return "there is no connection to the package index. Connect to the internet and start again."
    if "(from versions: none)" in everything:
        return (
            f"{said[-1].removeprefix('ERROR: ')}: either there is no connection to the package index, or no package "
            f"for Python {sys.version_info.major}.{sys.version_info.minor} on this kind of computer."
        )
    complaints = [line for line in said if line.startswith("ERROR:")] or [line for line in said if line]
    return complaints[-1].removeprefix("ERROR: ").rstrip(".") + "." if complaints else "no reason was given."

"""A Debian 13 in a folder, made once: its Wine 10 opens real windows, which that of Debian 12 cannot.

Only root may make one and start programs in it. What runs in it sees of this computer's files the folders that are
named alone, and has processes and mounts of its own, which end with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import system_packages
from environment import LOG
from say import SetupError, say

#: The release that this machine's sources speak of, and the one that is wanted.
_HERE, _THERE = "bookworm", "trixie"
#: The faces bring the signs on the buttons of a window's frame.
_PACKAGES = ("wine", "wine64", "fonts-wine")
#: Enters the Debian at $1 with the folders that follow, up to --, and runs what stands after it. Wine's server, which
#: outlives its programs, is asked to go, so that it writes down what it knows.
_ENTER = """
inside=$1; shift
mount -t proc proc "$inside/proc" && mount --rbind /dev "$inside/dev" || exit 126
while [ "$1" != -- ]; do mkdir -p "$inside$1" && mount --bind "$1" "$inside$1" || exit 126; shift; done
shift
exec chroot "$inside" sh -c '"$@"; code=$?; wineserver --kill; wineserver --wait; exit $code' sh "$@"
"""


def make(home: Path) -> Path:
    """The folder of the Debian below ``home``, made unless it is there whole.

    Raises SetupError where that is not allowed or does not succeed.
    """
    if os.geteuid() != 0:
        raise SetupError("Real windows are shown by the Wine of a Debian 13 in a folder, in which only root may work.")
    made = home / "debian13"
    if made.exists():
        return made
    system_packages.ensure({}, system_packages.SCREENS_PROGRAMS, LOG)
    unfinished = home / "debian13.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    say(f"Making a Debian 13 with Wine 10 in {made} (once; two minutes and 2 GB)")
    found = home / "debian13.sources"
    found.write_text(sources(Path("/etc/apt")), encoding="utf-8")
    command = [
        "mmdebstrap",
        "--variant=minbase",
        f"--include={','.join(_PACKAGES)}",
        _THERE,
        str(unfinished),
        str(found),
    ]
    with LOG.open("ab") as log:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
    if done.returncode:
        raise SetupError(
            f"The Debian 13 could not be made. Is there a network and room? mmdebstrap's words are in {LOG}."
        )
    unfinished.rename(made)
    return made


def sources(apt: Path) -> str:
    """The package sources of this machine, from its folder ``apt``, as those of Debian 13.

    Raises SetupError where no list of Debian 12 in the newer form (``debian.sources``) is there.
    """
    try:
        text = (apt / "sources.list.d" / "debian.sources").read_text(encoding="utf-8")
    except OSError:
        text = ""
    if _HERE not in text:
        raise SetupError(f"A Debian 13 is made by the sources of a Debian 12, which are not in {apt}/sources.list.d.")
    return text.replace(_HERE, _THERE)


def enter(made: Path, *folders: Path) -> list[str]:
    """What stands before a command so that it runs in the Debian at ``made``, with ``folders`` at the same paths."""
    own = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--", "sh", "-c", _ENTER, "sh"]
    return [*own, str(made), *map(str, folders), "--"]

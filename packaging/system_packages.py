"""What the operating system must bring: libraries for the windows, programs for the tests, venv for Debian's Python.

Nothing is guessed from package lists: each library is asked for by the name that the Qt wheels were linked with, each
program by looking for it. Only for what is missing is a Debian package named.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from say import SetupError, say

# From the NEEDED entries of the wheels' QtCore, QtGui, QtWidgets, QtNetwork, QtPrintSupport, QtSvg and their plugins,
# among them those that talk to a screen (X11, Wayland) and to printers.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# pdftotext and pdftoppm judge our PDFs as strangers do, Xvfb is the screen on which the real window is opened, mount
# brings a disk so small that it is soon full, soffice (LibreOffice) opens what is written for Word, cupsd with the
# printer of cups-pdf is what is really printed on. apache2 (mod_dav) and rclone are servers to which bundles go,
# dovecot a mailbox from which they come, unzip opens what is in them. ssh-keygen and age judge our keys, signatures and
# secrets, zbarimg sees the code of a key card as a telephone does, gnome-keyring-daemon is the key store of a desktop,
# at-spi-bus-launcher tells a screen reader what is on the screen.
TEST_PROGRAMS = {
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
    "/usr/sbin/apache2": "apache2-bin",
    "/usr/sbin/cupsd": "cups",
    "/usr/sbin/dovecot": "dovecot-imapd",
    "age": "age",
    "dbus-run-session": "dbus-daemon",
    "git": "git",
    "gnome-keyring-daemon": "gnome-keyring",
    "mount": "mount",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "rclone": "rclone",
    "soffice": "libreoffice-writer-nogui",
    "ssh-keygen": "openssh-client",
    "unzip": "unzip",
    "Xvfb": "xvfb",
    "zbarimg": "zbar-tools",
}
# Windows programs are run by Wine, 64-bit ones only, and packed by NSIS.
WINDOWS_PROGRAMS = {"/usr/lib/wine/wine64": "wine64", "git": "git", "makensis": "nsis", "wine": "wine"}
# Windows of the Windows program are shown by a newer Debian's Wine, on a screen that is none, with a hand for its keys.
SCREENS_PROGRAMS = {"mmdebstrap": "mmdebstrap", "unshare": "util-linux", "xdotool": "xdotool", "Xvfb": "xvfb"}
# PyInstaller reads with objdump what libraries want. Of Python it packs Debian's library, which wants others.
LINUX_PROGRAMS = {"git": "git", "objdump": "binutils"}
LINUX_LIBRARIES = {
    "libexpat.so.1": "libexpat1",
    "liblzma.so.5": "liblzma5",
    "libpython3.11.so.1.0": "libpython3.11",
}


def has_library(name: str) -> bool:
    """Whether the dynamic loader finds the library ``name`` ("libEGL.so.1")."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    """Whether there is a program ``name``, or one at the path ``name`` that perhaps only root may start."""
    return shutil.which(name) is not None or (name.startswith("/") and Path(name).exists())


def venv_package() -> dict[str, str]:
    """Debian ships Python without ensurepip; the module and the package that brings it, empty where it is there."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return {}
    return {"ensurepip": f"python{sys.version_info.major}.{sys.version_info.minor}-venv"}


def missing(libraries: dict[str, str], programs: dict[str, str]) -> dict[str, str]:
    """What is not on this machine, with the Debian package that brings it; on Windows nothing is asked for."""
    if sys.platform == "win32":
        return {}
    wanted = venv_package()
    wanted |= {name: package for name, package in libraries.items() if not has_library(name)}
    wanted |= {name: package for name, package in programs.items() if not has_program(name)}
    return wanted


def ensure(libraries: dict[str, str], programs: dict[str, str], log: Path) -> None:
    """Installs what is missing where that is allowed (root on Debian); says exactly what to do where it is not.

    Raises SetupError when something is still missing afterwards. ``log`` receives what apt-get printed.
    """
    wanted = missing(libraries, programs)
    if not wanted:
        return
    packages = sorted(set(wanted.values()))
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"This computer lacks {', '.join(sorted(wanted))}. Install them with its package manager "
            f"(Debian calls the packages: {' '.join(packages)}) and start again."
        )
    install = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0:
        raise SetupError(
            "System packages are missing. Install them with this command and start again:\n"
            f"  sudo apt-get update && sudo {install}"
        )
    say(f"Installing system packages: {' '.join(packages)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    with log.open("ab") as output:
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            subprocess.run([*apt, *arguments], stdout=output, stderr=output, env=environment, check=False)
    # A stale index may fail and the packages still install, so the result is judged, not the exit codes.
    importlib.invalidate_caches()
    left = missing(libraries, programs)
    if left:
        raise SetupError(
            f"These system packages could not be installed: {' '.join(sorted(set(left.values())))}. "
            f"Is there a network and room on the disk? apt-get's own words are in {log}. To try by hand:\n  {install}"
        )

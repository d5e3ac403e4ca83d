"""Every screen of the installed Windows program as the Windows platform draws it under Wine 10: the tour of ui/tour.py.

``dev.py windows --screens DIR`` starts this after it has built the installer. A scene at which the program breaks down
or stands still is named and left out, and the tour begins again; in the end all that was wrong is told. Beside the
tour's pictures lie those of the whole screen, with what is Windows' own: ``screen.png``, the program as its icon starts
it in its frame, and ``screen-open.png``, the dialog for a file.
"""

from __future__ import annotations

import argparse
import queue
import shutil
import sys
import threading
import time
import zipfile
from pathlib import Path
from subprocess import Popen
from typing import NamedTuple

import debian13
import release
import system_packages
import windows_parts
from environment import CHECKOUT, LOG
from say import SetupError, say
from virtual_screen import Screen, screen
from wine import Wine, windows_path

#: Seconds that a scene may take on a slow computer: the tour itself gives up after 60 of them.
PATIENCE = 150.0
#: After so many breakdowns it is no longer the scenes.
_BREAKDOWNS = 6
#: The exit code of a tour that came to its end and found faults (``ui.tour.FAULTY``).
_FAULTY = 3
#: Of Qt, what the tour presses keys with and the program does without.
_QT_TEST = ("PySide6/QtTest.pyd", "PySide6/Qt6Test.dll")
#: Scenes of dialogs that Windows has of its own: none of Qt's is there to be drawn.
_OWN_DIALOGS = ("print-dialog", "save-dialog", "backup-dialog")
#: With a desk of its own, Wine puts frames around windows and hands them the keys as Windows does.
_EXPLORER = r"HKCU\Software\Wine\Explorer"
_DESK = ((_EXPLORER, "Desktop", "Default"), (rf"{_EXPLORER}\Desktops", "Default", "1366x768"))


class Played(NamedTuple):
    """How a process of the tour ended: at which scene, with which code (None: it stood still), what it said there."""

    scene: str
    code: int | None
    said: list[str]


def follow(process: Popen[str]) -> Played:
    """Listens to a tour until it ends, or says nothing for ``PATIENCE`` seconds; its scenes are said as they begin."""
    heard: queue.Queue[str | None] = queue.Queue()

    def hear() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            heard.put(line.rstrip())
        heard.put(None)

    threading.Thread(target=hear, daemon=True).start()
    scene = ""
    said: list[str] = []
    while True:
        try:
            line = heard.get(timeout=PATIENCE)
        except queue.Empty:
            return Played(scene, None, said)
        if line is None:
            return Played(scene, process.wait(), said)
        if line.startswith("== "):
            scene, said = line.removeprefix("== "), []
            say(line)
        else:
            said.append(line)


def tour(wine: Wine, home: Path, shown: Screen, pictures: Path, wishes: list[str]) -> list[str]:
    """Plays all scenes in the program installed in ``home``; what was wrong. ``wishes`` are options of ``ui.tour``."""
    wrong: list[str] = []
    left_out = list(_OWN_DIALOGS)
    words = ["-X", "utf8", "-X", "faulthandler", "-m", "ui.tour", windows_path(pictures), "--platform", "windows"]
    while len(wrong) < _BREAKDOWNS:
        with wine.running(
            windows_path(home / "python.exe"), *words, *wishes, "--without", *left_out, DISPLAY=shown.display
        ) as process:
            played = follow(process)
        if played.code == 0:
            return wrong
        if played.code == _FAULTY:
            # The program says other things as well.
            return wrong + [line.removeprefix("!! ") for line in played.said if line.startswith("!! ")]
        scene = played.scene or "before the first scene"
        what = "stood still" if played.code is None else f"broke down ({played.code})"
        wrong.append("\n  ".join([f"{scene}: the program {what}", *played.said[-40:]]))
        say(wrong[-1])
        if not played.scene or played.scene in left_out:
            break
        left_out.append(played.scene)
    return wrong


def at_rest(shown: Screen, patience: float = 60.0) -> None:
    """Waits until letters are on a screen and nothing on it has changed for two seconds, at most so many seconds."""
    before, since, end = b"", time.monotonic(), time.monotonic() + patience
    while time.monotonic() < end and time.monotonic() - since < 2:
        time.sleep(0.2)
        picture = shown.picture()
        if picture.tobytes() != before or not shown.has_letters(picture):
            before, since = picture.tobytes(), time.monotonic()


def whole_screen(wine: Wine, home: Path, shown: Screen, work: Path, pictures: Path) -> None:
    """The program on a sample office as its icon starts it, and after Ctrl+O."""
    settings = windows_path(work / "settings")
    words = ["-X", "utf8", "-m"]
    data = ["--data", windows_path(work / "office")]
    wine.run(windows_path(home / "python.exe"), *words, "koyradesk", *data, "demo", KOYRADESK_CONFIG=settings)
    window = [windows_path(home / "pythonw.exe"), *words, "ui.app", *data]
    with wine.running(*window, DISPLAY=shown.display, KOYRADESK_CONFIG=settings):
        at_rest(shown)
        shown.picture().save(pictures / "screen.png")
        shown.press("ctrl+o")
        # The caret in it never rests.
        at_rest(shown, 10)
        shown.picture().save(pictures / "screen-open.png")


def install(wine: Wine, setup: Path) -> Path:
    """Installs the program and, beside its Qt, what the tour presses keys with; where it was put."""
    wine.make()
    for key, name, value in _DESK:
        wine.run("reg", "add", key, "/v", name, "/d", value, "/f")
    if code := wine.run(windows_path(setup), "/S").returncode:
        raise SetupError(f"The installer ended with {code}.")
    (home,) = wine.drive.glob("users/*/AppData/Local/Programs/Koyradesk")
    (wheel,) = [path for name, path in windows_parts.fetch().items() if name.startswith("pyside6-essentials==")]
    with zipfile.ZipFile(wheel) as packed:
        for name in _QT_TEST:
            packed.extract(name, home / "packages")
    return home


def read(words: list[str]) -> argparse.Namespace:
    """What is asked for: ``folder``, ``lang``, ``theme``, ``scale``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0], allow_abbrev=False)
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go; made if missing")
    parser.add_argument("--lang", default="bn", choices=("bn", "en"))
    parser.add_argument("--theme", default="light", choices=("light", "dark", "contrast", "contrast-dark"))
    parser.add_argument("--scale", default="1", choices=("1", "1.25", "1.5"))
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    asked = read(words)
    folder: Path = asked.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    work = windows_parts.HOME / "screens"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    setup = work / "setup.exe"
    shutil.copy(CHECKOUT / "dist" / f"Koyradesk-{release.version()}-setup.exe", setup)
    try:
        system_packages.ensure({}, system_packages.SCREENS_PROGRAMS, LOG)
        wine = Wine(work / "wine", debian13.enter(debian13.make(windows_parts.HOME), work, folder))
        with screen(work) as shown:
            home = install(wine, setup)
            whole_screen(wine, home, shown, work, folder)
            wrong = tour(
                wine, home, shown, folder, ["--lang", asked.lang, "--theme", asked.theme, "--scale", asked.scale]
            )
    except SetupError as stop:
        wrong = [str(stop)]
    say("\n".join(["What is wrong:", *wrong] if wrong else [f"Nothing is wrong. The pictures are in {folder}."]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""``python -m ui.tour DIR``: drives the real window through its screens and saves each as a picture.

One picture for every scene, language, scheme and scale: ``bn-light-100-03-sample.png``. A new screen is a new line in
``ui.scenes``; a scene goes on from where the one before it left the window.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

# Before Qt starts: pictures do not need a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from koyradesk.store.place import VARIABLE
from ui import fonts, inspection, theme
from ui.scenes import SCENES, Scene
from ui.stage import MINUTES, SCREEN, Stage

__all__ = ["MINUTES", "SCENES", "SCREEN", "Scene", "Stage", "main", "walk"]

#: The scales people set on a small screen: two that the pictures show when nobody says otherwise, and a large one.
EVERYDAY = (1.0, 1.25)
SCALES = (*EVERYDAY, 1.5)
#: The exit code where every scene was played and some are faulty.
FAULTY = 3
#: Of 100, at which PNG is packed least: a sixth of a walk went into making the pictures small.
_PACKED = 80


class FaultyError(ValueError):
    """Texts are cut, widgets have no name, or English stands on a Bengali window; which, and where, a line each."""


def walk(
    target: Path,
    scale: float,
    languages: Sequence[str],
    schemes: Sequence[str],
    wanted: str = "",
    look: Callable[[Scene], object] = bool,
    begin: Callable[[Scene], object] = bool,
) -> list[Path]:
    """Every scene once for each language and scheme, at the scale this process runs at; the pictures made. ``begin`` is
    asked before anything is done for a scene, and it is left out where that answers no; ``look`` while it stands.

    Raises:
        FaultyError: after the last scene, where one was at fault.
    """
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.STYLE])
    assert isinstance(app, QApplication)
    fonts.load()
    made: list[Path] = []
    wrong: list[str] = []
    for language in languages:
        for scheme in schemes:
            name = f"{language}-{scheme}-{round(scale * 100)}"
            with tempfile.TemporaryDirectory(prefix="koyradesk-tour-", ignore_cleanup_errors=True) as folder:
                stage = Stage(app, Path(folder), language, scheme, scale)
                try:
                    shown = _play(stage, target / name, wanted, look, begin)
                    made += shown.made
                    wrong += shown.wrong
                finally:
                    stage.end()
    if wrong:
        raise FaultyError("\n".join(wrong))
    return made


class _Shown(NamedTuple):
    made: list[Path]
    wrong: list[str]


def _play(
    stage: Stage, start: Path, wanted: str, look: Callable[[Scene], object], begin: Callable[[Scene], object]
) -> _Shown:
    """The scenes one after another; the names of pictures begin with ``start``."""
    shown = _Shown([], [])
    for number, scene in enumerate(SCENES, 1):
        if not begin(scene):
            continue
        for act in scene.acts:
            act(stage)
            stage.settle()
        widget = scene.shows(stage) if scene.shows else stage.window
        if faults := _faults(stage):
            shown.wrong.append(f"{start.name} {scene.name}: " + "; ".join(faults))
        look(scene)
        if not wanted or wanted in scene.name:
            path = start.with_name(f"{start.name}-{number:02}-{scene.name}.png")
            if not widget.grab().save(str(path), quality=_PACKED):
                raise OSError(f"the picture {path} was not written")
            shown.made.append(path)
    return shown


def _faults(stage: Stage) -> list[str]:
    window = stage.window
    found = inspection.cut(window) + inspection.nameless(window) + inspection.boxes(window)
    return found + inspection.english(window) if stage.program.language == "bn" else found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.tour", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go; made if missing")
    parser.add_argument("--scale", type=float, choices=SCALES, help="one scale only; 1 and 1.25 otherwise")
    parser.add_argument("--lang", choices=("bn", "en"), help="one language only")
    parser.add_argument("--theme", choices=tuple(theme.SCHEMES), help="one scheme only; light and dark otherwise")
    parser.add_argument("--only", default="", metavar="WORD", help="keep only scenes whose name holds this word")
    parser.add_argument("--without", nargs="*", default=[], metavar="SCENE", help="leave these out, with what they do")
    parser.add_argument("--platform", help="Qt's platform (windows, xcb) where the pictures are to be of a real screen")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.scale is None:
        # Qt takes its scale once, at the start of a process.
        for scale in EVERYDAY:
            command = [sys.executable, "-X", "utf8", "-m", "ui.tour", *sys.argv[1:], "--scale", str(scale)]
            subprocess.run(command, check=True)
        return 0
    os.environ["QT_SCALE_FACTOR"] = f"{chosen.scale:g}"
    # What is remembered about the tour's data folders goes away with them.
    with tempfile.TemporaryDirectory(prefix="koyradesk-tour-") as config:
        os.environ[VARIABLE] = config
        return _pictures(chosen)


def _pictures(chosen: argparse.Namespace) -> int:
    if chosen.platform:
        # Wine hands no variable of Qt's to a program. The walk finds this application.
        QApplication([*sys.argv[:1], *theme.STYLE, "-platform", chosen.platform])
    languages = [chosen.lang] if chosen.lang else ["bn", "en"]
    schemes = [chosen.theme] if chosen.theme else list(theme.EVERYDAY)

    def begin(scene: Scene) -> bool:
        if scene.name in chosen.without:
            return False
        # Said at once: where the process breaks down, this is what it was at.
        sys.stdout.write(f"== {scene.name}\n")
        sys.stdout.flush()
        return True

    try:
        made = walk(chosen.folder, chosen.scale, languages, schemes, chosen.only, begin=begin)
    except FaultyError as wrong:
        sys.stdout.write("".join(f"!! {line}\n" for line in str(wrong).split("\n")))
        return FAULTY
    for path in made:
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

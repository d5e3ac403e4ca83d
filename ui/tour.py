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
#: Of 100, at which PNG is packed least: a sixth of a walk went into making the pictures small.
_PACKED = 80


def walk(
    target: Path,
    scale: float,
    languages: Sequence[str],
    schemes: Sequence[str],
    wanted: str = "",
    look: Callable[[Scene], object] = bool,
) -> list[Path]:
    """Every scene once for each language and scheme, at the scale this process runs at; the pictures made. ``look`` is
    called with each while it stands.

    Raises:
        ValueError: a text is cut, a widget has no name, or English stands on a Bengali window; which, and where.
    """
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.STYLE])
    assert isinstance(app, QApplication)
    fonts.load()
    made = []
    for language in languages:
        for scheme in schemes:
            name = f"{language}-{scheme}-{round(scale * 100)}"
            with tempfile.TemporaryDirectory(prefix="koyradesk-tour-", ignore_cleanup_errors=True) as folder:
                stage = Stage(app, Path(folder), language, scheme, scale)
                try:
                    made += [target / f"{name}-{one}" for one in _play(stage, target / name, wanted, look)]
                finally:
                    stage.end()
    return made


def _play(stage: Stage, start: Path, wanted: str, look: Callable[[Scene], object]) -> list[str]:
    """The scenes one after another; the ends of the names of the pictures made."""
    made = []
    for number, scene in enumerate(SCENES, 1):
        for act in scene.acts:
            act(stage)
            stage.settle()
        shown = scene.shows(stage) if scene.shows else stage.window
        wrong = inspection.cut(stage.window) + inspection.nameless(stage.window)
        if stage.program.language == "bn":
            wrong += inspection.english(stage.window)
        if wrong:
            raise ValueError(f"{start.name} {scene.name}: " + "; ".join(wrong))
        look(scene)
        if not wanted or wanted in scene.name:
            made.append(f"{number:02}-{scene.name}.png")
            path = f"{start}-{made[-1]}"
            if not shown.grab().save(path, quality=_PACKED):
                raise OSError(f"the picture {path} was not written")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.tour", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go; made if missing")
    parser.add_argument("--scale", type=float, choices=SCALES, help="one scale only; 1 and 1.25 otherwise")
    parser.add_argument("--lang", choices=("bn", "en"), help="one language only")
    parser.add_argument("--theme", choices=tuple(theme.SCHEMES), help="one scheme only; light and dark otherwise")
    parser.add_argument("--only", default="", metavar="WORD", help="keep only scenes whose name holds this word")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.scale is None:
        # Qt takes its scale once, at the start of a process.
        for scale in EVERYDAY:
            command = [sys.executable, "-X", "utf8", "-m", "ui.tour", *sys.argv[1:], "--scale", str(scale)]
            subprocess.run(command, env=os.environ | {"QT_SCALE_FACTOR": str(scale)}, check=True)
        return 0
    if os.environ.get("QT_SCALE_FACTOR", "1") not in (str(chosen.scale), f"{chosen.scale:g}"):
        parser.error(f"set QT_SCALE_FACTOR={chosen.scale:g} for this scale, or leave --scale out")
    # What is remembered about the tour's data folders goes away with them.
    with tempfile.TemporaryDirectory(prefix="koyradesk-tour-") as config:
        os.environ[VARIABLE] = config
        return _pictures(chosen)


def _pictures(chosen: argparse.Namespace) -> int:
    languages = [chosen.lang] if chosen.lang else ["bn", "en"]
    schemes = [chosen.theme] if chosen.theme else list(theme.EVERYDAY)
    for path in walk(chosen.folder, chosen.scale, languages, schemes, chosen.only):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

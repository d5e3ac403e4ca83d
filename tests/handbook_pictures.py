"""The pictures of the handbook: ``python tests/handbook_pictures.py`` makes them anew from the scenes of the tour.

After a change of looks that is wished they are made again; a scene that is no more is named and stops it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "docs" / "handbook"
#: Each picture and the scene of the tour it is of.
PICTURES = {
    "typing-word": "typing-word",
    "typing-keys": "typing-keys",
    "sentence-offered": "sentence-offered",
    "sentences": "sentences",
    "incoming": "incoming-list",
    "incoming-letter": "incoming-letter",
    "exchange": "exchange-waiting",
    "key": "exchange-key-wrong",
    "review": "exchange-review",
    "stick": "exchange-written",
    "held": "exchange-held",
    "side-by-side": "exchange-side-by-side",
    "way": "exchange-way",
    "upazilas": "upazilas",
    "papers": "upazilas-minutes",
}
#: Nobody waits long for a page with these; in bytes.
LARGEST = 120_000
#: So many colours tell every letter from its ground.
_COLOURS = 256


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from koyradesk.store.place import VARIABLE

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ[VARIABLE] = str(Path(place, "config"))
        missing = set(PICTURES.values()) - _play(Path(place))
    if missing:
        sys.stderr.write(f"no such scene any more: {', '.join(sorted(missing))}\n")
    return bool(missing)


def _play(place: Path) -> set[str]:
    """Plays the scenes that follow one another from the sample office on; the names of those that were met."""
    from PySide6.QtWidgets import QApplication

    from ui import district_scenes, exchange_scenes, fonts, incoming_scenes, theme
    from ui.bank import scenes as bank_scenes
    from ui.scenes import SCENES
    from ui.stage import Stage
    from ui.typing import scenes as typing_scenes

    app = QApplication([*sys.argv[:1], *theme.STYLE])
    fonts.load()
    wanted = {scene: name for name, scene in PICTURES.items()}
    known = {
        name
        for acts in (
            typing_scenes.ACTS,
            bank_scenes.ACTS,
            incoming_scenes.ACTS,
            exchange_scenes.ACTS,
            district_scenes.ACTS,
        )
        for name in _until(acts, wanted)
    }
    known.add(bank_scenes.ACTS[-1][0])
    stage, met = Stage(app, place, "bn", "light", 1.0), set()
    try:
        for scene in SCENES:
            if scene.name != "sample" and scene.name not in known:
                continue
            for act in scene.acts:
                act(stage)
                stage.settle()
            if scene.name in wanted:
                met.add(scene.name)
                shown = scene.shows(stage) if scene.shows else stage.window
                (HANDBOOK / "pictures" / f"{wanted[scene.name]}.png").write_bytes(_small(shown))
    finally:
        stage.end()
    return met


def _until(acts: tuple[tuple[str, object], ...], wanted: dict[str, str]) -> list[str]:
    """The names of scenes up to the last that is wanted."""
    names = [name for name, _ in acts]
    return names[: max((at for at, name in enumerate(names) if name in wanted), default=-1) + 1]


def _small(widget: object) -> bytes:
    """A picture of a window with the few colours it has."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    whole, small = QBuffer(), BytesIO()
    whole.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(whole, "PNG")
    picture = Image.open(BytesIO(bytes(whole.data().data()))).convert("RGB")
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main())

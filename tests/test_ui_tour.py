"""The tour of all scenes: nothing cut, nameless or untranslated, and no picture twice."""

from __future__ import annotations

import pytest
from handbook_tour import Looks
from PySide6.QtGui import QImage

from ui import tour
from ui.scenes import SCENES

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_the_tour_shows_every_scene_in_bengali_and_finds_no_fault(qapp, tmp_path, monkeypatch):
    """The tour itself refuses a picture with a cut text, a nameless widget or English among the Bengali."""
    looks = Looks()
    monkeypatch.setattr(tour, "Stage", looks.stage)
    made = tour.walk(tmp_path, 1.0, ["bn"], ["light"], "", looks.look)
    assert looks.wrong == [], "\n".join(looks.wrong)
    assert len(looks.pressed) > 40
    assert [path.name for path in made] == [
        f"bn-light-100-{number:02}-{scene.name}.png" for number, scene in enumerate(SCENES, 1)
    ]
    pictures = {path.name: QImage(str(path)) for path in made}
    windows = [picture for name, picture in pictures.items() if "dialog" not in name and "second-inst" not in name]
    assert {(picture.width(), picture.height()) for picture in windows} == {tour.SCREEN}
    assert len({bytes(picture.constBits()) for picture in pictures.values()}) == len(pictures)


def test_the_tour_notices_all_texts_that_are_cut(qapp, tmp_path, monkeypatch):
    narrow = tour.Scene("narrow", (lambda stage: stage.window.rail.setFixedWidth(120),))
    scenes = (narrow, tour.Scene("left-out", (lambda stage: 1 / 0,)), tour.Scene("narrow-still"))
    monkeypatch.setattr(tour, "SCENES", scenes)
    with pytest.raises(tour.FaultyError) as told:
        tour.walk(tmp_path, 1.0, ["bn"], ["light"], begin=lambda scene: scene.name != "left-out")
    assert [line.partition(":")[0] for line in str(told.value).split("\n")] == [
        "bn-light-100 narrow",
        "bn-light-100 narrow-still",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "bn-light-100-01-narrow.png",
        "bn-light-100-03-narrow-still.png",
    ]

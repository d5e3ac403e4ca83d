"""Every scene in the smallest window, in both languages: nothing is cut there either."""

from __future__ import annotations

import pytest

from ui import fonts, inspection
from ui.memory import LEAST
from ui.scenes import SCENES
from ui.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_nothing_is_cut_in_the_smallest_window(qapp, tmp_path, language):
    """What is left of 1366x768 at 150 % beside a task bar; and no scene makes the window grow."""
    fonts.load()
    stage = Stage(qapp, tmp_path, language, "light", 1.0)
    try:
        stage.window.resize(*LEAST)
        stage.settle()
        for scene in SCENES[:-3]:
            for act in scene.acts:
                act(stage)
                stage.settle()
            assert (stage.window.width(), stage.window.height()) == LEAST, scene.name
            assert inspection.cut(stage.window) == [], scene.name
    finally:
        stage.end()

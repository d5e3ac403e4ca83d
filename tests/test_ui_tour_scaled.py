"""The tour at the scale that small screens are set to, each language in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.scenes import SCENES

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(("language", "scheme"), [("bn", "dark"), ("en", "light")])
def test_the_tour_at_125_percent(tmp_path, language, scheme):
    """Qt takes its scale when a process starts, so this is one of its own: 1366x768 pixels are 1093x614 then."""
    python = [sys.executable, "-X", "utf8", "-W", "error"]
    done = subprocess.run(
        [*python, "-m", "ui.tour", str(tmp_path), "--scale", "1.25", "--lang", language, "--theme", scheme],
        cwd=CHECKOUT,
        env=os.environ | {"QT_SCALE_FACTOR": "1.25", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = [Path(line) for line in done.stdout.splitlines()]
    assert len(made) == len(SCENES)
    picture = QImage(str(made[1]))
    # 1366 / 1.25 is no whole number.
    assert (abs(picture.width() - 1366), abs(picture.height() - 768)) <= (2, 2)

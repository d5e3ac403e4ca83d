"""The tour at the scale that small screens are set to, each language in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.scenes import SCENES

CHECKOUT = Path(__file__).resolve().parent.parent
PYTHON = (sys.executable, "-X", "utf8", "-W", "error")
#: What a person does something with, by the names that AT-SPI has for it.
WORKED = {"check box", "combo box", "list item", "page tab", "push button", "radio button", "spin box", "text"}


def seen(code: int, out: str, err: str) -> None:
    """Every scene was played to its picture, of the size of the screen."""
    assert code == 0, err
    # The servers of the desk speak there as well.
    made = [Path(line) for line in out.splitlines() if line.endswith(".png")]
    assert len(made) == len(SCENES)
    picture = QImage(str(made[1]))
    # 1366 / 1.25 is no whole number.
    assert (abs(picture.width() - 1366), abs(picture.height() - 768)) <= (2, 2)


def test_the_tour_at_125_percent(tmp_path):
    """Qt takes its scale when a process starts, so this is one of its own: 1366x768 pixels are 1093x614 then."""
    done = subprocess.run(
        [*PYTHON, "-m", "ui.tour", str(tmp_path), "--scale", "1.25", "--lang", "bn", "--theme", "dark"],
        cwd=CHECKOUT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    seen(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is how screen readers are told on Linux")
def test_a_screen_reader_is_told_of_everything_on_every_screen(tmp_path):
    """On a real screen, in English: the tree that Qt gives to AT-SPI, read over D-Bus from each scene."""
    server = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(server, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as screen:
        assert screen.stdout is not None
        desk = {
            "DISPLAY": ":" + screen.stdout.readline().strip(),
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": "1.25",
            "PYTHONPATH": str(CHECKOUT),
        }
        try:
            # Files, not pipes: the servers of the desk hold them as well, and may outlive the bus they were started by.
            with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
                code = subprocess.run(
                    ["dbus-run-session", "--", *PYTHON, "tests/screen_reader.py", str(tmp_path), "en", "light"],
                    cwd=CHECKOUT,
                    env=os.environ | desk,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    check=False,
                ).returncode
        finally:
            screen.terminate()
    seen(code, (tmp_path / "out").read_text("utf-8"), (tmp_path / "err").read_text("utf-8"))
    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert list(told) == [scene.name for scene in SCENES]
    every = [(scene, one) for scene, tree in told.items() for one in tree if "showing" in one["states"]]
    # Qt's own dialog for files has empty places beside the names; a register's cells are told by their headers.
    apart = ("cell", "tree item")
    worked = [(scene, one) for scene, one in every if "focusable" in one["states"] and one["role"] not in apart]
    nameless = [(scene, one["role"], one["above"]) for scene, one in worked if not one["name"].strip()]
    assert not nameless
    written = [one for _, one in every if one["role"] == "text"]
    assert all(one["text"] is not None for one in written)
    assert any("editable" in one["states"] and one["text"] for one in written)
    measured = [one for _, one in every if one["role"] in ("progress bar", "spin box", "slider")]
    assert measured
    assert all(one["value"] is not None for one in measured)
    # Each screen has something to do on it.
    for scene, tree in told.items():
        assert Counter(one["role"] for one in tree).keys() & WORKED, scene

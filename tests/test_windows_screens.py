"""How the screens of the Windows program are gone through when one of them breaks down, and in which Debian."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import debian13
import dev
import pytest
import wine_screens
from say import SetupError
from virtual_screen import Screen
from wine import Wine

from ui import tour
from ui.scenes import SCENES
from ui.schemes import SCHEMES

#: A program that goes through three scenes as the tour does, and has a fault in the last.
TOUR = """
import sys
without = sys.argv[sys.argv.index("--without") + 1:]
for name in ("first", "second", "third"):
    print("==", name, flush=True)
    if name == "second" and name not in without:
        {second}
print("of no account")
print("!! bn third: a text is cut")
sys.exit({faulty})
"""


@pytest.fixture
def process() -> Iterator[Any]:
    @contextmanager
    def started(source: str, *words: str) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-c", source, *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8") as one:
            try:
                yield one
            finally:
                one.kill()

    return started


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("print('Access violation'); sys.exit(5)", "second: the program broke down (5)\n  Access violation"),
        ("import time; time.sleep(60)", "second: the program stood still"),
    ],
)
def test_where_the_program_breaks_down_the_scene_is_named_and_the_others_are_played(
    process, monkeypatch, tmp_path, second, told
):
    begun = []

    class Windows(Wine):
        @contextmanager
        def running(self, program, *arguments, **settings):
            begun.append((arguments[arguments.index("--without") + 1 :], settings))
            with process(TOUR.format(second=second, faulty=tour.FAULTY), *arguments) as one:
                yield one

    shown = Screen(":77", tmp_path / "none")
    monkeypatch.setattr(wine_screens, "PATIENCE", 3.0)
    wrong = wine_screens.tour(Windows(tmp_path), tmp_path, shown, tmp_path, ["--lang", "bn"])
    assert wrong == [told, "bn third: a text is cut"]
    own = wine_screens._OWN_DIALOGS
    assert begun == [(own, {"DISPLAY": ":77"}), ((*own, "second"), {"DISPLAY": ":77"})]
    assert set(own) < {scene.name for scene in SCENES}


def test_a_program_that_breaks_down_again_and_again_is_given_up(process, tmp_path):
    class Windows(Wine):
        @contextmanager
        def running(self, program, *arguments, **settings):
            with process("import sys; sys.exit(1)", *arguments) as one:
                yield one

    wrong = wine_screens.tour(Windows(tmp_path), tmp_path, Screen(":77", tmp_path), tmp_path, [])
    assert wrong == ["before the first scene: the program broke down (1)"]


def test_what_can_be_asked_for_is_what_the_tour_knows(capsys):
    for scheme in SCHEMES:
        for scale in tour.SCALES:
            asked = wine_screens.read(["there", "--theme", scheme, "--scale", f"{scale:g}"])
            assert (asked.theme, float(asked.scale)) == (scheme, scale)
    with pytest.raises(SystemExit):
        dev.main(["windows", "--screens"])
    assert "DIR" in capsys.readouterr().err


def test_the_newer_debian_comes_from_the_sources_of_this_one(tmp_path):
    lists = tmp_path / "sources.list.d"
    lists.mkdir()
    with pytest.raises(SetupError, match="Debian 12"):
        debian13.sources(tmp_path)
    (lists / "debian.sources").write_text("URIs: file:/mirror\nSuites: bookworm bookworm-updates\n", encoding="utf-8")
    assert debian13.sources(tmp_path) == "URIs: file:/mirror\nSuites: trixie trixie-updates\n"


def test_who_is_not_root_is_told_why_not(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SetupError, match="only root"):
        debian13.make(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_was_made_once_is_taken_as_it_is(monkeypatch, tmp_path):
    (tmp_path / "debian13").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert debian13.make(tmp_path) == Path(tmp_path / "debian13")

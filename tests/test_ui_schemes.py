"""The colours of every scheme: what stands on what is told from it, and high contrast is followed from the computer."""

from __future__ import annotations

import ctypes
import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest

from ui import contrast, fonts, theme
from ui.schemes import CONTRAST, CONTRAST_DARK, EVERYDAY, SCHEMES
from ui.stage import Stage
from ui.switch import Switch

UI = Path(theme.__file__).parent

#: Words, and every ground that they stand on.
TEXTS = {
    "text": "back rail card hover pressed chip accent_soft wait_soft late_soft",
    "muted": "back rail card accent_soft hover chip desk",
    "accent": "card rail accent_soft back chip hover",
    "wait": "wait_soft back card",
    "late": "late_soft card back accent_soft hover",
    "on_accent": "accent accent_hover",
    "on_mark": "mark",
    "card": "late",
}
#: Lines, rings and marks, and what they are told from.
LINES = {
    "accent": "back rail card accent_soft hover chip",
    "wait": "back card wait_soft",
    "late": "back card accent_soft chip",
    "wrong": "card back",
    "on_accent": "accent",
    "muted": "chip card",
}
#: Where colours alone are soft otherwise.
STRICT_LINES = {"line": "back rail card hover", "field_line": "back card hover desk", "mark": "card back accent_soft"}
#: What is no colour, and what only parts grounds that hold nothing.
APART = {"name", "ring", "edged", "shadow", "desk", "key_on_accent", "line", "field_line", "disabled"}


def ratio(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""

    def light(name: str) -> float:
        parts = [getattr(QColor(name), part)() for part in ("redF", "greenF", "blueF")]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def weak(look, pairs, least):
    return [
        (upper, ground, round(ratio(getattr(look, upper), getattr(look, ground)), 2))
        for upper, grounds in pairs.items()
        for ground in grounds.split()
        if ratio(getattr(look, upper), getattr(look, ground)) < least
    ]


@pytest.mark.parametrize("look", SCHEMES.values(), ids=lambda look: look.name)
def test_every_text_and_line_stands_out_from_its_ground(look):
    assert weak(look, TEXTS, 7 if look.edged else 4.5) == []
    assert weak(look, LINES, 3) == []
    if look.edged:
        assert weak(look, STRICT_LINES, 3) == []
        assert weak(look, {"disabled": "back card chip"}, 7) == []
        assert look.ring == 3


@pytest.mark.parametrize("look", SCHEMES.values(), ids=lambda look: look.name)
def test_a_switch_is_seen_and_heard_on_and_off(qapp, look):
    switch = Switch("শুধু স্বাক্ষরিত", look)
    switch.resize(switch.sizeHint())
    heard = QAccessible.queryAccessibleInterface(switch)
    assert heard.text(QAccessible.Text.Name) == switch.text()
    for on, colour in ((False, look.disabled), (True, look.accent)):
        switch.setChecked(on)
        assert (bool(heard.state().checkable), bool(heard.state().checked)) == (True, on)
        image = switch.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(switch.height()) for y in range(image.height())}
        assert colour in seen
        assert ratio(colour, look.card) >= 3


def test_no_window_has_a_box_of_qt_whose_edge_the_schemes_do_not_set():
    assert [path.name for path in UI.rglob("*.py") if "QCheckBox(" in path.read_text(encoding="utf-8")] == []


def test_every_colour_is_in_a_pair():
    used = {name for pairs in (TEXTS, LINES) for name in (*pairs, *" ".join(pairs.values()).split())}
    assert set(CONTRAST._fields) - used == APART - used


def test_what_the_style_sheet_puts_on_a_ground_is_in_the_table():
    """A rule that names both the words' colour and their ground makes a pair; a new one must be looked at."""
    known = {(words, ground) for words, names in TEXTS.items() for ground in names.split()}
    found = set()
    for rule in re.findall(
        r"\{((?:[^{}]|\$\{[^}]*\})*)\}", re.sub(r"\$\{(\w+)\}", r"@\1", theme._SHEET + theme._EDGES)
    ):
        words, ground = re.findall(r"(?<![-\w])color: @(\w+)", rule), re.findall(r"background: @(\w+)", rule)
        found |= set(product(words, ground))
        found |= set(
            product(
                re.findall("selection-color: @(\\w+)", rule), re.findall("selection-background-color: @(\\w+)", rule)
            )
        )
    assert len(found) >= 8
    assert {pair for pair in found if pair[0] != "disabled"} <= known


def test_rings_are_drawn_in_one_way():
    """A painter that draws its own ring would draw it as thin in high contrast as elsewhere."""
    own = re.compile(r"QPen\(QColor\((self\._)?look\.accent\), 2\)")
    assert [path.name for path in UI.rglob("*.py") if own.search(path.read_text("utf-8"))] == []


def test_the_sheet_of_everyday_schemes_knows_no_edges():
    for name in EVERYDAY:
        assert "dashed" not in theme.sheet(SCHEMES[name])
    for look in (CONTRAST, CONTRAST_DARK):
        assert "3px solid" in theme.sheet(look)
        assert "dashed" in theme.sheet(look)
        assert "$" not in theme.sheet(look)


class Windows:
    """Windows' library, as far as it is asked."""

    def __init__(self, on: bool, ground: int, answers: bool = True) -> None:
        self.on, self.ground, self.answers = on, ground, answers

    def SystemParametersInfoW(  # noqa: N802  (its own name)
        self, what: int, size: int, place, _flags: int
    ) -> bool:
        assert what == 0x42
        told = place._obj
        assert size == ctypes.sizeof(told) == told.size
        told.flags = 0x7E | self.on
        return self.answers

    def GetSysColor(self, which: int) -> int:  # noqa: N802  (its own name)
        assert which == 5
        return self.ground


@pytest.mark.parametrize(
    ("computer", "scheme"),
    [
        (Windows(False, 0xFFFFFF), ""),
        (Windows(True, 0xFFFFFF), "contrast"),
        (Windows(True, 0x000000), "contrast-dark"),
        # 0x00BBGGRR: a sand, a deep blue.
        (Windows(True, 0xDDF2FA), "contrast"),
        (Windows(True, 0x4D1E10), "contrast-dark"),
        (Windows(True, 0x000000, answers=False), ""),
    ],
)
def test_windows_tells_of_high_contrast(computer, scheme):
    assert contrast.wanted(computer) == scheme


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "system", 1.0)
    yield made
    made.end()


def comes(stage, name):
    for _ in range(300):
        QTest.qWait(10)
        if stage.window.kit.look.name == name:
            break
    stage.settle()
    return stage.window.kit.look.name == name


def test_a_window_that_is_used_again_follows_the_computer(stage, monkeypatch):
    assert stage.window.kit.look.name == "light"
    monkeypatch.setattr(contrast, "wanted", lambda: "contrast-dark")
    stage.window.activated.emit()
    assert comes(stage, "contrast-dark")
    assert stage.program.scheme == "system"
    monkeypatch.setattr(contrast, "wanted", lambda: "")
    stage.window.activated.emit()
    assert comes(stage, "light")


def test_a_computer_that_turns_dark_is_followed_in_the_middle_of_the_work(stage, monkeypatch):
    """As Windows does in the evening: Qt tells of it, and what is open stays open."""
    stage.window.go("decisions")
    stage.settle()
    monkeypatch.setattr(theme, "_day", lambda: "dark")
    stage.app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert comes(stage, "dark")
    assert stage.window.here.place == "decisions"
    assert stage.app.styleSheet() == theme.sheet(theme.DARK)


def test_high_contrast_is_chosen_in_the_settings_and_kept(stage):
    stage.window.go("settings")
    stage.window.settings.schemes["contrast"].click()
    assert comes(stage, "contrast")
    assert stage.program.memory.text("scheme") == "contrast"
    assert stage.window.settings.schemes["contrast"].isChecked()

"""What each version brought is told once after an update, and never at a first start."""

from __future__ import annotations

import pytest

import koyradesk
from koyradesk.news import order, since, versions
from ui import fonts, inspection
from ui.help import updates
from ui.memory import Memory
from ui.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_every_released_version_has_an_entry_in_both_languages():
    numbers = [one.number for one in versions()]
    assert koyradesk.__version__ in numbers
    assert numbers == sorted(set(numbers), key=order, reverse=True)
    for one in versions():
        assert len(one.bn) == len(one.en) > 0
        assert all(line.isascii() for line in one.en)
        assert not any(line.isascii() for line in one.bn)


def test_numbers_are_compared_as_numbers():
    assert order("0.10.0") > order("0.9.2") > order("0.9") > order("")
    newest = versions()[0].number
    assert since("0.0.1", newest)
    assert not since(newest, newest)
    assert not since(newest, "0.0.1")
    assert not since(newest, f"{newest}.1"), "nothing is written about what came since"


@pytest.fixture
def start(qapp, tmp_path):
    """Starts the program on one data folder, as often as it is called."""
    fonts.load()
    stages: list[Stage] = []

    def begin(seen: str | None = None) -> Stage:
        if stages:
            stages.pop().end()
        (tmp_path / "data").mkdir(exist_ok=True)
        if seen is not None:
            memory = Memory(tmp_path / "data")
            memory.keep("version", seen)
            memory.write()
        stages.append(Stage(qapp, tmp_path, "bn", "light", 1.0))
        return stages[-1]

    yield begin
    for stage in stages:
        stage.end()


def test_a_first_start_tells_nothing_and_an_update_tells_once(start):
    assert start().window.notice.isHidden()
    assert start().window.notice.isHidden(), "the same version again"
    stage = start("0.0.9")
    notice = stage.window.notice
    assert not notice.isHidden()
    assert stage.window.kit.voice.digits(koyradesk.__version__) in notice.words.plain
    assert inspection.cut(stage.window) == []
    stage.window.go("settings")
    assert not notice.isHidden(), "it waits for who is busy"
    assert notice.button is not None
    notice.button.click()
    stage.settle()
    assert stage.window.handbook.here.kind == "news"
    for line in versions()[0].bn:
        assert line in stage.window.handbook.pane.view.toPlainText()
    stage.window.handbook.show_contents()
    stage.window.settings.news.click()
    assert stage.window.handbook.here.kind == "news", "it can be read later"
    assert start().window.notice.isHidden()


def test_an_update_without_news_tells_nothing(start, monkeypatch):
    monkeypatch.setattr(updates, "__version__", "99.0.0")
    assert start(versions()[0].number).window.notice.isHidden()
    assert start().window.kit.memory.text("version") == "99.0.0"

"""A stick is told of wherever one is, with one key to what can be done; the place of exchange opens at what presses."""

from __future__ import annotations

import pytest
from exchange_desk import BENGALI, ask, filled, known, notice, opened
from hands import Hands
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

from koyradesk.exchange import sticks
from ui import exchange_scenes as scenes
from ui.exchange import lookout

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stage(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(lookout, "_EVERY", 0.05)
    with opened(qapp, filled(tmp_path)) as made:
        yield made


@pytest.fixture
def screen(stage):
    return stage.window.exchange


@pytest.fixture
def hands(stage):
    return Hands(stage)


@pytest.fixture
def plug(stage, monkeypatch):
    """Puts a folder in as a stick, or with None pulls it out."""
    held = []
    monkeypatch.setattr(
        stage.program.book.exchange, "drives", lambda office: tuple(sticks.at(one, office) for one in held)
    )

    def put(folder):
        held[:] = [folder] if folder else []

    return put


def until(stage, true):
    limit = QDeadlineTimer(20_000)
    while not true() and not limit.hasExpired():
        QTest.qWait(20)
    stage.settle()
    assert true()


def test_a_stick_with_a_file_for_us_is_told_on_the_first_page_and_one_key_looks_into_it(
    stage, screen, hands, plug, tmp_path
):
    made = known(stage, hands)
    stick = tmp_path / "নীল"
    stick.mkdir()
    code = ask(stage, lambda: stage.program.book.store.office)
    sent = made.exchange.make(code, by="x", folder=stick, again=True)
    stage.window.go("today")
    until(stage, lambda: stage.program.book.exchange.lookout is not None)
    assert not notice(stage)
    plug(stick)
    until(stage, lambda: "নীল" in notice(stage))
    assert notice(stage) == BENGALI("The pen drive {name} is in: 1 file on it is for this office.", name="নীল")
    hands.press("Alt+0")
    until(stage, lambda: screen.acts.review.isVisible())
    assert stage.window.here.place == "exchange"
    assert screen.acts.review.review.receipt == sent.receipt


def test_a_stick_that_is_pulled_out_again_is_told_no_more_and_an_ordinary_one_never(
    stage, screen, hands, plug, tmp_path
):
    known(stage, hands)
    stage.window.go("today")
    until(stage, lambda: stage.program.book.exchange.lookout is not None)
    stick = tmp_path / "নীল"
    stick.mkdir()
    # Something waits to be sent, so that it could be written.
    assert screen.page.unsent
    plug(stick)
    until(stage, lambda: "নীল" in notice(stage))
    assert BENGALI("Write on it") == stage.window.notice.button.text()
    plug(None)
    until(stage, lambda: "নীল" not in notice(stage))
    # Once all is written there is nothing to do with it.
    exchange = stage.program.book.exchange
    assert ask(stage, lambda: exchange.write(stick, (), lambda *_: None)).made
    for one in stick.rglob("*.koyra"):
        one.unlink()
    stage.window.badges._ask()
    stage.settle()
    plug(stick)
    QTest.qWait(300)
    stage.settle()
    assert not notice(stage)


def test_in_the_place_of_exchange_itself_the_stick_has_its_own_bar(stage, screen, hands, plug, tmp_path):
    known(stage, hands)
    stage.window.badges._ask()
    until(stage, lambda: stage.program.book.exchange.lookout is not None)
    stick = tmp_path / "নীল"
    stick.mkdir()
    plug(stick)
    until(stage, lambda: screen.stick.isVisible())
    assert "নীল" in screen.stick.words.plain
    assert "নীল" not in notice(stage)


def test_the_place_opens_at_what_waits_wherever_it_was_left(stage, screen, hands):
    known(stage, hands)
    screen.acts._make_for(screen.page.others[0].office)
    hands.press("Ctrl+2")
    stage.window.go("today")
    stage.settle()
    stage.window.go("exchange")
    stage.settle()
    assert screen.tabs.currentIndex() == 0
    assert screen.record.now().state == "made"
    assert screen.copying.hasFocus()


def test_what_is_held_is_seen_before_what_waits(stage, screen, hands):
    known(stage, hands)
    scenes._bad(stage)
    stage.settle()
    hands.press("Escape")
    stage.window.go("today")
    stage.settle()
    stage.window.go("exchange")
    stage.settle()
    assert screen.record.now().state == "held"
    assert screen.record.hasFocus()

"""What an office above wants otherwise than it was decided here: shown in the place of exchange, settled by one key."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from exchange_desk import BENGALI, ask, filled, known, notice, opened
from hands import Hands

from koyradesk.obligations import writing
from koyradesk.obligations.standing import Standing
from ui.exchange.shapes import Remark

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
TODAY = date.today()
OURS, THEIRS = TODAY + timedelta(30), TODAY + timedelta(60)


@pytest.fixture
def stage(qapp, tmp_path):
    with opened(qapp, filled(tmp_path)) as made:
        yield made


@pytest.fixture
def hands(stage):
    return Hands(stage)


@pytest.fixture
def screen(stage, hands):
    """We put something off that the district wants; the district puts it off to a later day. It is looked at."""
    district = known(stage, hands)
    office = stage.program.book.exchange.office

    def put_off_here():
        standing = Standing(office.store, TODAY)
        of = theirs(standing)
        writing.extend(office.store, of, OURS, standing=standing, by="x")
        return of.source, office.store.office

    source, code = ask(stage, put_off_here)
    put_off_there(stage, district, source, code, THEIRS)
    assert stage.window.exchange.strip.isVisible()
    stage.window.exchange.show_clashes()
    stage.settle()
    return stage.window.exchange


def theirs(standing: Standing):
    """The first thing that the district wants."""
    return min((one for one in standing.open if one.source), key=lambda one: one.id)


def put_off_there(stage, district, source, code, day):
    standing = Standing(district.store, TODAY)
    [of] = standing.get([source])
    writing.extend(district.store, of, day, standing=standing, by="x")
    sent = district.exchange.make(code, by="x", again=True)
    office = stage.program.book.exchange.office
    ask(stage, lambda: office.take(office.examine(Path(sent.file)), by="x"))
    stage.window.exchange.renew()
    stage.settle()


def parted(screen) -> list[Remark]:
    return [one for one in screen.page.remarks if one.kind == "apart"]


def day(stage) -> list[date]:
    def found():
        standing = Standing(stage.program.book.store, TODAY)
        of = theirs(standing)
        return [task.due for task in standing.tasks([of])[of.id]]

    return ask(stage, found)


def test_both_days_are_shown_and_theirs_is_taken_over_by_one_key(stage, screen, hands):
    [one] = parted(screen)
    said = ["".join(piece.text for piece in pieces if piece.how != "gone") for pieces in one.rivals]
    assert said == [BENGALI.date(OURS), BENGALI.date(THEIRS)]
    hands.press("2")
    assert parted(screen) == []
    assert day(stage) == [THEIRS]
    assert notice(stage)


def test_ours_is_let_stand_by_one_key_and_shown_again_when_they_want_something_else(stage, screen, hands):
    hands.press("1")
    assert parted(screen) == []
    assert day(stage) == [OURS]
    put_off_there(stage, stage.aside, source_of(stage), ours(stage), THEIRS + timedelta(7))
    [again] = parted(screen)
    assert again.late.theirs == THEIRS + timedelta(7)


def test_what_was_let_stand_can_be_shown_again(stage, screen, hands):
    hands.press("1")
    assert parted(screen) == []
    stage.window.notice.button.click()
    stage.settle()
    assert len(parted(screen)) == 1


def source_of(stage) -> str:
    return ask(stage, lambda: theirs(Standing(stage.program.book.store, TODAY)).source)


def ours(stage) -> str:
    return ask(stage, lambda: stage.program.book.store.office)

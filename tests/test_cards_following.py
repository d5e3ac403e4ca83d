"""The cards show what an item carries and by which rule a decision goes; one key decides, keeps, and takes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import followed
import pytest
from card_desks import CTRL, KEY, SHIFT, desks, dress, plain_meeting
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from ui import inspection, theme
from ui.parts import Button

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
DUE = date(2026, 10, 31)
TODAY = date(2026, 11, 28)
SETTLED = nfc("সিদ্ধান্তটি বাস্তবায়িত হওয়ায় নিষ্পত্তি করা হলো।")
LABS = "প্রতি মাসে ন্যূনতম ০৫ টি ল্যাব পরিদর্শন করতে হবে।"


@pytest.fixture
def dressed(qapp):
    return dress(qapp)


@pytest.fixture
def desk(dressed, tmp_path):
    yield from desks(tmp_path)


@pytest.fixture
def seat(desk):
    """A meeting without items yet, of a committee that left three things open."""
    return left_open(desk(plain_meeting()))


def left_open(seat):
    store = seat.book.store
    seat.book.today = lambda: TODAY
    followed.directory(store)
    older = followed.meeting(store, ("তালিকা করতে হবে।", date(2026, 9, 30), ["সহকারী প্রোগ্রামার"]), held=date(2026, 9, 3))
    last = followed.meeting(
        store,
        ("পোর্টাল হালনাগাদ করতে হবে।", DUE, [followed.GROUP]),
        ("ল্যাব পরিদর্শন করতে হবে।", None, ["সহকারী প্রোগ্রামার"]),
        held=date(2026, 10, 12),
    )
    of = followed.of(store, last)
    writing.report(store, of, followed.tasks(store, of)[:2], on=date(2026, 11, 1), done=True, by="তাহমিনা")
    seat.older, seat.last = older, last
    seat.book.wrote(frozenset({"meeting"}))
    seat.step.follow.read(whole=True)
    return seat


def carrying(seat):
    """Carries what the last meeting left open, and opens the first of it."""
    seat.step.first()
    seat.press(KEY.Key_O, CTRL | SHIFT)
    seat.press(KEY.Key_Return)
    seat.step.open_by_hand(seat.items[0].id)
    return seat.body()


def obligation(seat, place=0):
    decision = seat.last.items[place].decisions[0].id
    return Standing(seat.book.store, TODAY).of_decisions([decision])[decision]


def rule_of(seat, item=0, place=0):
    decision = seat.items[item].decisions[place].id
    return Standing(seat.book.store, TODAY).of_decisions([decision])[decision]


def test_the_panel_tells_how_far_and_how_late_and_marks_what_the_last_meeting_left(seat):
    seat.step.first()
    seat.press(KEY.Key_O, CTRL | SHIFT)
    choices = seat.step.panel.choices
    assert [one.isChecked() for one in choices] == [True, True, False]
    portal = choices[0].accessibleName()
    assert nfc("৩টির মধ্যে ২টি") in portal
    assert portal.endswith(nfc("২৮ দিন দেরি"))
    assert nfc("দেরি") not in choices[1].accessibleName()
    assert nfc("সেপ্টেম্বর ২০২৬") in choices[2].accessibleName()
    seat.press(KEY.Key_Return)
    assert [one.follows for one in seat.items] == [one.id for one in seat.last.items]
    assert nfc("৩টির মধ্যে ২টি") in seat.head(0).told.carried


@pytest.mark.parametrize(
    ("key", "modifier", "outcome"),
    [(KEY.Key_F7, None, "done"), (KEY.Key_F7, SHIFT, "dropped"), (KEY.Key_F8, SHIFT, "reissued")],
)
def test_one_key_decides_of_what_is_carried_and_one_undo_takes_it_back(seat, key, modifier, outcome):
    body = carrying(seat)
    assert list(body.earlier.rows[0].ways) == ["done", "extended", "reissued", "dropped"]
    seat.press(key, modifier) if modifier else seat.press(key)
    assert obligation(seat).outcome == outcome
    (said,) = seat.texts(0)
    assert said == seat.stored.items[0].decisions[0].text
    assert body.earlier.rows[0].one.decided.outcome == outcome
    seat.undo()
    assert obligation(seat).closed is None
    assert seat.texts(0) == []
    assert body.earlier.rows[0].one.decided is None
    seat.session.redo()
    QApplication.processEvents()
    assert obligation(seat).outcome == outcome
    assert seat.texts(0) == [said]


def test_the_buttons_do_it_too_and_take_it_back(seat):
    body = carrying(seat)
    seat.click(body.earlier.rows[0].ways["done"])
    assert seat.texts(0) == [SETTLED]
    seat.click(body.earlier.rows[0].back)
    assert seat.texts(0) == []
    assert obligation(seat).closed is None


def test_more_time_asks_for_the_day_first(seat):
    body = carrying(seat)
    seat.press(KEY.Key_F8)
    row = body.earlier.rows[0]
    assert row.day.isAncestorOf(seat.focus)
    assert row.day.day() == date(2026, 12, 31)
    seat.press(KEY.Key_Escape)
    assert seat.focus is row.ways["extended"]
    assert obligation(seat).extended is None
    seat.press(KEY.Key_F8)
    seat.type("১৫/১২/২০২৬")
    seat.press(KEY.Key_Return)
    assert obligation(seat).extended == date(2026, 12, 15)
    assert seat.texts(0) == [nfc("সিদ্ধান্তটি বাস্তবায়নের সময়সীমা ১৫ ডিসেম্বর ২০২৬ তারিখ পর্যন্ত বৃদ্ধি করা হলো।")]
    assert not body.decisions[seat.items[0].decisions[0].id].rule.isVisible()


def test_the_day_that_is_asked_for_comes_into_view(seat):
    seat.top.resize(seat.top.width(), 260)
    body = carrying(seat)
    seat.step.verticalScrollBar().setValue(0)
    seat.press(KEY.Key_F8)
    QApplication.processEvents()
    row = body.earlier.rows[0]
    for one in (row.day.line, *(made for made in row.findChildren(Button) if made.isVisible())):
        assert one.visibleRegion().boundingRect() == one.rect(), one.accessibleName()


def test_without_its_sentence_it_is_to_be_decided_again(seat):
    body = carrying(seat)
    seat.press(KEY.Key_F7)
    seat.step._hands.asked("delete", seat.items[0].id, seat.items[0].decisions[0].id)
    QApplication.processEvents()
    assert obligation(seat).closed is None
    assert body.earlier.rows[0].one.decided is None


def test_keys_of_what_is_carried_do_nothing_elsewhere(seat):
    seat.step._hands.asked("new item", "", "")
    seat.press(KEY.Key_F7)
    assert seat.texts(0) == []


def test_a_closed_card_opens_for_its_decision(seat):
    carrying(seat)
    seat.step.close_card(seat.items[0].id)
    seat.step.to_card(seat.items[0].id)
    seat.press(KEY.Key_F7)
    assert seat.body() is not None
    assert seat.texts(0) == [SETTLED]


def test_a_rule_is_proposed_and_kept_by_one_key_never_unasked(seat):
    seat.step._hands.asked("new item", "", "")
    seat.press(KEY.Key_Return, CTRL | SHIFT)
    card = next(iter(seat.body().decisions.values()))
    assert not card.rule.said.rule
    seat.type(LABS)
    QTest.qWait(600)
    assert card.rule.said.proposed
    assert card.rule.said.rule == nfc("প্রতি মাসে · কমপক্ষে ৫টি")
    seat.session.leave(card.text.ref)
    assert rule_of(seat).rule is None
    seat.press(KEY.Key_F4)
    assert (rule_of(seat).rule, rule_of(seat).measure) == (Rule("recurring"), Measure("count", 5, nfc("টি")))
    assert (card.rule.said.rule, card.rule.said.proposed) == (nfc("প্রতি মাসে · কমপক্ষে ৫টি"), False)
    seat.undo()
    assert rule_of(seat).rule is None
    assert seat.texts(0) == [nfc(LABS)]
    assert card.rule.said.proposed or not card.rule.said.rule


def test_a_day_that_is_proposed_becomes_the_day_of_the_decision(seat):
    seat.step._hands.asked("new item", "", "")
    seat.press(KEY.Key_Return, CTRL | SHIFT)
    seat.type("৩০/১২/২০২৬ খ্রি. তারিখের মধ্যে তালিকা পাঠাতে হবে।")
    # The key does not wait until the typing has rested.
    seat.press(KEY.Key_F4)
    assert seat.items[0].decisions[0].due == date(2026, 12, 30)
    assert rule_of(seat).rule == Rule("date", date(2026, 12, 30))
    seat.undo()
    assert seat.items[0].decisions[0].due is None


def test_the_panel_of_rules_opens_under_the_decision_and_escape_closes_it(seat):
    seat.step._hands.asked("new item", "", "")
    seat.press(KEY.Key_Return, CTRL | SHIFT)
    seat.type("তালিকা পাঠাতে হবে।")
    card = next(iter(seat.body().decisions.values()))
    seat.press(KEY.Key_F4)
    assert card.panel is not None
    assert card.panel.isAncestorOf(seat.focus)
    seat.press(KEY.Key_Escape)
    assert card.panel is None
    assert seat.at() == ("text", 0, 0)
    seat.press(KEY.Key_F4)
    card.panel.kind.choose("standing")
    card.panel.ask()
    QApplication.processEvents()
    assert rule_of(seat).rule == Rule("standing")
    seat.press(KEY.Key_F4)
    seat.click(card.panel.taking)
    assert rule_of(seat).rule is None


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("bn", "light", 660), ("en", "dark", 520), ("bn", "dark", 500)]
)
def test_nothing_is_cut_nameless_or_foreign(dressed, desk, language, scheme, width):
    theme.dress(dressed, theme.SCHEMES[scheme])
    seat = left_open(desk(plain_meeting(), language=language, scheme=scheme, width=width))
    body = carrying(seat)
    for does in ((), (KEY.Key_F8,), (KEY.Key_Return,), (KEY.Key_Return, CTRL | SHIFT), (KEY.Key_F4,)):
        if does:
            seat.press(*does)
        QTest.qWait(30)
        assert inspection.cut(seat.top) == []
        assert inspection.nameless(seat.top) == []
        if language == "bn":
            assert inspection.english(seat.top) == []
        assert seat.step.inside.width() <= seat.step.viewport().width()
    assert body.findChildren(QWidget)


def test_signed_minutes_show_what_was_decided_and_offer_nothing(desk):
    seat = desk(plain_meeting(), signed=False)
    left_open(seat)
    carrying(seat)
    seat.press(KEY.Key_F7)
    held = seat.stored
    seat.book.edits.issue("minutes", held.id, "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২", "2026-11-26", "")
    seat.book.edits.sign("minutes", held.id, None)
    seat.session.reload()
    QApplication.processEvents()
    row = seat.body().earlier.rows[0]
    assert row.one.decided.outcome == "done"
    assert not row.back.isVisible()
    seat.press(KEY.Key_F7)
    assert meetings.get(seat.book.store, held.id) == replace(held, memos=meetings.get(seat.book.store, held.id).memos)

"""What came from elsewhere, in the editor: marked among what is open, taken into the agenda, settled by one key."""

from __future__ import annotations

from datetime import date

import pytest
from card_desks import CTRL, KEY, SHIFT, desks, dress, plain_meeting

from koyradesk.bengali.text import nfc
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Rule
from koyradesk.obligations.standing import Standing
from ui.letter_book import LetterBook

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
TODAY = date(2026, 11, 28)
TEXTS = tuple(map(nfc, ("পোর্টাল হালনাগাদ করতে হবে।", "ল্যাবের তালিকা দিতে হবে।")))
SOURCE = nfc("জেলা কার্যালয়, মেঘনাপাড়")


@pytest.fixture
def dressed(qapp):
    return dress(qapp)


@pytest.fixture
def seat(dressed, tmp_path):
    for made in desks(tmp_path):
        one = made(plain_meeting())
        one.book.today = lambda: TODAY
        for text in TEXTS:
            rule, told = Rule("date", date(2026, 12, 20)), {"begun": date(2026, 11, 2), "source_text": SOURCE}
            writing.add(one.book.store, text=text, parties=["আমরা"], rule=rule, by="x", **told)
        one.book.wrote(frozenset({"obligation"}))
        one.step.follow.read(whole=True)
        yield one


def test_it_is_marked_taken_over_and_settled(seat):
    seat.step.first()
    seat.press(KEY.Key_O, CTRL | SHIFT)
    choices = seat.step.panel.choices
    assert {one.of.text for one in choices} == set(TEXTS)
    assert [one.isChecked() for one in choices] == [False, False], "what every committee is offered is marked by hand"
    assert SOURCE in choices[0].accessibleName()
    seat.press(KEY.Key_2)
    taken = choices[1].of
    seat.press(KEY.Key_Return)
    [item] = seat.items
    assert SOURCE in item.discussion
    seat.step.open_by_hand(item.id)
    box = seat.body().earlier
    assert [row.one.of.obligation for row in box.rows] == [taken.obligation]
    seat.press(KEY.Key_F7)
    store = seat.book.store
    [of] = Standing(store, TODAY).get([taken.obligation])
    assert (of.outcome, of.closed_in) == ("done", seat.session.id)
    [row] = seat.body().earlier.rows
    seat.click(row.back)
    [of] = Standing(store, TODAY).get([taken.obligation])
    assert of.closed is None
    # The other one is offered still, this one is not.
    seat.press(KEY.Key_O, CTRL | SHIFT)
    assert len(seat.step.panel.choices) == 1


def test_a_return_can_be_of_it(seat):
    book = LetterBook(seat.book)
    assert {one.name for one in book.decisions()} == set(TEXTS)
    of = book.decisions()[0]
    assert of.about == SOURCE
    assert [one.id for one in book.months(of.id)] == ["2026-11"]

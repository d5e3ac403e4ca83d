"""What is pasted into the cards, and what the last meeting left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from card_desks import CTRL, KEY, SHIFT, TABLE, TABLE_TEXT, THREE, desks, dress, item, plain_meeting

from koyradesk import binding, meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import Ref
from koyradesk.pasting import FIELD_LIMIT

# Of the picture platform itself: it has no window frames and no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)


@pytest.fixture
def dressed(qapp):
    return dress(qapp)


@pytest.fixture
def desk(dressed, tmp_path):
    yield from desks(tmp_path)


# Pasting


def test_a_table_on_a_closed_card_becomes_items_behind_it(desk):
    seat = desk(plain_meeting(*THREE))
    seat.copy(TABLE_TEXT, TABLE)
    seat.step.to_card(seat.items[0].id)
    seat.changes.clear()
    seat.press(KEY.Key_V, CTRL)
    assert seat.topics() == [nfc(one) for one in ("ওয়েব পোর্টাল", "বৃক্ষরোপণ", "স্যানিটেশন", "ডিজিটাল ল্যাব", "প্রশিক্ষণ সনদ")]
    assert [one.serial for one in seat.items] == ["১.০", "২.০", "৩.০", "৪.০", "৫.০"]
    assert seat.items[1].decisions[0].text == nfc("চারা রোপণ শেষ করতে হবে।")
    assert [one.name for one in seat.items[2].implementers] == [nfc("জনস্বাস্থ্য প্রকৌশলী")]
    assert seat.at() == ("head", 1)
    assert len(seat.removed) == 1
    seat.undo()
    assert len(seat.items) == 3


@pytest.mark.parametrize("field", ["topic", "discussion"])
def test_a_table_in_a_field_becomes_items_and_takes_the_place_of_an_empty_one(desk, field):
    seat = desk(plain_meeting(item()))
    seat.copy(TABLE_TEXT, TABLE)
    seat.step.go(Ref(seat.items[0].id, field))
    seat.press(KEY.Key_V, CTRL)
    assert seat.topics() == [nfc("বৃক্ষরোপণ"), nfc("স্যানিটেশন")]
    assert seat.at() == ("head", 0)


def test_a_table_on_the_empty_step(desk):
    seat = desk(plain_meeting())
    seat.step.first()
    seat.copy(TABLE_TEXT, TABLE)
    seat.press(KEY.Key_V, CTRL)
    assert len(seat.stored.items) == 2
    assert not seat.step.empty.isVisible()


def test_a_list_in_a_topic_becomes_items_in_a_discussion_it_is_text(desk):
    seat = desk(plain_meeting(item(), item("আছে")))
    seat.copy("১। বৃক্ষরোপণ\n২। স্যানিটেশন\n৩। বাল্যবিবাহ প্রতিরোধ")
    seat.step.go(Ref(seat.items[0].id, "topic"))
    seat.press(KEY.Key_V, CTRL)
    assert seat.topics() == [nfc(one) for one in ("বৃক্ষরোপণ", "স্যানিটেশন", "বাল্যবিবাহ প্রতিরোধ", "আছে")]
    seat.step.go(Ref(seat.items[3].id, "discussion"))
    seat.press(KEY.Key_V, CTRL)
    assert len(seat.items) == 4
    assert nfc("স্যানিটেশন") in seat.items[3].discussion


def test_a_list_in_a_decision_becomes_decisions_by_one_edit(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "", names=("ক",))))
    seat.copy("১। চারা রোপণ করতে হবে।\n২। তালিকা ৩১ ডিসেম্বর ২০২৬ তারিখের মধ্যে পাঠাতে হবে।\n৩। অগ্রগতি জানাতে হবে।")
    seat.step.go(Ref(seat.items[0].decisions[0].id, "text"))
    seat.press(KEY.Key_V, CTRL)
    assert seat.texts() == [
        nfc(one) for one in ("চারা রোপণ করতে হবে।", "তালিকা ৩১ ডিসেম্বর ২০২৬ তারিখের মধ্যে পাঠাতে হবে।", "অগ্রগতি জানাতে হবে।")
    ]
    assert seat.items[0].decisions[1].due == date(2026, 12, 31)
    assert seat.at() == ("text", 0, 2)
    assert not binding.tied(seat.items[0])
    seat.undo()
    assert seat.texts() == [""]


def test_a_list_in_the_chips_becomes_people_by_one_edit(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    seat.step.go(Ref(seat.items[0].decisions[0].id, "text"))
    seat.press(KEY.Key_Tab)
    seat.copy("১। কৃষি অফিসার\n২। মৎস্য অফিসার\n৩। ইউপি সচিব (সকল)")
    seat.press(KEY.Key_V, CTRL)
    assert len(seat.items[0].implementers) == 3
    seat.undo()
    assert seat.items[0].implementers == ()
    seat.copy("বন কর্মকর্তা")
    seat.press(KEY.Key_V, CTRL)
    assert seat.focus.text() == "বন কর্মকর্তা"


def test_too_much_changes_nothing_and_says_what_to_do(desk, qtbot):
    seat = desk(plain_meeting(*THREE))
    before = seat.meeting
    told: list[bool] = []
    seat.session.overflowed.connect(lambda: told.append(True))
    seat.copy("দীর্ঘ কথা। " * FIELD_LIMIT)
    for ref in (Ref(before.items[1].id, "discussion"), Ref(before.items[0].decisions[0].id, "text")):
        seat.step.go(ref)
        told.clear()
        seat.press(KEY.Key_V, CTRL)
        qtbot.waitUntil(lambda: bool(told))
        assert told == [True]
        assert seat.meeting == before
    seat.step.to_card(before.items[2].id)
    told.clear()
    seat.press(KEY.Key_V, CTRL)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]
    assert seat.meeting == before


def test_a_long_table_of_short_cells_is_no_long_text(desk, qtbot):
    rows = [f"{number}\tবিষয় {number}\t{'আলোচনা হয়। ' * 20}\tসিদ্ধান্ত {number}\tকর্মকর্তা" for number in range(1, 41)]
    seat = desk(plain_meeting())
    seat.copy("ক্রমিক\tআলোচ্য বিষয়\tআলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী\n" + "\n".join(rows))
    seat.step.first()
    seat.press(KEY.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(seat.items) > 0)
    assert len(seat.items) == 40
    assert seat.said == []


def test_nothing_on_the_clipboard(desk):
    seat = desk(plain_meeting(*THREE))
    seat.copy("")
    seat.step.to_card(seat.items[0].id)
    seat.press(KEY.Key_V, CTRL)
    assert len(seat.items) == 3
    assert len(seat.said) == 1


# What the last meeting left open


def test_open_decisions_of_the_last_meeting_are_taken_over(dressed, desk, tmp_path):
    seat = desk(plain_meeting())
    last = replace(
        plain_meeting(*THREE, item("আরও", "", "দ্বিতীয় কাজ।", names=("খ",))), period="2026-10", date=date(2026, 10, 21)
    )
    meetings.save(seat.book.store, last, by="তাহমিনা")
    seat.book.wrote(frozenset({"meeting"}))
    seat.step.follow.read(whole=True)
    assert "২" in seat.step.carrying.text()
    seat.step.first()
    seat.press(KEY.Key_O, CTRL | SHIFT)
    assert seat.step.panel.isVisible()
    assert seat.focus is seat.step.panel.choices[0]
    # Its own key takes the first away, arrows and Space the second, and back.
    seat.type("১")
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Space)
    assert [one.isChecked() for one in seat.step.panel.choices] == [False, False]
    seat.press(KEY.Key_Return)
    assert seat.items == ()
    seat.press(KEY.Key_Space)
    seat.press(KEY.Key_Return)
    assert seat.topics() == ["আরও"]
    assert [one.name for one in seat.items[0].implementers] == ["খ"]
    assert seat.items[0].follows
    assert seat.at() == ("discussion", 0)
    assert not seat.step.panel.isVisible()
    assert "১" in seat.step.carrying.text()
    seat.press(KEY.Key_O, CTRL | SHIFT)
    seat.press(KEY.Key_Escape)
    assert not seat.step.panel.isVisible()
    assert seat.focus is seat.step.carrying

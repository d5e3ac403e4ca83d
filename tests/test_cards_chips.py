"""Who carries out a decision and by when, as chips; what is likely to follow, offered behind the caret."""

from __future__ import annotations

from datetime import date

import pytest
from card_desks import CTRL, KEY, desks, dress, item, plain_meeting

from koyradesk import binding
from koyradesk.bengali.text import nfc
from koyradesk.model import Decision, Ref
from koyradesk.records import BEGUN
from ui.fields import ChipsField

# Of the picture platform itself: it has no window frames and no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)


@pytest.fixture
def dressed(qapp):
    return dress(qapp)


@pytest.fixture
def desk(dressed, tmp_path):
    yield from desks(tmp_path)


# Chips


def test_people_and_days_come_and_go_as_chips(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    decision = seat.items[0].decisions[0].id
    seat.step.go(Ref(decision, "text"))
    seat.press(KEY.Key_Tab)
    for name in ("সহকারী প্রোগ্রামার", "ইউপি সচিব (সকল)"):
        seat.type(name)
        seat.press(KEY.Key_Return)
    assert [one.name for one in seat.items[0].implementers] == [nfc("সহকারী প্রোগ্রামার"), nfc("ইউপি সচিব (সকল)")]
    assert seat.items[0].implementers[1].group
    # Back onto the chips, and the last one goes.
    seat.press(KEY.Key_Backspace)
    seat.press(KEY.Key_Delete)
    assert [one.name for one in seat.items[0].implementers] == [nfc("সহকারী প্রোগ্রামার")]
    seat.undo()
    assert len(seat.items[0].implementers) == 2
    card = seat.body().decisions[decision]
    assert [chip.text for chip in card.who.field.chips()] == [one.name for one in seat.items[0].implementers]

    seat.step.go(Ref(decision, "due"))
    seat.type("৭ দিন")
    seat.press(KEY.Key_Return)
    assert seat.items[0].decisions[0].due == date(2026, 12, 2)
    assert [chip.text for chip in card.due.field.chips()] == ["২ ডিসেম্বর ২০২৬"]
    assert card.due.field.input.isHidden()
    assert seat.at() == ("due", 0, 0)
    seat.press(KEY.Key_Delete)
    assert seat.items[0].decisions[0].due is None
    assert not card.due.field.input.isHidden()
    assert seat.at() == ("due", 0, 0)


def test_a_chip_is_renamed_where_it_stands(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক", names=("প্রোগ্রামার",))))
    person = seat.items[0].implementers[0].id
    seat.step.go(Ref(person, "name"))
    seat.press(KEY.Key_Return)
    seat.type("সহকারী প্রোগ্রামার <সকল>")
    seat.press(KEY.Key_Return)
    assert [(one.id, one.name) for one in seat.stored.items[0].implementers] == [
        (person, nfc("সহকারী প্রোগ্রামার &lt;সকল&gt;"))
    ]
    assert seat.body().decisions[seat.items[0].decisions[0].id].who.field.chips()[0].text.endswith("<সকল>")


def test_what_is_no_day_is_said_and_stays_to_be_mended(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    seat.step.go(Ref(seat.items[0].decisions[0].id, "due"))
    seat.type("শীঘ্রই")
    seat.press(KEY.Key_Return)
    assert len(seat.said) == 1
    assert nfc("শীঘ্রই") in nfc(seat.said[0])
    assert seat.items[0].decisions[0].due is None
    assert seat.body().decisions[seat.items[0].decisions[0].id].due.field.input.text() == "শীঘ্রই"


def kept(seat):
    return {(one.record, one.field): nfc(one.text) for one in seat.book.store.open_edits()}


def test_what_is_begun_in_a_chip_outlives_a_crash_until_it_is_one(desk, qtbot):
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    decision = seat.items[0].decisions[0].id
    seat.step.go(Ref(decision, "text"))
    seat.press(KEY.Key_Tab)
    seat.type("সহকারী প্রো")
    qtbot.waitUntil(lambda: bool(kept(seat)))
    assert kept(seat) == {(decision, BEGUN): nfc("সহকারী প্রো")}
    seat.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not kept(seat))
    seat.type("সহকারী প্রোগ্রামার")
    qtbot.waitUntil(lambda: bool(kept(seat)))
    seat.press(KEY.Key_Return)
    assert [one.name for one in seat.stored.items[0].implementers] == [nfc("সহকারী প্রোগ্রামার")]
    assert kept(seat) == {}
    # A name that is put right, and is not yet.
    person = seat.items[0].implementers[0].id
    seat.step.go(Ref(person, "name"))
    seat.press(KEY.Key_Return)
    seat.type("ইউপি সচি")
    qtbot.waitUntil(lambda: bool(kept(seat)))
    assert kept(seat) == {(person, "name"): nfc("ইউপি সচি")}
    seat.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not kept(seat))
    assert [one.name for one in seat.stored.items[0].implementers] == [nfc("সহকারী প্রোগ্রামার")]


def test_what_is_begun_in_a_chip_is_one_when_the_meeting_is_let_go(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    decision = seat.items[0].decisions[0].id
    seat.step.go(Ref(decision, "text"))
    seat.press(KEY.Key_Tab)
    heard = []
    seat.session.focused.connect(heard.append)
    seat.type("ইউপি সচিব")
    # As the editor does that is closed, or that prints.
    seat.session.leave(Ref(decision, "text"))
    seat.session.seal()
    assert [one.name for one in seat.stored.items[0].implementers] == [nfc("ইউপি সচিব")]
    seat.press(KEY.Key_Tab)
    seat.type("৭ দিন")
    seat.session.leave(Ref(decision, "text"))
    assert seat.stored.items[0].decisions[0].due == date(2026, 12, 2)
    assert kept(seat) == {}


def test_words_that_are_no_day_are_kept_until_there_is_one(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    decision = seat.items[0].decisions[0].id
    seat.step.go(Ref(decision, "due"))
    seat.type("শীঘ্রই")
    seat.session.leave(Ref(decision, "text"))
    seat.session.seal()
    assert kept(seat) == {(decision, "due"): nfc("শীঘ্রই")}
    assert len(seat.said) == 1
    for _ in "শীঘ্রই":
        seat.press(KEY.Key_Backspace)
    seat.type("৭ দিন")
    seat.press(KEY.Key_Return)
    assert seat.stored.items[0].decisions[0].due == date(2026, 12, 2)
    assert kept(seat) == {}


def test_it_shows_who_is_bound_by_what(desk):
    two = item("বিষয়", "", Decision(text="এক", implementers=(0,)), "দুই", names=("ক", "খ"))
    seat = desk(plain_meeting(two))
    seat.step.open(seat.items[0].id)
    first, second = (seat.body().decisions[one.id] for one in seat.items[0].decisions)
    assert [chip.text for chip in first.who.field.chips()] == ["ক"]
    # It names nobody: by the rule that is everyone, and the card says so.
    assert [chip.text for chip in second.who.field.chips()] == ["সবাই"]
    assert [chip.text for chip in seat.body().who.field.chips()] == ["খ"]
    seat.step.go(Ref(seat.items[0].decisions[1].id, "text"))
    seat.press(KEY.Key_Tab)
    seat.type("গ")
    seat.press(KEY.Key_Return)
    assert [chip.text for chip in second.who.field.chips()] == ["গ"]
    assert [one.name for one in binding.named(seat.items[0], seat.items[0].decisions[0])] == ["ক"]


def test_completion_comes_from_the_words_of_the_office(desk, tmp_path):
    seat = desk(plain_meeting(item("পুরোনো", "", "এক", names=("উপজেলা সমবায় কর্মকর্তা",)), item("নতুন", "", "দুই")))
    seat.step.go(Ref(seat.items[1].decisions[0].id, "text"))
    seat.press(KEY.Key_Tab)
    seat.type("উপজেলা স")
    field = seat.focus.parentWidget()
    assert isinstance(field, ChipsField)
    assert field.input.completing()
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Return)
    assert [one.name for one in seat.items[1].implementers] == [nfc("উপজেলা সমবায় কর্মকর্তা")]


def test_a_name_just_typed_completes_in_the_next_decision(desk):
    seat = desk(plain_meeting(item("এক", "", "এক"), item("দুই", "", "দুই")))
    seat.step.go(Ref(seat.items[0].decisions[0].id, "text"))
    seat.press(KEY.Key_Tab)
    seat.type("সাঁতার প্রশিক্ষক")
    seat.press(KEY.Key_Return)
    seat.step.go(Ref(seat.items[1].decisions[0].id, "text"))
    seat.press(KEY.Key_Tab)
    seat.type("সাঁ")
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Tab)
    assert [one.name for one in seat.items[1].implementers] == [nfc("সাঁতার প্রশিক্ষক")]


def test_a_decision_offers_how_such_sentences_end(desk):
    ends = "অগ্রগতি আগামী সভায় জানাতে হবে।"
    seat = desk(plain_meeting(item("এক", "", f"তালিকা করে {ends}", f"পোর্টালের {ends}"), item("দুই", "", "")))
    seat.step.go(Ref(seat.items[1].decisions[0].id, "text"))
    field = seat.focus
    seat.type("ল্যাবের অগ্রগতি আগা")
    assert nfc(field.ending()).startswith(nfc("মী সভায় জানাতে হবে"))
    # The caret in the middle, or Esc: nothing is offered, and Tab goes on.
    seat.press(KEY.Key_Escape)
    assert field.ending() == ""
    assert seat.focus is field
    # Not in this word again, but from the next on.
    seat.type("মী")
    assert field.ending() == ""
    seat.type(" ")
    assert field.ending()
    seat.press(KEY.Key_Left)
    assert field.ending() == ""
    seat.press(KEY.Key_End)
    seat.press(KEY.Key_Backspace)
    seat.type(" ")
    seat.press(KEY.Key_Tab)
    assert seat.focus is field
    assert seat.items[1].decisions[0].text.startswith(nfc("ল্যাবের অগ্রগতি আগামী সভায় জানাতে হবে"))
    seat.press(KEY.Key_Tab)
    assert seat.at() == ("who", 1, 0)
    # One undo of the field takes the whole ending back.
    seat.step.go(Ref(seat.items[1].decisions[0].id, "text"))
    seat.press(KEY.Key_Z, CTRL)
    assert seat.items[1].decisions[0].text == nfc("ল্যাবের অগ্রগতি আগামী ")


def test_a_topic_goes_on_as_an_earlier_one(desk):
    seat = desk(plain_meeting(item("বাল্যবিবাহ প্রতিরোধ"), item()))
    seat.step.go(Ref(seat.items[1].id, "topic"))
    seat.type("বাল্য")
    assert seat.focus.ending() == nfc("বিবাহ প্রতিরোধ")
    seat.press(KEY.Key_Tab)
    assert seat.items[1].topic == nfc("বাল্যবিবাহ প্রতিরোধ")
    assert seat.focus.ending() == ""
    seat.press(KEY.Key_Return)
    assert seat.at() == ("discussion", 1)

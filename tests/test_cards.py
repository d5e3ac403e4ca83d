"""Step 3 as it is used: written, moved, walked through with real keys on a real meeting in a real store."""

from __future__ import annotations

from datetime import date

import pytest
from card_desks import ALT, CTRL, KEY, SHIFT, THREE, desks, dress, item, plain_meeting
from PySide6.QtCore import QPoint

from koyradesk.bengali.text import nfc
from koyradesk.model import Ref

# Of the picture platform itself: it has no window frames and no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)


@pytest.fixture
def dressed(qapp):
    return dress(qapp)


@pytest.fixture
def desk(dressed, tmp_path):
    yield from desks(tmp_path)


# Writing


def test_a_meeting_is_written_from_nothing_by_keys_alone(desk):
    seat = desk(plain_meeting())
    seat.step.first()
    assert seat.focus is seat.step.adding
    seat.press(KEY.Key_Return)
    assert seat.at() == ("topic", 0)
    seat.type("ওয়েব পোর্টাল")
    seat.press(KEY.Key_Return)
    assert seat.at() == ("discussion", 0)
    seat.type("পুরোনো তথ্য রয়েছে।")
    seat.press(KEY.Key_Return, CTRL | SHIFT)
    assert seat.at() == ("text", 0, 0)
    seat.type("হালনাগাদ করতে হবে।")
    seat.press(KEY.Key_Tab)
    assert seat.at() == ("who", 0, 0)
    seat.type("দপ্তর প্রধান (সকল)")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Tab)
    assert seat.at() == ("due", 0, 0)
    seat.type("৩১/১২")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Return, CTRL | SHIFT)
    assert seat.at() == ("text", 0, 1)
    seat.type("অগ্রগতি জানাতে হবে।")
    seat.press(KEY.Key_Return, CTRL)
    assert seat.at() == ("topic", 1)
    seat.type("ল্যাব")
    seat.session.seal()
    first, second = seat.stored.items
    assert (first.serial, first.topic, first.discussion) == ("১.০", nfc("ওয়েব পোর্টাল"), nfc("পুরোনো তথ্য রয়েছে।"))
    assert [(one.label, one.text, one.due) for one in first.decisions] == [
        ("১।", nfc("হালনাগাদ করতে হবে।"), date(2026, 12, 31)),
        ("২।", nfc("অগ্রগতি জানাতে হবে।"), None),
    ]
    assert [(one.name, one.group) for one in first.implementers] == [("দপ্তর প্রধান (সকল)", True)]
    # The second decision came later: whoever carries out the first does not carry out this one unasked.
    assert first.decisions[0].implementers == (0,)
    assert (second.serial, second.topic) == ("২.০", "ল্যাব")


def test_enter_in_a_decision_begins_the_next_and_in_the_middle_parts_it(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "প্রথম কাজ। দ্বিতীয় কাজ।")))
    seat.step.go(Ref(seat.items[0].decisions[0].id, "text"), len(nfc("প্রথম কাজ।")))
    seat.press(KEY.Key_Return)
    assert seat.texts() == [nfc("প্রথম কাজ।"), nfc("দ্বিতীয় কাজ।")]
    assert seat.at() == ("text", 0, 1)
    assert seat.focus.caret() == 0
    seat.press(KEY.Key_End, CTRL)
    seat.press(KEY.Key_Return)
    assert seat.at() == ("text", 0, 2)
    # Nothing written yet: a further one would be one too many.
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Return, CTRL | SHIFT)
    assert len(seat.texts()) == 3
    assert seat.at() == ("text", 0, 2)
    seat.type("ক")
    seat.press(KEY.Key_Return, SHIFT)
    seat.type("খ")
    assert seat.texts()[2] == "ক\nখ"


def test_ctrl_enter_puts_the_new_item_right_behind_this_one(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.go(Ref(seat.items[0].id, "discussion"))
    seat.press(KEY.Key_Return, CTRL)
    assert seat.topics()[1] == ""
    assert seat.at() == ("topic", 1)
    assert [one.serial for one in seat.items] == ["১.০", "২.০", "৩.০", "৪.০"]
    # The card one came from had been opened by going there: it closed.
    assert seat.opened() == [1]


def test_the_button_adds_at_the_end(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.go(Ref(seat.items[0].id, "topic"))
    seat.click(seat.step.adding)
    assert seat.at() == ("topic", 3)


# Moving, splitting, joining, deleting


def test_items_and_decisions_move_and_the_caret_goes_with_them(desk):
    seat = desk(plain_meeting(*THREE))
    moved = seat.items[0].id
    seat.step.go(Ref(moved, "discussion"), 5)
    seat.press(KEY.Key_Down, ALT)
    assert [one.id for one in seat.items][1] == moved
    assert seat.items[1].serial == "২.০"
    assert seat.at() == ("discussion", 1)
    assert seat.focus.caret() == 5
    seat.press(KEY.Key_Up, ALT)
    seat.press(KEY.Key_Up, ALT)
    assert seat.items[0].id == moved

    seat = desk(plain_meeting(item("বিষয়", "", "এক", "দুই", "তিন")))
    seat.step.go(Ref(seat.items[0].decisions[2].id, "text"))
    seat.press(KEY.Key_Up, ALT)
    assert seat.texts() == ["এক", "তিন", nfc("দুই")]
    assert seat.at() == ("text", 0, 1)
    cards = [seat.body().decisions[one.id] for one in seat.items[0].decisions]
    tops = [card.y() for card in cards]
    assert tops == sorted(tops)


def test_a_discussion_splits_into_two_items_and_joins_again(desk):
    seat = desk(plain_meeting(*THREE))
    whole = nfc("ল্যাব পরিদর্শন নিয়ে আলোচনা হয়।")
    seat.step.go(Ref(seat.items[1].id, "discussion"), len(nfc("ল্যাব পরিদর্শন")))
    seat.press(KEY.Key_Return, ALT)
    assert len(seat.items) == 4
    assert [seat.items[1].discussion, seat.items[2].discussion] == [
        nfc("ল্যাব পরিদর্শন"),
        nfc("নিয়ে আলোচনা হয়।"),
    ]
    assert seat.at() == ("topic", 2)
    seat.press(KEY.Key_Return, ALT | SHIFT)
    assert len(seat.items) == 3
    assert seat.items[1].discussion.replace("\n", " ") == whole
    assert seat.at() == ("discussion", 1)


def test_backspace_at_the_head_joins(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক", "দুই"), item("", "আরও কথা", "তিন")))
    seat.step.go(Ref(seat.items[0].decisions[1].id, "text"), 0)
    seat.press(KEY.Key_Backspace)
    assert seat.texts() == [nfc("এক দুই")]
    assert seat.at() == ("text", 0, 0)
    # The first of all has nothing above it.
    seat.press(KEY.Key_Home, CTRL)
    seat.press(KEY.Key_Backspace)
    assert seat.texts() == [nfc("এক দুই")]
    seat.step.go(Ref(seat.items[1].id, "discussion"), 0)
    seat.press(KEY.Key_Backspace)
    assert len(seat.items) == 1
    assert seat.texts() == [nfc("এক দুই"), "তিন"]


def test_backspace_under_a_topic_only_goes_up_to_it(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.go(Ref(seat.items[1].id, "discussion"), 0)
    seat.press(KEY.Key_Backspace)
    assert len(seat.items) == 3
    assert seat.at() == ("topic", 1)
    assert seat.focus.caret() == len(seat.items[1].topic)


def test_deleting_goes_to_the_bin_says_so_and_one_undo_brings_it_back(desk):
    seat = desk(plain_meeting(*THREE))
    gone = seat.items[1]
    seat.step.go(Ref(gone.id, "discussion"))
    seat.press(KEY.Key_Delete, ALT)
    assert gone.id not in [one.id for one in seat.stored.items]
    assert seat.at() == ("head", 1)
    assert len(seat.removed) == 1
    assert gone.topic in seat.removed[0]
    seat.undo()
    assert seat.items[1] == gone
    assert seat.step.cards[gone.id].head.isVisible()

    decision = seat.items[0].decisions[0]
    seat.step.go(Ref(decision.id, "text"))
    seat.press(KEY.Key_Delete, ALT)
    assert seat.items[0].decisions == ()
    assert seat.at() == ("discussion", 0)
    seat.undo()
    assert seat.items[0].decisions == (decision,)
    assert decision.id in seat.body(0).decisions


def test_delete_on_a_closed_card(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.to_card(seat.items[2].id)
    seat.press(KEY.Key_Delete)
    assert len(seat.items) == 2
    assert seat.at() == ("head", 1)
    # In a text the key is the text's.
    seat.step.go(Ref(seat.items[1].id, "discussion"), 0)
    seat.press(KEY.Key_Delete, CTRL)
    assert len(seat.items) == 2
    assert not seat.items[1].discussion.startswith(nfc("ল্যাব"))


def test_deleting_what_is_empty_makes_no_noise(desk):
    seat = desk(plain_meeting(item()))
    seat.step.go(Ref(seat.items[0].id, "topic"))
    seat.press(KEY.Key_Delete, ALT)
    assert seat.items == ()
    assert seat.removed == []
    assert seat.focus is seat.step.adding
    assert seat.step.empty.isVisible()


# Going about


def test_closed_cards_are_a_list_for_the_arrow_keys(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.to_card(seat.items[0].id)
    seat.press(KEY.Key_Down)
    assert seat.at() == ("head", 1)
    seat.press(KEY.Key_End)
    assert seat.at() == ("head", 2)
    seat.press(KEY.Key_Down)
    assert seat.focus is seat.step.adding
    seat.press(KEY.Key_Up)
    assert seat.at() == ("head", 2)
    seat.press(KEY.Key_Home)
    assert seat.at() == ("head", 0)
    assert seat.opened() == []


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space, KEY.Key_Right])
def test_a_closed_card_opens_where_writing_goes_on(desk, key):
    seat = desk(plain_meeting(*THREE, item()))
    seat.step.to_card(seat.items[1].id)
    seat.press(key)
    assert seat.at() == ("discussion", 1)
    seat.press(KEY.Key_Escape)
    assert seat.at() == ("head", 1)
    assert seat.opened() == []
    seat.step.to_card(seat.items[3].id)
    seat.press(key)
    assert seat.at() == ("topic", 3)


def test_a_letter_on_a_closed_card_goes_into_its_topic(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.to_card(seat.items[2].id)
    seat.type("সমূহ")
    assert seat.at() == ("topic", 2)
    assert seat.items[2].topic == nfc("প্রশিক্ষণ সনদসমূহ")


def test_walking_opens_one_card_and_closes_the_one_left(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.go(Ref(seat.items[0].id, "discussion"))
    seat.press(KEY.Key_Down, CTRL)
    assert (seat.at(), seat.opened()) == (("discussion", 1), [1])
    seat.press(KEY.Key_Up, CTRL)
    assert (seat.at(), seat.opened()) == (("discussion", 0), [0])
    seat.press(KEY.Key_Up, CTRL)
    assert seat.at() == ("discussion", 0)


def test_what_was_opened_by_hand_stays_open(desk):
    seat = desk(plain_meeting(*THREE))
    seat.click(seat.head(0), QPoint(100, 15))
    seat.click(seat.head(2), QPoint(100, 15))
    assert seat.opened() == [0, 2]
    seat.step.go(Ref(seat.items[1].id, "topic"))
    seat.step.go(Ref(seat.items[0].id, "topic"))
    assert seat.opened() == [0, 1, 2]
    seat.press(KEY.Key_Down, CTRL)
    seat.step.close_card(seat.items[1].id)
    assert seat.opened() == [0, 2]
    seat.click(seat.body(0).closing)
    assert seat.opened() == [2]


def test_up_and_down_go_on_at_the_edges_of_a_text(desk):
    seat = desk(plain_meeting(item("বিষয়", "এক লাইন", "প্রথম", "দ্বিতীয়"), item("পরের")))
    seat.step.go(Ref(seat.items[0].id, "topic"), 0)
    seen = []
    for _ in range(4):
        seat.press(KEY.Key_Down)
        seen.append(seat.at())
    assert seen == [("discussion", 0), ("text", 0, 0), ("text", 0, 1), ("head", 1)]
    seat.step.go(Ref(seat.items[0].decisions[0].id, "text"), 0)
    seat.press(KEY.Key_Up)
    assert seat.at() == ("discussion", 0)
    assert seat.focus.caret() == len(nfc("এক লাইন"))


def test_going_to_an_address_opens_the_card_and_puts_the_caret(desk):
    seat = desk(plain_meeting(*THREE, *(item(f"বিষয় {number}", "কথা") for number in range(30))))
    meeting = seat.meeting
    decision, person = meeting.items[0].decisions[0], meeting.items[0].implementers[0]
    assert seat.step.go(Ref(decision.id, "text"), 7)
    assert (seat.at(), seat.focus.caret()) == (("text", 0, 0), 7)
    assert seat.step.go(Ref(person.id, "name"))
    assert seat.at() == ("who", 0, 0)
    assert seat.step.go(Ref(decision.id, "due"))
    assert seat.at() == ("due", 0, 0)
    assert seat.step.go(Ref(decision.id, "label"))
    assert seat.at() == ("text", 0, 0)
    assert seat.step.go(Ref(meeting.items[30].id, "serial"))
    assert seat.at() == ("serial", 30)
    place = seat.focus.mapTo(seat.step.viewport(), QPoint(0, 0)).y()
    assert 0 <= place < seat.step.viewport().height()
    assert not seat.step.go(Ref(meeting.id, "title"))
    assert not seat.step.go(Ref("item.aaaaaaaa.0000000000", "topic"))


def test_tab_goes_through_a_card_from_the_top_down(desk):
    seat = desk(plain_meeting(item("বিষয়", "কথা", "প্রথম", "দ্বিতীয়", names=("ক",)), item("পরের")))
    seat.step.open(seat.items[0].id)
    seat.step.go(Ref(seat.items[0].id, "serial"))
    seat.step.go(Ref(seat.items[0].decisions[0].id, "text"))
    # A decision that comes later stands in its place, too.
    seat.press(KEY.Key_Return, CTRL | SHIFT)
    seat.type("নতুন")
    seat.step.go(Ref(seat.items[0].id, "serial"))
    seen = []
    for _ in range(14):
        seat.press(KEY.Key_Tab)
        seen.append(seat.at())
    wanted = [("topic", 0), ("discussion", 0)]
    wanted += [(name, 0, place) for place in range(3) for name in ("text", "who", "due")]
    assert seen == [*wanted, ("adding", 0), ("all", 0), ("head", 1)]
    seat.press(KEY.Key_Tab)
    assert seat.focus is seat.step.adding


def test_the_work_goes_on_at_the_first_item_without_a_decision(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.first()
    assert seat.at() == ("discussion", 1)
    seat.press(KEY.Key_Escape)
    seat.step.first()
    assert seat.at() == ("head", 1)

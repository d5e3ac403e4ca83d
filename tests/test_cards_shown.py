"""What the cards show: edits made elsewhere, signed minutes, the menu, and how all of it looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from card_desks import ALT, CTRL, KEY, SHIFT, THREE, desks, dress, item, plain_meeting
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from koyradesk import editing
from koyradesk.bengali.text import nfc
from koyradesk.carrying import Open
from koyradesk.model import Assignment, Decision, Ref
from ui import inspection, theme
from ui.editor.card_head import Head, told
from ui.editor.card_keys import ACTIONS, MENU, listed
from ui.editor.carry_panel import CarryPanel
from ui.editor.prose import Prose
from ui.say import Voice

# Of the picture platform itself: it has no window frames and no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)


@pytest.fixture
def dressed(qapp):
    return dress(qapp)


@pytest.fixture
def desk(dressed, tmp_path):
    yield from desks(tmp_path)


# Where things stand


def test_the_texts_of_all_decisions_begin_at_one_place(desk):
    labelled = tuple(Decision(label, nfc("করতে হবে।")) for label in ("(ক)", "(খ)", "১০।", "i)"))
    seat = desk(plain_meeting(item("বিষয়", "", *labelled)))
    seat.step.open(seat.items[0].id)
    seat.step.settle()
    cards = list(seat.body().decisions.values())
    assert len({card.text.mapTo(seat.body(), QPoint(0, 0)).x() for card in cards}) == 1
    assert all(card.label.width() >= card.label.sizeHint().width() for card in cards)


def test_a_decision_that_one_goes_to_is_in_view_with_its_chips(desk):
    long = "পোর্টাল হালনাগাদ করে প্রতিবেদন দিতে হবে। " * 3
    seat = desk(plain_meeting(item("বিষয়", "কথা " * 120, *(long for _ in range(9)))), height=420)
    for decision in (seat.items[0].decisions[5], seat.items[0].decisions[8], seat.items[0].decisions[2]):
        seat.step.go(Ref(decision.id, "text"))
        card, view = seat.body().decisions[decision.id], seat.step.viewport()
        top = card.mapTo(view, QPoint(0, 0)).y()
        assert top >= 0
        assert top + card.height() <= view.height()


def test_what_enter_takes_over_is_seen_however_long_the_list_is(dressed):
    panel = CarryPanel(Voice("bn"), theme.LIGHT)
    found = (Assignment(name="সহকারী প্রোগ্রামার"),)
    panel.show_open(
        tuple(Open(f"item.{n}", f"decision.{n}", "বিষয়", "করতে হবে। " * 20, found, None, "", "") for n in range(9))
    )
    panel.resize(560, panel.heightForWidth(560))
    panel.show()
    QApplication.processEvents()
    taking = panel.taking.mapTo(panel, QPoint(0, 0)).y()
    assert taking < panel.choices[0].y() < 120
    panel.close()


# What others change


def test_what_changes_elsewhere_is_shown_and_nothing_else_is_touched(desk):
    seat = desk(plain_meeting(*THREE))
    for index in (0, 1):
        seat.step.open(seat.items[index].id)
    seat.step.go(Ref(seat.items[1].id, "discussion"), 4)
    bodies, heads = [seat.body(0), seat.body(1)], [seat.head(index) for index in range(3)]
    ref = Ref(seat.items[0].id, "topic")
    seat.session.type(ref, nfc("অন্য বিষয়"))
    assert seat.body(0).topic.marked() == nfc("অন্য বিষয়")
    assert [seat.body(0), seat.body(1)] == bodies
    assert (seat.at(), seat.focus.caret()) == (("discussion", 1), 4)
    added = editing.add(seat.meeting, "item", seat.session.mint("item"), after=None, topic="সবার আগে")
    seat.session.change(added)
    assert [seat.body(1), seat.body(2)] == bodies
    assert [seat.head(index) for index in (1, 2, 3)] == heads
    assert (seat.at(), seat.focus.caret()) == (("discussion", 2), 4)


def test_a_card_that_comes_above_does_not_push_the_work_away(desk):
    many = tuple(item(f"বিষয় {number}", "কথা " * 40) for number in range(20))
    seat = desk(plain_meeting(*many))
    seat.step.go(Ref(seat.items[12].id, "discussion"), 3)
    QTest.qWait(20)
    body = seat.body(12)
    before = body.mapTo(seat.step.viewport(), QPoint(0, 0)).y()
    bar = seat.step.verticalScrollBar().value()
    seat.session.change(editing.add(seat.meeting, "item", seat.session.mint("item"), after=None, topic="সবার আগে"))
    QTest.qWait(20)
    assert body.mapTo(seat.step.viewport(), QPoint(0, 0)).y() == before
    assert seat.step.verticalScrollBar().value() > bar


def test_the_field_being_typed_in_shows_what_an_undo_brings_back(desk):
    seat = desk(plain_meeting(*THREE))
    ref = Ref(seat.items[1].id, "discussion")
    before = seat.session.text(ref)
    seat.step.go(ref, len(before))
    seat.type(" আরও।")
    assert seat.session.text(ref) == before + nfc(" আরও।")
    seat.undo()
    assert seat.session.text(ref) == before
    assert seat.focus.marked() == before


def test_an_item_that_is_gone_leaves_the_work_beside_it(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.go(Ref(seat.items[1].id, "discussion"))
    seat.session.change(editing.remove(seat.meeting, seat.items[1].id))
    assert seat.at() == ("head", 1)
    assert seat.items[1].topic == nfc("প্রশিক্ষণ সনদ")


def test_what_happens_here_never_takes_the_focus_from_elsewhere(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.go(Ref(seat.items[1].id, "discussion"))
    beside = QPushButton("পৃষ্ঠা", seat.top)
    beside.show()
    beside.setFocus()
    seat.session.change(editing.remove(seat.meeting, seat.items[1].id))
    assert seat.focus is beside
    seat.session.type(Ref(seat.items[0].id, "topic"), "অন্য")
    assert seat.focus is beside


def test_every_keystroke_is_in_the_meeting_and_marks_are_kept(desk):
    seat = desk(plain_meeting(item("বিষয়", "")))
    seat.step.go(Ref(seat.items[0].id, "discussion"))
    seat.type("ক")
    seat.press(KEY.Key_B, CTRL)
    seat.type("খ<গ")
    assert seat.items[0].discussion == "ক<b>খ&lt;গ</b>"
    # The topic is bold by its face, not by what is stored.
    seat.step.go(Ref(seat.items[0].id, "topic"), 10)
    seat.type("!")
    assert seat.items[0].topic == nfc("বিষয়!")


# Signed minutes


def test_signed_minutes_can_be_read_and_not_changed(desk):
    seat = desk(plain_meeting(*THREE), signed=True)
    assert seat.session.frozen
    before = seat.meeting
    seat.step.first()
    assert seat.at() == ("head", 0)
    seat.press(KEY.Key_Return)
    assert seat.at() == ("discussion", 0)
    body = seat.body(0)
    assert not any(one.isVisible() for one in (seat.step.adding, seat.step.carrying, body.adding, body.more))
    for key, held in (
        (KEY.Key_Return, CTRL),
        (KEY.Key_Return, CTRL | SHIFT),
        (KEY.Key_Return, ALT),
        (KEY.Key_Down, ALT),
        (KEY.Key_Delete, ALT),
        (KEY.Key_Backspace, CTRL),
        (KEY.Key_V, CTRL),
    ):
        seat.press(key, held)
    seat.type("ক")
    seat.press(KEY.Key_Escape)
    seat.press(KEY.Key_Delete)
    seat.type("ক")
    assert seat.meeting == before
    seat.press(KEY.Key_Down)
    assert seat.at() == ("head", 1)
    # What may be read can also be walked through.
    seat.press(KEY.Key_Right)
    seat.press(KEY.Key_Down, CTRL)
    assert seat.at() == ("discussion", 2)


# The menu


def menu_of(seat) -> QMenu:
    QApplication.processEvents()
    return next(one for one in seat.step.findChildren(QMenu) if one.isVisible())


def test_the_menu_does_what_the_keys_do(desk):
    seat = desk(plain_meeting(*THREE))
    seat.step.to_card(seat.items[0].id)
    seat.press(KEY.Key_F10)
    menu = menu_of(seat)
    entries = {one.data(): one for one in menu.actions() if one.data()}
    assert list(entries) == list(MENU)
    # Nothing above, no caret, not open, no decision meant.
    assert {name for name, one in entries.items() if not one.isEnabled()} == {"join", "up", "split", "close", "rule"}
    for name, entry in entries.items():
        keys = next(one.keys for one in ACTIONS if one.name == name)
        assert entry.text().split("\t")[1].replace(" ", "+") == keys.replace("Return", "Enter").replace("Escape", "Esc")
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    assert len(seat.items[0].decisions) == 2
    assert seat.at() == ("text", 0, 1)

    seat.step.go(Ref(seat.items[0].id, "discussion"), 6)
    seat.click(seat.body(0).more)
    menu = menu_of(seat)
    entries = {one.data(): one for one in menu.actions() if one.data()}
    assert entries["split"].isEnabled()
    count = len(seat.items)
    entries["split"].trigger()
    menu.close()
    assert len(seat.items) == count + 1


def test_the_menu_of_a_decision_is_about_the_decision(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক", "দুই")))
    second = seat.items[0].decisions[1].id
    seat.step.go(Ref(second, "text"))
    seat.press(KEY.Key_F10)
    menu = menu_of(seat)
    entries = {one.data(): one for one in menu.actions() if one.data()}
    assert not entries["down"].isEnabled()
    entries["delete"].trigger()
    menu.close()
    assert seat.texts() == ["এক"]


def test_the_list_of_keys_names_each_action_once():
    found = listed()
    assert len({sentence for _, sentence in found}) == len(found) == len(ACTIONS)
    assert all(keys for keys, _ in found)
    used = [key for one in ACTIONS for key in (one.keys, *one.on_card) if key]
    assert len(used) == len(set(used))


# The look


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("bn", "light", 660), ("bn", "dark", 520), ("en", "light", 520)]
)
def test_nothing_is_cut_nameless_or_foreign(dressed, desk, language, scheme, width):
    theme.dress(dressed, theme.SCHEMES[scheme])
    long = item(
        "উপজেলার সকল দপ্তরের ওয়েব পোর্টাল হালনাগাদকরণ, তথ্য অধিকার আইন বাস্তবায়ন ও সেবা প্রদান প্রতিশ্রুতি প্রকাশের অগ্রগতি পর্যালোচনা",
        "কথা " * 200,
        "সিদ্ধান্ত " * 60,
        "দ্বিতীয়",
        names=(
            "উপজেলা মহিলাবিষয়ক কর্মকর্তা ও সদস্য-সচিব, উপজেলা নারী ও শিশু নির্যাতন প্রতিরোধ কমিটি, শালবন, নমুনা " * 2,
            "ইউপি সচিব (সকল)",
        ),
        serial="১২.১০.০",
    )
    carried = replace(item("আগের বিষয়", "", "এক", names=("ক", "খ", "গ", "ঘ")), follows="item.aaaaaaaa.0000000000")
    seat = desk(plain_meeting(long, carried, *THREE), language=language, scheme=scheme, width=width)
    for state in range(3):
        if state:
            seat.step.open(seat.items[state - 1].id)
        QTest.qWait(20)
        assert inspection.cut(seat.top) == []
        assert inspection.nameless(seat.top) == []
        for one in seat.top.findChildren(QWidget):
            if one.isVisible() and one.hasHeightForWidth() and isinstance(one, Head):
                assert one.height() >= one.heightForWidth(one.width())
        assert seat.step.inside.width() <= seat.step.viewport().width()
        if language == "bn":
            assert inspection.english(seat.top) == []


def test_a_closed_card_says_what_matters(dressed):
    voice = Voice("bn")
    made = replace(
        THREE[0], decisions=(Decision(text="এক", due=date(2026, 12, 31)), Decision(text="দুই", due=date(2026, 12, 5)))
    )
    said = told(made, voice)
    assert said.summaries[0] == "২টি সিদ্ধান্ত · দপ্তর প্রধান (সকল) · প্রথমটি ৫ ডিসেম্বর ২০২৬ তারিখের মধ্যে"
    assert told(THREE[1], voice).summaries == ("সিদ্ধান্ত লেখা হয়নি",)
    assert told(item(), voice).bare


def test_fields_are_made_for_open_cards_only(desk):
    seat = desk(plain_meeting(*(item(f"বিষয় {number}", "কথা", "এক") for number in range(60))))
    assert seat.step.findChildren(Prose) == []
    seat.step.go(Ref(seat.items[30].id, "topic"))
    assert len(seat.step.findChildren(Prose)) == 3
    seat.step.go(Ref(seat.items[31].id, "topic"))
    QApplication.sendPostedEvents(None, 0)
    QTest.qWait(1)
    assert len(seat.step.findChildren(Prose)) == 3

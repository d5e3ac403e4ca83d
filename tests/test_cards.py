"""Step 3 as it is used: real keys and clicks on a real meeting in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget
from shiboken6 import delete

from koyradesk import binding, editing, meetings, memos
from koyradesk.bengali.text import nfc
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Ref
from koyradesk.pasting import FIELD_LIMIT
from ui import fonts, inspection, theme
from ui.book import Book
from ui.editor.card_head import Head, told
from ui.editor.card_keys import ACTIONS, MENU, listed
from ui.editor.items import ItemsStep
from ui.editor.prose import Prose
from ui.fields import ChipsField
from ui.say import Voice
from ui.session import Session

# Of the picture platform itself: it has no window frames and no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
KEY = Qt.Key
TODAY = date(2026, 11, 28)


class Now:
    """A worker that answers at once: what a test does is done when it goes on."""

    def ask(self, job, then, *, otherwise=None, broken=None, topic=""):
        then(job())

    def drop(self, topic):
        pass


class Desk:
    """The step on a meeting of its own data folder, and hands to use it."""

    def __init__(self, folder, meeting, language="bn", scheme="light", width=660, height=620, signed=False):
        self.book = Book(folder)
        self.book.open()
        self.saved = meetings.save(self.book.store, meeting, by="তাহমিনা")
        if signed:
            issued = memos.issue(
                self.book.store, "minutes", self.saved.id, number="০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২", on="2026-11-26",
                file="", today=TODAY, by="তাহমিনা",
            )  # fmt: skip
            assert issued.memo.number
            memos.sign(self.book.store, "minutes", self.saved.id, by="তাহমিনা")
        self.book.words()
        taken = self.book.edits.take(self.saved.id)
        self.session = Session(Now(), self.book.edits, lambda *_: None, taken)
        self.voice = Voice(language)
        self.top = QWidget()
        self.top.setObjectName("content")
        self.top.setAccessibleName("ধাপ")
        stack = QVBoxLayout(self.top)
        stack.setContentsMargins(0, 0, 0, 0)
        self.step = ItemsStep(self.session, self.voice, theme.SCHEMES[scheme])
        # It goes with the window, not whenever Python happens to collect what is left of it.
        self.session.setParent(self.top)
        self.session.changed.connect(self.step.refresh)
        stack.addWidget(self.step)
        self.said, self.removed, self.changes = [], [], []
        self.step.told.connect(self.said.append)
        self.step.removed.connect(self.removed.append)
        self.session.changed.connect(self.changes.append)
        self.top.resize(width, height)
        self.top.show()
        self.top.activateWindow()
        QTest.qWaitForWindowActive(self.top)

    def end(self):
        self.top.hide()
        QApplication.processEvents()
        delete(self.top)
        self.book.close()

    # What there is

    @property
    def meeting(self) -> Meeting:
        return self.session.meeting

    @property
    def items(self):
        return self.meeting.items

    @property
    def stored(self) -> Meeting:
        """The meeting as the store has it."""
        return meetings.get(self.book.store, self.saved.id)

    @property
    def focus(self):
        QApplication.processEvents()
        return QApplication.focusWidget()

    def body(self, index=0):
        return self.step.cards[self.items[index].id].body

    def head(self, index=0) -> Head:
        return self.step.cards[self.items[index].id].head

    def opened(self):
        return [index for index in range(len(self.items)) if self.body(index) is not None]

    def topics(self):
        return [item.topic for item in self.items]

    def texts(self, index=0):
        return [decision.text for decision in self.items[index].decisions]

    def at(self):
        """Where the caret is: ("topic", item), ("text", item, decision), ("head", item) ..."""
        focus = self.focus
        for index, item in enumerate(self.items):
            if focus is self.head(index):
                return ("head", index)
            body = self.body(index)
            if body is None:
                continue
            for name in ("serial", "topic", "discussion"):
                if focus is getattr(body, name):
                    return (name, index)
            for place, decision in enumerate(item.decisions):
                card = body.decisions[decision.id]
                for name, field in (("text", card.text), ("who", card.who.field), ("due", card.due.field)):
                    if focus is field or field.isAncestorOf(focus):
                        return (name, index, place)
            if body.who.field.isAncestorOf(focus):
                return ("all", index)
            if focus is body.adding:
                return ("adding", index)
        return focus

    # What is done

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.focus, key, modifier)
        QApplication.processEvents()

    def type(self, text):
        """As a Bengali keyboard gives it: letter by letter."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, KEY.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus, event)
        QApplication.processEvents()

    def click(self, widget, at=None):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        QApplication.processEvents()

    def copy(self, text, html=""):
        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def undo(self):
        self.session.undo()
        QApplication.processEvents()


@pytest.fixture
def dressed(qapp):
    fonts.load()
    theme.dress(qapp, theme.LIGHT)
    return qapp


@pytest.fixture
def desk(dressed, tmp_path):
    desks = []

    def sit(meeting, **more):
        made = Desk(tmp_path / f"data{len(desks)}", meeting, **more)
        desks.append(made)
        return made

    yield sit
    for one in desks:
        one.end()


def plain_meeting(*items: AgendaItem) -> Meeting:
    return Meeting(
        committee="শালবন উপজেলা আইসিটি কমিটি",
        period="2026-11",
        title="আইসিটি কমিটির সভার কার্যবিবরণী",
        date=date(2026, 11, 25),
        items=items,
    )


def item(topic="", discussion="", *decisions: str | Decision, names=(), serial="") -> AgendaItem:
    made = tuple(one if isinstance(one, Decision) else Decision(text=nfc(one)) for one in decisions)
    return AgendaItem(serial, nfc(topic), nfc(discussion), made, tuple(Assignment(name=nfc(one)) for one in names))


THREE = (
    item("ওয়েব পোর্টাল", "পুরোনো তথ্য রয়েছে।", "পোর্টাল হালনাগাদ করতে হবে।", names=("দপ্তর প্রধান (সকল)",), serial="১.০"),
    item("ডিজিটাল ল্যাব", "ল্যাব পরিদর্শন নিয়ে আলোচনা হয়।", serial="২.০"),
    item("প্রশিক্ষণ সনদ", "", serial="৩.০"),
)
TABLE = (
    "<table><tr><th>ক্রমিক</th><th>আলোচ্য বিষয়</th><th>আলোচনা</th><th>সিদ্ধান্ত</th><th>বাস্তবায়নকারী</th></tr>"
    "<tr><td>১.০</td><td>বৃক্ষরোপণ</td><td>চারা বিতরণের অগ্রগতি জানানো হয়।</td><td>চারা রোপণ শেষ করতে হবে।</td>"
    "<td>বন কর্মকর্তা</td></tr><tr><td>২.০</td><td>স্যানিটেশন</td><td>নলকূপ নিয়ে আলোচনা হয়।</td>"
    "<td>তালিকা পাঠাতে হবে।</td><td>জনস্বাস্থ্য প্রকৌশলী</td></tr></table>"
)
TABLE_TEXT = (
    "ক্রমিক\tআলোচ্য বিষয়\tআলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১.০\tবৃক্ষরোপণ\tচারা বিতরণের অগ্রগতি জানানো হয়।\tচারা রোপণ শেষ করতে হবে।\t"
    "বন কর্মকর্তা\n২.০\tস্যানিটেশন\tনলকূপ নিয়ে আলোচনা হয়।\tতালিকা পাঠাতে হবে।\tজনস্বাস্থ্য প্রকৌশলী\n"
)


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
    seat.type("ম")
    assert field.ending()
    seat.press(KEY.Key_Left)
    assert field.ending() == ""
    seat.press(KEY.Key_End)
    seat.type("ী")
    seat.press(KEY.Key_Tab)
    assert seat.focus is field
    assert seat.items[1].decisions[0].text.startswith(nfc("ল্যাবের অগ্রগতি আগামী সভায় জানাতে হবে"))
    seat.press(KEY.Key_Tab)
    assert seat.at() == ("who", 1, 0)
    # One undo of the field takes the whole ending back.
    seat.step.go(Ref(seat.items[1].decisions[0].id, "text"))
    seat.press(KEY.Key_Z, CTRL)
    assert seat.items[1].decisions[0].text == nfc("ল্যাবের অগ্রগতি আগামী")


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
    seat.session._open = seat.book.edits.take(seat.saved.id).open_decisions
    seat.step.refresh(None)
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
    # Nothing above, no caret, not open.
    assert {name for name, one in entries.items() if not one.isEnabled()} == {"join", "up", "split", "close"}
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
    assert said.summaries[0] == "২টি সিদ্ধান্ত · দপ্তর প্রধান (সকল) · প্রথমটি ৫ ডিসেম্বর ২০২৬-এর মধ্যে"
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

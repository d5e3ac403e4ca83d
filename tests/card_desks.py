"""A desk with the third step of the editor: a real meeting in a real store, real keys and clicks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from shiboken6 import delete

from koyradesk import meetings, memos
from koyradesk.bengali.text import nfc
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting
from koyradesk.paper_key import PaperKey
from ui import fonts, theme
from ui.book import Book
from ui.editor.card_head import Head
from ui.editor.items import ItemsStep
from ui.say import Voice
from ui.session import Session
from ui.tabbing import Reads

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
                self.book.store, PaperKey("minutes", self.saved.id),
                number="০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২", on="2026-11-26",
                file="", today=TODAY, by="তাহমিনা",
            )  # fmt: skip
            assert issued.memo.number
            memos.sign(self.book.store, PaperKey("minutes", self.saved.id), by="তাহমিনা")
        self.book.words()
        taken = self.book.edits.take(self.saved.id)
        self.session = Session(Now(), self.book.edits, lambda *_: None, taken)
        self.voice = Voice(language)
        self.top = Reads()
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


def dress(qapp):
    """The program's own letters and colours."""
    fonts.load()
    theme.dress(qapp, theme.LIGHT)
    return qapp


def desks(folder):
    """For a fixture: sits down at a desk with a meeting, and clears it away afterwards."""
    made = []

    def sit(meeting, **more):
        made.append(Desk(folder / f"data{len(made)}", meeting, **more))
        return made[-1]

    yield sit
    for one in made:
        one.end()

"""A desk with one meeting open in a step of the editor: a real store, real keys, a worker that answers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import samples
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from koyradesk import meetings
from koyradesk.errors import UserError
from koyradesk.model import Attendee, Meeting, Memo
from ui import fonts, theme
from ui.book import Book
from ui.editor.issue import IssueStep
from ui.say import Voice
from ui.session import Session
from ui.tabbing import Reads

KEY, MOD = Qt.Key, Qt.KeyboardModifier
LOOK = theme.LIGHT
BN, EN = Voice("bn"), Voice("en")


class AtOnce(QObject):
    """A worker that answers inside the question: what is asked here takes no time."""

    def ask(self, job, then, *, otherwise=None, broken=None, topic=""):
        try:
            found = job()
        except UserError as error:
            otherwise(error)
            return
        then(found)


class Desk:
    """An office with one meeting, open in one step of the editor."""

    def __init__(self, folder: Path, meeting: Meeting) -> None:
        self.book = Book(folder)
        self.book.open()
        self.book.wrote(frozenset({"meeting"}))
        self.stored = meetings.save(self.book.store, meeting, by="রাবেয়া")
        self.host = Reads()
        self.host.setObjectName("window")
        self.host.setAccessibleName("সভা")
        QVBoxLayout(self.host)
        self.told: list[str] = []

    def open(self, step, voice=BN, size=(660, 700)):
        """The step, shown in a window of its own."""
        taken = self.book.edits.take(self.stored.id)
        self.session = Session(AtOnce(), self.book.edits, lambda meeting, kind: None, taken)
        self.session.know(self.book.words())
        self.step = step(self.session, voice, LOOK)
        self.session.changed.connect(self.step.refresh)
        if hasattr(self.step, "told"):
            self.step.told.connect(self.told.append)
        self.host.layout().addWidget(self.step)
        self.host.resize(*size)
        self.host.show()
        self.host.activateWindow()
        self.settle()
        return self.step

    @property
    def meeting(self) -> Meeting:
        return self.session.meeting

    @property
    def saved(self) -> Meeting:
        """As it is on the disk."""
        return meetings.get(self.book.store, self.stored.id)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents()

    def key(self, key, modifier=MOD.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """As Bengali keyboards do: each sign a key without a number of its own."""
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, MOD.NoModifier, sign))
        self.settle()

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.key(KEY.Key_V, MOD.ControlModifier)


def dress(qapp) -> None:
    """The program's own letters and colours."""
    fonts.load()
    theme.dress(qapp, LOOK)


def desks(qapp, folder: Path) -> Iterator[Callable[..., Desk]]:
    """For a fixture: begins a desk with a meeting, and clears it away afterwards."""
    dress(qapp)
    made = []

    def begin(meeting: Meeting | None = None) -> Desk:
        made.append(Desk(folder / "data", meeting or samples.meeting()))
        return made[-1]

    yield begin
    for one in made:
        one.session.seal()
        one.host.close()
        one.host.deleteLater()
        one.book.close()


def people(count: int) -> tuple[Attendee, ...]:
    return tuple(Attendee(f"সদস্য {number}", "কৃষি অফিসার", "", "০১৭০০০০০০০০") for number in range(1, count + 1))


def numbered(**changes: object) -> Meeting:
    return replace(samples.meeting(), **changes)


def draft() -> Meeting:
    return replace(samples.meeting(), memos=(Memo(),))


def issuing(desk, meeting: Meeting | None = None, *, earlier: bool = True, **options) -> Desk:
    """The fourth step of a draft; ``earlier``: its committee has a numbered meeting before it."""
    at = desk(meeting or draft())
    if earlier:
        before = replace(samples.meeting(), date=date(2026, 10, 20), period="2026-10")
        meetings.save(at.book.store, before, by="রাবেয়া")
    at.open(IssueStep, **options)
    return at

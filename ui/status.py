"""The status line: saved or not, the keyboard, what waits to be sent, the last backup; and how far long work is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from koyradesk.i18n import N_
from ui import lines
from ui.parts import Button, Label, Text
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens
from ui.worker import Task

_HIGH = 34
#: Milliseconds: work that is done sooner is not told of.
_SOON = 300

#: What the state of the work is called; ``when`` is the time of the last save.
_STATES = {
    "saved": (N_("Saved, {when}"), True),
    "typing": (N_("Typing …"), True),
    "unsaved": (N_("Not saved yet"), False),
    "failed": (N_("Not saved yet"), False),
}


class StatusLine(QWidget):
    """One line under everything. Long work takes the middle of it while it lasts."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("State of the work")))
        self._voice, self._look = voice, look
        self._dot = QLabel()
        self._dot.setFixedSize(8, 8)
        self._dot.setAccessibleName(voice(N_("Saved or not")))
        self.saved, self.keyboard, self.sending, self.backup = Label(), Label(), Label(), Label()
        #: Whether the program itself makes Bengali of the keys: the language of the system's keyboard is then no news.
        self.types_here = False
        self.sending.say(voice(N_("Nothing waits to be sent")))
        self.office = Text()
        self.office.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        # The others keep their places without it.
        policy.setRetainSizeWhenHidden(True)
        self.office.setSizePolicy(policy)
        self.work = _Work(voice, look)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(GAP, 0, GAP, 0)
        inner.setSpacing(STEP)
        inner.addWidget(self._dot)
        inner.addWidget(self.saved)
        self._facts = (self.keyboard, self.sending, self.backup)
        for label in self._facts:
            label.setContentsMargins(GAP, 0, 0, 0)
            inner.addWidget(label)
        inner.addSpacing(GAP)
        inner.addWidget(self.work)
        inner.addWidget(self.office, 1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._show_work)
        self._tasks: list[Task] = []
        self.work.hide()
        # The line keeps its height when a button comes into it.
        self.setFixedHeight(_HIGH)
        self.set_state("saved")
        QGuiApplication.inputMethod().localeChanged.connect(self.tell_keyboard)
        self.tell_keyboard()

    def set_state(self, state: str, when: datetime | None = None) -> None:
        """The state of what is on the screen: "saved", "typing" or "unsaved"; ``when`` is the time of the last save."""
        sentence, safe = _STATES[state]
        if state == "saved" and when is None:
            sentence = N_("All is saved")
        self.saved.say(self._voice(sentence, when=self._voice.clock(when) if when else ""))
        colour = self._look.accent if safe else self._look.wait
        self._dot.setStyleSheet(f"background: {colour}; border-radius: 4px;")

    def set_backup(self, when: datetime | None, now: datetime) -> None:
        """When the last backup was made; None if there is none."""
        voice = self._voice
        told = voice(N_("Last backup: {when}"), when=voice.lately(when, now)) if when else voice(N_("No backup yet"))
        self.backup.say(told)

    def tell_sending(self, told: str) -> None:
        """What waits to be sent to other offices; "" for nothing."""
        self.sending.say(told or self._voice(N_("Nothing waits to be sent")))

    def tell_keyboard(self) -> None:
        """The language of the keyboard as the system has it; nothing where it does not say."""
        language = QGuiApplication.inputMethod().locale().language()
        known = {
            QLocale.Language.Bengali: N_("Keyboard: Bengali"),
            QLocale.Language.English: N_("Keyboard: English"),
        }
        self.keyboard.say(self._voice(known[language]) if language in known and not self.types_here else "")
        self.keyboard.setVisible(bool(self.keyboard.text()) and self.work.isHidden())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # The layout has answered before: what the others leave to the name of the office is known.
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.office.ensurePolished()
            # Whose office this is, who sits in it knows; where there is room for one line of it, it is told.
            needed = lines.natural_width(self.office.plain, self.office.font())
            self.office.setVisible(needed <= self.office.width())
        return done

    # Long work

    def began(self, task: Task) -> None:
        """Long work has begun; it is shown when it does not end soon."""
        self._tasks.append(task)
        self._soon.start()

    def ended(self, task: Task) -> None:
        """It is over."""
        if task in self._tasks:
            self._tasks.remove(task)
        if not self._tasks:
            self._soon.stop()
        if not self._soon.isActive():
            self._show_work()

    def _show_work(self) -> None:
        self.work.follow(self._tasks[0] if self._tasks else None)
        working = not self.work.isHidden()
        for label in self._facts:
            label.setVisible(not working and bool(label.text()))


class _Work(QWidget):
    """What is being done, how far it is, and a button to stop it."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setAccessibleName(voice(N_("Work in progress")))
        self._task: Task | None = None
        self.title = Label()
        self.bar = QProgressBar()
        self.bar.setFixedSize(160, 8)
        self.bar.setTextVisible(False)
        self.stop = Button(voice(N_("Stop")), look, role="small")
        self.stop.clicked.connect(self._cancel)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(STEP)
        for one in (self.title, self.bar, self.stop):
            inner.addWidget(one)

    def follow(self, task: Task | None) -> None:
        """Shows a task, or nothing."""
        if self._task is not None and task is not self._task:
            self._task.moved.disconnect(self._moved)
        if task is not None and task is not self._task:
            task.moved.connect(self._moved, Qt.ConnectionType.QueuedConnection)
            self.title.say(task.title)
            self.bar.setAccessibleName(task.title)
            # Until the first step is told, the bar runs to and fro.
            self.bar.setRange(0, 0)
            self.stop.setVisible(bool(task.stopped))
            self.stop.setEnabled(True)
        self._task = task
        self.setVisible(task is not None)

    def _moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)

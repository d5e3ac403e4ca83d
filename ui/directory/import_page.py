"""A list taken in: each row with what would become of it, the columns to be put right, the names to be asked about.

Nothing is written before one button; and that is taken back by one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.directory import focus, import_words
from ui.directory.acts import Acts
from ui.directory.columns_panel import ColumnsPanel
from ui.directory.question import QuestionPanel
from ui.kit import Kit
from ui.line_list import Line
from ui.memo_book.register import Column, Headings, Register
from ui.parts import Button, Tabs, Text, row
from ui.theme import HALF, STEP

if TYPE_CHECKING:
    from koyradesk.directory.importing import Line as Taken
    from koyradesk.directory.importing import Preview
    from koyradesk.errors import UserError
    from ui.directory.jobs import Done, Plan, Seen


class ImportPage(QWidget):
    """Shows a plan; every answer is followed by a new one."""

    refused = Signal(object)
    #: Nothing is to be taken in any more, or it was.
    left = Signal()

    def __init__(self, kit: Kit, acts: Acts) -> None:
        super().__init__()
        self._kit, self._acts = kit, acts
        voice, look = kit.voice, kit.look
        name = voice(N_("A list that is taken in"))
        self.setAccessibleName(name)
        self.plan: Plan | None = None
        self._lines: list[Line[Taken]] = []
        #: The states that the tabs show; "" for all.
        self._states: list[str] = [""]
        self.file = Text(role="title")
        self.columning = Button(voice(N_("Columns")), look, icon="settings", keys="F4")
        self.columning.setCheckable(True)
        self.taking = Button("", look, role="primary", keys="Ctrl+Return")
        self.leaving = Button(voice(N_("Take in nothing")), look, keys="Escape", owns_keys=False, shows_keys=False)
        self.columns = ColumnsPanel(voice, look)
        self.columns.hide()
        self.wrong = Text(role="error")
        self.tabs = Tabs(voice(N_("What becomes of the rows")))
        self.table: Register[Taken] = Register(look, self._columns(), voice(N_("Rows of the list")))
        self.chosen = Text(role="small")
        self.question = QuestionPanel(voice, look)
        self._build()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        voice = self._kit.voice
        return (
            Column(voice(N_("Name")), 1),
            Column(voice(N_("Row")), 40),
            Column(voice(N_("What the list says")), 1.5),
            Column(voice(N_("Outcome")), 104),
        )

    def _build(self) -> None:
        head = row(self.file, self.columning, self.leaving, self.taking)
        head.setStretch(0, 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addLayout(head)
        stack.addWidget(self.columns)
        stack.addWidget(self.wrong)
        stack.addLayout(row(self.tabs, 1))
        self._headings = Headings(self._kit.look, self.table)
        stack.addWidget(self._headings)
        stack.addWidget(self.table, 1)
        stack.addWidget(self.chosen)
        stack.addWidget(self.question)
        stack.addStretch(0)
        stack.setSpacing(STEP)

    def _connect(self) -> None:
        self.columning.toggled.connect(self._show_columns)
        self.columns.changed.connect(self._columns_changed)
        self.columns.sheet_asked.connect(self._another_sheet)
        self.tabs.currentChanged.connect(lambda _: self._fill())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.table.asked.connect(lambda _: self.question.first() if self.question.isVisible() else None)
        self.question.answered.connect(self._answer)
        self.question.all_new.connect(self._all_new)
        self.taking.clicked.connect(self.take_in)
        self.leaving.clicked.connect(self.left)

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.columns.isVisible():
            self.columns.first()
        elif self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leaving.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            # From an answer or a column back to the rows, where there are any.
            if not self.table.isHidden() and (focus.holds(self.question) or focus.holds(self.columns)):
                self.columning.setChecked(False)
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    # What is shown

    def read(self, path: Path, sheet: str = "") -> None:
        """Reads a list and shows what it would do."""
        self._ask(partial(self._kit.book.people.read_list, path, sheet), fresh=True)

    def renew(self) -> None:
        """The directory was written to: the list may do something else now."""
        if self.plan is not None:
            self._ask(partial(self._kit.book.people.plan, self.plan))

    def _ask(self, job: Any, *, fresh: bool = False) -> None:
        def work() -> tuple[Plan, list[Line[Taken]], Seen | None]:
            plan: Plan = job()
            people = self._kit.book.people
            shown = import_words.lines(plan.preview, self._kit.voice) if plan.preview else []
            return plan, shown, people.look()[0] if plan.preview and plan.preview.questions else None

        self._kit.worker.ask(work, partial(self._take, fresh=fresh), otherwise=self._unreadable, topic="import")

    def _unreadable(self, error: UserError) -> None:
        self.refused.emit(error)
        if self.plan is None:
            self.left.emit()

    def _take(self, found: tuple[Plan, list[Line[Taken]], Seen | None], *, fresh: bool) -> None:
        voice = self._kit.voice
        # What is hidden with the keyboard on it would send it elsewhere.
        inside = focus.holds(self)
        self.plan, self._lines, seen = found
        plan = self.plan
        self.question.seen = seen
        self.file.say(plan.path.name)
        self.columns.show_plan(plan)
        wrong = voice.refusal(plan.wrong) if plan.wrong else ""
        if plan.preview is not None and not plan.preview.lines:
            wrong = voice(N_("Below its headings there is no row in this list."))
        self.wrong.say(wrong)
        self.wrong.setVisible(bool(wrong))
        if plan.wrong is not None:
            self.columning.setChecked(True)
        elif fresh:
            self.columning.setChecked(False)
        for one in (self.tabs, self.table, self._headings, self.chosen):
            one.setVisible(bool(plan.preview and plan.preview.lines))
        if plan.preview is not None:
            self._show_tabs(plan.preview, fresh=fresh)
        else:
            self.question.hide()
        self._ready()
        if fresh or (inside and not focus.holds(self)):
            self.first()

    def _show_tabs(self, preview: Preview, *, fresh: bool) -> None:
        from koyradesk.directory.importing import STATES

        voice = self._kit.voice
        held = "" if fresh else self._states[max(0, self.tabs.currentIndex())]
        counts: dict[str, int] = dict(preview.counts.items())
        self._states = ["", *(one for one in import_words.ORDER if counts[one])]
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        names: dict[str, str] = dict(STATES.items())
        for one in self._states:
            said = voice(names[one]) if one else voice(N_("All rows"))
            count = voice.digits(counts[one] if one else len(preview.lines))
            self.tabs.addTab(f"{said} · {count}")
        self.tabs.setCurrentIndex(self._states.index(held) if held in self._states else 0)
        self.tabs.blockSignals(False)
        self.tabs.updateGeometry()
        self._fill()

    def _fill(self) -> None:
        state = self._states[max(0, self.tabs.currentIndex())]
        now = self.table.now()
        self.table.show_rows([one for one in self._lines if not state or (one.thing and one.thing.state == state)])
        rows = self.table.rows
        at = rows.find(lambda one: now is not None and one.number >= now.number and one.state == now.state)
        if not at.isValid():
            at = rows.find(lambda one: now is not None and one.number >= now.number)
        self.table.show_at(at if at.isValid() else rows.find(lambda _: True))
        self._tell()

    def _tell(self) -> None:
        """Of the chosen row all that the table may have had no room for; what is asked about it."""
        voice, now, plan = self._kit.voice, self.table.now(), self.plan
        asked = now.questions[0] if now is not None and now.questions else None
        said = import_words.told(now, voice) if now is not None and asked is None else ""
        self.chosen.say(f"{now.name}: {said}" if now is not None and said else "")
        self.chosen.setVisible(bool(said))
        # Where the columns stand there is no room for more.
        self.question.setVisible(asked is not None and not self.columning.isChecked())
        if asked is not None and plan is not None and plan.preview is not None:
            self.question.show_question(asked, len(plan.preview.questions))

    def _ready(self) -> None:
        preview = self.plan.preview if self.plan else None
        count = preview.counts["new"] + preview.counts["changed"] if preview else 0
        one, many, none = N_("Take in 1 row"), N_("Take in {count} rows"), N_("Nothing to take in")
        self.taking.setText(self._kit.voice(one if count == 1 else many if count else none, count=count))
        self.taking.setAccessibleName(self.taking.text())
        self.taking.setEnabled(bool(count))
        self.taking.updateGeometry()

    # What is answered

    def _show_columns(self, shown: bool) -> None:
        self.columns.setVisible(shown)
        self._tell()
        if self.isVisible():
            self.first()

    def _columns_changed(self, holds: tuple[str, ...]) -> None:
        if self.plan is not None:
            wanted = replace(self.plan, columns=replace(self.plan.columns, holds=holds))
            self._ask(partial(self._kit.book.people.plan, wanted))

    def _another_sheet(self, name: str) -> None:
        if self.plan is not None:
            self.read(self.plan.path, name)

    def _answer(self, name: str, answer: str) -> None:
        self._choose({name: answer})

    def _all_new(self) -> None:
        from koyradesk.directory.importing import NEW

        if self.plan is not None and self.plan.preview is not None:
            self._choose({one.name: NEW for one in self.plan.preview.questions})

    def _choose(self, answers: dict[str, str]) -> None:
        """What was said about names; the row that is asked about next is chosen then."""
        from koyradesk.directory.names import key
        from koyradesk.markup import escape

        if self.plan is None:
            return
        said = {key(escape(name)): answer for name, answer in answers.items()}
        wanted = replace(self.plan, choices={**self.plan.choices, **said})
        self._ask(partial(self._kit.book.people.plan, wanted))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self) -> None:
        """Writes what is shown."""
        preview = self.plan.preview if self.plan else None
        if preview is None or not preview.writes:
            return
        counts = preview.counts
        left = counts["unclear"] + counts["refused"]
        sentence = N_("The list is taken in: {new} new, {changed} changed.")
        rest = N_("The list is taken in: {new} new, {changed} changed; {left} rows were left out.")
        said = self._kit.voice(rest if left else sentence, new=counts["new"], changed=counts["changed"], left=left)
        job = partial(self._kit.book.people.take_in, preview)
        self._acts.do(job, said, then=self._taken, otherwise=self._not_taken)

    def _taken(self, _: Done) -> None:
        self.plan = None
        self.left.emit()

    def _not_taken(self, error: UserError) -> None:
        self.refused.emit(error)
        self.renew()

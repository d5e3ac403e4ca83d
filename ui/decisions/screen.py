"""The place of decisions: what is followed on this day, opened to its rows; what one does with it in a panel beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.decisions.acts import Acts
from ui.decisions.filters import FilterBar
from ui.decisions.shapes import Filters, Page
from ui.decisions.shown import Shown, matter_shown
from ui.decisions.side import Side
from ui.decisions.table import Headings, Table
from ui.fields.flow import flow
from ui.keys import ENTERS
from ui.kit import Kit
from ui.parts import Button, Text, row, rule
from ui.quiet import Nothing
from ui.theme import GAP, HALF, ROOM, STEP

if TYPE_CHECKING:
    from koyradesk.model import Ref
    from ui.decisions.shapes import State

#: Lower than this, there is no room for filters, a panel and buttons at once.
_LOW = 640
#: What is said where nothing is listed.
_NONE: dict[State, str] = {
    "open": N_("Nothing is open. A decision comes here as soon as it has a day or a rule."),
    "late": N_("Nothing is late."),
    "week": N_("Nothing is due within seven days."),
    "unruled": N_("Every decision of the last two years has its rule."),
    "closed": N_("No committee has closed anything yet."),
}


class DecisionsScreen(QWidget):
    """Shows a page of what is followed; every write is followed by a new look at it."""

    told = Signal(str, object)
    overtaken = Signal(object)
    refused = Signal(object)
    went = Signal(str)
    #: To a decision in its minutes: meeting, step, field.
    minutes_asked = Signal(str, str, object)
    #: The progress report of a committee's decisions: the meeting it is of.
    progress_asked = Signal(str)
    #: The register of an obligation: its parties and periods as one grid.
    register_asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        name = voice(N_("Decisions and their execution"))
        self.setAccessibleName(name)
        self.page: Page | None = None
        #: Somebody came and waits for the first page.
        self._coming = False
        self.title = Text(name, "title")
        self.day = Text(role="muted")
        self.reporting = Button(voice(N_("Progress report")), look, icon="file-text")
        self.reminding = Button(voice(N_("Reminders")), look, role="primary")
        self.bar = FilterBar(kit)
        self.table = Table(voice, look)
        self.nothing = Nothing()
        self.more = Text(role="small")
        self.side = Side(voice, look)
        self.telling = self._act(N_("Write progress"), "Insert")
        self.ruling = self._act(N_("Rule"), "Ctrl+R")
        self.deciding = self._act(N_("Committee decides"), "Ctrl+D")
        self.logging = self._act(N_("What was told"), "Ctrl+H")
        self.gridding = self._act(N_("Register"), "Ctrl+T", shows_keys=False)
        self.going = self._act(N_("To the minutes"), "Ctrl+G", shows_keys=False)
        self.acts = Acts(self, kit)
        self._build()
        self._connect()

    def _act(self, name: str, keys: str, *, shows_keys: bool = True) -> Button:
        """A button below the table; its key works as well where a low window has no room for it."""
        made = Button(self._kit.voice(name), self._kit.look, role="small", keys=keys, owns_keys=False,
                      shows_keys=shows_keys)  # fmt: skip
        QShortcut(QKeySequence(keys), self, made.click)
        return made

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.day)
        head = row(self.bar.words, self.reporting, self.reminding)
        head.insertLayout(0, words, 1)
        for one in (self.bar.words, self.reporting, self.reminding):
            head.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        listed = QFrame()
        listed.setProperty("role", "card")
        listed.setAccessibleName(self.table.accessibleName())
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(1, HALF, 1, HALF)
        inside.setSpacing(0)
        inside.addWidget(Headings(self._kit.voice, self._kit.look, self.table))
        inside.addWidget(rule())
        inside.addWidget(self.table, 1)
        inside.addWidget(self.more)
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(self.table.accessibleName())
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(listed)
        middle = row(self.stack, self.side, spacing=STEP)
        middle.setStretch(0, 1)
        self.side.hide()
        self.more.hide()
        below = self.below = QWidget()
        below.setAccessibleName(self._kit.voice(N_("The chosen decision")))
        below.setLayout(flow(self.telling, self.ruling, self.deciding, self.logging, self.gridding, self.going))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ROOM, GAP, ROOM, STEP)
        whole.setSpacing(STEP)
        whole.addLayout(head)
        whole.addWidget(self.bar)
        whole.addLayout(middle, 1)
        whole.addWidget(below)

    def _connect(self) -> None:
        self.bar.changed.connect(self._narrow)
        self.reminding.clicked.connect(partial(self.went.emit, "reminders"))
        self.reporting.clicked.connect(self._ask_progress)
        self.table.moved.connect(self._moved)
        self.table.asked.connect(self.acts.tell_or_rule)
        self.telling.clicked.connect(self.acts.tell)
        self.ruling.clicked.connect(self.acts.rule)
        self.deciding.clicked.connect(self.acts.decide)
        self.logging.clicked.connect(self.acts.log)
        self.going.clicked.connect(self.acts.to_minutes)
        self.gridding.clicked.connect(self._ask_register)
        self.side.dropped.connect(self.close_side)
        self.side.turned.connect(self._fit)
        undo = QKeySequence.StandardKey.Undo
        QShortcut(undo, self.table, self.acts.undo, context=Qt.ShortcutContext.WidgetShortcut)
        QShortcut(QKeySequence("Ctrl+Shift+Z"), self.table, self.acts.redo, context=Qt.ShortcutContext.WidgetShortcut)

    def first(self) -> None:
        """Where the keyboard begins: at the table, once it is there."""
        self._coming = self.page is None
        if self.stack.currentIndex():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.bar.states.begin()

    def _narrow(self) -> None:
        # What the panel is about may be listed no more.
        self.side.hide()
        self.renew()

    # What is shown

    def show_filters(self, filters: Filters) -> None:
        """Lists what another place wants to see."""
        self.bar.filters = filters
        self.renew()

    def renew(self) -> None:
        """Asks anew for what is listed, where it is looked at."""
        if self.isVisible():
            job = partial(self._look, self.bar.filters)
            self._kit.worker.ask(job, self._take, topic="decisions")

    def _look(self, filters: Filters) -> tuple[Page, list[Shown]]:
        page = self._kit.book.followed.listing(filters)
        return page, [matter_shown(one, page.on, self._kit.voice) for one in page.matters]

    def _take(self, found: tuple[Page, list[Shown]]) -> None:
        self.page, shown = found
        page, voice = self.page, self._kit.voice
        had_focus = self.table.hasFocus()
        self.day.say(voice(N_("As it stands on {day}"), day=voice.date(page.on)))
        self.reminding.setText(voice(N_("Reminders ({count})"), count=page.late_parties))
        self.reminding.setAccessibleName(self.reminding.text())
        self.reminding.updateGeometry()
        self.reminding.setEnabled(bool(page.late_parties))
        self.bar.show_page(page)
        self.table.show_page(page, shown)
        self.stack.setCurrentIndex(1 if page.matters else 0)
        self._fit()
        none = N_("Nothing fits what was chosen above.") if self.bar.narrows() else _NONE[page.filters.state]
        self.nothing.say(voice(none))
        sentence = N_("{count} older ones are not listed. Choose a committee or a year to see them.")
        self.more.say(voice(sentence, count=page.more) if page.more else "")
        self.more.setVisible(bool(page.more))
        if had_focus and not page.matters:
            self.bar.states.begin()
        elif self._coming and self.isVisible() and self.bar.isAncestorOf(self.focusWidget() or self.bar):
            # Who went on before the first page came keeps the keyboard there.
            self.first()
        self._coming = False
        self.acts.renewed()

    def _fit(self) -> None:
        """In a low window the panel takes the room of the filters and the buttons; their keys go on working."""
        room = self.height() >= _LOW or self.side.isHidden()
        self.bar.setVisible(room)
        self.below.setVisible(room and self.page is not None and bool(self.page.matters))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def _moved(self) -> None:
        matter = self.table.matter()
        for one in (self.ruling, self.logging, self.deciding):
            one.setEnabled(matter is not None)
        self.telling.setEnabled(matter is not None and bool(matter.tasks))
        self.gridding.setEnabled(matter is not None and bool(matter.tasks))
        self.going.setEnabled(matter is not None and bool(matter.obligation.meeting))
        self.acts.moved()

    def close_side(self) -> None:
        """Back to the table alone."""
        held = self.side.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.side.hide()
        if held or not self.focusWidget():
            self.first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaves = event.key() == Qt.Key.Key_Escape
        if self.bar.words.hasFocus() and (leaves or event.key() in (*ENTERS, Qt.Key.Key_Down)):
            # From the words to what was found; Escape forgets them.
            if leaves:
                self.bar.words.clear()
            self.first()
        elif event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self.close_side()
        elif event.key() == Qt.Key.Key_Escape and self.table.let_go():
            pass
        else:
            super().keyPressEvent(event)

    def _ask_progress(self) -> None:
        matter = self.table.matter()
        self.progress_asked.emit(matter.obligation.meeting if matter else "")

    def _ask_register(self) -> None:
        if matter := self.table.matter():
            self.register_asked.emit(matter.id)

    def go_to(self, meeting: str, ref: Ref | None) -> None:
        """To a decision in its minutes."""
        self.minutes_asked.emit(meeting, "items", ref)

"""The papers: the list with what narrows it at the left, the chosen paper at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.fields import LineField
from ui.fields.flow import flow
from ui.kit import Kit
from ui.letter_book import PaperRow
from ui.letters.kinds import NAMES, named
from ui.letters.list import PAGE, PaperList, narrowed
from ui.letters.menus import pick
from ui.letters.reading import PaperReading
from ui.meeting_list import STATES
from ui.meetings_screen import NARROW, WIDE
from ui.names import file_name
from ui.parts import Button, Text, row
from ui.quiet import Nothing
from ui.raster import Paper
from ui.theme import GAP, STEP

#: Milliseconds an old page may stand before its desk is emptied; a pause in typing that searches.
_BLANK_AFTER, _PAUSE = 250, 120
_LEAST, _MOST = 240, 560
#: Kinds as one may want to see them, in the order of the menu.
_KINDS: tuple[str, ...] = (
    *("minutes", "notice", "endorsement", "extract", "progress", "reminder", "return"),
    *("postponement", "cancellation", "reply", "correction"),
)


class PapersScreen(QWidget):
    """Shows rows, narrows them, shows the chosen paper."""

    new_asked = Signal()
    batch_asked = Signal()
    #: A paper is to be opened: its row.
    edit_asked = Signal(object)
    unwanted = Signal(object)
    #: The way a paper is to be given out, its key, the name of its file.
    give_asked = Signal(str, object, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._voice, self._worker, self._book = kit, kit.voice, kit.worker, kit.book.letters
        voice, look = kit.voice, kit.look
        self._rows: tuple[PaperRow, ...] = ()
        self._kind = self._state = self._meeting = ""
        self._shown = PAGE
        self._stale = True
        self._held: str | None = None
        name = voice(N_("Letters and papers"))
        self.setAccessibleName(name)
        self.list = PaperList(voice, look)
        self.reading = PaperReading(voice, look, kit.draw)
        self.making = Button(voice(N_("New paper")), look, role="primary", icon="plus", keys="Ctrl+L", owns_keys=False)
        self.batch = Button(voice(N_("All reminders of a day")), look, role="quiet", icon="list-checks",
                            keys="Ctrl+Shift+R", shows_keys=False)  # fmt: skip
        self.search = LineField(voice(N_("Search in the papers")), look, hint=voice(N_("Subject, number, recipient")))
        self.kinds = Button(voice(N_("All kinds")), look, role="small", icon="chevron-down")
        self.states = Button(voice(N_("All states")), look, role="small", icon="chevron-down")
        self.of = Button(voice(N_("Of one meeting")), look, role="small", icon="x")
        self.of.hide()
        self.older = Button(voice(N_("Show older ones")), look, role="small", icon="chevron-down")
        self.everything = Button(voice(N_("Show all papers")), look, icon="file-text")
        self.beginning = Button(voice(N_("New paper")), look, icon="plus")
        self.nothing = Nothing(self.everything)
        self.count = Text(role="small")
        self._build(name)
        self._blank = QTimer(self, singleShot=True, interval=_BLANK_AFTER)
        self._blank.timeout.connect(partial(self.reading.ready, None))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._narrow)
        self._connect()

    def _build(self, name: str) -> None:
        voice = self._voice
        column = QWidget()
        column.setAccessibleName(self.list.accessibleName())
        column.setMinimumWidth(_LEAST)
        column.setMaximumWidth(_MOST)
        self.making.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stack = QVBoxLayout(column)
        stack.setContentsMargins(GAP, GAP, 0, GAP)
        stack.setSpacing(STEP)
        above = row(self.making, self.batch)
        above.setStretch(0, 1)
        stack.addLayout(above)
        stack.addWidget(self.search)
        stack.addLayout(flow(self.kinds, self.states, self.of))
        stack.addWidget(self.count)
        stack.addWidget(self.list, 1)
        stack.addLayout(row(self.older, 1))
        stack.addStretch(0)
        self.right = QStackedWidget()
        self.right.setAccessibleName(voice(N_("The chosen paper")))
        self.right.addWidget(self.reading)
        self.right.addWidget(self.nothing)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setAccessibleName(name)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(STEP)
        self.splitter.addWidget(column)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.handle(1).setAccessibleName(voice(N_("Width of the list")))
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.splitter)

    def _connect(self) -> None:
        memory = self._kit.memory
        self.making.clicked.connect(self.new_asked)
        self.batch.clicked.connect(self.batch_asked)
        self.everything.clicked.connect(self.show_all)
        self.search.typed.connect(lambda _: self._pause.start())
        self.search.confirmed.connect(self._to_list)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus, context=within)
        self.kinds.clicked.connect(lambda: self._menu(self.kinds))
        self.states.clicked.connect(lambda: self._menu(self.states))
        self.of.clicked.connect(lambda: self.show_meeting(""))
        self.older.clicked.connect(self._more)
        self.list.chosen.connect(self._chosen)
        self.list.asked.connect(self.edit_asked)
        self.list.unwanted.connect(self._drop)
        self.reading.edit_asked.connect(self._edit)
        self.reading.unwanted.connect(self._drop)
        self.reading.wanted.connect(self._give)
        self.splitter.splitterMoved.connect(lambda *_: memory.keep("list", str(self.splitter.sizes()[0])))

    def set_narrow(self, narrow: bool) -> None:
        """The list as wide as it was left, or as suits the window."""
        wide = self._kit.memory.number("list") or (NARROW if narrow else WIDE)
        room = sum(self.splitter.sizes()) or self.width()
        self.splitter.setSizes([wide, max(0, room - wide)])

    def first(self) -> None:
        """Where the keyboard begins."""
        target = self.list if self.list.isVisibleTo(self) else self.making
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.reading.paper.busy()

    # The rows

    def renew(self) -> None:
        """Something was written: the list, and the paper on show, may be others now."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._worker.ask(self._book.rows, self.fill, topic="papers")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.renew()

    def fill(self, rows: tuple[PaperRow, ...]) -> None:
        """Other rows; the one that was chosen stays so."""
        self._rows = rows
        self._narrow()
        if (chosen := self.list.now()) is not None:
            self._chosen(chosen)

    def choose(self, letter: str) -> None:
        """The paper that is to be chosen when it is there."""
        self._held = letter

    def show_meeting(self, meeting: str, name: str = "") -> None:
        """Only the papers of one meeting; "" for all again."""
        self._meeting = meeting
        self.of.setVisible(bool(meeting))
        self._rename(self.of, name or self._voice(N_("Of one meeting")))
        self._narrow()

    @property
    def meeting(self) -> str:
        """The meeting whose papers alone are shown."""
        return self._meeting

    def show_all(self) -> None:
        """Nothing narrows the list any more."""
        self.search.show_marked("")
        self._take_kind("")
        self._take_state("")
        self.show_meeting("")
        self.first()

    def _narrow(self) -> None:
        chosen = self.list.now()
        held, self._held = self._held or (chosen.id if chosen else ""), None
        found = narrowed(self._rows, self._kind, self._state, self.search.text(), self._meeting)
        shown = found[: self._shown]
        self.list.mark(self.search.text())
        same = [one.thing for one in self.list.rows.lines] == shown
        if not same:
            self.list.rows.fill(shown)
        less = len(found) != len(self._rows)
        few = N_("1 of {all} papers") if len(found) == 1 else N_("{number} of {all} papers")
        self.count.say(self._voice(few, number=len(found), all=len(self._rows)))
        self.count.setVisible(less)
        self.older.setVisible(len(found) > len(shown))
        if not shown and self.list.hasFocus():
            self.making.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setHidden(not shown)
        if not shown:
            self._say_nothing(less)
        elif not (same and chosen) and not self.list.choose(held):
            self.list.choose_first()

    def _say_nothing(self, less: bool) -> None:
        voice = self._voice
        self.everything.setVisible(less)
        sentence = N_("No paper is like this. Take out what narrows the list.") if less else N_(
            "There is no paper yet. A new one is begun with Ctrl L: a notice, a reminder, an endorsement and others."
        )  # fmt: skip
        self.nothing.say(voice(sentence))
        self.right.setCurrentWidget(self.nothing)

    def _more(self) -> None:
        self._shown += PAGE
        self._narrow()

    def _to_list(self) -> None:
        self._pause.stop()
        self._narrow()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _menu(self, button: Button) -> None:
        take: Callable[[str], None]
        if button is self.kinds:
            every, now, take = _KINDS, self._kind, self._take_kind
        else:
            every, now, take = tuple(STATES), self._state, self._take_state
        pick(button, [(one, self._called(button, one)) for one in ("", *every)], take, now)

    def _called(self, button: Button, one: str) -> str:
        if button is self.kinds:
            return self._voice(NAMES[one]) if one else self._voice(N_("All kinds"))
        return self._voice(STATES[one][0]) if one else self._voice(N_("All states"))

    def _take_kind(self, kind: str) -> None:
        self._kind = kind
        self._rename(self.kinds, self._called(self.kinds, kind))
        self._narrow()

    def _take_state(self, state: str) -> None:
        self._state = state
        self._rename(self.states, self._called(self.states, state))
        self._narrow()

    def _rename(self, button: Button, words: str) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.updateGeometry()

    # The chosen paper

    def _chosen(self, one: PaperRow) -> None:
        self.reading.show_row(one)
        self.right.setCurrentWidget(self.reading)
        self.reading.wait()
        if not self.isVisible():
            self._stale = True
            return
        self._blank.start()
        job = partial(self._book.paper, one.key)
        self._worker.ask(job, self._take_paper, otherwise=self._no_paper, topic="paper of the list")

    def _take_paper(self, paper: Paper) -> None:
        self._blank.stop()
        self.reading.ready(paper)

    def _no_paper(self, error: UserError) -> None:
        self._blank.stop()
        self.reading.refuse(self._voice.refusal(error))

    def _edit(self) -> None:
        if one := self.list.now():
            self.edit_asked.emit(one)

    def _drop(self, *_: object) -> None:
        one = self.list.now()
        if one and one.key.letter:
            self.unwanted.emit(one)

    def _give(self, way: str) -> None:
        if one := self.list.now():
            name = file_name(named(one.key, self._voice), (one.to or one.committee)[:60], one.number)
            self.give_asked.emit(way, one.key, name)

"""The meetings: the list with its search at the left, the chosen meeting with its papers at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.book import Wanted
from ui.kit import Kit
from ui.meeting_list import MeetingList, Row, month_of, name_of
from ui.names import file_name
from ui.parts import Button, Text
from ui.printing import Printing
from ui.quiet import Nothing
from ui.raster import Paper
from ui.reading import KINDS, Reading
from ui.theme import GAP, STEP

#: Milliseconds an old page may stand before its desk is emptied.
_BLANK_AFTER = 250
#: How wide the list is before anyone drags it, in a window and in a narrow one; and its limits.
WIDE, NARROW = 344, 300
_LEAST, _MOST = 240, 560


class MeetingsScreen(QWidget):
    """Shows rows, searches among them, shows the papers of the chosen one."""

    edit_asked = Signal(str)
    #: A meeting is to go to the bin: its row.
    unwanted = Signal(object)
    new_asked = Signal()
    file_asked = Signal()
    #: The search is to be cleared.
    all_asked = Signal()
    #: The list is to be narrowed by words.
    narrow_asked = Signal()
    refused = Signal(object)
    #: The papers of a meeting are to be shown: its id and name.
    papers_asked = Signal(str, str)

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._worker, self._book, self._memory, self._voice = kit.worker, kit.book, kit.memory, kit.voice
        voice, look = kit.voice, kit.look
        self._printing = printing
        self._rows: tuple[Row, ...] = ()
        self._query = ""
        #: The paper on show is not the one of the chosen meeting: to be asked for when the screen is seen.
        self._stale = False
        #: What the paper on the desk is.
        self._shown: Wanted | None = None
        self.setAccessibleName(voice(N_("Meetings")))
        self.list = MeetingList(voice, look)
        self.reading = Reading(voice, look, kit.draw)
        #: The way out of a search that found nothing.
        self.everything = Button(voice(N_("Show all meetings")), look, icon="calendar")
        self.everything.hide()
        self.nothing = Nothing(self.everything)
        self.making = Button(
            voice(N_("New meeting")), look, role="primary", icon="plus", keys="Ctrl+N", owns_keys=False
        )
        self.opening = Button(
            voice(N_("Open a file of minutes")), look, role="quiet", icon="folder-open", keys="Ctrl+O",
            shows_keys=False, owns_keys=False,
        )  # fmt: skip
        #: How many meetings a search found.
        self.hits = Text(role="small")
        self.hits.hide()
        self._build()
        self._blank = QTimer(self, singleShot=True, interval=_BLANK_AFTER)
        self._blank.timeout.connect(partial(self.reading.ready, None))
        self._connect()

    def _build(self) -> None:
        voice = self._voice
        self._column = QWidget()
        self._column.setAccessibleName(self.list.accessibleName())
        self._column.setMinimumWidth(_LEAST)
        self._column.setMaximumWidth(_MOST)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(GAP, GAP, 0, GAP)
        column.setSpacing(STEP)
        buttons = QHBoxLayout()
        self.making.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.making, 1)
        buttons.addWidget(self.opening)
        column.addLayout(buttons)
        column.addWidget(self.hits)
        column.addWidget(self.list, 1)
        # Takes the room of the list where there is none.
        column.addStretch(0)
        self.right = QStackedWidget()
        self.right.setAccessibleName(voice(N_("The chosen meeting")))
        self.right.addWidget(self.reading)
        self.right.addWidget(self.nothing)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setAccessibleName(voice(N_("Meetings")))
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(STEP)
        self.splitter.addWidget(self._column)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.handle(1).setAccessibleName(voice(N_("Width of the list")))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.splitter)

    def _connect(self) -> None:
        self.making.clicked.connect(self.new_asked)
        self.opening.clicked.connect(self.file_asked)
        self.everything.clicked.connect(self.all_asked)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+F"), self, self.narrow_asked.emit, context=within)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self.edit_asked)
        self.list.unwanted.connect(self.unwanted)
        self.reading.edit_asked.connect(self._edit)
        self.reading.kind_chosen.connect(self._ask_paper)
        self.reading.print_asked.connect(self.ask_printer)
        self.reading.save_asked.connect(self.ask_where)
        self.reading.picture_asked.connect(self.ask_picture)
        self.reading.unwanted.connect(self._drop)
        self.reading.papers_asked.connect(self._ask_papers)
        self.splitter.splitterMoved.connect(lambda *_: self._memory.keep("list", str(self.splitter.sizes()[0])))

    def set_narrow(self, narrow: bool) -> None:
        """The list as wide as it was left, or as suits the window."""
        wide = self._memory.number("list") or (NARROW if narrow else WIDE)
        room = sum(self.splitter.sizes()) or self.width()
        self.splitter.setSizes([wide, max(0, room - wide)])

    def quiet(self, sentence: str) -> None:
        """A word instead of a meeting."""
        self.nothing.say(sentence)
        self.right.setCurrentWidget(self.nothing)

    def first(self) -> None:
        """Where the keyboard begins."""
        target = self.everything if self.everything.isVisibleTo(self) else self.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # The list and its search

    def fill(self, rows: tuple[Row, ...], choose: str = "") -> None:
        """Other rows; the one that was chosen stays so, unless another is to be."""
        held = choose or (row.id if (row := self.list.current()) else "")
        self._rows = rows
        if self._query and not choose:
            self._ask_search()
        else:
            self._query = ""
            self._show(rows, held)

    def _show(self, rows: tuple[Row, ...], choose: str) -> None:
        self.hits.setVisible(bool(self._query and rows))
        few = N_("“{query}” stands in 1 meeting.") if len(rows) == 1 else N_("“{query}” stands in {number} meetings.")
        self.hits.say(self._voice(few, query=self._query, number=len(rows)))
        self.list.rows.fill(rows)
        self.list.mark(self._query)
        lost = bool(self._query) and not rows
        # An empty box says nothing.
        self.list.setHidden(lost)
        self.everything.setVisible(lost)
        if lost:
            nothing = N_("Nothing was found for “{query}”. Try fewer or other words.")
            self.quiet(self._voice(nothing, query=self._query))
        elif not self.list.choose(choose) and not self.list.choose_first():
            self.quiet(self._voice(N_("Choose a meeting at the left.")))

    def search(self, query: str) -> bool:
        """Shows the meetings in which the words stand, all of them without words; says whether the words are others."""
        if query == self._query:
            return False
        self._query = query
        if query:
            self._ask_search()
        else:
            self._worker.drop("search")
            self._show(self._rows, row.id if (row := self.list.current()) else "")
        return True

    def _ask_search(self) -> None:
        self._worker.ask(partial(self._book.search, self._query), self._found, topic="search")

    def _found(self, rows: tuple[Row, ...]) -> None:
        held = self.list.current()
        # Of a meeting's papers, the minutes have the words that were found.
        self.reading.tabs.setCurrentIndex(0)
        self._show(rows, held.id if held else "")

    # The chosen meeting

    def _chosen(self, meeting: str) -> None:
        row = self.list.current()
        if row is None:
            return
        self._memory.keep("meeting", meeting)
        self.reading.show_meeting(row, self._facts(row))
        self.right.setCurrentWidget(self.reading)
        self._ask_paper()

    def _facts(self, row: Row) -> str:
        voice = self._voice
        facts = [voice.date(row.date) if row.date else row.date_text]
        if row.number:
            facts.append(voice(N_("Memo {number}"), number=row.number))
        return " · ".join(fact for fact in facts if fact)

    def _ask_paper(self, kind: str = "") -> None:
        row = self.list.current()
        if row is None:
            return
        # Leafing quickly, the page before stays until the next is there; a slow one leaves the desk empty.
        self.reading.wait()
        # A page that nobody sees is not made.
        self._stale = not self.isVisible()
        if self._stale:
            return
        wanted = Wanted(row.id, kind or self.reading.kind)
        if wanted != self._shown:
            self._blank.start()
        self._worker.ask(
            partial(self._book.paper, wanted),
            partial(self._take_paper, wanted),
            otherwise=partial(self._no_paper, wanted),
            topic="paper",
        )

    def renew(self) -> None:
        """Something was written in a meeting: the paper on show may be another now."""
        self._ask_paper()

    def _take_paper(self, wanted: Wanted, paper: Paper | None) -> None:
        self._blank.stop()
        # Written to elsewhere, a paper stays where one was reading it.
        self.reading.ready(paper, keep_place=wanted == self._shown)
        self._shown = wanted

    def _no_paper(self, wanted: Wanted, error: UserError) -> None:
        self._take_paper(wanted, None)
        self.refused.emit(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask_paper()

    def _edit(self) -> None:
        if row := self.list.current():
            self.edit_asked.emit(row.id)

    def _ask_papers(self) -> None:
        if row := self.list.current():
            self.papers_asked.emit(row.id, name_of(row, self._voice))

    def _drop(self) -> None:
        if row := self.list.current():
            self.unwanted.emit(row)

    # Printing and saving

    def ask_printer(self) -> None:
        """Prints the paper on show."""
        row, paper = self.list.current(), self.reading.paper.held
        if row and paper:
            self._printing.ask_printer(paper, self._file_name(row))

    def ask_where(self) -> None:
        """Saves the paper on show as PDF."""
        row, paper = self.list.current(), self.reading.paper.held
        if row and paper:
            self._printing.ask_pdf(paper, self._file_name(row))

    def ask_picture(self) -> None:
        """Saves the pages of the paper on show as pictures."""
        row, paper = self.list.current(), self.reading.paper.held
        if row and paper:
            self._printing.ask_picture(paper, self._file_name(row))

    def _file_name(self, row: Row) -> str:
        kind = "" if self.reading.kind == KINDS[0][0] else self._voice(dict(KINDS)[self.reading.kind])
        return file_name(row.committee, month_of(row, self._voice), row.number, kind)

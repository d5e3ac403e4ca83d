"""The window: puts the screens together, asks the worker, shows what comes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.book import Book, Changed, Opened, Reviewed, State, Wanted
from ui.frame import Notice, Rail, StatusLine
from ui.meeting_list import MeetingList, Row
from ui.memory import LEAST, Memory
from ui.names import file_name
from ui.pages import PageView
from ui.parts import Button
from ui.quiet import Keys, Nothing, Welcome
from ui.raster import Paper, prepare
from ui.reading import KINDS, Reading
from ui.review import Review
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens
from ui.worker import Worker

_SEARCH_PAUSE = 150


class Window(QWidget):
    """One office's window. ``book`` is touched only on the worker's thread, by the jobs handed to it."""

    language_asked = Signal()
    scheme_asked = Signal()
    closed = Signal()

    def __init__(self, worker: Worker, book: Book, memory: Memory, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._worker, self._book, self._memory = worker, book, memory
        self._voice, self._look = voice, look
        self._rows: tuple[Row, ...] = ()
        self._state: State | None = None
        self._paper: Paper | None = None
        self._reviewed: Reviewed | None = None
        self._query = ""
        self._dialog: QFileDialog | QPrintDialog | None = None
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.setWindowTitle(voice(N_("Koyradesk")))
        memory.place(self)

    # Making

    def _build(self) -> None:
        voice, look = self._voice, self._look
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("Koyradesk")))
        self.rail, self.notice, self.status = Rail(voice, look), Notice(voice, look), StatusLine(voice, look)
        self.list, self.reading = MeetingList(voice, look), Reading(voice, look)
        self.nothing, self.welcome = Nothing(), Welcome(voice, look)
        self.review, self.keys = Review(voice, look), Keys(voice, look)
        self.opening = Button(
            voice(N_("Open a file of minutes")), look, icon="folder-open", keys="Ctrl+O", owns_keys=False
        )

        column = QVBoxLayout()
        column.setContentsMargins(GAP, GAP, 0, GAP)
        column.setSpacing(STEP)
        column.addWidget(self.opening)
        column.addWidget(self.list, 1)
        self._side = QWidget()
        self._side.setAccessibleName(self.list.accessibleName())
        self._side.setLayout(column)
        self.right = _stack(voice(N_("The chosen meeting")), self.reading, self.nothing)
        meetings = QWidget()
        meetings.setAccessibleName(voice(N_("Meetings")))
        across = QHBoxLayout(meetings)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side)
        across.addWidget(self.right, 1)
        self.meetings = meetings
        self.screens = _stack(voice(N_("Content")), meetings, self.welcome, self.review, self.keys)

        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self.notice)
        content.addWidget(self.screens, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(content, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self._quiet(voice(N_("Opening the office …")))

    def _connect(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE)
        self._pause.timeout.connect(self._search)
        search = self.rail.search
        search.textChanged.connect(self._pause.start)
        search.left.connect(self._leave_search)
        QShortcut(QKeySequence("Ctrl+K"), self, self._to_search)
        QShortcut(QKeySequence("Ctrl+O"), self, self.ask_file)
        self.rail.went.connect(self.go)
        self.rail.language_asked.connect(self.language_asked)
        self.rail.scheme_asked.connect(self.scheme_asked)
        self.list.chosen.connect(self._chosen)
        self.reading.kind_chosen.connect(self._ask_paper)
        self.reading.print_asked.connect(self.ask_printer)
        self.reading.save_asked.connect(self.ask_where)
        self.opening.clicked.connect(self.ask_file)
        self.welcome.open_asked.connect(self.ask_file)
        self.welcome.sample_asked.connect(self.fill_sample)
        self.review.save_asked.connect(self.save_review)
        self.review.dropped.connect(self.drop_review)
        self._worker.refused.connect(self.refuse)
        for view, paper in (
            (self.reading.paper.view, lambda: self._paper),
            (self.review.paper.view, lambda: self._reviewed and self._reviewed.paper),
        ):
            view.wanted.connect(partial(self._ask_page, view, paper))

    # Coming in

    def opened(self, state: Opened) -> None:
        """The office is open: its meetings, its name."""
        self._rows = state.rows
        self._tell(state.state)
        if zoom := self._memory.zoom():
            self.reading.paper.view.set_zoom(zoom)
        self._fill(self._memory.text("meeting"))

    def take_over(self, old: Window) -> None:
        """Goes on where another window was: after a change of language or colours."""
        if old._state is None:
            return
        self.reading.tabs.setCurrentIndex(old.reading.tabs.currentIndex())
        view = old.reading.paper.view
        self._memory.keep("zoom", "" if view.fits else f"{view.zoom:.4f}")
        self.opened(Opened(old._rows, old._state))
        if old._reviewed:
            self._show_review(old._reviewed)
        if typed := old.rail.search.text():
            self.rail.search.setText(typed)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        views = (self.reading.paper.view, self.review.paper.view)
        return any(view.isVisible() and view.waits() for view in views)

    def refuse(self, error: UserError) -> None:
        """Shows a refusal above the content."""
        self.say_refused(self._voice.refusal(error))

    def say_refused(self, sentence: str) -> None:
        self.notice.refuse(sentence)

    def say_done(self, sentence: str) -> None:
        self.notice.tell(sentence)

    def go(self, place: str) -> None:
        """To another place of the rail."""
        self.rail.here(place)
        if place == "keys":
            self.screens.setCurrentWidget(self.keys)
        elif self._reviewed:
            self.screens.setCurrentWidget(self.review)
        else:
            self.screens.setCurrentWidget(self.meetings if self._rows else self.welcome)

    def _tell(self, state: State) -> None:
        self._state = state
        voice = self._voice
        if not self._reviewed:
            self.status.set_saved(voice(N_("All is saved")), safe=True)
        few = {0: N_("No meetings"), 1: N_("1 meeting")}
        self.status.count.say(voice(few.get(state.meetings, N_("{number} meetings")), number=state.meetings))
        self.status.backup.say(
            voice(N_("Last backup: {when}"), when=voice.moment(state.backup)) if state.backup
            else voice(N_("No backup yet"))
        )  # fmt: skip
        self.status.office.say(state.office)

    # The list and its search

    def _fill(self, choose: str = "") -> None:
        self.list.rows.fill(self._rows)
        self.go("meetings")
        if not self._rows:
            return
        if not self.list.choose(choose) and not self.list.choose_first():
            self._quiet(self._voice(N_("Choose a meeting at the left.")))

    def _quiet(self, sentence: str) -> None:
        self.nothing.say(sentence)
        self.right.setCurrentWidget(self.nothing)

    def _to_search(self) -> None:
        self.go("meetings")
        self.rail.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_search(self) -> None:
        self._pause.stop()
        self._search()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self) -> None:
        query = self.rail.search.text().strip()
        if query == self._query:
            return
        self._query = query
        if not query:
            self._worker.drop("search")
            self._found((), self._rows)
        else:
            self._worker.ask(partial(self._book.search, query), partial(self._found, query), topic="search")

    def _found(self, query: object, rows: tuple[Row, ...]) -> None:
        held = self.list.current()
        if self.screens.currentWidget() is not self.meetings and self._rows and not self._reviewed:
            self.go("meetings")
        self.list.rows.fill(rows)
        if not rows and query:
            self._quiet(self._voice(N_("Nothing was found for “{query}”. Try fewer or other words."), query=query))
        elif not (held and self.list.choose(held.id)):
            self.list.choose_first()

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
        self._take_paper(None)
        wanted = Wanted(row.id, kind or self.reading.kind)
        self._worker.ask(partial(self._book.paper, wanted), self._take_paper, otherwise=self._no_paper, topic="paper")

    def _take_paper(self, paper: Paper | None) -> None:
        self._paper = paper
        self.reading.ready(paper)

    def _no_paper(self, error: UserError) -> None:
        self._take_paper(None)
        self.refuse(error)

    def _ask_page(self, view: PageView, paper: object, index: int, width: int) -> None:
        held = paper() if callable(paper) else None
        if not isinstance(held, Paper):
            return

        def put(picture: QImage) -> None:
            # A picture of a paper that has left the desk is of no use.
            if paper() is held:
                view.put(index, picture)

        self._worker.ask(partial(self._book.picture, held, index, width), put, topic=f"{id(view)} page {index}")

    # Printing and saving

    def ask_printer(self) -> None:
        """Opens Qt's print dialog for the paper on show."""
        row, paper = self.list.current(), self._paper
        if not row or not paper:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, paper, self._file_name(row))
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self._voice(N_("Print")))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(lambda: self.print_on(printer, paper))
        self._open(dialog)

    def print_on(self, printer: QPrinter, paper: Paper) -> None:
        """Prints a paper; tells when it was handed over."""
        self._worker.ask(
            partial(self._book.print, printer, paper),
            lambda sent: self.say_done(
                self._voice(N_("Sent to the printer: {name}, {pages} pages."), name=printer.docName(), pages=sent)
            ),
        )

    def ask_where(self) -> None:
        """Asks where the PDF of the paper on show goes."""
        row, paper = self.list.current(), self._paper
        if not row or not paper:
            return
        dialog = QFileDialog(self, self._voice(N_("Save as PDF")), self._memory.text("folder", _documents()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self._voice(N_("PDF file (*.pdf)")))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._file_name(row) + ".pdf")
        dialog.fileSelected.connect(lambda path: self.save_pdf(Path(path), paper))
        self._open(dialog)

    def save_pdf(self, path: Path, paper: Paper) -> None:
        """Writes the very bytes on show."""
        self._memory.keep("folder", str(path.parent))
        self._worker.ask(
            partial(self._book.write_pdf, path, paper),
            lambda _: self.say_done(self._voice(N_("Saved: {path}"), path=str(path))),
        )

    def _file_name(self, row: Row) -> str:
        kind = "" if self.reading.kind == KINDS[0][0] else self._voice(dict(KINDS)[self.reading.kind])
        month = self._voice.month(row.period) if row.period else self._facts(row)
        return file_name(row.committee, month, row.number, kind)

    def _open(self, dialog: QFileDialog | QPrintDialog) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = dialog
        if isinstance(dialog, QFileDialog):
            # Where the system has no dialog of its own, Qt's is shown: too small for its own columns.
            dialog.resize(860, 520)
            for splitter in dialog.findChildren(QSplitter):
                splitter.setSizes([180, 640])
        # QPrintDialog hides the plain open of all dialogs behind an older one of its own.
        QDialog.open(dialog)

    # Opening a file

    def ask_file(self) -> None:
        """Asks for a file of minutes."""
        dialog = QFileDialog(self, self._voice(N_("Open a file of minutes")), self._memory.text("from", _documents()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self._voice(N_("Minutes as text (*.txt)")), self._voice(N_("All files (*)"))])
        dialog.fileSelected.connect(lambda path: self.read_file(Path(path)))
        self._open(dialog)

    def read_file(self, path: Path) -> None:
        """Reads a file of minutes and shows what it became."""
        self._memory.keep("from", str(path.parent))
        self._worker.ask(partial(self._book.read, path), self._show_review, topic="read")

    def _show_review(self, reviewed: Reviewed) -> None:
        self.notice.hide()
        self._reviewed = reviewed
        self.review.show_meeting(reviewed.meeting, reviewed.source)
        self.review.paper.show_paper(reviewed.paper)
        self.status.set_saved(self._voice(N_("Not saved yet")), safe=False)
        self.go("meetings")
        self.review.saving.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_review(self) -> None:
        """Saves the opened file as a meeting."""
        if self._reviewed:
            self.review.saving.setEnabled(False)
            self._worker.ask(
                partial(self._book.save, self._reviewed.meeting), self._saved_review, otherwise=self._not_saved
            )

    def _saved_review(self, changed: Changed) -> None:
        self._end_review()
        self.reading.tabs.setCurrentIndex(0)
        self.changed(changed)
        self.say_done(self._voice(N_("The meeting was saved.")))

    def _not_saved(self, error: UserError) -> None:
        self.review.saving.setEnabled(True)
        self.refuse(error)

    def drop_review(self) -> None:
        """Leaves the opened file unsaved; the file itself is untouched."""
        self._end_review()
        self.go("meetings")

    def _end_review(self) -> None:
        self._reviewed = None
        self.review.saving.setEnabled(True)
        self.status.set_saved(self._voice(N_("All is saved")), safe=True)

    def fill_sample(self) -> None:
        """Fills an empty office with the sample."""
        self._worker.ask(self._book.fill_sample, self.changed, topic="sample")

    def changed(self, changed: Changed) -> None:
        """After a write: what is shown is refreshed from what the write returned."""
        self._rows = changed.rows
        self._query = ""
        self.rail.search.clear()
        self._pause.stop()
        self._tell(changed.state)
        self._fill(changed.meeting)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Narrow screens (1366 pixels at 125 %) give the paper what the columns can spare.
        narrow = self.width() < 1200
        self.rail.setFixedWidth(176 if narrow else 200)
        self._side.setFixedWidth(288 if narrow else 336)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.read_file(Path(url.toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        view = self.reading.paper.view
        self._memory.keep("zoom", "" if view.fits else f"{view.zoom:.4f}")
        self._memory.keep_place(self)
        self._memory.write()
        super().closeEvent(event)
        self.closed.emit()


def _documents() -> str:
    """Where people keep their papers."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _stack(name: str, *screens: QWidget) -> QStackedWidget:
    made = QStackedWidget()
    made.setAccessibleName(name)
    for screen in screens:
        made.addWidget(screen)
    return made

"""The window: puts the screens together, asks the worker, shows what comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui import dialogs
from ui.book import Book, Changed, Opened, Reviewed, State, Wanted
from ui.meeting_list import Row, month_of
from ui.memory import LEAST, Memory
from ui.names import file_name
from ui.raster import Paper, prepare
from ui.reading import KINDS
from ui.say import Voice
from ui.screens import Screens
from ui.theme import Tokens
from ui.worker import Worker

#: Milliseconds: a pause in typing that starts a search; how long an old page may stand before its desk is emptied.
_SEARCH_PAUSE = 150
_BLANK_AFTER = 250
_HOUR = 3_600_000


class Window(Screens):
    """One office's window. ``book`` is touched only on the worker's thread, by the jobs handed to it."""

    language_asked = Signal()
    scheme_asked = Signal()
    closed = Signal()

    def __init__(self, worker: Worker, book: Book, memory: Memory, voice: Voice, look: Tokens) -> None:
        super().__init__(voice, look, self._draw)
        self._worker, self._book, self._memory, self._voice = worker, book, memory, voice
        self._rows: tuple[Row, ...] = ()
        self._state: State | None = None
        self._reviewed: Reviewed | None = None
        self._query = ""
        self._dialog: QDialog | None = None
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.setWindowTitle(voice(N_("Koyradesk")))
        memory.place(self)
        self._quiet(voice(N_("Opening the office …")))

    def _draw(self, paper: Paper, index: int, width: int, put: Callable[[QImage], None], topic: str) -> None:
        self._worker.ask(partial(self._book.picture, paper, index, width), put, topic=topic)

    def _connect(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE)
        self._pause.timeout.connect(self._search)
        self._blank = QTimer(self, singleShot=True, interval=_BLANK_AFTER)
        self._blank.timeout.connect(partial(self.reading.ready, None))
        self._hourly = QTimer(self, singleShot=True, interval=_HOUR)
        self._hourly.timeout.connect(self._back_up)
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

    # Coming in

    def opened(self, state: Opened) -> None:
        """The office is open: its meetings, its name."""
        self._rows = state.rows
        self._tell(state.state)
        if zoom := self._memory.zoom():
            self.reading.paper.view.set_zoom(zoom)
        self._fill(self._memory.text("meeting"))
        self._back_up()

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
        self.notice.refuse(self._voice.refusal(error))

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
        self.hits.hide()
        self.go("meetings")
        if not self._rows:
            self.welcome.opening.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
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
            self._found("", self._rows)
        else:
            self._worker.ask(partial(self._book.search, query), partial(self._found, query), topic="search")

    def _found(self, query: str, rows: tuple[Row, ...]) -> None:
        held = self.list.current()
        self.hits.setVisible(bool(query and rows))
        few = N_("“{query}” stands in 1 meeting.") if len(rows) == 1 else N_("“{query}” stands in {number} meetings.")
        self.hits.say(self._voice(few, query=query, number=len(rows)))
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
        # Leafing quickly, the page before stays until the next is there; a slow one leaves the desk empty.
        self.reading.wait()
        self._blank.start()
        wanted = Wanted(row.id, kind or self.reading.kind)
        self._worker.ask(partial(self._book.paper, wanted), self._take_paper, otherwise=self._no_paper, topic="paper")

    def _take_paper(self, paper: Paper | None) -> None:
        self._blank.stop()
        self.reading.ready(paper)

    def _no_paper(self, error: UserError) -> None:
        self._take_paper(None)
        self.refuse(error)

    # Printing and saving

    def ask_printer(self) -> None:
        """Opens the print dialog for the paper on show."""
        row, paper = self.list.current(), self.reading.paper.held
        if not row or not paper:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, paper, self._file_name(row))
        dialog = dialogs.for_printer(self, self._voice, printer)
        dialog.accepted.connect(lambda: self.print_on(printer, paper))
        self._open(dialog)

    def print_on(self, printer: QPrinter, paper: Paper) -> None:
        """Prints a paper; tells when it was handed over."""
        sentence = N_("Sent to the printer: {name}, {pages} pages.")
        self._worker.ask(
            partial(self._book.print, printer, paper),
            lambda sent: self.notice.tell(self._voice(sentence, name=printer.docName(), pages=sent)),
        )

    def ask_where(self) -> None:
        """Asks where the PDF of the paper on show goes."""
        row, paper = self.list.current(), self.reading.paper.held
        if not row or not paper:
            return
        folder = self._memory.text("folder", dialogs.documents())
        dialog = dialogs.for_pdf(self, self._voice, folder, self._file_name(row))
        dialog.fileSelected.connect(lambda path: self.save_pdf(Path(path), paper))
        self._open(dialog)

    def save_pdf(self, path: Path, paper: Paper) -> None:
        """Writes the very bytes on show."""
        self._memory.keep("folder", str(path.parent))
        self._worker.ask(
            partial(self._book.write_pdf, path, paper),
            lambda _: self.notice.tell(self._voice(N_("Saved: {path}"), path=str(path))),
        )

    def _file_name(self, row: Row) -> str:
        kind = "" if self.reading.kind == KINDS[0][0] else self._voice(dict(KINDS)[self.reading.kind])
        return file_name(row.committee, month_of(row, self._voice), row.number, kind)

    def _open(self, dialog: QDialog) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = dialog
        dialogs.show(dialog)

    # Opening a file

    def ask_file(self) -> None:
        """Asks for a file of minutes."""
        dialog = dialogs.for_minutes(self, self._voice, self._memory.text("from", dialogs.documents()))
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
        self.notice.tell(self._voice(N_("The meeting was saved.")))

    def _not_saved(self, error: UserError) -> None:
        self.review.saving.setEnabled(True)
        self.refuse(error)

    def drop_review(self) -> None:
        """Leaves the opened file unsaved; the file itself is untouched."""
        self._end_review()
        self.go("meetings")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._back_up()

    def _back_up(self) -> None:
        """Today's backup, if it was not made yet; asked again every hour, for a window that is never closed."""
        self._worker.ask(self._book.back_up, self._tell, topic="backup")
        self._hourly.start()

    # Events

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

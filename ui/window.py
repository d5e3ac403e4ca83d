"""The window: asks the worker about the office, shows what comes back, takes what the screens want done."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.badges import Badges
from ui.book import Changed, Opened
from ui.daily_backup import DailyBackup
from ui.help import updates
from ui.kit import Kit
from ui.meeting_list import Row, name_of
from ui.memory import LEAST
from ui.notice import Action
from ui.screens import Screens
from ui.searching import Searching
from ui.trail import Where
from ui.wishes import wishes
from ui.worker import Task

if TYPE_CHECKING:
    from koyradesk.beginning.making import Begun
    from koyradesk.overview import Overview
    from koyradesk.recovery import Recovered
    from ui.meetings_screen import MeetingsScreen

#: In milliseconds.
_MINUTE = 60_000


class Window(Screens):
    """One office's window."""

    language_asked = Signal(str)
    scheme_asked = Signal(str)
    #: Another window of this program is wanted.
    window_asked = Signal()
    #: A backup is to be brought back (``koyradesk.store.restore.Held``).
    bring_asked = Signal(object)
    #: A new version is to take the place of this program (``koyradesk.updates.shapes.Update``).
    renew_asked = Signal(object)
    #: This window has the user's attention.
    activated = Signal()
    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        self._office: Opened | None = None
        self._saved_at: datetime | None = None
        #: Where one was when a file was opened.
        self._left = Where("meetings")
        #: What cannot be written is let go.
        self._given_up = False
        #: Of the list of meetings: which one to choose when it is first seen.
        self._choose = kit.memory.text("meeting")
        super().__init__(kit)
        self.searching = Searching(self)
        self.backups = DailyBackup(self, kit)
        self.badges = Badges(self)
        self._minute = QTimer(self, interval=_MINUTE)
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.setWindowTitle(kit.voice(N_("Koyradesk")))
        kit.memory.place(self)
        # Before anything is laid out for another width.
        self._fit_rail()

    def _connect(self) -> None:
        self.backups.told.connect(self._backed_up)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        self.rail.went.connect(self.go)
        for keys, does in (
            ("Ctrl+K", lambda: self.finding.begin()),
            ("Ctrl+O", lambda: self.file.ask()),
            ("Ctrl+N", partial(self.go, "new")),
            ("Ctrl+L", lambda: self.letters.begin()),
            ("Ctrl+Shift+N", self.window_asked.emit),
            ("Alt+Left", self.back),
            ("F11", self.sit),
            ("Ctrl+F1", partial(self.go, "keys")),
        ):
            QShortcut(QKeySequence(keys), self, does)
        worker = self.kit.worker
        worker.refused.connect(self.refuse)
        worker.began.connect(self.status.began)
        worker.ended.connect(self.status.ended)
        worker.stopped.connect(self._stopped)

    def wire(self, name: str, screen: Any) -> None:
        """Each screen's wishes; a screen has only some of these signals."""
        for signal, job in wishes(self, name).items():
            if hasattr(screen, signal):
                getattr(screen, signal).connect(job)
        if name == "meetings":
            self._fill(screen)
        elif name == "welcome":
            screen.show_office(self.office_name)

    # Coming in

    def opened(self, office: Opened) -> None:
        """The office is there: as it was left, and then as the store has it."""
        first = self._office is None
        self._take(office, self._choose)
        self.today.offer(Where.read(self.kit.memory.text("last")), office)
        if office.recovered:
            self.remarks.tell_recovered(office)
        if first:
            self.show_place(self.here)
            updates.tell(self)
        if office.whole:
            self.backups.due(office.state.backup)

    def take_over(self, old: Window) -> None:
        """Goes on where another window was: after a change of language or colours."""
        if old._office is None:
            return
        old.remember()
        if old.has("beginning"):
            old.beginning.keep()
        self._choose = self.kit.memory.text("meeting")
        self._trail, self._saved_at = old._trail, old._saved_at
        if old.has("editor") and not old.editor.unwritten.settled():
            self.editor.unwritten.inherit(old.editor.unwritten)
        if old.has("letters"):
            self.letters.take_over(old.letters)
        recovered: tuple[Recovered, ...] = ()
        if old.has("remarks"):
            self.remarks.take_over(old.remarks)
            recovered = old.remarks.recovered
        self.opened(old._office._replace(recovered=recovered))
        if old.has("meetings"):
            self.reading.tabs.setCurrentIndex(old.reading.tabs.currentIndex())
        if file := old.held_file:
            self.file.take(file)
        if typed := old.rail.search.text():
            self.rail.search.setText(typed)
        if old.has("finding"):
            self.finding.take_over(old.finding)
        if old.has("handbook"):
            self.handbook.take_over(old.handbook)

    def beside(self, old: Window) -> None:
        """Opens beside another window of the same office."""
        if old._office is not None:
            self.resize(old.size())
            self.move(old.pos().x() + 32, old.pos().y() + 32)
            self.opened(old._office)

    @property
    def is_open(self) -> bool:
        """Whether the store has answered, with all there is to be shown."""
        return self._office is not None and self._office.whole

    @property
    def stands(self) -> bool:
        """Whether the office can be seen, perhaps as it was left; what is asked for waits for the store."""
        return self._office is not None

    def look(self, listed: bool = True) -> None:
        """Something was written, here or in another window: what is shown is asked for anew."""
        if self.has("bin"):
            self.bin.renew()
        if self.has("memo_book"):
            self.memo_book.renew()
        if self.has("incoming"):
            self.incoming.renew()
        if self.has("register"):
            self.register.renew()
        if self.has("decisions"):
            self.decisions.renew()
        self.badges.want()
        if self.has("directory"):
            self.directory.renew()
        if self.has("letters"):
            self.letters.renew()
        if self.has("figures"):
            self.figures.renew()
        if self.has("exchange"):
            self.exchange.renew()
        if self.has("district"):
            self.district.renew()
        if self.written is not None:
            self.clashes.look()
        if not listed:
            self._press()
            if self.has("meetings"):
                self.meetings.renew()
        elif self._office is not None:
            self.kit.worker.ask(self.kit.book.look, self._take, topic="look")

    def _take(self, office: Opened, choose: str = "") -> None:
        empty = not self.has_meetings()
        held, self._office = self._office, office
        if held is None or held.day != office.day:
            self.today.show_office(office)
        if self.has("meetings") and office.whole:
            self.meetings.fill(office.rows, choose)
        else:
            self._choose = choose or self._choose
        if office.trouble or self.has("remarks"):
            self.remarks.tell_clock(office)
        self.status.office.say(office.state.office)
        if self.has("welcome"):
            self.welcome.show_office(office.state.office)
        self._press()
        self._backed_up(office.state.backup)
        if held is not None and empty is self.has_meetings() and self.here.place in ("today", "meetings"):
            self.show_place(self.here)

    def _press(self) -> None:
        """What is late and due is told anew, where the first page shows it."""
        if self.is_open and self.here.place == "today":
            self.presses.ask()

    def _fill(self, screen: MeetingsScreen) -> None:
        """The list of meetings is seen for the first time."""
        if zoom := self.kit.memory.zoom():
            screen.reading.paper.view.set_zoom(zoom)
        if self.is_open:
            screen.fill(self.rows, self._choose)
        else:
            screen.quiet(self.kit.voice(N_("Opening the office …")))

    def has_meetings(self) -> bool:
        return bool(self.rows)

    @property
    def day(self) -> Overview[Row] | None:
        """The day at the desk."""
        return self._office.day if self._office else None

    def sit(self) -> None:
        """To the notes of the meeting that is meant, or back from them."""
        from ui.sitting import way

        way.sit(self)

    def sit_in(self, meeting: str) -> None:
        """To the notes of a meeting."""
        self.go_to(Where("sitting", meeting))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The meetings of the office."""
        return self._office.rows if self._office else ()

    def show_place(self, where: Where) -> None:
        if self.has("finding"):
            self.finding.give_way()
        super().show_place(where)
        if self.has("handbook"):
            self.handbook.moved(where.place)
        if where.place == "today":
            self._press()
        if where.place == "new":
            self.kit.worker.ask(self.kit.book.committees, self.starting.show_committees, topic="committees")
        if where.place == "restore":
            self.restoring.stand(stands=bool(self.rows or self.office_name))
        if where.place == "update":
            self.updating.stand()
        if where.place == "settings":
            self.settings.tell_backup(self.status.backup.text())
        self.badges.want()
        if self.session is None:
            self.status.set_state("unsaved" if self.held_file else "saved", self._saved_at)

    @property
    def office_name(self) -> str:
        """What the office is called; "" where it has no name yet."""
        return self._office.state.office if self._office else ""

    # Meetings that come and go

    def show_first_notice(self, made: Begun) -> None:
        """An office or a committee began: its notice stands, ready to be printed."""
        from ui.beginning.end import show

        show(self, made)

    def begin(self, committee: str) -> None:
        """Begins a meeting of a committee and opens it for typing."""
        self.kit.worker.ask(partial(self.kit.book.edits.begin, committee), self._begun)

    def _begun(self, meeting: str) -> None:
        self.back()
        self.edit(meeting)

    def delete(self, row: Row) -> None:
        """Puts a meeting into the bin; a button of the notice brings it back."""
        self.kit.worker.ask(partial(self.kit.book.delete, row.id), partial(self._deleted, row))

    def _deleted(self, row: Row, office: Opened) -> None:
        self._trail.forget(row.id)
        self._take(office, self.list.beside(row.id))
        self._in_bin(row.id, name_of(row, self.kit.voice))

    def _in_bin(self, meeting: str, name: str) -> None:
        voice = self.kit.voice
        undo = Action(voice(N_("Bring back")), partial(self._undelete, meeting))
        self.notice.tell(voice(N_("“{meeting}” is in the bin."), meeting=name), undo)

    def leave_lost(self, meeting: str, name: str) -> None:
        """The meeting being edited was put into the bin in another window."""
        self._trail.forget(meeting)
        self.go("meetings")
        self._in_bin(meeting, name)

    def _undelete(self, meeting: str) -> None:
        self.kit.worker.ask(partial(self.kit.book.undelete, meeting), self.changed)

    def fill_sample(self) -> None:
        """Fills an empty office with the sample."""
        voice = self.kit.voice
        task = Task(voice(N_("Filling with the sample …")), voice(N_("Stopped. The office is as empty as it was.")))
        self.kit.worker.ask(partial(self.kit.book.fill_sample, task.step), self.changed, topic="sample", task=task)

    def changed(self, changed: Changed) -> None:
        """After a write: the meeting written to is shown among the others."""
        self.searching.drop()
        self._take(changed.office, changed.meeting)
        self.go("meetings")
        self.backups.due(changed.office.state.backup)

    def back(self) -> None:
        """To where one came from; from what was found, to the box that it was found with."""
        left = self.here[:2]
        if self.has("finding") and self.finding.stays(left):
            return
        super().back()
        if self.has("finding"):
            self.finding.came_back(left)

    def resume(self, where: Where) -> None:
        """Goes on with what was left last."""
        if where.place == "sitting":
            self.sit_in(where.meeting)
        else:
            self.edit(where.meeting, where.step, where.ref)

    def read_file(self, path: Path) -> None:
        """Reads a file of minutes, one that another office sent, or an update, and shows what is in it."""
        from koyradesk.exchange.shapes import SECRET, SUFFIX
        from koyradesk.updates.shapes import is_update

        if is_update(path.name):
            self.go("update")
            self.updating.look(path)
            return
        if path.name.lower().endswith((SUFFIX, SECRET)):
            self.go("exchange")
            self.exchange.when_there(partial(self.exchange.acts.review_path, path))
        else:
            self.file.read(path)

    def show_file(self) -> None:
        """Shows the opened file in the place of the meetings."""
        self._left = self.here
        self.go("meetings")

    def leave_file(self) -> None:
        """Back to the meeting that was being typed, if it was opened from there."""
        if self._left.place == "edit":
            self.edit(self._left.meeting, self._left.step, self._left.ref)
        else:
            self.go("meetings")

    def show_saved_file(self, changed: Changed) -> None:
        """Shows the meeting that an opened file became."""
        self.reading.tabs.setCurrentIndex(0)
        self.changed(changed)
        self.notice.tell(self.kit.voice(N_("The meeting was saved.")))

    def to_paper(self, kind: str, meeting: str, letter: str) -> None:
        """To the paper that has a number of the memo book."""
        if letter:
            self.edit(letter, "issue")
        elif meeting:
            self.edit(meeting, "issue")

    def to_progress(self, meeting: str) -> None:
        """To a progress report, of this meeting or another."""
        self.letters.begin_kind("progress", meeting)

    def to_exchange(self, act: str) -> None:
        """To the exchange; "send": what waits there goes at once."""
        self.go("exchange")
        if act:
            self.exchange.when_there(self.exchange.acts.send_now)

    def to_late_mail(self) -> None:
        """To the letters that are past their day."""
        self.go("incoming")
        self.incoming.show_late()

    # What is told

    def refuse(self, error: UserError) -> None:
        """Shows a refusal above the content."""
        self.notice.refuse(self.kit.voice.refusal(error))

    def _stopped(self, task: Task) -> None:
        self.notice.tell(task.stopped)

    def tell_edit_state(self, state: str) -> None:
        """Tells in the status line whether what is typed is written."""
        if state == "saved":
            self._saved_at = datetime.now()
        self.status.set_state(state, self._saved_at)

    def _tick(self) -> None:
        """The day may have changed, also while the computer slept."""
        if self._office is not None and date.today() != self._office.shown:
            self.look()

    def _backed_up(self, when: datetime | None) -> None:
        self.status.set_backup(when, datetime.now())
        if self.has("settings"):
            self.settings.tell_backup(self.status.backup.text())

    def remember(self) -> None:
        """Keeps in memory how the window was left."""
        memory = self.kit.memory
        if self.has("meetings"):
            view = self.reading.paper.view
            memory.keep("zoom", "" if view.fits else f"{view.zoom:.4f}")
        memory.keep_place(self)
        memory.write()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not (self.has("handbook") and self.handbook.give_way()):
                self.back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._tick()
            self.activated.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.read_file(Path(url.toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.put_by():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()

    def put_by(self) -> bool:
        """Keeps how the window was left and writes all that was typed; False, and told, where no disk takes that."""
        self.remember()
        if self._given_up or self._written():
            return True
        sentence = N_("What was typed last could not be written, so the window stays open.")
        self.notice.refuse(self.kit.voice(sentence), Action(self.kit.voice(N_("Close anyway")), self._close_anyway))
        return False

    def look_again(self) -> None:
        """Something was written, perhaps to what is being written here."""
        if self.has("editor"):
            self.editor.look()
        if self.has("letters"):
            self.letters.look()
        if self.has("sitting"):
            self.sitting.look()

    def _written(self) -> bool:
        if self.has("sitting"):
            self.sitting.settle()
        meetings = not self.has("editor") or self.editor.written()
        registers = not self.has("register") or self.register.written()
        return (not self.has("letters") or self.letters.written()) and meetings and registers

    def _close_anyway(self) -> None:
        self._given_up = True
        self.close()

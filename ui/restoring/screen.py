"""Which backup, what is in it, and the key that brings it back. Nothing is changed before that key."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui import dialogs
from ui.fields.flow import flow
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.parts import Button, Text, card, row
from ui.printing import Printing
from ui.say import Voice
from ui.theme import GAP, ROOM, STEP
from ui.worker import Task

if TYPE_CHECKING:
    from koyradesk.store.restore import Held
    from ui.restoring.jobs import Found

#: Milliseconds between two looks whether a stick was put in.
_LOOK = 2000
_WIDE, _TALL = 640, 210


class RestoreScreen(QWidget):
    """First the backups there are, then what is in the one that was chosen."""

    #: This backup is to be brought back (``koyradesk.store.restore.Held``).
    bring_asked = Signal(object)
    dropped = Signal()

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Restore from a backup")))
        #: What was looked into; None while one chooses.
        self.held: Held | None = None
        self._task: Task | None = None
        self._stands = False
        self._found: tuple[Found, ...] = ()
        self.title, self.words = Text(role="title"), Text()
        self.list: LineList[Path] = LineList(look, Lines[Path](), voice(N_("Backups that were found")))
        self.list.setObjectName("meetings")
        self.list.setFixedHeight(_TALL)
        self.list.asked.connect(self.look)
        self.list.clicked.connect(self.list.open)
        self.inside = Text(role="heading")
        self.warning = Text(role="muted")
        self.choosing = Button(voice(N_("Choose the file of the backup")), look, icon="folder-open")
        self.restoring = Button(voice(N_("Restore this backup")), look, role="primary", icon="database-backup")
        self.back = Button(voice(N_("Go back")), look, keys="Escape", owns_keys=False)
        self.choosing.clicked.connect(self.choose)
        self.restoring.clicked.connect(self._bring)
        self.back.clicked.connect(self._go_back)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._seek)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self.frame = card(self.title, self.words, self.list, self.inside, self.warning, name=self.accessibleName())
        inner = self.frame.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(ROOM, GAP, ROOM, GAP)
        inner.addSpacing(STEP)
        # Beside one another as far as there is room.
        inner.addLayout(flow(self.restoring, self.choosing, self.back))
        self.frame.setMaximumWidth(_WIDE)
        self.frame.setMinimumWidth(520)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        # Not centred by alignment: an aligned widget is not asked how high it gets when its texts wrap.
        middle = row(1, self.frame, 1)
        middle.setStretch(1, 100)
        stack.addLayout(middle)
        stack.addStretch(3)

    def stand(self, *, stands: bool) -> None:
        """Anew from the choice on; ``stands``: there is an office here already."""
        self._stands, self.held = stands, None
        self._show()

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.held is not None:
            at: QWidget = self.restoring
        else:
            at = self.list if self._found else self.choosing
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seek()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # Which one

    def _seek(self) -> None:
        if self.held is None and self._task is None:
            folders = {Path(dialogs.last_folder(self._kit.memory, "backups")), Path(dialogs.documents())}
            job = partial(self._kit.book.restoring.found, *sorted(folders))
            self._kit.worker.ask(job, self._tell_found, topic="backups found")

    def _tell_found(self, found: tuple[Found, ...]) -> None:
        if found == self._found or self.held is not None:
            return
        chosen, had = self.list.now(), bool(self._found)
        here = had or self.choosing.hasFocus()
        self._found = found
        voice, now = self._kit.voice, datetime.now()
        rows = self.list.rows
        rows.show_lines(Line(voice.lately(one.made, now), one.file, below=(escape(one.place),)) for one in found)
        index = rows.find(lambda file: file == chosen)
        self.list.show_at(index if index.isValid() else rows.index(0))
        self._show()
        if here and (not had or not found):
            self.first()

    def choose(self) -> None:
        """Asks for the file."""
        folder = dialogs.last_folder(self._kit.memory, "backups")
        dialog = dialogs.for_backup(self, self._kit.voice, folder)
        dialog.fileSelected.connect(lambda path: self.look(Path(path)))
        self._printing.open(dialog)

    def look(self, file: Path) -> None:
        """Looks into a backup."""
        if self._task is not None:
            return
        voice = self._kit.voice
        self._task = Task(voice(N_("Checking the backup …")), voice(N_("Stopped. Nothing was changed.")))
        self._kit.worker.ended.connect(self._ended)
        job = partial(self._kit.book.restoring.look, file, self._task.step)
        self._kit.worker.ask(job, self._hold, task=self._task)

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._kit.worker.ended.disconnect(self._ended)

    def _hold(self, held: Held) -> None:
        self.held = held
        self._show()
        if self.isVisible():
            self.first()

    # What is in it

    def _show(self) -> None:
        voice, held = self._kit.voice, self.held
        self.title.say(voice(N_("Restore from a backup")))
        for one in (self.inside, self.warning, self.restoring):
            one.setVisible(held is not None)
        self.list.setVisible(held is None and bool(self._found))
        if held is None:
            sentence = N_(
                "Put in the stick with the backup: what is found on it stands here. It is looked into first; nothing "
                "is changed until you say so."
            )
            self.words.say(voice(sentence))
            return
        self.words.say(voice(N_("The backup is whole. This is in it:")))
        self.inside.say(
            voice(
                N_("{office}, as of {when}, with {count} meetings."),
                office=held.name or voice(N_("An office without a name")),
                when=told(voice, held.made),
                count=held.meetings,
            )
        )
        after = N_(
            "Numbers that were given on paper after that day are not in it: before the next one the program asks for "
            "the last one."
        )
        before = N_(
            "An office stands here now. It is kept first, in a folder of its own beside the data; then the backup "
            "takes its place, and what was written here after that day is no more to be seen."
        )
        self.warning.say(" ".join(voice(one) for one in ((before, after) if self._stands else (after,))))

    def _bring(self) -> None:
        if self.held is not None:
            self.bring_asked.emit(self.held)

    def _go_back(self) -> None:
        """Stops the look, or goes back to the choice, or away."""
        if self._task is not None:
            self._task.cancel()
        elif self.held is not None:
            self.held = None
            self._show()
            self.first()
            self._seek()
        else:
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._go_back()
        else:
            super().keyPressEvent(event)


def told(voice: Voice, iso: str) -> str:
    """A moment as people read it; as it stands where it is none."""
    try:
        return voice.moment(datetime.fromisoformat(iso))
    except ValueError:
        return iso

"""Which backup, what is in it, and the key that brings it back. Nothing is changed before that key."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui import dialogs
from ui.file_screen import FileScreen
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.parts import Button
from ui.printing import Printing
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.store.restore import Held
    from ui.restoring.jobs import Found

_TALL = 210


class RestoreScreen(FileScreen):
    """First the backups there are, then what is in the one that was chosen."""

    #: This backup is to be brought back (``koyradesk.store.restore.Held``).
    bring_asked = Signal(object)
    held: Held | None
    _kept = "backups"

    def __init__(self, kit: Kit, printing: Printing) -> None:
        voice, look = kit.voice, kit.look
        super().__init__(kit, printing, voice(N_("Restore from a backup")), voice(N_("Choose the file of the backup")))
        self._stands = False
        self._found: tuple[Found, ...] = ()
        self.list: LineList[Path] = LineList(look, Lines[Path](), voice(N_("Backups that were found")))
        self.list.setObjectName("meetings")
        self.list.setFixedHeight(_TALL)
        self.list.asked.connect(self.look)
        self.list.clicked.connect(self.list.open)
        self.restoring = Button(voice(N_("Restore this backup")), look, role="primary", icon="database-backup")
        self.restoring.clicked.connect(self._bring)
        self._lay_out(
            (self.title, self.words, self.list, self.inside, self.warning),
            (self.restoring, self.choosing, self.back),
        )
        self._show()

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

    # Which one

    def _dialog(self, folder: str) -> QFileDialog:
        return dialogs.for_backup(self, self._kit.voice, folder)

    def _seek(self) -> None:
        if self.held is None and self._task is None:
            job = partial(self._kit.book.restoring.found, *self._folders())
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

    def look(self, file: Path) -> None:
        """Looks into a backup."""
        if self._task is None:
            self._check(self._kit.voice(N_("Checking the backup …")), self._kit.book.restoring.look, file)

    # What is in it

    def _show(self) -> None:
        voice, held = self._kit.voice, self.held
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


def told(voice: Voice, iso: str) -> str:
    """A moment as people read it; as it stands where it is none."""
    try:
        return voice.moment(datetime.fromisoformat(iso))
    except ValueError:
        return iso

"""Which update, what it brings, and the key that begins it. Nothing is changed before that key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk import __version__
from koyradesk.i18n import N_
from ui import dialogs
from ui.fields.flow import flow
from ui.kit import Kit
from ui.parts import Button, Text, card, row
from ui.printing import Printing
from ui.theme import GAP, ROOM, STEP
from ui.worker import Task

if TYPE_CHECKING:
    from koyradesk.updates.places import Lying
    from koyradesk.updates.shapes import Update

#: Milliseconds between two looks whether a stick was put in.
_LOOK = 2000
_WIDE, _LEAST = 640, 520
#: So many lines of what is new tell enough; the handbook tells the rest afterwards.
_LINES = 6


class UpdateScreen(QWidget):
    """First the file that was found or chosen, then what is in it."""

    #: This update is to take the place of the program (``koyradesk.updates.shapes.Update``).
    renew_asked = Signal(object)
    dropped = Signal()

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Update from a pen drive")))
        #: What was looked into; None while one chooses.
        self.held: Update | None = None
        self._found: Lying | None = None
        self._task: Task | None = None
        self.title, self.words = Text(voice(N_("Update from a pen drive")), "title"), Text()
        self.inside, self.news, self.warning = Text(role="heading"), Text(), Text(role="muted")
        self.looking = Button(voice(N_("Look into it")), look, role="primary", icon="file-down")
        self.updating = Button(voice(N_("Update now")), look, role="primary", icon="file-down")
        self.choosing = Button(voice(N_("Choose the file of the update")), look, icon="folder-open")
        self.back = Button(voice(N_("Go back")), look, keys="Escape", owns_keys=False)
        self.looking.clicked.connect(self._look_found)
        self.updating.clicked.connect(self._renew)
        self.choosing.clicked.connect(self.choose)
        self.back.clicked.connect(self._go_back)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._seek)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self.frame = card(self.title, self.words, self.inside, self.news, self.warning, name=self.accessibleName())
        inner = self.frame.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(ROOM, GAP, ROOM, GAP)
        inner.addSpacing(STEP)
        inner.addLayout(flow(self.looking, self.updating, self.choosing, self.back))
        self.frame.setMaximumWidth(_WIDE)
        self.frame.setMinimumWidth(_LEAST)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        # Not centred by alignment: an aligned widget is not asked how high it gets when its texts wrap.
        middle = row(1, self.frame, 1)
        middle.setStretch(1, 100)
        stack.addLayout(middle)
        stack.addStretch(3)

    def stand(self) -> None:
        """Anew from the choice on."""
        self.held = None
        self._show()

    def first(self) -> None:
        """Where the keyboard begins."""
        shown = (one for one in (self.updating, self.looking, self.choosing) if not one.isHidden())
        next(shown).setFocus(Qt.FocusReason.OtherFocusReason)

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
            folders = {Path(dialogs.last_folder(self._kit.memory, "updates")), Path(dialogs.documents())}
            job = partial(self._kit.book.updating.found, *sorted(folders))
            self._kit.worker.ask(job, self._tell_found, otherwise=lambda _: None, topic="updates found")

    def _tell_found(self, found: Lying | None) -> None:
        if found == self._found or self.held is not None:
            return
        here = self.looking.hasFocus() or self.choosing.hasFocus()
        self._found = found
        self._show()
        if here:
            self.first()

    def choose(self) -> None:
        """Asks for the file."""
        folder = dialogs.last_folder(self._kit.memory, "updates")
        dialog = dialogs.for_update(self, self._kit.voice, folder)
        dialog.fileSelected.connect(lambda path: self.look(Path(path)))
        self._printing.open(dialog)

    def _look_found(self) -> None:
        if self._found is not None:
            self.look(self._found.file)

    def _renew(self) -> None:
        if self.held is not None:
            self.renew_asked.emit(self.held)

    def look(self, file: Path) -> None:
        """Looks into an update."""
        if self._task is not None:
            return
        voice = self._kit.voice
        self._kit.memory.keep("updates", str(file.parent))
        self._task = Task(voice(N_("Checking the update …")), voice(N_("Stopped. Nothing was changed.")))
        self._kit.worker.ended.connect(self._ended)
        self._kit.worker.ask(partial(self._kit.book.updating.look, file, self._task.step), self._hold, task=self._task)

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._kit.worker.ended.disconnect(self._ended)

    def _hold(self, held: Update) -> None:
        self.held = held
        self._show()
        if self.isVisible():
            self.first()

    # What is in it

    def _show(self) -> None:
        voice, held, found = self._kit.voice, self.held, self._found
        for one in (self.news, self.warning, self.updating):
            one.setVisible(held is not None)
        self.looking.setVisible(held is None and found is not None)
        self.inside.setVisible(held is not None or found is not None)
        if held is not None:
            self.words.say(voice(N_("The file is whole and signed by those who make Koyradesk.")))
            said = N_("Version {version} takes the place of version {installed}.")
            self.inside.say(
                voice(said, version=voice.digits(held.manifest.version), installed=voice.digits(__version__))
            )
            self.news.say("\n".join(f"• {line}" for line in held.manifest.said(voice.language)[:_LINES]))
            self.news.setVisible(bool(self.news.text()))
            sentence = N_(
                "What is typed is kept and a backup is made first. Then Koyradesk closes, and opens again by itself "
                "after a minute or two. Leave the computer on until then."
            )
            self.warning.say(voice(sentence))
            return
        sentence = N_(
            "Put in the stick with the new version: it is found by itself. Here stands version {version}; "
            "nothing is changed until you say so."
        )
        self.words.say(voice(sentence, version=voice.digits(__version__)))
        if found is not None:
            said = N_("Found in {place}: version {version}.")
            self.inside.say(voice(said, place=found.place, version=voice.digits(found.version)))

    def _go_back(self) -> None:
        """Stops the look, or goes back to the choice, or away."""
        if self._task is not None:
            self._task.cancel()
        elif self.held is not None:
            self.stand()
            self.first()
            self._seek()
        else:
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._go_back()
        else:
            super().keyPressEvent(event)

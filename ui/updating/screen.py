"""Which update, what it brings, and the key that begins it. Nothing is changed before that key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from koyradesk import __version__
from koyradesk.i18n import N_
from ui import dialogs
from ui.file_screen import FileScreen
from ui.kit import Kit
from ui.parts import Button, Text
from ui.printing import Printing

if TYPE_CHECKING:
    from koyradesk.updates.places import Lying
    from koyradesk.updates.shapes import Update

#: So many lines of what is new tell enough; the handbook tells the rest afterwards.
_LINES = 6


class UpdateScreen(FileScreen):
    """First the file that was found or chosen, then what is in it."""

    #: This update is to take the place of the program (``koyradesk.updates.shapes.Update``).
    renew_asked = Signal(object)
    held: Update | None
    _kept = "updates"

    def __init__(self, kit: Kit, printing: Printing) -> None:
        voice, look = kit.voice, kit.look
        super().__init__(
            kit, printing, voice(N_("Update from a pen drive")), voice(N_("Choose the file of the update"))
        )
        self._found: Lying | None = None
        self.news = Text()
        self.looking = Button(voice(N_("Look into it")), look, role="primary", icon="file-down")
        self.updating = Button(voice(N_("Update now")), look, role="primary", icon="file-down")
        self.looking.clicked.connect(self._look_found)
        self.updating.clicked.connect(self._renew)
        self._lay_out(
            (self.title, self.words, self.inside, self.news, self.warning),
            (self.looking, self.updating, self.choosing, self.back),
        )
        self._show()

    def stand(self) -> None:
        """Anew from the choice on."""
        self.held = None
        self._show()

    def first(self) -> None:
        """Where the keyboard begins."""
        shown = (one for one in (self.updating, self.looking, self.choosing) if not one.isHidden())
        next(shown).setFocus(Qt.FocusReason.OtherFocusReason)

    # Which one

    def _dialog(self, folder: str) -> QFileDialog:
        return dialogs.for_update(self, self._kit.voice, folder)

    def _seek(self) -> None:
        if self.held is None and self._task is None:
            job = partial(self._kit.book.updating.found, *self._folders())
            self._kit.worker.ask(job, self._tell_found, otherwise=lambda _: None, topic="updates found")

    def _tell_found(self, found: Lying | None) -> None:
        if found == self._found or self.held is not None:
            return
        here = self.looking.hasFocus() or self.choosing.hasFocus()
        self._found = found
        self._show()
        if here:
            self.first()

    def _look_found(self) -> None:
        if self._found is not None:
            self.look(self._found.file)

    def _renew(self) -> None:
        if self.held is not None:
            self.renew_asked.emit(self.held)

    def look(self, file: Path) -> None:
        """Looks into an update."""
        if self._task is None:
            self._kit.memory.keep(self._kept, str(file.parent))
            self._check(self._kit.voice(N_("Checking the update …")), self._kit.book.updating.look, file)

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

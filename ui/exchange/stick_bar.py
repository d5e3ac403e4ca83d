"""A stick that was put in: what lies on it for us, what can be written on it, and when it may be pulled out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from koyradesk.i18n import N_
from ui import icons
from ui.exchange.shapes import Found, Page
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, Tokens, restyle

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.errors import UserError


class StickBar(QFrame):
    """Above the record, while a stick is in and for as long as there is something to say of it."""

    #: What lies on it is to be looked at: the stick.
    take_asked = Signal(object)
    #: What waits is to be written on it: the stick.
    write_asked = Signal(object)
    #: It was shown or hidden.
    turned = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.stick: Found | None = None
        self._says = False
        self.setProperty("role", "strip")
        name = voice(N_("Pen drive"))
        self.setAccessibleName(name)
        self._picture = QLabel()
        self._picture.setFixedSize(20, 22)
        self._picture.setAccessibleName(name)
        self.words, self.below = Text(role="strong"), Text(role="small")
        self.taking = Button(voice(N_("Look into it")), look, role="primary", keys="Ctrl+Shift+I", owns_keys=True,
                             shows_keys=False)  # fmt: skip
        self.writing = Button(voice(N_("Write on it")), look, keys="Ctrl+S", owns_keys=False)
        self._close = Button(voice(N_("Close this message")), look, role="quiet", icon="x")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.below)
        across = row(self._picture, self.taking, self.writing, self._close)
        across.insertLayout(1, words, 1)
        across.setContentsMargins(GAP, HALF, HALF, HALF)
        self.setLayout(across)
        self.taking.clicked.connect(lambda: self.take_asked.emit(self.stick))
        self.writing.clicked.connect(lambda: self.write_asked.emit(self.stick))
        self._close.clicked.connect(self.hide)
        self.hide()

    @property
    def presses(self) -> bool:
        """Whether it says more than that a stick is in on which nothing is."""
        return self._says and not self.isHidden()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit()

    def offer(self, stick: Found, page: Page | None) -> None:
        """A stick is in: what lies on it, what could be written."""
        self.stick = stick
        voice = self._voice
        count = len(stick.files)
        wants = page is not None and bool(page.waiting or page.unsent or page.unanswered)
        head = voice(N_("The pen drive {name} is in"), name=stick.name)
        one, many = N_("1 file on it is for this office"), N_("{count} files on it are for this office")
        told = [voice(one if count == 1 else many, count=count)] if count else [voice(N_("no file on it is for you"))]
        if wants:
            told.append(voice(N_("what waits can be written on it")))
        self._say("arrow-left-right", head, " · ".join(told), takes=bool(count), writes=wants)
        self._says = bool(count)

    def offer_inbox(self, files: tuple[Path, ...]) -> None:
        """What a way has brought by itself."""
        self.stick = Found(files[0].parent, "", 0, files)
        voice, count = self._voice, len(files)
        one, many = N_("1 file came in"), N_("{count} files came in")
        below = voice(N_("Nothing of it is taken in before you have seen it."))
        self._say("arrow-left-right", voice(one if count == 1 else many, count=count), below, takes=True)

    def tell_written(self, stick: str, receipts: str) -> None:
        """It is written and read back: it may be pulled out."""
        voice = self._voice
        head = voice(N_("Written on {name} and read back. You may pull it out now."), name=stick)
        self._say("circle-check", head, voice(N_("Receipt code: {code}"), code=receipts), good=True)

    def tell_writing(self, stick: str) -> None:
        """Not to be pulled out now."""
        voice = self._voice
        head = voice(N_("Writing on {name} … do not pull it out yet"), name=stick)
        self._say("save", head, voice(N_("It is read back afterwards, to be sure.")))

    def tell_failed(self, stick: str, error: UserError) -> None:
        """It was pulled out before it was done, is full, may only be read: that stays until it is closed."""
        from koyradesk.exchange.ways.shapes import Unreachable

        self.stick = None
        voice, gone = self._voice, isinstance(error, Unreachable)
        head = N_("{name} was pulled out too early") if gone else N_("Not everything is written on {name}")
        again = (
            N_("Nothing is lost here. Put it in again and write it once more.") if gone else N_("Nothing is lost here.")
        )
        # The sentence for a way speaks of computers, too; of a stick that is gone its own tells what to do.
        below = voice(again) if gone else f"{voice.refusal(error)} {voice(again)}"
        self._say("triangle-alert", voice(head, name=stick), below)

    def _say(
        self, icon: str, head: str, below: str, *, takes: bool = False, writes: bool = False, good: bool = False
    ) -> None:
        self._says = True
        colour = self._look.accent if good else self._look.wait
        self._picture.setPixmap(icons.pixmap(icon, colour, 20, self.devicePixelRatioF()))
        restyle(self, "tone", "good" if good else "")
        self.words.say(head)
        self.below.say(below)
        self.taking.setVisible(takes)
        self.writing.setVisible(writes)
        self.show()

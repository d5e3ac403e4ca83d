"""A stick that was put in: what lies on it for us, what can be written on it, and when it may be pulled out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from koyradesk.i18n import N_
from ui import icons
from ui.exchange import words
from ui.exchange.shapes import Found, Page, waits
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, Tokens, restyle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from koyradesk.errors import UserError
    from koyradesk.exchange.shapes import Transfer
    from ui.exchange.jobs import Written


class StickBar(QFrame):
    """Above the record, while a stick is in and for as long as there is something to say of it."""

    #: What lies on it is to be looked at: the stick.
    take_asked = Signal(object)
    #: What waits is to be written on it: the stick.
    write_asked = Signal(object)
    #: The receipt of what was written is to be printed: the transfer.
    receipt_asked = Signal(object)
    #: The messages that are folded into this one are to be seen.
    more_asked = Signal()
    #: It was shown or hidden.
    turned = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.stick: Found | None = None
        self._says = False
        #: The bundles it tells of, that were written or could not be, and whether they waited then: once they went on,
        #: there is nothing to tell. None: those that wait when the next page comes.
        self._about: Mapping[str, bool] | None = {}
        self._written: Transfer | None = None
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
        self.receipt = Button(voice(N_("Print the receipt")), look, icon="printer")
        self.more = Button("", look)
        self._close = Button(voice(N_("Close this message")), look, role="quiet", icon="x")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.below)
        across = row(self._picture, self.taking, self.writing, self.receipt, self.more, self._close)
        across.insertLayout(1, words, 1)
        across.setContentsMargins(GAP, HALF, HALF, HALF)
        self.setLayout(across)
        self.taking.clicked.connect(lambda: self.take_asked.emit(self.stick))
        self.writing.clicked.connect(lambda: self.write_asked.emit(self.stick))
        self.receipt.clicked.connect(lambda: self.receipt_asked.emit(self._written))
        self.more.clicked.connect(self.more_asked)
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

    def show_page(self, page: Page) -> None:
        """Once all arrived that it tells of, it has nothing more to tell."""
        if self._about is None:
            self._about = {one.id: True for one in page.waiting}
        states = {one.id: one.state for one in page.transfers if one.out}
        gone = ("acknowledged",), ("acknowledged", "sent")
        if self._about and all(states.get(one) in gone[waited] for one, waited in self._about.items()):
            self.hide()

    def fold(self, count: int) -> None:
        """So many other messages are folded into this one."""
        self.more.setVisible(bool(count))
        if count:
            voice = self._voice
            one, many = N_("1 message more"), N_("{count} messages more")
            self.more.setText(voice(one if count == 1 else many, count=count))
            self.more.setAccessibleName(self.more.text())
            self.more.updateGeometry()

    def tell_written(self, stick: str, written: Written) -> None:
        """It is written and read back: it may be pulled out."""
        voice, made = self._voice, written.made
        receipts = ", ".join(words.groups(one.receipt, voice) for one in made)
        head = voice(N_("Written on {name} and read back. You may pull it out now."), name=stick)
        below = voice(
            N_("Receipt code: {code}. Read it to them over the phone, or give the receipt along."), code=receipts
        )
        told = [below]
        if written.cleared:
            one, many = N_("1 older file that arrived was taken off it"), N_("{count} older files that arrived were "
                                                                             "taken off it")  # fmt: skip
            told.append(voice(one if written.cleared == 1 else many, count=written.cleared))
        if written.lies.files > len(made):
            told.append(words.lies(voice, written.lies))
        self._say("circle-check", head, " · ".join(told), good=True, about={one.id: False for one in made})
        self._written = made[0]
        self.receipt.show()

    def tell_writing(self, stick: str) -> None:
        """Not to be pulled out now."""
        voice = self._voice
        head = voice(N_("Writing on {name} … do not pull it out yet"), name=stick)
        self._say("save", head, voice(N_("It is read back afterwards, to be sure.")))

    def tell_failed(self, stick: str, error: UserError, about: Sequence[Transfer] | None) -> None:
        """It was pulled out before it was done, is full, may only be read: that stays until it is closed, or what was
        to be written (``about``; None: whatever waits) went on."""
        from koyradesk.exchange.ways.shapes import Unreachable

        self.stick = None
        voice, gone = self._voice, isinstance(error, Unreachable)
        head = N_("{name} was pulled out too early") if gone else N_("Not everything is written on {name}")
        again = (
            N_("Nothing is lost here. Put it in again and write it once more.") if gone else N_("Nothing is lost here.")
        )
        # The sentence for a way speaks of computers, too; of a stick that is gone its own tells what to do.
        below = voice(again) if gone else f"{voice.refusal(error)} {voice(again)}"
        known = None if about is None else {one.id: waits(one) for one in about}
        self._say("triangle-alert", voice(head, name=stick), below, about=known)

    def _say(
        self,
        icon: str,
        head: str,
        below: str,
        *,
        takes: bool = False,
        writes: bool = False,
        good: bool = False,
        about: Mapping[str, bool] | None = MappingProxyType({}),
    ) -> None:
        self._says = True
        self._about = about
        self.receipt.hide()
        colour = self._look.accent if good else self._look.wait
        self._picture.setPixmap(icons.pixmap(icon, colour, 20, self.devicePixelRatioF()))
        restyle(self, "tone", "good" if good else "")
        self.words.say(head)
        self.below.say(below)
        self.taking.setVisible(takes)
        self.writing.setVisible(writes)
        self.show()

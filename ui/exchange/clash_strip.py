"""Below the record: the first of what needs a look, settled there where both texts can be read there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.difference_text import DifferenceText
from ui.exchange.excerpts import excerpts
from ui.exchange.shapes import Clash, Page
from ui.parts import Button, Text, row
from ui.places import field_in_words
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens


class ClashStrip(QFrame):
    """The first of them below the record, settled there or seen side by side."""

    asked = Signal()
    settle_asked = Signal(object, int)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._clash: Clash | None = None
        #: Whether there is anything to be told.
        self.wanted = False
        self.setProperty("role", "strip")
        self.setAccessibleName(voice(N_("What needs a look")))
        self.words = Text(role="strong")
        self.where = Text(role="small")
        self.first_one = Button(voice(N_("Keep the first")), look)
        self.second = Button(voice(N_("Keep the second")), look)
        # The key works wherever the strip is folded away, too: it is the screen's.
        self.seeing = Button(voice(N_("See side by side")), look, keys="Ctrl+D", owns_keys=False)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.where)
        across = row(self.seeing)
        across.insertLayout(0, words, 1)
        #: What each would keep, with the button that takes it.
        self.texts = QWidget()
        self.texts.setAccessibleName(voice(N_("Side by side")))
        self._texts = QGridLayout(self.texts)
        self._texts.setContentsMargins(0, 0, 0, 0)
        self._texts.setHorizontalSpacing(STEP)
        self._texts.setVerticalSpacing(HALF)
        self._texts.setColumnStretch(1, 1)
        self._shown: tuple[DifferenceText, ...] = ()
        for place, button in enumerate((self.first_one, self.second)):
            self._texts.addWidget(button, place, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, HALF, STEP, HALF)
        whole.setSpacing(HALF)
        whole.addLayout(across)
        whole.addWidget(self.texts)
        self.first_one.clicked.connect(partial(self._settle, 0))
        self.second.clicked.connect(partial(self._settle, 1))
        self.seeing.clicked.connect(self.asked)
        self.hide()

    def _settle(self, place: int, *_: object) -> None:
        if self._clash is not None:
            self.settle_asked.emit(self._clash, place)

    def show_page(self, page: Page) -> None:
        """The first one, and how many there are."""
        voice = self._voice
        count = len(page.clashes) + len(page.remarks)
        self.wanted = bool(count)
        if not count:
            return
        self._clash = page.clashes[0] if page.clashes else None
        self._show_texts()
        more = voice(N_("and {count} more"), count=count - 1) if count > 1 else ""
        if self._clash is not None:
            said, parts = N_("One matter was written twice, differently"), self._place(self._clash)
        else:
            remark = page.remarks[0]
            said = {
                "late": N_("A signed paper was edited later"),
                "duplicate": N_("A memo number was used twice"),
                "apart": N_("An office above wants something else by now"),
            }[remark.kind]
            parts = [remark.about]
        self.words.say(voice(said))
        self.where.say(" · ".join([*parts, more] if more else parts))
        whole = N_("See side by side") if self._clash is not None else N_("See what to do")
        self.seeing.setText(voice(whole))
        self.seeing.setAccessibleName(self.seeing.text())
        self.seeing.updateGeometry()

    def give_room(self, *, roomy: bool) -> None:
        """In a low window nothing is chosen here: both are looked at first."""
        self.texts.setVisible(roomy and bool(self._shown))

    def _show_texts(self) -> None:
        for one in self._shown:
            one.setParent(None)
            one.deleteLater()
        clash, self._shown = self._clash, ()
        simple = clash is not None and len(clash.rivals) == 2 and not clash.fixed
        found = excerpts(clash.rivals[1].pieces) if clash is not None and simple else None
        if found is not None:
            self._shown = (
                DifferenceText(found[0], self._voice, self._look),
                DifferenceText(found[1], self._voice, self._look),
            )
            for place, (one, button) in enumerate(zip(self._shown, (self.first_one, self.second), strict=True)):
                self._texts.addWidget(one, place, 1, Qt.AlignmentFlag.AlignVCenter)
                button.setAccessibleDescription(one.accessibleName())
        self.texts.setVisible(bool(self._shown))

    def _place(self, clash: Clash) -> list[str]:
        voice = self._voice
        month = voice.month(clash.period) if clash.period else ""
        return [part for part in (clash.name, month, field_in_words(clash.ref, voice)) if part]

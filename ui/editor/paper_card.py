"""A paper on its way from number to signature: what was given, what can be done now, the scans of the signed copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.model import SIGNED, Memo
from ui.editor.number_card import NumberCard
from ui.editor.scan_box import ScanBox
from ui.fields.flow import flow
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.memos import Proposal, Scan


class PaperCard(QWidget):
    """The number card while there is no number, then the numbered paper with its buttons. Of any kind of paper."""

    #: Number, date and file as typed; see ``NumberCard``.
    numbered = Signal(str, str, str)
    #: A scan of the signed copy, or None.
    signed = Signal(object)
    attached = Signal(object)
    #: Why the number is void.
    voided = Signal(str)
    printed = Signal()
    scan_opened = Signal(str)
    scan_removed = Signal(str)
    #: A part of it that is to be seen now.
    shows = Signal(QWidget)

    def __init__(self, voice: Voice, look: Tokens, name: str, *, keys: str = "") -> None:
        super().__init__()
        self._voice = voice
        self._memo = Memo()
        self._proposal: Proposal | None = None
        self._scan: Path | None = None
        self._changing = False
        self.setAccessibleName(name)
        self.numbering = NumberCard(voice, look)
        self.numbering.asked.connect(self.numbered)
        self.numbering.dropped.connect(self._keep)
        self.numbering.voided.connect(self.voided)
        self.paper = QFrame()
        self.paper.setProperty("role", "card")
        self.paper.setAccessibleName(name)
        self.number = Text(role="heading", name=voice(N_("Number")))
        self.day = Text(role="muted")
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys=keys, owns_keys=False)
        self.printing.clicked.connect(self.printed)
        self.sign = Button(voice(N_("It was signed")), look, icon="check")
        self.sign.clicked.connect(self._ask_sure)
        self.change = Button(voice(N_("Change number")), look, icon="pencil")
        self.change.clicked.connect(self._change)
        self.refusal = Text(role="error")
        self.box = ScanBox(voice, look)
        self.box.given.connect(self._given)
        self.box.opened.connect(self.scan_opened)
        self.box.removed.connect(self.scan_removed)
        inner = QVBoxLayout(self.paper)
        inner.setContentsMargins(GAP, GAP, GAP, GAP)
        inner.setSpacing(STEP)
        inner.addWidget(self.number)
        inner.addWidget(self.day)
        inner.addLayout(flow(self.printing, self.sign, self.change))
        inner.addWidget(self._sure_frame(look))
        inner.addWidget(self.refusal)
        inner.addWidget(self.box)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(STEP + 4)
        stack.addWidget(self.numbering)
        stack.addWidget(self.paper)

    def _sure_frame(self, look: Tokens) -> QWidget:
        """Signing cannot be undone: one more key, here and not in a dialog."""
        voice = self._voice
        self.sure = QFrame()
        self.sure.setProperty("role", "notice")
        sentence = voice(N_("From now on nothing in this paper can be changed. Was this very paper signed?"))
        self.sure.setAccessibleName(sentence)
        self.yes = Button(voice(N_("Yes, it was signed")), look, role="primary")
        self.no = Button(voice(N_("Not yet")), look)
        self.yes.clicked.connect(self._sign)
        self.no.clicked.connect(self._unsure)
        stack = QVBoxLayout(self.sure)
        stack.setContentsMargins(GAP, STEP, GAP, STEP)
        stack.addWidget(Text(sentence))
        stack.addLayout(flow(self.yes, self.no))
        self.sure.hide()
        return self.sure

    def show_paper(self, memo: Memo, proposal: Proposal | None, scans: tuple[Scan, ...]) -> None:
        """The paper as it stands. What is being typed about its number stays while it is the same paper."""
        other = (memo.id, memo.number, memo.state, memo.date_text) != (
            self._memo.id,
            self._memo.number,
            self._memo.state,
            self._memo.date_text,
        )
        if other:
            self._changing, self._scan = False, None
            self.sure.hide()
            self.refusal.hide()
        fresh = other or proposal != self._proposal
        held = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._memo, self._proposal = memo, proposal
        self._show(scans, fresh=fresh)
        if held and other:
            # What was asked for is done: the caret goes to what comes next, not to whatever stands below.
            self.first()

    def _show(self, scans: tuple[Scan, ...] | None = None, *, fresh: bool = False) -> None:
        voice, memo = self._voice, self._memo
        given, signed = memo.state != "draft", memo.state in SIGNED
        typing = not given or self._changing
        self.numbering.setVisible(typing)
        if typing and fresh:
            self.numbering.show_paper(memo, self._proposal)
        self.paper.setVisible(given)
        self.number.say(memo.number)
        self.day.say(" · ".join(one for one in (memo.bangla_date, memo.date_text) if one))
        self.sign.setVisible(not signed)
        self.change.setVisible(not signed and not self._changing)
        if self._scan is not None:
            self.box.say(voice(N_("{name} is kept with the paper when it is signed."), name=self._scan.name))
        else:
            sentence = N_("Drop the scan of the signed copy here, or choose its file. It can come later, too.")
            self.box.say(voice(sentence))
        if scans is not None:
            self.box.show_scans(scans)

    def first(self) -> None:
        """To what comes next: the number, or the numbered paper's own buttons."""
        if self.typing():
            self.numbering.first()
        else:
            self.printing.setFocus(Qt.FocusReason.OtherFocusReason)

    def typing(self) -> bool:
        """Whether its number is being asked for."""
        return not self.numbering.isHidden()

    def refuse(self, sentence: str) -> None:
        """Says where it was asked why something could not be done."""
        if self.typing():
            self.numbering.refuse(sentence)
        else:
            self.refusal.say(sentence)
            self.refusal.show()

    # What is done

    def _change(self) -> None:
        self._changing = True
        self._show(fresh=True)
        self.numbering.first()

    def _keep(self) -> None:
        self._changing = False
        self._show()
        self.printing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_sure(self) -> None:
        self.refusal.hide()
        self.sure.show()
        self.shows.emit(self.sure)
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unsure(self) -> None:
        self.sure.hide()
        self.sign.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign(self) -> None:
        self.sign.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sure.hide()
        self.signed.emit(self._scan)

    def _given(self, path: Path) -> None:
        if self._memo.state in SIGNED:
            self.attached.emit(path)
        else:
            self._scan = path
            self._show()

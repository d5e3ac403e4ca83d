"""One transfer beside the record: what is in it, where it lies, what its state means and what there is to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from koyradesk.exchange.shapes import Transfer
from koyradesk.i18n import N_
from ui.decisions.side import Panel, foot
from ui.exchange import words
from ui.exchange.facts import Facts
from ui.exchange.shapes import Page, waits
from ui.parts import Button, Chip, Text, row, rule
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens


class TransferPanel(Panel):
    """Enter does what comes next for it."""

    #: Each with the transfer.
    send_asked = Signal(object)
    #: A yes to more than its way may carry today.
    allow_asked = Signal(object)
    copy_asked = Signal(object)
    mail_asked = Signal(object)
    review_asked = Signal(object)
    drop_asked = Signal(object)
    folder_asked = Signal(object)
    receipt_asked = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.transfer: Transfer | None = None
        #: It waits for a yes.
        self._asks = False
        self.setAccessibleName(voice(N_("One transfer")))
        self.state = Chip(look, name=voice(N_("State")))
        self.means = Text()
        self.code = Text(role="total", name=voice(N_("Receipt code")))
        self.hint = Text(voice(N_("Read this code to them over the phone: they see the same one.")), "small")
        self.facts = Facts(voice(N_("One transfer")))
        self.inside = Text(name=voice(N_("What is in it")))
        self.sending = Button(voice(N_("Send now")), look, role="primary", keys="Return", owns_keys=False)
        self.reviewing = Button(voice(N_("Look into it")), look, role="primary", keys="Return", owns_keys=False)
        self.copying = Button(voice(N_("To a pen drive")), look)
        self.mailing = Button(voice(N_("Send by e-mail")), look)
        self.folder = Button(voice(N_("Open the folder")), look, icon="folder-open")
        self.receipt = Button(voice(N_("Print the receipt")), look, icon="printer")
        self.dropping = Button(voice(N_("Do not take it")), look)
        self._build()
        for button, signal in (
            (self.reviewing, self.review_asked),
            (self.copying, self.copy_asked),
            (self.mailing, self.mail_asked),
            (self.folder, self.folder_asked),
            (self.receipt, self.receipt_asked),
            (self.dropping, self.drop_asked),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.transfer))
        self.sending.clicked.connect(self._send)

    def _build(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, HALF, HALF, 0)
        stack.setSpacing(STEP)
        stack.addLayout(row(self.state, 1))
        stack.addWidget(self.means)
        stack.addWidget(rule())
        stack.addWidget(self.code)
        stack.addWidget(self.hint)
        stack.addWidget(self.facts)
        stack.addWidget(Text(self._voice(N_("What is in it")), "small"))
        stack.addWidget(self.inside)
        stack.addStretch(1)
        self.foot = foot(self.accessibleName(), self.sending, self.reviewing, self.copying, self.mailing, self.receipt,
                         self.folder, self.dropping)  # fmt: skip

    def _send(self) -> None:
        (self.allow_asked if self._asks else self.send_asked).emit(self.transfer)

    def first(self) -> None:
        """Where the keyboard begins: at what comes next."""
        for one in (self.sending, self.reviewing, self.receipt, self.folder):
            if not one.isHidden():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_transfer(self, one: Transfer, page: Page) -> None:
        """Another transfer."""
        self.transfer = one
        voice = self._voice
        self.state.say(*words.state(voice, one, page.standing.get(one.id)))
        # What went wrong is the sentence; what the state means comes before it only where it adds to it.
        stands = page.standing.get(one.id)
        means = words.means(voice, one, stands)
        why = (
            voice.refusal(stands.problem)
            if stands is not None and stands.problem is not None
            else one.why(voice.language)
        )
        if stands is not None and stands.how == "later" and stands.due is not None:
            why += "\n" + voice(
                N_("It is tried again by itself, {when}."), when=words.when(voice, stands.due, page.now)
            )
        # What stands against it comes in the place of what usually comes next.
        self.means.say(why.strip() if stands is not None and why else "\n".join(part for part in (means, why) if part))
        self._asks = stands is not None and stands.how == "asking"
        yes = voice(N_("Send it all the same") if self._asks else N_("Send now"))
        self.sending.setText(yes)
        self.sending.setAccessibleName(yes)
        self.sending.updateGeometry()
        self.code.say(words.groups(one.receipt, voice) if one.receipt else "")
        # What was not taken in has no code that anybody else has.
        self.code.setVisible(bool(one.receipt) and one.state != "held")
        self.hint.setVisible(bool(one.receipt) and one.out)
        acknowledged = words.when(voice, one.acknowledged, page.now) if one.acknowledged else ""
        whom = voice(N_("To whom")) if one.out else voice(N_("From whom"))
        self.facts.show_facts(
            (
                (whom, one.name or page.called(one.office)),
                (voice(N_("When")), words.when(voice, one.at, page.now)),
                (voice(N_("They said they have it")), acknowledged),
                (voice(N_("Way")), words.way(voice, one.way)),
                (voice(N_("Size")), words.size(voice, one.size) if one.size else ""),
                (voice(N_("File")), "" if one.state == "held" else one.file.rpartition("/")[2].rpartition("\\")[2]),
            )
        )
        directs = not one.out and any(other.office == one.office and other.role == "above" for other in page.partners)
        told = words.counted(voice, one.counts, directs=directs)
        self.inside.say("\n".join(f"• {line}" for line in told) or words.contents(voice, one))
        self._fit(one, sends=bool(page.ways))

    def _fit(self, one: Transfer, *, sends: bool) -> None:
        """Only the keys that are of use now."""
        waiting, held = waits(one), not one.out and one.state == "held"
        self.sending.setVisible(waiting and sends)
        self.copying.setVisible(one.out and bool(one.file))
        self.mailing.setVisible(one.out and (waiting or one.state == "sent"))
        self.reviewing.setVisible(held and bool(one.file))
        self.dropping.setVisible(held)
        self.receipt.setVisible(bool(one.receipt) and not held)
        self.folder.setVisible(bool(one.file))

    def ask(self) -> None:
        for button in (self.sending, self.reviewing):
            if not button.isHidden():
                button.click()
                return

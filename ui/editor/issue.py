"""Step 4, issue and distribution: the number, the signature on paper, who gets it, and what may follow.

Where the paper stands in its life is plain to see: what lies behind it, what can still be changed, what comes next.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from koyradesk import layout as layouts
from koyradesk import pasting
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import Meeting, Ref
from ui.editor.completing import completing
from ui.editor.fold import Fold
from ui.editor.life_strip import LifeStrip
from ui.editor.number_card import NumberCard
from ui.editor.rows import Cell, Rows, Shape
from ui.editor.scan_box import ScanBox
from ui.editor.step import Step
from ui.fields import Labelled, LineField
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens

if TYPE_CHECKING:
    from ui.session import Session

#: What is told of a paper in each state: what can be changed, and what comes next.
_SAYS = {
    "draft": N_("Everything can still be changed. Next it takes its number; then it prints without the draft mark."),
    "numbered": N_(
        "Everything can still be changed and printed again under the same number. "
        "Next it is printed, signed on paper, and marked as signed here."
    ),
    "signed": N_(
        "The minutes stay as they were signed and print the same pages for ever. "
        "A mistake is put right by a correction with a number of its own."
    ),
}
_SAYS["despatched"] = _SAYS["signed"]

#: The lines of a signature block, in the order they are typed, with the ones that stand side by side.
_LINES = (
    ("name", N_("Name"), False),
    ("designation", N_("Designation"), True),
    ("place", N_("Place"), False),
    ("date", N_("Date above the signature"), True),
    ("phone", N_("Phone"), False),
    ("email", N_("E-mail"), True),
)

_RECIPIENTS = Shape(
    "recipient",
    N_("Recipient"),
    (Cell("text", N_("Recipient"), lines=True, hint=N_("Office or post, and place")),),
    add=N_("Recipient"),
    empty=N_("Nobody is on the list. The office copy goes here too."),
    labelled=True,
)


class IssueStep(Step):
    """The fourth step."""

    number_asked = Signal(str, str, str)
    sign_asked = Signal(object)
    attach_asked = Signal(object)
    print_asked = Signal(str)
    #: A scan is to be shown, or taken out: its id.
    scan_asked = Signal(str)
    scan_removed = Signal(str)

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__(session, voice(N_("Issue and distribution")))
        self._voice, self._look = voice, look
        self._scan: Path | None = None
        self._changing = False
        self.strip = LifeStrip(voice, look)
        self.says = Text(role="muted")
        self.stack.addWidget(card(self.strip, self.says, name=voice(N_("The life of the paper"))))
        self.numbering = NumberCard(voice, look)
        self.numbering.asked.connect(self.number_asked)
        self.numbering.dropped.connect(self._keep_number)
        self.stack.addWidget(self.numbering)
        self.stack.addWidget(self._signing())
        self.stack.addWidget(self._distribution())
        self.stack.addWidget(self._signatures())
        self.stack.addStretch(1)
        session.lived.connect(self._lived)
        self.refresh(None)
        if not session.meeting.signatures and not session.frozen:
            self.signed_by.unfold()

    # The cards

    def _signing(self) -> QWidget:
        voice, look = self._voice, self._look
        self.number = Text(role="heading", name=voice(N_("Number")))
        self.day = Text(role="muted")
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P", owns_keys=False)
        self.printing.clicked.connect(lambda: self.print_asked.emit("minutes"))
        self.sign = Button(voice(N_("It was signed")), look, icon="check")
        self.sign.clicked.connect(self._ask_sure)
        self.change = Button(voice(N_("Change number or date")), look, icon="pencil")
        self.change.clicked.connect(self._change_number)
        self.box = ScanBox(voice, look)
        self.box.given.connect(self._given)
        self.box.opened.connect(self.scan_asked)
        self.box.removed.connect(self._take_out)
        self.refusal = Text(role="error")
        self.paper = card(self.number, self.day, name=voice(N_("The numbered paper")))
        inner = self.paper.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addLayout(row(self.printing, self.sign, self.change, 1))
        inner.addWidget(self._sure_frame())
        inner.addWidget(self.refusal)
        inner.addWidget(self.box)
        return self.paper

    def _sure_frame(self) -> QWidget:
        """Signing cannot be undone: one more key, here and not in a dialog."""
        voice, look = self._voice, self._look
        self.sure = QFrame()
        self.sure.setProperty("role", "notice")
        sentence = voice(N_("From now on nothing in these minutes can be changed. Was this very paper signed?"))
        self.sure.setAccessibleName(sentence)
        self.yes = Button(voice(N_("Yes, it was signed")), look, role="primary")
        self.no = Button(voice(N_("Not yet")), look)
        self.yes.clicked.connect(self._sign)
        self.no.clicked.connect(self._unsure)
        stack = QVBoxLayout(self.sure)
        stack.setContentsMargins(GAP, STEP, GAP, STEP)
        stack.addWidget(Text(sentence))
        stack.addLayout(row(self.yes, self.no, 1))
        self.sure.hide()
        return self.sure

    def _distribution(self) -> QWidget:
        voice = self._voice
        words = completing(self.session, "meeting", "distribution_heading")
        heading = LineField(voice(N_("Heading")), self._look, words=words)
        self.hold(Ref(self.session.id, "distribution_heading"), heading)
        self.recipients = Rows(self, voice, self._look, _RECIPIENTS, place=self._placed)
        title = Text(voice(N_("Distribution")), "strong")
        return card(title, Labelled(voice(N_("Heading")), heading), self.recipients, name=voice(N_("Distribution")))

    def _signatures(self) -> QWidget:
        voice = self._voice
        self.signatures = Rows(self, voice, self._look, self._block(), fresh=self._chair, known=self._fill)
        self.signed_by = Fold(voice(N_("Signature on the paper")), self._look, self.signatures)
        return self.signed_by

    def _block(self) -> Shape:
        """The lines the layout prints, and those that are written all the same."""
        meeting = self.session.meeting
        shown = layouts.resolve(meeting.layout).signature.show
        written = {name for name, _, _ in _LINES for one in meeting.signatures if getattr(one, name)}
        cells: list[Cell] = []
        for name, label, beside in _LINES:
            if name in shown or name in written:
                words = completing(self.session, "signature", name)
                cells.append(Cell(name, label, beside=beside and len(cells) % 2 == 1, words=words))
        return Shape(
            "signature",
            N_("Signature"),
            tuple(cells),
            add=N_("Second signature") if meeting.signatures else N_("Signature"),
            empty=N_("Nobody signs this paper yet."),
        )

    # What it shows

    def rebuild(self) -> None:
        self.signatures.reshape(self._block())
        self.signatures.rebuild()
        self.recipients.rebuild()
        self._show_life()

    def tell(self, refs: frozenset[Ref] | None) -> None:
        signed = [
            ", ".join(plain(part) for part in (one.name, one.designation) if part)
            for one in self.session.meeting.signatures
        ]
        self.signed_by.say(" · ".join(one for one in signed if one) or self._voice(N_("Nobody signs this paper yet.")))

    def _lived(self, life: Any) -> None:
        self._changing = False
        self._scan = None
        self.sure.hide()
        self._show_life()

    def _show_life(self) -> None:
        meeting, life, voice = self.session.meeting, self.session.life, self._voice
        memo = meeting.memo()
        self.strip.show_state(memo.state)
        self.says.say(voice(_SAYS[memo.state]))
        numbered, signed = memo.state != "draft", memo.state in ("signed", "despatched")
        typing = self.numbering.isVisibleTo(self) and self.numbering.isAncestorOf(self.focusWidget() or self)
        self.numbering.setVisible(not numbered or self._changing)
        if self.numbering.isVisibleTo(self) and not typing:
            self.numbering.show_paper(memo, life.proposal)
        self.paper.setVisible(numbered)
        self.number.say(memo.number)
        self.day.say(" · ".join(one for one in (memo.bangla_date, memo.date_text) if one))
        self.sign.setVisible(not signed)
        self.change.setVisible(not signed and not self._changing)
        self.refusal.hide()
        if self._scan is not None:
            self.box.say(voice(N_("{name} is kept with the paper when it is signed."), name=self._scan.name))
        else:
            self.box.say(
                voice(N_("Drop the scan of the signed copy here, or choose its file. It can come later, too."))
            )
        self.box.show_scans(life.scans)

    def first(self) -> None:
        """To what comes next: the number, or the paper's own buttons."""
        if self.numbering.isVisibleTo(self):
            self.numbering.first()
        else:
            (self.printing).setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; a memo's number and date are at the head of the step."""
        if ref.record.startswith("memo.") or ref == Ref("", "number"):
            self.first()
            self.bring(self.numbering if self.numbering.isVisibleTo(self) else self.paper)
            return True
        return super().go(ref, offset)

    def refuse(self, error: UserError) -> None:
        """Says under the field why something could not be done."""
        sentence = self._voice.refusal(error)
        if self.numbering.isVisibleTo(self):
            self.numbering.refuse(sentence)
            self.bring(self.numbering)
        else:
            self.refusal.say(sentence)
            self.refusal.show()
            self.bring(self.paper)

    # What is done

    def _change_number(self) -> None:
        self._changing = True
        self._show_life()
        self.numbering.first()

    def _keep_number(self) -> None:
        self._changing = False
        self._show_life()
        self.printing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_sure(self) -> None:
        self.refusal.hide()
        self.sure.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bring(self.sure)

    def _unsure(self) -> None:
        self.sure.hide()
        self.sign.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign(self) -> None:
        self.sure.hide()
        self.sign_asked.emit(self._scan)

    def _given(self, path: Path) -> None:
        if self.session.meeting.memo().state in ("signed", "despatched"):
            self.attach_asked.emit(path)
        else:
            self._scan = path
            self._show_life()

    def _take_out(self, scan: str) -> None:
        self.scan_removed.emit(scan)

    def _placed(self, pasted: pasting.Pasted, record: str) -> tuple[Meeting, str]:
        """A pasted list as recipients, behind the row it was pasted into; an empty one makes room."""
        held = self.session.meeting
        found = pasting.recipients(pasted, self.session.mint)
        every = held.distribution.recipients
        place = next(index for index, one in enumerate(every) if one.id == record)
        kept = every[: place + bool(every[place].text)]
        sent = replace(held.distribution, recipients=(*kept, *found, *every[place + 1 :]))
        return replace(held, distribution=sent), (found[-1].id if found else record)

    def _chair(self) -> dict[str, str]:
        """The first who signs is the one in the chair."""
        held = self.session.meeting
        if held.signatures:
            return {}
        return {"name": held.chair.name, "designation": held.chair.designation, "place": held.chair.place}

    def _fill(self, record: str, name: str) -> None:
        """A known person signs: what else is known follows where nothing is written yet."""
        known = self.session.words.person(name)
        if known is None or self.session.frozen:
            return
        shown = [cell.field for cell in self._block().cells if cell.field not in ("name", "date")]
        found = tuple(
            replace(one, **{field: escape(getattr(known, field)) or getattr(one, field) for field in shown})
            if one.id == record
            else one
            for one in self.session.meeting.signatures
        )
        self.session.change(replace(self.session.meeting, signatures=found))

"""Step 4, issue and distribution: the number, the signature on paper, who gets it, and what may follow.

Where the paper stands in its life is plain to see: what lies behind it, what can still be changed, what comes next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from koyradesk import editing, pasting
from koyradesk import layout as layouts
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import SIGNED, Meeting, Ref
from ui.editor.completing import completing
from ui.editor.despatch import DespatchCard
from ui.editor.fold import Fold
from ui.editor.issued import Issued, told_of
from ui.editor.life_strip import LifeStrip
from ui.editor.paper_card import PaperCard
from ui.editor.rows import Cell, Rows, Shape
from ui.editor.step import Step
from ui.fields import Labelled, LineField
from ui.fields.flow import flow
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

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

_ENTRIES = Shape(
    "correction",
    N_("Correction"),
    (
        Cell("place", N_("Where in the minutes"), hint=N_("Item 2.0, decision 1"), width=2),
        Cell("wrong", N_("What is printed"), lines=True),
        Cell("right", N_("What is to be read"), lines=True, beside=True),
    ),
    add=N_("Mistake"),
    empty=N_("Is something wrong in the signed minutes? Say where, what is printed and what is to be read instead."),
    grows=True,
)


class IssueStep(Step):
    """The fourth step. What is asked for names the kind of paper last: "minutes" or "correction"."""

    #: Number, date and file as typed.
    number_asked = Signal(str, str, str, str)
    #: A scan of the signed copy, or None.
    sign_asked = Signal(object, str)
    attach_asked = Signal(object, str)
    void_asked = Signal(str, str)
    print_asked = Signal(str)
    #: A signed correction is to be printed: its memo's id.
    correction_asked = Signal(str)
    #: Another paper of the meeting is worked on: its kind.
    kind_shown = Signal(str)
    #: A scan is to be shown, or taken out: its id.
    scan_asked = Signal(str)
    scan_removed = Signal(str)
    #: Copies went out: (id, name) of who got them, the channel, the day; one was acknowledged, or never went.
    sent = Signal(object, str, object)
    acknowledged = Signal(str, object)
    taken_back = Signal(str)
    #: The other papers of the meeting are to be shown.
    papers_asked = Signal()

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__(session, voice(N_("Issue and distribution")))
        self._voice, self._look = voice, look
        self._asked = "minutes"
        self._numbering_correction, self._corrected = False, 0
        self.strip = LifeStrip(voice, look)
        self.says = Text(role="muted")
        self.minutes = self._paper("minutes", voice(N_("The numbered paper")))
        self.despatch = DespatchCard(voice, look)
        for mine, its in (
            (self.sent, self.despatch.sent),
            (self.acknowledged, self.despatch.acknowledged),
            (self.taken_back, self.despatch.taken_back),
        ):
            its.connect(mine)
        self.correcting = Fold(voice(N_("Correction")), look, self._corrections)
        self.signed_by = Fold(voice(N_("Signature on the paper")), look, self._signatures)
        self.others = Button(voice(N_("Papers of this meeting")), look, icon="file-text")
        self.others.clicked.connect(self.papers_asked)
        for widget in (
            card(self.strip, self.says, name=voice(N_("The life of the paper"))),
            self.minutes,
            self.despatch,
            self.correcting,
            self._distribution(),
            self.signed_by,
        ):
            self.stack.addWidget(widget)
        self.stack.addLayout(row(self.others, 1))
        self.stack.addStretch(1)
        self.refresh(None)
        if not session.meeting.signatures and not session.frozen:
            self.signed_by.unfold()

    # The cards

    def _paper(self, kind: str, name: str) -> PaperCard:
        # Ctrl+P is the editor's own: it prints the minutes from every step.
        made = PaperCard(self._voice, self._look, name, keys="Ctrl+P" if kind == "minutes" else "")
        made.numbered.connect(lambda number, on, file: self._ask(self.number_asked, kind, number, on, file))
        made.signed.connect(lambda scan: self._ask(self.sign_asked, kind, scan))
        made.attached.connect(lambda scan: self._ask(self.attach_asked, kind, scan))
        made.voided.connect(lambda reason: self._ask(self.void_asked, kind, reason))
        made.printed.connect(lambda: self.print_asked.emit(kind))
        made.scan_opened.connect(self.scan_asked)
        made.scan_removed.connect(self.scan_removed)
        return made

    def _ask(self, signal: SignalInstance, kind: str, *what: object) -> None:
        self._asked = kind
        signal.emit(*what, kind)

    def _corrections(self) -> QWidget:
        voice, look = self._voice, self._look
        self.entries = Rows(self, voice, look, _ENTRIES, shows=lambda one: not one.memo)
        self.issued = Issued(voice, look)
        self.issued.print_asked.connect(self.correction_asked)
        self.correct = Button(voice(N_("Issue the correction")), look, role="primary")
        self.correct.clicked.connect(self._number_correction)
        self.correction = self._paper("correction", voice(N_("The correction")))
        made = QWidget()
        made.setAccessibleName(voice(N_("Correction")))
        stack = QVBoxLayout(made)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(STEP + HALF)
        for widget in (self.issued, self.entries, self.correction):
            stack.addWidget(widget)
        stack.addLayout(flow(self.correct))
        self.entries.rebuild()
        self._show_correction()
        return made

    def _distribution(self) -> QWidget:
        voice = self._voice
        words = completing(self.session, "meeting", "distribution_heading")
        heading = LineField(voice(N_("Heading")), self._look, words=words)
        self.hold(Ref(self.session.id, "distribution_heading"), heading)
        words = completing(self.session, "recipient", "text")
        shape = Shape(
            "recipient",
            N_("Recipient"),
            (Cell("text", N_("Recipient"), lines=True, hint=N_("Office or post, and place"), words=words),),
            add=N_("Recipient"),
            empty=N_("Nobody is on the list. The office copy goes here too."),
            labelled=True,
        )
        self.recipients = Rows(self, voice, self._look, shape, place=self._placed)
        title = Text(voice(N_("Distribution")), "strong")
        return card(title, Labelled(voice(N_("Heading")), heading), self.recipients, name=voice(N_("Distribution")))

    def _signatures(self) -> QWidget:
        self.signatures = Rows(self, self._voice, self._look, self._block(), fresh=self._chair, known=self._fill)
        self.signatures.rebuild()
        return self.signatures

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
        if self.signed_by.is_built():
            self.signatures.reshape(self._block())
            self.signatures.rebuild()
        self.recipients.rebuild()
        if self.correcting.is_built():
            self.entries.rebuild()
        self._show_life()

    def tell(self, refs: frozenset[Ref] | None) -> None:
        signed = [
            ", ".join(plain(part) for part in (one.name, one.designation) if part)
            for one in self.session.meeting.signatures
        ]
        self.signed_by.say(" · ".join(one for one in signed if one) or self._voice(N_("Nobody signs this paper yet.")))
        if refs is not None and any(ref.record.startswith("correction.") for ref in refs):
            self._show_correction()

    def _show_life(self) -> None:
        meeting, life, voice = self.session.meeting, self.session.life, self._voice
        memo = meeting.memo()
        done = [one for one in meeting.memos if one.kind == "correction" and one.state in SIGNED]
        self.strip.show_state(memo.state, corrected=bool(done))
        self.says.say(voice(_SAYS[memo.state]))
        self.minutes.show_paper(memo, life.proposal, life.scans)
        self.despatch.show_paper(meeting, life.dispatches, life.today)
        self._show_correction()

    def _show_correction(self) -> None:
        """The correction of signed minutes: entries first, then a number and a signature of its own."""
        meeting, life, voice = self.session.meeting, self.session.life.correction, self._voice
        self.correcting.setVisible(life is not None)
        if life is None:
            return
        memo = meeting.memo("correction")
        done = [one for one in meeting.memos if one.kind == "correction" and one.state in SIGNED]
        self.correcting.say(
            " · ".join(told_of(one, voice) for one in done) or memo.number or voice(N_("Nothing was corrected"))
        )
        if not self.correcting.is_built():
            return
        if len(done) != self._corrected:
            # The next one begins with its entries again.
            self._corrected, self._numbering_correction = len(done), False
        said = any(plain(one.wrong).strip() or plain(one.right).strip() for one in meeting.pending())
        numbering = said and (memo.state != "draft" or self._numbering_correction)
        self.issued.show_memos(done)
        self.correct.setVisible(said and not numbering)
        if numbering:
            self.correction.show_paper(memo, life.proposal, life.scans)
        elif self.correction.isAncestorOf(QApplication.focusWidget() or self.window()):
            # It was signed, and the next one begins.
            self.issued.focus_last()
        self.correction.setVisible(numbering)

    def _number_correction(self) -> None:
        """What is typed is stored first: only then the next number can be told."""
        self._numbering_correction = True
        self.session.lived.connect(self._number_now)
        self.session.reload()

    def _number_now(self) -> None:
        self.session.lived.disconnect(self._number_now)
        self._show_life()
        self.kind_shown.emit("correction")
        self.correction.first()
        self.bring(self.correction)

    def first(self) -> None:
        """To what comes next: the number, or the paper's own buttons."""
        self.minutes.first()

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; a memo's number and date are at the head of the step."""
        if ref.record.startswith("memo."):
            self.minutes.first()
            self.bring(self.minutes)
            return True
        fold = {"signature": self.signed_by, "correction": self.correcting}.get(ref.record.partition(".")[0])
        if fold is not None and not fold.isHidden():
            fold.unfold()
        return super().go(ref, offset)

    def refuse(self, error: UserError) -> None:
        """Says under the field why something could not be done."""
        if self.despatch.isAncestorOf(self.window().focusWidget() or self):
            self.despatch.refuse(self._voice.refusal(error))
            return
        asked = self.correction if self._asked == "correction" else self.minutes
        asked.refuse(self._voice.refusal(error))
        self.bring(asked)

    # What is done

    def _placed(self, pasted: pasting.Pasted, record: str) -> tuple[Meeting, str]:
        """A pasted list as recipients, behind the row it was pasted into; an empty one makes room."""
        held = self.session.meeting
        found = pasting.recipients(pasted, self.session.mint)
        return editing.insert(held, found, record), (found[-1].id if found else record)

    def _chair(self) -> dict[str, str]:
        """The first who signs is the one in the chair."""
        held = self.session.meeting
        if held.signatures:
            return {}
        return {"name": held.chair.name, "designation": held.chair.designation, "place": held.chair.place}

    def _fill(self, record: str, name: str) -> None:
        """A known person signs: the rest of what is known of them follows."""
        known = self.session.words.person(name)
        if known is None or self.session.frozen:
            return
        meeting = self.session.meeting
        for cell in self._block().cells:
            text = getattr(known, cell.field, "") if cell.field != "name" else ""
            if text:
                meeting = editing.put(meeting, Ref(record, cell.field), escape(text))
        self.session.change(meeting)

"""Step 4, issue and distribution: the number, the signature on paper, who gets it, and what may follow.

Where the paper stands in its life is plain to see: what lies behind it, what can still be changed, what comes next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED, Ref
from ui.editor.fold import Fold
from ui.editor.issued import Issued, told_of
from ui.editor.life_strip import LifeStrip
from ui.editor.paper_card import PaperCard
from ui.editor.paper_step import PaperStep
from ui.editor.rows import Cell, Rows, Shape
from ui.fields import Labelled
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


class IssueStep(PaperStep):
    """The fourth step."""

    #: A signed correction is to be printed: its memo's id.
    correction_asked = Signal(str)
    #: Another paper of the meeting is worked on: its kind.
    kind_shown = Signal(str)
    #: The other papers of the meeting are to be shown.
    papers_asked = Signal()

    LINES = (
        ("name", N_("Name"), False),
        ("designation", N_("Designation"), True),
        ("place", N_("Place"), False),
        ("date", N_("Date above the signature"), True),
        ("phone", N_("Phone"), False),
        ("email", N_("E-mail"), True),
    )
    UNLISTED = N_("Nobody is on the list. The office copy goes here too.")

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__(session, voice, look, voice(N_("Issue and distribution")))
        self._numbering_correction, self._corrected = False, 0
        self.strip = LifeStrip(voice, look)
        self.says = Text(role="muted")
        # Ctrl+P is the editor's own: it prints the minutes from every step.
        self.minutes = self._paper("minutes", voice(N_("The numbered paper")), "Ctrl+P")
        self.correcting = Fold(voice(N_("Correction")), look, self._corrections)
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

    def asked(self) -> PaperCard:
        return self.correction if self._asked == "correction" else self.minutes

    def _corrections(self) -> QWidget:
        voice, look = self._voice, self._look
        self.entries = Rows(self, voice, look, _ENTRIES, shows=lambda one: not one.memo)
        self.issued = Issued(voice, look)
        self.issued.print_asked.connect(self.correction_asked)
        self.correct = Button(voice(N_("Issue the correction")), look, role="primary")
        self.correct.clicked.connect(self._number_correction)
        self.correction = self._paper("correction", voice(N_("The correction")), "")
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
        heading = Labelled(voice(N_("Heading")), self._heading())
        self.recipients = self._recipients()
        title = Text(voice(N_("Distribution")), "strong")
        return card(title, heading, self.recipients, name=voice(N_("Distribution")))

    # What it shows

    def rebuild(self) -> None:
        super().rebuild()
        if self.correcting.is_built():
            self.entries.rebuild()
        self._show_life()

    def tell(self, refs: frozenset[Ref] | None) -> None:
        super().tell(refs)
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
        if ref.record.startswith("memo."):
            # Whatever was asked last: the minutes' own number is the one that is spoken of.
            self._asked = "minutes"
        if ref.record.startswith("correction.") and not self.correcting.isHidden():
            self.correcting.unfold()
        return super().go(ref, offset)

    # What is done

    def _first(self) -> dict[str, str]:
        """The first who signs is the one in the chair."""
        held = self.session.meeting
        if held.signatures:
            return {}
        return {"name": held.chair.name, "designation": held.chair.designation, "place": held.chair.place}

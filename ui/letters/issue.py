"""Step 2 of a letter: its number, its signature on paper, who gets it, and what went out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk import editing, pasting
from koyradesk import layout as layouts
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import SIGNED, Letter, Recipient, Ref
from ui.editor.completing import completing
from ui.editor.despatch import DespatchCard
from ui.editor.fold import Fold
from ui.editor.life_strip import LifeStrip
from ui.editor.paper_card import PaperCard
from ui.editor.rows import Cell, Rows, Shape
from ui.editor.step import Step
from ui.fields import Labelled, LineField
from ui.fields.flow import flow
from ui.letters.menus import pick
from ui.letters.session import LetterSession
from ui.parts import Button, Text, card
from ui.say import Voice
from ui.theme import Tokens

if TYPE_CHECKING:
    from koyradesk.distributions import Kept

_SAYS = {
    "draft": N_("Everything can still be changed. Next it takes its number; then it prints without the draft mark."),
    "numbered": N_(
        "Everything can still be changed and printed again under the same number. "
        "Next it is printed, signed on paper, and marked as signed here."
    ),
    "signed": N_("The letter stays as it was signed and prints the same pages for ever. Next its copies go out."),
    "despatched": N_("The letter stays as it was signed and prints the same pages for ever. Its copies are out."),
}
#: The lines of a signature block.
_LINES = (
    ("name", N_("Name"), False),
    ("designation", N_("Designation"), True),
    ("behalf", N_("On behalf of"), False),
    ("place", N_("Place"), True),
    ("date", N_("Date above the signature"), False),
    ("phone", N_("Phone"), True),
    ("email", N_("E-mail"), False),
)
#: Shown whatever the layout prints: a hand may sign for another.
_ALWAYS = ("name", "designation", "behalf")


class LetterIssue(Step):
    """The second step."""

    session: LetterSession
    number_asked = Signal(str, str, str, str)
    sign_asked = Signal(object, str)
    attach_asked = Signal(object, str)
    void_asked = Signal(str, str)
    print_asked = Signal()
    scan_asked = Signal(str)
    scan_removed = Signal(str)
    sent = Signal(object, str, object)
    acknowledged = Signal(str, object)
    taken_back = Signal(str)
    #: The list is to be kept under a name; a kept one is to be taken.
    list_kept = Signal(str)
    list_taken = Signal(object)

    def __init__(self, session: LetterSession, voice: Voice, look: Tokens) -> None:
        super().__init__(session, voice(N_("Issue and despatch")))
        self._voice, self._look = voice, look
        self._kept: tuple[Kept, ...] = ()
        self.strip = LifeStrip(voice, look, despatched=True)
        self.says = Text(role="muted")
        # Ctrl+P is the editor's own.
        self.paper = PaperCard(voice, look, voice(N_("The numbered paper")), keys="Ctrl+P")
        kind = session.letter.kind
        self.paper.numbered.connect(lambda number, on, file: self.number_asked.emit(number, on, file, kind))
        self.paper.signed.connect(lambda scan: self.sign_asked.emit(scan, kind))
        self.paper.attached.connect(lambda scan: self.attach_asked.emit(scan, kind))
        self.paper.voided.connect(lambda reason: self.void_asked.emit(reason, kind))
        self.paper.printed.connect(self.print_asked)
        self.paper.scan_opened.connect(self.scan_asked)
        self.paper.scan_removed.connect(self.scan_removed)
        self.despatch = DespatchCard(voice, look)
        self.despatch.sent.connect(self.sent)
        self.despatch.acknowledged.connect(self.acknowledged)
        self.despatch.taken_back.connect(self.taken_back)
        self.signed_by = Fold(voice(N_("Signature on the paper")), look, self._signatures)
        for widget in (
            card(self.strip, self.says, name=voice(N_("The life of the paper"))),
            self.despatch,
            self.paper,
            self._distribution(),
            self.signed_by,
        ):
            self.stack.addWidget(widget)
        self.stack.addStretch(1)
        session.worded.connect(self._show_usual)
        self.refresh(None)

    # The cards

    def _distribution(self) -> QWidget:
        voice, look = self._voice, self._look
        heading = LineField(
            voice(N_("Heading")), look, words=completing(self.session, "meeting", "distribution_heading")
        )
        self.hold(Ref(self.session.id, "distribution_heading"), heading)
        words = completing(self.session, "recipient", "text")
        shape = Shape(
            "recipient",
            N_("Recipient"),
            (Cell("text", N_("Recipient"), lines=True, hint=N_("Office or post, and place"), words=words),),
            add=N_("Recipient"),
            empty=N_("Nobody is on the list."),
            labelled=True,
        )
        self.recipients = Rows(self, voice, look, shape, place=self._placed)
        #: Who gets it where nobody typed a list.
        self.usual = Text(role="muted")
        self.taking = Button(voice(N_("Change this list")), look, role="small", icon="pencil")
        self.taking.clicked.connect(self._take_usual)
        self.lists = Button(voice(N_("Kept lists")), look, role="small", icon="chevron-down")
        self.lists.clicked.connect(self._choose_list)
        self.keeping = Button(voice(N_("Keep this list")), look, role="small", icon="save")
        self.keeping.clicked.connect(self._ask_name)
        self.name = LineField(voice(N_("Name of the list")), look, hint=voice(N_("All offices, say")))
        self.name.confirmed.connect(self._keep)
        self._name_row = Labelled(voice(N_("Name of the list")), self.name)
        self._name_row.hide()
        self._heading = Labelled(voice(N_("Heading")), heading)
        name = voice(N_("Distribution"))
        made = card(Text(name, "strong"), self._heading, self.usual, self.recipients, name=name)
        inner = made.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addLayout(flow(self.taking, self.lists, self.keeping))
        inner.addWidget(self._name_row)
        return made

    def _signatures(self) -> QWidget:
        self.signatures = Rows(self, self._voice, self._look, self._block(), known=self._fill)
        self.signatures.rebuild()
        return self.signatures

    def _block(self) -> Shape:
        letter = self.session.letter
        shown = {*layouts.resolve(letter.layout or "upazila").signature.show, *_ALWAYS}
        shown |= {name for name, _, _ in _LINES for one in letter.signatures if getattr(one, name)}
        cells: list[Cell] = []
        for name, label, beside in _LINES:
            if name in shown:
                words = completing(self.session, "signature", name)
                cells.append(Cell(name, label, beside=beside and len(cells) % 2 == 1, words=words))
        return Shape(
            "signature",
            N_("Signature"),
            tuple(cells),
            add=N_("Second signature") if letter.signatures else N_("Signature"),
            empty=N_("Nobody signs this paper yet."),
        )

    # What it shows

    def rebuild(self) -> None:
        if self.signed_by.is_built():
            self.signatures.reshape(self._block())
            self.signatures.rebuild()
        self.recipients.rebuild()
        life, letter = self.session.life, self.session.letter
        self.strip.show_state(letter.memo().state)
        self.says.say(self._voice(_SAYS[letter.memo().state]))
        held = self.paper.isAncestorOf(self.window().focusWidget() or self)
        signed = self.despatch.isHidden() and letter.memo().state in SIGNED
        self.paper.show_paper(letter.memo(), life.proposal, life.scans)
        self.despatch.show_paper(letter, life.dispatches, life.today)
        if held and signed:
            # It was signed just now: next its copies go out.
            self.despatch.first()
            self.bring(self.despatch)
        self._kept = life.kept
        self._show_usual()

    def tell(self, refs: frozenset[Ref] | None) -> None:
        said = [
            ", ".join(plain(part) for part in (one.name, one.designation) if part)
            for one in self.session.letter.signatures
        ]
        self.signed_by.say(" · ".join(one for one in said if one) or self._voice(N_("As in the minutes")))

    def _show_usual(self) -> None:
        """The list that is printed where nobody typed one; nothing where there is one, or none."""
        own = bool(self.session.letter.distribution.recipients)
        usual = self.session.usual.distribution.recipients if not own else ()
        texts = [" ".join(plain(part) for part in (one.label, one.text) if part) for one in usual]
        self.usual.say("\n".join(texts))
        self.usual.setVisible(bool(texts))
        frozen = self.session.frozen
        self.taking.setVisible(bool(texts) and not frozen)
        self.recipients.setVisible(not texts)
        self._heading.setVisible(own)
        self.lists.setVisible(bool(self._kept) and not frozen)
        self.keeping.setVisible(own)

    def first(self) -> None:
        """To what comes next: the number, the paper's own buttons, the despatch."""
        if self.session.letter.memo().state in SIGNED:
            self.despatch.first()
        else:
            self.paper.first()

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; a memo's number and date are at the head of the step."""
        if ref.record.startswith("memo."):
            self.paper.first()
            self.bring(self.paper)
            return True
        if ref.record.startswith("signature."):
            self.signed_by.unfold()
        return super().go(ref, offset)

    def refuse(self, error: UserError) -> None:
        """Says where it was asked why something could not be done."""
        sentence = self._voice.refusal(error)
        if self.despatch.isAncestorOf(self.window().focusWidget() or self):
            self.despatch.refuse(sentence)
            self.bring(self.despatch)
        else:
            self.paper.refuse(sentence)
            self.bring(self.paper)

    # What is done

    def _placed(self, pasted: pasting.Pasted, record: str) -> tuple[Letter, str]:
        """A pasted list as recipients, behind the row it was pasted into."""
        held = self.session.letter
        found = pasting.recipients(pasted, self.session.mint)
        return editing.insert(held, found, record), (found[-1].id if found else record)

    def _take_usual(self) -> None:
        """The usual list becomes the letter's own, to be changed."""
        usual = self.session.usual.distribution
        mint = self.session.mint
        sent = tuple(Recipient(one.label, one.text, mint("recipient")) for one in usual.recipients)
        letter = self.session.letter
        self.session.change_letter(replace(letter, distribution=replace(usual, recipients=sent)))
        if sent:
            self.go(Ref(sent[0].id, "text"))

    def _choose_list(self) -> None:
        pick(self.lists, [(one.id, one.name) for one in self._kept], self._take_list)

    def _take_list(self, record: str) -> None:
        if found := next((one for one in self._kept if one.id == record), None):
            self.list_taken.emit(found)

    def _ask_name(self) -> None:
        self._name_row.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bring(self._name_row)

    def _keep(self) -> None:
        if name := self.name.text().strip():
            self._name_row.hide()
            self.name.show_marked("")
            self.keeping.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list_kept.emit(name)

    def _fill(self, record: str, name: str) -> None:
        """A known person signs: the rest of what is known of them follows."""
        known = self.session.words.person(name)
        if known is None or self.session.frozen:
            return
        letter = self.session.letter
        for cell in self._block().cells:
            text = getattr(known, cell.field, "") if cell.field not in ("name", "behalf") else ""
            if text:
                letter = editing.put(letter, Ref(record, cell.field), escape(text))
        self.session.change_letter(letter)

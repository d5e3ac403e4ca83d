"""Step 2 of a letter: its number, its signature on paper, who gets it, and what went out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED, Recipient, Ref
from ui.editor.life_strip import LifeStrip
from ui.editor.paper_card import PaperCard
from ui.editor.paper_step import PaperStep
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


class LetterIssue(PaperStep):
    """The second step."""

    session: LetterSession
    #: The list is to be kept under a name; a kept one is to be taken.
    list_kept = Signal(str)
    list_taken = Signal(object)

    LINES = (
        ("name", N_("Name"), False),
        ("designation", N_("Designation"), True),
        ("behalf", N_("On behalf of"), False),
        ("place", N_("Place"), True),
        ("date", N_("Date above the signature"), False),
        ("phone", N_("Phone"), True),
        ("email", N_("E-mail"), False),
    )
    # A hand may sign for another, whatever the layout prints.
    ALWAYS = ("name", "designation", "behalf")
    UNSIGNED = N_("As in the minutes")

    def __init__(self, session: LetterSession, voice: Voice, look: Tokens) -> None:
        super().__init__(session, voice, look, voice(N_("Issue and despatch")))
        self._kept: tuple[Kept, ...] = ()
        self.strip = LifeStrip(voice, look, despatched=True)
        self.says = Text(role="muted")
        # Ctrl+P is the editor's own.
        self.paper = self._paper(session.letter.kind, voice(N_("The numbered paper")), "Ctrl+P")
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

    def asked(self) -> PaperCard:
        return self.paper

    # The cards

    def _distribution(self) -> QWidget:
        voice, look = self._voice, self._look
        self._headed = Labelled(voice(N_("Heading")), self._heading())
        self.recipients = self._recipients()
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
        name = voice(N_("Distribution"))
        made = card(Text(name, "strong"), self._headed, self.usual, self.recipients, name=name)
        inner = made.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addLayout(flow(self.taking, self.lists, self.keeping))
        inner.addWidget(self._name_row)
        return made

    # What it shows

    def rebuild(self) -> None:
        super().rebuild()
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
        self._headed.setVisible(own)
        self.lists.setVisible(bool(self._kept) and not frozen)
        self.keeping.setVisible(own)

    def first(self) -> None:
        """To what comes next: the number, the paper's own buttons, the despatch."""
        if self.session.letter.memo().state in SIGNED:
            self.despatch.first()
        else:
            self.paper.first()

    # What is done

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

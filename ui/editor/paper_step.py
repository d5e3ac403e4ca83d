"""A step in which a paper takes its number, is signed, and goes out: minutes, or a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from koyradesk import editing, pasting
from koyradesk import layout as layouts
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import Ref
from ui.editor.completing import completing
from ui.editor.despatch import DespatchCard
from ui.editor.fold import Fold
from ui.editor.paper_card import PaperCard
from ui.editor.rows import Cell, Rows, Shape
from ui.editor.step import Step
from ui.fields import LineField
from ui.say import Voice
from ui.theme import Tokens

if TYPE_CHECKING:
    from ui.session import Session

#: The lines of a signature block, in the order they are typed; whether each stands beside the one before it.
Lines = tuple[tuple[str, str, bool], ...]


class PaperStep(Step):
    """What is asked for names the kind of paper last: "minutes", "correction", or a letter's."""

    #: Number, date and file as typed.
    number_asked = Signal(str, str, str, str)
    #: A scan of the signed copy, or None.
    sign_asked = Signal(object, str)
    attach_asked = Signal(object, str)
    void_asked = Signal(str, str)
    print_asked = Signal(str)
    #: A scan is to be shown, or taken out: its id.
    scan_asked = Signal(str)
    scan_removed = Signal(str)
    #: Copies went out: (id, name) of who got them, the channel, the day; one was acknowledged, or never went.
    sent = Signal(object, str, object)
    acknowledged = Signal(str, object)
    taken_back = Signal(str)

    #: Those that a paper of this step can have, and those that are shown whatever its layout prints.
    LINES: Lines = ()
    ALWAYS: tuple[str, ...] = ()
    recipients: Rows

    #: Said where nobody signs, and where nobody is on the list.
    UNSIGNED = N_("Nobody signs this paper yet.")
    UNLISTED = N_("Nobody is on the list.")

    def __init__(self, session: Session, voice: Voice, look: Tokens, name: str) -> None:
        super().__init__(session, name)
        self._voice, self._look = voice, look
        self._asked = ""
        self.despatch = DespatchCard(voice, look)
        self.despatch.sent.connect(self.sent)
        self.despatch.acknowledged.connect(self.acknowledged)
        self.despatch.taken_back.connect(self.taken_back)
        self.signed_by = Fold(voice(N_("Signature on the paper")), look, self._signatures)

    @property
    def held(self) -> Any:
        """The meeting or letter as it is on the screen."""
        return self.session.meeting

    def asked(self) -> PaperCard:
        """The card of the paper that something was asked of last."""
        raise NotImplementedError

    # The cards

    def _paper(self, kind: str, name: str, keys: str) -> PaperCard:
        made = PaperCard(self._voice, self._look, name, keys=keys)
        made.numbered.connect(lambda number, on, file: self._ask(self.number_asked, kind, number, on, file))
        made.signed.connect(lambda scan: self._ask(self.sign_asked, kind, scan))
        made.attached.connect(lambda scan: self._ask(self.attach_asked, kind, scan))
        made.voided.connect(lambda reason: self._ask(self.void_asked, kind, reason))
        made.printed.connect(lambda: self.print_asked.emit(kind))
        made.shows.connect(self.bring)
        made.scan_opened.connect(self.scan_asked)
        made.scan_removed.connect(self.scan_removed)
        return made

    def _ask(self, signal: SignalInstance, kind: str, *what: object) -> None:
        self._asked = kind
        signal.emit(*what, kind)

    def _heading(self) -> LineField:
        words = completing(self.session, "meeting", "distribution_heading")
        heading = LineField(self._voice(N_("Heading")), self._look, words=words)
        return self.hold(Ref(self.session.id, "distribution_heading"), heading)

    def _recipients(self) -> Rows:
        words = completing(self.session, "recipient", "text")
        cell = Cell("text", N_("Recipient"), lines=True, hint=N_("Office or post, and place"), words=words)
        shape = Shape("recipient", N_("Recipient"), (cell,), add=N_("Recipient"), empty=self.UNLISTED, labelled=True)
        return Rows(self, self._voice, self._look, shape, place=self._placed)

    def _signatures(self) -> QWidget:
        self.signatures = Rows(self, self._voice, self._look, self._block(), fresh=self._first, known=self._fill)
        self.signatures.rebuild()
        return self.signatures

    def _block(self) -> Shape:
        """The lines the layout prints, and those that are written all the same."""
        shown = {*layouts.resolve(self.held.layout or "upazila").signature.show, *self.ALWAYS}
        shown |= {name for name, _, _ in self.LINES for one in self.held.signatures if getattr(one, name)}
        cells: list[Cell] = []
        for name, label, beside in self.LINES:
            if name in shown:
                words = completing(self.session, "signature", name)
                cells.append(Cell(name, label, beside=beside and len(cells) % 2 == 1, words=words))
        return Shape(
            "signature",
            N_("Signature"),
            tuple(cells),
            add=N_("Second signature") if self.held.signatures else N_("Signature"),
            empty=N_("Nobody signs this paper yet."),
        )

    # What it shows

    def rebuild(self) -> None:
        if self.signed_by.is_built():
            self.signatures.reshape(self._block())
            self.signatures.rebuild()
        self.recipients.rebuild()

    def tell(self, refs: frozenset[Ref] | None) -> None:
        said = [", ".join(plain(part) for part in (one.name, one.designation) if part) for one in self.held.signatures]
        self.signed_by.say(" · ".join(one for one in said if one) or self._voice(self.UNSIGNED))

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; a memo's number and date are at the head of the step."""
        if ref.record.startswith("memo."):
            card = self.asked()
            card.first()
            self.bring(card)
            return True
        if ref.record.startswith("signature."):
            self.signed_by.unfold()
        return super().go(ref, offset)

    def refuse(self, error: UserError) -> None:
        """Says where it was asked why something could not be done."""
        going = self.despatch.isAncestorOf(self.window().focusWidget() or self)
        card = self.despatch if going else self.asked()
        card.refuse(self._voice.refusal(error))
        self.bring(card)

    # What is done

    def _placed(self, pasted: pasting.Pasted, record: str) -> tuple[Any, str]:
        """A pasted list as recipients, behind the row it was pasted into; an empty one makes room."""
        found = pasting.recipients(pasted, self.session.mint)
        return editing.insert(self.held, found, record), (found[-1].id if found else record)

    def _first(self) -> dict[str, str]:
        """What is known of who signs first."""
        return {}

    def _fill(self, record: str, name: str) -> None:
        """A known person signs: the rest of what is known of them follows."""
        known = self.session.words.person(name)
        if known is None or self.session.frozen:
            return
        filled = self.held
        for cell in self._block().cells:
            text = getattr(known, cell.field, "") if cell.field not in ("name", "behalf") else ""
            if text:
                filled = editing.put(filled, Ref(record, cell.field), escape(text))
        self.session.change(filled)
        self.signatures.rebuild()

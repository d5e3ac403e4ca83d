"""The sentence bank of the field that is being typed in: asked for, put in, starred, edited, hidden."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from koyradesk.bank import Bank, Offered, Sentence
from koyradesk.bank.words import fitted
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Ref
from ui.bank.panel import SentencePanel
from ui.fields.ghost import GhostField
from ui.kit import Kit

if TYPE_CHECKING:
    from ui.editor.editor import Editor


class FieldBank(QObject):
    """Belongs to an editor; its panel is made when it is first asked for."""

    def __init__(self, editor: Editor, kit: Kit) -> None:
        super().__init__(editor)
        self._editor, self._kit = editor, kit
        self._ref: Ref | None = None

    @cached_property
    def panel(self) -> SentencePanel:
        made = SentencePanel(self._editor, self._editor.beside, self._kit.voice, self._kit.look)
        made.chosen.connect(self.put)
        made.starred.connect(lambda one, on: self._keep(lambda: self._kit.book.bank.star(one, on)))
        made.hid.connect(lambda one, on: self._keep(lambda: self._kit.book.bank.hide(one, on)))
        made.edited.connect(self._edited)
        made.closed.connect(self._back)
        return made

    def ask(self, ref: Ref | None) -> None:
        """Shows what can be put into a field."""
        session, voice = self._editor.session, self._kit.voice
        if session is None:
            return
        if session.frozen:
            session.tell_locked()
            return
        seat = session.offers.seat(ref) if ref is not None else None
        bank = session.offers.bank
        if bank is None:
            self._editor.told.emit(voice(N_("The sentences are still being read. Try again in a moment.")), None)
        elif seat is None:
            sentence = N_(
                "Go to the opening, a discussion, a decision or the closing first: there sentences are offered."
            )
            self._editor.told.emit(voice(sentence), None)
        else:
            self._ref = ref
            self.panel.show_bank(bank, seat)

    def put(self, one: Offered) -> None:
        """Puts a sentence in at the caret; what was begun of it is not written twice."""
        self.leave()
        self._back()
        field = QApplication.focusWidget()
        if isinstance(field, GhostField):
            field.pass_blanks()
            before = plain(field.marked())[: field.caret()]
            field.put_filled(fitted(before, one.filled))

    def leave(self, ref: Ref | None = None) -> None:
        """The work is elsewhere: the panel goes."""
        if "panel" in self.__dict__ and ref != self._ref:
            self.panel.hide()

    def _edited(self, of: Sentence | None, text: str) -> None:
        session = self._editor.session
        if of is not None:
            self._keep(lambda: self._kit.book.bank.edit(of, text))
        elif session is not None and self._ref is not None and (seat := session.offers.seat(self._ref)) is not None:
            self._keep(partial(self._kit.book.bank.add, seat.field, text))

    def _keep(self, job: Callable[[], Bank]) -> None:
        self._kit.worker.ask(job, self._known, otherwise=self._editor.refused.emit)

    def _known(self, bank: Bank) -> None:
        if self._editor.session is not None:
            self._editor.session.offers.know(bank)
        self.panel.know(bank)

    def _back(self) -> None:
        if self._ref is not None:
            self._editor.go(self._ref)

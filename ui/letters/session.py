"""One letter being written: a session as meetings have it, with the wording that stands where nobody typed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal

from koyradesk.errors import UserError
from koyradesk.frozen import SIGNED_LETTER
from koyradesk.model import Letter, Ref
from ui.edits import Taken
from ui.letter_book import LetterBook, LetterLife
from ui.session import Session
from ui.worker import Worker

#: What the layout words where nobody typed.
WORDED = ("subject", "reference", "body", "enclosures")
#: What is stored where somebody emptied such a field: nothing is to be printed there.
_NOTHING = " "


class LetterSession(Session):
    """A letter and its way to the page and to the disk."""

    life: LetterLife
    #: The usual wording of the letter is another now.
    worded = Signal()

    _came = Signal(object)

    def __init__(self, worker: Worker, book: LetterBook, taken: Taken) -> None:
        self._book = book
        self.usual = Letter()
        super().__init__(worker, book, self._page, taken)
        self.kind = self.letter.kind
        # It comes from the worker's thread.
        self._came.connect(self._take_wording, Qt.ConnectionType.QueuedConnection)

    @property
    def letter(self) -> Letter:
        """As it is on the screen."""
        return cast("Letter", self.meeting)

    def change_letter(self, letter: Letter) -> None:
        """An edit of structure, sealed at once."""
        self.change(cast("Any", letter))

    def change(self, meeting: Any) -> None:
        if not self.frozen:
            super().change(meeting)

    # Wording

    def _page(self, letter: Any, kind: str) -> Any:
        """On the worker's thread: the wording, then the page; where there is no page, there is a wording yet."""
        self._came.emit(self._book.usual(letter))
        return self._book.preview(letter, kind)

    def _take_wording(self, usual: Letter) -> None:
        before, self.usual = self.usual, usual
        if before != usual:
            record = self.letter.id
            fields = [name for name in WORDED if getattr(before, name) != getattr(usual, name)]
            self.changed.emit(frozenset(Ref(record, name) for name in fields))
            self.worded.emit()

    def text(self, ref: Ref) -> str:
        text = super().text(ref)
        if ref.record == self.id and ref.field in WORDED:
            return text.strip() and text if text else str(getattr(self.usual, ref.field)).strip()
        return text

    def type(self, ref: Ref, text: str) -> None:
        """What is typed as it stood there anyway, follows the records again."""
        if self.closed(ref.record) or self.text(ref) == text:
            return
        if ref.record == self.id and ref.field in WORDED:
            text = "" if text == getattr(self.usual, ref.field) else text or _NOTHING
        super().type(ref, text)

    def by_hand(self, field: str) -> bool:
        """Whether somebody has changed a text that the layout words."""
        own = getattr(self.letter, field)
        return bool(own) and own.strip() != getattr(self.usual, field).strip()

    def back_to_usual(self, field: str) -> None:
        """A text is worded by the layout again."""
        self._typed.pop(Ref(self.id, field), None)
        changes: dict[str, Any] = {field: ""}
        self.change_letter(replace(self.letter, **changes))

    # The new day, hour and place of a meeting that is put off are one field of the record

    def fact(self, name: str) -> str:
        return str(self.letter.facts.get(name) or "")

    def type_fact(self, name: str, text: str) -> None:
        """A keystroke in one of them."""
        facts = {key: one for key, one in {**self.letter.facts, name: text}.items() if one}
        super().type(self.facts_ref, json.dumps(facts, ensure_ascii=False, sort_keys=True) if facts else "")

    @property
    def facts_ref(self) -> Ref:
        return Ref(self.id, "facts")

    # What is otherwise in a meeting

    def closed(self, record: str) -> bool:
        return self.frozen

    def open_decisions(self) -> tuple[Any, ...]:
        return ()

    def tell_locked(self) -> None:
        self.refused.emit(UserError(SIGNED_LETTER, number=self.letter.memo().number))

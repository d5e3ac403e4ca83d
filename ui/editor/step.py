"""A step whose fields stand in cards under one another, each bound to the meeting by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from koyradesk.model import Ref
from ui import composing
from ui.editor.column import Column
from ui.editor.fold import Fold
from ui.theme import GAP, HALF, STEP

if TYPE_CHECKING:
    from ui.session import Session

F = TypeVar("F", bound=QWidget)

#: Fields that hold addresses.
_ADDRESSES = ("website", "email")


class Step(Column):
    """Fields are given by ``hold``; ``refresh`` shows in them what the meeting has now."""

    #: Something worth saying, as a sentence.
    told = Signal(str)

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(name, self.key)
        self.session = session
        self._fields: dict[Ref, Any] = {}
        #: Where a field stands that is not made before its card is opened.
        self.folded: dict[Ref, Fold] = {}
        # The bar at the right keeps its place: together with this it is as wide as the margin at the left.
        self.stack.setContentsMargins(GAP, GAP, HALF, GAP)
        self.stack.setSpacing(STEP + HALF)

    def key(self, event: QKeyEvent) -> bool:
        """Acts on a key that no field took."""
        return False

    def hold(self, ref: Ref, field: F) -> F:
        """Binds a field to the address it shows."""
        self._fields[ref] = field
        self.session.bind(field, ref)
        if ref.field in _ADDRESSES:
            composing.as_typed(field)
        return field

    def release(self, record: str) -> None:
        """Forgets the fields of a record that is gone."""
        for ref in [one for one in self._fields if one.record == record]:
            del self._fields[ref]

    def holds(self, ref: Ref) -> Any:
        """The field of an address; None where it is not in this step."""
        return self._fields.get(ref)

    def refresh(self, refs: frozenset[Ref] | None) -> None:
        """Shows what changed; None when parts came, went or moved."""
        if refs is None:
            self.rebuild()
        for ref in list(self._fields) if refs is None else [one for one in refs if one in self._fields]:
            self.session.show(self._fields[ref], ref)
        self.tell(refs)

    def rebuild(self) -> None:
        """Brings rows and cards in line with the parts the meeting has now."""

    def tell(self, refs: frozenset[Ref] | None) -> None:
        """Says anew what is told about the fields: summaries, counts."""

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address, the caret behind ``offset`` characters; False where it is not here."""
        if ref in self.folded:
            self.folded[ref].unfold()
        field = self._fields.get(ref)
        if field is None:
            return False
        above = field.parentWidget()
        while above is not None and above is not self:
            if isinstance(above, Fold):
                above.unfold()
            above = above.parentWidget()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if offset is not None:
            field.place_cursor(offset)
        self.bring(field)
        return True

"""The bin: what was taken out of meetings, and meetings themselves, with a way back for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.parts import Button, Text, row
from ui.quiet import Nothing
from ui.theme import GAP, ROOM, STEP

if TYPE_CHECKING:
    from koyradesk.bin import Binned

_KINDS = {
    "meeting": N_("Meeting"),
    "letter": N_("Letter"),
    "paragraph": N_("Opening paragraph"),
    "note": N_("Note of the meeting"),
    "item": N_("Agenda item"),
    "decision": N_("Decision"),
    "assignment": N_("Implementer"),
    "attendee": N_("Attendee"),
    "signature": N_("Signature"),
    "memo": N_("Memo"),
    "recipient": N_("Recipient"),
    "correction": N_("Correction"),
    "attachment": N_("Attached file"),
    "progress": N_("Progress"),
    "obligation": N_("Obligation"),
    "party": N_("Party"),
    "holder": N_("Holder of a post"),
    "incoming": N_("Incoming letter"),
}


class BinScreen(QWidget):
    """A list; Enter brings what is chosen back to where it stood."""

    refused = Signal(object)
    told = Signal(str, object)
    #: Back to where one came from.
    left = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Bin")))
        self.back = Button(voice(N_("Back")), look, role="quiet", icon="arrow-left", keys="Escape", owns_keys=False,
                           shows_keys=False)  # fmt: skip
        self.back.clicked.connect(self.left)
        self.returning = Button(
            voice(N_("Bring back")), look, role="primary", icon="undo-2", keys="Return", owns_keys=False
        )
        self.returning.clicked.connect(self._take_chosen)
        self.list: LineList[Binned] = LineList(look, Lines(), voice(N_("What is in the bin")))
        self.list.setObjectName("meetings")
        self.list.asked.connect(self._take)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.empty = Nothing()
        self.empty.say(voice(N_("The bin is empty. What is taken out of a meeting can be brought back here.")))
        head = row(self.back, Text(voice(N_("Bin")), "title"), self.returning, spacing=STEP)
        head.setStretch(1, 1)
        hint = N_("Nothing is ever lost here: Enter puts what is chosen back to where it stood.")
        self.hint = Text(voice(hint), "muted")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(ROOM, GAP, ROOM, GAP)
        stack.setSpacing(STEP)
        stack.addLayout(head)
        stack.addWidget(self.hint)
        stack.addWidget(self.empty, 1)
        stack.addWidget(self.list, 1)

    def first(self) -> None:
        """Where the keyboard begins."""
        target = self.list if self.list.isVisibleTo(self) else self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self) -> None:
        """Asks anew what is in the bin, where it is looked at."""
        if self.isVisible():
            self._kit.worker.ask(self._kit.book.keeping.bin, self.show_bin, topic="bin")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def show_bin(self, found: Sequence[Binned]) -> None:
        """What is in the bin now; the choice stays at its place."""
        place = max(0, self.list.currentIndex().row())
        focused = self.list.hasFocus() or self.back.hasFocus()
        self.list.rows.show_lines(self._line(one) for one in found)
        self.list.setVisible(bool(found))
        self.hint.setVisible(bool(found))
        self.empty.setVisible(not found)
        # No button that can do nothing.
        self.returning.setVisible(bool(found))
        if found:
            self.list.show_at(self.list.rows.index(min(place, len(found) - 1)))
        if focused:
            self.first()
        self._tell()

    def _line(self, one: Binned) -> Line[Binned]:
        voice = self._kit.voice
        kind = voice(_KINDS[one.kind])
        when = voice.moment(one.when.astimezone()) if one.when else ""
        facts = [one.title if one.kind != "meeting" else "", " · ".join(part for part in (one.by, when) if part)]
        pill, tone = (voice(N_("Signed meanwhile")), "wait") if one.signed else (kind, "")
        spoken = ", ".join(part for part in (kind, one.says, *facts) if part)
        return Line(one.says, one, pill, tone, tuple(escape(fact) for fact in facts if fact), spoken)

    def _tell(self) -> None:
        now = self.list.now()
        self.returning.setEnabled(now is not None and not now.signed)

    def _take_chosen(self) -> None:
        if (now := self.list.now()) is not None:
            self._take(now)

    def _take(self, one: Binned) -> None:
        self._kit.worker.ask(
            partial(self._kit.book.keeping.take_out, one.record), partial(self._taken, one), otherwise=self.refused.emit
        )

    def _taken(self, one: Binned, left: Sequence[Binned]) -> None:
        self.show_bin(left)
        self.told.emit(self._kit.voice(N_("“{text}” is back where it stood."), text=one.says), None)

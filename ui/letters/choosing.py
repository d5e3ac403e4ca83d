"""One of many by name: a field that narrows the list, the list under it, Enter takes the chosen line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from ui.fields import TOO_LONG, LineField
from ui.keys import ENTERS
from ui.line_list import Line, LineList, Lines
from ui.parts import Text
from ui.say import Voice
from ui.theme import STEP, Tokens

#: Lines that Page up and Page down go.
_PAGE = 6


class Offered(NamedTuple):
    """A line to choose. ``thing`` is given back when it is chosen."""

    thing: str
    head: str
    below: str = ""
    pill: str = ""
    tone: str = ""


class Choosing(QWidget):
    """The field and the list; the caret stays in the field, whose arrow keys choose below."""

    chosen = Signal(str)
    #: Too much was pasted, or the like: a sentence.
    told = Signal(str)

    def __init__(self, voice: Voice, look: Tokens, name: str) -> None:
        super().__init__()
        self._voice = voice
        self._all: tuple[tuple[str, Offered], ...] = ()
        self.setAccessibleName(name)
        self.field = LineField(voice(N_("Part of the name")), look, hint=voice(N_("Part of the name")))
        self.field.typed.connect(lambda _: self._filter())
        self.field.overflowed.connect(lambda: self.told.emit(voice(TOO_LONG)))
        self.field.installEventFilter(self)
        self.list: LineList[str] = LineList(look, Lines[str](), name)
        self.list.setObjectName("meetings")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._take)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.none = Text(role="muted")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(STEP)
        stack.addWidget(self.field)
        stack.addWidget(self.none)
        stack.addWidget(self.list, 1)
        stack.addStretch(0)

    def offer(self, every: Sequence[Offered], none: str) -> None:
        """What there is to choose from, the usual one first; ``none`` is said where there is nothing."""
        # Each with its search key, made once and not at every letter that is typed.
        self._all = tuple((search_key(f"{one.head} {one.below}"), one) for one in every)
        self.none.say(none)
        self.field.show_marked("")
        self._filter()

    def first(self) -> None:
        """Ready for Enter."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self) -> None:
        words = search_key(self.field.text()).split()
        self.none.setVisible(not self._all)
        self.field.setVisible(bool(self._all))
        self._show([one for key, one in self._all if all(word in key for word in words)])

    def _show(self, found: Sequence[Offered]) -> None:
        """The lines that fit; the first is the one that Enter would take."""
        rows = self.list.rows
        rows.show_lines(
            Line(one.head, one.thing, one.pill, one.tone, (one.below,) if one.below else ()) for one in found
        )
        self.list.setVisible(bool(found))
        self.list.setCurrentIndex(rows.index(0) if found else QModelIndex())
        self.list.scrollToTop()
        self._tell()

    def _tell(self) -> None:
        """For who hears the field: which line Enter would take."""
        index = self.list.currentIndex()
        self.field.setAccessibleDescription(str(self.list.rows.line_at(index).head) if index.isValid() else "")

    def _take(self, index: QModelIndex) -> None:
        thing = self.list.rows.thing_at(index)
        if thing is not None:
            self.chosen.emit(thing)

    def _step(self, steps: int) -> None:
        rows = self.list.rows.rowCount()
        if rows:
            at = max(0, min(rows - 1, self.list.currentIndex().row() + steps))
            self.list.show_at(self.list.rows.index(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if wanted := steps.get(Qt.Key(event.key())):
                self._step(wanted)
                return True
            if event.key() in ENTERS:
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

"""What each column of a list holds: one picker for each, named as its heading in the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.fields.flow import Flow
from ui.layouts.pickers import Picker
from ui.parts import Text
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

if TYPE_CHECKING:
    from ui.directory.jobs import Plan

#: Letters of a heading that are shown, and columns that are offered.
_SHOWN, _MOST = 28, 24


class ColumnsPanel(QWidget):
    """Tells what the columns hold when one of them was put right."""

    #: What each column holds.
    changed = Signal(object)
    #: Another sheet of the file.
    sheet_asked = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._holds: list[str] = []
        self._names: tuple[str, ...] = ()
        self.pickers: list[Picker] = []
        name = voice(N_("What the columns hold"))
        self.setAccessibleName(name)
        self.sheet = Picker(voice(N_("Sheet")), look, lambda: [(one, one) for one in self._sheets])
        self.sheet.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.sheet.picked.connect(lambda name: self.sheet_asked.emit(name))
        self._sheets: tuple[str, ...] = ()
        self._room = QWidget()
        self._room.setAccessibleName(name)
        self._flow = Flow(self._room, across=STEP, down=STEP)
        self._flow.addWidget(self.sheet)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addWidget(Text(voice(N_("Each column of the list, and what it holds:")), "muted"))
        stack.addWidget(self._room)

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.pickers:
            self.pickers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, plan: Plan) -> None:
        """The columns of another list, or as they were put right."""
        columns, sheet = plan.columns, plan.sheet
        self._sheets = sheet.names
        self.sheet.setVisible(len(sheet.names) > 1)
        if sheet.name:
            self.sheet.say(sheet.name, self._voice(N_("Sheet: {name}"), name=sheet.name))
        heads = sheet.rows[columns.head] if columns.head >= 0 else ("",) * sheet.width
        names = tuple(
            head[:_SHOWN] or self._voice(N_("Column {number}"), number=place)
            for place, head in enumerate(heads[:_MOST], 1)
        )
        self._holds = list(columns.holds)
        if names != self._names or not self.pickers:
            self._make(names)
        for place, picker in enumerate(self.pickers):
            picker.say(self._holds[place], f"{names[place]}: {self._said(self._holds[place])}")
            picker.updateGeometry()
        self._flow.invalidate()

    def _make(self, names: tuple[str, ...]) -> None:
        for old in self.pickers:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._names = names
        self.pickers = []
        for place, name in enumerate(names):
            made = Picker(name, self._look, self._options)
            made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            made.picked.connect(partial(self._picked, place))
            self.pickers.append(made)
            self._flow.addWidget(made)
            made.show()

    def _options(self) -> Sequence[tuple[str, str]]:
        from koyradesk.directory.columns import HEADINGS

        return [("", self._said("")), *((one, self._said(one)) for one in HEADINGS)]

    def _said(self, target: str) -> str:
        from koyradesk.directory.columns import HEADINGS

        return self._voice(HEADINGS[target]) if target else self._voice(N_("left out"))

    def _picked(self, place: int, target: str) -> None:
        # What another column held before is here now: two cannot hold the same.
        self._holds = ["" if one == target and at != place else one for at, one in enumerate(self._holds)]
        self._holds[place] = target
        self.changed.emit(tuple(self._holds))

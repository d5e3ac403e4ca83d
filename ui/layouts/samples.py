"""Values that are chosen by how they look: labels, wordings of dates, fonts; each can also be typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.layouts import words
from ui.layouts.controls import Context, Control, TextControl
from ui.layouts.pickers import Picker
from ui.theme import HALF

#: What stands for "another one" in the menu.
_OWN = object()


class SampleControl(Control):
    """A menu of samples; the last entry opens a field for a wording of one's own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._value: Any = ""
        self.picker = Picker(context.name, context.look, self._all)
        self.picker.picked.connect(self._picked)
        self.own = TextControl(context)
        self.own.edited.connect(self._typed)
        self.own.undo_asked.connect(self.undo_asked)
        self.own.entered.connect(self.entered)
        self.own.left.connect(self.left)
        self.own.names_asked.connect(self.names_asked)
        self.own.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addWidget(self.picker)
        stack.addWidget(self.own)

    def options(self) -> Sequence[str]:
        """The values offered."""
        raise NotImplementedError

    def look_of(self, value: str) -> str:
        """A value as it looks on the paper."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        self._value = value
        self.picker.say(value, self._said(value))
        self.own.show_value(value)
        if value not in self.options():
            self.own.show()

    def insert(self, name: str) -> None:
        """Puts a field's name into the wording of one's own."""
        self.own.insert(name)

    def first(self) -> QWidget:
        return self.picker

    def _all(self) -> Sequence[tuple[Any, str]]:
        values = list(self.options())
        if self._value not in values:
            values.insert(0, self._value)
        return [*((one, self._said(one)) for one in values), (_OWN, self.context.voice(N_("Another wording …")))]

    def _said(self, value: str) -> str:
        try:
            return self.look_of(value)
        except (ValueError, KeyError, IndexError):
            return value

    def _picked(self, value: Any) -> None:
        if value is _OWN:
            self.own.show()
            self.own.first().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.own.hide()
        self.show_value(value)
        self.edited.emit(value)

    def _typed(self, value: Any) -> None:
        self._value = value
        self.picker.say(value, self._said(value))
        self.edited.emit(value)


class LabelControl(SampleControl):
    """How entries are numbered."""

    def options(self) -> Sequence[str]:
        return words.LABELS

    def look_of(self, value: str) -> str:
        return words.labels(value, self.context.voice)


class DateControl(SampleControl):
    """How a date is worded."""

    bangla = False

    def options(self) -> Sequence[str]:
        return words.date_styles(bangla=self.bangla)

    def look_of(self, value: str) -> str:
        return words.dated(value, bangla=self.bangla)


class BanglaDateControl(DateControl):
    """How a date of the Bangla calendar is worded."""

    bangla = True


class FontControl(SampleControl):
    """The face of the paper: the bundled ones at once, installed ones when they were looked for."""

    def __init__(self, context: Context) -> None:
        self._known: tuple[str, ...] = ()
        super().__init__(context)
        # Fonts are called by their own names.
        self.picker.setProperty("language", "en")
        context.fonts(self._found)

    def _found(self, names: Sequence[str]) -> None:
        self._known = tuple(names)
        if self._value in self._known:
            self.own.hide()

    def options(self) -> Sequence[str]:
        # Until they were looked for, the one that is chosen is no stranger.
        return self._known or (self._value,)

    def look_of(self, value: str) -> str:
        return value

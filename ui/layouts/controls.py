"""What values of a layout are edited with: a text, a number, a switch, a choice. Each shows a value and tells another.

A control is told the key it edits by ``Context``; it does not know the layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QVBoxLayout,
    QWidget,
)

from koyradesk.bengali.digits import to_ascii
from koyradesk.layout_keys import Key
from ui.fields.flow import Flow
from ui.fields.line import LineField
from ui.fields.marked import MarkedField
from ui.layouts import words
from ui.parts import Button, Label, row
from ui.say import Voice
from ui.switch import Switch
from ui.theme import HALF, STEP, Tokens

#: From this length on a text gets several lines.
_LONG = 60
#: Offers the names that can be filled in.
_NAMES_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Space)
_ICON = 16


class Context(NamedTuple):
    """What every control is given: the language, the colours, the key and what it is called."""

    voice: Voice
    look: Tokens
    key: Key
    name: str
    unit: str = ""
    #: Gives the families to choose from, once they are known.
    fonts: Callable[[Callable[[Sequence[str]], None]], None] = lambda _: None
    #: The lines of the letterhead on show.
    head: Sequence[str] = ()


class Control(QWidget):
    """Edits one value."""

    #: Another value: perhaps one that cannot be.
    edited = Signal(object)
    #: Ctrl+Z where the field itself has nothing to take back.
    undo_asked = Signal()
    #: The caret went into it, or out.
    entered = Signal()
    left = Signal()
    #: The names that can be filled in are wanted, under a field.
    names_asked = Signal(QWidget)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(context.name)

    def show_value(self, value: Any) -> None:
        """Shows a value without telling anyone."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError


class TextControl(Control):
    """A text; a long one in several lines. ``insert`` puts the name of what is filled in at the caret."""

    def __init__(self, context: Context, long: bool = False) -> None:
        super().__init__(context)
        look = context.look
        self.field: LineField | MarkedField = (
            MarkedField(context.name, look, breaks=False) if long else LineField(context.name, look)
        )
        if isinstance(self.field, LineField):
            self.field.setMinimumWidth(72)
        self.field.typed.connect(lambda text: self.edited.emit(words.meant(text, context.voice)))
        self.field.undo_asked.connect(self.undo_asked)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self.left)
        self.field.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.field)

    def show_value(self, value: Any) -> None:
        self.field.show_marked(words.shown(value, self.context.voice))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.keyCombination() == _NAMES_KEY and self.context.key.knows:  # type: ignore[attr-defined]
            self.names_asked.emit(self.field)
            return True
        return False

    def insert(self, name: str) -> None:
        """Puts a field's name in, as if it were typed."""
        self.field.put("{" + words.field_name(name, self.context.voice) + "}")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        return self.field


class NumberControl(Control):
    """A number; Up and Down change it by a step."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        limits = context.key.limits or (0, 0)
        self._step = 1.0 if context.key.kind == "whole" or limits[1] > 60 else 0.5 if limits[1] > 10 else 0.05
        self._value = 0.0
        self.field = LineField(context.name, context.look)
        self.field.setFixedWidth(84)
        self.field.typed.connect(self._typed)
        self.field.undo_asked.connect(self.undo_asked)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self.left)
        self.field.installEventFilter(self)
        parts: list[QWidget | int] = [self.field]
        if context.unit:
            parts.append(Label(context.unit, "muted"))
        self.setLayout(row(*parts, 1, spacing=STEP))

    def show_value(self, value: Any) -> None:
        self._value = float(value)
        if self._read() != self._value:
            self.field.show_marked(self.context.voice.digits(f"{round(self._value, 3):g}"))

    def first(self) -> QWidget:
        return self.field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(1 if event.key() == Qt.Key.Key_Up else -1)
                return True
        elif isinstance(event, QWheelEvent) and self.field.hasFocus():
            self._move(1 if event.angleDelta().y() > 0 else -1)
            return True
        return False

    def _move(self, steps: int) -> None:
        low, high = self.context.key.limits or (0, 0)
        wanted = round(min(high, max(low, self._value + steps * self._step)), 3)
        self._value = wanted
        self.field.show_marked(self.context.voice.digits(f"{wanted:g}"))
        self.edited.emit(self._made(wanted))

    def _typed(self, _: str) -> None:
        found = self._read()
        if found is not None:
            self._value = found
        self.edited.emit(self.field.text() if found is None else self._made(found))

    def _read(self) -> float | None:
        try:
            return float(to_ascii(self.field.text().strip()))
        except ValueError:
            return None

    def _made(self, value: float) -> float | int:
        return int(value) if self.context.key.kind == "whole" and value == int(value) else value


class SwitchControl(Control):
    """On or off."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.switch = Switch(context.name, context.look)
        self.switch.clicked.connect(lambda on=False: self.edited.emit(on))
        self.setLayout(row(self.switch))

    def show_value(self, value: Any) -> None:
        self.switch.setChecked(value)

    def first(self) -> QWidget:
        return self.switch


class ChoiceControl(Control):
    """One of a few, all of them in view."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        group = QButtonGroup(self)
        flow = Flow(self, across=HALF, down=HALF)
        self.buttons: dict[str, Button] = {}
        for value in context.key.options:
            said = words.option(context.key.path, value, context.voice)
            made = Button(said, context.look, role="choice")
            made.setCheckable(True)
            made.setAccessibleDescription(context.name)
            group.addButton(made)
            flow.addWidget(made)
            made.clicked.connect(lambda _=False, value=value: self.edited.emit(value))
            self.buttons[value] = made

    def show_value(self, value: Any) -> None:
        for one, button in self.buttons.items():
            button.setChecked(one == value)

    def first(self) -> QWidget:
        return next((one for one in self.buttons.values() if one.isChecked()), next(iter(self.buttons.values())))


def is_long(value: Any) -> bool:
    """Whether a text wants several lines."""
    return isinstance(value, str) and len(value) > _LONG

"""Lists of a layout: columns, facts, lines of a signature, paragraphs. Entries are added, moved and taken out."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.layout_keys import Key
from ui.layouts.controls import Context, Control, NumberControl, TextControl
from ui.layouts.pickers import ManyControl, PickControl
from ui.parts import Button, Text
from ui.theme import HALF

#: What the three buttons at the end of a row take.
_BUTTONS = 3 * (30 + HALF)
#: The width of a number in a row, and the shares that the other parts take.
_NUMBER = 60
_STRETCH = {"choices": 3, "choice": 3, "text": 3, "number": 0}
_NAMES = {
    "heading": N_("Heading"),
    "label": N_("Printed as"),
    "show": N_("What it shows"),
    "parts": N_("What it holds"),
    "width": N_("Width"),
}


class RowsControl(Control):
    """A list in rows. Each row has a control for each of its parts; Alt+Up and Alt+Down move it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        key, voice = context.key, context.voice
        low, high = key.limits or (0, 1000)
        self._low, self._high = int(low), int(high)
        self.fixed = self._low == self._high
        self.value: list[Any] = []
        self.rows: list[_Row] = []
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(HALF)
        self.adding = Button(voice(N_("Add")), context.look, role="small", icon="plus")
        self.adding.setAccessibleName(voice(N_("Add: {list}"), list=context.name))
        self.adding.clicked.connect(self.add)
        if key.kind == "rows":
            self._stack.addLayout(_heads(self.part_keys(), context))
        self._stack.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeft)
        self.adding.setVisible(not self.fixed)

    def show_value(self, value: Any) -> None:
        value = list(value)
        if len(value) != len(self.rows):
            self._build(value)
        for one, entry in zip(self.rows, value, strict=True):
            one.show_entry(entry)
        self.value = value
        self._settle()

    def first(self) -> QWidget:
        return self.rows[0].first() if self.rows else self.adding

    def add(self) -> None:
        """An empty entry at the end, with the keyboard in it."""
        self._change([*self.value, deepcopy(self.context.key.fresh)])
        self.rows[-1].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def shift(self, place: int, step: int) -> None:
        """An entry up or down, with the keyboard."""
        to = place + step
        if 0 <= to < len(self.value) and not self.fixed:
            value = list(self.value)
            value[place], value[to] = value[to], value[place]
            self._change(value)
            self.rows[to].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, place: int) -> None:
        """Takes an entry out."""
        if len(self.value) > self._low:
            self._change([one for at, one in enumerate(self.value) if at != place])
            near = self.rows[min(place, len(self.rows) - 1)].first() if self.rows else self.adding
            near.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert(self, name: str) -> None:
        """Puts a field's name in where the caret is, or was last."""
        for one in self.rows:
            if one.was_entered and isinstance(one.controls[0], TextControl):
                one.controls[0].insert(name)
                return
        if self.rows and isinstance(self.rows[0].controls[0], TextControl):
            self.rows[0].controls[0].insert(name)

    def _change(self, value: list[Any]) -> None:
        self.show_value(value)
        self.edited.emit(deepcopy(value))

    def _edited(self, place: int, entry: Any) -> None:
        self.value = [entry if at == place else one for at, one in enumerate(self.value)]
        self.edited.emit(deepcopy(self.value))

    def _build(self, value: list[Any]) -> None:
        while len(self.rows) > len(value):
            gone = self.rows.pop()
            self._stack.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place in range(len(self.rows), len(value)):
            made = _Row(self, place)
            made.changed = partial(self._edited, place)
            self.rows.append(made)
            self._stack.insertWidget(self._stack.count() - 1, made)

    def _settle(self) -> None:
        for place, one in enumerate(self.rows):
            one.up.setEnabled(place > 0)
            one.down.setEnabled(place < len(self.rows) - 1)
            one.out.setEnabled(len(self.rows) > self._low)
        self.adding.setEnabled(len(self.rows) < self._high)

    def part_keys(self) -> tuple[Key, ...]:
        """What an entry is made of."""
        key = self.context.key
        if key.kind == "rows":
            return tuple(replace(one, path=f"{key.path}.{one.path}") for one in key.row)
        kind: Any = {"texts": "text", "choices": "choice", "numbers": "whole"}[key.kind]
        return (replace(key, kind=kind, limits=None),)


def _heads(keys: tuple[Key, ...], context: Context) -> QHBoxLayout:
    """What the parts of each entry are, over them; each control says it for itself, too."""
    line = QHBoxLayout()
    line.setSpacing(HALF)
    for key in keys:
        head = Text(context.voice(_NAMES.get(key.path.rpartition(".")[2], "")), "said")
        if key.kind in ("number", "whole"):
            head.setFixedWidth(_NUMBER)
        line.addWidget(head, _STRETCH.get(key.kind, 3))
    line.addSpacing(_BUTTONS)
    return line


class _Row(QWidget):
    """One entry."""

    def __init__(self, owner: RowsControl, place: int) -> None:
        super().__init__()
        context = owner.context
        voice, look = context.voice, context.look
        name = voice(N_("{list}, number {number}"), list=context.name, number=place + 1)
        self.setAccessibleName(name)
        self.changed: Callable[[Any], None] = lambda _: None
        self.was_entered = False
        self._owner, self._place = owner, place
        self._keys = owner.part_keys()
        self._entry: Any = None
        self.controls: list[Control] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(HALF)
        plain = context.key.kind != "rows"
        for key in self._keys:
            part = _NAMES.get(key.path.rpartition(".")[2], "")
            said = name if plain else f"{voice(part)}, {name}"
            made = _made(context._replace(key=key, name=said, unit=""))
            made.edited.connect(partial(self._edited, key))
            made.undo_asked.connect(owner.undo_asked)
            made.entered.connect(self._entered)
            made.left.connect(owner.left)
            made.names_asked.connect(owner.names_asked)
            made.first().installEventFilter(self)
            if isinstance(made, NumberControl):
                made.field.setFixedWidth(_NUMBER)
            self.controls.append(made)
            line.addWidget(made, _STRETCH.get(key.kind, 3), Qt.AlignmentFlag.AlignTop)
        self.up, self.down, self.out = (
            Button(voice(words, name=name), look, role="quiet", icon=icon)
            for words, icon in (
                (N_("Move up: {name}"), "chevron-up"),
                (N_("Move down: {name}"), "chevron-down"),
                (N_("Take out: {name}"), "x"),
            )
        )
        for button, does in (
            (self.up, partial(owner.shift, place, -1)),
            (self.down, partial(owner.shift, place, 1)),
            (self.out, partial(owner.remove, place)),
        ):
            button.clicked.connect(lambda _=False, does=does: does())
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            button.setVisible(not owner.fixed)

    def show_entry(self, entry: Any) -> None:
        """Shows an entry."""
        self._entry = entry
        for key, control in zip(self._keys, self.controls, strict=True):
            control.show_value(self._part(entry, key))

    def first(self) -> QWidget:
        return self.controls[0].first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in moves:
                self._owner.shift(self._place, moves[Qt.Key(event.key())])
                return True
        return False

    def _entered(self) -> None:
        for one in self._owner.rows:
            one.was_entered = one is self
        self._owner.entered.emit()

    def _part(self, entry: Any, key: Key) -> Any:
        return entry[key.path.rpartition(".")[2]] if isinstance(entry, dict) else entry

    def _edited(self, key: Key, value: Any) -> None:
        whole = {**self._entry, key.path.rpartition(".")[2]: value} if isinstance(self._entry, dict) else value
        self._entry = whole
        self.changed(whole)


def _made(context: Context) -> Control:
    """The control of a part of an entry."""
    match context.key.kind:
        case "choice":
            return PickControl(context)
        case "choices":
            return ManyControl(context)
        case "number" | "whole":
            return NumberControl(context)
    # Paragraphs are long, headings are not.
    return TextControl(context, long=bool(context.key.knows))

"""Controls that show what is chosen and open a menu of all there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from ui import icons, lines
from ui.keys import ENTERS
from ui.layouts import words
from ui.layouts.controls import Context, Control
from ui.parts import row
from ui.theme import HALF, STEP, Tokens, font

_ICON = 16


class Picker(QPushButton):
    """What was chosen; pressed, it opens a menu of all there is. ``many``: several can be chosen."""

    picked = Signal(object)

    def __init__(
        self, name: str, look: Tokens, options: Callable[[], Sequence[tuple[Any, str]]], *, many: bool = False
    ) -> None:
        super().__init__()
        self._name, self._look, self._options, self._many = name, look, options, many
        self.words = ""
        self.value: Any = None
        self.menu_open: QMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(72)
        self.clicked.connect(self.open)

    def say(self, value: Any, said: str) -> None:
        """Shows what is chosen."""
        self.value, self.words = value, said
        named = not self._name or said.startswith(f"{self._name}:")
        self.setAccessibleName(said if named else f"{self._name}: {said}")
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(lines.natural_width(self.words, font())) + _ICON + 4 * STEP, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(72, super().minimumSizeHint().height())

    def open(self) -> None:
        """Opens the menu under the button."""
        made = self.menu_open = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setAccessibleName(self._name)
        now = None
        for value, said in self._options():
            entry = QAction(said.replace("&", "&&"), made)
            entry.setCheckable(True)
            entry.setChecked(value in self.value if self._many else value == self.value)
            entry.triggered.connect(lambda _=False, value=value: self.picked.emit(value))
            made.addAction(entry)
            now = entry if entry.isChecked() and now is None else now
        made.setMinimumWidth(self.width())
        made.popup(self.mapToGlobal(self.rect().bottomLeft()))
        made.setActiveAction(now or made.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTERS, Qt.Key.Key_Down):
            self.open()
        else:
            super().keyPressEvent(event)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        given: Any = option
        given.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colour = self._look.text if self.isEnabled() else self._look.disabled
        room = self.rect().adjusted(STEP + 2, 0, -_ICON - STEP - HALF, 0)
        painter.setPen(QColor(colour))
        painter.setFont(font())
        said = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        picture = icons.pixmap("chevron-down", self._look.muted, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - _ICON - STEP, (self.height() - _ICON) / 2), picture)


class PickControl(Control):
    """One of many, from a menu."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.picker = Picker(context.name, context.look, self._options)
        self.picker.picked.connect(self._picked)
        self.setLayout(row(self.picker))

    def _options(self) -> Sequence[tuple[Any, str]]:
        key, voice = self.context.key, self.context.voice
        return [(one, words.option(key.path, one, voice)) for one in key.options]

    def _picked(self, value: Any) -> None:
        self.show_value(value)
        self.edited.emit(value)

    def show_value(self, value: Any) -> None:
        self.picker.say(value, words.option(self.context.key.path, value, self.context.voice))

    def first(self) -> QWidget:
        return self.picker


class ManyControl(Control):
    """Several of a few, in the order the layout gives them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.picker = Picker(context.name, context.look, self._options, many=True)
        self.picker.picked.connect(self._picked)
        self.setLayout(row(self.picker))

    def _options(self) -> Sequence[tuple[Any, str]]:
        key, voice = self.context.key, self.context.voice
        return [(one, words.option(key.path, one, voice)) for one in key.options]

    def _picked(self, value: str) -> None:
        held = list(self.picker.value)
        if value in held:
            held.remove(value)
        else:
            order = self.context.key.options.index
            held.insert(sum(order(one) < order(value) for one in held), value)
        self.show_value(held)
        self.edited.emit(held)

    def show_value(self, value: Any) -> None:
        said = [words.option(self.context.key.path, one, self.context.voice) for one in value]
        self.picker.say(list(value), " + ".join(said) or words.option("", "", self.context.voice))

    def first(self) -> QWidget:
        return self.picker

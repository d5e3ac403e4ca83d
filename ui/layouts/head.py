"""The head of the paper: its logo, and which of its lines are bold."""

from __future__ import annotations

import base64
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.layouts.controls import Context, Control
from ui.parts import Button, Text, row
from ui.switch import Switch
from ui.theme import HALF, STEP

_PICTURE = QSize(120, 64)


class LogoControl(Control):
    """The picture over the letterhead. ``asked`` wants a file for it."""

    asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        voice, look = context.voice, context.look
        self._picture = QLabel()
        self._picture.setAccessibleName(context.name)
        self.none = Text(voice(N_("No logo")), "muted")
        self.choosing = Button(voice(N_("Choose a picture …")), look, icon="image")
        self.choosing.clicked.connect(self.asked)
        self.out = Button(voice(N_("Take the logo out")), look, role="quiet", icon="x")
        self.out.clicked.connect(lambda: self.take(""))
        self.setLayout(row(self._picture, self.none, self.choosing, self.out, spacing=STEP))

    def show_value(self, value: Any) -> None:
        picture = QPixmap()
        if value:
            picture.loadFromData(base64.b64decode(value))
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                _PICTURE * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._picture.setVisible(bool(value))
        self.none.setVisible(not value)
        self.out.setVisible(bool(value))

    def take(self, logo: str) -> None:
        """Another logo, or none."""
        self.show_value(logo)
        self.edited.emit(logo)

    def first(self) -> QWidget:
        return self.choosing


class HeadLinesControl(Control):
    """The lines of the letterhead, each bold or not."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._value: list[int] = []
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(HALF)
        self.switches: list[Switch] = []

    def show_value(self, value: Any) -> None:
        self._value = list(value)
        lines = max([len(self.context.head), 4, *value])
        for number in range(len(self.switches) + 1, lines + 1):
            made = Switch(self._said(number), self.context.look)
            made.clicked.connect(lambda on=False, number=number: self._turned(number, on))
            self._stack.addWidget(made)
            self.switches.append(made)
        for number, one in enumerate(self.switches, 1):
            one.setChecked(number in value)

    def first(self) -> QWidget:
        return self.switches[0]

    def _said(self, number: int) -> str:
        said = self.context.voice(N_("Line {number}"), number=number)
        held = self.context.head
        return f"{said}: {' '.join(plain(held[number - 1]).split())}" if number <= len(held) else said

    def _turned(self, number: int, on: bool) -> None:
        held = {*self._value, number} if on else {*self._value} - {number}
        self._value = sorted(held)
        self.edited.emit(list(self._value))

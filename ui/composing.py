"""What input methods are at work on in a field, asked and ended in one place: the system's and the program's own.

The program's own (``ui/typing``) is no part of the platform, so Qt does not ask it; fields do, here.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class Composer(Protocol):
    """An input method of the program."""

    def forget(self) -> None:
        """Gives up what is being composed."""

    def composes_in(self, field: QWidget) -> bool:
        """Is something being composed in a field?"""


_own: list[Composer] = []


def serve(composer: Composer | None) -> None:
    """From now on this is the program's own input method."""
    _own[:] = [composer] if composer is not None else []


def reset() -> None:
    """What is being composed belongs to a text that goes."""
    for composer in _own:
        composer.forget()
    QGuiApplication.inputMethod().reset()


def is_own(field: QWidget) -> bool:
    """Does the program's own input method compose in a field? It then shows by itself what may be meant."""
    return any(composer.composes_in(field) for composer in _own)


def as_typed(*fields: QWidget) -> None:
    """For addresses and codes: keys are never made Bengali there."""
    for field in fields:
        field.setInputMethodHints(field.inputMethodHints() | Qt.InputMethodHint.ImhLatinOnly)

"""A menu under a button: one of several things, the one that is so marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import HALF


def pick(
    under: QWidget, every: Sequence[tuple[str, str]], take: Callable[[str], object], now: str | None = None
) -> QMenu:
    """Opens a menu of (thing, words); the chosen thing is given to ``take``."""
    menu = QMenu(under)
    menu.setAccessibleName(under.accessibleName())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for thing, words in every:
        action = menu.addAction(words)
        if now is not None:
            action.setCheckable(True)
            action.setChecked(thing == now)
            group.addAction(action)
        action.triggered.connect(partial(_taken, take, thing))
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + HALF)))
    marked = [action for action in menu.actions() if action.isChecked()]
    menu.setActiveAction((marked or menu.actions())[0])
    return menu


def _taken(take: Callable[[str], object], thing: str, *_: object) -> None:
    take(thing)

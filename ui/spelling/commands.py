"""Spelling as commands of the box that finds all."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from koyradesk.i18n import N_
from ui.finding.commands import Command
from ui.spelling import judging
from ui.spelling.desk import BEFORE, NEXT, SpellingDesk

_ALSO = N_("spelling misspelled words orthography")


def _desk() -> SpellingDesk | None:
    judge = judging.judge()
    return judge if isinstance(judge, SpellingDesk) else None


def _step(window: Any, by: int) -> None:
    desk = _desk()
    if desk is not None:
        # The box gives the keyboard back first.
        QTimer.singleShot(0, window, lambda: desk.step(window, by))


def _turn(on: bool) -> None:
    desk = _desk()
    if desk is not None:
        desk.turn(on)


def _is_on(_: Any) -> bool:
    desk = _desk()
    return desk is not None and desk.on


def _is_off(_: Any) -> bool:
    desk = _desk()
    return desk is not None and not desk.on


COMMANDS: tuple[Command, ...] = (
    Command(N_("The next misspelled word"), lambda window: _step(window, 1), "check", NEXT, _ALSO, _is_on),
    Command(N_("The misspelled word before"), lambda window: _step(window, -1), "check", BEFORE, _ALSO, _is_on),
    Command(N_("Mark misspellings"), lambda _: _turn(True), "check", "", _ALSO, _is_off),
    Command(N_("Do not mark misspellings"), lambda _: _turn(False), "x", "", _ALSO, _is_on),
)

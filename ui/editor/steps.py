"""The four steps of the editor in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koyradesk.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.say import Voice
    from ui.session import Session
    from ui.theme import Tokens


@dataclass(frozen=True, slots=True)
class StepKind:
    """``kinds``: the kinds of record whose fields stand in the step; ``make`` loads its class, which is not done before
    it is shown.

    A step has ``refresh(refs)``, ``go(ref, offset)`` and ``first()``; which signals it has is up to it.
    """

    name: str
    title: str
    kinds: tuple[str, ...]
    make: Callable[[Session, Voice, Tokens], QWidget]


def _facts(session: Session, voice: Voice, look: Tokens) -> QWidget:
    from ui.editor.facts import FactsStep

    return FactsStep(session, voice, look)


def _attendance(session: Session, voice: Voice, look: Tokens) -> QWidget:
    from ui.editor.attendance import AttendanceStep

    return AttendanceStep(session, voice, look)


def _items(session: Session, voice: Voice, look: Tokens) -> QWidget:
    from ui.editor.items import ItemsStep

    return ItemsStep(session, voice, look)


def _issue(session: Session, voice: Voice, look: Tokens) -> QWidget:
    from ui.editor.issue import IssueStep

    return IssueStep(session, voice, look)


STEPS = (
    StepKind("facts", N_("1 Facts"), ("meeting", "paragraph"), _facts),
    StepKind("attendance", N_("2 Attendance"), ("attendee",), _attendance),
    StepKind("items", N_("3 Decisions"), ("item", "decision", "assignment"), _items),
    StepKind("issue", N_("4 Issue"), ("memo", "signature", "recipient", "correction"), _issue),
)

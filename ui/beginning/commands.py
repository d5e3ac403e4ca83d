"""The beginning of an office, and of its further committees, as commands of the box that finds all."""

from __future__ import annotations

from typing import Any

from koyradesk.i18n import N_
from ui.finding.commands import Command
from ui.trail import Where


def _begin(window: Any) -> None:
    window.go_to(Where("begin"))


def _is_new(window: Any) -> bool:
    return not window.rows and not window.office_name


def _has_begun(window: Any) -> bool:
    return not _is_new(window)


_ALSO = N_("first start set up office letterhead upazila template members")

COMMANDS: tuple[Command, ...] = (
    Command(N_("Begin with your office"), _begin, "house", "", _ALSO, _is_new),
    Command(N_("A further committee from the usual ones"), _begin, "users", "", _ALSO, _has_begun),
)

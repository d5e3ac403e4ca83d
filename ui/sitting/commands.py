"""The mode as a command of the box that finds all."""

from __future__ import annotations

from koyradesk.i18n import N_
from ui.finding.commands import Command
from ui.sitting.way import KEY, likely, sit

COMMANDS: tuple[Command, ...] = (
    Command(
        N_("Take notes in the meeting"),
        sit,
        "pencil",
        KEY,
        N_("focus mode attendance quorum while the meeting runs fast notes"),
        lambda window: bool(likely(window)),
    ),
)

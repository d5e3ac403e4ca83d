"""The update from a stick, as a command of the box that finds all."""

from __future__ import annotations

from koyradesk.i18n import N_
from ui.finding.commands import Command

COMMANDS: tuple[Command, ...] = (
    Command(
        N_("Update from a pen drive"),
        lambda window: window.go("update"),
        "file-down",
        "",
        N_("new version install upgrade Koyradesk pen drive stick"),
    ),
)

"""Bringing back a backup, as a command of the box that finds all."""

from __future__ import annotations

from koyradesk.i18n import N_
from ui.finding.commands import Command

COMMANDS: tuple[Command, ...] = (
    Command(
        N_("Restore from a backup"),
        lambda window: window.go("restore"),
        "database-backup",
        "",
        N_("bring back backup old computer pen drive stick lost"),
    ),
)

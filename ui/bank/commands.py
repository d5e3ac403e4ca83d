"""What the box of commands finds of the sentence bank."""

from __future__ import annotations

from koyradesk.i18n import N_
from ui.finding.commands import Command

COMMANDS: tuple[Command, ...] = (
    Command(
        N_("Sentences for the field"),
        lambda window: window.editor.show_sentences(),
        "star",
        "Ctrl+M",
        N_("sentence bank stock phrases opening closing templates"),
        lambda window: bool(window.editing),
    ),
)

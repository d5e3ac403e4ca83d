"""The program makes room for its next version: all is kept and backed up, then it closes and the installer runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from ui.worker import Task

if TYPE_CHECKING:
    from koyradesk.errors import UserError
    from koyradesk.updates.running import Ready
    from koyradesk.updates.shapes import Update
    from ui.app import Program
    from ui.window import Window


def update(program: Program, window: Window, found: Update) -> None:
    """Prepares an update, unless something that is open here would be disturbed by it."""
    if not _may(program, window):
        return
    voice = window.kit.voice
    window.notice.clear()
    task = Task(voice(N_("Copying the update and making a backup …")), voice(N_("Stopped. Nothing was changed.")))
    job = partial(program.book.updating.prepare, found, task.step)
    window.kit.worker.ask(job, partial(_go, program, window), topic="update", task=task)


def _may(program: Program, window: Window) -> bool:
    """Whether all is written, in every window; says why where it is not to be now."""
    voice = window.kit.voice
    sentence = ""
    if any(one.here.place == "sitting" for one in program.windows):
        sentence = N_("A meeting is being written down in a window. Nothing was changed; update after the meeting.")
    elif len(program.windows) > 1:
        sentence = N_("A second window is open. Nothing was changed; close it, then update.")
    else:
        window.pause()
        if not window._written():
            sentence = N_("What was typed last could not be written yet, so nothing was changed. Write it first.")
    if sentence:
        window.notice.refuse(voice(sentence))
    return not sentence


def _go(program: Program, window: Window, ready: Ready) -> None:
    # While it was copied, somebody may have gone on typing.
    if not _may(program, window):
        window.kit.worker.ask(program.book.updating.drop, lambda _: None)
        return
    window.setEnabled(False)

    def stay(error: UserError) -> None:
        window.setEnabled(True)
        window.refuse(error)

    # The installer waits ten seconds for the program to end, and replaces nothing where it does not.
    window.kit.worker.ask(
        partial(program.book.updating.begin, ready, window.kit.voice.language),
        lambda _: window.close(),
        otherwise=stay,
        broken=partial(window.setEnabled, True),
    )

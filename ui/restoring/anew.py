"""The program goes on with an office that was brought back: in a new window, as after a start.

While it lasts nobody types: what is in the windows belongs to what is put aside.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from ui.restoring.screen import told
from ui.worker import Task

if TYPE_CHECKING:
    from koyradesk.store.restore import Held
    from ui.app import Program
    from ui.restoring.jobs import Came
    from ui.window import Window


def bring_back(program: Program, window: Window, held: Held) -> None:
    """Restores a backup, unless something that is open here would be lost by it."""
    if len(program.windows) > 1:
        sentence = N_("A second window is open. Nothing was changed; close it, then restore.")
        window.notice.refuse(window.kit.voice(sentence))
        return
    window.pause()
    if not window._written():
        sentence = N_("What was typed last could not be written yet, so nothing was changed. Write it first.")
        window.notice.refuse(window.kit.voice(sentence))
        return
    window.notice.clear()
    window.setEnabled(False)
    program.when_answered(partial(_bring, program, window, held))


def _bring(program: Program, window: Window, held: Held) -> None:
    program.rest_desks()
    # It cannot be stopped: it takes as long as the check did, and then there is one office, never half of two.
    task = Task(window.kit.voice(N_("Restoring the backup …")))
    window.kit.worker.ask(
        partial(program.book.restoring.bring, held.file, task.step),
        partial(_go_on, program, window),
        otherwise=program._refused,
        broken=partial(window.setEnabled, True),
        task=task,
    )


def _go_on(program: Program, old: Window, came: Came) -> None:
    if came.restored is not None:
        # Where one was in an office that is not here any more.
        for key in ("last", "meeting"):
            program.memory.keep(key, "")
    new = program.replace(old, lambda _: program._opened(came.office))
    new.activateWindow()
    voice = new.kit.voice
    if came.refusal is not None:
        new.notice.refuse(voice.refusal(came.refusal))
        return
    assert came.restored is not None
    sentences = [
        voice(
            N_("The backup of {when} is back, with {count} meetings."),
            when=told(voice, came.restored.made),
            count=came.office.state.meetings,
        )
    ]
    if came.restored.missing:
        sentences.append(
            voice(N_("Kept files that are missing: {count}. Look for a later backup."), count=came.restored.missing)
        )
    if came.restored.aside is not None and old.office_name:
        sentences.append(voice(N_("What was there before is in {folder}."), folder=str(came.restored.aside)))
    sentences.append(
        voice(N_("Before the next number is given, look up the last one in the paper register and type the next."))
    )
    new.notice.remark("restored", " ".join(sentences), good=True)

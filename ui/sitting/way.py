"""The way into the mode, and out of it by the same key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from ui.trail import Where

if TYPE_CHECKING:
    from koyradesk.model import Ref
    from ui.window import Window

#: The key, wherever one is.
KEY = "F11"


def likely(window: Window) -> str:
    """The meeting that is meant: the one that is open, the chosen one, else that of today; "" where there is none."""
    here = window.here
    if here.place in ("edit", "sitting"):
        return here.meeting
    if here.place == "meetings" and not window.held_file and (row := window.list.current()):
        return row.id
    day = window.day
    return next((one.meeting.id for one in day.ahead if not one.days), "") if day else ""


def sit(window: Window) -> None:
    """Into the mode, or out of it."""
    if window.here.place == "sitting":
        window.back()
    elif meeting := likely(window):
        begin(window, meeting)
    else:
        window.notice.tell(window.kit.voice(N_("No meeting is set for today. Open a meeting first, then press F11.")))


def begin(window: Window, meeting: str, ref: Ref | None = None) -> None:
    """To the notes of a meeting; ``ref``: a note that is gone to."""
    record, field = ref or ("", "")
    window.go_to(Where("sitting", meeting, "", record, field))

"""A paste that becomes parts of a meeting: of Bijoy the first undo brings back what was pasted, as in a text."""

from __future__ import annotations

from koyradesk import editing
from koyradesk.model import Meeting
from koyradesk.pasting import Pasted
from ui.session import Session

#: Where words stand; days and telephone numbers are read, and stay as they are read.
_WORDS = ("topic", "discussion", "text", "name", "designation", "place")


def change(session: Session, meeting: Meeting, pasted: Pasted) -> None:
    """The meeting with the parts of a paste, as one edit; before it, unseen, with what was on the clipboard."""
    if pasted.raw is not None and not session.frozen:
        from koyradesk.pasting.back import as_pasted

        back, first = as_pasted(pasted), meeting
        for ref, text in editing.unlike(session.meeting, meeting).items():
            if ref.field in _WORDS:
                first = editing.put(first, ref, back(text))
        session.meeting = first
        session.seal()
    session.change(meeting)

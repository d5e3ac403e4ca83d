"""A session without a page: nobody looks at the paper while the meeting runs, and an old PC has better to do."""

from __future__ import annotations

from koyradesk.model import Meeting
from ui.edits import Written
from ui.session import Session


class SittingSession(Session):
    """See ``Session``."""

    def refresh(self) -> None:
        """No page is shown."""

    def _keep_begun(self) -> None:
        # What is kept as being typed is forgotten behind the write that makes a note of it, never before: that write
        # may still wait for another one, or for room on the disk.
        if not self._again and self._failed is None:
            super()._keep_begun()

    def _sealed(self, sent: Meeting, written: Written) -> None:
        super()._sealed(sent, written)
        self._keep_begun()

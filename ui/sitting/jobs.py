"""What the mode asks of the office's book: jobs for the worker's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.edits import Taken

if TYPE_CHECKING:
    from koyradesk.errors import UserError
    from ui.book import Book


@dataclass(frozen=True, slots=True)
class Opened:
    """A meeting taken out to be noted; ``quorum`` is its committee's. ``trouble``: this PC's clock cannot be right."""

    taken: Taken
    quorum: str
    trouble: UserError | None


class Sittings:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def take(self, meeting: str) -> Opened:
        """A meeting, with what the mode must know beside it."""
        from koyradesk import clock
        from koyradesk.sitting import keeping

        store, taken = self._book.store, self._book.edits.take(meeting)
        return Opened(taken, keeping.quorum_of(store, taken.meeting.id), clock.today(store).trouble)

    def set_quorum(self, meeting: str, typed: str) -> str:
        """Keeps the quorum of the committee; as it is kept."""
        from koyradesk.sitting import keeping

        changed = keeping.set_quorum(self._book.store, meeting, typed, by=self._book.by)
        if changed.records:
            self._book.wrote(changed.kinds)
        return keeping.quorum_of(self._book.store, meeting)

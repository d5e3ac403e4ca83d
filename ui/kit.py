"""What every screen of a window is given."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ui.memory import Memory
from ui.say import Voice
from ui.theme import Tokens
from ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from ui.book import Book
    from ui.raster import Paper


class Kit(NamedTuple):
    """``book`` is touched only on the worker's thread, by the jobs handed to ``worker``."""

    worker: Worker
    book: Book
    memory: Memory
    voice: Voice
    look: Tokens
    #: The colours that were chosen: a scheme's name, or "system".
    scheme: str = "system"

    def draw(self, paper: Paper, index: int, width: int, put: Callable[[QImage], None], topic: str) -> None:
        """Has a page of a paper drawn (``reading.Draw``)."""
        self.worker.ask(partial(self.book.picture, paper, index, width), put, topic=topic)

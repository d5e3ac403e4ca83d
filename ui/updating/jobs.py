"""What an update asks of the office's book. Belongs to the worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koyradesk.updates.places import Lying
    from koyradesk.updates.running import Ended, Ready
    from koyradesk.updates.shapes import Update
    from ui.book import Book


class Updates:
    """Every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def found(self, *folders: Path) -> Lying | None:
        """The newest update on sticks, in the folders that files go through, and in these."""
        from koyradesk.exchange import sticks
        from koyradesk.updates import places

        lying = [(file, stick.name) for stick in sticks.there() for file in stick.updates]
        lying += [(file, str(folder)) for folder in (*self._ways(), *folders) for file in places.within((folder,))]
        return places.newest(lying)

    def _ways(self) -> Iterator[Path]:
        from koyradesk.exchange.ways.folder import NAME

        for way in self._book.exchange.office.ledger.ways():
            path = Path(str(way.settings.get("path") or "")) if way.kind == "folder" else None
            if path is not None and path.is_absolute():
                yield from (path / NAME, path)

    def look(self, file: Path, step: Callable[[int, int], None]) -> Update:
        """The update in a file, verified."""
        from koyradesk.updates import reading

        return reading.look(file, step)

    def prepare(self, update: Update, step: Callable[[int, int], None]) -> Ready:
        """Copies and verifies it once more, and makes a backup."""
        from koyradesk.updates import running

        return running.prepare(update, self._book.store, step)

    def begin(self, ready: Ready, language: str) -> None:
        """Starts the installer; the program is to end now."""
        from koyradesk.updates import running

        running.begin(ready, language, running.program(self._book.folder))

    def drop(self) -> None:
        """It is not to be installed now."""
        from koyradesk.updates import running

        running.forget(self._book.folder)

    def ended(self) -> Ended | None:
        """How the last one ended, told once."""
        from koyradesk.updates import running

        found = running.ended(self._book.folder)
        running.forget(self._book.folder)
        return found

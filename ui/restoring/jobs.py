"""What bringing back a backup asks of the office's book. Belongs to the worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from koyradesk.errors import UserError
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from koyradesk.store.restore import Held, Restored
    from ui.book import Book, Opened

#: More than anyone chooses from; more folders than a stick has on its first page.
_MOST, _FOLDERS = 12, 60


class Found(NamedTuple):
    """A backup that lies where backups lie: ``place`` is the stick or the folder."""

    file: Path
    made: datetime
    place: str


class Came(NamedTuple):
    """The office as it stands now, with what was brought back; or why nothing was."""

    office: Opened
    restored: Restored | None
    refusal: UserError | None


class Restores:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def found(self, *folders: Path) -> tuple[Found, ...]:
        """The backups on sticks, beside the data and in these folders, the newest first."""
        from koyradesk.exchange import sticks
        from koyradesk.store import backup

        places = {one: str(one) for one in (self._book.folder / "backups", *folders)}
        for stick in sticks.there():
            places |= dict.fromkeys((stick.path, *_inside(stick.path)), stick.name)
        return tuple(Found(path, made, places[path.parent]) for path, made in backup.newest(places, _MOST).items())

    def look(self, file: Path, step: Callable[[int, int], None]) -> Held:
        """What a backup holds, verified. Nothing is changed."""
        from koyradesk.store.restore import look_into

        if file.suffix.lower() in (".koyra", ".age"):
            raise UserError(
                N_("{file} is a file for the exchange, not a backup. Nothing was changed; take it in under Exchange."),
                file=file.name,
            )
        return look_into(file, self._book.folder, step=step)

    def bring(self, file: Path, step: Callable[[int, int], None]) -> Came:
        """Restores a backup; the book is closed for that, and open again afterwards, whatever came of it."""
        from koyradesk.store.restore import restore

        done = refusal = None
        self._book.close()
        try:
            done = restore(file, self._book.folder, step=step)
        except UserError as error:
            refusal = error
        finally:
            self._book.forget()
            office = self._book.open()
        return Came(office, done, refusal)


def _inside(path: Path) -> Iterator[Path]:
    with suppress(OSError):
        for _, one in zip(range(_FOLDERS), path.iterdir(), strict=False):
            if one.is_dir():
                yield one

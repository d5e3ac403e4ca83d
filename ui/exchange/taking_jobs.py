"""What the place of exchange asks of the book about what comes in, by a stick, by a way, as a file. Jobs for the
worker's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from koyradesk.errors import UserError
from ui.exchange.shapes import LISTED, Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from koyradesk.exchange.office import Exchange
    from koyradesk.exchange.shapes import Transfer
    from koyradesk.exchange.sticks import Stick
    from koyradesk.exchange.taking import Arrived, Taken
    from koyradesk.store import Store
    from ui.book import Book


class TakingJobs:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    _book: Book
    #: The sticks there are, with what lies on them for an office.
    drives: Callable[[str], tuple[Stick, ...]]

    @property
    def office(self) -> Exchange:
        """The exchange of this office."""
        raise NotImplementedError

    @property
    def _store(self) -> Store:
        return self._book.store

    def _inbox(self) -> tuple[Path, ...]:
        """What a way has brought and nobody has looked at yet."""
        from koyradesk.exchange.ways import staging

        try:
            return tuple(sorted(one for one in self._box.iterdir() if staging.is_bundle(one.name)))
        except FileNotFoundError:
            return ()

    @property
    def _box(self) -> Path:
        from koyradesk.exchange.ways.carrier import INBOX

        return self._book.folder / INBOX

    def leave_inbox(self, arrived: Arrived) -> None:
        """It was taken, is known, or lies in the quarantine: its file leaves the inbox, if it came by that."""
        if arrived.path.parent == self._box:
            from koyradesk.exchange import inbox

            inbox.drop(arrived)

    def sticks(self, drives: tuple[Stick, ...] | None = None) -> tuple[Found, ...]:
        """The sticks that are in (or ``drives``), each with the files on it that are for this office and not taken in
        yet."""
        drives = self.drives(self._store.office) if drives is None else drives
        if not any(one.files for one in drives):
            # Then nothing has to be opened to tell what was taken.
            return tuple(Found(one.path, one.name, one.free) for one in drives)
        # Nor is what this PC wrote itself, for whoever takes it.
        done = {one.receipt for one in self.office.transfers(LISTED) if one.state != "held"}
        from koyradesk.exchange.ways import staging

        return tuple(
            Found(one.path, one.name, one.free,
                  tuple(file for file in one.files if staging.receipt_of(file.name) not in done))
            for one in drives
        )  # fmt: skip

    def bring(self, folder: Path) -> tuple[Path, ...]:
        """Copies what lies on a stick for this office into the inbox; all that waits there now.

        Raises:
            UserError: it was pulled out before anything was copied, or may not be read; the disk.
        """
        from koyradesk.exchange import inbox
        from koyradesk.exchange.ways.folder import Folder
        from koyradesk.exchange.ways.shapes import Refused, Unreachable

        ledger = self.office.ledger

        def known(name: str) -> bool:
            before = ledger.transfer(name, out=False)
            # What was held back may be looked at once more.
            return ledger.transfer(name, out=True) is not None or (
                before is not None and before.transfer.state != "held"
            )

        try:
            list(Folder.at(folder).fetch(self._store.office, inbox.folder(self.office), known=known))
        except (Unreachable, Refused):
            # What came before it broke off is whole.
            if not self._inbox():
                raise
        return self._inbox()

    def examine(self, path: Path) -> Arrived:
        """What a file would change; nothing is changed."""
        return self.office.examine(path)

    def take(self, arrived: Arrived) -> Taken:
        """Takes a file in."""
        taken = self.office.take(arrived, by=self._book.by)
        self.leave_inbox(arrived)
        self._book.wrote(taken.changed.kinds | {"key"})
        return taken

    def hold(self, arrived: Arrived, reason: UserError) -> Transfer:
        """Keeps a file apart with the reason why it was not taken."""
        return self.office.hold(arrived, reason)

    def drop(self, transfer: Transfer) -> None:
        """It is not to be taken: it leaves the record. Its file stays where it lies."""
        self.office.ledger.forget(transfer.id, out=transfer.out)

    def bring_back(self, transfer: Transfer) -> None:
        """It is in the record again."""
        self.office.ledger.note(transfer, {}, {})

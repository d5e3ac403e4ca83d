"""Which actor this folder's next operation belongs to: see ``place`` for when a new one is minted."""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

from koyradesk import records
from koyradesk.store import journal, place

_DEVICE_LENGTH = 6


class Identity:
    """Office, device and mark of an open data folder."""

    def __init__(self, db: sqlite3.Connection, folder: Path, config: Path) -> None:
        self._db = db
        self._folder = folder
        self._config = config
        self.office: str
        self._device: str
        self._mark: str
        self.office, self._device, self._mark = db.execute("SELECT office, device, mark FROM here").fetchone()
        if not self._is_home():
            self._device = ""

    @property
    def device(self) -> str:
        """The device that writes here; "" where one will be minted with the next write."""
        return self._device

    def _is_home(self) -> bool:
        """Is this the very folder, on the very computer, at the very state this device last wrote?"""
        if not self._device:
            return False
        held = place.read(self._config, self._folder)
        if held is None or (held.mark, held.node) != (self._mark, place.node()):
            return False
        return all(journal.passes(self._db, actor, seq, link) for actor, (seq, link) in held.heads.items())

    def head(self, stream: str) -> journal.Head:
        """The end of this device's chain for a stream, inside a transaction; mints a new device where one is due."""
        while not self._device:
            device = records.code(_DEVICE_LENGTH, secrets.randbelow)
            if (
                self._db.execute("SELECT 1 FROM actor WHERE id LIKE ?", (f"{self.office}.{device}.%",)).fetchone()
                is None
            ):
                self._device, self._mark = device, secrets.token_hex(8)
                self._db.execute("UPDATE here SET device = ?, mark = ?", (self._device, self._mark))
        return journal.head(self._db, f"{self.office}.{self._device}.{stream}", here=True)

    def remember(self, end: journal.Head) -> None:
        """Keeps how far a chain has come, outside the folder, once it is committed."""
        held = place.read(self._config, self._folder)
        heads = dict(held.heads) if held and held.mark == self._mark else {}
        heads[end.actor] = (end.seq, end.link)
        place.write(self._config, self._folder, place.Mark(self._mark, place.node(), heads))

    def state(self) -> tuple[str, str]:
        """What a transaction that fails has to put back with ``reset``."""
        return self._device, self._mark

    def reset(self, state: tuple[str, str]) -> None:
        self._device, self._mark = state

"""Offices that exchange, each a computer of its own: data folder, config folder with its key, clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import offices

from koyradesk import meetings, memos
from koyradesk.exchange import trust
from koyradesk.exchange.keystore import Keystore
from koyradesk.exchange.office import Exchange, Taken
from koyradesk.exchange.shapes import Role, Transfer
from koyradesk.model import Meeting
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store


class Place:
    """An office's PC. ``folder`` holds ``data`` and ``config``; ``office`` joins that office instead of a new one."""

    def __init__(self, folder: Path, name: str, office: str = "", now: datetime | None = None) -> None:
        self.folder, self.name = folder, name
        self.clock = offices.Clock(now or datetime(2026, 11, 22, 9, tzinfo=UTC))
        (folder / "config").mkdir(parents=True, exist_ok=True)
        self._open(office)
        if not office and not self.store.rows("office"):
            self.store.write([Change(self.store.new_id("office"), {"name": name})], by="করণিক")
        trust.ensure_own(self.store, self.exchange.keystore, by="করণিক")

    def _open(self, office: str = "") -> None:
        config = self.folder / "config"
        self.store = Store.open(self.folder / "data", office=office, config=config, clock=self.clock)
        self.exchange = Exchange(self.store, keystore=Keystore(config), clock=self.clock)

    @property
    def office(self) -> str:
        """Its code."""
        return self.store.office

    @property
    def public(self) -> str:
        """The line of its key."""
        return self.exchange.keystore.public(self.office)

    def knows(self, other: Place, role: Role) -> None:
        """Accepts the key card of another office."""
        trust.accept(self.store, other.office, other.name, other.public, role, by="করণিক")

    def befriends(self, other: Place, role: Role = "below", ours: Role = "above") -> None:
        """Each accepts the other's key card; the other is ``role`` to us, and we are ``ours`` to it."""
        self.knows(other, role)
        other.knows(self, ours)

    def signed(self, meeting: Meeting | None = None) -> Meeting:
        """A meeting with signed minutes."""
        held = meetings.save(self.store, meeting or offices.small_meeting(), by="করণিক")
        memos.sign(self.store, PaperKey("minutes", meeting=held.id), by="করণিক")
        return meetings.get(self.store, held.id)

    def sends(self, other: Place, **options: bool) -> Transfer:
        """Makes a bundle for another office, whether there is news or not."""
        return self.exchange.make(other.office, by="করণিক", again=True, **options)

    def takes(self, transfer: Transfer | Path) -> Taken:
        """Takes in the file of a bundle; what is wrong with it is raised."""
        path = transfer if isinstance(transfer, Path) else Path(transfer.file)
        arrived = self.exchange.examine(path)
        if arrived.problem is not None:
            raise arrived.problem
        return self.exchange.take(arrived, by="করণিক")

    def restarted(self) -> None:
        """The program ends and starts again."""
        self.close()
        self._open()

    def close(self) -> None:
        self.exchange.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def minutes(number: int) -> Meeting:
    """Minutes of a committee with a number of their own, so that several can be signed."""
    meeting = offices.small_meeting()
    memo = replace(meeting.memos[0], number=f"০৫.৪৪.৯৯৯৯.০০০.০৬.০০১.২৪-{number}")
    return replace(meeting, memos=(memo, *meeting.memos[1:]))


def later(place: Place, **by: float) -> None:
    """Time passes at a place."""
    place.clock.now += timedelta(**by)


def titles(place: Place, office: str) -> list[str]:
    """What the meetings are called that a place has of an office."""
    book = place.exchange.books.get(office)
    return [] if book is None else [row["title"] for row in book.rows("meeting")]

"""PCs that are apart: offices of several PCs whose clocks are wrong, and which hear of each other late, twice or never.

Every PC is a real store in a real database; they lie in memory where the system has a disk there, and begin as copies
of one empty database. What travels are runs as bundles carry them: above what the receiver once said it had.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from koyradesk import merge
from koyradesk.exchange import submitting
from koyradesk.store import Change, Store, journal, opening

YEARS = timedelta(days=365 * 30)
MEMORY = Path("/dev/shm")
#: What is written into: kind -> its text fields.
KINDS = {"committee": ("name",), "meeting": ("title", "place"), "item": ("topic", "discussion"), "decision": ("text",)}


def scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, ignore_cleanup_errors=True)


@dataclass(frozen=True)
class Written:
    """One value that somebody wrote: its version, what it went over, and what stood there for whom wrote it."""

    version: merge.Version
    value: str
    over: frozenset[merge.Version]
    seen: frozenset[merge.Version]
    wall: datetime


@dataclass
class World:
    """What all have written, by record and field."""

    written: dict[tuple[str, str], list[Written]] = field(default_factory=dict)
    count: int = 0


class Pc:
    """One PC of an office."""

    def __init__(self, home: Path, office: str, random: Random) -> None:
        self.home, self.office = home, office
        self.now = datetime(2026, 11, 22, tzinfo=UTC) + YEARS * random.uniform(-1, 1)
        (home / "data").mkdir(parents=True)
        self.file.write_bytes(empty(office))
        self.backups: list[bytes] = [empty(office)]
        self.open()

    @property
    def file(self) -> Path:
        return self.home / "data" / "koyradesk.db"

    def open(self) -> None:
        self.store = Store.open(
            self.home / "data", office=self.office, config=self.home / "config", clock=lambda: self.now
        )

    def restart(self) -> None:
        self.store.close()
        self.open()

    def keep(self) -> None:
        self.store.close()
        self.backups.append(self.file.read_bytes())
        self.open()

    def restore(self, random: Random) -> None:
        self.store.close()
        self.file.write_bytes(random.choice(self.backups))
        self.open()

    def write(self, world: World, random: Random) -> None:
        """Somebody writes some fields, perhaps having looked at them a while ago."""
        self.now += timedelta(minutes=1)
        kind = random.choice(list(KINDS))
        records = [f"{kind}.{self.office}.{number:010}" for number in range(2)]
        above = {"item": "meeting", "decision": "item"}.get(kind)
        changes = []
        for record in random.sample(records, random.randrange(1, 3)):
            fields: dict[str, str] = {}
            seen: dict[str, list[merge.Version]] = {}
            for name in random.sample(KINDS[kind], random.randrange(1, len(KINDS[kind]) + 1)):
                world.count += 1
                fields[name] = f"মান {world.count}"
                known = list(self.store.versions(record, name))
                if random.random() < 0.2:
                    seen[name] = random.sample(known, random.randrange(len(known) + 1))
            if above:
                fields[above] = f"{above}.{self.office}.{0:010}"
            changes.append(Change(record, fields, seen))
        before = {
            (change.record, name): frozenset(self.store.versions(change.record, name))
            for change in changes
            for name in change.set
        }
        known = self.store.vector("drafts")
        self.store.write(changes, by="x")
        for body in self.store.operations(known, stream="drafts"):
            one = journal.decode(body)
            for name, write in one.set.items():
                place = (one.record, name)
                made = Written(one.version, write.value, frozenset(write.over), before[place], self.now)
                world.written.setdefault(place, []).append(made)

    def sign(self) -> None:
        """The minutes of the first meeting are signed, as ``memos.sign`` does it."""
        memo = f"memo.{self.office}.{0:010}"
        fields = {"meeting": f"meeting.{self.office}.{0:010}", "kind": "minutes", "rank": "a", "state": "signed"}
        if self.store.row(memo) is None:
            self.store.write([Change(memo, {**fields, "seen": self.store.seen()})], by="x")

    def submit(self) -> None:
        submitting.submit(self.store, by="x")

    def bundle(self, have: dict[str, int], stream: str | None = None) -> list[bytes]:
        return list(self.store.operations(have, stream=stream))


def gaps(store: Store) -> bool:
    """Is something here that began behind what is known?"""
    return store._db.execute("SELECT 1 FROM actor WHERE seq > whole LIMIT 1").fetchone() is not None


def table(store: Store, kinds: tuple[str, ...] = (*KINDS, "memo")) -> dict[str, list[dict[str, object]]]:
    return {kind: store.rows(kind, deleted=None) for kind in kinds}


@cache
def empty(office: str) -> bytes:
    """The database of an office in which nothing stands yet; of small pages, so that it is soon copied."""
    with scratch() as folder:
        opening.create(Path(folder), office, page=512)
        return (Path(folder) / "koyradesk.db").read_bytes()

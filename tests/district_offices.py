"""Offices with books of one another: a directorate, a district and its upazilas, each in a folder of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from offices import Clock, opened

from koyradesk import meetings, rank
from koyradesk.bengali.text import nfc
from koyradesk.exchange.books import Books
from koyradesk.exchange.submitting import submit
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Memo
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Obligation, Task
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change, Store

TODAY = date(2026, 11, 22)
BY = "করণিক"
ICT = nfc("আইসিটি কমিটি")
CODES = {"directorate": "d1rec70r", "district": "d15tr1ct", "a": "npaz11a1", "b": "npaz11a2", "c": "npaz11a3"}
NAMES = {
    "directorate": nfc("তথ্য প্রযুক্তি অধিদপ্তর"),
    "district": nfc("জেলা কার্যালয়, মেঘনাপাড়"),
    "a": nfc("নমুনা সদর"),
    "b": nfc("চন্দনপুর"),
    "c": nfc("কাজলদীঘি"),
}
ALL = nfc("উপজেলা (সকল)")


@dataclass
class Office:
    """An office with its data, its books of others and its clock."""

    key: str
    store: Store
    books: Books
    clock: Clock

    @property
    def code(self) -> str:
        return CODES[self.key]

    def close(self) -> None:
        self.books.close()
        self.store.close()


def office(folder: Path, key: str, now: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)) -> Office:
    """An office that begins, with its name."""
    clock = Clock(now)
    store = opened(folder / key, CODES[key], clock=clock)
    store.write([Change(store.new_id("office"), {"name": NAMES[key]})], by=BY)
    return Office(key, store, Books(store.folder), clock)


def knows(one: Office, **roles: str) -> None:
    """An office has accepted the keys of others."""
    made = [
        {"office": CODES[who], "name": NAMES[who], "public": f"ssh-ed25519 {who}", "role": role, "since": TODAY}
        for who, role in roles.items()
    ]
    one.store.write([Change(one.store.new_id("key"), fields) for fields in made], by=BY)


def directory(one: Office, *who: str, group: str = ALL) -> dict[str, str]:
    """Other offices in a directory, and in a group; their ids."""
    store = one.store
    made = store.new_id("party")
    changes = [Change(made, {"name": group, "many": True, "rank": "a"})]
    ids = {}
    for key, place in zip(who, rank.between("b", "", len(who)), strict=True):
        ids[key] = store.new_id("party")
        changes.append(Change(ids[key], {"name": NAMES[key], "sort": "office", "rank": place, "office": CODES[key]}))
        changes.append(Change(store.new_id("belonging"), {"group": made, "party": ids[key], "rank": place}))
    store.write(changes, by=BY)
    return ids


def held(
    one: Office,
    day: date,
    *decisions: tuple[str, date | None, Sequence[str]],
    committee: str = ICT,
    topic: str = "ওয়েব পোর্টাল",
    signed: bool = True,
) -> Meeting:
    """A meeting with decisions (text, day, whom they bind), its minutes signed."""
    items = tuple(
        AgendaItem(
            "", nfc(topic), "", (Decision("", nfc(text), due),), tuple(Assignment("", nfc(name)) for name in who)
        )
        for text, due, who in decisions
    )
    made = Meeting(committee=nfc(committee), period=f"{day:%Y-%m}", date=day, title=nfc("সভা"), items=items)
    if signed:
        made = Meeting(**{name: getattr(made, name) for name in made.__slots__} | {"memos": (Memo(state="numbered"),)})
    saved = meetings.save(one.store, made, by=BY)
    if signed:
        memo = saved.memo()
        one.store.write([Change(memo.id, {"state": "signed", "date": day, "number": f"{day:%m}-৭"})], by=BY)
        saved = meetings.get(one.store, saved.id)
    return saved


def send(sender: Office, receiver: Office, *carried: str) -> None:
    """What a bundle brings: the sender's submitted edition and the books that it hands on."""
    submit(sender.store, by=BY)
    receiver.books.made(sender.code).receive(list(sender.store.operations(stream="submitted")))
    for key in carried:
        book = sender.books.get(CODES[key])
        assert book is not None
        receiver.books.made(CODES[key]).receive(list(book.operations()))


def open_of(one: Office, on: date = TODAY) -> list[Obligation]:
    """What is open at an office."""
    return list(Standing(one.store, on).open)


def tasks(one: Office, of: Obligation | str, on: date = TODAY) -> tuple[Task, ...]:
    """The rows of an obligation."""
    standing = Standing(one.store, on)
    [found] = standing.get([of if isinstance(of, str) else of.id])
    return standing.tasks([found])[found.id]


def report(one: Office, of: Obligation, on: date, names: Sequence[str] = (), period: str = "", **told) -> None:
    """Somebody reports on rows of an obligation."""
    every = [task for task in tasks(one, of) if task.period == period and (not names or task.name in names)]
    assert every
    writing.report(one.store, of, every, on=on, by=BY, **told)

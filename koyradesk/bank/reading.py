"""What the store tells the bank: the sentences of all meetings, learnt some at a time, and those the office keeps.

``Reader`` belongs to the thread of the store; the ``Bank`` it gives to any.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from koyradesk.bank import keeping
from koyradesk.bank.learning import Lessons, Text
from koyradesk.bank.offering import Bank
from koyradesk.bank.slots import Told
from koyradesk.bank.standing import standing
from koyradesk.bengali.text import tidy
from koyradesk.markup import plain
from koyradesk.store import Store

#: Meetings that are read at once: others want the store in between.
_SOME = 60
#: And sentences that are looked at for their slots.
_SLOTS = 150
_TOLD = ("date", "period", "title", "chair_name", "chair_designation", "place", "time", "date_text", "closing")


class Reader:
    """Reads the meetings once, the newest first; afterwards those that are said to have changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lessons = Lessons()
        self._waiting: list[str] | None = None
        self._unsettled = False
        self._known: set[str] = set()
        self._bank: Bank | None = None

    @property
    def done(self) -> bool:
        """Was everything read?"""
        return self._waiting == [] and not self._unsettled

    def read(self, some: int = _SOME) -> bool:
        """Reads some meetings more; says whether there are others still."""
        if self._waiting is None:
            rows = self._store.rows("meeting", only=("date", "period"))
            rows.sort(key=lambda row: (row["date"].isoformat() if row["date"] else row["period"], row["id"]))
            self._waiting = [row["id"] for row in rows]
        if ahead := self._waiting[-some:]:
            del self._waiting[-some:]
            self._learn(ahead)
            self._unsettled = True
        else:
            self._unsettled = self._lessons.settle(_SLOTS)
        return not self.done

    def again(self, meetings: Collection[str]) -> None:
        """Reads meetings that are new or were changed."""
        if self._waiting is not None:
            self._learn([one for one in meetings if one not in self._waiting])

    def unread(self) -> set[str]:
        """Meetings that came or went since they were read."""
        there = {row["id"] for row in self._store.rows("meeting", only=())}
        return there ^ self._known

    def kept_anew(self) -> None:
        """What the office keeps of its sentences is another now."""
        self._bank = None

    def bank(self) -> Bank:
        """The bank as far as was read."""
        if self._bank is None:
            sentences = keeping.laid_over((*standing(), *self._lessons.sentences()), keeping.kept(self._store))
            self._bank = Bank.of(sentences, self._lessons.held())
        return self._bank

    def _learn(self, meetings: Sequence[str]) -> None:
        if not meetings:
            return
        self._bank = None
        store, wanted = self._store, set(meetings)
        self._known |= wanted
        names = {row["id"]: row["name"] for row in store.rows("committee", deleted=None, only=("name",))}
        rows = {row["id"]: row for row in store.rows("meeting", id=wanted, only=("committee", *_TOLD))}
        texts: dict[str, list[Text]] = {one: [] for one in meetings}
        for row in store.rows("paragraph", meeting=wanted, only=("meeting", "text")):
            texts[row["meeting"]].append(Text("opening", row["text"]))
        items = {row["id"]: row for row in store.rows("item", meeting=wanted, only=("meeting", "topic", "discussion"))}
        who: dict[str, tuple[str, ...]] = {}
        for row in store.rows("assignment", item=set(items), only=("item", "name")) if items else ():
            who[row["item"]] = (*who.get(row["item"], ()), tidy(plain(row["name"])))
        for row in items.values():
            told = Text("discussion", row["discussion"], row["topic"], _longest_first(who.get(row["id"], ())))
            texts[row["meeting"]].append(told)
        for row in store.rows("decision", item=set(items), only=("item", "text")) if items else ():
            item = items[row["item"]]
            told = Text("decision", row["text"], item["topic"], _longest_first(who.get(item["id"], ())))
            texts[item["meeting"]].append(told)
        for one in meetings:
            if one not in rows:
                self._lessons.forget(one)
                self._known.discard(one)
                continue
            row = rows[one]
            texts[one].append(Text("closing", row["closing"]))
            self._lessons.learn(one, _told(row, names), texts[one])


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    """So that a name within a longer one is not taken for itself."""
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))


def _told(row: dict[str, Any], names: dict[str, str]) -> Told:
    said: dict[str, Any] = {name: plain(row[name]) for name in _TOLD if name not in ("date", "closing")}
    return Told(committee=plain(names.get(row["committee"] or "", "")), date=row["date"], **said)


def gather(store: Store) -> Bank:
    """The whole bank at once."""
    reader = Reader(store)
    while reader.read():
        pass
    return reader.bank()

"""What an office below reports, as reports of ours: see ``exchange.adopting``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from koyradesk import rank, records
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.district import offices
from koyradesk.exchange.adopted import Hand, is_adopted, proofs
from koyradesk.markup import plain
from koyradesk.obligations import rules, writing
from koyradesk.obligations.shapes import Obligation, Report, Task
from koyradesk.obligations.standing import Standing
from koyradesk.sentences import sentences
from koyradesk.store import Store

#: A rank grows by a letter where much was put between.
_LONGEST_RANK = 200


class Told(NamedTuple):
    """A report there, as ours is to say it."""

    source: str
    fields: dict[str, Any]


def take_up(hand: Hand, book: Store, office: str) -> None:
    """Wants every report of a book below that is on something of ours."""
    there = Standing(book, hand.standing.on)
    taken: dict[str, list[str]] = {}
    for row in book.rows("obligation", decision=None, only=("source",)):
        if row["source"] and records.split(row["source"])[1] == hand.store.office:
            taken.setdefault(row["source"], []).append(row["id"])
    if not taken:
        return
    ours = {one.id: one for one in hand.standing.get(taken)}
    tasks = hand.standing.tasks(ours.values())
    parties = hand.standing.directory.parties
    called = offices.names(hand.store).get(office) or office
    for source, of in ours.items():
        if of.closed is not None:
            continue
        for task in tasks[source]:
            if task.closed is None and task.party in parties and parties[task.party].office == office:
                chains = [_chain(book, there, one) for one in taken[source]]
                wanted = [told for chain in chains for told in _reports(book, there, chain, task.period, called)]
                _want(hand, of, task, wanted)
                proofs.want(hand, book, office, _ids(hand, task, wanted))


def _chain(book: Store, there: Standing, first: str) -> list[Obligation]:
    """What was taken over, and what a committee there decided anew of it, the oldest first."""
    found = list(there.get([first]))
    waiting = [one.id for one in found]
    while waiting:
        rows = book.rows("obligation", follows=set(waiting), only=())
        fresh = [one for one in there.get(row["id"] for row in rows) if one.id not in {each.id for each in found}]
        # What the office above decided anew came down by itself.
        fresh = [one for one in fresh if not one.source]
        found += fresh
        waiting = [one.id for one in fresh]
    return found


def _reports(book: Store, there: Standing, chain: Sequence[Obligation], period: str, called: str) -> Iterator[Told]:
    """The reports there of a period, the oldest first, each with how far the office was by then as a whole."""
    tasks = there.tasks(chain)
    for of in chain:
        mine = [task for task in tasks[of.id] if task.period == period and not task.is_dropped]
        if mine:
            yield from _together(book, of, mine, called)


def _together(book: Store, of: Obligation, tasks: Sequence[Task], called: str) -> Iterator[Told]:
    ranks = _ranks(book, tasks)
    events: dict[str, list[tuple[int, Report]]] = {}
    for at, task in enumerate(tasks):
        for one in task.reports:
            events.setdefault(one.id, []).append((at, one))
    so_far = [task._replace(reports=(), closed=None) for task in tasks]
    several = len(tasks) > 1
    for record in sorted(events, key=lambda one: (*_day(events[one][0][1]), ranks[one], one)):
        for at, one in events[record]:
            so_far[at] = so_far[at]._replace(reports=(*so_far[at].reports, one))
        one = events[record][0][1]
        name = plain(tasks[events[record][0][0]].name)
        done = all(task.is_done(of.measure) for task in so_far) if several else one.done
        yield Told(
            record,
            {
                "date": one.date,
                "rank": ranks[record],
                "count": _sound(of, _value(of, so_far) if several else one.value),
                "state": "done" if done else "",
                "text": _text(name, one) if several else one.text,
                "reporter": called,
                "channel": "bundle",
                "deleted": False,
            },
        )


def _day(one: Report) -> tuple[str]:
    return (one.date.isoformat() if one.date else "",)


def _value(of: Obligation, tasks: Iterable[Task]) -> int | None:
    every = [task.value for task in tasks]
    values = [value for value in every if value is not None]
    if not values:
        return None
    return sum(values) // len(every) if of.measure.kind == "percent" else sum(values)


def _sound(of: Obligation, value: int | None) -> int | None:
    """A number as our own reports could have it: nothing that was written there may break what is written here."""
    most = 100 if of.measure.kind == "percent" else rules.MOST
    return None if value is None else max(0, min(value, most))


def _text(name: str, one: Report) -> str:
    """Who there reported, and what."""
    say = sentences("adopted")
    said = one.text.strip() or (say["done"] if one.done else "")
    said = said or (to_bengali(one.value) if one.value is not None else "")
    return nfc(say["of_party"].format(party=name, said=said) if said else name)


def _ranks(book: Store, tasks: Iterable[Task]) -> dict[str, str]:
    """The ranks of the reports; of several with one day and one rank those that put them in the order they have there,
    as their ids here are others."""
    ids = {one.id for task in tasks for one in task.reports}
    rows = book.rows("progress", id=ids, only=("rank", "date")) if ids else []
    found = {row["id"]: _rank(row["rank"]) for row in rows}
    same: dict[tuple[Any, str], list[str]] = {}
    for row in rows:
        same.setdefault((row["date"], found[row["id"]]), []).append(row["id"])
    for (day, at), every in same.items():
        if len(every) > 1:
            after = min((other for date, other in same if date == day and other > at), default="")
            found.update(zip(sorted(every), [at, *rank.between(at, after, len(every) - 1)], strict=True))
    return found


def _rank(told: str) -> str:
    """A rank, if it is one: ours are put behind it."""
    return told if len(told) <= _LONGEST_RANK and set(told) <= set(rank.DIGITS) else ""


def _want(hand: Hand, of: Obligation, task: Task, wanted: Sequence[Told]) -> None:
    store = hand.store
    held = _held(store, task)
    ids = _ids(hand, task, wanted)
    if ids and not of.kept:
        hand.put(of.id, writing.beginning(of, {}).set)
    if ids and not task.kept:
        hand.put(task.id, writing.task_change(task).set)
    for record, told in ids.items():
        hand.put(record, {"task": task.id, **told.fields})
    for record in held.keys() - ids.keys():
        # Taken back there.
        hand.put(record, {"deleted": True})


def _ids(hand: Hand, task: Task, wanted: Sequence[Told]) -> dict[str, Told]:
    """The reports by the ids they have here."""
    return {records.derived("progress", hand.store.office, one.source, task.id): one for one in wanted}


def _held(store: Store, task: Task) -> Mapping[str, dict[str, Any]]:
    """Our reports on a task that came by bundle."""
    rows = store.rows("progress", task=task.id, channel="bundle") if task.kept else []
    return {row["id"]: row for row in rows if all(is_adopted(actor) for actor, _ in store.versions(row["id"], "task"))}

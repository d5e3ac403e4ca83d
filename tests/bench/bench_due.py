"""Ten years of obligations in one office: how fast it tells what is due, closes a month, and shows the first page.

    python tests/bench/bench_due.py [--years 10] [--keep FOLDER]

The office of ``bench_store`` (20 committees, 19,200 decisions) with rules: some 200,000 tasks, every second reported
on. What is older than fourteen months is closed; of the year behind that one task in six is open, of the last two
months all.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import bench_store
from measuring import timed, verdict

from koyradesk import rank, records
from koyradesk.directory.names import key
from koyradesk.obligations import due, writing
from koyradesk.obligations.standing import Standing, task_id
from koyradesk.store import Change, Store, place

#: Milliseconds that it may take.
DUE, CLOSING, TODAY = 50.0, 1000.0, 150.0
OFFICES = 14
#: The rules of a meeting's decisions, in their order; None is a decision without one.
RULES: tuple[dict[str, Any] | None, ...] = (
    {"kind": "date"},
    {"kind": "month"},
    {"kind": "information"},
    {"kind": "standing"},
    {"kind": "next_meeting"},
    None,
    {"kind": "month"},
    {"kind": "recurring", "every": 1},
)


def build(folder: Path, years: int) -> None:
    """The office with its obligations."""
    bench_store.build(folder, years)
    pick = random.Random(5)
    with Store.open(folder) as store:
        names = offices(store, pick)
        meetings = store.rows("meeting", only=("date", "committee"))
        newest = max(row["date"] for row in meetings)
        by_month: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(meetings, key=lambda row: row["date"]):
            by_month.setdefault(f"{row['date']:%Y-%m}", []).append(row)
        items: dict[str, list[str]] = {}
        for row in store.rows("item", only=("meeting",)):
            items.setdefault(row["meeting"], []).append(row["id"])
        decisions = {row["item"]: row["id"] for row in store.rows("decision", only=("item",))}
        for rows in by_month.values():
            changes = []
            for meeting in rows:
                for place, item in enumerate(items[meeting["id"]]):
                    held = meeting["date"]
                    changes += obligation(store, pick, names, decisions[item], held, newest, RULES[place % len(RULES)])
            store.write(changes, by="অফিস সহকারী")


def offices(store: Store, pick: random.Random) -> list[tuple[str, str]]:
    """The directory: offices that a group stands for."""
    words = bench_store.Words(7)
    made = [(store.new_id("party"), words.text(3)) for _ in range(OFFICES)]
    ranks = rank.between("", "", len(made))
    store.write((Change(one, {"name": name, "rank": at}) for (one, name), at in zip(made, ranks, strict=True)), by="x")
    return made


def obligation(
    store: Store,
    pick: random.Random,
    names: list[tuple[str, str]],
    decision: str,
    held: date,
    newest: date,
    rule: dict[str, Any] | None,
) -> Iterator[Change]:
    """An obligation with its tasks and reports, as the years have left it."""
    if rule is None or (rule["kind"] == "recurring" and held.month != 7):
        return
    record = records.derived("obligation", store.office, decision)
    until = held + timedelta(30)
    value = {**rule, "month": f"{until:%Y-%m}"} if rule["kind"] == "month" else rule
    value = {**value, "on": until.isoformat()} if rule["kind"] == "date" else value
    value = {**value, "ends": f"{held.year + 1}-06"} if rule["kind"] == "recurring" else value
    old = (newest - held).days
    is_closed = old > 14 * 30
    decided = {"closed": until + timedelta(30), "outcome": "done"}
    yield Change(record, {"decision": decision, "rule": value, **(decided if is_closed else {})})
    if rule["kind"] == "information":
        return
    for period in periods(held, newest) if rule["kind"] == "recurring" else [""]:
        for party, name in names:
            one = task_id(store.office, record, period, party or key(name))
            closed = is_closed or (old > 60 and pick.random() > 1 / 6)
            told = {"obligation": record, "party": party, "name": name, "period": period, "opened": held}
            day = None if rule["kind"] == "standing" else until
            yield Change(one, {**told, "due": day, **(decided if closed else {})})
            if pick.random() < 0.5:
                told = {"task": one, "date": held + timedelta(10), "count": pick.randrange(9), "rank": "a"}
                yield Change(store.new_id("progress"), {**told, "channel": "phone"})


def periods(held: date, newest: date) -> list[str]:
    """The months from a meeting on, a fiscal year of them."""
    every = [f"{held.year + (held.month - 1 + step) // 12}-{(held.month - 1 + step) % 12 + 1:02}" for step in range(12)]
    return [month for month in every if month <= f"{newest:%Y-%m}"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault(place.VARIABLE, str(Path(scratch) / "config"))
        folder = chosen.keep or Path(scratch) / "data"
        if not folder.exists():
            sys.stdout.write(f"built in {timed(lambda: build(folder, chosen.years)) / 1e3:.0f} s\n")
        with Store.open(folder) as store:
            measure(store, folder)
        today(folder)


def measure(store: Store, folder: Path) -> None:
    """What is due on the day after the newest meeting, and the closing of a month."""
    on = max(row["date"] for row in store.rows("meeting", only=("date",))) + timedelta(1)
    count = len(store.rows("task", only=()))
    found = due.due(Standing(store, on))
    size = (folder / "koyradesk.db").stat().st_size / 1e6
    late = sum(one.late > 0 for one in found)
    sys.stdout.write(f"{count} tasks, {len(found)} open, {late} late; database {size:.0f} MB\n")
    # Read anew each time, as a command of its own would.
    times = sorted(timed(lambda: due.due(Standing(store, on))) for _ in range(40))
    verdict("due, p95", times[int(len(times) * 0.95)], DUE, more=f"median {times[len(times) // 2]:.1f}")
    month = [(one.obligation, one.task) for one in found if one.task.kept and one.obligation.begun]
    by_month: dict[str, list[Any]] = {}
    for pair in month:
        by_month.setdefault(f"{pair[0].begun:%Y-%m}", []).append(pair)
    # A folder that is kept was closed before.
    rows = max(by_month.values(), key=len)
    taken = timed(lambda: writing.close_tasks(store, rows, on=on, by="অফিস সহকারী"))
    verdict(f"closing a month's {len(rows)} rows", taken, CLOSING)
    for of, task in rows:
        assert store.row(task.id)["closed"] == on, of  # type: ignore[index]
    # The next run finds the office as this one did.
    store.write((Change(task.id, {"closed": None, "outcome": ""}) for _, task in rows), by="অফিস সহকারী")


def today(folder: Path, rounds: int = 12) -> None:
    """From the click on its place until the first page is painted with what is late on it; each time another window
    wrote something meanwhile, so that all of it is read anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import fonts
    from ui.app import Program
    from ui.book import Book

    newest = date(2014 + 9, 12, 20)
    # The day the office goes by: nothing is late in an office that is looked at years later.
    Book.today = lambda self: newest + timedelta(1)  # type: ignore[method-assign]
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    fonts.load()
    program = Program(app, folder, "bn", "light")
    program.start()

    def until(done: Callable[[], bool]) -> None:
        end = time.perf_counter() + 60
        while not done() and time.perf_counter() < end:
            app.processEvents()
            # A window at rest sleeps: one that asks again and again would take the worker half of its time.
            time.sleep(0.001)

    until(lambda: program.window is not None and program.window.is_open and program.worker.idle())
    window = program.window
    assert window is not None
    page, fresh = [], []
    for _ in range(rounds):
        window.go("settings")
        program.worker.ask(lambda: program.book.wrote(frozenset()), lambda _: None)
        until(program.worker.idle)
        app.processEvents()
        shown: list[float] = []
        show = window.today.show_pressing

        def told(pressing: Any, show: Any = show, shown: list[float] = shown) -> None:
            show(pressing)
            window.today.repaint()
            shown.append(time.perf_counter())

        window.today.show_pressing = told  # type: ignore[method-assign]
        began = time.perf_counter()
        window.rail.places["today"].click()
        window.repaint()
        page.append((time.perf_counter() - began) * 1e3)
        until(lambda shown=shown: bool(shown))  # type: ignore[misc]
        fresh.append((shown[-1] - began) * 1e3)
        window.today.show_pressing = show  # type: ignore[method-assign]
    page.sort()
    fresh.sort()
    verdict("today after the click, p95", page[int(len(page) * 0.95)], TODAY, more=f"median {page[len(page) // 2]:.0f}")
    verdict(
        "with what is late read anew", fresh[int(len(fresh) * 0.95)], TODAY, more=f"median {fresh[len(fresh) // 2]:.0f}"
    )
    window.close()
    program.finish()


if __name__ == "__main__":
    main()

"""A district of ten upazilas with ten years each: how fast its view opens, a book is digested, a month is adopted.

    python tests/bench/bench_district.py [--years 10] [--offices 10] [--keep FOLDER]

Each upazila is the office of ``bench_due`` (20 committees, 19,200 decisions, some 200,000 tasks), as a book at the
district. The office is built once and lies there in so many copies: its topics are 1,920 a year, each of its own words.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import bench_due
import district_offices
from measuring import timed, verdict

from koyradesk import clock
from koyradesk.district import digest, reading
from koyradesk.exchange import adopting
from koyradesk.figures.counts import span_of
from koyradesk.obligations import writing
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store, place

#: Milliseconds that it may take.
VIEW, DIGEST, ADOPTING = 300.0, 5000.0, 2000.0
#: What a month brings to an upazila, and the reports that come back of it from each.
DECISIONS = 40


class Copies:
    """Books of several offices that are copies of one."""

    def __init__(self, folder: Path, office: str) -> None:
        self._folder, self._office = folder, office
        self._open: dict[str, Store] = {}

    def offices(self) -> list[str]:
        return sorted(one.name for one in self._folder.iterdir())

    def path(self, office: str) -> Path:
        return self._folder / office

    def get(self, office: str) -> Store | None:
        if office not in self._open:
            self._open[office] = Store.open(self.path(office), office=self._office, ours=False)
        return self._open[office]

    def close(self) -> None:
        for book in self._open.values():
            book.close()
        self._open.clear()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--offices", type=int, default=10)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault(place.VARIABLE, str(Path(scratch) / "config"))
        # The offices were kept in years before there was this program.
        clock.YEARS = range(2010, 2076)
        one = chosen.keep or Path(scratch) / "office"
        if not one.exists():
            sys.stdout.write(f"built in {timed(lambda: bench_due.build(one, chosen.years)) / 1e3:.0f} s\n")
        with Store.open(one) as store:
            office = store.office
            newest = max(row["date"] for row in store.rows("meeting", only=("date",)))
            count = len(store.rows("task", only=()))
        books = Path(scratch) / "offices"
        for number in range(chosen.offices):
            (books / f"ppaz1{number:03}").mkdir(parents=True)
            shutil.copy2(one / place.DATABASE, books / f"ppaz1{number:03}")
        sys.stdout.write(f"{chosen.offices} upazilas of {chosen.years} years, {count} tasks each\n")
        with Store.open(Path(scratch) / "district") as own:
            view(Copies(books, office), own, newest + timedelta(1))
        adopted(Path(scratch))


def view(books: Copies, own: Store, on: date) -> None:
    """From what the books say to the rows of the view: after taking in, and when it is opened."""
    year = span_of(on).year
    digested = []
    for one in books.offices():
        book = books.get(one)
        assert book is not None
        digested.append(timed(partial(digest.made, book, year, on)))
    digested.sort()
    verdict(
        "digesting a book that has changed", digested[-1], DIGEST, more=f"median {digested[len(digested) // 2]:.0f}"
    )
    size = sum((books.path(one) / digest.FOLDER / f"{year}.json").stat().st_size for one in books.offices())
    # As a program that has just started: no book is open.
    books.close()
    # With the topics of the year, the most there are.
    times = sorted(timed(lambda: reading.view(books, own, year=year, on=on).topics[0]) for _ in range(20))
    found = reading.view(books, own, year=year, on=on)
    began = time.process_time()
    reading.view(books, own, year=year, on=on).topics[0]
    used = (time.process_time() - began) * 1e3
    told = f"median {times[len(times) // 2]:.0f}, of processor {used:.0f}; {len(found.topics[0])} topics"
    verdict("the view from its digests, p95", times[int(len(times) * 0.95)], VIEW, more=f"{told}, {size / 1e6:.1f} MB")
    assert not books._open, "a book was opened"
    committee = found.committees[0].name
    times = sorted(
        timed(lambda: reading.view(books, own, year=year, committee=committee, on=on).topics[0]) for _ in range(20)
    )
    verdict("of one committee, p95", times[int(len(times) * 0.95)], VIEW, more=f"median {times[len(times) // 2]:.0f}")
    book = books.get(books.offices()[0])
    assert book is not None
    standing = Standing(book, found.rows[0].as_of or on)
    opened = sum(not task.is_settled(one.measure) for one, task in standing.open_tasks())
    assert [row.open for row in found.rows] == [opened] * len(found.rows)
    books.close()


def adopted(folder: Path) -> None:
    """A month of the district goes down to one upazila, is reported on, and goes up again."""
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    mid, low = district_offices.office(folder, "district", now), district_offices.office(folder, "a", now)
    district_offices.knows(mid, a="below")
    district_offices.knows(low, district="above")
    district_offices.directory(mid, "a")
    every = [(f"সিদ্ধান্ত {at}", date(2026, 12, 20), [district_offices.ALL]) for at in range(DECISIONS)]
    district_offices.held(mid, date(2026, 11, 2), *every)
    district_offices.send(mid, low)
    down = timed(lambda: adopting.adopt(low.store, low.books, by="x"))
    verdict(f"adopting {DECISIONS} decisions", down, ADOPTING)
    verdict("again, with nothing new", timed(lambda: adopting.adopt(low.store, low.books, by="x")), ADOPTING)
    standing = Standing(low.store, now.date())
    for of in standing.open:
        writing.report(low.store, of, standing.tasks([of])[of.id], on=now.date(), done=True, by="x")
    district_offices.send(low, mid)
    up = timed(lambda: adopting.adopt(mid.store, mid.books, by="x"))
    verdict(f"adopting {DECISIONS} reports", up, ADOPTING)
    for each in (mid, low):
        each.close()


if __name__ == "__main__":
    main()

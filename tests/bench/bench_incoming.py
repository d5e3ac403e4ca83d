"""Ten years of incoming letters: how fast their register opens, one is entered, and what is late is told.

    python tests/bench/bench_incoming.py [--years 10] [--letters 3000] [--keep FOLDER]

Of each year's letters most are settled, one in forty stays open; every second has a due day, every tenth a scan's name.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from measuring import timed

from koyradesk.incoming import keeping, numbers
from koyradesk.store import Change, Store, place

#: Milliseconds that opening a list may take.
LISTED = 100.0
TODAY = date(2026, 11, 22)
SENDERS = [f"দপ্তর {number}, নমুনাপুর" for number in range(160)]
SUBJECTS = ("প্রতিবেদন প্রেরণ", "সভায় উপস্থিতি", "তথ্য সরবরাহ", "ছুটির আবেদন", "চাহিদাপত্র")


def build(folder: Path, years: int, letters: int) -> None:
    """The office with its letters."""
    pick = random.Random(7)
    with Store.open(folder) as store, store.together():
        for year in range(TODAY.year - years + 1, TODAY.year + 1):
            days = 326 if year == TODAY.year else 365
            changes = []
            for at in range(1, letters + 1):
                received = date(year, 1, 1) + timedelta(days=at * days // (letters + 1))
                closed = received + timedelta(days=5) if pick.random() > 0.025 else None
                fields: dict[str, Any] = {
                    "year": year,
                    "issue": at,
                    "serial": numbers.printed(year, at),
                    "received": received,
                    "sender": pick.choice(SENDERS),
                    "number": f"০৫.৪৪.৯৯০১.০০০.০৬.০০১.{year % 100}-{at}",
                    "date": received - timedelta(days=4),
                    "subject": f"{pick.choice(SUBJECTS)} {at}",
                    "channel": "post",
                    "due": received + timedelta(days=10) if at % 2 else None,
                    "closed": closed,
                    "outcome": "filed" if closed else "",
                }
                record = store.new_id("incoming")
                changes.append(Change(record, fields))
                if at % 10 == 0:
                    changes.append(Change(store.new_id("attachment"), {"of": record, "name": "scan.pdf", "rank": "a"}))
            for start in range(0, len(changes), 500):
                store.write(changes[start : start + 500], by="x")


#: Each is done so often, and the median told.
ROUNDS = 7


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--letters", type=int, default=3000)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[place.VARIABLE] = str(Path(scratch) / "config")
        folder = chosen.keep or Path(scratch) / "data"
        if not (folder / place.DATABASE).exists():
            build(folder, chosen.years, chosen.letters)
        return tell(folder)


def tell(folder: Path) -> int:
    from ui.book import Book
    from ui.incoming import words
    from ui.incoming.jobs import View
    from ui.say import Voice

    book, voice = Book(folder), Voice("bn")
    book.open()

    def listed(view: View | None = None) -> None:
        words.lines(book.mail.shown(view), voice)

    figures = {
        "a year opens": timed(listed, ROUNDS),
        "what is unanswered opens": timed(lambda: listed(View()), ROUNDS),
        "what is late is counted": timed(book.mail.brief, ROUNDS),
        "senders are gathered": timed(lambda: book.mail.__init__(book) or book.mail.senders(), ROUNDS),  # type: ignore[misc]
        "a search finds": timed(lambda: book.store.search("তথ্য সরবরাহ ২৯৯"), ROUNDS),
    }
    fields = {"sender": SENDERS[3], "subject": "নতুন", "number": "৭", "date": TODAY}
    figures["a letter is entered"] = timed(lambda: keeping.enter(book.store, fields, today=TODAY, by="x"), 5)
    for what, took in figures.items():
        sys.stdout.write(f"{what}: {took:.0f} ms\n")
    book.close()
    return int(figures["a year opens"] > LISTED)


if __name__ == "__main__":
    sys.exit(main())

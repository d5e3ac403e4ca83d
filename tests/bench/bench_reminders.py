"""500 reminders in one batch: papers a second, and whether memory stays flat.

    python tests/bench/bench_reminders.py [--parties 500] [--issue]

An office of as many parties, each with something late from one of ten meetings. Each reminder is composed, set, and its
text read back and proven, as ``koyra reminders`` does. ``--issue`` gives each its number too. Then the batch runs once
more with every allocation of Python counted (slower, so not timed).
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import samples
from offices import opened

from koyradesk import batches, meetings
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.model import Assignment, Decision
from koyradesk.store import Store

TODAY, MEETINGS, PART = date(2026, 11, 22), 10, 50


def fill(store: Store, parties: int) -> None:
    """Ten meetings, a decision for each party."""
    names = [nfc(f"প্রধান শিক্ষক, {to_bengali(n)} নম্বর শালবন সরকারি প্রাথমিক বিদ্যালয়") for n in range(1, parties + 1)]
    for number in range(MEETINGS):
        held = samples.meeting(1)
        [item] = held.items
        items = tuple(
            replace(
                item,
                serial=f"{to_bengali(at)}.০",
                decisions=(Decision("১।", f"{name}-এর প্রতিবেদন দাখিল করতে হবে।", date(2026, 10, 1 + at % 28)),),
                implementers=(Assignment("", name),),
            )
            for at, name in enumerate(names[number::MEETINGS], 1)
        )
        month = replace(held, items=items, memos=(), period=f"2026-{number + 1:02}", date=date(2026, number + 1, 20))
        meetings.save(store, month, by="করিম")


def memory() -> float:
    """MB of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def measure(store: Store, issue: str) -> None:
    spent, sizes, seen = [], [], []
    start = before = time.perf_counter()
    for made in batches.reminders(store, TODAY, issue_by=issue):
        now = time.perf_counter()
        spent.append(now - before)
        sizes.append(len(made.pdf))
        seen.append(memory())
        before = time.perf_counter()
    count, whole = len(spent), time.perf_counter() - start
    ends = f"the first {PART} {statistics.median(spent[:PART]) * 1000:.0f} ms, the last {PART} "
    say(f"{count} reminders in {whole:.1f} s: {count / whole:.1f} a second; median of {ends}", end="")
    say(f"{statistics.median(spent[-PART:]) * 1000:.0f} ms; {statistics.median(sizes) / 1000:.0f} kB each")
    least, most = seen[:PART][-1], max(seen[-PART:])
    say(f"memory after the first {PART}: {least:.1f} MB, at most among the last {PART}: {most:.1f} MB")


def counted(store: Store) -> None:
    tracemalloc.start()
    held = []
    for _ in batches.reminders(store, TODAY):
        gc.collect()
        held.append(tracemalloc.get_traced_memory()[0] / 1e6)
    tracemalloc.stop()
    first, last = statistics.median(held[:PART]), statistics.median(held[-PART:])
    say(f"Python's own: median of the first {PART} {first:.2f} MB, of the last {PART} {last:.2f} MB")


def say(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)
    sys.stdout.flush()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--parties", type=int, default=500)
    options.add_argument("--issue", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, opened(Path(name)) as store:
        start = time.perf_counter()
        fill(store, chosen.parties)
        say(f"{MEETINGS} meetings with {chosen.parties} decisions kept in {time.perf_counter() - start:.1f} s")
        measure(store, "করিম" if chosen.issue else "")
        counted(store)


if __name__ == "__main__":
    main()

"""What the benches share: how long something takes, shares of many such times, what is said of them."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence


def seconds(job: Callable[[], object], rounds: int = 1, *, clock: Callable[[], float] = time.perf_counter) -> float:
    """How long something takes, the median of some rounds; ``clock``: another one, as ``time.process_time`` of the
    processor or ``time.thread_time`` of this thread, where others are at work on it too."""
    took = []
    for _ in range(rounds):
        began = clock()
        job()
        took.append(clock() - began)
    return statistics.median(took)


def timed(job: Callable[[], object], rounds: int = 1, *, clock: Callable[[], float] = time.perf_counter) -> float:
    """The same in milliseconds."""
    return 1000 * seconds(job, rounds, clock=clock)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def verdict(name: str, value: float, limit: float, unit: str = "ms", more: str = "") -> bool:
    """Tells a value beside what it may be; whether it is."""
    good = value <= limit
    say(f"{name}: {value:.4g} {unit} (limit {limit:g}) {'ok' if good else 'OVER'} {more}".rstrip())
    return good


def load() -> str:
    """How much else the machine does: what is measured on a loaded one is worse than it is."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"

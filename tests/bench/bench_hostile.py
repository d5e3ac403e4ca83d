"""How long refusing harmful bundles takes and how much memory; and how fast a good one of ten years is opened.

    python tests/bench/bench_hostile.py [--all]

Every bundle of ``tests/hostile_bundles.py`` is written as a file and read by a process of its own (Linux), which has
nothing else to do: memory is that of the whole process, time that of reading alone. Told are the slowest and the
largest; with ``--all`` every one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import bundles
from hostile_bundles import REFUSED
from measuring import say, seconds

from koyradesk.exchange import sshsig
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.bundle.writing import write
from koyradesk.exchange.shapes import BUNDLE

#: Seconds and MB that refusing may take.
SECONDS, MEGABYTES = 1.0, 100
SHOWN = 6
#: A process that reads one file as importing does.
READ = """
import json, sys, time
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from hostile_bundles import refusal
def most():
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1000
before, start = most(), time.perf_counter()
why = refusal(Path(sys.argv[1]))
print(json.dumps([why, time.perf_counter() - start, most(), before]))
"""


def measure(path: Path) -> tuple[str, float, float, float]:
    """Why a file is refused, how many seconds that takes, MB of the process then and when it had begun."""
    tests = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", READ, str(path), str(tests.parent), str(tests)]
    why, took, most, begun = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return why, took, most, begun


def refusing(folder: Path) -> list[tuple[float, float, float, int, str]]:
    """Seconds, MB, MB at the start, kB of the file, name of each."""
    found = []
    for why, cases in REFUSED.items():
        for name, make in cases.items():
            path = folder / "x.koyra"
            path.write_bytes(make())
            said, took, most, begun = measure(path)
            if said != why:
                raise SystemExit(f"{name}: refused as {said or 'nothing'}, not as {why}")
            found.append((took, most, begun, path.stat().st_size // 1000, f"{why}: {name}"))
    return found


def cut(folder: Path) -> float:
    """Seconds that the slowest beginning of a bundle takes, cut off at each kB."""
    data, path, most = bundles.large().data, folder / "cut.koyra", 0.0
    for length in range(0, len(data), 1000):
        path.write_bytes(data[:length])
        start = time.perf_counter()
        with path.open("rb") as stream, suppress(BundleError):
            Reader(stream, bundles.verify)
        most = max(most, time.perf_counter() - start)
    return most


def years(path: Path, each: int) -> None:
    """A district's bundle: ten upazilas, so many operations of each. Seconds are those of the processor."""
    pick = random.Random(1)
    words = ("সভা", "কমিটি", "উন্নয়ন", "সমন্বয়", "কৃষি", "মাসিক", "প্রতিবেদন", "দপ্তর", "সিদ্ধান্ত", "বাস্তবায়ন")
    operations, heads, ranges = [], [], {}
    for number in range(10):
        actor = f"k0yra11{number}.pc1aaa.submitted"
        bodies, head = bundles.chain(actor, [" ".join(pick.choices(words, k=5)) for _ in range(each)])
        operations += bodies
        heads.append(head)
        ranges[actor] = (1, each)
    manifest = replace(bundles.small().manifest, ranges=ranges, blobs=())
    size = sum(map(len, operations))
    say(f"\n{len(operations)} operations, {size / 1e6:.1f} MB")
    with path.open("w+b") as stream:
        sign = partial(sshsig.sign, bundles.KEY, BUNDLE)
        public = sshsig.public_line(bundles.KEY)
        told("  written", 1, lambda: write(stream, manifest, heads, operations, (), public, sign))
        say(f"  packed: {path.stat().st_size / 1e6:.2f} MB")
        joined = b"\n".join(operations)
        told("  hashed, nothing else", 5, lambda: hashlib.sha256(joined).digest())
        told("  opened: everything hashed, signature verified", 5, lambda: Reader(stream, bundles.verify))
        reader = Reader(stream, bundles.verify)
        told("  every operation held against its chain and head", 5, lambda: sum(1 for _ in reader.operations()))
        tracemalloc.start()
        sum(1 for _ in Reader(stream, bundles.verify).operations())
        say(f"  Python's memory for both: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")


def told(name: str, rounds: int, do: Callable[[], object]) -> None:
    say(f"{name}: {seconds(do, rounds, clock=time.process_time):.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    every = parser.parse_args().all
    with tempfile.TemporaryDirectory() as folder:
        found = refusing(Path(folder))
        say(f"{len(found)} harmful bundles; a process that has read nothing: {found[0][2]:.0f} MB")
        for title, key in (("slowest", 0), ("largest in memory", 1)):
            say(f"\n{title}\n  seconds     MB   file kB")
            for took, most, _, size, name in sorted(found, key=lambda one: -one[key])[: None if every else SHOWN]:
                say(f"  {took:7.3f} {most:6.0f} {size:9} {name}")
        say(f"\ncut off at each kB of {len(bundles.large().data) // 1000}: at most {cut(Path(folder)):.4f} s")
        for each in (570, 20_000):
            years(Path(folder) / f"{each}.koyra", each)
    bad = [name for took, most, _, _, name in found if took > SECONDS or most > MEGABYTES]
    if bad:
        raise SystemExit("over the limit: " + ", ".join(bad))


if __name__ == "__main__":
    main()

"""What sending costs: bytes on the line and seconds, to each server of the tests on loopback.

``python tests/bench/bench_ways.py [--rounds N]``: a bundle of a month and one with photos, sent, sent again, fetched,
and the same over a line that is cut every 64 kB. A proxy counts every byte that passes, both ways, with all HTTP adds.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import certificates
import lines
import servers
from test_ways_servers import HERE, KINDS, THERE, nothing, serving, way

from koyradesk.exchange.ways.shapes import Configured
from koyradesk.exchange.ways.webdav import WebDav

TLS = "apache with TLS"
SIZES = {"a month, 50 kB": 50_000, "photos, 5 MB": 5_000_000}


def measured(kind: str, size: int, cut: int, folder: Path) -> dict[str, tuple[int, float]]:
    """Bytes that passed and seconds, of each thing that is done."""
    made = folder / "bundle.koyra"
    made.write_bytes(random.Random(size).randbytes(size))
    found = {}
    ca, cert = certificates.certificate(folder / "ca")
    server = servers.apache(folder, cert=cert) if kind == TLS else serving(kind, folder)
    with server as served, lines.Cutter(served.port, cut) as line:
        url = served.through(line.port)
        settings = {"url": url, "user": servers.USER, "ca": str(ca)}
        one = WebDav(Configured("x", "webdav", THERE, settings), servers.PASSWORD) if kind == TLS else way(kind, url)
        acts = {
            "sent": lambda: one.put(made, id="a" * 64, office=HERE, to=THERE, watch=lambda *_: None),
            "again": lambda: one.put(made, id="a" * 64, office=HERE, to=THERE, watch=lambda *_: None),
            "fetched": lambda: list(one.fetch(THERE, folder / "in", known=nothing)),
            "nothing new": lambda: list(one.fetch(THERE, folder / "in", known=lambda _: True)),
        }
        for name, act in acts.items():
            before, began = line.passed, time.perf_counter()
            act()
            found[name] = (line.passed - before, time.perf_counter() - began)
    return found


def main(rounds: int) -> None:
    for title, size in SIZES.items():
        for kind in (*KINDS, TLS):
            for cut in (0, 1 << 16):
                runs = []
                for _ in range(rounds):
                    with tempfile.TemporaryDirectory(prefix="koyra-bench-") as name:
                        folder = Path(name)
                        folder.chmod(0o755)
                        runs.append(measured(kind, size, cut, folder))
                told = ", ".join(
                    f"{name} {median(run[name][0] for run in runs) / 1000:,.1f} kB "
                    f"{median(run[name][1] for run in runs):.2f} s"
                    for name in runs[0]
                )
                sys.stdout.write(f"{title}; {kind}{'; cut every 64 kB' if cut else ''}: {told}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    main(parser.parse_args().rounds)

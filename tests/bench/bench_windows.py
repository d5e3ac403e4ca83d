"""The installed Windows program under Wine: how soon its window is usable, how large it is, what it holds at rest.

    python tests/bench/bench_windows.py [--rounds 9]

Needs what ``packaging/dev.py windows`` builds; installs it into a Windows of its own. The start is that of
``bench_window.py start``, on the sample office: from the call to the first painted page, beside a bare PySide6 window
in the same Python, both without a screen (``-platform offscreen``), in turns, medians. At rest: five seconds after the
office's thread has no more to do, the working set as Windows tells it (GetProcessMemoryInfo; Wine reads VmRSS).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

import installed
from bench_window import BARE, OURS
from measuring import load, say, verdict
from wine import Wine, windows_path

#: Limits: times a bare window, and MB.
START, SIZE, REST = 1.6, 150, 150
_OFFSCREEN = ("-platform", "offscreen")
_REST = """
import ctypes, sys
from ctypes import wintypes
from ui.app import Program, QTimer, main

class Counters(ctypes.Structure):
    _fields_ = [("size", wintypes.DWORD), ("faults", wintypes.DWORD)] + [
        (name, ctypes.c_size_t)
        for name in "peak working peak_paged paged peak_other other pagefile peak_pagefile private".split()
    ]

def told():
    held = Counters(size=ctypes.sizeof(Counters))
    kernel = ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = [wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD]
    assert kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(held), held.size)
    print("held", held.working, held.peak, flush=True)

start = Program.start
def begin(program):
    start(program)
    def look():
        if program.window.is_open and program.worker.idle():
            timer.stop()
            QTimer.singleShot(5000, rested)
    def rested():
        told()
        program.window.close()
    timer = QTimer(program, interval=50); timer.timeout.connect(look); timer.start()
Program.start = begin
sys.exit(main(["--data", {folder!r}, "--lang", "bn", "--theme", "light", *sys.argv[1:]]))
"""


def start(wine: Wine, python: str, office: str, rounds: int) -> None:
    """Cold start beside a bare window; the first of each is thrown away."""

    def once(code: str) -> dict[str, float]:
        """Milliseconds until each word the program says."""
        filled = code.format(root="", folder=office)
        began = time.perf_counter()
        with wine.running(python, "-X", "utf8", "-c", filled, *_OFFSCREEN) as child:
            assert child.stdout is not None
            last = "open" if code == OURS else "ready"
            times = {}
            for line in child.stdout:
                times[line.strip()] = (time.perf_counter() - began) * 1000
                if line.strip() == last:
                    break
            child.wait(60)
        return times

    bare, ours = [], []
    for turn in range(rounds + 1):
        for found, code in ((bare, BARE), (ours, OURS)):
            times = once(code)
            if not turn:
                continue
            if "ready" not in times:
                raise SystemExit(f"the window did not come up: {times}")
            found.append(times)
    one, other, whole = (
        statistics.median(times[word] for times in found)
        for found, word in ((bare, "ready"), (ours, "ready"), (ours, "open"))
    )
    least = min(times["ready"] for times in ours) / min(times["ready"] for times in bare)
    told = f"({other:.0f} ms and {one:.0f} ms; at best {least:.2f} times; the store has answered at {whole:.0f} ms)"
    verdict("start beside a bare window", other / one, START, "times", told)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as scratch:
        wine = Wine(Path(scratch) / "wine")
        try:
            wine.make()
            if installed.install(wine):
                raise SystemExit(f"{installed.SETUP} could not be installed")
            home = installed.home(wine)
            size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
            verdict("installed", size / 1e6, SIZE, "MB")
            office = windows_path(Path(scratch) / "office")
            installed.python(wine, home, "-m", "koyradesk", "--data", office, "demo")
            python = windows_path(home / "python.exe")
            # Something that runs keeps Wine's own services there: only the programs are timed.
            with wine.running(python, "-c", "import time; time.sleep(3600)"):
                start(wine, python, office, rounds)
            done = wine.run(python, "-X", "utf8", "-c", _REST.format(folder=office), *_OFFSCREEN)
            (said,) = [line.split() for line in done.stdout.splitlines() if line.startswith("held")]
            verdict("working set at rest", int(said[1]) / 1e6, REST, "MB", f"(at most {int(said[2]) / 1e6:.0f} MB)")
            say(load())
        finally:
            wine.end()


if __name__ == "__main__":
    main()

"""The window under the fingers of a typist: how soon letters and pages show, how soon it opens, what it keeps.

    python tests/bench/bench_window.py [keys] [start] [hours] [--office FOLDER] [--hours 8] [--keys 400]

keys   a key to its letter on the screen, and to the refreshed page of minutes of three pages (95th percentile), with
       the longest time the window did not answer while it was opened, filled and pasted into
start  the program to a usable window on ten years of an office, beside a bare PySide6 window with the same fonts;
       --office names a data folder kept by ``bench_store.py --keep`` (made anew otherwise: minutes)
hours  a working day of typing: how much the memory grows

Without a word, all three. Drawn without a screen (QT_QPA_PLATFORM=offscreen) unless the environment says otherwise.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hands import send
from measuring import percentile, verdict
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from koyradesk.store import place

ROOT = Path(__file__).resolve().parents[2]

#: Limits in milliseconds, in times a bare window, and in percent.
PAINT, PAGE, START, GROWTH, BLOCKED = 16, 120, 1.5, 5, 50
#: What is typed, over and over.
SENTENCE = "দপ্তরসমূহের পোর্টালে পুরোনো তথ্য রয়েছে মর্মে সহকারী প্রোগ্রামার সভাকে জানান। "
#: A quick typist: milliseconds between two keys.
PACE = 70


class Paints(QObject):
    """Tells when a widget was painted after it was asked to watch."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.seen = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = time.perf_counter()
        return False


class Heart:
    """Beats every few milliseconds in the window's thread; a missed beat is a window that did not answer."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def take(self) -> float:
        """The longest pause since the last question, in milliseconds."""
        self._beat()
        longest, self.longest = self.longest, 0.0
        return longest * 1000


class Desk:
    """A program with one meeting of three pages open in the editor."""

    def __init__(self, folder: Path) -> None:
        from samples import meeting

        from koyradesk import meetings
        from koyradesk.store import Store
        from ui import fonts
        from ui.tour import Stage

        with Store.open(folder / "data") as store:
            self.meeting = meetings.save(store, meeting(items=8), by="করণিক")
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        fonts.load()
        self.stage = Stage(app, folder, "bn", "light", 1.0)
        self.stage.window.edit(self.meeting.id)
        self.stage.settle()

    @property
    def editor(self) -> Any:
        return self.stage.window.editor

    def field(self) -> QWidget:
        """The discussion of the third item, with the caret at its end."""
        from koyradesk.model import Ref

        item = self.meeting.items[2]
        assert self.editor.go(Ref(item.id, "discussion"), 10_000)
        self.stage.settle()
        found = QGuiApplication.focusObject()
        assert isinstance(found, QWidget)
        return found


def keys(folder: Path, count: int) -> None:
    """A key to its paint, and to the page."""
    desk = Desk(folder)
    field = desk.field()
    viewport = getattr(field, "viewport", lambda: field)()
    app = QApplication.instance()
    view = desk.editor.page.view
    put = view.put
    paints: list[float] = []
    pages: list[float] = []
    heart = Heart()
    shown = [0.0]

    def arrived(index: int, picture: object) -> None:
        put(index, picture)
        if index == page():
            view.viewport().repaint()
            shown[0] = time.perf_counter()

    def page() -> int:
        return view.page() - 1

    view.put = arrived
    for index in range(count):
        letter = SENTENCE[index % len(SENTENCE)]
        watch = Paints(viewport)
        shown[0] = 0.0
        began = time.perf_counter()
        send(field, letter)
        while not watch.seen:
            app.processEvents()
        paints.append((watch.seen - began) * 1000)
        limit = began + 2
        while not shown[0] and time.perf_counter() < limit:
            app.processEvents()
            time.sleep(0.0005)
        pages.append((shown[0] - began) * 1000 if shown[0] else 2000.0)
        viewport.removeEventFilter(watch)
        while time.perf_counter() < began + PACE / 1000:
            app.processEvents()
            time.sleep(0.001)
    verdict("keystroke to paint, p95", percentile(paints, 0.95), PAINT, "ms", f"median {statistics.median(paints):.1f}")
    verdict("keystroke to page, p95", percentile(pages, 0.95), PAGE, "ms", f"median {statistics.median(pages):.1f}")
    verdict("window silent while typing, longest", heart.take(), BLOCKED, "ms")
    _moves(desk, heart)
    desk.stage.end()


def _moves(desk: Desk, heart: Heart) -> None:
    """What may stop the window: opening, the steps, a large paste."""
    stage, window = desk.stage, desk.stage.window

    def measured(name: str, act: Callable[[], object]) -> None:
        heart.take()
        act()
        stage.settle()
        verdict(f"window silent, {name}", heart.take(), BLOCKED, "ms")

    field = desk.field()

    def paste() -> None:
        app = QApplication.instance()
        app.clipboard().setText(SENTENCE * (200_000 // len(SENTENCE.encode())))
        field.paste()

    measured("a paste of 200 kB", paste)
    for index in (0, 1, 3, 2):
        measured(f"step {index + 1}", lambda index=index: desk.editor.tabs.setCurrentIndex(index))
    measured("back to the list", window.back)
    measured("opening the editor", lambda: window.edit(desk.meeting.id))


BARE = """
import sys, time
sys.path.insert(0, {root!r})
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from ui import fonts
app = QApplication(sys.argv)
fonts.load()
class Words(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    sys.stdout.write("ready\\n"); sys.stdout.flush(); app.quit()
label = Words("কয়রাডেস্ক")
label.resize(1366, 768)
label.show()
app.exec()
"""
#: As a user starts it. Told when it is painted for the first time, as the bare one is, and when the store answered.
OURS = """
import sys
sys.path.insert(0, {root!r})
from ui.app import Program, QTimer, main
start = Program.start
def told(word):
    sys.stdout.write(word + "\\n"); sys.stdout.flush()
def begin(program):
    start(program)
    window = program.window
    window.stood.connect(lambda: told("ready" if window.stands else "empty"))
    def look():
        if window.is_open and program.worker.idle():
            timer.stop(); told("open"); window.close()
    timer = QTimer(program, interval=1); timer.timeout.connect(look); timer.start()
Program.start = begin
sys.exit(main(["--data", {folder!r}, "--lang", "bn", "--theme", "light", *sys.argv[1:]]))
"""


def start(office: Path, scratch: Path, rounds: int = 9) -> None:
    """Cold start beside a bare window, one after the other; the first of each is thrown away.

    Python's compiled files are kept, as they are where a program is installed.
    """
    kept = {"PYTHONPYCACHEPREFIX": str(scratch / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}

    def once(code: str) -> list[float]:
        """Milliseconds until each word the program says."""
        began = time.perf_counter()
        filled = code.format(root=str(ROOT), folder=str(office))
        with subprocess.Popen(
            [sys.executable, "-c", filled], env=os.environ | kept, stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            times = [(line.strip(), (time.perf_counter() - began) * 1000) for line in child.stdout]
            child.wait(30)
        return [taken for word, taken in times if word != "empty"]

    bare, ours = [], []
    for turn in range(rounds + 1):
        for found, code in ((bare, BARE), (ours, OURS)):
            times = once(code)
            if turn:
                found.append(times)
    if not all(len(times) == 2 for times in ours):
        raise SystemExit("the window did not come up")
    one, other, whole = (statistics.median(times) for times in (*zip(*bare, strict=True), *zip(*ours, strict=True)))
    least = min(times[0] for times in ours) / min(times[0] for times in bare)
    told = f"({other:.0f} ms and {one:.0f} ms; at best {least:.2f} times; the store has answered at {whole:.0f} ms)"
    verdict("start beside a bare window", other / one, START, "times", told)


def resident() -> int:
    """Kilobytes of memory this process holds."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def day(folder: Path, hours: float) -> None:
    """Hours of typing at three keys a second, without the pauses; fields are left and entered again."""
    desk = Desk(folder)
    app = QApplication.instance()
    total = int(hours * 3600 * 3)
    rest = desk.stage.program._rest
    first = 0
    for index in range(total):
        if index % 600 == 0:
            field = desk.field()
            # Every few minutes somebody asks something: the program cleans up meanwhile.
            rest.clean()
            # A field is not typed full without end: what was typed in the last round is taken out.
            if index:
                field.selectAll()
                send(field, "আ")
        send(field, SENTENCE[index % len(SENTENCE)])
        app.processEvents()
        if index % 9 == 0:
            # Three seconds of a day at three keys a second.
            rest.look()
        if index % 50 == 0:
            desk.stage.settle()
        if index == total // 20:
            first = resident()
    desk.stage.settle()
    grown = (resident() - first) * 100 / first
    verdict(f"memory after {hours:g} hours of typing", grown, GROWTH, "% more", f"({first} kB, then {resident()} kB)")
    desk.stage.end()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="*", choices=["keys", "start", "hours", []], default=[])
    parser.add_argument("--office", type=Path)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--keys", type=int, default=400)
    chosen = parser.parse_args()
    wanted = chosen.what or ["keys", "start", "hours"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ.setdefault(place.VARIABLE, str(folder / "config"))
        if "keys" in wanted:
            (folder / "keys").mkdir()
            keys(folder / "keys", chosen.keys)
        if "start" in wanted:
            office = chosen.office
            if office is None:
                import bench_store

                office = folder / "office"
                bench_store.build(office, 10)
            start(office.absolute(), folder)
        if "hours" in wanted:
            (folder / "hours").mkdir()
            day(folder / "hours", chosen.hours)


if __name__ == "__main__":
    main()

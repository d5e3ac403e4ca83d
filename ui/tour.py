"""``python -m ui.tour DIR``: drives the real window through its screens and saves each as a picture.

One picture for every scene, language, scheme and scale: ``bn-light-100-03-sample.png``. A new screen is a new line in
``SCENES``; a scene goes on from where the one before it left the window.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

#: The smallest screen in the offices, in device pixels, and the two scales people set on it.
SCREEN = (1366, 768)
SCALES = (1.0, 1.25)

# Before Qt starts: pictures do not need a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from koyradesk.store.place import VARIABLE  # noqa: E402
from ui import fonts, inspection, theme  # noqa: E402
from ui.app import Program  # noqa: E402
from ui.later import LATER  # noqa: E402
from ui.pages import PageView  # noqa: E402
from ui.window import Window  # noqa: E402

#: Invented minutes with a place or two no reader can be sure of: a repeated serial, an impossible date.
MINUTES = """গণপ্রজাতন্ত্রী বাংলাদেশ সরকার
উপজেলা নির্বাহী অফিসারের কার্যালয়
শিমুলতলী, নদীপাড়

শিমুলতলী উপজেলার সেপ্টেম্বর ২০২৬ মাসের আইসিটি কমিটির সভার কার্যবিবরণী

সভাপতি : তাহমিনা আক্তার
উপজেলা নির্বাহী অফিসার
শিমুলতলী, নদীপাড়।
সভার স্থান : উপজেলা পরিষদ সভাকক্ষ।
তারিখ : ৩১/০৯/২০২৬ খ্রি.
সময় : সকাল ১১.০০ ঘটিকা।

সভায় উপস্থিত সদস্যবৃন্দের তালিকা পরিশিষ্ট- 'ক' দ্রষ্টব্য

সভাপতি সকলকে স্বাগত জানিয়ে সভার কাজ আরম্ভ করেন। গত সভার কার্যবিবরণী পাঠ করা হলে তা দৃঢ়ীকরণ করা হয়।

ক্রমিক\tআলোচ্য বিষয় ও আলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী
১.০\t<u>দপ্তরের ওয়েবসাইট</u> কয়েকটি দপ্তরের ওয়েবসাইটে পুরোনো ফোন নম্বর রয়েছে মর্মে সভাকে জানানো হয়।\t১। প্রতিটি দপ্তর \
সাত দিনের মধ্যে নিজের ওয়েবসাইট হালনাগাদ করবে। ২। হালনাগাদের তালিকা পরবর্তী সভায় উপস্থাপন করতে হবে।\t১। দপ্তর প্রধান (সকল) \
২। সহকারী প্রোগ্রামার
২.০\t<u>কম্পিউটার ল্যাব</u> বিদ্যালয়ের কম্পিউটার ল্যাবগুলোর ব্যবহার বাড়ানোর বিষয়ে আলোচনা হয়।\tপ্রতি মাসে অন্তত তিনটি ল্যাব \
পরিদর্শন করে প্রতিবেদন দিতে হবে।\tসহকারী প্রোগ্রামার
২.০\t<u>নাগরিক সেবা</u> ইউনিয়ন ডিজিটাল সেন্টারে সেবার মূল্যতালিকা টাঙানোর বিষয়ে আলোচনা হয়।\tপ্রতিটি সেন্টারে মূল্যতালিকা \
টাঙাতে হবে।\tইউপি সচিব (সকল)

সভায় আর কোনো আলোচনা না থাকায় সভাপতি সকলকে ধন্যবাদ জানিয়ে সভার সমাপ্তি ঘোষণা করেন।

(তাহমিনা আক্তার)
উপজেলা নির্বাহী অফিসার
শিমুলতলী, নদীপাড়।

স্মারক নং-০৫.৪৪.৪৭০০.০০০.০৬.০০২.২৬-৩১৮\tতারিখ: ০৫/১০/২০২৬ খ্রি.

অনুলিপি সদয় জ্ঞাতার্থে/কার্যার্থে প্রেরণ করা হলো (জ্যেষ্ঠতার ক্রমানুসারে নয়) :-
১। জেলা প্রশাসক, নদীপাড়।
২। ............ কর্মকর্তা (সকল), শিমুলতলী।
৩। অফিস কপি।

(তাহমিনা আক্তার)
উপজেলা নির্বাহী অফিসার
শিমুলতলী, নদীপাড়।
"""


class Stage:
    """A running program on a data folder of its own, and hands to use it."""

    def __init__(self, app: QApplication, folder: Path, language: str, scheme: str, scale: float) -> None:
        self.app, self.folder = app, folder
        self._size = (round(SCREEN[0] / scale), round(SCREEN[1] / scale))
        self._language, self._scheme = language, scheme
        self.program = Program(app, folder / "data", language, scheme)
        # A picture needs no printer of flesh and blood.
        self.program.book.printers = lambda: ["EPSON-L3110"]
        self._faults: list[BaseException] = []
        self.program.worker.broke.connect(self._faults.append)
        self.program.start()
        self.settle()
        self.window.resize(*self._size)
        self.settle()

    @property
    def window(self) -> Window:
        window = self.program.window
        assert window is not None
        return window

    def settle(self) -> None:
        """Goes on when nothing is under way: questions answered, the pages in view sharp."""
        limit = QDeadlineTimer(60_000)
        quiet = 0
        while quiet < 3:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            self.app.sendPostedEvents()
            QTest.qWait(5)
            busy = not self.program.worker.idle() or self.window.busy()
            quiet = 0 if busy else quiet + 1
            if self._faults:
                raise self._faults[0]
            if limit.hasExpired():
                raise TimeoutError("the window does not come to rest")

    def file(self, name: str, data: bytes) -> Path:
        """A file as a user would have it."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    def search(self, words: str) -> None:
        self.window.rail.search.setText(words)
        QTest.qWait(200)

    def tabs(self, times: int) -> None:
        """Presses Tab, from the search box on."""
        self.window.activateWindow()
        self.window.rail.search.setFocus()
        for _ in range(times):
            QTest.keyClick(self.app.focusWidget() or self.window, Qt.Key.Key_Tab)

    def second(self) -> QWidget:
        """A second start on the same data: its small window."""
        if self.program._doorbell is not None:
            # The one that is there does not answer.
            self.program._doorbell.close()
        other = Program(self.app, self.folder / "data", self._language, self._scheme)
        other.start()
        limit = QDeadlineTimer(60_000)
        while other.refusal is None and not limit.hasExpired():
            QTest.qWait(10)
        assert other.refusal is not None
        other.finish()
        return other.refusal

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        found = self.app.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def end(self) -> None:
        window = self.window
        window.close()
        self.program.finish()
        window.deleteLater()
        self.program.deleteLater()
        self.app.sendPostedEvents()


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: what is done before it, and what is on it where that is not the window itself."""

    name: str
    acts: tuple[Callable[[Stage], object], ...] = ()
    shows: Callable[[Stage], QWidget] | None = None


def _view(stage: Stage) -> PageView:
    return stage.window.reading.paper.view


def _opened(stage: Stage) -> None:
    stage.window.read_file(stage.file("সেপ্টেম্বর.txt", MINUTES.encode()))


def _no_text(stage: Stage) -> None:
    stage.window.read_file(stage.file("ছবি.txt", bytes(range(256)) * 40))


def _go(place: str, stage: Stage) -> None:
    stage.window.go(place)


SCENES = (
    Scene("empty"),
    Scene("sample", (lambda stage: stage.window.fill_sample(),)),
    Scene("second-page", (lambda stage: _view(stage).go_to(2),)),
    Scene("sign-sheet", (lambda stage: stage.window.reading.tabs.setCurrentIndex(1),)),
    Scene("zoomed", (lambda stage: _view(stage).set_zoom(1.5),)),
    Scene("search", (lambda stage: _view(stage).fit_width(), lambda stage: stage.search("ওয়েব"))),
    Scene("nothing-found", (lambda stage: stage.search("হিমালয় পর্বত"),)),
    Scene("opened-file", (lambda stage: stage.search(""), _opened)),
    Scene("saved", (lambda stage: stage.window.file.save(),)),
    Scene("refused", (_no_text,)),
    Scene("focus", (lambda stage: stage.window.notice.hide(), lambda stage: stage.tabs(6))),
    Scene("keys", (lambda stage: stage.window.go("keys"),)),
    Scene("today", (lambda stage: stage.window.go("today"),)),
    *(Scene(one.place, (partial(_go, one.place),)) for one in LATER),
    Scene("settings", (lambda stage: stage.window.go("settings"),)),
    Scene(
        "print-dialog",
        (lambda stage: stage.window.go("meetings"), lambda stage: stage.window.meetings.ask_printer()),
        Stage.dialog,
    ),
    Scene(
        "save-dialog",
        (lambda stage: stage.dialog().reject(), lambda stage: stage.window.meetings.ask_where()),
        Stage.dialog,
    ),
    Scene("second-instance", (lambda stage: stage.dialog().reject(),), Stage.second),
)


def walk(target: Path, scale: float, languages: Sequence[str], schemes: Sequence[str], wanted: str) -> list[Path]:
    """Every scene once for each language and scheme, at the scale this process runs at; the pictures made.

    Raises:
        ValueError: a text is cut, a widget has no name, or English stands on a Bengali window; which, and where.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    fonts.load()
    made = []
    for language in languages:
        for scheme in schemes:
            name = f"{language}-{scheme}-{round(scale * 100)}"
            with tempfile.TemporaryDirectory(prefix="koyradesk-tour-", ignore_cleanup_errors=True) as folder:
                stage = Stage(app, Path(folder), language, scheme, scale)
                try:
                    made += [target / f"{name}-{one}" for one in _play(stage, target / name, wanted)]
                finally:
                    stage.end()
    return made


def _play(stage: Stage, start: Path, wanted: str) -> list[str]:
    """The scenes one after another; the ends of the names of the pictures made."""
    made = []
    for number, scene in enumerate(SCENES, 1):
        for act in scene.acts:
            act(stage)
            stage.settle()
        shown = scene.shows(stage) if scene.shows else stage.window
        wrong = inspection.cut(stage.window) + inspection.nameless(stage.window)
        if stage.program.language == "bn":
            wrong += inspection.english(stage.window)
        if wrong:
            raise ValueError(f"{start.name} {scene.name}: " + "; ".join(wrong))
        if not wanted or wanted in scene.name:
            made.append(f"{number:02}-{scene.name}.png")
            path = f"{start}-{made[-1]}"
            if not shown.grab().save(path):
                raise OSError(f"the picture {path} was not written")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.tour", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go; made if missing")
    parser.add_argument("--scale", type=float, choices=SCALES, help="one scale only; both otherwise")
    parser.add_argument("--lang", choices=("bn", "en"), help="one language only")
    parser.add_argument("--theme", choices=tuple(theme.SCHEMES), help="one scheme only")
    parser.add_argument("--only", default="", metavar="WORD", help="keep only scenes whose name holds this word")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.scale is None:
        # Qt takes its scale once, at the start of a process.
        for scale in SCALES:
            command = [sys.executable, "-X", "utf8", "-m", "ui.tour", *sys.argv[1:], "--scale", str(scale)]
            subprocess.run(command, env=os.environ | {"QT_SCALE_FACTOR": str(scale)}, check=True)
        return 0
    if os.environ.get("QT_SCALE_FACTOR", "1") not in (str(chosen.scale), f"{chosen.scale:g}"):
        parser.error(f"set QT_SCALE_FACTOR={chosen.scale:g} for this scale, or leave --scale out")
    # What is remembered about the tour's data folders goes away with them.
    with tempfile.TemporaryDirectory(prefix="koyradesk-tour-") as config:
        os.environ[VARIABLE] = config
        return _pictures(chosen)


def _pictures(chosen: argparse.Namespace) -> int:
    languages = [chosen.lang] if chosen.lang else ["bn", "en"]
    schemes = [chosen.theme] if chosen.theme else list(theme.SCHEMES)
    for path in walk(chosen.folder, chosen.scale, languages, schemes, chosen.only):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

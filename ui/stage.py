"""The real program on a data folder of its own, and hands to use it: for the tour and for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.app import Program
from ui.window import Window
from ui.worker import Task

#: The smallest screen in the offices, in device pixels.
SCREEN = (1366, 768)

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
        self.language, self.scheme, self.scale = language, scheme, scale
        self.program = Program(app, folder / "data", language, scheme)
        # A picture needs no printer of flesh and blood.
        self.program.book.printers = lambda: ["EPSON-L3110"]
        #: Long work that a scene shows under way.
        self.task: Task | None = None
        #: What a scene has put aside.
        self.aside: Any = None
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
        other = Program(self.app, self.folder / "data", self.language, self.scheme)
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
        windows = list(self.program.windows)
        for window in windows:
            window.close()
        self.program.finish()
        if self.program._words is not None:
            # The next stage may speak another language.
            self.app.removeTranslator(self.program._words)
        for window in windows:
            window.deleteLater()
        self.program.deleteLater()
        self.app.sendPostedEvents()

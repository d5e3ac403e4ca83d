"""Scenes of the tour in the memo book: files, their numbers, what is written in, the despatch register."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from koyradesk.bengali.digits import to_ascii
from koyradesk.paper_key import PaperKey
from ui.editor_scenes import keys, letters

if TYPE_CHECKING:
    from ui.memo_book.screen import MemoBookScreen
    from ui.stage import Stage

#: Files as offices have them: 18 digits, 22 digits, and one whose cover bears words.
_FILES = (
    ("05.99.9902.000.06.011.26", "উপজেলা আইন-শৃঙ্খলা কমিটি", 405),
    ("05.99.9902.000.006.14.0031.26", "তথ্য ও যোগাযোগ প্রযুক্তি কমিটি", 1),
    ("উনিঅ/মধু/সাধারণ-৩/২৫", "সাধারণ পত্র যোগাযোগ, ২০২৫", 880),
)
_TO = ("জেলা প্রশাসক, নদীপাড়", "উপজেলা প্রকৌশলী, মধুছায়া", "অফিসার ইনচার্জ, মধুছায়া থানা")
_ABOUT = (
    "বার্ষিক কর্মসম্পাদন চুক্তির অর্ধবার্ষিক অগ্রগতি প্রতিবেদন প্রেরণ",
    "হাট-বাজারের সীমানা নির্ধারণ",
    "নিরাপত্তা জোরদারকরণ",
)


def _screen(stage: Stage) -> MemoBookScreen:
    return stage.window.memo_book


def filled(stage: Stage) -> None:
    """Three files with every kind of number; one signed paper with copies that went out."""
    book = stage.program.book

    def fill() -> None:
        from koyradesk import dispatches, file_numbers, memos
        from koyradesk.file_numbers import Kept

        store, today, by = book.store, book.today(), "রহিমা খাতুন"
        for code, title, first in _FILES:
            file_numbers.open_file(store, code, title=title, first=first, by=by)
        code = _FILES[0][0]
        for place, number in enumerate((405, 406, 408)):
            day = today - timedelta(20 - place)
            file_numbers.account(store, Kept(code, number, number, "outside", day, _TO[place], _ABOUT[place]), by=by)
        file_numbers.account(store, Kept(code, 412, 412, "void", reason="ভুল স্মারকে জারি হয়েছিল"), by=by)
        file_numbers.account(store, Kept(code, 420, 440, "reserved", device="আইসিটি শাখার কম্পিউটার"), by=by)
        old = _FILES[2][0]
        file_numbers.account(store, Kept(old, 880, 884, "outside", today - timedelta(300)), by=by)
        file_numbers.open_file(store, old, closed=True, by=by)
        draft = next(row for row in store.rows("meeting") if not _numbered(store, row["id"]))
        key = PaperKey("minutes", draft["id"])
        memo = memos.issue(store, key, file=code, number="413", on=today.isoformat(), today=today, by=by).memo
        memos.sign(store, key, by=by)
        rows = store.rows("recipient", meeting=draft["id"])
        sent = [(row["id"], row["text"]) for row in rows] or [("", name) for name in _TO]
        made = dispatches.log(store, memo.id, sent, "hand", today, by=by)
        dispatches.acknowledge(store, made[0].id, today, by=by)

    stage.window.kit.worker.ask(fill, lambda _: stage.window.look())


def _numbered(store: Any, meeting: str) -> bool:
    """Has the meeting a number already?"""
    return any(row["number"] for row in store.rows("memo", deleted=None, meeting=meeting))


def _missing(stage: Stage) -> None:
    register = _screen(stage).files.register
    register.show_at(register.rows.find(lambda one: one.state == "missing"))
    register.setFocus()


def _file(code: str, stage: Stage) -> None:
    files = _screen(stage).files.files
    files.show_at(files.rows.find(lambda one: one.code == to_ascii(code)))


def _form(stage: Stage) -> None:
    _screen(stage).files.open_file()


def _number(stage: Stage) -> None:
    entry = _screen(stage).files.entry
    entry.first.setFocus()
    entry.first.selectAll()


def _state(stage: Stage) -> None:
    _screen(stage).files.entry.tabs.setCurrentIndex(2)
    _number(stage)


def _copies(stage: Stage) -> None:
    _screen(stage).despatch.register.setFocus()


def _month(stage: Stage) -> None:
    _screen(stage).despatch.going.setFocus()


def _tab(index: int, stage: Stage) -> None:
    _screen(stage).tabs.setCurrentIndex(index)


def _paper(shown: bool, stage: Stage) -> None:
    _screen(stage).seeing.setChecked(shown)


def _go(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.go("memos")


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("memo-book-empty", (_go,)),
    ("memo-book", (filled, partial(_file, _FILES[0][0]))),
    ("memo-book-write-in", (_missing, keys("Return"), letters("20/11/2026"), keys("Tab"), letters(_TO[1]))),
    ("memo-book-next-number", (keys("Tab"), letters("সেতু মেরামত"), keys("Return"))),
    ("memo-book-refused", (_number, letters("৪০৬"), keys("Return"))),
    ("memo-book-void", (_state, letters("৪১১"), keys("Tab", "Tab"), letters("দুইবার লেখা হয়েছে"))),
    ("memo-book-closed", (keys("Escape"), partial(_file, _FILES[2][0]))),
    ("memo-book-open-file", (_form, letters("০৫৯৯৯৯০২০০০০০৬১"))),
    ("memo-book-whole-code", (letters("৪০০৩২২৬"), keys("Tab"))),
    ("memo-book-paper", (keys("Escape"), partial(_file, _FILES[0][0]), partial(_paper, True))),
    ("despatch", (partial(_paper, False), partial(_tab, 1))),
    ("despatch-acknowledge", (_copies, keys("Return"), letters("আজ"))),
    ("despatch-acknowledged", (keys("Return"),)),
    ("despatch-paper", (partial(_paper, True),)),
    ("despatch-nothing", (partial(_paper, False), _month, letters("মার্চ ২০২৫"), keys("Return"))),
)

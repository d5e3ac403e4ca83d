"""Scenes of the tour while a meeting runs, and of the making of its minutes after it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.editor_scenes import keys, letters

if TYPE_CHECKING:
    from ui.sitting.screen import SittingScreen
    from ui.stage import Stage

#: Invented people and what they sit for.
_PEOPLE = (
    ("তাহমিনা আক্তার", "উপজেলা নির্বাহী অফিসার"),
    ("মোঃ রফিকুল ইসলাম", "উপজেলা কৃষি কর্মকর্তা"),
    ("শিরিন সুলতানা", "উপজেলা শিক্ষা অফিসার"),
    ("অনিমেষ মণ্ডল", "উপজেলা প্রকৌশলী"),
    ("ডা. নাজমুল হাসান", "উপজেলা স্বাস্থ্য ও পরিবার পরিকল্পনা কর্মকর্তা"),
    ("জাহানারা বেগম", "উপজেলা সমাজসেবা কর্মকর্তা"),
    ("সুব্রত কুমার দাস", "সহকারী প্রোগ্রামার"),
    ("মোঃ আবুল কালাম", "চেয়ারম্যান, কাজলা ইউনিয়ন পরিষদ"),
    ("রোকেয়া খাতুন", "উপজেলা মহিলা বিষয়ক কর্মকর্তা"),
    ("মোঃ শাহ আলম", "প্রধান শিক্ষক, মধুছায়া উচ্চ বিদ্যালয়"),
    ("কামরুন নাহার", "উপজেলা নির্বাচন অফিসার"),
    ("মোঃ জসিম উদ্দিন", "অফিসার ইনচার্জ, মধুছায়া থানা"),
    ("পলাশ চন্দ্র রায়", "উপজেলা মৎস্য কর্মকর্তা"),
    ("আয়েশা সিদ্দিকা", "সভাপতি, মধুছায়া প্রেসক্লাব"),
)
_TOPICS = (
    "দপ্তরের ওয়েবসাইট হালনাগাদ",
    "কম্পিউটার ল্যাবের ব্যবহার",
    "ইউনিয়ন ডিজিটাল সেন্টারের সেবা",
    "অনলাইন জন্ম নিবন্ধন",
    "ই-নথি কার্যক্রম",
    "বিদ্যালয়ে ইন্টারনেট সংযোগ",
    "নাগরিক সেবার মূল্যতালিকা",
    "উদ্যোক্তাদের প্রশিক্ষণ",
)


def _screen(stage: Stage) -> SittingScreen:
    return stage.window.sitting


def filled(stage: Stage) -> None:
    """A meeting of today with an agenda and its people."""
    book = stage.program.book

    def fill() -> str:
        from dataclasses import replace

        from koyradesk import meetings, prefill
        from koyradesk.model import AgendaItem, Attendee

        store, today = book.store, book.today()
        made = prefill.for_committee(store, meetings.listing(store)[0].committee, today)
        items = tuple(AgendaItem(topic=topic, serial="") for topic in _TOPICS)
        people = tuple(Attendee(name, post) for name, post in _PEOPLE)
        whole = replace(made, date=today, attendees=people, items=items)
        meeting = meetings.save(store, whole, by="রহিমা খাতুন").id
        book.wrote(frozenset({"meeting"}))
        return meeting

    def show(meeting: str) -> None:
        stage.aside = meeting
        stage.window.look()

    stage.window.kit.worker.ask(fill, show)


def _sit(stage: Stage) -> None:
    stage.window.sit_in(stage.aside)


def at(time: str, stage: Stage) -> None:
    """The clock of the meeting is at a time, whenever the picture is made."""
    screen = _screen(stage)
    screen._watch = screen._watch.set(time, datetime.now(), monotonic())
    screen._tick()


def _quorum(stage: Stage) -> None:
    _screen(stage)._set_quorum("৮")


def _came(stage: Stage) -> None:
    people = _screen(stage).people
    for row in (0, 1, 2, 3, 5, 6, 9, 11):
        people.list.setCurrentIndex(people.list.rows.index(row))
        keys("Space")(stage)
    people.list.setCurrentIndex(people.list.rows.index(10))
    keys("2")(stage)


def _late(stage: Stage) -> None:
    people = _screen(stage).people
    people.first()
    people.list.setCurrentIndex(people.list.rows.index(7))
    keys("Space")(stage)
    at("11:40", stage)
    people.list.setCurrentIndex(people.list.rows.index(11))
    keys("-")(stage)


def _note(text: str, key: str, who: str, stage: Stage) -> None:
    notes = _screen(stage).notes
    notes.first()
    letters(text)(stage)
    if who:
        notes.who.setFocus(Qt.FocusReason.OtherFocusReason)
        letters(who)(stage)
        notes.who.close_completions()
    keys(key)(stage)


def _spoken(stage: Stage) -> None:
    for time, text, key, who in (
        ("10:41", "চারটি দপ্তরের ওয়েবসাইটে পুরোনো ফোন নম্বর", "Return", ""),
        ("10:44", "সাত দিনের মধ্যে সব দপ্তর ওয়েবসাইট হালনাগাদ করবে", "Return", "দপ্তর প্রধান (সকল)"),
        ("", "", "PgDown", ""),
        ("10:52", "দুটি বিদ্যালয়ের ল্যাব তালাবদ্ধ থাকে", "Return", ""),
        ("10:55", "প্রতি মাসে অন্তত তিনটি ল্যাব পরিদর্শন করতে হবে", "Ctrl+Return", ""),
        ("", "", "PgDown", ""),
        ("11:21", "সেবার মূল্যতালিকা টাঙানো হয়নি", "Return", ""),
    ):
        if time:
            at(time, stage)
            _note(text, key, who, stage)
        else:
            keys(key)(stage)
    letters("উদ্যোক্তারা নিয়মিত বসেন না, ")(stage)


def _mend(stage: Stage) -> None:
    keys("Return", "Up", "Up")(stage)


def _large(stage: Stage) -> None:
    keys("Escape")(stage)
    _screen(stage)._resize(1)


def _end(stage: Stage) -> None:
    _screen(stage)._resize(-1)
    at("12:20", stage)
    keys("F5")(stage)
    stage.window.notice.clear()
    _screen(stage).turn(making=True)


def _make(stage: Stage) -> None:
    keys("Return", "Return", "1")(stage)


def _empty(stage: Stage) -> None:
    """A meeting without people and without an agenda."""
    book = stage.program.book

    def fill() -> str:
        from koyradesk import meetings
        from koyradesk.model import Meeting

        return meetings.save(book.store, Meeting(title="জরুরি সভা", committee="বাজার তদারকি কমিটি"), by="ক").id

    def show(meeting: str) -> None:
        stage.aside = (stage.aside, meeting)
        stage.window.sit_in(meeting)

    stage.window.kit.worker.ask(fill, show)


def _away(stage: Stage) -> None:
    """Out of it, and what was made for the pictures into the bin: other scenes count their meetings."""
    book, made = stage.program.book, stage.aside
    stage.window.go("today")

    def bin_all() -> None:
        from koyradesk import meetings

        for one in made:
            meetings.delete(book.store, one, by="ক")
        book.wrote(frozenset({"meeting"}))

    stage.window.kit.worker.ask(bin_all, lambda _: stage.window.look())


#: In the order of the tour: name, what is done.
ACTS = (
    ("sitting-today", (filled, lambda stage: stage.window.go("today"))),
    ("sitting-people", (_sit, partial(at, "10:30"), _quorum, _came)),
    ("sitting-notes", (keys("F5"), _spoken)),
    ("sitting-late", (_late,)),
    ("sitting-mending", (keys("F6"), _mend)),
    ("sitting-large", (_large,)),
    ("sitting-making", (_end,)),
    ("sitting-made", (_make,)),
    ("sitting-empty", (_empty,)),
    ("sitting-left", (_away,)),
)

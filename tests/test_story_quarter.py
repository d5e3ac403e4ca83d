"""A quarter of a committee, played through: it decides, offices report, the annex tells how far it is, the next
meetings give more time, settle and decide anew; once from the command line, once in the window by keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import followed
import pytest
from hands import Hands

from koyradesk import meetings, memos
from koyradesk.bengali.text import nfc
from koyradesk.carrying import carry_all, open_decisions
from koyradesk.cli.desk import Desk
from koyradesk.cli.program import run
from koyradesk.model import Meeting
from koyradesk.obligations import closing
from koyradesk.obligations.lineage import chain
from koyradesk.obligations.shapes import Obligation
from koyradesk.obligations.standing import Standing
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts
from ui.book import Book
from ui.tour import Stage

PORTAL = nfc("সকল দপ্তরের ওয়েব পোর্টাল ৩১/১০/২০২৬ খ্রি. তারিখের মধ্যে হালনাগাদ করতে হবে।")
VISITS = nfc("প্রতি মাসে ন্যূনতম ০৫ টি ল্যাব পরিদর্শন করতে হবে।")
ENGINEER = nfc("সহকারী প্রোগ্রামার")
SETTLED = nfc("সিদ্ধান্তটি বাস্তবায়িত হওয়ায় নিষ্পত্তি করা হলো।")
FILE = "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬"


# From the command line


@pytest.fixture
def koyra(tmp_path, capsys) -> Callable[..., list[str]]:
    """The commands on one data folder, on a day that is told; the lines they print."""

    def does(day: date, *words: object) -> list[str]:
        desk = Desk("bn")
        desk.today = day
        code = run(["--data", str(tmp_path / "data"), *map(str, words)], desk)
        said = capsys.readouterr()
        assert (code, said.err) == (0, ""), said
        return said.out.splitlines()

    return does


def held(store: Store, day: date) -> Meeting:
    """The next meeting, which carries all that is open."""
    made = Meeting(committee=followed.COMMITTEE, period=f"{day:%Y-%m}", date=day, title=nfc("সভার কার্যবিবরণী"))
    every = open_decisions(store, made, standing=Standing(store, day))
    return meetings.save(store, replace(made, items=carry_all(every, store.new_id)), by="করণিক")


def sign(store: Store, meeting: Meeting, number: int, day: date) -> None:
    key = PaperKey("minutes", meeting.id)
    memos.issue(store, key, number=f"{FILE}-{number}", on=day.isoformat(), file="", today=day, by="করণিক")
    memos.sign(store, key, by="করণিক")


def told(lines: list[str]) -> Any:
    return json.loads("\n".join(lines))


def texts(store: Store, meeting: Meeting) -> list[list[str]]:
    return [[one.text for one in item.decisions] for item in meetings.get(store, meeting.id).items]


def test_a_quarter_from_the_first_decision_to_its_settling(koyra, tmp_path) -> None:
    with Store.open(tmp_path / "data", create=True) as store:
        followed.directory(store)
        first = followed.meeting(
            store, (PORTAL, date(2026, 10, 31), [followed.GROUP]), (VISITS, None, [ENGINEER]), held=date(2026, 9, 10)
        )
        sign(store, first, 101, date(2026, 9, 14))
    portal, visits = (item.decisions[0].id for item in first.items)
    koyra(date(2026, 9, 14), "rule", visits, "--every", "monthly", "--measure", "count", "--target", "5")
    koyra(date(2026, 9, 14), "open-rows")

    # September and October: offices report by telephone, one does not.
    for day, office in ((date(2026, 10, 20), 0), (date(2026, 10, 28), 1)):
        koyra(day, "progress", portal, "--party", followed.OFFICES[office], "--done", "--channel", "phone")
    koyra(date(2026, 9, 30), "progress", visits, "--period", "2026-09", "--value", "5")
    koyra(date(2026, 10, 30), "progress", visits, "--period", "2026-10", "--value", "3")
    late = told(koyra(date(2026, 11, 12), "due", "--late", "--json"))
    assert {(one["party"], one["late_days"]) for one in late} == {(followed.OFFICES[2], 12), (ENGINEER, 12)}
    assert len(late) == 2

    # The annex for the meeting says what the rows say.
    annex = tmp_path / "annex.txt"
    koyra(date(2026, 11, 12), "print", "progress", first.id, "-o", tmp_path / "annex.pdf", "--text", annex)
    assert nfc("৩টির মধ্যে ২টি") in nfc(annex.read_text("utf-8"))

    # The meeting of November: both come into the agenda, quoted and counted; one gets more time.
    november = date(2026, 11, 12)
    with Store.open(tmp_path / "data") as store:
        second = held(store, november)
        assert [item.follows for item in second.items] == [item.id for item in first.items]
        assert nfc("এ পর্যন্ত ৩টি করণীয়ের মধ্যে ২টি সম্পন্ন হয়েছে।") in second.items[0].discussion
    koyra(november, "extend", portal, "--to", "2026-11-30", "--meeting", second.id)
    koyra(november, "close", visits, "--period", "2026-09", "--meeting", second.id)
    with Store.open(tmp_path / "data") as store:
        assert texts(store, second)[0] == [nfc("সিদ্ধান্তটি বাস্তবায়নের সময়সীমা ৩০ নভেম্বর ২০২৬ তারিখ পর্যন্ত বৃদ্ধি করা হলো।")]
        sign(store, second, 118, date(2026, 11, 15))
    # Its own annex tells of what it put on, and not of the sentences about it.
    koyra(november, "print", "progress", second.id, "-o", tmp_path / "annex.pdf", "--text", annex)
    told_of = nfc(annex.read_text("utf-8"))
    assert PORTAL in told_of
    assert VISITS in told_of
    assert nfc("বৃদ্ধি করা হলো") not in told_of
    assert nfc("৩টির মধ্যে ২টি") in told_of
    assert [one["party"] for one in told(koyra(date(2026, 11, 20), "due", "--late", "--json"))] == [ENGINEER]

    # The last office reports; in December the portal is settled and the visits are decided anew.
    koyra(date(2026, 11, 28), "progress", portal, "--party", followed.OFFICES[2], "--done", "--channel", "letter")
    december = date(2026, 12, 10)
    with Store.open(tmp_path / "data") as store:
        third = held(store, december)
        assert nfc("৩টি করণীয়ের মধ্যে ৩টি") in third.items[0].discussion
    koyra(december, "close", portal, "--meeting", third.id)
    with Store.open(tmp_path / "data") as store:
        standing = Standing(store, december)
        of = standing.of_decisions([visits])[visits]
        anew = closing.decide(store, third.id, of, "reissued", standing=standing, by="করণিক")
        assert texts(store, third) == [[SETTLED], [nfc(f"সিদ্ধান্তটি পুনরায় গৃহীত হলো: {VISITS}")]]
        sign(store, anew.meeting, 131, date(2026, 12, 14))

    # What is left is the visits, from December on, under the new decision.
    due = told(koyra(date(2026, 12, 20), "due", "--json"))
    assert [(one["decision"], one["period"], one["late_days"]) for one in due] == [(anew.sentence, "2026-12", 0)]
    with Store.open(tmp_path / "data") as store:
        standing = Standing(store, date(2026, 12, 20))
        assert [one.decision for one in standing.open] == [anew.sentence]
        of = standing.of_decisions([portal])[portal]
        assert (of.closed, of.outcome, of.closed_in) == (december, "done", third.id)
        matter = chain(store, standing, of)
        assert [(one.how, one.meeting) for one in matter] == [
            ("decided", first.id),
            ("extended", second.id),
            ("done", third.id),
        ]
        old = standing.of_decisions([visits])[visits]
        assert [one.how for one in chain(store, standing, old)] == ["decided", "carried", "reissued"]


# In the window


@pytest.fixture
def day(monkeypatch) -> list[date]:
    """The day it is for the program."""
    now = [date(2026, 9, 10)]
    monkeypatch.setattr(Book, "today", lambda _: now[0])
    return now


@pytest.fixture
def stage(qapp, tmp_path: Path, day):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


def asks(stage: Stage, job: Callable[[Store], Any]) -> Any:
    """What the store says."""
    found: list[Any] = []
    stage.program.worker.ask(lambda: job(stage.program.book.store), found.append)
    stage.settle()
    return found[0]


def newest(store: Store) -> Meeting:
    return meetings.get(store, meetings.listing(store)[0].id)


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_in_the_window_by_keyboard_alone(stage, day) -> None:
    asks(stage, followed.directory)
    hands = Hands(stage)
    hands.press("Ctrl+N")
    hands.type(followed.COMMITTEE)
    hands.press("Return")
    hands.type("১০/০৯/২০২৬")
    hands.press("Ctrl+3", "Ctrl+Return")
    hands.type("ওয়েব পোর্টাল")
    hands.press("Return", "Ctrl+Shift+Return")
    hands.type(PORTAL)
    # The day stands in the words: one key keeps it.
    hands.press("F4")
    hands.press("Tab")
    hands.type(followed.GROUP)
    hands.press("Return", "Escape")
    first = asks(stage, newest)
    decision = first.items[0].decisions[0]
    assert (decision.text, decision.due) == (PORTAL, date(2026, 10, 31))

    # Two of three report.
    def of(store: Store) -> Obligation:
        return Standing(store, day[0]).of_decisions([decision.id])[decision.id]

    def report(store: Store) -> None:
        one = of(store)
        rows = Standing(store, day[0]).tasks([one])[one.id]
        pairs = [(one.id, row.id) for row in rows[:2]]
        stage.program.book.followed.report(pairs, on=day[0], done=True, channel="phone")

    day[0] = date(2026, 11, 12)
    stage.program.book.edition += 1
    asks(stage, report)

    # The next meeting: what is open comes with how far and how late it is; one key settles it.
    hands.press("Ctrl+N", "Return")
    hands.type("১২/১১/২০২৬")
    hands.press("Ctrl+3", "Ctrl+Shift+O")
    step = stage.window.editor._current()
    (choice,) = step.panel.choices
    assert nfc("৩টির মধ্যে ২টি") in choice.accessibleName()
    assert choice.accessibleName().endswith(nfc("১২ দিন দেরি"))
    hands.press("Return")
    second = asks(stage, newest)
    assert second.items[0].follows == first.items[0].id
    assert nfc("৩টি করণীয়ের মধ্যে ২টি") in second.items[0].discussion
    hands.press("F7")
    second = asks(stage, newest)
    assert [one.text for one in second.items[0].decisions] == [SETTLED]
    closed = asks(stage, of)
    assert (closed.closed, closed.closed_in) == (date(2026, 11, 12), second.id)

    # One undo takes back both, one redo brings both.
    hands.press("Ctrl+Z")
    assert asks(stage, of).closed is None
    assert asks(stage, newest).items[0].decisions == ()
    hands.press("Ctrl+Shift+Z")
    assert asks(stage, of) == closed
    assert [one.text for one in asks(stage, newest).items[0].decisions] == [SETTLED]
    assert asks(stage, lambda _: stage.program.book.followed.late()) == 0

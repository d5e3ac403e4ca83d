"""An office with something to find in it, and the box of its window as a test looks at it."""

from __future__ import annotations

from datetime import date, timedelta

from hands import Hands

from koyradesk import meetings
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Memo
from koyradesk.store import Change
from ui.tour import Stage

LONG = "নদীর ঘাট মেরামতের জন্য " + "উপজেলা প্রকৌশলী প্রাক্কলন প্রস্তুত করবেন। " * 30 + "শেষে ঘাট পরিদর্শন করা হবে।"


def office(stage: Stage) -> list[Meeting]:
    """Two committees, three meetings, a late decision, people, a signed number."""
    book = stage.program.book
    book.by = "রহিমা"
    found: list[Meeting] = []
    today = date.today()

    def fill() -> None:
        for number, (committee, days) in enumerate(
            (("ঘাট উন্নয়ন কমিটি", 400), ("ঘাট উন্নয়ন কমিটি", 40), ("হাট ব্যবস্থাপনা কমিটি", 20))
        ):
            on = today - timedelta(days)
            decision = Decision("১।", "ঘাট মেরামত শেষ করতে হবে।", on + timedelta(5) if number == 1 else None)
            items = (
                AgendaItem("১.০", "খাল খনন", LONG, (decision,), (Assignment("", "নাজির"),)),
                AgendaItem("২.০", "ঘাট ইজারা", "ইজারার টাকা জমা হয়েছে।"),
            )
            memo = Memo("minutes", f"০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭.২৫-৩১{number}", on, state="numbered")
            made = Meeting(
                committee=committee, title=f"{committee}র সভা", date=on, period=f"{on:%Y-%m}", items=items, memos=(memo,)
            )
            found.append(meetings.save(book.store, made, by="রহিমা"))
        party = book.store.new_id("party")
        book.store.write([Change(party, {"name": "ঘাট কর্তৃপক্ষ", "sort": "office"})], by="রহিমা")
        book.wrote(frozenset({"meeting", "committee", "memo", "party"}))

    stage.window.kit.worker.ask(fill, lambda _: None)
    stage.settle()
    return found


def box(stage: Stage):
    return stage.window.finding.box


def stored(stage: Stage) -> Meeting:
    """The last meeting, as it is kept."""
    found: list[Meeting] = []
    book = stage.program.book
    stage.window.kit.worker.ask(lambda: book.edits.get(stage.meetings[2].id), found.append)
    stage.settle()
    return found[0]


def lines(stage: Stage, *sorts: str) -> list[str]:
    return [plain(one.text) for one in box(stage).list.rows.entries if not sorts or one.sort in sorts]


def heads(stage: Stage) -> list[str]:
    return [text.partition(" · ")[0] for text in lines(stage, "head")]


def choose(stage: Stage, hands: Hands, words: str) -> None:
    """Goes down to the first line with some words."""
    entries = box(stage).list.rows.entries
    for _ in entries:
        now = box(stage).list.now()
        if now is not None and words in plain(now.text) + now.below:
            return
        hands.press("Down")
    raise AssertionError((words, [plain(one.text) for one in entries]))


def say(stage: Stage, name: str) -> str:
    return stage.window.kit.voice(name)

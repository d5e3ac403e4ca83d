"""A whole meeting typed by keyboard alone: the first one of an office, and the next one of the same committee.

Used by the story's test, by the test that kills it, and as a script: ``python tests/story.py FOLDER`` types the first
meeting into FOLDER at a person's pace and says after each letter what stands on the screen; ``python tests/story.py
FOLDER 2`` only its first two items.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hands import Hands
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk.bengali.text import nfc
from koyradesk.model import Meeting
from ui import fonts
from ui.tour import Stage

COMMITTEE = "শিমুলতলী উপজেলা আইসিটি কমিটি"
CHAIR = ("তাহমিনা আক্তার", "উপজেলা নির্বাহী অফিসার", "শিমুলতলী, নদীপাড়")
PEOPLE = (CHAIR[:2], ("মো. রফিকুল ইসলাম", "সহকারী প্রোগ্রামার"), ("শিরিন সুলতানা", "উপজেলা শিক্ষা অফিসার"))
RECIPIENTS = ("জেলা প্রশাসক, নদীপাড়", "অফিস কপি")
FILE, NUMBER = "০৫.৪৪.৪৭০০.০০০.০৬.০০২.২৬", "৩১৮"


@dataclass(frozen=True)
class Talk:
    """An agenda item as it is spoken of."""

    topic: str
    discussion: str
    decision: str
    who: str
    due: str = ""


TALKS = (
    Talk(
        "দপ্তরের ওয়েবসাইট",
        "কয়েকটি দপ্তরের ওয়েবসাইটে পুরোনো ফোন নম্বর রয়েছে মর্মে সভাকে জানানো হয়।",
        "প্রতিটি দপ্তর সাত দিনের মধ্যে নিজের ওয়েবসাইট হালনাগাদ করবে।",
        "দপ্তর প্রধান (সকল)",
        "৩০/১১/২০২৬",
    ),
    Talk(
        "কম্পিউটার ল্যাব",
        "বিদ্যালয়ের কম্পিউটার ল্যাবগুলোর ব্যবহার বাড়ানোর বিষয়ে আলোচনা হয়।",
        "প্রতি মাসে অন্তত তিনটি ল্যাব পরিদর্শন করে প্রতিবেদন দিতে হবে।",
        "সহকারী প্রোগ্রামার",
    ),
    Talk(
        "ডিজিটাল সেন্টার",
        "ইউনিয়ন ডিজিটাল সেন্টারে সেবার মূল্যতালিকা টাঙানোর বিষয়ে আলোচনা হয়।",
        "প্রতিটি সেন্টারে মূল্যতালিকা টাঙাতে হবে।",
        "ইউপি সচিব (সকল)",
    ),
    Talk("প্রশিক্ষণ", "ই-নথি প্রশিক্ষণের চাহিদা জানতে চাওয়া হয়।", "চাহিদা পাঠাতে হবে।", "দপ্তর প্রধান (সকল)"),
    Talk("ইন্টারনেট সংযোগ", "দুটি দপ্তরে সংযোগ ধীর।", "সেবাদাতাকে পত্র দিতে হবে।", "সহকারী প্রোগ্রামার"),
    Talk("সাইবার নিরাপত্তা", "পাসওয়ার্ড বদলানোর কথা বলা হয়।", "সকলে পাসওয়ার্ড বদলাবেন।", "দপ্তর প্রধান (সকল)"),
    Talk("হাজিরা যন্ত্র", "একটি যন্ত্র অচল।", "যন্ত্রটি মেরামত করতে হবে।", "উপজেলা প্রকৌশলী"),
    Talk("বিবিধ", "আর কোনো প্রস্তাব আসেনি।", "আগামী সভায় অগ্রগতি জানাতে হবে।", "সকল সদস্য"),
)


def begin(hands: Hands) -> None:
    """A new committee's first meeting: what is known of it and who came."""
    hands.press("Ctrl+N")
    hands.type(COMMITTEE)
    hands.press("Return")
    hands.type("২৫/১১/২০২৬")
    hands.press("Tab")
    hands.type("সকাল ১১.০০ ঘটিকা")
    hands.press("Tab")
    hands.type("উপজেলা পরিষদ সভাকক্ষ")
    # Past the title and the note, which stand there already.
    hands.press("Tab", "Tab", "Tab")
    for part in CHAIR:
        hands.type(part)
        hands.press("Tab")
    hands.press("Ctrl+2", "Return")
    for name, designation in PEOPLE:
        hands.type(name)
        hands.press("Tab")
        hands.type(designation)
        hands.press("Return")
    hands.press("Escape", "F8")


def discuss(hands: Hands, talks: tuple[Talk, ...], after: Callable[[], None] = lambda: None) -> None:
    """The discussion's own words."""
    hands.press("Ctrl+3")
    for talk in talks:
        hands.press("Ctrl+Return")
        hands.type(talk.topic, own_words=True)
        hands.press("Return")
        hands.type(talk.discussion, own_words=True)
        hands.press("Ctrl+Shift+Return")
        hands.type(talk.decision, own_words=True)
        hands.press("Tab")
        hands.type(talk.who, own_words=True)
        hands.press("Return")
        if talk.due:
            hands.press("Tab")
            hands.type(talk.due, own_words=True)
            hands.press("Return")
        after()


def issue(hands: Hands) -> None:
    """The number from the paper register, the date, who signs and who gets it."""
    hands.press("Ctrl+4")
    hands.type(FILE + "-")
    hands.press("Tab")
    hands.type(NUMBER)
    hands.press("Tab")
    hands.type("২৬/১১/২০২৬")
    hands.press("Return")


def sign(hands: Hands) -> None:
    """It came back signed."""
    hands.press("Ctrl+4", "Tab", "Return", "Return")


def repeat(hands: Hands) -> None:
    """The committee's next meeting, up to the first word of its discussion."""
    hands.press("Ctrl+N", "Return")
    hands.type("২৩/১২/২০২৬")
    hands.press("Ctrl+2", "F8", "Ctrl+3", "Ctrl+Return")


def expected(talks: tuple[Talk, ...]) -> list[tuple[str, str, list[str], list[str]]]:
    """The agenda as it must be stored."""
    return [(nfc(talk.topic), nfc(talk.discussion), [nfc(talk.decision)], [nfc(talk.who)]) for talk in talks]


def agenda(meeting: Meeting) -> list[tuple[str, str, list[str], list[str]]]:
    """The agenda as it is stored."""
    return [
        (one.topic, one.discussion, [each.text for each in one.decisions], [each.name for each in one.implementers])
        for one in meeting.items
    ]


class Slowly(Hands):
    """Hands at a person's pace, that say after each of their own words' letters when it was typed."""

    pace = 25

    def type(self, text: str, *, own_words: bool = False, settle: bool = True) -> None:
        for sign in text:
            super().type(sign, own_words=own_words, settle=False)
            QTest.qWait(self.pace)
            if own_words:
                sys.stdout.write(f"{self.words} {time.monotonic():.3f}\n")
                sys.stdout.flush()


def main(folder: Path, talks: int = len(TALKS)) -> None:
    app = QApplication(sys.argv[:1])
    fonts.load()
    hands = Slowly(Stage(app, folder, "bn", "light", 1.0))
    begin(hands)
    discuss(hands, TALKS[:talks])
    sys.stdout.write("done\n")
    sys.stdout.flush()
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))

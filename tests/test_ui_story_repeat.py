"""The repeat of a monthly meeting: prepared from the last one with few keys, up to the first word of its discussion.

An action is a key that is pressed for what it does, a click, or a word of typing that stands when it is done. The hands
count every letter of what is typed as well: the limit holds for that stricter count, too.
"""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hands import Hands
from PySide6.QtWidgets import QApplication

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import (
    AgendaItem,
    Assignment,
    Attendee,
    Decision,
    Distribution,
    Meeting,
    Memo,
    Paragraph,
    Person,
    Recipient,
    Ref,
    Signature,
)
from ui import fonts
from ui.editor.prose import Prose
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
#: What the repeat may cost before the discussion's own words.
MOST = 40
COMMITTEE = nfc("শিমুলতলী উপজেলা মাসিক সমন্বয় সভা")
CHAIR = Person(nfc("তাহমিনা আক্তার"), nfc("উপজেলা নির্বাহী অফিসার"), nfc("শিমুলতলী, নদীপাড়"))
PEOPLE = tuple(
    nfc(one)
    for one in (
        "উপজেলা কৃষি অফিসার",
        "উপজেলা শিক্ষা অফিসার",
        "উপজেলা প্রকৌশলী",
        "সহকারী প্রোগ্রামার",
        "উপজেলা সমাজসেবা অফিসার",
        "অফিসার ইনচার্জ",
        "উপজেলা স্বাস্থ্য কর্মকর্তা",
        "উপজেলা প্রকল্প বাস্তবায়ন কর্মকর্তা",
    )
)
TOPICS = tuple(
    nfc(one)
    for one in (
        "সারের মজুত পরিস্থিতি",
        "বিদ্যালয়ে উপস্থিতি",
        "সড়ক মেরামত",
        "ওয়েব পোর্টাল",
        "ভাতা বিতরণ",
        "আইন-শৃঙ্খলা পরিস্থিতি",
        "কমিউনিটি ক্লিনিক",
        "আশ্রয়কেন্দ্র",
    )
)
MONTHS = {9: "সেপ্টেম্বর", 10: "অক্টোবর", 11: "নভেম্বর", 12: "ডিসেম্বর"}


def held(month: int) -> Meeting:
    """A meeting of a month, with eight items of which each decided something until the next."""
    items = tuple(
        AgendaItem(
            nfc(f"{'১২৩৪৫৬৭৮'[place]}.০"),
            topic,
            nfc("বিষয়টি নিয়ে সভায় বিস্তারিত আলোচনা হয়।"),
            (Decision(text=nfc(f"{topic} বিষয়ে আগামী সভায় প্রতিবেদন দিতে হবে।"), due=date(2026, month + 1, 10)),),
            (Assignment(name=PEOPLE[place]),),
        )
        for place, topic in enumerate(TOPICS)
    )
    return Meeting(
        committee=COMMITTEE,
        period=f"2026-{month:02}",
        title=nfc(f"শিমুলতলী উপজেলার {MONTHS[month]} ২০২৬ মাসের মাসিক সমন্বয় সভার কার্যবিবরণী"),
        date=date(2026, month, 22),
        time=nfc("সকাল ১১.০০ ঘটিকা"),
        place=nfc("উপজেলা পরিষদ সভাকক্ষ"),
        chair=CHAIR,
        attendees=tuple(
            Attendee(nfc(f"সদস্য {place}"), post, "present") for place, post in enumerate((CHAIR.designation, *PEOPLE))
        ),
        opening=(
            Paragraph(nfc(f"সভাপতি সকলকে স্বাগত জানিয়ে {MONTHS[month]} মাসের সভা শুরু করেন।")),
            Paragraph(nfc("অতঃপর নিম্নরূপ আলোচনা ও সিদ্ধান্ত হয়:")),
        ),
        items=items,
        closing=nfc("সভাপতি সকলকে ধন্যবাদ জানিয়ে সভার সমাপ্তি ঘোষণা করেন।"),
        signatures=(Signature(name=CHAIR.name, designation=CHAIR.designation, place=CHAIR.place),),
        memos=(Memo(),),
        distribution=Distribution(nfc("অনুলিপি:"), (Recipient("১।", nfc("জেলা প্রশাসক, নদীপাড়")),)),
    )


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


class Counting(Hands):
    """Hands that also count the words they type."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.letters = self.typed = 0

    def type(self, text: str, *, own_words: bool = False, settle: bool = True) -> None:
        super().type(text, own_words=own_words, settle=settle)
        if not own_words:
            self.letters += len(text)
            self.typed += len(text.split())

    @property
    def all(self) -> int:
        """Keys, clicks and words."""
        return self.actions - self.letters + self.typed


def asked(stage: Stage, job):
    found: list = []
    stage.program.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def test_the_repeat_of_a_meeting_of_eight_items_is_prepared_with_few_keys(stage, capsys):
    def fill() -> None:
        for month in (9, 10, 11):
            meetings.save(stage.program.book.store, held(month), by="করণিক")
        stage.program.book.wrote(frozenset({"meeting"}))

    asked(stage, fill)
    before = asked(stage, lambda: meetings.listing(stage.program.book.store)[0].id)
    hands = Counting(stage)
    # The committee's next meeting, and its day.
    hands.press("Ctrl+N", "Return")
    hands.type("২২/১২/২০২৬")
    # Its opening moved on to this month by itself; that the last minutes were confirmed is taken from the bank. The
    # paragraphs are gone to as on a form, and Enter begins another.
    session = stage.window.editor.session
    assert session is not None
    last = session.meeting.opening[0].id
    pressed = 0
    while not (isinstance(hands.focus, Prose) and hands.focus.ref == Ref(last, "text")):
        hands.press("Tab")
        pressed += 1
        assert pressed < 14
    hands.press("Ctrl+End", "Return")
    hands.type("গত ২২ ন")
    field = hands.focus
    assert isinstance(field, Prose)
    assert field.ending() == nfc("ভেম্বর ২০২৬ তারিখে অনুষ্ঠিত সভার কার্যবিবরণী পাঠ করে শোনানো হয়।")
    hands.press("Tab")
    # Everybody came.
    hands.press("Ctrl+2", "F8")
    # What the last meeting left open becomes the agenda.
    hands.press("Ctrl+3", "Ctrl+Shift+O", "Return")
    with capsys.disabled():
        sys.stdout.write(f"\nrepeat of a meeting of 8 items: {hands.all} actions, {hands.actions} keys and letters\n")
    assert hands.all <= MOST
    assert hands.actions <= MOST

    # It is all there, and stored.
    session.seal()
    stage.settle()
    found = asked(stage, lambda: meetings.get(stage.program.book.store, session.id))
    assert found.id != before
    assert (found.period, found.date) == ("2026-12", date(2026, 12, 22))
    assert nfc("ডিসেম্বর ২০২৬") in found.title
    assert [one.text for one in found.opening] == [
        nfc("সভাপতি সকলকে স্বাগত জানিয়ে ডিসেম্বর মাসের সভা শুরু করেন।"),
        nfc("গত ২২ নভেম্বর ২০২৬ তারিখে অনুষ্ঠিত সভার কার্যবিবরণী পাঠ করে শোনানো হয়।"),
        nfc("অতঃপর নিম্নরূপ আলোচনা ও সিদ্ধান্ত হয়:"),
    ]
    assert [one.topic for one in found.items] == list(TOPICS)
    assert [[each.name for each in one.implementers] for one in found.items] == [[name] for name in PEOPLE]
    assert all(one.discussion for one in found.items)
    assert {one.state for one in found.attendees} == {"present"}
    assert found.closing == nfc("সভাপতি সকলকে ধন্যবাদ জানিয়ে সভার সমাপ্তি ঘোষণা করেন।")
    assert (found.chair, len(found.signatures), len(found.distribution.recipients)) == (CHAIR, 1, 1)

    # And the first word of the discussion can be typed: with what this office always says about it.
    stage.window.editor.go(Ref(found.items[0].id, "discussion"), 10_000)
    keys = hands.actions
    hands.type(" বিষয়")
    field = hands.focus
    assert isinstance(field, Prose)
    assert field.ending() == nfc("টি নিয়ে সভায় বিস্তারিত আলোচনা হয়।")
    hands.press("Tab")
    assert hands.actions - keys < 8
    assert QApplication.focusWidget() is field

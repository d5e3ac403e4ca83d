"""What the handbook tells to do, done: key by key and by the words it prints in bold, so that its steps cannot age."""

from __future__ import annotations

import pytest
from hands import Hands
from PySide6.QtWidgets import QApplication

from koyradesk import file_numbers
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain
from koyradesk.model import Ref
from ui import fonts
from ui.editor_scenes import _TABLE as TABLE
from ui.parts import Button
from ui.tour import MINUTES, Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support", extend=True)


class Reader(Hands):
    """Does what a page says."""

    def click(self, words: str, place: int = 0) -> None:
        """Presses the button in sight that has the words."""
        window = self.stage.window
        found = [one for one in window.findChildren(Button) if nfc(one.text()) == nfc(words) and one.isVisible()]
        assert found, f"no button says {words}"
        found[place].click()
        self.stage.settle()

    @property
    def session(self):
        session = self.stage.window.editor.session
        assert session is not None
        return session

    @property
    def meeting(self):
        return self.session.meeting

    def draft(self, step: str) -> str:
        """Opens the sample's draft at a step; its id."""
        window = self.stage.window
        found = next(row.id for row in window.rows if row.state == "draft")
        window.edit(found, step)
        self.stage.settle()
        return found

    def told(self) -> str:
        """All that the window says in messages."""
        return " ".join(one.plain for one in self.stage.window.notice.findChildren(type(self.stage.window.today.title)))


@pytest.fixture
def hands(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.window.fill_sample()
    made.settle()
    yield Reader(made)
    made.end()


def test_meetings_a_new_one_is_begun_from_the_last(hands):
    before = len(hands.stage.window.rows)
    hands.press("Ctrl+N", "Return")
    assert len(hands.stage.window.rows) == before + 1
    assert hands.meeting.chair.name
    assert hands.meeting.attendees
    assert hands.meeting.date is None
    hands.type("২৫/১১/২০২৬")
    hands.press("Tab")
    assert hands.meeting.date is not None


def test_meeting_attendance_by_the_keys_of_the_page(hands):
    hands.draft("attendance")
    hands.press("F8")
    assert {one.state for one in hands.meeting.attendees} == {"present"}
    hands.press("Space")
    assert hands.meeting.attendees[0].state == "excused"
    hands.press("Space")
    assert hands.meeting.attendees[0].state == "absent"
    hands.press("Shift+Down", "Space")
    assert [one.state for one in hands.meeting.attendees[:3]] == ["", "", "present"]


def test_meeting_an_item_with_decisions_who_and_by_when(hands):
    hands.draft("items")
    count = len(hands.meeting.items)
    hands.press("Ctrl+Return")
    hands.type("পাঠাগার")
    hands.press("Return")
    hands.type("পাঠাগারের বই নিয়ে আলোচনা হয়। নতুন তাক লাগবে।")
    hands.press("Ctrl+Shift+Return")
    hands.type("বইয়ের তালিকা করতে হবে।")
    hands.press("Return")
    hands.type("তাক কিনতে হবে।")
    hands.press("Tab")
    hands.type("গ্রন্থাগারিক, মধুছায়া")
    hands.press("Return", "Tab")
    hands.type("৭ দিন")
    hands.press("Return")
    made = next(one for one in hands.meeting.items if plain(one.topic) == nfc("পাঠাগার"))
    assert [plain(one.text) for one in made.decisions] == [nfc("বইয়ের তালিকা করতে হবে।"), nfc("তাক কিনতে হবে।")]
    assert (made.decisions[1].due - hands.meeting.date).days == 7
    assert nfc("গ্রন্থাগারিক, মধুছায়া") in [plain(one.name) for one in made.implementers]
    at = hands.meeting.items.index(made)
    hands.press("Escape", "Alt+Up")
    assert [one.id for one in hands.meeting.items].index(made.id) == at - 1
    hands.stage.window.editor.go(Ref(made.id, "discussion"), made.discussion.index("।") + 1)
    hands.press("Alt+Return")
    assert len(hands.meeting.items) == count + 2
    hands.press("Alt+Shift+Return")
    assert len(hands.meeting.items) == count + 1
    hands.press("Alt+Delete")
    assert len(hands.meeting.items) == count
    hands.press("Ctrl+Z")
    assert len(hands.meeting.items) == count + 1
    QApplication.clipboard().setText(TABLE)
    hands.stage.window.editor.go(Ref(made.id, "topic"), 0)
    hands.press("Escape", "Ctrl+V")
    assert len(hands.meeting.items) == count + 3


def test_meeting_what_was_left_open_is_carried_and_settled(hands):
    hands.press("Ctrl+N", "Return", "Ctrl+3", "Ctrl+Shift+O")
    panel = hands.stage.window.editor.stack.currentWidget().panel
    every = len(panel.choices)
    hands.press("Space", "2", "2", "Return")
    carried = len(hands.meeting.items)
    assert every > 1
    assert carried
    hands.press("F7")
    assert any(plain(one.text) for item in hands.meeting.items for one in item.decisions)
    hands.click("ফিরিয়ে নিন")
    assert not any(plain(one.text) for item in hands.meeting.items for one in item.decisions)


def test_papers_number_void_sign_send_and_correct(hands):
    hands.draft("issue")
    hands.type("১১৮")
    hands.press("Return")
    assert not hands.meeting.memo().number, "it is another paper's"
    hands.press("Ctrl+A")
    hands.type("১২৫")
    hands.press("Return")
    assert hands.meeting.memo().number.endswith("১২৫")
    hands.click("নম্বর বদলান")
    hands.click("নম্বরটি বাতিল করুন")
    hands.type("ভুল নথি")
    hands.press("Return")
    assert hands.meeting.memo().state == "draft"
    hands.click("নম্বর দিন")
    assert hands.meeting.memo().number.endswith("১২৬")
    hands.click("স্বাক্ষর হয়েছে")
    hands.click("হ্যাঁ, স্বাক্ষর হয়েছে")
    assert hands.meeting.memo().state == "signed"
    hands.press("F8")
    assert hands.meeting.memo().state == "despatched"
    sent = len(hands.session.life.dispatches)
    hands.click("ফিরিয়ে নিন")
    assert len(hands.session.life.dispatches) == sent - 1
    step = hands.stage.window.editor.stack.currentWidget()
    step.correcting.unfold()
    hands.stage.settle()
    hands.click("ভুলের ভুক্তি")
    hands.type("ক্রমিক ১.০")
    hands.press("Tab")
    hands.type("পাঁচ")
    hands.press("Tab")
    hands.type("ছয়")
    assert hands.session.kind == "correction"
    hands.click("সংশোধনী জারি করুন")
    hands.press("Return")
    assert hands.meeting.memo("correction").number.endswith("১২৭")


def test_letters_a_notice_its_own_words_and_its_list(hands):
    hands.draft("facts")
    hands.press("Ctrl+L", "Return")
    editor = hands.stage.window.letters.editor
    assert editor.session.letter.kind == "notice"
    usual = plain(editor.session.text(Ref(editor.session.id, "subject")))
    editor.go(Ref(editor.session.id, "subject"), 0)
    hands.type("জরুরি ")
    assert plain(editor.session.text(Ref(editor.session.id, "subject"))) != usual
    hands.click("প্রচলিত লেখায় ফিরুন")
    assert not editor.session.letter.subject
    hands.press("Ctrl+2")
    hands.click("তালিকাটি বদলান")
    assert editor.session.letter.distribution.recipients
    hands.click("তালিকাটি রাখুন")
    hands.type("সদস্যবৃন্দ")
    hands.press("Return")
    assert nfc("সদস্যবৃন্দ") in nfc(hands.told())


def test_letters_of_any_kind_are_begun_from_a_meeting(hands):
    meeting = hands.draft("facts")
    hands.press("Ctrl+L")
    place = hands.stage.window.letters
    shown = place.starting.choosing.list.model().rowCount()
    assert shown == 9, "the minutes and the sign-sheet are at hand"
    hands.type("তাগিদপত্র")
    hands.press("Return", "Return")
    letter = place.editor.session.letter
    assert (letter.kind, letter.meeting) == ("reminder", "")
    hands.stage.window.edit(meeting, "facts")
    hands.stage.settle()
    hands.press("Ctrl+L", "Down", "Return")
    letter = place.editor.session.letter
    assert (letter.kind, letter.meeting) == ("endorsement", meeting)


def test_letters_all_reminders_of_a_day(hands):
    hands.press("Alt+5", "Ctrl+Shift+R")
    screen = hands.stage.window.letters.reminders
    every = len(screen._chosen())
    assert every > 1
    hands.press("Space")
    assert len(screen._chosen()) == every - 1
    screen.numbered.click()
    hands.press("Ctrl+P")
    hands.stage.dialog().reject()
    hands.stage.settle()
    hands.press("Alt+5")
    made = [one for one in hands.stage.window.letters.papers._rows if one.key.kind == "reminder"]
    assert len(made) == every - 1
    assert all(one.number for one in made)


def test_memo_book_a_file_its_numbers_and_taking_back(hands):
    hands.press("Alt+4", "Ctrl+Insert")
    hands.type("০৫৯৯৯৯০২০০০০০৬০১১২৬")
    hands.press("Tab")
    hands.type("পাঠাগার")
    hands.press("Tab")
    hands.type("৪১২")
    hands.press("Return")
    page = hands.stage.window.memo_book.files
    assert page.file
    hands.press("Insert")
    hands.type("২০/১১/২০২৬")
    hands.press("Tab")
    hands.type("জেলা প্রশাসক, নীলকুঞ্জ")
    hands.press("Tab")
    hands.type("সেতু মেরামত")
    hands.press("Return")
    assert [(one.first, one.state) for one in page._shelf.lines] == [(412, "outside")]
    assert nfc(page.entry.first.text()) == nfc("৪১৩"), "the next number is there"
    hands.press("Escape", "Ctrl+Z")
    assert not page._shelf.lines
    book = hands.stage.program.book
    kept = []
    hands.stage.window.kit.worker.ask(lambda: file_numbers.kept(book.store), kept.extend)
    hands.stage.settle()
    assert not [one for one in kept if one.file == page.file]


def test_intake_a_file_is_read_looked_at_and_saved(hands):
    window = hands.stage.window
    before = len(window.rows)
    window.read_file(hands.stage.file("সেপ্টেম্বর.txt", MINUTES.encode()))
    hands.stage.settle()
    assert window.file.held.meeting.unsure
    hands.press("Ctrl+Return")
    assert len(window.rows) == before + 1
    assert window.meetings.list.current().state == "numbered"
    hands.press("F2")
    assert window.here.place == "edit"


def test_undo_step_by_step_from_the_history_and_out_of_the_bin(hands):
    meeting = hands.draft("facts")
    place = Ref(meeting, "place")
    first = hands.session.text(place)
    hands.stage.window.editor.go(place, 0)
    hands.press("Ctrl+A")
    hands.type("মিলনায়তন")
    hands.press("Tab", "Ctrl+Z")
    assert hands.session.text(place) == first
    hands.press("Ctrl+Shift+Z")
    assert plain(hands.session.text(place)) == nfc("মিলনায়তন")
    hands.stage.window.editor.go(place, 0)
    hands.press("Ctrl+H")
    hands.click("এই লেখাটি ফিরিয়ে আনুন")
    assert hands.session.text(place) == first
    window = hands.stage.window
    hands.press("Alt+2")
    window.meetings.list.choose(meeting)
    hands.press("Delete")
    assert meeting not in [row.id for row in window.rows]
    hands.press("Ctrl+K")
    hands.type("বিন")
    hands.stage.settle()
    hands.press("Return")
    assert window.here.place == "bin"
    hands.press("Return")
    assert meeting in [row.id for row in window.rows]


def test_today_leads_to_what_is_late_and_to_its_reminders(hands):
    window = hands.stage.window
    hands.press("Alt+1")
    hands.click("তাগিদপত্র")
    assert window.here.place == "reminders"
    hands.press("Escape")
    assert window.here.place == "today"
    window.today.first()
    hands.press("Return")
    assert window.here.place == "decisions"

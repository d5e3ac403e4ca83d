"""One letter that came in: opened beside its scan, put right and taken back, followed up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import incoming_office as office
import pytest
from hands import Hands
from incoming_hands import TODAY, asked, at_the_register, filled, opened, picture

from koyradesk import meetings
from koyradesk.incoming import keeping, starting
from ui.editor.items import ItemsStep
from ui.parts import Button
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")


@pytest.fixture
def folder(tmp_path) -> list[str]:
    return filled(tmp_path / "data")


@pytest.fixture
def stage(qapp, tmp_path, folder):
    with at_the_register(qapp, tmp_path) as made:
        yield made


def test_what_is_typed_is_kept_when_its_field_is_left_and_taken_back(stage, folder):
    letter = opened(stage, folder[0])
    assert letter.writing.lines["sender"].text() == office.SENDERS[0], "nothing is typed over before it came"
    letter.writing.lines["asked"].setFocus()
    Hands(stage).type("মজুদের তালিকা")
    letter.writing.lines["note"].setFocus()
    stage.settle()
    assert asked(stage, lambda store: keeping.get(store, folder[0])).asked == "মজুদের তালিকা"
    letter.writing.undo()
    stage.settle()
    assert asked(stage, lambda store: keeping.get(store, folder[0])).asked == ""
    letter.writing.days["due"].line.setText("not a day")
    letter.writing.days["due"].left.emit()
    stage.settle()
    assert asked(stage, lambda store: keeping.get(store, folder[0])).due == TODAY - timedelta(days=1)


def press_in(stage, keys):
    Hands(stage).press(keys)
    stage.settle()


def test_edits_are_taken_back_one_after_another_and_put_back_by_the_journal(stage, folder):
    letter = opened(stage, folder[1])
    for name, text in (("asked", "মজুদের তালিকা"), ("note", "জরুরি")):
        letter.writing.lines[name].setFocus()
        Hands(stage).type(text)
    letter.writing.lines["subject"].setFocus()
    letter.writing.channel.setCurrentIndex(1)
    stage.settle()
    kept = asked(stage, lambda store: keeping.get(store, folder[1]))
    assert (kept.asked, kept.note, kept.channel) == ("মজুদের তালিকা", "জরুরি", "hand")

    def now():
        held = asked(stage, lambda store: keeping.get(store, folder[1]))
        return held.asked, held.note, held.channel

    found = []
    for _ in range(4):
        press_in(stage, "Ctrl+Z")
        found.append(now())
    assert found == [
        ("মজুদের তালিকা", "জরুরি", "post"), ("মজুদের তালিকা", "", "post"), ("", "", "post"), ("", "", "post"),
    ]  # fmt: skip
    assert letter.writing.lines["subject"].hasFocus(), "the keyboard stays where it was"
    assert letter.writing.lines["asked"].text() == ""
    # Another letter was looked at, and the program ended: the journal remembers.
    opened(stage, folder[0])
    opened(stage, folder[1])
    for _ in range(3):
        press_in(stage, "Ctrl+Shift+Z")
    assert now() == ("মজুদের তালিকা", "জরুরি", "hand")


def test_settling_is_taken_back_but_not_what_started_from_it(stage, folder):
    letter = opened(stage, folder[1])
    letter.reply()
    stage.settle()
    letter = opened(stage, folder[1])
    letter.settle()
    stage.settle()
    assert asked(stage, lambda store: keeping.get(store, folder[1])).closed == TODAY
    for _ in range(2):
        letter.writing.undo()
        stage.settle()
    assert asked(stage, lambda store: keeping.get(store, folder[1])).closed is None
    letter.put()
    stage.settle()
    letter.writing.undo()
    stage.settle()
    # It is settled by the agenda, and opened again there or by its button.
    assert asked(stage, lambda store: keeping.get(store, folder[1])).closed == TODAY
    ties = asked(stage, lambda store: starting.ties(store, keeping.get(store, folder[1])))
    assert {tie.record.partition(".")[0] for tie in ties} == {"item", "letter"}


def test_a_number_that_is_another_letters_by_now_does_not_come_back(stage, folder):
    letter = opened(stage, folder[1])
    letter.writing.change({}, issue=500)
    stage.settle()
    asked(stage, lambda store: keeping.enter(store, {"subject": "ক"}, issue=412, today=TODAY, by="x"))
    refused = []
    letter.refused.connect(refused.append)
    letter.writing.undo()
    stage.settle()
    assert len(refused) == 1
    assert asked(stage, lambda store: keeping.get(store, folder[1])).issue == 500


def test_the_history_of_a_field_is_shown_and_an_older_text_put_back(stage, folder):
    letter = opened(stage, folder[0])
    was = letter.writing.lines["subject"].text()
    for text in (" প্রথম", " দ্বিতীয়"):
        letter.writing.lines["subject"].setFocus()
        letter.writing.lines["subject"].setCursorPosition(10_000)
        Hands(stage).type(text)
        letter.writing.lines["note"].setFocus()
        stage.settle()
    letter.writing.lines["subject"].setFocus()
    press_in(stage, "Ctrl+H")
    panel = stage.window.past.panel
    assert panel.isVisible()
    assert panel.title.plain == "ইতিহাস: বিষয়"
    back = [one for one in panel.area.findChildren(Button) if one.text()]
    assert len(back) == 2
    back[-1].click()
    stage.settle()
    assert letter.writing.lines["subject"].text() == was
    assert letter.writing.lines["subject"].hasFocus()
    assert asked(stage, lambda store: keeping.get(store, folder[0])).subject == was
    # A day is put back in words, and stays a day.
    due = letter.writing.days["due"]
    due.line.setText("৩০/১১/২০৩০")
    due.left.emit()
    stage.settle()
    due.line.setFocus()
    press_in(stage, "Ctrl+H")
    [one for one in panel.area.findChildren(Button) if one.text()][-1].click()
    stage.settle()
    assert asked(stage, lambda store: keeping.get(store, folder[0])).due == TODAY - timedelta(days=1)


def test_what_two_wrote_without_seeing_each_other_is_marked_and_settled(stage, folder):
    letter = opened(stage, folder[0])
    note = letter.writing.lines["note"]
    note.setFocus()
    Hands(stage).type("এখান থেকে")
    other = {"note": "অন্য জানালা থেকে"}
    asked(stage, lambda store: keeping.change(store, folder[0], other, today=TODAY, by="রহিম"))
    stage.program.book.wrote(frozenset({"incoming"}))
    stage.settle()
    assert note.text() == "এখান থেকে", "what is being typed is not written over"
    letter.writing.lines["asked"].setFocus()
    stage.settle()
    assert note.property("contested")
    assert not letter.writing.lines["asked"].property("contested")
    note.setFocus()
    press_in(stage, "Ctrl+H")
    panel = stage.window.past.panel
    taking = [one for one in panel.area.findChildren(Button) if one.accessibleDescription() and one.text()]
    assert len(taking) == 2
    taking[1].click()
    stage.settle()
    assert not note.property("contested")
    values = asked(stage, lambda store: store.values(folder[0], "note"))
    assert len(values) == 1
    assert note.text() == values[0]


def test_looking_at_letters_one_after_another_writes_nothing(stage, folder):
    before = asked(stage, lambda store: len(list(store.operations())))
    for record in (*folder, folder[0]):
        opened(stage, record)
        Hands(stage).press("Escape")
        stage.settle()
    assert asked(stage, lambda store: len(list(store.operations()))) == before


def test_its_scans_stand_beside_it(stage, folder, tmp_path):
    letter = opened(stage, folder[2])
    assert letter.side.pages.currentIndex() == 0
    letter.attach([picture(tmp_path), picture(tmp_path, "2.png")])
    stage.settle()
    assert letter.side.pages.currentIndex() == 1
    assert letter.side.paper.held is not None
    (scan,) = asked(stage, lambda store: keeping.scans(store, folder[2]))
    letter.side.removed.emit(scan.id)
    stage.settle()
    assert letter.side.pages.currentIndex() == 0


def test_it_goes_on_the_next_agenda_and_leads_there(stage, folder):
    letter = opened(stage, folder[1])
    letter.put()
    stage.settle()
    assert not letter.putting.isVisible()
    (tie,) = asked(stage, lambda store: starting.ties(store, keeping.get(store, folder[1])))
    letter.edit_asked.emit(tie.meeting)
    stage.settle()
    window = stage.window
    assert window.here.place == "edit"
    assert [item.topic for item in window.editor.session.meeting.items] == [office.SUBJECTS[1]]
    # And back from the item.
    window.edit(tie.meeting, "items")
    stage.settle()
    step = next(one for one in window.editor.findChildren(ItemsStep))
    step.open_by_hand(tie.record)
    stage.settle()
    came = step.cards[tie.record].body.came
    assert came.text() == BENGALI("Incoming letter {number}", number=f"৪১২/{BENGALI.digits(TODAY.year)}")
    came.click()
    stage.settle()
    assert (window.here.place, window.here.meeting) == ("incoming", folder[1])


def test_what_settled_it_and_lies_in_the_bin_is_told(stage, folder):
    letter = opened(stage, folder[1])
    letter.put()
    stage.settle()
    meeting = asked(stage, lambda store: starting.ties(store, keeping.get(store, folder[1])))[0].meeting
    held = asked(stage, lambda store: meetings.get(store, meeting))
    asked(stage, lambda store: meetings.save(store, replace(held, items=()), by="করিম"))
    letter.renew()
    stage.settle()
    assert letter.doubts.plain == BENGALI("What settled it is in the bin. Open it again if it still waits.")
    assert letter.putting.isVisible()


def test_it_is_followed_as_a_task_and_settled_by_that(stage, folder):
    letter = opened(stage, folder[2])
    letter.oblige()
    stage.settle()
    assert letter.writing.lines["marked"].hasFocus(), "who is to do it is asked for first"
    letter = opened(stage, folder[0])
    letter.oblige()
    stage.settle()
    found = asked(stage, lambda store: keeping.get(store, folder[0]))
    assert found.outcome == "obligation"
    assert not letter.settled.isHidden()
    letter.matter_asked.emit(found.by)
    stage.settle()
    assert stage.window.here.place == "decisions"


def test_the_reply_opens_as_a_letter_with_its_reference(stage, folder):
    letter = opened(stage, folder[0])
    letter.reply()
    stage.settle()
    window = stage.window
    assert window.here.place == "letter"
    made = window.session.letter
    assert (made.kind, made.of, made.to) == ("reply", folder[0], office.SENDERS[0])
    # And back.
    name = BENGALI("Open the letter that it answers")
    back = next(one for one in window.letters.editor.findChildren(Button) if one.text() == name)
    back.click()
    stage.settle()
    assert (window.here.place, window.here.meeting) == ("incoming", folder[0])
    assert not letter.replying.isVisible()


def test_a_reply_is_begun_among_the_papers_as_well(stage, folder):
    window = stage.window
    window.letters.begin_kind("reply", "")
    stage.settle()
    offered = window.letters.starting.choosing.list
    assert offered.model().rowCount() == 4
    Hands(stage).press("Return")
    stage.settle()
    assert window.here.place == "letter"
    assert (window.session.letter.kind, window.session.letter.of) == ("reply", folder[0]), "what is late comes first"


def test_it_is_settled_as_filed_and_opened_again(stage, folder):
    letter = opened(stage, folder[3])
    letter.outcome.setCurrentIndex(1)
    letter.how.setText("নথি ০৬.০০১")
    letter.settle()
    stage.settle()
    found = asked(stage, lambda store: keeping.get(store, folder[3]))
    assert (found.outcome, found.how, found.closed) == ("filed", "নথি ০৬.০০১", TODAY)
    letter.opening.click()
    stage.settle()
    assert asked(stage, lambda store: keeping.get(store, folder[3])).closed is None

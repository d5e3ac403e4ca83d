"""The mode for a meeting that runs, in the real window with real keys: a whole meeting, and bad luck in the middle."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk import clock, editing, meetings
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem, Attendee, Meeting, Memo, Ref
from koyradesk.sitting import keeping, notes
from ui import fonts, inspection
from ui.finding.jobs import Target
from ui.finding.opening import go
from ui.sitting import screen as screens
from ui.tour import Stage
from ui.trail import Where

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
#: Keys for all of a meeting of eight items, fourteen people and twenty notes, without the notes' own words.
MOST = 64
TOPICS = tuple(nfc(f"আলোচ্য বিষয় {number}") for number in "১২৩৪৫৬৭৮")
NAMES = tuple(
    nfc(one)
    for one in (
        *("তাহমিনা আক্তার", "রফিকুল ইসলাম", "শিরিন সুলতানা", "অনিমেষ মণ্ডল", "নাজমুল হাসান"),
        *("জাহানারা বেগম", "সুব্রত দাস", "আবুল কালাম", "রোকেয়া খাতুন", "শাহ আলম"),
        *("কামরুন নাহার", "জসিম উদ্দিন", "পলাশ রায়", "আয়েশা সিদ্দিকা"),
    )
)


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


@pytest.fixture
def hands(stage):
    return Hands(stage)


def stored(stage: Stage, meeting: Meeting) -> str:
    book = stage.program.book
    found: list[str] = []

    def save() -> str:
        made = meetings.save(book.store, meeting, by="রাবেয়া").id
        book.wrote(frozenset({"meeting"}))
        return made

    stage.window.kit.worker.ask(save, found.append)
    stage.settle()
    stage.window.look()
    stage.settle()
    return found[0]


def plan(items: int = 8, people: int = 14, **more) -> Meeting:
    return Meeting(
        committee=nfc("শিমুলতলী আইসিটি কমিটি"),
        period="2026-11",
        title=nfc("নভেম্বর মাসের সভা"),
        items=tuple(AgendaItem(topic=TOPICS[place % 8]) for place in range(items)),
        attendees=tuple(Attendee(NAMES[place % 14], nfc(f"দপ্তর {place}")) for place in range(people)),
        memos=(Memo(),),
        **more,
    )


def sat(stage: Stage, meeting: Meeting) -> str:
    """The mode, open on a meeting."""
    made = stored(stage, meeting)
    stage.window.sit_in(made)
    stage.settle()
    return made


def held(stage: Stage, meeting: str) -> Meeting:
    """As it is on the disk."""
    found: list[Meeting] = []
    stage.window.kit.worker.ask(lambda: meetings.get(stage.program.book.store, meeting), found.append)
    stage.settle()
    return found[0]


def at(stage: Stage, time: str) -> None:
    screen = stage.window.sitting
    screen._watch = screen._watch.set(time, datetime.now(), monotonic())


def killed(stage: Stage, place: Path) -> Stage:
    """The program as it is started again on what was on the disk at this moment."""
    place.mkdir()
    shutil.copytree(stage.folder / "data", place / "data")
    return Stage(stage.app, place, "bn", "light", 1.0)


def test_a_whole_meeting_is_noted_and_becomes_minutes(qapp, stage, tmp_path):
    meeting = stored(stage, replace(plan(), date=date.today()))
    hands = Hands(stage)
    stage.window.go("today")
    stage.settle()
    hands.press("F11")
    screen = stage.window.sitting
    at(stage, "10:30")
    # Twelve of fourteen are there when it begins: all are marked, two are unmarked.
    hands.press("F8", "Down", "Space", "Down", "Space", "F5")
    assert screen.session.meeting.begun == "10:30"
    for number in range(20):
        at(stage, f"{10 + (31 + number * 4) // 60}:{(31 + number * 4) % 60:02}")
        if number and number % 2 == 0 and number < 16:
            hands.press("PgDown")
        hands.type(nfc(f"কথা {number} বলা হয়"), own_words=True)
        if number == 9:
            # Somebody comes late.
            hands.press("F6", "Space", "F6")
        if number == 11:
            break
        hands.press("Ctrl+Return" if number % 2 else "Return")
    # The power goes while the twelfth is typed, more than two seconds after the last key.
    QTest.qWait(1500)
    stage.settle()
    again = killed(stage, tmp_path / "again")
    try:
        twelve = held(again, meeting).notes
        assert [one.text for one in twelve] == [nfc(f"কথা {number} বলা হয়") for number in range(12)]
        assert [one.decides for one in twelve[:11]] == [bool(number % 2) for number in range(11)]
        assert twelve[11].item == held(again, meeting).items[5].id
        pressed = hands.actions
        hands = Hands(again)
        again.window.go("today")
        again.settle()
        hands.press("F11")
        screen = again.window.sitting
        # It goes on at the box.
        assert qapp.focusWidget() is screen.notes.box
        hands.press("Ctrl+6")
        for number in range(12, 20):
            at(again, f"11:{20 + number}")
            if number % 2 == 0 and number < 16:
                hands.press("PgDown")
            hands.type(nfc(f"কথা {number} বলা হয়"), own_words=True)
            hands.press("Ctrl+Return" if number % 2 else "Return")
        at(again, "12:10")
        hands.press("F5", "F7")
        assert qapp.focusWidget() is screen.maker.list
        for _ in range(20):
            hands.press("Return")
        again.settle()
        done = held(again, meeting)
        pressed += hands.actions
    finally:
        again.end()
    assert (done.begun, done.ended, len(done.notes)) == ("10:30", "12:10", 20)
    assert sum(one.state == "present" for one in done.attendees) == 13
    assert [one.came for one in done.attendees if one.came] == ["11:07"]
    assert notes.left(done) == ()
    said = [nfc(f"কথা {number} বলা হয়") for number in range(20)]
    assert [one.discussion for one in done.items[:5]] == [f"{said[2 * place]}।" for place in range(5)]
    assert [[each.text for each in one.decisions] for one in done.items[:5]] == [
        [f"{said[2 * place + 1]}।"] for place in range(5)
    ]
    # Those the office keeps no clock for, and none of the times of the others.
    assert not any("১১" in one.discussion or ":" in one.discussion for one in done.items)
    sys.stderr.write(f"\na meeting of 8 items, 14 people, 20 notes: {pressed} keys\n")
    assert pressed <= MOST


def test_each_note_is_made_with_one_key_and_taken_back_with_one(stage):
    meeting = sat(stage, plan(2, 0))
    hands = Hands(stage)
    screen = stage.window.sitting
    screen.notes.first()
    for text in ("ক", "খ", "গ", "ঘ"):
        hands.type(text)
        hands.press("Return")
    hands.press("F7", "1", "2", "3")
    done = held(stage, meeting)
    assert [(one.topic, one.discussion, [each.text for each in one.decisions]) for one in done.items] == [
        (TOPICS[0], "ক।", ["খ।"]),
        (TOPICS[1], "", []),
        ("গ", "", []),
    ]
    hands.press("Ctrl+Z")
    assert len(held(stage, meeting).items) == 2
    assert [one.text for one in notes.left(held(stage, meeting))] == ["গ", "ঘ"]
    hands.press("Ctrl+Shift+Z")
    assert len(held(stage, meeting).items) == 3
    # What is made is offered no second time.
    screen.maker.list.choose(done.notes[0].id)
    hands.press("2")
    assert held(stage, meeting).items[0].discussion == "ক।"
    assert len(held(stage, meeting).items[0].decisions) == 1


def test_all_at_once_and_nothing_by_itself(stage):
    meeting = sat(stage, plan(2, 0))
    hands = Hands(stage)
    stage.window.sitting.notes.first()
    hands.type("ক")
    hands.press("Ctrl+Return")
    hands.type("খ")
    hands.press("Return", "F5", "F7")
    assert not held(stage, meeting).items[0].decisions
    hands.press("Ctrl+Return")
    done = held(stage, meeting)
    assert (done.items[0].discussion, done.items[0].decisions[0].text) == ("খ।", "ক।")


def test_a_name_is_typed_and_entered(stage):
    meeting = sat(stage, plan())
    hands = Hands(stage)
    people = stage.window.sitting.people
    assert people.list.hasFocus()
    hands.type(nfc("জস"))
    assert people.name.hasFocus()
    hands.press("Return")
    hands.type(nfc("নতুন অতিথি"))
    hands.press("Return")
    hands.type(nfc("জস"))
    hands.press("Return")
    # The beginning of a name that nobody has adds nobody.
    hands.type("ক্ষৌ")
    hands.press("Return")
    assert not stage.window.notice.isHidden()
    done = held(stage, meeting)
    assert [one.name for one in done.attendees if one.state == "present"] == [NAMES[11], nfc("নতুন অতিথি")]
    assert len(done.attendees) == 15
    people.name.selectAll()
    hands.press("Backspace")
    # An input method at work on it is followed, too.
    QApplication.sendEvent(people.name, QInputMethodEvent(nfc("পল"), []))
    assert people.list.now() == done.attendees[12].id


def test_states_and_times_by_key(stage):
    meeting = sat(stage, replace(plan(), begun="10:00"))
    at(stage, "11:20")
    hands = Hands(stage)
    people = stage.window.sitting.people
    people.first()
    hands.press("Space", "Down", "2", "Down", "3", "Down", "1", "-")
    first, second, third, fourth = held(stage, meeting).attendees[:4]
    assert (first.state, first.came) == ("present", "11:20")
    assert (second.state, third.state) == ("excused", "absent")
    assert (fourth.state, fourth.came, fourth.left) == ("present", "11:20", "11:20")
    hands.press("F2")
    people.came.selectAll()
    hands.type("10.50")
    hands.press("Return")
    assert held(stage, meeting).attendees[3].came == "10:50"
    assert people.list.hasFocus()
    hands.press("F2")
    people.came.selectAll()
    hands.type("কাল")
    hands.press("Return")
    assert held(stage, meeting).attendees[3].came == "10:50"
    assert not stage.window.notice.isHidden()


def test_the_quorum_is_typed_once_for_the_committee(stage):
    meeting = sat(stage, plan())
    people = stage.window.sitting.people
    hands = Hands(stage)
    assert people.full.isHidden()
    people.setting.click()
    hands.type("২")
    hands.press("Return")
    assert not people.full.isHidden()
    hands.press("Space", "Down", "Space")
    assert people.full.text() == "পূর্ণ"
    assert "কোরাম ২" in people.count.plain
    other = sat(stage, plan())
    assert other != meeting
    assert "কোরাম ২" in stage.window.sitting.people.count.plain
    stage.window.sitting.people.setting.click()
    stage.window.sitting.people.quorum.selectAll()
    hands.type("অনেক")
    hands.press("Return")
    found: list[str] = []
    stage.window.kit.worker.ask(lambda: keeping.quorum_of(stage.program.book.store, other), found.append)
    stage.settle()
    assert found == ["2"]


def test_a_note_is_mended_and_emptied_into_the_bin(stage):
    meeting = sat(stage, plan())
    hands = Hands(stage)
    panel = stage.window.sitting.notes
    panel.first()
    for text in ("ক", "খ"):
        hands.type(text)
        hands.press("Return")
    hands.press("Up", "Up")
    hands.type("গ")
    hands.press("Return")
    assert [one.text for one in held(stage, meeting).notes] == ["কগ", "খ"]
    hands.press("Up")
    hands.type("ঘ")
    hands.press("Escape")
    assert [one.text for one in held(stage, meeting).notes] == ["কগ", "খ"]
    assert stage.window.here.place == "sitting"
    hands.press("Up", "Backspace", "Return")
    assert [one.text for one in held(stage, meeting).notes] == ["কগ"]
    assert panel.box.hasFocus()
    hands.press("Ctrl+Z")
    assert [one.text for one in held(stage, meeting).notes] == ["কগ", "খ"]


def test_leaving_keeps_what_stands_in_the_box(stage):
    meeting = sat(stage, plan())
    hands = Hands(stage)
    stage.window.sitting.notes.first()
    hands.type("আধা কথা")
    hands.press("F11")
    assert stage.window.here.place == "today"
    assert [one.text for one in held(stage, meeting).notes] == [nfc("আধা কথা")]
    assert not stage.window.rail.isHidden()


def test_a_signed_meeting_says_so_and_does_not_begin(stage):
    meeting = stored(stage, replace(plan(), memos=(Memo(number="১২", state="signed"),)))
    stage.window.go("meetings")
    stage.window.sit_in(meeting)
    stage.settle()
    assert stage.window.here.place == "meetings"
    assert stage.window.sitting.session is None
    assert not stage.window.notice.isHidden()


def test_signed_in_another_window_meanwhile_it_ends(stage):
    meeting = sat(stage, replace(plan(), memos=(Memo(number="১২", state="numbered"),)))
    book = stage.program.book

    def sign() -> None:
        now = meetings.get(book.store, meeting)
        meetings.save(book.store, replace(now, memos=(replace(now.memos[0], state="signed"),)), by="খ")

    stage.window.kit.worker.ask(sign, lambda _: stage.window.look_again())
    stage.settle()
    assert stage.window.sitting.session is None
    assert stage.window.here.place != "sitting"


def test_notes_of_two_windows_stand_beside_one_another(stage):
    meeting = sat(stage, plan())
    hands = Hands(stage)
    stage.window.sitting.notes.first()
    hands.type("এখান থেকে")
    book = stage.program.book

    def other() -> None:
        now = meetings.get(book.store, meeting)
        meetings.save(
            book.store, editing.add(now, "note", book.store.new_id("note"), text="ওখান থেকে"), by="খ", base=now
        )

    stage.window.kit.worker.ask(other, lambda _: stage.window.look_again())
    stage.settle()
    hands.press("Return")
    assert [one.text for one in held(stage, meeting).notes] == [nfc("ওখান থেকে"), nfc("এখান থেকে")]


def test_no_people_and_no_agenda(stage):
    meeting = sat(stage, plan(0, 0))
    hands = Hands(stage)
    screen = stage.window.sitting
    assert screen.people.name.hasFocus()
    hands.press("F6")
    assert screen.notes.box.hasFocus()
    hands.press("PgDown", "PgUp")
    hands.type("একটি কথা")
    hands.press("Return", "F7", "1")
    (item,) = held(stage, meeting).items
    assert (item.topic, item.discussion) == (notes.MISCELLANEOUS, nfc("একটি কথা।"))


def test_two_hundred_people_and_a_note_of_five_thousand_letters(stage):
    meeting = sat(stage, plan(3, 200))
    hands = Hands(stage)
    screen = stage.window.sitting
    assert screen.people.list.rows.rowCount() == 200
    screen.notes.first()
    text = nfc("দীর্ঘ কথা ") * 500
    QApplication.clipboard().setText(text)
    hands.press("Ctrl+V", "Return")
    (note,) = held(stage, meeting).notes
    assert note.text == text.strip()
    # The box is small again, and the list is as high as the window lets it be.
    assert screen.notes.box.height() < 60
    hands.press("Up")
    assert screen.notes.box.marked() == text.strip()
    assert screen.notes.area.height() < screen.notes.height() / 2
    assert screen.notes.keeping.visibleRegion().boundingRect().height() > 20
    hands.press("Escape")


def test_the_clock_jumps_back_and_the_notes_stay_in_their_order(stage, monkeypatch):
    meeting = sat(stage, plan())
    screen = stage.window.sitting
    at(stage, "11:00")
    now = datetime.now()

    class Back(datetime):
        @classmethod
        def now(cls, tz=None):
            return now - timedelta(days=4000)

    monkeypatch.setattr(screens, "datetime", Back)
    hands = Hands(stage)
    screen.notes.first()
    hands.type("ক")
    hands.press("Return")
    assert [one.at for one in held(stage, meeting).notes] == ["11:00"]


def test_a_clock_that_cannot_be_right_gives_no_times_until_it_is_set(stage, monkeypatch):
    trouble = UserError("This computer says it is {today}, which cannot be.", today=date(2009, 1, 1))
    monkeypatch.setattr(clock, "today", lambda store: clock.Today(datetime.now(UTC).date(), trouble))
    meeting = sat(stage, plan())
    screen, hands = stage.window.sitting, Hands(stage)
    assert not stage.window.notice.isHidden()
    screen.notes.first()
    hands.type("ক")
    hands.press("Return", "F5")
    assert held(stage, meeting).begun == ""
    assert screen.clock.hasFocus()
    hands.type("১১.০৫")
    hands.press("Return", "F5")
    hands.type("খ")
    hands.press("Return")
    done = held(stage, meeting)
    assert (done.begun, [one.at for one in done.notes]) == ("11:05", ["", "11:05"])


def test_pressed_twice_the_meeting_has_not_ended(stage):
    meeting = sat(stage, plan())
    at(stage, "10:30")
    hands = Hands(stage)
    hands.press("F5", "F5")
    assert (held(stage, meeting).begun, held(stage, meeting).ended) == ("10:30", "")
    at(stage, "12:00")
    hands.press("F5")
    assert held(stage, meeting).ended == "12:00"
    hands.press("Ctrl+Z")
    assert held(stage, meeting).ended == ""


def test_an_item_that_goes_leaves_its_notes(stage):
    meeting = sat(stage, plan())
    hands = Hands(stage)
    stage.window.sitting.notes.first()
    hands.press("Ctrl+3")
    hands.type("ক")
    hands.press("Return")
    book = stage.program.book

    def take_out() -> None:
        now = meetings.get(book.store, meeting)
        meetings.save(book.store, editing.remove(now, now.items[2].id), by="খ", base=now)

    stage.window.kit.worker.ask(take_out, lambda _: stage.window.look_again())
    stage.settle()
    assert stage.window.sitting.notes.item == ""
    hands.type("খ")
    hands.press("Return")
    assert [notes.topic(held(stage, meeting), one) for one in held(stage, meeting).notes] == ["", ""]


def test_the_way_in_from_the_editor_and_back_with_the_count_of_notes(stage):
    meeting = stored(stage, plan())
    stage.window.edit(meeting, "items")
    stage.settle()
    hands = Hands(stage)
    hands.press("F11")
    assert stage.window.here[:2] == Where("sitting", meeting)[:2]
    stage.window.sitting.notes.first()
    hands.type("ক")
    hands.press("Return", "F11")
    assert stage.window.here.place == "edit"
    assert "১" in stage.window.editor.bar.noting.text()
    assert stage.window.editor.session.meeting.notes[0].text == "ক"


def test_who_carries_it_out_makes_a_decision(stage):
    meeting = sat(stage, plan())
    hands = Hands(stage)
    stage.window.sitting.notes.first()
    hands.type("চারা আনবে")
    hands.press("Tab")
    hands.type("কৃষি অফিসার")
    hands.press("Return", "F7", "Return")
    item = held(stage, meeting).items[0]
    assert [one.text for one in item.decisions] == [nfc("চারা আনবে।")]
    assert [one.name for one in item.implementers] == [nfc("কৃষি অফিসার")]


def test_letters_of_three_sizes_are_remembered(stage):
    sat(stage, plan())
    screen, hands = stage.window.sitting, Hands(stage)
    small = screen.notes.box.height()
    hands.press("Ctrl++")
    assert screen.people.list.size_of_letters == screens.SIZES[1]
    assert screen.notes.box.height() > small
    sat(stage, plan())
    assert stage.window.sitting.people.list.size_of_letters == screens.SIZES[1]
    hands.press("Ctrl+-")
    assert screen.notes.box.height() == small


def test_the_late_go_into_the_attendance_of_the_minutes_when_somebody_says_so(stage):
    meeting = sat(stage, replace(plan(), begun="10:00"))
    at(stage, "11:20")
    hands = Hands(stage)
    stage.window.sitting.people.first()
    hands.press("Space", "F7")
    assert held(stage, meeting).attendance_note == ""
    stage.window.sitting.maker.attendance.click()
    stage.settle()
    assert "১১.২০ ঘটিকায় সভায় যোগদান করেন।" in held(stage, meeting).attendance_note
    assert stage.window.sitting.maker._strip.isHidden()


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614), (910, 512)])
def test_nothing_is_cut_at_any_size_of_the_window(stage, size):
    sat(stage, plan())
    stage.window.resize(*size)
    stage.settle()
    hands = Hands(stage)
    hands.press("Space", "F5")
    hands.type("ক")
    hands.press("Return")
    assert inspection.cut(stage.window) + inspection.nameless(stage.window) + inspection.english(stage.window) == []
    hands.press("F7")
    assert inspection.cut(stage.window) + inspection.nameless(stage.window) + inspection.english(stage.window) == []


def test_a_note_that_is_found_is_gone_to(stage):
    meeting = sat(stage, plan())
    hands = Hands(stage)
    stage.window.sitting.notes.first()
    hands.type("ভাঙা কালভার্ট")
    hands.press("Return", "F11")
    note = held(stage, meeting).notes[0]
    go(stage.window, Target("edit", meeting, "", Ref(note.id, "text")), ())
    stage.settle()
    assert stage.window.here.place == "sitting"
    assert stage.window.sitting.notes.box.marked() == nfc("ভাঙা কালভার্ট")


def test_the_box_is_where_the_caret_is_after_every_step(stage):
    sat(stage, plan())
    hands, screen = Hands(stage), stage.window.sitting
    hands.press("F5")
    for keys in (("PgDown",), ("Ctrl+2",), ("F6", "F6"), ("Insert", "Return"), ("F7", "F7"), ("Ctrl++",)):
        hands.press(*keys)
        assert QApplication.focusWidget() is screen.notes.box, keys
    QTest.keyClick(screen.notes.box, Qt.Key.Key_Tab)
    assert screen.notes.who.hasFocus()


def test_after_the_power_came_back_one_goes_on_with_one_button(stage):
    meeting = sat(stage, plan())
    stage.window.remember()
    stage.window.go("today")
    stage.window.today.offer(Where.read(stage.program.memory.text("last")), stage.window._office)
    assert not stage.window.today.resuming.isHidden()
    stage.window.today.resuming.click()
    stage.settle()
    assert stage.window.here[:2] == ("sitting", meeting)


def test_what_is_offered_in_grey_stands_on_the_line_of_large_letters(stage):
    from koyradesk.bank.slots import Filled

    sat(stage, plan())
    hands, box = Hands(stage), stage.window.sitting.notes.box
    box.ends = lambda typed: Filled(" বিষয়ে আলোচনা হয়।")
    for _ in range(2):
        hands.press("Ctrl++")
        stage.window.sitting.notes.first()
        hands.type("ক")
        (line, place), *_ = box._lay().lines
        caret = box.cursorRect()
        assert caret.top() <= place.y() + line.y() + line.ascent() <= caret.bottom() + 1
        assert line.ascent() > 15
        hands.press("Backspace")


def test_a_key_in_a_note_is_shown_at_once_with_two_hundred_people(stage):
    """Nothing of the lists is made anew for it."""
    sat(stage, plan(3, 200))
    screen, hands = stage.window.sitting, Hands(stage)
    screen.notes.first()
    hands.type("ক")
    hands.press("Return", "Up")
    made = []
    screen.people.list.show_entries = made.append
    hands.type("খ")
    assert made == []


def test_the_keys_of_the_places_and_of_the_help_work_though_the_rail_is_gone(stage):
    sat(stage, plan())
    hands = Hands(stage)
    stage.window.sitting.notes.first()
    hands.press("F1")
    assert stage.window.handbook.pane.isVisible()
    hands.press("Escape")
    assert not stage.window.handbook.pane.isVisible()
    hands.press("Alt+2")
    assert stage.window.here.place == "meetings"

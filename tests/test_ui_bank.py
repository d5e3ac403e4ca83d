"""The sentence bank in the window: offered while one types, looked through in its panel, kept for the whole office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hands import Hands
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Memo, Paragraph, Person, Ref
from koyradesk.moving import BLANKS
from ui import fonts
from ui.bank.panel import SentencePanel
from ui.bank.tokens import shown, typed
from ui.fields.ghost import GhostField
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
COMMITTEE = nfc("শিমুলতলী উপজেলা আইসিটি কমিটি")
SAID = nfc("সহকারী প্রোগ্রামার {n}টি ল্যাব পরিদর্শন করে {month} মাসের প্রতিবেদন দেবেন।")
MONTHS = {9: "সেপ্টেম্বর ২০২৬", 10: "অক্টোবর ২০২৬", 11: "নভেম্বর ২০২৬"}
CLOSING = nfc("সভাপতি সকলের সুস্থতা কামনা করে সভা শেষ করেন।")


def held(month: int, **values) -> Meeting:
    said = nfc(SAID.format(n="৪" if month == 9 else "৬", month=MONTHS[month]))
    item = AgendaItem("১.০", nfc("কম্পিউটার ল্যাব"), "", (Decision(text=said),), ())
    made = Meeting(
        committee=COMMITTEE,
        period=f"2026-{month:02}",
        title=nfc(f"শিমুলতলী উপজেলা আইসিটি কমিটির {MONTHS[month]} মাসের সভার কার্যবিবরণী"),
        date=date(2026, month, 20),
        chair=Person(nfc("তাহমিনা আক্তার"), nfc("উপজেলা নির্বাহী অফিসার")),
        opening=(Paragraph(nfc("সভার শুরুতে সকলকে স্বাগত জানানো হয়।")),),
        items=(item,),
        closing=CLOSING,
        memos=(Memo(),),
    )
    return replace(made, **values)


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


@pytest.fixture
def office(stage) -> Stage:
    """An office with two meetings that said the same, and a third that is being written, open."""

    def fill() -> str:
        store = stage.program.book.store
        for month in (9, 10):
            meetings.save(store, held(month), by="করণিক")
        empty = held(11, items=(AgendaItem("১.০", nfc("কম্পিউটার ল্যাব"), "", (Decision(),), ()),), closing="")
        return meetings.save(store, empty, by="করণিক").id

    made = asked(stage, fill)
    asked(stage, lambda: stage.program.book.wrote(frozenset({"meeting"})))
    stage.window.activateWindow()
    stage.window.edit(made, "items")
    stage.settle()
    return stage


def asked(stage: Stage, job):
    """What a job on the store's own thread answers."""
    found: list = []
    stage.program.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def rows(stage: Stage) -> list[dict]:
    """What the office keeps of sentences."""
    return asked(stage, lambda: stage.program.book.store.rows("sentence"))


def session(stage: Stage):
    found = stage.window.editor.session
    assert found is not None
    return found


def decision(stage: Stage) -> GhostField:
    """The field of the meeting's decision, ready to type in."""
    one = session(stage).meeting.items[0].decisions[0]
    stage.window.editor.go(Ref(one.id, "text"))
    stage.settle()
    found = Hands(stage).focus
    assert isinstance(found, GhostField)
    return found


def panel(stage: Stage) -> SentencePanel:
    return stage.window.editor.sentences.panel


def texts(stage: Stage) -> list[str]:
    return [one.filled.text for one in panel(stage).list.rows.rows]


# Offered while one types


def test_what_two_meetings_said_is_offered_for_this_month_and_its_number_is_typed(office):
    hands, field = Hands(office), decision(office)
    hands.type("সহকা")
    assert field.ending() == nfc(f"রী প্রোগ্রামার {BLANKS}টি ল্যাব পরিদর্শন করে নভেম্বর ২০২৬ মাসের প্রতিবেদন দেবেন।")
    # It is on no page and in no record.
    assert session(office).meeting.items[0].decisions[0].text == nfc("সহকা")
    hands.press("Tab")
    hands.type("৯")
    hands.press("Tab")
    wanted = nfc(SAID.format(n="৯", month=MONTHS[11]))
    assert session(office).meeting.items[0].decisions[0].text == wanted
    hands.press("Tab")
    assert hands.focus is not field
    stored = asked(office, lambda: meetings.get(office.program.book.store, session(office).id))
    assert stored.items[0].decisions[0].text == wanted


def test_the_empty_closing_is_offered_what_every_meeting_said_but_tab_passes_it(office):
    hands = Hands(office)
    office.window.editor.go(Ref(session(office).id, "closing"))
    office.settle()
    field = hands.focus
    assert isinstance(field, GhostField)
    assert field.ending() == CLOSING
    hands.press("Escape")
    assert field.ending() == ""
    assert session(office).meeting.closing == ""
    hands.press("Shift+Tab", "Tab")
    assert hands.focus is field
    assert field.ending() == CLOSING
    hands.press("Tab")
    assert hands.focus is not field
    assert session(office).meeting.closing == ""
    hands.press("Shift+Tab", "Right")
    assert session(office).meeting.closing == CLOSING


def test_what_is_written_here_is_learnt_for_the_next_meeting(office):
    hands = Hands(office)
    said = "নিরাপদ পাসওয়ার্ড ব্যবহার করতে হবে।"
    decision(office)
    hands.type(said)
    first = session(office).id

    def more() -> str:
        store = office.program.book.store
        return meetings.save(store, held(10, date=date(2026, 10, 28), items=()), by="করণিক").id

    other = asked(office, more)
    for record in (other, first, other):
        office.window.edit(record, "items")
        office.settle()
        if record == other and not session(office).meeting.items:
            hands.press("Ctrl+Return")
            hands.type("সাইবার নিরাপত্তা")
            hands.press("Ctrl+Shift+Return")
            hands.type(said)
    hands.press("Ctrl+Shift+Return")
    hands.type("নিরা")
    field = hands.focus
    assert isinstance(field, GhostField)
    assert field.ending() == nfc("পদ পাসওয়ার্ড ব্যবহার করতে হবে।")


def test_what_is_typed_by_sound_is_offered_its_sentence_word_by_word(office):
    hands = Hands(office)
    other = decision(office)

    def strike(letters: str) -> None:
        for letter in letters:
            QTest.keyClick(hands.focus, letter)
        office.settle()

    hands.press("F9")
    try:
        strike("shohokari")
        # While the word is being made nothing stands behind it, and Tab ends the word and goes on.
        assert other.ending() == ""
        assert session(office).meeting.items[0].decisions[0].text == ""
        strike(" ")
        assert other.ending().startswith(nfc("প্রোগ্রামার"))
        strike("proshikkhon")
        assert other.ending() == ""
        hands.press("Tab")
        assert hands.focus is not other
        text = session(office).meeting.items[0].decisions[0].text
        assert text.startswith(nfc("সহকারী "))
        assert "পরিদর্শন" not in text
    finally:
        hands.press("F9")


def test_signed_minutes_offer_nothing(office):
    hands = Hands(office)
    office.window.editor.acts.number("৩১৮", "২৬/১১/২০২৬", "০৫.৪৪.৪৭০০.০০০.০৬.০০২.২৬", "minutes")
    office.settle()
    office.window.editor.acts.sign(None, "minutes")
    office.settle()
    assert session(office).frozen
    one = session(office).meeting.items[0].decisions[0]
    office.window.editor.go(Ref(one.id, "text"))
    hands.type("সহকা")
    assert isinstance(hands.focus, GhostField)
    assert hands.focus.ending() == ""
    hands.press("Ctrl+M")
    assert "panel" not in office.window.editor.sentences.__dict__


def test_who_carries_the_item_out_is_named_where_that_is_one_alone(office):
    def fill() -> None:
        store = office.program.book.store
        for month, who in ((7, "উপজেলা প্রকৌশলী"), (8, "উপজেলা কৃষি অফিসার")):
            said = Decision(text=nfc(f"{who} মাঠ পর্যায়ে যাচাই করবেন।"))
            one = AgendaItem("১.০", nfc("যাচাই"), "", (said,), (Assignment(name=nfc(who)),))
            meetings.save(
                store, replace(held(9), date=date(2026, month, 20), period=f"2026-0{month}", items=(one,)), by="ক"
            )
        office.program.book.wrote(frozenset({"meeting"}))

    asked(office, fill)
    record = session(office).id
    office.window.go("today")
    office.settle()
    office.window.edit(record, "items")
    office.settle()
    hands = Hands(office)
    decision(office)
    hands.press("Tab")
    hands.type("উপজেলা শিক্ষা অফিসার")
    hands.press("Return")
    field = decision(office)
    hands.type("উপজেলা শি")
    assert field.ending() == nfc("ক্ষা অফিসার মাঠ পর্যায়ে যাচাই করবেন।")


# The panel


def test_the_panel_is_searched_and_enter_puts_the_sentence_in(office):
    hands, field = Hands(office), decision(office)
    hands.type("আগের কথা শেষ।")
    hands.press("Ctrl+M")
    assert panel(office).isVisible()
    assert hands.focus is panel(office).search
    assert nfc("কম্পিউটার") not in panel(office).list.now().filled.text
    hands.type("ল্যাব পরি")
    assert texts(office)
    assert all(nfc("ল্যাব") in one for one in texts(office))
    # The learnt one, of this committee and about this topic, is the first.
    assert panel(office).list.now().sentence.times == 2
    hands.press("Return")
    assert not panel(office).isVisible()
    assert hands.focus is field
    assert field.textCursor().selectedText() == BLANKS
    hands.type("৩")
    hands.press("Tab")
    said = nfc(SAID.format(n="৩", month=MONTHS[11]))
    assert session(office).meeting.items[0].decisions[0].text == nfc("আগের কথা শেষ। ") + said


def test_what_was_begun_of_it_is_not_written_twice(office):
    hands = Hands(office)
    decision(office)
    hands.type("সহকারী প্রো")
    hands.press("Escape", "Ctrl+M", "Return")
    text = session(office).meeting.items[0].decisions[0].text
    assert text.count(nfc("সহকারী")) == 1


def test_a_second_sentence_comes_behind_the_first_not_into_its_blanks(office):
    hands = Hands(office)
    decision(office)
    hands.type("সহকা")
    hands.press("Tab", "Ctrl+M")
    hands.type("নিজ নিজ ওয়েব")
    hands.press("Return")
    text = session(office).meeting.items[0].decisions[0].text
    assert text.startswith(nfc(f"সহকারী প্রোগ্রামার {BLANKS}টি"))
    assert text.index(nfc("প্রতিবেদন দেবেন।")) < text.index(nfc("নিজ নিজ ওয়েব"))


def test_a_star_a_change_and_hiding_are_kept_for_the_whole_office(office):
    hands = Hands(office)
    decision(office)
    hands.press("Ctrl+M")
    hands.type("অগ্রগতি প্রতিবেদন")
    first = panel(office).list.now().sentence
    hands.press("Ctrl+D")
    assert panel(office).list.now().sentence.of == first.of
    assert panel(office).list.now().sentence.starred
    assert panel(office).star.text() == "তারকা তুলুন"
    hands.press("F2")
    assert panel(office).writing.isVisible()
    hands.press("End")
    hands.type(" জরুরি")
    hands.press("Return")
    assert panel(office).list.now().sentence.text == first.text + nfc(" জরুরি")
    kept = [(row["of"], row["starred"], row["text"]) for row in rows(office)]
    assert kept == [(first.of, True, first.text + nfc(" জরুরি"))]
    # Starred, it is offered before what is used more.
    hands.press("Escape")
    hands.type(first.text[:5])
    assert isinstance(hands.focus, GhostField)
    assert hands.focus.ending() == first.text[5:] + nfc(" জরুরি")
    hands.press("Escape", "Ctrl+M")
    hands.type("অগ্রগতি প্রতিবেদন")
    hands.press("Ctrl+Delete")
    assert first.of not in {one.sentence.of for one in panel(office).list.rows.rows}
    panel(office).hidden.click()
    office.settle()
    assert panel(office).list.now().sentence.of == first.of
    hands.press("Ctrl+Delete")
    assert texts(office) == []
    assert panel(office).nothing.isVisible()
    panel(office).hidden.click()
    office.settle()
    assert first.of in {one.sentence.of for one in panel(office).list.rows.rows}


def test_a_sentence_of_our_own_with_a_slot_chosen_from_the_menu(office):
    hands = Hands(office)
    decision(office)
    hands.press("Ctrl+M")
    hands.type("নিজেদের কথা ")
    assert texts(office) == []
    hands.press("Insert")
    writing = panel(office).writing
    assert hands.focus is writing.field
    menu = writing.menu()
    wanted = next(one for one in menu.actions() if isinstance(one, QAction) and one.text() == "দপ্তর বা পদ")
    wanted.trigger()
    hands.type(" জানাবে।")
    hands.press("Return")
    assert panel(office).list.now().sentence.text == nfc("নিজেদের কথা {office} জানাবে।")
    hands.press("Return")
    assert session(office).meeting.items[0].decisions[0].text == nfc(f"নিজেদের কথা {BLANKS} জানাবে।")


def test_a_place_that_does_not_exist_is_told_where_it_is_written(office):
    hands = Hands(office)
    decision(office)
    hands.press("Ctrl+M", "Insert")
    hands.type("কথা ‹নাই› শেষ।")
    hands.press("Return")
    writing = panel(office).writing
    assert writing.isVisible()
    assert nfc("নাই") in nfc(writing.trouble.plain)
    hands.press("Escape")
    assert not writing.isVisible()
    assert panel(office).isVisible()
    assert rows(office) == []


def test_the_panel_goes_when_the_work_is_elsewhere_and_says_why_it_does_not_come(office):
    hands = Hands(office)
    field = decision(office)
    hands.press("Ctrl+M", "Escape")
    assert hands.focus is field
    hands.press("Ctrl+M")
    office.window.editor.go(Ref(session(office).id, "closing"))
    office.settle()
    assert not panel(office).isVisible()
    office.window.editor.go(Ref(session(office).id, "place"))
    office.settle()
    hands.press("Ctrl+M")
    assert not panel(office).isVisible()
    assert office.window.notice.isVisible()


def test_everything_in_the_panel_has_a_name_and_can_be_reached(office):
    hands = Hands(office)
    decision(office)
    hands.press("Ctrl+M")
    shown_ = panel(office)
    for widget in (shown_.search, shown_.list, shown_.putting, shown_.star, shown_.edit, shown_.hiding, shown_.adding):
        assert widget.accessibleName()
    hands.press("Down")
    said = shown_.search.accessibleDescription()
    assert said
    assert said.startswith(shown_.list.rows.data(shown_.list.currentIndex()))
    seen = set()
    for _ in range(9):
        hands.press("Tab")
        seen.add(hands.focus)
    assert {shown_.putting, shown_.star, shown_.edit, shown_.hiding, shown_.adding, shown_.hidden} <= seen


@pytest.mark.parametrize("language", ["bn", "en"])
def test_slots_are_shown_by_name_and_read_back(language):
    voice = Voice(language)
    text = nfc("গত {last_date} তারিখে {count}টি, {party} ও {person}।")
    seen = shown(text, voice)
    assert "{" not in seen
    assert typed(seen, voice) == text
    assert typed("‹নাই›", voice) == "{নাই}"


def test_reading_ten_years_leaves_room_for_everything_else(office):
    # What is asked while the bank is read is answered before it is read to its end.
    from ui.bank.jobs import BankJobs

    jobs = BankJobs(office.program.book)
    first = asked(office, jobs.step)
    assert first.bank is not None
    assert first.more
    while (read := asked(office, jobs.step)).more:
        pass
    assert read.bank is not None
    assert asked(office, jobs.step).bank is read.bank


def test_keys_of_the_panel_are_on_the_sheet(office):
    from ui.keys_screen import SECTIONS

    assert any(keys == "Ctrl M" for _, those in SECTIONS for keys, _ in those)


def test_the_box_of_commands_opens_the_panel_for_the_field_one_was_in(office):
    from ui.finding.commands import offers

    decision(office)
    one = next(each for each in offers(office.window) if each.keys == "Ctrl M" and "বাক্য" in each.words)
    one.does()
    office.settle()
    assert panel(office).isVisible()

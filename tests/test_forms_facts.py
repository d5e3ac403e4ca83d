"""The facts of a meeting, typed into with real keys on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import samples
from desks import BN, KEY, MOD, desks
from PySide6.QtWidgets import QWidget

from koyradesk import layout, meetings, words
from koyradesk.bengali.text import nfc
from koyradesk.model import Meeting, Paragraph, Ref, Signature
from ui.editor.facts import FactsStep
from ui.editor.layouts import in_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def desk(qapp, tmp_path):
    """Gives a desk with a meeting."""
    yield from desks(qapp, tmp_path)


def test_the_date_is_first_and_typed_in_any_form(desk):
    at = desk()
    step = at.open(FactsStep)
    step.first()
    assert step.date.isAncestorOf(at.focus)
    at.focus.selectAll()
    at.type("২৪/১২/২০২৬")
    assert at.meeting.date == date(2026, 12, 24)
    at.key(KEY.Key_Tab)
    assert (at.saved.date, at.saved.date_text) == (date(2026, 12, 24), "২৪/১২/২০২৬")


def test_a_meeting_without_wording_shows_the_date_it_will_print(desk):
    at = desk(replace(samples.meeting(), date=date(2026, 11, 25), date_text=""))
    step = at.open(FactsStep)
    assert step.date.marked() == "২৫ নভেম্বর ২০২৬"
    step.first()
    at.key(KEY.Key_Tab)
    assert at.saved.date == date(2026, 11, 25)


def test_enter_makes_paragraphs_and_backspace_joins_them(desk):
    at = desk(replace(samples.meeting(), opening=(Paragraph("সভা শুরু হয়।"), Paragraph("পাঠ করা হয়।"))))
    step = at.open(FactsStep)
    first, second = (one.id for one in at.meeting.opening)
    assert step.go(Ref(first, "text"), len("সভা"))
    at.key(KEY.Key_Return)
    assert [one.text for one in at.meeting.opening] == ["সভা", "শুরু হয়।", "পাঠ করা হয়।"]
    at.type("তখন ")
    at.key(KEY.Key_Home)
    at.key(KEY.Key_Backspace)
    assert [one.text for one in at.meeting.opening] == ["সভা তখন শুরু হয়।", "পাঠ করা হয়।"]
    assert step.opening.rows()[0].fields[0] is at.focus
    at.type("র")
    assert at.meeting.opening[0].text.startswith("সভার")
    step.go(Ref(second, "text"), len(nfc("পাঠ করা হয়।")))
    at.key(KEY.Key_Return)
    at.type("নতুন কথা")
    assert [one.text for one in at.saved.opening] == ["সভার তখন শুরু হয়।", "পাঠ করা হয়।", ""]
    at.key(KEY.Key_Tab)
    assert at.saved.opening[2].text == "নতুন কথা"


def test_rows_move_and_go_by_keys_and_tab_follows_their_order(desk):
    texts = ("এক।", "দুই।", "তিন।")
    at = desk(replace(samples.meeting(), opening=tuple(Paragraph(text) for text in texts)))
    step = at.open(FactsStep)
    step.go(Ref(at.meeting.opening[2].id, "text"), 0)
    at.key(KEY.Key_Up, MOD.AltModifier)
    at.key(KEY.Key_Up, MOD.AltModifier)
    assert [one.text for one in at.saved.opening] == ["তিন।", "এক।", "দুই।"]
    assert at.focus.marked() == "তিন।"
    at.key(KEY.Key_Tab)
    assert at.focus.marked() == "এক।"
    at.key(KEY.Key_Tab)
    assert at.focus.marked() == "দুই।"
    at.key(KEY.Key_Delete, MOD.AltModifier)
    assert [one.text for one in at.saved.opening] == ["তিন।", "এক।"]
    assert at.focus.marked() == "এক।"
    at.key(KEY.Key_Home)
    at.key(KEY.Key_Up)
    assert at.focus.marked() == "তিন।"


def test_tab_goes_through_the_facts_from_top_to_bottom(desk):
    at = desk(replace(samples.meeting(), opening=(Paragraph("এক।"), Paragraph("দুই।"))))
    step = at.open(FactsStep, size=(660, 2000))
    step.first()
    step.opening.add()
    at.settle()
    step.first()
    places = []
    for _ in range(30):
        place = at.focus.mapTo(step.inside, at.focus.rect().topLeft())
        places.append((place.y(), place.x()))
        at.key(KEY.Key_Tab)
        if step.date.isAncestorOf(at.focus):
            break
    assert len(places) >= 15
    assert places == sorted(places, key=lambda place: (place[0] // 20, place[1]))


def test_a_list_pasted_into_an_empty_paragraph_becomes_paragraphs(desk):
    at = desk(replace(samples.meeting(), opening=()))
    step = at.open(FactsStep)
    assert step.opening.empty.isVisible()
    step.opening.adding.click()
    at.paste("১। প্রথম কথা।\n২। দ্বিতীয় কথা।\n৩। তৃতীয় কথা।")
    assert [one.text for one in at.saved.opening] == ["১। প্রথম কথা।", "২। দ্বিতীয় কথা।", "৩। তৃতীয় কথা।"]
    assert not step.opening.empty.isVisible()


def test_a_known_person_in_the_chair_brings_post_and_place(desk):
    at = desk()
    at.open(FactsStep)
    meetings.save(
        at.book.store,
        Meeting(title="আগের সভা", signatures=(Signature("", "শামীম আরা", "জেলা প্রশাসক", "নদীপাড়"),)),
        by="রাবেয়া",
    )
    at.session.know(words.gather(at.book.store))
    at.step.go(Ref(at.meeting.id, "chair_name"))
    at.focus.selectAll()
    at.type("শামী")
    at.key(KEY.Key_Down)
    at.key(KEY.Key_Return)
    assert at.meeting.chair.name == "শামীম আরা"
    assert (at.saved.chair.designation, at.saved.chair.place) == ("জেলা প্রশাসক", nfc("নদীপাড়"))
    # The chair signs the minutes, until the signature says otherwise.
    signs = at.saved.signatures[0]
    assert (signs.name, signs.designation, signs.place) == ("শামীম আরা", "জেলা প্রশাসক", nfc("নদীপাড়"))


def test_folded_cards_tell_what_they_hold_and_open_for_who_goes_there(desk):
    at = desk()
    step = at.open(FactsStep)
    assert not step.office.is_open()
    assert "উপজেলা নির্বাহী অফিসারের কার্যালয়" in step.office.head.accessibleDescription()
    assert "নভেম্বর ২০২৬" in step.committee.head.accessibleDescription()
    assert step.go(Ref(at.meeting.id, "website"))
    assert step.office.is_open()
    assert at.focus.marked() == "www.shalbon.example.gov.bd"
    assert not step.go(Ref(at.meeting.items[0].id, "topic"))


def test_the_letterhead_is_typed_line_by_line(desk):
    at = desk(replace(samples.meeting(), office=replace(samples.meeting().office, lines=("ক",))))
    step = at.open(FactsStep)
    step.go(Ref(at.meeting.id, "letterhead"), 1)
    at.key(KEY.Key_Return)
    at.type("খ")
    at.key(KEY.Key_Tab)
    assert at.saved.office.lines == ("ক", "খ")


def test_the_month_is_typed_in_words_and_goes_on_with_the_arrows(desk):
    at = desk()
    step = at.open(FactsStep)
    step.go(Ref(at.meeting.id, "period"))
    assert at.focus.text() == "নভেম্বর ২০২৬"
    at.key(KEY.Key_Up)
    at.key(KEY.Key_Up)
    assert at.meeting.period == "2027-01"
    at.focus.selectAll()
    at.type("মার্চ ২০২৭")
    at.key(KEY.Key_Tab)
    assert at.saved.period == "2027-03"
    at.session.type(Ref(at.meeting.id, "period"), "2027-04")
    assert step.period.text() == "এপ্রিল ২০২৭"


def test_the_sentences_follow_a_month_that_is_put_right(desk):
    held = samples.meeting()
    opening = (Paragraph("গত অক্টোবর ২০২৬ মাসের সভার কার্যবিবরণী পাঠ করা হয়।"), Paragraph("নভেম্বর মাসের কাজ নিয়ে আলোচনা হয়।"))
    at = desk(replace(held, title="কমিটির নভেম্বর ২০২৬ মাসের ৬৩তম সভার কার্যবিবরণী", opening=opening))
    step = at.open(FactsStep)
    said = []
    step.removed.connect(said.append)
    step.go(Ref(at.meeting.id, "period"))
    at.key(KEY.Key_Up)
    assert "নভেম্বর" in at.meeting.title
    at.key(KEY.Key_Tab)
    # The number of the meeting and the meeting before it are what they were.
    assert at.saved.title == nfc("কমিটির ডিসেম্বর ২০২৬ মাসের ৬৩তম সভার কার্যবিবরণী")
    assert [one.text for one in at.saved.opening] == [
        nfc("গত অক্টোবর ২০২৬ মাসের সভার কার্যবিবরণী পাঠ করা হয়।"),
        nfc("ডিসেম্বর মাসের কাজ নিয়ে আলোচনা হয়।"),
    ]
    assert step.holds(Ref(at.meeting.id, "title")).marked() == at.saved.title
    assert len(said) == 1
    assert nfc("ডিসেম্বর ২০২৬") in nfc(said[0])
    # Taken back, the month stays as it was typed; and nothing is moved twice.
    at.session.undo()
    assert (at.saved.period, at.saved.title) == ("2026-12", nfc("কমিটির নভেম্বর ২০২৬ মাসের ৬৩তম সভার কার্যবিবরণী"))
    step.go(Ref(at.meeting.id, "period"))
    at.key(KEY.Key_Tab)
    assert nfc("নভেম্বর") in at.saved.title
    assert len(said) == 1


def test_a_title_of_another_month_stays_when_the_month_is_put_right(desk):
    at = desk(replace(samples.meeting(), title="কমিটির বার্ষিক সভার কার্যবিবরণী, মার্চ ২০২৬", opening=(), closing=""))
    step = at.open(FactsStep)
    said = []
    step.removed.connect(said.append)
    step.go(Ref(at.meeting.id, "period"))
    at.key(KEY.Key_Up)
    at.key(KEY.Key_Tab)
    assert at.saved.title == nfc("কমিটির বার্ষিক সভার কার্যবিবরণী, মার্চ ২০২৬")
    assert said == []


def test_a_layout_is_chosen_by_its_looks(desk):
    at = desk()
    step = at.open(FactsStep)
    step.layouts.unfold()
    at.settle()
    choices = {one.name: one for one in step.choice.findChildren(QWidget) if getattr(one, "name", "")}
    assert choices.keys() == set(layout.names())
    assert choices["upazila"].isChecked()
    choices["upazila"].setFocus()
    at.key(KEY.Key_Up)
    chosen = at.focus.name
    at.key(KEY.Key_Space)
    assert at.saved.layout == chosen != "upazila"
    assert in_words(layout.resolve(chosen), BN)[0] in step.layouts.head.accessibleDescription()


def test_a_layout_with_differences_is_shown_as_it_prints_and_is_not_lost_by_a_click_on_it(desk):
    style = "table" if layout.resolve("upazila").facts.style != "table" else "lines"
    own = {"base": "upazila", "facts": {"style": style}}
    at = desk(replace(samples.meeting(), layout=own))
    step = at.open(FactsStep)
    step.layouts.unfold()
    at.settle()
    choices = {one.name: one for one in step.choice.findChildren(QWidget) if getattr(one, "name", "")}
    assert choices["upazila"].isChecked()
    assert in_words(layout.resolve(own), BN)[1] in choices["upazila"].accessibleName()
    choices["upazila"].click()
    assert at.meeting.layout == own
    other = next(name for name in choices if name != "upazila")
    choices[other].click()
    assert at.meeting.layout == other
    assert in_words(layout.resolve("upazila"), BN)[1] in choices["upazila"].accessibleName()


def test_what_is_changed_elsewhere_is_shown(desk):
    at = desk()
    step = at.open(FactsStep)
    at.session.type(Ref(at.meeting.id, "place"), "নতুন ভবন")
    assert step.holds(Ref(at.meeting.id, "place")).marked() == "নতুন ভবন"

"""Bijoy from Word, Excel and Notepad pasted into the cards of a meeting; and what else a clipboard may hold."""

from __future__ import annotations

import re

import pytest
from card_desks import CTRL, KEY, TABLE, TABLE_TEXT, THREE, desks, dress, item, plain_meeting
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from koyradesk import bin as bins
from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.text import clean, legible, nfc
from koyradesk.markup import escape, plain
from koyradesk.model import Ref

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)

BEHIND_ONE = ["ওয়েব পোর্টাল", "বৃক্ষরোপণ", "স্যানিটেশন", "ডিজিটাল ল্যাব", "প্রশিক্ষণ সনদ"]


@pytest.fixture
def dressed(qapp):
    return dress(qapp)


@pytest.fixture
def desk(dressed, tmp_path):
    yield from desks(tmp_path)


def in_bijoy(html):
    """A table as Excel copies it, its cells of a class with a font of Bijoy."""
    made = re.sub(r"(?<=>)[^<]+(?=<)", lambda text: escape(to_bijoy(text[0])), html)
    style = (
        "<style>td {font-family:Calibri;} .xl66 {mso-style-parent:style0; font-family:SutonnyMJ, sans-serif;}</style>"
    )
    return style + made.replace("<td", "<td class=xl66").replace("<th", "<th class=xl66")


@pytest.mark.parametrize("from_excel", [True, False], ids=["excel", "text"])
def test_a_whole_table_in_bijoy_becomes_items(desk, from_excel):
    seat = desk(plain_meeting(*THREE))
    seat.copy(to_bijoy(TABLE_TEXT), in_bijoy(TABLE) if from_excel else "")
    seat.step.to_card(seat.items[0].id)
    seat.press(KEY.Key_V, CTRL)
    assert seat.topics() == [nfc(one) for one in BEHIND_ONE]
    assert len(seat.removed) == 1
    assert "Bijoy" in seat.removed[0] or nfc("বিজয়") in seat.removed[0]
    assert seat.items[1].decisions[0].text == nfc("চারা রোপণ শেষ করতে হবে।")
    assert [one.name for one in seat.items[2].implementers] == [nfc("জনস্বাস্থ্য প্রকৌশলী")]
    # As in a text the first undo brings back what was pasted, cell by cell, and the second takes it out.
    shown = seat.items
    seat.undo()
    assert seat.topics()[1:3] == [to_bijoy(nfc(one)) for one in BEHIND_ONE[1:3]]
    assert seat.items[1].decisions[0].text == to_bijoy(nfc("চারা রোপণ শেষ করতে হবে।"))
    assert [one.name for one in seat.items[2].implementers] == [to_bijoy(nfc("জনস্বাস্থ্য প্রকৌশলী"))]
    assert [one.id for one in seat.items] == [one.id for one in shown]
    seat.undo()
    assert len(seat.items) == 3
    assert seat.stored.items == seat.items
    for _ in range(2):
        seat.session.redo()
    assert seat.topics() == [nfc(one) for one in BEHIND_ONE]
    # What was taken back and forth lies nowhere in the bin.
    assert not bins.listing(seat.book.store)


def test_a_list_in_bijoy_becomes_people(desk):
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    seat.step.go(Ref(seat.items[0].decisions[0].id, "text"))
    seat.press(KEY.Key_Tab)
    seat.copy(to_bijoy("১। উপজেলা কৃষি অফিসার\n২। উপজেলা মৎস্য অফিসার\n৩। ইউপি সচিব (সকল)"))
    seat.press(KEY.Key_V, CTRL)
    people = [nfc(one) for one in ("উপজেলা কৃষি অফিসার", "উপজেলা মৎস্য অফিসার", "ইউপি সচিব (সকল)")]
    assert [one.name for one in seat.items[0].implementers] == people
    seat.undo()
    assert [one.name for one in seat.items[0].implementers] == [to_bijoy(one) for one in people]
    seat.undo()
    assert seat.items[0].implementers == ()


def test_the_offer_is_the_cards_too_and_what_was_kept_is_stored(desk):
    seat = desk(plain_meeting(item("বিষয়", "আগে", "এক")))
    said = nfc("সভায় কর্তৃপক্ষের প্রতিবেদন নিয়ে বিস্তারিত আলোচনা হয়।")
    seat.step.go(Ref(seat.items[0].id, "discussion"), 1000)
    seat.copy(f" {to_bijoy(said)}")
    seat.press(KEY.Key_V, CTRL)
    assert seat.focus.offers()
    seat.press(KEY.Key_Escape)
    assert plain(seat.items[0].discussion) == f"{nfc('আগে')} {to_bijoy(said)}"
    assert seat.at() == ("discussion", 0)
    seat.press(KEY.Key_Z, CTRL)
    assert plain(seat.items[0].discussion) == nfc("আগে")
    seat.press(KEY.Key_V, CTRL)
    seat.press(KEY.Key_Return)
    assert plain(seat.items[0].discussion) == f"{nfc('আগে')} {said}"


def test_the_offer_stays_with_its_field(desk, qtbot):
    seat = desk(plain_meeting(*THREE))
    seat.step.go(Ref(seat.items[2].id, "discussion"), 1000)
    seat.copy(to_bijoy(nfc("সভায় কর্তৃপক্ষের প্রতিবেদন নিয়ে বিস্তারিত আলোচনা হয়। ")) * 20)
    seat.press(KEY.Key_V, CTRL)
    field = seat.focus
    window = field.window()

    def beside():
        offer, at = field._bijoy.geometry(), field.mapTo(window, QPoint(0, 0))
        below, above = offer.top() - (at.y() + field.height()), at.y() - offer.bottom()
        clamped = offer.bottom() >= window.height() - 12 or offer.top() <= 1
        return field.offers() and (0 <= below <= 6 or 0 <= above <= 6 or clamped)

    qtbot.waitUntil(beside)
    around = field.parentWidget()
    while not isinstance(around, QScrollArea):
        around = around.parentWidget()
    bar = around.verticalScrollBar()
    bar.setValue(max(0, bar.value() - 40))
    qtbot.waitUntil(beside)
    window.resize(window.width(), window.height() - 60)
    qtbot.waitUntil(beside)


BAD = {
    "mixed": f"{nfc('সভায়')} {to_bijoy(nfc('সিদ্ধান্ত গৃহীত হয়'))} ICT {nfc('কক্ষে')} ",
    "a lone hasanta": "\u09cd ",
    "joiners": "\u200d\u200cক\u200d\u200d",
    "turned": "\u202eক\u200f\u2067খ ",
    "emoji": "👩‍👩‍👧 😀",
    "NUL": "ক\x00খ\x07 ",
    "codes": "†‡ˆ‰Š©¨ªÖ«¯®š›œ¤¥ ",
    "half letters": "šš ®¯ ¤ K& &K w w& ",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("times", [1, 60])
def test_nothing_that_may_stand_in_a_paper_is_lost(desk, name, times):
    text = BAD[name] * times
    seat = desk(plain_meeting(item("বিষয়", "", "এক")))
    seat.step.go(Ref(seat.items[0].id, "discussion"))
    seat.copy(text)
    seat.press(KEY.Key_V, CTRL)
    if getattr(seat.focus, "offers", bool)():
        seat.press(KEY.Key_Escape)
    kept = plain(seat.items[0].discussion)
    assert sorted(kept.split()) == sorted(clean(legible(text)).split())


@pytest.mark.parametrize("name", BAD)
def test_two_hundred_thousand_at_once_are_told_off_and_the_field_stays(desk, qtbot, name):
    text = (BAD[name] * (200_000 // len(BAD[name]) + 1))[:200_000]
    seat = desk(plain_meeting(item("বিষয়", "আগে", "এক")))
    seat.step.go(Ref(seat.items[0].id, "discussion"))
    seat.copy(text)
    told = []
    seat.focus.overflowed.connect(lambda: told.append(True))
    before = seat.items[0].discussion
    seat.press(KEY.Key_V, CTRL)
    qtbot.waitUntil(lambda: bool(told) or seat.items[0].discussion != before, timeout=30_000)
    # Blanks and joiners alone may be little enough to take.
    assert bool(told) or len(seat.items[0].discussion) <= 12_000

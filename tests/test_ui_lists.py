"""Long lists: laid out when they are seen, without measuring what surely fits, and the same as if it were measured."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui import fonts, lines, theme
from ui.meeting_list import MeetingList, Row
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

FACES = [(theme.TYPE.tag, False), (theme.TYPE.small, False), (theme.TYPE.body, True), (theme.TYPE.title, True)]
_CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"
_SIGNS = ("", "া", "ি", "ী", "ু", "ূ", "ৃ", "ে", "ৈ", "ো", "ৌ", "ং", "ঃ", "ঁ")


@pytest.fixture(scope="module", autouse=True)
def faces(qapp):
    fonts.load()
    theme.dress(qapp, theme.LIGHT)


@pytest.mark.parametrize(("size", "bold"), FACES)
def test_every_conjunct_is_as_narrow_as_its_letters_say(size, bold):
    for first, second, sign in product(_CONSONANTS, _CONSONANTS, _SIGNS):
        text = f"{first}্{second}{sign}"
        assert lines._width(text, size, bold) <= lines._at_most(text, size, bold), text


_TEXT = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc"])
    | st.characters(min_codepoint=0x980, max_codepoint=0x9FE)
    | st.sampled_from("‘’“”–—·…।৷ ্র‍য‌"),
    max_size=60,
)


@given(text=_TEXT, face=st.sampled_from(FACES))
def test_no_text_is_wider_than_it_is_said_to_be_at_most(text, face):
    assert lines._width(text, *face) <= lines._at_most(text, *face)


@given(text=_TEXT, width=st.integers(60, 400))
def test_the_height_is_the_one_it_is_set_with(text, width):
    face = theme.font(theme.TYPE.body)
    assert lines.height(text, face, width) == lines._height(text, theme.TYPE.body, False, width, False) or not text


@pytest.fixture
def listing(qapp):
    made = MeetingList(Voice("bn"), theme.LIGHT)
    rows = [
        Row(
            f"meeting.{year}.{month}", f"কমিটি {place}", f"{year}-{month:02}", number=f"০৫-{year}", place=f"কক্ষ {place}"
        )
        for place in range(4)
        for year in range(2026, 2016, -1)
        for month in range(12, 0, -1)
    ]
    made.rows.fill(rows)
    made.resize(320, 500)
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def test_what_is_chosen_in_a_hidden_list_is_in_view_when_it_is_seen(listing, monkeypatch):
    measured = []
    tall = lines.tall
    monkeypatch.setattr(lines, "tall", lambda *given, **named: measured.append(given) or tall(*given, **named))
    assert listing.choose("meeting.2020.6")
    assert measured == [], "nothing is laid out for nobody"
    listing.show()
    QApplication.processEvents()
    assert measured
    place = listing.visualRect(listing.currentIndex())
    assert listing.viewport().rect().contains(place)
    assert listing.current().id == "meeting.2020.6"


def test_a_line_says_all_that_is_seen_of_it(listing):
    index = listing.rows.where("meeting.2026.12")
    said = listing.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said.split(", ") == ["ডিসেম্বর ২০২৬", "খসড়া", "স্মারক ০৫-2026", "কমিটি 0"]
    head = listing.rows.index(0)
    assert listing.rows.data(head, Qt.ItemDataRole.AccessibleTextRole) == "কমিটি 0"


def test_what_is_chosen_stays_in_view_when_the_list_gets_lower(listing):
    listing.show()
    listing.choose("meeting.2020.6")
    QApplication.processEvents()
    place = listing.visualRect(listing.currentIndex())
    listing.resize(320, place.bottom() - 4)
    QApplication.processEvents()
    assert listing.viewport().rect().contains(listing.visualRect(listing.currentIndex()))


def rows_of(text, width):
    layout, _ = lines._set(text, theme.font(theme.TYPE.title, bold=True), width)
    said = layout.text().encode("utf-16-le")
    rows = [layout.lineAt(row) for row in range(layout.lineCount())]
    return [said[2 * row.textStart() : 2 * (row.textStart() + row.textLength())].decode("utf-16-le") for row in rows]


@given(width=st.integers(180, 520))
def test_no_line_begins_with_a_dot_or_a_year(width):
    rows = rows_of("মধুছায়া উপজেলা মাসিক সমন্বয় সভা · সেপ্টেম্বর ২০২৬ · স্মারক", width)
    assert not any(row.startswith(("·", "২০২৬")) for row in rows), rows


def test_a_memo_number_is_broken_only_where_it_fits_into_no_line():
    number = "০৫.৪৪.৪৭০০.০০০.০৬.০০২.২৬-৩১৮"
    wide = lines.natural_width(number, theme.font(theme.TYPE.title, bold=True))
    assert rows_of(f"স্মারক {number}", wide + 2)[-1] == number
    rows = [row.strip("\u200b") for row in rows_of(number, wide / 2)]
    assert len(rows) > 1
    assert all(row[-1] in ".-" for row in rows[:-1])
    assert "".join(rows).replace("\u200b", "") == number

"""What a field shows in grey behind the caret: taken by a key, gone with another, never part of the text."""

from __future__ import annotations

import pytest
from field_hands import CTRL, KEY, LOOK, SHIFT, compose, dress, focused, paste, press, stood, write
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from koyradesk.bank import Filled, Stop
from koyradesk.bengali.text import nfc
from koyradesk.moving import BLANKS
from ui.fields import MarkedField
from ui.fields.ghost import GhostField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

WHOLE = nfc("আগামী সভার পূর্বে অগ্রগতি জানাতে হবে।")
LONG = nfc("আগামী সভার পূর্বে সকল দপ্তরের অগ্রগতি প্রতিবেদন প্রস্তুত করে সদস্য-সচিবের নিকট দাখিল করতে হবে।")
OPEN = nfc(f"প্রতি মাসে {BLANKS}টি ল্যাব {BLANKS} পরিদর্শন করবেন।")
STOPS = tuple(
    Stop(start, start + len(BLANKS), slot)
    for slot, start in (("count", OPEN.index(BLANKS)), ("party", OPEN.rindex(BLANKS)))
)


def ends(whole: str = WHOLE, stops: tuple[Stop, ...] = (), fewest: int = 3):
    """How one sentence goes on, from its third letter."""

    def rest(typed: str) -> Filled:
        said = typed.rpartition("।")[2].lstrip()
        begun = len(said) >= fewest and whole.startswith(said)
        return Filled(whole, stops).behind(len(said)) if begun else Filled("")

    return rest


@pytest.fixture
def field(qapp):
    dress(qapp)
    made = GhostField("সিদ্ধান্ত", LOOK)
    made.ends = ends()
    made.stop_name = {"count": "সংখ্যা", "party": "দপ্তর"}.get
    return made


def offers(field: GhostField, *texts: str) -> bool:
    return nfc(field.ending()) == nfc("".join(texts))


def test_what_is_shown_is_no_part_of_the_text(qtbot, field):
    owner = stood(qtbot, field)
    write("আগা")
    assert offers(field, WHOLE[len(nfc("আগা")) :])
    assert field.marked() == nfc("আগা")
    assert field.toPlainText() == nfc("আগা")
    assert owner.of("typed")[-1] == nfc("আগা")
    # A screen reader hears what Tab would give.
    assert field.accessibleDescription() == field.ending()


def test_tab_takes_it_whole_and_then_moves_on(qtbot, field):
    other = MarkedField("পরের", LOOK)
    owner = stood(qtbot, field, other)
    write("আগা")
    press(KEY.Key_Tab)
    assert focused() is field
    assert field.marked() == WHOLE
    assert field.ending() == ""
    assert owner.of("typed")[-1] == WHOLE
    press(KEY.Key_Tab)
    assert focused() is other


def test_one_undo_takes_all_of_it_back(qtbot, field):
    stood(qtbot, field)
    write("আগা")
    press(KEY.Key_Tab)
    press(KEY.Key_Z, CTRL)
    assert field.marked() == nfc("আগা")
    # What was just taken back is not offered at once again.
    assert field.ending() == ""


def test_ctrl_right_takes_word_by_word(qtbot, field):
    stood(qtbot, field)
    write("আগা")
    press(KEY.Key_Right, CTRL)
    assert field.marked() == nfc("আগামী")
    press(KEY.Key_Right, CTRL, times=2)
    assert field.marked() == nfc("আগামী সভার পূর্বে")
    assert offers(field, WHOLE[len(nfc("আগামী সভার পূর্বে")) :])
    press(KEY.Key_Right, CTRL, times=9)
    assert field.marked() == WHOLE
    assert field.ending() == ""


def test_esc_sends_it_away_until_the_next_word(qtbot, field):
    owner = stood(qtbot, field)
    write("আগা")
    press(KEY.Key_Escape)
    assert field.ending() == ""
    assert owner.keys == []
    write("মী")
    assert field.ending() == ""
    write(" ")
    assert offers(field, WHOLE[len(nfc("আগামী ")) :])
    # A second Esc, with nothing shown, is the owner's.
    press(KEY.Key_Escape, times=2)
    assert owner.keys == ["Esc"]


@pytest.mark.parametrize(
    "act",
    [
        lambda field: write("ক"),
        lambda field: press(KEY.Key_Backspace),
        lambda field: press(KEY.Key_Left),
        lambda field: press(KEY.Key_Home),
        lambda field: press(KEY.Key_Left, SHIFT),
        lambda field: press(KEY.Key_A, CTRL),
        lambda field: press(KEY.Key_Return),
        lambda field: compose("ক"),
        lambda field: paste("অন্য কথা"),
        lambda field: QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 10)),
        lambda field: field.set_frozen(True),
        lambda field: field.show_marked("অন্য"),
        lambda field: field.clearFocus(),
    ],
)
def test_anything_else_lets_it_go(qtbot, field, act):
    stood(qtbot, field)
    write("আগা")
    assert field.ending()
    act(field)
    assert field.ending() == ""


def test_nothing_is_offered_in_the_middle_of_a_line_or_in_a_frozen_field(qtbot, field):
    stood(qtbot, field)
    write("আগামী ")
    write("কথা")
    field.place_cursor(len(nfc("আগামী ")))
    write(" ")
    assert field.ending() == ""
    field.show_marked("")
    field.set_frozen(True)
    write("আগামী ")
    assert (field.marked(), field.ending()) == ("", "")


def test_it_waits_for_an_input_method_to_end_its_word(qtbot, field):
    stood(qtbot, field, MarkedField("পরের", LOOK))
    compose("আ")
    compose("আগা")
    assert field.ending() == ""
    compose("", "আগামী")
    assert offers(field, WHOLE[len(nfc("আগামী")) :])
    compose("স")
    assert field.ending() == ""
    press(KEY.Key_Tab)
    # Tab was not taken for it.
    assert nfc(field.marked()) == nfc("আগামী")


def test_tab_that_ends_the_word_of_an_input_method_takes_nothing_unseen(qtbot, qapp, field):
    other = MarkedField("পরের", LOOK)
    stood(qtbot, field, other)
    compose("আগামী")
    # As an input method does that is told of Tab: its word first, then the key.
    compose("", "আগামী")
    press(KEY.Key_Tab)
    assert focused() is other
    assert field.marked() == nfc("আগামী")
    field.setFocus()
    field.place_cursor(99)
    compose("", " সভার")
    qtbot.waitUntil(lambda: not field._unseen)
    press(KEY.Key_Tab)
    assert field.marked() == WHOLE


def test_at_the_end_of_a_paragraph_that_others_follow(qtbot, field):
    stood(qtbot, field, width=700)
    field.show_marked(nfc("প্রথম\nশেষ"))
    field.place_cursor(len(nfc("প্রথম")))
    high = field.height()
    field.ends = lambda typed: Filled(" কথা") if typed.endswith(nfc("প্রথম।")) else Filled("")
    write("।")
    assert field.ending() == " কথা"
    # There it stands in its line alone: nothing below moves.
    assert field.height() == high
    press(KEY.Key_Tab)
    assert field.marked() == nfc("প্রথম। কথা\nশেষ")


@pytest.mark.parametrize("width", [200, 260, 340, 500, 900])
def test_it_wraps_as_what_is_typed_does_and_the_field_makes_room(qtbot, qapp, field, width):
    field.ends = ends(LONG)
    stood(qtbot, field, width=width)
    write("আগামী")
    # All of it, and its key, are inside what is seen.
    laid = field._lay()
    seen = field.viewport().rect()
    assert seen.contains(laid.key)
    assert all(0 <= place.x() <= seen.width() for _, place in laid.lines)
    assert sum(line.textLength() for line, _ in laid.lines) >= len(LONG) - len(nfc("আগামী")) - 2
    for line, place in laid.lines:
        assert place.x() + line.naturalTextWidth() <= seen.width() + 1
    with_ghost = field.height()
    press(KEY.Key_Tab)
    assert field.marked() == LONG
    # As high as what was shown, but for the key's own line and a word that breaks elsewhere.
    assert abs(field.height() - with_ghost) <= 2 * 25
    plain = MarkedField("সাদা", LOOK)
    plain.setFixedWidth(field.width())
    plain.show_marked(LONG)
    qtbot.addWidget(plain)
    plain.show()
    qapp.processEvents()
    assert field.height() == plain.height()


def test_the_room_goes_with_what_is_shown(qtbot, field):
    field.ends = ends(LONG)
    stood(qtbot, field, width=260)
    high = field.height()
    write("আগামী")
    assert field.height() > high
    press(KEY.Key_Escape)
    assert field.height() == high


def test_it_is_painted_in_grey(qtbot, qapp, field):
    stood(qtbot, field, width=700)
    write("আগা")

    def colours() -> set[str]:
        picture = field.viewport().grab().toImage()
        return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())}

    with_it = colours()
    press(KEY.Key_Escape)
    assert QColor(LOOK.muted).name() in with_it
    assert QColor(LOOK.muted).name() not in colours()


# Stops


def test_stops_are_gone_through_with_tab_and_typed_over(qtbot, field):
    other = MarkedField("পরের", LOOK)
    field.ends = ends(OPEN, STOPS)
    stood(qtbot, field, other)
    write("প্রতি")
    press(KEY.Key_Tab)
    assert field.marked() == OPEN
    assert field.textCursor().selectedText() == BLANKS
    assert field.accessibleDescription() == "সংখ্যা"
    write("১২")
    press(KEY.Key_Tab)
    assert field.textCursor().selectedText() == BLANKS
    assert field.accessibleDescription() == "দপ্তর"
    write("সহকারী প্রোগ্রামার")
    press(KEY.Key_Tab)
    # Behind all of it the typing goes on; the next Tab leaves.
    assert field.marked() == nfc("প্রতি মাসে ১২টি ল্যাব সহকারী প্রোগ্রামার পরিদর্শন করবেন।")
    assert field.textCursor().atEnd()
    assert field.stops() == 0
    press(KEY.Key_Tab)
    assert focused() is other


def test_a_stop_can_be_passed_and_gone_back_to(qtbot, field):
    field.ends = ends(OPEN, STOPS)
    stood(qtbot, field)
    write("প্রতি")
    press(KEY.Key_Tab, times=2)
    assert field.textCursor().selectionStart() == STOPS[1].start
    press(KEY.Key_Backtab, SHIFT)
    assert field.textCursor().selectionStart() == STOPS[0].start
    press(KEY.Key_Tab, times=2)
    assert field.textCursor().atEnd()
    # What was passed stays open on the paper.
    assert field.marked() == OPEN


def test_esc_leaves_the_stops_and_so_does_another_field(qtbot, field):
    other = MarkedField("পরের", LOOK)
    field.ends = ends(OPEN, STOPS)
    stood(qtbot, field, other)
    write("প্রতি")
    press(KEY.Key_Tab)
    assert field.extraSelections()
    press(KEY.Key_Escape)
    assert field.stops() == 0
    assert not field.extraSelections()
    press(KEY.Key_Tab)
    assert focused() is other
    field.setFocus()
    field.show_marked("")
    write("প্রতি")
    press(KEY.Key_Tab)
    other.setFocus()
    assert field.stops() == 0


def test_marks_of_others_stay_where_there_are_no_stops(qtbot, field):
    stood(qtbot, field)
    write("আগা")
    mark = QTextEdit.ExtraSelection()
    mark.cursor = field.textCursor()
    field.setExtraSelections([mark])
    press(KEY.Key_Tab)
    field.show_marked("অন্য")
    field.set_frozen(True)
    assert len(field.extraSelections()) == 1


def test_a_word_with_a_stop_is_typed_over_before_it_goes_on(qtbot, field):
    field.ends = ends(OPEN, STOPS)
    stood(qtbot, field)
    write("প্রতি মাসে ")
    press(KEY.Key_Right, CTRL)
    assert field.textCursor().selectedText() == BLANKS
    assert field.marked() == nfc(f"প্রতি মাসে {BLANKS}")
    write("৩")
    assert field.marked() == nfc("প্রতি মাসে ৩")


# An empty field


def test_tab_passes_an_empty_field_and_the_arrow_takes_what_it_offers(qtbot, field):
    before, after = MarkedField("আগের", LOOK), MarkedField("পরের", LOOK)
    field.ends = ends(fewest=0)
    stood(qtbot, before, field, after)
    press(KEY.Key_Tab)
    assert focused() is field
    assert offers(field, WHOLE)
    press(KEY.Key_Tab)
    assert focused() is after
    assert field.marked() == ""
    press(KEY.Key_Backtab, SHIFT)
    assert focused() is field
    press(KEY.Key_Right)
    assert field.marked() == WHOLE


def test_an_empty_field_that_was_gone_to_is_filled_with_tab(qtbot, field):
    field.ends = ends(fewest=0)
    stood(qtbot, field)
    field.clearFocus()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    assert offers(field, WHOLE)
    press(KEY.Key_Tab)
    assert field.marked() == WHOLE


def test_what_is_known_later_is_offered_where_nothing_is_typed_yet(qtbot, field):
    field.ends = lambda typed: Filled("")
    stood(qtbot, field)
    assert field.ending() == ""
    field.ends = ends(fewest=0)
    field.begin_again()
    assert offers(field, WHOLE)


@pytest.mark.parametrize("rest", ["\u09be কথা", "\u09bf কথা", "\u09cdত কথা", "\u200d", "", " ", "🙂", "\u0982"])
def test_a_sign_that_belongs_to_the_typed_letter_is_not_drawn_alone(qtbot, qapp, field, rest):
    field.ends = lambda typed: Filled(rest if typed else "")
    stood(qtbot, field)
    write("কক")
    field.grab()
    drawn = "".join(line_text(field))
    assert not drawn or drawn[0] not in "\u0981\u0982\u09be\u09bf\u09cd\u200d"
    if rest:
        press(KEY.Key_Tab)
        assert field.toPlainText() == f"কক{rest}"


def line_text(field: GhostField) -> list[str]:
    laid = field._lay()
    text = laid.layout.text()
    return [text[line.textStart() : line.textStart() + line.textLength()] for line, _ in laid.lines]

"""Fields under real keys: what is typed, pasted, composed by an input method, undone, and left."""

from __future__ import annotations

import gc
from functools import partial
from threading import get_ident as thread

import pytest
import shiboken6
from field_hands import ALT, CTRL, KEY, LOOK, SHIFT, compose, dress, focused, paste, press, stood, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextCursor,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from koyradesk.bengali.text import clean, nfc
from koyradesk.markup import Span, canonical, plain, spans, written
from koyradesk.pasting import FIELD_LIMIT, read
from ui.fields import LineField, MarkedField, clipboard, rich

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp):
    dress(qapp)


@pytest.fixture
def stand(qtbot):
    return partial(stood, qtbot)


MARKED = st.text(
    st.sampled_from("কখি্ \n<&>bu/\U0001f600\u09df\u0338") | st.characters(exclude_characters="\r"), max_size=30
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(MARKED, st.booleans(), st.booleans()), max_size=5))
def test_marked_text_comes_back_as_it_went_in(qapp, stretches):
    marked = nfc(written(Span(clean(text), bold, underline) for text, bold, underline in stretches))
    field = MarkedField("x", LOOK)
    field.show_marked(marked)
    assert field.marked() == marked
    found = rich.marked(field.document())
    assert canonical(found) == found == nfc(found)
    letters = [(sign, span.bold, span.underline) for span in spans(found) for sign in span.text if sign.strip()]
    asked = [(sign, span.bold, span.underline) for span in spans(marked) for sign in span.text if sign.strip()]
    assert letters == asked
    # What a document makes of a text is what it makes of it again.
    again = MarkedField("x", LOOK)
    again.show_marked(found)
    assert rich.marked(again.document()) == found


def test_typing_tells_the_marked_text_of_every_change(stand):
    field = MarkedField("আলোচনা", LOOK)
    owner = stand(field)
    write("ক<")
    press(KEY.Key_B, CTRL)
    write("খ")
    press(KEY.Key_U, CTRL)
    write("গ")
    press(KEY.Key_B, CTRL)
    press(KEY.Key_U, CTRL)
    write("ঘ")
    press(KEY.Key_Return)
    write("ঙ")
    press(KEY.Key_Return, SHIFT)
    write("চ")
    assert field.marked() == "ক&lt;<b>খ<u>গ</u></b>ঘ\nঙ\nচ"
    assert owner.of("typed")[0] == "ক"
    assert owner.of("typed")[-1] == field.marked()
    assert len(owner.of("typed")) == len(set(owner.of("typed"))) == 9


def test_bold_of_a_selection_goes_on_and_off(stand):
    field = MarkedField("x", LOOK)
    stand(field)
    field.show_marked("ক <b>খ</b> গ")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_B, CTRL)
    assert field.marked() == "<b>ক খ গ</b>"
    press(KEY.Key_B, CTRL)
    assert field.marked() == "ক খ গ"


def test_tab_and_the_owners_keys_leave_the_field(stand):
    first, second = MarkedField("ক", LOOK), MarkedField("খ", LOOK)
    owner = stand(first, second)
    for key, held in ((KEY.Key_Return, CTRL), (KEY.Key_Up, ALT), (KEY.Key_Return, CTRL | SHIFT), (KEY.Key_D, CTRL)):
        press(key, held)
    press(KEY.Key_F2)
    press(KEY.Key_Escape)
    press(KEY.Key_PageDown)
    assert owner.keys == ["Ctrl+Return", "Alt+Up", "Ctrl+Shift+Return", "Ctrl+D", "F2", "Esc", "PgDown"]
    press(KEY.Key_Tab)
    assert focused() is second
    assert (first.marked(), owner.of("typed")) == ("", [])
    assert [said[0] for said in owner.heard] == ["left", "entered"]


@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_a_shortcut_of_the_window_works_in_a_field(stand, make):
    field, struck = make(), []
    owner = stand(field)
    for keys in ("Ctrl+K", "Ctrl+Return", "Ctrl+Up"):
        QShortcut(QKeySequence(keys), owner, activated=lambda keys=keys: struck.append(keys))
    write("ক")
    press(KEY.Key_K, CTRL)
    press(KEY.Key_Return, CTRL)
    press(KEY.Key_Up, CTRL)
    assert (struck, field.marked()) == (["Ctrl+K", "Ctrl+Return", "Ctrl+Up"], "ক")


def test_alt_gr_types(stand):
    field = MarkedField("x", LOOK)
    stand(field)
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_K, CTRL | ALT, "খ"))
    assert field.marked() == "খ"


def test_enter_is_the_owners_where_there_are_no_lines(stand):
    field = MarkedField("x", LOOK, breaks=False)
    owner = stand(field)
    press(KEY.Key_Return)
    press(KEY.Key_Return, SHIFT)
    paste("ক\nখ")
    assert (owner.keys, field.marked()) == (["Return", "Shift+Return"], "ক খ")


@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_undo_is_the_fields_and_then_the_owners(stand, make):
    field = make()
    owner = stand(field)
    field.show_marked("শুরু")
    field.place_cursor(4)
    write("ক")
    press(KEY.Key_Z, CTRL)
    assert (field.marked(), owner.of("undo_asked")) == ("শুরু", [])
    # What was shown is no step of the field's.
    press(KEY.Key_Z, CTRL)
    assert (field.marked(), owner.of("undo_asked")) == ("শুরু", [None])
    for key in QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)[:1]:
        press(key[0].key(), key[0].keyboardModifiers(), times=2)
    assert (field.marked(), len(owner.of("redo_asked"))) == ("শুরুক", 1)


@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_showing_tells_nobody_and_keeps_the_caret_between_its_words(stand, make):
    field = make()
    owner = stand(field)
    field.show_marked("এক দুই তিন")
    field.place_cursor(6)
    field.show_marked("এক দুই তিন চার")
    assert field.caret() == 6
    field.show_marked("শূন্য এক দুই তিন চার")
    assert plain(field.marked())[: field.caret()] == "শূন্য এক দুই"
    field.show_marked("অন্য")
    assert field.caret() <= 4
    assert owner.heard == []


@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_places_are_counted_in_the_letters_that_are_stored(stand, make):
    """An emoji is two of Qt's units, and য় from a keyboard is one letter that is stored as two."""
    field = make()
    stand(field)
    write("\U0001f600\u09dfক")
    assert field.marked() == nfc("\U0001f600\u09dfক") == "\U0001f600\u09af\u09bcক"
    assert field.caret() == 4
    field.place_cursor(3)
    write("খ")
    assert field.marked() == "\U0001f600\u09af\u09bcখক"


@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_an_input_method_tells_only_what_it_has_made(stand, make):
    field = make()
    owner = stand(field)
    compose("ami")
    compose("আমি")
    assert owner.of("typed") == []
    compose("", "আমি")
    assert owner.of("typed") == ["আমি"]
    compose("", "\ud83d\x00\u202e")
    assert field.marked() == "আমি"


def test_a_paste_keeps_bold_and_goes_in_as_one_step(stand):
    field = MarkedField("x", LOOK)
    owner = stand(field)
    write("ক")
    paste("খ", "<p style='color:red;font-size:40pt'><b>খ</b></p><p>গ</p>")
    assert field.marked() == "ক<b>খ</b>\nগ"
    look = field.textCursor().charFormat()
    assert not look.hasProperty(QTextFormat.Property.FontPointSize)
    assert not look.hasProperty(QTextFormat.Property.ForegroundBrush)
    press(KEY.Key_Z, CTRL)
    assert (field.marked(), owner.of("pasted")) == ("ক", [])


def test_copied_marks_come_back(stand):
    field, other = MarkedField("x", LOOK), MarkedField("y", LOOK)
    stand(field, other)
    field.show_marked("ক <b>খ\nগ</b> ঘ")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_C, CTRL)
    clip = QGuiApplication.clipboard().mimeData()
    assert (clip.text(), clip.html()) == ("ক খ\nগ ঘ", "ক <b>খ<br>গ</b> ঘ")
    other.setFocus()
    press(KEY.Key_V, CTRL)
    assert spans(other.marked()) == spans("ক <b>খ\nগ</b> ঘ")
    # A part of a text, an emoji in it.
    field.show_marked("\U0001f600<u>কখ</u>")
    field.setFocus()
    cursor = field.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    press(KEY.Key_X, CTRL)
    clip = QGuiApplication.clipboard().mimeData()
    assert (clip.html(), field.marked()) == ("<u>ক</u>", "\U0001f600<u>খ</u>")


def test_a_list_or_table_is_given_to_the_owner_that_takes_it(stand):
    field = MarkedField("x", LOOK, takes=("list",))
    owner = stand(field)
    paste("১। ক\n২। খ")
    (pasted,) = owner.of("pasted")
    assert ([one.text for one in pasted.lines], field.marked()) == (["ক", "খ"], "")
    paste("ক\tখ\nগ\tঘ")
    assert field.marked() == "ক খ\nগ ঘ"


@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_what_is_too_long_stays_on_the_clipboard(stand, make, qtbot):
    field = make()
    owner = stand(field)
    long = "সভার সিদ্ধান্ত " * 14_000
    paste(long)
    qtbot.waitUntil(lambda: owner.of("overflowed") != [])
    assert (len(owner.of("overflowed")), owner.of("pasted"), field.marked()) == (1, [], "")
    assert QGuiApplication.clipboard().text() == long


def test_a_long_paste_is_read_beside_and_put_in(stand, qtbot):
    field = MarkedField("x", LOOK)
    stand(field)
    write("ক")
    paste("খ", "<p>" + "<span></span>" * 2_000 + "খ</p>")
    assert field.marked() == "ক"
    qtbot.waitUntil(lambda: field.marked() == "কখ")


def test_a_field_that_went_while_its_paste_was_read_is_not_spoken_to(stand, qtbot):
    field, other = MarkedField("x", LOOK), MarkedField("y", LOOK)
    stand(field, other)
    long = "<p>" + "<span></span>" * 3_000 + "খ</p>"
    paste("খ", long)
    shiboken6.delete(field)
    other.setFocus()
    paste("খ", long)
    qtbot.waitUntil(lambda: other.marked() == "খ")


def test_python_takes_widgets_down_only_on_their_own_thread(stand, qtbot, monkeypatch):
    """Its cleaning comes in whatever thread makes something new: while one works beside, it does not come at all."""
    seen = []
    monkeypatch.setattr(clipboard, "read", lambda *both: (seen.append((gc.isenabled(), thread())), read(*both))[1])
    field = MarkedField("x", LOOK)
    stand(field)
    paste("খ", "<p>" + "<span></span>" * 2_000 + "খ</p>")
    qtbot.waitUntil(lambda: field.marked() == "খ")
    assert [(cleaning, there == thread()) for cleaning, there in seen] == [(False, False)]
    qtbot.waitUntil(gc.isenabled)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ক\x00খ\x07", "কখ"),
        ("\U0001f600 ক \U0001f469\u200d\U0001f33e", "\U0001f600 ক \U0001f469\U0001f33e"),
        ("\u202eক\u200f\u2067খ", "কখ"),
        ("ক" + "\u200d" * 150_000 + "খ", "ক\u200dখ"),
        ("ক\ud83dখ", "কখ"),
        ("\ufeffক\u00ad\u200bখ\t গ", "কখ গ"),
    ],
)
@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_strange_clipboards_are_tidied(stand, qtbot, make, text, marked):
    field = make()
    stand(field)
    paste(text)
    qtbot.waitUntil(lambda: field.marked() == marked)


def test_a_full_field_takes_no_more_by_paste_but_goes_on_by_key(stand):
    field = MarkedField("x", LOOK)
    owner = stand(field)
    field.show_marked("ক " * FIELD_LIMIT)
    paste("খ")
    assert len(owner.of("overflowed")) == 1
    write("গ")
    assert plain(field.marked()).count("গ") == 1


def test_a_field_is_as_high_as_its_text(stand, qtbot):
    field, below = MarkedField("x", LOOK), MarkedField("y", LOOK)
    owner = stand(field, below, width=300)
    one = field.height()
    assert one == LineField("z", LOOK).sizeHint().height()
    field.show_marked("\n".join(["সভার আলোচনা"] * 4))
    qtbot.waitUntil(lambda: below.y() >= field.y() + field.height())
    assert field.height() > 3 * one - 40
    assert field.verticalScrollBar().maximum() == 0
    wide = field.height()
    field.show_marked("সভার আলোচনা " * 40)
    qtbot.waitUntil(lambda: field.height() > wide)
    narrow = field.height()
    owner.resize(900, 400)
    qtbot.waitUntil(lambda: field.height() < narrow)
    assert field.verticalScrollBar().maximum() == 0
    field.show_marked("")
    assert field.height() == one


def wheel(widget, held=Qt.KeyboardModifier.NoModifier):
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


def test_the_wheel_scrolls_what_is_around_and_the_caret_is_kept_in_sight(qtbot):
    inside = QWidget()
    stack = QVBoxLayout(inside)
    fields = [MarkedField(str(number), LOOK) for number in range(12)]
    for field in fields:
        field.show_marked("সভার আলোচনা\n" * 3)
        stack.addWidget(field)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    fields[0].setFocus()
    # What a field does not accept goes to what is around it.
    assert not wheel(fields[0].viewport()).isAccepted()
    assert wheel(area.viewport()).isAccepted()
    area.verticalScrollBar().setValue(0)
    fields[0].place_cursor(0)
    for _ in range(20):
        press(KEY.Key_Return)
    caret = fields[0].cursorRect().center()
    qtbot.waitUntil(
        lambda: (
            area.viewport()
            .rect()
            .contains(fields[0].viewport().mapTo(area.viewport(), fields[0].cursorRect().center()))
        )
    )
    assert fields[0].viewport().mapTo(inside, caret).y() > area.viewport().height()


@pytest.mark.parametrize("make", [lambda: MarkedField("x", LOOK), lambda: LineField("x", LOOK)])
def test_a_frozen_field_is_read_only_but_can_be_copied(stand, make):
    field = make()
    owner = stand(field)
    write("সভা")
    owner.heard.clear()
    field.set_frozen(True)
    write("ক")
    press(KEY.Key_Backspace)
    paste("খ")
    compose("", "গ")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_B, CTRL)
    press(KEY.Key_C, CTRL)
    seen = field.viewport() if isinstance(field, MarkedField) else field
    assert not wheel(seen, CTRL).isAccepted()
    assert (field.marked(), owner.of("typed"), QGuiApplication.clipboard().text()) == ("সভা", [], "সভা")
    press(KEY.Key_Z, CTRL)
    assert len(owner.of("undo_asked")) == 1
    field.set_frozen(False)
    write("ক")
    assert len(owner.of("typed")) == 1


def test_files_are_not_the_fields_to_take(qapp):
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/x/scan.jpg")])
    files.setText("file:///x/scan.jpg")
    words = QMimeData()
    words.setText("সভা")
    field = MarkedField("x", LOOK)
    assert (field.canInsertFromMimeData(files), field.canInsertFromMimeData(words)) == (False, True)
    line = LineField("x", LOOK)
    assert (line._can_take(files), line._can_take(words)) == (False, True)


def test_a_hint_is_drawn_only_while_there_is_nothing(stand):
    field = MarkedField("x", LOOK, hint="এখানে লিখুন")
    owner = stand(field, LineField("y", LOOK))

    def ink():
        picture = owner.grab(field.geometry().adjusted(8, 8, -8, -8)).toImage()
        return sum(
            picture.pixelColor(x, y).lightness() < 180
            for x in range(4, picture.width())
            for y in range(picture.height())
        )

    focused().clearFocus()
    hinted = ink()
    field.set_frozen(True)
    bare = ink()
    field.set_frozen(False)
    field.setFocus()
    compose("আ")
    composed = ink()
    assert bare == 0 < composed < hinted
    assert field.accessibleDescription() == "এখানে লিখুন"

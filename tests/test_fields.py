"""Fields under real keys: what is typed, pasted, composed by an input method, undone, and left."""

from __future__ import annotations

import gc
from datetime import date
from threading import get_ident as thread

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextCursor,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from koyradesk.bengali.text import nfc
from koyradesk.markup import Span, canonical, plain, spans, written
from koyradesk.pasting import FIELD_LIMIT, read
from ui import fonts, inspection, theme
from ui.fields import Chip, ChipsField, DateField, Form, LineField, MarkedField, clipboard
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LOOK = theme.LIGHT


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp):
    fonts.load()
    theme.dress(qapp, LOOK)


class Owner(QWidget):
    """Where a field stands: hears its signals and gets the keys it leaves."""

    def __init__(self, *fields):
        super().__init__()
        self.keys, self.heard = [], []
        self.stack = QVBoxLayout(self)
        for field in fields:
            self.stack.addWidget(field)
            for name in ("typed", "entered", "left", "pasted", "undo_asked", "redo_asked"):
                getattr(field, name).connect(lambda *said, name=name: self.heard.append((name, *said)))
        self.stack.addStretch(1)

    def keyPressEvent(self, event):  # noqa: N802
        if event.key() not in (KEY.Key_Control, KEY.Key_Alt, KEY.Key_Shift):
            self.keys.append(QKeySequence(event.keyCombination()).toString())

    def of(self, name):
        return [said[-1] if said[1:] else None for said in self.heard if said[0] == name]


@pytest.fixture
def stand(qtbot):
    """Puts fields on a window and the focus into the first one."""

    def put(*fields, width=500):
        owner = Owner(*fields)
        qtbot.addWidget(owner)
        owner.resize(width, 400)
        owner.show()
        owner.activateWindow()
        qtbot.waitUntil(owner.isActiveWindow)
        fields[0].setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        owner.heard.clear()
        return owner

    return put


def focused():
    return QApplication.focusWidget()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier, times=1):
    for _ in range(times):
        QTest.keyClick(focused(), key, modifiers)


def write(text):
    """Typed letters; QTest has no keys for Bengali ones."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def compose(preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(focused(), event)


def paste(text="", html=""):
    clip = QMimeData()
    if text:
        clip.setText(text)
    if html:
        clip.setHtml(html)
    QGuiApplication.clipboard().setMimeData(clip)
    press(KEY.Key_V, CTRL)


# Marked text

MARKED = st.text(
    st.sampled_from("কখি্ \n<&>bu/\U0001f600\u09df\u0338") | st.characters(exclude_characters="\r"), max_size=30
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(MARKED, st.booleans(), st.booleans()), max_size=5))
def test_marked_text_comes_back_as_it_went_in(qapp, stretches):
    from koyradesk.bengali.text import clean
    from ui.fields import rich

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
    qtbot.waitUntil(lambda: owner.of("pasted") != [])
    assert ([one.too_long for one in owner.of("pasted")], field.marked()) == ([True], "")
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
    assert [one.too_long for one in owner.of("pasted")] == [True]
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


def wheel(widget):
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
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
    field.show_marked("সভা")
    field.set_frozen(True)
    write("ক")
    press(KEY.Key_Backspace)
    press(KEY.Key_B, CTRL)
    paste("খ")
    compose("", "গ")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_C, CTRL)
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


# A line

WORDS = ["উপজেলা প্রকৌশলী", "উপজেলা কৃষি কর্মকর্তা", "ইউপি সচিব (সকল)"]


def known(typed):
    return [word for word in WORDS if typed in word]


def test_completions_are_chosen_by_keys(stand):
    line, other = LineField("কে", LOOK, words=known), LineField("অন্য", LOOK)
    owner = stand(line, other)
    chosen = []
    line.chosen.connect(chosen.append)
    write("উ")
    assert (line.completing(), focused()) == (True, line)
    press(KEY.Key_Down, times=2)
    press(KEY.Key_Up)
    press(KEY.Key_Return)
    assert (line.marked(), chosen, owner.keys, line.completing()) == (WORDS[0], [WORDS[0]], [], False)
    assert owner.of("typed") == ["উ", WORDS[0]]
    press(KEY.Key_Z, CTRL)
    assert line.marked() == "উ"


def test_tab_takes_what_is_chosen_and_else_goes_on(stand):
    line, other = LineField("কে", LOOK, words=known), LineField("অন্য", LOOK)
    stand(line, other)
    write("ইউ")
    press(KEY.Key_Down)
    press(KEY.Key_Tab)
    assert (line.marked(), focused()) == (WORDS[2], line)
    press(KEY.Key_Backspace)
    assert line.completing()
    press(KEY.Key_Tab)
    assert (line.marked(), focused(), line.completing()) == (WORDS[2][:-1], other, False)


def test_escape_closes_the_list_and_not_the_screen(stand):
    line = LineField("কে", LOOK, words=known)
    owner = stand(line)
    closed = []
    QShortcut(QKeySequence("Escape"), owner, activated=lambda: closed.append(1))
    write("উ")
    press(KEY.Key_Escape)
    assert (line.completing(), closed) == (False, [])
    press(KEY.Key_Escape)
    assert closed == [1]


def test_enter_without_a_choice_is_the_owners(stand):
    line = LineField("কে", LOOK, words=known)
    owner = stand(line)
    write("উ")
    press(KEY.Key_Return)
    assert (line.marked(), owner.keys, line.completing()) == ("উ", ["Return"], False)


def test_down_offers_all_and_what_is_complete_is_not_offered(stand):
    line = LineField("কে", LOOK, words=known)
    stand(line)
    assert not line.completing()
    press(KEY.Key_Down)
    assert line.completing()
    press(KEY.Key_Escape)
    line.show_marked("ইউপি সচিব (সকল")
    line.place_cursor(99)
    write(")")
    assert not line.completing()


def test_completion_sees_what_an_input_method_composes(stand):
    line = LineField("কে", LOOK, words=known)
    owner = stand(line)
    compose("ইউ")
    assert (line.completing(), owner.of("typed")) == (True, [])
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert line.marked() == WORDS[2]


def test_completions_can_be_clicked_and_go_when_the_field_is_left(stand):
    line, other = LineField("কে", LOOK, words=known), LineField("অন্য", LOOK)
    stand(line, other)
    write("উ")
    place = line._list.visualRect(line._list.model().index(1, 0)).center()
    QTest.mouseClick(line._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (line.marked(), focused()) == (WORDS[1], line)
    press(KEY.Key_Backspace)
    assert line.completing()
    other.setFocus()
    assert not line.completing()


def test_completions_stay_inside_the_window(stand):
    low = LineField("কে", LOOK, words=lambda typed: [word * 6 for word in WORDS])
    owner = stand(low)
    owner.stack.insertStretch(0, 1)
    owner.stack.removeItem(owner.stack.itemAt(2))
    QApplication.processEvents()
    write("উ")
    place = low._list.geometry()
    assert owner.rect().contains(place)
    assert place.bottom() <= low.y()


def test_a_line_shows_marks_and_lines_without_losing_them(stand):
    line = LineField("x", LOOK)
    owner = stand(line)
    line.show_marked("<b>ক</b> &amp;\nখ")
    assert (line.text(), line.marked(), owner.heard) == ("ক & খ", "<b>ক</b> &amp;\nখ", [])
    line.place_cursor(99)
    write("গ")
    assert line.marked() == "ক &amp; খগ"


# A date


def day_field(today=date(2026, 11, 21), language="bn", **more):
    return DateField("তারিখ", LOOK, Voice(language), today=lambda: today, **more)


@pytest.mark.parametrize("text", ["২৫/১১/২০২৬", "25.11.2026", "২৫ নভেম্বর, ২০২৬ খ্রি.", "১০ অগ্রহায়ণ ১৪৩৩"])
def test_a_day_is_understood_and_said(stand, text):
    field = day_field()
    stand(field)
    write(text)
    assert (field.day(), field.marked()) == (date(2026, 11, 25), nfc(text))
    assert field.said.plain == nfc("বুধবার, ২৫ নভেম্বর ২০২৬ · ১০ অগ্রহায়ণ ১৪৩৩")
    assert field.said.property("role") == "small"


@pytest.mark.parametrize(
    ("text", "said"),
    [("৩১/০২/২০২৬", "পঞ্জিকায় এমন দিন নেই।"), ("শীঘ্রই", "তারিখ বোঝা যায়নি। যেমন: ২৫/১১/২০২৬")],
)
def test_what_is_no_day_is_said_so_and_kept(stand, text, said):
    field = day_field()
    owner = stand(field)
    write(text)
    assert (field.day(), field.marked(), owner.of("typed")[-1]) == (None, nfc(text), nfc(text))
    assert (field.said.plain, field.said.property("role")) == (nfc(said), "error")


def test_a_doubtful_day_is_asked_about(stand):
    field = day_field()
    stand(field)
    write("২৫/১১/২৬")
    assert (field.said.plain[-1], field.said.property("role"), field.day()) == ("?", "error", date(2026, 11, 25))


def test_arrows_go_from_day_to_day_in_the_style_of_the_field(stand):
    field = day_field()
    owner = stand(field)
    press(KEY.Key_Up)
    assert field.marked() == nfc("২১/১১/২০২৬ খ্রি.")
    press(KEY.Key_Up, times=10)
    assert field.marked() == nfc("০১/১২/২০২৬ খ্রি.")
    assert owner.of("typed")[-1] == field.marked()
    field.show_marked("৩০ নভেম্বর ২০২৬")
    press(KEY.Key_Up)
    press(KEY.Key_Down, times=2)
    assert field.marked() == "২৯ নভেম্বর ২০২৬"
    field.show_marked(nfc("১ বৈশাখ ১৪৩৩"))
    press(KEY.Key_Down)
    assert field.marked() == nfc("৩০ চৈত্র ১৪৩২")
    field.show_marked("শীঘ্রই")
    press(KEY.Key_Up)
    assert field.marked() == nfc("শীঘ্রই")


def test_today_is_written_out_when_the_field_is_left(stand):
    field, other = day_field(), LineField("x", LOOK)
    owner = stand(field, other)
    write("আজ")
    assert (field.day(), field.marked()) == (date(2026, 11, 21), "আজ")
    press(KEY.Key_Tab)
    assert field.marked() == nfc("২১/১১/২০২৬ খ্রি.")
    assert [said[0] for said in owner.heard] == ["typed", "typed", "typed", "left", "entered"]
    field.setFocus()
    press(KEY.Key_A, CTRL)
    write("Tomorrow")
    press(KEY.Key_Return)
    assert field.marked() == nfc("২২/১১/২০২৬ খ্রি.")


def test_a_frozen_date_cannot_be_stepped(stand):
    field = day_field()
    owner = stand(field)
    field.show_marked("২৫/১১/২০২৬")
    field.set_frozen(True)
    press(KEY.Key_Up)
    assert (field.marked(), owner.of("typed")) == ("২৫/১১/২০২৬", [])


# Chips


class People(Owner):
    """A field of chips and what its owner makes of its signals."""

    def __init__(self, field):
        super().__init__(field)
        self.field, self.names = field, []
        field.added.connect(lambda text: self.change(self.names.append, text))
        field.removed.connect(lambda index: self.change(self.names.pop, index))
        field.renamed.connect(lambda index, text: self.change(self.names.__setitem__, index, text))
        field.moved.connect(lambda index, to: self.change(lambda: self.names.insert(to, self.names.pop(index))))

    def change(self, act, *said):
        act(*said)
        self.show_names(*self.names)

    def show_names(self, *names):
        self.names = list(names)
        self.field.show_chips([Chip(name) for name in names])


@pytest.fixture
def people(qtbot):
    def make(*names, **more):
        owner = People(ChipsField("বাস্তবায়নকারী", LOOK, Voice("bn"), add="+ কে", **more))
        qtbot.addWidget(owner)
        owner.resize(500, 300)
        owner.show_names(*names)
        owner.show()
        owner.activateWindow()
        qtbot.waitUntil(owner.isActiveWindow)
        owner.field.setFocus()
        owner.heard.clear()
        return owner

    return make


def chip(owner, index):
    return owner.field._buttons[index]


def test_what_is_typed_becomes_a_chip(people):
    owner = people(words=known)
    write("প্রকৌশলী")
    press(KEY.Key_Escape)
    press(KEY.Key_Return)
    write("ই")
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert owner.names == ["প্রকৌশলী", WORDS[2]]
    assert owner.field.input.text() == ""
    # Enter with nothing typed is the owner's.
    press(KEY.Key_Return)
    assert owner.keys == ["Return"]


def test_what_was_begun_is_added_on_leaving(people, qtbot):
    owner = people("ক")
    other = LineField("x", LOOK)
    owner.stack.addWidget(other)
    QApplication.processEvents()
    write("খ")
    other.setFocus()
    assert owner.names == ["ক", "খ"]
    assert [said[0] for said in owner.heard][-1] == "left"


def test_chips_are_walked_moved_and_removed_by_keys(people):
    owner = people("ক", "খ", "গ")
    press(KEY.Key_Left)
    assert focused() is chip(owner, 2)
    press(KEY.Key_Left, CTRL, times=2)
    assert (owner.names, focused()) == (["গ", "ক", "খ"], chip(owner, 0))
    press(KEY.Key_Left)
    press(KEY.Key_Left, CTRL)
    assert (owner.names, focused()) == (["গ", "ক", "খ"], chip(owner, 0))
    press(KEY.Key_Right)
    press(KEY.Key_Delete)
    assert (owner.names, focused()) == (["গ", "খ"], chip(owner, 1))
    press(KEY.Key_Backspace)
    assert (owner.names, focused()) == (["গ"], chip(owner, 0))
    press(KEY.Key_Right)
    assert focused() is owner.field.input
    press(KEY.Key_Backspace)
    press(KEY.Key_Backspace)
    assert (owner.names, focused()) == ([], owner.field.input)
    assert "left" not in [said[0] for said in owner.heard]


def test_a_chip_is_edited_in_its_place(people):
    owner = people("ক", "খ", "গ")
    owner.field.focus_chip(1)
    press(KEY.Key_F2)
    write("ঘ")
    press(KEY.Key_Return)
    assert (owner.names, focused()) == (["ক", "ঘ", "গ"], chip(owner, 1))
    press(KEY.Key_Return)
    write("ঙ")
    press(KEY.Key_Escape)
    assert (owner.names, focused(), owner.keys) == (["ক", "ঘ", "গ"], chip(owner, 1), [])
    press(KEY.Key_F2)
    write("চ")
    owner.field.input.setFocus()
    assert owner.names == ["ক", "চ", "গ"]
    owner.field.focus_chip(0)
    press(KEY.Key_F2)
    press(KEY.Key_Backspace)
    press(KEY.Key_Return)
    assert owner.names == ["চ", "গ"]
    assert "left" not in [said[0] for said in owner.heard]


def test_chips_by_mouse(people):
    owner = people("ক", "উপজেলা কৃষি কর্মকর্তা")
    second = chip(owner, 1)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(20, 13))
    assert focused() is second
    QTest.mouseDClick(second, Qt.MouseButton.LeftButton, pos=QPoint(20, 13))
    assert isinstance(focused(), LineField)
    assert focused().selectedText() == "উপজেলা কৃষি কর্মকর্তা"
    press(KEY.Key_Escape)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(second.width() - 8, 13))
    assert owner.names == ["ক"]


def test_pasted_lines_become_chips(people):
    owner = people("ক")
    paste("১। খ\n২। <গ>")
    assert owner.names == ["ক", "খ", "<গ>"]
    paste("ঘ")
    assert (owner.names, owner.field.input.text()) == (["ক", "খ", "<গ>"], "ঘ")
    owner.field.input.clear()
    owner.field.input.takes = frozenset({"list"})
    paste("১। খ\n২। গ")
    assert [one.kind for one in owner.of("pasted")] == ["list"]


def test_chips_wrap_over_lines_and_inside_themselves(people, qtbot):
    owner = people("উপজেলা প্রকৌশলী", "উপজেলা কৃষি কর্মকর্তা", "উপজেলা বন কর্মকর্তা, " * 6)
    owner.resize(300, 300)
    qtbot.waitUntil(lambda: chip(owner, 1).y() > chip(owner, 0).y())
    QApplication.processEvents()
    long = chip(owner, 2)
    assert long.height() > 2 * chip(owner, 0).height() - 10
    assert all(owner.field.rect().contains(chip(owner, index).geometry()) for index in range(3))
    assert owner.field.rect().contains(owner.field.input.geometry())
    assert inspection.cut(owner) == []


def test_frozen_chips_can_be_walked_but_not_changed(people):
    owner = people("ক", "খ")
    other = LineField("x", LOOK)
    owner.stack.insertWidget(0, other)
    QApplication.processEvents()
    owner.field.set_frozen(True)
    other.setFocus()
    press(KEY.Key_Tab)
    assert focused() is chip(owner, 0)
    press(KEY.Key_Right)
    press(KEY.Key_Delete)
    press(KEY.Key_Left, CTRL)
    press(KEY.Key_F2)
    assert (owner.names, focused()) == (["ক", "খ"], chip(owner, 1))
    press(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "খ"


def test_a_single_chip_takes_the_place_of_the_line(people):
    owner = people(single=True)
    write("৩১ ডিসেম্বর")
    press(KEY.Key_Return)
    assert (owner.names, focused(), owner.field.input.isVisible()) == (["৩১ ডিসেম্বর"], chip(owner, 0), False)
    press(KEY.Key_Delete)
    assert (owner.names, focused()) == ([], owner.field.input)
    assert "left" not in [said[0] for said in owner.heard]


def test_undo_on_a_chip_is_the_owners(people):
    owner = people("ক")
    owner.field.focus_chip(0)
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Return, CTRL)
    assert (len(owner.of("undo_asked")), owner.keys) == (1, ["Ctrl+Return"])


# Forms


@pytest.mark.parametrize("aside", [False, True])
def test_a_form_labels_its_fields_and_says_what_is_wrong(qtbot, aside):
    form = Form("তথ্য", aside=aside)
    qtbot.addWidget(form)
    place = form.add("স্থান", LineField("স্থান", LOOK), hint="যেখানে সভা বসে")
    form.add("সময়", LineField("সময়", LOOK), beside=True)
    form.add("শিরোনাম", MarkedField("শিরোনাম", LOOK), width=2)
    form.resize(600, 200)
    form.show()
    assert place.label.buddy() is place.field
    place.say_error("স্থান লেখা হয়নি।")
    assert (place.note.plain, place.field.accessibleDescription()) == ("স্থান লেখা হয়নি।",) * 2
    place.say_error("")
    assert place.note.plain == "যেখানে সভা বসে"
    assert inspection.nameless(form) == []
    assert inspection.cut(form) == []


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_field_has_a_name_and_speaks_the_language(qtbot, language):
    voice = Voice(language)
    fields = [
        MarkedField("আলোচনা", LOOK),
        LineField("স্থান", LOOK),
        DateField("তারিখ", LOOK, voice),
        ChipsField("কে", LOOK, voice, add="+ কে"),
    ]
    owner = Owner(*fields)
    owner.setAccessibleName("x")
    qtbot.addWidget(owner)
    fields[2].show_marked("৩১/০২/২০২৬")
    fields[3].show_chips([Chip("ক", "১।")])
    owner.setAccessibleName("সভা")
    owner.show()
    assert inspection.nameless(owner) == []
    assert language == "en" or inspection.english(owner) == []

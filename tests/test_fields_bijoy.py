"""Bijoy pasted into a field: shown as Unicode, kept by one key, as it was by another; whole lists come read."""

from __future__ import annotations

from functools import partial

import pytest
from field_hands import CTRL, KEY, LOOK, SHIFT, dress, focused, paste, press, stood, write
from PySide6.QtGui import QGuiApplication, QTextCursor

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.text import nfc
from koyradesk.markup import escape, plain
from ui.fields import ChipsField, LineField, MarkedField
from ui.finding.box import Line
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

SAID = nfc("বকুলতলা উপজেলা পরিষদের মাসিক সভায় সিদ্ধান্ত গৃহীত হয়।")
BIJOY = to_bijoy(SAID)


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp):
    dress(qapp)


@pytest.fixture
def stand(qtbot):
    return partial(stood, qtbot)


@pytest.fixture(params=["line", "marked"])
def field(request, stand):
    made = LineField("কে", LOOK) if request.param == "line" else MarkedField("আলোচনা", LOOK)
    made.owner = stand(made)
    return made


def shown(field):
    return field.text() if isinstance(field, LineField) else field.toPlainText()


def test_it_is_shown_as_unicode_and_one_key_keeps_it(field):
    paste(BIJOY)
    assert (nfc(shown(field)), field.offers()) == (SAID, True)
    press(KEY.Key_Return)
    assert (plain(field.marked()), field.offers(), field.owner.keys) == (SAID, False, [])
    assert field.owner.of("typed") == [SAID]


def test_escape_brings_back_what_was_pasted(field):
    write("ক ")
    paste(BIJOY)
    press(KEY.Key_Escape)
    assert (plain(field.marked()), field.offers(), field.owner.keys) == (nfc("ক ") + BIJOY, False, [])


def test_undo_brings_it_back_too_and_again_takes_it_out(field):
    paste(BIJOY)
    press(KEY.Key_Z, CTRL)
    assert (shown(field), field.offers()) == (BIJOY, False)
    press(KEY.Key_Z, CTRL)
    assert shown(field) == ""


def test_who_types_on_has_kept_it(field):
    paste(BIJOY)
    write(" ক")
    assert (plain(field.marked()), field.offers()) == (nfc(SAID + " ক"), False)


def test_a_selection_goes_and_comes_back(field):
    write("আগের লেখা")
    field.selectAll()
    paste(BIJOY)
    assert plain(field.marked()) == SAID
    press(KEY.Key_Z, CTRL, times=2)
    assert plain(field.marked()) == nfc("আগের লেখা")


def test_the_offer_can_be_clicked_and_the_keyboard_stays(field):
    paste(BIJOY)
    assert focused() is field
    field._bijoy.undo.click()
    assert (shown(field), focused()) == (BIJOY, field)
    press(KEY.Key_Z, CTRL)
    paste(BIJOY)
    field._bijoy.keep.click()
    assert (nfc(shown(field)), field.offers()) == (SAID, False)


def test_it_can_be_pasted_as_it_is(field):
    paste("x")
    press(KEY.Key_Backspace)
    paste(BIJOY)
    press(KEY.Key_Z, CTRL, times=2)
    press(KEY.Key_V, CTRL | SHIFT)
    assert (shown(field), field.offers()) == (BIJOY, False)


def test_english_and_unicode_are_no_bijoy(field):
    for text in ("The Upazila Nirbahi Officer", "uno@bokultola.gov.bd", SAID, "PC-1 (LAN)", "x² + y²"):
        field.selectAll()
        paste(text)
        assert (nfc(shown(field)), field.offers()) == (text, False)


def test_where_a_field_is_left_the_offer_goes(stand):
    line, other = LineField("কে", LOOK), LineField("অন্য", LOOK)
    stand(line, other)
    paste(BIJOY)
    other.setFocus()
    assert not line.offers()
    # Escape belongs to the screen again.
    line.setFocus()
    press(KEY.Key_Escape)
    assert plain(line.marked()) == SAID


def test_bijoy_and_unicode_in_one_paste(field):
    paste(f"{SAID} {BIJOY} ICT Office {BIJOY}")
    assert plain(field.marked()) == f"{SAID} {SAID} ICT Office {SAID}"


def test_the_font_decides_where_it_is_named(stand):
    field = MarkedField("আলোচনা", LOOK)
    stand(field)
    html = '<p><span style="font-family:SutonnyMJ">Kg <b>me</b></span> <span style="font-family:Calibri">me</span></p>'
    paste("Kg me me", html)
    assert field.marked() == nfc("কম <b>সব</b> me")
    assert field.offers()
    field.selectAll()
    paste("Kg me me", html.replace("SutonnyMJ", "SutonnyOMJ"))
    assert field.marked() == "Kg <b>me</b> me"


def test_a_table_comes_read_to_who_takes_it(stand):
    field = MarkedField("আলোচ্য বিষয়", LOOK, takes=("table",))
    owner = stand(field)
    cells = [["১", "পানীয় জলের ব্যবস্থা", "প্রকৌশলী"], ["২", "রাস্তা সংস্কার", "চেয়ারম্যান"]]
    rows = "".join(
        "<tr>" + "".join(f"<td class=xl65>{escape(to_bijoy(cell))}</td>" for cell in row) + "</tr>" for row in cells
    )
    paste(
        "\n".join("\t".join(to_bijoy(cell) for cell in row) for row in cells),
        f"<style>.xl65 {{font-size:12pt; font-family:SutonnyMJ, sans-serif;}}</style><table>{rows}</table>",
    )
    found = owner.of("pasted")[-1]
    assert found.rows == tuple(tuple(nfc(cell) for cell in row) for row in cells)
    assert found.raw.rows[0][1] == to_bijoy(cells[0][1])
    # What there is no room for in one field is told by its owner, so it offers nothing.
    assert not field.offers()


def test_a_chip_is_pasted_in_bijoy(stand):
    chips = ChipsField("বাস্তবায়নে", LOOK, Voice("bn"), add="দপ্তর যোগ করুন")
    added = []
    chips.added.connect(added.append)
    stand(chips.input)
    paste(to_bijoy("উপজেলা প্রকৌশলী"))
    assert nfc(chips.input.text()) == nfc("উপজেলা প্রকৌশলী")
    press(KEY.Key_Return)
    assert (chips.input.offers(), added) == (False, [])
    press(KEY.Key_Return)
    assert added == [nfc("উপজেলা প্রকৌশলী")]


def test_the_selection_is_copied_as_bijoy(field):
    said = nfc("সভা ICT কক্ষে ২৫/১১/২০২৬")
    write(said)
    field.selectAll()
    field.copy_as_bijoy()
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.text() == "mfv ICT K‡¶ 25/11/2026"
    assert "SutonnyMJ" in clip.html()
    # Typed where fonts are known it is the same text again.
    field.selectAll()
    press(KEY.Key_V, CTRL)
    assert plain(field.marked()) == said


def test_the_menu_of_a_field_copies_as_bijoy(field):
    write(SAID)
    assert not [one for one in field.made_menu().actions() if one.isEnabled() and nfc("বিজয় হিসেবে") in one.text()]
    field.selectAll()
    entry = next(one for one in field.made_menu().actions() if nfc("বিজয় হিসেবে") in one.text())
    entry.trigger()
    assert QGuiApplication.clipboard().mimeData().text() == BIJOY
    raw = next(one for one in field.made_menu().actions() if "Shift" in one.text())
    raw.trigger()
    assert shown(field) == BIJOY
    field.set_frozen(True)
    field.selectAll()
    assert [nfc("বিজয় হিসেবে") in one.text() for one in field.made_menu().actions()].count(True) == 1


def test_a_caret_within_stays_behind_what_was_pasted(stand):
    field = MarkedField("আলোচনা", LOOK)
    stand(field)
    write("শেষ")
    field.moveCursor(QTextCursor.MoveOperation.Start)
    paste(BIJOY)
    assert field.caret() == len(SAID)


def test_who_searches_for_bijoy_finds_unicode(qtbot):
    box = Line("খুঁজুন")
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    for text, shown in ((BIJOY, SAID), ("Office\nLAN", "Office LAN"), (SAID, SAID)):
        box.selectAll()
        paste(text)
        assert nfc(box.text()) == shown
    box.selectAll()
    paste("x" * 300_000)
    assert box.text() == "x" * box.maxLength()

"""The pieces the window is made of: worker, page view, words, names, memory of colours."""

from __future__ import annotations

import threading
import tomllib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import offices
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QImage, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from samples import meeting
from shiboken6 import invalidate

from koyradesk import editing
from koyradesk.bengali.text import nfc
from koyradesk.documents import render_pdf
from koyradesk.errors import UserError
from koyradesk.model import Correction, Ref
from koyradesk.papers import compose
from koyradesk.resources import resource
from ui import fonts, icons, inspection, lines, theme
from ui.keys import caps
from ui.meeting_list import MeetingList, Row
from ui.names import beside, file_name, shown_as
from ui.pages import PageView
from ui.parts import Button, Text, steady_bar
from ui.places import in_words, ref_in_words
from ui.qt_words import QtWords
from ui.raster import Rasteriser
from ui.say import Voice
from ui.worker import Worker

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.finish()


@pytest.fixture
def dressed(qapp):
    fonts.load()
    theme.dress(qapp, theme.LIGHT)
    return qapp


# The worker


def test_jobs_run_in_order_on_one_other_thread(worker, qtbot):
    seen = []
    for number in range(20):
        worker.ask(lambda number=number: (number, threading.get_ident()), seen.append)
    assert not worker.idle()
    qtbot.waitUntil(worker.idle)
    assert [number for number, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen}) == 1
    assert threading.get_ident() not in {thread for _, thread in seen}


def test_of_one_topic_only_the_newest_is_answered(worker, qtbot):
    hold, done, seen = threading.Event(), [], []

    def job(number):
        hold.wait(30)
        done.append(number)
        return number

    for number in range(5):
        worker.ask(lambda number=number: job(number), seen.append, topic="paper")
    worker.ask(lambda: job("other"), seen.append, topic="else")
    hold.set()
    qtbot.waitUntil(worker.idle)
    assert seen == [4, "other"]
    # Those not yet begun were never run.
    assert len(done) <= 3


def test_a_dropped_question_is_not_answered(worker, qtbot):
    seen = []
    worker.ask(lambda: 1, seen.append, topic="search")
    worker.drop("search")
    qtbot.waitUntil(worker.idle)
    assert seen == []


def test_refusals_and_faults_go_their_own_ways(worker, qtbot):
    refused, broke, taken, over = [], [], [], []
    worker.refused.connect(refused.append)
    worker.broke.connect(broke.append)

    def refuse():
        raise UserError("The disk is full.")

    worker.ask(refuse, taken.append)
    worker.ask(refuse, taken.append, otherwise=taken.append)
    worker.ask(lambda: 1 / 0, taken.append, broken=lambda: over.append(len(broke)), topic="x")
    qtbot.waitUntil(worker.idle)
    assert [str(error) for error in refused] == ["The disk is full."]
    assert [type(error) for error in taken] == [UserError]
    assert [type(error) for error in broke] == [ZeroDivisionError]
    assert over == [1]


def test_the_end_waits_for_what_is_being_done(qapp):
    worker, done = Worker(), []
    begun = threading.Event()
    worker.ask(lambda: (begun.set(), done.append("save")), print)
    assert begun.wait(30)
    worker.finish(lambda: done.append("closed"))
    worker.finish(lambda: done.append("again"))
    assert done == ["save", "closed"]


# Pages


class Desk:
    """A page view with a rasteriser that answers at once."""

    def __init__(self, app: QApplication, items: int) -> None:
        self.raster = Rasteriser()
        self.paper = self.raster.paper(render_pdf(compose(meeting(items), "minutes")))
        self.view = PageView(theme.LIGHT)
        self.view.resize(700, 500)
        self.asked: list[tuple[int, int]] = []
        self.view.wanted.connect(self.draw)
        self.view.show()
        self.view.show_pages(self.paper.sizes)
        app.processEvents()

    def draw(self, index: int, width: int) -> None:
        self.asked.append((index, width))
        self.view.put(index, self.raster.page(self.paper, index, width))


@pytest.fixture
def desk(dressed):
    made = Desk(dressed, 12)
    assert len(made.paper.sizes) >= 3
    yield made
    made.view.close()
    made.raster.close()


def test_pages_fit_the_width_and_are_drawn_point_for_point(desk):
    assert desk.view.fits
    assert not desk.view.waits()
    width = round(desk.view._page_size(0)[0])
    assert desk.asked[0] == (0, width)
    assert width <= desk.view.viewport().width()
    assert desk.view.viewport().width() - width < 60
    assert desk.view.horizontalScrollBar().maximum() == 0
    place = desk.view._place(0, desk.view._tops()[0])
    assert (place.width(), place.left() % 1) == (width, 0)
    for size in (width, 613, 1000):
        assert desk.raster.page(desk.paper, 0, size).width() == size


def test_only_pages_near_the_view_are_asked_for_and_kept(desk):
    assert {index for index, _ in desk.asked} == {0, 1}
    desk.view.go_to(len(desk.paper.sizes))
    assert len(desk.paper.sizes) - 1 in desk.view._pictures
    assert 0 not in desk.view._pictures or len(desk.paper.sizes) < 3


def test_page_keys_stop_at_the_head_of_each_page(desk):
    heads = []
    desk.view.setFocus()
    for _ in range(40):
        QTest.keyClick(desk.view, Qt.Key.Key_PageDown)
        heads.append(desk.view.verticalScrollBar().value())
    tops = [round(top) - 16 for top in desk.view._tops()]
    assert set(tops[1:-1]) <= set(heads)
    assert heads[-1] == desk.view.verticalScrollBar().maximum()
    assert desk.view.page() == len(desk.paper.sizes)
    QTest.keyClick(desk.view, Qt.Key.Key_Home)
    assert desk.view.page() == 1
    QTest.keyClick(desk.view, Qt.Key.Key_End)
    assert desk.view.page() == len(desk.paper.sizes)
    for _ in range(40):
        QTest.keyClick(desk.view, Qt.Key.Key_PageUp)
    assert desk.view.verticalScrollBar().value() == 0


def turn(view: PageView, steps: int, modifier: Qt.KeyboardModifier) -> None:
    middle = QPointF(view.viewport().width() / 2, view.viewport().height() / 2)
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_scrolls_and_with_ctrl_it_zooms_around_the_pointer(desk):
    told = []
    desk.view.moved.connect(lambda *place: told.append(place))
    turn(desk.view, -3, Qt.KeyboardModifier.NoModifier)
    assert desk.view.verticalScrollBar().value() > 0
    before = desk.view.zoom
    line = desk.view.verticalScrollBar().value() + desk.view.viewport().height() / 2
    turn(desk.view, 2, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.zoom == pytest.approx(before * 1.125**2)
    assert not desk.view.fits
    after = desk.view.verticalScrollBar().value() + desk.view.viewport().height() / 2
    assert after == pytest.approx(line * 1.125**2, abs=2)
    assert told[-1][2] == round(desk.view.zoom * 100)
    desk.view.fit_width()
    assert desk.view.zoom == pytest.approx(before)


def test_zoom_has_ends_and_a_page_too_wide_can_be_pushed_aside(desk):
    for _ in range(60):
        desk.view.zoom_in()
    assert desk.view.zoom == 4.0
    assert desk.view.horizontalScrollBar().maximum() > 0
    middle = desk.view.horizontalScrollBar().maximum() / 2
    assert desk.view.horizontalScrollBar().value() == pytest.approx(middle, rel=0.1)
    for _ in range(60):
        desk.view.zoom_out()
    assert desk.view.zoom == 0.25


def test_the_desk_is_darker_than_the_paper_and_the_edge_is_soft(desk):
    picture = desk.view.viewport().grab().toImage()
    place = desk.view._place(0, desk.view._tops()[0])
    row = round(place.top()) + 40
    edge = round(place.left())
    shades = [picture.pixelColor(x, row).lightness() for x in range(edge - 12, edge + 2)]
    assert shades[-1] == 255
    assert shades[0] < 225
    between = [shade for shade in shades[:-1] if shade < shades[0]]
    assert len(set(between)) >= 3, "a shadow, not a line"


def test_an_empty_desk_has_no_page(dressed):
    view = PageView(theme.DARK)
    view.resize(300, 300)
    view.show_pages(())
    assert (view.page(), view.waits()) == (0, False)
    view.put(0, QImage(4, 4, QImage.Format.Format_RGB32))
    assert view._pictures == {}


# Words


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("উপজেলা কমিটি", "জুন ২০২৩", "০৫.৪৪-৬৬৪", ""), "উপজেলা কমিটি-জুন ২০২৩-০৫.৪৪-৬৬৪"),
        (("ক/খ:গ", "", "<১>", "হাজিরা"), "ক খ গ-১-হাজিরা"),
        (("", "", "", ""), "koyradesk"),
        (("con", ""), "koyradesk-con"),
        (("Nul.২০২৩",), "koyradesk-Nul.২০২৩"),
        (("COM¹",), "koyradesk-COM¹"),
        (("ক. ", " খ."), "ক-খ"),
        (("a\nb\tc\x07",), "a b c"),
    ],
)
def test_file_names_say_what_is_in_them_and_suit_windows(parts, name):
    assert file_name(*parts) == nfc(name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("রাস্তা: আগে.JPG", "রাস্তা আগে-0123abcd.JPG"),
        ("..\\..\\কাগজ.pdf", "কাগজ-0123abcd.pdf"),
        ("/etc/aux", "koyradesk-aux-0123abcd"),
        ("ক.pdf:exe", "ক-0123abcd.pdf exe"),
        ("a.exe.pdf", "a.exe-0123abcd.pdf"),
    ],
)
def test_a_file_of_others_is_shown_under_a_name_of_its_own(name, shown):
    assert shown_as(name, "0123abcdef") == nfc(shown)


@pytest.mark.parametrize("name", ["ছবি.jpg.exe", "a.EXE", "a.lnk ", "c.ps1", "x.url", "প.js"])
def test_a_program_among_the_proofs_is_not_started(name):
    with pytest.raises(UserError) as refused:
        shown_as(name, "0123abcdef")
    assert nfc(name) in refused.value.text("bn")


def test_a_name_beside_a_taken_one_is_proposed(tmp_path):
    path = tmp_path / "কাগজ.pdf"
    assert beside(path).name == "কাগজ (2).pdf"
    (tmp_path / "কাগজ (2).pdf").touch()
    assert beside(path).name == "কাগজ (3).pdf"


def test_a_long_file_name_leaves_room_for_its_folder():
    name = file_name("উপজেলা " * 60, "জুন ২০২৩")
    assert len(name) <= 120
    assert name == name.strip(" .-")


def test_a_place_in_a_meeting_is_named_as_the_office_names_it():
    bengali, english = Voice("bn"), Voice("en")
    assert in_words("items[2].decisions[0].text", english) == "Agenda item 3, Decision 1"
    assert in_words("items[2].serial", bengali) == f"{bengali('Agenda item')} ৩, {bengali('Serial')}"
    assert in_words("date", bengali) == "তারিখ"
    assert in_words("office.letterhead[1]", english) == "Letterhead 2"
    assert in_words("something.new[1]", bengali) == "something.new[1]"
    assert in_words("", bengali) == ""


def test_shortcuts_are_written_as_on_the_caps_of_keys():
    told = {"Ctrl+Return": "Ctrl Enter", "Escape": "Esc", "Ctrl++": "Ctrl +", "Ctrl+-": "Ctrl -", "F6": "F6"}
    assert {keys: caps(keys) for keys in told} == told


def test_every_field_and_part_of_a_meeting_has_a_name():
    entry = Correction("ক্রমিক ১", "এক", "দুই")
    held = replace(offices.small_meeting(), id="meeting.m3gh0apr.0000000000", corrections=(entry,))
    meeting = offices.identified(held, offices.minting())
    refs = [*editing.refs(meeting), *(Ref(one.id, "") for one in (*meeting.items, *meeting.corrections))]
    for ref in refs:
        for told in (in_words(editing.path(meeting, ref), Voice("en")), ref_in_words(ref, Voice("en"))):
            assert told[0].isupper(), ref
            assert not set(told) & set("[]._"), ref


def test_numbers_dates_and_months_in_both_languages():
    bengali, english = Voice("bn"), Voice("en")
    assert bengali.date(date(2026, 11, 25)) == "২৫ নভেম্বর ২০২৬"
    assert english.date(date(2026, 11, 5)) == "5 November 2026"
    assert bengali.month("2023-06") == "জুন ২০২৩"
    assert english.month("2023-06") == "June 2023"
    assert [bengali.month(text) for text in ("", "2023-13", "জুন", "২০২৩-০৬")] == [
        "",
        "2023-13",
        "জুন",
        "জুন ২০২৩",
    ]
    assert bengali.moment(datetime(2026, 11, 21, 9, 5)) == "২১ নভেম্বর ২০২৬, ০৯:০৫"
    assert bengali("{number} meetings", number=12).startswith("১২")


def shown(dialog: QWidget) -> list[str]:
    """Every word of a dialog of Qt's own."""
    found = [dialog.windowTitle()]
    for one in dialog.findChildren(QWidget):
        for reader in ("text", "title", "toolTip", "placeholderText", "accessibleName"):
            value = getattr(one, reader, str)()
            if isinstance(value, str) and one.objectName() not in ("filename", "fileNameEdit", "lookInCombo"):
                found.append(value)
        if isinstance(one, QComboBox) and one.objectName() == "pageSetCombo":
            found += [one.itemText(index) for index in range(one.count())]
        if isinstance(one, QTabWidget):
            found += [one.tabText(index) for index in range(one.count())]
        if isinstance(one, QGroupBox):
            found.append(one.title())
    return found


def test_qts_own_dialogs_speak_bengali(dressed, tmp_path):
    words = QtWords()
    dressed.installTranslator(words)
    try:
        save = QFileDialog(None, "", str(tmp_path), "")
        save.setOption(QFileDialog.Option.DontUseNativeDialog)
        save.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        save.setNameFilter("(*.pdf)")
        printing = QPrintDialog(QPrinter(QPrinter.PrinterMode.HighResolution))
        words_shown = [inspection._LATIN.sub("", text) for text in (*shown(save), *shown(printing))]
        assert [text for text in words_shown if any("a" <= letter.lower() <= "z" for letter in text)] == []
        assert len([text for text in words_shown if text]) > 50
        assert not any("&" in text for text in words_shown)
    finally:
        dressed.removeTranslator(words)


def test_what_is_not_listed_stays_as_qt_says_it(dressed):
    words = QtWords()
    assert words.translate("QAnything", "Some new words of Qt") == "Some new words of Qt"
    assert words.translate("QGuiApplication", "QT_LAYOUT_DIRECTION") == "LTR"


# The look


def test_bottle_green_is_the_accent():
    assert theme.LIGHT.accent == "#006a4e"


def test_the_style_sheet_is_understood(dressed, qtbot):
    """Qt warns about what it cannot parse, and a warning fails the test."""
    for look in theme.SCHEMES.values():
        theme.dress(dressed, look)
        widget = QWidget()
        Text("কিছু", "title").setParent(widget)
        widget.show()
        QTest.qWait(20)
        widget.close()
    assert "$" not in theme.sheet(theme.LIGHT)


def test_bengali_is_set_in_the_bundled_face(dressed):
    assert QFont(theme.FAMILY).exactMatch()
    assert lines.leading(theme.font(15)) == pytest.approx(22.5)


def test_icons_come_with_their_licence_and_take_the_colour_of_the_theme(dressed):
    names = {path.stem for path in resource("icons").glob("*.svg")}
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")
    for name in names:
        picture = icons.pixmap(name, "#ff0000", 24, 2.0).toImage()
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(48)
            for y in range(48)
            if picture.pixelColor(x, y).alpha() > 250
        }
        assert colours == {"#ff0000"}, name


def test_every_icon_in_the_folder_is_used():
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path("ui").rglob("*.py"))
    unused = [path.stem for path in resource("icons").glob("*.svg") if f'"{path.stem}"' not in source]
    assert unused == []


# The eye that judges


def test_the_eye_sees_what_is_cut(dressed):
    window = QWidget()
    label = QLabel("একটি লম্বা নাম যার জন্য জায়গা নেই", window)
    label.setGeometry(0, 0, 60, 30)
    text = Text("একটি লম্বা নাম যার জন্য জায়গা নেই")
    text.setParent(window)
    text.setGeometry(0, 40, 60, 24)
    window.resize(200, 200)
    window.show()
    assert len(inspection.cut(window)) == 2
    label.setGeometry(0, 0, 400, 30)
    text.setGeometry(0, 40, 190, 100)
    assert [found for found in inspection.cut(window) if "sticks out" in found] != []
    window.resize(500, 200)
    assert inspection.cut(window) == []
    window.close()


def test_the_eye_sees_the_nameless_and_the_english(dressed):
    window = QWidget()
    window.setAccessibleName("জানালা")
    stack = QVBoxLayout(window)
    stack.addWidget(QWidget())
    stack.addWidget(Button("Save", theme.LIGHT, keys="Ctrl+S"))
    window.show()
    assert len(inspection.nameless(window)) == 1
    assert {"Save"} <= set(inspection.english(window))
    window.close()


def test_a_long_name_wraps_in_the_list_and_is_read_out_whole(dressed):
    long = nfc("জেলা পর্যায়ে তথ্য ও যোগাযোগ প্রযুক্তি বিষয়ক কার্যক্রম বাস্তবায়ন ও তদারকি সংক্রান্ত উপজেলা কমিটি")
    listing = MeetingList(Voice("bn"), theme.LIGHT)
    listing.resize(260, 400)
    number = "৫৬.০৪.৩৩৮৬.০০০.০০০.০৬.০০০৪.২৪.৬৬৬৬৬৬৬৬৬"
    listing.rows.fill([Row("1", long, "2026-11", date(2026, 11, 25), number=number, state="signed")])
    listing.show()
    QTest.qWait(20)
    head, line = listing.rows.index(0), listing.rows.index(1)
    assert listing.sizeHintForIndex(head).height() > 3 * 21
    assert listing.visualRect(line).height() == listing.sizeHintForIndex(line).height()
    said = listing.rows.data(line, Qt.ItemDataRole.AccessibleTextRole)
    for part in (long, "নভেম্বর ২০২৬", "২৫ নভেম্বর ২০২৬", number, Voice("bn")("Signed")):
        assert part in said
    assert inspection.cut(listing) == []
    listing.close()


def test_the_gui_script_is_the_program():
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["gui-scripts"] == {"koyradesk": "ui.app:main"}


def test_a_scroll_bar_whose_window_is_given_up_troubles_nobody(qapp):
    """What PySide still calls by its old name may change its range once more, when everything is dressed anew."""
    area = QScrollArea()
    steady_bar(area)
    bar = area.verticalScrollBar()
    bar.setRange(0, 9)
    assert bar.isEnabled()
    invalidate(bar)
    area.verticalScrollBar().setRange(0, 0)

"""An office sets how its papers look, on the screen alone: with the real paper beside it, and nothing lost."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk import layout, layout_file, layout_keeping, layout_keys, meetings, specimen
from koyradesk.store import Store
from ui import fonts, inspection
from ui.fields.line import LineField
from ui.layout_screen import LayoutScreen
from ui.layouts import words
from ui.layouts.columns import ColumnsControl
from ui.layouts.controls import ChoiceControl, Control, NumberControl, SwitchControl, TextControl
from ui.layouts.groups import GROUPS, PAPERS
from ui.layouts.head import HeadLinesControl, LogoControl
from ui.layouts.pickers import ManyControl, PickControl, Picker
from ui.layouts.rows import RowsControl
from ui.layouts.samples import SampleControl
from ui.say import Voice
from ui.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(scope="module")
def sampled(qapp, tmp_path_factory):
    """A window on the sample office; the tests leave its layouts as they found them."""
    fonts.load()
    made = Stage(qapp, tmp_path_factory.mktemp("office"), "bn", "light", 1.0)
    made.window.fill_sample()
    made.settle()
    yield made
    made.end()


@pytest.fixture
def stage(sampled):
    sampled.window.activateWindow()
    sampled.window.go("layout")
    sampled.settle()
    yield sampled
    screen(sampled).draft.to_base("upazila")
    screen(sampled).keep()
    sampled.settle()
    sampled.window.go("meetings")
    sampled.settle()


def screen(stage: Stage) -> LayoutScreen:
    return stage.window.layouts


def ask(stage: Stage, job: Callable[[Store], Any]) -> Any:
    """What the office's book has, asked on the thread that owns it."""
    found: list[Any] = []
    stage.window.kit.worker.ask(lambda: job(stage.program.book.store), found.append)
    stage.settle()
    return found[0]


def kept(stage: Stage, committee: str) -> Any:
    return ask(stage, lambda store: layout_keeping.of(store, committee))


def entry(stage: Stage, path: str) -> Any:
    return screen(stage).form.go(path)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, stage: Stage | None = None) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)
    if stage:
        stage.settle()


def type_text(field: Any, text: str) -> None:
    """Types a text over what stands in a field."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    for sign in text:
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


def pick(picker: Picker, value: Any) -> None:
    """Opens the menu and takes an entry of it by the keyboard."""
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Return)
    menu, values = picker.menu_open, [one for one, _ in picker._options()]
    menu.setActiveAction(menu.actions()[values.index(value)])
    # The menu is gone before the key is let go.
    QTest.keyPress(menu, Qt.Key.Key_Return)


def by_hand(control: Control, value: Any) -> None:
    """Brings a control to a value as a user would."""
    if isinstance(control, TextControl):
        type_text(control.field, words.shown(value, Voice("bn")))
    elif isinstance(control, NumberControl):
        type_text(control.field, f"{value:g}")
    elif isinstance(control, SwitchControl):
        if control.switch.isChecked() != value:
            QTest.keyClick(control.switch, Qt.Key.Key_Space)
    elif isinstance(control, ChoiceControl):
        QTest.keyClick(control.buttons[value], Qt.Key.Key_Return)
    elif isinstance(control, PickControl):
        pick(control.picker, value)
    elif isinstance(control, ManyControl):
        for one in {*control.picker.value} ^ {*value}:
            pick(control.picker, one)
    elif isinstance(control, SampleControl):
        if value in control.options():
            pick(control.picker, value)
        else:
            control.own.show()
            type_text(control.own.field, words.shown(value, Voice("bn")))
    elif isinstance(control, HeadLinesControl):
        for number, one in enumerate(control.switches, 1):
            if one.isChecked() != (number in value):
                QTest.keyClick(one, Qt.Key.Key_Space)
    else:
        assert isinstance(control, RowsControl)
        rows_by_hand(control, value)


def rows_by_hand(control: RowsControl, value: list[Any]) -> None:
    while len(control.rows) > len(value):
        QTest.keyClick(control.rows[-1].out, Qt.Key.Key_Return)
    while len(control.rows) < len(value):
        QTest.keyClick(control.adding, Qt.Key.Key_Return)
    for row, wanted in zip(control.rows, value, strict=True):
        parts = wanted.values() if isinstance(wanted, dict) else [wanted]
        for part, one in zip(row.controls, parts, strict=True):
            by_hand(part, one)


def test_every_key_of_a_layout_stands_once_in_the_form():
    found = [item.path for group in GROUPS for item in group.items]
    assert sorted(found) == sorted(layout_keys.keys())
    seen = {group.paper for group in GROUPS} | {item.paper for group in GROUPS for item in group.items if item.paper}
    assert seen <= {kind for kind, _ in PAPERS}
    assert {kind for kind, _ in PAPERS} == {*specimen.KINDS, *specimen.VARIANTS, "draft"}


def test_what_is_filled_in_has_a_name_of_its_own_in_both_languages():
    known = {name for key in layout_keys.keys().values() for name in (*key.knows, *key.needs)}
    assert known == words.FIELDS.keys()
    for language in ("bn", "en"):
        voice = Voice(language)
        assert len({voice(name) for name in words.FIELDS.values()}) == len(words.FIELDS)
        for key in known:
            assert words.meant(words.shown(f"ক {{{key}}} খ", voice), voice) == f"ক {{{key}}} খ"
    options = {one for key in layout_keys.keys().values() for part in (key, *key.row) for one in part.options}
    assert options <= words.OPTIONS.keys()


def test_every_group_opens_and_nothing_in_it_is_cut_or_nameless(stage):
    for group in GROUPS:
        screen(stage).form.go(group.items[0].path)
        stage.settle()
        window = stage.window
        assert inspection.cut(window) + inspection.nameless(window) + inspection.english(window) == [], group.name
        assert screen(stage).kind == group.paper
    assert not screen(stage).trouble.isVisible()
    assert set(screen(stage).form.entries) == set(layout_keys.keys())


@pytest.mark.parametrize("name", ["plain", "district", "combined", "directorate"])
def test_the_papers_of_other_offices_come_of_the_form_alone(stage, name):
    """Each key by its own field, switch, menu or row: what comes out is that office's layout to the last key."""
    wanted = layout_file.plain(layout.resolve(name))
    held = screen(stage)
    for path in layout_keys.differing(wanted, held.draft.tree):
        by_hand(entry(stage, path).control, layout_keys.at(wanted, path))
        assert held.draft.value(path) == layout_keys.at(wanted, path), path
    stage.settle()
    assert held.draft.tree == wanted
    before = held.page.held
    held.keep()
    stage.settle()
    assert held.page.held.sizes == before.sizes
    assert layout.resolve(kept(stage, held.taken.committee)) == layout.resolve({"base": "upazila", **wanted})


def test_a_change_stands_on_the_paper_and_in_the_meeting_once_it_is_kept(stage):
    held = screen(stage)
    committee = held.taken.committee

    def layouts() -> dict[str, Any]:
        ids = [row.id for row in stage.window.rows if row.committee == committee]
        return ask(stage, lambda store: {one: meetings.get(store, one).layout for one in ids})

    before = layouts()
    by_hand(entry(stage, "closing_label").control, "০৪।")
    stage.settle()
    assert any("০৪।" in place.text for place in held.page.held.places)
    assert layouts() == before
    QTest.keyClick(stage.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    following = [one["id"] for one in ask(stage, lambda store: layout_keeping.following(store, committee))]
    assert following
    assert layouts() == before | {one: {"base": "upazila", "closing_label": "০৪।"} for one in following}
    assert str(committee) in stage.window.notice.words.plain
    assert not held.keeping.isEnabled()


def test_what_cannot_be_printed_is_told_beside_the_field_and_goes_no_further(stage):
    held = screen(stage)
    margin = entry(stage, "page.left")
    before = held.draft.tree
    type_text(margin.control.field, "৫০০")
    assert margin.wrong
    assert "৫" in margin.note.plain
    assert margin.note.isVisible()
    held.keep()
    stage.settle()
    assert held.draft.value("page.left") == 50.0
    assert held.draft.is_kept() is False
    type_text(margin.control.field, "২৫")
    assert not margin.wrong
    subject = entry(stage, "notice.subject")
    stage.settle()
    type_text(subject.control.field, "সভা আহ্বান")
    assert "{সভা}" in subject.note.plain
    assert held.draft.value("notice.subject") == before["notice"]["subject"]
    chip = next(one for one in subject.chips.children() if getattr(one, "text", str)() == "{সভা}")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not subject.wrong
    assert held.draft.value("notice.subject") == "সভা আহ্বান{meeting}"
    stage.settle()
    assert held.kind == "notice"
    assert any(place.text.startswith("সভা আহ্বান") for place in held.page.held.places)


def test_changes_are_taken_back_step_by_step_to_the_kept_or_to_the_base(stage):
    held = screen(stage)
    by_hand(entry(stage, "title.bold").control, False)
    by_hand(entry(stage, "numbering.item").control, "(ক)")
    heading = entry(stage, "distribution.heading")
    type_text(heading.control.field, "বিতরণ:")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert held.draft.value("distribution.heading") != "বিতরণ:"
    held.draft.to_kept()
    assert held.draft.is_kept()
    held.undo()
    assert held.draft.value("numbering.item") == "(ক)"
    mark = entry(stage, "title.bold")
    assert mark.back.isVisible()
    QTest.keyClick(mark.back, Qt.Key.Key_Return)
    assert held.draft.value("title.bold") is True
    assert not mark.back.isVisible()
    held.draft.to_base()
    assert held.draft.differing() == ()


def test_rows_move_by_the_keyboard_and_widths_by_mouse_and_keyboard(stage):
    held = screen(stage)
    columns = entry(stage, "table.columns").control
    assert isinstance(columns, ColumnsControl)
    names = [one["heading"] for one in columns.value]
    columns.rows[0].first().setFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = [one["heading"] for one in held.draft.value("table.columns")]
    assert moved == [names[1], names[0], *names[2:]]
    stage.settle()
    widths = [one["width"] for one in held.draft.value("table.columns")]
    strip = columns.strip
    border = QPoint(round(strip.borders()[0]), 10)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=border)
    QTest.mouseMove(strip, border - QPoint(40, 0))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=border - QPoint(40, 0))
    dragged = [one["width"] for one in held.draft.value("table.columns")]
    assert dragged[0] < widths[0]
    assert sum(dragged) == pytest.approx(sum(widths))
    strip.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    assert held.draft.value("table.columns")[1]["width"] == pytest.approx(dragged[1] + 0.1)


def test_a_layout_goes_out_as_a_file_and_a_broken_one_is_refused_with_its_line(stage, tmp_path):
    held = screen(stage)
    by_hand(entry(stage, "draft_mark").control, "অনুলিপি নয়")
    path = tmp_path / "কমিটি-বিন্যাস.toml"
    held.files.ask_export()
    assert held.files.dialog.selectedFiles()[0].endswith("-বিন্যাস.toml")
    held.files.dialog.reject()
    held.files.export(path)
    stage.settle()
    held.draft.to_base()
    held.files.take_file(path)
    stage.settle()
    assert held.draft.value("draft_mark") == "অনুলিপি নয়"
    assert not held.draft.is_kept()
    before = held.draft.tree
    path.write_text('base = "plain"\n\n[page]\nleft = 2500\n', encoding="utf-8")
    held.files.take_file(path)
    stage.settle()
    assert "৪" in stage.window.notice.words.plain
    assert held.draft.tree == before


def test_a_logo_comes_from_a_picture_and_goes_again(stage, tmp_path):
    held = screen(stage)
    logo = entry(stage, "letterhead.logo").control
    assert isinstance(logo, LogoControl)
    stream = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 90, 60, 128)).save(stream, "PNG")
    (tmp_path / "লোগো.png").write_bytes(stream.getvalue())
    (tmp_path / "লেখা.png").write_bytes("ছবি নয়".encode())
    before = held.page.held
    held.files.take_logo(tmp_path / "লোগো.png")
    stage.settle()
    assert held.draft.value("letterhead.logo")
    assert held.page.held.places[0].y0 != before.places[0].y0 or held.page.held.looks != before.looks
    held.files.take_logo(tmp_path / "লেখা.png")
    stage.settle()
    assert stage.window.notice.isVisible()
    QTest.keyClick(logo.out, Qt.Key.Key_Return)
    assert held.draft.value("letterhead.logo") == ""


def test_nothing_is_lost_on_leaving_without_keeping(stage):
    held, window = screen(stage), stage.window
    by_hand(entry(stage, "closing_label").control, "০৯।")
    window.go("meetings")
    stage.settle()
    assert window.notice.button is not None
    assert json.loads(window.kit.memory.text(f"layouts/{held.taken.committee.encode().hex()}"))["rest"]
    window.go("layout")
    stage.settle()
    assert held.draft.value("closing_label") == "০৯।"
    window.go("meetings")
    stage.settle()
    QTest.keyClick(window.notice.button, Qt.Key.Key_Return)
    stage.settle()
    committee = held.taken.committee
    assert kept(stage, committee) == {"base": "upazila", "closing_label": "০৯।"}


def test_the_editor_and_the_settings_lead_to_the_layout(stage):
    window = stage.window
    row = next(one for one in window.rows if one.committee != screen(stage).taken.committee)
    window.edit(row.id)
    stage.settle()
    window.editor.bar.menu().actions()[0].trigger()
    stage.settle()
    assert window.here.place == "layout"
    assert screen(stage).taken.committee == row.committee
    window.back()
    stage.settle()
    assert window.here.place == "edit"
    window.go("settings")
    stage.settle()
    QTest.keyClick(window.settings.layouts, Qt.Key.Key_Return)
    stage.settle()
    assert window.here.place == "layout"


def test_tab_goes_through_the_open_group_and_page(stage):
    held = screen(stage)
    held.form.go("title.bold")
    seen = []
    for _ in range(8):
        seen.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    assert held.form.entries["title.bold"].control.first() in seen
    assert held.form.entries["title.underline"].control.first() in seen
    assert held.form.folds["facts"].head in seen
    assert not any(isinstance(one, LineField) and not one.isVisible() for one in seen)


def test_a_line_of_the_page_leads_to_what_sets_it_and_f6_to_the_other_side(stage):
    held = screen(stage)
    for wanted, group in (("signature.name", "signature"), ("item.topic", "table"), ("memo.number", "memo")):
        place = next(
            one
            for one in held.page.held.places
            if one.source and f"{one.source.record.partition('.')[0]}.{one.source.field}" == wanted
        )
        held.page.field_asked.emit(place.source, 0)
        stage.settle()
        assert held.form.folds[group].is_open()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert held.page.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert held.form.isAncestorOf(QApplication.focusWidget())


def test_names_are_put_in_from_the_keyboard(stage):
    field = entry(stage, "letter.cited").control.field
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == "স্মারক নম্বর"))
    # The menu is gone before the key is let go.
    QTest.keyPress(menu, Qt.Key.Key_Return)
    assert screen(stage).draft.value("letter.cited") == "{number}"
    paragraphs = entry(stage, "cancellation.body").control
    second = paragraphs.rows[-1].first()
    second.setFocus()
    second.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(second, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == "স্থান"))
    QTest.keyPress(menu, Qt.Key.Key_Return)
    assert screen(stage).draft.value("cancellation.body")[-1].endswith("{place}")


def test_words_of_later_reminders_are_seen_on_a_later_reminder(stage):
    held = screen(stage)
    entry(stage, "reminder.second").control.rows[0].first().setFocus()
    stage.settle()
    assert held.kind == "reminder-2"
    entry(stage, "reminder.subject")
    stage.settle()
    assert held.kind == "reminder"
    held.show_kind("minutes")
    type_text(held.form.entries["reminder.subject"].control.field, "{সভা}")
    stage.settle()
    assert held.kind == "minutes"

"""What was: the bin, the history of a field, words brought back after a crash; the settings and what they do."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from samples import meeting

from koyradesk import meetings, memos
from koyradesk.differences import difference
from koyradesk.model import Ref
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store, tables
from ui import bin_screen, fonts, theme
from ui.difference_text import DifferenceText, spoken
from ui.keeping import Past
from ui.parts import Button
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")


@pytest.fixture
def stored(tmp_path):
    """A meeting in the data folder, its id and those of its parts."""
    with Store.open(tmp_path / "data") as store:
        return meetings.save(store, meeting(2), by="রহিমা")


@pytest.fixture
def stage(stored, begin):
    return begin()


def press(stage: Stage, key: Qt.Key) -> None:
    QTest.keyClick(stage.app.focusWidget() or stage.window, key)
    QTest.qWait(150)
    stage.settle()


# The bin


def take_away(stage: Stage, stored, items: int) -> None:
    """Another hand takes agenda items out of the meeting."""
    book = stage.window.kit.book
    less = replace(stored, items=stored.items[: len(stored.items) - items])
    stage.window.kit.worker.ask(lambda: book.edits.write(less, stored, ()), lambda _: None)
    stage.settle()


def test_the_bin_tells_what_was_taken_out_by_whom_and_from_where(stage, stored):
    window = stage.window
    window.kit.book.by = "করিম"
    take_away(stage, stored, 1)
    window.go("settings")
    window.settings.bin.click()
    stage.settle()
    assert window.here.place == "bin"
    assert window.rail.places["settings"].isChecked()
    line = window.bin.list.rows.lines[0]
    assert line.head == stored.items[1].topic
    assert line.pill == BENGALI("Agenda item")
    assert stored.title in line.below[0]
    assert "করিম" in line.below[1]
    assert str(BENGALI.digits(date.today().day)) in line.below[1]


def test_enter_brings_it_back_to_where_it_stood(stage, stored):
    window = stage.window
    take_away(stage, stored, 2)
    window.go("bin")
    stage.settle()
    assert window.bin.list.hasFocus()
    assert window.bin.list.rows.rowCount() == 2
    press(stage, Qt.Key.Key_Return)
    assert window.bin.list.rows.rowCount() == 1
    assert window.notice.isVisible()
    press(stage, Qt.Key.Key_Return)
    assert not window.bin.list.isVisible()
    assert window.bin.empty.isVisible()
    found = []
    window.kit.worker.ask(lambda: window.kit.book.edits.get(stored.id), found.append)
    stage.settle()
    assert [item.id for item in found[0].items] == [item.id for item in stored.items]
    press(stage, Qt.Key.Key_Escape)
    assert window.here.place != "bin"


def test_a_meeting_from_the_bin_is_in_the_list_again(stage, stored):
    window = stage.window
    window.go("meetings")
    window.delete(window.rows[0])
    stage.settle()
    assert window.rows == ()
    window.go("bin")
    stage.settle()
    window.bin.returning.click()
    stage.settle()
    assert [row.id for row in window.rows] == [stored.id]


def test_what_belongs_to_signed_minutes_stays_and_says_so(stage, stored):
    window = stage.window
    take_away(stage, stored, 1)
    book = window.kit.book
    window.kit.worker.ask(lambda: memos.sign(book.store, PaperKey("minutes", stored.id), by="x"), lambda _: None)
    stage.settle()
    window.go("bin")
    stage.settle()
    assert window.bin.list.rows.lines[0].pill == BENGALI("Signed meanwhile")
    assert not window.bin.returning.isEnabled()
    press(stage, Qt.Key.Key_Return)
    assert window.notice.isVisible()
    assert window.bin.list.rows.rowCount() == 1


# The history of a field


def written(stage: Stage, ref: Ref, text: str, by: str) -> None:
    stage.window.kit.book.by = by
    session = stage.window.editor.session
    session.type(ref, text)
    session.leave(ref)
    stage.settle()


def test_the_history_of_a_field_shows_who_wrote_what_and_puts_it_back(stage, stored):
    window = stage.window
    ref = Ref(stored.id, "place")
    window.edit(stored.id, "facts", ref)
    stage.settle()
    written(stage, ref, "উপজেলা পরিষদ মিলনায়তন", "করিম")
    window.past.ask(ref)
    stage.settle()
    panel = window.past.panel
    assert panel.isVisible()
    assert BENGALI("Place") in panel.title.plain
    said = [one.accessibleName() for one in panel.findChildren(DifferenceText)]
    assert len(said) == 2
    assert "মিলনায়তন" in said[0]
    assert "সম্মেলন কক্ষ" in said[0]
    names = [one.plain for one in panel.findChildren(type(window.today.title)) if "·" in one.plain]
    assert names[0].startswith("করিম · ")
    assert names[1].startswith("রহিমা · ")
    buttons = [one for one in panel.findChildren(Button) if one.text()]
    assert len(buttons) == 1, "what stands now needs no putting back"
    assert stage.app.focusWidget() is buttons[0]
    press(stage, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert window.editor.session.meeting.place == stored.place
    found = []
    window.kit.worker.ask(lambda: window.kit.book.edits.get(stored.id), found.append)
    stage.settle()
    assert found[0].place == stored.place
    window.past.ask(ref)
    stage.settle()
    assert len(panel.findChildren(DifferenceText)) == 3, "putting back is an edit like any other"


def test_escape_closes_the_history_and_goes_back_to_the_field(stage, stored):
    window = stage.window
    ref = Ref(stored.id, "place")
    window.edit(stored.id, "facts", ref)
    stage.settle()
    field = stage.app.focusWidget()
    window.past.ask(ref)
    stage.settle()
    assert not field.hasFocus()
    press(stage, Qt.Key.Key_Escape)
    assert not window.past.panel.isVisible()
    assert window.here.place == "edit"
    assert field.hasFocus()


def test_a_field_never_changed_says_so(stage, stored):
    window = stage.window
    window.past.panel.show_past(Past(Ref(stored.items[0].id, "topic"), "", (), fixed=False))
    said = [one.plain for one in window.past.panel.findChildren(type(window.today.title))]
    assert BENGALI("Nothing was changed here yet.") in said


def test_a_difference_is_read_out_whole_and_drawn_in_two_ways(qapp):
    fonts.load()
    theme.dress(qapp, theme.LIGHT)
    pieces = difference("সভা সোমবার হবে।", "সভা বুধবার হবে।")
    said = spoken(pieces, Voice("en"))
    assert "gone: সোমবার" in said
    assert "new: বুধবার" in said
    shown = DifferenceText(pieces, BENGALI, theme.LIGHT)
    formats = {piece.how: shown._format(piece) for piece in pieces}
    assert formats["gone"].fontStrikeOut()
    assert not formats["new"].fontStrikeOut()
    assert formats["new"].underlineStyle() != formats["same"].underlineStyle()
    assert shown.heightForWidth(60) > shown.heightForWidth(600)


# What a crash left


def kept_after_a_crash(folder, ref: Ref, text: str) -> None:
    with Store.open(folder / "data") as store:
        store.keep_edits([(ref.record, ref.field, text)])


def test_words_brought_back_are_told_with_a_way_to_them(stored, begin, tmp_path):
    kept_after_a_crash(tmp_path, Ref(stored.items[1].id, "topic"), "মাঝপথে লেখা বিষয়")
    stage = begin()
    window = stage.window
    assert window.notice.isVisible()
    assert stored.committee in window.notice.words.plain
    assert window.notice.button.text() == BENGALI("Go there")
    # Something that happens in between comes first, and the remark comes back.
    window.notice.tell("অন্য কথা")
    window.notice.close_one()
    assert stored.committee in window.notice.words.plain
    window.notice.button.click()
    stage.settle()
    assert (window.here.place, window.here.meeting) == ("edit", stored.id)
    assert window.here.ref == Ref(stored.items[1].id, "topic")
    assert window.editor.session.meeting.items[1].topic == "মাঝপথে লেখা বিষয়"
    assert not window.notice.isVisible()


def test_several_places_are_told_in_one_sentence(stored, begin, tmp_path):
    kept_after_a_crash(tmp_path, Ref(stored.items[0].id, "topic"), "এক")
    kept_after_a_crash(tmp_path, Ref(stored.items[1].id, "topic"), "দুই")
    stage = begin()
    assert "২" in stage.window.notice.words.plain
    stage.window.notice.close_one()
    assert not stage.window.notice.isVisible()


def test_words_that_could_not_go_back_can_be_copied_and_are_told_until_seen(stored, begin, tmp_path):
    ref = Ref(stored.items[1].id, "topic")
    kept_after_a_crash(tmp_path, ref, "বাদ পড়া <b>অংশের</b> লেখা")
    with Store.open(tmp_path / "data") as store:
        meetings.write(store, replace(stored, items=stored.items[:1]), by="x", base=stored)
    first = begin()
    assert "বাদ পড়া অংশের লেখা" in first.window.notice.words.plain
    first.window.close()
    first.program.finish()
    again = begin()
    assert "বাদ পড়া অংশের লেখা" in again.window.notice.words.plain, "not seen yet, so not let go"
    again.window.notice.button.click()
    again.settle()
    assert QGuiApplication.clipboard().text() == "বাদ পড়া অংশের লেখা"
    again.window.close()
    again.program.finish()
    last = begin()
    assert not last.window.notice.isVisible()


def test_a_clock_set_back_by_years_is_told_once_and_no_more_when_it_is_set_right(stage, monkeypatch):
    window = stage.window
    past = datetime.now(UTC) - timedelta(days=3000)
    monkeypatch.setattr(window.kit.book.store, "_clock", lambda: past)
    window.look()
    stage.settle()
    assert window.notice.isVisible()
    assert BENGALI.digits(past.astimezone().year) in window.notice.words.plain
    assert window._office.day.today == date.today(), "the day of the last work"
    window.notice.close_one()
    window.look()
    stage.settle()
    assert not window.notice.isVisible(), "told once"
    monkeypatch.setattr(window.kit.book.store, "_clock", lambda: past + timedelta(days=400))
    window.look()
    stage.settle()
    assert window.notice.isVisible(), "wrong in another way"
    monkeypatch.undo()
    window.look()
    stage.settle()
    assert not window.notice.isVisible()


def test_a_remark_outlives_a_change_of_language_and_speaks_the_other(stored, begin, tmp_path):
    kept_after_a_crash(tmp_path, Ref(stored.items[1].id, "topic"), "মাঝপথে লেখা বিষয়")
    stage = begin()
    for language, word in (("en", "brought back"), ("bn", "ফিরিয়ে")):
        old = stage.window
        old.language_asked.emit(language)
        for _ in range(300):
            QTest.qWait(10)
            if stage.window is not old:
                break
        stage.settle()
        assert word in stage.window.notice.words.plain
    stage.window.notice.close_one()
    old = stage.window
    old.language_asked.emit("en")
    for _ in range(300):
        QTest.qWait(10)
        if stage.window is not old:
            break
    stage.settle()
    assert not stage.window.notice.isVisible(), "what was closed is not told again"


# Settings


def test_the_name_at_the_desk_stands_beside_what_is_written(stage, stored, begin):
    window = stage.window
    window.go("settings")
    window.settings.person.setFocus()
    window.settings.person.setText("  সালমা   বেগম ")
    press(stage, Qt.Key.Key_Return)
    assert "সালমা বেগম" in window.notice.words.plain
    take_away(stage, stored, 1)
    window.go("bin")
    stage.settle()
    assert "সালমা বেগম" in window.bin.list.rows.lines[0].below[1]
    window.close()
    stage.program.finish()
    again = begin()
    assert again.window.kit.book.by == "সালমা বেগম"
    again.window.go("settings")
    assert again.window.settings.person.text() == "সালমা বেগম"


def test_a_backup_goes_where_one_says(stage, tmp_path):
    window = stage.window
    window.go("settings")
    window.settings.backing.click()
    dialog = stage.dialog()
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.reject()
    stick = tmp_path / "পেনড্রাইভ"
    stick.mkdir()
    window.housekeeping.back_up_to(stick)
    stage.settle()
    made = list(stick.iterdir())
    assert len(made) == 1
    assert zipfile.is_zipfile(made[0])
    assert str(made[0]) in window.notice.words.plain


def test_a_backup_that_is_stopped_leaves_nothing(stage, tmp_path):
    window = stage.window
    stick = tmp_path / "পেনড্রাইভ"
    window.kit.worker.began.connect(lambda task: task.cancel())
    window.housekeeping.back_up_to(stick)
    stage.settle()
    assert list(stick.iterdir()) == []
    assert BENGALI("The backup was stopped. Nothing was left behind.") == window.notice.words.plain


def test_filling_with_the_sample_can_be_stopped_and_begun_again(begin):
    stage = begin()
    window = stage.window
    once = window.kit.worker.began.connect(lambda task: task.cancel())
    window.fill_sample()
    stage.settle()
    assert window.notice.words.plain == BENGALI("Stopped. The office is as empty as it was.")
    assert window.rows == ()
    window.kit.worker.began.disconnect(once)
    window.fill_sample()
    stage.settle()
    assert len(window.rows) == 3


def test_a_folder_that_cannot_be_used_is_refused(stage, tmp_path):
    (tmp_path / "ফাইল").write_bytes(b"x")
    stage.window.housekeeping.back_up_to(tmp_path / "ফাইল")
    stage.settle()
    assert "ফাইল" in stage.window.notice.words.plain
    assert (tmp_path / "ফাইল").read_bytes() == b"x"


@pytest.mark.parametrize("works", [True, False])
def test_the_data_folder_is_shown_or_named(stage, monkeypatch, tmp_path, works):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()) or works)
    stage.window.go("settings")
    stage.window.settings.folder.click()
    assert asked == [str(tmp_path / "data")]
    assert stage.window.notice.isVisible() is not works
    if not works:
        assert str(tmp_path / "data") in stage.window.notice.words.plain


def test_the_colours_can_follow_the_computer(stage):
    window = stage.window
    window.go("settings")
    assert window.settings.schemes["light"].isChecked()
    window.settings.schemes["system"].click()
    for _ in range(300):
        QTest.qWait(10)
        if stage.window is not window:
            break
    stage.settle()
    assert stage.program.scheme == "system"
    assert stage.window.settings.schemes["system"].isChecked()
    assert stage.program.memory.text("scheme") == "system"


def test_every_kind_that_has_a_bin_has_words_there():
    assert set(bin_screen._KINDS) == set(tables.BINNED)

"""What is begun and not ended when the window closes; corrections that follow one another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from koyradesk import editing, meetings, papers
from koyradesk.model import Ref
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stage(begin):
    made = begin()
    made.window.fill_sample()
    made.settle()
    return made


def asked(stage: Stage, job):
    """What the worker answers."""
    found = []
    stage.window.kit.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def test_a_name_that_was_begun_is_written_before_the_window_closes(stage, begin):
    window = stage.window
    meeting = next(row.id for row in window.rows if row.state == "draft")
    window.edit(meeting, "items")
    stage.settle()
    item = next(one for one in window.editor.session.meeting.items if one.decisions)
    window.editor.go(Ref(item.decisions[0].id, "text"))
    stage.settle()
    QTest.keyClick(stage.app.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(stage.app.focusWidget(), "Soil Survey Office")
    window.close()
    assert not window.isVisible()
    stage.program.finish()
    again = begin()
    found = asked(again, lambda: again.window.kit.book.edits.get(meeting))
    now = editing.part(found, item.id)
    assert "Soil Survey Office" in [one.name for one in now.implementers]
    assert asked(again, again.window.kit.book.store.open_edits) == []
    assert again.window.notice.isHidden()


def test_each_signed_correction_goes_to_the_printer_as_it_was_signed(stage):
    window, book = stage.window, stage.program.book
    meeting = next(row.id for row in window.rows if row.state != "draft")

    def correct(words: str):
        store = book.store
        held = meetings.get(store, meeting)
        grown = editing.add(held, "correction", store.new_id("correction"), wrong=words, right="শুদ্ধ")
        meetings.save(store, grown, by="রহিমা", base=held)
        book.edits.issue("correction", meeting, "", "", "")
        return book.edits.sign("correction", meeting, None).id

    def signed():
        if meetings.get(book.store, meeting).memo().state == "numbered":
            book.edits.sign("minutes", meeting, None)
        return [correct("এক"), correct("দুই")]

    made = asked(stage, signed)
    window.edit(meeting, "issue")
    stage.settle()
    step = window.editor.stack.currentWidget()
    step.correcting.unfold()
    stage.settle()
    given = []
    window.editor.acts.given.connect(lambda paper, name, way: given.append((paper.data, name, way)))
    window.editor.acts.given.disconnect(window.editor._given)
    for button in step.issued.buttons:
        button.click()
        stage.settle()
    wanted = asked(stage, lambda: [papers.signed_bytes(book.store, memo) for memo in made])
    assert [data for data, _, _ in given] == wanted
    assert len({name for _, name, _ in given}) == 2
    assert {way for _, _, way in given} == {"print"}


def test_the_correction_is_seen_while_its_entries_are_typed(stage):
    window, book = stage.window, stage.program.book
    meeting = next(row.id for row in window.rows if row.state == "numbered")
    asked(stage, lambda: book.edits.sign("minutes", meeting, None))
    window.edit(meeting, "issue")
    stage.settle()
    step, session = window.editor.stack.currentWidget(), window.editor.session
    step.correcting.unfold()
    stage.settle()
    QTest.mouseClick(step.entries.adding, Qt.MouseButton.LeftButton)
    stage.settle()
    entry = session.meeting.corrections[-1].id
    for field in ("place", "wrong"):
        assert session.kind == "minutes"
        window.editor.go(Ref(entry, field))
        QTest.keyClicks(stage.app.focusWidget(), "Item 2")
        stage.settle()
    assert session.kind == "correction"

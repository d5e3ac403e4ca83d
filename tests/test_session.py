"""A meeting being edited: what is typed reaches the page, the open edit and the journal, and comes back."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from samples import meeting

from koyradesk import editing, meetings
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import Meeting, Ref
from koyradesk.store import Store
from ui import fonts
from ui.session import KEEP_AFTER, Session
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    with Store.open(tmp_path / "data") as store:
        meetings.save(store, replace(meeting(items=3), memos=()), by="করণিক")
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


@pytest.fixture
def session(stage) -> Session:
    (row,) = stage.window.rows
    stage.window.edit(row.id, "items")
    stage.settle()
    assert stage.window.editor.session is not None
    return stage.window.editor.session


def stored(stage: Stage, session: Session) -> Meeting:
    return ask(stage, lambda: stage.program.book.edits.get(session.id))


def kept(stage: Stage) -> dict[tuple[str, str], str]:
    return {(one.record, one.field): one.text for one in ask(stage, lambda: stage.program.book.store.open_edits())}


def ask(stage: Stage, job):
    found = []
    stage.program.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def test_a_letter_is_on_the_page_and_when_the_field_is_left_in_the_journal(stage, session):
    ref = Ref(session.meeting.items[0].id, "discussion")
    papers, states = [], []
    session.paper.connect(papers.append)
    session.state.connect(states.append)
    session.type(ref, "নতুন আলোচনা")
    stage.settle()
    QTest.qWait(50)
    stage.settle()
    assert any(place.source == ref and place.text == nfc("নতুন আলোচনা") for place in papers[-1].places)
    assert editing.text(stored(stage, session), ref) != nfc("নতুন আলোচনা")
    session.leave(ref)
    stage.settle()
    assert editing.text(stored(stage, session), ref) == nfc("নতুন আলোচনা")
    assert kept(stage) == {}
    assert states[0] == "typing"
    assert states[-1] == "saved"
    history = ask(stage, lambda: stage.program.book.store.history(*ref))
    assert history[-1].new == nfc("নতুন আলোচনা")


def test_who_types_without_a_pause_is_two_seconds_behind_at_most(stage, session):
    ref = Ref(session.meeting.items[0].id, "discussion")
    typed: list[tuple[float, str]] = []
    text, began = "", time.monotonic()
    while time.monotonic() < began + 2 * KEEP_AFTER / 1000 + 0.6:
        text += "ক"
        session.type(ref, text)
        typed.append((time.monotonic(), text))
        QTest.qWait(40)
    # The store is read as it is now, without waiting for anything to come to rest.
    found: list[list[str]] = []
    stage.program.worker.ask(lambda: [one.text for one in stage.program.book.store.open_edits()], found.append)
    asked = time.monotonic()
    while not found:
        QTest.qWait(1)
    old_enough = [one for when, one in typed if when < asked - 2]
    assert old_enough
    (kept_text,) = found[0]
    assert len(kept_text) >= len(old_enough[-1])


def test_what_was_typed_and_taken_back_leaves_nothing_open(stage, session):
    ref = Ref(session.meeting.items[0].id, "topic")
    before = session.text(ref)
    session.type(ref, before + "ক")
    QTest.qWait(KEEP_AFTER + 100)
    stage.settle()
    assert kept(stage) == {ref: before + "ক"}
    session.type(ref, before)
    session.leave(ref)
    stage.settle()
    assert kept(stage) == {}
    assert session.settled()


def test_a_change_of_structure_is_stored_at_once_with_the_ids_of_the_screen(stage, session):
    made = session.mint("item")
    session.change(editing.add(session.meeting, "item", made, topic="বিবিধ"))
    stage.settle()
    found = stored(stage, session)
    assert found.items[-1].id == made
    assert found == session.meeting
    assert session.settled()


def test_typing_on_while_a_write_is_under_way_loses_nothing(stage, session):
    items = session.meeting.items
    for index in range(12):
        ref = Ref(items[index % 3].id, "discussion")
        session.type(ref, f"লেখা {index}")
        session.leave(ref)
        session.change(editing.add(session.meeting, "item", session.mint("item"), topic=f"বিষয় {index}"))
    last = Ref(items[0].id, "topic")
    session.type(last, "এখনো লেখা হচ্ছে")
    stage.settle()
    found = stored(stage, session)
    assert [one.topic for one in found.items[3:]] == [nfc(f"বিষয় {index}") for index in range(12)]
    assert [one.discussion for one in found.items[:3]] == [nfc(f"লেখা {index}") for index in (9, 10, 11)]
    assert session.text(last) == nfc("এখনো লেখা হচ্ছে")
    session.leave(last)
    stage.settle()
    assert stored(stage, session) == session.meeting


def test_a_full_disk_keeps_the_text_on_the_screen_and_is_tried_again(stage, session, monkeypatch):
    edits = stage.program.book.edits
    real, refused, states = edits.write, [], []

    def full(*_: object) -> None:
        raise UserError("The disk is full. Make room on it, then go on.")

    monkeypatch.setattr(edits, "write", full)
    session.unwritten.connect(refused.append)
    session.state.connect(states.append)
    ref = Ref(session.meeting.items[1].id, "discussion")
    session.type(ref, "ডিস্কে জায়গা নেই")
    session.leave(ref)
    stage.settle()
    assert states[-1] == "failed"
    assert len(refused) == 1
    assert session.text(ref) == nfc("ডিস্কে জায়গা নেই")
    assert not session.settled()
    monkeypatch.setattr(edits, "write", real)
    session.type(ref, "ডিস্কে জায়গা হলো")
    session.leave(ref)
    stage.settle()
    assert states[-1] == "saved"
    assert editing.text(stored(stage, session), ref) == nfc("ডিস্কে জায়গা হলো")


def test_a_meeting_closed_while_the_disk_is_full_is_written_when_there_is_room(stage, monkeypatch):
    monkeypatch.setattr("ui.session.TRY_AGAIN", 60)
    edits, editor = stage.program.book.edits, stage.window.editor
    real = edits.write
    (row,) = stage.window.rows

    def open_it() -> Session:
        stage.window.edit(row.id, "items")
        stage.settle()
        return editor.session

    def full(*_: object) -> None:
        raise UserError("The disk is full. Make room on it, then go on.")

    monkeypatch.setattr(edits, "write", full)
    session = open_it()
    session.change(editing.add(session.meeting, "item", session.mint("item"), topic="বিবিধ"))
    stage.settle()
    editor.let_go()
    del session
    # Nobody but the editor holds the first one now.
    open_it()
    editor.let_go()
    gc.collect()
    monkeypatch.setattr(edits, "write", real)
    QTest.qWait(200)
    stage.settle()
    assert ask(stage, lambda: edits.get(row.id)).items[-1].topic == "বিবিধ"


def test_undo_and_redo_by_the_journal(stage, session):
    first = session.meeting
    item = first.items[1].id
    session.change(editing.remove(first, item))
    stage.settle()
    session.undo()
    stage.settle()
    assert [one.id for one in session.meeting.items] == [one.id for one in first.items]
    assert [one.serial for one in session.meeting.items] == [one.serial for one in first.items]
    session.redo()
    stage.settle()
    assert item not in [one.id for one in session.meeting.items]
    assert stored(stage, session) == session.meeting
    session.undo()
    stage.settle()
    done = []
    session.undone.connect(lambda step, _: done.append(step))
    session.undo()
    stage.settle()
    assert done == [None]


def test_what_another_window_writes_comes_in_under_the_typing(stage, session):
    ref = Ref(session.meeting.items[0].id, "discussion")
    session.type(ref, "আমার লেখা")
    base = stored(stage, session)
    changed = replace(base, place="অন্য কক্ষ", items=base.items[:2])
    ask(stage, lambda: stage.program.book.edits.write(changed, base, ()))
    session.reload()
    stage.settle()
    assert session.meeting.place == "অন্য কক্ষ"
    assert len(session.meeting.items) == 2
    assert session.text(ref) == nfc("আমার লেখা")
    session.leave(ref)
    stage.settle()
    assert stored(stage, session) == session.meeting
    assert session.meeting.place == "অন্য কক্ষ"


def test_signed_minutes_take_no_letter(stage, session):
    edits = stage.program.book.edits
    ask(stage, lambda: edits.issue("minutes", session.id, "০৫.৪৪-৭", "২৬/১১/২০২৬", ""))
    ask(stage, lambda: edits.sign("minutes", session.id, None))
    session.reload()
    stage.settle()
    ref = Ref(session.meeting.items[0].id, "topic")
    before = session.meeting
    assert session.frozen
    session.type(ref, "আর বদলায় না")
    session.change(editing.remove(before, before.items[0].id))
    stage.settle()
    assert session.meeting == before
    assert stored(stage, session) == before


def test_a_kept_scan_is_shown_by_another_program(stage, session, tmp_path, monkeypatch):
    scan, edits, shown = tmp_path / "কপি.png", stage.program.book.edits, []
    Image.new("L", (20, 30), 255).save(scan)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    ask(stage, lambda: edits.issue("minutes", session.id, "০৫.৪৪-৭", "২৬/১১/২০২৬", ""))
    ask(stage, lambda: edits.sign("minutes", session.id, scan))
    session.reload()
    stage.settle()
    (held,) = session.life.scans
    stage.window.editor.acts.show_scan(held.id)
    stage.settle()
    (path,) = map(Path, shown)
    assert path.read_bytes() == scan.read_bytes()
    assert (path.name.startswith("কপি"), path.suffix) == (True, ".png")


def test_the_same_meeting_open_in_two_windows(stage, session):
    first = stage.window
    stage.program.another_window()
    stage.settle()
    second = stage.window
    assert second is not first
    second.edit(session.id, "items")
    stage.settle()
    other = second.editor.session
    mine, theirs = Ref(session.meeting.items[0].id, "discussion"), Ref(session.meeting.items[1].id, "discussion")
    session.type(mine, "প্রথম জানালায়")
    other.type(theirs, "দ্বিতীয় জানালায়")
    session.leave(mine)
    stage.settle()
    assert other.text(mine) == nfc("প্রথম জানালায়")
    assert other.text(theirs) == nfc("দ্বিতীয় জানালায়")
    other.leave(theirs)
    stage.settle()
    assert session.text(theirs) == nfc("দ্বিতীয় জানালায়")
    # Both in one field: the later one stands on the paper, and the other one stands against it until it is settled.
    session.type(mine, "এক")
    other.type(mine, "দুই")
    session.leave(mine)
    stage.settle()
    assert other.text(mine) == nfc("দুই")
    other.leave(mine)
    stage.settle()
    assert session.text(mine) == other.text(mine) == nfc("দুই")
    assert ask(stage, stage.program.book.store.conflicts) == [mine]
    assert set(ask(stage, lambda: stage.program.book.store.values(*mine))) == {"এক", nfc("দুই")}
    said = [entry.new for entry in ask(stage, lambda: stage.program.book.store.history(*mine))]
    assert said[-2:] == ["এক", nfc("দুই")]
    second.close()
    stage.settle()

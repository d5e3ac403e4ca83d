"""A session whose answers come late, come crossed or never come: nothing that was typed is lost, nothing hangs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest
from samples import meeting

from koyradesk import editing, meetings, recovery
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import Ref
from koyradesk.records import NOTED
from ui.book import Book
from ui.session import Session
from ui.sitting.session import SittingSession


class Slow:
    """A worker whose jobs are done, and whose answers come, when the test says so; in the order they were asked."""

    def __init__(self):
        self.asked, self.done = [], []

    def ask(self, job, then, *, otherwise=None, broken=None, topic=""):
        self.asked.append((job, then, otherwise, broken))

    def work(self, jobs=1):
        """Does jobs; their answers wait."""
        for _ in range(jobs):
            job, then, otherwise, broken = self.asked.pop(0)
            try:
                found = job()
            except UserError as error:
                self.done.append(lambda error=error, otherwise=otherwise: otherwise(error))
            except ZeroDivisionError:
                self.done.append(broken or (lambda: None))
            else:
                self.done.append(lambda found=found, then=then: then(found))

    def answer(self, number=1):
        for _ in range(number):
            self.done.pop(0)()

    def rest(self):
        """Until nothing is asked any more."""
        while self.asked or self.done:
            self.work(len(self.asked))
            self.answer(len(self.done))


class Desk:
    def __init__(self, folder):
        self.book = Book(folder)
        self.book.open()
        self.saved = meetings.save(self.book.store, replace(meeting(items=3), memos=()), by="করণিক")
        self.worker = Slow()
        self.session = Session(self.worker, self.book.edits, lambda *_: None, self.book.edits.take(self.saved.id))
        self.refused, self.states, self.changed = [], [], []
        self.session.unwritten.connect(self.refused.append)
        self.session.state.connect(self.states.append)
        self.session.changed.connect(self.changed.append)

    @property
    def stored(self):
        return meetings.get(self.book.store, self.saved.id)

    def field(self, item, name="discussion"):
        return Ref(self.saved.items[item].id, name)

    def open_edits(self):
        return {(one.record, one.field): one.text for one in self.book.store.open_edits()}


@pytest.fixture
def desk(qapp, tmp_path):
    made = Desk(tmp_path / "data")
    yield made
    made.book.close()


def test_what_waits_for_the_disk_waits_also_for_what_is_typed_during_a_write(desk):
    session, worker, done = desk.session, desk.worker, []
    session.type(desk.field(0), "প্রথম")
    session.leave(desk.field(0))
    session.type(desk.field(1), "দ্বিতীয়")
    session.when_stored(lambda: done.append(desk.stored.items[1].discussion))
    worker.rest()
    assert done == [nfc("দ্বিতীয়")]
    assert session.settled()


def test_an_undo_that_is_answered_late_takes_nothing_from_the_screen(desk):
    session, worker = desk.session, desk.worker
    session.type(desk.field(0), "বদলানো লেখা")
    session.leave(desk.field(0))
    worker.rest()
    session.undo()
    worker.work()
    made = session.mint("item")
    session.change(editing.add(session.meeting, "item", made, topic="বিবিধ"))
    worker.answer()
    worker.rest()
    assert session.meeting == desk.stored
    assert [item.id for item in desk.stored.items][-1] == made
    assert desk.stored.items[0].discussion == desk.saved.items[0].discussion


def test_a_note_is_never_forgotten_as_typed_before_it_is_written(desk):
    """The power may go between any two jobs: at each of them the note is in the journal or kept as typed."""
    worker, item = desk.worker, desk.saved.items[0].id
    session = SittingSession(worker, desk.book.edits, lambda *_: None, desk.book.edits.take(desk.saved.id))
    kept = Ref(item, NOTED)
    session.begin(kept, "প্রথম কথা")
    session._keep()
    # Something else is being written when the note is kept.
    session.change(replace(session.meeting, begun="10:30"))
    session.begin(kept, "")
    session.change(editing.add(session.meeting, "note", session.mint("note"), text="প্রথম কথা", item=item))
    session.begin(kept, "দ্বিতীয়")
    seen = []
    while worker.asked or worker.done:
        if worker.asked:
            worker.work()
            written = any(one.text == nfc("প্রথম কথা") for one in desk.stored.notes)
            seen.append(written or desk.open_edits().get(kept) == nfc("প্রথম কথা"))
        else:
            worker.answer()
    assert seen
    assert all(seen)
    assert [one.text for one in desk.stored.notes] == [nfc("প্রথম কথা")]


def test_what_another_window_wrote_never_takes_an_edit_that_the_disk_refused(desk, monkeypatch):
    session, worker, edits = desk.session, desk.worker, desk.book.edits
    real = edits.write

    def full(*_):
        raise UserError("The disk is full. Make room on it, then go on.")

    monkeypatch.setattr(edits, "write", full)
    made = session.mint("item")
    session.change(editing.add(session.meeting, "item", made, topic="বিবিধ"))
    worker.rest()
    meetings.save(desk.book.store, replace(desk.stored, place="অন্য কক্ষ"), by="অন্যজন")
    session.look()
    worker.rest()
    assert session.meeting.items[-1].id == made
    monkeypatch.setattr(edits, "write", real)
    session.seal()
    worker.rest()
    assert desk.stored == session.meeting
    assert (desk.stored.place, desk.stored.items[-1].id) == ("অন্য কক্ষ", made)


def test_a_refusal_is_told_once_however_often_it_is_tried(desk, monkeypatch):
    session, worker = desk.session, desk.worker

    def full(*_):
        raise UserError("The disk is full. Make room on it, then go on.")

    monkeypatch.setattr(desk.book.edits, "write", full)
    session.type(desk.field(0), "লেখা")
    for _ in range(3):
        session.seal()
        worker.rest()
    assert len(desk.refused) == 1
    assert desk.states[-1] == "failed"


def test_after_a_fault_in_the_program_it_is_tried_again_by_itself_each_time_later(desk, monkeypatch):
    monkeypatch.setattr("ui.session.TRY_AGAIN", 20)
    session, worker, edits = desk.session, desk.worker, desk.book.edits
    real, ref, waits = edits.write, desk.field(0), []
    monkeypatch.setattr(edits, "write", lambda *_: waits.append(session._retry.interval()) or 1 / 0)
    session.type(ref, "লেখা")
    session.leave(ref)
    for _ in range(600):
        worker.rest()
        if len(waits) == 4:
            break
        QTest.qWait(5)
    assert waits[1:] == [40, 80, 160]
    monkeypatch.setattr(edits, "write", real)
    for _ in range(600):
        worker.rest()
        if session.settled():
            break
        QTest.qWait(5)
    assert desk.stored.items[0].discussion == nfc("লেখা")
    assert desk.states[-1] == "saved"


def test_after_a_fault_in_the_program_it_is_written_the_next_time(desk, monkeypatch):
    session, worker, edits = desk.session, desk.worker, desk.book.edits
    real, ref = edits.write, desk.field(0)
    monkeypatch.setattr(edits, "write", lambda *_: 1 / 0)
    session.type(ref, "লেখা")
    session.leave(ref)
    worker.rest()
    assert desk.states[-1] == "failed"
    assert not session.settled()
    monkeypatch.setattr(edits, "write", real)
    session.leave(ref)
    worker.rest()
    assert desk.stored.items[0].discussion == nfc("লেখা")
    assert desk.states[-1] == "saved"


def test_minutes_signed_in_another_window_close_this_one_and_keep_its_words(desk):
    session, worker, edits = desk.session, desk.worker, desk.book.edits
    ref = desk.field(0)
    session.type(ref, "শেষ মুহূর্তের লেখা")
    edits.issue("minutes", session.id, "০৫.৪৪-৭", "২৬/১১/২০২৬", "")
    edits.sign("minutes", session.id, None)
    session.seal()
    worker.rest()
    assert desk.refused
    session.look()
    worker.rest()
    assert session.frozen
    assert session.meeting == desk.stored
    assert session.settled()
    assert desk.states[-1] == "saved"
    assert desk.open_edits() == {ref: nfc("শেষ মুহূর্তের লেখা")}
    assert [one.kept for one in recovery.recover(desk.book.store, by="করণিক")] == ["signed"]


def test_signed_while_a_write_is_on_its_way(desk):
    session, worker, edits = desk.session, desk.worker, desk.book.edits
    ref = desk.field(0)
    edits.issue("minutes", session.id, "০৫.৪৪-৭", "২৬/১১/২০২৬", "")
    session.look()
    worker.rest()
    edits.sign("minutes", session.id, None)
    session.look()
    worker.work()
    worker.answer()
    session.type(ref, "লেখা")
    session.seal()
    worker.rest()
    assert session.frozen
    assert session.settled()
    assert session.meeting == desk.stored
    assert desk.open_edits() == {ref: nfc("লেখা")}


def test_letters_for_a_part_that_is_gone_go_nowhere(desk):
    session, ref = desk.session, desk.field(1)
    session.change(editing.remove(session.meeting, ref.record))
    session.type(ref, "শেষ অক্ষর")
    session.leave(ref)
    desk.worker.rest()
    assert session.settled()
    assert desk.open_edits() == {}


def test_a_refused_write_forgets_what_was_typed_into_a_part_that_went_meanwhile(desk, monkeypatch):
    session, worker, edits, ref = desk.session, desk.worker, desk.book.edits, desk.field(1)
    real = edits.write

    def full(*_):
        raise UserError("The disk is full. Make room on it, then go on.")

    monkeypatch.setattr(edits, "write", full)
    session.type(ref, "লেখা")
    session.leave(ref)
    worker.work()
    session.change(editing.remove(session.meeting, ref.record))
    worker.answer()
    monkeypatch.setattr(edits, "write", real)
    session.seal()
    worker.rest()
    assert session.settled()
    assert session.meeting == desk.stored
    assert ref.record not in [item.id for item in desk.stored.items]


def test_texts_alone_are_told_by_their_fields_and_all_else_as_another_shape(desk):
    session, worker, store = desk.session, desk.worker, desk.book.store
    texts = editing.put(editing.put(desk.stored, desk.field(0), "এক"), Ref(desk.saved.id, "place"), "অন্য কক্ষ")
    meetings.save(store, texts, by="অন্যজন")
    session.look()
    worker.rest()
    assert desk.changed == [{desk.field(0), Ref(desk.saved.id, "place")}]
    decision = desk.saved.items[0].decisions[0]
    both = editing.put(editing.put(desk.stored, Ref(decision.id, "due"), "২০২৭-০১-১৫"), desk.field(0), "দুই")
    meetings.save(store, both, by="অন্যজন")
    session.look()
    worker.rest()
    assert desk.changed[1:] == [None]
    assert session.meeting.items[0].decisions[0].due == date(2027, 1, 15)


def full(*_):
    raise UserError("The disk is full. Make room on it, then go on.")


def test_what_waited_for_a_write_that_was_refused_is_not_done_later(desk, monkeypatch):
    session, worker, edits, done = desk.session, desk.worker, desk.book.edits, []
    real = edits.write
    monkeypatch.setattr(edits, "write", full)
    session.type(desk.field(0), "লেখা")
    session.when_stored(lambda: done.append(1))
    worker.rest()
    monkeypatch.setattr(edits, "write", real)
    session.seal()
    worker.rest()
    assert session.settled()
    assert done == []


def test_a_part_that_went_with_its_letters_is_no_trouble_when_the_disk_is_full(desk, monkeypatch):
    session, worker, ref = desk.session, desk.worker, desk.field(1)
    monkeypatch.setattr(desk.book.edits, "write", full)
    session.type(ref, "লেখা")
    session.change(editing.remove(session.meeting, ref.record))
    worker.rest()
    assert desk.states[-1] == "failed"
    assert ref.record not in [item.id for item in session.meeting.items]


def test_of_a_refused_write_the_newest_letters_are_kept(desk, monkeypatch):
    monkeypatch.setattr("ui.session.KEEP_AFTER", 1)
    taken = desk.book.edits.take(desk.saved.id)
    worker, ref = desk.worker, desk.field(0)
    session = Session(worker, desk.book.edits, lambda *_: None, taken)
    monkeypatch.setattr(desk.book.edits, "write", full)
    session.type(ref, "এক")
    session.leave(ref)
    worker.work()
    session.type(ref, "দুই")
    worker.answer()
    QTest.qWait(20)
    worker.rest()
    assert desk.open_edits() == {ref: nfc("দুই")}


def test_what_others_wrote_after_us_is_not_written_over_by_our_next_edit(desk):
    session, worker = desk.session, desk.worker
    mine, other = desk.field(0), desk.field(1)
    session.type(mine, "আমার")
    session.leave(mine)
    worker.work()
    session.type(other, "পরের")
    worker.answer()
    theirs = editing.put(desk.stored, mine, "তাদের")
    meetings.save(desk.book.store, theirs, by="অন্যজন")
    session.leave(other)
    worker.rest()
    assert editing.text(desk.stored, mine) == nfc("তাদের")
    assert session.meeting == desk.stored


def test_undo_goes_past_a_number_and_comes_back_to_the_newest_edit(desk):
    session, worker, edits, undone = desk.session, desk.worker, desk.book.edits, []
    session.undone.connect(lambda done, _: undone.append(done and done.meeting is not None))
    session.type(desk.field(0), "এক")
    session.leave(desk.field(0))
    worker.rest()
    edits.issue("minutes", session.id, "০৫.৪৪-৭", "২৬/১১/২০২৬", "")
    session.reload()
    worker.rest()
    for _ in range(2):
        session.undo()
        worker.rest()
    assert undone == [False, True]
    assert session.text(desk.field(0)) == desk.saved.items[0].discussion
    session.type(desk.field(1), "দুই")
    session.leave(desk.field(1))
    worker.rest()
    session.undo()
    worker.rest()
    assert undone[2:] == [True]
    assert session.text(desk.field(1)) == desk.saved.items[1].discussion


def test_leaving_a_field_learns_its_words_and_ends_an_entry_like_the_others(desk):
    session, worker = desk.session, desk.worker
    person = Ref(session.meeting.attendees[0].id, "name")
    session.type(person, "নতুন সদস্য")
    session.leave(person)
    assert session.words.complete("person", "নতুন") == ["নতুন সদস্য"]
    recipient = Ref(session.meeting.distribution.recipients[0].id, "text")
    session.type(recipient, "জেলা প্রশাসক")
    session.leave(recipient)
    worker.rest()
    assert session.text(recipient) == "জেলা প্রশাসক।"
    assert desk.stored == session.meeting


def test_of_signed_minutes_only_the_correction_in_the_making_can_be_changed(desk):
    session, worker, edits = desk.session, desk.worker, desk.book.edits
    edits.issue("minutes", session.id, "০৫.৪৪-৭", "২৬/১১/২০২৬", "")
    edits.sign("minutes", session.id, None)
    session.reload()
    worker.rest()
    before = session.meeting
    session.change(editing.remove(before, before.items[0].id))
    assert session.meeting == before
    assert worker.asked == []
    first = session.mint("correction")
    session.change(editing.add(before, "correction", first, wrong="এক", right="দুই"))
    worker.rest()
    assert not session.closed(first)
    edits.issue("correction", session.id, "০৫.৪৪-৮", "২৭/১১/২০২৬", "")
    edits.sign("correction", session.id, None)
    session.reload()
    worker.rest()
    assert session.closed(first)
    assert not session.closed(session.mint("correction"))

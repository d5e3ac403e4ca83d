"""What was being typed comes back after a crash, whatever the crash was, and what cannot go back is not lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import killed
import offices
import pytest

from koyradesk import bin as the_bin
from koyradesk import editing, meetings, recovery, undoing
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import Meeting, Ref
from koyradesk.records import BEGUN
from koyradesk.store import Change, Store

SCRIPT = Path(killed.__file__)
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(SCRIPT.parent), str(SCRIPT.parent.parent)))}


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path, clock=offices.Clock()) as store:
        yield store


@pytest.fixture
def held(store):
    return meetings.save(store, offices.small_meeting(), by="রহিম")


def recover(store: Store) -> tuple[recovery.Recovered, ...]:
    return recovery.recover(store, by="করিম")


def kept(store: Store) -> dict[Ref, str]:
    return {Ref(one.record, one.field): one.text for one in store.open_edits()}


def test_a_name_that_was_begun_is_among_those_who_carry_out_the_decision(store, held):
    item, decision = held.items[0], held.items[0].decisions[0]
    before = len(item.implementers)
    store.keep_edits([(decision.id, BEGUN, "মৎস্য অফিসার"), (item.id, BEGUN, "প্রধান শিক্ষক (সকল)")])
    told = recover(store)
    after = meetings.get(store, held.id)
    grown = after.items[0].implementers
    assert [one.name for one in grown[before:]] == [nfc("মৎস্য অফিসার"), nfc("প্রধান শিক্ষক (সকল)")]
    assert {one.ref: one.text for one in told} == {Ref(one.id, "name"): one.name for one in grown[before:]}
    assert not any(one.kept for one in told)
    assert kept(store) == {}
    assert recover(store) == ()


def test_what_was_typed_is_sealed_as_one_step_and_told(store, held):
    before = len(list(store.operations()))
    texts = {
        Ref(held.id, "closing"): "অর্ধেক <b>লেখা</b>",
        Ref(held.id, "letterhead"): "এক\nদুই",
        Ref(held.items[0].id, "topic"): "a & b",
        Ref(held.items[0].implementers[0].id, "name"): "ইউপি চেয়ারম্যান (সকল)",
    }
    store.keep_edits([(*ref, text) for ref, text in texts.items()])
    when = store._clock.now
    told = recover(store)
    assert {one.ref: one.text for one in told} == texts
    assert {(one.meeting, one.when, one.kept) for one in told} == {(held.id, when, "")}
    after = meetings.get(store, held.id)
    wanted = held
    for ref, text in (texts | {Ref(held.items[0].id, "topic"): "a &amp; b"}).items():
        wanted = editing.put(wanted, ref, text)
    assert after == wanted
    assert after.items[0].implementers[0].group is True
    assert kept(store) == {}
    written = offices.operations(store)[before:]
    assert len({operation.group for operation in written}) == 1
    assert {operation.by for operation in written} == {"করিম"}
    # It is told once, and can be taken back like any edit.
    assert recover(store) == ()
    undoing.revert(store, undoing.last(store, held.id), by="করিম")
    assert meetings.get(store, held.id) == held


def test_a_date_becomes_the_day_and_half_a_date_is_kept(store, held):
    decision = held.items[0].decisions[0].id
    store.keep_edits([(held.id, "date_text", "২১ নভেম্বর ২০২৬"), (decision, "due", "১৫/")])
    told = {one.ref: one.kept for one in recover(store)}
    assert told == {Ref(held.id, "date_text"): "", Ref(decision, "due"): "unclear"}
    after = meetings.get(store, held.id)
    assert after.date == date(2026, 11, 21)
    assert after.items[0].decisions[0].due == held.items[0].decisions[0].due
    assert kept(store) == {Ref(decision, "due"): "১৫/"}
    store.keep_edits([(decision, "due", "15/12/2026")])
    assert [one.kept for one in recover(store)] == [""]
    assert meetings.get(store, held.id).items[0].decisions[0].due == date(2026, 12, 15)


def test_what_is_stored_as_it_was_typed_is_not_told(store, held):
    before = list(store.operations())
    store.keep_edits([(held.id, "closing", held.closing), (held.items[0].decisions[0].id, "due", "১ আগস্ট ২০২৪")])
    assert recover(store) == ()
    assert kept(store) == {}
    assert list(store.operations()) == before


def test_each_meeting_has_a_step_of_its_own(store, held):
    other = meetings.save(store, offices.small_meeting(), by="রহিম")
    store.keep_edits([(held.id, "closing", "এক"), (other.id, "closing", "দুই"), (held.id, "place", "তিন")])
    assert [one.text for one in recover(store)] in (["এক", "তিন", "দুই"], ["দুই", "এক", "তিন"])
    for one in (held, other):
        step = undoing.last(store, one.id)
        assert {touched.record for touched in step.touched} == {one.id}


def sign(store: Store, held: Meeting) -> None:
    store.write([Change(held.memos[0].id, {"state": "signed"})], by="রহিম")


def bin_meeting(store: Store, held: Meeting) -> None:
    meetings.delete(store, held.id, by="রহিম")


def bin_item(store: Store, held: Meeting) -> None:
    meetings.save(store, editing.remove(held, held.items[0].id), by="রহিম", base=held)


def full_disk(store: Store, held: Meeting) -> None:
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages}")


@pytest.mark.parametrize(
    ("happens", "why"), [(sign, "signed"), (bin_meeting, "bin"), (bin_item, "bin"), (full_disk, "later")]
)
def test_a_text_that_cannot_go_back_is_kept_until_it_was_seen(store, held, happens, why):
    decision = held.items[0].decisions[0].id
    text = "টাইপ করা লেখা " * 20_000
    store.keep_edits([(decision, "text", text)])
    happens(store, held)
    before = list(store.operations())
    # Told at every opening until it was seen.
    for _ in range(2):
        (told,) = recover(store)
        assert (told.meeting, told.ref, told.text, told.kept) == (held.id, Ref(decision, "text"), text, why)
    assert list(store.operations()) == before
    recovery.seen(store, [told])
    assert recover(store) == ()


def test_out_of_the_bin_it_goes_into_its_field(store, held):
    decision = held.items[0].decisions[0].id
    store.keep_edits([(decision, "text", "টাইপ করা লেখা")])
    bin_item(store, held)
    recover(store)
    the_bin.take_out(store, held.items[0].id, by="করিম")
    assert [one.kept for one in recover(store)] == [""]
    assert meetings.get(store, held.id).items[0].decisions[0].text == "টাইপ করা লেখা"


def test_one_text_that_must_wait_holds_up_no_other(store, held):
    gone = store.new_id("item")
    memo = held.memos[0].id
    store.keep_edits([(gone, "topic", "হারানো"), (memo, "number", ""), (held.id, "closing", "শেষ")])
    told = {one.ref: one.kept for one in recover(store)}
    assert told == {Ref(gone, "topic"): "gone", Ref(memo, "number"): "signed", Ref(held.id, "closing"): ""}
    assert kept(store) == {Ref(gone, "topic"): "হারানো", Ref(memo, "number"): ""}


def test_what_is_written_is_not_told_as_waiting_where_a_later_write_is_refused(store, held, monkeypatch):
    reason = Ref(held.memos[0].id, "reason")
    store.keep_edits([(held.id, "closing", "শেষ"), (*reason, "কারণ")])
    real = store.write

    def write(changes, **more):
        if any(reason.record == one.record for one in changes):
            raise UserError("The disk is full.")
        return real(changes, **more)

    monkeypatch.setattr(store, "write", write)
    told = {one.ref: one.kept for one in recover(store)}
    assert told == {Ref(held.id, "closing"): "", reason: "later"}
    assert meetings.get(store, held.id).closing == "শেষ"
    assert kept(store) == {reason: "কারণ"}
    monkeypatch.undo()
    assert [(one.ref, one.kept) for one in recover(store)] == [(reason, "")]


def test_what_was_typed_meanwhile_is_not_let_go(store, held):
    record = store.new_id("item")
    store.keep_edits([(record, "topic", "এক")])
    (told,) = recover(store)
    store.keep_edits([(record, "topic", "দুই")])
    recovery.seen(store, [told])
    assert kept(store) == {Ref(record, "topic"): "দুই"}


def test_fields_outside_of_meetings(store, held):
    committee = store.rows("committee")[0]["id"]
    store.keep_edits([(committee, "name", "অন্য নাম"), (committee, "layout", "{}"), (held.id, "layout", "plain")])
    told = {one.ref: one.kept for one in recover(store)}
    assert told == {
        Ref(committee, "name"): "",
        Ref(committee, "layout"): "gone",
        Ref(held.id, "layout"): "gone",
    }
    assert store.row(committee)["name"] == "অন্য নাম"


def test_what_no_record_can_hold_is_left_out_and_the_rest_is_kept(store, held):
    typed = "আগে\x00\x1b\u202e\ud800 পরে\tট্যাব\nলাইন র‍্য"
    store.keep_edits([(held.id, "closing", typed)])
    (told,) = recover(store)
    assert told.text == "আগে পরে\tট্যাব\nলাইন র‍্য"
    assert meetings.get(store, held.id).closing == told.text
    with pytest.raises(UserError, match="cannot be printed"):
        store.write([Change(held.id, {"closing": typed})], by="করিম")


def test_several_texts_are_kept_at_once_or_not_at_all(store, held):
    store.keep_edits([(held.id, "closing", "এক"), (held.id, "place", "দুই")])
    with pytest.raises(KeyError):
        store.keep_edits([(held.id, "closing", "তিন"), (held.id, "smell", "চার")])
    assert kept(store) == {Ref(held.id, "closing"): "এক", Ref(held.id, "place"): "দুই"}
    store.drop_edits([(held.id, "closing"), (held.id, "place")])
    assert kept(store) == {}


# -- killed


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)


@pytest.mark.parametrize("seed", range(5))
def test_killed_while_typing(tmp_path, seed):
    """What was kept is there: at most the keystrokes since the last keeping are lost."""
    with offices.opened(tmp_path / "office") as store:
        held = meetings.save(store, offices.small_meeting(), by="x")
    child = start("typing", tmp_path / "office")
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline() == "1\n"
    time.sleep(Random(seed).uniform(0, 0.6))
    child.kill()
    said = ["1", *child.stdout.read().split("\n")]
    assert child.stderr.read() == ""
    child.wait()
    child.stdout.close()
    child.stderr.close()
    # The last line may have been cut; what was said whole was kept.
    done = int(said[-2])
    with offices.opened(tmp_path / "office") as store:
        assert store.check().ok
        told = {one.ref: one.text for one in recover(store)}
        count = int(told[Ref(held.id, "place")])
        assert done <= count <= done + 2
        assert told == {Ref(held.id, "place"): str(count), Ref(held.id, "closing"): killed.letters(count)}
        after = meetings.get(store, held.id)
        assert (after.place, after.closing) == (str(count), killed.letters(count))
        assert recover(store) == ()


@pytest.mark.parametrize("act", ["recover", "undo"])
def test_killed_between_any_two_statements(tmp_path, act):
    with offices.opened(tmp_path / "office") as store:
        held = meetings.save(store, offices.small_meeting(), by="x")
        changed = editing.put(editing.remove(held, held.items[0].id), Ref(held.id, "place"), "মাঠ")
        held = meetings.save(store, changed, by="x", base=held)
        if act == "recover":
            store.keep_edits([(held.id, "closing", "শেষ"), (held.opening[0].id, "text", "শুরু")])
    child = start("statements", tmp_path / "office", tmp_path / "copies", act)
    said, complained = child.communicate()
    assert (child.returncode, complained) == (0, "")
    count = int(said)
    assert count > 20
    seen = set()
    for number in range(1, count + 1):
        copy = tmp_path / "copies" / str(number)
        with offices.opened(copy) as store:
            assert store.check().ok
            found = meetings.get(store, held.id)
            if act == "recover":
                # Whatever was not yet brought back is brought back now, and nothing twice.
                told = recover(store)
                assert [one.text for one in told] == (["শেষ", "শুরু"] if found == held else [])
                found = meetings.get(store, held.id)
                assert (found.closing, found.opening[0].text) == ("শেষ", "শুরু")
                assert kept(store) == {}
                seen.add(len(told))
            else:
                step = undoing.undone(store, held.id)
                assert (step is None) == (found == held)
                seen.add(step is None)
        shutil.rmtree(copy)
    assert len(seen) == 2

"""What an office submits: signed papers whole, as they were signed; nothing else that is its own."""

from __future__ import annotations

import json
from datetime import date

import offices
import pytest

from koyradesk import meetings, memos, sample
from koyradesk.errors import UserError
from koyradesk.exchange import submitting
from koyradesk.obligations.standing import Standing
from koyradesk.paper_hash import record_hash
from koyradesk.paper_key import PaperKey
from koyradesk.records import KINDS
from koyradesk.store import Change, Store, journal
from koyradesk.store.restore import restore

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path / "own", "aaaaaaaa") as opened:
        yield opened


@pytest.fixture
def signed(store):
    """The sample office, with its first minutes signed; its id."""
    first, *_ = sample.fill(store, today=TODAY, by="করিম")
    memos.sign(store, PaperKey("minutes", first), by="করিম")
    return first


@pytest.fixture
def book(tmp_path, store):
    with Store.open(tmp_path / "book", office=store.office, ours=False) as opened:
        yield opened


def sent(store: Store, book: Store) -> set[str]:
    """Submits and carries it over; the records that changed there."""
    submitting.submit(store, by="করিম")
    return set(book.receive(store.operations(book.vector(), stream="submitted")).records)


def kinds(records) -> set[str]:
    return {record.partition(".")[0] for record in records}


def test_signed_minutes_are_in_the_book_whole_and_have_the_hash_that_was_signed(store, signed, book):
    sent(store, book)
    here, there = meetings.get(store, signed), meetings.get(book, signed)
    assert there.items == here.items
    assert there.attendees == here.attendees
    memo = there.memo()
    assert memo.state == "signed"
    assert record_hash(there, memo) == book.row(memo.id)["hash"] == record_hash(here, here.memo())
    assert [row["id"] for row in book.rows("meeting")] == [signed]
    of = [one for one in Standing(store, TODAY).open if one.decision in {d.id for i in here.items for d in i.decisions}]
    assert {one.id for one in Standing(book, TODAY).open} == {one.id for one in of}
    assert book.check().ok
    assert store.check().ok


def test_what_is_no_paper_stays_and_so_do_telephones(store, signed, book):
    store.write(
        [
            Change(
                store.new_id("party"), {"name": "উপজেলা কৃষি অফিসার", "phone": "01700000001", "note": "সন্ধ্যায়", "rank": "a"}
            ),
            Change(store.new_id("party"), {"name": "করিম শেখ", "sort": "person", "rank": "b"}),
            Change(store.new_id("holder"), {"name": "সালমা", "phone": "01700000002", "rank": "a"}),
            Change(store.new_id("number"), {"file": "05", "state": "reserved", "first": 1}),
            Change(store.new_id("file"), {"code": "05"}),
        ],
        by="x",
    )
    store.keep_edits([(signed, "closing", "আধা লেখা")])
    sent(store, book)
    assert not kinds(journal.decode(body).record for body in store.operations(stream="submitted")) & {
        "member",
        "holder",
        "file",
        "number",
        "dispatch",
        "distribution",
    }
    told = b"\n".join(store.operations(stream="submitted")).decode()
    for private in ("01700000001", "01700000002", "সন্ধ্যায়", "করিম শেখ", "আধা লেখা", '"seen"'):
        assert private not in told
    assert "উপজেলা কৃষি অফিসার" in {row["name"] for row in book.rows("party")}


def test_of_the_persons_only_whom_something_names_is_known_to_others(store, signed, book):
    person, group, of = store.new_id("party"), store.new_id("party"), store.new_id("belonging")
    store.write(
        [
            Change(person, {"name": "করিম শেখ", "sort": "person", "phone": "01700000003", "rank": "a"}),
            Change(group, {"name": "উদ্যোক্তা (সকল)", "many": True, "rank": "b"}),
        ],
        by="x",
    )
    assert person not in sent(store, book)
    store.write([Change(of, {"group": group, "party": person, "rank": "a"})], by="x")
    assert {person, of} <= sent(store, book)
    assert book.row(person)["phone"] == ""
    store.write([Change(person, {"name": "করিম মোল্লা"})], by="x")
    assert sent(store, book) == {person}
    store.write([Change(person, {"deleted": True})], by="x")
    assert sent(store, book) == {person}
    assert book.rows("party", id=frozenset({person})) == []


def test_only_what_changed_is_submitted(store, signed, book):
    assert signed in sent(store, book)
    assert submitting.submit(store, by="x") == 0
    drafts = len(list(store.operations()))
    # Nothing of a draft travels, and nothing is written for it.
    other = next(row["id"] for row in store.rows("meeting") if row["id"] != signed)
    store.write([Change(other, {"title": "অন্য শিরোনাম"})], by="x")
    assert submitting.submit(store, by="x") == 0
    assert len(list(store.operations())) == drafts + 1
    (obligation,) = Standing(book, TODAY).open[:1]
    report = store.new_id("progress")
    store.write([Change(report, {"decision": obligation.decision, "text": "হয়েছে", "rank": "a"})], by="x")
    assert sent(store, book) == {report}
    store.write([Change(report, {"deleted": True})], by="x")
    assert sent(store, book) == {report}
    assert book.row(report)["deleted"]
    # What others never had is not told to be gone.
    gone = store.new_id("progress")
    store.write([Change(gone, {"decision": obligation.decision, "deleted": True})], by="x")
    assert sent(store, book) == set()


def test_an_obligation_of_another_office_travels_back_with_its_reports(store, book):
    source = "obligation.bbbbbbbb.0123456789"
    ours, own, task, report = (store.new_id(kind) for kind in ("obligation", "obligation", "task", "progress"))
    store.write(
        [
            Change(own, {"text": "দপ্তরের নিজের কাজ"}),
            Change(ours, {"text": "পোর্টাল হালনাগাদ"}),
            Change(task, {"obligation": ours}),
            Change(report, {"task": task, "text": "হয়েছে", "rank": "a"}),
        ],
        by="x",
    )
    assert sent(store, book) == set()
    # What hangs on it goes with it, though only the obligation changed.
    store.write([Change(ours, {"source": source})], by="x")
    assert sent(store, book) == {ours, task, report}


def test_what_was_directed_without_a_meeting_travels_once_it_binds_another_office(store, book):
    upazila, ours, task, own = (store.new_id(kind) for kind in ("party", "obligation", "task", "obligation"))
    group, of = store.new_id("party"), store.new_id("belonging")
    store.write(
        [
            Change(upazila, {"name": "শালবন উপজেলা", "rank": "a"}),
            Change(group, {"name": "উপজেলা (সকল)", "many": True, "rank": "b"}),
            Change(ours, {"text": "তালিকা পাঠাতে হবে", "parties": ["উপজেলা (সকল)"]}),
            Change(task, {"obligation": ours, "name": "শালবন উপজেলা"}),
            Change(own, {"text": "দপ্তরের নিজের কাজ", "parties": ["হিসাব সহকারী"]}),
        ],
        by="x",
    )
    assert not kinds(sent(store, book)) & {"obligation", "task"}
    # It becomes an office that writes a book of its own, and one of the group that the direction names.
    store.write([Change(upazila, {"office": "bbbbbbbb"})], by="x")
    assert not kinds(sent(store, book)) & {"obligation", "task"}
    store.write([Change(of, {"group": group, "party": upazila, "rank": "a"})], by="x")
    assert {ours, task} <= sent(store, book)
    assert submitting.submit(store, by="x") == 0
    # Who had it is told what becomes of it, also when it binds nobody there any more.
    store.write([Change(ours, {"parties": ["হিসাব সহকারী"]})], by="x")
    assert sent(store, book) == {ours}
    store.write([Change(ours, {"deleted": True})], by="x")
    assert sent(store, book) == {ours}
    assert book.row(own) is None


def test_a_letter_travels_once_it_is_signed(store, signed, book):
    sent(store, book)
    key = PaperKey(
        "notice", next(row["id"] for row in store.rows("meeting") if not store.rows("letter", meeting=row["id"]))
    )
    memos.issue(store, key, today=TODAY, by="x", file="05.99.9901.000.06.001.26", number="700")
    assert sent(store, book) == set()
    memos.sign(store, key, by="x")
    changed = sent(store, book)
    assert {"letter", "memo", "recipient"} <= kinds(changed)
    letter = book.row(next(record for record in changed if record.startswith("letter.")))
    assert letter == {**store.row(letter["id"]), "conflict": False}


def test_two_pcs_of_one_office_submit_one_edition(tmp_path, store, signed, book):
    with offices.opened(tmp_path / "second", store.office) as second:
        second.receive(store.operations(stream="drafts"))
        assert submitting.submit(second, by="x")
        sent(store, book)
        store.receive(second.operations())
        assert submitting.submit(store, by="x") == 0
        book.receive(store.operations(stream="submitted"))
        assert book.conflicts() == []
        # One knows nothing of what the other submitted; who has seen both settles it.
        committee = second.rows("committee")[0]["id"]
        second.write([Change(committee, {"name": "নতুন নাম"})], by="x")
        submitting.submit(second, by="x")
        store.receive(second.operations())
        assert submitting.submit(store, by="x") == 1
        book.receive(store.operations(stream="submitted"))
        assert book.conflicts() == []
        assert book.row(committee)["name"] == "নতুন নাম"
        assert {kind: store.rows(kind) for kind in KINDS} == {kind: second.rows(kind) for kind in KINDS}


def test_what_waited_for_the_rest_of_its_group_is_submitted_when_it_counts(tmp_path, store, book):
    with offices.opened(tmp_path / "second", store.office) as second:
        second.write([Change(second.new_id("committee"), {"name": name}) for name in "কখ"], by="x")
        first, last = second.operations()
    store.receive([first])
    assert submitting.submit(store, by="x") == 0
    store.write([Change(store.new_id("file"), {"code": "05"})], by="x")
    assert submitting.submit(store, by="x") == 0
    store.receive([last])
    assert submitting.submit(store, by="x") == 2
    sent(store, book)
    assert {row["name"] for row in book.rows("committee")} == {"ক", "খ"}


def test_a_submission_that_fails_leaves_nothing(store, signed, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    store.write([Change(store.new_id("committee"), {"name": "নতুন কমিটি"})], by="x")
    before = list(store.operations())
    with monkeypatch.context() as broken:
        broken.setattr(Store, "submitted_all", fails)
        with pytest.raises(UserError, match="disk is full"):
            submitting.submit(store, by="x")
    assert list(store.operations()) == before
    assert submitting.submit(store, by="x")


def test_every_kind_says_how_it_travels_and_names_only_its_own_fields():
    for name, rule in submitting.TRAVELS.items():
        assert {*rule.within, *rule.stays} <= KINDS[name].fields.keys()
    assert KINDS.keys() - submitting.TRAVELS.keys() == {
        *("member", "holder", "file", "number", "distribution", "dispatch", "incoming", "sentence", "note"),
    }


def test_an_operation_that_travels_says_no_more_than_it_must(store, signed):
    submitting.submit(store, by="করিম")
    for body in store.operations(stream="submitted"):
        assert all(write["v"] not in ("", None, False) for write in json.loads(body)["set"].values())


def test_what_a_restored_office_had_submitted_since_comes_back_from_a_book_and_is_settled(tmp_path, store, book):
    """Its new computer knows nothing of it; once it has it back, what stands here goes over it."""
    committee = store.new_id("committee")
    store.write([Change(committee, {"name": "পুরোনো নাম"})], by="x")
    kept = store.backup(tmp_path / "stick")
    store.write([Change(committee, {"name": "হারানো নাম"})], by="x")
    sent(store, book)
    restore(kept, tmp_path / "new" / "data")
    with offices.opened(tmp_path / "new") as again:
        again.write([Change(committee, {"name": "নতুন নাম"})], by="x")
        sent(again, book)
        assert set(book.values(committee, "name")) == {"হারানো নাম", "নতুন নাম"}
        again.receive(book.operations(again.vector(), stream="submitted"))
        assert again.row(committee)["name"] == "নতুন নাম"
        sent(again, book)
        assert book.values(committee, "name") == ("নতুন নাম",)
        assert book.conflicts() == []
        assert again.check().ok

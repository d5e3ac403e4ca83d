"""What travels between stores: books of other offices, the published edition, how far each chain is known."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys

import offices
import pytest

from koyradesk import bin, history, meetings, records
from koyradesk.errors import UserError
from koyradesk.model import Ref
from koyradesk.store import Change, Store, books, index, journal, migrations, opening, receive

OURS, THEIRS = "aaaaaaaa", "bbbbbbbb"


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path, OURS) as store:
        yield store


def book(folder, office: str = THEIRS, **options: object) -> Store:
    return Store.open(folder / "offices" / office, office=office, ours=False, **options)


def theirs(folder, office: str = THEIRS) -> tuple[Store, list[Change]]:
    """A store of another office, with a committee that it submitted."""
    store = offices.opened(folder / "theirs", office)
    changes = [Change(store.new_id("committee"), {"name": "মৎস্য কমিটি"})]
    store.write(changes, by="x")
    store.submit(changes, by="x")
    return store, changes


def dump(store: Store) -> dict:
    return {kind: store.rows(kind, deleted=None) for kind in records.KINDS}


# -- books


def test_what_an_office_submitted_is_read_in_its_book_as_in_its_own_store(tmp_path):
    other, changes = theirs(tmp_path)
    with other, book(tmp_path) as held:
        assert held.receive(other.operations(stream="submitted")).records == {changes[0].record}
        assert dump(held) == dump(other)
        assert held.search("মৎস্য")[0].record == changes[0].record
        assert held.check().ok
        assert not held.receive(other.operations(stream="submitted"))
    with book(tmp_path, create=False) as again:
        assert dump(again)["committee"][0]["name"] == "মৎস্য কমিটি"


def test_nothing_is_written_into_the_book_of_another_office(tmp_path):
    with book(tmp_path) as held:
        record = f"committee.{THEIRS}.0123456789"
        for use in (
            lambda: held.write([Change(record, {"name": "ক"})], by="x"),
            lambda: held.submit([Change(record, {"name": "ক"})], by="x"),
            lambda: held.keep_edits([(record, "name", "ক")]),
            lambda: held.drop_edits([(record, "name")]),
            lambda: held.new_id("committee"),
        ):
            with pytest.raises(ValueError, match=THEIRS):
                use()
        assert held.vector() == {}
        assert held.open_edits() == []


def test_a_book_takes_only_what_its_own_office_submitted(tmp_path, store):
    other, _ = theirs(tmp_path)
    store.write([Change(store.new_id("committee"), {"name": "ক"})], by="x")
    store.submit([Change(store.new_id("committee"), {"name": "ক"})], by="x")
    with other, book(tmp_path) as held:
        for bodies in (other.operations(stream="drafts"), store.operations(stream="submitted"), store.operations()):
            with pytest.raises(UserError, match="cannot be right"):
                held.receive([*other.operations(stream="submitted"), *bodies])
        assert held.vector() == {}
        for stream in ("drafts", "submitted"):
            with pytest.raises(UserError, match="cannot be right"):
                store.receive(other.operations(stream=stream))


def test_a_book_has_no_mark_and_lets_others_read_while_it_is_open(tmp_path):
    other, _ = theirs(tmp_path)
    with other, book(tmp_path) as one, book(tmp_path) as two:
        one.receive(other.operations(stream="submitted"))
        assert two.vector() == one.vector() == other.vector("submitted")
        two.rebuild()
        assert one.check().ok
    home = tmp_path / "offices" / THEIRS
    assert sorted(path.name for path in home.iterdir()) == ["koyradesk.db", "koyradesk.lock"]


def test_a_book_in_the_place_of_another_is_refused(tmp_path):
    book(tmp_path).close()
    shutil.copytree(tmp_path / "offices" / THEIRS, tmp_path / "offices" / "cccccccc")
    with pytest.raises(UserError, match="holds the book of the office bbbbbbbb"):
        book(tmp_path, "cccccccc")
    for office in ("", "cccc", "CCCCCCCC", "../../aa"):
        with pytest.raises(ValueError, match="no code"):
            Store.open(tmp_path / "offices" / "x", office=office, ours=False)


def test_a_book_that_is_gone_is_begun_anew_and_none_is_made_unasked(tmp_path):
    with pytest.raises(UserError, match="no data"):
        book(tmp_path, create=False)
    with book(tmp_path) as held:
        held.put_blob(b"photo")
    (tmp_path / "offices" / THEIRS / "koyradesk.db").unlink()
    with book(tmp_path) as held:
        assert held.vector() == {}


# -- what is submitted


def test_what_is_submitted_changes_nothing_here(tmp_path, store):
    meeting = meetings.save(store, offices.small_meeting(), by="x")
    before = (dump(store), history.of_meeting(store, meeting.id), store.moments()[1], store.search("সভা"))
    changes = [Change(meeting.id, {"title": "প্রকাশিত শিরোনাম"}), Change(store.new_id("party"), {"name": "নতুন"})]
    assert store.submit(changes, by="x").records == {change.record for change in changes}
    assert (dump(store), history.of_meeting(store, meeting.id), store.moments()[1], store.search("সভা")) == before
    assert store.history(meeting.id, "title")[-1].new == meeting.title
    assert [step.name[0].rpartition(".")[2] for step in store.steps([meeting.id])] == ["drafts"]
    assert bin.listing(store) == ()
    assert store.check().ok
    store.rebuild()
    assert dump(store) == before[0]
    assert store.check().ok
    # And what is written here after it goes over what stands here.
    store.write([Change(meeting.id, {"title": "পরের"})], by="x")
    assert store.values(meeting.id, "title") == ("পরের",)


def test_what_is_submitted_again_as_it_is_makes_no_operation(store):
    record = store.new_id("committee")
    assert store.submit([Change(record, {"name": "ক", "deleted": False})], by="x")
    assert not store.submit([Change(record, {"name": "ক"})], by="x")
    assert store.submit([Change(record, {"name": "খ"})], by="x")
    first, second = (journal.decode(body) for body in store.operations(stream="submitted"))
    assert second.set["name"].over == (first.version,)
    assert first.set.keys() == {"name"}


def test_two_pcs_publish_one_edition(tmp_path):
    """Also where neither had seen what the other submitted: the next who has seen both settles it."""
    with offices.opened(tmp_path / "one", OURS) as one, offices.opened(tmp_path / "two", OURS) as two:
        record = one.new_id("committee")
        one.submit([Change(record, {"name": "ক"})], by="x")
        two.submit([Change(record, {"name": "খ"})], by="x")
        with book(tmp_path, OURS) as held:
            held.receive([*one.operations(stream="submitted"), *two.operations(stream="submitted")])
            assert set(held.values(record, "name")) == {"ক", "খ"}
            two.receive(one.operations())
            assert dump(two)["committee"] == []
            assert two.check().ok
            two.submit([Change(record, {"name": "খ"})], by="x")
            held.receive(two.operations(stream="submitted"))
            assert held.values(record, "name") == ("খ",)
            assert held.check().ok


# -- how far each chain is known


def test_only_what_has_no_gap_is_counted_and_given(tmp_path, store):
    with offices.opened(tmp_path / "two", OURS) as two:
        for name in "কখগঘ":
            two.write([Change(two.new_id("committee"), {"name": name})], by="x")
        ((actor, last),) = two.vector().items()
        bodies = list(two.operations())
        assert (last, two.head(actor)) == (4, (4, offices.links(two)[actor]))
        store.receive([bodies[0], bodies[2], bodies[3]])
        assert store.vector() == {actor: 1}
        assert list(store.operations()) == bodies[:1]
        assert store.head(actor) == (1, journal.link("", hashlib.sha256(bodies[0]).digest()))
        assert store.check().ok
        store.receive(bodies[1:2])
        assert store.vector() == two.vector()
        assert list(store.operations({actor: 2})) == bodies[2:]
        assert store.head(actor) == two.head(actor)
        assert all(two.passes(actor, *store.head(actor)) for store in (store, two))
        assert not store.passes(actor, 4, "00" * 32)
        assert store.passes(actor, 2, json.loads(bodies[2])["prev"])
    assert store.head(f"{OURS}.000000.drafts") == (0, "")
    assert not store.passes(f"{OURS}.000000.drafts", 0, "")


def test_streams_are_told_apart(store):
    store.write([Change(store.new_id("committee"), {"name": "ক"})], by="x")
    store.submit([Change(store.new_id("committee"), {"name": "খ"})], by="x")
    assert {actor.rpartition(".")[2]: seq for actor, seq in store.vector().items()} == {"drafts": 1, "submitted": 1}
    for stream in ("drafts", "submitted"):
        (body,) = store.operations(stream=stream)
        assert journal.decode(body).actor in store.vector(stream)
    assert len(list(store.operations())) == 2


def test_a_lost_operation_that_was_known_is_found(tmp_path):
    with offices.opened(tmp_path / "one", OURS) as one, offices.opened(tmp_path / "two", OURS) as two:
        for name in "কখগ":
            one.write([Change(one.new_id("committee"), {"name": name})], by="x")
        two.receive(one.operations())
        two._db.execute("DELETE FROM operation WHERE seq = 2")
        assert "chain" in {one.part for one in two.check().findings}


def test_what_a_newer_program_submitted_is_relayed_as_it_is_and_counts_after_the_update(tmp_path, monkeypatch):
    other, _ = theirs(tmp_path)
    with other, monkeypatch.context() as future:
        future.setattr(records, "SCHEMA", records.SCHEMA + 1)
        meeting = meetings.save(other, offices.small_meeting(), by="x")
        other.submit([Change(meeting.id, {"title": meeting.title, "period": meeting.period})], by="x")
        bodies = list(other.operations(stream="submitted"))
        everything = list(other.operations())
    with book(tmp_path) as held:
        held.receive(bodies)
        assert held.rows("meeting") == []
        assert list(held.operations()) == bodies
        assert held.check().ok
    # Another PC of theirs, not updated yet, keeps it as what was submitted.
    with offices.opened(tmp_path / "second", THEIRS) as second:
        second.receive(everything)
        assert sorted(second.operations()) == sorted(everything)
        assert second.rows("meeting") == []
        assert second.check().ok
    step = ("006_test", lambda db: db.conn.execute("ALTER TABLE here ADD COLUMN later TEXT NOT NULL DEFAULT ''"))
    monkeypatch.setattr(records, "SCHEMA", records.SCHEMA + 1)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    monkeypatch.setattr(opening, "_is_ours", lambda db: True)
    with book(tmp_path) as held:
        assert held.row(meeting.id)["title"] == meeting.title
        assert list(held.operations()) == bodies
        assert held.check().ok
    with offices.opened(tmp_path / "second", THEIRS) as second:
        assert meetings.get(second, meeting.id) == meeting
        assert second.check().ok
        assert history.of_field(second, Ref(meeting.id, "title"))


def test_a_book_opens_beside_another_process(tmp_path):
    """Reading needs no lock of ours: the window and the command line may look into one book."""
    other, _ = theirs(tmp_path)
    with other, book(tmp_path) as held:
        held.receive(other.operations(stream="submitted"))
        look = (
            "import sys; from koyradesk.store import Store; "
            f"print(len(Store.open(sys.argv[1], office={THEIRS!r}, ours=False).rows('committee')))"
        )
        done = subprocess.run(
            [sys.executable, "-c", look, str(held.folder)], capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout == "1\n"


def test_a_book_begins_small_and_gets_larger_pages_when_it_has_grown(tmp_path, monkeypatch):
    monkeypatch.setattr(books, "_SMALL", 250_000)
    other, _ = theirs(tmp_path)
    with other, book(tmp_path) as held:
        held.receive(other.operations(stream="submitted"))
        file = held.folder / "koyradesk.db"
        assert file.stat().st_size < 250_000
        many = [Change(other.new_id("committee"), {"name": "মৎস্য " * 50}) for _ in range(300)]
        other.submit(many, by="x")
        held.receive(other.operations(held.vector(), stream="submitted"))
        assert held._db.execute("PRAGMA page_size").fetchone() == (opening.PAGE,)
        assert len(held.rows("committee")) == 301
        assert held.check().ok


@pytest.mark.parametrize("many", [2, 2000])
def test_the_search_index_follows_before_it_is_searched(tmp_path, monkeypatch, many):
    """Whether few or many records came in; a search never finds what is gone, nor misses what is there."""
    monkeypatch.setattr(index, "_MANY", many)
    other, changes = theirs(tmp_path)
    with other, book(tmp_path) as held:
        held.receive(other.operations(stream="submitted"))
        assert index.is_stale(held._db)
        assert held.check().ok
        assert [hit.record for hit in held.search("মৎস্য")] == [changes[0].record]
        assert not index.is_stale(held._db)
        more = [Change(other.new_id("committee"), {"name": f"বন {number}"}) for number in range(5)]
        other.submit([Change(changes[0].record, {"name": "প্রাণী কমিটি"}), *more], by="x")
        held.receive(other.operations(held.vector(), stream="submitted"))
        assert held.search("মৎস্য") == []
        assert len(held.search("বন")) == 5
        assert held.check().ok
        gone = [Change(one.record, {"deleted": True}) for one in more]
        other.submit([Change(changes[0].record, {"name": "মৎস্য কমিটি"}), *gone], by="x")
        held.receive(other.operations(held.vector(), stream="submitted"))
        assert [hit.record for hit in held.search("মৎস্য")] == [changes[0].record]
        assert held.search("বন") == []
        assert held.check().ok


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_runs_of_any_length_give_the_same(tmp_path, monkeypatch, size):
    """Groups that a run cuts in two count when they are whole."""
    monkeypatch.setattr(receive, "_RUN", size)
    with offices.opened(tmp_path / "one", OURS) as one, offices.opened(tmp_path / "two", OURS) as two:
        saved = meetings.save(one, offices.small_meeting(), by="x")
        meetings.save(one, offices.small_meeting(), by="x")
        one.write([Change(saved.id, {"title": "অন্য", "deleted": True})], by="x")
        bodies = list(one.operations())
        assert two.receive(bodies).records == {journal.decode(body).record for body in bodies}
        assert dump(two) == dump(one)
        assert two.vector() == one.vector()
        assert not two.receive(bodies)
        assert two.check().ok


def test_a_known_run_in_which_one_letter_differs_is_not_taken_for_known(store):
    for name in "কখগঘ":
        store.write([Change(store.new_id("committee"), {"name": name})], by="x")
    bodies = list(store.operations())
    assert not store.receive(bodies)
    for place in range(4):
        spoilt = [*bodies]
        spoilt[place] = spoilt[place].replace(b'"by":"x"', b'"by":"y"')
        with pytest.raises(UserError, match="its data folder was copied"):
            store.receive(spoilt)
        # Nothing that follows one that is none of ours is believed either.
        with pytest.raises(UserError):
            store.receive([*spoilt, *bodies])
    assert list(store.operations()) == bodies

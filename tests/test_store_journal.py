"""The journal: exact bytes, chained; fields with versions; what comes from elsewhere is examined before it counts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk import meetings, records
from koyradesk.errors import UserError
from koyradesk.merge import Write
from koyradesk.store import Change, Store, journal

NOON = datetime(2024, 7, 14, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path, "aaaaaaaa", clock=lambda: NOON) as store:
        yield store


@pytest.fixture
def pair(tmp_path):
    """Two PCs of one office, and one meeting both have."""
    with offices.opened(tmp_path / "one", "samesame") as one, offices.opened(tmp_path / "two", "samesame") as two:
        meetings.save(one, offices.small_meeting(), by="প্রথম")
        two.receive(one.operations())
        yield one, two


def test_an_operation_is_kept_as_the_canonical_bytes_that_are_hashed(store):
    record = store.new_id("committee")
    store.write([Change(record, {"name": "ডিজিটাল কমিটি"})], by="করণিক")
    (body,) = store.operations()
    raw = json.loads(body)
    assert body == json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    office, device, stream = raw.pop("actor").split(".")
    assert (office, stream) == (store.office, "drafts")
    assert len(device) == 6
    assert raw == {
        "seq": 1,
        "prev": "",
        "group": [1, 1],
        "record": record,
        "schema": records.SCHEMA,
        "by": "করণিক",
        "wall": "2024-07-14T12:00:00+00:00",
        "set": {"name": {"v": "ডিজিটাল কমিটি", "over": []}},
    }


def test_each_operation_is_chained_to_the_one_before(store):
    for name in ("ক", "খ", "গ"):
        store.write([Change(store.new_id("committee"), {"name": name})], by="করণিক")
    link = b""
    for body in store.operations():
        assert json.loads(body)["prev"] == link.hex()
        link = hashlib.sha256(link + hashlib.sha256(body).digest()).digest()


def test_a_stream_has_a_chain_of_its_own(store):
    for stream in ("drafts", "submitted"):
        store.write([Change(store.new_id("committee"), {"name": stream})], by="করণিক", stream=stream)
    first, second = offices.operations(store)
    assert (first.seq, second.seq) == (1, 1)
    assert first.actor.rpartition(".")[0] == second.actor.rpartition(".")[0]
    assert store.check().ok


def test_over_names_the_versions_that_were_seen(store):
    record = store.new_id("committee")
    store.write([Change(record, {"name": "ক"})], by="করণিক")
    store.write([Change(record, {"name": "খ"})], by="করণিক")
    first, second = offices.operations(store)
    assert second.set["name"] == Write("খ", ((first.actor, 1),))
    assert tuple(store.versions(record, "name")) == ((first.actor, 2),)


def test_text_is_nfc_and_values_have_their_types(store):
    record = store.new_id("memo")
    values = {
        "number": "\u09dc",
        "issue": 7,
        "date": date(2024, 2, 29),
        "state": "draft",
        "meeting": store.new_id("meeting"),
    }
    store.write([Change(record, values)], by="করণিক")
    row = store.row(record)
    assert {name: row[name] for name in values} == {**values, "number": "\u09a1\u09bc"}
    assert (row["deleted"], row["conflict"], row["pdf"], row["reason"]) == (False, False, None, "")


def test_what_is_as_it_was_makes_no_operation(store):
    record = store.new_id("committee")
    assert store.write([Change(record, {"name": "ক"})], by="করণিক")
    assert not store.write([Change(record, {"name": "ক", "deleted": False})], by="করণিক")
    assert len(list(store.operations())) == 1


def test_a_record_without_values_exists_all_the_same(store):
    record = store.new_id("paragraph")
    assert store.write([Change(record, {})], by="করণিক").records == {record}
    assert store.row(record)["text"] == ""
    assert store.check().ok


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"nothing": 1}, KeyError),
        ({"issue": "7"}, TypeError),
        ({"issue": True}, TypeError),
        ({"issue": 2**63}, ValueError),
        ({"number": 7}, TypeError),
        ({"date": "2024-02-30"}, ValueError),
        ({"date": datetime(2024, 2, 3)}, TypeError),
        ({"deleted": "yes"}, TypeError),
        ({"pdf": "0" * 64}, ValueError),
        ({"pdf": "../../etc/passwd"}, ValueError),
    ],
)
def test_a_value_that_does_not_fit_is_a_bug_and_changes_nothing(store, fields, error):
    with pytest.raises(error):
        store.write([Change(store.new_id("committee"), {"name": "ক"}), Change(store.new_id("memo"), fields)], by="x")
    assert list(store.operations()) == []


@pytest.mark.parametrize("value", [float("nan"), {1: 2}, {"a": object()}, {"a": "\x00"}])
def test_json_holds_only_json(store, value):
    with pytest.raises((ValueError, TypeError, UserError)):
        store.write([Change(store.new_id("meeting"), {"layout": value})], by="x")
    assert list(store.operations()) == []


def test_one_record_stands_once_in_a_write(store):
    record = store.new_id("committee")
    with pytest.raises(ValueError, match="twice"):
        store.write([Change(record, {"name": "ক"}), Change(record, {"name": "খ"})], by="x")


def test_another_offices_record_is_refused(store):
    with pytest.raises(UserError, match="belongs to another office"):
        store.write([Change("committee.0ther0ne.0123456789", {"name": "ক"})], by="x")


@pytest.mark.parametrize("record", ["committee", "committee.x.y", "committee.0ther0ne.012345678u", ""])
def test_what_is_no_id_is_refused(store, record):
    with pytest.raises(ValueError, match="no record id"):
        store.write([Change(record, {"name": "ক"})], by="x")


def test_only_the_fields_that_are_wanted_are_given(store):
    saved = meetings.save(store, offices.small_meeting(), by="x")
    (row,) = store.rows("memo", only=("number", "date"), kind="minutes", meeting=saved.id)
    memo = saved.memos[0]
    assert row == {"id": memo.id, "conflict": False, "number": memo.number, "date": memo.date}
    assert store.rows("memo", only=("number",), kind="notice") == []


def test_an_id_is_found_by_its_unique_part_and_by_its_beginning(store):
    saved = meetings.save(store, offices.small_meeting(), by="x")
    unique = records.short(saved.id)
    bengali = unique.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    for typed in (
        saved.id,
        unique,
        unique[:6],
        unique.upper(),
        f" {bengali} ",
        unique.replace("1", "l").replace("0", "O"),
    ):
        assert store.resolve(typed) == saved.id


@pytest.mark.parametrize("typed", ["", "zzzzzzzzzz", "%", "_", "'; --", "meeting.0ther0ne.0123456789", "…"])
def test_an_id_that_is_nowhere_is_refused(store, typed):
    meetings.save(store, offices.small_meeting(), by="x")
    with pytest.raises(UserError, match="has the id"):
        store.resolve(typed)


def test_a_beginning_that_fits_several_is_refused(store):
    wanted = [f"meeting.{store.office}.{unique}" for unique in ("aaaaaaaaaa", "aaaaaaaaab")]
    store.write([Change(record, {"title": "ক"}) for record in wanted], by="x")
    with pytest.raises(UserError, match="fits 2 records") as refusal:
        store.resolve("aaaa")
    assert "aaaaaaaaaa" in str(refusal.value)
    assert store.resolve("aaaaaaaaab") == wanted[1]


def test_an_open_edit_is_kept_and_sealed_with_its_operation(tmp_path):
    with offices.opened(tmp_path, clock=lambda: NOON) as store:
        saved = meetings.save(store, offices.small_meeting(), by="x")
        decision = saved.items[0].decisions[0].id
        for text in ("আধা", "আধা লেখা", "আধা লেখা কথা"):
            store.keep_edits([(decision, "text", text)])
        store.keep_edits([(saved.id, "closing", "শেষ")])
    with offices.opened(tmp_path) as store:
        assert {(one.record, one.field, one.text) for one in store.open_edits()} == {
            (decision, "text", "আধা লেখা কথা"),
            (saved.id, "closing", "শেষ"),
        }
        assert store.open_edits()[0].wall == "2024-07-14T12:00:00+00:00"
        store.write([Change(decision, {"text": "পুরো কথা"})], by="x")
        assert [one.record for one in store.open_edits()] == [saved.id]
        # Nothing changed in the end: sealed all the same.
        store.write([Change(saved.id, {"closing": saved.closing})], by="x")
        assert store.open_edits() == []


def test_an_open_edit_can_be_dropped_and_is_no_operation(store):
    record = store.new_id("committee")
    store.keep_edits([(record, "name", "ক")])
    store.drop_edits([(record, "name")])
    assert store.open_edits() == []
    assert list(store.operations()) == []
    with pytest.raises(KeyError):
        store.keep_edits([(record, "nothing", "ক")])


def test_an_edit_stays_open_when_its_write_is_refused(store):
    record = store.new_id("committee")
    store.keep_edits([(record, "name", "ক")])
    with pytest.raises(UserError):
        store.write([Change(record, {"name": "\x07"})], by="x")
    assert [one.text for one in store.open_edits()] == ["ক"]


def test_two_pcs_in_one_field_are_a_conflict_on_both(pair):
    one, two = pair
    record = meetings.listing(one)[0].id
    assert one.conflicts() == []
    one.write([Change(record, {"title": "প্রথমের কথা", "place": "ছাদ"})], by="প্রথম")
    two.write([Change(record, {"title": "দ্বিতীয়ের কথা"})], by="দ্বিতীয়")
    for here, there in ((one, two), (two, one)):
        assert here.receive(there.operations()).records == {record}
    for store in pair:
        assert store.row(record)["conflict"]
        assert store.row(record)["place"] == "ছাদ"
        assert store.conflicts() == [(record, "title")]
        assert set(store.values(record, "title")) == {"প্রথমের কথা", "দ্বিতীয়ের কথা"}
        assert store.check().ok
    assert one.row(record) == two.row(record)
    two.write([Change(record, {"title": one.row(record)["title"]})], by="দ্বিতীয়")
    one.receive(two.operations())
    assert not any(store.row(record)["conflict"] for store in pair)


def test_a_write_over_what_was_not_seen_keeps_both(store):
    record = store.new_id("committee")
    store.write([Change(record, {"name": "ক"})], by="x")
    seen = tuple(store.versions(record, "name"))
    store.write([Change(record, {"name": "খ"})], by="অন্যজন")
    store.write([Change(record, {"name": "গ"}, {"name": seen})], by="x")
    assert set(store.values(record, "name")) == {"খ", "গ"}


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_any_order_of_arrival_gives_equal_tables(tmp_path_factory, seed):
    random = Random(seed)
    folder = tmp_path_factory.mktemp("arrival")
    with offices.opened(folder / "one", "samesame") as one, offices.opened(folder / "two", "samesame") as two:
        saved = meetings.save(one, offices.small_meeting(), by="x")
        two.receive(one.operations())
        for number in range(4):
            here = random.choice((one, two))
            if random.random() < 0.3:
                one.receive(two.operations())
            item = saved.items[0]
            changes = [
                Change(saved.id, {"title": f"শিরোনাম {number}", "date": date(2024, 1, 1 + number)}),
                Change(item.id, {"deleted": random.random() < 0.5}),
            ]
            here.write(random.sample(changes, random.randrange(1, 3)), by="x")
        bodies = [*one.operations(), *two.operations()]
        with offices.opened(folder / "three", "samesame") as three:
            while bodies:
                part = [bodies.pop(random.randrange(len(bodies))) for _ in range(random.randrange(1, len(bodies) + 1))]
                three.receive(part)
                three.receive(part)
                assert three.check().ok
            two.receive(one.operations())
            assert dump(three) == dump(two)


def dump(store: Store) -> dict:
    return {kind: store.rows(kind, deleted=None) for kind in records.KINDS}


def test_half_a_group_waits_for_the_rest(tmp_path, store):
    with offices.opened(tmp_path / "other", "aaaaaaaa") as other:
        meetings.save(other, offices.small_meeting(), by="x")
        bodies = list(other.operations())
        assert not store.receive(bodies[1:])
        assert meetings.listing(store) == ()
        assert store.check().ok
        assert store.receive(bodies[:1]).records == {operation.record for operation in offices.operations(other)}
        assert dump(store) == dump(other)


def test_what_is_known_is_passed_over(pair):
    one, two = pair
    before = list(two.operations())
    assert not two.receive(one.operations())
    assert list(two.operations()) == before


def test_only_what_is_not_known_is_given(pair):
    one, two = pair
    (actor,) = {operation.actor for operation in offices.operations(one)}
    known = {actor: len(list(one.operations()))}
    one.write([Change(one.new_id("committee"), {"name": "নতুন"})], by="x")
    assert len(list(one.operations(known))) == 1
    assert two.receive(one.operations(known)).kinds == {"committee"}


def forged(body: bytes, **changes: object) -> bytes:
    return records.canonical({**json.loads(body), **changes}).encode()


@pytest.mark.parametrize(
    "forge",
    [
        lambda body: b"",
        lambda body: b"{}",
        lambda body: b"[1]",
        lambda body: body[:-1],
        lambda body: body + b" ",
        lambda body: b"\xff" + body,
        lambda body: b"[" * 100_000,
        lambda body: forged(body, seq=0),
        lambda body: forged(body, seq="1"),
        lambda body: forged(body, seq=2**64),
        lambda body: forged(body, group=[2, 1]),
        lambda body: forged(body, prev="zz"),
        lambda body: forged(body, by=7),
        lambda body: forged(body, record="committee"),
        lambda body: forged(body, record="kitchen.aaaaaaaa.0123456789"),
        lambda body: forged(body, actor="aaaaaaaa"),
        lambda body: forged(body, actor="aaaaaaaa.0123ab"),
        lambda body: forged(body, actor="aaaaaaaa.0123ab.drafts.submitted"),
        lambda body: forged(body, actor="aaaaaaaa..drafts"),
        lambda body: forged(body, actor="bbbbbbbb.0123ab.drafts"),
        lambda body: forged(body, set={"nothing": {"v": 1, "over": []}}),
        lambda body: forged(body, set={"name": {"v": 1, "over": []}}),
        lambda body: forged(body, set={"name": {"v": "\u09dc", "over": []}}),
        lambda body: forged(body, set={"name": {"v": "\x00", "over": []}}),
        lambda body: forged(body, set={"name": {"v": "x", "over": [["a", -1]]}}),
        lambda body: forged(body, extra=1),
    ],
)
def test_what_cannot_be_an_operation_is_refused_and_nothing_is_taken_over(tmp_path, store, forge):
    with offices.opened(tmp_path / "other", "aaaaaaaa") as other:
        for name in ("ক", "খ"):
            other.write([Change(other.new_id("committee"), {"name": name})], by="x")
        first, second = other.operations()
    with pytest.raises(UserError, match="cannot be right"):
        store.receive([second, forge(first)])
    assert list(store.operations()) == []
    assert store.check().ok


def test_a_record_is_written_only_by_its_own_office(tmp_path, store):
    with offices.opened(tmp_path / "other", "aaaaaaaa") as other:
        other.write([Change(other.new_id("committee"), {"name": "ক"})], by="x")
        (body,) = other.operations()
    for office in ("bbbbbbbb", "aaaaaaa"):
        with pytest.raises(UserError, match="cannot be right"):
            store.receive([forged(body, record=f"committee.{office}.0123456789")])


def test_a_copied_folder_used_twice_is_noticed(tmp_path, store):
    with offices.opened(tmp_path / "other", "aaaaaaaa") as other:
        other.write([Change(other.new_id("committee"), {"name": "ক"})], by="x")
        (body,) = other.operations()
    store.receive([body])
    with pytest.raises(UserError, match="its data folder was copied"):
        store.receive([forged(body, by="অন্যজন")])


@pytest.mark.parametrize("order", [(0, 2, 1), (2, 0, 1), (0, 1, 2)])
def test_an_operation_that_does_not_fit_the_chain_is_refused(tmp_path, store, order):
    with offices.opened(tmp_path / "other", "aaaaaaaa") as other:
        for name in ("ক", "খ", "গ"):
            other.write([Change(other.new_id("committee"), {"name": name})], by="x")
        bodies = list(other.operations())
    bodies[1] = forged(bodies[1], by="অন্যজন")
    with pytest.raises(UserError, match="does not fit"):
        store.receive([bodies[index] for index in order])
    assert list(store.operations()) == []


def test_what_a_newer_program_wrote_is_kept_and_waits(tmp_path, store):
    with offices.opened(tmp_path / "other", "aaaaaaaa") as other:
        other.write([Change(other.new_id("committee"), {"name": "ক"})], by="x")
        (body,) = other.operations()
    office = json.loads(body)["actor"].partition(".")[0]
    newer = forged(
        body,
        schema=records.SCHEMA + 1,
        record=f"kitchen.{office}.0123456789",
        set={"heat": {"v": {"c": 90}, "over": []}},
    )
    assert not store.receive([newer])
    assert list(store.operations()) == [newer], "relayed byte for byte"
    assert store.check().ok
    store.rebuild()
    assert store.check().ok


def test_history_tells_of_every_field_from_the_start(store):
    record = store.new_id("committee")
    store.write([Change(record, {"name": "ক"})], by="প্রথম")
    store.write([Change(record, {"name": "খ", "deleted": True})], by="দ্বিতীয়")
    told = [(one.field, one.old, one.new, one.by) for one in store.history(record)]
    assert told == [
        ("name", "", "ক", "প্রথম"),
        ("deleted", False, True, "দ্বিতীয়"),
        ("name", "ক", "খ", "দ্বিতীয়"),
    ]
    assert [one.new for one in store.history(record, "name")] == ["ক", "খ"]
    assert store.history(store.new_id("committee")) == []


def test_an_operation_reads_back_as_it_was_written():
    operation = journal.Operation(
        "aaaaaaaa.bbbbbb.drafts",
        3,
        "ab" * 32,
        (2, 5),
        "item.aaaaaaaa.0123456789",
        1,
        'ক "উদ্ধৃতি" \\ ও\nনতুন লাইন',
        "2024-07-14T12:00:00+06:00",
        {"topic": Write("খ", (("aaaaaaaa.bbbbbb.drafts", 1), ("aaaaaaaa.cccccc.drafts", 9)))},
    )
    body = journal.encode(operation)
    assert journal.decode(body) == operation
    assert journal.examine(body) == operation
    start = journal.START.match(body)
    assert start is not None
    assert (start["seq"], start["prev"].decode()) == (b"3", operation.prev)
    assert start["record"].decode() == operation.record
    assert journal.encode(replace(operation, by='","prev":"00')) != body
    back = replace(operation, undoes=("aaaaaaaa.bbbbbb.drafts", 1))
    assert journal.examine(journal.encode(back)) == back
    assert journal.START.match(journal.encode(back)) is not None
    assert b"undoes" not in body

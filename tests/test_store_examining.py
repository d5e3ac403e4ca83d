"""What comes from elsewhere is examined quickly, with the verdict of a slow look that takes the JSON as a whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.records import KINDS
from koyradesk.store import Store, journal, receive
from koyradesk.store.examining import examined

OFFICE = "aaaaaaaa"
ACTOR = f"{OFFICE}.bbbbbb.submitted"
RECORD = f"committee.{OFFICE}.0123456789"

TEXTS = st.one_of(
    st.text(max_size=8),
    # What looks like JSON within JSON; what is a control, no character, or otherwise in NFC.
    st.text(st.sampled_from('"\\{}[],:\x00\x1f\x7f\ud800\u2028ড়কিো্ে়া 😀'), max_size=6),
    st.sampled_from(["", ACTOR, RECORD, "v", "over", "ab" * 32, "AB " * 32, "0" * 63, "উন্নয়ন", "2026-11-22", "true"]),
)
NUMBERS = st.one_of(
    st.integers(-2, 4),
    st.sampled_from([2**53 + 1, 2**63 - 1, 2**63, 2**64, -(2**63) - 1, 10**30]),
    st.floats(),
    st.sampled_from([0.0, -0.0, 1.0, 1e16, 1e-7, 1.5e300, 5e-324]),
)
PLAIN = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
JSON = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)), max_leaves=5
)
VERSIONS = st.tuples(st.sampled_from([ACTOR, f"{OFFICE}.cccccc.submitted"]), st.integers(1, 9)).map(list)
OVER = st.one_of(st.just([]), st.lists(VERSIONS, max_size=2), st.sampled_from([{}, "", None, 0, False]), JSON)
WRITES = st.one_of(
    st.fixed_dictionaries({"v": JSON, "over": OVER}),
    st.fixed_dictionaries({"v": TEXTS, "over": st.just([])}, optional={"x": PLAIN}),
    JSON,
)
NAMES = st.one_of(st.sampled_from(["name", "layout", "deleted"]), TEXTS)
GOOD: dict[str, Any] = {
    "actor": ACTOR,
    "by": "লিপিকা মণ্ডল",
    "group": [2, 3],
    "prev": "ab" * 32,
    "record": RECORD,
    "schema": records.SCHEMA,
    "seq": 3,
    "set": {"name": {"over": [[ACTOR, 1]], "v": "উন্নয়ন সমন্বয় কমিটি"}},
    "wall": "2026-11-22T10:00:00+06:00",
}
#: Parts that stand for the good ones, or are left out where they are ``...``.
PARTS = st.dictionaries(
    st.sampled_from([*GOOD, "undoes", "other"]), st.one_of(JSON, VERSIONS, st.just(...)), max_size=2
)


def put(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**GOOD, **parts}.items() if value is not ...}


def written(raw: Any, way: int) -> bytes:
    """JSON as it must be, or in one of the other ways it can be written."""
    ways: list[dict[str, Any]] = [
        {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")},
        {"sort_keys": True, "separators": (",", ":")},
        {"ensure_ascii": False, "sort_keys": True},
        {"ensure_ascii": False, "separators": (",", ":")},
    ]
    return json.dumps(raw, **ways[way]).encode(errors="surrogatepass")


def slowly(body: bytes) -> journal.Operation | None:
    """The operation, by the words of ``journal.examine``; None for what is none."""
    try:
        operation = journal.decode(body)
        raw = json.loads(body)
        if raw.keys() - {"undoes"} != GOOD.keys() or any(one.keys() != {"v", "over"} for one in raw["set"].values()):
            return None
        replaced = [version for write in operation.set.values() for version in write.over]
        if operation.undoes is not None:
            replaced.append(operation.undoes)
        first, count = operation.group
        numbers = [operation.seq, operation.schema, first, count, *(seq for _, seq in replaced)]
        texts = [operation.actor, operation.prev, operation.record, operation.by, operation.wall]
        if any(type(one) is not int or not 1 <= one < 2**63 for one in numbers):
            return None
        if any(type(one) is not str for one in (*texts, *(actor for actor, _ in replaced))):
            return None
        linked = not operation.prev or len(bytes.fromhex(operation.prev)) == 32
        same = records.canonical(raw).encode() == body
    except (ValueError, TypeError, RecursionError):
        return None
    return operation if first <= operation.seq < first + count and linked and same else None


def quickly(body: bytes) -> journal.Operation | None:
    try:
        return journal.examine(body)
    except ValueError:
        return None


def told(operation: journal.Operation | None) -> str:
    # Equal is not enough: True is 1, and 0.0 is -0.0.
    return repr(operation)


@settings(max_examples=600)
@given(PARTS, st.dictionaries(NAMES, WRITES, max_size=3), st.sampled_from([0, 0, 0, 1, 2, 3]))
@example({}, {}, 0)
@example({"undoes": [ACTOR, 1]}, {}, 0)
@example({"schema": True}, {}, 0)
@example({"seq": 3.0}, {}, 0)
@example({"group": {"2": 0, "3": 0}}, {}, 0)
@example({}, {"name": {"over": {}, "v": "ক"}}, 0)
@example({}, {"name": {"over": [[ACTOR, 1.0]], "v": "ক"}}, 0)
@example({}, {"name": {"over": [[ACTOR, 1, 1]], "v": "ক"}}, 0)
@example({}, {"layout": {"over": [], "v": [1e16, -0.0, {"খ": None, "ক": [True]}]}}, 0)
@example({}, {"layout": {"over": [], "v": float("nan")}}, 0)
def test_any_json_gets_the_verdict_of_a_slow_look(parts, writes, way):
    for one in (put(parts), put({**parts, "set": {**GOOD["set"], **writes}}), put({**parts, "set": writes})):
        body = written(one, way)
        assert told(quickly(body)) == told(slowly(body))


@settings(max_examples=600)
@given(st.data())
def test_any_bytes_get_the_verdict_of_a_slow_look(data):
    """Good operations in which something is torn out, put in or doubled."""
    writes = data.draw(st.dictionaries(NAMES, WRITES, max_size=2))
    body = written(put({"set": {**GOOD["set"], **writes}}), 0)
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(body)), st.integers(0, len(body)))))
    pieces = (b"", b" ", b",", b'"', b"\\", b"\xff", b"\x00", b"\\u007f", b"\\ud800", b"-", b"0", b".0", b"e5", b"NaN")
    piece = data.draw(st.sampled_from([*pieces, body[first:last], b'"over":[],', b'"v":1,', b"[" * 3000, b"9" * 5000]))
    for hostile in (body[:first] + piece + body[last:], body[:first] + piece + body[first:]):
        assert told(quickly(hostile)) == told(slowly(hostile))


def test_most_of_what_is_tried_here_is_told_apart():
    """The good one is taken, and each of its parts matters."""
    assert quickly(written(GOOD, 0)) is not None
    for name in GOOD:
        assert quickly(written(put({name: ...}), 0)) is None
        assert quickly(written(put({name: None}), 0)) is None
    for way in (1, 2):
        assert quickly(written(GOOD, way)) is None


def field(kind: str, name: str, value: Any) -> bytes:
    return written(put({"record": f"{kind}.{OFFICE}.0123456789", "set": {name: {"over": [], "v": value}}}), 0)


@settings(max_examples=600)
@given(st.sampled_from([(kind.name, name) for kind in KINDS.values() for name in kind.fields]), st.one_of(TEXTS, JSON))
def test_values_are_those_that_a_field_is_written_with(place, value):
    kind, name = place
    body = field(kind, name, value)
    try:
        good = slowly(body) is not None and records.plain(KINDS[kind], name, value) == value
    except (ValueError, TypeError, UserError):
        good = False
    try:
        examined(body, OFFICE, ours=False)
        taken = True
    except UserError:
        taken = False
    assert taken == good


@pytest.mark.parametrize(
    "parts",
    [
        {"prev": "AB" * 32},
        {"actor": f'{OFFICE}.b"b.submitted'},
        {"actor": f"{OFFICE}.b\\b.submitted"},
        {"actor": f"{OFFICE}.খ.submitted"},
        {"schema": records.SCHEMA + 1, "record": f'no"kind.{OFFICE}.0123456789'},
    ],
)
def test_what_does_not_begin_as_ours_begin_is_looked_at_one_by_one(tmp_path, parts):
    """Of a foreign hand, but an operation: it waits for what is before it, under its own name."""
    body = written(put(parts), 0)
    with Store.open(tmp_path, office=OFFICE, ours=False) as book:
        book.receive([body])
        assert book._db.execute("SELECT body FROM operation").fetchall() == [(body,)]
        assert book._db.execute("SELECT id, whole FROM actor").fetchall() == [(put(parts)["actor"], 0)]


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"actor":"\xff"}', written(GOOD, 0).replace(b'"seq":3', b'"seq":' + b"3" * 5000)]
)
def test_what_is_no_operation_is_refused_in_words(tmp_path, body):
    with Store.open(tmp_path, office=OFFICE, ours=False) as book:
        with pytest.raises(UserError):
            book.receive([body])
        assert book._db.execute("SELECT * FROM operation").fetchall() == []


def test_what_comes_is_cut_between_groups_but_not_for_ever(monkeypatch):
    monkeypatch.setattr(receive, "_RUN", 4)
    monkeypatch.setattr(receive, "_MOST", 10)
    threes = [written(put({"seq": n, "group": [n - (n - 1) % 3, 3]}), 0) for n in range(1, 13)]
    assert [len(run) for run in receive._runs(threes)] == [6, 6]
    endless = [written(put({"seq": n, "group": [1, 99]}), 0) for n in range(1, 13)]
    assert [len(run) for run in receive._runs(endless)] == [10, 2]
    other = written(put({"actor": f"{OFFICE}.cccccc.submitted"}), 0)
    assert [len(run) for run in receive._runs([*threes[:2], other, threes[2], b"", b"{"])] == [2, 1, 1, 2]

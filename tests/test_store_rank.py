"""Places in a list: always room between two, and moving one thing writes one rank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import rank

usable = st.text(rank.DIGITS, min_size=1, max_size=6).map(lambda text: text.rstrip("0")).filter(bool)


@given(st.sets(usable, min_size=2, max_size=2).map(sorted), st.integers(1, 80))
def test_there_is_always_room_between_two(pair, count):
    found = rank.between(*pair, count)
    assert len(found) == count
    assert found == sorted(set(found))
    assert pair[0] < found[0]
    assert found[-1] < pair[1]
    assert not any(one.endswith("0") for one in found)


@given(usable | st.just(""), st.integers(1, 80))
def test_there_is_always_room_at_both_ends(one, count):
    after = rank.between(one, "", count)
    assert one < after[0]
    assert after == sorted(set(after))
    before = rank.between("", one, count)
    assert before == sorted(set(before))
    assert not one or before[-1] < one


def test_appending_stays_short():
    last = ""
    for _ in range(300):
        (last,) = rank.between(last, "", 1)
    assert len(last) <= 6


def test_putting_in_front_again_and_again_stays_possible():
    first = rank.between("", "", 1)[0]
    for _ in range(200):
        (before,) = rank.between("", first, 1)
        assert before < first
        first = before
    assert len(first) < 50


@pytest.mark.parametrize("pair", [("b", "b"), ("c", "b")])
def test_no_room_where_there_is_none(pair):
    with pytest.raises(ValueError, match="no room"):
        rank.between(*pair, 1)


@given(st.lists(st.one_of(st.none(), usable, st.just("")), max_size=30))
def test_arranging_gives_the_wanted_order(ranks):
    held = [(str(number), one) for number, one in enumerate(ranks)]
    moved = rank.arrange(held)
    ended = [moved.get(key, one) for key, one in held]
    assert ended == sorted(set(ended))


@given(st.integers(2, 40), st.data())
def test_moving_one_writes_one(count, data):
    keys = [str(number) for number in range(count)]
    ranks = dict(zip(keys, rank.between("", "", count), strict=True))
    moved = data.draw(st.sampled_from(keys))
    rest = [key for key in keys if key != moved]
    rest.insert(data.draw(st.integers(0, count - 1)), moved)
    changed = rank.arrange([(key, ranks[key]) for key in rest])
    assert len(changed) <= 1

"""Every number of a file is accounted for, here or by hand, and the next one passes over what is taken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import file_numbers, memo_book, memo_numbers, memos, sample
from koyradesk.errors import UserError
from koyradesk.file_numbers import Kept
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store

TODAY = date(2026, 11, 22)
CODE = "05.99.9902.000.06.011.26"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "তথ্য", config=tmp_path / "config") as opened:
        yield opened


@pytest.fixture
def office(store):
    """The ids of the sample's three meetings."""
    return sample.fill(store, today=TODAY, by="করিম")


def write_in(store, first, last=None, state="outside", **more):
    return file_numbers.account(store, Kept(CODE, first, last or first, state, **more), by="করিম")


def issue(store, meeting, **more):
    return memos.issue(store, PaperKey("minutes", meeting), today=TODAY, by="করিম", **more).memo


def told(store, code=CODE):
    return [(one.first, one.last, one.state) for one in memo_book.lines(store, code)]


def test_a_file_opened_in_mid_year_begins_at_its_number(store, office):
    file_numbers.open_file(store, CODE, title="মাসিক সমন্বয় সভা", first=412, by="করিম")
    memo = issue(store, office[2], file=CODE)
    assert memo.number == "০৫.৯৯.৯৯০২.০০০.০৬.০১১.২৬.৪১২"
    assert told(store) == [(412, 412, "used")]
    (line,) = memo_book.lines(store, CODE)
    assert (line.memo, line.kind, line.paper) == (memo.id, "minutes", "numbered")
    assert line.subject


def test_the_next_number_passes_over_what_is_taken_elsewhere(store, office):
    file_numbers.open_file(store, CODE, first=10, by="করিম")
    write_in(store, 10, 11)
    write_in(store, 12, state="void", reason="ভুল স্মারক")
    write_in(store, 14, 20, "reserved", device="পিসি ২")
    assert issue(store, office[2], file=CODE).number.endswith(".১৩")
    memos.withdraw(store, PaperKey("minutes", office[2]), "কাগজ নষ্ট", by="করিম")
    assert issue(store, office[2]).number.endswith(".২১")
    assert told(store) == [
        (10, 11, "outside"),
        (12, 12, "void"),
        (13, 13, "void"),
        (14, 20, "reserved"),
        (21, 21, "used"),
    ]


def test_a_number_nobody_accounts_for_is_missing(store, office):
    file_numbers.open_file(store, CODE, first=5, by="করিম")
    issue(store, office[2], file=CODE, number="9")
    assert told(store) == [(5, 8, "missing"), (9, 9, "used")]
    (summary,) = [one for one in memo_book.summaries(store) if one.code == CODE]
    assert (summary.first, summary.last, summary.missing) == (5, 9, 4)
    write_in(store, 5, 8, subject="পুরাতন রেজিস্টার")
    assert told(store) == [(5, 8, "outside"), (9, 9, "used")]


def test_numbers_before_another_pcs_run_are_not_missing_until_they_are_passed(store, office):
    file_numbers.open_file(store, CODE, first=1, by="করিম")
    write_in(store, 100, 199, "reserved", device="পিসি ২")
    write_in(store, 1)
    assert told(store) == [(1, 1, "outside"), (100, 199, "reserved")]
    write_in(store, 205)
    assert told(store) == [
        (1, 1, "outside"),
        (2, 99, "missing"),
        (100, 199, "reserved"),
        (200, 204, "missing"),
        (205, 205, "outside"),
    ]


def test_a_taken_number_is_refused(store, office):
    write_in(store, 7, state="void", reason="ছেঁড়া")
    with pytest.raises(UserError, match="accounted for already"):
        issue(store, office[2], file=CODE, number="7")
    issue(store, office[2], file=CODE, number="8")
    for first, last in ((8, 8), (5, 9), (7, 7)):
        with pytest.raises(UserError, match="accounted for already"):
            write_in(store, first, last)
    assert told(store) == [(7, 7, "void"), (8, 8, "used")]


@pytest.mark.parametrize(
    ("first", "last", "state", "more"),
    [
        (3, 3, "void", {}),
        (3, 3, "void", {"reason": " \t"}),
        (3, 3, "reserved", {}),
        (4, 3, "outside", {}),
        (0, 3, "outside", {}),
        (-1, 3, "outside", {}),
        (1, 10_000_000, "outside", {}),
    ],
)
def test_what_accounts_for_nothing_is_refused(store, first, last, state, more):
    with pytest.raises(UserError):
        file_numbers.account(store, Kept(CODE, first, last, state, **more), by="করিম")
    assert not file_numbers.kept(store)


def test_a_file_cannot_begin_after_a_number_it_has_used(store, office):
    issue(store, office[2], file=CODE, number="3")
    with pytest.raises(UserError, match="cannot begin"):
        file_numbers.open_file(store, CODE, first=4, by="করিম")
    file_numbers.open_file(store, CODE, first=2, by="করিম")
    assert told(store) == [(2, 2, "missing"), (3, 3, "used")]


def test_opening_a_file_again_changes_it_and_its_title_stays(store):
    file_numbers.open_file(store, f"{CODE}-", title="সমন্বয়", first=4, by="করিম")
    file_numbers.open_file(store, CODE.replace(".", " . "), closed=True, by="করিম")
    (file,) = file_numbers.files(store)
    assert (file.title, file.joint, file.first, file.closed) == ("সমন্বয়", "-", 4, True)


def test_a_line_written_by_mistake_is_taken_back(store):
    line = write_in(store, 3)
    file_numbers.forget(store, line.id, by="করিম")
    assert not file_numbers.kept(store, CODE)
    write_in(store, 3)


def test_an_unknown_file_is_told(store):
    with pytest.raises(UserError, match="There is no file"):
        memo_book.lines(store, CODE)


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("05.44.4753.000.06.023.23", []),
        ("০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭.২৩", []),
        ("56.04.2721.000.000.06.0001.23", []),
        ("05.44.475.000.06.23.23", [(3, 4, "475"), (6, 3, "23")]),
        ("56.04.2721.000.00.06.0001.2023", [(5, 3, "00"), (8, 2, "2023")]),
        ("05.44.4753", [(0, 7, "3")]),
    ],
)
def test_a_code_is_checked_group_by_group(code, groups):
    assert [(one.group, one.wanted, one.found) for one in memo_numbers.faults(code)] == groups


@given(
    st.lists(st.integers(1, 40), unique=True, max_size=12),
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5)), max_size=4),
    st.none() | st.integers(1, 10),
)
def test_the_next_number_is_free_and_after_every_own_one(used, runs, first):
    others = [Kept("ক", start, start + more, "reserved", device="২") for start, more in runs]
    found = file_numbers.following(used, others, first)
    assert not any(one.first <= found <= one.last for one in others)
    assert found >= (first or 1)
    own = [number for number in used if not any(one.first <= number <= one.last for one in others)]
    assert all(found > number for number in own)
    between = range(max([*own, (first or 1) - 1]) + 1, found)
    assert all(any(one.first <= number <= one.last for one in others) for number in between)


@pytest.mark.parametrize(
    ("typed", "dotted", "states"),
    [
        ("", "", ["", "", "", "", "", "", ""]),
        ("05", "05", ["good", "", "", "", "", "", ""]),
        ("০৫৯", "059", ["good", "begun", "", "", "", "", ""]),
        ("059999020000601126", "05.99.9902.000.06.011.26", ["good"] * 7),
        ("05.99.9902.000.006.", "05.99.9902.000.006.", ["good"] * 5 + ["", "", ""]),
        ("0599990200000614003226", "05.99.9902.000.006.14.0032.26", ["good"] * 8),
        ("05.9.9902", "05.9.9902", ["good", "wrong", "good", "", "", "", ""]),
        ("05..9902", "05..9902", ["good", "wrong", "good", "", "", "", ""]),
        ("উনিঅ/সাধারণ", "উনিঅ/সাধারণ", ["wrong", "", "", "", "", "", ""]),
    ],
)
def test_a_code_that_is_being_typed_is_told_group_by_group(typed, dotted, states):
    assert memo_numbers.dotted(typed) == dotted
    assert [one.state for one in memo_numbers.typed(typed)] == states


def test_a_line_taken_back_comes_again_only_where_its_numbers_are_free(store, office):
    kept = write_in(store, 5)
    file_numbers.forget(store, kept.id, by="করিম")
    file_numbers.bring_back(store, kept.id, by="করিম")
    assert told(store) == [(5, 5, "outside")]
    file_numbers.forget(store, kept.id, by="করিম")
    write_in(store, 5, state="void", reason="ভুল")
    with pytest.raises(UserError):
        file_numbers.bring_back(store, kept.id, by="করিম")
    assert told(store) == [(5, 5, "void")]

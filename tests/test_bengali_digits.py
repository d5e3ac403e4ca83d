"""Numbers in Bengali digits, with the commas, endings and signs of an office."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.digits import grouped, ordinal, run, to_ascii, to_bengali
from koyradesk.bengali.text import nfc


def test_digits_there_and_back() -> None:
    assert to_bengali(2047) == "২০৪৭"
    assert to_bengali("কক্ষ 12/ক") == "কক্ষ ১২/ক"
    assert to_ascii("কক্ষ ১২/ক ٣") == "কক্ষ 12/ক 3"


@given(st.integers())
def test_every_number_comes_back(number: int) -> None:
    assert int(to_ascii(to_bengali(number))) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "০"),
        (7, "৭"),
        (999, "৯৯৯"),
        (1000, "১,০০০"),
        (54321, "৫৪,৩২১"),
        (100000, "১,০০,০০০"),
        (12345678, "১,২৩,৪৫,৬৭৮"),
        (9876543210, "৯,৮৭,৬৫,৪৩,২১০"),
        (-250000, "-২,৫০,০০০"),
    ],
)
def test_commas_stand_at_thousand_lakh_and_crore(number: int, written: str) -> None:
    assert grouped(number) == written


@given(st.integers())
def test_a_grouped_number_is_read_back(number: int) -> None:
    assert int(to_ascii(grouped(number)).replace(",", "")) == number


def test_ordinals() -> None:
    assert " ".join(map(ordinal, range(1, 12))) == nfc("১ম ২য় ৩য় ৪র্থ ৫ম ৬ষ্ঠ ৭ম ৮ম ৯ম ১০ম ১১তম")
    assert ordinal(100) == "১০০তম"
    with pytest.raises(ValueError, match="no ordinal for 0"):
        ordinal(0)


def test_numbers_that_follow_each_other_stand_in_one_line() -> None:
    assert [to_bengali(run(3, last)) for last in (3, 5)] == ["৩", "৩–৫"]

"""Bijoy from the command line: both ways, mixed text, standard input in either encoding."""

from __future__ import annotations

import pytest
from commands import Koyra

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.text import nfc

SAID = nfc("বকুলতলা উপজেলা পরিষদের কর্তৃপক্ষ ২৫/১১/২০২৬ তারিখে উদ্‌যাপন করবে।")


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    return Koyra(tmp_path / "data", tmp_path / "config")


def test_bijoy_is_printed_as_unicode_and_back(koyra):
    assert koyra.good("bengali", "bijoy", to_bijoy(SAID)) == [SAID]
    assert koyra.good("bengali", "bijoy", "KZ…©K", "j²x", "cixÿv") == [nfc("কর্তৃক লক্ষ্মী পরীক্ষা")]
    assert koyra.good("bengali", "bijoy", "--reverse", SAID) == [to_bijoy(SAID)]


def test_english_among_it_stays_where_that_is_asked(koyra):
    text = f"{to_bijoy(SAID)} ICT Office uno@bokultola.gov.bd"
    assert koyra.good("bengali", "bijoy", "--mixed", text) == [f"{SAID} ICT Office uno@bokultola.gov.bd"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_standard_input_is_read_whole(koyra, encoding, tmp_path):
    text = f"{to_bijoy(SAID)}\r\n{to_bijoy(SAID)}\r\n"
    (tmp_path / "old.txt").write_bytes(text.encode(encoding))
    with (tmp_path / "old.txt").open("rb") as file:
        assert koyra.good("bengali", "bijoy", "-", stdin=file) == [SAID, SAID]


def test_what_bijoy_does_not_know_is_named(koyra):
    done = koyra("bengali", "bijoy", "KŽK", language="en")
    assert (done.code, done.out) == (0, nfc("কŽক\n"))
    assert done.err == "Bijoy has no such characters; they stayed as they are: Ž\n"


def test_both_ways_at_once_is_no_use(koyra):
    assert koyra("bengali", "bijoy", "--reverse", "--mixed", "x").code == 2
    assert koyra("bengali", "bijoy").code == 2

"""A committee's distribution lists, kept under names and worded by its layout."""

from __future__ import annotations

from datetime import date

import pytest

from koyradesk import distributions, layout, meetings, sample
from koyradesk.bengali.text import nfc
from koyradesk.distributions import Kept
from koyradesk.errors import UserError
from koyradesk.store import Store

ENTRIES = ("জেলা প্রশাসক, ………………।", "উপজেলা প্রকৌশলী", "অফিস কপি;")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "তথ্য", config=tmp_path / "config") as opened:
        sample.fill(opened, today=date(2026, 11, 22), by="করিম")
        yield opened


@pytest.fixture
def committee(store):
    return meetings.listing(store)[0].committee


def test_a_list_is_kept_replaced_and_dropped(store, committee):
    made = distributions.keep(store, committee, Kept("সকল দপ্তর", "বিতরণ:", ENTRIES), by="করিম")
    distributions.keep(store, committee, Kept("জেলা", "", ("জেলা প্রশাসক",)), by="করিম")
    again = distributions.keep(store, committee, Kept(" সকল  দপ্তর ", "অনুলিপি:", ENTRIES[:2]), by="করিম")
    assert again.id == made.id
    assert [(one.name, one.heading, len(one.entries)) for one in distributions.kept(store, committee)] == [
        ("সকল দপ্তর", "অনুলিপি:", 2),
        ("জেলা", "", 1),
    ]
    distributions.drop(store, made.id, by="করিম")
    assert [one.name for one in distributions.kept(store, committee)] == ["জেলা"]
    assert distributions.kept(store, "অন্য কমিটি") == ()


def test_what_is_no_list_is_refused(store, committee):
    for wanted in (Kept(" ", "", ENTRIES), Kept("খালি", "", (" ", ""))):
        with pytest.raises(UserError):
            distributions.keep(store, committee, wanted, by="করিম")
    with pytest.raises(UserError, match="no committee"):
        distributions.keep(store, "অন্য কমিটি", Kept("ক", "", ENTRIES), by="করিম")
    assert distributions.kept(store, committee) == ()


def test_the_layout_numbers_and_ends_the_entries():
    made = distributions.worded(["জেলা প্রশাসক", "প্রকৌশলী,", "অফিস কপি।"], layout.resolve("directorate"))
    assert [one.label for one in made.recipients] == ["১।", "২।", "৩।"]
    assert [one.text for one in made.recipients] == ["জেলা প্রশাসক;", nfc("প্রকৌশলী; এবং"), "অফিস কপি।"]
    assert made.heading


def test_blanks_to_fill_by_hand_stay_and_one_entry_has_no_number():
    (only,) = distributions.worded(["জনাব ………………………"], layout.resolve("upazila"), "অনুলিপি:").recipients
    assert (only.label, only.text) == ("", "জনাব ………………………")

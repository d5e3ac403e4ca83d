"""What the place of exchange says of transfers, sizes and moments."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from koyradesk.exchange.shapes import Transfer
from ui.exchange import words
from ui.say import Voice

BENGALI, ENGLISH = Voice("bn"), Voice("en")


def transfer(state="made", *, out=True, counts=None, error=""):
    at = datetime(2026, 11, 22, 10, 20).astimezone()
    return Transfer("ab" * 32, out, "aaaaaaaa", "জেলা", "file", state, at, 43_210, "481730226", counts or {}, error)


def test_sizes_moments_and_codes_are_said_as_people_say_them():
    assert [words.size(BENGALI, one) for one in (0, 300, 43_210, 1_250_000)] == [
        "০ কি.বা.",
        "১ কি.বা.",
        "৪৩ কি.বা.",
        "১.২ মে.বা.",
    ]
    assert words.groups("481730226", BENGALI) == "৪৮১ ৭৩০ ২২৬"
    assert words.number("1" * 30, ENGLISH) == "11111 11111 11111\n11111 11111 11111"
    now = datetime(2026, 11, 22, 12, 0).astimezone()
    assert words.when(BENGALI, now - timedelta(hours=2), now) == "আজ ১০:০০"
    assert words.when(BENGALI, now - timedelta(days=4), now) == "১৮ নভেম্বর ১২:০০"
    assert "২০২৫" in words.when(BENGALI, now - timedelta(days=400), now)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"meeting": 1, "progress": 6, "item": 9}, "১টি কার্যবিবরণী, ৬টি অগ্রগতি"),
        ({"paragraph": 3}, "৩টি ছোটো পরিবর্তন"),
        ({}, "শুধু প্রাপ্তিস্বীকার"),
    ],
)
def test_what_is_in_a_bundle_is_told_by_what_people_know(counts, said):
    assert words.contents(BENGALI, transfer(counts=counts)) == said


def test_every_state_has_its_word_and_what_to_do_in_both_languages():
    for state in ("made", "sending", "sent", "acknowledged", "taken", "held", "known", "failed"):
        one = transfer(state)
        for voice in (BENGALI, ENGLISH):
            assert words.state(voice, one)[0]
            assert words.means(voice, one)
        assert words.means(BENGALI, one) != words.means(ENGLISH, one)

"""The time of a meeting as typed."""

from datetime import time

import pytest

from koyradesk.bengali.times import parse_time


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("সকাল ১০.৩০ ঘটিকা", time(10, 30)),
        ("সকাল: ৯.৩০ ঘটিকা।", time(9, 30)),
        ("সকাল ১১ ঘটিকা", time(11)),
        ("বেলা ১২:০০ ঘটিকায়", time(12)),
        ("বেলা ২টা", time(14)),
        ("দুপুর ২.৩০ মিনিট", time(14, 30)),
        ("বিকাল ৩টায়", time(15)),
        ("অপরাহ্ণ ৪.১৫ ঘটিকার", time(16, 15)),
        ("সন্ধ্যা ৭ টা", time(19)),
        ("রাত ৮টা", time(20)),
        ("পূর্বাহ্ণ ১১:৪৫", time(11, 45)),
        ("14:30 ঘটিকা", time(14, 30)),
        ("বিকাল ১৫:০০ ঘটিকা", time(15)),
        ("বেলা ১২:৩০০ ঘটিকা", None),
        ("সকাল ১৫টা", None),
        ("রাত ১২টা", None),
        ("বিকাল ৯টা", None),
        ("২৫ ঘটিকা", None),
        ("সকাল ১০.৭৫ ঘটিকা", None),
        ("১০", None),
        ("সকাল", None),
        ("", None),
    ],
)
def test_times(text: str, clock: time | None) -> None:
    assert parse_time(text) == clock

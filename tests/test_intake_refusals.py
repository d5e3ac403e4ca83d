"""Files and texts that are no minutes: each is refused in a sentence, nothing else happens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.intake import read_file, read_text
from koyradesk.intake.reader import NO_MINUTES
from koyradesk.intake.source import LIMIT

MINUTES = Path(__file__).parent / "data" / "minutes" / "plain_lines.txt"


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        read_file(path)
    return refused.value.text("en")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "minutes.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_read(target: Path, encoding: str) -> None:
    target.write_bytes(MINUTES.read_text(encoding="utf-8").encode(encoding))
    assert read_file(target) == read_file(MINUTES)


def test_big_endian_and_line_ends_of_other_systems(target: Path) -> None:
    text = MINUTES.read_text(encoding="utf-8").replace("\n", "\r\n")
    target.write_bytes(b"\xfe\xff" + text.encode("utf-16-be"))
    assert read_file(target) == read_file(MINUTES)


def test_decomposed_text_reads_the_same() -> None:
    import unicodedata

    text = MINUTES.read_text(encoding="utf-8")
    assert read_text(unicodedata.normalize("NFD", text)) == read_text(text)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("সভার কার্যবিবরণী".encode("utf-16-le"), "UTF-8"),
        (b"\x93\xe0\xe0\xe0 minutes", "UTF-8"),
        (b"PK\x03\x04 and so on", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word (.doc)"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 ", "RTF"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"nothing in Bengali", "Bijoy"),
        (b"KvRwelax Avmv mKvj Avwg", "minutes"),
        ("সভার\x00 কার্যবিবরণী".encode(), "Line 1"),
        ("সভার\n\x07কার্যবিবরণী".encode(), "Line 2"),
    ],
)
def test_what_is_no_text(target: Path, data: bytes, word: str) -> None:
    target.write_bytes(data)
    assert word in refusal(target)
    assert target.read_bytes() == data


def test_places_that_are_no_files(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)
    assert "no " in refusal(tmp_path / "gone.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "ordinary file" in refusal(tmp_path / "pipe.txt")


def test_a_large_file_is_refused(target: Path) -> None:
    with target.open("wb") as stream:
        stream.truncate(LIMIT + 1)
    assert "too large" in refusal(target)


POEM = "আজ সকালে আকাশ জুড়ে\nমেঘের আনাগোনা,\nনদীর ধারে কাশের বনে\nশিশির কণা কণা।\n"
LETTER = """উপজেলা নির্বাহী অফিসারের কার্যালয়
স্মারক নং-০৫.৪৪.৯৯৯৯.০০০.০৬.০১১.২৪-৩১৩
তারিখ: ২১/০৮/২০২৪ খ্রি.
বিষয়: আইসিটি কমিটির সভার কার্যবিবরণী প্রেরণ।
উপর্যুক্ত বিষয়ে আগস্ট মাসের সভার কার্যবিবরণী প্রেরণ করা হলো।
(নাজমা সুলতানা)
উপজেলা নির্বাহী অফিসার
অনুলিপি:
১। জেলা প্রশাসক, শালবন
"""
NOTICE = """সভার নোটিশ
সভাপতি: উপজেলা নির্বাহী অফিসার
তারিখ: ১৪/০৮/২০২৪
সময়: বিকাল ৩টা
স্থান: মিলনায়তন
আলোচ্যসূচি:
১। বিগত সভার কার্যবিবরণী পাঠ ও অনুমোদন
২। বিবিধ
স্মারক নং-০৫.৪৪.৯৯৯৯.০০০.০৬.০১১.২৪-৩০০
অনুলিপি:
১। সকল সদস্য
"""
SUBJECT = """বিষয়: শালবন জেলা আইসিটি কমিটির সভার কার্যবিবরণী।
স্মারক নং-০৫.৪৪.৯৯৯৯.০০০.০৬.০১১.২৪-৩১৩
তারিখ: ২১/০৮/২০২৪ খ্রি.
অনুলিপি:
১। জেলা প্রশাসক, শালবন
"""
NEWS = "গতকাল শালবনে আইসিটি কমিটির সভা হয়েছে। সভায় বিভিন্ন বিষয়ে সিদ্ধান্ত গৃহীত হয়। সভাপতি সকলকে ধন্যবাদ জানান।\n" * 3
CODE = 'def main():\n    print("কার্যবিবরণী")\n    return 0\n'
TABLE = "ক্রমিক\tনাম\tপদবি\n১\tকামাল\tচালক\n২\tজামাল\tপ্রহরী\n"


@pytest.mark.parametrize(
    "text",
    [POEM, LETTER, NOTICE, SUBJECT, NEWS, CODE, TABLE, "কার্যবিবরণী", "সিদ্ধান্ত", "সভার কার্যবিবরণী\nতারিখ: ১২/০১/২০২৪\n"],
    ids=["poem", "letter", "notice", "subject", "news", "code", "table", "title alone", "word", "hardly anything"],
)
def test_text_that_is_no_minutes(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read_text(text)
    assert refused.value.sentence == NO_MINUTES


def test_large_text_that_is_no_minutes_is_refused_at_once() -> None:
    with pytest.raises(UserError):
        read_text("কখগ ঘঙ চছ\n" * 400_000)


def test_marks_of_reading_direction_are_no_reason_to_refuse() -> None:
    text = MINUTES.read_text(encoding="utf-8")
    assert read_text("\u200e" + text.replace(nfc("সভাপতি"), "\u202a" + nfc("সভাপতি") + "\u202c")) == read_text(text)

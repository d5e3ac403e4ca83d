"""Lists from elsewhere: every encoding and separator that programs write, and files that are no lists."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from koyradesk.bengali.text import nfc
from koyradesk.directory import sheets
from koyradesk.errors import UserError

ROWS = (("পদবি", "নাম", "মোবাইল"), ('কৃষি অফিসার, "শালবন"', "মোঃ করিম; উদ্দিন", "০১৭১১"), ("মৎস্য\nঅফিসার", "", "+8801711"))


def delimited(separator: str = ",", end: str = "\r\n") -> str:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ';,|\t"\n') else cell

    return end.join(separator.join(quoted(cell) for cell in row) for row in ROWS) + end


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as error:
        sheets.parse(data)
    assert error.value.text("bn") != error.value.text("en")
    return error.value.text("en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_text_is_read_however_it_is_written(encoding, separator, end):
    text = delimited(separator, end)
    # Without a mark in front only letters of Latin tell UTF-16.
    text = text if encoding in ("utf-8", "utf-8-sig", "utf-16") else "No" + separator + text
    sheet = sheets.parse(text.encode(encoding))
    cells = [[cell for cell in row if cell not in ("No", "")] for row in sheet.rows]
    assert cells == [[nfc(cell) for cell in row if cell] for row in ROWS]
    assert sheet.width == len(sheet.rows[0])


def test_rows_keep_the_numbers_they_have_in_the_file():
    sheet = sheets.parse('sep=;\nক;খ\n\n"গ\nঘ";ঙ\n;;\nচ;ছ\n'.encode())
    assert sheet.rows == (("ক", "খ"), ("গ\nঘ", "ঙ"), ("চ", "ছ"))
    assert sheet.numbers == (2, 4, 7)


def test_one_column_is_a_list_too():
    assert sheets.parse("দপ্তর\nকৃষি অফিসার, শালবন\n".encode()).rows[1][0] == "কৃষি অফিসার"
    assert sheets.parse("দপ্তর\nকৃষি অফিসার\n".encode()).rows == (("দপ্তর",), ("কৃষি অফিসার",))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "nothing"),
        (b"\xef\xbb\xbf \r\n,,\r\n", "nothing"),
        ("নাম\n".encode() + b"a\0b\n", "not text"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", "not Unicode"),
        ("नाम,আমি".encode()[:-1], "not Unicode"),
        ("এবিসি".encode("utf-16")[:-1], "not Unicode"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked"),
        (b"PK\x03\x04", "damaged"),
        (b"PK\x03\x04" + b"x" * 5000, "damaged"),
        ("ক\n".encode() * 5_001, "more than"),
        (b",".join([b"a"] * 61) + b"\n", "61 columns"),
        ("ক".encode() * 5_000 + b",b\n", "letters"),
        (b'a,b\n"' + b"c" * 200_000, "quotation mark"),
    ],
    ids=range(13),
)
def test_what_is_no_list_is_refused_in_words(data, why):
    assert why in refused(data)


@pytest.mark.parametrize("name", ["none.csv", "", "x" * 300 + ".csv"])
def test_what_cannot_be_read_is_refused_in_words(tmp_path, name):
    with pytest.raises(UserError):
        sheets.read(tmp_path / name)


def test_a_file_of_a_million_rows_is_refused(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes("কৃষি অফিসার,০১৭\n".encode() * 1_000_000)
    with pytest.raises(UserError, match="too large"):
        sheets.read(path)
    assert "more than" in refused(b"a,b\n" * 1_000_000)


# Excel


def workbook(*rows, title="তালিকা", epoch=None) -> bytes:
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """A packed file with another part of that name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def test_cells_are_what_a_person_would_type():
    made = workbook(
        ("কৃষি\u09dfা", 1711000000, 12.5, True),
        (date(2026, 3, 1), datetime(2026, 3, 1, 10, 30), datetime(2026, 3, 1), None),
        (None, "#N/A", " \u200bক ", 3.0),
    )
    assert sheets.parse(made).rows == (
        (nfc("কৃষি\u09dfা"), "1711000000", "12.5", "True"),
        ("2026-03-01", "2026-03-01 10:30", "2026-03-01", ""),
        ("", "", "ক", "3"),
    )


def test_formulas_are_text_and_never_reckoned():
    made = workbook(("=1+1", '=HYPERLINK("http://x.example","নাম")'), ("'=2", "-"))
    assert sheets.parse(made).rows == (("=1+1", '=HYPERLINK("http://x.example","নাম")'), ("'=2", "-"))
    name = "xl/worksheets/sheet1.xml"
    reckoned = (
        part(made, name)
        .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    )
    assert reckoned != part(made, name)
    assert sheets.parse(repacked(made, name, reckoned)).rows[0][0] == "2", (
        "what a spreadsheet reckoned is what it shows"
    )
    assert sheets.parse(b"=cmd|' /C calc'!A0;b\nc;d\n").rows[0] == ("=cmd|' /C calc'!A0", "b")


def test_the_sheet_that_holds_something_or_the_one_that_is_named():
    book = openpyxl.Workbook()
    book.active.title = "খালি"
    book.create_sheet("এক").append(["ক"])
    book.create_sheet("দুই").append(["খ"])
    data = saved(book)
    assert (sheets.parse(data).name, sheets.parse(data).rows) == ("এক", (("ক",),))
    assert sheets.parse(data).names == ("খালি", "এক", "দুই")
    assert sheets.parse(data, "দুই").rows == (("খ",),)
    with pytest.raises(UserError, match="no sheet"):
        sheets.parse(data, "তিন")
    with pytest.raises(UserError, match="nothing"):
        sheets.parse(data, "খালি")


def test_days_are_counted_from_1904_on_where_the_file_says_so():
    assert not sheets.parse(workbook(("ক",))).begins_1904
    assert sheets.parse(workbook(("ক",), epoch=CALENDAR_MAC_1904)).begins_1904


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is():
    made = workbook(("ক", "খ"), ("গ", "ঘ"))
    name = "xl/worksheets/sheet1.xml"
    lie = part(made, name).replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')
    assert lie != part(made, name)
    assert sheets.parse(repacked(made, name, lie)).rows == (("ক", "খ"), ("গ", "ঘ"))
    far = part(made, name).replace(b'<row r="2"', b'<row r="1048576"').replace(b'r="A2"', b'r="A1048576"')
    assert "more than" in refused(repacked(made, name, far))
    wide = part(made, name).replace(b'r="B2"', b'r="XFD2"')
    assert sheets.parse(repacked(made, name, wide)).rows == (("ক", "খ"), ("গ", ""))


def test_packed_files_that_grow_without_measure_are_refused():
    made = workbook(("ক",))
    assert "larger" in refused(repacked(made, "xl/media/image1.bin", bytes(70_000_000)))
    lying = repacked(made, "xl/sharedStrings.xml", b"<sst>" + b" " * 3_000_000 + b"</sst>")
    # The size that stands in the directory of the file is not the one that comes out.
    lying = lying.replace((3_000_011).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "damaged" in refused(lying)
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    assert "no Excel writes" in refused(repacked(made, "xl/sharedStrings.xml", laughs))
    wide = laughs.decode().replace('1.0"?', '1.0" encoding="utf-16"?').encode("utf-16")
    assert "no Excel writes" in refused(repacked(made, "xl/sharedStrings.xml", wide))


def test_other_packed_files_are_no_lists():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("readme.txt", "x")
    assert "not text" in refused(stream.getvalue())
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
    assert "damaged" in refused(stream.getvalue())


def read_or_refused(data: bytes) -> None:
    """Nothing else comes out than rows or a refusal in words."""
    with suppress(UserError):
        assert sheets.parse(data).rows


WHOLE = workbook(("পদবি", "নাম", 45292, date(2026, 1, 1)), ("=1", "খ"))


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=30), st.booleans())
def test_a_damaged_file_is_read_or_refused_in_words(place, wrong, cut):
    data = WHOLE[:place] if cut else WHOLE[:place] + wrong + WHOLE[place + len(wrong) :]
    read_or_refused(data)


@pytest.mark.parametrize(
    "name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<a/>", b"<a><b></a>", b"\xff\xfe\x00", b"{}"])
def test_a_part_that_is_something_else_is_refused_or_passed_over(name, content):
    read_or_refused(repacked(WHOLE, name, content))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(data):
    read_or_refused(data)


@given(st.text(max_size=20))
def test_what_is_guarded_is_read_as_it_was(text):
    cell = sheets.guarded(text)
    assert not cell.startswith(sheets.FORMULA)
    assert sheets._bare(cell) == text

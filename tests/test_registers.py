"""The memo book, the despatch register and the sign-sheet, as papers."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import letters
import pypdfium2
import pytest

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_attendance, compose_dispatch_register, compose_memo_book, render_pdf
from koyradesk.documents.blocks import Document, Facts, Paragraph, Table
from koyradesk.documents.matter import Book
from koyradesk.documents.readback import check_text

UPAZILA = layout.resolve("upazila")
HEAD = letters.meeting().office


def table(document: Document) -> Table:
    [found] = [block for block in document.blocks if isinstance(block, Table)]
    return found


def cells(document: Document) -> list[list[str]]:
    return [[" ".join(cell.paragraphs) for cell in row] for row in table(document).rows]


def size(data: bytes) -> tuple[float, float]:
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    found = pdf[0].get_size()
    pdf.close()
    return found


@pytest.mark.parametrize("name", layout.names())
def test_registers_lie_across_and_read_back(name: str) -> None:
    look = layout.resolve(name)
    for document in (
        compose_memo_book(letters.book(), HEAD, look),
        compose_dispatch_register(letters.dispatched(), "2026-12", HEAD, look),
    ):
        data = render_pdf(document)
        assert check_text(document, data) == len(document.texts()) > 30
        width, height = size(data)
        assert width > height


def test_every_number_of_a_file_is_accounted_for() -> None:
    document = compose_memo_book(letters.book(), HEAD, UPAZILA)
    rows = {row[0]: row for row in cells(document)}
    assert list(rows) == ["১–৬৫৯", "৬৬০", "৬৬১", "৬৬২", "৬৬৩", "৬৬৪", "৬৬৫–৬৭০", "৬৭১"]
    assert rows["৬৬০"][1] == f"{letters.FILE}-৬৬০"
    assert rows["৬৬০"][5] == ""
    assert rows["৬৬১"][5] == "কাগজের রেজিস্টারভুক্ত"
    assert rows["৬৬২"][5] == "<b>বাতিল</b>: ভুলবশত দুইবার নম্বর দেওয়া হয়েছিল"
    assert rows["৬৬৩"][5] == nfc("<b>হিসাব পাওয়া যায়নি</b>")
    assert rows["৬৬৫–৬৭০"][5] == "সংরক্ষিত: হিসাব শাখার কম্পিউটার"
    assert document.texts()[-1] == nfc(
        "মোট নম্বর: ৬৭১টি; জারিকৃত: ৩টি; কাগজের রেজিস্টারভুক্ত: ৬৬০টি; সংরক্ষিত: ৬টি; বাতিল: ১টি; হিসাব পাওয়া যায়নি: ১টি।"
    )
    kept = replace(letters.book(), code="05.99.9901.000.06.001.26")
    assert compose_memo_book(kept, HEAD, UPAZILA).texts() == document.texts()
    [facts] = [block for block in document.blocks if isinstance(block, Facts)]
    assert [row.lines for row in facts.rows] == [(letters.FILE,), ("উপজেলা আইসিটি কমিটির সভা",)]


def test_a_file_without_numbers_and_a_month_without_letters_say_so() -> None:
    book = compose_memo_book(Book(letters.FILE), HEAD, UPAZILA)
    assert book.texts()[-1] == UPAZILA.memo_book.empty
    assert not [row for block in book.blocks if isinstance(block, Facts) for row in block.rows if not row.lines[0]]
    month = compose_dispatch_register((), "2026-12", HEAD, UPAZILA)
    assert month.texts()[-1] == UPAZILA.dispatch_register.empty
    assert check_text(month, render_pdf(month))


def test_the_despatch_register_lists_copy_by_copy() -> None:
    document = compose_dispatch_register(letters.dispatched(), "2026-12", HEAD, UPAZILA)
    rows = cells(document)
    assert [row[0] for row in rows] == ["১", "২", "৩", "৪", "৫", "৬", "৭", "৮"]
    assert rows[1][4:] == ["নভেম্বর মাসের সভার কার্যবিবরণী প্রেরণ।", "ই-মেইল", "৩ ডিসেম্বর ২০২৬", "খামবন্ধ"]
    assert "ডিসেম্বর ২০২৬" in document.texts()
    assert document.title == "প্রেরণ রেজিস্টার: ডিসেম্বর ২০২৬"


def test_a_long_register_goes_on_over_pages_with_every_row_whole() -> None:
    document = compose_dispatch_register(letters.dispatched() * 12, "2026-12", HEAD, UPAZILA)
    data = render_pdf(document)
    assert check_text(document, data) == len(document.texts())
    assert len(pypdfium2.PdfDocument(io.BytesIO(data))) > 3


def attendance(*states: str, **differences: Any) -> Document:
    held = letters.meeting()
    people = [replace(one, name=f"সদস্য {'কখগঘঙচছজঝঞটঠ'[at]}") for at, one in enumerate(held.attendees)]
    people = [replace(one, state=state) for one, state in zip(people, (*states, *[""] * 12), strict=False)]
    look = layout.resolve({"base": "upazila", "attendance": differences})
    return compose_attendance(replace(held, attendees=tuple(people)), look)


def test_a_blank_sign_sheet_is_of_the_meeting_and_has_room_for_the_pen() -> None:
    document = attendance()
    made = table(document)
    assert len(made.rows) == 12 + UPAZILA.attendance.spare_rows
    assert made.row_height > 2
    assert made.columns[3].heading == "স্বাক্ষর"
    assert {" ".join(row[3].paragraphs) for row in made.rows} == {""}
    heading = next(block for block in document.blocks if isinstance(block, Paragraph) and block.role == "H1")
    assert heading.texts() == ["শালবন উপজেলা আইসিটি কমিটির নভেম্বর ২০২৬ মাসের সভা"]


def test_the_held_sheet_tells_who_came_who_was_excused_and_who_did_not() -> None:
    document = attendance(*["present"] * 9, "excused", "absent", "absent")
    made = table(document)
    assert len(made.rows) == 12
    assert made.columns[3].heading == nfc("উপস্থিতি")
    assert [row[3].paragraphs[0] for row in made.rows[8:]] == ["উপস্থিত", "অনুমতিক্রমে অনুপস্থিত", "অনুপস্থিত", "অনুপস্থিত"]
    assert document.texts()[-1] == "মোট সদস্য: ১২ জন; উপস্থিত: ৯ জন; অনুমতিক্রমে অনুপস্থিত: ১ জন; অনুপস্থিত: ২ জন।"
    assert check_text(document, render_pdf(document))
    # Nothing is counted while something is not known.
    unsure = attendance("present", "absent")
    assert unsure.texts()[-1] != document.texts()[-1]
    assert "মোট সদস্য" not in unsure.texts()[-1]
    assert table(attendance("absent", absent="গরহাজির")).rows[0][3].paragraphs == ("গরহাজির",)


def test_a_sign_sheet_of_other_columns() -> None:
    assert len(table(attendance(columns=["ক্রম", "নাম"])).rows[0]) == 2
    wide = table(attendance("present", columns=["ক্রম", "নাম", "ফোন", "স্বাক্ষর", "মন্তব্য"]))
    assert len(wide.columns) == len(wide.rows[0]) == 5
    assert wide.columns[4].heading == "মন্তব্য"

"""The register of a decision as paper and as an Excel file, out and back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import OFFICES, PEOPLE, TODAY, directory, portal, standing, visits
from test_documents import artifacts

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_register, render_docx, render_pdf, render_text
from koyradesk.documents.blocks import Document, Table
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.model import Letterhead
from koyradesk.obligations import register, sheet, writing
from koyradesk.obligations.matrix import Matrix, fill, matrix
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.store import Store

HEAD = Letterhead(("উপজেলা নির্বাহী অফিসারের কার্যালয়", "শিমুলতলী, নদীপাড়"), "www.shimultoli.example.gov.bd")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as made:
        yield made


@pytest.fixture
def filled(store) -> Matrix:
    posts = directory(store)
    one = visits(store)
    cells = {(posts[0], "2026-08"): 5, (posts[0], "2026-09"): 3, (posts[1], "2026-10"): 12, (posts[2], "2026-11"): 1234}
    fill(store, standing(store), one, cells, on=TODAY, by="করিম")
    return matrix(standing(store), one)


def made(held: Matrix, name: str = "upazila") -> Document:
    return compose_register(register.told(held), HEAD, layout.resolve(name))


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[" ".join(cell.paragraphs) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def size(data: bytes) -> tuple[float, float]:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        found: tuple[float, float] = pdf[0].get_size()
    return found


@pytest.mark.parametrize("name", layout.names())
def test_a_year_of_months_lies_across_and_reads_back(filled, name):
    document = made(filled, name)
    data = render_pdf(document)
    assert check_text(document, data) == len(document.texts())
    width, height = size(data)
    assert width > height
    (rows,) = tables(document)
    assert [row[1] for row in rows] == [*map(nfc, PEOPLE), "<b>মোট</b>", nfc("<b>সম্পন্ন</b>")]
    assert rows[0][2:7] == ["৫", "৩ *", "— *", "—", ""]
    assert [row[-1] for row in rows[:4]] == ["<b>৮</b>", "<b>১২</b>", "<b>১,২৩৪</b>", "<b>১,২৫৪</b>"]
    assert rows[4][2:7] == ["<b>১/৩</b>", "<b>০/৩</b>", "<b>১/৩</b>", "<b>১/৩</b>", ""]
    assert document.texts()[-1].startswith("*")
    assert nfc("২২ নভেম্বর ২০২৬") in document.texts()


def test_what_does_not_recur_stands_upright_and_tells_how_far_each_is(store):
    one = portal(store)
    held = matrix(standing(store), one)
    fill(store, standing(store), one, {held.place(0, 0): True}, on=TODAY, by="করিম")
    task = held.cells[1][0].task
    writing.report(store, one, [task], on=TODAY, text="তথ্য হালনাগাদ চলছে <b>জরুরি</b>", by="করিম")
    document = made(matrix(standing(store), one))
    data = render_pdf(document)
    assert check_text(document, data) == len(document.texts())
    assert size(data)[0] < size(data)[1]
    (rows,) = tables(document)
    assert [row[2] for row in rows] == [nfc("হ্যাঁ"), "না *", "— *", "— *", nfc("<b>৪টির মধ্যে ১টি</b>")]
    assert rows[1][4] == nfc("তথ্য হালনাগাদ চলছে <b>জরুরি</b>")
    assert len(rows[0]) == 5


def test_many_periods_and_many_parties_go_on_over_tables_and_pages(store):
    names = tuple(f"{name}, {place}" for place in ("উত্তর", "দক্ষিণ", "পূর্ব", "পশ্চিম", "সদর") for name in OFFICES * 3)
    one = writing.add(
        store,
        text="প্রতি মাসে প্রতিবেদন দাখিল করতে হবে।",
        parties=[f"{name} {at}" for at, name in enumerate(names)],
        rule=Rule("recurring"),
        measure=Measure("percent", 60),
        begun=date(2026, 7, 1),
        by="করিম",
    )
    document = made(matrix(standing(store), one, "2026-07", "2028-12"))
    found = tables(document)
    assert [len(rows[0]) for rows in found] == [12] * 3, "as many periods in each"
    assert all(len(rows) == len(names) + 1 for rows in found)
    data = render_pdf(document)
    assert check_text(document, data) == len(document.texts())
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        assert len(pdf) > 6
    assert sum("নকারী" in page for page in artifacts(data).splitlines()) >= 3, "the head row is repeated"
    assert len(render_docx(document)) > 1000
    assert nfc("উত্তর 3") in nfc(render_text(document)) or nfc("উত্তর ৩") in nfc(render_text(document))


def test_nobody_asked_is_said(filled):
    document = made(replace(filled, lines=(), cells=()))
    assert document.texts()[-1] == nfc(layout.resolve("upazila").register.empty)
    assert check_text(document, render_pdf(document))


# Excel


def opened(data: bytes, **more: bool):
    return openpyxl.load_workbook(io.BytesIO(data), **more)


def retyped(data: bytes, cells: dict[tuple[int, int], object]) -> bytes:
    """As somebody would fill it in: rows and columns counted from the first cell of the table."""
    book = opened(data)
    for (row, column), value in cells.items():
        book.worksheets[0].cell(5 + row, 4 + column).value = value
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_numbers_are_numbers_and_sums_are_excels_own(filled):
    book = opened(sheet.write(filled))
    first = book.worksheets[0]
    assert [first.cell(row, 4).value for row in (5, 6, 7)] == [5, None, None]
    assert [first.cell(row, 3).value for row in (5, 6, 7)] == list(map(nfc, PEOPLE))
    assert first.cell(5, 15).value == "=SUM(D5:N5)"
    assert first.cell(8, 4).value == "=SUM(D5:D7)"
    assert first.cell(5, 4).font.name == "Noto Sans Bengali"
    assert first.freeze_panes == "D5"
    assert (first.column_dimensions["A"].hidden, first.row_dimensions[1].hidden) == (True, True)
    facts = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert nfc("২২ নভেম্বর ২০২৬") in facts.values()
    assert filled.obligation.id in facts.values()
    english = opened(sheet.write(filled, "en")).worksheets[0]
    assert english.cell(4, 4).value == "August 2026"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "=cmd|' /C calc'!A0"])
def test_a_text_is_never_a_formula(store, sign):
    one = portal(store, parties=(f"{sign}১+১ দপ্তর",))
    held = matrix(standing(store), one)
    first = opened(sheet.write(replace(held, told=replace(held.told, text=f"{sign}HYPERLINK()")))).worksheets[0]
    for cell in (first.cell(5, 3), first.cell(3, 2)):
        assert cell.value.startswith(sign)
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_a_filled_sheet_is_shown_first_and_then_one_group(store, filled):
    data = sheet.write(filled)
    assert sheet.read(data, filled) == ()
    back = sheet.read(retyped(data, {(0, 1): 6, (1, 0): "৭", (2, 3): "১,২৩৫", (1, 3): "", (2, 0): "হ্যাঁ"}), filled)
    assert [(one.name, one.place[1], one.before, one.after) for one in back] == [
        (PEOPLE[0], "2026-09", 3, 6),
        (PEOPLE[1], "2026-08", None, 7),
        (PEOPLE[2], "2026-08", None, True),
        (PEOPLE[2], "2026-11", 1234, 1235),
    ]
    assert back[0].heading == nfc("সেপ্টেম্বর ২০২৬")
    before = store.check().counts.operations
    fill(store, standing(store), filled.obligation, sheet.changes(back), on=TODAY, by="করিম")
    now = matrix(standing(store), filled.obligation)
    assert (now.total, now.done(0)) == (5 + 7 + 6 + 12 + 1235, (3, 3))
    group = next(iter(store.steps([now.cells[0][1].task.reports[-1].id])))
    assert len(group.operations) == store.check().counts.operations - before


def test_lines_may_be_sorted_and_an_old_export_may_be_filled(filled):
    book = opened(sheet.write(filled))
    first = book.worksheets[0]
    for column in range(1, 16):
        top, low = first.cell(5, column).value, first.cell(7, column).value
        first.cell(5, column).value, first.cell(7, column).value = low, top
    first.cell(5, 4).value = 9
    held = io.BytesIO()
    book.save(held)
    (back,) = sheet.read(held.getvalue(), filled)
    assert (back.name, back.place[1], back.after) == (PEOPLE[2], "2026-08", 9)


def test_what_cannot_be_understood_is_named_by_party_and_period(store, filled):
    data = sheet.write(filled)
    for value, told in ((2.5, "2.5"), ("অনেক", "অনেক"), ("=3+4", "=3+4"), (-1e18, "-1e+18")):
        with pytest.raises(UserError) as refused:
            sheet.read(retyped(data, {(1, 2): value}), filled)
        said = refused.value.text("bn")
        assert nfc(PEOPLE[1]) in nfc(said)
        assert nfc("১ অক্টোবর ২০২৬") in nfc(said)
        assert nfc(told) in nfc(said)
    yes = matrix(standing(store), portal(store))
    asked = sheet.read(retyped(sheet.write(yes), {(0, 0): "হ্যাঁ", (1, 0): 1, (2, 0): "না"}), yes)
    assert [one.after for one in asked] == [True, True, False]
    with pytest.raises(UserError, match="not understood"):
        sheet.read(retyped(sheet.write(yes), {(0, 0): "হয়তো"}), yes)
    with pytest.raises(UserError, match="another decision"):
        sheet.read(data, yes)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", "ক্রমিক\tনাম".encode(), bytes(range(256)) * 8])
def test_what_is_no_register_is_refused(filled, data):
    with pytest.raises(UserError):
        sheet.read(data, filled)
    book = openpyxl.Workbook()
    book.active["A1"] = "ক্রমিক"
    held = io.BytesIO()
    book.save(held)
    with pytest.raises(UserError, match="no register"):
        sheet.read(held.getvalue(), filled)


@settings(max_examples=60)
@given(number=st.integers(0, 10**6), counted=st.booleans())
def test_a_number_is_understood_in_either_script(number, counted):
    from koyradesk.bengali.digits import grouped, to_bengali

    for typed in (str(number), to_bengali(number), f" {grouped(number)} টি"):
        value = sheet.understood(typed, counted)
        assert value == (bool(number) if not counted and number in (0, 1) else number)

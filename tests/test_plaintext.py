"""A paper as plain text: every word in its order, with tabs for spreadsheets or in lines for web forms."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from docx_papers import look, papers, photo
from samples import meeting

from koyradesk.documents import Document, compose_attendance, compose_minutes, render_text
from koyradesk.documents.blocks import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Logo,
    MemoLine,
    NumberedList,
    Paragraph,
    Photos,
    Signature,
    Table,
)
from koyradesk.documents.plaintext import TABLES, Tables

PAPERS = papers()


@pytest.mark.parametrize("tables", TABLES)
@pytest.mark.parametrize("document", PAPERS.values(), ids=PAPERS.keys())
def test_every_word_is_told(document: Document, tables: Tables) -> None:
    said = render_text(document, tables).split()
    if tables == "lines":
        # A heading stands before each of its cells, with a colon; that of a column to be filled by hand nowhere.
        document = replace(document, blocks=tuple(map(without_empty_columns, document.blocks)))
        said = [word.rstrip(":") for word in said]
    wanted = [word if tables == "tabs" else word.rstrip(":") for word in " ".join(document.texts()).split()]
    assert len(wanted) > 20
    assert not Counter(wanted) - Counter(said)


def without_empty_columns(block: Block) -> Block:
    """A table whose columns without a word have no heading either."""
    if not isinstance(block, Table):
        return block
    filled = [any(any(row[place].paragraphs) for row in block.rows) for place in range(len(block.columns))]
    columns = (one if full else replace(one, heading="") for one, full in zip(block.columns, filled, strict=True))
    return replace(block, columns=tuple(columns))


@pytest.mark.parametrize("document", PAPERS.values(), ids=PAPERS.keys())
def test_in_lines_there_is_nothing_that_a_web_form_would_lose(document: Document) -> None:
    text = render_text(document, "lines")
    assert "\t" not in text
    assert not re.search("\n\n\n| $|^ |  ", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.startswith("\n")


def test_the_lines_of_a_paper() -> None:
    document = Document(
        "",
        (
            Paragraph("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", align="center"),
            Paragraph("উপজেলা পরিষদ", align="center", bold=True),
            Paragraph("<b>কার্যবিবরণী</b>", "H1", "center", before=0.8),
            Facts(
                (
                    Fact("সভাপতি", ("রেহানা পারভীন", "উপজেলা নির্বাহী অফিসার")),
                    Fact("তারিখ", ("২৫ নভেম্বর",)),
                    Fact("", ("ক",)),
                )
            ),
            Paragraph("প্রথম ছত্র\nদ্বিতীয়  ছত্র", label="০১।", before=0.7),
            Table(
                (Column("ক্রমিক", 1), Column("সিদ্ধান্ত :", 3), Column("", 1), Column("মন্তব্য", 1)),
                (
                    (Cell(("১",)), Cell(("১। এক", "২। দুই")), Cell(("শালবন",)), Cell()),
                    (Cell(("২",)), Cell(("তিন &lt;৩&gt;",)), Cell(("",)), Cell(("চার\nপাঁচ",))),
                ),
            ),
            Signature(("(রেহানা পারভীন)", "শালবন")),
            MemoLine("স্মারক নং- ১২", "তারিখ: ", ("১৩ অগ্রহায়ণ ১৪৩৩", "২৮ নভেম্বর ২০২৬")),
            NumberedList("অনুলিপি:", (("১।", "এক"), ("", "দুই"))),
            Photos(((photo(4, 3, "red"), "নলকূপ"), (photo(4, 3, "red"), ""), (photo(4, 3, "red"), "রাস্তা"))),
        ),
        draft="খসড়া",
    )
    assert render_text(document, "lines") == (
        "খসড়া\n"
        "\n"
        "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার\n"
        "উপজেলা পরিষদ\n"
        "\n"
        "কার্যবিবরণী\n"
        "\n"
        "সভাপতি :\n"
        "রেহানা পারভীন\n"
        "উপজেলা নির্বাহী অফিসার\n"
        "তারিখ : ২৫ নভেম্বর\n"
        "ক\n"
        "\n"
        "০১। প্রথম ছত্র\n"
        "দ্বিতীয় ছত্র\n"
        "\n"
        "ক্রমিক: ১\n"
        "সিদ্ধান্ত:\n"
        "১। এক\n"
        "২। দুই\n"
        "শালবন\n"
        "\n"
        "ক্রমিক: ২\n"
        "সিদ্ধান্ত: তিন <৩>\n"
        "মন্তব্য:\n"
        "চার\n"
        "পাঁচ\n"
        "\n"
        "(রেহানা পারভীন)\n"
        "শালবন\n"
        "\n"
        "স্মারক নং- ১২\n"
        "তারিখ:\n"
        "১৩ অগ্রহায়ণ ১৪৩৩\n"
        "২৮ নভেম্বর ২০২৬\n"
        "\n"
        "অনুলিপি:\n"
        "১। এক\n"
        "দুই\n"
        "\n"
        "নলকূপ\n"
        "রাস্তা\n"
    )


def test_a_mark_and_photos_without_captions_leave_no_gap() -> None:
    shown = (Logo(photo(4, 3, "red"), 10), Paragraph("ক"), Photos(((photo(4, 3, "red"), ""),)), Paragraph("খ"))
    assert render_text(Document("", shown), "lines") == "ক\n\nখ\n"
    assert render_text(Document("", shown)).split() == ["ক", "খ"]


def test_tabs_part_the_cells_of_a_row() -> None:
    text = render_text(compose_minutes(meeting(2), look()))
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    assert [len(row) for row in rows] == [4, 4, 4]
    assert rows[0] == ["ক্রমিক", "আলোচ্য বিষয় ও আলোচনা", "সিদ্ধান্ত", "বাস্তবায়নকারী"]


def test_a_blank_sheet_for_signing_has_its_numbers() -> None:
    nobody = replace(meeting(1), attendees=())
    lines = render_text(compose_attendance(nobody, look()), "lines").splitlines()
    assert [line for line in lines if line.startswith("ক্রমিক")] == ["ক্রমিক: ১।", "ক্রমিক: ২।", "ক্রমিক: ৩।"]

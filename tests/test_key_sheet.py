"""The sheet of shortcuts for the wall: one page of paper, in Bengali, saying what the sheet on the screen says."""

from __future__ import annotations

import re

import pytest

from koyradesk.documents import render_pdf
from koyradesk.documents.key_sheet import compose_key_sheet
from koyradesk.documents.readback import check_text
from ui import fonts
from ui.help import sheet
from ui.keys_screen import SECTIONS
from ui.printing import Printing
from ui.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_every_line_stands_on_the_paper_in_order_and_columns_are_even():
    sections = [("প্রথম", [("লেখা & ছাপা", "Ctrl P"), ("খোঁজা", "Ctrl K")]), ("দ্বিতীয়", [("ফেরা", "Esc")])]
    paper = compose_key_sheet("চাবি", ("কাজ", "চাবি"), sections)
    check_text(paper, render_pdf(paper))
    table = paper.blocks[-1]
    left = [cell.paragraphs for row in table.rows for cell in row[:1]]
    right = [cell.paragraphs for row in table.rows for cell in row[2:3]]
    assert left == [("<b>প্রথম</b>",), ("লেখা &amp; ছাপা",), ("খোঁজা",)]
    assert right == [("<b>দ্বিতীয়</b>",), ("ফেরা",), ()]


def test_it_is_printed_from_the_sheet_on_the_screen_on_one_page_in_bengali(qapp, tmp_path, monkeypatch):
    fonts.load()
    stage = Stage(qapp, tmp_path, "en", "light", 1.0)
    asked = []
    monkeypatch.setattr(Printing, "ask_printer", lambda _, paper, name: asked.append((paper, name)))
    stage.window.go("keys")
    stage.window.keys.printing.click()
    stage.settle()
    ((paper, name),) = asked
    assert len(paper.sizes) == 1
    assert name == "Koyradesk: shortcuts"
    stage.end()
    import pypdfium2

    with pypdfium2.PdfDocument(paper.data) as document:
        text = document[0].get_textpage().get_text_range()
    assert "শর্টকাট" in text
    caps = "Ctrl|Shift|Alt|Enter|Space|Backspace|Insert|Delete|Home|End|Tab|Esc|PgUp|PgDn|PDF"
    assert not re.findall("[a-z]{3,}", re.sub(caps, "", text))


def test_its_sections_are_sections_of_the_sheet():
    assert set(sheet.EVERYDAY) < {title for title, _ in SECTIONS}
    for arrow in sheet._ARROWS:
        assert any(arrow in keys for _, lines in SECTIONS for keys, _ in lines)

"""A paper for Word says what its blocks say, in their order, in styles and tables that can be edited."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx_papers import MIXED, SENTENCE, check_text, first, look, opened, papers, paragraphs, photo
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont
from samples import meeting

from koyradesk import markup
from koyradesk.documents import Document, compose_minutes, render_docx
from koyradesk.documents.blocks import (
    Cell,
    Column,
    Fact,
    Facts,
    Logo,
    MemoLine,
    NumberedList,
    Paragraph,
    Photos,
    Picture,
    Signature,
    Table,
)
from koyradesk.documents.docx import fonts
from koyradesk.errors import UserError
from koyradesk.resources import resource

PAPERS = papers()


def part(data: bytes, name: str) -> str:
    """A part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode("utf-8")


def parts(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return set(packed.namelist())


@pytest.mark.parametrize("document", PAPERS.values(), ids=PAPERS.keys())
def test_every_leaf_is_there_whole_and_in_order(document: Document) -> None:
    data = render_docx(document)
    assert check_text(document, data) == len(document.texts()) > 5
    assert render_docx(document) == data


def test_a_word_too_few_too_many_or_elsewhere_is_seen() -> None:
    document = PAPERS["sample-1"]
    data = render_docx(document)
    blocks = document.blocks
    for other in (blocks[1:], (*blocks, Paragraph("আরও")), (*blocks[:2], blocks[3], blocks[2], *blocks[4:])):
        with pytest.raises(AssertionError):
            check_text(replace(document, blocks=other), data)


TEXTS = st.text(st.sampled_from("কষ্্ণয়় \n\t\u00a0\u200c\u200d\u2028<>&\"'১২x☎৳।-{}"), max_size=40).map(markup.canonical)
MARKED = st.lists(st.tuples(TEXTS, st.booleans(), st.booleans()), max_size=4).map(
    lambda pieces: "".join(
        markup.bold(text) if bold else markup.underlined(text) if underline else text
        for text, bold, underline in pieces
    )
)


@given(MARKED, MARKED, MARKED)
def test_whatever_is_written_is_read(one: str, two: str, three: str) -> None:
    document = Document(
        one[:300],
        (
            Paragraph(two, label=one),
            Facts((Fact(one, (two, three)), Fact("", (one,)))),
            Facts((Fact(one, (two, three)),), ruled=True),
            Table((Column(one, 1), Column(two, 3, center=True)), ((Cell((three, one)), Cell()),)),
            MemoLine(one, two, (three, one)),
            NumberedList(one, ((two, three), (one, ""), ("", two))),
            Signature((one, two)),
        ),
    )
    check_text(document, render_docx(document))


def test_marks_are_looks_of_the_same_words() -> None:
    document = Document(
        "", (Paragraph("ক <b>খ <u>গ</u></b> ঘ<u>ঙ চ</u>\nছ"), Paragraph("জ", bold=True, underline=True))
    )
    found = [
        [(run.text, bool(run.bold), bool(run.underline)) for run in one.runs]
        for one in paragraphs(opened(render_docx(document)))
    ]
    assert found == [
        [
            ("ক ", False, False),
            ("খ ", True, False),
            ("গ", True, True),
            (" ঘ", False, False),
            ("ঙ চ", False, True),
            ("\nছ", False, False),
        ],
        [("জ", True, True)],
    ]


def test_every_script_has_the_font_the_size_and_the_weight() -> None:
    data = render_docx(compose_minutes(meeting(), look(type={"font": "Noto Sans Bengali", "size": 12.5})))
    default = opened(data).styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    face = default.find(qn("w:rFonts"))
    assert {face.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Noto Sans Bengali"}
    assert [default.find(qn(f"w:{size}")).get(qn("w:val")) for size in ("sz", "szCs")] == ["25", "25"]
    assert default.find(qn("w:lang")).get(qn("w:bidi")) == "bn-BD"
    text = part(data, "word/document.xml")
    assert text.count("<w:b/>") == text.count("<w:b/><w:bCs/>") > 3


def test_the_heading_of_a_table_repeats_and_short_rows_stay_whole() -> None:
    document = compose_minutes(first(discussion=SENTENCE * 40), look())
    table = opened(render_docx(document)).tables[1]
    looks = [row._tr.trPr for row in table.rows]
    assert [one is not None and one.find(qn("w:tblHeader")) is not None for one in looks] == [True, False, False, False]
    torn = [one is None or one.find(qn("w:cantSplit")) is None for one in looks]
    assert torn == [False, True, True, True]
    short = compose_minutes(first(discussion="", topic="ক"), look())
    assert opened(render_docx(short)).tables[1].rows[1]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_a_heading_that_would_fill_the_page_is_not_repeated() -> None:
    document = Document("", (Table((Column("ক্রমিক " * 400, 1), Column("খ", 1)), ((Cell(("গ",)), Cell(("ঘ",))),)),))
    assert "tblHeader" not in part(render_docx(document), "word/document.xml")


def test_a_signature_stays_whole_and_with_what_it_signs() -> None:
    said = list(paragraphs(opened(render_docx(compose_minutes(meeting(), look())))))
    block = [one for one in said if one.style.name == "Signature"]
    assert len(block) == 10
    above = said[next(place for place, one in enumerate(said) if one.style.name == "Signature") - 1]
    assert above.paragraph_format.keep_with_next
    assert [one.paragraph_format.keep_with_next for one in block[:5]] == [True] * 4 + [None]
    assert all(one.paragraph_format.keep_together for one in block)


def test_a_memo_line_is_a_line_and_two_dates_stand_over_one_another() -> None:
    number = "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২"
    one = opened(render_docx(Document("", (Paragraph("ক", before=3), MemoLine(number, "তারিখ:", ("২৮/১১/২০২৬",))))))
    above, line = paragraphs(one)
    # Space above the first paragraph would lower the whole page.
    assert above.paragraph_format.space_before is None
    assert (line.text, line.paragraph_format.keep_with_next) == (f"{number}\tতারিখ: ২৮/১১/২০২৬", True)
    section = one.sections[0]
    [tab] = line.paragraph_format.tab_stops
    assert tab.alignment == WD_TAB_ALIGNMENT.RIGHT
    assert tab.position.mm == pytest.approx(section.page_width.mm - 38, abs=0.1)
    long = opened(render_docx(Document("", (MemoLine(number * 4, "তারিখ:", ("২৮/১১/২০২৬",)),))))
    assert [one.text for one in paragraphs(long)] == [number * 4, "তারিখ: ২৮/১১/২০২৬"]
    both = opened(render_docx(Document("", (MemoLine(number, "তারিখ:", ("১৩ অগ্রহায়ণ", "২৮ নভেম্বর")),))))
    [row] = both.tables[0].rows
    assert [cell.text for cell in row.cells] == [number, "তারিখ:", "১৩ অগ্রহায়ণ\n২৮ নভেম্বর"]
    rules = [one._p.pPr.find(qn("w:pBdr")) is not None for one in row.cells[2].paragraphs]
    assert rules == [True, False]


def test_the_page_is_that_of_the_layout() -> None:
    section = opened(render_docx(PAPERS["across"])).sections[0]
    assert [round(side.mm, 1) for side in (section.page_width, section.page_height)] == [355.6, 215.9]
    assert section.orientation == 1
    assert [round(side.mm) for side in (section.left_margin, section.right_margin)] == [20, 18]


def test_tables_beside_one_another_stay_two() -> None:
    table = Table((Column("ক", 1),), ((Cell(("খ",)),),))
    data = render_docx(Document("", (table, table, Facts((Fact("গ", ("ঘ",)),)))))
    assert len(opened(data).tables) == 3
    assert "</w:tbl><w:tbl>" not in part(data, "word/document.xml")


def test_page_numbers_are_fields_with_bengali_digits() -> None:
    many, one = render_docx(PAPERS["three-pages"]), render_docx(PAPERS["attendance-upazila"])
    foot = part(many, "word/footer1.xml")
    assert [foot.count(f'w:instr=" {field} "') for field in ("PAGE", "NUMPAGES")] == [1, 1]
    assert foot.count(f'w:cs="{fonts.DIGITS}"') == 2
    assert "পৃষ্ঠা " in foot
    worded = replace(PAPERS["three-pages"], page=replace(PAPERS["three-pages"].page, number="{{{page}}} & {pages} টি"))
    foot = opened(render_docx(worded)).sections[0].footer.paragraphs[0]
    assert "".join(one.text for one in foot._p.iter(qn("w:t"))) == "{1} & 1 টি"
    # A paper of one page carries none, as in the PDF.
    assert "word/footer1.xml" not in parts(one)
    none = replace(PAPERS["three-pages"], page=replace(PAPERS["three-pages"].page, number=""))
    assert "word/footer1.xml" not in parts(render_docx(none))


def outline(font: hb.Font, letter: str) -> list[Any]:
    """What a font draws for a letter, and how far its pen goes."""
    glyph = font.get_nominal_glyph(ord(letter))
    drawn: list[Any] = []
    functions = hb.DrawFuncs()
    for name in ("move_to", "line_to", "quadratic_to"):
        getattr(functions, f"set_{name}_func")(lambda *where, name=name: drawn.append((name, where[:-1])))
    font.draw_glyph(glyph, functions)
    return [*drawn, font.get_glyph_h_advance(glyph)] if drawn else []


def test_the_digits_look_as_the_papers_own_bengali_ones() -> None:
    path = resource("fonts", "NotoSerifBengali-Regular.ttf")
    data = fonts.digits(path)
    ours, theirs = hb.Font(hb.Face(data)), hb.Font(hb.Face(path.read_bytes()))
    assert ours.face.get_name(1) == fonts.DIGITS
    assert set(ours.face.unicodes) == set(map(ord, "0123456789"))
    for number, digit in enumerate("০১২৩৪৫৬৭৮৯"):
        assert outline(ours, str(number)) == outline(theirs, digit) != []
    # By another reader of fonts too, which is strict about the tables.
    assert ImageFont.truetype(io.BytesIO(data), 60).getname() == (fonts.DIGITS, "Regular")
    assert len(data) < 6000


def test_bundled_fonts_go_along_and_can_be_taken_out_again() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(PAPERS["three-pages"]))) as packed:
        listing = packed.read("word/fontTable.xml").decode()
        hidden = [packed.read(name) for name in packed.namelist() if name.endswith(".odttf")]
        assert "<w:embedTrueTypeFonts/>" in packed.read("word/settings.xml").decode()
    keys = [one.partition('"')[0] for one in listing.split('w:fontKey="{')[1:]]
    assert len(keys) == len(hidden) == 3
    shown = []
    for key, data in zip(keys, hidden, strict=True):
        mask = bytes.fromhex(key.rstrip("}").replace("-", ""))[::-1] * 2
        shown.append(bytes(one ^ other for one, other in zip(data[:32], mask, strict=True)) + data[32:])
    wanted = [resource("fonts", f"NotoSerifBengali-{face}.ttf") for face in ("Regular", "Bold")]
    assert shown[:2] == [path.read_bytes() for path in wanted]
    assert shown[2] == fonts.digits(wanted[0])


def test_a_font_that_is_not_here_is_left_to_the_pc_where_it_is_opened() -> None:
    odd = "Nikosh \"><b>&'; x}"
    document = compose_minutes(meeting(), look(type={"font": odd}), draft=True)
    data = render_docx(document)
    check_text(document, data)
    default = opened(data).styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    assert default.find(qn("w:rFonts")).get(qn("w:cs")) == odd
    assert 'w:lineRule="atLeast"' in part(data, "word/styles.xml")
    mark = parse_xml(part(data, "word/header1.xml").encode())
    *_, path = mark.iter("{urn:schemas-microsoft-com:vml}textpath")
    assert "Nikosh b x" in path.get("style")


def test_a_draft_is_marked_and_a_final_paper_is_not() -> None:
    document = compose_minutes(meeting(), look(draft_mark="অনুমোদনের জন্য খসড়া"), draft=True)
    assert 'string="' + document.draft + '"' in part(render_docx(document), "word/header1.xml")
    assert "word/header1.xml" not in parts(render_docx(replace(document, draft="")))


def test_title_and_language_stand_in_the_file_and_no_day_nor_program_of_others() -> None:
    data = render_docx(PAPERS["sample-1"])
    about = opened(data).core_properties
    assert (about.title, about.language) == (PAPERS["sample-1"].title, "bn-BD")
    assert (about.author, about.created, about.modified, about.last_modified_by) == ("", None, None, "")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(
            b"python-docx" in packed.read(name) or b"rsid" in packed.read(name) for name in packed.namelist()
        )


def test_pictures_are_told_in_words_and_kept_in_proportion() -> None:
    wide, high = photo(900, 300, "teal"), photo(300, 900, "brown")
    document = Document("", (Logo(wide, 20), Photos(((wide, "এক"), (replace(high, alt=""), "দুই <b>&amp;</b>")), 2)))
    data = render_docx(document)
    shapes = list(opened(data).element.body.iter(qn("wp:inline")))
    assert [one.docPr.get("descr") for one in shapes] == ["নলকূপের ছবি", "নলকূপের ছবি", "দুই &"]
    assert [round(one.extent.cx / one.extent.cy, 2) for one in shapes] == [3, 3, 0.33]
    assert round(shapes[0].extent.cy / 36000) == 20
    assert shapes[1].extent.cy == pytest.approx(shapes[2].extent.cy, rel=0.01)
    assert {name for name in parts(data) if "media" in name} == {"word/media/image1.jpeg", "word/media/image2.jpeg"}
    assert [one.text for one in paragraphs(opened(data)) if one.style.name == "Caption"] == ["এক", "দুই &"]


def test_any_picture_that_was_made_ready_goes_along_as_it_is() -> None:
    bare = photo(60, 40, "teal")
    # Without the segment in which most JPEGs say what they are.
    bare = replace(bare, data=bare.data[:2] + bare.data[4 + int.from_bytes(bare.data[4:6], "big") :])
    stream = io.BytesIO()
    Image.new("RGBA", (30, 30), (200, 0, 0, 120)).save(stream, "PNG")
    data = render_docx(Document("", (Logo(Picture(stream.getvalue(), 30, 30), 10), Photos(((bare, "ক"),)))))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.read("word/media/image1.png") == stream.getvalue()
        assert packed.read("word/media/image2.jpeg") == bare.data
    shown = [one.docPr.get("descr") for one in opened(data).element.body.iter(qn("wp:inline"))]
    assert all(shown)


@pytest.mark.parametrize("wrong", ["\x00", "\x0b\x1f", "\ufffe", "\ud800"])
def test_what_no_file_can_hold_is_refused_in_words(wrong: str) -> None:
    for document in (
        Document("", (Paragraph(f"ক{wrong}খ"),)),
        Document(f"ক{wrong}", (Paragraph("ক"),)),
        Document("", (Paragraph("ক"),), draft=f"খ{wrong}"),
    ):
        with pytest.raises(UserError, match=r"U\+"):
            render_docx(document)


def test_a_letter_no_font_here_has_is_written_all_the_same() -> None:
    document = compose_minutes(first(discussion="漢字 𝄞 \U0001f600 " + MIXED), look())
    check_text(document, render_docx(document))


def test_the_library_for_it_comes_only_when_a_paper_is_written() -> None:
    source = (
        "import sys; import koyradesk.documents, koyradesk.papers, koyradesk.cli.papers\n"
        "sys.exit(' '.join(name for name in sys.modules if name.partition('.')[0] == 'docx') or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=Path(__file__).parent.parent, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_at_all_is_a_paper_too() -> None:
    empty: tuple[Any, ...] = (Paragraph(" "), Facts(()), Signature(()), MemoLine("", "", ()), Photos(()))
    for document in (
        Document("", ()),
        Document("", (*empty, NumberedList("", ()))),
        Document("", (Signature(("ক",)),)),
    ):
        check_text(document, render_docx(document))

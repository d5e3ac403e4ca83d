"""Golden papers: every kind in every bundled layout, usual and at its worst, is what it was, down to the last glyph.

After a wished change of looks: ``python tests/golden_make.py``.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import golden_prints
import pypdfium2
import pytest
import shaping
from golden_papers import KINDS, PAPERS, Golden, rendered
from pdfa_rules import broken
from test_documents import order, pdfium, poppler, words

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.documents import Document, render_pdf
from koyradesk.documents.blocks import MemoLine, Paragraph
from koyradesk.documents.pdf import fitted
from koyradesk.documents.pdf.words import FaceSet
from koyradesk.documents.readback import check_text
from koyradesk.layout import Page, Type

ROOT = Path(__file__).parent.parent
papers = pytest.mark.parametrize("paper", PAPERS, ids=str)


def test_every_kind_is_there_in_every_layout() -> None:
    cases = Counter((paper.kind, paper.case) for paper in PAPERS)
    assert {kind for kind, case in cases if case == "hard"} == {kind for kind, case in cases if case == "usual"}
    assert set(cases.values()) == {len(layout.names())}
    assert {path.stem for path in golden_prints.FOLDER.glob("*.json")} == set(KINDS)


@papers
def test_a_paper_is_what_it_was(paper: Golden) -> None:
    kept = golden_prints.kept(paper)
    assert kept, "not kept yet: python tests/golden_make.py"
    found = golden_prints.fingerprint(paper)
    told = "; ".join(golden_prints.moved(kept, found))
    assert kept["sha256"] == found["sha256"], f"{told} (wished? python tests/golden_make.py)"


@papers
def test_a_paper_says_what_its_blocks_say_and_is_tagged(paper: Golden) -> None:
    document, made = rendered(paper)
    assert check_text(document, made.pdf) == len(document.texts()) > 0
    assert broken(made.pdf) == []


@papers
def test_every_word_is_shaped_as_harfbuzz_shapes_it(paper: Golden) -> None:
    pages = golden_prints.lines(paper)
    assert [fault for page in pages for line in page for fault in shaping.faults(line)] == []
    assert all(any(run.glyphs for line in page for run in line.runs) for page in pages)


@papers
def test_foreign_readers_get_every_word_and_no_other(paper: Golden) -> None:
    document, made = rendered(paper)
    wanted = words("\n".join(document.texts()))
    for found in (poppler(made.pdf, "-raw"), pdfium(made.pdf)):
        assert Counter(found) == Counter(wanted)
        assert order(wanted, found) >= (0.95 if torn(document) else 0.98)


@papers
def test_every_font_is_embedded_as_poppler_sees_it(paper: Golden) -> None:
    data = rendered(paper)[1].pdf
    shown = subprocess.run(["pdffonts", "-"], input=data, capture_output=True, check=True).stdout.decode()
    rows = [line.split()[-5:-2] for line in shown.splitlines()[2:]]
    assert rows
    assert all(row == ["yes"] * 3 for row in rows)  # embedded, a subset, with its texts


def torn(document: Document) -> bool:
    """Does a row of a table go on over a page?"""
    _, _, pages = fitted(document, FaceSet(document.type.font))
    return any(page[-1].slab.row and not page[-1].slab.closes for page in pages)


def test_the_same_paper_is_the_same_bytes_in_every_process() -> None:
    """In another order, too: what was set before leaves no trace."""
    script = (
        "import hashlib, golden_papers\n"
        "for paper in reversed(golden_papers.PAPERS):\n"
        "    print(paper, hashlib.sha256(golden_papers.rendered(paper)[1].pdf).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True)
    found = dict(line.split() for line in told.stdout.splitlines())
    assert found == {str(paper): hashlib.sha256(rendered(paper)[1].pdf).hexdigest() for paper in PAPERS}


def test_joiners_do_not_part_a_word_for_foreign_readers() -> None:
    texts = ("উদ্‌যাপন বাক্‌স্বাধীনতা র‌্যাব র‍্যাব", "\u200dক \u200cখ\u200c\u200c গ\u200d", "ক" + "\u200c" * 90 + "খ", "\u200c")
    document = Document("পরীক্ষা", tuple(Paragraph(text) for text in texts))
    data = render_pdf(document)
    check_text(document, data)
    assert poppler(render_pdf(Document("পরীক্ষা", document.blocks[:1]))) == words(texts[0])
    assert pdfium(render_pdf(Document("পরীক্ষা", document.blocks[:1]))) == words(texts[0])


def test_a_torn_row_strands_no_line_of_a_name() -> None:
    """Sixty implementers of two or three lines: no page begins with the last line of one, or ends with the first."""
    document, _ = rendered(Golden("minutes", "many", "upazila"))
    _, _, pages = fitted(document, FaceSet(document.type.font))
    torn = 0
    for page, following in pairwise(pages):
        last, first = page[-1].slab, next(one.slab for one in following if not one.repeat)
        if last.row and last.row is first.row:
            [above], [below] = ([draw for draw in slab.draws if draw.cell == 3] for slab in (last, first))
            lines = [one for side in pages for strip in side for one in strip.slab.draws if one.node is below.node]
            torn += 1
            assert above.node is not below.node or (below is not lines[-1] and above is not lines[0])
    assert torn >= 2


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("A-ব্লক", ["A-", "ব্লক"]),
        ("(COVID-১৯-পরবর্তী)", ["(COVID-", "১৯-পরবর্তী)"]),
        ("e-GPতে", ["e-GP", "তে"]),
        ("৫G-সংযোগে", ["৫", "G-", "সংযোগে"]),
        ("2026-এর", ["2026-এর"]),
    ],
)
@pytest.mark.parametrize("font", ["Noto Serif Bengali", "Noto Sans Bengali"])
def test_a_word_of_two_scripts_is_shaped_script_by_script(word: str, parts: list[str], font: str) -> None:
    [line] = lines(word, font=font)
    [run] = line.runs
    alone = [one.runs[0] for part in parts for one in lines(part, font=font)]
    assert [glyph.number for glyph in run.glyphs] == [glyph.number for one in alone for glyph in one.glyphs]
    assert run.end == pytest.approx(sum(one.end for one in alone), abs=0.02)


def test_lines_do_not_end_between_a_number_and_what_it_belongs_to() -> None:
    """Day and month, sign and number; however wide the line is."""
    text = "সভা ৩১ ডিসেম্বরের মধ্যে, ১৫ পৌষ ১৪৩৩, ☎ ০২৪৭৭০০০০০০, № ৫ ও ৳ ১২,৩৪,৫৬৭.৫০ দেখুন। " * 3
    for right in range(18, 130, 7):
        document = Document("পরীক্ষা", (Paragraph(text, align="left"),), page=replace(Page(), right=right))
        data = render_pdf(document)
        for line in (line for page in shaping.lines(data) for line in page):
            assert not re.search("(৩১|১৫|☎|№|৳)$", line.text())
            assert not re.match("ডিসেম্বরের|পৌষ", line.text())


def test_no_word_stands_alone_on_the_last_line_of_a_ragged_text() -> None:
    text = "শালবন উপজেলা আইসিটি কমিটির নভেম্বর ২০২৬ মাসের সভার সিদ্ধান্ত বাস্তবায়নের অগ্রগতি প্রতিবেদন প্রেরণ।"
    for right in range(18, 110, 3):
        paper = Document("পরীক্ষা", (Paragraph(text, align="left"),), page=replace(Page(), right=right))
        [found] = shaping.lines(render_pdf(paper))
        assert " ".join(line.text() for line in found) == nfc(text)
        assert len(found) == 1 or len(found[-1].runs) > 1
    # Where the line above has but two words, or ends with a comma, they stay.
    for above, right in (("উপজেলা কর্মকর্তা", 98), ("দপ্তর প্রধান (সকল),", 93)):
        narrow = Document("পরীক্ষা", (Paragraph(f"{above} শালবন", align="left"),), page=Page(left=80, right=right))
        assert [line.text() for line in shaping.lines(render_pdf(narrow))[0]] == [nfc(above), "শালবন"]


def test_number_and_date_of_a_memo_stand_on_one_line() -> None:
    for dates in (("২ ডিসেম্বর ২০২৬",), ("১৭ অগ্রহায়ণ ১৪৩৩", "২ ডিসেম্বর ২০২৬")):
        found = shaping.lines(render_pdf(Document("পরীক্ষা", (MemoLine("নম্বর: ৫", "তারিখ:", dates),))))
        heights = {line.text(): line.y for line in found[0]}
        assert heights["নম্বর: ৫"] == heights["তারিখ:"]


@pytest.mark.parametrize("leading", [1.1, 1.3, 1.5, 2.0])
def test_the_rule_between_two_dates_touches_neither(leading: float) -> None:
    """Seen as a reader shows it: white above and below the rule, under and over letters with high and low signs."""
    dates = MemoLine("", "", ("২৮ ভাদ্র কৃষ্ণূ ১৪৩৩", "২৮ নভেম্বর ২০২৬ খ্রিষ্টাব্দ র্কী"))
    data = render_pdf(Document("পরীক্ষা", (dates,), type=replace(Type(), leading=leading)))
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0].render(scale=6, grayscale=True).to_pil()
    top = page.crop((page.width // 2, 0, page.width, page.height // 6))
    rows = [sum(top.crop((0, at, top.width, at + 1)).histogram()[:128]) for at in range(top.height)]
    rule = rows.index(max(rows))
    thick = [at for at in range(rule - 9, rule + 10) if rows[at] > 0.9 * max(rows)]
    assert rows[thick[0] - 2] == rows[thick[-1] + 2] == 0


def lines(text: str, **kind: object) -> list[shaping.Line]:
    """The lines of a text."""
    document = Document("পরীক্ষা", (Paragraph(text),), type=replace(Type(), **kind))
    return [line for page in shaping.lines(render_pdf(document)) for line in page]


def test_words_are_read_with_their_glyphs() -> None:
    [line] = lines("<b>ক্ষ্ম</b> র‍্যাব-২ ☎৫ উদ্‌যাপন")
    assert line.text() == "ক্ষ্ম র‍্যাব-২ ☎৫ উদ্‌যাপন"
    assert [run.file for run in line.runs] == [
        *("NotoSerifBengali-Bold", "NotoSerifBengali-Regular", "NotoSansSymbols2-Regular"),
        *("NotoSerifBengali-Regular",) * 2,
    ]
    assert line.gaps == (1, 2, 4)
    assert line.runs[0].glyphs == shaping.shaped("NotoSerifBengali-Bold", "ক্ষ্ম").glyphs
    assert len(shaping.shaped("NotoSerifBengali-Regular", "ক্ষ্ম").glyphs) == 1  # one conjunct, not five letters


def broken_lines() -> Iterator[tuple[str, shaping.Line]]:
    [line] = lines("কর্তৃক সিদ্ধান্ত গৃহীত হয়")
    first, second, third, *rest = line.runs
    glyph, *glyphs = second.glyphs
    yield "glyphs", line._replace(runs=(first, second._replace(glyphs=tuple(glyphs)), third, *rest))
    yield (
        "elsewhere",
        line._replace(
            runs=(
                first,
                second._replace(glyphs=(glyph, glyphs[0]._replace(x=glyphs[0].x + 1), *glyphs[1:])),
                third,
                *rest,
            )
        ),
    )
    yield (
        "elsewhere",
        line._replace(
            runs=(first, second._replace(glyphs=(glyph, *(one._replace(y=one.y + 1) for one in glyphs))), third, *rest)
        ),
    )
    yield "gaps of", line._replace(runs=(first, second._replace(start=second.start + 0.1), third, *rest))
    yield "within a word", line._replace(gaps=line.gaps[1:])
    [circle] = lines("ি")
    yield "dotted circle", circle
    yield "missing", line._replace(runs=(first._replace(text="漢", glyphs=shaping.shaped(first.file, "漢").glyphs),))


@pytest.mark.parametrize(("fault", "line"), [*broken_lines()], ids=lambda one: one if isinstance(one, str) else "")
def test_the_check_of_shaping_can_fail(fault: str, line: shaping.Line) -> None:
    assert any(fault in one for one in shaping.faults(line))


def test_a_golden_paper_tells_what_moved() -> None:
    one, other = (golden_prints.fingerprint(paper) for paper in PAPERS[:2])
    told = golden_prints.moved(one, other)
    assert any("page 1 says something else" in line for line in told)
    assert any(re.search(r"page 1, lines \d+ points from the left: at .*, not ", line) for line in told)
    assert told[-1].startswith("differs in its contents")
    assert golden_prints.moved(one, one) == []
    assert "3 pages, not 1" in golden_prints.moved({**one, "pages": 1}, {**one, "pages": 3})[0]
    assert golden_prints.kept(Golden("minutes", "usual", "nobody's")) is None

"""The text of a PDF is the text of its blocks: by our own reader leaf by leaf, by poppler and pdfium word by word."""

from __future__ import annotations

import difflib
import io
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import meeting

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_attendance, compose_minutes, render_pdf, render_text
from koyradesk.documents.blocks import Document, Paragraph, flat
from koyradesk.documents.pdf import installed
from koyradesk.documents.readback import TextDiffersError, check_text, leaf_texts
from koyradesk.errors import UserError
from koyradesk.model import Meeting

ROOT = Path(__file__).parent.parent


def words(text: str) -> list[str]:
    return re.findall(r"[^\s\u200b\ufeff]+", nfc(text).replace("\u00a0", " "))


def poppler(data: bytes, *options: str) -> list[str]:
    shown = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return words(shown.stdout.decode("utf-8"))


def pdfium(data: bytes) -> list[str]:
    return words("\n".join(page_texts(data)))


def page_texts(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    texts = []
    for page in pdf:
        text = page.get_textpage()
        texts.append(nfc(text.get_text_range()))
        text.close()
        page.close()
    pdf.close()
    return texts


def order(wanted: list[str], found: list[str]) -> float:
    return difflib.SequenceMatcher(None, wanted, found, autojunk=False).ratio()


@pytest.mark.parametrize("name", layout.names())
@pytest.mark.parametrize("compose", [compose_minutes, compose_attendance])
def test_the_page_says_what_the_blocks_say(name: str, compose) -> None:
    document = compose(meeting(5, talk=3), layout.resolve(name))
    data = render_pdf(document)
    assert check_text(document, data) == len(document.texts()) > 10


def test_the_check_can_fail() -> None:
    document = compose_minutes(meeting(), layout.resolve("upazila"))
    other = compose_minutes(replace(meeting(), closing="অন্য কথা।"), layout.resolve("upazila"))
    with pytest.raises(TextDiffersError, match="অন্য"):
        check_text(other, render_pdf(document))


@pytest.mark.parametrize("name", layout.names())
def test_foreign_readers_lose_no_word_and_keep_the_order(name: str) -> None:
    document = compose_minutes(meeting(), layout.resolve(name))
    data = render_pdf(document)
    wanted = words("\n".join(document.texts()))
    for found in (poppler(data, "-raw"), pdfium(data)):
        assert not Counter(wanted) - Counter(found)
        assert order(wanted, found) >= 0.98


@pytest.mark.parametrize(
    "text",
    [
        "<b>জল</b> জমা <b>জল জাল</b>",  # its bold জ is wide, and was code 32: pdfium took it for a blank
        "ক্ষুদ্র<b>ঋণ</b><u>গ্রহীতা</u> র‍্যাব র‌্যাব ☎ ০১৭ № ৫ ✓ ৳ ৫০",
        "বাস্তবায়িত হয়েছে End User Connectivity ১০০% (প্রায়)",
    ],
)
def test_words_of_many_looks_read_back_whole(text: str) -> None:
    document = Document("পরীক্ষা", (Paragraph(text),))
    data = render_pdf(document)
    assert check_text(document, data) == 1
    assert poppler(data) == pdfium(data) == words(flat(text))


letters = st.sampled_from(
    [*"কখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহািীুূেৈোৌ্ংঃঁ০১৯।,-/ab Z1", "ড়", "ঢ়", "য়", "র‍্য", "<b>", "</b>", "<u>", "</u>"]
)


@given(st.lists(letters, min_size=1, max_size=400).map("".join).map(nfc))
def test_any_bengali_reads_back(text: str) -> None:
    document = Document("পরীক্ষা", (Paragraph(text), Paragraph("শেষ", align="right")))
    check_text(document, render_pdf(document))


def test_words_longer_than_a_line_are_cut_and_read_back_whole() -> None:
    document = Document("পরীক্ষা", (Paragraph("স্ত্রী" * 90 + " শেষ " + "." * 400),))
    assert check_text(document, render_pdf(document)) == 1


def test_the_same_paper_is_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib, samples; from koyradesk import layout;"
        "from koyradesk.documents import compose_minutes, render_pdf;"
        "paper = lambda n: render_pdf(compose_minutes(samples.meeting(n), layout.resolve('upazila')));"
        "{before}print(hashlib.sha256(paper(3)).hexdigest())"
    )
    found = set()
    for seed, before in (("1", ""), ("2", ""), ("3", "paper(7); ")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        run = [sys.executable, "-c", script.format(before=before)]
        found.add(subprocess.run(run, env=environment, capture_output=True, check=True, text=True).stdout)
    assert len(found) == 1


def test_every_font_is_embedded_and_every_shown_glyph_has_an_outline() -> None:
    data = render_pdf(compose_minutes(meeting(), layout.resolve("plain")))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            descendant = font.DescendantFonts[0]
            assert len(descendant.FontDescriptor.FontFile2.read_bytes()) > 1000
            numbers = descendant.CIDToGIDMap.read_bytes()
            codes = [int(code, 16) for code in re.findall(rb"\n<([0-9A-F]{4})> <", font.ToUnicode.read_bytes())]
            assert codes
            assert 32 not in codes
            assert all(int.from_bytes(numbers[2 * code : 2 * code + 2], "big") for code in codes)


def test_a_character_no_font_has_refuses_the_paper() -> None:
    with pytest.raises(UserError) as refusal:
        render_pdf(Document("পরীক্ষা", (Paragraph("সভা 漢 শেষ"),)))
    assert refusal.value.parts["char"] == "漢"
    assert refusal.value.parts["code"] == "6F22"


def test_without_the_shaping_library_nothing_is_printed() -> None:
    script = (
        "import sys; sys.modules['uharfbuzz'] = None\n"
        "from koyradesk.documents import Document, render_pdf\n"
        "from koyradesk.documents.blocks import Paragraph\n"
        "from koyradesk.errors import UserError\n"
        "try: render_pdf(Document('x', (Paragraph('সভা'),)))\n"
        "except UserError as error: print(error.text('en'))\n"
    )
    shown = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "uharfbuzz" in shown.stdout


def test_a_font_that_is_not_there_refuses_the_paper() -> None:
    look = layout.resolve({"base": "upazila", "type": {"font": "Nikosh"}})
    with pytest.raises(UserError, match="Nikosh"):
        render_pdf(compose_minutes(meeting(), look))


def artifacts(data: bytes) -> str:
    """What is drawn beside the text: repeated headings, page numbers, the draft mark."""
    shown = ""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            fonts = {
                name: {
                    int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
                    for code, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes())
                }
                for name, font in page.Resources.Font.items()
            }
            depth, inside, font = 0, 0, {}
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), list(instruction.operands)
                if operator in ("BDC", "BMC"):
                    depth += 1
                    inside = inside or (depth if str(operands[0]) == "/Artifact" else 0)
                elif operator == "EMC":
                    inside = 0 if inside == depth else inside
                    depth -= 1
                elif operator == "Tf":
                    font = fonts[str(operands[0])]
                elif operator == "TJ" and inside:
                    raw = b"".join(bytes(one) for one in operands[0] if isinstance(one, pikepdf.String))
                    shown += "".join(
                        font.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2)
                    )
            shown += "\n"
    return shown


def test_headings_repeat_and_pages_are_numbered_in_bengali_without_entering_the_text() -> None:
    document = compose_minutes(meeting(9, talk=3), layout.resolve("upazila"))
    data = render_pdf(document)
    pages = artifacts(data).splitlines()
    assert len(pages) >= 3
    assert [f"পৃষ্ঠা {number}/" in page for number, page in zip("১২৩", pages, strict=False)] == [True] * 3
    assert "আলোচ্য বিষয় ও আলোচনা" in flat(pages[1])
    assert not any("পৃষ্ঠা" in text for text in (*leaf_texts(data), " ".join(poppler(data)), " ".join(pdfium(data))))
    assert poppler(data, "-raw").count("আলোচ্য") == words(" ".join(document.texts())).count("আলোচ্য")


def test_a_paper_of_one_page_carries_no_number() -> None:
    short = replace(meeting(1, recipients=1), signatures=meeting().signatures[:1])
    data = render_pdf(compose_minutes(short, layout.resolve("upazila")))
    assert len(page_texts(data)) == 1
    assert "পৃষ্ঠা" not in artifacts(data)


def test_a_draft_is_marked_on_every_page_and_a_final_paper_is_not() -> None:
    look = layout.resolve("upazila")
    draft = artifacts(render_pdf(compose_minutes(meeting(6, talk=3), look, draft=True))).splitlines()
    assert len(draft) >= 2
    assert all(page.startswith("খসড়া") for page in map(nfc, draft))
    assert nfc("খসড়া") not in nfc(artifacts(render_pdf(compose_minutes(meeting(), look))))


def lasting(texts: list[str], wanted: str) -> int:
    """The page a text stands on."""
    return next(number for number, text in enumerate(texts) if wanted in " ".join(text.split()))


@pytest.mark.parametrize("items", range(2, 26))
def test_signatures_and_memo_line_are_never_torn_or_alone(items: int) -> None:
    """Whatever the length, what signs stands under what it signs, and a memo line above its distribution."""
    held: Meeting = meeting(items, recipients=9)
    pages = page_texts(render_pdf(compose_minutes(held, layout.resolve("upazila"))))
    name = nfc("(রেহানা পারভীন)")
    closing = lasting(pages, nfc("সমাপ্তি ঘোষণা করেন।"))
    assert lasting(pages, name) == closing
    assert lasting(pages, nfc("☎ ০২৪৭৭০০০০০০")) == closing
    memo = lasting(pages, nfc("০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২"))
    assert lasting(pages, nfc("২৮ নভেম্বর ২০২৬")) == memo
    assert lasting(pages, nfc("অনুলিপি সদয়")) == memo
    assert nfc("১। উপজেলা ............") in " ".join(pages[memo].split())
    assert nfc("২। উপজেলা ............") in " ".join(pages[memo].split())
    assert lasting(pages, nfc("(আবু সাঈদ)")) == lasting(pages, nfc("৯। উপজেলা"))


def test_a_cell_longer_than_a_page_goes_on_over_the_pages() -> None:
    document = compose_minutes(meeting(2, talk=60), layout.resolve("upazila"))
    data = render_pdf(document)
    check_text(document, data)
    assert len(page_texts(data)) >= 5
    wanted = words(" ".join(document.texts()))
    assert not Counter(wanted) - Counter(poppler(data, "-raw"))


def test_legal_paper_is_longer() -> None:
    look = layout.resolve({"base": "upazila", "page": {"size": "Legal"}})
    with pikepdf.open(io.BytesIO(render_pdf(compose_minutes(meeting(), look)))) as pdf:
        assert [round(float(side) / 72, 1) for side in pdf.pages[0].MediaBox[2:]] == [8.5, 14.0]


def test_plain_text_holds_every_word() -> None:
    document = compose_minutes(meeting(), layout.resolve("upazila"))
    assert not Counter(words(" ".join(document.texts()))) - Counter(words(render_text(document)))


def test_the_structure_tree_names_headings_tables_lists_and_header_cells() -> None:
    data = render_pdf(compose_minutes(meeting(), layout.resolve("upazila")))
    tags: Counter[str] = Counter()

    def walk(element: pikepdf.Object) -> None:
        tags[str(element.S)] += 1
        kids = element.get("/K", pikepdf.Array([]))
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "bn-BD"
        assert pdf.Root.MarkInfo.Marked
        walk(pdf.Root.StructTreeRoot.K)
    assert tags["/H1"] == 1
    assert tags["/Table"] == 2
    assert tags["/TH"] == 4 + 5
    assert tags["/LI"] == 4


def test_hyphens_at_line_ends_are_not_lost() -> None:
    """pdfium joins what a hyphen at a line's end seems to have parted."""
    texts = ("এ বিষয়ে সিদ্ধান্ত গৃহীত হয়-", "১) সরকারি- বেসরকারি সকলে ই-", "গভর্নেন্স ও test-", "case দেখবেন।")
    document = Document("পরীক্ষা", tuple(Paragraph(text) for text in texts))
    data = render_pdf(document)
    check_text(document, data)
    assert poppler(data) == pdfium(data) == words(" ".join(texts))


def office_font(folder: Path, forbidden: bool = False) -> None:
    """A font the office has installed: a bundled one under another name of the same length."""
    for style in ("Regular", "Bold"):
        data = (ROOT / "resources" / "fonts" / f"NotoSansBengali-{style}.ttf").read_bytes()
        for coding in ("utf-16-be", "latin-1"):
            data = data.replace("Noto Sans Bengali".encode(coding), "Shalbon Office Bn".encode(coding))
        if forbidden:
            start = int.from_bytes(data[data.index(b"OS/2") + 8 :][:4], "big")
            data = data[: start + 8] + b"\x00\x02" + data[start + 10 :]
        (folder / f"office font-{style}.ttf").write_bytes(data)
    (folder / "broken.ttf").write_bytes(b"no font")


@pytest.fixture
def system_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(installed, "folders", lambda: [tmp_path / "none", tmp_path])
    installed._faces.cache_clear()
    yield tmp_path
    installed._faces.cache_clear()


OFFICE_LOOK = {"base": "upazila", "type": {"font": "Shalbon Office Bn"}}


def test_a_font_installed_on_the_pc_is_used_and_embedded(system_fonts: Path) -> None:
    office_font(system_fonts)
    document = compose_minutes(meeting(), layout.resolve(OFFICE_LOOK))
    data = render_pdf(document)
    check_text(document, data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert {"officefont-Regular", "officefont-Bold"} <= names


def test_a_font_whose_maker_forbids_embedding_is_refused(system_fonts: Path) -> None:
    office_font(system_fonts, forbidden=True)
    with pytest.raises(UserError, match="Shalbon"):
        render_pdf(compose_minutes(meeting(), layout.resolve(OFFICE_LOOK)))

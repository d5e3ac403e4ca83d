"""A letter with all its signs is one glyph of the embedded font: HarfBuzz's own outline, one code, one text."""

from __future__ import annotations

import io
import re
import struct
import subprocess
from collections import defaultdict

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb
from samples import meeting

from koyradesk import layout
from koyradesk.documents import compose_minutes, render_pdf
from koyradesk.documents.blocks import Document, Paragraph, flat
from koyradesk.documents.pdf.faces import FAMILIES, load
from koyradesk.documents.readback import check_text
from koyradesk.layout import Type
from koyradesk.resources import resource

WORDS = (
    "কোন কৌশল র্কো ক্ষুদ্রঋণ স্ত্রী উজ্জ্বল লক্ষ্মী কার্যালয় র‍্যাব র‌্যাব দৃঢ়ীকরণ হৃদ্‌রোগ অর্ঘ্য পূর্বাহ্ণ চাঁদা সাংঘর্ষিক ঊর্ধ্বতন ৳১,২৫,০০০ "
    "উপজেলা নির্বাহী অফিসার End-User AV fi ১০০% (প্রায়) ☎ ✓ №"
)


Outline = list[tuple[str, tuple[tuple[float, float], ...]]]


def outline(font: hb.Font, glyph: int, x: float = 0, y: float = 0) -> Outline:
    """A glyph's pen strokes, moved."""
    found: Outline = []

    def noted(name: str):
        def note(*arguments: float | None) -> None:
            numbers = [one for one in arguments if isinstance(one, float | int)]
            found.append((name, tuple((a + x, b + y) for a, b in zip(numbers[::2], numbers[1::2], strict=True))))

        return note

    pen = hb.DrawFuncs()
    pen.set_move_to_func(noted("move"))
    pen.set_line_to_func(noted("line"))
    pen.set_quadratic_to_func(noted("curve"))
    pen.set_cubic_to_func(noted("cubic"))
    pen.set_close_path_func(noted("close"))
    font.draw_glyph(glyph, pen)
    return found


def shown(data: bytes) -> dict[str, list[Outline]]:
    """The outlines that the first face of a paper has for each text, all as wide as the PDF says."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = defaultdict(list)
        [font] = [one for name, one in pdf.pages[0].Resources.Font.items() if name == "/F0"]
        descendant = font.DescendantFonts[0]
        file = hb.Font(hb.Face(descendant.FontDescriptor.FontFile2.read_bytes()))
        numbers, widths = descendant.CIDToGIDMap.read_bytes(), descendant.W[1]
        for code, text in re.findall(rb"\n<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes()):
            place = int(code, 16)
            glyph = int.from_bytes(numbers[2 * place : 2 * place + 2], "big")
            assert file.get_glyph_h_advance(glyph) * 1000 / file.face.upem == pytest.approx(
                float(widths[place]), abs=0.51
            )
            found[bytes.fromhex(text.decode()).decode("utf-16-be")].append(outline(file, glyph))
        return found


JOINERS = frozenset("\u200c\u200d")


@pytest.mark.parametrize("family", FAMILIES)
def test_each_letter_with_its_signs_has_the_outline_that_harfbuzz_gives_it(family: str) -> None:
    data = render_pdf(Document("পরীক্ষা", (Paragraph(WORDS),), type=Type(font=family)))
    found = shown(data)
    face = load(resource("fonts", FAMILIES[family][0]))
    compared = compounds = 0
    for word in WORDS.split():
        if not all(ord(char) in face.characters or char in "\u200c\u200d" for char in word):
            continue
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        hb.shape(face.hb_font, buffer)
        clusters: dict[int, Outline] = {}
        glyphs: dict[int, int] = {}
        starts: dict[int, int] = {}
        levels: dict[int, int] = {}
        pen = 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            start = starts.setdefault(info.cluster, pen)
            drawn = outline(face.hb_font, info.codepoint, pen - start + place.x_offset, place.y_offset)
            clusters.setdefault(info.cluster, []).extend(drawn)
            glyphs[info.cluster] = glyphs.get(info.cluster, 0) + 1
            levels[info.cluster] = place.y_offset
            pen += place.x_advance
        ends = [*sorted(clusters)[1:], len(word)]
        for (start, wanted), end in zip(sorted(clusters.items()), ends, strict=True):
            alone = next(info.codepoint for info in buffer.glyph_infos if info.cluster == start)
            # A glyph that is moved sideways alone is moved by the TJ array.
            level = glyphs[start] == 1 and levels[start] == 0
            said = word[start:end]
            if not set(said) - JOINERS:
                continue
            # The letter before a joiner that has no other letter says it too.
            after = next((word[end:other] for other in ends if other > end), "")
            said += after if not set(after) - JOINERS else ""
            looks = found[said]
            assert (outline(face.hb_font, alone) if level else wanted) in looks, said
            compared += 1
            compounds += glyphs[start] > 1
    assert compared >= 80
    assert compounds >= 25


def test_every_code_has_a_meaning_and_no_text_is_said_twice() -> None:
    data = render_pdf(compose_minutes(meeting(4), layout.resolve("upazila")))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            codes = re.findall(rb"\n<([0-9A-F]{4})> <([0-9A-F]{4,})>", font.ToUnicode.read_bytes())
            widths = font.DescendantFonts[0].W[1]
            # Code 0 is never shown, nor is 32 (see FaceSet).
            assert {int(code, 16) for code, _ in codes} == {*range(1, len(widths))} - {32}
        for page in pdf.pages:
            spans = re.findall(rb"/ActualText\s*<([0-9A-Fa-f]+)>", page.Contents.read_bytes())
            assert {one.upper() for one in spans} <= {b"FEFF0020"}


def test_the_embedded_font_is_a_sound_file() -> None:
    paper = render_pdf(Document("পরীক্ষা", (Paragraph(WORDS), Paragraph(f"<b>{WORDS}</b>"))))
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        files = [
            one.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes() for one in pdf.pages[0].Resources.Font.values()
        ]
    for data in files:
        count = struct.unpack_from(">H", data, 4)[0]
        tags, total = [], 0
        for index in range(count):
            tag, checksum, start, length = struct.unpack_from(">4s3I", data, 12 + 16 * index)
            table = data[start : start + length]
            assert len(table) == length
            if tag == b"head":
                table = table[:8] + bytes(4) + table[12:]
            padded = table + bytes(-length % 4)
            assert sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF == checksum
            tags.append(tag)
        assert tags == sorted(tags)
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        assert total == 0xB1B0AFBA


def struct_text(data: bytes) -> list[str]:
    """The lines of text that pdfinfo -struct-text reads."""
    run = subprocess.run(["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True)
    return re.findall(r'^ *"(.*)"$', run.stdout.decode(), re.MULTILINE)


@pytest.mark.parametrize("name", layout.names())
def test_poppler_reads_the_structure_as_the_paper_reads(name: str) -> None:
    document = compose_minutes(meeting(6, talk=3), layout.resolve(name))
    read = struct_text(render_pdf(document))
    # A text that runs over a page is read in two parts.
    assert " ".join(" ".join(one.split(" ")) for one in read).replace("  ", " ") == " ".join(document.texts())


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    words = "উপ-পরিচালক " * 40 + "সহ- সভাপতি " * 40
    document = Document("পরীক্ষা", (Paragraph(words),))
    data = render_pdf(document)
    assert " ".join(struct_text(data)).replace("\u00a0", "") == flat(words)


def test_a_thousand_different_letters_with_signs_are_read_back_by_everyone() -> None:
    letters = "কখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহ"
    text = " ".join(f"{one}্{other}{sign}" for one in letters for other in letters[:18] for sign in "াো")
    document = Document("পরীক্ষা", (Paragraph(text),))
    data = render_pdf(document)
    assert check_text(document, data) == 1
    assert " ".join(struct_text(data)) == text
    shown = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    pdf = pypdfium2.PdfDocument(data)
    seen = " ".join(page.get_textpage().get_text_range() for page in pdf)
    # The page's number stands between.
    for read in (shown, seen):
        assert [one for one in read.split() if one in set(text.split())] == text.split()

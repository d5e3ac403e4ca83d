"""Papers are PDF/A-2a as far as it can be checked, have bookmarks, and say what they are. The checker can say no."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace

import golden_papers
import pdfa_rules
import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, String
from PIL import Image, ImageChops, ImageCms
from samples import meeting

from koyradesk import layout
from koyradesk.documents import compose_attendance, compose_minutes, render_pdf
from koyradesk.documents.blocks import Cell, Column, Document, Fact, Facts, Logo, Paragraph, Photos, Picture, Table
from koyradesk.documents.pdf.archive import srgb
from koyradesk.documents.readback import check_text
from koyradesk.layout import Page
from koyradesk.model import Meeting


def photo(kind: str = "JPEG", mode: str = "RGB") -> Picture:
    stream = io.BytesIO()
    Image.new(mode, (80, 60)).save(stream, kind)
    return Picture(stream.getvalue(), 80, 60)


def stored(items: int) -> Meeting:
    """A meeting as the store gives it: every part has its id."""
    held = meeting(items, talk=3)
    named = [replace(item, id=f"item.{place}", topic=f"বিষয় {place}") for place, item in enumerate(held.items)]
    return replace(held, id="meeting", items=tuple(named))


PHOTOS = Document(
    "ছবি ও লেখা & আরও <১>",
    (
        Logo(photo("PNG", "RGBA"), 18),
        Paragraph("প্রতিবেদন", role="H1"),
        Paragraph("ক‎খ গ‏ঘ \u061cচ ✔\ufe0f \u200b \u2060 \ufeff \u00ad ছ ☎ № ৳ ৫০ র‍্যাব"),
        Photos(((photo(), "ক্যাপশন"), (photo(mode="L"), ""))),
        Table((Column("ক", 1), Column("", 2)), ((Cell(), Cell(("খ", "গ"))), (Cell(("ঘ",)), Cell()))),
        Facts((Fact("তারিখ", ("১",)), Fact("", ("২", "৩")))),
    ),
    page=Page(landscape=True),
    draft="খসড়া",
)
PAPERS = {
    **{name: compose_minutes(meeting(6, talk=3), layout.resolve(name)) for name in layout.names()},
    "the sign-sheet": compose_attendance(meeting(), layout.resolve("upazila")),
    "a draft with bookmarks": compose_minutes(stored(20), layout.resolve("upazila"), draft=True),
    "photos": PHOTOS,
    "a paragraph of 40,000 letters": Document("দীর্ঘ", (Paragraph("কথা " * 10_000),)),
    "a title of 40,000 letters": Document("কথা " * 10_000, (Paragraph("কথা"),)),
    "a title with what XML cannot hold": Document("ক\x00\x1b\ufffe খ", (Paragraph("কথা"),)),
    "nothing": Document("", ()),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_holds_to_the_rules_of_archives(name: str) -> None:
    data = render_pdf(PAPERS[name])
    assert pdfa_rules.broken(data) == []
    assert check_text(PAPERS[name], data) == len(PAPERS[name].texts())


def structured(data: bytes) -> str:
    """All that pdfinfo reads by the structure, in its order."""
    shown = subprocess.run(["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True)
    return " ".join(" ".join(re.findall(r'^ *"(.*)"$', shown.stdout.decode(), re.MULTILINE)).split(" "))


@pytest.mark.parametrize("one", [one for one in golden_papers.PAPERS if one.case == "usual"], ids=str)
def test_every_kind_in_every_layout_reads_by_its_structure_as_it_reads(one: golden_papers.Golden) -> None:
    document, made = golden_papers.rendered(one)
    read = re.sub(" +", " ", structured(made.pdf))
    # A hyphen at the end of a line goes on with a no-break blank.
    assert re.sub("-[\u00a0 ]*", "-", read) == re.sub("-[\u00a0 ]*", "-", " ".join(document.texts()))


def changed(change: Callable[[pikepdf.Pdf], object], **options: object) -> bytes:
    with pikepdf.open(io.BytesIO(render_pdf(PHOTOS))) as pdf:
        change(pdf)
        stream = io.BytesIO()
        pdf.save(stream, **options)
    return stream.getvalue()


def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].Resources.Font["/F0"]


def element(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(one for one in pdfa_rules.document_order(pdf) if str(one.S) == f"/{kind}")


def rewritten(pdf: pikepdf.Pdf, old: bytes, new: bytes, where: str = "Contents") -> None:
    stream = pdf.pages[0].Contents if where == "Contents" else pdf.Root.Metadata
    data = stream.read_bytes()
    assert old in data
    stream.write(data.replace(old, new, 1))


def wider(pdf: pikepdf.Pdf) -> None:
    font(pdf).DescendantFonts[0].W[1][3] += 5


def meaningless(pdf: pikepdf.Pdf) -> None:
    rows = font(pdf).ToUnicode.read_bytes()
    font(pdf).ToUnicode.write(re.sub(rb"<0005> <[0-9A-F]+>\n", b"", rows))


def private(pdf: pikepdf.Pdf) -> None:
    font(pdf).ToUnicode.write(re.sub(rb"<0005> <[0-9A-F]+>", b"<0005> <E001>", font(pdf).ToUnicode.read_bytes()))


BREAKS: dict[str, tuple[Callable[[pikepdf.Pdf], object], str]] = {
    "no intent": (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "r6_2_3"),
    "no metadata": (lambda pdf: pdf.Root.__delitem__("/Metadata"), "r6_6"),
    "another title": (lambda pdf: pdf.trailer.Info.__setitem__("/Title", "অন্য"), "r6_6"),
    "an author of one": (lambda pdf: pdf.trailer.Info.__setitem__("/Author", "কেউ"), "r6_6"),
    "another level": (lambda pdf: rewritten(pdf, b"nce>A", b"nce>Z", "Metadata"), "r6_6"),
    "not marked": (lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False), "r6_7"),
    "no language": (lambda pdf: pdf.Root.__delitem__("/Lang"), "r6_7"),
    "no description": (lambda pdf: element(pdf, "Figure").__delitem__("/Alt"), "r6_7"),
    "a strange tag": (lambda pdf: element(pdf, "P").__setitem__("/S", Name.Letter), "r6_7"),
    "a row in a list": (lambda pdf: element(pdf, "TR").__setitem__("/S", Name.LI), "r6_7"),
    "a heading of nothing": (lambda pdf: element(pdf, "TH").__delitem__("/A"), "r6_7"),
    "a heading skipped": (lambda pdf: element(pdf, "H1").__setitem__("/S", Name.H3), "r6_7"),
    "an unknown mark": (lambda pdf: rewritten(pdf, b"/MCID 1>>", b"/MCID 99>>"), "r6_7"),
    "drawn outside": (lambda pdf: pdf.pages[0].contents_add(b"0 0 m 9 9 l S"), "r6_7"),
    "an action": (lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.GoTo)), "r6_3"),
    "a script": (lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary())), "r6_3"),
    "a group": (lambda pdf: pdf.pages[0].obj.__setitem__("/Group", Dictionary(S=Name.Transparency)), "r6_2_5"),
    "press colours": (lambda pdf: rewritten(pdf, b"0 G", b"0 0 0 1 K"), "r6_2_2"),
    "a width": (wider, "r6_2_11"),
    "no meaning": (meaningless, "r6_2_11"),
    "a private meaning": (private, "r6_2_11"),
    "not embedded": (lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"), "r6_2_11"),
    "a long string": (lambda pdf: element(pdf, "P").__setitem__("/ActualText", String("ক" * 20_000)), "r6_1_12"),
    "a smoothed image": (lambda pdf: pdf.pages[0].Resources.XObject["/I0"].__setitem__("/Interpolate", True), "r6_2_8"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_checker_sees_what_breaks_a_rule(name: str) -> None:
    change, wanted = BREAKS[name]
    found = pdfa_rules.broken(changed(change))
    assert found
    assert {one.startswith(wanted) for one in found} == {True}, found


def test_the_checker_reads_the_file_itself_too() -> None:
    good = render_pdf(PHOTOS)
    assert pdfa_rules.broken(changed(lambda pdf: None)) == []
    assert pdfa_rules.broken(b"\n" + good)
    assert pdfa_rules.broken(good + b"\nmore\n")
    locked = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="ক"))
    assert any("encrypted" in one for one in pdfa_rules.broken(locked))


def test_colours_are_those_of_a_screen() -> None:
    """Our profile and the one that Pillow brings mean the same colours."""
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    theirs = ImageCms.createProfile("sRGB")
    strip = Image.new("RGB", (256, 4))
    for level in range(256):
        colours = [(level, level, level), (level, 0, 255 - level), (0, level, level // 2), (255, level, 90)]
        for row, colour in enumerate(colours):
            strip.putpixel((level, row), colour)
    lab = ImageCms.createProfile("LAB")
    one, other = (ImageCms.profileToProfile(strip, profile, lab, outputMode="LAB") for profile in (ours, theirs))
    assert one is not None
    assert other is not None
    for a, b in zip(one.split(), other.split(), strict=True):
        # The signed channels wrap around at nothing.
        assert max(min(level, 256 - level) for level in set(ImageChops.subtract_modulo(a, b).tobytes())) <= 1


def told(data: bytes) -> str:
    return subprocess.run(["pdfinfo", "-"], input=data, capture_output=True, check=True).stdout.decode()


def test_other_programs_are_told_what_the_paper_is() -> None:
    data = render_pdf(PHOTOS)
    shown = told(data)
    assert re.search(r"Title: +ছবি ও লেখা & আরও <১>\n", shown)
    assert re.search(r"Tagged: +yes", shown)
    assert re.search(r"Page size: +841.89 x 595.27", shown)
    subtype = subprocess.run(["pdfinfo", "-meta", "-"], input=data, capture_output=True, check=True).stdout.decode()
    assert "<pdfaid:part>2</pdfaid:part>" in subtype
    pdf = pypdfium2.PdfDocument(data)
    assert pdf.get_metadata_value("Title") == "ছবি ও লেখা & আরও <১>"


def bookmarks(data: bytes) -> list[tuple[int, str, int, float]]:
    """Level, title, page and height of every bookmark, as pdfium reads them."""
    pdf = pypdfium2.PdfDocument(data)
    found = []
    for one in pdf.get_toc():
        place = one.get_dest()
        found.append((one.level, one.get_title(), place.get_index(), place.get_view()[1][1]))
    pdf.close()
    return found


def test_headings_are_bookmarks_and_on_a_long_paper_what_is_on_the_agenda() -> None:
    held = stored(20)
    data = render_pdf(compose_minutes(held, layout.resolve("upazila")))
    (level, title, page, _), *items = bookmarks(data)
    assert (level, title, page) == (0, held.title, 0)
    assert [title for _, title, _, _ in items] == [f"{item.serial} {item.topic}".strip() for item in held.items]
    assert {level for level, _, _, _ in items} == {1}
    places = [(page, -top) for _, _, page, top in items]
    assert places == sorted(places)
    assert items[-1][2] >= 2
    texts = pypdfium2.PdfDocument(data)
    for _, title, page, top in items:  # what it leads to begins there
        area = texts[page].get_textpage().get_text_bounded(0, top - 30, 600, top + 2)
        assert title.split()[-2] in area


def test_a_short_paper_has_its_headings_alone_and_no_paper_a_bookmark_of_a_page_of_words() -> None:
    assert len(bookmarks(render_pdf(compose_minutes(stored(2), layout.resolve("upazila"))))) == 1
    long = Document("ক", (Paragraph("শিরোনাম " * 30, role="H1"), Paragraph("উপশিরোনাম", role="H2"), Paragraph("কথা")))
    (_, title, _, _), (level, second, _, _) = bookmarks(render_pdf(long))
    assert len(title) <= 92
    assert title.endswith("শিরোনাম …")
    assert (level, second) == (1, "উপশিরোনাম")
    alone = Document("ক", (Paragraph("উপশিরোনাম", role="H2"), Paragraph("প্রধান", role="H1")))
    assert [level for level, _, _, _ in bookmarks(render_pdf(alone))] == [0, 0]
    assert bookmarks(render_pdf(Document("ক", (Paragraph("কথা"),)))) == []

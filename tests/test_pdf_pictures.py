"""Pictures on a paper, read from real files by pikepdf, poppler and pdfium."""

from __future__ import annotations

import io
import subprocess
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from koyradesk.documents import render_pdf, render_text
from koyradesk.documents.blocks import Document, Logo, Paragraph, Photos, Picture
from koyradesk.documents.pdf import render
from koyradesk.documents.readback import check_text
from koyradesk.documents.texts import sourced
from koyradesk.layout import Page
from koyradesk.model import Ref

CAPTION = "ইউনিয়ন ডিজিটাল সেন্টারের নতুন কম্পিউটার কক্ষ, ১২ নভেম্বর ২০২৬"


def picture(
    width: int, height: int, colour: str = "red", kind: str = "JPEG", alt: str = "", mode: str = "RGB"
) -> Picture:
    stream = io.BytesIO()
    Image.new(mode, (width, height), colour).save(stream, kind)
    return Picture(stream.getvalue(), width, height, alt)


LAND, UPRIGHT, WIDE = picture(800, 600), picture(600, 800, "green"), picture(1500, 300, "blue")


def figures(data: bytes) -> list[tuple[str, list[float]]]:
    """What each figure is said to show, and where it is said to stand."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = []

        def walk(element: pikepdf.Object) -> None:
            if str(element.S) == "/Figure":
                assert element.A.O == "/Layout"
                assert element.A.Placement == "/Block"
                found.append((str(element.Alt), [float(edge) for edge in element.A.BBox]))
                assert "/ActualText" not in element
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    walk(kid)

        walk(pdf.Root.StructTreeRoot.K)
        return found


def drawn(data: bytes) -> list[list[tuple[float, ...]]]:
    """The edges of each image on each page, as pdfium sees them."""
    pdf = pypdfium2.PdfDocument(data)
    found = [[one.get_bounds() for one in page.get_objects((pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))] for page in pdf]
    pdf.close()
    return found


@pytest.mark.parametrize("landscape", [False, True])
def test_a_grid_of_photos_has_rows_of_one_height_and_even_gutters_and_nothing_is_cropped(landscape: bool) -> None:
    shown = [LAND, LAND, UPRIGHT, LAND, WIDE, UPRIGHT, LAND]
    document = Document("ছবি", (Photos(tuple((one, CAPTION) for one in shown)),), page=Page(landscape=landscape))
    data = render_pdf(document)
    assert check_text(document, data) == len(shown)
    edges = [box for page in drawn(data) for box in page]
    assert len(edges) == len(shown)
    for (left, bottom, right, top), one in zip(edges, shown, strict=True):
        assert (right - left) / (top - bottom) == pytest.approx(one.width / one.height, rel=0.01)
    for first in range(0, len(edges) - 1, 2):
        one, other = edges[first : first + 2]
        assert (one[1], one[3]) == pytest.approx((other[1], other[3]), abs=0.02)
    for one, other in (edges[:2], edges[2:4]):  # both fill their cells
        assert other[0] - one[2] == pytest.approx(11, abs=0.02)
    assert [box for _, box in figures(data)] == [pytest.approx(box, abs=0.02) for box in edges]


def test_a_row_of_photos_and_its_captions_stay_together() -> None:
    lines = tuple(Paragraph("কথা " * 12) for _ in range(30))
    photos = Photos(((LAND, CAPTION * 3), (LAND, "ছোট")))
    for above in range(0, 30, 3):
        data = render_pdf(Document("ছবি", (*lines[:above], photos, Paragraph("শেষ"))))
        pages = drawn(data)
        [page] = [number for number, boxes in enumerate(pages) if boxes]
        assert len(pages[page]) == 2
        text = subprocess.run(
            ["pdftotext", "-f", str(page + 1), "-l", str(page + 1), "-", "-"],
            input=data,
            capture_output=True,
            check=True,
        ).stdout.decode()
        assert text.count("সেন্টারের") == 3
        assert "ছোট" in text


def test_what_a_picture_shows_is_said_by_its_description_its_caption_or_a_sentence() -> None:
    told = picture(80, 60, alt="নতুন কক্ষ")
    data = render_pdf(
        Document("ছবি", (Logo(LAND, 18), Photos(((told, CAPTION), (LAND, f"<b>{CAPTION}</b>"), (LAND, "")))))
    )
    assert [alt for alt, _ in figures(data)] == [
        "কার্যালয়ের লোগো",
        "নতুন কক্ষ",
        CAPTION,
        "৩ নম্বর আলোকচিত্র (বিবরণ দেওয়া হয়নি)",
    ]


def test_a_logo_stands_in_the_middle_and_is_as_high_as_asked_where_there_is_room() -> None:
    page = Page()
    for one, height in ((LAND, 18.0), (WIDE, 18.0), (picture(4000, 50), 18.0), (UPRIGHT, 900.0)):
        data = render_pdf(Document("ছবি", (Logo(one, height), Paragraph("সরকার", align="center"))))
        [[(left, bottom, right, top)]] = drawn(data)
        assert (left + right) / 2 == pytest.approx((page.left + 210 - page.right) * 36 / 25.4, abs=0.1)
        assert top - bottom <= min(height * 72 / 25.4, 0.5 * 842) + 0.01
        assert (right - left) / (top - bottom) == pytest.approx(one.width / one.height, rel=0.01)
        if one is LAND:
            assert top - bottom == pytest.approx(18 * 72 / 25.4, abs=0.01)


def test_a_jpeg_is_kept_byte_for_byte_and_once_and_another_picture_dot_for_dot_on_white() -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 255, 0))
    clear.paste((10, 20, 30, 255), (0, 0, 20, 30))
    stream = io.BytesIO()
    clear.save(stream, "PNG")
    logo = Picture(stream.getvalue(), 40, 30)
    grey, press = picture(40, 30, "white", mode="L"), picture(40, 30, "white", mode="CMYK")
    again = Picture(bytes(bytearray(LAND.data)), 800, 600, "same")
    data = render_pdf(
        Document("ছবি", (Logo(logo, 9), Photos(tuple((one, "") for one in (LAND, grey, again, press, LAND)))))
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        images = [one for page in pdf.pages[:1] for one in page.Resources.XObject.values()]
        assert len(images) == 4
        jpegs = [one for one in images if one.Filter == "/DCTDecode"]
        assert {one.read_raw_bytes() for one in jpegs} == {LAND.data, grey.data}
        assert {str(one.ColorSpace) for one in jpegs} == {"/DeviceRGB", "/DeviceGray"}
        [dots] = [one for one in images if one.Filter != "/DCTDecode" and one.Width == 40 and one.read_bytes()[0] == 10]
        assert dots.read_bytes() == (bytes((10, 20, 30)) * 20 + b"\xff" * 60) * 30
        assert all("/SMask" not in one and one.BitsPerComponent == 8 for one in images)


def test_a_page_with_photos_leads_to_the_captions() -> None:
    caption = sourced(CAPTION, "a.b.c", "note")
    made = render(Document("ছবি", (Paragraph("কথা"), Photos(((LAND, caption), (LAND, ""))))))
    [[box, _]] = drawn(made.pdf)
    height = 841.89
    [photo, other] = [one for one in made.places if not one.text]
    assert photo.source == Ref("a.b.c", "note")
    assert other.source is None
    assert (photo.x0, height - photo.y1, photo.x1, height - photo.y0) == pytest.approx(box, abs=0.02)
    assert (photo.start, photo.caret(photo.x1)) == (0, 0)
    below = [one for one in made.places if one.text and one.source == photo.source]
    assert " ".join(one.text for one in below) == CAPTION
    assert all(one.y0 >= photo.y1 for one in below)


def test_another_picture_is_another_look() -> None:
    papers = [
        Document("ছবি", (Photos(((one, CAPTION),)),))
        for one in (LAND, picture(800, 600), picture(800, 600, "green"), UPRIGHT)
    ]
    looks = [render(paper).looks for paper in papers]
    assert looks[0] == looks[1]
    assert all(one != other for one, other in pairwise(looks[1:]))


def test_a_paper_with_photos_is_the_same_bytes_every_time() -> None:
    document = Document("ছবি", (Logo(UPRIGHT, 20), Photos(((LAND, CAPTION), (WIDE, "")), 3)))
    assert render_pdf(document) == render_pdf(document)
    assert CAPTION in render_text(document)

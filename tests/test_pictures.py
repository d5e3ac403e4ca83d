"""Pictures of papers for sending: readable, grey, small."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from samples import meeting

from koyradesk import layout, pictures
from koyradesk.documents import compose_minutes, render_pdf

PDF = render_pdf(compose_minutes(meeting(9, talk=2), layout.resolve("upazila"), draft=True))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_every_page_is_a_picture_small_enough_to_send() -> None:
    made = [opened(data) for data in pictures.pngs(PDF)]
    assert len(made) == pictures.count(PDF) >= 3
    assert {picture.size for picture in made} == {(1241, 1754)}
    assert all(len(data) < pictures.MOST / 2 for data in pictures.pngs(PDF))


def test_a_picture_shows_the_page_in_even_greys() -> None:
    picture = opened(pictures.png(PDF, 0))
    assert picture.format == "PNG"
    shown = picture.convert("RGB")
    red, green, blue = shown.split()
    assert not ImageChops.difference(red, green).getbbox()
    assert not ImageChops.difference(red, blue).getbbox()
    with pypdfium2.PdfDocument(PDF) as document:
        page = document[0]
        whole = page.render(scale=150 / 72, grayscale=True).to_pil()
        off = ImageChops.difference(red, whole)
        page.close()
    # No dot is further from the page than half a shade; paper stays white, ink black.
    assert off.getextrema()[1] <= 9
    assert red.getextrema() == (0, 255)
    assert ImageStat.Stat(red).mean[0] > 220


def test_the_size_can_be_chosen() -> None:
    assert opened(pictures.png(PDF, 1, dpi=72)).size == (596, 842)


def test_what_would_be_too_large_becomes_coarser() -> None:
    stream = io.BytesIO()
    Image.effect_noise((1654, 2339), 120).save(stream, "PDF", resolution=200)
    [data] = pictures.pngs(stream.getvalue())
    fine = pictures.png(stream.getvalue(), 0)
    assert len(data) < len(fine) > pictures.MOST
    assert opened(data).width < opened(fine).width


@pytest.mark.parametrize(("page", "wanted"), [(0, "কাগজ.১.png"), (1, "কাগজ.১-2.png"), (11, "কাগজ.১-12.png")])
def test_pages_have_names_in_order(page: int, wanted: str) -> None:
    assert pictures.name(Path("ফোল্ডার", "কাগজ.১.png"), page) == Path("ফোল্ডার", wanted)

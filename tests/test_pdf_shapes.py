"""Every word of every kind of paper is drawn as HarfBuzz shapes it: no difference, no dotted circle."""

from __future__ import annotations

import pytest
from every_kind import KINDS, paper
from glyph_runs import differs, shaped, shown
from samples import meeting

from koyradesk import layout
from koyradesk.documents import compose_minutes, render_pdf
from koyradesk.documents.blocks import Document, Paragraph
from koyradesk.documents.pdf.words import FaceSet
from koyradesk.layout import Type

DOTTED_CIRCLE = 0x25CC
HARD = (
    "ক্ষুদ্রঋণ স্ত্রী উজ্জ্বল লক্ষ্মী কার্যালয় র‍্যাব র‌্যাব দৃঢ়ীকরণ হৃদ্‌রোগ অর্ঘ্য পূর্বাহ্ণ চাঁদা সাংঘর্ষিক ঊর্ধ্বতন কোন কৌশল র্কো ৳১,২৫,০০০ "
    "(১০০%) End-User AVATAR office ☎ ০১৭ ✓ № ৫ উৎকর্ষ দুঃখ ব্রাহ্মণ জ্ঞান বিজ্ঞপ্তি ক্রমপুঞ্জিভূত স্বাস্থ্য শ্রুতলিপি হৃৎপিণ্ড ঐক্য ঔষধ ঈদ ঋতু"
)


def compared(document: Document, data: bytes) -> int:
    """How many different words were compared, all equal."""
    faces = FaceSet(document.type.font)
    seen: set[tuple[int, str]] = set()
    for one in shown(data):
        text = one.text.replace("\u00a0", "")
        if (one.face, text) in seen:
            continue
        seen.add((one.face, text))
        wanted, glyphs = shaped(faces, one.face, text)
        assert not differs(one.drawn, wanted), text
        assert 0 not in glyphs, text
        assert faces.faces[one.face].hb_font.get_nominal_glyph(DOTTED_CIRCLE) not in glyphs, text
    return len(seen)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_paper(kind: str) -> None:
    document = paper(kind, layout.resolve("upazila"))
    assert compared(document, render_pdf(document)) >= 20


@pytest.mark.parametrize("name", layout.names())
def test_minutes_in_every_layout(name: str) -> None:
    document = compose_minutes(meeting(5), layout.resolve(name), draft=True)
    assert compared(document, render_pdf(document)) > 80


@pytest.mark.parametrize("family", ["Noto Serif Bengali", "Noto Sans Bengali"])
def test_hard_words_in_both_faces(family: str) -> None:
    document = Document("পরীক্ষা", (Paragraph(HARD), Paragraph(f"<b>{HARD}</b>")), type=Type(font=family))
    assert compared(document, render_pdf(document)) >= 70


def test_the_comparison_sees_a_sign_that_is_moved() -> None:
    document = Document("পরীক্ষা", (Paragraph("কিছু কথা"),))
    [first, *_] = shown(render_pdf(document))
    wanted, _ = shaped(FaceSet(document.type.font), 0, first.text)
    assert not differs(first.drawn, wanted)
    name, points = wanted[-2]
    moved = [*wanted[:-2], (name, tuple((x + 2, y) for x, y in points)), wanted[-1]]
    assert differs(first.drawn, moved)
    other, _ = shaped(FaceSet(document.type.font), 0, "কিছ")
    assert differs(first.drawn, other)

"""Papers nobody would write, but somebody will: every word is there, inside the margins, none upon another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from samples import meeting

from koyradesk import layout, model
from koyradesk.documents import Document, compose_attendance, compose_minutes, render_pdf
from koyradesk.documents.blocks import Fact, Facts, MemoLine, Paragraph, Table, flat
from koyradesk.documents.pdf import _set
from koyradesk.documents.pdf.flow import Placed
from koyradesk.documents.pdf.words import FaceSet
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.model import (
    AgendaItem,
    Assignment,
    Decision,
    Distribution,
    Letterhead,
    Meeting,
    Memo,
    Person,
    Recipient,
    Signature,
)

POINTS = 72 / 25.4
#: Ink may reach this far, in points, over the box its letters are counted in.
SLACK = 2.5


def outside(document: Document, data: bytes) -> list[tuple[int, list[int]]]:
    """What pdfium sees over a margin; page numbers may stand in the lower one, the draft mark anywhere on the paper."""
    page = document.page
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number, sheet in enumerate(pdf):
            width, height = sheet.get_size()
            for drawn in sheet.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH)):
                left, low, right, high = drawn.get_bounds()
                paper = (left, width - right, low, height - high)
                mark = drawn.get_matrix().b != 0 or high < page.bottom * POINTS
                margins = (0, 0, 0, 0) if mark else (page.left, page.right, page.bottom, page.top)
                room = [side - margin * POINTS for side, margin in zip(paper, margins, strict=True)]
                if min(room) < (0 if mark else -SLACK):
                    found.append((number, [round(side) for side in room]))
    return found


def boxes(placed: list[Placed]) -> Iterator[tuple[float, float, float, float, str]]:
    """Left, top, right and bottom of each line of a page, in points from the corner of the text area."""
    for one in placed:
        for draw in one.slab.draws:
            base = one.y + draw.base
            right = draw.x + (draw.measure or draw.line.width)
            words = " ".join(piece.text for piece in draw.line.pieces)
            if one.slab.row:
                edges = one.slab.row.grid.edges
                assert edges[draw.cell] - 0.1 < draw.x <= right < edges[draw.cell + 1] + 0.1, words
            yield draw.x, base - 0.7 * draw.size, right, base + 0.15 * draw.size, words


def collisions(document: Document) -> list[tuple[str, str]]:
    found = []
    _, pages, _ = _set(document, FaceSet(document.type.font))
    for placed in pages:
        lines = sorted(boxes(placed), key=lambda box: box[1])
        for place, one in enumerate(lines):
            for other in lines[place + 1 :]:
                if other[1] >= one[3]:
                    break
                if min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - other[1] > 0.5:
                    found.append((one[4], other[4]))
    return found


def sound(document: Document) -> bytes:
    """The paper, when it is what it should be."""
    data = render_pdf(document)
    assert check_text(document, data) == len(document.texts())
    assert outside(document, data) == []
    assert collisions(document) == []
    return data


def look(**different: Any) -> layout.Layout:
    return layout.resolve({"base": "upazila", **different})


HELD = meeting(3)
SENTENCE = "সভায় বিস্তারিত আলোচনা করা হয় এবং সকল দপ্তরকে জানানো হয় যে, "


def first(**changed: Any) -> Meeting:
    return replace(HELD, items=(replace(HELD.items[0], **changed), *HELD.items[1:]))


def memo(**changed: Any) -> Meeting:
    return replace(HELD, memos=(replace(HELD.memos[0], **changed),))


@pytest.mark.parametrize(
    "held",
    {
        "marks that do not close": first(discussion="<b>ক <u>খ</b> গ</u> </b></u> <b></b><u> </u> <b>শেষ"),
        "unseen marks from the web": first(
            discussion="ক\u200eখ গ\u200fঘ \u061cচ ✔\ufe0f \u200b \u2060 \ufeff \u00ad ছ"
        ),
        "blanks of every kind": first(discussion="ক\u3000খ\u202fগ\u205fঘ\u1680ঙ\u2003চ\u2028ছ\u2029জ\u00a0\u00a0ঝ"),
        "nothing but fixed blanks": first(topic="\u00a0\u00a0", discussion="\u00a0 \u200b"),
        "looks that change before the last word of a line": first(
            discussion="<b>ক</b>খ\nগ<u>ঘ</u>ঙ\nচ <b> </b>\n ছ<b>জ</b>\n"
        ),
        "a flood of joiners": first(
            discussion="ক" + "\u200d" * 3000 + " খ" + "\u200c" * 3000 + " \u200d গ্\u200d\u200dষ"
        ),
        "a flood of fixed blanks": first(discussion="ক" + "\u00a0" * 400 + "\u00a0".join(["কমিটি"] * 60)),
        "a cell of 200 kB": first(discussion=SENTENCE * 1200),
        "a decision of three pages": first(decisions=(Decision("১।", SENTENCE * 60),)),
        "sixty implementers": first(
            implementers=tuple(Assignment(f"{number}।", "উপজেলা কৃষি অফিসার, শালবন") for number in range(60))
        ),
        "an address in a narrow column": first(implementers=(Assignment("১।", "https://a.example/" + "a1b2/" * 56),)),
        "looks that change in a long word": first(topic="স্ত্রী" * 20 + "<b>" + "ক" * 40 + "</b>" + "খ" * 40),
        "nothing in anything": Meeting(
            opening=(model.Paragraph(""), model.Paragraph(" ")),
            items=(AgendaItem(), AgendaItem()),
            signatures=(Signature(), Signature()),
            memos=(Memo(),),
            distribution=Distribution("", (Recipient(), Recipient())),
        ),
        "no items": replace(HELD, items=()),
        "long names": replace(
            HELD,
            signatures=(replace(HELD.signatures[0], name="আবু " * 22), *HELD.signatures[1:]),
            chair=Person("মোহাম্মদ" * 11, "উপজেলা নির্বাহী অফিসার " * 5),
        ),
        "four hundred recipients": meeting(3, recipients=400),
        "a long title": replace(HELD, title=f"{HELD.title} " * 4),
        "nine lines of letterhead": replace(
            HELD, office=Letterhead(tuple("দপ্তর " * 3 * number for number in range(9)), "www." + "x" * 200)
        ),
        "a number of 200 characters": memo(number="০৫.৪৪.০০০০.০০০.০৬." * 11),
        "long dates": memo(number="০৫ ৪৪.০০০০." * 8, date_text="আটাশে নভেম্বর ২০২৬ " * 7, bangla_date="১৩ অগ্রহায়ণ " * 9),
        **{f"a number of {length}": memo(number="০" * length) for length in range(34, 58, 4)},
    }.items(),
    ids=lambda case: case[0],
)
def test_any_meeting_is_set_inside_its_margins(held: tuple[str, Meeting]) -> None:
    sound(compose_minutes(held[1], look(), draft=True))


LABELS = [
    {"label": "সভার তারিখ ও সময় এবং স্থানের বিবরণ সম্পর্কিত তথ্য ও অন্যান্য বিষয়াদি " * 2, "show": "date"},
    {"label": "স", "show": "place"},
    {"label": " ", "show": "time"},
    {"label": "<b></b>", "show": "attendance_note"},
    {"label": "", "show": "chair"},
]


@pytest.mark.parametrize(
    "different",
    [
        {"facts": {"rows": LABELS}},
        {"facts": {"rows": LABELS, "style": "table"}},
        {"facts": {"rows": LABELS, "separator": ""}},
        {"facts": {"rows": LABELS, "separator": "নিম্নে তা উল্লেখ করা হলো "}},
        {"facts": {"separator": "যা বলা হলো " * 20}},
        {"facts": {"rows": [], "style": "table"}},
        {"memo": {"number_label": "স্মারক নম্বর " * 20, "date_label": "তারিখ " * 40}},
        {"memo": {"number_label": "", "date_label": ""}},
        {"memo": {"date_label": "তারিখ " * 12, "dates": "one"}},
        {"page": {"left": 60, "right": 60}},
        {"page": {"top": 100, "bottom": 100}},
        {"page": {"left": 5, "right": 5, "top": 5, "bottom": 5, "size": "Legal"}},
        {"page": {"number": "পৃষ্ঠা {page}/{pages} " * 20}, "draft_mark": "অনুমোদনের জন্য খসড়া কার্যবিবরণী"},
        {"type": {"size": 30, "leading": 3, "table_size": 5, "table_leading": 1.1}},
        {"signature": {"name": "নাম:\n{}\n(স্বাক্ষর)"}},
        {"table": {"columns": [{"heading": "", "parts": []}, {"heading": "আলোচনা", "parts": ["topic", "discussion"]}]}},
        {"table": {"columns": [{"heading": "ক্রমিক " * 400, "parts": ["topic", "discussion"]}]}},
    ],
)
def test_any_layout_sets_every_paper_inside_its_margins(different: dict[str, Any]) -> None:
    held = replace(HELD, items=tuple(replace(one, discussion=one.discussion * 6) for one in HELD.items))
    for compose in (compose_minutes, compose_attendance):
        sound(compose(held, look(**different), draft=True))


@pytest.mark.parametrize(
    "different",
    [{"page": {"left": 100, "right": 100}}, {"type": {"size": 40, "table_size": 40}}, {"type": {"table_size": 72}}],
)
def test_a_column_narrower_than_a_letter_is_refused(different: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="too narrow"):
        render_pdf(compose_minutes(HELD, look(**different)))


def test_a_line_higher_than_its_page_is_refused() -> None:
    high = look(page={"top": 100, "bottom": 100}, type={"size": 72, "leading": 3})
    dates = MemoLine("", "", ("১", "২"))
    with pytest.raises(UserError, match="higher than its page"):
        render_pdf(Document("পরীক্ষা", (dates,), high.page, high.type))


def test_a_refused_word_is_quoted_short() -> None:
    with pytest.raises(UserError) as refusal:
        render_pdf(Document("পরীক্ষা", (Paragraph("ক" * 9000 + "漢"),)))
    assert refusal.value.parts["char"] == "漢"
    assert len(refusal.value.parts["word"]) <= 40


def test_a_paper_that_says_nothing_is_an_empty_page() -> None:
    document = Document("পরীক্ষা", (Paragraph(" "),))
    assert check_text(document, render_pdf(document)) == 0


def lines_of(document: Document) -> list[tuple[float, float, str]]:
    """Left edge, top and words of each line of the first page."""
    _, pages, _ = _set(document, FaceSet(document.type.font))
    return [(left, top, words) for left, top, _, _, words in boxes(pages[0])]


def test_an_address_is_broken_at_its_joints() -> None:
    address = "https://office.example/" + "/".join(["আবেদন-ফরম"] * 12)
    document = compose_minutes(first(implementers=(Assignment("", address),)), look())
    broken = [words for _, _, words in lines_of(document) if "আবেদন" in words]
    assert len(broken) > 1
    assert all(words.endswith(("/", "-")) for words in broken[:-1])


def test_centered_lines_are_about_equally_long() -> None:
    text = "শালবন উপজেলা পরিষদের নির্বাহী কর্মকর্তা ও সদস্যদের উপস্থিতিতে অনুষ্ঠিত সভার সংক্ষিপ্ত বিবরণী"
    document = Document("পরীক্ষা", (Paragraph(text, align="center", bold=True),), type=replace(look().type, size=14))
    _, (placed,), _ = _set(document, FaceSet(document.type.font))
    widths = [draw.line.width for one in placed for draw in one.slab.draws]
    assert len(widths) == 2
    assert min(widths) > 0.7 * max(widths)


def test_a_value_begins_beside_the_end_of_its_label() -> None:
    facts = Facts((Fact("সভার তারিখ ও সময় এবং স্থানের বিবরণ সম্পর্কিত তথ্য ও অন্যান্য", ("২৫ নভেম্বর", "সোমবার")),))
    found = lines_of(Document("পরীক্ষা", (facts,)))
    label = [top for _, top, words in found if words.startswith(("সভার", "অন্যান্য"))]
    value = next(top for _, top, words in found if words == flat("২৫ নভেম্বর"))
    separator = next(top for _, top, words in found if words == ":")
    assert len(label) >= 1
    assert value == separator == sorted({top for _, top, _ in found})[-2] > min(label)


def test_a_heading_as_high_as_its_page_is_not_repeated() -> None:
    table = next(block for block in compose_minutes(HELD, look()).blocks if isinstance(block, Table))
    tall = replace(
        table, columns=(replace(table.columns[0], heading="ক্রমিক " * 120), *table.columns[1:]), rows=table.rows * 9
    )
    _, pages, _ = _set(Document("পরীক্ষা", (tall,)), FaceSet("Noto Serif Bengali"))
    assert len(pages) > 2
    assert not any(one.repeat for placed in pages for one in placed)


@pytest.mark.parametrize("step", range(12))
def test_a_hyphen_with_a_fixed_blank_may_fall_on_the_end_of_a_line(step: int) -> None:
    page = replace(look().page, right=18 + step * 0.25)
    document = Document("পরীক্ষা", (Paragraph("ক" * 20 + "-\u00a0" * 60 + "খ"),), page)
    assert check_text(document, render_pdf(document)) == 1

"""Papers to be written for Word, and what a stranger reads in the files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import letters
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from PIL import Image, ImageDraw
from samples import meeting

from koyradesk import layout, sample
from koyradesk.documents import (
    Document,
    compose_attendance,
    compose_dispatch_register,
    compose_incoming_register,
    compose_letter,
    compose_memo_book,
    compose_minutes,
)
from koyradesk.documents.blocks import BLANKS, Logo, Paragraph, Photos, Picture
from koyradesk.model import Assignment, Decision, Meeting

TODAY = date(2026, 11, 22)
SENTENCE = "সভায় বিস্তারিত আলোচনা করা হয় এবং সকল দপ্তরকে জানানো হয় যে, "
#: Words of letters and digits of two scripts, joiners that choose a shape, signs that are in few fonts.
MIXED = (
    "ICT4D-এর ২০২৬-২৭ অর্থবছরে Wi-Fi৬ ও e-নথি চালু; র‍্যাম্প, র‌্যাব, উদ্‌ঘাটন, ক্ষ্‌ম; ৳ ১,২৫,০০,০০০/- ও ৳৫০০; "
    "☎ ০২-৪৭৭০০০ ✓ সম্পন্ন; “উদ্ধৃতি” – ‘ক’ ও <b>মোটা <u>দাগ</u></b> &lt;b&gt; &amp;amp; শেষ।"
)


def look(base: str = "upazila", **different: Any) -> layout.Layout:
    return layout.resolve({"base": base, **different})


def photo(width: int, height: int, colour: str) -> Picture:
    """A drawn photo."""
    picture = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(picture).ellipse((width // 4, height // 4, width // 2, height // 2), fill="white")
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=80)
    return Picture(stream.getvalue(), width, height, "নলকূপের ছবি")


def first(**changed: Any) -> Meeting:
    held = meeting(3)
    return replace(held, items=(replace(held.items[0], **changed), *held.items[1:]))


def with_photos() -> Document:
    """A return with a mark, photos and captions."""
    paper = compose_minutes(meeting(1), look())
    shown = tuple((photo(600, 400 + 100 * (number % 2), "seagreen"), f"ছবি {number}: নলকূপ") for number in range(5))
    one = ((photo(300, 500, "navy"), ""),)
    blocks = (Logo(photo(200, 200, "darkred"), 18), *paper.blocks, Photos(shown, 2), Photos(one, 1), Photos(shown, 3))
    return replace(paper, blocks=blocks)


def papers() -> dict[str, Document]:
    """Papers of every kind and layout, and such as nobody hopes to write."""
    found = {
        f"sample-{number}": compose_minutes(held, layout.resolve(held.layout))
        for number, held in enumerate(sample.held_meetings(TODAY), 1)
    }
    for name in layout.names():
        found[f"minutes-{name}"] = compose_minutes(meeting(4, 2), look(name), draft=name == "upazila")
        found[f"attendance-{name}"] = compose_attendance(meeting(2), look(name))
    cases = {
        "three-pages": first(decisions=(Decision("১।", SENTENCE * 60),)),
        "sixty": first(implementers=tuple(Assignment(f"{n}।", "উপজেলা কৃষি অফিসার, শালবন") for n in range(60))),
        "long-name": first(implementers=(Assignment("১।", ("মোহাম্মদ আবুল কালাম আজাদ চৌধুরী " * 3).strip()),)),
        "mixed": first(discussion=MIXED, topic=MIXED),
        "empty-column": first(decisions=(), implementers=()),
        "long-list": meeting(2, recipients=60),
    }
    found |= {name: compose_minutes(held, look()) for name, held in cases.items()}
    labels = [
        {"label": "সভার তারিখ ও সময় এবং স্থানের বিবরণ সম্পর্কিত তথ্য ও অন্যান্য", "show": "date"},
        {"label": "", "show": "chair"},
        {"label": "স্থান", "show": "place"},
    ]
    held = meeting(2)
    number = replace(held.memos[0], number=f"{held.memos[0].number} " * 3)
    for name, different in {
        "long-labels": {"facts": {"rows": labels}},
        "words-between": {"facts": {"rows": labels, "separator": "নিম্নে তা উল্লেখ করা হলো"}},
        "labels-in-a-table": {"facts": {"rows": labels, "style": "table"}},
        "small-margins": {"page": {"left": 5, "right": 5, "top": 5, "bottom": 5, "size": "Legal"}},
        "large-letters": {"type": {"size": 16, "leading": 2, "table_size": 15, "font": "Noto Sans Bengali"}},
    }.items():
        found[name] = compose_minutes(replace(held, memos=(number,)), look(**different), draft=True)
    found["photos"] = with_photos()
    for shape in letters.SHAPES:
        found[shape] = compose_letter(*letters.letter(shape), look("directorate" if shape == "notice" else "upazila"))
    head = letters.meeting().office
    found["memo-book"] = compose_memo_book(letters.book(), head, look())
    found["dispatch-register"] = compose_dispatch_register(letters.dispatched(), "2026-12", head, look())
    found["incoming-register"] = compose_incoming_register(letters.came(), "নভেম্বর ২০২৬", head, look())
    paper = compose_minutes(meeting(2), look(page={"landscape": True, "size": "Legal"}))
    aligned = tuple(
        Paragraph("কৃষি কার্যক্রম সংক্রান্ত " * 8, label=label, hang=("বিষয়:", "সূত্র:")) for label in ("বিষয়:", "সূত্র:")
    )
    found["across"] = replace(paper, blocks=(*aligned, *paper.blocks))
    return found


def opened(data: bytes) -> Any:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(data))


def paragraphs(place: Any) -> Iterator[WordParagraph]:
    """Every paragraph of a file's body or of a cell, in reading order."""
    for inside in place.iter_inner_content():
        if isinstance(inside, WordTable):
            for row in inside.rows:
                # A cell over several columns is given once for each of them.
                for cell in {cell._tc: cell for cell in row.cells}.values():
                    yield from paragraphs(cell)
        else:
            yield inside


def stretches(data: bytes) -> list[str]:
    """What the file says: its paragraphs, those with tabs in parts, as one line each."""
    found = (part for one in paragraphs(opened(data)) for part in one.text.split("\t"))
    return [text for text in (re.sub(f"(?:{BLANKS}|\n)+", " ", part).strip(" ") for part in found) if text]


def check_text(document: Document, data: bytes) -> int:
    """Every leaf of the document stands in the file, whole and in order, and nothing else; how many there are."""
    found = stretches(data)
    for leaf in document.texts():
        taken = found.pop(0) if found else ""
        while taken != leaf and leaf.startswith(f"{taken} ") and found:
            taken = f"{taken} {found.pop(0)}"
        assert taken == leaf
    assert found == []
    return len(document.texts())

"""What is kept between two settings of a paper makes it faster and nothing else."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from samples import meeting

from koyradesk import layout
from koyradesk.documents import compose_minutes, render_pdf
from koyradesk.documents.pdf import faces, words
from koyradesk.documents.pdf.kept import Kept
from koyradesk.documents.pdf.words import FaceSet


def forget() -> None:
    words._typeface.cache_clear()
    faces.load.cache_clear()


def test_what_is_wanted_again_stays_and_the_rest_goes_in_order() -> None:
    kept: Kept[str, int] = Kept(3)
    for number, key in enumerate("abc"):
        kept.put(key, number)
    assert kept.get("a") == 0
    kept.put("d", 3)
    assert [kept.get(key) for key in "abcd"] == [0, None, 2, 3]


def test_what_is_kept_never_weighs_more_than_its_limit_but_for_one_that_alone_does() -> None:
    kept: Kept[int, int] = Kept(100)
    draw = random.Random(7)
    for _ in range(500):
        kept.put(draw.randrange(40), 1, draw.randrange(1, 30))
        assert kept.weight <= 100
    kept.put(99, 1, 200)
    assert (len(kept), kept.weight) == (1, 200)
    kept.put(98, 1, 5)
    assert (len(kept), kept.weight) == (1, 5)


@pytest.mark.parametrize("name", ["upazila", "plain"])
def test_a_paper_is_the_same_bytes_whatever_was_set_before(name: str) -> None:
    """As while typing: words come, grow and go; each paper is then set anew by a program that remembers nothing."""
    held = meeting(4, talk=2)
    papers = []
    for typed in ("", "নতুন", "নতুন ক্ষ", "নতুন ক্ষ <b>ক্ষ</b>", "নতুন ☎ ক্ষ", "", "নতুন"):
        items = (replace(held.items[0], discussion=f"{typed} {held.items[0].discussion}"), *held.items[1:])
        papers.append(compose_minutes(replace(held, items=items), layout.resolve(name), draft=True))
    forget()
    remembered = [render_pdf(one) for one in papers]
    for document, data in zip(papers, remembered, strict=True):
        forget()
        assert render_pdf(document) == data


def test_a_text_is_broken_once_however_often_it_is_set() -> None:
    document = compose_minutes(meeting(4), layout.resolve("upazila"))
    forget()
    render_pdf(document)
    lines = FaceSet(document.type.font).typeface.lines
    count, weight = len(lines), lines.weight
    closing = replace(meeting(4), closing="নতুন কথা।")
    render_pdf(compose_minutes(closing, layout.resolve("upazila")))
    assert (len(lines), lines.weight) == (count + 1, weight + 3)

"""The receipt of a file: what the sender hands along, and what the receiver has when it was taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Koyra

from koyradesk.bengali.digits import to_bengali
from koyradesk.documents import render_pdf
from koyradesk.documents import transfer_receipt as papers
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.exchange import receipt_paper


@pytest.fixture
def offices(upazila, district):
    upazila.signed()
    return upazila, district


def read(pdf: bytes) -> tuple[str, float]:
    """The text of the one page of a paper, and the size of its largest letters in points."""
    import pypdfium2
    from pypdfium2 import raw

    with pypdfium2.PdfDocument(pdf) as document:
        (page,) = document
        text = page.get_textpage()
        sizes = [raw.FPDFText_GetFontSize(text, at) for at in range(text.count_chars())]
        return text.get_text_range(), max(sizes)


def test_both_sides_have_a_receipt_with_one_code_in_large_digits(offices):
    upazila, district = offices
    sent = upazila.sends(district)
    district.takes(sent)
    (taken,) = [one for one in district.exchange.transfers() if not one.out]
    assert taken.receipt == sent.receipt
    code = [to_bengali(sent.receipt[at : at + 3]) for at in (0, 3, 6)]
    for place, one, title in ((upazila, sent, papers.TITLES[True]), (district, taken, papers.TITLES[False])):
        paper = receipt_paper.document(place.exchange, one)
        pdf = render_pdf(paper)
        check_text(paper, pdf)
        text, largest = read(pdf)
        assert title in text
        assert all(group in text for group in code)
        assert {"নমুনা উপজেলা", "নমুনা জেলা"} <= {name for name in ("নমুনা উপজেলা", "নমুনা জেলা") if name in text}
        assert largest == pytest.approx(28, abs=0.5)
        assert (papers.TAKEN in [line.strip() for line in text.splitlines()]) == (place is district)


def test_what_was_not_taken_has_no_receipt(offices, tmp_path):
    upazila, _ = offices
    path = tmp_path / "bad.koyra"
    path.write_bytes(b"no bundle")
    arrived = upazila.exchange.examine(path)
    held = upazila.exchange.hold(arrived, arrived.problem)
    with pytest.raises(UserError, match="not taken in"):
        receipt_paper.document(upazila.exchange, held)


def test_the_command_prints_it_for_what_went_out_and_what_came_in(offices, tmp_path):
    upazila, district = offices
    sent = upazila.sends(district)
    district.takes(sent)
    for place in (upazila, district):
        place.close()
    koyra = [Koyra(place.folder / "data", place.folder / "config") for place in (upazila, district)]
    said = to_bengali(f"{sent.receipt[:3]} {sent.receipt[3:]}")
    for number, (desk, typed) in enumerate(zip((*koyra, koyra[0]), (sent.receipt, said, sent.id), strict=True)):
        file = tmp_path / f"{number}.pdf"
        done = desk("outbox", "--receipt", typed, "-o", file, language="en")
        assert (done.code, done.out) == (0, f"{file}\n"), done
        assert to_bengali(sent.receipt[:3]) in read(file.read_bytes())[0]
    told = koyra[1]("outbox", "--receipt", sent.receipt, "-o", tmp_path / "x.pdf", "--json", language="en")
    assert (json.loads(told.out)["direction"], Path(json.loads(told.out)["paper"]).exists()) == ("in", True)
    for typed in ("000000000", sent.id[:4], "", "নয়"):
        done = koyra[0]("outbox", "--receipt", typed, "-o", tmp_path / "none.pdf", language="en")
        assert (done.code != 0, (tmp_path / "none.pdf").exists()) == (True, False), done
    assert koyra[0]("outbox", "--receipt", sent.receipt).code == 2
    for place in (upazila, district):
        place._open()

"""The figures on paper, in JSON and in words are the same numbers, and every chart can be read without its bars."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest
from commands import Koyra
from samples import meeting

from koyradesk import layout, meetings
from koyradesk.bengali.digits import grouped, to_ascii
from koyradesk.bengali.text import nfc
from koyradesk.documents import render_docx, render_pdf, render_text
from koyradesk.documents.blocks import Document, Table
from koyradesk.documents.figures import NO_TOPIC, compose_figures
from koyradesk.documents.readback import check_text
from koyradesk.figures.counts import STATES, Figures, Met, Row, Span, Wanted, figures
from koyradesk.overview import Cell
from koyradesk.store import Store

ON = date(2026, 11, 22)
HEAD = meeting(1).office
OFFICES = tuple(map(nfc, ("উপজেলা মৎস্য কর্মকর্তা", "ইউপি সচিব <সকল>", "সহকারী প্রোগ্রামার & দল")))


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    return Koyra(tmp_path / "data", tmp_path / "config")


def counted(quarter: int = 0, year: int = 2026, number: int = 90) -> Figures:
    """Figures of many rows in all states."""
    span = Span(year, quarter)
    states = (*STATES, "in_time", "dropped")
    rows = []
    for place in range(number):
        day = date(2026, 7, 1) + timedelta(place * 4)
        office, topic = OFFICES[place % 3], ("ওয়েব পোর্টাল", "")[place % 2]
        row = Row(str(place), "", "", "", "ক", office, office, topic, topic, "", "", day, day, states[place % 7 % 6])
        rows.append(row)
    met = Met("উপজেলা আইসিটি কমিটি", tuple(Cell(f"2026-{7 + at:02}", one) for at, one in enumerate(("held", "missed"))))
    return figures(ON, Wanted(span, "ক" if span.quarter else ""), rows, (met,) if not span.quarter else ())


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def numbers(row: tuple) -> list[str]:
    return [cell.paragraphs[0] for cell in row[2:]]


@pytest.mark.parametrize("name", layout.names())
def test_every_number_stands_beside_its_bar(name):
    found = counted()
    document = compose_figures(found, HEAD, layout.resolve(name))
    assert check_text(document, render_pdf(document)) == len(document.texts())
    kinds = (found.offices, found.topics, found.quarters)
    for table, bars in zip(tables(document), kinds, strict=False):
        assert [numbers(row)[:5] for row in table.rows] == [
            [*(grouped(bar.count.of(state)) for state in STATES), grouped(bar.count.total)] for bar in bars
        ]
        most = max(bar.count.total for bar in bars)
        for row, bar in zip(table.rows, bars, strict=True):
            assert [round(one.share * most) for one in row[1].bar] == [
                bar.count.of(state) for state in STATES if bar.count.of(state)
            ]
    assert numbers(tables(document)[3].rows[0]) == ["১", "০", "১", "২"]


def test_a_chart_is_a_table_to_who_reads_it():
    document = compose_figures(counted(), HEAD, layout.resolve("upazila"))
    with pikepdf.open(io.BytesIO(render_pdf(document))) as pdf:
        kinds = [str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    rows = sum(1 + len(table.rows) for table in tables(document))
    # The facts above them are one as well.
    assert (kinds.count("/Table"), kinds.count("/TR")) == (5, rows + 4)
    # Vectors, and no part of the text.
    assert drawn.count(b" re f") + drawn.count(b" re W n") >= sum(
        len(cell.bar) for table in tables(document) for row in table.rows for cell in row
    )


def test_it_names_its_day_and_what_was_asked_for():
    said = compose_figures(counted(2), HEAD, layout.resolve("upazila")).texts()
    assert nfc("২২ নভেম্বর ২০২৬") in said
    assert nfc("২০২৬-২৭ অর্থবছর, ২য় ত্রৈমাসিক (অক্টোবর–ডিসেম্বর ২০২৬)") in said
    assert "ক" in said
    assert nfc(NO_TOPIC) in said
    nothing = compose_figures(counted(year=2020), HEAD, layout.resolve("upazila"))
    assert nfc("এ সময়কালে কোনো করণীয় নেই।") in nothing.texts()
    assert check_text(nothing, render_pdf(nothing)) == len(nothing.texts())


def test_text_and_word_have_the_bars_too():
    found = counted()
    document = compose_figures(found, HEAD, layout.resolve("upazila"))
    lines = render_text(document).splitlines()
    longest = max(found.offices, key=lambda bar: bar.count.total)
    [line] = [line for line in lines if line.startswith(longest.name)]
    assert len(line.split("\t")[1]) == 20
    assert set(line.split("\t")[1]) <= set("█▓▒░")
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as file:
        words = file.read("word/document.xml").decode()
        assert any(name.startswith("word/media/") for name in file.namelist())
    bars = [cell for table in tables(document) for row in table.rows for cell in row if cell.bar]
    swatches = [column for table in tables(document) for column in table.columns if column.ink]
    assert words.count("<w:drawing>") == len(bars) + len(swatches)


# From the command line


def test_paper_json_and_lines_say_the_same(koyra, tmp_path):
    with Store.open(koyra.folder) as store:
        for away in (-60, -10):
            on = ON + timedelta(away)
            one = replace(meeting(2), memos=(), committee="আইসিটি কমিটি", period=f"{on:%Y-%m}", date=on)
            meetings.save(store, one, by="পরীক্ষা")
    asked = ("figures", "--on", "2027-02-01")
    told = json.loads(koyra(*asked, "--json", "-o", tmp_path / "f.pdf", "--text", tmp_path / "f.txt").out)
    assert told["on"] == "2027-02-01"
    assert told["all"]["late"] == told["all"]["total"] == sum(one["total"] for one in told["offices"]) > 0
    text = (tmp_path / "f.txt").read_text("utf-8")
    lines = koyra(*asked).lines
    for one in told["offices"]:
        expected = [one[state] for state in (*STATES, "total")]
        [printed] = [line.split("\t") for line in text.splitlines() if line.startswith(one["office"])]
        [said] = [line.split("\t") for line in lines if line.startswith(one["office"])]
        assert [int(to_ascii(number)) for number in printed[2:7]] == expected
        assert [int(to_ascii(number)) for number in said[1:]] == expected
    assert (tmp_path / "f.pdf").read_bytes().startswith(b"%PDF")
    office = told["offices"][0]["office"]
    alone = json.loads(koyra(*asked, "--json", "--office", office).out)
    assert alone["filters"]["office"] == office
    assert alone["all"]["total"] == told["offices"][0]["total"]
    none = json.loads(koyra(*asked, "--json", "--quarter", "4").out)
    assert none["all"] == {**dict.fromkeys(("total", *STATES, "dropped"), 0), "percent": None}


@pytest.mark.parametrize("wrong", [("--committee", "অজানা"), ("--office", "অজানা"), ("--on", "৩১/০২/২০২৬")])
def test_what_cannot_be_counted_is_refused_in_words(koyra, wrong):
    koyra.good("demo")
    found = koyra("figures", *wrong)
    assert (found.code, found.out, found.err.count("\n")) == (1, "", 1)

"""Minutes in Word files and in Bijoy: read as the same text in Unicode would be, with what was unsure told."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from koyradesk import layout, sample
from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.bijoy.writing import pieces
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_minutes
from koyradesk.documents.docx import render_docx
from koyradesk.documents.plaintext import render_text
from koyradesk.errors import UserError
from koyradesk.intake import read_file, read_text, wordfile
from koyradesk.intake.source import PERHAPS_BIJOY, checked, text_of

MINUTES = Path(__file__).parent / "data/minutes"
#: Those with tabs; the others draw their tables with bars, which Bijoy has for its full stop.
TABBED = [path for path in sorted(MINUTES.glob("*.txt")) if "\n|" not in path.read_text(encoding="utf-8")]


def bijoy(text):
    return "".join(piece for piece, _ in pieces(text))


def written(paragraph, text, font=""):
    """Text in runs, Bengali in a font of Bijoy where one is named."""
    parts = pieces(text) if font else [(text, False)]
    for piece, is_bijoy in parts:
        run = paragraph.add_run(piece)
        if font and is_bijoy:
            run.font.name = font


def word_file(text, path, font=""):
    """Minutes as Word has them: lines with tabs are rows of a table."""
    made = docx.Document()
    rows = []

    def flush():
        if rows:
            table = made.add_table(len(rows), max(map(len, rows)))
            for number, row in enumerate(rows):
                for index, cell in enumerate(row):
                    written(table.cell(number, index).paragraphs[0], cell, font)
            rows.clear()

    for line in text.split("\n"):
        if "\t" in line:
            rows.append(line.split("\t"))
        else:
            flush()
            written(made.add_paragraph(), line, font)
    flush()
    made.save(path)
    return path


def said(meeting):
    """All but what depends on how it came."""
    return replace(meeting, unsure=(), layout=None)


def refused(path):
    with pytest.raises(UserError) as caught:
        read_file(path)
    return caught.value.text("en")


# Word


@pytest.mark.parametrize("number", range(3))
def test_our_own_word_files_read_as_the_text_of_the_paper(tmp_path, number):
    held = list(sample.held_meetings(date(2026, 11, 22)))[number]
    paper = compose_minutes(held, layout.resolve(held.layout))
    path = tmp_path / "minutes.docx"
    path.write_bytes(render_docx(paper))
    found, own = read_file(path), read_text(render_text(paper))
    assert [one.topic for one in found.items] == [one.topic for one in held.items]
    assert [item.decisions for item in found.items] == [item.decisions for item in own.items]
    assert (found.title, found.date, found.chair.name) == (held.title, held.date, held.chair.name)
    assert [one.text for one in found.distribution.recipients] == [one.text for one in own.distribution.recipients]


@pytest.mark.parametrize("path", TABBED, ids=lambda path: path.stem)
def test_a_word_file_reads_as_its_text_does(tmp_path, path):
    text = path.read_text(encoding="utf-8").replace("\ufeff", "")
    if "\n" in text and not any("\t" in line for line in text.split("\n")):
        text = re.sub(" {2,}", " ", text)
    plain = text_of(word_file(text, tmp_path / "minutes.docx")).text
    assert plain.split() == " ".join(text.split("\t")).split()


FACTS = nfc(
    "উপজেলা নির্বাহী অফিসারের কার্যালয়\nবকুলতলা, নীলকুঞ্জ\n\n"
    "বকুলতলা উপজেলা আইসিটি কমিটির অক্টোবর ২০২৬ মাসের সভার কার্যবিবরণী\n\n"
    "সভাপতি\tরওশন আরা, উপজেলা নির্বাহী অফিসার\nতারিখ\t২৭ অক্টোবর ২০২৬\nসময়\tসকাল ১১.০০ ঘটিকা\n"
    "স্থান\tউপজেলা পরিষদ সভাকক্ষ\n\nসভাপতি উপস্থিত সকলকে স্বাগত জানান।\n\n"
    "ক্রমিক\tআলোচ্য বিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
    "১\tকর্তৃপক্ষের ওয়েব পোর্টাল\tICT Lab এর তথ্য ৭ দিনের মধ্যে হালনাগাদ করতে হবে।\tউপজেলা প্রকৌশলী\n"
    "২\tলক্ষ্মীপুর সড়ক সংস্কার\tক্ষতিগ্রস্ত সড়ক পরিদর্শন করে প্রতিবেদন দিতে হবে।\tসহকারী প্রোগ্রামার\n\n"
    "আর কোনো আলোচনা না থাকায় সভাপতি সভার সমাপ্তি ঘোষণা করেন।\n\nরওশন আরা\nউপজেলা নির্বাহী অফিসার\nবকুলতলা, নীলকুঞ্জ\n"
)


@pytest.mark.parametrize("font", ["SutonnyMJ", "Sutonny MJ", "ChandrabatiMJ"])
def test_bijoy_by_its_font(tmp_path, font):
    found = read_file(word_file(FACTS, tmp_path / "minutes.docx", font))
    assert said(found) == said(read_text(FACTS))
    assert found.unsure == read_text(FACTS).unsure


def test_the_font_of_a_style_counts(tmp_path):
    path = word_file(FACTS, tmp_path / "plain.docx")
    made = docx.Document(path)
    made.styles["Normal"].font.name = "SutonnyMJ"
    for paragraph in [
        *made.paragraphs,
        *(one for row in made.tables for cell in row._cells for one in cell.paragraphs),
    ]:
        for run in paragraph.runs:
            text = run.text
            run.text = ""
            for piece, is_bijoy in pieces(text):
                new = paragraph.add_run(piece)
                if not is_bijoy:
                    new.font.name = "Calibri"
    made.save(tmp_path / "styled.docx")
    assert said(read_file(tmp_path / "styled.docx")) == said(read_text(FACTS))


def test_a_unicode_font_of_the_same_house_is_unicode(tmp_path):
    path = word_file(FACTS, tmp_path / "minutes.docx")
    made = docx.Document(path)
    made.styles["Normal"].font.name = "SutonnyOMJ"
    made.save(path)
    assert said(read_file(path)) == said(read_text(FACTS))


def test_where_no_font_is_named_the_letters_tell(tmp_path):
    made = word_file(bijoy(FACTS), tmp_path / "minutes.docx")
    found = read_file(made)
    assert (found.title, found.date) == (read_text(FACTS).title, read_text(FACTS).date)
    assert [one.topic for one in found.items] == [one.topic for one in read_text(FACTS).items]


def test_what_was_unsure_is_marked_where_it_stands(tmp_path):
    made = docx.Document(word_file(FACTS, tmp_path / "minutes.docx", "SutonnyMJ"))
    cell = made.tables[1].cell(1, 1).paragraphs[0]
    cell.add_run(" Microsoft Office").font.name = "SutonnyMJ"
    made.tables[1].cell(2, 1).paragraphs[0].add_run(f" {to_bijoy('পরিষদের সভাকক্ষ সংস্কার')}")
    made.tables[1].cell(2, 2).paragraphs[0].add_run(" KŽ").font.name = "SutonnyMJ"
    made.sections[0].header.paragraphs[0].text = "গোপনীয় নথি"
    made.save(tmp_path / "unsure.docx")
    found = read_file(tmp_path / "unsure.docx")
    marked = {one.why: (one.where, one.text) for one in found.unsure}
    assert marked[wordfile.LOOKS_ENGLISH][0] == "items[0].topic"
    assert marked[wordfile.LOOKS_ENGLISH][1].startswith("Microsoft Office = ")
    assert marked[wordfile.LOOKS_BIJOY] == ("items[1].topic", to_bijoy("পরিষদের সভাকক্ষ সংস্কার"))
    assert marked[wordfile.NO_SUCH_CODE] == ("items[1].decisions[0].text", nfc("কŽ"))
    assert marked[wordfile.OF_THE_PAGES][1] == nfc("গোপনীয় নথি")


def test_numbers_of_word_s_lists_are_read(tmp_path):
    made = docx.Document(word_file(FACTS, tmp_path / "minutes.docx"))
    for name in ("মাধ্যমিক শিক্ষা অফিসার", "সমাজসেবা অফিসার"):
        made.add_paragraph(nfc(name), style="List Number")
    made.add_paragraph(nfc("নথি"), style="List Bullet")
    made.save(tmp_path / "lists.docx")
    lines = text_of(tmp_path / "lists.docx").text.split("\n")
    assert lines[-3:] == [nfc("১. মাধ্যমিক শিক্ষা অফিসার"), nfc("২. সমাজসেবা অফিসার"), nfc("• নথি")]


def element(name, **values):
    made = OxmlElement(name)
    for key, given in values.items():
        made.set(qn(f"w:{key}"), given)
    return made


def test_deleted_and_hidden_words_are_gone_and_look_is_kept(tmp_path):
    made = docx.Document()
    paragraph = made.add_paragraph()
    paragraph.add_run("থাকে ")
    paragraph.add_run("মোটা").bold = True
    hidden = paragraph.add_run("লুকানো")
    hidden.font.hidden = True
    gone = element("w:del", id="1", author="x")
    gone.append(paragraph.add_run("মোছা")._r)
    paragraph._p.append(gone)
    new = element("w:ins", id="2", author="x")
    new.append(paragraph.add_run(" নতুন")._r)
    paragraph._p.append(new)
    paragraph.add_run("\tঘর\nসারি").underline = True
    made.save(tmp_path / "marks.docx")
    assert text_of(tmp_path / "marks.docx").text.strip() == nfc("থাকে <b>মোটা</b> নতুন<u>\tঘর\nসারি</u>")


def test_merged_cells_keep_their_columns(tmp_path):
    made = docx.Document()
    table = made.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    made.save(tmp_path / "merged.docx")
    rows = text_of(tmp_path / "merged.docx").text.strip("\n").split("\n")
    assert rows == ["00<br>01\t\t02", "10\t11\t12<br>22", "20\t21\t"]


# Text


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_a_text_in_bijoy_is_read(tmp_path, encoding):
    path = tmp_path / "old.txt"
    path.write_bytes(bijoy(FACTS).encode(encoding))
    assert said(read_file(path)) == said(read_text(FACTS))


@pytest.mark.parametrize("path", TABBED, ids=lambda path: path.stem)
def test_every_text_reads_in_bijoy_as_in_unicode(path):
    text = checked(path.read_text(encoding="utf-8").replace("\ufeff", ""))
    own = read_text(text)
    found = read_text(bijoy(text))
    assert [nfc(one.topic) for one in found.items] == [one.topic for one in own.items]
    assert (found.title, found.date, len(found.signatures)) == (own.title, own.date, len(own.signatures))


def test_a_mixed_text_is_read_too():
    lines = FACTS.split("\n")
    mixed = "\n".join(bijoy(line) if number % 3 else line for number, line in enumerate(lines))
    assert said(read_text(mixed)) == said(read_text(FACTS))


def test_short_words_alone_are_marked():
    mixed = FACTS.replace(nfc("আর কোনো আলোচনা"), "GKwU mfv\n" + nfc("আর কোনো আলোচনা")).replace(
        nfc("সভাপতি উপস্থিত"), bijoy(nfc("সভাপতি উপস্থিত সকলকে স্বাগত জানান।\n")) + nfc("সভাপতি উপস্থিত")
    )
    found = read_text(mixed + "\nKwc")
    assert PERHAPS_BIJOY in {one.why for one in found.unsure}


# What cannot be read


def packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and so on",
        packed(xl__workbook="<x/>"),
        packed(word__document="<x"),
        packed(word__document='<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'),
        packed(word__document="<w:x xmlns:w='x'>" * 50_000),
        packed(word__document="<a>" * 5_000 + "</a>" * 5_000, word__styles="<x"),
    ],
)
def test_what_is_no_word_file_is_refused_in_words(tmp_path, data):
    path = tmp_path / "minutes.docx"
    path.write_bytes(data)
    assert "no Word file" in refused(path)
    assert path.read_bytes() == data


def test_nested_without_end_is_refused(tmp_path):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    deep = f"<w:document xmlns:w='{space}'><w:body>" + "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000 + "</w:body></w:document>"
    path = tmp_path / "minutes.docx"
    path.write_bytes(packed(word__document=deep))
    assert "no Word file" in refused(path)


def test_a_word_file_without_minutes_is_refused(tmp_path):
    word_file(nfc("আজ সকালে আকাশ জুড়ে\nমেঘের আনাগোনা"), tmp_path / "poem.docx")
    assert "minutes" in refused(tmp_path / "poem.docx")

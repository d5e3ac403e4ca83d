"""Letters as papers: what stands where, real PDFs read back, who signs for whom, copies with an address."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import letters
import pypdfium2
import pytest

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.documents import addressed, compose_letter, compose_minutes, render, render_pdf, render_text
from koyradesk.documents.blocks import Document, Facts, MemoLine, NumberedList, Paragraph, Photos, Signature, Table
from koyradesk.documents.pdf import fitted
from koyradesk.documents.pdf.words import FaceSet
from koyradesk.documents.readback import check_text
from koyradesk.documents.texts import parts_of
from koyradesk.model import Letter, Memo, Ref

UPAZILA = layout.resolve("upazila")


def words(text: str) -> list[str]:
    return re.findall(r"[^\s\u200b\ufeff]+", nfc(text).replace("\u00a0", " "))


def poppler(data: bytes) -> list[str]:
    shown = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return words(shown.stdout.decode("utf-8"))


def pdfium(data: bytes) -> list[list[str]]:
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    pages = [words(page.get_textpage().get_text_range()) for page in pdf]
    pdf.close()
    return pages


def composed(
    shape: str, look: layout.Layout = UPAZILA, draft: bool = False, address: str = "", **typed: Any
) -> Document:
    letter, subject = letters.letter(shape)
    return compose_letter(replace(letter, **typed), subject, look, draft=draft, address=address)


def of(kind: type, document: Document) -> list[Any]:
    return [block for block in document.blocks if isinstance(block, kind)]


def kinds(document: Document) -> list[str]:
    return [type(block).__name__ for block in document.blocks]


@pytest.mark.parametrize("name", layout.names())
@pytest.mark.parametrize("shape", letters.SHAPES)
def test_every_letter_by_every_layout_reads_back(shape: str, name: str) -> None:
    document = composed(shape, layout.resolve(name))
    data = render_pdf(document)
    assert check_text(document, data) == len(document.texts())
    wanted = words("\n".join(document.texts()))
    pages = pdfium(data)
    assert not Counter(wanted) - Counter(poppler(data))
    assert not Counter(wanted) - Counter(word for page in pages for word in page)
    # One page where one page is enough: only photos and many parties need a second.
    assert len(pages) == (2 if shape in ("return", "progress-parties", "return-parties") else 1)


def test_what_stands_where() -> None:
    head = ["Paragraph"] * 4
    assert kinds(composed("reminder-1")) == [
        *head,
        *("MemoLine", "Paragraph", "Paragraph", "Paragraph"),  # title, subject, reference
        *("Paragraph", "Table", "Paragraph"),
        *("Signature", "Paragraph", "NumberedList"),  # who signs, to whom, copies
    ]
    made = kinds(
        composed(
            "reminder-1",
            layout.resolve({"base": "upazila", "letter": {"memo_position": "after", "addressee": "before"}}),
        )
    )
    assert made[-4:] == ["Paragraph", "Signature", "MemoLine", "NumberedList"]
    made = kinds(composed("notice", layout.resolve({"base": "upazila", "notice": {"memo_position": "after"}})))
    assert made[-3:] == ["Signature", "MemoLine", "NumberedList"]


def test_a_paper_has_one_heading_of_the_first_level() -> None:
    for shape in letters.SHAPES:
        assert [one.role for one in of(Paragraph, composed(shape))].count("H1") == 1


def test_a_notice_says_when_where_and_what_about() -> None:
    document = composed("notice")
    [facts] = of(Facts, document)
    assert [row.label for row in facts.rows] == [nfc(one) for one in ("সভাপতি", "তারিখ", "সময়", "স্থান")]
    assert facts.rows[1].lines == (nfc("২৫ নভেম্বর ২০২৬, বুধবার"),)
    agenda, sent = of(NumberedList, document)
    assert [text for _, text in agenda.entries] == [item.topic for item in letters.meeting().items]
    assert [label for label, _ in agenda.entries] == ["১।", "২।", "৩।", "৪।", "৫।"]
    assert len(sent.entries) == len(letters.MEMBERS)
    # Where the day of the week is typed already, it is not told twice.
    letter, subject = letters.letter("notice")
    typed = replace(subject, meeting=replace(subject.meeting, date_text="বুধবার, ২৫ নভেম্বর ২০২৬"))
    [facts] = of(Facts, compose_letter(letter, typed, UPAZILA))
    assert facts.rows[1].lines == ("বুধবার, ২৫ নভেম্বর ২০২৬",)
    bare = replace(subject, meeting=replace(subject.meeting, items=(), place=""))
    document = compose_letter(letter, bare, UPAZILA)
    assert len(of(NumberedList, document)) == 1
    assert "স্থান" not in [row.label for row in of(Facts, document)[0].rows]


def test_an_extract_shows_the_decisions_and_joins_those_of_one_topic() -> None:
    letter, subject = letters.letter("extract")
    first, second = subject.matters
    also = replace(first, decision="decision-9", label="২।", text="অগ্রগতি আগামী সভায় জানাতে হবে।")
    [table] = of(Table, compose_letter(letter, replace(subject, matters=(first, also, second)), UPAZILA))
    assert [row[0].paragraphs for row in table.rows] == [("১.০",), ("২.০",)]
    assert table.rows[0][2].paragraphs == (f"১। {first.text}", f"২। {also.text}")
    assert table.rows[1][4].paragraphs == ("১। উপজেলা মাধ্যমিক শিক্ষা অফিসার", "২। সহকারী প্রোগ্রামার")
    # Another date is another row; a column that says nothing is not there.
    [table] = of(Table, compose_letter(letter, replace(subject, matters=(first, replace(also, due=None))), UPAZILA))
    assert len(table.rows) == 2
    [table] = of(Table, compose_letter(letter, replace(subject, matters=(replace(first, due=None),)), UPAZILA))
    assert nfc("সময়সীমা") not in [column.heading for column in table.columns]


def test_a_progress_report_keeps_the_columns_that_are_filled_in_and_counts() -> None:
    letter, subject = letters.letter("progress")
    document = compose_letter(letter, subject, UPAZILA)
    [table] = of(Table, document)
    heads = [column.heading for column in table.columns]
    assert heads == [nfc(one) for one in ("ক্রমিক", "সিদ্ধান্ত", "বাস্তবায়নকারী", "সময়সীমা", "অগ্রগতি", "মন্তব্য")]
    assert [row[-1].paragraphs for row in table.rows] == [
        (nfc("সময়সীমা ৫৩ দিন অতিক্রান্ত"),),
        (nfc("সময়সীমা ২২ দিন অতিক্রান্ত"),),
        (nfc("বাস্তবায়িত"),),
        (),
    ]
    said = "\n".join(document.texts())
    assert nfc("মোট সিদ্ধান্ত: ৪টি; বাস্তবায়িত: ১টি; বাস্তবায়নাধীন: ৩টি; সময়সীমা অতিক্রান্ত: ২টি।") in said
    fresh = tuple(replace(one, progress="", late=None, done=False) for one in subject.matters)
    document = compose_letter(letter, replace(subject, matters=fresh), UPAZILA)
    assert [column.heading for column in of(Table, document)[0].columns] == heads
    assert nfc("মোট সিদ্ধান্ত: ৪টি; বাস্তবায়নাধীন: ৪টি।") in document.texts()
    several = (*subject.matters, replace(subject.matters[0], meeting="meeting-0", meeting_date="২৮ অক্টোবর ২০২৬"))
    [table] = of(Table, compose_letter(letter, replace(subject, matters=several), UPAZILA))
    assert table.columns[1].heading == "সভা"
    assert table.rows[-1][1].paragraphs == ("২৮ অক্টোবর ২০২৬",)


def test_a_reminder_lists_what_is_late_and_nothing_else() -> None:
    letter, subject = letters.letter("reminder-1")
    document = compose_letter(letter, replace(subject, matters=letters.matters()), UPAZILA)
    [table] = of(Table, document)
    assert [row[-1].paragraphs for row in table.rows] == [("৫৩ দিন",), ("২২ দিন",)]
    done = replace(letters.matters()[0], done=True)
    document = compose_letter(letter, replace(subject, matters=(done, *letters.matters()[1:])), UPAZILA)
    assert [row[-1].paragraphs for row in of(Table, document)[0].rows] == [("২২ দিন",)]


def test_a_return_tells_of_one_decision_with_photos() -> None:
    document = composed("return")
    [facts] = of(Facts, document)
    told = {row.label: row.lines for row in facts.rows}
    assert told[nfc("সংখ্যা")] == ("৪",)
    assert told[nfc("প্রতিবেদনাধীন সময়")] == ("নভেম্বর ২০২৬",)
    [photos] = of(Photos, document)
    assert (len(photos.photos), photos.columns) == (4, 2)
    letter, subject = letters.letter("return")
    bare = compose_letter(letter, replace(subject, photos=()), UPAZILA)
    assert not of(Photos, bare)
    assert UPAZILA.illustrated.photos not in render_text(bare)


def test_a_postponement_shows_old_and_new_or_says_that_it_will_be_told() -> None:
    [table] = of(Table, composed("postponement"))
    assert [[cell.paragraphs for cell in row] for row in table.rows] == [
        [("তারিখ",), ("২৫ নভেম্বর ২০২৬",), ("<b>৩০ নভেম্বর ২০২৬</b>",)],
        [(nfc("সময়"),), ("সকাল ১০.৩০ ঘটিকা",), ("<b>বেলা ১১.০০ ঘটিকা</b>",)],
        [("স্থান",), ("উপজেলা পরিষদ সম্মেলন কক্ষ",), ("অপরিবর্তিত",)],
    ]
    later = composed("postponement-later")
    assert not of(Table, later)
    said = "\n".join(later.texts())
    assert nfc("২৫ নভেম্বর ২০২৬ তারিখে সকাল ১০.৩০ ঘটিকায় অনুষ্ঠেয়") in said
    assert nfc("সভার পরবর্তী তারিখ, সময় ও স্থান পরে জানানো হবে।") in said


def test_signing_on_behalf_of_another() -> None:
    officer = letters.meeting().signatures[0]
    signing = replace(officer, name="আবু সাঈদ", designation="সহকারী কমিশনার (ভূমি)", behalf="উপজেলা নির্বাহী অফিসার")
    for look in map(layout.resolve, layout.names()):
        [signature] = of(Signature, composed("notice", look, signatures=(signing,)))
        lines = list(signature.lines)
        assert lines[lines.index("সহকারী কমিশনার (ভূমি)") + 1] == "উপজেলা নির্বাহী অফিসারের পক্ষে"
    bare = layout.resolve({"base": "upazila", "signature": {"show": ["name"]}})
    [signature] = of(Signature, composed("notice", bare, signatures=(signing,)))
    assert signature.lines == ("(আবু সাঈদ)", "উপজেলা নির্বাহী অফিসারের পক্ষে")
    own = replace(letters.meeting(), signatures=(signing,))
    assert "উপজেলা নির্বাহী অফিসারের পক্ষে" in of(Signature, compose_minutes(own, UPAZILA))[0].lines


def test_the_officer_of_the_minutes_signs_without_their_date() -> None:
    look = layout.resolve("combined")
    letter, subject = letters.letter("notice")
    dated = replace(subject.meeting.signatures[0], date="২৮-১১-২০২৬")
    paper = compose_letter(letter, replace(subject, meeting=replace(subject.meeting, signatures=(dated,))), look)
    assert of(Signature, paper)[0].lines == ("রেহানা পারভীন", "উপজেলা নির্বাহী অফিসার")


def test_a_copy_carries_its_address() -> None:
    to = "উপজেলা কৃষি অফিসার, শালবন, নমুনা"
    notice = composed("notice", address=to).texts()
    assert notice.index(f"প্রাপক: {to}") == notice.index("সভার নোটিশ") - 1
    # The letter's own addressee stands in it anyway; another's copy is called one.
    own = composed("reminder-1", address=letters.PARTY)
    assert own == composed("reminder-1")
    assert f"অনুলিপি: {to}" in composed("reminder-1", address=to).texts()
    minutes = compose_minutes(letters.meeting(), UPAZILA)
    copy = addressed(minutes, to, UPAZILA)
    assert copy.texts()[4] == f"প্রাপক: {to}"
    assert [text for text in copy.texts() if text != f"প্রাপক: {to}"] == minutes.texts()
    assert check_text(copy, render_pdf(copy))


def test_however_long_a_label_is_its_text_stands_beside_it() -> None:
    label = "এই পত্রের বিষয়বস্তু সম্পর্কে সংশ্লিষ্ট সকলের জ্ঞাতার্থে লিখিত বিবরণ:" * 3
    document = composed("reminder-2", layout.resolve({"base": "upazila", "letter": {"subject_label": label}}))
    assert check_text(document, render_pdf(document))


def test_to_whom_it_goes_post_over_place() -> None:
    [to] = [one for one in of(Paragraph, composed("extract")) if one.label == "প্রাপক:"]
    assert to.text == "উপজেলা মাধ্যমিক শিক্ষা অফিসার,\nশালবন, নমুনা"
    assert [(part.source, part.offset) for part in parts_of(to.text)] == [
        (Ref("letter-1", "to"), 0),
        (Ref("letter-1", "to"), to.text.index("\n") + 1),
    ]
    lines = composed("extract", to="অধ্যক্ষ\nনমুনা সরকারি কলেজ, শালবন")
    assert "প্রাপক: অধ্যক্ষ নমুনা সরকারি কলেজ, শালবন" in lines.texts()


@pytest.mark.parametrize("shape", ["notice", "reminder-2", "endorsement"])
def test_a_click_on_a_text_leads_to_its_field_typed_or_not(shape: str) -> None:
    letter, subject = letters.letter(shape)
    for typed in ({}, {"subject": "বিষয়।", "body": "এক।\nদুই।", "enclosures": "ছক।", "reference": "সূত্র।"}):
        document = compose_letter(replace(letter, **typed), subject, UPAZILA)
        places = {place.source for place in render(document).places}
        wanted = {"subject", "body"} | ({"enclosures", "reference"} if typed else set())
        assert {Ref("letter-1", name) for name in wanted} <= places
        assert Ref("memo-1", "number") in places


def test_a_letter_without_a_number_leaves_room_for_the_pen() -> None:
    [line] = of(MemoLine, composed("notice", memos=()))
    assert "……" in line.number
    document = composed("notice", draft=True, memos=(Memo("notice", state="void", number="৫"), Memo("notice")))
    assert document.draft == "খসড়া" or nfc(document.draft) == nfc("খসড়া")
    assert "……" in of(MemoLine, document)[0].number


def test_a_long_reminder_never_leaves_its_signature_alone() -> None:
    letter, subject = letters.letter("reminder-2")
    look = UPAZILA
    for count in range(8, 40, 4):
        many = tuple(
            replace(one, decision=f"decision-{at}", late=at + 1) for at, one in enumerate(subject.matters * 20)
        )
        document = compose_letter(letter, replace(subject, matters=many[:count]), look)
        data = render_pdf(document)
        assert check_text(document, data)
        page = next(words for words in pdfium(data) if "পারভীন)" in words)
        assert page.index("পারভীন)") > 5


def test_a_notice_of_eleven_members_and_six_topics_is_one_page() -> None:
    letter, subject = letters.letter("notice")
    items = (*subject.meeting.items, replace(subject.meeting.items[0], id="item-6", topic="সরকারি ই-মেইল ব্যবহার"))
    many = replace(subject, members=(letters.MEMBERS * 2)[:11], meeting=replace(subject.meeting, items=items))
    for name in layout.names():
        look = layout.resolve(name)
        document = compose_letter(replace(letter, enclosures="গত সভার কার্যবিবরণী।"), many, look)
        assert len(pdfium(render_pdf(document))) == 1
    # Lines are never closer than Bengali can bear.
    tight = layout.resolve({"base": "upazila", "type": {"leading": 1.1, "table_leading": 1.1, "size": 15}})
    fitting, _, _ = fitted(compose_letter(letter, many, tight), FaceSet(tight.type.font))
    assert fitting.type.leading == 1.1


def test_kinds_that_are_no_letters_are_not_composed() -> None:
    with pytest.raises(KeyError):
        compose_letter(Letter("minutes", on=date(2026, 1, 1)), letters.letter("notice")[1], UPAZILA)

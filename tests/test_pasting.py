"""The clipboard: what Word, Excel, LibreOffice and the web put there, and that no word of it is lost."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import pasting
from koyradesk.bengali.text import controls, legible, nfc
from koyradesk.markup import Span, canonical, escape, plain, spans, written
from koyradesk.pasting import FIELD_LIMIT, Entry, read

ROWS = (
    ("ক্রমিক", "আলোচ্য বিষয় ও আলোচনা", "সিদ্ধান্ত", "বাস্তবায়নকারী"),
    (
        "১.০",
        "পুকুর খনন: দুটি পুকুরের পাড় ভেঙে গেছে।",
        "১। পাড় বাঁধতে হবে। ২। ৩০/১১/২০২৬ এর মধ্যে ছবি দিতে হবে।",
        "১। উপজেলা প্রকৌশলী ২। ইউপি সচিব (সকল)",
    ),
    ("২.০", "বৃক্ষরোপণ: চারা বিতরণ শেষ হয়েছে।", "অবশিষ্ট চারা লাগাতে হবে।", "উপজেলা বন কর্মকর্তা"),
)  # fmt: skip

#: What Word writes around everything it copies, cut short.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset="utf-8"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>
<![endif]--><style><!-- /* Style Definitions */ p.MsoNormal {{margin:0in; font-size:11.0pt;}}
.MsoStrong {{font-weight:bold}} --></style></head><body lang=EN-US>
<!--StartFragment-->{}<!--EndFragment--></body></html>"""


def mint():
    numbers = itertools.count(1)
    return lambda kind: f"{kind}.{next(numbers)}"


def table(
    rows, cell="<td valign=top style='width:117pt'><p class=MsoNormal><span lang=BN>{}<o:p></o:p></span></p></td>"
):
    body = "".join("<tr>" + "".join(cell.format(escape(text)) for text in row) + "</tr>" for row in rows)
    return f"<table class=MsoTableGrid border=1>{body}</table>"


def words(text):
    return Counter(re.findall(r"[\w\u0980-\u09ff]+", text))


# Text


def test_bold_and_underline_are_kept_and_nothing_else():
    html = WORD.format(
        "<p class=MsoNormal><b>সভা</b> <u>আগামী</u>\n<i>মাসে</i> "
        "<span style='font-weight:700;color:red'>হবে &lt;৫&gt;</span> <span class=MsoStrong>না</span></p>"
    )
    assert read(html, "").text == nfc("<b>সভা</b> <u>আগামী</u> মাসে <b>হবে &lt;৫&gt; না</b>")


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<b style='font-weight:normal' id='docs-internal'><span>ক</span></b>", "ক"),
        ("<p><strong>ক</strong><ins>খ</ins></p>", "<b>ক</b><u>খ</u>"),
        ("<span style='text-decoration:underline'>ক</span> খ", "<u>ক</u> খ"),
        ("<a href='http://x'><u>ক</u></a>", "ক"),
        ("<b>ক </b>খ<u> গ</u>", "<b>ক</b> খ <u>গ</u>"),
        ("<p>ক<br>খ</p><div>গ</div>", "ক\nখ\nগ"),
        ("<p>ক</p>\n\n<p>&nbsp;</p><p>খ</p>", "ক\nখ"),
        ("<p>ক<span style='display:none'>গুপ্ত</span></p>", "ক"),
        ("<style>p {x: y}</style><script>alert(1)</script>ক", "ক"),
        ("ক<![if !x]>খ<![endif]>গ<!-- ঘ --><![weird[x]]>ঙ", "কখগঙ"),
        ("<p>ক &amp; খ &lt;b&gt;", "ক &amp; খ &lt;b&gt;"),
        ("<pre>ক\n  খ</pre>", "ক\nখ"),
    ],
)
def test_what_becomes_of_html(html, marked):
    assert read(html, "").text == marked


def test_a_piece_of_a_sentence_keeps_the_blank_around_it():
    assert read("", "সভা ").text == "সভা "
    assert read("<span>সভা </span>", " সভা").text == " সভা"
    assert read("<p>সভা</p>", "সভা\r\n").text == "সভা"


def test_what_is_unseen_goes_and_what_bengali_needs_stays():
    assert read("", "র\u200d্য ক্\u200cষ হঠাত্\u200d ক").text == nfc("র\u200d্য ক্\u200cষ হঠাত্\u200d ক")
    assert read("", "ক\u200d\u200d\u200cখ \u200f\u202eসভা\x00\u200b\u2066 \u200dগ\x07").text == "ক\u200dখ সভা গ"
    assert read("", "\u200d" * 50_000 + "ক").text == "ক"
    assert read("", "ক\u00a0\u00a0\t খ\u2003গ").text == "ক খ গ"


def test_plain_text_is_escaped_and_its_empty_lines_go():
    assert read("", "ক <b>খ</b>\r\n\r\n& গ\x0bঘ").text == "ক &lt;b&gt;খ&lt;/b&gt;\n&amp; গ\nঘ"


def test_html_that_lacks_words_of_the_text_is_not_believed():
    assert read("<p>সভা</p><title>মুলতবি", "সভা মুলতবি").text == "সভা মুলতবি"
    assert read("<img src=x>", "ছবি").text == "ছবি"


def test_more_than_a_field_takes_is_said():
    assert not read("", "ক" * FIELD_LIMIT).too_long
    assert read("", "ক" * (FIELD_LIMIT + 1)).too_long
    found = read("", "সভা " * 50_000)
    assert (found.kind, found.too_long) == ("text", True)
    assert read("<p>" + "সভা " * 500_000, "").too_long
    # HTML beyond reason is left, the text beside it is read.
    assert read("<p>" + "<b>" * 200_000 + "সভা", "সভা").text == "সভা"


# Lists


def test_a_list_of_word_has_its_numbers_apart():
    entry = (
        "<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level{1} lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>{0}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
        "<![endif]><span lang=BN>{2}<o:p></o:p></span></p>"
    )
    html = WORD.format(entry.format("১।", 1, "প্রথম") + entry.format("o", 2, "ভিতরের") + entry.format("২।", 1, "দ্বিতীয়"))
    found = read(html, "১।\tপ্রথম\r\no\tভিতরের\r\n২।\tদ্বিতীয়\r\n")
    assert found.kind == "list"
    assert found.lines == (Entry("১।", "প্রথম", 0), Entry("•", "ভিতরের", 1), Entry("২।", nfc("দ্বিতীয়"), 0))
    assert found.text == nfc("১। প্রথম\n• ভিতরের\n২। দ্বিতীয়")


def test_lists_of_the_web_count_and_nest():
    html = "<ol start=3><li>ক<li><p>খ</p><p>আরও</p><ul><li>গ</ul><li>ঘ</ol>"
    assert read(html, "").lines == (
        Entry("৩।", "ক", 0),
        Entry("৪।", "খ\nআরও", 0),
        Entry("•", "গ", 1),
        Entry("৫।", "ঘ", 0),
    )
    assert [one.label for one in read("<ol><li>a<li>b</ol>", "").lines] == ["1.", "2."]
    roman = "<ol type=i><li>ক<li>খ</ol>"
    bengali = "<ol style='list-style-type: bengali'><li>ক<li>খ</ol>"
    assert [one.label for one in read(roman, "").lines] == ["i.", "ii."]
    assert [one.label for one in read(bengali, "").lines] == ["১.", "২."]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("১। ক\n২। খ", [("১।", "ক", 0), ("২।", "খ", 0)]),
        ("৩) ক\n৪) খ", [("৩)", "ক", 0), ("৪)", "খ", 0)]),
        ("• ক\n• খ", [("•", "ক", 0), ("•", "খ", 0)]),
        ("- ক\n- খ", [("•", "ক", 0), ("•", "খ", 0)]),
        ("১।\tক\n২।\tখ", [("১।", "ক", 0), ("২।", "খ", 0)]),
        ("১। ক\n(ক) খ\n(খ) গ\n২। ঘ", [("১।", "ক", 0), ("(ক)", "খ", 1), ("(খ)", "গ", 1), ("২।", "ঘ", 0)]),
        ("১। জেলা প্রশাসক,\nনদীপাড়।\n২। অফিস কপি।", [("১।", nfc("জেলা প্রশাসক, নদীপাড়।"), 0), ("২।", "অফিস কপি।", 0)]),
    ],
)
def test_typed_lists_are_known(text, lines):
    found = read("", text)
    assert found.kind == "list"
    assert [(one.label, one.text, one.level) for one in found.lines] == lines


@pytest.mark.parametrize("text", ["১। ক", "সভা বসে।\nসভা শেষ হয়।", "সভায়:\n১। ক\n২। খ", "২০২৬ সালে\n২০২৭ সালে", ""])
def test_a_text_is_no_list(text):
    assert read("", text).kind == "text"


def test_lines_of_a_text_are_told_apart():
    assert [one.text for one in read("", "সভাপতি\nসদস্য সচিব").lines] == ["সভাপতি", "সদস্য সচিব"]


# Tables


@pytest.mark.parametrize(
    "clip",
    [
        (WORD.format(table(ROWS)), ""),
        (table(ROWS, "<td class=xl65 style='height:15pt'>{}</td>"), "\n".join("\t".join(row) for row in ROWS)),
        ("", "\r\n".join("\t".join(row) for row in ROWS)),
        (table(ROWS, "<td><p align=left><font face='Nikosh'>{}</font></p></td>").replace("</td>", ""), ""),
    ],
    ids=["Word", "Excel", "text", "LibreOffice, ends left out"],
)
def test_a_table_is_its_cells(clip):
    found = read(*clip)
    assert found.kind == "table"
    assert found.rows == tuple(tuple(nfc(cell) for cell in row) for row in ROWS)
    assert not words(nfc(" ".join(itertools.chain(*ROWS)))) - words(found.text)


def test_merged_cells_leave_empty_ones():
    html = (
        "<table><tr><td rowspan=2>ক<td colspan=2>খ<td>গ</tr><tr><td>ঘ<td>ঙ<td>চ</tr>"
        "<tr style='display:none'><td>গুপ্ত</table>"
    )
    assert read(html, "").rows == (("ক", "খ", "", "গ"), ("", "ঘ", "ঙ", "চ"))


def test_bold_of_a_style_of_excel_is_kept():
    html = "<style><!--td{font-weight:400;} .xl66{font-weight:700;}--></style><table><tr><td class=xl66>ক<td>খ</table>"
    assert read(html, "").rows == (("<b>ক</b>", "খ"),)


def test_a_cell_of_excel_with_lines_and_quotes():
    assert read("", 'ক\t"খ\nগ ""ঘ"""\nঙ\t"চ" ছ').rows == (("ক", 'খ\nগ "ঘ"'), ("ঙ", '"চ" ছ'))


def test_one_cell_or_one_column_is_text():
    assert read("<table><tr><td>ক<p>খ</table>", "").kind == "text"
    assert read("<table><tr><td>ক<tr><td>খ</table>", "").text == "ক\nখ"
    assert read("<table><tr><td>১।<td>ক<tr><td>২।<td>খ</table>", "").lines == (Entry("১।", "ক"), Entry("২।", "খ"))
    assert read("", "\tক\n\tখ").kind == "text"


def test_a_table_in_a_frame_is_found_and_one_in_a_cell_is_text():
    inner = "<table><tr><td>ক<td>খ</table>"
    assert read(f"<table><tr><td>{inner}</table>", "").rows == (("ক", "খ"),)
    assert read(f"<table><tr><td>{inner}<td>গ</table>", "").rows == (("ক খ", "গ"),)


def test_a_table_among_paragraphs_is_text_with_every_cell():
    found = read(f"<p>শুরু</p>{table(ROWS)}<p>শেষ</p>", "")
    assert found.kind == "text"
    assert not words(nfc(" ".join(itertools.chain(["শুরু শেষ"], *ROWS)))) - words(found.text)


# Parts of a meeting


def test_a_decision_table_becomes_agenda_items():
    first, second = pasting.agenda(read(table(ROWS), ""), mint())
    assert (first.serial, first.topic, first.discussion) == ("১.০", nfc("পুকুর খনন"), nfc("দুটি পুকুরের পাড় ভেঙে গেছে।"))
    assert [(one.label, one.text) for one in first.decisions] == [
        ("১।", nfc("পাড় বাঁধতে হবে।")),
        ("২।", "৩০/১১/২০২৬ এর মধ্যে ছবি দিতে হবে।"),
    ]
    assert str(first.decisions[1].due) == "2026-11-30"
    assert [(one.name, one.group) for one in first.implementers] == [
        ("উপজেলা প্রকৌশলী", False),
        ("ইউপি সচিব (সকল)", True),
    ]
    assert [one.text for one in second.decisions] == ["অবশিষ্ট চারা লাগাতে হবে।"]
    ids = [part.id for item in (first, second) for part in (item, *item.decisions, *item.implementers)]
    assert len(set(ids)) == len(ids) == 8
    assert first.id.startswith("item")


@pytest.mark.parametrize("columns", [(0, 1, 2, 3), (1, 2, 3), (0, 2, 3), (2, 3), (0, 1, 2), (1, 2)])
def test_without_headings_the_place_tells_what_a_column_is(columns):
    rows = [[row[index] for index in columns] for row in ROWS[1:]]
    found = pasting.agenda(read(table(rows), ""), mint())
    assert [len(item.decisions) for item in found] == [2, 1]
    assert [len(item.implementers) for item in found] == ([2, 1] if 3 in columns else [0, 0])
    assert bool(found[0].topic) == (1 in columns)
    assert bool(found[0].serial) == (0 in columns)


def test_a_row_under_a_merged_cell_belongs_to_the_item_above():
    html = (
        "<table><tr><td>ক্রমিক<td>আলোচনা<td>সিদ্ধান্ত<td>বাস্তবায়নকারী<tr><td>১<td>২<td>৩<td>৪"
        "<tr><td rowspan=2>১<td rowspan=2>রাস্তা সংস্কার<td>ইট দিতে হবে।<td>উপজেলা প্রকৌশলী"
        "<tr><td>গাছ লাগাতে হবে।<td>উপজেলা বন কর্মকর্তা</table>"
    )
    (item,) = pasting.agenda(read(html, ""), mint())
    assert [(one.text, one.implementers) for one in item.decisions] == [
        ("ইট দিতে হবে।", (0,)),
        (nfc("গাছ লাগাতে হবে।"), (1,)),
    ]


def test_a_title_over_the_table_and_a_strange_column_are_kept():
    rows = [
        ["সেপ্টেম্বর মাসের অগ্রগতি", "", "", "", ""],
        [*ROWS[0], "মন্তব্য"],
        [*ROWS[1], "চলমান"],
        [*ROWS[0], "মন্তব্য"],
        [*ROWS[2], "সমাপ্ত"],
    ]
    found = pasting.agenda(read(table(rows), ""), mint())
    assert [item.serial for item in found] == ["", "১.০", "২.০"]
    said = " ".join(f"{item.topic} {item.discussion}" for item in found)
    assert {"অগ্রগতি", "চলমান", "সমাপ্ত"} <= set(words(said))


def test_decisions_and_implementers_of_a_list():
    found = read("", "১। ৩০/১১/২০২৬ এর মধ্যে দিতে হবে।\n(ক) ছবিসহ\n২। জানাতে হবে।")
    one, two = pasting.decisions(found, mint())
    assert (one.label, one.text, str(one.due)) == ("১।", "৩০/১১/২০২৬ এর মধ্যে দিতে হবে।\n(ক) ছবিসহ", "2026-11-30")
    assert (two.text, two.due) == ("জানাতে হবে।", None)
    named = pasting.implementers(read("", "• ইউপি সচিব (সকল)\n• <প্রকৌশলী>"), mint())
    assert [(who.label, who.name, who.group) for who in named] == [
        ("", "ইউপি সচিব (সকল)", True),
        ("", "&lt;প্রকৌশলী&gt;", False),
    ]


@pytest.mark.parametrize(
    "clip",
    [
        "১। জেলা প্রশাসক, নদীপাড়।\n২। অফিস কপি।",
        "১\tজেলা প্রশাসক, নদীপাড়।\n২\tঅফিস কপি।",
        "• জেলা প্রশাসক, নদীপাড়।\n• অফিস কপি।",
        "জেলা প্রশাসক, নদীপাড়।\nঅফিস কপি।",
    ],
)
def test_recipients_of_a_list(clip):
    found = pasting.recipients(read("", clip), mint())
    assert [one.text for one in found] == [nfc("জেলা প্রশাসক, নদীপাড়।"), "অফিস কপি।"]
    assert [one.id for one in found] == ["recipient.1", "recipient.2"]


PEOPLE = (
    ("ক্রমিক", "নাম", "পদবি", "মোবাইল", "উপস্থিতি"),
    ("১", "রহিমা খাতুন", "উপজেলা কৃষি কর্মকর্তা", "০১৭০০০০০০০১", "উপস্থিত"),
    ("২", "মোঃ সালাম", "ইউপি সচিব", "", "অনুপস্থিত"),
)


@pytest.mark.parametrize(("start", "columns"), [(0, (0, 1, 2, 3, 4)), (1, (0, 1, 2, 3, 4)), (1, (2, 1, 3, 4))])
def test_attendees_of_a_table(start, columns):
    clip = "\n".join("\t".join(row[index] for index in columns) for row in PEOPLE[start:])
    found = pasting.attendees(read("", clip), mint())
    assert [(one.name, one.designation, one.state, one.phone) for one in found] == [
        ("রহিমা খাতুন", "উপজেলা কৃষি কর্মকর্তা", "present", "০১৭০০০০০০০১"),
        ("মোঃ সালাম", "ইউপি সচিব", "absent", ""),
    ]
    assert [one.id for one in found] == ["attendee.1", "attendee.2"]


def test_attendees_of_lines():
    found = pasting.attendees(read("", "১। রহিমা খাতুন, উপজেলা কৃষি কর্মকর্তা\n২। মোঃ সালাম, ইউপি সচিব"), mint())
    assert [(one.name, one.designation) for one in found] == [
        ("রহিমা খাতুন", "উপজেলা কৃষি কর্মকর্তা"),
        ("মোঃ সালাম", "ইউপি সচিব"),
    ]
    assert [one.name for one in pasting.attendees(read("", "রহিমা\nসালাম"), mint())] == ["রহিমা", "সালাম"]


# Whatever comes

LETTERS = st.text(st.sampled_from('কখগািুে্ঁঃ১২।a1 ()-•\t\n"<>&\u00a0'), max_size=30)
ANY = st.text(st.characters(), max_size=60) | LETTERS


@given(ANY)
def test_no_word_of_a_text_is_lost(text):
    found = read("", text)
    clean(found)
    # Some of it may look like Bijoy.
    assert not words(legible(text)) - words(plain((found.raw or found).text))


@given(st.lists(st.lists(LETTERS, min_size=1, max_size=5), min_size=1, max_size=5), st.booleans())
def test_no_word_of_a_table_is_lost_on_its_way_to_a_meeting(rows, numbered):
    if numbered:
        rows = [[str(number), *row] for number, row in enumerate(rows, 1)]
    found = read(table(rows), "")
    source = words(legible(" ".join(itertools.chain(*rows))))
    assert not source - words(plain(found.text)) - words("•")
    clean(found)
    if found.kind == "table":
        kept = " ".join(
            " ".join(
                [
                    item.serial,
                    item.topic,
                    item.discussion,
                    *(f"{one.label} {one.text}" for one in item.decisions),
                    *(f"{one.label} {one.name}" for one in item.implementers),
                ]
            )
            for item in pasting.agenda(found, mint())
        )
        # The sign that closes a topic is the layout's.
        assert not words(" ".join(source.elements()).replace("ঃ", " ")) - words(plain(kept).replace("ঃ", " "))


PIECES = st.sampled_from(
    "<p> </p> <b> </b> <u> <table> </table> <tr> </tr> <td> <td/colspan=99/rowspan=9> </td> <ul> </ul> "
    "<ol/type=A/start=30> <li> <li/value=৩> </li> <br> <!-- --> <![if/x]> <![endif]> "
    "<span/style='mso-list:Ignore'> </span> <p/style='mso-list:l0/level2/lfo1'> <pre> </pre> <div &nbsp; সভা মুলতবি ১। "
    "\u200d \u0338 \ud83d &#0; &#xd800; <th> <caption> </tr></td>".replace("/", "\0").split()
).map(lambda piece: piece.replace("<\0", "</").replace("\0", " "))


@given(st.lists(PIECES, max_size=40))
def test_broken_html_is_read_without_a_word(pieces):
    clean(read("".join(pieces), ""))


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<table>", "</table>", "<tr>", "<td>", "<ul>", "<li>"]),
        max_size=30,
    )
)
def test_every_word_between_tags_is_found(tags):
    html = "".join(f"{tag}শব্দ{number} " for number, tag in enumerate(tags))
    found = read(html, "")
    assert not words(legible(" ".join(f"শব্দ{number}" for number in range(len(tags))))) - words(plain(found.text))


def clean(found):
    """What is read can be stored: balanced marks, NFC, nothing that may not stand in a paper."""
    for text in (found.text, *(one.text for one in found.lines), *itertools.chain(*found.rows)):
        assert canonical(text) == text == nfc(text)
        assert not controls(text)
        assert "\t" not in text


def test_depth_and_size_hold_nobody_up():
    deep = "<table><tr><td>" * 3_000 + "সভা" + "</td></tr></table>" * 3_000
    assert read(deep, "").text == "সভা"
    said = [f"ক{number}" for number in range(60)]
    deep = "".join(f"<table><tr><td>{word}" for word in said[:30])
    deep += "".join(f"<td>{word}</td></tr></table>" for word in said[30:])
    assert not Counter(said) - words(read(deep, "").text)
    assert read(f"{deep}<table><tr><td>খ<td>গ</table>", "").text.endswith("খ গ")
    assert read("<b><i>" * 20_000 + "সভা" + "</u>" * 20_000, "").text == "<b>সভা</b>"
    wide = "<table><tr>" + "<td colspan=60>ক" * 5_000 + "</tr>" + "<tr><td>খ" * 5_000 + "</table>"
    assert read(wide, "").kind == "table"
    wide = "<table>" + "<tr>" + "<td>ক" * 5_000 + "<tr><td>খ" * 5_000
    assert (len(read(wide, "").rows[0]), words(read(wide, "").text)["ক"]) == (40, 5_000)
    quotes = '"""' * 60_000 + "\t"
    assert read("", quotes).text


@given(st.lists(st.builds(Span, st.text(st.sampled_from("কখ<>& \u0338\n"), max_size=4), st.booleans(), st.booleans())))
def test_marks_are_written_as_they_are_read(stretches):
    marked = written(stretches)
    assert spans(marked) == spans(canonical(marked))
    assert written(spans(marked)) == marked == canonical(marked)
    assert nfc(marked).count("<") == marked.count("<")

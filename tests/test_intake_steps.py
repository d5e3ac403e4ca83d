"""Single steps of reading old minutes: lines, headings, topics, decisions, memo lines, names, columns."""

from __future__ import annotations

from datetime import date

import pytest

from koyradesk.bengali.text import nfc
from koyradesk.intake import facts, grid, head, items, memo, people, read_text, signature, tail
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.lines import Line, lines, paragraphs_of, stored_text
from koyradesk.intake.marks import cut, whole_mark
from koyradesk.intake.topics import split_topic
from koyradesk.intake.widths import widths
from koyradesk.model import Person


def read(text: str) -> tuple[Line, ...]:
    return lines(nfc(text))


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("ক  খ \u00a0 গ", "ক খ গ"),
        ("[ক](mailto:x@y)", "ক"),
        ("[](http://x)", "http://x"),
        ("<u> ক </u>খ", "<u>ক</u> খ"),
        ("**ক** খ", "<b>ক</b> খ"),
        ("<strong>ক</strong><center>খ</center>", "<b>ক</b>খ"),
        ("ক & খ < গ", "ক &amp; খ &lt; গ"),
        ("ক<br/>খ", "ক\nখ"),
        ("<u>ক", "<u>ক</u>"),
        ("ক</u>", "ক"),
        ("<b>ক<u>খ</b>গ</u>", "<b>ক<u>খ</u></b><u>গ</u>"),
        ("<b>১।</b> ক", "১। ক"),
        ("<u>ক</u> <u>খ</u>", "<u>ক খ</u>"),
    ],
)
def test_stored_text(raw: str, stored: str) -> None:
    assert stored_text(raw) == stored


def test_lines_rules_dashes_and_bars() -> None:
    found = read("# শিরোনাম\n---\n- ক\n\nখ\tগ\n")
    assert [line.text for line in found] == [nfc("শিরোনাম"), "ক", "খ গ"]
    assert [line.blank for line in found] == [True, True, True]
    assert found[1].dash
    assert found[2].row
    assert read("| ক | খ |\n|---|---|\n| গ | ঘ |")[1].cells == ("গ", "ঘ")
    # A bar typed for a danda parts nothing.
    assert not read("এক হয়| দুই হয়| তিন হয়|")[0].row


def test_cut_closes_and_opens_marks() -> None:
    assert cut("<b>কখ</b>গ", 1) == ("<b>ক</b>", "<b>খ</b>গ")
    assert cut("ক&amp;খ", 2) == ("ক&amp;", "খ")
    assert whole_mark("<b><u>ক</u></b>") == ("bu", "ক")
    assert whole_mark("<b>ক</b> <b>খ</b>") == ("", "<b>ক</b> <b>খ</b>")


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        ("ক্রমিক|সিদ্ধান্ত|বাস্তবায়ন", ["serial", "decisions", "implementers"]),
        ("ক্র:|আলোচনা|সিদ্ধান্ত|বাস্তবায়নকারী", ["serial", "topic+discussion", "decisions", "implementers"]),
        ("ক্রঃ নং|আলোচ্যসূচি|আলোচনা|সিদ্ধান্তসমূহ|দায়িত্ব", ["serial", "topic", "discussion", "decisions", "implementers"]),
        ("ক্রম|আলোচ্য বিষয়|আলোচনা ও সিদ্ধান্ত/বিবরণ|বাস্তবায়নকারী", ["serial", "topic", "discussion", "implementers"]),
        ("ক্রমিক|আলোচ্য বিষয় ও আলোচনা|সিদ্ধান্ত|মন্তব্য", ["serial", "topic+discussion", "decisions", ""]),
        ("নং|আলোচ্য বিষয়|গৃহীত সিন্ধান্ত|সিদ্ধান্ত বাস্তবায়নকারী", ["serial", "topic+discussion", "decisions", "implementers"]),
    ],
)
def test_headings(cells: str, parts: list[str]) -> None:
    found = grid.headings([nfc(cell) for cell in cells.split("|")])
    assert found is not None
    assert ["+".join(column.parts) for column in found] == parts


@pytest.mark.parametrize("cells", ["ক্রমিক|নাম|পদবি", "১|কিছু কথা|আরও কথা", "সভাপতি|কামাল", "সিদ্ধান্ত"])
def test_no_headings(cells: str) -> None:
    assert grid.headings([nfc(cell) for cell in cells.split("|")]) is None


@pytest.mark.parametrize(
    ("cell", "topic", "rest", "doubts"),
    [
        ("<u>ই-নথি</u> আলোচনা হয়।", "ই-নথি", "আলোচনা হয়।", 0),
        ("ল্যাব সংক্রান্ত: সভায় জানানো হয়।", "ল্যাব সংক্রান্ত", "সভায় জানানো হয়।", 0),
        ("ল্যাব পরিদর্শনঃ মোঃ কামাল জানান।", "ল্যাব পরিদর্শন", "মোঃ কামাল জানান।", 0),
        ("মোঃ কামাল জানান যে, সব ঠিক আছে।", "", "মোঃ কামাল জানান যে, সব ঠিক আছে।", 0),
        ("সভাপতি বলেন: কাজ করতে হবে।", "", "সভাপতি বলেন: কাজ করতে হবে।", 0),
        ("সভা ১০:৩০ ঘটিকায় শুরু হয়।", "", "সভা ১০:৩০ ঘটিকায় শুরু হয়।", 0),
        ("ল্যাব সংক্রান্ত এ বিষয়ে আলোচনা হয়।", "ল্যাব সংক্রান্ত", "এ বিষয়ে আলোচনা হয়।", 1),
        ("ল্যাব সংক্রান্ত কাজ চলছে।", "", "ল্যাব সংক্রান্ত কাজ চলছে।", 0),
        ("পোর্টাল\nপোর্টালে ভুল আছে।", "পোর্টাল", "পোর্টালে ভুল আছে।", 0),
        ("সরকারি ই-মেইল ব্যবহার", "সরকারি ই-মেইল ব্যবহার", "", 0),
    ],
)
def test_topics(cell: str, topic: str, rest: str, doubts: int) -> None:
    noted = Doubts()
    found, left = split_topic(nfc(cell), "items[0].topic", True, noted)
    assert (found.text, left, len(noted.all())) == (nfc(topic), nfc(rest), doubts)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("৩০/০১/২০২৪ তারিখের মধ্যে পাঠাতে হবে।", date(2024, 1, 30)),
        ("১৫ জুন, ২০২৩ খ্রি. এর মধ্যে করতে হবে।", date(2023, 6, 15)),
        ("৩১ ডিসেম্বরের মধ্যে করতে হবে।", None),
        ("৩০/০১/২০২৪ তারিখে সভা হবে।", None),
        ("৩১/০২/২০২৪ তারিখের মধ্যে করতে হবে।", None),
        ("৩০/০১/২৪ তারিখের মধ্যে করতে হবে।", None),
        ("আগামী সভার মধ্যে করতে হবে।", None),
    ],
)
def test_due(text: str, due: date | None) -> None:
    assert items.due_of(nfc(text)) == due


def test_decisions_and_implementers() -> None:
    found = items.decisions(nfc("১। এক (ক) দুই (খ) তিন ২। চার"))
    assert [(one.label, one.text) for one in found] == [("১।", nfc("এক\n(ক) দুই\n(খ) তিন")), ("২।", nfc("চার"))]
    who = items.implementers(nfc("সহকারী প্রোগ্রামার,\nআইসিটি অধিদপ্তর\nসকল বিভাগীয় প্রধান"))
    assert [(one.name, one.group) for one in who] == [
        (nfc("সহকারী প্রোগ্রামার, আইসিটি অধিদপ্তর"), False),
        (nfc("সকল বিভাগীয় প্রধান"), True),
    ]
    # Commas part nothing.
    assert len(items.implementers(nfc("উপজেলা নির্বাহী অফিসার, উপজেলা ইঞ্জিনিয়ার"))) == 1


@pytest.mark.parametrize(
    ("text", "label", "number", "day"),
    [
        (
            "স্মারক নং-০৫.৪৪.৯৯৯৯.০০০.০৬.০১১.২৪- ৩১২\nতারিখ: ২০/০৮/২০২৪ খ্রি.",
            "স্মারক নং-",
            "০৫.৪৪.৯৯৯৯.০০০.০৬.০১১.২৪- ৩১২",
            date(2024, 8, 20),
        ),
        ("নম্বর: ৫৬.০৪.৯৯৯৯.১ তারিখ: ১ আষাঢ় ১৪৩২\n১৫ জুন ২০২৫", "নম্বর: ", "৫৬.০৪.৯৯৯৯.১", date(2025, 6, 15)),
        ("১ আষাঢ় ১৪৩২\n১৫ জুন ২০২৫\nস্মারক: ৫৬.০৪.৯৯৯৯.১", "স্মারক: ", "৫৬.০৪.৯৯৯৯.১", date(2025, 6, 15)),
        ("স্মারক নম্বর:\n৫৬.০৪.৯৯৯৯.০০০\nতারিখ: ১ আষাঢ় ১৪৩২", "স্মারক নম্বর: ", "৫৬.০৪.৯৯৯৯.০০০", date(2025, 6, 15)),
    ],
)
def test_memo_lines(text: str, label: str, number: str, day: date) -> None:
    found = memo.read(read(text), Doubts())
    assert (found.number_label, found.memo.number, found.memo.date) == (nfc(label), nfc(number), day)
    assert found.rest == []


def test_a_quoted_memo_is_no_memo_line() -> None:
    rest = tail.split(read("স্মারক নং-৫৬.০৪.৯৯৯৯.১২ মোতাবেক কাজ করতে হবে।\nআর কোনো আলোচনা নেই।"), memo_known=False)
    assert rest.memo == []


@pytest.mark.parametrize(
    ("text", "person", "inline"),
    [
        ("কামাল হোসেন, জেলা প্রশাসক, শালবন", Person("কামাল হোসেন", "জেলা প্রশাসক", "শালবন"), True),
        ("কামাল হোসেন জেলা প্রশাসক", Person("কামাল হোসেন", "জেলা প্রশাসক"), False),
        ("উপজেলা নির্বাহী অফিসার, নমুনা", Person("", "উপজেলা নির্বাহী অফিসার", "নমুনা"), True),
        ("কামাল হোসেন", Person("কামাল হোসেন"), True),
        ("কামাল হোসেন\nজেলা প্রশাসক\nশালবন", Person("কামাল হোসেন", "জেলা প্রশাসক", "শালবন"), False),
    ],
)
def test_people(text: str, person: Person, inline: bool) -> None:
    wanted = Person(nfc(person.name), nfc(person.designation), nfc(person.place))
    assert people.person(nfc(text).split("\n")) == (wanted, inline)


def test_names_are_compared_without_honorifics() -> None:
    names = ("জনাব মোঃ আনিস", "(মো: আনিস)", "মোহাম্মদ আনিস", "আনিস")
    assert {people.bare_name(nfc(name)) for name in names} == {nfc("আনিস")}


def test_signatures_side_by_side_and_under_one_another() -> None:
    beside = tail.split(read("আর কোনো আলোচনা নেই।\n\nক খ\tগ ঘ\nসদস্য সচিব\tসভাপতি"), memo_known=False)
    assert [block.name for block in signature.read(beside.first)] == ["ক খ", "গ ঘ"]
    blocks = signature.read(read("(কামাল)\nসচিব\n১৫/০৬/২০২৫\n(জামাল)\nসভাপতি"))
    assert [(block.name, block.date) for block in blocks] == [(nfc("কামাল"), []), (nfc("জামাল"), ["১৫/০৬/২০২৫"])]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("নমুনা উপজেলার আইসিটি কমিটির মে/ ২০২৫ খ্রিঃ মাসে অনুষ্ঠিত মাসিক সভার কার্যবিবরণী", "উপজেলা আইসিটি কমিটি"),
        ("শালবন জেলা আইসিটি বিষয়ক কমিটির ফেব্রুয়ারি-২০২১ খ্রি. মাসের সভার কার্যবিবরণী।", "জেলা আইসিটি বিষয়ক কমিটি"),
        ("উপজেলা চোরাচালান নিরোধ কমিটির ৩য় সভার কার্যবিবরণী", "উপজেলা চোরাচালান নিরোধ কমিটি"),
        ("সভার কার্যবিবরণী", ""),
    ],
)
def test_committees(title: str, name: str) -> None:
    assert head.committee(nfc(title), [], Doubts()) == nfc(name)


def test_facts_in_every_shape() -> None:
    for text in (
        "সভাপতি : ক খ\nতারিখ : ০১/০২/২০২৪\nসময় : সকাল ১০টা",
        "সভাপতি\tক খ\nতারিখ\t০১/০২/২০২৪\nসময়\tসকাল ১০টা",
        "সভাপতি\t:\tক খ\nতারিখ\t:\t০১/০২/২০২৪\tসময়\t:\tসকাল ১০টা",
        "সভাপতিঃ ক খ\nতারিখঃ ০১/০২/২০২৪ সময়ঃ সকাল ১০টা",
        "সভাপতি      ক খ\nতারিখ      ০১/০২/২০২৪\nসময়      সকাল ১০টা",
    ):
        found = facts.find(read(text), Doubts())
        assert found is not None, text
        assert (found.chair.name, found.date, found.time) == ("ক খ", date(2024, 2, 1), nfc("সকাল ১০টা")), text
        assert [row.show for row in found.rows] == ["chair", "date", "time"]


def test_paragraphs_join_broken_sentences_only() -> None:
    assert paragraphs_of(read("এক দুই\n\nতিন।\nচার।\n১। পাঁচ\n২। ছয়")) == [
        nfc(text) for text in ("এক দুই তিন।", "চার।", "১। পাঁচ", "২। ছয়")
    ]


def test_widths_follow_the_text_and_break_no_word() -> None:
    narrow, wide = widths(["ক", "খ"], [["ছোট", "অনেক কথা " * 40]])
    assert wide > 4 * narrow
    assert narrow + wide == pytest.approx(12.8, abs=0.2)
    long_word = widths(["ক", "খ"], [["তথ্যপ্রযুক্তিবিষয়ক", "অনেক কথা " * 40]])
    assert long_word[0] > narrow


def test_items_without_numbers_begin_with_the_label_of_their_topic() -> None:
    text = (
        "উপজেলা নির্বাহী অফিসারের কার্যালয়\nঝাউতলা\n\nমাসিক সভার কার্যবিবরণী\n\nতারিখ : ২৯/০৯/২০২৬ খ্রি.\n\n"
        "আলোচ্যসূচি-১: ভাতা বিতরণ\nআলোচনা: বিতরণ চলমান আছে।\nসিদ্ধান্ত: বিতরণ শেষ করতে হবে।\nবাস্তবায়নে: সমাজসেবা অফিসার।\n\n"
        "আলোচ্যসূচি-২: সার বিতরণ\nআলোচনা: মজুদ পর্যাপ্ত।\nসিদ্ধান্ত: তালিকা হালনাগাদ করতে হবে।\n\n"
        "আর কোনো আলোচনা না থাকায় সভাপতি সভার সমাপ্তি ঘোষণা করেন।\n"
    )
    items = read_text(text).items
    assert [item.topic for item in items] == ["আলোচ্যসূচি-১: ভাতা বিতরণ", "আলোচ্যসূচি-২: সার বিতরণ"]
    assert [len(item.decisions) for item in items] == [1, 1]
    assert [len(item.implementers) for item in items] == [1, 0]

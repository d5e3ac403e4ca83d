"""Running text is taken apart at the labels that count up, nowhere else, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.labels import Labelled, join, nth, split, strays, take
from koyradesk.bengali.text import nfc


def outline(text: str) -> list[tuple[str, str]]:
    """What stands under which label, after checking that nothing went lost."""
    pieces = split(text)
    assert join(pieces) == text.strip()
    return [(piece.label, piece.text) for piece in pieces]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("১। পুকুর খনন করা হবে। ২। গাছ লাগানো হবে।", ["১।", "পুকুর খনন করা হবে।", "২।", "গাছ লাগানো হবে।"]),
        ("১. প্রধান শিক্ষক (সকল) ২. সচিব ৩. পরিদর্শক", ["১.", "প্রধান শিক্ষক (সকল)", "২.", "সচিব", "৩.", "পরিদর্শক"]),
        ("সভায় স্থির হয়- ১) সেতু মেরামত ২) ঘাট পরিষ্কার", ["", "সভায় স্থির হয়-", "১)", "সেতু মেরামত", "২)", "ঘাট পরিষ্কার"]),
        ("(ক) টিকা দেওয়া (খ) তালিকা করা", ["(ক)", "টিকা দেওয়া", "(খ)", "তালিকা করা"]),
        ("ক) টিকা খ) তালিকা", ["ক)", "টিকা", "খ)", "তালিকা"]),
        ("i)টিকা ii)তালিকা iii)খাতা", ["i)", "টিকা", "ii)", "তালিকা", "iii)", "খাতা"]),
        ("১.টিকা ২.তালিকা", ["১.", "টিকা", "২.", "তালিকা"]),
        ("a) one b) two", ["a)", "one", "b)", "two"]),
        ("০১। টিকা ০২। তালিকা", ["০১।", "টিকা", "০২।", "তালিকা"]),
        ("2. b 1. a 2. c", ["", "2. b", "1.", "a", "2.", "c"]),
        ("৩.১। টিকা ৩.২। তালিকা", ["৩.১।", "টিকা", "৩.২।", "তালিকা"]),
        ("১ । টিকা ২৷ তালিকা ৩| খাতা", ["১ ।", "টিকা", "২৷", "তালিকা", "৩|", "খাতা"]),
        ("কাজ শেষ হবে।১। টিকা।২। তালিকা", ["", "কাজ শেষ হবে।", "১।", "টিকা।", "২।", "তালিকা"]),
        ("নিয়ম:১। টিকা ২। তালিকা", ["", "নিয়ম:", "১।", "টিকা", "২।", "তালিকা"]),
        ("<u>টিকা</u>১। খাতা ২। <b>কলম</b>", ["", "<u>টিকা</u>", "১।", "খাতা", "২।", "<b>কলম</b>"]),
        ("১। একটিই সিদ্ধান্ত", ["১।", "একটিই সিদ্ধান্ত"]),
        ("১) এ উপজেলায় ২) এ বিষয়ে", ["১)", "এ উপজেলায়", "২)", "এ বিষয়ে"]),
        ("১) প্রধান (সকল) ও ২) সচিব", ["১)", "প্রধান (সকল) ও", "২)", "সচিব"]),
        ("১.০ টিকা\n২.০ তালিকা", ["১.০", "টিকা", "২.০", "তালিকা"]),
        ("ক. টিকা\nখ. তালিকা", ["ক.", "টিকা", "খ.", "তালিকা"]),
        ("১- টিকা\n২- তালিকা", ["১-", "টিকা", "২-", "তালিকা"]),
        ("১। ......\n২। ......\n৩।", ["১।", "......", "২।", "......", "৩।", ""]),
        ("কমিটি:\n১) সভাপতি", ["", "কমিটি:", "১)", "সভাপতি"]),
    ],
)
def test_series(text: str, pieces: list[str]) -> None:
    assert [word for piece in outline(nfc(text)) for word in piece] == [nfc(piece) for piece in pieces]


@pytest.mark.parametrize(
    "text",
    [
        "বিধিমালা-২০২২ এর ১২(১)(ক), ১২(১)(খ) এবং ১৩ নম্বর বিধি",
        "বিধি ১২ (১) ও (২) এবং ১২(১) (ক) ও (খ) মোতাবেক",
        "দফা ১) ও দফা ২) বাতিল",
        "(ফেজ ১) শেষ, (ফেজ ২) চলমান",
        "প্রকল্প ফেজ-১। প্রকল্প ফেজ-২।",
        "ওয়ার্ড নং ১। ওয়ার্ড নং ২।",
        "১০% কাজ, ১.৫ কিলোমিটার ও ২.৫ কিলোমিটার রাস্তা",
        "তারিখ ০১.০২.২০২২ ও ২.০২.২০২২",
        "অনুপাত ১:১। পরে ১:২।",
        "মোবাইল ০১৯০০-০০০০০১, ০১৯০০-০০০০০২",
        "প্রস্তাব (১) (২) (৩) গৃহীত",
        "১) হতে ৩) নিষ্পন্ন",
        "(ক) এর কাজ, (খ)-এর কাজ",
        "A. K. M. Anwar\nB. Rahman",
        "০৪। আর কোনো আলোচনা না থাকায় সভা শেষ হয়।",
        "১.৫ কিলোমিটার রাস্তা\n২.৫ কিলোমিটার খাল",
        "মোট আসন ১। বাকি নেই।",
        "উত্তর ১) দক্ষিণ ১) পূর্ব",
        "কি) খি) গি)",
        "i.e. and e.g.",
        "প্রথম বাক্য। দ্বিতীয় বাক্য।",
    ],
)
def test_numbers_inside_a_text_are_no_labels(text: str) -> None:
    assert outline(nfc(text)) == [("", nfc(text))]


def test_nothing_has_no_pieces() -> None:
    assert split("") == split(" \n ") == []
    assert join([]) == ""


def test_a_number_in_the_text_does_not_take_the_place_of_the_label() -> None:
    assert outline("১। ওয়ার্ড নং ২। তে কাজ। ২। পরে।") == [("১।", "ওয়ার্ড নং ২। তে কাজ।"), ("২।", "পরে।")]
    assert outline("১) ঘর ২) টি চাবি। ২) পরে। ৩) শেষ") == [("১)", "ঘর ২) টি চাবি।"), ("২)", "পরে।"), ("৩)", "শেষ")]
    assert [label for label, _ in outline("ঘর ১) মাঠ ১) পুকুর ২) গাছ")] == ["", "১)", "২)"]
    assert [label for label, _ in outline("১) ঘর ২) মাঠ ৩) পুকুর। ২) গাছ")] == ["১)", "২)", "৩)"]


def shape(text: str) -> list[tuple[str, int, int]]:
    return [(piece.label, piece.level, piece.series) for piece in split(text)]


def test_a_series_inside_the_pieces_of_another() -> None:
    text = "শুরু ১। সড়ক (ক) মাপ (খ) খরচ ২। সেতু (ক) মাপ (খ) খরচ ৩। ঘাট"
    assert shape(text) == [
        ("", 0, 0),
        ("১।", 1, 1),
        ("(ক)", 2, 2),
        ("(খ)", 2, 2),
        ("২।", 1, 1),
        ("(ক)", 2, 3),
        ("(খ)", 2, 3),
        ("৩।", 1, 1),
    ]
    assert shape("১। (ক) মাপ (খ) খরচ ২। সেতু") == [("১।", 1, 1), ("(ক)", 2, 2), ("(খ)", 2, 2), ("২।", 1, 1)]


def test_a_series_after_another() -> None:
    text = "জানানো হয়। i)তালিকা হবে। ii)খাতা হবে। স্থির হয়- ১) তালিকা। ২) খাতা।"
    assert shape(text) == [("", 0, 0), ("i)", 1, 1), ("ii)", 1, 1), ("১)", 2, 2), ("২)", 2, 2)]


def test_a_series_that_begins_anew_stands_beside_the_old_one() -> None:
    assert shape("১। এক ২। দুই স্থির হয়: ১। তিন ২। চার ৩। পাঁচ") == [
        ("১।", 1, 1),
        ("২।", 1, 1),
        ("১।", 1, 2),
        ("২।", 1, 2),
        ("৩।", 1, 2),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("১। এক। ২। দুই। ৪। চার।", ["৪।"]),
        ("১। এক। ২। দুই। ২। আবার।", ["২।"]),
        ("৩। তিন। ৪। চার।", ["৩।", "৪।"]),
        ("১। এক। ২। দুই।", []),
        ("বাকি ৫) নেই", []),
    ],
)
def test_what_counts_up_in_no_series_is_told(text: str, found: list[str]) -> None:
    assert strays(text) == found


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        ("০৪। সভা শেষ হয়।", "০৪।", "সভা শেষ হয়।"),
        (" ৭। ..... ", "৭।", "....."),
        ("(খ) তালিকা", "(খ)", "তালিকা"),
        ("i)টিকা", "i)", "টিকা"),
        ("২.০ টিকা", "২.০", "টিকা"),
        ("১২. পরিদর্শক", "১২.", "পরিদর্শক"),
        ("২০২২। সালে", "", "২০২২। সালে"),
        ("১০.৩০ ঘটিকা", "", "১০.৩০ ঘটিকা"),
        ("সভাপতি ১) জন", "", "সভাপতি ১) জন"),
        ("০। নেই", "", "০। নেই"),
        ("", "", ""),
    ],
)
def test_the_label_at_the_beginning_of_a_line(line: str, label: str, rest: str) -> None:
    taken = take(line)
    assert (taken.label, taken.text) == (label, rest)
    assert join([taken]) == line.strip()


WORDS = st.lists(
    st.sampled_from(nfc("সভা সড়ক মেরামত (সকল), কাজ। ১০% ২০২২ ১২(১)(ক) ১৫.০২.২০২২ ও <b>ঘাট</b>").split()), min_size=1
)
SAMPLES = st.sampled_from(["১।", "১)", "১.", "(১)", "০১।", "(ক)", "ক)", "i)", "(i)", "I)", "a)", "1.", "৩.১।", "১ ।"])


@given(SAMPLES, st.lists(WORDS, min_size=2, max_size=12), st.sampled_from(["", " "]), st.sampled_from([" ", "\n"]))
def test_every_series_is_found_again(sample: str, texts: list[list[str]], gap: str, between: str) -> None:
    # What begins with "ও", or ends with a number, would speak of the label.
    bodies = [" ".join(["শুরু", *words, "শেষ"]) for words in texts]
    labels = [nth(sample, number + 1) for number in range(len(bodies))]
    text = between.join(label + gap + body for label, body in zip(labels, bodies, strict=True))
    first = [piece for piece in split(text) if piece.series == 1]
    assert [(piece.label, piece.text) for piece in first] == list(zip(labels, bodies, strict=True))


@given(st.text(st.sampled_from("১২৩1কখগiva .)(।৷-:\n\tওটি<u/>\u00a0"), max_size=60))
def test_nothing_is_ever_lost(text: str) -> None:
    pieces = split(text)
    assert join(pieces) == text.strip()
    assert all(piece.text == piece.text.strip() for piece in pieces)
    assert all((piece.label == "") == (piece.series == 0) for piece in pieces)
    series = [piece.series for piece in pieces if piece.series]
    assert set(series) == set(range(1, max(series, default=0) + 1))


def test_a_long_text_without_sentences_stays_quick_enough_to_finish() -> None:
    text = "১) " + "ঘর ২) টি " * 20000 + "। ২) শেষ"
    assert [piece.label for piece in split(text)] == ["১)", "২)"]


def test_a_piece_made_by_hand_needs_only_its_words() -> None:
    assert Labelled("", "কথা") == Labelled(label="", text="কথা", level=0, series=0, gap="", tail="")

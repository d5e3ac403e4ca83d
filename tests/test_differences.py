"""The difference of two texts: what is gone and what is new, whole words only, as a person would read it."""

from __future__ import annotations

import unicodedata

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.differences import Piece, difference
from koyradesk.markup import plain


def shown(old: str, new: str, around: int | None = None) -> str:
    """The difference in one line: [-gone-] and {+new+}."""
    marks = {"same": "{}", "cut": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[piece.how].format(piece.text) for piece in difference(old, new, around))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("", "", ""),
        ("চারা বিতরণ", "চারা বিতরণ", "চারা বিতরণ"),
        ("", "নতুন লেখা", "{+নতুন লেখা+}"),
        ("পুরোনো লেখা", "", "[-পুরোনো লেখা-]"),
        ("চারা বিতরণ করতে হবে।", "চারা রোপণ করতে হবে।", "চারা[- বিতরণ-]{+ রোপণ+} করতে হবে।"),
        # One vowel sign, one joiner: the whole word.
        ("সভাপতি বলেন", "সভাপতী বলেন", "[-সভাপতি-]{+সভাপতী+} বলেন"),
        ("র‍্যাম্প তৈরি", "র্যাম্প তৈরি", "[-র‍্যাম্প-]{+র্যাম্প+} তৈরি"),
        # Numbers, dates and sums are words.
        ("১,২৫,০০০ টাকা", "১,৫২,০০০ টাকা", "[-১,২৫,০০০-]{+১,৫২,০০০+} টাকা"),
        ("তারিখ: ১৪/০৭/২০২৪।", "তারিখ: ১৫/০৭/২০২৪।", "তারিখ:[- ১৪/০৭/২০২৪-]{+ ১৫/০৭/২০২৪+}।"),
        # A mark of punctuation is a word of its own.
        ("হবে তবে", "হবে, তবে।", "হবে{+,+} তবে{+।+}"),
        ("ক খ", "ক\nখ", "ক[- -]{+\n+}খ"),
        ("ক খ গ ঘ", "ক গ ঘ", "ক[- খ-] গ ঘ"),
        ("য়", unicodedata.normalize("NFD", "য়"), unicodedata.normalize("NFC", "য়")),
        # A sentence written anew is not mixed with the old one for a word they share.
        (
            "উপজেলা পর্যায়ে মেলা ও প্রদর্শনী আয়োজন করা হবে",
            "ইউনিয়ন ভিত্তিক তালিকা ও প্রতিবেদন পাঠাতে বলা হয়",
            "[-উপজেলা পর্যায়ে মেলা ও প্রদর্শনী আয়োজন করা হবে-]{+ইউনিয়ন ভিত্তিক তালিকা ও প্রতিবেদন পাঠাতে বলা হয়+}",
        ),
        # Two single words with one between them are two changes.
        ("এক দুই তিন", "চার দুই পাঁচ", "[-এক-]{+চার+} দুই[- তিন-]{+ পাঁচ+}"),
    ],
)
def test_a_difference(old, new, wanted):
    assert shown(old, new) == unicodedata.normalize("NFC", wanted)


def test_marks_are_part_of_the_words():
    assert difference("চারা বিতরণ", "চারা <b>বিতরণ</b>") == (
        Piece("চারা", "same"),
        Piece(" বিতরণ", "gone"),
        Piece(" ", "new"),
        Piece("বিতরণ", "new", bold=True),
    )
    assert difference("<u>ক</u> খ", "<u>ক</u> গ")[0] == Piece("ক", "same", underline=True)
    assert difference("<b>ক &lt; খ</b>", "<b>ক &lt; খ</b>") == (Piece("ক < খ", "same", bold=True),)


def test_long_equal_stretches_are_cut():
    old = " ".join(f"শব্দ{number}" for number in range(40))
    new = old.replace("শব্দ20", "কথা")
    assert shown(old, new, 2) == "… শব্দ18 শব্দ19[- শব্দ20-]{+ কথা+} শব্দ21 শব্দ22 …"
    assert shown(old, new, 30) == shown(old, new)
    assert shown(old, old, 2) == "…"
    both = new.replace("শব্দ28", "কথা")
    assert shown(old, both, 1) == "… শব্দ19[- শব্দ20-]{+ কথা+} শব্দ21 … শব্দ27[- শব্দ28-]{+ কথা+} শব্দ29 …"
    # What would not get shorter is not cut.
    assert shown("ক খ গ", "ক খ ঘ", 1) == "ক খ[- গ-]{+ ঘ+}"


words = st.sampled_from(["সভা", "করা", "ও", "হবে", "।", ",", "১২", "<b>চারা</b>", "\n"])
texts = offices.texts | st.lists(words, max_size=30).map(" ".join)


@given(texts, texts, st.none() | st.integers(0, 3))
def test_both_texts_can_be_read_off(old, new, around):
    pieces = difference(old, new)
    for text, how in ((old, "gone"), (new, "new")):
        read = [piece for piece in pieces if piece.how in ("same", how)]
        assert "".join(piece.text for piece in read) == unicodedata.normalize("NFC", plain(text))
    assert all(piece.text for piece in pieces)
    assert any(piece.how != "same" for piece in pieces) == (difference(old, old) != difference(new, new))
    # Cutting leaves all that differs.
    cut = difference(old, new, around)
    for how in ("gone", "new"):
        assert [one.text for one in cut if one.how == how] == [one.text for one in pieces if one.how == how]


def test_very_long_texts():
    """Two hundred thousand letters, changed at both ends; and texts that are one word over and over."""
    body = "".join(f"{number} নম্বর দপ্তর ও প্রতিষ্ঠান তথ্য হালনাগাদ করবে এবং প্রতিবেদন দেবে। " for number in range(2700))
    old, new = f"প্রথম। {body}শেষ।", f"শুরু। {body}সমাপ্ত।"
    assert len(old) > 180_000
    assert shown(old, new, 1) == "[-প্রথম-]{+শুরু+}। …।[- শেষ-]{+ সমাপ্ত+}।"
    middle = new.replace("1350 নম্বর দপ্তর ও", "1350 নম্বর কার্যালয় ও")
    assert shown(old, middle, 1) == (
        "[-প্রথম-]{+শুরু+}। … নম্বর[- দপ্তর-]{+ " + unicodedata.normalize("NFC", "কার্যালয়") + "+} ও …।[- শেষ-]{+ সমাপ্ত+}।"
    )
    same = difference("এক " * 40_000, "দুই " + "এক " * 30_000 + "তিন")
    assert "".join(one.text for one in same if one.how in ("same", "new")) == "দুই " + "এক " * 30_000 + "তিন"

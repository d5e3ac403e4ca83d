"""How labels count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.numbering import Style, nth, read, same_style, value

AFTER = st.sampled_from(["", "।", ")", ".", ".০", ":", " ।", "।)", "-", ".০।"])
STYLES = st.builds(
    Style,
    script=st.sampled_from("১1কiIaA"),
    before=st.sampled_from(["", "(", "[", "২.", "ধারা-", "১("]),
    after=AFTER,
)


@pytest.mark.parametrize(
    ("sample", "third", "twelfth"),
    [
        ("১।", "৩।", "১২।"),
        ("১)", "৩)", "১২)"),
        ("১.", "৩.", "১২."),
        ("১.০", "৩.০", "১২.০"),
        ("১", "৩", "১২"),
        ("০১", "০৩", "১২"),
        ("০০১।", "০০৩।", "০১২।"),
        ("(১)", "(৩)", "(১২)"),
        ("১ ।", "৩ ।", "১২ ।"),
        ("1.", "3.", "12."),
        ("01)", "03)", "12)"),
        ("(ক)", "(গ)", "(ঠ)"),
        ("ক)", "গ)", "ঠ)"),
        ("ক.", "গ.", "ঠ."),
        ("i)", "iii)", "xii)"),
        ("(i)", "(iii)", "(xii)"),
        ("I.", "III.", "XII."),
        ("a)", "c)", "l)"),
        ("A.", "C.", "L."),
        ("২.১", "২.৩", "২.১২"),
        ("৩.১।", "৩.৩।", "৩.১২।"),
        ("১(ক)", "১(গ)", "১(ঠ)"),
        ("সিদ্ধান্ত-১:", "সিদ্ধান্ত-৩:", "সিদ্ধান্ত-১২:"),
        ("৫।", "৩।", "১২।"),
        ("•", "•", "•"),
        ("", "", ""),
        ("ক্রমিক", "ক্রমিক", "ক্রমিক"),
    ],
)
def test_the_label_of_a_number_in_the_style_of_a_sample(sample: str, third: str, twelfth: str) -> None:
    assert nth(sample, 3) == third
    assert nth(sample, 12) == twelfth


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("০৪।", 4),
        ("১.০", 1),
        ("১০.০", 10),
        ("(গ)", 3),
        ("(হ)", 32),
        ("iv)", 4),
        ("xxxix.", 39),
        ("XL)", 40),
        ("xciv)", 94),
        ("l)", 12),
        ("i)", 1),
        ("v)", 5),
        ("c)", 3),
        ("h)", 8),
        ("২.১", 1),
        ("15.", 15),
        ("১২৩", 123),
        ("iiii)", None),
        ("vx)", None),
        ("১০.৫.", 5),
        ("০", None),
        ("কি)", None),
        ("য\u09bc)", None),
        ("নথি", None),
        ("১ম", None),
        ("-", None),
        ("", None),
    ],
)
def test_the_number_of_a_label(label: str, number: int | None) -> None:
    assert value(label) == number


def test_consonants_count_in_the_office_order_and_double_after_the_last() -> None:
    order = "ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ কক খখ"
    assert " ".join(nth("ক", number) for number in range(1, 35)) == order
    assert [nth("a)", number) for number in (26, 27, 28)] == ["z)", "aa)", "bb)"]
    assert value("খখ)") == 34


@pytest.mark.parametrize(("sample", "number"), [("১।", 0), ("(ক)", 0), ("i)", -1), ("i)", 400), ("I.", 500)])
def test_what_cannot_be_counted_is_refused(sample: str, number: int) -> None:
    with pytest.raises(ValueError, match="labels"):
        nth(sample, number)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("১।", "১২।", True),
        ("০৯", "১০", True),
        ("১০", "০৯", True),
        ("৯", "১০", True),
        ("০৯", "৯", False),
        ("১।", "২)", False),
        ("১।", "2।", False),
        ("(ক)", "(খ)", True),
        ("(ক)", "ক)", False),
        ("i)", "x)", True),
        ("i)", "I)", False),
        ("i)", "৪০০)", False),
        ("৪০০)", "i)", False),
        ("a)", "b)", True),
        ("২.১", "২.২", True),
        ("২.১", "৩.১", False),
        ("১.০", "২.০", True),
        ("•", "•", True),
        ("•", "১।", False),
        ("", "-", False),
    ],
)
def test_labels_of_one_series(one: str, other: str, same: bool) -> None:
    assert same_style(one, other) is same


@given(STYLES, st.integers(1, 52))
def test_a_label_is_read_back_to_another_of_its_style(style: Style, number: int) -> None:
    label = style.label(number)
    found = read(label)
    assert found is not None
    # Nothing tells a letter from a numeral (i, v, x); what is read still writes the same label.
    assert found[0].label(found[1]) == label
    if style.script in "১1ক":
        assert value(label) == number
        assert nth(label, number) == label
        assert same_style(label, style.label(1))


@given(STYLES, st.integers(1, 52))
def test_different_numbers_have_different_labels(style: Style, number: int) -> None:
    assert style.label(number) != style.label(number + 1)


@given(st.text(st.sampled_from("১২০1কখকিixIa.)(।৷ -:"), max_size=8))
def test_whatever_is_read_is_written_again(text: str) -> None:
    found = read(text)
    if found is not None:
        assert found[0].label(found[1]) == text

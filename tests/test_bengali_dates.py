"""Dates as typed: read right, written the same way again, doubted where there is doubt."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from koyradesk.bengali.calendar import GREGORIAN_MONTHS, MONTHS
from koyradesk.bengali.dates import (
    ImpossibleDate,
    ParsedDate,
    ParsedPeriod,
    find,
    find_periods,
    parse,
    parse_period,
    spell,
    spell_bangla,
)
from koyradesk.bengali.dating import MONTH_FORMS, WEEKDAY_FORMS, official
from koyradesk.bengali.text import nfc

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
ERAS = st.sampled_from(["", " খ্রি.", " খ্রিঃ", " খ্রি:", " খ্রিষ্টাব্দ", " খ্রিস্টাব্দ", " খৃষ্টাব্দ", " খৃঃ", " ইং", ", খ্রিষ্টাব্দ"])
BANGLA_ERAS = st.sampled_from(["", " বঙ্গাব্দ", " বাংলা", " সন", ", বঙ্গাব্দ"])
TIES = st.sampled_from([" ", ", ", "-", "/", ".", " - ", "\u00a0"])
BEFORE = st.sampled_from(["", "{weekday}, ", "রোজ {weekday}, ", "{weekday:old} ", "রোজঃ {weekday}: "])
AFTER = st.sampled_from(["", " রোজ {weekday}", ", {weekday}", " ({weekday})", " {weekday:en}"])


def styles(months: list[str], eras: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Styles of a calendar whose months have these forms."""
    month = st.sampled_from(["{month}", *(f"{{month:{form}}}" for form in months if form)])
    day = st.sampled_from(["{d}", "{dd}", "{d:en}", "{d}{th}", "{d} {th}"])
    year = st.sampled_from(["{y}", "{y:en}"])
    numbers = st.builds(
        lambda d, m, tie, y: f"{{{d}}}{tie}{{{m}}}{tie}{{{y}}}",
        st.sampled_from(["d", "dd", "dd:en"]),
        st.sampled_from(["m", "mm", "mm:en"]),
        st.sampled_from(["/", ".", "-", " / ", ". ", "–"]),
        st.sampled_from(["y", "y:en"]),
    )
    names = st.one_of(
        st.builds("{}{}{}{}{}".format, day, TIES, month, TIES, year),
        st.builds("{} {}, {}".format, month, st.sampled_from(["{d}", "{dd:en}"]), year),
        st.builds("{} সালের {} {}".format, year, day, month),
    )
    year_first = st.sampled_from(["{y:en}-{mm:en}-{dd:en}", "{y}/{m}/{d}", "{y}.{mm}.{dd}"])
    return st.builds("{}{}{}{}".format, BEFORE, st.one_of(numbers, names, year_first), eras, AFTER)


@given(DAYS, styles(list(MONTH_FORMS["gregorian"]), ERAS))
@example(date(2023, 8, 1), "{dd} {month:old}, {y} খ্রিঃ")
def test_a_date_is_read_back_in_every_style(day: date, style: str) -> None:
    text = spell(day, style)
    parsed = parse(text)
    assert parsed is not None, text
    assert (parsed.date, parsed.calendar, parsed.start, parsed.end) == (day, "gregorian", 0, len(text))
    assert spell(day, parsed.style) == text
    assert not parsed.doubtful


@given(DAYS, styles(list(MONTH_FORMS["bangla"]), BANGLA_ERAS))
def test_a_bangla_date_is_read_back_in_every_style(day: date, style: str) -> None:
    text = spell_bangla(day, style)
    parsed = parse(text)
    assert parsed is not None, text
    assert (parsed.date, parsed.calendar) == (day, "bangla")
    assert spell_bangla(day, parsed.style) == text
    assert not parsed.doubtful


@given(DAYS, DAYS, st.sampled_from(["{dd}/{mm}/{y} খ্রি.", "{d} {month}, {y}", "{d}.{m}.{y}", "{y:en}-{mm:en}-{dd:en}"]))
def test_the_style_of_one_date_writes_another(day: date, other: date, style: str) -> None:
    assume(day.day < 10 and day.month < 10)
    parsed = parse(spell(day, style))
    assert parsed is not None
    assert spell(other, parsed.style) == spell(other, style)


@pytest.mark.parametrize(
    ("text", "day", "style"),
    [
        ("২১/০৬/২০২২ খ্রি.", "2022-06-21", "{dd}/{mm}/{y} খ্রি."),
        ("৯/৬/২০২২", "2022-06-09", "{d}/{m}/{y}"),
        ("১২/১১/২০২২", "2022-11-12", "{dd}/{mm}/{y}"),
        ("১৭.০২.২০২২ খ্রিষ্টাব্দ", "2022-02-17", "{dd}.{mm}.{y} খ্রিষ্টাব্দ"),
        ("১৫-০৬-২০২৪", "2024-06-15", "{dd}-{mm}-{y}"),
        ("2022-02-28", "2022-02-28", "{y:en}-{mm:en}-{dd:en}"),
        ("২৭ মে, ২০২৪", "2024-05-27", "{d} {month}, {y}"),
        ("২৭ মে ২০২৪ খ্রিষ্টাব্দ", "2024-05-27", "{d} {month} {y} খ্রিষ্টাব্দ"),
        ("০৭ মে ২০২৪", "2024-05-07", "{dd} {month} {y}"),
        ("মে ২৭, ২০২৪", "2024-05-27", "{month} {d}, {y}"),
        ("১৬ জানুয়ারী ২০২২ খ্রিঃ", "2022-01-16", "{d} {month:old} {y} খ্রিঃ"),
        ("৩ আগষ্ট ২০২২ ইং", "2022-08-03", "{d} {month:old} {y} ইং"),
        ("১ সেপ্টেঃ ২০২২", "2022-09-01", "{d} {month:short}ঃ {y}"),
        ("২১শে ফেব্রুয়ারি ২০২২", "2022-02-21", "{d}{th} {month} {y}"),
        ("২০২২ সালের ২১ জুন", "2022-06-21", "{y} সালের {d} {month}"),
        ("21-Jun-2022", "2022-06-21", "{d:en}-{month:mon}-{y:en}"),
        ("রোজ মঙ্গলবার, ২১/০৬/২০২২", "2022-06-21", "রোজ {weekday}, {dd}/{mm}/{y}"),
        ("২১ জুন ২০২২ (মঙ্গলবার)", "2022-06-21", "{d} {month} {y} ({weekday})"),
        ("২ চৈত্র ১৪২৮", "2022-03-16", "{d} {month} {y}"),
        ("১ আষাঢ় ১৪৩১ বঙ্গাব্দ", "2024-06-15", "{d} {month} {y} বঙ্গাব্দ"),
        ("১লা বৈশাখ, ১৪৩০ বঙ্গাব্দ", "2023-04-14", "{d}{th} {month}, {y} বঙ্গাব্দ"),
        ("০২/১২/১৪২৮", "2022-03-16", "{dd}/{mm}/{y}"),
        ("৩১ আশ্বিন ১৪২৬", "2019-10-16", "{d} {month} {y}"),
        ("৫ অগ্রহায়ন ১৪৩০", "2023-11-20", "{d} {month:slip} {y}"),
        ("২৭মে২০২৪", "2024-05-27", "{d}{month}{y}"),
        ("২১/০৬/২০২২খ্রি.", "2022-06-21", "{dd}/{mm}/{y}খ্রি."),
        ("  ২৭ মে ২০২৪\n", "2024-05-27", "{d} {month} {y}"),
    ],
)
def test_dates_as_typed(text: str, day: str, style: str) -> None:
    parsed = parse(text)
    assert parsed is not None
    assert parsed.date == date.fromisoformat(day)
    assert parsed.style == nfc(style)
    assert not parsed.doubtful


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("২১/০৬/২২", "2022-06-21"),
        ("২১ জুন'২২", "2022-06-21"),
        ("২১-জুন-২২", "2022-06-21"),
        ("২১ জুন ২২ খ্রি.", "2022-06-21"),
        ("২১/০৬/৭১", "1971-06-21"),
        ("০৬/২১/২০২২", "2022-06-21"),
        ("রোজ বুধবার, ২১/০৬/২০২২", "2022-06-21"),
        ("২১ জুন ২০২২, বুধবার", "2022-06-21"),
        ("২১ই জুন ২০২২", "2022-06-21"),
        ("২১ জুন ২০২২ বঙ্গাব্দ", "2022-06-21"),
        ("২ চৈত্র ১৪২৮ খ্রিষ্টাব্দ", "2022-03-16"),
    ],
)
def test_doubtful_dates_are_read_and_marked(text: str, day: str) -> None:
    parsed = parse(text)
    assert parsed is not None
    assert parsed.date == date.fromisoformat(day)
    assert parsed.doubtful
    write = spell if parsed.calendar == "gregorian" else spell_bangla
    assert write(parsed.date, parsed.style) == nfc(text)


IMPOSSIBLE = [
    "৩১/০২/২০২২",
    "২৯/০২/২০২৩ খ্রি.",
    "৩২/০১/২০২২",
    "১৩/১৩/২০২২",
    "00/01/2022",
    "২০২২-০২-৩০",
    "২০২২-১৩-০১",
    "৩১ জুন ২০২২",
    "৩১ আশ্বিন ১৪২৫",
    "৩০ ফাল্গুন ১৪২৯ বঙ্গাব্দ",
    "২ চৈত্র ২০২২",
    "২৭ মে ১৪৩১",
    "৩১/০৭/১৪৩০",
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_impossible_dates_are_listed_and_never_read(text: str) -> None:
    text = nfc(text)
    assert parse(text) is None
    assert find(f"সভা {text} তারিখে") == [ImpossibleDate(4, 4 + len(text))]
    assert find(text)[0].impossible


@pytest.mark.parametrize(
    "text",
    [
        "",
        "তারিখ",
        "২১ জুন",
        "জুলাই ২৩",
        "২১ জুন ২৩",
        "৩২/০১/২২",
        "০৫.৪১.৯৯৯৯.০০০.০৬.০১৭.২২-১২৩",
        "৫৬.০৪.২০২২.০০০",
        "২৩.০১.২০.৬৪",
        "৯৯.০৪.২২০০",
        "০১৯০০-০০০০০০",
        "১৫(১)(ক)",
        "১০ মে ২০০০ টাকা",
        "২০২১-২২ অর্থবছর",
        "১,০৯,১৪৪",
        "নামে ২৭ মেঘ ২০২২",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find(text) == []


def test_a_text_with_more_than_a_date_is_not_one() -> None:
    assert parse("তারিখ: ২১/০৬/২০২২") is None
    assert parse("২১/০৬/২০২২ ২২/০৬/২০২২") is None


def test_dates_are_found_in_their_order_with_their_places() -> None:
    text = nfc(
        "স্মারক ১২.৩৪.০০০.২১.০৬.২০২২.৯, তারিখ: ২ চৈত্র ১৪২৮/১৬ মার্চ ২০২২ খ্রি.; ০১.০৭.২০২২-০৩.০৭.২০২২ ছুটি, ৩১/০৪/২০২২ নয়।"
    )
    found = find(text)
    assert [text[one.start : one.end] for one in found] == [
        "২ চৈত্র ১৪২৮",
        "১৬ মার্চ ২০২২ খ্রি.",
        "০১.০৭.২০২২",
        "০৩.০৭.২০২২",
        "৩১/০৪/২০২২",
    ]
    assert [one.impossible for one in found] == [False, False, False, False, True]
    assert all(isinstance(one, ParsedDate) and one.date.year == 2022 for one in found[:-1])


def test_of_two_readings_of_the_same_words_the_first_is_taken() -> None:
    text = nfc("২০২৪ সালের ২৭ মে ২০২৫")
    assert [text[one.start : one.end] for one in find(text)] == ["২০২৪ সালের ২৭ মে"]


def test_a_word_that_goes_on_is_not_cut() -> None:
    text = nfc("২৭ মে ২০২৪ খ্রিষ্টাব্দের সভা")
    assert [text[one.start : one.end] for one in find(text)] == ["২৭ মে ২০২৪"]


@given(DAYS, st.sampled_from(["{dd}/{mm}/{y} খ্রি.", "{d} {month}, {y}", "{y:en}-{mm:en}-{dd:en}"]))
def test_a_date_is_found_inside_a_sentence(day: date, style: str) -> None:
    words = spell(day, style)
    text = nfc(f"গত {words} তারিখের সভায় ১২ জন ছিলেন।")
    assert [text[one.start : one.end] for one in find(text)] == [words]


@given(st.text(st.sampled_from("০১২৯4/.-, মেজুন খ্রি.ইংচৈত্ররোজবুধবার()'"), max_size=40))
def test_what_is_found_anywhere_can_be_written_again(text: str) -> None:
    text, end = nfc(text), 0
    for one in find(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        if not one.impossible:
            write = spell if one.calendar == "gregorian" else spell_bangla
            assert write(one.date, one.style) == text[one.start : one.end]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("জুন ২০২২ খ্রি.", (2022, 6)),
        ("ফেব্রুয়ারি-২০২২", (2022, 2)),
        ("ফেব্রুয়ারী/২০২২", (2022, 2)),
        ("মে/ ২০২৪ খ্রিঃ", (2024, 5)),
        ("জুন, ২০২২ মাসের", (2022, 6)),
        ("জুন’২২", (2022, 6)),
        ("২০২২ সালের জুন মাস", (2022, 6)),
        ("2022-06", (2022, 6)),
        ("০৬/২০২২", (2022, 6)),
        ("2022-13", None),
        ("1822-06", None),
        ("জুলাই ২৩", None),
        ("২৭ মে ২০২৪", None),
        ("চৈত্র ১৪২৮", None),
        ("জুন ১৪২৮", None),
        ("জুন", None),
        ("জুন ২০২২ জুলাই ২০২২", None),
        ("", None),
    ],
)
def test_months_as_typed(text: str, period: tuple[int, int] | None) -> None:
    assert parse_period(text) == period


@given(st.integers(1900, 2199), st.integers(1, 12), st.sampled_from([" ", "-", "/", ", ", "/ "]))
def test_every_month_is_read(year: int, month: int, tie: str) -> None:
    assert parse_period(spell(date(year, month, 1), f"{{month}}{tie}{{y}} খ্রি.")) == (year, month)


def test_months_are_found_beside_dates_and_doubted_where_there_are_several() -> None:
    text = nfc("জুন ২০২২ খ্রি. মাসের সভা ২৭ মে ২০২২ তারিখে; মে-জুন ২০২৩ ও জুলাই’২৩; ২০২৪ সালের মে")
    assert find_periods(text) == [
        ParsedPeriod(2022, 6, 0, text.index(" মাসের"), style="{month} {y} খ্রি."),
        ParsedPeriod(2023, 6, text.index("জুন ২০২৩"), text.index(" ও জুলাই"), doubtful=True, style="{month} {y}"),
        ParsedPeriod(2023, 7, text.index("জুলাই"), text.index("; ২০২৪"), doubtful=True, style="{month}’{yy}"),
        ParsedPeriod(2024, 5, text.index("২০২৪"), len(text), style="{y} সালের {month}"),
    ]


@pytest.mark.parametrize("tie", ["/", ", ", "-", " ", "/ ", "’"])
@pytest.mark.parametrize("form", ["", ":old", ":short", ":en"])
def test_the_style_of_a_month_writes_it_and_any_other(tie: str, form: str) -> None:
    style = nfc("{month" + form + "}" + tie + "{y} খ্রিঃ")
    for month in range(1, 13):
        text = spell(date(2025, month, 1), style)
        found = find_periods(text)[0]
        assert (found.year, found.month, spell(date(2025, month, 9), found.style)) == (2025, month, text)


def test_words_of_dates() -> None:
    day = date(2022, 8, 4)
    assert spell(day, "{weekday} {d}{th} {month}, {y} ({dd}.{mm}.{yy})") == "বৃহস্পতিবার ৪ঠা আগস্ট, ২০২২ (০৪.০৮.২২)"
    assert spell(day, "{weekday:old} {d:en} {month:mon} {yy:en}") == "বৃহষ্পতিবার 4 Aug 22"
    assert spell_bangla(day, "{d}{th} {month} {y} ({m})") == nfc("২০শে শ্রাবণ ১৪২৯ (৪)")
    assert spell(day, "তারিখ: {খালি") == "তারিখ: {খালি"
    endings = [spell(date(2022, 1, number), "{th}") for number in (1, 2, 3, 4, 5, 18, 19, 31)]
    assert endings == ["লা", "রা", "রা", "ঠা", "ই", "ই", "শে", "শে"]


@pytest.mark.parametrize("style", ["{day}", "{}", "{d:bn}", "{month:long}", "{th:en}", "{weekday:x}", "{Y}"])
def test_a_field_that_does_not_exist_is_refused(style: str) -> None:
    with pytest.raises(ValueError, match="no field"):
        spell(date(2022, 8, 4), style)


def test_forms_are_whole_and_official_names_are_the_calendars() -> None:
    for forms, names in ((MONTH_FORMS["gregorian"], GREGORIAN_MONTHS), (MONTH_FORMS["bangla"], MONTHS)):
        assert forms[""] == names
        assert {len(words) for words in forms.values()} == {12}
    assert {len(words) for words in WEEKDAY_FORMS.values()} == {7}


def test_old_and_wrong_spellings_are_left_behind_for_the_next_paper() -> None:
    assert official("{d} {month:slip} {y}, {weekday:old}") == "{d} {month} {y}, {weekday}"
    assert official("{d:en}-{month:mon}-{y:en}") == "{d:en}-{month:mon}-{y:en}"

"""How decisions speak of days, months, meetings and what recurs: expressions over a flat text. Data.

Digits are ASCII in it, blanks single signs, and every sentence ends with a danda.
"""

from __future__ import annotations

import re
from enum import IntEnum

from koyradesk.bengali.dating import MONTH_FORMS
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.obligations.proposed_numbers import NUMBER
from koyradesk.obligations.proposed_text import B, L


class Rank(IntEnum):
    """What is meant of several that one text speaks of, the weightiest first."""

    EVERY = 110
    DAY = 100
    KIND = 97
    SPAN = 95
    MONTH = 90
    MEETING = 85
    ON_DAY = 70
    OFTEN = 65
    STANDING = 60
    TOLD = 50
    UNTIL = 45
    URGENT = 40


def _re(source: str) -> re.Pattern[str]:
    return pattern(nfc(source))


#: Short forms mean something else as well ("আগ").
MONTHS = {
    nfc(word): index for form in ("slip", "old", "") for index, word in enumerate(MONTH_FORMS["gregorian"][form], 1)
}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
OF = rf"(?:[’'-]?{B}(?:এর|য়ের|ের|র))?"
IN = r"(?:মধ্যে|ভিতরে?|ভেতরে?|নাগাদ|অভ্যন্তরে)"
BEFORE = r"(?:পূর্বে|আগে)"
_WEEKDAY = r"(?:শনি|রবি|সোম|মঙ্গল|বুধ|বৃহস্পতি|বৃহষ্পতি|শুক্র)বার"
#: What may stand between a day and "within".
LINK = (
    rf"(?:{B}(?:ইং|খ্রি\.?|(?:খ্রিস্টাব্দ|খ্রিষ্টাব্দ|বঙ্গাব্দ|সাল|সন)(?:ের)?|তারিখ(?:ের|ে)?|এর|-এর|ের|রোজ|{_WEEKDAY}(?:ের)?|বিকা?ে?ল|দুপুর|সকাল|অফিস|চলাকালীন|সময়(?:সীমা)?(?:র|ের)?"
    rf"|\d{{1,2}}(?:[:.]\d\d)?{B}(?:টার?|ঘটিকার?)|\([^()।]{{1,20}}\)|,)){{0,6}}"
)
WITHIN = _re(rf"{LINK}{B}(?:{IN}|{BEFORE})")
UNTIL = _re(rf"{LINK}{B}পর্যন্ত")
ON = _re(rf"{B}(?:ইং|খ্রি\.?)?{B}(?:রোজ{B}{L}{{3,12}}{B})?তারিখে(?!{L})")
#: "the last day is set to be …"
LAST_DAY = _re(rf"(?:শেষ{B}(?:তারিখ|সময়|দিন)|সময়সীমা)[^।\d]{{0,20}}\Z")
IS_SET = _re(rf"{LINK}{B}(?:নির্ধারণ|ধার্য|নির্ধারিত)")
#: A paper or a meeting of that day is spoken of, or something that begins on it.
OF_A_PAPER = _re(
    rf"{B}(?:ইং|খ্রি\.?)?{B}(?:তারিখ(?:ের|ে)?|এর)?{B}(?:স্মারক|পত্র|প্রজ্ঞাপন|পরিপত্র|আদেশ|জারি|হতে|থেকে|অনুষ্ঠিত{B}সভা)"
)
PAPER_BEFORE = _re(r"(?:স্মারক|নম্বর|নং|পত্র|গত|বিগত|প্রজ্ঞাপন)[^।]{0,40}\Z")
COMING = _re(r"(?:আগামী|আসন্ন)[^।]{0,15}\Z")
#: Something else than the meeting that days are counted from.
FROM_AN_EVENT = _re(
    rf"(?:(?:প্রাপ্তি|পাওয়া|জারি|আবেদন|দাখিল|শেষ|সমাপ্তি|সমাপ্ত|জন্ম|মৃত্যু|অনুষ্ঠান|আয়োজন|গ্রহণ|যোগদান|প্রকাশ|প্রদান)(?:ে?র|ার)?"
    rf"(?:{B}(?:তারিখ|দিন|পর(?:বর্তী)?|পরে|হতে|থেকে|অনধিক|সর্বোচ্চ|হওয়ার|করার|করে|ন্যূনতম)){{0,4}}"
    rf"|(?:হওয়ার|করার|পাওয়ার|যাওয়ার|আসার|নেওয়ার|দেওয়ার|হবার|পাবার)"
    rf"|{L}(?:ের|ার|র){B}(?:তারিখ{B})?(?:পর|হতে|থেকে|পরবর্তী)|গত|বিগত|বয়স{L}{{0,3}}){B}\Z"
)
FROM_THE_MEETING = _re(rf"(?:সভা{L}{{0,3}}|আজ|অদ্য)(?:{B}(?:তারিখ|হতে|থেকে|পর(?:বর্তী)?|এর)){{0,3}}{B}\Z")

SPAN = _re(rf"{NUMBER}{B}(?P<unit>কার্য{B}দিবস|কর্ম{B}দিবস|দিন|দিবস|সপ্তাহ|মাস|ঘণ্টা|ঘন্টা){OF}{B}{IN}")
DAY_OF_MONTH = _re(
    rf"(?<![\d/.-])(?P<d>\d{{1,2}}){B}(?:লা|রা|ঠা|ই|শে)?\s{{1,3}}{MONTH}(?:{OF}|{B}তারিখ(?:ের|ে)?)(?:{B}(?:রোজ{B})?{_WEEKDAY}(?:ের)?)?{B}(?:{IN}|{BEFORE})"
)
DAY_IN_NUMBERS = _re(rf"(?<![\d/.-])(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?![\d/.]){B}তারিখের{B}(?:{IN}|{BEFORE})")
DAY_ALONE = _re(
    rf"(?:(?P<which>প্রতি|প্রত্যেক|আগামী|পরবর্তী|পরের|চলতি|এই|এ){B}(?:ইংরেজি{B})?মাসের{B})?(?:আগামী{B})?"
    rf"(?<![\d/.-])(?P<d>\d{{1,2}}){B}(?:লা|রা|ঠা|ই|শে)?{B}তারিখ(?:ের|এর)?{B}(?:{IN}|{BEFORE})"
)
WEEKS = {"প্রথম": 7, "1ম": 7, "দ্বিতীয়": 14, "2য়": 14, "তৃতীয়": 21, "3য়": 21, "শেষ": 31}
WEEK = rf"(?P<week>{'|'.join(WEEKS)}){B}সপ্তাহ"
BY_MONTH = _re(rf"(?:{B}(?:মাস|এর|-এর)(?:ের)?|(?:য়ের|ের|র)){{0,2}}{B}(?:{WEEK}(?:ের)?{B})?(?P<by>{IN}|{BEFORE}|শেষে)")
MONTH_ALONE = _re(rf"(?<!{L}){MONTH}(?=[’']?(?:য়ের|ের|র)?(?!{L}))")
SHORT_YEAR = _re(rf"{B}[’'/-]?(?P<y>\d\d)(?!\d|{L}|/|\.){B}(?=মাস)")
IN_MONTH = _re(rf"{B}মাসে(?!{L}|{B}অনুষ্ঠিত)")
THIS_MONTH = _re(rf"(?<!{L})(?P<which>চলতি|এই|এ|বর্তমান|আগামী|পরবর্তী){B}মাস(?:ের{B}(?:{WEEK}(?:ের)?{B})?(?:{IN}|শেষে)|েই)")
THIS_YEAR = _re(
    rf"(?<!{L})(?:(?P<which>চলতি|এই|বর্তমান)|(?P<y>\d{{4}}){B}[-–]{B}\d{{2,4}}){B}(?P<year>অর্থ{B}বছর|বছর)(?:{OF}{B}(?:{IN}|শেষে)|েই)"
)
#: A number behind a month is its year.
MONTH_BEFORE = _re(rf"(?:{'|'.join(MONTHS)})[’'/-]?{B}\Z")
#: "of the year 2027" before a day or a month.
YEAR_BEFORE = _re(rf"(?P<y>\d{{4}}){B}(?:সালের|সনের|খ্রিস্টাব্দের|খ্রিষ্টাব্দের){B}\Z")
#: Years far ahead are those of plans.
BY_YEAR = _re(rf"(?<![\d/.-])(?P<y>\d{{4}}){B}সালের{B}{IN}")

AWAY = r"(?:গত|বিগত|পূর্ববর্তী|জন্য|কার্যক্রম|পদক্ষেপ|ব্যবস্থা|নির্দেশনা|পর্যায়ে)"
MEETING = _re(
    rf"(?<!{L})(?:আগামী|পরবর্তী|আসন্ন|পরের)(?:\s{{1,3}}(?!{AWAY})[^\s।,]{{1,25}}){{0,5}}?\s{{1,3}}{L}{{0,12}}?সভা"
    rf"(?:(?:য়|তে)(?!{L})|র?(?:\s{{1,3}}[^\s।]{{1,20}}){{0,4}}?\s{{1,3}}(?:{BEFORE}|মধ্যে))"
)
EACH_MEETING = _re(rf"(?<!{L})(?:প্রতি|প্রতিটি|প্রত্যেক)\s{{0,3}}(?:{L}{{2,15}}\s{{1,3}}){{0,2}}?সভায়(?!{L})")

EACH = rf"(?<!{L})(?:প্রতিটি|প্রতি|প্রত্যেক)"
ONCE = rf"(?:কমপক্ষে|অন্ততঃ?|ন্যূনতম|নূন্যতম|নুন্যতম|ন্যুনতম)?{B}"
APART = rf"{B}(?:অন্তর|পর{B}পর)"
NO_MEETING = r"(?!(?:\s{1,3}[^\s।]{1,20}){0,2}?\s{1,3}(?:সভায়|সভার|সভাসমূহ|কিস্তি|পত্রিকা|পরীক্ষা))"
EVERY_SO_MANY = _re(rf"(?:{EACH}{B})?{NUMBER}{B}মাস(?:ে(?!{L})|{APART})")
RECURRING: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (_re(rf"{EACH}{B}মাস(?:ের|েই|ে|ান্তে|ওয়ারি)?(?!{L})"), 1, Rank.EVERY),
    (_re(rf"(?<!{L})মাসে{B}{ONCE}{NUMBER}{B}(?:বার|টি|টা|দিন|জন)"), 1, Rank.EVERY),
    (
        _re(rf"(?<!{L})মাসিক{B}(?:ভিত্তি|প্রতিবেদন|অগ্রগতি|রিপোর্ট|বিবরণী|হিসাব|সভা{B}(?:আয়োজন|আহ্বান|করতে|করবেন))"),
        1,
        Rank.KIND,
    ),
    (_re(rf"{EACH}{B}(?:কোয়ার্টার|প্রান্তিক|ত্রৈমাসিক)(?:ে|ের)?"), 3, Rank.EVERY),
    (_re(rf"(?<!{L})ত্রৈ-?{B}মাসিক{NO_MEETING}"), 3, Rank.KIND),
    (_re(rf"(?<!{L})(?:ষাণ্মাসিক|ষান্মাসিক|ষাণ্মাষিক|ষান্মাষিক|অর্ধ{B}-?{B}বার্ষিক){NO_MEETING}"), 6, Rank.KIND),
    (_re(rf"{EACH}{B}(?:অর্থ{B}বছর|বছর|বৎসর)(?:ে|ের|ই)?(?!{L})"), 12, Rank.EVERY),
    (_re(rf"(?<!{L})(?:অর্থ{B})?বছরে{B}{ONCE}{NUMBER}{B}(?:বার|টি|টা|দিন|ঘণ্টা|ঘন্টা|জনঘণ্টা)"), 12, Rank.EVERY),
    (_re(rf"(?<!{L})(?:বার্ষিক|বাৎসরিক){B}(?:ভিত্তি|প্রতিবেদন|বিবরণী|রিপোর্ট)"), 12, Rank.KIND),
)
#: Not a month of every year: মে মাসে ২টি, চলতি মাসে একবার.
SOME_MONTH = _re(rf"(?:{'|'.join(MONTHS)}|চলতি|গত|আগামী|এই|এ|{NUMBER})(?:{B}\d{{2,4}})?{B}\Z")
OFTENER = _re(
    rf"{EACH}{B}(?:সপ্তাহ|দিন|{_WEEKDAY})(?:ে|ের)?(?!{L})|(?<!{L})প্রত্যহ|(?<!{L})(?:সাপ্তাহিক|পাক্ষিক){B}(?:ভিত্তি|প্রতিবেদন|সভা{B}(?:আয়োজন|করতে))"
    rf"|(?<!{L})দৈনিক{B}(?:ভিত্তি|প্রতিবেদন)|{EACH}{B}{NUMBER}{B}(?:দিন|সপ্তাহ)(?:ে|{APART})"
)
FROM_MONTH = _re(rf"{B}(?:মাস{B})?(?:হতে|থেকে)")
TO_MONTH = _re(rf"{B}(?:মাস{B})?পর্যন্ত")
FROM_NEXT = _re(rf"আগামী{B}মাস{B}(?:হতে|থেকে)")
REPORT_OF = _re(r"প্রতিবেদন|বিবরণী|হিসাব|রিপোর্ট|পূর্ববর্তী|বিগত|আগের")

STANDING = _re(
    rf"(?<!{L})(?:নিয়মিত(?:ভাবে|{B}ভাবে|{B}ভিত্তিতে)?(?!{L}|{B}(?:কর্মকর্তা|কর্মচারী|শিক্ষার্থী|ছাত্র|কর্মী|করদাতা))"
    rf"|প্রতিনিয়ত|সবসময়|সব{B}সময়|সর্বদা|সার্বক্ষণিক(?:ভাবে)?|অব্যাহত{B}(?:রাখ|থাক)|বজায়{B}(?:রাখ|থাক)|চলমান{B}(?:রাখ|থাক(?:বে|তে))|এখন{B}(?:হতে|থেকে)(?!{L}))"
)
KEPT_SO = _re(rf"(?<!{L})(?:হালনাগাদ|সচল|চালু|পরিষ্কার|পরিচ্ছন্ন|উন্মুক্ত|সক্রিয়|প্রস্তুত|খোলা){B}(?:রাখ|থাক)(?:তে|বেন|ার|া)")
URGENT = _re(
    rf"(?<!{L})(?:জরুরি|জরুরী){B}ভিত্তিতে|(?<!{L})(?:দ্রুত|দুত)(?:তম|ততার|তার)?{B}(?:সময়(?:ে|ের{B}মধ্যে)|সাথে|সঙ্গে|সহিত)"
    rf"|(?<!{L})দ্রুত(?!{L}|{B}(?:গতি|সেবা|গামী|বিচার))|(?<!{L})অনতিবিলম্বে|(?<!{L})অবিলম্বে|কালক্ষেপ[নণ]|যথাশীঘ্র|যত{B}দ্রুত{B}সম্ভব|(?<!{L})(?:শীঘ্রই?|(?:অতি)?সত্বর)"
)
_PERIOD = r"(?:মাস|ত্রৈমাসিক|প্রান্তিক|কোয়ার্টার|অর্থবছর|বছর)"
AFTER_THE_PERIOD = _re(
    rf"{_PERIOD}{B}(?:শেষ|সমাপ্ত){L}{{0,3}}(?:\s{{1,3}}(?:হওয়ার|পর|পরবর্তী|হলে)){{0,3}}{B}{NUMBER}{B}(?:দিন|দিবস|কার্য{B}দিবস)"
    rf"{OF}{B}{IN}"
)
#: The tenth of the quarter that follows.
DAY_OF_PERIOD = _re(rf"{_PERIOD}ের{B}(?P<d>\d{{1,2}}){B}তারিখ(?:ের|এর)?{B}(?:{IN}|{BEFORE})")
FIRST_WEEK = _re(rf"মাসের{B}(?P<week>প্রথম|1ম|দ্বিতীয়|2য়){B}সপ্তাহ")
TIMES_BEHIND = _re(rf"{B}{ONCE}(?:{NUMBER}){B}বার")
DAY_BEFORE = _re(rf"\d{B}(?:লা|রা|ঠা|ই|শে)?{B}\Z")


def _words(words: str) -> tuple[str, ...]:
    return tuple(nfc(words).split())


EACH_WORDS = _words("প্রতি প্রত্যেক প্রতিটি")
NEXT_WORDS = _words("আগামী পরবর্তী পরের")
AFTER_WORDS = _words("পরবর্তী পরের")
BEFORE_WORDS = _words("পূর্বে আগে")
HOURS = _words("ঘণ্টা ঘন্টা")
(DIBAS, WEEK_WORD, MONTH_WORD, YEAR_WORD) = _words("দিবস সপ্তাহ মাস বছর")
WEEKS_NFC = {nfc(word): day for word, day in WEEKS.items()}

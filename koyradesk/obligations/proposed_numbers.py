"""The numbers and the measures that a decision's words speak of: at least so many, a share, a paper. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.obligations.proposed_text import B, Flat, L
from koyradesk.obligations.shapes import Measure

_WORDS = (
    *("এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়", "সাত", "আট", "নয়", "দশ", "এগারো", "বারো", "তেরো", "চৌদ্দ", "পনেরো"),
    *("ষোলো", "সতেরো", "আঠারো", "উনিশ", "বিশ", "একুশ", "বাইশ", "তেইশ", "চব্বিশ", "পঁচিশ", "ছাব্বিশ", "সাতাশ", "আটাশ"),
    *("ঊনত্রিশ", "ত্রিশ"),
)
_VALUES = {nfc(word): value for value, word in enumerate(_WORDS, 1)} | {
    nfc(word): value
    for word, value in (
        *(("দু", 2), ("দু'", 2), ("দু’", 2), ("ছ", 6), ("এগার", 11), ("বার", 12), ("তের", 13), ("পনের", 15), ("ষোল", 16)),
        *(("সতের", 17), ("আঠার", 18), ("কুড়ি", 20), ("চল্লিশ", 40), ("পঁয়তাল্লিশ", 45), ("পঞ্চাশ", 50)),
        *(("ষাট", 60), ("সত্তর", 70), ("আশি", 80), ("নব্বই", 90), ("একশ", 100), ("একশত", 100)),
    )
}
#: A number in digits or as a word, perhaps said again in brackets: "7 (সাত)".
NUMBER = (
    rf"(?:(?<![\d.,/:-])(?P<n>\d{{1,3}}(?:,\d{{2,3}}){{1,3}}|\d{{1,7}})(?![\d,.]\d|\d)"
    rf"|(?<!{L})(?P<word>{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
    rf"(?:(?=টি|টা|খানা|খানি|জন|বার)|(?!{L})))(?:{B}\([^()।]{{1,20}}\))?"
)
_MIN = r"(?:কমপক্ষে|কম{B}পক্ষে|অন্ততঃ?|অন্তত:|ন্যূনতম|নূন্যতম|নুন্যতম|ন্যুনতম|ন্যূন্যতম|নূনতম|সর্বনিম্ন|নিদেনপক্ষে|at least)".replace(
    "{B}", B
)
_TIMES = {nfc("হাজার"): 1_000, nfc("লক্ষ"): 100_000, nfc("লাখ"): 100_000}
_UNIT = rf"(?P<unit>টি|টা|খানা|খানি|জন|বার|দফা|ব্যাচ|কপি|সেট)(?=(?:কে|ের|র)?(?!{L}))(?!{B}টাকা)"
_PIECES = ("", *(nfc(word) for word in ("টি", "টা", "খানা", "খানি")))
#: What a number counts that is no work done: money, time, weight, marks.
_NOT = (
    rf"(?!{B}(?:টাকা|লক্ষ|লাখ|কোটি|হাজার|%|শতাংশ|ভাগ|দিন|মাস|বছর|বৎসর|ঘণ্টা|ঘন্টা|মিনিট|সপ্তাহ|ফুট|মিটার|কি|কেজি|টন|মেট্রিক"
    r"|নম্বর|শতক|একর|ইঞ্চি|লিটার|তারিখ|এমবিপিএস|জিবি|তলা|ডিগ্রি|অর্থ))"
)


def _re(source: str) -> re.Pattern[str]:
    return pattern(nfc(source))


_AT_LEAST = _re(rf"(?<!{L}){_MIN}{B}{NUMBER}{B}(?P<times>হাজার|লক্ষ|লাখ)?{_NOT}{B}(?:{_UNIT})?")
_ANY_ONE = _re(rf"(?<!{L})(?:যে{B}(?:কোনো|কোন)|যেকোনো|যেকোন)\s{{1,3}}{NUMBER}{B}{_UNIT}")
_EACH_SO_MANY = _re(rf"{NUMBER}{B}{_UNIT}{B}করে(?!{L})")
#: What a number counts that stands beside how often: days and hours too.
_COUNTED = _re(rf"{NUMBER}{B}(?:{_UNIT}|(?P<long>দিন|ঘণ্টা|ঘন্টা|জনঘণ্টা)(?!{L}))")
#: "each union sends three": behind such a word a number is what each owes.
_EACH = _re(
    rf"(?<!{L})(?:প্রতি|প্রত্যেক|প্রতিটি)(?:{B}{L}{{2,20}})(?:\s{{1,3}}{L}{{2,15}}){{0,2}}?\s{{1,3}}{NUMBER}{B}{_UNIT}"
)
_IN_A_TIME = _re(rf"(?:প্রতি|প্রত্যেক)?{B}(?:মাস|বছর|ত্রৈমাসিক|প্রান্তিক|অর্থবছর)")

_SHARE = _re(
    rf"(?<!{L})(?:(?P<whole>শত{B}ভাগ)|(?:শতকরা{B})?{NUMBER}{B}(?:%|শতাংশ|পারসেন্ট|ভাগ(?!ে|{L}))|শতকরা{B}(?P<n2>\d{{1,3}})(?!\d))"
)
_NO_SHARE = _re(
    rf"{B}(?:হারে|হার|ভ্যাট|কর|সুদ|মুনাফা|কমিশন|ছাড়|কোটা|অর্থ|টাকা|বরাদ্দ|জামানত|ভর্তুকি|বেশি|কম|বৃদ্ধি|হ্রাস|প্রণোদনা|সার্ভিস)(?![\u09be-\u09cd]|ে)"
)
_OF_MONEY = _re(rf"(?:বরাদ্দের|বাজেটের|মূল্যের|টাকার|অর্থের|বেতনের|আয়ের|ভাতার){B}\Z")
_REACHED = _re(rf"{B}(?:কাজ{B}|অগ্রগতি{B})?(?:সম্পন্ন|বাস্তবায়িত|বাস্তবায়ন|অর্জিত|অর্জন|শেষ|সমাপ্ত|অগ্রগতি)")

_PAPER = _re(
    rf"(?<!{L})(?:(?:প্রতিবেদন|রিপোর্ট|সনদ|সার্টিফিকেট|কার্যবিবরণী|তালিকা|প্রত্যয়ন|প্রমাণক|প্রমাণপত্র|স্থিরচিত্র|ছবি|বিবরণী|বিল|ভাউচার|চাহিদা|প্রস্তাব"
    rf"|কর্মপরিকল্পনা|পরিকল্পনা|প্রাক্কলন|ছক|তথ্য|হিসাব|জবাব|মতামত|কাগজপত্র|দলিল|হালনাগাদ{B}তথ্য)[^।]{{0,120}}?"
    rf"(?:দাখিল|প্রেরণ|প্রেরন|জমা|পাঠা|পেশ)"
    rf"|(?:প্রতিবেদন|রিপোর্ট|তালিকা|প্রস্তাব|কর্মপরিকল্পনা|পরিকল্পনা|প্রাক্কলন|হিসাব)[^।]{{0,30}}?উপস্থাপন"
    rf"|(?:প্রতিবেদন|রিপোর্ট|জবাব|মতামত|তালিকা){B}(?:দিতে|দেবেন|দিবেন|প্রদান)"
    rf"|(?:সনদ|সার্টিফিকেট)[^।]{{0,30}}?(?:সংগ্রহ|গ্রহণ))"
)


class Amount(NamedTuple):
    """A measure that the flat text speaks of at ``start`` to ``end``; of several the one of the highest ``rank`` is
    meant. ``reached``: it says how far it is, and what is left is to be done."""

    measure: Measure
    start: int
    end: int
    rank: int
    sure: bool = True
    reached: bool = False


def number(found: re.Match[str]) -> int:
    """The value of a matched ``NUMBER``."""
    return int(found["n"].replace(",", "")) if found["n"] else _VALUES[found["word"]]


def amounts(text: Flat, recurring: list[tuple[int, int]]) -> Iterator[Amount]:
    """Every measure; ``recurring`` are the places that say how often, behind which a number is what each time owes."""
    yield from _counts(text, recurring)
    yield from _shares(text)
    for found in _PAPER.finditer(text.text):
        if text.sentence(found.start()).mood in ("obliges", "bare"):
            yield Amount(Measure("document"), *found.span(), rank=1)


def _counts(text: Flat, recurring: list[tuple[int, int]]) -> Iterator[Amount]:
    for found in _AT_LEAST.finditer(text.text):
        unit = found["unit"] or ""
        yield from _count(text, found, number(found) * _TIMES.get(found["times"], 1), unit, rank=5)
    for found in _ANY_ONE.finditer(text.text):
        yield from _count(text, found, number(found), found["unit"], rank=4)
    for start, end in recurring:
        stop = min(text.sentence(start).end, end + 40)
        near = _COUNTED.search(text.text, start, stop)
        if near and not _AT_LEAST.search(text.text, start, stop):
            yield from _count(text, near, number(near), near["unit"] or near["long"], rank=4)
    for found in _EACH_SO_MANY.finditer(text.text):
        yield from _count(text, found, number(found), found["unit"], rank=3)
    for found in _EACH.finditer(text.text):
        if not _IN_A_TIME.match(text.text, found.start()):
            yield from _count(text, found, number(found), found["unit"], rank=2, sure=False)


def _count(
    text: Flat, found: re.Match[str], target: int, unit: str, *, rank: int, sure: bool = True
) -> Iterator[Amount]:
    if text.sentence(found.start()).mood not in ("obliges", "bare"):
        return
    unit = "টি" if unit in _PIECES else unit
    yield Amount(Measure("count", target, unit), *found.span(), rank=rank, sure=sure)


def _shares(text: Flat) -> Iterator[Amount]:
    for found in _SHARE.finditer(text.text):
        value = 100 if found["whole"] else int(found["n2"]) if found["n2"] else number(found)
        if not 1 <= value <= 100 or _NO_SHARE.match(text.text, found.end()):
            continue
        if value < 100 and _OF_MONEY.search(text.text, max(0, found.start() - 15), found.start()):
            continue
        sentence = text.sentence(found.start())
        mood, alone = sentence.mood, len(list(_SHARE.finditer(text.text, sentence.start, sentence.end))) == 1
        if mood == "obliges":
            yield Amount(Measure("percent", value), *found.span(), rank=2)
        elif value < 100 and alone and (done := _REACHED.match(text.text, found.end())):
            yield Amount(Measure("percent", 100), found.start(), done.end(), rank=2, sure=False, reached=True)
        elif mood == "bare" and found["whole"] is not None:
            yield Amount(Measure("percent", value), *found.span(), rank=2, sure=False)

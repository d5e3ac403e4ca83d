"""A decision's text as proposals read it: without what is not seen, its sentences, and what each does. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from koyradesk.bengali.dates import ImpossibleDate, ParsedDate, ParsedPeriod, find, find_periods
from koyradesk.bengali.digits import to_ascii
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

#: Longer ones are no decisions: what stands behind is not read.
LONGEST = 6_000
#: "obliges": something is to be done; "tells": it only says so; "past": it was done; "bare": no verb says which.
Mood = Literal["obliges", "tells", "past", "bare"]

#: Inline marks, what is not seen, and the escaped signs: what stands for them.
_MARKS = pattern(
    "</?[bu]>|&(?P<sign>lt|gt|amp);"
    "|(?P<unseen>[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f])"
)
_SIGNS = {"lt": "<", "gt": ">", "amp": "&"}
_DIGIT = pattern("[0-9]")
_QUOTED = pattern("“[^”]{1,1000}”")
_SPACE = pattern(r"[^\S\n]")
#: What ends a sentence; a slash or a stop does not (খ্রি.).
_ENDS = str.maketrans("৷|?!;\n\v\f\r\x85\u2028\u2029", "।" * 12)
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(65, 91)})

#: A letter of a word, or a sign on one.
L = r"[\w\u0980-\u09ff]"
#: Perhaps a blank.
B = r"\s{0,3}"

_WORD_REST = pattern(rf"{L}{{0,20}}")
_LETTER = pattern(L)

_WAS = r"হয়(?:েছে|েছিল|েছিলো)|হল(?:ো)?|হয়|হইল"
_OBLIGES = pattern(
    nfc(
        rf"(?:তে|বার){B}হবে|{L}বেন(?!{L})|(?:কর|দি|দে|নি|নে|রাখ|পাঠা|জানা)বে(?!{L})|(?:করা|নেওয়া|দেওয়া|রাখা){B}হবে|(?:অনুষ্ঠিত|গৃহীত|বাস্তবায়িত){B}হবে"
        rf"|(?:অনুরোধ|আহ্বান|নির্দেশ(?:না)?|পরামর্শ|তাগিদ|দায়িত্ব|সিদ্ধান্ত){L}{{0,3}}(?:\s{{1,3}}{L}{{1,12}}){{0,3}}?"
        rf"\s{{1,3}}(?:{_WAS}|করেন|দেন)(?!{L})"
        rf"|(?:অনুরোধ|নির্দেশ(?:না)?|পরামর্শ|তাগিদ|আহ্বান)(?!{L})|(?:বলা|(?:নির্ধারণ|ধার্য){B}করা){B}(?:{_WAS})|(?:প্রয়োজন|আবশ্যক)(?!{L})"
    )
)
_TELLS = pattern(
    nfc(
        rf"(?:অবহিত|অবগত|অভিত|জ্ঞাত){B}(?:করেন|করলেন|করান|করা{B}(?:{_WAS}|গেল)|{_WAS}|হন)(?!{L})|অবগতির{B}জন্য"
        rf"|(?:সভাকে|সভায়|সকলকে){B}(?:অবহিত|অবগত){B}(?:।|$)"
        rf"|(?<!অনুরোধ)(?<!আহ্বান){B}জানান(?!{L}|ো)|জানানো{B}(?:{_WAS})|ব্যক্ত{B}করা{B}(?:{_WAS})"
        rf"|(?:ধন্যবাদ|অভিনন্দন|কৃতজ্ঞতা|শোক|সন্তোষ){B}(?:জ্ঞাপন|প্রকাশ|জানানো){B}(?:করা{B})?(?:{_WAS})"
        rf"|(?:দৃঢ়ীকরণ|দৃঢ়করণ|দৃঢ়িকরণ){B}(?:করা{B})?(?:{_WAS})|(?:পাঠ{B}করে{B}শো?না(?:নো|ন))"
    )
)
_PAST = pattern(
    nfc(
        rf"(?:হয়েছে|হলো|হল|হইল|হয়েছিল|হয়েছিলো|হচ্ছে|হয়|রয়েছে|আছে|ছিল|ছিলেন|গেছে|গিয়েছে|করছেন|দিচ্ছেন|নেই|{L}েছেন|করেছে|পেয়েছে)"
        rf"(?!{L})"
    )
)
_VERBS: dict[Mood, re.Pattern[str]] = {"obliges": _OBLIGES, "tells": _TELLS, "past": _PAST}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``start`` to ``end`` of the flat text."""

    start: int
    end: int
    mood: Mood


@dataclass(frozen=True)
class Flat:
    """A text with ASCII digits and without marks; ``where`` tells for each of its letters where it stood."""

    text: str
    where: tuple[int, ...]

    @cached_property
    def dates(self) -> tuple[ParsedDate | ImpossibleDate, ...]:
        """What is written as a date."""
        return tuple(find(self.text)) if _DIGIT.search(self.text) else ()

    @cached_property
    def months(self) -> tuple[ParsedPeriod, ...]:
        """The months of years."""
        return tuple(find_periods(self.text)) if _DIGIT.search(self.text) else ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in their order."""
        found, start = [], 0
        for end in [*(at.start() for at in re.finditer("।", self.text)), len(self.text)]:
            if self.text[start:end].strip():
                found.append(Sentence(start, end, _mood(self.text[start:end])))
            start = end + 1
        return tuple(found)

    def sentence(self, place: int) -> Sentence:
        """The sentence that a place lies in."""
        index = bisect_right(self.sentences, place, key=lambda one: one.start) - 1
        return self.sentences[index] if index >= 0 else Sentence(0, 0, "bare")

    def telling(self, sentence: Sentence) -> tuple[int, int]:
        """The words with which a sentence tells."""
        found = list(_TELLS.finditer(self.text, sentence.start, sentence.end))[-1]
        return found.span()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of this text stood, to the end of its last word and without blanks around it."""
        if end > start and (rest := _WORD_REST.match(self.text, end)) and _LETTER.match(self.text, end - 1):
            end = rest.end()
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return (self.where[start], self.where[end - 1] + 1) if start < end else (0, 0)


def flat(text: str) -> Flat:
    """A text in NFC as proposals read it."""
    text = text[:LONGEST]
    made = _flat(text, "")
    # Letters that something unseen parted must not grow into one: positions would no longer be those of the text.
    return made if nfc(made.text) == made.text else _flat(text, " ")


def _flat(text: str, unseen: str) -> Flat:
    pieces: list[str] = []
    where: list[int] = []
    start = 0
    for mark in _MARKS.finditer(text):
        pieces.append(text[start : mark.start()])
        where += range(start, mark.start())
        instead = unseen or (_SIGNS[mark["sign"]] if mark["sign"] else "")
        pieces.append(instead)
        where += [mark.start()] * len(instead)
        start = mark.end()
    pieces.append(text[start:])
    where += range(start, len(text))
    joined = to_ascii("".join(pieces)).translate(_ENDS).translate(_LOWER)
    # What is quoted is said of something else, unless nothing stands beside it.
    alone = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), joined)
    return Flat(_SPACE.sub(" ", alone if alone.strip(" ।") else joined), tuple(where))


def _mood(sentence: str) -> Mood:
    """What a sentence does: the last verb says so."""
    last: dict[Mood, int] = {
        mood: max((found.end() for found in verbs.finditer(sentence)), default=-1) for mood, verbs in _VERBS.items()
    }
    found = max(last.values())
    if last["obliges"] < found and last["tells"] >= 0:
        return "tells"  # what is told of may be past, too
    # Of two that end alike the earlier kind is the longer: "অনুরোধ জানানো হয়" asks and does not tell.
    return next(mood for mood in _VERBS if last[mood] == found) if found >= 0 else "bare"

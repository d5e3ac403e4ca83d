"""Labels in running text: "১। … ২। … ৩। …" taken apart at what counts up, and nowhere else.

A series begins with the first number of its style (১ ক i a) and goes on as long as the next one follows. It may stand
inside a piece of another one: "১। … (ক) … (খ) … ২। …". ``split`` gives all pieces in the order of the text, each with
the number of its series and its level. The text alone cannot say whether a series that follows another, as in
"i) … ii) … ১) … ২) …", continues the last piece or the whole: it is given the level below, and whoever knows the paper
better goes by the series.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.numbering import Style, nth, read, same_style, value
from koyradesk.bengali.text import nfc

__all__ = ["Labelled", "join", "nth", "same_style", "split", "strays", "take", "value"]

_WORD_ENDS = r"(?![\w\u0980-\u09e3])"
_DIGITS = "[০-৯]{1,3}|[0-9]{1,3}"
_LETTERS = "[ক-হ]|[ivxlc]{1,8}|[IVXLC]{1,8}|[A-Za-z]"
#: Endings that make a label anywhere in a text, with or without a blank after it.
_ENDING = r"(?:[.।]?\)|[ ]?[।৷|])"
#: A point must not lead into a decimal or a date.
_ANYWHERE = rf"\(?(?:[০-৯]{{1,2}}\.)?(?:(?:{_DIGITS})(?:{_ENDING}|\.(?![\d)]))|(?:{_LETTERS}){_ENDING})"
#: At the beginning of a line these are labels too: ১: ১- ১.০ ১.১ ক. - but not initials (A. K.) and measures (১.৫ কিমি).
_BEGINNING = (
    rf"(?:(?:{_DIGITS})[:ঃ–-]|(?:{_LETTERS})[.:ঃ–-](?![ \t]*\w{{1,2}}\.)"
    r"|[০-৯]{1,2}\.[০-৯]{1,2}|[0-9]{1,2}\.[0-9]{1,2})(?=[ \t])"
    rf"(?![ \t]+(?:ঘটিকা|টা|কিলোমিটার|কিমি|মিটার|কেজি|টন|একর|হেক্টর|টাকা|লক্ষ|কোটি|শতাংশ|ভাগ|গুণ|মিনিট))"
)
#: What stands right before a label: a blank, the end of a sentence, a colon that is not in a ratio or a time, a mark.
_BEFORE = r"(?:(?<![^\s।৷;|])|(?<=[^\d\s][:ঃ])|(?<=</[bu]>))"
_TYING = "ও|এবং|বা|অথবা|হতে|থেকে"
#: (১) ও (২), ১) এর, (ক) অনুযায়ী: what is spoken of is no label.
_SPOKEN_OF = rf"(?!\s*-(?:এর|এ|তে){_WORD_ENDS}|\s*(?:এর|নং|নম্বর|অনুযায়ী|মোতাবেক|অনুসারে|{_TYING}){_WORD_ENDS})"
_MARK = pattern(
    nfc(rf"(?P<line>^[^\S\n]*)?{_BEFORE}(?P<label>{_ANYWHERE}|(?P<weak>(?(line){_BEGINNING}|(?!)))){_SPOKEN_OF}"),
    re.MULTILINE,
)
#: Words that announce a number (নং ১, ধারা ২), and numbers tied to one before (১) ও ২).
_ANNOUNCED = pattern(
    nfc(
        r"(?:(?<![\w\u0980-\u09ff])(?:নং|নম্বর|নাম্বার|ধারা|উপধারা|দফা|বিধি|অনুচ্ছেদ|ওয়ার্ড|ফেজ|পর্ব|পর্যায়|শ্রেণি|শ্রেণী|গ্রেড|ক্রমিক|"
        r"পরিশিষ্ট|সংযুক্তি|সংযোজনী|ছক|সারণি|তফসিল|কক্ষ|সংখ্যা|মোট|গ্রুপ|ব্লক|ইউনিট|চিত্র)[.-]?"
        rf"|(?<![\w\u0980-\u09ff])(?:{_DIGITS}|{_LETTERS}){_ENDING}?\s*(?:{_TYING}))[^\S\n]*\Z"
    )
)
#: ধারা ১৫ (১), ১৫(১) (ক): a bracketed number after a number belongs to it.
_NUMBERED = pattern(r"(?:\d|\((?:\d{1,3}|\S)\))[^\S\n]+\Z")
_SENTENCE_END = pattern(r"[।৷;:ঃ?!–—-]\s*\Z")
#: How far it is looked: back for a word (characters) and for an open bracket, ahead for the next label (labels).
_WORD_BACK, _BRACKET_BACK, _AHEAD = 40, 400, 200
_SAME = str.maketrans({"৷": "।", "|": "।", " ": ""})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A piece of a text. ``label`` is as typed, "" for what stands before the first label (``series`` and ``level`` 0).

    ``series`` counts the series of the whole text from 1; ``level`` is 1 for a series that stands in no other.
    ``gap`` and ``tail`` are the blanks after the label and after the text, which ``join`` puts back.
    """

    label: str
    text: str
    level: int = 0
    series: int = 0
    gap: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What looks like a label, as typed in ``text[start:end]``; ``label`` is the same in one spelling.

    ``rank``: 2 begins a line, 1 follows the end of a sentence, 0 else. A ``weak`` one is a label only in company.
    """

    start: int
    end: int
    label: str
    rank: int
    weak: bool


@dataclass(slots=True)
class _Series:
    style: Style
    number: int
    count: int = 1


def split(text: str) -> list[Labelled]:
    """The pieces of a text at the labels that really count up, starting with the first number of their style.

    A first label in the middle of a line needs a second one to be believed. Numbers inside the text are left alone:
    decimals, dates, references (১৫(১)(ক), দফা ২), the ends of brackets (ফেজ ১). Blanks around the text are dropped;
    but for them ``join(split(text))`` is the text. An empty text has no pieces; one without labels is one piece.
    """
    text = text.strip()
    cuts = _cuts(_marks(text))
    lead = text[: cuts[0][0].start] if cuts else text
    pieces = [_piece("", lead, 0, 0)] if lead else []
    ends = [*(mark.start for mark, _, _ in cuts[1:]), len(text)]
    for (mark, level, series), end in zip(cuts, ends, strict=False):
        pieces.append(_piece(text[mark.start : mark.end], text[mark.end : end], level, series))
    return pieces


def join(pieces: list[Labelled]) -> str:
    """The text that ``split`` took apart, word for word and blank for blank."""
    return "".join(piece.label + piece.gap + piece.text + piece.tail for piece in pieces)


def strays(text: str) -> list[str]:
    """What stands where a label would, but counts up in no series: a number skipped or repeated, a series torn off."""
    text = text.strip()
    marks = _marks(text)
    used = {mark.start for mark, _, _ in _cuts(marks)}
    return [text[mark.start : mark.end] for mark in marks if mark.rank and not mark.weak and mark.start not in used]


def take(line: str) -> Labelled:
    """The label at the beginning of a line, whatever its number, and the rest: "০৪। সভায় …" -> ("০৪।", "সভায় …")."""
    line = line.strip()
    found = _MARK.match(line)
    if found is None or value(found["label"]) is None:
        return _piece("", line, 0, 0)
    return _piece(found["label"], line[found.end() :], 1, 1)


def _piece(label: str, body: str, level: int, series: int) -> Labelled:
    bare = body.lstrip()
    text = bare.rstrip()
    return Labelled(label, text, level, series, body[: len(body) - len(bare)], bare[len(text) :])


def _cuts(marks: list[_Mark]) -> list[tuple[_Mark, int, int]]:
    """The marks that are labels, each with its level and the number of its series."""
    opened: list[_Series] = []
    cuts: list[tuple[_Mark, int, int]] = []
    begun = 0
    for index, mark in enumerate(marks):
        depth = next((d for d in reversed(range(len(opened))) if _goes_on(opened[d], mark)), None)
        if depth is not None:
            if _better_one_follows(marks, index, opened[depth]):
                continue
            opened[depth].count += 1
            del opened[depth + 1 :]
        elif style := _begins(marks, index):
            begun += 1
            # A series of the same style ends here, and the new one stands in its place.
            depth = next((d for d, series in enumerate(opened) if series.style == style), len(opened))
            opened[depth:] = [_Series(style, begun)]
        else:
            continue
        cuts.append((mark, depth + 1, opened[depth].number))
    return cuts


def _goes_on(series: _Series, mark: _Mark) -> bool:
    return series.style.fits(mark.label, series.count + 1)


def _begins(marks: list[_Mark], index: int) -> Style | None:
    """The style of the series that a mark begins, None where it begins none."""
    mark = marks[index]
    found = read(mark.label)
    if found is None or found[1] != 1:
        return None
    style = found[0]
    if mark.rank == 2 and not mark.weak:
        return style
    second = style.label(2)
    for later in _ahead(marks, index):
        if later.label == mark.label:
            return None
        if later.label == second:
            # "(১) (২)" with nothing between speaks of labels, but a form may have lines to fill by hand.
            return style if later.start - mark.end > 1 or later.rank == 2 else None
    return None


def _better_one_follows(marks: list[_Mark], index: int, series: _Series) -> bool:
    """Does the same label stand better further on, before the series goes on or begins anew?"""
    for later in _ahead(marks, index):
        if series.style.fits(later.label, series.count + 2) or series.style.fits(later.label, 1):
            return False
        if later.label == marks[index].label and later.rank > marks[index].rank:
            return True
    return False


def _ahead(marks: list[_Mark], index: int) -> list[_Mark]:
    return marks[index + 1 : index + 1 + _AHEAD]


def _marks(text: str) -> list[_Mark]:
    marks = []
    for found in _MARK.finditer(text):
        start, label = found.start("label"), found["label"]
        begins_line = found["line"] is not None
        before = text[max(0, start - _WORD_BACK) : start]
        if not begins_line and (_ANNOUNCED.search(before) or _belongs_to_brackets(text, start, label)):
            continue
        rank = 2 if begins_line else 1 if _SENTENCE_END.search(before) else 0
        marks.append(_Mark(start, found.end("label"), label.translate(_SAME), rank, found["weak"] is not None))
    return marks


def _belongs_to_brackets(text: str, start: int, label: str) -> bool:
    """Is it the number in brackets of something numbered, or does it end with the bracket that closes a remark?"""
    if label[0] == "(":
        return _NUMBERED.search(text, max(0, start - _WORD_BACK), start) is not None
    sentence = re.split(r"[।\n]", text[max(0, start - _BRACKET_BACK) : start])[-1]
    return label[-1] == ")" and sentence.rfind("(") > sentence.rfind(")")

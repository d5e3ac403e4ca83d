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

from koyradesk.bengali.numbering import Style, nth, read, same_style, value

__all__ = ["Labelled", "join", "nth", "same_style", "split", "take", "value"]

_WORD_GOES_ON = r"(?![\w\u0980-\u09e3])"
_DIGITS = "[০-৯]{1,3}|[0-9]{1,3}"
_LETTERS = "[ক-নপ-মযরলশ-হ]|[ivx]{1,6}|[IVX]{1,6}|[A-Za-z]"
#: Endings that make a label anywhere in a text, blank after it or not. A point must not lead into a decimal or a date.
_ENDS = r"[.।]?\)|[ ]?[।৷|]"
_ANYWHERE = rf"\(?(?:[০-৯]{{1,2}}\.)?(?:(?:{_DIGITS})(?:{_ENDS}|\.(?![\d)]))|(?:{_LETTERS})(?:{_ENDS}))"
#: At the beginning of a line these are labels too, with a blank after them: ক. · ১: · ১- · ১.০ · ১.১
_AT_LINE_START = rf"(?:(?:{_DIGITS}|{_LETTERS})[.:ঃ–-]|[০-৯]{{1,2}}\.[০-৯]{{1,2}}|[0-9]{{1,2}}\.[0-9]{{1,2}})(?=[ \t])"
#: (১) ও (২), ১) এর, (ক) অনুযায়ী: what refers to a label is none.
_REFERRING = rf"(?!\s*-?(?:এর|এ|ও|এবং|বা|নং|নম্বর|হতে|থেকে|অনুযায়ী|মোতাবেক|অনুসারে){_WORD_GOES_ON})"
_BEFORE = r"(?:(?<![^\s।৷;|])|(?<=[^\d\s][:ঃ])|(?<=</[bu]>))"
_MARK = re.compile(
    rf"(?P<line>(?:\A|(?<=\n))[^\S\n]*)?{_BEFORE}(?P<label>{_ANYWHERE}|(?P<weak>(?(line){_AT_LINE_START}|(?!))))"
    rf"{_REFERRING}(?![ \t]*(?:{_ANYWHERE}))"
)
#: Words that announce a number (নং ১, ধারা ২) or tie one to the last (১ ও ২) when nothing stops the sentence between.
_ANNOUNCED = re.compile(
    r"(?:^|[\s(\[-])(?:নং|নম্বর|নাম্বার|ধারা|উপধারা|উপ-ধারা|দফা|বিধি|অনুচ্ছেদ|ওয়ার্ড|ফেজ|পর্ব|পর্যায়|শ্রেণি|শ্রেণী|গ্রেড|"
    r"ক্রমিক|পরিশিষ্ট|সংযুক্তি|সংযোজনী|ছক|সারণি|তফসিল|কক্ষ|সংখ্যা|মোট|গ্রুপ|ব্লক|ইউনিট|চিত্র|ও|এবং|বা|অথবা|হতে|থেকে)"
    r"[-:.]?[^\S\n]*$"
)
#: ধারা ১৫ (১), ১৫(১) (ক): a bracketed number after a number belongs to it.
_NUMBERED = re.compile(r"(?:\d|\((?:\d{1,3}|\S)\))[^\S\n]+$")
_SENTENCE_END = re.compile(r"[।৷;:?!–—-]\s*$")
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
    """What looks like a label: ``rank`` says how well it stands (2 begins a line, 1 follows a sentence's end, 0 else);
    a ``weak`` one is a label only in company."""

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

    def expects(self, label: str) -> bool:
        return self.style.fits(label, self.count + 1)


def split(text: str) -> list[Labelled]:
    """The pieces of a text at the labels that really count up, starting with the first number of their style.

    A first label in the middle of a line needs a second one to be believed. Numbers inside the text are left alone:
    decimals, dates, references (১৫(১)(ক), দফা ২), brackets closing (ফেজ ১). Blanks around the text are dropped; for the
    rest ``join(split(text))`` is the text. An empty text has no pieces; one without labels is one piece, label "".
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
        depth = next((d for d in reversed(range(len(opened))) if opened[d].expects(mark.label)), None)
        if depth is not None:
            if _better_one_follows(marks, index, opened[depth]):
                continue
            opened[depth].count += 1
        else:
            style = _begins(marks, index)
            if style is None:
                continue
            begun += 1
            # A series of the same style beside this one ends here: the new one stands in its place.
            depth = next((d for d, series in enumerate(opened) if series.style == style), len(opened))
            opened[depth:] = [_Series(style, begun)]
        del opened[depth + 1 :]
        cuts.append((mark, depth + 1, opened[depth].number))
    return cuts


def _begins(marks: list[_Mark], index: int) -> Style | None:
    """The style of the series that a mark begins, None where it begins none."""
    mark = marks[index]
    found = read(mark.label)
    if found is None or found[1] != 1:
        return None
    if mark.rank == 2 and not mark.weak:
        return found[0]
    for later in marks[index + 1 :]:
        if later.label == mark.label:
            return None
        if found[0].fits(later.label, 2):
            return found[0]
    return None


def _better_one_follows(marks: list[_Mark], index: int, series: _Series) -> bool:
    """Does the same label stand better further on, before the series goes on or begins anew?"""
    for later in marks[index + 1 :]:
        if series.style.fits(later.label, series.count + 2) or series.style.fits(later.label, 1):
            return False
        if later.label == marks[index].label and later.rank > marks[index].rank:
            return True
    return False


def _marks(text: str) -> list[_Mark]:
    marks = []
    for found in _MARK.finditer(text):
        start, label = found.start("label"), found["label"]
        before = text[:start]
        if found["line"] is None:
            if _ANNOUNCED.search(before) or (label[0] == "(" and _NUMBERED.search(before)):
                continue
            if label[0] != "(" and label[-1] == ")" and _in_brackets(before):
                continue
        rank = 2 if found["line"] is not None else 1 if _SENTENCE_END.search(before) else 0
        marks.append(_Mark(start, found.end("label"), label.translate(_SAME), rank, found["weak"] is not None))
    return marks


def _in_brackets(before: str) -> bool:
    """Is a bracket still open in this sentence?"""
    sentence = re.split(r"[।\n]", before)[-1]
    return sentence.rfind("(") > sentence.rfind(")")

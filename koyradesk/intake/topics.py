"""The topic of an item, where it stands in one cell with the discussion.

It is taken off where something marks it: a line of its own, underlining or bold type, a closing sign. A leading phrase
that ends in "সংক্রান্ত" is taken too, with a doubt. Otherwise the cell is discussion.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from koyradesk.i18n import N_
from koyradesk.intake import vocabulary as words
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.marks import cut, whole_mark
from koyradesk.markup import plain

_LONGEST = 120
_LONGEST_WORDS = 14
_LEAD = re.compile(r"((?:<[bu]>)+)(.*?)((?:</[bu]>)+)\s*([:ঃ]-?|-(?=\s)|–)?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its words, the marks that hold all of it, the sign that closes it, and whether discussion follows in
    the same cell, on a new line or not."""

    text: str
    marks: str = ""
    ending: str = ""
    followed: bool = False
    line: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How all topics of a table are set; what only some of them have stays in their text."""

    underline: bool = False
    bold: bool = False
    ending: str = ""
    join: str = "line"

    def written(self, topic: Topic) -> str:
        """A topic as it is stored under this look."""
        text = topic.text
        if not self.ending and topic.ending:
            text += topic.ending
        for mark, shown in (("u", self.underline), ("b", self.bold)):
            if mark in topic.marks and not shown:
                text = f"<{mark}>{text}</{mark}>"
        return text


def looks(topics: Sequence[Topic]) -> Look:
    """What the topics of a table have in common."""
    there = [topic for topic in topics if topic.text]
    if not there:
        return Look()
    endings = Counter(topic.ending for topic in there)
    same = endings.most_common(1)[0][0] if len(endings) == 1 else ""
    return Look(
        underline=all("u" in topic.marks for topic in there),
        bold=all("b" in topic.marks for topic in there),
        ending=same,
        join="space" if same in ("–", "—") else "line",
    )


def own_topic(cell: str) -> Topic:
    """The topic of a column that holds nothing else; the sign that closes it stays with it."""
    marks, text = whole_mark(cell)
    return Topic(text, marks)


def split_topic(cell: str, where: str, promised: bool, doubts: Doubts) -> tuple[Topic, str]:
    """A cell as topic and discussion. ``promised``: the column's heading speaks of a topic, so a short text is one."""
    lead = _LEAD.match(cell)
    if lead and _short(plain(lead[2])):
        marks, _ = whole_mark(lead[1] + lead[2] + lead[3])
        inner, ending = _ended(plain(lead[2]))
        text = cut(lead[2], len(inner))[0] if ending else lead[2]
        if marks:
            rest = cell[lead.end() :]
            return Topic(text, marks, ending or lead[4] or "", bool(rest), rest.startswith("\n")), rest
    text = plain(cell)
    first, _, after = text.partition("\n")
    if after and _short(first) and not words.SENTENCE_END.search(first.rstrip(":ঃ- ")):
        inner, ending = _ended(first)
        topic, rest = cut(cell, len(first))
        return Topic(cut(topic, len(inner))[0], "", ending, True, True), rest
    ended = words.TOPIC_ENDED.match(text)
    if ended and _short(ended[1]) and not words.VERB_END.search(ended[1].strip()):
        topic, rest = cut(cell, ended.end())
        return Topic(cut(topic, len(ended[1]))[0], "", ended[2], bool(rest)), rest
    if (promised or words.TOPIC_WORD.search(text)) and _short(text) and not _is_sentence(text):
        return Topic(cell), ""
    phrase = words.TOPIC_PHRASE.match(text)
    if phrase and _short(phrase[1]):
        doubts.add(where, N_("Nothing marks where the topic ends. The words up to here were taken for it."), phrase[1])
        topic, rest = cut(cell, len(phrase[1]))
        return Topic(topic, followed=bool(rest)), rest
    return Topic(""), cell


def _is_sentence(text: str) -> bool:
    """Is it more than the name of a matter: several sentences, or one with its verb?"""
    if words.VERB_END.search(text.rstrip(" ।")) or re.search(r"[।?]", text.rstrip("। ")):
        return True
    return text.endswith("।") and words.TOPIC_WORD.search(text) is None


def _short(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and len(text.split()) <= _LONGEST_WORDS


def _ended(text: str) -> tuple[str, str]:
    """A topic without the sign that closes it. "ঃ" may be the end of an abbreviation (মোঃ, খ্রিঃ)."""
    ended = words.TOPIC_ENDED.match(text + " ")
    if ended and ended.end(2) == len(text):
        return ended[1].rstrip(), ended[2]
    return text, ""

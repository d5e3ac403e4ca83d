"""Is every word of the source in the paper that would be printed again?

Independent of the reader on purpose: it looks at the bare source and at the blocks of the papers, nothing between.
"""

from __future__ import annotations

import re
from collections import Counter

from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_attendance, compose_minutes
from koyradesk.intake.doubts import LEFT_OUT
from koyradesk.layout import Layout
from koyradesk.model import Meeting

_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]*)\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: A mark may stand in the middle of a word and does not part it.
_TAG = re.compile(
    r"</?(?:b|u|strong|ins|i|em|p|div|span|center|font|sup|sub|small|big|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE
)
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*")
#: What draws lists, tables and rules in plain text.
_DRAWN = re.compile(r"^\s*(?:[-*]\s+(?=\S)|#{1,6}\s+)|^[-_=—–*~\s|:]{3,}$|\|", re.MULTILINE)
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u200e\u200f]")
#: A word, or one sign: words may stand closer or wider in the paper than in the source ("১।নথি", "১। নথি").
_TOKEN = re.compile(r"[\w\u0980-\u09ff\u200c\u200d]+|[^\s\w]")
#: Between a label and its value the paper has one sign for all facts; "ঃ" is how old keyboards typed a colon.
_BETWEEN = re.compile("[:ঃ–—,।-]")
#: Blanks to fill by hand, typed in many ways.
_BLANKS = re.compile(r"[.…_]{3,}|…")
#: The sheet leaves a place for the signature of those who came.
_STATES = {"present": nfc("উপস্থিত স্বাক্ষরিত")}


def tokens(text: str) -> list[str]:
    """The words and signs of a source, in order, without what only draws."""
    text = _LINK.sub(lambda link: link[1] if link[1].strip() else link[2], _UNSEEN.sub("", nfc(text)))
    return _tokens(_DRAWN.sub(" ", _TAG.sub("", _STRONG.sub(r"\1", _BREAK.sub("\n", text)))))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_BLANKS.sub("…", text))


def printed(meeting: Meeting, layout: Layout) -> list[str]:
    """The words and signs of the minutes and, where the attendance is known, of the sign-sheet; and those that were
    left out with a word about it, because the program prints them by itself."""
    texts = compose_minutes(meeting, layout).texts()
    if meeting.attendees:
        texts += compose_attendance(meeting, layout).texts()
        texts += [_STATES.get(attendee.state, "") for attendee in meeting.attendees]
    texts += [one.text for one in meeting.unsure if one.why in LEFT_OUT]
    return _tokens("\n".join(texts))


def missing(source: str, meeting: Meeting, layout: Layout) -> Counter[str]:
    """The words of the source that the papers would not print, with how often each is missing."""
    lost = Counter(tokens(source)) - Counter(printed(meeting, layout))
    return Counter({word: count for word, count in lost.items() if not _BETWEEN.fullmatch(word)})

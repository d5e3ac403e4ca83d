"""Serials and labels of a meeting that was edited, and how the entries of its distribution end. Pure.

What a paper itself does comes first: its own first serial is the sample for the others, and the layout gives defaults
for what has none. Labels that are right are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeVar

from koyradesk.bengali import numbering
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.layout import DistributionStyle, Layout
from koyradesk.model import AgendaItem, Assignment, Decision, Letter, Meeting, Recipient

_W = TypeVar("_W", bound=Meeting | Letter)
_P = TypeVar("_P", Decision, Assignment, Recipient)

#: What closes an entry as offices write it. The ; of an escaped sign ("&amp;") is none.
_CLOSES = pattern(nfc(r"\s*(?:(?<!&amp)(?<!&lt)(?<!&gt)[;,]\s*(?:(?:এবং|ও)\s*)?|[।৷|])\Z"))
_MARKS = pattern(r"(?:</[bu]>|\s)*\Z")
#: Blanks to fill by hand: the writer ends such a line with the pen.
_BLANKS = pattern(r"(?:[.…_]{3,}|…)\Z")


def relabel(meeting: _W, layout: Layout) -> _W:
    """The meeting or letter with every serial and label in its place; what is right already stays as it is.

    Agenda items follow the meeting's own first serial, else ``layout.numbering``. Decisions and implementers follow the
    labels of their item, else those of any other item, else the layout. A list of one is labelled only if it was, or if
    the layout says so (``numbering.single``).
    """
    style = layout.numbering
    sent = _inside(meeting.distribution.recipients, [], style.recipient, "", "", single=style.single)
    fresh: dict[str, Any] = {"distribution": replace(meeting.distribution, recipients=sent)}
    if isinstance(meeting, Meeting):
        fresh["items"] = _relabelled(meeting, layout)
    return replace(meeting, **fresh)


def _relabelled(meeting: Meeting, layout: Layout) -> tuple[AgendaItem, ...]:
    style = layout.numbering
    serials = _labels([item.serial for item in meeting.items], [], style.item, single=True)
    decisions = [_Sample.found(one.label, item.serial) for item in meeting.items for one in item.decisions]
    implementers = [_Sample.found(one.label, item.serial) for item in meeting.items for one in item.implementers]
    items = []
    for item, serial in zip(meeting.items, serials, strict=True):
        kept = item if item.serial == serial else replace(item, serial=serial)
        named = _inside(item.decisions, decisions, style.decision, item.serial, serial, single=style.single)
        bound = _inside(item.implementers, implementers, style.implementer, item.serial, serial, single=style.single)
        if named != item.decisions or bound != item.implementers:
            kept = replace(kept, decisions=named, implementers=bound)
        items.append(kept)
    return _same(tuple(items), meeting.items)


def bare(text: str) -> str:
    """An entry without the mark that closes it."""
    return _closed(text, "")


def endings(texts: Sequence[str], style: DistributionStyle) -> tuple[str, ...]:
    """The entries of a distribution, each closed as the layout wants it: every one, the last but one, the last.

    A mark that stands there already is replaced, not doubled; empty entries and blanks to fill by hand stay as they
    are, and so does everything where the layout closes nothing.
    """
    if not (style.ending or style.before_last or style.last):
        return tuple(texts)
    written = [index for index, text in enumerate(texts) if text.strip()]
    found = list(texts)
    for index in written:
        wanted = style.last if index == written[-1] else style.before_last if index in written[-2:] else style.ending
        found[index] = _closed(texts[index], wanted)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Sample:
    """A label others follow. ``inside``: it repeats the number of its item, as "২.১" and "২.২" do under "২.০"."""

    label: str
    inside: bool = False

    @classmethod
    def found(cls, label: str, serial: str) -> _Sample:
        read, item = numbering.read(label), numbering.value(serial)
        return cls(label, bool(read and item and read[0].before == _number(label, item) + "."))

    def nth(self, number: int, serial: str) -> str:
        read, item = numbering.read(self.label), numbering.value(serial)
        if read is None:
            return nfc(self.label)
        style = replace(read[0], before=_number(self.label, item) + ".") if self.inside and item else read[0]
        try:
            return style.label(number)
        except ValueError:
            # Roman numbers end, lists need not: what cannot be counted goes on in digits.
            return replace(style, script="১").label(number)


def _number(like: str, number: int) -> str:
    """A number in the digits of ``like``."""
    return numbering.Style("1" if re.search("[0-9]", like) else "১").label(number)


def _labels(
    held: Sequence[str],
    others: Iterable[_Sample],
    default: str,
    before: str = "",
    after: str = "",
    *,
    single: bool,
) -> tuple[str, ...]:
    """The labels of one list: ``held`` as they are, of an item whose serial was ``before`` and is ``after``."""
    if len(held) == 1 and not held[0] and not single:
        return ("",)
    own = (_Sample.found(label, before) for label in held)
    sample = _best([one for one in chain(own, others, [_Sample(default)]) if one.label])
    return tuple(sample.nth(number, after) for number in range(1, len(held) + 1)) if sample else tuple(held)


def _best(samples: Sequence[_Sample]) -> _Sample | None:
    """The first sample, or one like it that shows more: "১০" does not tell that one begins with "০১"."""
    if not samples:
        return None
    first = samples[0]
    alike = (one for one in samples if one.inside == first.inside and numbering.same_style(one.label, first.label))
    return max(alike, key=_width)


def _width(sample: _Sample) -> int:
    read = numbering.read(sample.label)
    return read[0].width if read else 0


def _inside(
    parts: tuple[_P, ...], others: Iterable[_Sample], default: str, before: str, after: str, *, single: bool
) -> tuple[_P, ...]:
    labels = _labels([one.label for one in parts], others, default, before, after, single=single)
    return tuple(
        one if one.label == label else replace(one, label=label) for one, label in zip(parts, labels, strict=True)
    )


def _same(items: tuple[AgendaItem, ...], held: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    """``held`` itself where nothing changed: whoever compares by identity sees it at once."""
    return held if all(one is other for one, other in zip(items, held, strict=True)) else items


def _closed(text: str, wanted: str) -> str:
    found = _MARKS.search(text)
    marks = found[0].rstrip() if found else ""
    body = text[: found.start()] if found else text
    if _BLANKS.search(body):
        return text
    while cut := _CLOSES.search(body):
        body = body[: cut.start()]
    return body.rstrip() + wanted + marks

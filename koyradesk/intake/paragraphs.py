"""Minutes without a table: numbered paragraphs with topic, আলোচনা:, সিদ্ধান্ত:, বাস্তবায়নে: -> agenda items.

The labels of the parts stay with the text they stand before ("সিদ্ধান্ত:" is the label of the decision), so that they
are printed again item by item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from koyradesk.bengali import labels
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import closes, ends_text
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.grid import Heading
from koyradesk.intake.items import Items, decisions, decisions_in, implementers
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare, cut, joined
from koyradesk.intake.topics import Topic, looks, split_topic
from koyradesk.layout import Part
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Assignment, Decision


@dataclass(slots=True)
class _Block:
    """An item's lines: the number, and each part's label and text, in order."""

    serial: str
    parts: list[tuple[Part | None, str, str]] = field(default_factory=list)

    def texts(self, wanted: Part) -> list[tuple[str, str]]:
        """Label and text of every piece of a part."""
        return [(label, text) for part, label, text in self.parts if part == wanted]


def find(lines: Sequence[Line], doubts: Doubts) -> tuple[Items, int, int] | None:
    """The items, and the lines they stand in (from, before); None where no line is marked as a decision."""
    limit = next((index for index, line in enumerate(lines) if ends_text(line)), len(lines))
    limit = next((index for index in range(limit) if closes(lines[index].text)), limit)
    parts = [index for index in range(limit) if any(part == "decisions" for part, _, _ in _split(lines[index].marked))]
    start = _first(lines, parts[0]) if parts else _numbered(lines, limit)
    if start is None:
        return None
    blocks: list[_Block] = []
    style = ""
    for index, line in enumerate(lines[start:limit], start):
        head = labels.take(line.text)
        begins = bool(head.label) and (not style or labels.same_style(style, head.label))
        if begins:
            begins = not blocks or not _inside(blocks[-1], head.label, lines[index:limit])
        elif not style:
            begins = _next_topic(blocks, line)
        if not blocks or begins:
            style = style or head.label
            marked = cut(line.marked, len(line.text) - len(head.text))[1] if head.label else line.marked
            blocks.append(_Block(head.label, _split(marked)))
        else:
            _go_on(blocks[-1], line)
    return _items(blocks, doubts), start, limit


def _first(lines: Sequence[Line], decided: int) -> int:
    """Where the item begins whose decision stands in line ``decided``: the nearest line before that begins a count."""
    for index in range(decided, -1, -1):
        if labels.value(labels.take(lines[index].text).label) == 1 and _split(lines[index].marked)[0][0] != "decisions":
            return index
    for index in range(decided, -1, -1):
        if any(part == "topic" for part, _, _ in _split(lines[index].marked)):
            return index
    return max(decided - 1, 0) if _split(lines[decided].marked)[0][0] == "decisions" else decided


def _numbered(lines: Sequence[Line], limit: int) -> int | None:
    """The first of numbered paragraphs of which at least one says that it is a decision."""
    numbered = [(index, labels.take(lines[index].text).label) for index in range(limit)]
    numbered = [(index, label) for index, label in numbered if label]
    first = next((index for index, label in numbered if labels.value(label) == 1), None)
    if first is None or not any(words.DECIDED.search(lines[index].text) for index, _ in numbered if index >= first):
        return None
    return first if sum(index >= first for index, _ in numbered) > 1 else None


def _inside(block: _Block, label: str, lines: Sequence[Line]) -> bool:
    """Is the label one of a list inside the item: ১। again after "সিদ্ধান্ত:"? Where it could be both, an item is
    what has a discussion or a decision before the next number."""
    value, last = labels.value(label), labels.value(block.serial)
    if value is None or last is None or value != last + 1:
        return True
    if not _open_list(block, value):
        return False
    until = next((at for at in range(1, len(lines)) if labels.take(lines[at].text).label), len(lines))
    parts = {part for line in lines[:until] for part, _, _ in _split(line.marked)}
    return not parts & {"discussion", "decisions"}


def _next_topic(blocks: list[_Block], line: Line) -> bool:
    """Where items have no number, one begins with the label of its topic: "আলোচ্যসূচি-২: …"."""
    told = {part for part, _, _ in blocks[-1].parts} if blocks else set()
    return _split(line.marked)[0][0] == "topic" and bool(told & {"discussion", "decisions"})


def _open_list(block: _Block, value: int) -> bool:
    """Does a list in the item's last part go on with this number?"""
    part, _, text = block.parts[-1] if block.parts else (None, "", "")
    listed = [labels.value(piece.label) for piece in labels.split(plain(text)) if piece.label]
    return part in ("decisions", "implementers") and listed[-1:] == [value - 1]


def _split(marked: str) -> list[tuple[Part | None, str, str]]:
    """A line at the labels of parts in it: (part, label as printed, text)."""
    text = plain(marked)
    found: list[tuple[int, int, Part]] = []
    for part, known in words.PART_LABELS:
        for match in known.finditer(text):
            if match.start() == 0 or re.search(r"[।:ঃ;\n–-]\s*$", text[: match.start()]):
                found.append((match.start(), match.end(), part))
    pieces: list[tuple[Part | None, str, str]] = []
    end = len(text)
    for start, stop, part in sorted(found, reverse=True):
        if stop <= end:
            pieces.insert(0, (part, text[start:stop].strip(), cut(cut(marked, end)[0], stop)[1]))
            end = start
    if end or not pieces:
        pieces.insert(0, (None, "", cut(marked, end)[0]))
    return [piece for piece in pieces if piece[1] or piece[2]]


def _go_on(block: _Block, line: Line) -> None:
    for part, label, text in _split(line.marked):
        if part is None and block.parts:
            last, own, before = block.parts[-1]
            whole = words.SENTENCE_END.search(plain(before)) or labels.take(plain(text)).label or not before
            block.parts[-1] = (last, own, joined(before, text, "\n" if whole else " "))
        else:
            block.parts.append((part, label, text))


def _items(blocks: list[_Block], doubts: Doubts) -> Items:
    topics: list[Topic] = []
    made: list[AgendaItem] = []
    for number, block in enumerate(blocks):
        topic, discussion = _topic(number, block, doubts)
        decided = [one for label, text in block.texts("decisions") for one in _labelled(label, decisions(text))]
        bound = [one for label, text in block.texts("implementers") for one in _bound(label, implementers(text))]
        if not decided:
            decided = decisions_in(discussion, f"items[{number}]", doubts)
        topics.append(topic)
        made.append(AgendaItem(bare(block.serial), "", discussion, tuple(decided), tuple(bound)))
    look = looks(topics)
    # Where no decision has a label of its own the decisions are sentences of the discussion and printed there.
    apart = any(block.texts("decisions") for block in blocks)
    parts: tuple[Part, ...] = ("topic", "discussion", *(("decisions",) if apart else ()), "implementers")
    columns: tuple[Heading, ...] = (Heading("", parts, combined=not apart),)
    if any(block.serial for block in blocks):
        columns = (Heading("", ("serial",)), *columns)
    items = Items(columns=columns)
    items.topic_underline, items.topic_bold, items.topic_ending = look.underline, look.bold, look.ending
    for topic, item in zip(topics, made, strict=True):
        items.items.append(replace(item, topic=look.written(topic)))
        body = [plain(topic.text), plain(item.discussion), *(plain(one.text) for one in item.decisions)]
        items.cells.append([item.serial, "\n".join(body)][-len(columns) :])
    return items


def _topic(number: int, block: _Block, doubts: Doubts) -> tuple[Topic, str]:
    """The topic and the discussion of an item: what stands in it before its decisions."""
    said = [(label, text) for part, label, text in block.parts if part not in ("decisions", "implementers")]
    if not said:
        return Topic(""), ""
    label, text = said[0]
    topic, rest = split_topic(text, f"items[{number}].topic", True, doubts)
    if topic.text and label:
        topic = Topic(f"{label} {topic.text}", topic.marks, topic.ending, topic.followed, topic.line)
    elif label:
        rest = f"{label} {rest}".strip()
    others = [f"{label} {text}".strip() for label, text in said[1:]]
    return topic, "\n".join(one for one in (rest, *others) if one)


def _labelled(label: str, found: list[Decision]) -> list[Decision]:
    """Decisions with the label of their part before the first one's own."""
    first, *others = found or [Decision()]
    return [replace(first, label=f"{label} {first.label}".strip()), *others]


def _bound(label: str, found: list[Assignment]) -> list[Assignment]:
    """The same for implementers."""
    first, *others = found or [Assignment()]
    return [replace(first, label=f"{label} {first.label}".strip()), *others]

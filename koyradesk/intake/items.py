"""Rows of the decision table -> agenda items: topic, discussion, decisions, implementers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from koyradesk.bengali import dates, labels
from koyradesk.i18n import N_
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import is_serial
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.grid import Grid, Heading, Row
from koyradesk.intake.marks import bare, cut, joined
from koyradesk.intake.topics import Topic, looks, own_topic, split_topic
from koyradesk.layout import Part
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Assignment, Decision

_SHORTEST_HEADING = 5
_WITHIN = words.pattern(r"\s*[,;]?\s*(?:(?:খ্রি\S*|ইং|তারিখের?|সালের)\s*)*(?:-?এর\s*)?মধ্যে(?![\u0980-\u09e3])")


@dataclass(slots=True)
class Items:
    """The items, and what the table's cells look like."""

    items: list[AgendaItem] = field(default_factory=list)
    columns: tuple[Heading, ...] = ()
    topic_underline: bool = False
    topic_bold: bool = False
    topic_ending: str = ""
    topic_join: str = "line"
    #: The plain text of each cell, row by row, for the columns' widths.
    cells: list[list[str]] = field(default_factory=list)


def build(grid: Grid, doubts: Doubts) -> Items:
    """The items of a table's rows, in order."""
    _use_spare_column(grid)
    made = Items(columns=grid.columns)
    topics: list[Topic] = []
    rests: list[dict[Part, list[str]]] = []
    for number, row in enumerate(grid.rows):
        made.cells.append(
            [plain("\n".join(strip[index] for strip in row.strips)) for index in range(len(grid.columns))]
        )
        held = _held(number, row, grid, doubts)
        topic = _topic(number, held, grid, doubts)
        topics.append(topic)
        rests.append(held)
    look = looks(topics)
    made.topic_underline, made.topic_bold = look.underline, look.bold
    made.topic_ending, made.topic_join = look.ending, look.join
    for number, (topic, held) in enumerate(zip(topics, rests, strict=True)):
        made.items.append(_item(number, look.written(topic), held, grid, doubts))
    return made


def _use_spare_column(grid: Grid) -> None:
    """A column the records have no field for (মন্তব্য) keeps its text as discussion, where no other column is that."""
    if grid.column("discussion") is not None:
        return
    for index, column in enumerate(grid.columns):
        if not column.parts and any(strip[index] for row in grid.rows for strip in row.strips):
            grid.columns = (*grid.columns[:index], replace(column, parts=("discussion",)), *grid.columns[index + 1 :])
            return


def _held(number: int, row: Row, grid: Grid, doubts: Doubts) -> dict[Part, list[str]]:
    """What each part of an item holds, a text per strip."""
    held: dict[Part, list[str]] = {}
    spare: Part = "discussion" if grid.column("discussion") is not None else "decisions"
    for index, column in enumerate(grid.columns):
        cells = [strip[index] for strip in row.strips]
        own = [part for part in column.parts if part != "serial" or column.parts == ("serial",)]
        if own:
            # Topic and discussion of one cell are told apart later.
            held[own[-1]] = _merged(held.get(own[-1], []), cells)
        elif any(cells):
            doubts.add(
                f"items[{number}].{spare}",
                N_("The records have no field for this column. Its text was added here."),
                " ".join(cell for cell in cells if cell),
            )
            held[spare] = _merged(held.get(spare, []), cells)
    return held


def _merged(before: list[str], cells: list[str]) -> list[str]:
    return [joined(one, other) for one, other in zip(before, cells, strict=True)] if before else cells


def _topic(number: int, held: dict[Part, list[str]], grid: Grid, doubts: Doubts) -> Topic:
    """The topic of an item, taken off the cell where it stands with the discussion."""
    if "topic" in held:
        return own_topic(" ".join(_flow(held.pop("topic")).split("\n")))
    at = grid.column("topic")
    column = grid.columns[at] if at is not None else None
    part: Part = "discussion" if column and "discussion" in column.parts else "decisions"
    if column is None or part not in held or "topic" not in column.parts:
        return Topic("")
    promised = words.TOPIC_HEADING.search(column.text) is not None
    # A line of its own marks a topic, so it is taken off before broken lines are joined.
    topic, rest = split_topic(held[part][0], f"items[{number}].topic", promised, doubts)
    held[part] = [rest, *held[part][1:]]
    return topic


def _flow(strips: Sequence[str]) -> str:
    """The lines of a cell, and of the cells under it in rows without a serial: a broken sentence is joined, what
    follows a whole one is a line of its own."""
    text = ""
    for line in (line for strip in strips for line in strip.split("\n")):
        whole = words.SENTENCE_END.search(plain(text)) or labels.take(plain(line)).label
        text = joined(text, line, "\n" if whole else " ")
    return text


def _item(number: int, topic: str, held: dict[Part, list[str]], grid: Grid, doubts: Doubts) -> AgendaItem:
    serial = bare(" ".join(cell for cell in held.get("serial", []) if cell))
    combined = any(column.combined for column in grid.columns)
    discussion = in_lines(_flow(held.get("discussion", [])))
    where = f"items[{number}]"
    strips = list(zip(held.get("decisions", [""]), held.get("implementers", [""]), strict=False))
    if "decisions" not in held:
        strips = [("", text) for text in held.get("implementers", [""])]
    elif "implementers" not in held:
        strips = [(text, "") for text in held["decisions"]]
    decided, bound = _tied(strips)
    if not decided and combined:
        decided = decisions_in(discussion, where, doubts)
    item = AgendaItem(serial, topic, discussion, tuple(decided), tuple(bound))
    _check_heading(where, item, grid, doubts)
    return item


def _tied(strips: list[tuple[str, str]]) -> tuple[list[Decision], list[Assignment]]:
    """Decisions and implementers of an item; those of a row without serial belong together."""
    whole = [(decided, bound) for decided, bound in strips if decided or bound]
    if len(whole) < 2 or not all(decided and bound for decided, bound in whole):
        return decisions(_flow([one for one, _ in strips])), implementers("\n".join(one for _, one in strips if one))
    found: list[Decision] = []
    who: list[Assignment] = []
    for decided, bound in whole:
        named = implementers(bound)
        indexes = tuple(range(len(who), len(who) + len(named)))
        found += [replace(one, implementers=indexes) for one in decisions(_flow([decided]))]
        who += named
    return found, who


@dataclass(slots=True)
class _Piece:
    label: str
    text: str


def _listed(text: str) -> list[_Piece]:
    """A text at its labels of the first level; lists inside a piece stay in it, each entry on its line."""
    pieces: list[_Piece] = []
    for one in labels.split(text):
        if one.level <= 1:
            pieces.append(_Piece(one.label, one.text))
        else:
            pieces[-1].text = joined(pieces[-1].text, f"{one.label} {one.text}".strip())
    if len(pieces) == 1 and not pieces[0].label:
        # A list that goes on from the row above: "২। …" alone.
        head = labels.take(text)
        if labels.value(head.label) and is_serial(head.label):
            return [_Piece(head.label, head.text)]
    return pieces


def in_lines(text: str) -> str:
    """A cell with each entry of its lists on a line of its own, as a good typist sets it. Words stay as they are."""
    pieces = labels.split(text)
    if not any(piece.label for piece in pieces):
        return text
    return "\n".join(f"{piece.label} {piece.text}".strip() for piece in pieces)


def decisions(text: str) -> list[Decision]:
    """The decisions of a cell: one for each label, or one."""
    return [
        Decision(bare(piece.label), piece.text, due_of(piece.text))
        for piece in _listed(text)
        if piece.label or piece.text
    ]


def implementers(text: str) -> list[Assignment]:
    """The implementers of a cell: one for each label, otherwise one for each line. Commas part nothing: "উপজেলা
    আইসিটি অফিসার, নমুনা" is one."""
    found = _listed(text)
    if not any(piece.label for piece in found):
        lines: list[str] = []
        for line in text.split("\n"):
            if lines and lines[-1].endswith((",", "-", "/")):
                lines[-1] += f" {line}"
            elif line:
                lines.append(line)
        found = [_Piece("", line) for line in lines]
    return [
        Assignment(bare(piece.label), piece.text, words.GROUP.search(plain(piece.text)) is not None)
        for piece in found
        if piece.label or piece.text
    ]


def due_of(text: str) -> date | None:
    """The day by which a decision is to be carried out; only where a whole date stands before "মধ্যে"."""
    bare_text = plain(text)
    for found in dates.find(bare_text):
        if not found.impossible and not found.doubtful and _WITHIN.match(bare_text, found.end):
            return found.date
    return None


def decisions_in(discussion: str, where: str, doubts: Doubts) -> list[Decision]:
    """What a cell that holds discussion and decisions together marks as a decision.

    Either the entries after "নিম্নোক্ত সিদ্ধান্ত গৃহীত হয়-" or "সিদ্ধান্ত:", or sentences that end in "সিদ্ধান্ত গৃহীত হয়।".
    """
    text = plain(discussion)
    announced = list(words.DECISIONS_FOLLOW.finditer(text))
    if announced:
        follow = announced[-1]
        found = decisions(cut(discussion, follow.end())[1])
        if found:
            return found
        doubts.add(f"{where}.decisions", N_("A decision is announced, but none follows."), follow[0].strip())
    return [
        Decision("", sentence.strip(), due_of(sentence))
        for sentence in re.findall(r"[^।\n]+(?:।|$)", discussion, re.MULTILINE)
        if words.DECIDED.search(plain(sentence))
    ]


def _check_heading(where: str, item: AgendaItem, grid: Grid, doubts: Doubts) -> None:
    """A heading that stands again at the head of a cell, as from a table broken over pages."""
    starts: dict[Part, str] = {
        "topic": item.topic,
        "discussion": item.discussion,
        "decisions": item.decisions[0].text if item.decisions else "",
        "implementers": item.implementers[0].name if item.implementers else "",
    }
    for column in grid.columns:
        heading = " ".join(column.text.split())
        for part in column.parts:
            text = plain(starts.get(part, ""))
            again = text.startswith(heading) and part != "topic" and len(heading) > _SHORTEST_HEADING
            if heading and (again or text == heading):
                doubts.add(f"{where}.{part}", N_("The heading of the column stands again in this cell."), text)

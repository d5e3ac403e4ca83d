"""Blocks to slabs, slabs to pages.

A paper is one column of *slabs*: strips as high as one line. Lines of a table row's cells share a grid, so a strip of a
row holds one line of each cell, and a row breaks over pages like a paragraph does. Between two slabs stands the cost of
a page break there; ``paginate`` breaks the paper where costs and empty space together are least, never at ``NEVER``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from koyradesk.documents.blocks import Ink, Picture, flat
from koyradesk.documents.pdf.lines import Line
from koyradesk.documents.texts import Part
from koyradesk.model import Ref

NEVER = float("inf")
#: Costs of a page break. A quarter of a page left empty costs as much as a row torn in two (see ``_emptiness``).
FREE, TORN_ROW, TORN_PARAGRAPH = 0.0, 6.0, 1.0
#: What a torn row costs for each word its readers leap over (see ``setting``).
LEAPT_WORD = 0.3
#: What it costs more for each line of a cell that is parted from the rest of its paragraph.
STRANDED = 2.0
#: A page that begins with the last sentence above a signature.
THIN_SIGNATURE = 4.0
#: What a page costs by itself (an office pays for its paper), and parting what nothing allows to part.
PAGE, FORCED = 10.0, 1000.0


@dataclass(slots=True, eq=False)
class Node:
    """A structure element: its tag, its children, and (page, mark) of its own content once drawn."""

    tag: str
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    #: Its own text, for readers that go by the tree and do not look into the page.
    text: str = ""
    #: Scope of a TH, "Row" or "Column".
    scope: str = ""
    #: How many columns a TD takes.
    span: int = 1
    #: What a figure shows, in words, and where it stands on its page (left, bottom, right, top), once drawn.
    alt: str = ""
    box: tuple[float, float, float, float] | None = None

    def add(self, tag: str, text: str = "", scope: str = "") -> Node:
        node = Node(tag, text=flat(text), scope=scope)
        self.kids.append(node)
        return node


@dataclass(slots=True, eq=False)
class Draw:
    """A line of text of one node, placed in its slab: left edge and baseline below the slab's top, in points.

    ``height`` is the line's share of the paper, ``parts`` are the sources of its whole text. ``measure`` stretches the
    line to that width; None leaves it as it is. ``joined``: a blank follows in the same node.
    """

    node: Node
    line: Line
    parts: tuple[Part, ...]
    x: float
    base: float
    size: float
    height: float
    measure: float | None = None
    joined: bool = False
    cell: int = 0


@dataclass(slots=True, eq=False)
class Figure:
    """A picture of one node, placed in its slab: left edge, top below the slab's top, width and height in points.

    ``source`` is the field that a click on it leads to.
    """

    node: Node
    picture: Picture
    x: float
    y: float
    width: float
    height: float
    source: Ref | None = None


class Bar(NamedTuple):
    """A stretch of a bar, placed in its slab: left edge, top below the slab's top, width and height in points."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink


@dataclass(slots=True, eq=False)
class Grid:
    """A ruled table: its column edges in points from the left margin and its heading, repeated on each page."""

    edges: tuple[float, ...]
    heading: list[Slab] = field(default_factory=list)
    pad: float = 0


@dataclass(slots=True, eq=False)
class Row:
    """A row of a grid."""

    grid: Grid
    heading: bool = False


@dataclass(slots=True, eq=False)
class Slab:
    """A strip of the column that is never broken. ``before`` is space above it, dropped at the head of a page."""

    height: float
    draws: list[Draw] = field(default_factory=list)
    before: float = 0
    cost: float = FREE
    row: Row | None = None
    #: Is this strip the first, the last of its row? Their heights hold the row's upper and lower padding.
    opens: bool = True
    closes: bool = True
    #: Rules inside the slab (the line between two dates): x0, x1, depth below the slab's top.
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    #: Pictures inside the slab, drawn before its lines.
    figures: list[Figure] = field(default_factory=list)
    #: Bars inside the slab; they are no text.
    bars: list[Bar] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Placed:
    """A slab on a page, its top ``y`` points below the top of the text area; ``repeat`` marks a repeated heading."""

    slab: Slab
    y: float
    repeat: bool = False


def paginate(slabs: list[Slab], room: float) -> list[list[Placed]]:
    """Places slabs on pages with ``room`` points of height each, all pages weighed together."""
    count = len(slabs)
    best = [0.0] + [NEVER] * count
    come = [0] * (count + 1)
    strips = _Strips(slabs)
    for start in range(count):
        base = best[start]
        if base == NEVER:
            continue
        for end, cost in strips.page_ends(start, room):
            if base + cost < best[end]:
                best[end] = base + cost
                come[end] = start
    bounds = [count]
    while bounds[-1]:
        bounds.append(come[bounds[-1]])
    bounds.reverse()
    return [_place(slabs[start:end], _heading(slabs[start])) for start, end in pairwise(bounds)] or [[]]


def _heading(first: Slab) -> list[Slab]:
    """The heading to repeat when a page begins with this slab."""
    return first.row.grid.heading if first.row and not first.row.heading else []


class _Strips:
    """The slabs as rows of numbers: every one is looked at from the head of every page it could stand on."""

    def __init__(self, slabs: list[Slab]) -> None:
        self.slabs = slabs
        self.heights = [slab.height for slab in slabs]
        self.depths = [slab.height + slab.before for slab in slabs]
        self.costs = [slab.cost for slab in slabs]
        self.torn_pads = [_torn_pad(slab) for slab in slabs]

    def page_ends(self, start: int, room: float) -> list[tuple[int, float]]:
        """Where a page that begins with slab ``start`` can end, and what each end costs."""
        depths, costs, torn_pads = self.depths, self.costs, self.torn_pads
        first = self.slabs[start]
        filled = sum(slab.height for slab in _heading(first)) + _continued_pad(first) + self.heights[start]
        full = room + 0.01
        ends: list[tuple[int, float]] = []
        if filled + torn_pads[start] <= full:
            for index in range(start + 1, len(depths)):
                if costs[index] < NEVER:
                    empty = (room - filled) / room
                    ends.append((index, PAGE + costs[index] + 100 * empty * empty))
                filled += depths[index]
                if filled + torn_pads[index] > full:
                    # Nothing fits whole: what is kept together must part after all, at the last strip that fits.
                    return ends or [(index, PAGE + FORCED)]
            return [(len(depths), PAGE)]
        return [(start + 1, PAGE + FORCED)]


def _continued_pad(slab: Slab) -> float:
    """A row that goes on at the head of a page gets its upper padding again."""
    return slab.row.grid.pad if slab.row and not slab.opens else 0


def _torn_pad(slab: Slab) -> float:
    """A row torn after this slab needs its lower padding there."""
    return slab.row.grid.pad if slab.row and not slab.closes else 0


def _place(slabs: list[Slab], heading: list[Slab]) -> list[Placed]:
    placed: list[Placed] = []
    y = 0.0
    for slab in heading:
        placed.append(Placed(slab, y, repeat=True))
        y += slab.height
    y += _continued_pad(slabs[0])
    for index, slab in enumerate(slabs):
        y += slab.before if index else 0
        placed.append(Placed(slab, y))
        y += slab.height
    return placed

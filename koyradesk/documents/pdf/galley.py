"""The galley: one long column of slabs and the structure tree beside it, to which every block adds its own."""

from __future__ import annotations

from collections.abc import Sequence

from koyradesk.documents.blocks import Document
from koyradesk.documents.pdf.flow import FREE, NEVER, THIN_SIGNATURE, TORN_PARAGRAPH, Draw, Node, Slab
from koyradesk.documents.pdf.lines import Line, set_lines
from koyradesk.documents.pdf.words import FaceSet
from koyradesk.documents.texts import parts_of
from koyradesk.layout import Page

POINTS_PER_MM = 72 / 25.4
#: Paper sizes in millimetres.
_PAPER = {"A4": (210.0, 297.0), "Legal": (215.9, 355.6)}
#: Where the baseline stands in a line, as a share of its height: Bengali needs room above for রেফ and চন্দ্রবিন্দু.
BASELINE = 0.69


def paper(page: Page) -> tuple[float, float]:
    """Width and height of the paper, in points."""
    width, height = (side * POINTS_PER_MM for side in _PAPER[page.size])
    return (height, width) if page.landscape else (width, height)


class Galley:
    """What is set of one document so far."""

    def __init__(self, document: Document, faces: FaceSet) -> None:
        page, kind = document.page, document.type
        self.faces = faces
        self.type = kind
        width, height = paper(page)
        self.measure = width - (page.left + page.right) * POINTS_PER_MM
        self.room = height - (page.top + page.bottom) * POINTS_PER_MM
        self.tree = Node("Document")
        self.slabs: list[Slab] = []
        self._keep = False  # the next slab may not begin a page
        self._latest: Slab | None = None  # the first slab of what was added last
        self._space = 0.0  # above what comes next

    def lines(
        self, text: str, size: float, measure: float, *, bold: bool = False, align: str = "left"
    ) -> tuple[Line, ...]:
        """A marked text as lines of at most ``measure`` points."""
        return set_lines(text, self.faces, size, measure, bold=bold, align=align)

    def blank(self, size: float) -> float:
        """The width of a blank."""
        return self.faces.blank * size / 1000

    def strips(
        self,
        node: Node,
        text: str,
        lines: Sequence[Line],
        size: float,
        leading: float,
        *,
        x: float = 0,
        measure: float = 0,
        align: str = "left",
    ) -> list[Slab]:
        """A slab for each line of a text; never torn after the first or before the last."""
        height, parts = size * leading, parts_of(text)
        slabs = []
        for index, line in enumerate(lines):
            left = x
            if align == "center":
                left += (measure - line.width) / 2
            elif align == "right":
                left += measure - line.width
            stretch = measure if align == "justify" and not line.last else None
            joined = index < len(lines) - 1
            draw = Draw(node, line, parts, left, height * BASELINE, size, height, stretch, joined)
            cost = TORN_PARAGRAPH if 2 <= index <= len(lines) - 2 else NEVER
            slabs.append(Slab(height, [draw], cost=cost if index else FREE))
        return slabs

    def add(self, slabs: list[Slab], *, before: float = 0, keep_next: bool = False, whole: bool = False) -> None:
        """Adds slabs below all others; ``whole``: no page ends between them."""
        if not slabs:
            return
        if whole:
            for slab in slabs[1:]:
                slab.cost = NEVER
        slabs[0].before = before + self._space
        self._space = 0.0
        if self._keep:
            slabs[0].cost = NEVER
        self._latest = slabs[0]
        self.slabs += slabs
        self._keep = keep_next

    def add_space(self, space: float) -> None:
        """Space above what comes next, besides its own."""
        self._space += space

    def sign_for(self) -> None:
        """What comes next signs what stands above: it never begins a page, and rather not with a closing sentence."""
        self._keep = True
        if self._latest and self._latest.cost == FREE:
            self._latest.cost = THIN_SIGNATURE

"""Bookmarks: the headings of a paper, and on a long one what is on its agenda."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from koyradesk.documents.pdf.flow import Draw

#: A paper of fewer pages is found through by its headings alone.
LONG = 3
#: A bookmark says no more than this of what it leads to.
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A title and the place it leads to: page from 0, points from the page's lower edge. Headings are of level 0."""

    title: str
    page: int
    top: float
    level: int


class Bookmarks:
    """Bookmarks of what is being drawn, in its order."""

    def __init__(self, pages: int) -> None:
        self.found: list[Bookmark] = []
        self._long = pages >= LONG
        self._seen: set[int] = set()
        self._serial = ""

    def see(self, draw: Draw, page: int, top: float) -> None:
        """Looks whether a line that stands here begins a heading or an item of the agenda."""
        node = draw.node
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if node.tag in ("H1", "H2"):
            self.found.append(Bookmark(_short(node.text), page, top, 0 if node.tag == "H1" else 1))
        elif self._long:
            for part in draw.parts:
                words = node.text[part.start : part.end].strip()
                if part.source.field == "serial":
                    self._serial = words
                elif part.source.field == "topic" and words:
                    self.found.append(Bookmark(_short(f"{self._serial} {words}".strip()), page, top, 1))
                    self._serial = ""


def _short(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[:_LONGEST].rpartition(" ")[0] + " …"


def write_bookmarks(pdf: pikepdf.Pdf, bookmarks: list[Bookmark]) -> None:
    """Adds the bookmarks; those of level 1 stand under the heading before them."""
    if not bookmarks:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    top: list[pikepdf.Object] = []
    under: dict[int, list[pikepdf.Object]] = {}
    for one in bookmarks:
        place = Array([pdf.pages[one.page].obj, Name.XYZ, None, round(one.top, 1), None])
        item = pdf.make_indirect(Dictionary(Title=String(one.title), Dest=place))
        if one.level and top:
            under.setdefault(len(top) - 1, []).append(item)
        else:
            top.append(item)
    _chain(root, top)
    for index, items in under.items():
        _chain(top[index], items)
    root.Count = len(bookmarks)
    pdf.Root.Outlines = root


def _chain(parent: pikepdf.Object, items: list[pikepdf.Object]) -> None:
    parent.First, parent.Last, parent.Count = items[0], items[-1], len(items)
    for index, item in enumerate(items):
        item.Parent = parent
        if index:
            item.Prev = items[index - 1]
            items[index - 1].Next = item

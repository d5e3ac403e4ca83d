"""The structure tree of a paper: what each stretch of its pages is, in reading order."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from koyradesk.documents.pdf.archive import LONGEST_STRING
from koyradesk.documents.pdf.flow import Node

#: Elements that stand there even with nothing in them: an empty cell is a cell.
_KEPT_EMPTY = ("TD", "TH", "Document")


def write_tags(pdf: pikepdf.Pdf, tree: Node) -> None:
    """Writes the tree, and the table that leads from each mark on a page back to its element."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _Writer(pdf)
    root.K = writer.element(tree, root)
    numbers = Array([])
    for page, marks in sorted(writer.owners.items()):
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)])))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(writer.pages)
    pdf.Root.StructTreeRoot = root


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        #: The element of each mark of each page.
        self.owners: dict[int, dict[int, pikepdf.Object]] = defaultdict(dict)

    def element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        """A node with all below it. What can be said at once is: asking a PDF's objects one by one takes long."""
        said: dict[str, Any] = {"/S": Name(f"/{node.tag}"), "/P": parent}
        own: list[Any] = []
        if node.marks:
            first = node.marks[0][0]
            said["/Pg"] = self.pages[first]
            own = [
                mark if page == first else Dictionary(Type=Name.MCR, Pg=self.pages[page], MCID=mark)
                for page, mark in node.marks
            ]
            if node.text and 2 * len(node.text) < LONGEST_STRING - 2:
                said["/ActualText"] = String(node.text)
            if not node.kids:
                said["/K"] = own[0] if len(own) == 1 else Array(own)
        if node.alt:
            said["/Alt"] = String(node.alt)
        attributes = _attributes(node)
        if attributes:
            said["/A"] = attributes
        made = self.pdf.make_indirect(Dictionary(said))
        for page, mark in node.marks:
            self.owners[page][mark] = made
        if node.kids:
            kids = own + [self.element(kid, made) for kid in node.kids if _stands(kid)]
            if kids:
                made.K = kids[0] if len(kids) == 1 else Array(kids)
        return made


def _stands(node: Node) -> bool:
    """Is there anything of a node on the pages?"""
    return bool(node.marks) or node.tag in _KEPT_EMPTY or any(_stands(kid) for kid in node.kids)


def _attributes(node: Node) -> Dictionary | None:
    """What an element says besides its kind: where a figure stands, what a cell heads or spans, how a list counts."""
    if node.box:
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(edge, 2) for edge in node.box]))
    if node.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
    if node.span > 1:
        return Dictionary(O=Name.Table, ColSpan=node.span)
    if node.tag == "L" and any(kid.tag == "Lbl" for entry in node.kids for kid in entry.kids):
        return Dictionary(O=Name.List, ListNumbering=Name.Decimal)
    return None

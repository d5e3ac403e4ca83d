"""Finishes a drawn PDF with pikepdf: fonts, the structure tree, language, title and metadata."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from koyradesk.documents.blocks import Document
from koyradesk.documents.pdf.archive import LANGUAGE, LONGEST_STRING, archive
from koyradesk.documents.pdf.drawing import Drawn
from koyradesk.documents.pdf.embedding import embed
from koyradesk.documents.pdf.flow import Node
from koyradesk.documents.pdf.galley import paper
from koyradesk.documents.pdf.outline import LONG
from koyradesk.documents.pdf.outline import write as write_outline
from koyradesk.documents.pdf.pictures import embed_picture
from koyradesk.documents.pdf.words import FaceSet


def finish(document: Document, drawn: Drawn, tree: Node, faces: FaceSet) -> bytes:
    """The finished PDF of pages that were drawn."""
    contents = drawn.contents
    width, height = paper(document.page)
    with pikepdf.open(BytesIO(_sheets(width, height, len(contents)))) as pdf:
        fonts = Dictionary(
            {
                f"/F{index}": embed(pdf, face, codes)
                for index, (face, codes) in enumerate(zip(faces.faces, faces.codes, strict=True))
                if codes
            }
        )
        pictures = {f"/I{index}": embed_picture(pdf, one) for index, one in enumerate(drawn.pictures)}
        resources = Dictionary(Font=fonts)
        if pictures:
            resources.XObject = Dictionary(pictures)
        shared = pdf.make_indirect(resources)
        for number, (page, content) in enumerate(zip(pdf.pages, contents, strict=True)):
            page.obj.Contents = pdf.make_stream(content)
            page.obj.Resources = shared
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
            del page.obj["/Trans"]
        _tag(pdf, tree)
        write_outline(pdf, drawn.bookmarks)
        archive(pdf, document.title)
        root = pdf.Root
        root.Lang = String(LANGUAGE)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseOutlines if len(contents) >= LONG and drawn.bookmarks else Name.UseNone
        result = BytesIO()
        pdf.save(
            result,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
        )
    return result.getvalue()


@lru_cache(maxsize=16)
def _sheets(width: float, height: float, count: int) -> bytes:
    """A PDF of empty pages."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1, pageCompression=0)
    for _ in range(count):
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _tag(pdf: pikepdf.Pdf, tree: Node) -> None:
    """Writes the structure tree and the table that leads from each mark back to its element."""
    pages = [page.obj for page in pdf.pages]
    owners: dict[int, dict[int, pikepdf.Object]] = defaultdict(dict)

    def element(node: Node, parent: pikepdf.Object) -> pikepdf.Object | None:
        made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.tag}"), P=parent))
        kids: list[pikepdf.Object | int] = []
        for page, mark in node.marks:
            owners[page][mark] = made
            if "/Pg" not in made:
                made.Pg = pages[page]
            if made.Pg.objgen == pages[page].objgen:
                kids.append(mark)
            else:
                kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=mark))
        kids += [kid for kid in (element(child, made) for child in node.kids) if kid is not None]
        if not kids and node.tag not in ("TD", "TH", "Document"):
            return None
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        if node.marks and node.text and 2 * len(node.text) < LONGEST_STRING - 2:
            made.ActualText = String(node.text)
        if node.alt:
            made.Alt = String(node.alt)
        if node.box:
            made.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(edge, 2) for edge in node.box]))
        if node.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
        if node.span > 1:
            made.A = Dictionary(O=Name.Table, ColSpan=node.span)
        if node.tag == "L":
            made.A = Dictionary(O=Name.List, ListNumbering=Name.Decimal)
        return made

    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = element(tree, root)
    if top is None:
        return
    root.K = top
    numbers = Array([])
    for page in sorted(owners):
        marks = owners[page]
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)])))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root

"""Finishes a drawn PDF with pikepdf: fonts, the structure tree, language, title and metadata."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from koyradesk.documents.blocks import Document
from koyradesk.documents.pdf.drawing import Drawn
from koyradesk.documents.pdf.embedding import embed
from koyradesk.documents.pdf.flow import Node
from koyradesk.documents.pdf.galley import paper
from koyradesk.documents.pdf.pictures import embed_picture
from koyradesk.documents.pdf.words import FaceSet


def finish(document: Document, drawn: Drawn, tree: Node, faces: FaceSet) -> bytes:
    """The finished PDF of pages that were drawn."""
    contents = drawn.contents
    width, height = paper(document.page)
    bare, before, after = _sheets(document.title, width, height, len(contents))
    with pikepdf.open(BytesIO(bare)) as pdf:
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
            page.obj.Contents = pdf.make_stream(before + content + after)
            page.obj.Resources = shared
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
            del page.obj["/Trans"]
        _tag(pdf, tree)
        root = pdf.Root
        root.Lang = String("bn-BD")
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseNone
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
def _sheets(title: str, width: float, height: float, count: int) -> tuple[bytes, bytes, bytes]:
    """A PDF of empty pages, and what ReportLab writes before and after the content of each."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1, pageCompression=0, lang="bn-BD")
    canvas.setTitle(title)
    canvas.setProducer("Koyradesk")
    canvas.setCreator("Koyradesk")
    for _ in range(count):
        canvas.addLiteral("@")
        canvas.showPage()
    canvas.save()
    bare = stream.getvalue()
    with pikepdf.open(BytesIO(bare)) as pdf:
        before, _, after = pdf.pages[0].Contents.read_bytes().partition(b"@")
    return bare, before, after


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
        if not kids and node.tag != "TD" and node.tag != "TH":
            return None
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        if node.marks and node.text:
            made.ActualText = String(node.text)
        if node.alt:
            made.Alt = String(node.alt)
        if node.box:
            made.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(edge, 2) for edge in node.box]))
        if node.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
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

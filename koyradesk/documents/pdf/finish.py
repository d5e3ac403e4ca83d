"""Finishes a drawn PDF with pikepdf: fonts, the structure tree, language, title and metadata."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from koyradesk.documents.blocks import Document
from koyradesk.documents.pdf.archive import LANGUAGE, archive
from koyradesk.documents.pdf.drawing import Drawn
from koyradesk.documents.pdf.embedding import embed
from koyradesk.documents.pdf.flow import Node
from koyradesk.documents.pdf.galley import paper
from koyradesk.documents.pdf.outline import write_bookmarks
from koyradesk.documents.pdf.pictures import embed_picture
from koyradesk.documents.pdf.tags import write_tags
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
        write_tags(pdf, tree)
        write_bookmarks(pdf, drawn.bookmarks)
        archive(pdf, document.title)
        root = pdf.Root
        root.Lang = String(LANGUAGE)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseNone  # bookmarks are for who asks for them
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

"""Finishes a drawn PDF with pikepdf: subset fonts, the structure tree, language, title and metadata."""

from __future__ import annotations

import re
from collections import defaultdict
from io import BytesIO
from zlib import crc32

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from koyradesk.documents.pdf.faces import Face, FaceSet
from koyradesk.documents.pdf.flow import Node

#: What a font name in a PDF had better not hold.
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9-]")


def finish(bare: bytes, tree: Node, faces: FaceSet) -> bytes:
    """The finished PDF."""
    with pikepdf.open(BytesIO(bare)) as pdf:
        fonts = Dictionary(
            {
                f"/F{index}": _font(pdf, face, codes)
                for index, (face, codes) in enumerate(zip(faces.faces, faces.codes, strict=True))
                if codes
            }
        )
        shared = pdf.make_indirect(fonts)
        for number, page in enumerate(pdf.pages):
            page.obj.Resources = Dictionary(Font=shared)
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


def _font(pdf: pikepdf.Pdf, face: Face, codes: dict[tuple[int, str], int]) -> pikepdf.Object:
    """A composite font: outlines of the used glyphs, and for each code its glyph, width and what it stands for."""
    data = face.subset({glyph for glyph, _ in codes})
    name = Name(f"/{_prefix(data)}+{_NOT_IN_NAMES.sub('', face.name) or 'Font'}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([-1000, round(face.descent), 2000, round(face.ascent)]),
        ItalicAngle=0,
        Ascent=round(face.ascent),
        Descent=round(face.descent),
        CapHeight=700,
        StemV=140 if face.name.endswith("Bold") else 80,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )
    widths = [0.0] * (max(codes.values()) + 1)
    glyphs = bytearray(2 * len(widths))
    for (glyph, _), code in codes.items():
        widths[code] = round(face.advance(glyph), 2)
        glyphs[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=0,
        W=Array([0, Array(widths)]),
        CIDToGIDMap=pdf.make_stream(bytes(glyphs)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(codes)),
        )
    )


def _prefix(data: bytes) -> str:
    """Six capital letters that name this subset."""
    number = crc32(data)
    return "".join(chr(65 + (number >> (4 * place)) % 26) for place in range(6))


def _to_unicode(codes: dict[tuple[int, str], int]) -> bytes:
    """What each code stands for, for readers that pass over ActualText."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), code in codes.items() if text]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        parts += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")


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
        if node.marks:
            made.ActualText = String(node.text)
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

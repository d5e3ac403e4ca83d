"""What stands in the margins of a DOCX: page numbers at the foot, the mark of a draft across the page."""

from __future__ import annotations

import re
from string import Formatter

from koyradesk.documents.blocks import Document, flat
from koyradesk.documents.docx.looks import NAMESPACE, faces
from koyradesk.documents.docx.ruler import Ruler
from koyradesk.documents.docx.runs import xml
from koyradesk.documents.pdf.drawing import DRAFT_SIZE
from koyradesk.documents.pdf.galley import paper

#: How high the letters of the mark are, in ems: its shape is filled from edge to edge.
INK = 0.62
_VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


def footer(document: Document, digits: str) -> str:
    """The page number as the layout words it, its numbers as fields in a font whose digits look Bengali."""
    pieces = []
    for words, name, _, _ in Formatter().parse(document.page.number):
        if words:
            pieces.append(f'<w:r><w:t xml:space="preserve">{xml(words)}</w:t></w:r>')
        if name:
            shown = f"<w:r><w:rPr>{faces(digits)}</w:rPr><w:t>1</w:t></w:r>"
            pieces.append(f'<w:fldSimple w:instr=" {_FIELDS[name]} ">{shown}</w:fldSimple>')
    looks = '<w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    return f"<w:ftr {NAMESPACE}><w:p>{looks}{''.join(pieces)}</w:p></w:ftr>"


def header(document: Document, ruler: Ruler) -> str:
    """The mark of a draft, as Word's own watermarks are made, so that Word can take it away again."""
    mark = flat(document.draft)
    width, height = paper(document.page)
    wide = sum(ruler.widths(mark, DRAFT_SIZE, 1e6)[:1]) or DRAFT_SIZE
    share = min(1.0, 0.9 * min(width, height) / wide)
    # A style of CSS within an attribute: nothing in a font's name may end either.
    font = re.sub(r"[^\w .-]", "", document.type.font)
    style = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{wide * share:.1f}pt;height:{DRAFT_SIZE * INK * share:.1f}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    shape = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
        'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" style="{style}" '
        'o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".6"/>'
        f'<v:textpath style="font-family:&quot;{xml(font)}&quot;;font-size:1pt" string="{xml(mark)}"/>'
        '<w10:wrap anchorx="margin" anchory="margin"/></v:shape>'
    )
    looks = '<w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    return f"<w:hdr {NAMESPACE} {_VML}><w:p>{looks}<w:r><w:pict>{shape}</w:pict></w:r></w:p></w:hdr>"

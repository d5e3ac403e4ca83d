"""The rules of PDF/A-2 (ISO 19005-2), level A, that can be checked with pikepdf and HarfBuzz.

    python tests/pdfa_rules.py FILE.pdf …

Each rule is a function that yields what breaks it; its name begins with its number in the standard. It is a checker for
papers as Koyradesk makes them, not for any PDF: what a paper never has (forms, annotations, actions, files, layers,
transparency, other kinds of font) is not weighed but refused. What it does not see stands
in ``docs/decisions/papers-are-pdf-a.md``.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Stream

_OPERATORS = """
b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri
s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
_STANDARD = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form
"""
OPERATORS, STANDARD = set(_OPERATORS.split()), set(_STANDARD.split())
#: Which elements may stand in which; those not named may hold anything.
INSIDE = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
}
PARENTS = {"TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}}
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
#: What XMP says for an entry of the document information.
IN_STEP = {
    "/Title": "dc:title/rdf:Alt/rdf:li",
    "/Author": "dc:creator/rdf:Seq/rdf:li",
    "/Subject": "dc:description/rdf:Alt/rdf:li",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}

Rule = Callable[[pikepdf.Pdf, bytes], Iterator[str]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    RULES.append(check)
    return check


def broken(data: bytes) -> list[str]:
    """What of a PDF breaks which rule; nothing of a good one."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [f"{check.__name__}: {what}" for check in RULES for what in check(pdf, data)]


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, those of streams and those within others too."""
    waiting = [*pdf.objects, pdf.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary | Stream):
            yield one
            waiting += [value for value in one.values() if not value_is_indirect(value)]
        elif isinstance(one, Array):
            waiting += [value for value in one if not value_is_indirect(value)]


def value_is_indirect(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def values(pdf: pikepdf.Pdf) -> Iterator[object]:
    for one in [*pdf.objects, *dictionaries(pdf)]:
        if isinstance(one, Dictionary | Stream):
            yield from one.values()
        elif isinstance(one, Array):
            yield from one


def keys(pdf: pikepdf.Pdf, *forbidden: str) -> Iterator[str]:
    for one in dictionaries(pdf):
        yield from (f"{key} stands there" for key in forbidden if key in one)


@rule
def r6_1_2_header(_: pikepdf.Pdf, data: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7][\r\n]+%[\x80-\xff]{4}", data):
        yield "the file does not begin as it must"


@rule
def r6_1_3_trailer(pdf: pikepdf.Pdf, data: bytes) -> Iterator[str]:
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "no ID"
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "encrypted"
    if not re.search(rb"%%EOF\r?\n?\Z", data):
        yield "something stands after its end"


@rule
def r6_1_7_streams(pdf: pikepdf.Pdf, data: bytes) -> Iterator[str]:
    for one in pdf.objects:
        if isinstance(one, Stream):
            if {"/F", "/FFilter", "/FDecodeParms"} & set(one.keys()):
                yield "a stream in another file"
            filters = one.get("/Filter", Array([]))
            for name in filters if isinstance(filters, Array) else [filters]:
                if str(name) not in ("/FlateDecode", "/DCTDecode"):
                    yield f"filter {name}"
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream(\r\n|\n|.)", data):
        if found[2] not in (b"\n", b"\r\n"):
            yield "no line end after stream"
        if not re.match(rb"\r?\nendstream", data[found.end() + int(found[1]) :][:12]):
            yield "no line end before endstream, or a wrong length"


@rule
def r6_1_12_permissions_and_13_limits(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    if "/Perms" in pdf.Root:
        yield "permissions"
    for value in values(pdf):
        if isinstance(value, pikepdf.String) and len(bytes(value)) > 32767:
            yield "a string of more than 32767 bytes"
        elif isinstance(value, Name) and len(str(value).encode()) > 128:
            yield "a name of more than 127 bytes"
        elif isinstance(value, int) and abs(value) > 2**31 - 1:
            yield "a huge number"
    for page in pdf.pages:
        if not all(3 <= float(page.MediaBox[3 - side]) <= 14400 for side in (0, 1)):
            yield "a page of a strange size"


@rule
def r6_2_2_contents(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    for page in pdf.pages:
        if "/Resources" not in page.obj:
            yield "resources are inherited"
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator not in OPERATORS:
                yield f"operator {operator}"
            depth += {"q": 1, "Q": -1}.get(operator, 0)
            if depth > 28 or depth < 0:
                yield "q and Q"
            if operator in ("K", "k", "CS", "cs", "ri", "gs", "sh", "BI", "Tr"):
                yield f"operator {operator} is not what a paper needs"
            for operand in instruction.operands:
                if isinstance(operand, pikepdf.String) and len(bytes(operand)) > 32767:
                    yield "a string of more than 32767 bytes on a page"
        if depth:
            yield "q without Q"


@rule
def r6_2_3_output_intent(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    intents = list(pdf.Root.get("/OutputIntents", []))
    if [str(one.S) for one in intents] != ["/GTS_PDFA1"]:
        yield "not one output intent for PDF/A"
        return
    profile = intents[0].DestOutputProfile.read_bytes()
    if profile[36:40] != b"acsp" or int.from_bytes(profile[:4], "big") != len(profile) or profile[8] > 4:
        yield "no profile"
    if profile[12:16] not in (b"mntr", b"prtr") or profile[16:20] != b"RGB " or intents[0].DestOutputProfile.N != 3:
        yield "a profile of other colours"


@rule
def r6_2_8_images(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    for one in dictionaries(pdf):
        if one.get("/Subtype") == "/Image":
            if one.get("/ColorSpace") not in ("/DeviceRGB", "/DeviceGray") or one.get("/BitsPerComponent") != 8:
                yield "an image of other colours"
            if one.get("/Interpolate", False) or {"/Alternates", "/OPI", "/SMask", "/Mask", "/Intent"} & set(
                one.keys()
            ):
                yield "an image that is more than an image"
        elif one.get("/Type") == "/XObject":
            yield "an object that is no image"


@rule
def r6_2_5_and_10_no_transparency(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    yield from keys(
        pdf, "/Group", "/SMask", "/ca", "/CA", "/BM", "/TR", "/TR2", "/HTP", "/ExtGState", "/Pattern", "/Shading"
    )


def shown_codes(pdf: pikepdf.Pdf) -> dict[tuple[int, int], tuple[pikepdf.Object, set[int]]]:
    """Each font with the codes of it that stand on a page."""
    found: dict[tuple[int, int], tuple[pikepdf.Object, set[int]]] = {}
    for page in pdf.pages:
        codes: set[int] = set()
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "Tf":
                font = page.Resources.Font[str(instruction.operands[0])]
                codes = found.setdefault(font.objgen, (font, set()))[1]
            elif str(instruction.operator) in ("TJ", "Tj"):
                [operand] = instruction.operands
                for part in operand if isinstance(operand, Array) else [operand]:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        codes |= {int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)}
    return found


@rule
def r6_2_11_fonts(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    for font, codes in shown_codes(pdf).values():
        if font.Subtype != "/Type0" or font.Encoding != "/Identity-H" or len(font.DescendantFonts) != 1:
            yield "a font of another kind"
            continue
        descendant = font.DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        if not font.BaseFont == descendant.BaseFont == descriptor.FontName:
            yield "names of a font differ"
        if descendant.Subtype != "/CIDFontType2" or "/FontFile2" not in descriptor:
            yield f"{font.BaseFont} is not embedded"
            continue
        if "/CIDSet" in descriptor:
            yield "a CIDSet that nobody checks"
        program = descriptor.FontFile2.read_bytes()
        face = hb.Face(program)
        shape = hb.Font(face)
        glyphs = descendant.CIDToGIDMap.read_bytes() if isinstance(descendant.get("/CIDToGIDMap"), Stream) else b""
        widths = {at + offset: float(width) for at, row in [descendant.W] for offset, width in enumerate(row)}
        meanings = to_unicode(font)
        for code in sorted(codes):
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            if not 0 < glyph < face.glyph_count:
                yield f"code {code} of {font.BaseFont} has no glyph"
                continue
            width = shape.get_glyph_h_advance(glyph) * 1000 / face.upem
            if abs(width - widths.get(code, float(descendant.get("/DW", 1000)))) > 1:
                yield f"code {code} of {font.BaseFont} is not as wide as its glyph"
            meaning = meanings.get(code, "")
            if not meaning or set(meaning) & {"\0", "\ufeff", "\ufffe"}:
                yield f"code {code} of {font.BaseFont} has no meaning"
            if any("\ue000" <= char <= "\uf8ff" or ord(char) >= 0xF0000 for char in meaning):
                yield f"code {code} of {font.BaseFont} has a private meaning"


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    rows = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}


@rule
def r6_3_to_6_5_and_8_to_11_nothing_that_acts(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    yield from keys(pdf, "/OpenAction", "/AA", "/JS", "/JavaScript", "/AcroForm", "/XFA", "/Annots", "/EmbeddedFiles")
    yield from keys(
        pdf, "/EF", "/OCProperties", "/AlternatePresentations", "/PresSteps", "/Requirements", "/Names", "/Trans"
    )
    for one in dictionaries(pdf):
        action = one.get("/A")
        if isinstance(action, Dictionary) and "/O" not in action:
            yield "an action"


@rule
def r6_6_metadata(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None or "/Filter" in stream:
        yield "no metadata that can be read as they are"
        return
    raw = stream.read_bytes()
    if not re.match(rb"<\?xpacket begin=[\"'](\xef\xbb\xbf)?[\"'] id=[\"']W5M0MpCehiHzreSzNTczkc9d[\"']\?>", raw):
        yield "the packet begins in another way"
    root = ElementTree.fromstring(raw)
    parts = root.findall("rdf:RDF/rdf:Description", NAMESPACES)

    def said(path: str) -> list[str]:
        return [one.text or "" for part in parts for one in part.findall(path, NAMESPACES)]

    if said("pdfaid:part") != ["2"] or said("pdfaid:conformance") not in (["A"], ["U"], ["B"]):
        yield "it does not say what it is"
    for part in parts:
        for child in part:
            if not child.tag.startswith(tuple(f"{{{space}}}" for space in NAMESPACES.values())):
                yield f"{child.tag} is not described"
    information = pdf.trailer.get("/Info", Dictionary())
    for key, value in information.items():
        if key not in IN_STEP or said(IN_STEP[key]) != [str(value)]:
            yield f"{key} is not said by XMP, or in other words"
    if said("dc:title/rdf:Alt/rdf:li") != [str(information.get("/Title", ""))]:
        yield "no title"


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, str]]:
    """Every structure element, and the kind of its parent."""
    waiting = [(pdf.Root.StructTreeRoot.K, "")]
    while waiting:
        one, parent = waiting.pop()
        yield one, parent
        kids = one.get("/K", Array([]))
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                waiting.append((kid, str(one.S)[1:]))


@rule
def r6_7_structure(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False) or "/StructTreeRoot" not in pdf.Root:
        yield "it is not tagged"
        return
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", str(pdf.Root.get("/Lang", ""))):
        yield "no language"
    level = 0
    for one, parent in elements(pdf):
        kind = str(one.S)[1:]
        if kind not in STANDARD:
            yield f"{kind} is nothing that readers know"
        if parent in INSIDE and kind not in INSIDE[parent]:
            yield f"{kind} inside {parent}"
        if kind in PARENTS and parent not in PARENTS[kind]:
            yield f"{kind} inside {parent}"
        if kind == "Figure" and not str(one.get("/Alt", "")):
            yield "a figure without a description"
        if kind == "TH" and one.get("/A", Dictionary()).get("/Scope") not in ("/Row", "/Column", "/Both"):
            yield "a heading of nothing"
        for text in ("/ActualText", "/Alt"):
            if text in one and (not str(one[text]) or "\ufffd" in str(one[text])):
                yield f"{text} is not well formed"
    headings = [int(str(one.S)[2]) for one in document_order(pdf) if re.fullmatch("/H[1-6]", str(one.S))]
    for heading in headings:
        if heading > level + 1:
            yield f"H{heading} after H{level}"
        level = heading


def document_order(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    def walk(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield one
        kids = one.get("/K", Array([]))
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot.K)


@rule
def r6_7_all_that_is_drawn_is_text_of_the_paper_or_artifact(pdf: pikepdf.Pdf, _: bytes) -> Iterator[str]:
    owners = owned(pdf)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    tree = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        stack: list[str] = []
        marks: list[int] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                properties = instruction.operands[1] if operator == "BDC" else Dictionary()
                stack.append(str(instruction.operands[0]))
                if "/MCID" in properties:
                    marks.append(int(properties.MCID))
                    if stack[:-1]:
                        yield "a mark inside another"
            elif operator == "EMC":
                if not stack:
                    yield "an end without a beginning"
                    return
                stack.pop()
            elif operator in ("TJ", "Tj", "S", "f", "Do", "B", "s") and not stack:
                yield f"{operator} belongs to nothing"
        if stack:
            yield "a mark without an end"
        if len(set(marks)) != len(marks) or set(marks) != owners.get(page.obj.objgen, set()):
            yield "marks of a page are not those of the structure"
        for mark in marks:
            leads = tree[int(page.StructParents)]
            if mark >= len(leads) or mark not in kids_of(leads[mark], page):
                yield f"mark {mark} does not lead to its element"


def kids_of(one: pikepdf.Object, page: pikepdf.Page) -> Iterator[int]:
    """The marks of a page that an element holds."""
    kids = one.get("/K", Array([]))
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            if kid.get("/Type") == "/MCR" and kid.Pg.objgen == page.obj.objgen:
                yield int(kid.MCID)
        elif one.Pg.objgen == page.obj.objgen:
            yield int(kid)


def owned(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """The marks of each page that some element holds."""
    found: dict[tuple[int, int], set[int]] = {}
    for one, _ in elements(pdf):
        for page in {kid.Pg.objgen: kid.Pg for kid in references(one)}.values():
            found.setdefault(page.objgen, set()).update(kids_of(one, pikepdf.Page(page)))
        if "/Pg" in one:
            found.setdefault(one.Pg.objgen, set()).update(kids_of(one, pikepdf.Page(one.Pg)))
    return found


def references(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = one.get("/K", Array([]))
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") == "/MCR":
            yield kid


if __name__ == "__main__":
    wrong = [f"{name}: {what}" for name in sys.argv[1:] for what in broken(Path(name).read_bytes())]
    sys.stdout.write("\n".join(wrong or ["nothing broken"]) + "\n")
    sys.exit(bool(wrong))

"""Reads a finished PDF's own text back by its structure tree, leaf by leaf, to hold it against its blocks.

This is the proof behind "Bengali text that copies out of the PDF exactly": it knows nothing of how the page was drawn.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import zip_longest

import pikepdf
from pikepdf import Array, Dictionary

from koyradesk.documents.blocks import Document

_FIRM = re.compile("([-\u2010\u2011])\u00a0+")
_BFCHAR = re.compile(rb"\n<([0-9A-F]{4})> <([0-9A-F]+)>")


class TextDiffersError(Exception):
    """The PDF does not say what the document says: a bug of this program."""


def check_text(document: Document, data: bytes) -> int:
    """The number of leaves compared, every one equal.

    Raises:
        TextDiffersError: with the first leaf that differs.
    """
    count = 0
    for wanted, found in zip_longest(document.texts(), leaf_texts(data)):
        if wanted is None or found is None or _firm(wanted) != found:
            raise TextDiffersError(f"leaf {count}: the document says {wanted!r}, the page {found!r}")
        count += 1
    return count


def leaf_texts(data: bytes) -> list[str]:
    """The text of every structure element with content of its own, in the order of the tree."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return []
        pages = {page.obj.objgen: _marked_texts(page.obj) for page in pdf.pages}
        found: list[str] = []
        _walk(pdf.Root.StructTreeRoot.K, pages, found)
    return found


def _firm(text: str) -> str:
    """As a page says it: without the no-break blank that follows a hyphen at the end of a line (see ``pdf.words``), and
    with the sign that stands for a mark that no archive may hold (see ``pdf.embedding``)."""
    return _FIRM.sub(r"\1", text).replace("\ufeff", "\u2060")


def _walk(element: pikepdf.Object, pages: dict[tuple[int, int], dict[int, str]], found: list[str]) -> None:
    kids = element.get("/K", Array([]))
    own = ""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary):
            own += pages[element.Pg.objgen][int(kid)]
        elif kid.get("/Type") == "/MCR":
            own += pages[kid.Pg.objgen][int(kid.MCID)]
        else:
            _walk(kid, pages, found)
    if own:
        own = _firm(own)
        # A text that is too long for a string of the file is not said twice.
        if "/ActualText" in element and own != _firm(str(element.ActualText)):
            raise TextDiffersError(f"the page says {own!r}, its element {element.get('/ActualText')!r}")
        found.append(own)


def _marked_texts(page: pikepdf.Object) -> dict[int, str]:
    """The text between each pair of marks of a page."""
    characters = {name: _characters(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    stack: list[int | str] = []
    font = ""
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else Dictionary()
                if "/MCID" in properties:
                    stack.append(int(properties.MCID))
                    texts[int(properties.MCID)] = ""
                else:
                    stack.append("span" if "/ActualText" in properties else "artifact")
                    mark = _mark(stack)
                    if stack[-1] == "span" and mark is not None:
                        texts[mark] += str(properties.ActualText)
            case "EMC":
                stack.pop()
            case "Tf":
                font = str(operands[0])
            case "TJ" if (mark := _mark(stack)) is not None and "span" not in stack:
                shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                pairs = (int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2))
                texts[mark] += "".join(characters[font].get(pair, "\ufffd") for pair in pairs)
    return texts


def _mark(stack: list[int | str]) -> int | None:
    """The mark the text now shown belongs to; none inside an artifact."""
    if "artifact" in stack:
        return None
    return next((one for one in reversed(stack) if isinstance(one, int)), None)


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """What the font says its glyphs stand for."""
    rows = _BFCHAR.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in rows}

"""A Word file (.docx) -> its text as a plain-text file would have it: lines, table rows with tabs, bold and underline.

What is set in a font of Bijoy becomes Unicode, run by run. What is deleted, hidden or only repeated is left out; what
stands in headers and footers is told, not read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree import ElementTree

from koyradesk.bengali.bijoy import pieces_to_unicode, to_unicode, unknown
from koyradesk.bengali.bijoy.telling import likely, runs, seems_english
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import has_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.intake.wordlists import Lists
from koyradesk.intake.wordstyles import Styles, W, number, on, value

Element = ElementTree.Element
#: Why a place is unsure, and what stands there.
Note = tuple[str, str]

#: Bytes of a part, unpacked.
_LARGEST = 40_000_000
BROKEN = N_(
    "{path} is no Word file (.docx) that can be read: it is damaged or locked with a password. "
    "Open it in Word and save it again."
)
LOOKS_ENGLISH = N_("This was in a Bijoy font but does not look like Bijoy. It was turned into Unicode all the same.")
LOOKS_BIJOY = N_("This looks like Bijoy but was in another font. It was left as it is.")
NO_SUCH_CODE = N_("Bijoy has no such characters. They stayed as they are.")
OF_THE_PAGES = N_("This stands in the header or footer of the pages and was left out.")
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_MARK, _WORD = re.compile("<[^<>]*>"), re.compile(r"[^\W\d_]{2}")
#: Signs of Wingdings and Symbol that are in other fonts too; all others become a bullet.
_SIGNS = {0xFC: "✓", 0xFE: "☑", 0xA8: "☐"}
_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "pPr", "rPr", "instrText", "tblPr", "delText")
)
_REPEATED = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class _Look:
    bijoy: bool = False
    bold: bool = False
    underline: bool = False


@dataclass(slots=True)
class _Read:
    """What was found on the way."""

    notes: dict[Note, None] = field(default_factory=dict)
    fonts: bool = False


def text_of(data: bytes, path: object) -> tuple[str, bool, tuple[Note, ...]]:
    """The text of a Word file, whether fonts said what in it is Bijoy, and what was unsure.

    Raises:
        UserError: it is no Word file, or damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _text_of(packed)
    except (
        zipfile.BadZipFile,
        KeyError,
        zlib.error,
        ElementTree.ParseError,
        RuntimeError,
        EOFError,
        ValueError,
    ) as error:
        # A file locked with a password is a RuntimeError of zipfile, or no zip at all; so is one nested without end.
        raise UserError(BROKEN, path=path) from error


def _text_of(packed: zipfile.ZipFile) -> tuple[str, bool, tuple[Note, ...]]:
    styles = Styles(_part(packed, "word/styles.xml", optional=True))
    lists = Lists(_part(packed, "word/numbering.xml", optional=True))
    reader, aside = _Reader(styles, lists), _Reader(styles, lists)
    lines = [line for body in _part(packed, "word/document.xml").iter(f"{W}body") for line in reader.lines(body)]
    for name in sorted(packed.namelist()):
        if _MARGINS.fullmatch(name):
            said = _MARK.sub("", " ".join(" ".join(aside.lines(_part(packed, name))).split()))
            if _WORD.search(said):
                reader.read.notes[OF_THE_PAGES, said] = None
    return "\n".join(lines), reader.read.fonts, tuple(reader.read.notes)


def _part(packed: zipfile.ZipFile, name: str, *, optional: bool = False) -> Element:
    if optional and name not in packed.namelist():
        return Element("none")
    if packed.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    with packed.open(name) as stream:
        data = stream.read(_LARGEST)
    if b"<!DOCTYPE" in data:
        # No word processor writes one, and what it may define grows without end.
        raise ValueError(name)
    return ElementTree.fromstring(data)


def words_with(strange: tuple[str, ...], text: str) -> list[str]:
    """The words of a text in which characters stand that Bijoy does not have."""
    return [word for word in text.split() if any(one in word for one in strange)] if strange else []


class _Reader:
    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles, self._lists = styles, lists
        self.read = _Read()

    def lines(self, parent: Element) -> Iterator[str]:
        """The lines of a body, a cell or a header."""
        for child in self._inside(parent):
            if child.tag == f"{W}p":
                yield from self._paragraph(child, "\t").split("\n")
            elif child.tag == f"{W}tbl":
                yield from self._table(child)

    def _inside(self, parent: Element) -> Iterator[Element]:
        """What stands in an element, out of the wrappers that only say something of it."""
        for child in parent:
            if child.tag in (f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"):
                yield child
            elif child.tag not in _SKIPPED and child.tag != _REPEATED:
                yield from self._inside(child)

    def _table(self, table: Element) -> Iterator[str]:
        yield ""
        for row in self._inside(table):
            cells: list[str] = []
            for cell in self._inside(row):
                look = cell.find(f"{W}tcPr")
                merged = look.find(f"{W}vMerge") if look is not None else None
                goes_on = merged is not None and value(merged, "continue") == "continue"
                cells.append("" if goes_on else self._cell(cell))
                span = look.find(f"{W}gridSpan") if look is not None else None
                cells += [""] * (min(60, number(span, 1)) - 1)
            # A row with one cell would be a line of text, as it is on paper.
            yield "\t".join(cells)
        yield ""

    def _cell(self, cell: Element) -> str:
        lines = [line for line in (line.strip() for line in self.lines(cell)) if line]
        return "<br>".join(line.replace("\t", " ") for line in lines)

    def _paragraph(self, paragraph: Element, tab: str) -> str:
        style = self._styles.of_paragraph(paragraph)
        pieces = list(self._pieces(paragraph, style, tab))
        text = self._joined(
            [(look, "".join(piece for _, piece in same)) for look, same in groupby(pieces, lambda one: one[0])]
        )
        label, font = self._lists.label(paragraph, self._styles)
        if label and text.strip():
            label = to_unicode(label) if font else label
            # Word counts in Latin digits.
            text = f"{to_bengali(label) if has_bengali(text) else label} {text}"
        boxes = [line for box in paragraph.iter(f"{W}txbxContent") for line in self.lines(box)]
        return "\n".join([text, *boxes])

    def _pieces(self, parent: Element, style: str, tab: str) -> Iterator[tuple[_Look, str]]:
        """The text of a paragraph's runs, each with its look."""
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, style, tab)
            elif child.tag not in _SKIPPED and child.tag not in (_REPEATED, f"{W}txbxContent"):
                yield from self._pieces(child, style, tab)

    def _run(self, run: Element, style: str, tab: str) -> Iterator[tuple[_Look, str]]:
        given = run.find(f"{W}rPr")
        if given is not None and on(given.find(f"{W}vanish")):
            return
        look = _Look(self._styles.is_bijoy(given, style), *self._styles.marks(given, style))
        for child in run:
            match child.tag.removeprefix(W):
                case "t":
                    yield look, child.text or ""
                case "tab":
                    yield look, tab
                case "br" | "cr":
                    yield look, "\n"
                case "noBreakHyphen":
                    yield look, "-"
                case "sym":
                    yield look, self._sign(child)
                case _:
                    yield from self._pieces(child, style, tab)

    def _sign(self, sign: Element) -> str:
        code = int(sign.get(f"{W}char", "0"), 16) & 0xFF
        if self._styles.names_bijoy(sign.get(f"{W}font", "")):
            return to_unicode(bytes([code]).decode("cp1252", "replace"))
        return _SIGNS.get(code, "•")

    def _joined(self, stretches: list[tuple[_Look, str]]) -> str:
        """Stretches of one look each as a plain-text file has them."""
        said = ""
        for bijoy, some in groupby(stretches, lambda one: one[0].bijoy):
            same = list(some)
            texts = [text for _, text in same]
            if bijoy:
                self.read.fonts = True
                texts = self._from_bijoy(texts)
            elif likely("".join(texts)):
                self.read.notes[LOOKS_BIJOY, "".join(texts).strip()] = None
            for (look, _), text in zip(same, texts, strict=True):
                marked = f"<b>{text}</b>" if look.bold and text.strip() else text
                said += f"<u>{marked}</u>" if look.underline and text.strip() else marked
        return said

    def _from_bijoy(self, texts: list[str]) -> list[str]:
        made, text = pieces_to_unicode(texts), "".join(texts)
        for word in words_with(unknown(text), "".join(made)):
            self.read.notes[NO_SUCH_CODE, word] = None
        for run in runs(text):
            if not run.bijoy and seems_english(run.text):
                self.read.notes[LOOKS_ENGLISH, f"{run.text.strip()} = {to_unicode(run.text).strip()}"] = None
        return made

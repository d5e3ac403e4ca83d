"""Words as glyphs: what every paper shares of a word, and the codes one paper gives its glyphs.

A word becomes the PDF operators that show it: a code for each letter with all its signs (see ``compounds``), and what
HarfBuzz moves sideways as an adjustment in the TJ array; nothing is left to the reader of the PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from koyradesk.documents.pdf.compounds import Compound
from koyradesk.documents.pdf.faces import Face, Shape, files, load
from koyradesk.documents.pdf.kept import Kept
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.resources import resource

if TYPE_CHECKING:
    from koyradesk.documents.pdf.lines import Line

#: A hyphen at the end of a line is taken for a broken word by pdfium, which joins both halves without it; not so where
#: it stands for a hyphen and a no-break blank.
HYPHENS, FIRM_BLANK = ("-", "\u2010", "\u2011"), "\u00a0"
#: Faces asked, in this order, for what the paper's own face lacks (☎ ✓ №).
FALLBACKS = ("NotoSansSymbols2-Regular.ttf", "NotoSans-Regular.ttf")
#: Characters that steer shaping and have no shape of their own: they stay with the face of their neighbours.
_JOINERS = "\u200c\u200d\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c" + "".join(map(chr, range(0xFE00, 0xFE10)))
#: A refusal quotes a word no longer than this.
_LONG_WORD = 40
#: Kept of a family: different words, and words in broken lines; those of a paper of some thirty pages, in a few MB.
_MOST_WORDS, _MOST_IN_LINES = 3_000, 25_000


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A shaped word for one size: its width in points and what every paper needs to show it.

    ``glyphs`` are its glyphs (face, glyph, what it stands for) in order; ``shown`` is what stands in a TJ array, with a
    place for the code of each.
    """

    text: str
    width: float
    glyphs: tuple[tuple[int, int | Compound, str], ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The lines of a text, and every word that was measured for them, in order."""

    lines: tuple[Line, ...]
    words: tuple[Word, ...]


class Typeface:
    """The faces of one family: regular, bold, and those that stand in for what they lack. It keeps what was set."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.faces = [load(path) for path in (*paths, *(resource("fonts", name) for name in FALLBACKS))]
        self.blanks = [face.hb_font.get_nominal_glyph(0x20) or 0 for face in self.faces[:2]]
        self.lines: Kept[tuple[str, float, float, bool, str], Broken] = Kept(_MOST_IN_LINES)
        self._words: Kept[tuple[str, float, bool], Word] = Kept(_MOST_WORDS)

    def word(self, text: str, size: float, bold: bool) -> Word:
        """``text`` (without blanks) shaped at ``size`` points.

        Raises:
            UserError: no face here has one of its characters.
        """
        key = (text, size, bold)
        return self._words.get(key) or self._words.put(key, self._set(text, size, int(bold)))

    def _set(self, text: str, size: float, base: int) -> Word:
        shown: list[str] = []
        glyphs: list[tuple[int, int | Compound, str]] = []
        width = 0.0
        for index, part in self._parts(text, base):
            shape = self.faces[index].shape(part)
            operators = _array(shape)
            if index != base:
                operators = f"]TJ /F{index} {size:g} Tf[{operators}]TJ /F{base} {size:g} Tf["
            shown.append(operators)
            glyphs += [(index, glyph.number, glyph.text) for glyph in shape.glyphs]
            width += shape.width * size / 1000
        return Word(text, width, tuple(glyphs), "".join(shown))

    def _parts(self, text: str, base: int) -> list[tuple[int, str]]:
        """The stretches of a word that one face can show, with the face's index."""
        own = self.faces[base].characters
        if all(ord(char) in own or char in _JOINERS for char in text):
            return [(base, text)]
        parts: list[tuple[int, str]] = []
        for char in text:
            if char in _JOINERS:
                index = parts[-1][0] if parts else base
            else:
                order = [base, *(i for i in range(2, len(self.faces)))]
                index = next((i for i in order if ord(char) in self.faces[i].characters), -1)
            if index < 0:
                raise UserError(
                    N_("No font here has the character {char} (U+{code}) of “{word}”. Change it and print again."),
                    char=char,
                    code=f"{ord(char):04X}",
                    word=text if len(text) <= _LONG_WORD else text[: _LONG_WORD - 1] + "…",
                )
            if parts and parts[-1][0] == index:
                parts[-1] = (index, parts[-1][1] + char)
            else:
                parts.append((index, char))
        return parts


def _array(shape: Shape) -> str:
    """What stands in a TJ array for a shape, ``%04X`` in the place of each glyph's code."""
    array: list[str] = []
    for glyph in shape.glyphs:
        if abs(glyph.move) > 0.05:
            array.append(f"{-glyph.move:.1f}")
        array.append("<%04X>")
    if abs(shape.rest) > 0.05:
        array.append(f"{-shape.rest:.1f}")
    return "".join(array)


@cache
def _typeface(paths: tuple[Path, ...]) -> Typeface:
    return Typeface(paths)


class FaceSet:
    """The faces of one paper.

    Each face gives out *codes*, one for each glyph with what it stands for there, in the order the words are set in. So
    the same glyph in two clusters has two codes, and even a reader that passes over ActualText gets the words back in
    order. ``word`` is the only way text gets onto a page, so it is where a missing glyph refuses the paper.
    """

    def __init__(self, family: str) -> None:
        self.typeface = _typeface(files(family))
        self.faces: list[Face] = self.typeface.faces
        self.codes: list[dict[tuple[int | Compound, str], int]] = [{} for _ in self.faces]
        self._runs: dict[Word, str | None] = {}
        self._noted: list[Word] = []
        #: The code of a blank in the regular and the bold face, and its width in thousandths of an em.
        self.blanks = [self._code(index, glyph, " ") for index, glyph in enumerate(self.typeface.blanks)]
        self.blank = self.faces[0].advance(self.typeface.blanks[0])

    def word(self, text: str, size: float, bold: bool) -> Word:
        """``text`` (without blanks) shaped at ``size`` points.

        Raises:
            UserError: no face here has one of its characters.
        """
        word = self.typeface.word(text, size, bold)
        self._noted.append(word)
        self.use(word)
        return word

    def use(self, word: Word) -> None:
        """Gives the glyphs of a word their codes, now if they have none yet."""
        if word not in self._runs:
            self._runs[word] = None
            for index, glyph, text in word.glyphs:
                self._code(index, glyph, text)

    def run(self, word: Word) -> str:
        """What stands in a TJ array for a word that was set, when its face is current."""
        run = self._runs[word]
        if run is None:
            codes = tuple(self.codes[index][glyph, text] for index, glyph, text in word.glyphs)
            run = self._runs[word] = word.shown % codes
        return run

    def run_firm(self, word: Word) -> str:
        """The same for a word that ends in a hyphen and its line: the hyphen goes on with a no-break blank."""
        *first, (index, glyph, text) = word.glyphs
        codes = [self.codes[one][number, meaning] for one, number, meaning in first]
        return word.shown % (*codes, self._code(index, glyph, text + FIRM_BLANK))

    def note(self) -> list[Word]:
        """Takes down every word set from now on, until asked again."""
        self._noted = []
        return self._noted

    def _code(self, index: int, glyph: int | Compound, text: str) -> int:
        """The code of a glyph that stands for ``text``; never 32, which pdfium takes for a blank in any font."""
        codes = self.codes[index]
        code = codes.get((glyph, text))
        if code is None:
            code = len(codes) + 1
            code = codes[glyph, text] = code + (code >= 32)
        return code

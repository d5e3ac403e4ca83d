"""A file of old minutes -> its text. Word; UTF-8 with or without a mark, UTF-16 with one, Windows-1252 where that is
Bijoy; all else is refused in words. What is Bijoy becomes Unicode."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from koyradesk import files
from koyradesk.bengali.bijoy import decoded, to_unicode, unknown
from koyradesk.bengali.bijoy.telling import any_sure, likely, runs
from koyradesk.bengali.text import controls, has_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.intake import wordfile
from koyradesk.intake.wordfile import NO_SUCH_CODE, Note, words_with

#: Bytes. The longest known minutes are a hundredth of it; a Word file may hold photos.
LIMIT, WORD_LIMIT = 5_000_000, 40_000_000
_TAG = re.compile(r"</?(?:b|u|br|strong|ins|i|em)\s*/?>", re.IGNORECASE)
_TAGS = re.compile(f"({_TAG.pattern})", re.IGNORECASE)
PERHAPS_BIJOY = N_("This was taken for Bijoy and turned into Unicode; the letters alone do not show it for sure.")

_WORD = b"PK\x03\x04"
#: How files that cannot be read begin, and what they are.
_DOCUMENTS = (
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
)
#: A page break and the line breaks of other systems are line ends too.
_LINE_ENDS = ("\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True)
class Source:
    """A text in Unicode, and what was unsure on the way there: why, and what it became."""

    text: str
    notes: tuple[Note, ...] = ()


def text_of(path: Path) -> Source:
    """The text of a file.

    Raises:
        UserError: as ``files.read``; or the file is empty, a document that cannot be read, or in no known encoding.
    """
    data = files.read(path, WORD_LIMIT if path.suffix.lower() == ".docx" else LIMIT)
    if not data.strip():
        raise UserError(N_("{path} is empty. Choose the file that holds the minutes."), path=path)
    if data.startswith(_WORD):
        text, by_fonts, notes = wordfile.text_of(data, path)
        return Source(text, notes) if by_fonts else from_bijoy(text, notes)
    for start, kind in _DOCUMENTS:
        if data.startswith(start):
            raise UserError(
                N_(
                    "{path} is a {kind} file, which cannot be read. "
                    "Save it as Word (.docx) or plain text (.txt, UTF-8) and read that."
                ),
                path=path,
                kind=kind,
            )
    try:
        return from_bijoy(_decoded(data))
    except UnicodeDecodeError as error:
        # Bytes that no letter of Bijoy has are those of another kind of file.
        if not controls(text := decoded(data)) and likely(text):
            return from_bijoy(text)
        raise UserError(
            N_("{path} is not text in UTF-8 or Unicode. Open it in its own program and save it as plain text, UTF-8."),
            path=path,
        ) from error


def from_bijoy(text: str, notes: tuple[Note, ...] = ()) -> Source:
    """A plain text with what is Bijoy in it as Unicode."""
    # Marks of bold and underline are no words of it.
    found = runs(_TAG.sub(lambda tag: " " * len(tag[0]), text))
    if not any_sure(found):
        return Source(text, notes)
    read, unsure, at = [], dict.fromkeys(notes), 0
    for run in found:
        piece = text[at : at + len(run.text)]
        at += len(run.text)
        if run.bijoy:
            piece = "".join(part if _TAG.fullmatch(part) else to_unicode(part) for part in _TAGS.split(piece))
            if not run.sure:
                unsure[PERHAPS_BIJOY, piece.strip()] = None
            unsure |= dict.fromkeys((NO_SUCH_CODE, word) for word in words_with(unknown(run.text), piece))
        read.append(piece)
    return Source("".join(read), tuple(unsure))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def checked(text: str) -> str:
    """The text with plain line ends.

    Raises:
        UserError: it is empty, holds characters that no paper can hold, or no Bengali at all.
    """
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    # Marks of reading direction say nothing in Bengali, and come along with text copied from the web.
    text = text.translate(dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]))
    if not text.strip(" \n\t\ufeff\u00a0"):
        raise UserError(N_("There is no text in it. Choose the file that holds the minutes."))
    bad = controls(text)
    if bad:
        line = text.count("\n", 0, bad[0]) + 1
        raise UserError(
            N_(
                "Line {line} holds characters that are no text (code {code}), so this may be another kind of file. "
                "Save the minutes as plain text, UTF-8, and read that."
            ),
            line=line,
            code=f"U+{ord(text[bad[0]]):04X}",
        )
    if not has_bengali(text):
        raise UserError(
            N_(
                "There are no Bengali letters in it, neither in Unicode nor in Bijoy. "
                "Choose the file that holds the minutes."
            )
        )
    return text

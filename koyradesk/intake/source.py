"""A file of old minutes -> its text. UTF-8 with or without a mark, UTF-16 with one; all else is refused in words."""

from __future__ import annotations

import codecs
from pathlib import Path

from koyradesk import files
from koyradesk.bengali.text import controls, has_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Bytes. The longest known minutes are a hundredth of it.
LIMIT = 5_000_000

#: How files that are no plain text begin, and what they are.
_DOCUMENTS = (
    (b"PK\x03\x04", "Word (.docx)"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
)
#: A page break and the line breaks of other systems are line ends too.
_LINE_ENDS = ("\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029")


def text_of(path: Path) -> str:
    """The text of a file.

    Raises:
        UserError: as ``files.read``; or the file is empty, a document of a word processor, or in no known encoding.
    """
    data = files.read(path, LIMIT)
    if not data.strip():
        raise UserError(N_("{path} is empty. Choose the file that holds the minutes."), path=path)
    for start, kind in _DOCUMENTS:
        if data.startswith(start):
            raise UserError(
                N_(
                    "{path} is a {kind} file, which cannot be read yet. "
                    "Save it as plain text (.txt, UTF-8) and read that."
                ),
                path=path,
                kind=kind,
            )
    try:
        return _decoded(data)
    except UnicodeDecodeError as error:
        raise UserError(
            N_("{path} is not text in UTF-8 or Unicode. Open it in its own program and save it as plain text, UTF-8."),
            path=path,
        ) from error


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
                "There are no Bengali letters in it. If it was typed in Bijoy (SutonnyMJ), turn it into Unicode first; "
                "otherwise choose the file that holds the minutes."
            )
        )
    return text

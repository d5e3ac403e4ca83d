"""Marked text as runs of WordprocessingML: the same words, bold, underline and line breaks, and nothing unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from koyradesk.documents.blocks import BLANKS
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, spans

_TOKENS = re.compile(f"({BLANKS}|\n)")
#: What no XML file can hold. Records refuse all of it; a layout's own words come from elsewhere.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Run(NamedTuple):
    """A stretch of one look; "\\n" in it is a line break."""

    text: str
    bold: bool = False
    underline: bool = False


def runs(marked: str, *, bold: bool = False, underline: bool = False) -> list[Run]:
    """The runs of a marked text, its blanks as a reader of the paper sees them: one between words, none at the ends."""
    found: list[Run] = []
    gap = ""
    for span in spans(marked):
        for token in _TOKENS.split(span.text):
            if not token or _TOKENS.fullmatch(token):
                gap = "\n" if "\n" in (token, gap) else " " if token else gap
                continue
            look = (bold or span.bold, underline or span.underline)
            if found and gap:
                # A line under two words goes through the blank between them, but not from one word into the open.
                _add(found, Run(gap, found[-1].bold and look[0], found[-1].underline and look[1]))
            _add(found, Run(token, *look))
            gap = ""
    return found


def _add(found: list[Run], run: Run) -> None:
    if found and found[-1][1:] == run[1:]:
        found[-1] = run._replace(text=found[-1].text + run.text)
    else:
        found.append(run)


def written(stretches: Iterable[Run]) -> str:
    """Runs as XML."""
    return "".join(_run(one) for one in stretches)


TAB = "<w:r><w:tab/></w:r>"


def _run(run: Run) -> str:
    look = ("<w:b/><w:bCs/>" if run.bold else "") + ('<w:u w:val="single"/>' if run.underline else "")
    text = "<w:br/>".join(
        f'<w:t xml:space="preserve">{xml(line)}</w:t>' if line else "" for line in run.text.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text}</w:r>"


def xml(text: str) -> str:
    """A text as the content of an element or, between double quotes, of an attribute.

    Raises:
        UserError: it has a character that no XML file can hold.
    """
    wrong = _FORBIDDEN.search(text)
    if wrong:
        raise UserError(
            N_("The paper has a character that a Word file cannot hold (U+{code}). Take it out and try again."),
            code=f"{ord(wrong[0]):04X}",
        )
    return escape(text).replace('"', "&quot;")

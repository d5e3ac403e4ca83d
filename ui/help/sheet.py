"""The sheet of shortcuts as paper, in Bengali whatever the window speaks: an office pins it to the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from ui.keys_screen import SECTIONS
from ui.say import Voice

if TYPE_CHECKING:
    from ui.book import Book
    from ui.raster import Paper

#: What everyone does every day; the other sections are read where they are of use. One page holds no more.
EVERYDAY = (
    N_("Everywhere"),
    N_("Places"),
    N_("Meetings"),
    N_("Typing"),
    N_("Discussion and decisions"),
    N_("Paper"),
)
#: The fonts of paper have no arrows.
_ARROWS = {"↑": N_("up arrow"), "↓": N_("down arrow"), "←": N_("left arrow"), "→": N_("right arrow")}
TITLE = N_("Koyradesk: shortcuts")


def set_sheet(book: Book) -> Paper:
    """The paper; on the worker's thread."""
    from koyradesk.documents import render_pdf
    from koyradesk.documents.key_sheet import compose_key_sheet

    voice, lines = Voice("bn"), dict(SECTIONS)
    sections = [
        (voice(title), [(voice(does), _written(keys, voice)) for keys, does in lines[title]]) for title in EVERYDAY
    ]
    headings = (voice(N_("What is done")), voice(N_("By which keys")))
    return book.taken_in(render_pdf(compose_key_sheet(voice(TITLE), headings, sections)))


def _written(keys: str, voice: Voice) -> str:
    for arrow, words in _ARROWS.items():
        keys = keys.replace(arrow, voice(words))
    return keys.replace(" · ", ", ").replace("Ctrl ,", "Ctrl,")

"""What the layout screen asks of the office's book: jobs for the worker's thread. Nothing here touches a widget.

A layout is handed over as the name of its base and its plain form with every key ("tree").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from koyradesk.model import Meeting
    from ui.book import Book
    from ui.raster import Paper

#: No logo's file is read beyond this.
_LOGO_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A committee's layout taken out to be edited, and what is shown beside it.

    ``bases`` are the bundled layouts by name; ``head`` the lines of the letterhead of the meeting on show;
    ``followers`` counts the meetings that will follow the layout: the others' papers are signed.
    """

    committee: str
    committees: tuple[str, ...]
    base: str
    tree: dict[str, Any]
    bases: dict[str, dict[str, Any]]
    head: tuple[str, ...] = ()
    followers: int = 0
    #: Whether the preview shows a meeting of the committee's own.
    own: bool = False


class Looks:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._shown: tuple[str, Meeting] | None = None

    def take(self, committee: str = "") -> Taken | None:
        """The layout of a committee, or of the one that met last; None where there is no committee."""
        from koyradesk import layout, layout_file, layout_keeping

        store = self._book.store
        names = tuple(offer.name for offer in self._book.committees())
        if not names:
            return None
        name = committee if committee in names else names[0]
        held = layout_keeping.of(store, name)
        base = held if isinstance(held, str) else str(held.get("base", layout_keeping.DEFAULT))
        shown, own = self._meeting(name)
        following = len(layout_keeping.following(store, name))
        return Taken(
            name,
            names,
            base,
            layout_file.plain(layout.resolve(held)),
            {one: layout_file.plain(layout.resolve(one)) for one in layout.names()},
            tuple(line for line in shown.office.lines if line.strip()),
            following,
            own,
        )

    def fonts(self) -> tuple[str, ...]:
        """The families that a paper can be set in: bundled, then installed ones that may be embedded."""
        from koyradesk.documents import pdf

        return pdf.families()

    def preview(self, committee: str, kind: str, base: str, tree: Mapping[str, Any]) -> Paper:
        """A paper as the layout makes it; "draft" is that of the minutes with the mark of a draft."""
        from koyradesk import layout, specimen
        from koyradesk.documents import render

        look = layout.resolve({"base": base, **tree})
        if self._shown is None or self._shown[0] != committee:
            self._shown = (committee, self._meeting(committee)[0])
        made = specimen.compose("minutes" if kind == "draft" else kind, self._shown[1], look)
        done = render(replace(made, draft=look.draft_mark) if kind == "draft" else made)
        return self._book.paper_of(done)

    def keep(self, committee: str, base: str, tree: Mapping[str, Any]) -> Taken | None:
        """Keeps a layout with its committee; its meetings that are not signed follow."""
        from koyradesk import layout_keeping

        changed = layout_keeping.keep(self._book.store, committee, {"base": base, **tree}, by=self._book.by)
        self._book.wrote(changed.kinds)
        return self.take(committee)

    def read(self, path: Path) -> tuple[str, dict[str, Any]]:
        """The layout that a file describes. Nothing is kept."""
        from koyradesk import layout, layout_file, layout_keeping

        found = layout_file.read(path)
        return str(found.get("base", layout_keeping.DEFAULT)), layout_file.plain(layout.resolve(found))

    def write(self, path: Path, base: str, tree: Mapping[str, Any]) -> None:
        """Writes a layout as a file, whole or not at all."""
        from koyradesk import files, layout_file

        files.write(path, layout_file.write({"base": base, **tree}).encode())

    def logo(self, path: Path) -> str:
        """A picture file as a layout holds it."""
        from koyradesk import files, logos

        return logos.taken(files.read(path, _LOGO_FILE))

    def _meeting(self, committee: str) -> tuple[Meeting, bool]:
        """The meeting that the papers are shown of: the committee's newest that says anything, or an invented one."""
        from koyradesk import meetings, specimen

        for row in self._book.meetings_of(committee)[:3]:
            found = meetings.get(self._book.store, row.id)
            if found.items:
                return found, True
        return replace(specimen.invented(), committee=committee), False

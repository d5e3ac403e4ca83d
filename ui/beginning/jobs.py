"""What the way to a first notice asks of the office's book. Belongs to the worker's thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from koyradesk import learnt_files

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.beginning.making import Begun
    from koyradesk.beginning.proposing import Base
    from koyradesk.beginning.shapes import Plan
    from ui.book import Book
    from ui.editor.starting import Offer
    from ui.raster import Paper

#: What was chosen so far, in the data folder.
_NAME = "beginning.json"
#: Beside the plan: the step one was at, and whether the office had begun then.
STEP, _FURTHER = "step", "further"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the way begins: what there is already, and what was chosen before the program ended."""

    base: Base
    plan: Plan
    step: str
    today: date
    #: The committees that the office has, as their names read (``koyradesk.committees.keys``).
    committees: frozenset[str] = frozenset()


class Beginnings:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def look(self) -> Standing:
        """Where the way begins."""
        from koyradesk import committees
        from koyradesk.beginning import making, shapes

        store = self._book.store
        base = making.base(store)
        told = learnt_files.read(self._file)
        kept = told if isinstance(told, dict) and bool(told.get(_FURTHER)) is base.begun else {}
        step = kept.get(STEP, "")
        _warm()
        held = committees.keys(store)
        return Standing(base, shapes.read(kept), step if isinstance(step, str) else "", self._book.today(), held)

    def preview(self, plan: Plan, base: Base, today: date) -> Paper:
        """The notice as it would be written."""
        from koyradesk.beginning.proposing import Proposal
        from koyradesk.documents import render

        notice = Proposal(plan, today, base).notice(self._book.store.new_id)
        return self._book.paper_of(render(notice.document()))

    def keep(self, plan: Plan, step: str, *, further: bool) -> None:
        """Keeps what was chosen, against a power cut and for another day."""
        told = plan.told()
        learnt_files.write(self._file, {**told, STEP: step, **({_FURTHER: "1"} if further else {})} if told else {})

    def begin(self, plan: Plan, *, further: bool, meeting: bool) -> Begun:
        """Writes it all."""
        from koyradesk.beginning import making

        write = making.begin_committee if further else making.begin
        made = write(self._book.store, plan, meeting=meeting, today=self._book.today(), by=self._book.by)
        kinds = {"office", "committee", "member", "party"} | ({"meeting", "letter", "memo"} if made.meeting else set())
        self._book.wrote(frozenset(kinds))
        learnt_files.write(self._file, {})
        return made

    def offers(self, known: Iterable[str]) -> tuple[Offer, ...]:
        """The usual committees that the office does not have."""
        from koyradesk import committees
        from koyradesk.beginning import making
        from koyradesk.beginning.proposing import Proposal
        from koyradesk.beginning.shapes import Plan
        from ui.editor.starting import Offer

        office = Proposal(Plan(), self._book.today(), making.base(self._book.store))
        held = set(map(committees.key, known))
        return tuple(
            Offer(name, template=kind.key, members=len(kind.seats), topics=len(kind.agenda))
            for kind, name in office.usual_committees()
            if committees.key(name) not in held
        )

    @property
    def _file(self) -> Path:
        return self._book.folder / _NAME


def _warm() -> None:
    """What is looked up at the first letter is read here, and not while one types."""
    from koyradesk.beginning import templates
    from koyradesk.beginning.finding import find_places

    # One that begins so, and one that is only like others.
    for typed in ("ক", "kkoyraa"):
        find_places(typed)
    for level in templates.LEVELS:
        templates.find_offices("", level)
        templates.find_committees("", level)

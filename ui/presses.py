"""What is late and due: asked for the first page, and the ways from there. Nothing of it is brought in before that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.decisions.shapes import Filters
from ui.pressing import Pressing, Thing

if TYPE_CHECKING:
    from ui.book import Book
    from ui.decisions.shapes import State
    from ui.say import Voice
    from ui.screens import Screens

#: So many of each are told at most; more lead to the place of decisions.
_MOST = 8
#: And so much of a decision's text is read on the first page.
_QUOTED = 84


def gather(book: Book, voice: Voice) -> Pressing:
    """What presses on the day of the book. A job for the worker's thread."""
    from ui.decisions.shown import matter_shown

    def things(state: State) -> tuple[list[Thing], int]:
        page = book.followed.listing(Filters(state=state))
        # What is late already is not told a second time.
        matters = [one for one in page.matters if state == "late" or not one.late]
        made = []
        for one in matters[:_MOST]:
            shown = matter_shown(one, page.on, voice)
            text = shown.whole or shown.cells[0]
            head = text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
            # A line for one party tells who it is; of many it tells how many have done it.
            told = shown.cells[3] or shown.cells[1]
            made.append(Thing(one.id, head, shown.below, told, shown.share, shown.pill, shown.tone))
        return made, len(matters)

    (late, all_late), (week, all_week) = things("late"), things("week")
    return Pressing(tuple(late), tuple(week), all_late, all_week)


class Presses:
    """Belongs to a window."""

    def __init__(self, window: Screens) -> None:
        self._window = window

    def ask(self) -> None:
        """Has the first page show what presses now."""
        kit = self._window.kit
        kit.worker.ask(partial(gather, kit.book, kit.voice), self._tell, topic="pressing")

    def _tell(self, shown: Pressing) -> None:
        self._window.today.show_pressing(shown)
        # The next start keeps its room from the first moment on.
        self._window.kit.memory.keep("pressing", "1" if shown.late or shown.week else "")

    def show(self, obligation: str, *, late: bool) -> None:
        """To what is late, or due within seven days, among the decisions; to one of them, where one is named."""
        window = self._window
        window.go("decisions")
        window.decisions.show_filters(Filters(state="late" if late else "week"))
        # Its answer comes behind that of the list, which was asked for before.
        window.kit.worker.ask(bool, partial(self._choose, obligation), topic="pressing one")

    def report(self, obligation: str) -> None:
        """To where it is written in what was done for one."""
        self.show(obligation, late=False)
        window = self._window
        window.kit.worker.ask(bool, lambda _: window.decisions.acts.tell(), topic="pressing report")

    def _choose(self, obligation: str, _: object) -> None:
        self._window.decisions.table.choose(obligation)
        self._window.decisions.first()

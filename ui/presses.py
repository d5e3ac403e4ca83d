"""What is late and due: asked for the first page, and the ways from there. Nothing of it is brought in before that."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from ui.decisions.shapes import Filters
from ui.pressing import Pressing, Thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.book import Book
    from ui.decisions.shapes import Matter
    from ui.say import Voice
    from ui.screens import Screens

#: The days of "this week", today among them.
WEEK = 7
#: So many of each are told at most; more lead to the place of decisions.
_MOST = 6
#: And so much of a decision's text is read on the first page.
_QUOTED = 84


def gather(book: Book, voice: Voice) -> Pressing:
    """What presses on the day of the book. A job for the worker's thread.

    Only what is shown is told in words: in a large office many things are late.
    """
    standing = book.followed.standing()
    on, soon = standing.on, standing.on + timedelta(WEEK)
    #: Of each obligation the days it is late, and the first day on which it is due within the week.
    late: dict[str, int] = {}
    week: dict[str, date] = {}
    for one, task in standing.open_tasks():
        if days := task.late(one.measure, on):
            late[one.id] = max(days, late.get(one.id, 0))
        elif task.due and on <= task.due < soon and not task.is_done(one.measure):
            week[one.id] = min(task.due, week.get(one.id, task.due))
    # What is late already is not told a second time.
    due = sorted((day, one) for one, day in week.items() if one not in late)
    longest = sorted(late, key=lambda one: -late[one])

    def things(those: Iterable[str]) -> tuple[Thing, ...]:
        matters = (book.followed.matter(one) for one in those)
        return tuple(_thing(one, on, voice) for one in matters if one is not None)

    return Pressing(things(longest[:_MOST]), things(one for _, one in due[:_MOST]), len(longest), len(due))


def _thing(matter: Matter, on: date, voice: Voice) -> Thing:
    from ui.decisions.shown import matter_shown

    shown = matter_shown(matter, on, voice)
    text = shown.whole or shown.cells[0]
    head = text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
    # What has nothing to count tells whom it binds.
    told = shown.cells[3] or shown.cells[1]
    return Thing(matter.id, head, shown.below, told, shown.share, shown.pill, shown.tone)


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
        self.go(obligation, Filters(state="late" if late else "week"))

    def find(self, obligation: str) -> None:
        """To one obligation among all that are open."""
        self.go(obligation, Filters())

    def go(self, obligation: str, filters: Filters) -> None:
        """To the decisions under some filters; to one of them, where one is named."""
        window = self._window
        window.go("decisions")
        window.decisions.show_filters(filters)
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

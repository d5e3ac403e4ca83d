"""Scenes of the tour in the registers of decisions: filled by the keyboard, refused, done or not, from Excel."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.editor_scenes import keys, letters

if TYPE_CHECKING:
    from ui.registers.screen import RegisterScreen
    from ui.stage import Stage

_UNIONS = ("শালুকডাঙ্গা", "কাশবন", "মেঘডুবি", "বকুলতলা", "পলাশপুর", "নীলকুঠি", "হিজলবাড়ি", "সোনামুখী")
_OFFICES = ("উপজেলা মৎস্য দপ্তর", "উপজেলা সমাজসেবা দপ্তর", "উপজেলা নির্বাহী অফিসারের কার্যালয়ের সাধারণ শাখা")


def _screen(stage: Stage) -> RegisterScreen:
    return stage.window.register


def _filled(stage: Stage) -> None:
    """A register that is counted by month, and one of what is done or not."""
    book = stage.program.book

    def fill() -> tuple[str, str]:
        from koyradesk.obligations import matrix, writing
        from koyradesk.obligations.shapes import Measure, Rule
        from koyradesk.obligations.standing import Standing

        store, today, by = book.store, book.today(), "রহিমা খাতুন"
        visits = writing.add(
            store,
            text="প্রতি মাসে ন্যূনতম ০৫টি ডিজিটাল ল্যাব পরিদর্শন করে সচিত্র প্রতিবেদন দাখিল করতে হবে।",
            topic="ডিজিটাল ল্যাব পরিদর্শন",
            parties=[f"ইউপি সচিব, {name}" for name in _UNIONS],
            rule=Rule("recurring"),
            measure=Measure("count", 5, "টি"),
            begun=today - timedelta(100),
            source_text="জেলা আইসিটি কমিটির নির্দেশনা",
            by=by,
        )
        portal = writing.add(
            store,
            text="দপ্তরসমূহের ওয়েব পোর্টাল শতভাগ হালনাগাদ করে প্রত্যয়ন দাখিল করতে হবে।",
            topic="ওয়েব পোর্টাল",
            parties=_OFFICES,
            rule=Rule("date", today - timedelta(12)),
            begun=today - timedelta(70),
            source_text="জেলা প্রশাসকের পত্র",
            by=by,
        )
        standing = Standing(store, today)
        held = matrix.matrix(standing, visits)
        begun = [at for at, column in enumerate(held.columns) if column.begun]
        told = {
            held.place(line, column): 3 + (line * 3 + column) % 5
            for line in range(len(held.lines))
            for column in begun[:-1]
            if (line + column) % 4
        }
        matrix.fill(store, standing, visits, told, on=today, by=by)
        first = [task for task in standing.tasks([visits])[visits.id] if task.period == held.columns[0].key]
        writing.close_tasks(store, [(visits, task) for task in first], on=today, by=by)
        book.wrote(frozenset({"obligation", "task", "progress"}))
        return visits.id, portal.id

    def put(made: tuple[str, str]) -> None:
        stage.aside = made

    stage.window.kit.worker.ask(fill, put)


def _show(which: int, stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.show_register(stage.aside[which])


def _ahead(stage: Stage) -> None:
    """To a month that has not begun, or where the year ends, the last that has."""
    table = _screen(stage).table
    matrix = table.grid.matrix
    assert matrix is not None
    begun = sum(column.begun for column in matrix.columns)
    table.setCurrentIndex(table.grid.index(1, min(begun + 1, table.grid.periods)))


def _offer(stage: Stage) -> None:
    """A file from Excel in which some cells were filled in."""
    from koyradesk.obligations.sheet import Changed

    grid = _screen(stage).table.grid
    matrix = grid.matrix
    assert matrix is not None
    at = max(at for at, column in enumerate(matrix.columns) if column.begun)
    places = [matrix.place(line, at) for line in (1, 2, 4)]
    _screen(stage).ways.found.emit(tuple(Changed(place, "", "", None, 6) for place in places))


def _leave(stage: Stage) -> None:
    _screen(stage).drop_offer()


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("register", (_filled, partial(_show, 0))),
    ("register-typed", (letters("৫"), keys("Return"), letters("১২"))),
    ("register-written", (keys("Return"),)),
    ("register-refused", (_ahead, letters("9999999"), keys("Return"))),
    ("register-from-excel", (keys("Up"), _offer)),
    ("register-done-or-not", (_leave, partial(_show, 1), keys("Space", "Down"))),
)

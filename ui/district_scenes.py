"""Scenes of the tour at a district: its upazilas as their bundles told, what each cell leads to, and who has none yet.

The district is an office of its own, made beside the one that the other scenes are of.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.district.screen import DistrictScreen
from ui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path


def begin(stage: Stage) -> None:
    """Opens the district beside the office on the stage; nothing has come to it yet."""
    _open(stage)


def _open(stage: Stage) -> None:
    place = stage.folder / "upazilas"
    place.mkdir(exist_ok=True)
    stage.aside = Stage(stage.app, place, stage.language, stage.scheme, stage.scale)
    stage.aside.window.activateWindow()
    stage.aside.window.go("upazilas")
    stage.aside.settle()


def end(stage: Stage) -> None:
    """Closes it again."""
    stage.aside.end()
    stage.aside = None
    stage.window.activateWindow()


def fill(folder: Path, today: date) -> tuple[str, ...]:
    """The sample district in ``folder``/data, by bundles that are really made and taken; the codes of its upazilas."""
    from koyradesk import sample_district
    from koyradesk.exchange.office import Exchange
    from koyradesk.store import Store

    with Store.open(folder / "data") as store, Exchange(store) as exchange:
        return sample_district.fill(exchange, folder / "others", today=today, by="রহিমা খাতুন")


def _fill(stage: Stage) -> None:
    """The bundles of its upazilas are taken."""
    today = stage.aside.program.book.today
    day: list[date] = []
    stage.aside.window.kit.worker.ask(today, day.append)
    stage.aside.settle()
    end(stage)
    fill(stage.folder / "upazilas", day[0])
    _open(stage)


def shown(stage: Stage) -> DistrictScreen:
    return stage.window.district


def _choose(stage: Stage) -> None:
    """One name of committees."""
    screen = shown(stage)
    screen.committee.picked.emit(screen._committees()[1][0])


def _cell(row: int, column: int, stage: Stage) -> None:
    """A cell of the table, opened with the keyboard."""
    screen = shown(stage)
    if screen.pages.currentWidget() is screen.office:
        screen.office.left.emit()
    screen._turn(0)
    screen.grid.setCurrentIndex(screen.grid.table.index(row, column))
    QTest.keyClick(screen.grid, Qt.Key.Key_Return)


def _late(stage: Stage) -> None:
    table = shown(stage).grid.table
    most = max(range(len(table.lines)), key=lambda at: (table.lines[at].late.marked, at == 1))
    _cell(most, table.months + 2, stage)


def _topic(stage: Stage) -> None:
    shown(stage).office.left.emit()
    shown(stage)._turn(1)
    QTest.keyClick(shown(stage).topics.chart, Qt.Key.Key_Return)


def _course(stage: Stage) -> None:
    shown(stage).topics.leave()
    shown(stage)._turn(2)


def _aside(act: Callable[[Stage], None], stage: Stage) -> None:
    act(stage.aside)
    stage.aside.settle()


def window(stage: Stage) -> QWidget:
    """What is on the picture: the district's window."""
    found: QWidget = stage.aside.window
    return found


ACTS: tuple[tuple[str, tuple[Callable[[Stage], None], ...]], ...] = (
    ("upazilas-none", (begin,)),
    ("upazilas-all", (_fill,)),
    ("upazilas", (partial(_aside, _choose),)),
    ("upazilas-minutes", (partial(_aside, partial(_cell, 2, 2)),)),
    ("upazilas-late", (partial(_aside, _late),)),
    ("upazilas-topic", (partial(_aside, _topic),)),
    ("upazilas-course", (partial(_aside, _course),)),
)

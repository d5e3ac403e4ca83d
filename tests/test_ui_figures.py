"""The place of figures: charts whose numbers are the rows', each bar leading to the minutes, filters that are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import figures_office
import pytest
from figures_office import CODE, FARM, FISH, ICT, LAW
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from koyradesk.bengali.digits import grouped
from koyradesk.clock import Today
from koyradesk.figures import counts
from ui import fonts, theme
from ui.figures.bars import draw_bar
from ui.figures.jobs import Asked
from ui.figures.screen import FiguresScreen
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

#: Far from the ends of its fiscal year.
TODAY = date(2026, 11, 22)
BN = Voice("bn")


@pytest.fixture
def stage(qapp, tmp_path, monkeypatch):
    fonts.load()
    monkeypatch.setattr("koyradesk.clock.today", lambda _: Today(TODAY))
    decisions = figures_office.fill(tmp_path / "data", TODAY)
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.decisions = decisions
    made.window.activateWindow()
    made.window.go("reports")
    made.settle()
    yield made
    made.end()


def screen(stage: Stage) -> FiguresScreen:
    return stage.window.figures


def numbers(stage: Stage) -> dict[str, tuple[int, ...]]:
    return {line.name: line.numbers for line in screen(stage).chart.rows.lines}


def figures(stage: Stage) -> counts.Figures:
    return screen(stage)._shown.figures


def test_it_names_its_day_and_shows_what_the_core_counts(stage):
    place = screen(stage)
    assert BN.date(TODAY) in place.day.plain
    for index, kind in enumerate(("offices", "topics", "quarters")):
        place.tabs.setCurrentIndex(index)
        bars = getattr(figures(stage), kind)
        lines = place.chart.rows.lines
        assert [line.key for line in lines] == [bar.key for bar in bars]
        for line, bar in zip(lines, bars, strict=True):
            assert line.numbers == tuple(bar.count.of(state) for state in counts.STATES)
            assert line.shown[:5] == tuple(BN.digits(number) for number in (*line.numbers, bar.count.total))
    place.tabs.setCurrentIndex(3)
    assert {line.name: line.total for line in place.chart.rows.lines} == {
        one.committee: one.total for one in figures(stage).meetings
    }


def test_a_bar_says_its_name_and_its_numbers(stage):
    place = screen(stage)
    [line] = [line for line in place.chart.rows.lines if line.name == CODE]
    index = place.chart.rows.index(place.chart.rows.lines.index(line))
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(CODE)
    for word, number in zip(
        (BN("Done in time"), BN("Done late"), BN("Under way"), BN("Late")), line.numbers, strict=True
    ):
        assert f"{word} {BN.digits(number)}" in said
    assert index.data(Qt.ItemDataRole.DisplayRole) == CODE


def test_a_bar_leads_to_what_it_counts_and_that_to_the_minutes(stage, monkeypatch):
    place, opened = screen(stage), []
    place.edit_asked.disconnect()
    place.edit_asked.connect(lambda *where: opened.append(where))
    place.chart.setFocus()
    while place.chart.now != figures(stage).offices[0].key:
        QTest.keyClick(place.chart, Qt.Key.Key_Up)
    for bar in figures(stage).offices:
        things = place.counted.rows.things()
        assert place.chart.now == bar.key
        assert place.counted_title.plain == bar.name
        assert len(things) == bar.count.total + bar.count.dropped
        QTest.keyClick(place.chart, Qt.Key.Key_Down)
    QTest.keyClick(place.chart, Qt.Key.Key_Return)
    assert place.counted.hasFocus()
    wanted = place.counted.now()
    QTest.keyClick(place.counted, Qt.Key.Key_Return)
    [(meeting, step, ref)] = opened
    assert (meeting, ref.record, step) == (*wanted, "items")
    assert ref.record in stage.decisions.values()
    QTest.keyClick(place.counted, Qt.Key.Key_Escape)
    assert place.chart.hasFocus()


def test_the_minutes_open_at_the_decision(stage):
    place = screen(stage)
    meeting, decision = place.counted.now()
    place.counted.open(place.counted.currentIndex())
    stage.settle()
    assert stage.window.editing
    assert stage.window.editor.session.meeting.id == meeting
    assert stage.window.here.record == decision


def test_a_month_leads_to_its_meeting(stage):
    place = screen(stage)
    place.tabs.setCurrentIndex(3)
    meeting, decision = place.counted.now()
    assert (meeting.split(".")[0], decision) == ("meeting", "")
    place.counted.open(place.counted.currentIndex())
    stage.settle()
    assert stage.window.editor.session.meeting.id == meeting


def test_filters_narrow_the_figures_and_are_kept(stage):
    place = screen(stage)
    whole = figures(stage).all.total
    parts = 0
    for committee in (ICT, LAW):
        place.committee.picked.emit(committee)
        stage.settle()
        assert place.committee.words == committee
        parts += figures(stage).all.total
        assert figures(stage).wanted.committee == committee
    assert parts == whole
    place.committee.picked.emit("")
    [key] = [key for key, name in place._shown.offices if name == FARM]
    place.office.picked.emit(key)
    stage.settle()
    assert {line.name for line in place.chart.rows.lines} == {FARM}
    quarter = counts.quarter_of(TODAY)
    place.quarter.picked.emit(quarter)
    stage.settle()
    assert stage.window.kit.memory.text("figures") == Asked(0, quarter, "", key).text()
    again = FiguresScreen(stage.window.kit, stage.window.printing)
    assert again.asked == Asked(0, quarter, "", key)


@pytest.mark.parametrize("kept", ["", "x", "2026\t9\t\t", "২০২৬\t1\t\t", "99999\t0\t\t", "1\t2", "2026\t\t\t\t"])
def test_a_memory_of_something_else_is_everything_of_this_year(kept):
    assert Asked.read(kept) == Asked()
    assert Asked.read(Asked(2025, 3, ICT, "party.x").text()) == Asked(2025, 3, ICT, "party.x")


def test_what_is_gone_is_all(stage):
    place = screen(stage)
    place.asked = Asked(0, 0, "যে কমিটি নেই", "party.none")
    place.renew()
    stage.settle()
    assert figures(stage).wanted.committee == figures(stage).wanted.office == ""
    assert numbers(stage)


def test_a_year_of_nothing_says_so(stage):
    place = screen(stage)
    place.year.picked.emit(TODAY.year + 3)
    stage.settle()
    assert place.pages.currentWidget() is place.nothing
    place.first()
    assert place.year.hasFocus()


def test_window_and_paper_have_the_same_numbers(stage, tmp_path, monkeypatch):
    place = screen(stage)
    place.seeing.click()
    stage.settle()
    assert place.pages.currentWidget() is place.paper
    assert place.paper.held is not None
    found = []
    job = place._kit.book.figures._document
    place._kit.worker.ask(lambda: job(place.asked).texts(), found.append)
    stage.settle()
    [texts] = found
    for line in numbers(stage).items():
        at = texts.index(line[0])
        assert texts[at + 1 : at + 5] == [grouped(number) for number in line[1]]
    asked = []
    monkeypatch.setattr(stage.window.printing, "ask_pdf", lambda paper, name: asked.append((paper.data, name)))
    place.saving.clicked.disconnect()
    place.saving.clicked.connect(lambda: place._give(stage.window.printing.ask_pdf))
    place.saving.click()
    stage.settle()
    assert asked[0][0] == place.paper.held.data
    assert asked[0][1].startswith(BN("Figures"))
    target = Path(tmp_path, "চিত্র.docx")
    place._kit.worker.ask(lambda: place._kit.book.figures.word(target, place.asked), lambda _: None)
    stage.settle()
    assert target.read_bytes().startswith(b"PK")
    QTest.keyClick(place.paper.view, Qt.Key.Key_Escape)
    assert not place.seeing.isChecked()
    assert place.chart.hasFocus()


def test_a_write_is_counted_at_once(stage):
    place = screen(stage)
    before = figures(stage).all

    def close() -> None:
        from koyradesk.obligations import writing

        book = place._kit.book
        standing = book.followed.standing()
        [of] = standing.of_decisions([place.counted.now()[1]]).values()
        book.wrote(writing.close(book.store, of, on=TODAY, outcome="dropped", standing=standing, by="প").kinds)

    place._kit.worker.ask(close, lambda _: None)
    stage.settle()
    after = figures(stage).all
    assert after.dropped > before.dropped
    assert after.total + after.dropped == before.total + before.dropped


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768), (1000, 520)])
def test_no_name_or_number_is_cut(stage, size):
    from ui import lines
    from ui.figures.chart import _NUMBER
    from ui.theme import HALF, TYPE, font

    stage.window.resize(*size)
    stage.settle()
    place = screen(stage)
    for index in range(4):
        place.tabs.setCurrentIndex(index)
        stage.settle()
        chart = place.chart
        name, start, end, _ = chart.edges(0, chart.viewport().width())
        assert end - start > 80
        for at, line in enumerate(chart.rows.lines):
            tall = lines.height(line.name, font(TYPE.small), name - 10)
            assert chart.visualRect(chart.rows.index(at)).height() >= tall
            assert all(lines.natural_width(text, font(TYPE.small, bold=True)) <= _NUMBER - HALF for text in line.shown)
        for text in place.head._others:
            assert lines.natural_width(text, font(TYPE.small)) <= _NUMBER - HALF


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5])
def test_bars_stand_on_whole_pixels_at_every_scale(qapp, ratio):
    """Every pixel of a bar without lines in it is of one of two colours: its ground or its edge."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor

    look = theme.LIGHT
    image = QImage(round(200 * ratio), round(30 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(look.card))
    painter = QPainter(image)
    draw_bar(painter, QRectF(10.3, 8.4, 150.7, 13), [(1 / 3, "good"), (1 / 3, "open")], look)
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert colours == {look.card, look.accent, look.chip, look.muted}


def test_names_are_the_directorys(stage):
    assert set(numbers(stage)) == {FISH, FARM, CODE}

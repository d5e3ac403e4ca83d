"""The view of the offices below: every cell, bar and chip says what the bundles told, and leads to it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from koyradesk import memos, sample_district
from koyradesk.bengali.text import nfc
from koyradesk.clock import Today
from koyradesk.documents import district as paper
from koyradesk.documents.readback import check_text
from koyradesk.exchange.office import Exchange
from koyradesk.model import SIGNED
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import district_scenes, fonts, inspection, lines, theme
from ui.district import words
from ui.district.grid import Chip, Line, Number, UpazilaGrid
from ui.district.jobs import Asked
from ui.district.screen import DistrictScreen
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 22)
BN = Voice("bn")
ICT, FARM = nfc(sample_district.ICT), nfc("উপজেলা কৃষি কর্মকর্তা")
SIZES = [(1366, 768), (1093, 614), (1000, 520)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A district with the bundles of six upazilas and a directorate; the codes of the upazilas by their names."""
    folder = tmp_path_factory.mktemp("district")
    codes = district_scenes.fill(folder, TODAY)
    return folder, {nfc(one.name): code for one, code in zip(sample_district.UPAZILAS, codes, strict=True)}


@pytest.fixture
def stage(qapp, sample, monkeypatch):
    folder, _ = sample
    Path(folder, "data", "window.ini").unlink(missing_ok=True)
    with opened(qapp, folder, monkeypatch) as made:
        yield made


@contextmanager
def opened(qapp, folder: Path, monkeypatch):
    fonts.load()
    monkeypatch.setattr("koyradesk.clock.today", lambda _: Today(TODAY))
    made = Stage(qapp, folder, "bn", "light", 1.0)
    made.window.activateWindow()
    made.window.go("upazilas")
    made.settle()
    try:
        yield made
    finally:
        made.end()


def screen(stage: Stage) -> DistrictScreen:
    return stage.window.district


def choose(stage: Stage, committee: str = ICT) -> None:
    screen(stage).committee.picked.emit(committee)
    stage.settle()


def row_of(stage: Stage, name: str) -> int:
    return [line.name for line in screen(stage).grid.table.lines].index(nfc(name))


def cells(stage: Stage, name: str) -> list[str]:
    line = screen(stage).grid.table.lines[row_of(stage, name)]
    return [chip.words for chip in line.months]


def press(stage: Stage, row: int, column: int) -> None:
    grid = screen(stage).grid
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(row, column))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    stage.settle()


def asked(stage: Stage, job):
    """What a job on the worker's thread gives."""
    found = []
    stage.window.kit.worker.ask(job, found.append)
    stage.settle()
    return found[0]


# The table


def test_the_months_of_a_committee_are_those_that_were_signed(stage):
    choose(stage)
    for one in sample_district.UPAZILAS:
        days = [BN.digits(day) if day else day for day in one.days[-5:]]
        for shown, day in zip(cells(stage, one.name), days, strict=True):
            if day == 0:
                # So lately that its minutes may still lie there unsigned is not called missed.
                assert shown in (BN("not held"), "—")
            else:
                assert shown == (day or "—")
    assert BN("not held") in cells(stage, "রূপালীগঞ্জ")


def test_of_all_committees_it_tells_how_many_met(stage):
    place = screen(stage)
    assert place.asked.committee == ""
    assert "/" in cells(stage, "কাজলদীঘি")[0]
    months = place._shown.view.rows[row_of(stage, "কাজলদীঘি")].months
    assert cells(stage, "কাজলদীঘি")[0] == BN.digits(f"{months[0].met}/{months[0].of}")
    assert months[0].met == 2


def test_a_chip_is_read_out_with_its_office_and_looks_apart_without_colour(stage):
    choose(stage)
    place = screen(stage)
    table = place.grid.table
    row = row_of(stage, "রূপালীগঞ্জ")
    said = table.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert nfc("রূপালীগঞ্জ") in said
    assert BN("{month}: no meeting was held", month=BN.month("2026-07")) in said
    line = table.lines[row]
    assert line.day.marked
    assert BN("data of {day}, long ago: ask for newer", day=BN.date(date(2026, 11, 4))) == line.day.spoken
    assert not table.lines[row_of(stage, "শালবন")].day.marked
    kinds = {chip.kind for every in table.lines for chip in every.months}
    assert kinds >= {"in", "missed", "wait"}
    # What a filled and a dashed chip say is told beside them.
    signs = words.legend(BN)
    assert [chip.kind for chip, _ in signs] == ["in", "out", "missed", "wait", "", ""]
    assert len({said for _, said in signs}) == len(signs)


def test_what_a_fraction_means_is_told_where_several_committees_share_a_cell(stage):
    place = screen(stage)
    assert place._shown.view.committee == ""
    cells = {chip.words for line in place.grid.table.lines for chip in line.months if "/" in chip.words}
    told = [chip.words for chip, _ in words.legend(BN, alone=False)]
    assert cells
    assert BN.digits("2/2") in cells & set(told)
    shown = [one.accessibleName() for one in place.legend.children() if isinstance(one, QWidget)]
    assert shown == [said for _, said in words.legend(BN, alone=False)]
    choose(stage)
    shown = [one.accessibleName() for one in place.legend.children() if isinstance(one, QWidget)]
    assert shown == [said for _, said in words.legend(BN)]
    # Another legend leaves the table whole.
    choose(stage, "")
    stage.settle()
    assert place.grid.verticalScrollBar().maximum() == 0


def test_the_paper_and_the_screen_call_the_figures_by_the_same_words(stage):
    heads = words.heads(screen(stage)._shown.view, BN)
    assert heads[-3:] == tuple(map(nfc, (paper.OPEN, paper.LATE, paper.AS_OF)))
    assert [part.name for part in words.parts(BN)] == [nfc(name) for name, _ in paper.PARTS]


def test_numbers_are_those_that_the_office_itself_would_show(stage, sample):
    choose(stage)
    _, codes = sample
    for row in screen(stage)._shown.view.rows:
        listed = asked(stage, lambda row=row: stage.program.book.district.open_ones(row.office, row.as_of, ICT, False))
        assert len(listed) == row.open
        assert sum(one.late > 0 for one in listed) == row.late
    assert {row.office for row in screen(stage)._shown.view.rows} == set(codes.values())
    shown = screen(stage).grid.table.sums
    assert shown[-3] == BN.digits(sum(row.open for row in screen(stage)._shown.view.rows))


def test_the_choice_of_a_committee_and_a_year_is_kept(stage):
    choose(stage)
    assert ICT in screen(stage).title.plain
    assert stage.window.kit.memory.text("district") == Asked(0, 0, ICT).text()
    assert DistrictScreen(stage.window.kit, stage.window.printing).asked.committee == ICT
    choose(stage, "যে কমিটি কোথাও নেই")
    assert screen(stage)._shown.asked.committee == ""
    assert screen(stage).committee.words == BN("All committees")


@pytest.mark.parametrize("kept", ["", "x", "2026\t9\t\t", "২০২৬\t1\t\t", "99999\t0\t\t", "1\t2"])
def test_a_memory_of_something_else_is_everything_of_this_year(kept):
    assert Asked.read(kept)._replace(year=0) == Asked()
    assert Asked.read(Asked(2025, 3, ICT, "obligation.x").text()) == Asked(2025, 3, ICT, "obligation.x")


def test_a_year_of_nothing_shows_no_months_that_nobody_knows(stage):
    screen(stage).year.picked.emit(2024)
    stage.settle()
    assert all(chip.kind == "" for line in screen(stage).grid.table.lines for chip in line.months)


# From a cell to what it tells


def test_a_month_leads_to_its_signed_minutes_which_print(stage, monkeypatch):
    choose(stage)
    row = row_of(stage, "নমুনা সদর")
    press(stage, row, 2)
    page = screen(stage).office
    assert screen(stage).pages.currentWidget() is page
    assert nfc("নমুনা সদর") == page.title.plain
    thing = page.list.now()
    assert (thing.period, thing.kind, thing.here) == ("2026-08", "minutes", True)
    assert page.paper.held is not None
    # Set here, its bytes are the very ones that were signed there.
    assert page.said.text() == BN("As it was signed")
    given = []
    monkeypatch.setattr(stage.window.printing, "ask_printer", lambda paper, name: given.append((paper, name)))
    page.printing.clicked.disconnect()
    page.printing.clicked.connect(lambda: page._give(stage.window.printing.ask_printer))
    page.printing.click()
    [(paper, name)] = given
    assert paper is page.paper.held
    assert name.startswith(nfc("নমুনা সদর"))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.paper.view.hasFocus()
    QTest.keyClick(page.paper.view, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    stage.settle()
    assert screen(stage).grid.hasFocus()
    assert screen(stage).grid.currentIndex().row() == row


def test_the_signed_paper_is_the_one_that_the_upazila_keeps(stage, sample):
    folder, codes = sample
    choose(stage)
    press(stage, row_of(stage, "শালবন"), 1)
    page = screen(stage).office
    shown, meeting = page.paper.held.data, page.list.now().key.meeting
    theirs = next(one for one in Path(folder, "others").iterdir() if _office(one) == codes[nfc("শালবন")])
    with Store.open(theirs / "data", config=theirs / "config") as store:
        [memo] = [row for row in store.rows("memo", meeting=meeting, kind="minutes") if row["state"] in SIGNED]
        assert store.blob(memo["pdf"]) == shown


def _office(folder: Path) -> str:
    with Store.open(folder / "data", config=folder / "config") as store:
        return store.office


def test_numbers_lead_to_what_is_open_and_late(stage):
    choose(stage)
    row = row_of(stage, "রূপালীগঞ্জ")
    table = screen(stage).grid.table
    for column, what in ((table.months + 1, "open"), (table.months + 2, "late")):
        press(stage, row, column)
        page = screen(stage).office
        things = page.list.rows.things()
        number = getattr(screen(stage)._shown.view.rows[row], what)
        assert len(things) == number > 0
        assert [one.late for one in things if one.late] == sorted(
            (one.late for one in things if one.late), reverse=True
        )
        if what == "late":
            assert all(one.late for one in things)
        assert page.paper.held is not None
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_a_missed_month_leads_nowhere(stage):
    choose(stage)
    press(stage, row_of(stage, "রূপালীগঞ্জ"), 1)
    assert screen(stage).pages.currentWidget() is not screen(stage).office


def test_a_name_leads_to_all_papers_of_the_office(stage):
    press(stage, row_of(stage, "কাজলদীঘি"), 0)
    page = screen(stage).office
    papers = page.list.rows.things()
    assert {one.committee for one in papers} == {ICT, nfc(sample_district.LAW)}
    assert all(one.here for one in papers)
    for digit, late in ((Qt.Key.Key_2, False), (Qt.Key.Key_3, True), (Qt.Key.Key_1, None)):
        QTest.keyClick(page.list, digit, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
        assert page.list.hasFocus()
        things = page.list.rows.things()
        assert things == list(papers) if late is None else all(one.late or not late for one in things)


# Topics and the course of a decision


def test_topics_are_counted_by_quarter_and_lead_to_their_offices(stage):
    choose(stage)
    place = screen(stage)
    view = place._shown.view
    for quarter in range(5):
        place.topics.quarter.picked.emit(quarter)
        assert [line.numbers for line in place.topics.chart.rows.lines] == [
            (one.count.done, one.count.late, one.count.open) for one in view.topics[quarter]
        ]
    place.topics.quarter.picked.emit(0)
    place.topics.chart.setFocus()
    first = view.topics[0][0]
    assert place.topics.chart.now == first.key
    QTest.keyClick(place.topics.chart, Qt.Key.Key_Return)
    assert place.topics.heading.plain == first.name
    assert [line.key for line in place.topics.chart.rows.lines] == [
        row.office for row in view.rows if row.office in first.offices
    ]
    assert sum(line.total for line in place.topics.chart.rows.lines) == first.count.total
    QTest.keyClick(place.topics.chart, Qt.Key.Key_Escape)
    assert place.topics.chart.now == first.key
    assert place.topics.chart.share(3, 6) == 0.5


def test_the_course_of_a_decision_goes_from_the_directorate_to_every_upazila(stage, sample):
    place = screen(stage)
    marks = place.course.marks.marks
    assert [mark.tone for mark in marks[:2]] == ["from", "from"]
    assert nfc(sample_district.DIRECTORATE) in marks[0].words
    assert nfc(sample_district.DISTRICT_ICT) in marks[1].words
    below = {mark.step.name: mark for mark in marks[2:]}
    for one in sample_district.UPAZILAS:
        mark = below[nfc(one.name)]
        assert BN.digits(f"{one.portal[0]}/{one.portal[1]}") in mark.words
        assert mark.tone == ("done" if one.portal[0] == one.portal[1] else "late")
    late = [mark.tone == "late" for mark in marks[2:]]
    assert late == sorted(late, reverse=True)


def test_a_chip_leads_to_the_minutes_that_decided_it(stage):
    place = screen(stage)
    for at, mark in enumerate(place.course.marks.marks):
        place.course.setFocus()
        place.course.setCurrentIndex(place.course.marks.index(at))
        QTest.keyClick(place.course, Qt.Key.Key_Return)
        stage.settle()
        if mark.ours:
            assert stage.window.editing
            assert stage.window.editor.session.meeting.id == mark.step.meeting
            stage.window.back()
            stage.settle()
            continue
        assert place.pages.currentWidget() is place.office
        assert place.office.title.plain == mark.step.name
        assert place.office.list.now().key.meeting == mark.step.meeting
        assert place.office.paper.held is not None
        place.office.left.emit()


# Out of the window


def test_the_paper_and_the_sheet_say_what_the_table_says(stage, tmp_path):
    from openpyxl import load_workbook

    choose(stage)
    jobs, wanted = stage.program.book.district, screen(stage).asked
    document, paper = asked(stage, lambda: (jobs._document(wanted), jobs.paper(wanted)))
    check_text(document, paper.data)
    texts = document.texts()
    for line in screen(stage).grid.table.lines:
        at = texts.index(line.name)
        said = [chip.words for chip in line.months if chip.words]
        assert texts[at + 1 : at + 1 + len(said)] == said
    target = tmp_path / "উপজেলা.xlsx"
    screen(stage).save_excel(target)
    stage.settle()
    book = load_workbook(BytesIO(target.read_bytes()))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [line.name for line in screen(stage).grid.table.lines]
    view = screen(stage)._shown.view
    assert [row[13:15] for row in rows[1:]] == [(one.open, one.late) for one in view.rows]
    assert rows[1][1].date() == view.rows[0].months[0].day
    whole = [row for row in book.worksheets[1].iter_rows(values_only=True) if row[1] == BN("All together")]
    assert [row[2:5] for row in whole] == [(one.count.done, one.count.late, one.count.open) for one in view.topics[0]]


# Who has nobody below, and what is broken


def test_the_switch_is_seen_by_who_has_offices_below(stage, qapp, tmp_path, monkeypatch):
    window = stage.window
    screen(stage).switch.setCurrentIndex(0)
    stage.settle()
    assert window.screens.currentWidget() is window.figures
    assert window.figures.switch.isVisible()
    window.go("today")
    window.go("reports")
    assert window.screens.currentWidget() is window.figures
    window.figures.switch.setCurrentIndex(1)
    stage.settle()
    assert window.screens.currentWidget() is screen(stage)
    window.go("today")
    window.go("reports")
    stage.settle()
    assert window.screens.currentWidget() is screen(stage)
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    try:
        made.window.activateWindow()
        made.window.go("reports")
        made.settle()
        assert not made.window.figures.switch.isVisible()
    finally:
        made.end()


def test_nobody_below_yet_is_told_what_to_do(qapp, tmp_path, monkeypatch):
    with opened(qapp, tmp_path, monkeypatch) as stage:
        place = screen(stage)
        assert place._views.currentWidget() is place.nothing
        assert place.exchange.hasFocus()
        assert not place.printing.isEnabled()
        went = []
        place.went.disconnect()
        place.went.connect(went.append)
        place.exchange.click()
        assert went == ["exchange"]


def test_a_damaged_and_a_missing_book_are_told_in_their_rows(qapp, sample, tmp_path, monkeypatch):
    folder, codes = sample
    shutil.copytree(folder / "data", tmp_path / "data")
    Path(tmp_path, "data", "window.ini").unlink(missing_ok=True)
    broken, gone = codes[nfc("চন্দনপুর")], codes[nfc("মাধবখালী")]
    Path(tmp_path, "data", "offices", broken, "koyradesk.db").write_bytes(b"no database" * 400)
    shutil.rmtree(Path(tmp_path, "data", "offices", gone))
    for digest in Path(tmp_path, "data", "offices", broken).glob("*.json"):
        digest.unlink()
    with opened(qapp, tmp_path, monkeypatch) as stage:
        table = screen(stage).grid.table
        told = {line.office: line.trouble for line in table.lines}
        assert told[broken]
        assert told[gone] == BN("Nothing has come from this office yet. Ask it to send.")
        assert sum(not why for why in told.values()) == 4
        for office in (broken, gone):
            row = [line.office for line in table.lines].index(office)
            assert table.leads(table.index(row, 1)) is None
            assert told[office] in table.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole)
        assert not inspection.cut(stage.window)


def test_what_comes_in_is_shown_at_once(qapp, sample, tmp_path, monkeypatch):
    folder, codes = sample
    shutil.copytree(folder, tmp_path / "copy")
    Path(tmp_path, "copy", "data", "window.ini").unlink(missing_ok=True)
    name = nfc("চন্দনপুর")
    others = Path(tmp_path, "copy", "others").iterdir()
    theirs = next(one for one in others if _office(one) == codes[name])
    with opened(qapp, tmp_path / "copy", monkeypatch) as stage:
        choose(stage)
        assert cells(stage, name)[-1] == "—"
        press(stage, row_of(stage, name), 2)
        page = screen(stage).office
        page.paper.view.setFocus()
        read = page.paper.held
        home = asked(stage, lambda: stage.program.book.store.office)
        sent = _another(theirs, name, home, tmp_path)
        exchange = stage.program.book.exchange
        taken = asked(stage, lambda: exchange.take(exchange.office.examine(sent)))
        assert taken.books == (codes[name],)
        # What was being read stays on the desk.
        assert page.paper.view.hasFocus()
        assert page.paper.held is read
        assert page.list.now().period == "2026-08"
        letter, newest, *_ = page.list.rows.things()
        assert (newest.kind, newest.day) == ("minutes", date(2026, 11, 18))
        assert (letter.kind, letter.to, letter.here) == ("extract", FARM, True)
        page.list.show_at(page.list.rows.find(lambda one: one == letter))
        stage.settle()
        assert page.paper.held not in (None, read)
        assert page.said.text() == BN("As it was signed")
        page.left.emit()
        assert cells(stage, name)[-1] == BN.digits(18)
        press(stage, row_of(stage, name), screen(stage).grid.table.months)
        assert screen(stage).office.list.now().day == date(2026, 11, 18)
        assert screen(stage).office.paper.held is not None


def _another(theirs: Path, name: str, home: str, stick: Path) -> Path:
    """One more meeting of an upazila, in a bundle for the district."""
    place = theirs / "config"
    with Store.open(theirs / "data", config=place) as store, Exchange(store, config=place) as exchange:
        office = sample_district._Office(name, exchange, sample_district._Clock(TODAY))
        items = (sample_district._item(1, "ডি-নথি", "সকল পত্র ডি-নথিতে নিষ্পত্তি করতে হবে।", TODAY, (FARM,)),)
        held = sample_district._meeting(office, ICT, date(2026, 11, 18), items, 300, "পরীক্ষা")
        letter = PaperKey("extract", held.id, to=FARM)
        memos.issue(store, letter, number=f"{held.memo().number}১", on=TODAY.isoformat(), today=TODAY, by="পরীক্ষা")
        memos.sign(store, letter, by="পরীক্ষা")
        return Path(exchange.make(home, by="পরীক্ষা", folder=stick).file)


# Room and names


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_and_everything_has_a_name(stage, size):
    stage.window.resize(*size)
    choose(stage)
    for place in range(3):
        screen(stage)._turn(place)
        stage.settle()
        assert not inspection.cut(stage.window)
        assert not inspection.nameless(stage.window)
        assert not inspection.english(stage.window)
    press(stage, 0, 1)
    assert not inspection.cut(stage.window)
    assert not inspection.nameless(stage.window)


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_reached_by_the_keyboard(stage, size):
    stage.window.resize(*size)
    stage.settle()
    place = screen(stage)
    for at, part in enumerate((place.grid, place.topics.chart, place.course)):
        QTest.keyClick(stage.window, Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.ControlModifier)
        stage.settle()
        assert part.isVisible()
        assert part.hasFocus()


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_whole_year_has_room_on_the_smallest_screen(qapp, language):
    voice = Voice(language)
    fonts.load()
    missed, held = Chip(voice("none"), "missed", "x"), Chip(voice.digits(28), "in", "x", "meeting")
    day = Number(f"{voice.digits('04')} {voice.short_month('2026-11')}", "x", True)
    number = Number(voice.digits(118), "x", True)
    names = [one.name for one in sample_district.UPAZILAS]
    shown = [Line(f"{at}", nfc(name), (missed, held) * 6, number, number, day) for at, name in enumerate(names)]
    months = [voice.short_month(f"2026-{month:02}") for month in range(1, 13)]
    heads = [voice("Upazila"), *months, voice("Still open"), voice("Late"), voice("Data of")]
    grid = UpazilaGrid("x", theme.LIGHT)
    qapp.setFont(theme.font())
    # 1366 pixels at 125 %, less the rail and what stands around the table.
    grid.resize(861, 400)
    grid.show()
    grid.show_lines(heads, shown, ())
    small, tag = theme.font(theme.TYPE.small), theme.font(theme.TYPE.tag, bold=True)
    assert sum(grid.columnWidth(column) for column in range(len(heads))) <= grid.viewport().width()
    for column, head in enumerate(heads):
        assert lines.natural_width(head, small) <= grid.columnWidth(column)
        chips = [one.words for one in (missed, held)] if 0 < column < 13 else []
        assert all(lines.natural_width(words, tag) <= grid.columnWidth(column) - 8 for words in chips)
    assert lines.natural_width(day.words, theme.font(theme.TYPE.tag)) + 36 <= grid.columnWidth(len(heads) - 1)
    grid.deleteLater()

"""The day's backup waits for a pause, but not for ever."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from koyradesk import meetings, sample
from koyradesk.store import Change, Store
from ui import fonts
from ui.app import Program

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def made(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("koyradesk-*.zip"))


@pytest.fixture
def opened(qapp, tmp_path, qtbot):
    """Opens the sample office whose last backup is of some days ago; None for none."""
    fonts.load()
    programs: list[Program] = []

    def start(days: float | None) -> Program:
        with Store.open(tmp_path) as store:
            sample.fill(store, today=date.today(), by="করণিক")
            if days is not None:
                then = datetime.now().astimezone() - timedelta(days=days)
                store._clock = lambda: then
                os.utime(store.backup_daily(), (then.timestamp(),) * 2)
        programs.append(Program(qapp, tmp_path, "bn", "light"))
        programs[-1].start()
        qtbot.waitUntil(lambda: programs[-1].window.is_open and programs[-1].worker.idle(), timeout=30_000)
        return programs[-1]

    yield start
    for program in programs:
        program.window.close()
        program.finish()
        program.window.deleteLater()


@pytest.mark.parametrize("days", [None, 5, -3], ids=["none", "long ago", "of a day to come"])
def test_without_one_it_is_made_at_once(opened, tmp_path, days):
    program = opened(days)
    assert [path.name[19:29] for path in made(tmp_path)].count(f"{date.today()}") == 1
    assert program.window.status.backup.text() != program.voice("No backup yet")


def test_after_a_day_it_waits_until_nobody_asks_for_anything(opened, tmp_path, qtbot, monkeypatch):
    program = opened(1)
    window, before = program.window, made(tmp_path)
    assert len(before) == 1
    window.backups._look()
    qtbot.waitUntil(program.worker.idle)
    assert made(tmp_path) == before, "somebody asked for something a moment ago"
    monkeypatch.setattr("ui.daily_backup._REST", 0)
    window.backups._look()
    qtbot.waitUntil(program.worker.idle)
    assert len(made(tmp_path)) == 2
    assert window.status.backup.text().startswith(program.voice("Last backup: {when}", when="")[:10])
    assert not window.backups._pause.isActive()


def test_the_rows_of_the_day_are_opened_before_it(opened, qtbot):
    program = opened(None)
    rows: list[tuple[set[str], set[str]]] = []

    def sign() -> None:
        store = program.book.store
        held = meetings.listing(store)[-1].id
        (memo,) = store.rows("memo", meeting=held, kind="minutes")
        program.book.wrote(store.write([Change(memo["id"], {"state": "signed"})], by="করণিক").kinds)
        look()

    def look() -> None:
        store = program.book.store
        opened = {row["obligation"] for row in store.rows("task") if row["opened"]}
        rows.append(({row["id"] for row in store.rows("obligation")}, opened))

    program.worker.ask(sign, lambda _: None)
    program.window.backups.make()
    program.worker.ask(look, lambda _: None)
    qtbot.waitUntil(program.worker.idle)
    (_, before), (kept, after) = rows
    assert before < after <= kept


def test_one_a_day_is_enough(opened, tmp_path, qtbot, monkeypatch):
    program = opened(0)
    before = made(tmp_path)
    monkeypatch.setattr("ui.daily_backup._REST", 0)
    assert not program.window.backups._pause.isActive()
    program.window.backups.make()
    qtbot.waitUntil(program.worker.idle)
    assert made(tmp_path) == before


def test_whoever_asks_is_not_at_rest(opened, qtbot):
    worker = opened(0).worker
    assert worker.rests(0)
    assert not worker.rests(1000)
    worker.ask(lambda: None, lambda _: None)
    assert not worker.rests(0), "nor is who waits for an answer"
    qtbot.waitUntil(worker.idle)

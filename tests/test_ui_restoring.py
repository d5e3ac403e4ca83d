"""A backup brought back from the window, by keys: into an empty folder as on a new PC, and over an office."""

from __future__ import annotations

import json
import sys
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hands import Hands
from PySide6.QtWidgets import QApplication

from koyradesk import meetings, sample
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.exchange import sticks
from koyradesk.store import Store, lock
from koyradesk.store import restore as restoring
from koyradesk.store.restore import look_into
from ui import dialogs, fonts
from ui.tour import Stage
from ui.trail import Where

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "Keyboard event not accepted", extend=True)


@pytest.fixture(scope="module")
def app():
    made = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.load()
    return made


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with meetings, and its backup on a stick."""
    folder = tmp_path_factory.mktemp("office")
    with Store.open(folder / "data") as store:
        sample.fill(store, today=date(2026, 11, 22), by="রুমানা")
        listed = [(one.committee, one.title, one.number) for one in meetings.listing(store)]
        file = store.backup(folder / "stick")
    return file, listed


@pytest.fixture
def stick(office, tmp_path, monkeypatch):
    """The only drive there is, with the backup on its first page."""
    place = tmp_path / "stick"
    place.mkdir()
    file = place / office[0].name
    file.write_bytes(office[0].read_bytes())
    monkeypatch.setattr(sticks, "there", lambda *_: (sticks.Stick(place, "KINGSTON", 1, False),))
    monkeypatch.setattr(dialogs, "documents", lambda: str(tmp_path / "documents"))
    return file


@pytest.fixture
def stage(app, stick, tmp_path):
    made = Stage(app, tmp_path / "pc", "bn", "light", 1.0)
    yield made
    made.end()


def ask(stage, job):
    """What a job on the worker's thread finds."""
    found = []
    stage.window.kit.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def listed(stage):
    def job():
        return [(one.committee, one.title, one.number) for one in meetings.listing(stage.program.book.store)]

    return ask(stage, job)


def over(stage):
    """An office stands here."""
    stage.window.fill_sample()
    stage.settle()


def to_restore(stage, file=None):
    """Where backups are chosen; at the one that was named."""
    stage.window.go("restore")
    stage.settle()
    screen = stage.window.restoring
    if file is not None:
        screen.list.show_at(screen.list.rows.find(lambda one: one == file))
    return screen


def test_on_a_new_pc_the_backup_on_the_stick_is_back_after_a_few_keys(stage, office):
    hands, old = Hands(stage), stage.window
    welcome = old.screens.currentWidget()
    assert welcome is old.welcome
    while stage.app.focusWidget() is not welcome.restoring:
        hands.press("Tab")
        assert hands.actions < 20
    hands.press("Return")
    screen = old.restoring
    assert stage.app.focusWidget() is screen.list
    assert "KINGSTON" in screen.list.rows.lines[0].below[0]
    assert not screen.restoring.isVisible()
    hands.press("Return")
    assert screen.held is not None
    assert "৩" in screen.inside.plain
    assert stage.app.focusWidget() is screen.restoring
    assert listed(stage) == []
    hands.press("Return")
    new = stage.window
    assert new is not old
    assert listed(stage) == office[1]
    assert len(new.rows) == len(office[1])
    assert new.here == Where("today")
    assert new.screens.currentWidget() is new.today
    assert new.isEnabled()
    assert "restored" in new.notice.remarks()
    assert "রেজিস্টার" in new.notice.words.plain


def test_the_office_that_is_back_is_sound_worked_in_and_does_not_know_the_last_number(stage):
    hands = Hands(stage)
    to_restore(stage)
    hands.press("Return", "Return")
    book = stage.program.book
    assert ask(stage, lambda: book.store.check().ok)
    assert ask(stage, lambda: book.store.restored)
    window = stage.window
    # What sends whoever gives the next number to the paper register (``koyradesk.memo_choice``).
    window.edit(window.rows[0].id)
    stage.settle()
    assert window.editing
    assert stage.program.typing is not None
    assert stage.program.spelling is not None


def test_over_an_office_what_is_here_is_kept_aside_and_said_before(stage, stick, office):
    over(stage)
    before = (stage.program.folder / "koyradesk.db").read_bytes()
    there = listed(stage)
    window, hands = stage.window, Hands(stage)
    window.go("settings")
    stage.settle()
    window.settings.restoring.click()
    stage.settle()
    screen = to_restore(stage, stick)
    hands.press("Return")
    assert nfc("আলাদা ফোল্ডারে") in nfc(screen.warning.plain)
    hands.press("Escape")
    assert screen.held is None
    assert stage.window.here.place == "restore"
    hands.press("Escape")
    assert window.here.place == "settings"
    assert listed(stage) == there
    to_restore(stage, stick)
    hands.press("Return", "Return")
    assert stage.window is not window
    [aside] = (stage.program.folder / "aside").iterdir()
    assert len((aside / "koyradesk.db").read_bytes()) == len(before)
    assert str(aside) in stage.window.notice.words.plain
    assert listed(stage) == office[1]
    with Store.open(office[0].parents[1] / "data") as store:
        assert ask(stage, lambda: stage.program.book.store.office) == store.office
    assert not list((stage.program.folder).glob("*.restored"))


def manifest(file, **other):
    """The same backup, saying something else of itself."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(members["koyradesk-backup.json"]) | other
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, json.dumps(about) if name == "koyradesk-backup.json" else data)


def damaged(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


#: What is done to the file that is chosen, and a word of the sentence that says why not.
WRONG = {
    "damaged": (damaged, "নষ্ট"),
    "truncated": (lambda file: file.write_bytes(file.read_bytes()[:5000]), "নষ্ট"),
    "empty": (lambda file: file.write_bytes(b""), "নষ্ট"),
    "of a newer format": (lambda file: manifest(file, format=99), "নতুন প্রোগ্রাম"),
    "of newer records": (lambda file: manifest(file, version=99), "নতুন প্রোগ্রাম"),
    "pulled out": (Path.unlink, "পাওয়া যায়নি"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_brought_back_is_told_in_a_sentence_and_changes_nothing(stage, stick, wrong):
    over(stage)
    spoil, word = WRONG[wrong]
    there, window = listed(stage), stage.window
    screen = to_restore(stage)
    spoil(stick)
    screen.look(stick)
    stage.settle()
    assert screen.held is None
    assert nfc(word) in nfc(window.notice.words.plain)
    assert window.here.place == "restore"
    assert listed(stage) == there
    assert not (stage.program.folder / "aside").exists()


def test_a_file_for_the_exchange_is_told_to_be_one(stage, tmp_path):
    file = tmp_path / "a.koyra"
    file.write_bytes(b"PK")
    screen = to_restore(stage)
    screen.look(file)
    stage.settle()
    assert "আদান-প্রদান" in stage.window.notice.words.plain
    assert screen.held is None


def test_a_disk_without_room_is_told_before_anything_is_written(stage, stick, monkeypatch):
    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    screen = to_restore(stage)
    screen.look(stick)
    stage.settle()
    assert "মেগাবাইট" in stage.window.notice.words.plain
    assert screen.held is None


@pytest.mark.parametrize("how", ["pulled out", "in use"])
def test_what_fails_after_the_key_leaves_the_office_as_it_was_and_open(stage, stick, how, monkeypatch):
    over(stage)
    there, hands = listed(stage), Hands(stage)
    to_restore(stage, stick)
    hands.press("Return")
    if how == "pulled out":
        stick.unlink()
    else:

        class Held(lock.Lock):
            def __init__(self, folder, wait):
                raise UserError(
                    "Koyradesk is already open with the data in {folder}. Use that window, or close it and try again.",
                    folder=folder,
                )

        monkeypatch.setattr(restoring, "Lock", Held)
    hands.press("Return")
    assert stage.window.notice.words.plain
    assert "restored" not in stage.window.notice.remarks()
    assert stage.window.isEnabled()
    assert listed(stage) == there
    assert len(stage.window.rows) == len(there)
    assert not (stage.program.folder / "aside").exists()


def test_with_a_second_window_nothing_is_begun(stage):
    over(stage)
    there = listed(stage)
    stage.program.another_window()
    stage.settle()
    hands = Hands(stage)
    to_restore(stage)
    hands.press("Return", "Return")
    assert "আরেকটি উইন্ডো" in stage.window.notice.words.plain
    assert len(stage.program.windows) == 2
    assert listed(stage) == there


def test_a_stick_that_is_put_in_later_is_seen(app, tmp_path, stick, monkeypatch):
    monkeypatch.setattr(sticks, "there", lambda *_: ())
    stage = Stage(app, tmp_path / "pc", "en", "light", 1.0)
    try:
        screen = to_restore(stage)
        assert screen.list.isHidden()
        assert app.focusWidget() is screen.choosing
        monkeypatch.setattr(sticks, "there", lambda *_: (sticks.Stick(stick.parent, "KINGSTON", 1, False),))
        screen._seek()
        stage.settle()
        assert app.focusWidget() is screen.list
        assert screen.list.now() == stick
    finally:
        stage.end()


def test_looking_into_a_backup_of_many_files_is_stopped_by_its_step(stick, tmp_path):
    class StopError(Exception):
        pass

    def step(done, total):
        raise StopError

    with pytest.raises(StopError):
        look_into(stick, tmp_path / "data", step=step)
    assert not (tmp_path / "data").exists()

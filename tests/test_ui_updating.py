"""An update from the window: told of, looked into, begun after all is kept, refused where it would disturb."""

from __future__ import annotations

import sys
from datetime import date
from types import SimpleNamespace

import pytest
import updates
from hands import Hands
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk import __version__, meetings, sample
from koyradesk.bengali.text import nfc
from koyradesk.exchange import sticks
from koyradesk.model import Ref
from koyradesk.store import Store
from koyradesk.updates import FOLDER, noted, reading, running, trusted
from koyradesk.updates.shapes import WINDOWS
from ui import dialogs, fonts
from ui.app import Refusal
from ui.stage import Stage
from ui.updating import news, waiting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "Keyboard event not accepted", extend=True)


@pytest.fixture(scope="module")
def app():
    made = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.load()
    return made


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """The only drive there is, with a newer version on it, on a computer whose program was installed."""
    place, home = tmp_path / "stick", tmp_path / "home"
    for folder in (place, home):
        folder.mkdir()
    for name in ("python.exe", "files.txt", "uninstall.exe"):
        (home / name).touch()
    monkeypatch.setattr(running, "sys", SimpleNamespace(executable=str(home / "python.exe")))
    monkeypatch.setattr(reading, "system", lambda: WINDOWS)
    monkeypatch.setattr(trusted, "listed", lambda: (updates.public(),))
    monkeypatch.setattr(sticks, "there", lambda *_: (sticks.at(place, name="নীল-১৬"),))
    monkeypatch.setattr(dialogs, "documents", lambda: str(tmp_path / "documents"))
    return place


@pytest.fixture
def started(monkeypatch):
    """What the system was asked to start."""
    told: list[dict[str, str]] = []
    monkeypatch.setattr(running, "_start", told.append)
    return told


@pytest.fixture
def stage(app, stick, tmp_path):
    with Store.open(tmp_path / "pc" / "data") as store:
        sample.fill(store, today=date(2026, 11, 22), by="রুমানা")
    made = Stage(app, tmp_path / "pc", "bn", "light", 1.0)
    yield made
    made.end()


def said(stage):
    notice = stage.window.notice
    return nfc(notice.words.plain) if notice.isVisible() else ""


def looked_into(stage, path):
    stage.window.read_file(path)
    stage.settle()
    return stage.window.updating


def test_a_stick_that_brings_a_version_is_told_of_and_taken_with_two_keys(stage, stick, started):
    updates.write(stick, "9.0.0")
    updates.write(stick, "8.0.0")
    window = stage.window
    assert news.tell(window, sticks.there())
    assert "৯.০.০" in said(stage)
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    stage.settle()
    screen = window.updating
    assert screen.held is not None
    assert stage.app.focusWidget() is screen.updating
    assert "নতুন কথা" in nfc(screen.news.plain)
    assert started == []
    # What stands in a field is no record yet.
    window.edit(window.rows[0].id)
    stage.settle()
    meeting = window.editor.session.meeting.id
    assert window.editor.go(Ref(meeting, "place"), 0)
    Hands(stage).type("নতুন ")
    screen = looked_into(stage, stick / "Koyradesk-9.0.0.koyraupdate")
    screen.updating.click()
    stage.settle()
    [told] = started
    assert told["KOYRADESK_THEN"].endswith(f"--data {stage.program.folder}")
    assert told["KOYRADESK_LANG"] == "bn"
    assert not window.isVisible()
    stage.program.finish()
    with Store.open(stage.program.folder) as store:
        assert nfc(meetings.get(store, meeting).place).startswith("নতুন ")
        assert list((store.folder / "backups").glob(f"koyradesk-{store.office}-before-update-9.0.0-*.zip"))
        assert noted(store.folder)


def test_the_screen_finds_what_is_put_in_while_one_waits(stage, stick):
    stage.window.go("update")
    stage.settle()
    screen = stage.window.updating
    assert stage.app.focusWidget() is screen.choosing
    updates.write(stick, "9.0.0")
    screen._seek()
    stage.settle()
    assert stage.app.focusWidget() is screen.looking
    assert "নীল-১৬" in screen.inside.plain
    Hands(stage).press("Return")
    assert screen.held is not None
    Hands(stage).press("Escape")
    assert screen.held is None
    Hands(stage).press("Escape")
    assert stage.window.here.place == "today"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"by": 2}, "নির্মাতাদের স্বাক্ষর নেই"),
        ({"version": "0.0.1"}, "পুরোনো"),
        ({"version": __version__}, "আগে থেকেই"),
        ({"sha256": "0" * 64}, "কেউ বদলেছে"),
        ({"format": 2}, "আরও নতুন কয়রাডেস্কের"),
    ],
)
def test_a_refused_one_says_why(stage, stick, started, how, why):
    screen = looked_into(stage, updates.write(stick, **how))
    assert nfc(why) in said(stage)
    assert screen.held is None
    assert screen.updating.isHidden()
    assert started == []


def test_an_older_one_is_not_told_of(stage, stick):
    updates.write(stick, "0.0.1")
    assert not news.tell(stage.window, sticks.there())
    assert said(stage) == ""


def test_it_is_looked_into_when_it_is_dropped_on_the_window(stage, stick):
    path = updates.write(stick)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    stage.window.dropEvent(drop)
    stage.settle()
    assert stage.window.updating.held is not None


def test_while_a_meeting_runs_nothing_is_told_and_nothing_begins(stage, stick, started):
    screen = looked_into(stage, updates.write(stick))
    window = stage.window
    window.sit_in(window.rows[0].id)
    stage.settle()
    news.tell(window, sticks.there())
    assert said(stage) == ""
    assert screen.held is not None
    window.renew_asked.emit(screen.held)
    stage.settle()
    assert "সভার পরে" in said(stage)
    assert started == []
    assert not (stage.program.folder / FOLDER).exists()


def test_beside_a_second_window_nothing_begins(stage, stick, started):
    screen = looked_into(stage, updates.write(stick))
    first = stage.window
    stage.program.another_window()
    stage.settle()
    screen.updating.click()
    stage.settle()
    assert "আরেকটি উইন্ডো" in nfc(first.notice.words.plain)
    assert started == []


def test_what_cannot_be_written_stays_in_the_window(stage, stick, started, monkeypatch):
    screen = looked_into(stage, updates.write(stick))
    monkeypatch.setattr(stage.window, "_written", lambda: False)
    screen.updating.click()
    stage.settle()
    assert "সংরক্ষণ হয়নি" in said(stage)
    assert started == []
    monkeypatch.undo()


def test_a_backup_that_fails_leaves_all_as_it_was(stage, stick, started):
    screen = looked_into(stage, updates.write(stick))
    (stage.program.folder / "backups").rename(stage.program.folder / "elsewhere")
    (stage.program.folder / "backups").touch()
    screen.updating.click()
    stage.settle()
    assert "ব্যাকআপ" in said(stage)
    assert started == []
    assert stage.window.isEnabled()
    assert list((stage.program.folder / FOLDER).iterdir()) == []


def test_an_installer_that_cannot_be_started_leaves_the_office_open(stage, stick, monkeypatch):
    def no(_: object) -> None:
        raise PermissionError(13, "access denied")

    monkeypatch.setattr(running, "_start", no)
    window = stage.window
    looked_into(stage, updates.write(stick)).updating.click()
    stage.settle()
    assert stage.window is window
    assert window.isVisible()
    assert window.isEnabled()
    assert "access denied" in said(stage)
    assert not noted(stage.program.folder)
    window.edit(window.rows[0].id)
    stage.settle()
    assert window.editing


# The next start


def begun(folder, code):
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / "begun.json").write_text('{"to": "9.0.0", "backup": "x"}')
    (folder / FOLDER / "koyradesk-new.exe").touch()
    if code:
        (folder / FOLDER / "code.txt").write_text(code)


@pytest.mark.parametrize(("code", "why"), [("5\n", "ডিস্ক ভরা"), ("", "বিদ্যুৎ")])
def test_the_old_version_tells_why_it_still_stands(app, stick, tmp_path, code, why):
    begun(tmp_path / "pc" / "data", code)
    stage = Stage(app, tmp_path / "pc", "bn", "light", 1.0)
    try:
        assert nfc(why) in said(stage)
        assert not noted(stage.program.folder)
        assert list((stage.program.folder / FOLDER).iterdir()) == []
    finally:
        stage.end()


def test_a_start_while_the_files_are_replaced_says_to_wait_and_ends(app, tmp_path, monkeypatch):
    begun(tmp_path, "")
    assert not waiting.wait(app, tmp_path, "bn")
    # The system lets nobody write to a program that runs; nor to a folder.
    (tmp_path / FOLDER / "koyradesk-new.exe").unlink()
    (tmp_path / FOLDER / "koyradesk-new.exe").mkdir()
    shown = []
    monkeypatch.setattr(waiting, "_SEEN", 50)
    monkeypatch.setattr(Refusal, "show", lambda self: (shown.append(self.words.plain), Refusal.setVisible(self, True)))
    assert waiting.wait(app, tmp_path, "bn")
    assert "অপেক্ষা করুন" in nfc(shown[0])

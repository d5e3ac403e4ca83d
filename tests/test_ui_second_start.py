"""A second start: the window that is there comes forward and takes the file; a dead or deaf one is in nobody's way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtTest import QTest

from koyradesk.bengali.text import has_bengali
from koyradesk.store import Store
from ui import fonts, second_start
from ui.arguments import _qts_own
from ui.second_start import Doorbell, ring
from ui.tour import MINUTES, Stage

CHECKOUT = Path(__file__).resolve().parent.parent

# Of the picture platform itself, which has no other windows to come before.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", extend=True)


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


def second(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "ui.app", "--data", str(folder), *arguments],
        cwd=CHECKOUT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit code and what it told, while this program goes on living."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        QTest.qWait(10)
    _, told = process.communicate(timeout=60)
    said = [line for line in told.splitlines() if "propagateSizeHints" not in line]
    return process.returncode, "\n".join(said)


def test_a_second_start_brings_the_window_forward_and_ends_quietly(stage, tmp_path):
    window = stage.window
    window.showMinimized()
    asked = []
    stage.program._doorbell.rung.connect(asked.append)
    assert ended(second(tmp_path / "data")) == (0, "")
    assert asked == [None]
    assert not window.isMinimized()
    assert window.isVisible()


def test_a_file_given_to_the_second_start_is_opened_in_the_first(stage, tmp_path):
    path = stage.file("সেপ্টেম্বর মাস.txt", MINUTES.encode())
    assert ended(second(tmp_path / "data", str(path))) == (0, "")
    stage.settle()
    assert stage.window.screens.currentWidget() is stage.window.review
    assert stage.window.review.source.plain == path.name


def test_a_file_given_to_the_first_start_is_opened(qapp, tmp_path):
    fonts.load()
    path = tmp_path / "সভা.txt"
    path.write_text(MINUTES, encoding="utf-8")
    from ui.app import Program

    program = Program(qapp, tmp_path / "data", "bn", "light", path)
    program.start()
    for _ in range(600):
        QTest.qWait(10)
        if program.window.file.held:
            break
    assert program.window.review.source.plain == path.name
    program.window.close()
    program.finish()


def test_another_folder_is_another_program(stage, tmp_path):
    assert not ring(tmp_path / "other")


def test_what_a_dead_program_left_is_taken_over(qapp, tmp_path, qtbot):
    """A socket whose program was killed stays behind on the disk; the next one listens at its name all the same."""
    code = (
        "import sys, os, pathlib; from PySide6.QtCore import QCoreApplication; from ui.second_start import Doorbell;"
        "app = QCoreApplication([]); bell = Doorbell(pathlib.Path(sys.argv[1])); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=CHECKOUT, check=False)
    assert done.returncode == 9
    assert not ring(tmp_path), "nobody is there"
    bell = Doorbell(tmp_path)
    with Store.open(tmp_path), qtbot.waitSignal(bell.rung, timeout=30_000):
        process = second(tmp_path)
        assert ended(process) == (0, "")
    bell.close()


def test_one_that_does_not_answer_leaves_the_old_sentence(qapp, tmp_path, monkeypatch):
    """It holds the folder and takes the call, but is too busy to say yes."""
    deaf = QLocalServer()
    name = second_start._name(tmp_path)
    QLocalServer.removeServer(name)
    assert deaf.listen(name)
    driver = """
import sys
import ui.app
from PySide6.QtCore import QTimer
start = ui.app.Program.start
def begin(self):
    start(self)
    def look():
        if self.refusal is not None and self.refusal.isVisible():
            self.refusal.button.click()
        else:
            QTimer.singleShot(20, look)
    look()
ui.app.Program.start = begin
sys.exit(ui.app.main())
"""
    with Store.open(tmp_path):
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", driver, "--data", str(tmp_path)],
            cwd=CHECKOUT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        code, told = ended(process)
    deaf.close()
    assert code == 1
    assert has_bengali(told)
    assert str(tmp_path) in told


@pytest.mark.parametrize(
    "said", [b"\n", b"{}\n", b"[]\n", b'"x"\n', b'{"file": \n', b"\xff\xfe\n", b"x" * (second_start._MOST + 1)]
)
def test_nonsense_at_the_door_is_shown_out(qapp, tmp_path, qtbot, said):
    bell = Doorbell(tmp_path)
    rung = []
    bell.rung.connect(rung.append)
    socket = QLocalSocket()
    socket.connectToServer(second_start._name(tmp_path))
    assert socket.waitForConnected(5000)
    socket.write(said)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=30_000)
    assert rung == []
    good = QLocalSocket()
    good.connectToServer(second_start._name(tmp_path))
    assert good.waitForConnected(5000)
    half = json.dumps({"file": "ক.txt"}).encode()
    good.write(half[:5])
    good.flush()
    QTest.qWait(20)
    good.write(half[5:] + b"\n")
    qtbot.waitUntil(lambda: bool(rung), timeout=30_000)
    assert rung == [Path("ক.txt")]
    bell.close()


def test_arguments_of_qt_are_its_own():
    ours, others = _qts_own(["--data", "x", "-platform", "offscreen", "সভা.txt", "-reverse", "-style=fusion", "-h"])
    assert ours == ["--data", "x", "সভা.txt", "-h"]
    assert others == ["-platform", "offscreen", "-reverse", "-style=fusion"]
    assert _qts_own(["-platform"]) == ([], ["-platform"])

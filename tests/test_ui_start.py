"""The program as a process: it starts, ends with the right code, and refuses in words, leaving what is there alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from koyradesk.bengali.text import has_bengali
from koyradesk.store import Store
from ui.say import Voice

CHECKOUT = Path(__file__).resolve().parent.parent

#: Starts the program as ``python -m ui.app`` does and closes its window as a user would, once it is ready.
_SHOW = "sys.stdout.write(self.window.welcome.opening.text()); self.window.close()"
DRIVER = """
import sys
import ui.app
from PySide6.QtCore import QTimer

start = ui.app.Program.start

def begin(self):
    start(self)
    def look():
        if self.refusal is not None and self.refusal.isVisible():
            self.refusal.button.click()
        elif self.window.isVisible() and self.worker.idle():
            READY
        else:
            QTimer.singleShot(20, look)
    look()

ui.app.Program.start = begin
sys.exit(ui.app.main())
"""


def run(*arguments: str, ready: str = _SHOW) -> tuple[int, str, str]:
    """Exit code, stdout, and stderr without what the offscreen platform says about itself."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", DRIVER.replace("READY", ready), *arguments],
        cwd=CHECKOUT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    return done.returncode, done.stdout, "\n".join(said)


def test_it_starts_on_a_new_folder_and_ends_with_0(tmp_path):
    folder = tmp_path / "নতুন অফিস"
    assert run("--data", str(folder)) == (0, Voice("bn")("Open a file of minutes"), "")
    with Store.open(folder, wait=0) as store:
        assert store.rows("meeting") == []


def test_it_speaks_english_when_asked_and_takes_qts_own_arguments(tmp_path):
    arguments = ["--data", str(tmp_path), "--lang", "en", "--theme", "dark", "-platform", "offscreen"]
    assert run(*arguments) == (0, "Open a file of minutes", "")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_second_instance_ends_with_1_and_one_sentence(tmp_path, language):
    with Store.open(tmp_path):
        code, said, told = run("--data", str(tmp_path), "--lang", language)
    assert (code, said) == (1, "")
    assert str(tmp_path) in told
    assert len(told.splitlines()) == 1
    assert has_bengali(told) is (language == "bn")


def test_a_file_for_a_folder_is_refused(tmp_path):
    path = tmp_path / "কাগজ"
    path.write_bytes(b"kept")
    code, _, told = run("--data", str(path))
    assert code == 1
    assert has_bengali(told)
    assert len(told.splitlines()) == 1
    assert path.read_bytes() == b"kept"
    assert list(tmp_path.iterdir()) == [path]


def test_a_fault_in_the_window_itself_is_reported_and_told(tmp_path):
    """An exception in a slot reaches nobody but the program's own hook; the window goes on."""
    fault = "QTimer.singleShot(0, lambda: 1 / 0); QTimer.singleShot(300, end)"
    end = "end = lambda: (sys.stdout.write(self.window.notice.words.plain), self.window.close()); "
    code, said, told = run("--data", str(tmp_path), ready=end + fault)
    reports = list((tmp_path / "logs").glob("report-*.txt"))
    assert (code, told, len(reports)) == (0, "", 1)
    assert str(reports[0]) in said
    assert "ZeroDivisionError" in reports[0].read_text(encoding="utf-8")


def test_the_window_stands_before_the_core_is_loaded():
    source = "import sys, ui.app; sys.exit(any(name.split('.')[0] in ('reportlab', 'pikepdf') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", source], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_wrong_choice_ends_with_2(tmp_path):
    code, _, told = run("--data", str(tmp_path), "--theme", "pink")
    assert code == 2
    assert "pink" in told
    assert list(tmp_path.iterdir()) == []

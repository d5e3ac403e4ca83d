"""The program as a process: it starts, ends with the right code, and refuses in words, leaving what is there alone."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from koyradesk import sample
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
        elif WHEN:
            READY
        else:
            QTimer.singleShot(20, look)
    look()

ui.app.Program.start = begin
sys.exit(ui.app.main())
"""


_OPEN = "self.window.isVisible() and self.worker.idle()"


def run(*arguments: str, ready: str = _SHOW, when: str = _OPEN, first: str = "") -> tuple[int, str, str]:
    """Exit code, stdout, and stderr without what the offscreen platform says about itself."""
    driver = f"{first}\n{DRIVER.replace('READY', ready).replace('WHEN', when)}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", driver, *arguments],
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


#: Other PySide6s, as ``ui.early`` meets them.
PYSIDES = {
    "brought in before": "import PySide6.QtWidgets",
    "without the modules that are put off": """
import sys, types
sys.modules["ui"] = types.ModuleType("ui")
sys.modules["ui"].__path__ = ["ui"]
from ui import early
early._LATER = {"shibokensupport.signature.gone"}
early.begin()
""",
}


@pytest.mark.parametrize("first", PYSIDES.values(), ids=PYSIDES)
def test_it_starts_with_a_pyside_of_another_make(tmp_path, first):
    assert run("--data", str(tmp_path), first=first) == (0, Voice("bn")("Open a file of minutes"), "")


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


#: Rooms and libraries that have no part in the first page, and those that come behind it with the store.
ELSEWHERE = (
    *("PySide6.QtPrintSupport", "PySide6.QtXml", "pypdfium2", "reportlab", "uharfbuzz", "pikepdf", "docx", "PIL"),
    *("koyradesk.documents.pdf", "koyradesk.intake", "koyradesk.pasting", "koyradesk.papers", "koyradesk.cli.program"),
    *("ui.editor", "ui.fields", "ui.reading", "ui.raster", "ui.printing", "ui.settings", "ui.dialogs", "ui.review"),
)
BEHIND = ("sqlite3", "koyradesk.store.store", "koyradesk.meetings", "koyradesk.model", "PySide6.QtNetwork")
#: What the first page does without although Python has it.
SLOW = ("argparse", "json", "logging", "concurrent.futures", "queue")
#: What papers are set with: a sixth of all that the program holds.
SETTING = {"reportlab", "pikepdf", "uharfbuzz", "koyradesk.papers"}
BROUGHT = "sys.stdout.write(' '.join(sorted(sys.modules))); self.window.close()"


def sample_office(folder: Path) -> None:
    """The sample, and what the program keeps at its first closing."""
    with Store.open(folder) as store:
        sample.fill(store, today=date.today(), by="করণিক")
    assert run("--data", str(folder), ready="self.window.close()") == (0, "", "")


def test_only_the_first_page_is_brought_in_before_it_stands(tmp_path):
    sample_office(tmp_path)
    ended = BROUGHT.replace("self.window.close()", "self.finish(); sys.exit()")
    code, said, told = run("--data", str(tmp_path), ready=ended, when="self.window.stands")
    brought = set(said.split())
    assert (code, told) == (0, "")
    assert brought >= {"ui.today", "ui.year_grid"}, "the first page is there"
    assert brought & {*ELSEWHERE, *BEHIND, *SLOW} == set()


def test_what_the_first_page_does_not_need_is_not_brought_in_behind_it_either(tmp_path):
    sample_office(tmp_path)
    code, said, told = run("--data", str(tmp_path), ready=BROUGHT, first="import ui.warming; ui.warming._SOON = 10**6")
    brought = set(said.split())
    assert (code, told) == (0, "")
    assert brought >= {*BEHIND, "ui.today"}, "the store is open"
    assert brought & set(ELSEWHERE) == set()


def test_the_next_places_are_brought_in_while_nobody_waits(tmp_path):
    sample_office(tmp_path)
    # The last that is brought in.
    code, said, told = run("--data", str(tmp_path), ready=BROUGHT, when="'ui.help.desk' in sys.modules")
    brought = set(said.split())
    assert (code, told) == (0, "")
    assert brought >= {"koyradesk.words", "ui.reading", "ui.fields", "pypdfium2", "ui.editor.editor"}
    assert brought & SETTING == set(), "papers are far from the first page"


def test_what_sets_papers_is_brought_in_when_the_first_page_is_left(tmp_path):
    sample_office(tmp_path)
    leave = """
def leave(window):
    if window.is_open and window.screens.currentWidget() is window.today:
        window.go("people")
    return True
"""
    code, said, told = run(
        "--data",
        str(tmp_path),
        ready=BROUGHT,
        first=leave,
        when="leave(self.window) and 'koyradesk.undoing' in sys.modules",
    )
    assert (code, told) == (0, "")
    assert set(said.split()) >= SETTING


def test_an_opening_that_changes_nothing_writes_nothing(tmp_path):
    """Not the database, not what is kept for the window, no new backup."""
    sample_office(tmp_path)

    def files() -> dict[str, tuple[int, int, int]]:
        return {
            str(path.relative_to(tmp_path)): (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_size)
            for path in tmp_path.rglob("*")
            # Where the window stood is written each time.
            if path.is_file() and path.name != "window.ini"
        }

    before = files()
    assert {"koyradesk.db", "window.json"} < before.keys()
    assert any(name.startswith("backups") for name in before)
    assert run("--data", str(tmp_path), ready="self.window.close()") == (0, "", "")
    assert files() == before


@pytest.mark.parametrize("wrong", [["--theme", "pink"], ["--langs", "bn"], ["ক.txt", "খ.txt"], ["--theme"]], ids=str)
def test_a_wrong_call_ends_with_2(tmp_path, wrong):
    code, said, told = run("--data", str(tmp_path), *wrong)
    assert (code, said) == (2, "")
    assert len(told.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_help_is_given_without_a_screen():
    code, said, told = run("--help", "-platform", "none")
    assert (code, told) == (0, "")
    assert all(f"--{option} " in said for option in ("data", "lang", "theme"))

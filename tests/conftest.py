"""What every test stands on: no screen, no real home, the same text encoding everywhere, repeatable examples."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Set while pytest reads this file, so before any test module imports Qt or asks where the home is, and handed on to
# every process that a test starts.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONUTF8"] = "1"
_HOME = tempfile.TemporaryDirectory(prefix="koyradesk-home-", ignore_cleanup_errors=True)
for _name, _folder in {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/AppData/Roaming",
    "LOCALAPPDATA": "home/AppData/Local",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "runtime",
    "KOYRADESK_CONFIG": "config",
}.items():
    _path = Path(_HOME.name, _folder)
    _path.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ[_name] = str(_path)

# A slow machine is no defect: no deadlines. CI takes the same examples every time and writes nothing beside the code.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


#: The walks through every scene, minutes each: begun last, one process would still be at them when the others are done.
_LONGEST = ("test_ui_tour_scaled.py", "test_ui_smallest.py", "test_ui_tour.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in _LONGEST)


@pytest.fixture
def upazila(tmp_path):
    """An office that exchanges, at a computer of its own."""
    from exchanging import Place

    with Place(tmp_path / "upazila", "নমুনা উপজেলা") as place:
        yield place


@pytest.fixture
def district(tmp_path, upazila):
    """The office above it; each has the other's key card."""
    from exchanging import Place

    with Place(tmp_path / "district", "নমুনা জেলা") as place:
        place.befriends(upazila)
        yield place


@pytest.fixture
def begin(qapp, tmp_path):
    """Starts the program on one folder, as often as it is called; the windows are ended with the test."""
    from stages import begun

    with begun(qapp, tmp_path) as made:
        yield made


@pytest.fixture
def printer(monkeypatch, tmp_path) -> Path:
    """A printer that writes what it is given into a file."""
    from PySide6.QtPrintSupport import QPrinter

    from ui.book import Book
    from ui.raster import prepare

    path = tmp_path / "printed.pdf"

    def ready(self, paper, name, habit):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        prepare(made, paper, name)
        return made

    monkeypatch.setattr(Book, "printer", ready)
    return path


@pytest.fixture
def picture(tmp_path):
    """Makes pictures in grey, by name and shade."""
    from PIL import Image

    def make(name: str, shade: int = 200):
        stream = io.BytesIO()
        Image.new("L", (40, 60), shade).save(stream, "PNG")
        (tmp_path / name).write_bytes(stream.getvalue())
        return tmp_path / name

    return make


@pytest.fixture
def typing(qapp):
    """The program's input method, Bengali by sound."""
    from typing_hands import by_sound

    with by_sound(qapp) as made:
        yield made


def pytest_unconfigure() -> None:
    _HOME.cleanup()
    if (gui := sys.modules.get("PySide6.QtGui")) and gui.QGuiApplication.instance():
        # Without a screen Qt keeps what was copied until the process is over: too late for what Python made.
        gui.QGuiApplication.clipboard().clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says above the closing line which checks of `packaging/dev.py test` failed before the tests ran."""
    failed = os.environ.get("KOYRADESK_FAILED_CHECKS")
    if failed:
        terminalreporter.section("checks before the tests", red=True)
        terminalreporter.line(f"failed: {failed} (their output stands at the top)")

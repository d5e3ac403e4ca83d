"""The developer commands on machines that are not as one would wish, and the real window on a real (virtual) screen."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import dev
import environment
import PySide6
import pytest
import system_packages
from say import SetupError
from screen import comes_up

CHECKOUT = Path(__file__).resolve().parent.parent
LINUX = pytest.mark.skipif(sys.platform == "win32", reason="X11, apt-get and shared libraries of Linux")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the developer commands and a lock file that asks for one small package."""
    shutil.copytree(CHECKOUT / "packaging", tmp_path / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    wheel = tmp_path / "wheels" / "small-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("small.py", "SIZE = 1\n")
        packed.writestr("small-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: small\nVersion: 1.0\n")
        packed.writestr("small-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr("small-1.0.dist-info/RECORD", "")
    ask(tmp_path, hashlib.sha256(wheel.read_bytes()).hexdigest())
    return tmp_path


def ask(checkout: Path, digest: str) -> None:
    (checkout / "packaging" / "requirements" / "run.txt").write_text(f"small==1.0 --hash=sha256:{digest}\n")


def setup(checkout: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`packaging/dev.py setup` with the packages taken from the checkout's own folder."""
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout / "wheels"), "PIP_CONFIG_FILE": os.devnull}
    quiet = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "packaging/dev.py", "setup"],
        cwd=checkout, env=quiet | pip | settings, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_environment_is_made_once_and_made_again_after_an_interruption(checkout):
    first = setup(checkout)
    assert first.returncode == 0, first
    made = checkout / environment.python("run").relative_to(CHECKOUT)
    subprocess.run([made, "-c", "import small"], check=True)
    again = setup(checkout)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    (checkout / ".venv" / environment.STAMP).unlink()  # as if the power had gone before the end
    (checkout / ".venv" / "half-written").touch()
    healed = setup(checkout)
    assert healed.returncode == 0, healed
    assert not (checkout / ".venv" / "half-written").exists()


def refused(done: subprocess.CompletedProcess[str], word: str) -> None:
    assert (done.returncode, done.stderr) == (1, "")
    assert word in done.stdout.splitlines()[-1]


def test_without_a_network_it_says_so_and_goes_on_when_there_is_one(checkout):
    closed = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1", "PIP_NO_CACHE_DIR": "1"}
    refused(setup(checkout, **closed, PIP_NO_INDEX="0", PIP_FIND_LINKS=""), "no connection")
    assert setup(checkout).returncode == 0


def test_a_package_that_was_exchanged_is_refused(checkout):
    ask(checkout, "0" * 64)
    refused(setup(checkout), "not the one")
    assert not (checkout / ".venv" / environment.STAMP).exists()


def test_an_environment_of_somebody_else_is_left_alone(checkout):
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "mine").touch()
    refused(setup(checkout), "not made by this program")
    assert (checkout / ".venv" / "mine").exists()


def test_a_full_disk_is_said_in_one_sentence(monkeypatch, capsys):
    def full(arguments: list[str]) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "build")

    monkeypatch.setitem(dev.COMMANDS, "run", full)
    assert dev.main(["run"]) == 1
    assert capsys.readouterr().out.startswith("The disk is full")
    pips_words = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    assert environment._why([pips_words]).startswith("the disk is full")


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["dance"], 2), (["--help"], 0)])
def test_an_unknown_command_gets_the_list(capsys, arguments, code):
    assert dev.main(arguments) == code
    assert "packaging/dev.py run" in capsys.readouterr().out


@LINUX
def test_system_packages_are_named_with_the_command_where_they_cannot_be_installed(monkeypatch, tmp_path):
    nowhere = {"libnot-there.so.7": "libnot-there7"}
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    with pytest.raises(
        SetupError, match=r"\n  sudo apt-get update && sudo apt-get install --no-install-recommends libnot-there7 xvfb$"
    ):
        system_packages.ensure(nowhere, {"Xvfb": "xvfb"}, tmp_path / "log")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SetupError, match=r"lacks libnot-there\.so\.7\. .*packages: libnot-there7\)"):
        system_packages.ensure(nowhere, {}, tmp_path / "log")


@pytest.mark.parametrize("failing", [None, "ruff", "mypy", "pytest"])
def test_every_check_runs_and_any_failure_counts(monkeypatch, failing):
    started = []

    def start(kind: str, arguments: list[str], **settings: str) -> int:
        started.append((arguments[1], settings))
        return int(arguments[1] == failing)

    monkeypatch.setattr(dev, "setup", lambda kind: None)
    monkeypatch.setattr(dev, "_start", start)
    assert dev.test(["-x"]) == int(failing is not None)
    assert [name for name, _ in started] == ["ruff", "ruff", "mypy", "pytest"]
    told = started[-1][1]["KOYRADESK_FAILED_CHECKS"]
    assert told == {"ruff": "ruff check, ruff format --check", "mypy": "mypy"}.get(str(failing), "")


def test_the_closing_line_stays_last_when_a_check_failed(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")
    shutil.copy(CHECKOUT / "tests" / "conftest.py", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)],
        env=os.environ | {"KOYRADESK_FAILED_CHECKS": "mypy"}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "failed: mypy" in done.stdout
    assert "1 passed" in done.stdout.splitlines()[-1]


@pytest.fixture
def here(monkeypatch, tmp_path):
    """dev.py in this Python, everything it makes in a folder of its own."""
    monkeypatch.setattr(dev, "setup", lambda kind: None)
    monkeypatch.setattr(environment, "python", lambda kind: Path(sys.executable))
    monkeypatch.setattr(dev, "BUILD", tmp_path)
    monkeypatch.setattr(dev, "SAMPLE", tmp_path / "sample")
    return tmp_path


@LINUX
def test_without_a_screen_the_main_job_is_done_in_the_terminal(monkeypatch, here, capfd):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.main(["run"]) == 0
    said = capfd.readouterr().out
    assert "no screen" in said
    assert str(here / "minutes.pdf") in said.splitlines()[-1]
    assert (here / "minutes.pdf").read_bytes().startswith(b"%PDF-")
    assert dev.main(["run"]) == 0
    assert "was made" not in capfd.readouterr().out


def test_a_sample_office_that_was_interrupted_is_made_anew(monkeypatch, here):
    (here / "sample.new").mkdir()
    (here / "sample.new" / "half").touch()
    assert dev.sample_office() == here / "sample"
    assert not (here / "sample" / "half").exists()
    assert len(json.loads(dev._koyradesk(here / "sample" / "office", "list", "--json"))) >= 3


def test_the_sample_office_comes_again_after_it_was_deleted(here):
    shutil.rmtree(dev.sample_office())
    assert dev.sample_office().exists()


@LINUX
def test_every_library_that_the_windows_need_is_found():
    """Proves the table in system_packages against the files that are really loaded."""
    qt = Path(next(iter(PySide6.__path__)))
    files = [qt / f"Qt{name}.abi3.so" for name in ("Core", "Gui", "Widgets", "PrintSupport", "Network", "Svg")]
    folders = "platforms/libqxcb platforms/libqwayland* platforms/libqoffscreen imageformats/* iconengines/* tls/* "
    folders += "xcbglintegrations/* wayland-shell-integration/* platforminputcontexts/* printsupport/libcups*"
    for plugins in folders.split():
        files += (qt / "Qt" / "plugins").glob(f"{plugins}.so")
    absent = set()
    for file in files:
        found = subprocess.run(["ldd", file], capture_output=True, encoding="utf-8", check=True).stdout
        absent |= {line.split()[0] for line in found.splitlines() if "not found" in line}
    absent -= {name for name in absent if name.startswith("libQt6")}  # parts of Qt that these wheels leave out
    assert len(files) > 20
    assert absent == set()


@LINUX
def test_with_a_screen_the_window_is_opened_on_the_sample_office(monkeypatch, here):
    started = []
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr(dev, "sample_office", lambda: here / "sample")
    monkeypatch.setattr(dev, "_start", lambda kind, arguments, **settings: started.append((arguments, settings)) or 0)
    assert dev.run(["--lang", "en"]) == 0
    assert dev.run(["--data", "/office", "--lang", "en"]) == 0
    (sample, apart), (own, usual) = started
    assert sample == ["-m", "ui.app", "--data", str(here / "sample" / "office"), "--lang", "en"]
    assert apart == {"KOYRADESK_CONFIG": str(here / "sample" / "settings")}
    assert (own, usual) == (["-m", "ui.app", "--data", "/office", "--lang", "en"], {})


@LINUX
def test_the_real_window_comes_up_on_a_screen(here):
    """No offscreen platform, no driver in the process."""
    comes_up([sys.executable, "-m", "ui.app", "--data", dev.sample_office() / "office"], here, CHECKOUT)

"""What is built for Windows is the last commit, its building files among them, whatever is being worked on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import build_windows
import environment
import pytest


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    made = tmp_path / "checkout"
    (made / "packaging").mkdir(parents=True)
    (made / ".gitignore").write_text("/build/\n/dist/\n.venv/\n", encoding="utf-8")
    builder = "import sys; from pathlib import Path; print('committed', *sys.argv[1:], Path(__file__).parents[1])\n"
    (made / "packaging" / "windows_build.py").write_text(builder, encoding="utf-8")
    git(made, "init", "-q")
    git(made, "add", ".")
    git(made, "commit", "-qm", "one")
    return made


def test_it_is_built_by_and_from_what_is_committed(checkout, monkeypatch, capfd):
    (checkout / "packaging" / "windows_build.py").write_text("print('worked on')", encoding="utf-8")
    (checkout / "packaging" / "new.py").touch()
    monkeypatch.setattr(build_windows, "CHECKOUT", checkout)
    monkeypatch.setattr(build_windows, "setup", lambda: None)
    monkeypatch.setattr(environment, "python", lambda kind: Path(sys.executable))
    assert build_windows.main(["--quick"]) == 0
    copy = checkout / "build" / "windows" / "commit"
    said = capfd.readouterr().out.splitlines()
    assert said[-1] == f"committed --quick {copy}"
    assert " M packaging/windows_build.py" in said
    assert "?? packaging/new.py" in said
    assert not (copy / "packaging" / "new.py").exists()


def test_parts_and_results_stay_with_the_checkout_when_the_copy_is_made_anew(checkout):
    for _ in range(2):
        copy = build_windows.last_commit(checkout)
        (copy / "dist" / "made.exe").touch()
        (copy / "build" / "part.whl").touch()
        assert (checkout / "dist" / "made.exe").exists()
        assert (checkout / "build" / "part.whl").exists()
    assert git(copy, "rev-parse", "HEAD") == git(checkout, "rev-parse", "HEAD")

"""Windows' own habits, on the Windows Python of the program: files that others hold, code pages, the key store."""

from __future__ import annotations

from pathlib import Path

import pytest
import windows_parts
from wine import windows_path

PYTHON = windows_path(windows_parts.HOME / "payload" / "python.exe")
HABITS = windows_path(Path(__file__).with_name("habits.py"))


@pytest.mark.parametrize("habit", ["scanner", "viewer", "deep", "rotation", "vault", "named", "two"])
def test_a_habit_of_windows(wine, habit):
    folder = wine.drive / "ক" / habit
    folder.mkdir(parents=True)
    # As little of UTF-8 as an old console has.
    done = wine.run(PYTHON, HABITS, habit, f"C:\\ক\\{habit}")
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stdout


def test_a_folder_in_which_nothing_may_be_written_is_told_at_once(wine):
    # Nobody may write there, whoever runs the tests.
    done = wine.run(PYTHON, HABITS, "protected", "Z:\\sys\\kernel")
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stdout


def test_bengali_comes_out_whatever_the_code_page(wine, tmp_path):
    """``PYTHONUTF8`` is nowhere and ``-X utf8`` not given: the code page is 1252, as on every Windows in English."""
    asked = wine.run(PYTHON, "-c", "import sys; print(sys.stdout.encoding, sys.flags.utf8_mode)")
    assert asked.stdout == "cp1252 0\n"
    data = "C:\\data"
    assert wine.run(PYTHON, "-m", "koyradesk", "--data", data, "demo").returncode == 0
    assert "উপজেলা" in wine.run(PYTHON, "-m", "koyradesk", "--data", data, "list").stdout
    refused = wine.run(PYTHON, "-m", "koyradesk", "--data", data, "show", "নাই")
    assert refused.returncode == 1
    assert "নাই" in refused.stdout
    file = tmp_path / "তালিকা.txt"
    wine.run(
        "cmd", "/c", f"{PYTHON} -m koyradesk --data {data} list --json > {windows_path(file)}", KOYRADESK_LANG="bn"
    )
    assert "উপজেলা" in file.read_text(encoding="utf-8")

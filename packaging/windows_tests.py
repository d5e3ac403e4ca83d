"""The core's tests on the Windows Python, under Wine, with the packages as they come into the program.

The Python is the program's own, without the list of folders that shuts everything else out: so it takes the tests'
packages too, and finds koyradesk in the checkout. Which tests run stands in packaging/windows/tests.toml.
"""

from __future__ import annotations

import re
import shutil
import tomllib
import zipfile
from pathlib import Path

import release
import windows_parts
from environment import CHECKOUT
from wine import Wine, windows_path

#: What a file of tests says that wants a window.
_WINDOWS = re.compile(r"PySide6|\bqapp\b|\bqtbot\b|\bqt_log|^\s*(?:from|import) ui\b", re.MULTILINE)
#: Wine 8 ends a program that copies a file so; Python then copies it in the older way. The program itself never does.
_OLDER_COPY = "import _winapi\n\ndel _winapi.CopyFile2\n"


def make(folder: Path, payload: Path) -> None:
    """Makes the Python anew."""
    if folder.exists():
        shutil.rmtree(folder)
    release.write_files(folder, windows_parts.runtime())
    for path in folder.glob("python3*._pth"):
        path.unlink()
    packages = folder / "Lib" / "site-packages"
    for wheel in windows_parts.fetch(windows_parts.TEST_LOCK).values():
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(packages)
    beside = [windows_path(payload / "packages"), windows_path(CHECKOUT)]
    (packages / "koyradesk.pth").write_text("\n".join(beside) + "\n", encoding="utf-8")
    (packages / "sitecustomize.py").write_text(_OLDER_COPY, encoding="ascii")
    for path in payload.glob("*.dll"):
        shutil.copy(path, folder)


def chosen(*, whole: bool) -> list[str]:
    """What pytest is told to run, from the checkout: what is always run, or all that can be."""
    table = tomllib.loads(windows_parts.TESTS.read_text(encoding="utf-8"))
    left_out = {name for rule in table["left_out"] for name in rule["names"]}
    known = {path.name: path for path in sorted((CHECKOUT / "tests").glob("test_*.py"))}
    wanted = table["always"]
    more = [f"--deselect=tests/{name}" for name in sorted(left_out) if "::" in name]
    if whole:
        # Hypothesis' hundreds of offices, each with its files, are no test that hangs.
        more.append("--override-ini=faulthandler_timeout=1800")
        wanted = [name for name, path in known.items() if not _WINDOWS.search(path.read_text(encoding="utf-8"))]
    return [f"tests/{name}" for name in wanted if name not in left_out] + more


def run(wine: Wine, folder: Path, wanted: list[str], *, patience: float) -> tuple[int, str]:
    """Runs what was chosen; pytest's exit code and what it said. Raises SetupError after ``patience`` seconds."""
    ini = windows_path(CHECKOUT / "packaging" / "windows" / "pytest.ini")
    where = ["-c", ini, "--rootdir", ".", "--confcutdir", "."]
    done = wine.run(
        windows_path(folder / "python.exe"), "-X", "utf8", "-m", "pytest", "-q", "--tb", "short", "--durations", "15",
        *where, *wanted, folder=CHECKOUT, patience=patience, CI="1",
        PYTHONPYCACHEPREFIX=windows_path(folder / "compiled"),
    )  # fmt: skip
    return done.returncode, done.stdout

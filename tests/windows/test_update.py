"""A signed update under Wine: the installed program verifies it, backs up, is replaced, and starts again. Needs what
`dev.py windows` makes.

In the order in which they stand here: each test goes on with the Windows that the one before left.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import installed
import pytest
import release
import updates
import windows_parts
import windows_setup
from environment import CHECKOUT
from wine import Wine, windows_path

from koyradesk.updates import making

PAYLOAD = windows_parts.HOME / "payload"
NOW = release.version()
NEXT = "99.1.0"
#: What a window does, without a window: all that is to be done before, then the installer, then another start.
AS_A_WINDOW = """
import sys
from pathlib import Path
from koyradesk.store import Store
from koyradesk.updates import reading, running
file, data, told = map(Path, sys.argv[1:])
with Store.open(data) as store:
    ready = running.prepare(reading.look(file), store)
say = "import sys, koyradesk; open(sys.argv[1], 'w').write(koyradesk.__version__)"
running.begin(ready, "bn", (str(running.home() / "pythonw.exe"), "-c", say, str(told)))
"""


@pytest.fixture(scope="module")
def home(wine: Wine) -> Path:
    assert installed.install(wine) == 0
    folder = installed.home(wine)
    # It was built without the key of the tests.
    (folder / "program" / "koyradesk" / "resources" / "update-keys.txt").write_text(updates.public() + "\n")
    return folder


@pytest.fixture(scope="module")
def data(wine: Wine, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office, in a folder that no command line likes."""
    folder = tmp_path_factory.mktemp("office") / "আমার & তথ্য (1)"
    assert koyra(wine, home, folder, "demo").returncode == 0
    return folder


@pytest.fixture(scope="module")
def update(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that was built, as its next version, on a stick."""
    work = tmp_path_factory.mktemp("next")
    payload, package = work / "payload", work / "payload" / "program" / "koyradesk"
    shutil.copytree(PAYLOAD, payload)
    text = (CHECKOUT / "koyradesk" / "__init__.py").read_text(encoding="utf-8")
    assert f'"{NOW}"' in text
    # Python takes a source before what lies compiled beside it.
    (package / "__init__.py").write_text(text.replace(f'"{NOW}"', f'"{NEXT}"'), encoding="utf-8")
    (package / "__init__.pyc").unlink()
    release.write_list(payload)
    setup = windows_setup.make(payload, work / "koyradesk-next.exe", work / "nsis", small=False, called=NEXT)
    stick = work / "পেনড্রাইভ"
    stick.mkdir()
    return making.make(setup, stick / f"Koyradesk-{NEXT}.koyraupdate", NEXT, updates.key(), updates.NEWS)


def koyra(wine: Wine, home: Path, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    arguments = ("-X", "utf8", "-m", "koyradesk", "--data", windows_path(data), "--lang", "en", *words)
    return wine.run(windows_path(home / "python.exe"), *arguments)


def told(wine: Wine, home: Path, data: Path) -> dict[str, object]:
    return json.loads(koyra(wine, home, data, "update", "--json").stdout)


def listed(home: Path) -> dict[str, str]:
    return release.read_list((home / release.LIST).read_text(encoding="utf-8"))


def comes(there: Callable[[], object]) -> None:
    until = time.monotonic() + 180
    while not there():
        assert time.monotonic() < until
        time.sleep(0.2)


def ended(data: Path) -> str:
    code = data / "updates" / "code.txt"
    comes(lambda: code.exists() and code.read_text().strip())
    return code.read_text().strip()


def test_what_is_not_as_it_was_signed_is_refused(wine, home, data, update, tmp_path):
    bad = tmp_path / update.name
    changed = bytearray(update.read_bytes())
    changed[-1000] ^= 1
    bad.write_bytes(changed)
    done = koyra(wine, home, data, "update", "install", windows_path(bad))
    assert done.returncode == 1
    assert "somebody altered it" in done.stdout
    assert not (data / "updates").exists()
    assert not list((data / "backups").glob("*before-update*"))


def test_while_the_program_is_open_elsewhere_the_old_version_stands_and_says_so(wine, home, data, update):
    before = listed(home)
    with wine.running(windows_path(home / "python.exe"), "-c", "print('open', flush=True); input()") as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "open"
        done = koyra(wine, home, data, "update", "install", windows_path(update))
        assert done.returncode == 0, done.stdout
        assert ended(data) == "3"
    last = told(wine, home, data)
    assert last["version"] == NOW
    assert last["last"] == {"version": NEXT, "done": False, "why": last["last"]["why"]}
    assert "was open somewhere else" in last["last"]["why"]
    assert listed(home) == before


def test_a_newer_version_takes_the_place_of_the_older_and_the_office_is_as_it_was(wine, home, data, update, tmp_path):
    meetings = koyra(wine, home, data, "list").stdout
    assert meetings.count("\n") == 3
    note = tmp_path / "then & there (১).txt"
    arguments = ("-X", "utf8", "-c", AS_A_WINDOW, *map(windows_path, (update, data, note)))
    done = wine.run(windows_path(home / "python.exe"), *arguments)
    assert done.returncode == 0, done.stdout
    comes(note.exists)
    assert ended(data) == "0"
    # What was started again is the new one.
    comes(note.read_text)
    assert note.read_text() == NEXT
    assert all(release.digest(home / name) == sha for name, sha in listed(home).items())
    assert koyra(wine, home, data, "--version").stdout.split() == ["koyradesk", NEXT]
    assert told(wine, home, data) == {"version": NEXT, "last": {"version": NEXT, "done": True, "why": None}}
    assert koyra(wine, home, data, "list").stdout == meetings
    # Of the try before, and of this one.
    kept = sorted((data / "backups").glob(f"*before-update-{NEXT}-*.zip"))
    assert len(kept) == 2
    done = koyra(wine, home, data, "restore", windows_path(kept[-1]))
    assert done.returncode == 0, done.stdout


def test_the_next_time_the_same_file_is_no_news(wine, home, data, update):
    (home / "program" / "koyradesk" / "resources" / "update-keys.txt").write_text(updates.public() + "\n")
    done = koyra(wine, home, data, "update", "install", windows_path(update))
    assert done.returncode == 1
    assert "installed already" in done.stdout

"""The installer under Wine, from a silent installation to a silent removal. Needs what `dev.py windows` makes.

In the order in which they stand here: each test goes on with the Windows that the one before left.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
import release
import windows_parts
import windows_setup
from environment import CHECKOUT
from installed import SETUP, install, python
from wine import Wine, windows_path

PAYLOAD = windows_parts.HOME / "payload"
#: Prints the papers of the sample's meetings, each behind its length.
PAPERS = (
    "import struct, sys; from datetime import date; from koyradesk import layout, sample; "
    "from koyradesk.documents import compose_minutes, render_pdf; out = open(sys.argv[1], 'wb'); "
    "[out.write(struct.pack('>I', len(one)) + one) for one in "
    "(render_pdf(compose_minutes(m, layout.resolve(m.layout))) "
    "for m in sample.held_meetings(date(2026, 11, 22)))]"
)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Installers of an older and a newer version, with next to nothing in them."""
    work = tmp_path_factory.mktemp("other")
    little = work / "payload"
    (little / "program").mkdir(parents=True)
    for name in ("program/gone.py", "python.exe", "pythonw.exe"):
        (little / name).write_bytes(b"old")
    release.write_list(little)
    return {
        one: windows_setup.make(little, work / f"{one}.exe", work / "nsis", small=False, called=one)
        for one in ("0.0.1", "99.0.0")
    }


def whole(home: Path) -> bool:
    """Is everything there as it was built, and nothing else?"""
    listed = release.read_list((home / release.LIST).read_text(encoding="utf-8"))
    own = {release.LIST, "koyradesk.ico", "uninstall.exe"}
    assert set(release.files(home)) - own == listed.keys()
    return all(release.digest(home / name) == one for name, one in listed.items())


def test_a_folder_of_something_else_is_left_alone(wine, user):
    mine = user / "mine"
    mine.mkdir()
    (mine / "mine.txt").touch()
    assert wine.run(windows_path(SETUP), "/S", f"/D={inside(wine, mine)}").returncode == 4
    assert [path.name for path in mine.iterdir()] == ["mine.txt"]


def test_what_lies_in_the_programs_own_folder_stays_there(wine, home, other):
    """Something that a removal left, or that somebody put beside the program."""
    home.mkdir(parents=True)
    (home / "mine.txt").write_text("আমার", encoding="utf-8")
    for setup in (other["0.0.1"], SETUP):
        assert install(wine, setup) == 0
        assert (home / "mine.txt").read_text(encoding="utf-8") == "আমার"
        assert [path.name for path in home.parent.iterdir()] == ["Koyradesk"]
    assert remove(wine, home) == 0
    assert {path.name for path in home.iterdir()} <= {"mine.txt", "uninstall.exe"}
    (home / "mine.txt").unlink()


def test_an_older_version_gives_way(wine, home, other):
    assert install(wine, other["0.0.1"]) == 0
    assert whole(home)
    assert install(wine, SETUP) == 0
    assert whole(home)
    assert not (home / "program" / "gone.py").exists()
    assert sorted(path.name for path in home.parent.iterdir()) == ["Koyradesk"]
    built = (PAYLOAD / release.LIST).read_bytes()
    assert (home / release.LIST).read_bytes() == built


def appears(path: Path) -> None:
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_where_the_new_version_cannot_take_its_place_the_old_one_is_back_in_it(wine, home):
    new, program, aside = home.with_name("Koyradesk.new"), home / "pythonw.exe", home / "pythonw.aside"
    with wine.running(windows_path(SETUP), "/S") as setup:
        appears(new)
        # A program that cannot be opened for writing holds the installer up once all is written.
        program.rename(aside)
        program.mkdir()
        appears(new / "uninstall.exe")
        new.rename(home.with_name("away"))
        program.rmdir()
        aside.rename(program)
        assert setup.wait(60) == 5
    shutil.rmtree(home.with_name("away"))
    assert whole(home)
    assert [path.name for path in home.parent.iterdir()] == ["Koyradesk"]


def test_it_stands_on_the_desktop_and_in_the_menu(user):
    links = sorted(path.relative_to(user).as_posix() for path in user.rglob("কয়রাডেস্ক.lnk"))
    assert links == [
        "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/কয়রাডেস্ক.lnk",
        "Desktop/কয়রাডেস্ক.lnk",
    ]


def registered(wine: Wine, key: str) -> str:
    return wine.run("reg", "query", f"HKCU\\Software\\Classes\\{key}").stdout


def test_a_bundle_is_opened_by_it_and_it_is_offered_for_a_sealed_one(wine, home):
    command = registered(wine, "Koyradesk.Bundle\\shell\\open\\command")
    assert f'"{inside(wine, home)}\\pythonw.exe" -X utf8 -m ui.app "%1"' in command
    assert "Koyradesk.Bundle" in registered(wine, ".koyra")
    # Windows knows the last part of a name alone: ".age" is not ours, and what opens it is not changed.
    assert "Koyradesk.Bundle" in registered(wine, ".age\\OpenWithProgids")
    assert "Koyradesk.Bundle" not in registered(wine, ".age").partition("OpenWithProgids")[0]


def test_it_works_there(wine, home):
    said = python(wine, home, "-m", "koyradesk", "--lang", "en", "self-test")
    assert said.count(": works") == 3, said


def test_the_packages_that_packages_ask_for_are_there(wine, home):
    source = (
        "from importlib.metadata import distributions as all_; from packaging.requirements import Requirement as R; "
        "here = {d.name.lower().replace('_', '-').replace('.', '-') for d in all_()}; "
        "print('lacking:', sorted({r.name for d in all_() for r in map(R, d.requires or ()) "
        "if (not r.marker or r.marker.evaluate({'extra': ''})) "
        "and r.name.lower().replace('_', '-').replace('.', '-') not in here}))"
    )
    # What packaging/windows/trim.toml leaves out whole.
    assert "lacking: ['anyio', 'charset-normalizer', 'pip', 'pycparser']" in python(wine, home, "-c", source)


def test_the_python_judges_markers_as_the_lock_was_made(wine, home):
    assert windows_parts.MARKERS.read_text(encoding="utf-8").count('"') == 36
    assert windows_parts.ask_markers(wine, home) == json.loads(windows_parts.MARKERS.read_text(encoding="utf-8"))


def papers(raw: bytes) -> list[bytes]:
    found = []
    while raw:
        (length,) = struct.unpack(">I", raw[:4])
        found.append(raw[4 : 4 + length])
        raw = raw[4 + length :]
    return found


def streams(pdf: bytes, tmp_path: Path) -> list[str]:
    """The hash of each stream of a PDF, unpacked."""
    (tmp_path / "one.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "one.pdf") as opened:
        return [
            hashlib.sha256(one.read_bytes()).hexdigest() for one in opened.objects if isinstance(one, pikepdf.Stream)
        ]


def test_minutes_are_the_same_as_on_linux_stream_for_stream(wine, home, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    program = {"PYTHONPATH": str(CHECKOUT)}
    subprocess.run([sys.executable, "-c", PAPERS, here], env=os.environ | program, cwd=tmp_path, check=True)
    python(wine, home, "-c", PAPERS, windows_path(there))
    ours, theirs = papers(here.read_bytes()), papers(there.read_bytes())
    assert len(ours) == len(theirs) > 1
    for one, two in zip(ours, theirs, strict=True):
        assert len(streams(one, tmp_path)) > 5
        assert streams(one, tmp_path) == streams(two, tmp_path)


def test_an_office_in_a_bengali_folder_prints_its_minutes(wine, home, user):
    folder = user / "AppData" / "Local" / "koyradesk"
    keys = python(wine, home, "-m", "koyradesk", "demo").split()
    assert (folder / "koyradesk.db").exists()
    paper = user / "কার্যবিবরণী.pdf"
    python(wine, home, "-m", "koyradesk", "print", "minutes", keys[0], "-o", windows_path(paper))
    assert paper.read_bytes().startswith(b"%PDF-")


def test_the_window_comes_up(wine, home, tmp_path):
    source = (
        "import sys; from ui import app; from PySide6.QtCore import QTimer; begin = app.Program._opened\n"
        "def opened(self, state):\n"
        " begin(self, state); print('opened', self.window.grab().save(sys.argv[1])); self._app.exit(0)\n"
        "app.Program._opened = opened; sys.exit(app.main(['-platform', 'offscreen', '--lang', 'bn']))"
    )
    # As the shortcut starts it, on the office of this user.
    assert "opened True" in python(wine, home, "-c", source, windows_path(tmp_path / "window.png"))


def test_while_it_is_open_nothing_is_changed(wine, home, other):
    ready = "import time; open('C:\\\\ready', 'w').close(); time.sleep(300)"
    with wine.running(windows_path(home / "pythonw.exe"), "-c", ready):
        appears(wine.drive / "ready")
        assert install(wine, other["99.0.0"]) == 3
        assert remove(wine, home) == 3
        # Wine's own starter is ended with the block, the Windows program by this.
        wine.run("taskkill", "/F", "/IM", "pythonw.exe")
    assert whole(home)


def inside(wine: Wine, path: Path) -> str:
    return "C:\\" + str(path.relative_to(wine.drive)).replace("/", "\\")


def test_a_newer_version_is_not_overwritten(wine, home, other):
    assert install(wine, other["99.0.0"]) == 0
    assert install(wine, SETUP) == 6
    assert not (home / "packages").exists()


@pytest.mark.parametrize(
    "left", [(release.LIST, "uninstall.exe"), ("uninstall.exe", "licences")], ids=["list", "no list"]
)
def test_a_removal_that_a_power_cut_ended_is_begun_again(wine, home, other, left):
    for again in (lambda: remove(wine, home), lambda: install(wine, other["99.0.0"])):
        assert install(wine, other["99.0.0"]) == 0
        (home / "licences").mkdir(exist_ok=True)
        for path in home.iterdir():
            if path.name not in left:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        assert again() == 0
    assert whole(home)


def remove(wine: Wine, home: Path) -> int:
    """Told where it is, it does not copy itself elsewhere first and cannot delete itself."""
    return wine.run(windows_path(home / "uninstall.exe"), "/S", "_?=" + inside(wine, home)).returncode


def test_removed_it_leaves_the_data_and_nothing_else(wine, home, user):
    data = {path: release.digest(path) for path in (user / "AppData" / "Local" / "koyradesk").rglob("*.db")}
    assert data
    assert remove(wine, home) == 0
    assert [path.name for path in home.iterdir()] in ([], ["uninstall.exe"]) if home.exists() else True
    assert not list(user.rglob("*.lnk"))
    assert {path: release.digest(path) for path in data} == data
    wine.end()
    registry = (wine.home / "user.reg").read_text(encoding="utf-8", errors="replace")
    assert "Koyradesk" not in registry
    assert ".koyra]" not in registry

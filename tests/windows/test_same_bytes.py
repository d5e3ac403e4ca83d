"""Two builds are equal to the byte; the zip for a stick works where it lies. After `dev.py windows` of this commit."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import release
import windows_parts
import windows_payload
import windows_setup
from environment import CHECKOUT
from wine import Wine

PAYLOAD = windows_parts.HOME / "payload"
PORTABLE = CHECKOUT / "dist" / f"Koyradesk-{release.version()}-portable.zip"


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    made = Wine(tmp_path_factory.mktemp("wine"))
    try:
        made.make()
        yield made
    finally:
        made.end()


def repacked(target: Path) -> Path:
    """The pinned Windows Python as python.org would hand it out: in a zip."""
    with zipfile.ZipFile(target, "w") as packed:
        for name, data in windows_parts.runtime().items():
            packed.writestr(name, data)
    return target


def test_a_second_build_in_another_place_is_equal_also_with_the_python_from_a_zip(wine, tmp_path):
    again = tmp_path / "আবার"
    windows_payload.make(again, wine, repacked(tmp_path / "python-embed-amd64.zip"))
    one, two = (release.read_list((home / release.LIST).read_text("utf-8")) for home in (PAYLOAD, again))
    assert {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)} == set()
    assert release.whole_hash(PAYLOAD) == release.whole_hash(again)


def test_two_installers_of_one_payload_are_equal(tmp_path):
    little = tmp_path / "payload"
    (little / "packages").mkdir(parents=True)
    for name in ("packages/a.pyc", "python.exe"):
        (little / name).write_bytes(b"one")
    release.write_list(little)
    made = []
    for place in ("one", "two"):
        release.set_times(little)
        made.append(
            windows_setup.make(little, tmp_path / f"{place}.exe", tmp_path / place, called="1.2.3").read_bytes()
        )
    assert made[0] == made[1]


def test_from_a_stick_it_starts_and_keeps_its_data_beside_it(wine):
    stick = wine.drive / "স্টিক"
    with zipfile.ZipFile(PORTABLE) as packed:
        packed.extractall(stick)
    data = stick / "Koyradesk" / "data"
    assert not data.exists()
    with wine.running("cmd", "/c", "C:\\স্টিক\\Koyradesk\\Koyradesk.cmd", "-platform", "offscreen"):
        until = time.monotonic() + 180
        while not (data / "koyradesk.db").exists():
            assert time.monotonic() < until
            time.sleep(0.1)
        # "start" does not wait for the window, which is ended by this.
        wine.run("taskkill", "/F", "/IM", "pythonw.exe")
    # Nothing of it lies on the computer.
    assert not list((wine.drive / "users").glob("*/AppData/Local/koyradesk/*.db"))

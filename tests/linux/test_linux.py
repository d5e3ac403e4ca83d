"""The wheel in a fresh environment, and the frozen folder, far from the checkout. Needs what `dev.py linux` makes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import release
import system_packages
from environment import CHECKOUT, LOCKS
from screen import comes_up

NAME = f"Koyradesk-{release.version()}"
WHEEL = CHECKOUT / "dist" / f"koyradesk-{release.version()}-py3-none-any.whl"
PACKED = CHECKOUT / "dist" / f"{NAME}-linux-x86_64.tar.gz"
#: Of glibc and of the compiler, with every Linux.
_SYSTEM = re.compile(r"ld-linux-x86-64|lib(c|m|dl|rt|pthread|resolv|util|gcc_s)\.so\.")


@pytest.fixture(scope="session")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and the packages of the lock, nothing of the checkout."""
    home = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    pip = [home / "bin" / "pip", "--disable-pip-version-check", "install", "-q"]
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCKS / "run.txt"], check=True)
    subprocess.run([*pip, "--no-index", "--no-deps", WHEEL], check=True)
    subprocess.run([home / "bin" / "pip", "check"], check=True)
    return home / "bin"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen folder, unpacked below a Bengali one."""
    home = tmp_path_factory.mktemp("প্রোগ্রাম")
    with tarfile.open(PACKED) as packed:
        packed.extractall(home, filter="data")
    return home / NAME


@pytest.fixture(params=["venv", "folder"])
def program(request: pytest.FixtureRequest) -> Path:
    """Where the executables ``koyra`` and ``koyradesk`` are."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The home of somebody who never had the program, and no way to a Python of the checkout."""
    for name in [one for one in os.environ if one.startswith(("PYTHON", "KOYRADESK", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    return tmp_path


def said(*command: object, where: Path) -> str:
    """What a program prints; asserts that it ends well."""
    done = subprocess.run(list(map(str, command)), cwd=where, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_works(program, desk):
    assert said(program / "koyra", "--lang", "en", "self-test", where=desk).count(": works") == 3


def test_minutes_are_those_of_the_checkout_to_the_last_byte(program, desk):
    keys = said(program / "koyra", "demo", where=desk).split()
    office = desk / ".local" / "share" / "koyradesk"
    assert (office / "koyradesk.db").exists()
    assert len(keys) >= 3
    ours, theirs = desk / "ours.pdf", desk / "theirs.pdf"
    for key in keys[:2]:
        said(program / "koyra", "print", "minutes", key, "-o", theirs, where=desk)
        said(sys.executable, "-m", "koyradesk", "--data", office, "print", "minutes", key, "-o", ours, where=CHECKOUT)
        assert theirs.read_bytes().startswith(b"%PDF-")
        assert theirs.read_bytes() == ours.read_bytes()


def test_every_command_is_there(program, desk):
    """Modules that are imported when they are needed, and data that are read then."""
    (key, *_) = said(program / "koyra", "demo", where=desk).split()
    for words in (
        ["print", "minutes", key, "-o", "m.pdf", "--docx", "m.docx", "--text", "m.txt", "--png", "m.png"],
        ["print", "notice", key, "-o", "n.pdf"],
        ["read", "m.docx"],
        ["search", "সভা"],
        ["due"],
        ["export", "-o", "one.koyra"],
        ["backup", "."],
        ["check", "--rebuild"],
        ["bengali", "bijoy", "কয়রা"],
    ):
        said(program / "koyra", *words, where=desk)
    assert "কয়রা" in said(program / "koyra", "bengali", "phonetic", "koyra", where=desk).split()
    for name in ("m.pdf", "m.docx", "m.txt", "m.png", "n.pdf", "one.koyra"):
        assert (desk / name).stat().st_size > 500


def test_the_window_comes_up(program, desk):
    said(program / "koyra", "--data", desk / "office", "demo", where=desk)
    comes_up([program / "koyradesk", "--data", desk / "office"], desk, desk)


def test_the_wheel_brings_every_file_of_the_project_that_is_data():
    committed = [
        name.replace("docs/handbook/", "resources/handbook/")
        for name in release.project()
        if name.startswith(("resources/", "docs/handbook/"))
    ]
    with zipfile.ZipFile(WHEEL) as packed:
        brought = {name.removeprefix("koyradesk/") for name in packed.namelist()}
    assert len(committed) > 100
    assert set(committed) - brought == set()


def test_every_file_of_the_folder_is_as_it_was_built(folder):
    listed = release.read_list((folder / release.LIST).read_text(encoding="utf-8"))
    assert set(release.files(folder)) - {release.LIST} == listed.keys()
    assert [name for name, one in listed.items() if release.digest(folder / name) != one] == []


def test_what_the_folder_does_not_bring_is_named_for_whoever_lacks_it(folder):
    """Every library that is linked with lies in the folder, or is one that system_packages has a Debian package for."""
    binaries = [path for path in folder.rglob("*") if path.is_file()]
    brought = {path.name for path in binaries}
    wanted = set()
    for path in binaries:
        if path.read_bytes()[:4] == b"\x7fELF":
            told = subprocess.run(["objdump", "-p", path], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
            wanted |= {line.split()[1] for line in told.splitlines() if line.strip().startswith("NEEDED")}
    assert {"libQt6Core.so.6", "libcrypto.so.3"} <= wanted & brought
    named = system_packages.QT_LIBRARIES.keys() | system_packages.LINUX_LIBRARIES.keys()
    assert {one for one in wanted - brought if not _SYSTEM.match(one)} - named == set()


def test_the_licences_of_all_that_is_in_the_folder_lie_in_it(folder):
    licences = {path.relative_to(folder / "licences").as_posix() for path in (folder / "licences").rglob("*")}
    packages = {path.name.removesuffix(".dist-info") for path in (folder / "_internal").glob("*.dist-info")}
    packages -= {f"koyradesk-{release.version()}"}
    told = {one.partition("/")[0].replace("-", "_").replace(".", "_").lower() for one in licences}
    assert len(packages) > 40
    assert {one for one in packages if one.replace("-", "_").replace(".", "_").lower() not in told} == set()
    for name in ("Koyradesk.txt", "LGPL-3.0.txt", "debian/libssl3.txt", "debian/libpython3.11.txt", "README.txt"):
        assert name in licences
    assert not [one for one in packages if one.startswith(("pip-", "setuptools-", "pyinstaller"))]

"""What goes into the Windows program: locked like the rest, trimmed with reasons, spoken in two languages."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import release
import windows_parts
import windows_tests
import wine_library
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parent.parent
JUDGED = json.loads(windows_parts.MARKERS.read_text(encoding="utf-8")) | {"extra": ""}


def counts(marker: str) -> bool:
    return not marker or Marker(marker).evaluate(JUDGED)


def test_the_windows_lock_is_what_of_the_common_lock_counts_there():
    common = {pin.package: pin for pin in windows_parts.pins(windows_parts.LOCKS / "run.txt") if counts(pin.marker)}
    ours = {pin.package: pin for pin in windows_parts.pins(windows_parts.LOCK)}
    assert ours.keys() == common.keys(), "run packaging/build_windows.py --lock"
    for package, pin in ours.items():
        assert len(pin.hashes) == 1
        assert set(pin.hashes) <= set(common[package].hashes)


def test_the_windows_lock_holds_what_the_project_asks_for():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = {canonicalize_name(name): version for name, version in versions().items()}
    for line in project["dependencies"]:
        wanted = Requirement(line)
        if counts(str(wanted.marker or "")):
            assert wanted.specifier.contains(ours[canonicalize_name(wanted.name)]), line


def versions() -> dict[str, str]:
    return dict(pin.package.split("==") for pin in windows_parts.pins(windows_parts.LOCK))


def test_the_lock_was_judged_as_windows_judges():
    assert JUDGED["sys_platform"] == "win32"
    assert "pywin32-ctypes" in versions()
    assert not {"jeepney", "secretstorage"} & versions().keys()


def test_every_cut_says_why_and_is_of_a_package_that_there_is():
    trim = release.trimmed()
    rules = [*trim["drop"], *trim["beside"], *({"from": name, **rule} for name, rule in trim["keep"].items())]
    for rule in rules:
        assert rule["why"].endswith(".")
        assert rule["from"] in {"*", "koyradesk", "python", *versions()}


def test_a_kept_package_brings_only_what_is_named():
    trim = release.trimmed()
    assert release.comes_along("pyside6-essentials", "PySide6/Qt6Core.dll", trim)
    assert not release.comes_along("pyside6-essentials", "PySide6/Qt6Qml.dll", trim)
    assert release.comes_along("click", "click/core.py", trim)
    assert not release.comes_along("click", "click/core.pyi", trim)


def test_the_licences_that_are_spoken_of_are_there():
    folder = windows_parts.DATA / "licences"
    told = (folder / "README.txt").read_text(encoding="utf-8")
    # Koyradesk's and Python's own come from where they are.
    assert set(re.findall(r"[\w.-]+\.txt", told)) - {"Koyradesk.txt", "Python.txt", "OFL.txt", "files.txt"} == {
        path.name for path in folder.iterdir() if path.name != "README.txt"
    }


def test_the_installer_says_everything_in_both_languages():
    table = tomllib.loads((windows_parts.DATA / "words.toml").read_text(encoding="utf-8"))["own"]
    assert table["bn"].keys() == table["en"].keys()
    script = (windows_parts.DATA / "koyradesk.nsi").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\(([A-Z_]+)\)", script)) == table["en"].keys()
    for name, sentence in table["en"].items():
        assert re.findall(r"\{\w+\}", sentence) == re.findall(r"\{\w+\}", table["bn"][name]), name
    assert not [name for name, sentence in table["bn"].items() if re.search(r"[A-Za-z]", plain(sentence))]


def plain(sentence: str) -> str:
    return re.sub(r"\{\w+\}|\$\\[rn]", "", sentence)


def test_a_list_of_files_reads_back(tmp_path):
    (tmp_path / "নথি").mkdir()
    (tmp_path / "নথি" / "এক.txt").write_text("১", encoding="utf-8")
    release.write_list(tmp_path)
    listed = release.read_list((tmp_path / release.LIST).read_text(encoding="utf-8"))
    assert listed == {"নথি/এক.txt": release.digest(tmp_path / "নথি" / "এক.txt")}


def test_the_tests_that_run_on_windows_are_there_and_their_packages_locked():
    table = tomllib.loads(windows_parts.TESTS.read_text(encoding="utf-8"))
    locked = {pin.package.partition("==")[0]: pin for pin in windows_parts.pins(windows_parts.TEST_LOCK)}
    assert sorted(locked) == sorted(table["packages"])
    common = {pin.package: pin for pin in windows_parts.counting(windows_parts.LOCKS / "test.txt", JUDGED)}
    for pin in locked.values():
        assert len(pin.hashes) == 1
        assert set(pin.hashes) <= set(common[pin.package].hashes), "run packaging/build_windows.py --lock"
    for rule in table["left_out"]:
        assert rule["why"].endswith(".")
    named = [*table["always"], *(name for rule in table["left_out"] for name in rule["names"])]
    for name in named:
        file, _, test = name.partition("::")
        assert f"def {test}" in (CHECKOUT / "tests" / file).read_text(encoding="utf-8"), name


def test_of_the_tests_those_without_windows_are_chosen():
    few, all_ = windows_tests.chosen(whole=False), windows_tests.chosen(whole=True)
    assert set(few) < set(all_)
    assert "tests/test_ui_start.py" not in all_
    assert "--deselect=tests/test_keys_crypt.py::test_age_itself_opens_it" in few


def test_a_library_of_one_name_leads_to_another_one():
    made = wine_library.forwarding("little.dll", "Function", "other.Target")
    assert (made[:2], len(made)) == (b"MZ", 1024)
    assert made[512:].rstrip(b"\0").endswith(b"little.dll\0Function\0other.Target")

"""What goes into the Linux program: locked like the rest, trimmed with reasons."""

from __future__ import annotations

import tomllib

import linux_program
from windows_parts import LOCKS, pins


def test_the_linux_lock_is_the_common_one_with_what_makes_the_program():
    common, ours = set(pins(LOCKS / "run.txt")), set(pins(LOCKS / "linux.txt"))
    assert common <= ours, "run packaging/dev.py lock"
    more = {pin.package.partition("==")[0] for pin in ours - common if "sys_platform ==" not in pin.marker}
    # None of them comes into the program.
    assert more == linux_program.TOOLS


def test_every_cut_says_why_and_is_of_a_package_that_there_is():
    trim = tomllib.loads((linux_program.DATA / "trim.toml").read_text(encoding="utf-8"))
    packages = {pin.package.partition("==")[0] for pin in pins(LOCKS / "linux.txt")}
    assert trim["keep"].keys() | {rule["from"] for rule in trim["drop"]} <= packages
    for rule in [*trim["keep"].values(), *trim["drop"], trim["system"]]:
        assert rule["files"]
        assert rule["why"].endswith(".")


def test_of_the_system_comes_what_is_named_and_no_name_leads_to_what_was_left_out():
    core, qml = "Qt/lib/libQt6Core.so.6", "Qt/lib/libQt6Qml.so.6"
    brought = [f"PySide6/{core}", f"PySide6/{qml}", "libssl.so.3", "libstdc++.so.6"]
    found = [(one, f"/somewhere/{one}", "BINARY") for one in brought]
    found += [("PySide6/core.so", core, "SYMLINK"), ("PySide6/qml.so", qml, "SYMLINK")]
    kept = {place for place, _, _ in linux_program.trimmed(found)}
    assert kept == {f"PySide6/{core}", "libssl.so.3", "PySide6/core.so"}

"""The law of imports, as docs/architecture.md tells it. Each rule is also shown a house that breaks it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from imports import graph, modules, reached, within
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parent.parent
QT = ("PySide6", "shiboken6")
# The rooms that think and do not act, and all that thinking needs. Raising a UserError is thinking: its translation is
# looked up when it is shown.
PURE = (
    *("koyradesk.bengali", "koyradesk.model", "koyradesk.merge", "koyradesk.frozen", "koyradesk.differences"),
    *(
        "koyradesk.markup",
        "koyradesk.records",
        "koyradesk.rank",
        "koyradesk.layout_data",
        "koyradesk.layout_letters",
        "koyradesk.meeting_records",
        "koyradesk.letter_records",
        "koyradesk.paper_key",
    ),
    *("koyradesk.obligations.shapes", "koyradesk.obligations.rules"),
    *("koyradesk.obligations.proposing", "koyradesk.obligations.words"),
    *("koyradesk.figures.counts", "koyradesk.district.shapes"),
    "koyradesk.exchange.ways.pieces",
    *("koyradesk.exchange.bundle", "koyradesk.exchange.keys"),
    *("koyradesk.bank.offering", "koyradesk.bank.learning"),
    "koyradesk.sitting.hours",
    *("koyradesk.moving", "koyradesk.phrases", "koyradesk.overview", "koyradesk.due_days", "koyradesk.documents.texts"),
)
MAY_BE_RAISED = ("koyradesk.errors", "koyradesk.i18n")
# zlib and bz2 pack and unpack bytes that are in memory: a bundle is made in streams that others opened. rapidfuzz tells
# how far two texts are apart, avro what Latin letters spell.
THINKING = (
    "avro rapidfuzz "
    "__future__ abc bisect bz2 calendar collections contextlib copy dataclasses datetime decimal difflib enum "
    "fractions functools binascii hashlib heapq itertools json math operator re statistics string struct types typing "
    "unicodedata zlib koyradesk"
)
ACTS = {"open", "print", "input", "exec", "eval"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}


def core_is_below_the_windows(root: Path) -> list[str]:
    """`koyradesk` knows neither `ui` nor Qt."""
    edges = graph(modules(root, "koyradesk"))
    return [f"{name} imports {imported}" for name in edges for imported in edges[name] if within(imported, ("ui", *QT))]


def windows_leave_data_and_paper_alone(root: Path) -> list[str]:
    """`ui` shows; the database and the typesetting are the core's."""
    forbidden = ("sqlite3", "sqlite_utils", "reportlab", "<computed>")
    edges = graph(modules(root, "ui"))
    return [f"{name} imports {imported}" for name in edges for imported in edges[name] if within(imported, forbidden)]


def thinking_rooms_do_not_act(root: Path) -> list[str]:
    """No file, clock, chance, network or process in the pure rooms, nor in anything of ours that they import."""
    trees = modules(root, "koyradesk")
    edges = graph(trees)
    found = []
    for name in sorted(reached(PURE, edges, MAY_BE_RAISED)):
        found += [f"{name} imports {one}" for one in edges[name] if one.partition(".")[0] not in THINKING.split()]
        for node in ast.walk(trees[name]):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in ACTS:
                found.append(f"{name} calls {called.id}()")
            if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
                found.append(f"{name} asks the clock: .{called.attr}()")
    return found


#: They play what happens to an office, for pictures and for measurements.
SCENES = re.compile(r"ui\.(\w+\.)?(\w*scenes|stage)")


def files_are_moved_in_one_place(root: Path) -> list[str]:
    """What replaces, renames, deletes or makes a file of its own name goes through ``koyradesk.disk``."""
    found = []
    for package in ("koyradesk", "ui"):
        for name, tree in modules(root, package).items():
            if name == "koyradesk.disk" or SCENES.fullmatch(name):
                continue
            for node in ast.walk(tree):
                called = node.func if isinstance(node, ast.Call) else None
                if not isinstance(called, ast.Attribute) or (
                    isinstance(called.value, ast.Name) and called.value.id in ("disk", "dataclasses")
                ):
                    continue
                # A text's has two arguments, a day's has names.
                moves = called.attr == "replace" and len(node.args) == 1 and not node.keywords
                if moves or called.attr in ("unlink", "rename", "mkstemp", "NamedTemporaryFile"):
                    found.append(f"{name} calls .{called.attr}()")
    return found


LAWS = (
    core_is_below_the_windows,
    windows_leave_data_and_paper_alone,
    thinking_rooms_do_not_act,
    files_are_moved_in_one_place,
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_law_of_imports_is_kept(law):
    assert law(CHECKOUT) == []


BROKEN = [
    (core_is_below_the_windows, "koyradesk/papers.py", "from PySide6.QtCore import QDate"),
    (core_is_below_the_windows, "koyradesk/papers.py", "def f():\n    import ui.app"),
    (core_is_below_the_windows, "koyradesk/papers.py", "import importlib\nimportlib.import_module('PySide6.QtGui')"),
    (windows_leave_data_and_paper_alone, "ui/pages.py", "from sqlite3 import connect"),
    (windows_leave_data_and_paper_alone, "ui/pages.py", "import reportlab.pdfgen"),
    (windows_leave_data_and_paper_alone, "ui/pages.py", "n = 'sqlite3'\n__import__(n)"),
    (thinking_rooms_do_not_act, "koyradesk/model.py", "from pathlib import Path"),
    (thinking_rooms_do_not_act, "koyradesk/merge.py", "from koyradesk import store"),
    (thinking_rooms_do_not_act, "koyradesk/merge.py", "from . import store"),
    (thinking_rooms_do_not_act, "koyradesk/bengali/dates.py", "from .. import helper"),
    (thinking_rooms_do_not_act, "koyradesk/bengali/dates.py", "from datetime import date\nTODAY = date.today()"),
    (thinking_rooms_do_not_act, "koyradesk/bengali/dates.py", "WORDS = open('words')"),
    (files_are_moved_in_one_place, "koyradesk/papers.py", "def f(path):\n    path.unlink(missing_ok=True)"),
    (files_are_moved_in_one_place, "ui/pages.py", "def f(path, target):\n    path.replace(target)"),
    (files_are_moved_in_one_place, "ui/pages.py", "import tempfile\nPATH = tempfile.mkstemp()"),
]


@pytest.mark.parametrize(("law", "place", "source"), BROKEN)
def test_a_broken_law_is_noticed(tmp_path, law, place, source):
    house = {"koyradesk/__init__.py": "", "koyradesk/bengali/__init__.py": "", "koyradesk/helper.py": "import os"}
    for name, text in (house | {"koyradesk/store/__init__.py": "import sqlite3", "ui/__init__.py": ""}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert law(tmp_path) == []
    (tmp_path / place).write_text(source, encoding="utf-8")
    assert law(tmp_path) != []


def test_the_core_brings_no_qt_into_the_process():
    """The same law in a running program: every module of the core is imported, Qt is not there afterwards."""
    names = [name for name in modules(CHECKOUT, "koyradesk") if not name.endswith("__main__")]
    source = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "found = [name for name in sys.modules if name.partition('.')[0] in ('PySide6', 'shiboken6', 'ui')]\n"
        "sys.exit(' '.join(found) or None)"
    )
    done = subprocess.run([sys.executable, "-c", source], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def declared() -> dict[str, Requirement]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    return {canonicalize_name(one.name): one for one in wanted if not one.marker or one.marker.evaluate()}


def test_only_declared_packages_are_imported():
    """A package that is only there because another wanted it may go away with that other's next version."""
    owners = packages_distributions()
    strangers = set()
    for package in ("koyradesk", "ui"):
        for name, imported in graph(modules(CHECKOUT, package)).items():
            tops = {one.partition(".")[0] for one in imported} - {"koyradesk", "ui", "<computed>"}
            for top in tops - sys.stdlib_module_names:
                if not {canonicalize_name(owner) for owner in owners.get(top, [])} & declared().keys():
                    strangers.add(f"{name} imports {top}")
    assert strangers == set()


def locked(kind: str) -> dict[str, list[Requirement]]:
    """Package -> the versions that a lock file pins for the different systems, all hashed."""
    text = (CHECKOUT / "packaging" / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    found: dict[str, list[Requirement]] = {}
    for entry in re.sub(r"\s*#.*", "", text).replace("\\\n", " ").splitlines():
        pin, _, hashes = entry.partition("--hash=")
        if pin.strip():
            assert hashes.startswith("sha256:"), entry
            one = Requirement(pin)
            found.setdefault(canonicalize_name(one.name), []).append(one)
    return found


def test_the_lock_holds_what_is_declared():
    run, test = locked("run"), locked("test")
    for name, wanted in declared().items():
        pins = [next(iter(one.specifier)).version for one in run[name] if not one.marker or one.marker.evaluate()]
        assert [wanted.specifier.contains(pin) for pin in pins] == [True], f"run packaging/dev.py lock: {name}"
    assert {name: {str(pin) for pin in pins} for name, pins in run.items()}.items() <= {
        name: {str(pin) for pin in pins} for name, pins in test.items()
    }.items()


def test_no_window_asks_a_layout_for_its_items():
    """``QLayout.itemAt`` leaves a Python object behind when Qt deletes the item, and PySide takes whatever comes to lie
    in the same memory, an event of a filter for instance, for that object."""
    asking = [path for path in (CHECKOUT / "ui").rglob("*.py") if ".itemAt(" in path.read_text("utf-8")]
    assert not asking

"""Every sign of the interface is in a bundled face: nothing is an empty box on a computer that lacks it."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QLabel
from translations import PO, read_po

from koyradesk.resources import resource
from ui import fonts, inspection, theme

ROOT = Path(__file__).resolve().parent.parent
#: What stands in the sources and is not shown: names that Windows keeps for itself, a bound, what the tour types.
UNSHOWN = {
    "ui/names.py": set("¹²³"),
    "ui/typing/fields.py": {"\U00010000"},
    "ui/editor_scenes.py": {"🙂"},
}


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    fonts.load()
    theme.dress(qapp, theme.LIGHT)
    yield qapp
    qapp.setStyleSheet("")


def _strings(path: Path) -> set[str]:
    """The strings of a module, without what explains it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explains = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explains
    }


def test_every_sign_in_the_windows_sources_is_in_a_bundled_face(qapp):
    found = {}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if lacking := fonts.lacking("".join(_strings(path))):
            found[name] = lacking
    assert found == UNSHOWN


def test_every_sign_of_sentences_and_bundled_texts_is_in_a_bundled_face(qapp):
    texts = read_po(PO.read_text(encoding="utf-8"))
    assert len(texts) > 1000
    assert fonts.lacking("".join((*texts, *texts.values()))) == set()
    files = [*resource().rglob("*.toml"), *(ROOT / "docs" / "handbook").glob("*.md")]
    assert {path.suffix for path in files} == {".toml", ".md"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        # A sign may be written as its number.
        shown = repr(tomllib.loads(text)) if path.suffix == ".toml" else text
        assert fonts.lacking(shown) == set(), path


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["✓", "সকল কমিটি ▾", "↑ ↓ ও Enter খোলে", "Ctrl ← →", "○ ✗ ✕ ● ↵ ☎"])
def test_signs_come_from_the_bundled_face_whatever_the_computer_has(dressed, text, bold):
    label = QLabel(text)
    label.setProperty("role", "strong" if bold else "")
    label.ensurePolished()
    for font in (theme.font(bold=bold), label.font()):
        assert font.bold() is bold
        layout = QTextLayout(text, font)
        height = _set(layout)
        runs = layout.glyphRuns()
        assert fonts.SIGNS in {run.rawFont().familyName() for run in runs} <= {fonts.SIGNS, theme.FAMILY}
        assert all(number for run in runs for number in run.glyphIndexes())
        # A sign makes no line higher than the words beside it.
        assert height == _set(QTextLayout("সকল কমিটি", font)) > 0


def _set(layout: QTextLayout) -> float:
    """Sets its text in one line; the line's height."""
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.height()


def test_the_eye_of_the_tour_sees_a_sign_of_no_face(dressed):
    label = QLabel("সভা ✓")
    assert inspection.boxes(label) == []
    label.setText("সভা 🙂")
    label.setToolTip("⇧ Tab")
    assert inspection.boxes(label) == ["“সভা 🙂” has 🙂", "“⇧ Tab” has ⇧"]
    label.setText("🙂 (U+1F642)")
    label.setToolTip("")
    assert inspection.boxes(label) == []

"""What stands empty in PySide6 at the start is there when it is asked for, and says what it always says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent

#: Everything that those modules are for: messages about wrong calls, signatures, help, enumerations, type stubs.
ASKED = """
import inspect
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget
app = QApplication([])
label = QLabel("ক")
for call in (
    lambda: label.setText(1, 2),
    lambda: QPoint("x"),
    lambda: label.setAlignment("left"),
    lambda: label.nothing,
    lambda: QWidget.resize(label, 1, 2, 3),
    lambda: QColor(object),
    lambda: label.setProperty(),
    lambda: label.setText(txt="ক"),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
from PySide6.support.signature import get_signature
print(*map(get_signature, (QLabel.setText, QPoint.manhattanLength, QLabel.resize, QColor)))
print(QLabel.setText.__doc__, inspect.getdoc(QPoint))
print(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, inspect.signature(Qt.AlignmentFlag))
from shibokensupport.signature.lib.enum_sig import SimplifyingEnumerator
from shibokensupport.signature import layout, mapping, parser
print(SimplifyingEnumerator.__name__, layout.create_signature.__name__, parser.pyside_type_init.__name__)
from PySide6.support.signature.lib import pyi_generator
print(len(vars(pyi_generator)) > 0, pyi_generator.generate_pyi.__name__)
"""
EMPTY = "vars(sys.modules['shibokensupport.signature.{}']).get('_real', 0) is None"


def said(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=CHECKOUT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_what_is_asked_is_answered_as_ever():
    plain = said(ASKED)
    assert "setText" in plain, "PySide6 has something to say"
    assert said("import ui\n" + ASKED) == plain


def test_what_is_not_asked_is_not_loaded():
    names = ("parser", "layout", "errorhandler", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
    look = f"import sys; import ui, PySide6.QtWidgets; print([{', '.join(EMPTY.format(name) for name in names)}])"
    assert said(look).strip() == str([True] * len(names))


def test_a_wrong_call_loads_what_tells_of_it_and_no_more():
    code = "import sys, ui\nfrom PySide6.QtCore import QPoint\ntry:\n    QPoint('x')\nexcept TypeError:\n    pass\n"
    names = ("parser", "lib.pyi_generator")
    look = f"print([{', '.join(EMPTY.format(name) for name in names)}])"
    assert said(code + look).strip() == "[False, True]"


def test_who_brought_pyside_in_before_keeps_it_as_it_is():
    look = "import sys; import PySide6.QtCore; held = list(sys.meta_path); import ui; print(sys.meta_path == held)"
    assert said(look).strip() == "True"


def test_python_s_own_way_of_importing_is_left_alone():
    """Nothing of the arrangement stays in the way of later imports."""
    look = "import sys; held = list(sys.meta_path); import ui; print(sys.meta_path == held)"
    assert said(look).strip() == "True"

"""What is wrong with a window as it stands: cut texts, nameless widgets, English among the Bengali, signs of no face.

For the tour and the tests, so that every new screen is judged by the same eye.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ui import fonts, lines
from ui.fields.chip import ChipButton
from ui.parts import Button, Chip, Text
from ui.search_box import Search
from ui.theme import font

#: What stands in Latin letters in Bengali too: keys, kinds of file, the other language's own name, addresses and paths.
_LATIN = re.compile(
    r"(U\+[0-9A-F]{4,6}|Ctrl[+ ](?:Shift[+ ])?\w\b|Ctrl|Shift|Alt|Enter|Return|Esc|Escape|Space|Tab|Page|PgUp"
    r"|PgDn|PgDown|Up|Down|Left|Right|Home|End|Backspace"
    r"|Insert|Delete|F\d{1,2}|Word|Excel|PDF|JPEG|PNG|CSV|UTF|English|txt|pdf|\S*[./@\\]\S*)(?=\W|$)"
)


def widgets(root: QWidget) -> Iterator[QWidget]:
    """The widgets of a window that are on the screen, without Qt's inner ones."""
    if not root.objectName().startswith("qt_") and not isinstance(root, QScrollBar):
        yield root
    for child in root.children():
        # A dialog over the window is a window of its own.
        if isinstance(child, QWidget) and not child.isHidden() and not child.isWindow():
            yield from widgets(child)


def nameless(root: QWidget) -> list[str]:
    """Widgets a screen reader would have no name for."""
    found = []
    for one in widgets(root):
        bare = isinstance(one, QLabel) and not one.text() and one.pixmap().isNull() and not one.accessibleName()
        hairline = isinstance(one, QFrame) and one.property("role") == "rule"
        if not one.accessibleName() and not bare and not hairline:
            found.append(f"{type(one).__name__} {one.objectName()} in {type(one.parent()).__name__}")
    return found


def cut(root: QWidget) -> list[str]:
    """Texts that have less room than they need, and widgets that stick out of their parents."""
    found = []
    for one in widgets(root):
        if (need := _need(one)) and (need[0] > one.width() or need[1] > one.height()):
            found.append(f"“{_words(one)}” needs {need[0]}x{need[1]}, has {one.width()}x{one.height()}")
        parent = one.parentWidget()
        if parent is not None and one is not root and _words(one) and not _scrolls(one, root):
            inside = parent.rect().contains(one.geometry())
            if not inside:
                found.append(f"“{_words(one)}” sticks out of {type(parent).__name__}")
        if isinstance(one, QListView):
            found += _cut_rows(one)
    return found


def english(root: QWidget) -> list[str]:
    """Words in Latin letters on a Bengali window, seen or heard; names of licences say that they are English."""
    found = []
    for one in widgets(root):
        if one.property("language") == "en":
            continue
        for text in {_words(one), one.accessibleName(), one.toolTip(), one.accessibleDescription(), one.windowTitle()}:
            if re.search("[A-Za-z]", _LATIN.sub("", text)):
                found.append(text)
    return found


def boxes(root: QWidget) -> list[str]:
    """Texts with a sign that no bundled face has: an empty box where the computer has none either.

    What someone typed and no font has is told with its number, and may be one.
    """
    found = []
    for one in widgets(root):
        for text in sorted({_words(one), one.toolTip()}):
            if lacking := {sign for sign in fonts.lacking(text) if f"U+{ord(sign):04X}" not in text}:
                found.append(f"“{text}” has {' '.join(sorted(lacking))}")
    return found


def _words(one: QWidget) -> str:
    if isinstance(one, QLabel | QPushButton):
        return one.text()
    if isinstance(one, ChipButton):
        return one.chip.text
    return one.placeholderText() if isinstance(one, QLineEdit) else ""


def _need(one: QWidget) -> tuple[int, int] | None:
    """The least width and height at which nothing of a widget's words is cut."""
    if not _words(one) and not isinstance(one, QTabBar):
        return None
    if isinstance(one, Text):
        face = one.font()
        widest = max(lines.natural_width(line, face) for line in one.plain.split("\n"))
        return min(one.width(), ceil(widest)), one.heightForWidth(one.width())
    if isinstance(one, Search):
        margins = one.textMargins()
        words = lines.natural_width(one.placeholderText(), font())
        return ceil(words) + margins.left() + margins.right(), ceil(lines.leading(font()))
    if isinstance(one, ChipButton):
        return min(one.width(), one.sizeHint().width()), one.heightForWidth(one.width())
    if isinstance(one, Button | Chip):
        size = one.sizeHint()
        return size.width(), size.height()
    if isinstance(one, QTabBar):
        size = one.sizeHint()
        last = one.tabRect(one.count() - 1).right()
        return max(last, sum(one.tabRect(index).width() for index in range(one.count()))), size.height()
    metrics = one.fontMetrics()
    return metrics.horizontalAdvance(_words(one)), metrics.height()


def _scrolls(one: QWidget, root: QWidget) -> bool:
    """Whether a widget lies in something that scrolls up and down: it may stand below what is seen."""
    while one is not root and (parent := one.parentWidget()) is not None:
        # What holds the screens scrolls in the smallest windows only: they must hold what is theirs.
        if isinstance(parent, QScrollArea | QAbstractScrollArea) and parent.objectName() != "room":
            return True
        one = parent
    return False


def _cut_rows(view: QListView) -> list[str]:
    found = []
    model = view.model()
    for row in range(model.rowCount(QModelIndex())):
        index = model.index(row, 0)
        place = view.visualRect(index)
        need = view.sizeHintForIndex(index)
        if need.height() > place.height() or place.width() > view.viewport().width():
            found.append(f"row “{model.data(index, Qt.ItemDataRole.DisplayRole)}” of {view.accessibleName()}")
    return found

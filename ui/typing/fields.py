"""Which fields Bengali is typed in, and what stands in them around the caret, asked of any widget alike."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_UNDERLINED = QTextCharFormat()
_UNDERLINED.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
_ASK = Qt.InputMethodQuery
_HINTS = Qt.InputMethodHint
#: Passwords, numbers, addresses and codes are typed as they are.
_NEVER = (
    _HINTS.ImhHiddenText
    | _HINTS.ImhSensitiveData
    | _HINTS.ImhDigitsOnly
    | _HINTS.ImhFormattedNumbersOnly
    | _HINTS.ImhDialableCharactersOnly
    | _HINTS.ImhEmailCharactersOnly
    | _HINTS.ImhUrlCharactersOnly
    | _HINTS.ImhLatinOnly
    | _HINTS.ImhPreferLatin
).value


class Around(NamedTuple):
    """The text of the line or paragraph that the caret is in, and where it stands there, in units of UTF-16."""

    text: str
    caret: int

    @property
    def before(self) -> str:
        """What stands before the caret."""
        if self.text.isascii() or max(self.text) < "\U00010000":
            return self.text[: self.caret]
        return self.text.encode("utf-16-le", "surrogatepass")[: 2 * self.caret].decode("utf-16-le", "ignore")


def is_text(widget: QWidget) -> bool:
    """Is it a field that one types in, perhaps one that can only be read now?"""
    text = isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit))
    return text or widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def takes(field: QWidget | None) -> bool:
    """Is Bengali typed in it?"""
    if field is None or not field.isEnabled() or not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        return False
    if isinstance(field, (QAbstractItemView, QAbstractSpinBox)):
        # A table takes keys for the cell that is chosen; what then opens there is a field of its own.
        return False
    if not field.inputMethodQuery(_ASK.ImEnabled) or field.inputMethodQuery(_ASK.ImReadOnly):
        return False
    hints = field.inputMethodQuery(_ASK.ImHints)
    return not (int(getattr(hints, "value", hints) or 0) & _NEVER)


def around(field: QWidget) -> Around:
    """What stands around the caret of a field."""
    text = field.inputMethodQuery(_ASK.ImSurroundingText)
    caret = field.inputMethodQuery(_ASK.ImCursorPosition)
    return Around(str(text or ""), int(caret or 0))


def parts(field: QWidget) -> list[QObject]:
    """The widgets that get the field's events: some have the mouse in an inner one."""
    found: list[QObject] = [field]
    if isinstance(field, QAbstractScrollArea):
        found.append(field.viewport())
    elif isinstance(field, QComboBox) and (line := field.lineEdit()) is not None:
        found.append(line)
    return found


def send(field: QWidget, seen: str, written: str = "", instead: int = 0) -> None:
    """Sends a field what an input method would: what is ``seen`` under way, and what is ``written`` in the place of so
    many units before the caret."""
    kinds = QInputMethodEvent.AttributeType
    marks = []
    if seen:
        marks = [
            QInputMethodEvent.Attribute(kinds.TextFormat, 0, len(seen), _UNDERLINED),
            QInputMethodEvent.Attribute(kinds.Cursor, len(seen), 1, None),
        ]
    event = QInputMethodEvent(seen, marks)
    if written or instead:
        event.setCommitString(written, -instead, instead)
    QApplication.sendEvent(field, event)

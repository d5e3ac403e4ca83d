"""Several short texts as chips, and a place to type one more."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from koyradesk.bengali.text import clean
from koyradesk.markup import escape, plain
from koyradesk.pasting import Pasted
from ui import lines
from ui.fields.chip import Chip, ChipButton
from ui.fields.field import Completer, Field
from ui.fields.flow import Flow
from ui.fields.line import LineField
from ui.say import Voice
from ui.theme import HALF, TYPE, Tokens, font, restyle

__all__ = ["Chip", "ChipsField"]

_ROOM = 26


class ChipsField(Field, QWidget):
    """Chips over as many lines as they need, then "+ …". Indexes count from 0. ``name`` is for screen readers.

    On a chip Left and Right go on, Ctrl+Left and Ctrl+Right carry it, Delete takes it away, Enter or F2 edits it. The
    signals carry plain text; the owner shows what became of them by ``show_chips``. ``typed`` and ``pasted`` are of the
    place to type in; what was begun there is added when the field is left. ``single``: one chip is all there can be,
    and the place to type in shows only without it.
    """

    added = Signal(str)
    removed = Signal(int)
    renamed = Signal(int, str)
    #: From one place to another: the chip at the first index now stands at the second.
    moved = Signal(int, int)
    #: What is being typed in place of a chip; "" when that has ended.
    retyped = Signal(int, str)

    def __init__(
        self,
        name: str,
        look: Tokens,
        voice: Voice,
        *,
        add: str,
        words: Completer | None = None,
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._look, self._voice, self._single = name, look, voice, single
        self._buttons: list[ChipButton] = []
        self._inside = False
        #: The chip that is being edited, and the line that stands in its place.
        self._edited: tuple[int, _Line] | None = None
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self, across=HALF + 2, down=HALF + 2)
        self.input = _Line(f"{name}: {add}", look, add, words, self._enter)
        self.input.setParent(self)
        self._flow.addWidget(self.input)
        self.input.lines_pasted.connect(self._add_all)
        self.input.chosen.connect(self._enter)
        self.input.back.connect(lambda: self.focus_chip(len(self._buttons) - 1))
        for signal in ("typed", "pasted", "overflowed", "undo_asked", "redo_asked"):
            getattr(self.input, signal).connect(getattr(self, signal))
        self._listen(self.input)
        self.input.installEventFilter(self)
        self.setFocusProxy(self.input)

    # What it shows

    def chips(self) -> tuple[Chip, ...]:
        """What is shown."""
        return tuple(button.chip for button in self._buttons)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Shows other chips without telling anyone; the focus stays at its place."""
        if self._edited and len(chips) != len(self._buttons):
            self._end_edit(keep=False)
        held = next((index for index, button in enumerate(self._buttons) if button.hasFocus()), None)
        for button, chip in zip(self._buttons, chips, strict=False):
            if button.chip != chip:
                button.say(chip)
        for chip in chips[len(self._buttons) :]:
            self._flow.insert(len(self._buttons), self._made(chip))
        gone = self._buttons[len(chips) :]
        del self._buttons[len(chips) :]
        typing = self.input.hasFocus()
        if self._single and not chips:
            self.input.setVisible(not self.frozen)
        self._order()
        # Before the focused one goes, or Qt would give the focus to whatever comes next.
        if (held is not None and held >= len(chips)) or (typing and self._single and chips):
            self.focus_chip(len(chips) - 1)
        if self._single and chips:
            self.input.hide()
        for button in gone:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._order()
        told = ", ".join(button.accessibleName() for button in self._buttons)
        self.setAccessibleDescription(told)
        self.input.setAccessibleDescription(told)
        self._flow.invalidate()
        self.updateGeometry()

    def focus_chip(self, index: int) -> None:
        """Puts the focus on a chip; on the place to type in where there is none."""
        if 0 <= index < len(self._buttons):
            self._buttons[index].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.input.isHidden():
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Adds what is being typed, as if the field were left."""
        if self._inside:
            self._end_edit(keep=True)
            self._enter()

    def set_frozen(self, frozen: bool) -> None:
        """Makes the chips to be read only; the place to type in goes."""
        if self._edited:
            self._end_edit(keep=False)
        self.frozen = frozen
        self.input.set_frozen(frozen)
        self.input.setVisible(not frozen and not (self._single and self._buttons))
        for button in self._buttons:
            button.set_frozen(frozen)
        self._order()

    def marked(self) -> str:
        """What is typed and not yet a chip, as stored text."""
        return self.input.marked()

    def _made(self, chip: Chip) -> ChipButton:
        button = ChipButton(self._look, chip, self)
        button.set_frozen(self.frozen)
        self._buttons.append(button)
        button.remove.connect(lambda: self._act(button, self.removed.emit))
        button.edit.connect(lambda: self._act(button, self._begin_edit))
        button.go.connect(lambda step: self._act(button, lambda index: self._go(index + step)))
        button.carry.connect(lambda step: self._act(button, lambda index: self._carry(index, index + step)))
        button.undo_asked.connect(self.undo_asked)
        button.redo_asked.connect(self.redo_asked)
        button.focused.connect(self._came)
        button.unfocused.connect(self._went)
        button.show()
        return button

    def _act(self, button: ChipButton, act: object) -> None:
        if button in self._buttons and callable(act):
            act(self._buttons.index(button))

    def _order(self) -> None:
        """Tab stops once: where one types, or at the first chip where nothing can be typed."""
        first = self.input.isHidden()
        for index, button in enumerate(self._buttons):
            tab = first and index == 0
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._buttons[0] if first and self._buttons else self.input)

    # What is done with chips

    def _go(self, index: int) -> None:
        if index >= 0:
            self.focus_chip(index)

    def _carry(self, index: int, to: int) -> None:
        if 0 <= to < len(self._buttons):
            self.moved.emit(index, to)
            self.focus_chip(to)

    def _enter(self, word: str = "") -> bool:
        """Adds what was typed or chosen; False where there is nothing."""
        text = _tidy(word or self.input.text())
        self.input.clear()
        self.input.close_completions()
        if text:
            self.added.emit(text)
        return bool(text)

    def _add_all(self, texts: list[str]) -> None:
        if self._single:
            self.input.insert(" ".join(texts))
        else:
            for text in texts:
                self.added.emit(text)

    def _begin_edit(self, index: int) -> None:
        button = self._buttons[index]
        line = _Line(f"{self._name}: {button.chip.text}", self._look, "", self.input.words, None)
        line.setParent(self)
        line.show_marked(escape(button.chip.text))
        line.typed.connect(lambda text: self.retyped.emit(self._buttons.index(button), text))
        line.confirmed.connect(lambda: self._end_edit(keep=True, back=True))
        line.chosen.connect(lambda _: self._end_edit(keep=True, back=True))
        line.cancelled.connect(lambda: self._end_edit(keep=False, back=True))
        line.left.connect(lambda: self._end_edit(keep=True))
        line.lines_pasted.connect(lambda texts: line.insert(" ".join(texts)))
        line.overflowed.connect(self.overflowed)
        self._listen(line)
        self._edited = (index, line)
        self._flow.insert(index, line)
        line.show()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()
        button.hide()

    def _end_edit(self, *, keep: bool, back: bool = False) -> None:
        if self._edited is None:
            return
        (index, line), self._edited = self._edited, None
        text = _tidy(line.text())
        button = self._buttons[index]
        button.show()
        if back:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._flow.removeWidget(line)
        line.hide()
        line.deleteLater()
        if keep and not text:
            self.removed.emit(index)
        elif keep and text != button.chip.text:
            self.renamed.emit(index, text)
        self.retyped.emit(index, "")

    # Focus

    def _listen(self, line: LineField) -> None:
        line.entered.connect(self._came)
        line.left.connect(self._went)

    def _came(self) -> None:
        if not self._inside:
            self._inside = True
            self.entered.emit()

    def _went(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            return
        if self._inside:
            self._enter()
            self._inside = False
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Its owner may hide the place to type in, as where one chip is enough.
        if event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            self._order()
        return super().eventFilter(watched, event)


def _tidy(typed: str) -> str:
    """One line, without what may not stand in a paper."""
    return " ".join(clean(typed).split())


class _Line(LineField):
    """A line as long as its text, among chips."""

    cancelled = Signal()
    back = Signal()
    lines_pasted = Signal(list)

    def __init__(self, name: str, look: Tokens, hint: str, words: Completer | None, enter: object) -> None:
        super().__init__(name, look, hint=hint, words=words, enter=enter if callable(enter) else lambda: True)
        restyle(self, "role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._grow)

    def receive(self, pasted: Pasted) -> None:
        several = [plain(one.text) for one in pasted.lines if one.text]
        if len(several) > 1 and pasted.kind not in self.takes and not pasted.too_long and not self.frozen:
            self.lines_pasted.emit(several)
        else:
            super().receive(pasted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        at_head = self.cursorPosition() == 0 and not self.hasSelectedText()
        if key == Qt.Key.Key_Escape and not self.completing() and (self.text() or not self.hint):
            # What was begun is given up; with nothing begun Escape is the owner's.
            if self.hint:
                self.clear()
            self.cancelled.emit()
        elif at_head and not held and (key == Qt.Key.Key_Left or (key == Qt.Key.Key_Backspace and not self.text())):
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _grow(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        face = font(TYPE.tag)
        wanted = max(lines.natural_width(self.text(), face), lines.natural_width(self.hint, face))
        return QSize(ceil(wanted) + _ROOM, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_ROOM + 2 * TYPE.tag, super().sizeHint().height())

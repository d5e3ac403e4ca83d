"""One key in the form: its label, its control, what can be filled in, what is wrong, and the way back to the base."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from koyradesk import layout_keys
from koyradesk.i18n import N_
from koyradesk.layout_keys import Key
from ui.fields.flow import Flow
from ui.layouts import words
from ui.layouts.columns import ColumnsControl
from ui.layouts.controls import (
    ChoiceControl,
    Context,
    Control,
    NumberControl,
    SwitchControl,
    TextControl,
    is_long,
)
from ui.layouts.draft import Draft
from ui.layouts.groups import Item
from ui.layouts.head import HeadLinesControl, LogoControl
from ui.layouts.rows import RowsControl
from ui.layouts.samples import BanglaDateControl, DateControl, FontControl, LabelControl
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens, restyle

_WAYS: dict[str, Callable[[Context], Control]] = {
    "font": FontControl,
    "label": LabelControl,
    "date": DateControl,
    "bangla date": BanglaDateControl,
    "logo": LogoControl,
    "head lines": HeadLinesControl,
    "columns": ColumnsControl,
}
_KINDS: dict[str, Callable[[Context], Control]] = {
    "texts": RowsControl,
    "rows": RowsControl,
    "choices": RowsControl,
    "numbers": RowsControl,
    "number": NumberControl,
    "whole": NumberControl,
    "switch": SwitchControl,
    "choice": ChoiceControl,
}
#: The bar that marks what differs from the base.
_BAR = 3
#: So many names are offered as chips; the others are in a menu.
_CHIPS = 9


class Entry(QWidget):
    """A labelled control bound to one key of the draft. What cannot be is told here and goes no further."""

    #: The caret is in it, or it was changed.
    entered = Signal(str)
    undo_asked = Signal()

    def __init__(
        self,
        item: Item,
        draft: Draft,
        voice: Voice,
        look: Tokens,
        fonts: Callable[[Callable[[Sequence[str]], None]], None],
        head: Sequence[str],
    ) -> None:
        super().__init__()
        self.item, self._draft, self._voice, self._look = item, draft, voice, look
        self.key: Key = layout_keys.keys()[item.path]
        self._own = False
        self._differs = False
        #: Whether what stands in the control is no value that can be.
        self.wrong = False
        name = voice(item.label)
        self.setAccessibleName(name)
        context = Context(voice, look, self.key, name, voice(item.unit) if item.unit else "", fonts, head)
        self.control = self._make(context)
        self.label = Text(name, "muted")
        self.back = Button(voice(N_("Back to the base: {name}"), name=name), look, role="quiet", icon="undo-2")
        self.back.clicked.connect(self._to_base)
        self.note = Text("", "small")
        self.chips: QWidget | None = None
        self._lay_out()
        self.control.edited.connect(self._edited)
        self.control.undo_asked.connect(self.undo_asked)
        self.control.entered.connect(self._entered)
        self.control.left.connect(draft.pause)
        self.control.names_asked.connect(self._names_menu)
        self.show_draft()

    def _make(self, context: Context) -> Control:
        if make := _WAYS.get(self.item.way) or _KINDS.get(self.key.kind):
            return make(context)
        return TextControl(context, long=is_long(self._draft.value(self.key.path)))

    def _lay_out(self) -> None:
        above = row(self.label if self.key.kind != "switch" else self.control, self.back, spacing=HALF)
        above.setStretch(0, 1)
        above.setAlignment(self.back, Qt.AlignmentFlag.AlignTop)
        policy = self.back.sizePolicy()
        # Its room stays while it is not shown: nothing moves when a value comes to differ.
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(STEP, 0, 0, 0)
        self._stack.setSpacing(HALF // 2)
        self._stack.addLayout(above)
        if self.key.kind != "switch":
            self._stack.addWidget(self.control)
        self._stack.addWidget(self.note)

    # What is shown

    def show_draft(self) -> None:
        """Shows what the draft has now, and whether that differs from the base."""
        if not self._own:
            self.control.show_value(self._draft.value(self.key.path))
            self._tell("")
        base = self._draft.base_value(self.key.path)
        self._differs = self._draft.value(self.key.path) != base
        self.back.setVisible(self._differs)
        said = self._voice(N_("Differs from {base}."), base=self._voice(words.BASES[self._draft.base]))
        self.setAccessibleDescription(said if self._differs else "")
        self.update()

    def first(self) -> None:
        """The keyboard goes into it."""
        self.control.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._differs:
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 2, _BAR, self.height() - 4), QColor(self._look.accent))

    def _tell(self, error: str) -> None:
        hint = self._voice(self.item.hint) if self.item.hint else ""
        self.wrong = bool(error)
        restyle(self.note, "role", "error" if error else "small")
        self.note.say(error or hint)
        self.note.setVisible(bool(error or hint))
        self.control.first().setAccessibleDescription(error or hint)

    # What is done

    def _edited(self, value: Any) -> None:
        error = layout_keys.fault(self.key, value)
        if error is not None:
            self._tell(self._voice.digits(words.shown(self._voice.refusal(error), self._voice)))
            return
        self._tell("")
        self._own = True
        self._draft.put(self.key.path, value)
        self._own = False
        self.entered.emit(self.key.path)

    def _to_base(self) -> None:
        self._draft.pause()
        self._draft.put(self.key.path, self._draft.base_value(self.key.path))
        self.show_draft()
        self.first()

    def _entered(self) -> None:
        self._offer()
        self.entered.emit(self.key.path)

    # What can be filled in

    def _offer(self) -> None:
        """The names that can stand in the text, as chips under it: what it must tell, what the base has, the usual."""
        if not any(self.key.knows) or self.chips is not None:
            return
        base = json.dumps(self._draft.base_value(self.key.path))
        names = [*self.key.needs, *(name for name in self.key.knows if f"{{{name}}}" in base), *self.key.knows]
        self.chips = QWidget()
        self.chips.setAccessibleName(self._voice(N_("What can be filled in")))
        flow = Flow(self.chips, across=HALF, down=HALF)
        for name in list(dict.fromkeys(names))[:_CHIPS]:
            chip = Button("{" + words.field_name(name, self._voice) + "}", self._look, role="small")
            # The caret stays in the text; the keyboard has a menu of its own.
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAccessibleName(self._voice(N_("Put in: {name}"), name=words.field_name(name, self._voice)))
            chip.clicked.connect(partial(self._insert, name))
            flow.addWidget(chip)
        if len(self.key.knows) > _CHIPS:
            more = Button(self._voice(N_("More …")), self._look, role="small")
            more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            more.setToolTip("Ctrl+Space")
            more.clicked.connect(lambda: self._names_menu(more))
            flow.addWidget(more)
        self._stack.addWidget(self.chips)

    def fold_chips(self) -> None:
        """Takes the chips away: another entry is typed in."""
        if self.chips is not None:
            self._stack.removeWidget(self.chips)
            self.chips.hide()
            self.chips.deleteLater()
            self.chips = None

    def _insert(self, name: str, *_: object) -> None:
        insert = getattr(self.control, "insert", None)
        if insert is not None:
            insert(name)

    def _names_menu(self, under: QWidget) -> None:
        """All that can be filled in."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self._voice(N_("What can be filled in")))
        for name in self.key.knows:
            menu.addAction(words.field_name(name, self._voice)).triggered.connect(partial(self._insert, name))
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

"""A list of parts of a meeting, each with its field or fields: paragraphs, recipients, signatures, corrections.

Enter adds the next one (or parts the text), Backspace at the head joins with the one before, Alt+Delete takes one out,
Alt+Up and Alt+Down move it. What is pasted as a list becomes a row for each of its lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from koyradesk import editing
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Meeting, Ref
from ui.editor.completing import going_on
from ui.editor.pasted import change as change_pasted
from ui.editor.prose import Prose
from ui.editor.step import Step
from ui.fields import Completer, Form, LineField, MarkedField
from ui.keys import ENTERS
from ui.parts import Button, Label, Text, row, rule
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

_KEY = Qt.Key
#: Room for the widest usual label of a row ("১২।").
_LABEL = 34


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a row: its name in the record, its label (an English sentence), whether it holds several lines."""

    field: str
    label: str
    lines: bool = False
    #: Side by side with the field before it.
    beside: bool = False
    #: In columns.
    width: int = 1
    hint: str = ""
    words: Completer | None = None
    #: The sentence bank offers how it goes on.
    banked: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list is of. Sentences are English ones: ``one`` names a row, ``add`` the button, ``empty`` an empty list.

    ``labelled``: each row shows the label it has on the paper. ``breaks``: Shift+Enter begins a line inside a row.
    """

    kind: str
    one: str
    cells: tuple[Cell, ...]
    add: str
    empty: str
    labelled: bool = False
    breaks: bool = False
    #: Enter in the last of several fields adds the next row.
    grows: bool = False


class Row(QFrame):
    """One part: a field with its label, or a small form where the part has several fields."""

    removed = Signal(str)

    def __init__(self, step: Step, voice: Voice, look: Tokens, shape: Shape, record: str) -> None:
        super().__init__()
        self.record = record
        self.fields: list[Any] = []
        self.label = Label(name=voice(N_("Label")))
        self.label.setProperty("role", "muted")
        self.label.setFixedWidth(_LABEL)
        # In line with the words in the field.
        self.label.setContentsMargins(0, STEP - 1, 0, 0)
        if not shape.labelled:
            self.label.hide()
        self._remove = Button(
            voice(N_("Remove")), look, role="quiet", icon="x", keys="Alt+Delete", shows_keys=False, owns_keys=False
        )
        # By keyboard a row goes with Alt+Delete: Tab need not stop here.
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.clicked.connect(lambda: self.removed.emit(self.record))
        name = voice(shape.one)
        #: Between parts of several fields, so that one sees where the next begins.
        self._rule = rule() if len(shape.cells) > 1 else None
        if len(shape.cells) == 1:
            inner: QWidget = self._field(step, voice, look, shape, shape.cells[0])
        else:
            form = Form(name)
            for cell in shape.cells:
                form.add(
                    voice(cell.label),
                    self._field(step, voice, look, shape, cell),
                    beside=cell.beside,
                    width=cell.width,
                )
            inner = form
        across = QHBoxLayout()
        across.setSpacing(HALF)
        top = Qt.AlignmentFlag.AlignTop
        across.addWidget(self.label, 0, top)
        across.addWidget(inner, 1)
        across.addWidget(self._remove, 0, top)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP + HALF)
        if self._rule is not None:
            whole.addWidget(self._rule)
        whole.addLayout(across)
        self.setAccessibleName(name)

    def _field(self, step: Step, voice: Voice, look: Tokens, shape: Shape, cell: Cell) -> QWidget:
        name = voice(cell.label)
        hint = voice(cell.hint) if cell.hint else ""
        if cell.lines:
            takes = ("list", "table") if len(shape.cells) == 1 else ()
            made: Any = Prose(name, look, hint=hint, takes=takes, breaks=shape.breaks)
            made.ends = going_on(cell.words)
            if cell.banked:
                step.session.offers.attach(made, Ref(self.record, cell.field), voice)
        else:
            made = LineField(name, look, hint=hint, words=cell.words)
        self.fields.append(made)
        held: QWidget = step.hold(Ref(self.record, cell.field), made)
        return held

    def show_place(self, place: int, label: str, frozen: bool) -> None:
        """How far down the list it stands, its label, and whether it can be taken out."""
        self.label.say(plain(label))
        if self._rule is not None:
            self._rule.setVisible(place > 1)
        self._remove.setVisible(not frozen)


class Rows(QWidget):
    """The list, and a button that adds to it.

    ``place`` makes parts of a paste and gives back the meeting with them, and the last one's id; ``fresh`` gives a new
    part its first texts; ``known`` is told of a completion that was chosen in a row's first field; ``shows`` says which
    parts stand here.
    """

    def __init__(
        self,
        step: Step,
        voice: Voice,
        look: Tokens,
        shape: Shape,
        *,
        place: Callable[[Any, str], tuple[Any, str]] | None = None,
        fresh: Callable[[], dict[str, Any]] = dict,
        known: Callable[[str, str], None] | None = None,
        shows: Callable[[Any], bool] = lambda _part: True,
    ) -> None:
        super().__init__()
        self._step, self._voice, self._look, self._shape = step, voice, look, shape
        self._place, self._fresh, self._known, self._shows = place, fresh, known, shows
        self._rows: dict[str, Row] = {}
        self.setAccessibleName(voice(shape.one))
        self._stack = QVBoxLayout()
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(STEP if len(shape.cells) == 1 else GAP)
        self.empty = Text(voice(shape.empty), "muted")
        self.adding = Button(voice(shape.add), look, icon="plus")
        self.adding.clicked.connect(self.add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP)
        whole.addWidget(self.empty)
        whole.addLayout(self._stack)
        whole.addLayout(row(self.adding, 1))

    @property
    def _session(self) -> Any:
        return self._step.session

    @property
    def frozen(self) -> bool:
        """Whether nothing can be added or moved here."""
        return bool(self._session.closed(f"{self._shape.kind}."))

    def rows(self) -> list[Row]:
        """In the order of the meeting."""
        return list(self._rows.values())

    def rebuild(self) -> None:
        """A row for every part there is now; those that stay keep their fields and the focus."""
        parts = self._parts()
        wanted = [one.id for one in parts]
        for record in [one for one in self._rows if one not in wanted]:
            self._let_go(self._rows.pop(record))
        if list(self._rows) != wanted:
            self._rows = {record: self._rows.get(record) or self._made(record) for record in wanted}
            for place, held in enumerate(self._rows.values()):
                self._stack.insertWidget(place, held)
                if self.isVisible():
                    # At once, not when the layout comes to it: the caret may go there.
                    held.show()
        frozen = self.frozen
        for place, (held, part) in enumerate(zip(self._rows.values(), parts, strict=True), 1):
            held.show_place(place, getattr(part, "label", ""), frozen)
        self.empty.setVisible(not wanted)
        self.adding.setVisible(not frozen)

    def reshape(self, shape: Shape) -> None:
        """Other fields in every row, where they are not the ones there are."""
        if [cell.field for cell in shape.cells] != [cell.field for cell in self._shape.cells]:
            for gone in self._rows.values():
                self._let_go(gone)
            self._rows = {}
        self._shape = shape
        self.adding.setText(self._voice(shape.add))
        self.adding.setAccessibleName(self._voice(shape.add))
        self.adding.updateGeometry()

    def add(self) -> None:
        """A new row at the end."""
        last = next(reversed(self._rows), "")
        self._add_after(last)

    def _let_go(self, gone: Row) -> None:
        self._step.release(gone.record)
        self._stack.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _parts(self) -> tuple[Any, ...]:
        return tuple(filter(self._shows, editing.parts(self._session.meeting, self._shape.kind)))

    def _made(self, record: str) -> Row:
        made = Row(self._step, self._voice, self._look, self._shape, record)
        made.removed.connect(self._remove)
        for field in made.fields:
            field.installEventFilter(self)
            field.pasted.connect(lambda pasted, record=record: self._pasted(record, pasted))
        if self._known is not None:
            made.fields[0].chosen.connect(lambda name, known=self._known: known(record, name))
        return made

    # What is done with a row

    def _change(self, meeting: Meeting, ref: Ref | None = None, offset: int | None = None) -> None:
        self._session.change(meeting)
        if ref is not None:
            self._step.go(ref, offset)

    def _first(self, record: str) -> Ref:
        return Ref(record, self._shape.cells[0].field)

    def _add_after(self, record: str) -> None:
        if record:
            # What was typed there is ended first, as if the caret had left already.
            self._session.leave(self._first(record))
        made = self._session.mint(self._shape.kind)
        meeting = editing.add(self._session.meeting, self._shape.kind, made, after=record, **self._fresh())
        self._change(meeting, self._first(made))

    def _remove(self, record: str) -> None:
        records = list(self._rows)
        place = records.index(record)
        rest = records[:place] + records[place + 1 :]
        held = self._rows[record].isAncestorOf(self.window().focusWidget() or self)
        self._change(editing.remove(self._session.meeting, record))
        if held and rest:
            self._step.go(self._first(rest[min(place, len(rest) - 1)]))
        elif held:
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, record: str, steps: int) -> None:
        self._change(editing.move(self._session.meeting, record, steps))
        self._step.bring(self._rows[record])

    def _split(self, record: str, at: int) -> None:
        meeting, made = editing.split(self._session.meeting, self._first(record), at, self._session.mint)
        self._change(meeting, self._first(made), 0)

    def _join(self, record: str) -> None:
        meeting, ref, place = editing.join(self._session.meeting, record)
        if ref.record != record:
            self._change(meeting, ref, place)

    def _pasted(self, record: str, pasted: Any) -> None:
        if not pasted.fits():
            self._session.overflowed.emit()
        elif self._place is not None:
            meeting, last = self._place(pasted, record)
            change_pasted(self._session, meeting, pasted)
            self._step.go(self._first(last), len(plain(editing.text(meeting, self._first(last)))))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.frozen:
            for held in self._rows.values():
                if watched in held.fields:
                    return self._key(held, watched, event)
        return super().eventFilter(watched, event)

    def _key(self, held: Row, field: Any, event: QKeyEvent) -> bool:
        """Acts on a key of the list; False leaves it to the field."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier and key == _KEY.Key_Delete:
            self._remove(held.record)
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in (_KEY.Key_Up, _KEY.Key_Down):
            self._move(held.record, -1 if key == _KEY.Key_Up else 1)
        elif modifiers:
            return False
        elif isinstance(field, MarkedField) and len(held.fields) == 1:
            return self._text_key(held, field, key)
        elif key in ENTERS and not (isinstance(field, LineField) and field.completing()):
            self._go_on(held, field)
        else:
            return False
        return True

    def _go_on(self, held: Row, field: Any) -> None:
        """Enter in one of several fields: to the next of them, from the last to the next row."""
        place = held.fields.index(field)
        records = list(self._rows)
        row_ = records.index(held.record)
        if place + 1 < len(held.fields):
            held.fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif row_ + 1 < len(records):
            self._step.go(self._first(records[row_ + 1]))
        elif self._shape.grows and any(one.marked() for one in held.fields):
            self._add_after(held.record)
        else:
            self.adding.setFocus(Qt.FocusReason.TabFocusReason)

    def _text_key(self, held: Row, field: MarkedField, key: int) -> bool:
        cursor = field.textCursor()
        at_head, at_end = cursor.atStart(), cursor.atEnd()
        if cursor.hasSelection() and key in ENTERS:
            cursor.removeSelectedText()
            at_end = cursor.atEnd()
        elif cursor.hasSelection():
            return False
        records = list(self._rows)
        place = records.index(held.record)
        if key in ENTERS:
            if at_end:
                self._add_after(held.record)
            else:
                self._split(held.record, field.caret())
        elif key == _KEY.Key_Backspace and at_head and place:
            self._join(held.record)
        elif key == _KEY.Key_Delete and at_end and place + 1 < len(records):
            self._join(records[place + 1])
        elif key == _KEY.Key_Up and place and not cursor.movePosition(QTextCursor.MoveOperation.Up):
            self._step.go(self._first(records[place - 1]))
        elif (
            key == _KEY.Key_Down
            and place + 1 < len(records)
            and not cursor.movePosition(QTextCursor.MoveOperation.Down)
        ):
            self._step.go(self._first(records[place + 1]), 0)
        else:
            return False
        return True

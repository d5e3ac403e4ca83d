"""The table of the people at a meeting, made for the keyboard.

Arrows go from cell to cell, typing writes, Enter goes down and adds a row at the end, Space changes who came.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView

from koyradesk import editing, pasting
from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from koyradesk.markup import escape
from koyradesk.model import Meeting, Ref
from ui import lines
from ui.editor.pasted import change as change_pasted
from ui.editor.people import (
    DESIGNATION,
    FIELDS,
    HEADINGS,
    LEAST,
    NAME,
    PHONE,
    SERIAL,
    SIDE,
    STATE,
    STATES,
    Cells,
    Heading,
    Index,
    People,
)
from ui.fields.clipboard import take
from ui.keys import ENTERS, caps
from ui.parts import steady_bar
from ui.say import Voice
from ui.theme import TYPE, Tokens, font

if TYPE_CHECKING:
    from ui.session import Session

_KEY = Qt.Key
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
#: Characters of a name or a post.
_LONGEST = 1_000
#: Digits and hyphens of a mobile number.
_DIGITS, _HYPHENS = 11, 1
#: The name's share of what the other columns leave.
_NAME_SHARE = 0.46
#: Narrower than this the words get smaller rather than the rows higher.
_NARROW = 560


class Sheet(QTableView):
    """The people as rows. What is done here goes to the session; ``rebuild`` shows what became of it."""

    #: Something worth saying, as a sentence.
    told = Signal(str)

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._session, self._voice = session, voice
        self.people = People(session, voice)
        self.cells = Cells(self, session, voice, look)
        self.setAccessibleName(voice(N_("People at the meeting")))
        self.setModel(self.people)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(Heading(look, voice(N_("People at the meeting"))))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(LEAST)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked
        )
        self.cells.ended.connect(self._ended)
        self.cells.pasted.connect(self._place)
        self.cells.known.connect(self._fill)
        self.people.dataChanged.connect(lambda first, last: self._fit(range(first.row(), last.row() + 1)))

    def rebuild(self) -> None:
        """Shows the people as they are now; the caret stays with the person it was at."""
        held = self.currentIndex()
        at = self.people.ref(held) if held.isValid() else None
        self.people.show(self._session.meeting.attendees)
        if at is not None and not self.currentIndex().isValid():
            row = min(held.row(), self.people.rowCount() - 1)
            found = self.people.where(at.record, at.field)
            self.setCurrentIndex(found if found.isValid() else self.people.index(row, max(NAME, held.column())))
        self._columns()
        self._fit(range(self.people.rowCount()))

    def first(self) -> None:
        """To the first person."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.people.index(0, NAME))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the cell of an address, typing in it; False where it is not here."""
        found = self.people.where(ref.record, ref.field)
        if not found.isValid():
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(found)
        self.scrollTo(found)
        if found.column() in FIELDS and not self._session.frozen:
            self.edit(found)
            field: Any = self.indexWidget(found) or self.focusWidget()
            if offset is not None and hasattr(field, "place_cursor"):
                field.place_cursor(offset)
        return True

    # What is done

    def add(self) -> None:
        """A new person at the end, to be typed."""
        self._add("")

    def cycle(self) -> None:
        """The next state for those chosen: all become what follows the first one's."""
        records = self._chosen()
        if not records or self._session.frozen:
            return
        order = list(STATES)
        state = next(one.state for one in self._session.meeting.attendees if one.id == records[0])
        self._mark(records, order[(order.index(state) + 1) % len(order)] if state in STATES else "present")

    def all_present(self) -> None:
        """Everyone on the list came."""
        self._mark([one.id for one in self._session.meeting.attendees if not editing.is_blank(one)], "present")

    def tidy(self) -> None:
        """Lines that nobody was written into are no members: they go when the list is left."""
        meeting = self._session.meeting
        for one in filter(editing.is_blank, meeting.attendees):
            meeting = editing.remove(meeting, one.id)
        self._session.change(meeting)

    def paste(self) -> None:
        """The clipboard: a table or a list becomes people, a word goes into the cell."""
        take(QGuiApplication.clipboard().mimeData(), self._place)

    def _place(self, pasted: pasting.Pasted) -> None:
        if self._session.frozen:
            return
        several = pasted.kind != "text" and pasted.fits(_LONGEST)
        if several and (found := pasting.attendees(pasted, self._session.mint)):
            # People behind the current row; one that is empty makes room for them.
            change_pasted(self._session, editing.insert(self._session.meeting, found, self._current()), pasted)
            self._show(found[-1].id)
        elif pasted.too_long or len(pasted.text) > _LONGEST:
            self._session.overflowed.emit()
        elif self.currentIndex().column() in FIELDS:
            self._type(self.people.ref(self.currentIndex()), " ".join(pasted.text.split("\n")))

    def _fill(self, record: str, name: str) -> None:
        """A known person's post and telephone, where none are written yet."""
        known = self._session.words.person(name)
        if known is None or self._session.frozen:
            return
        meeting = self._session.meeting
        for field, text in (("designation", known.designation), ("phone", known.phone)):
            ref = Ref(record, field)
            if not editing.text(meeting, ref):
                meeting = editing.put(meeting, ref, escape(text))
        self._session.change(meeting)

    def _add(self, after: str) -> None:
        if self._session.frozen:
            return
        made = self._session.mint("attendee")
        self._change(editing.add(self._session.meeting, "attendee", made, after=after), made)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        records, meeting = self._chosen(), self._session.meeting
        if self._session.frozen or not records:
            return
        place = [one.id for one in meeting.attendees].index(records[0])
        for record in records:
            meeting = editing.remove(meeting, record)
        rest = meeting.attendees
        self._change(meeting, rest[min(place, len(rest) - 1)].id if rest else "")

    def _move(self, steps: int) -> None:
        if not self._session.frozen and (record := self._current()):
            self._change(editing.move(self._session.meeting, record, steps))

    def _mark(self, records: list[str], state: str) -> None:
        meeting, chosen = self._session.meeting, set(records)
        people = (replace(one, state=state) if one.id in chosen else one for one in meeting.attendees)
        self._change(replace(meeting, attendees=tuple(people)))

    def _clear(self) -> None:
        """Empties the chosen cells; a state becomes unmarked."""
        if self._session.frozen:
            return
        for index in self.selectedIndexes():
            if index.column() in FIELDS:
                self._type(self.people.ref(index), "")
        if STATE in {index.column() for index in self.selectedIndexes()}:
            self._mark(self._chosen(), "")

    def _type(self, ref: Ref, text: str) -> None:
        self._session.type(ref, text)
        self._session.leave(ref)

    def _change(self, meeting: Meeting, then: str = "") -> None:
        self._session.change(meeting)
        if then:
            self._show(then)

    def _show(self, record: str) -> None:
        """Goes to somebody."""
        self.setCurrentIndex(self.people.where(record))
        self.scrollTo(self.currentIndex())

    def _current(self) -> str:
        """The person the caret is at; "" for nobody."""
        index = self.currentIndex()
        return self.people.ref(index).record if index.isValid() else ""

    def _chosen(self) -> list[str]:
        rows = sorted({index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()} - {-1})
        return [self._session.meeting.attendees[row].id for row in rows]

    def _copy(self) -> None:
        """The chosen cells, as tables are copied everywhere."""
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        rows: dict[int, list[str]] = {}
        for index in chosen:
            rows.setdefault(index.row(), []).append(index.data() or "")
        if rows:
            QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))

    # Moving

    def _down(self) -> None:
        """Enter: the row below, or a new one after the last; an empty last row is enough."""
        row = self.currentIndex().row()
        if row + 1 < self.people.rowCount():
            self.setCurrentIndex(self.people.index(row + 1, self.currentIndex().column()))
        elif row < 0 or not editing.is_blank(self.people.person(self.currentIndex())):
            self.add()

    def _ended(self, down: int, on: int) -> None:
        """Where the caret goes when typing in a cell ended."""
        index = self.currentIndex()
        if down > 0:
            self._down()
        elif down < 0:
            self.setCurrentIndex(self.people.index(max(0, index.row() - 1), index.column()))
        elif on:
            columns = list(FIELDS)
            place = index.row() * len(columns) + columns.index(index.column()) + on
            row, column = divmod(place, len(columns))
            if 0 <= row < self.people.rowCount():
                found = self.people.index(row, columns[column])
                self.setCurrentIndex(found)
                self.edit(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            # Wherever the keyboard comes from, it is seen where it is.
            self.setCurrentIndex(self.people.index(0, NAME))
        super().focusInEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The whole row shows where the caret is.
        self.viewport().update()
        if current.isValid() and self.hasFocus():
            self._session.focused.emit(self.people.ref(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif modifiers in (_CTRL, _ALT) and key == _KEY.Key_Delete:
            self._remove()
        elif modifiers == _ALT and key in (_KEY.Key_Up, _KEY.Key_Down):
            self._move(-1 if key == _KEY.Key_Up else 1)
        elif modifiers & (_CTRL | _ALT) and key not in (_KEY.Key_Home, _KEY.Key_End, _KEY.Key_A):
            # Other shortcuts are the window's.
            event.ignore()
        elif key == _KEY.Key_Space:
            self.cycle()
        elif key in ENTERS:
            self._down()
        elif key in (_KEY.Key_Delete, _KEY.Key_Backspace):
            self._clear()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """A letter typed over a state looks for nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.column() == SERIAL:
            self.setCurrentIndex(index.sibling(index.row(), NAME))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        pressed = self.currentIndex()
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and index == pressed and index.column() == STATE:
            self.cycle()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        if not index.isValid() or self._session.frozen:
            return
        if not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        where = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            where = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(SIDE, 0))
        self.menu().popup(where)

    def menu(self) -> QMenu:
        """What can be done with the chosen rows, with its keys."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, job in (
            (N_("Next state"), "Space", self.cycle),
            (N_("Add a row below"), "", lambda: self._add(self._current())),
            (N_("Move up"), "Alt+Up", lambda: self._move(-1)),
            (N_("Move down"), "Alt+Down", lambda: self._move(1)),
            (N_("Remove"), "Ctrl+Delete", self._remove),
        ):
            made.addAction(f"{self._voice(words)}\t{caps(keys)}" if keys else self._voice(words), job)
        return made

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns()

    def _columns(self) -> None:
        """Numbers and states have the room they need, names and posts the rest."""
        width = self.viewport().width()
        self.cells.small = width < _NARROW
        face = font(TYPE.small)
        digit = max(lines.natural_width(self._voice.digits(one), face) for one in range(10))
        widest = max(lines.natural_width(to_bengali(one), face) for one in range(10))
        phone = _DIGITS * max(digit, widest) + _HYPHENS * lines.natural_width("-", face)
        serial = max(len(str(self.people.rowCount())) * digit, lines.natural_width(self._voice(HEADINGS[SERIAL]), face))
        widths = {
            SERIAL: ceil(serial) + 2 * SIDE,
            PHONE: ceil(phone) + 2 * SIDE,
            STATE: max(ceil(lines.pill_size(self._voice(name), font(TYPE.tag))[0]) for name, _ in STATES.values())
            + SIDE,
        }
        rest = max(160, width - sum(widths.values()))
        widths[NAME] = round(rest * _NAME_SHARE)
        widths[DESIGNATION] = rest - widths[NAME]
        if [self.columnWidth(column) for column in widths] != list(widths.values()):
            for column, wide in widths.items():
                self.setColumnWidth(column, wide)
            self._fit(range(self.people.rowCount()))

    def _fit(self, rows: range) -> None:
        """Rows as high as their words need."""
        for row in rows:
            tall = max(
                self.cells.height(self.people.index(row, column).data() or "", column, self.columnWidth(column))
                for column in FIELDS
            )
            if self.rowHeight(row) != max(LEAST, tall):
                self.setRowHeight(row, max(LEAST, tall))

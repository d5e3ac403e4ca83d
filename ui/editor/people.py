"""The sign-sheet as rows: who is on it and whether they came; how its cells are drawn and typed into."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Attendee, Ref
from ui import lines
from ui.editor.completing import completing
from ui.fields import LineField
from ui.parts import chip_colours
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

if TYPE_CHECKING:
    from ui.session import Session

Index = QModelIndex | QPersistentModelIndex

SERIAL, NAME, DESIGNATION, PHONE, STATE = range(5)
#: The columns that are typed into, and the field of each.
FIELDS = {NAME: "name", DESIGNATION: "designation", PHONE: "phone"}
HEADINGS = (N_("No."), N_("Name"), N_("Designation"), N_("Mobile"), N_("State"))
#: Each state, its name and tone, in the order in which one key goes through them.
STATES = {
    "present": (N_("Present"), "good"),
    "excused": (N_("Excused"), "wait"),
    "absent": (N_("Absent"), ""),
    "": (N_("No mark"), ""),
}
#: Room around a cell's words, and the least height of a row.
SIDE, AIR, LEAST = 8, 6, 38


class People(QAbstractTableModel):
    """The attendees of the meeting as it is on the screen."""

    def __init__(self, session: Session, voice: Voice) -> None:
        super().__init__()
        self._session, self._voice = session, voice
        self._people: tuple[Attendee, ...] = ()

    def show(self, people: tuple[Attendee, ...]) -> None:
        """Other people, or the same with other texts. Only what differs is told to the view."""
        old, self._people = self._people, people
        if [one.id for one in old] != [one.id for one in people]:
            self._people = old
            self.beginResetModel()
            self._people = people
            self.endResetModel()
            return
        for row, (before, now) in enumerate(zip(old, people, strict=True)):
            if before != now:
                self.dataChanged.emit(self.index(row, SERIAL), self.index(row, STATE))

    def ref(self, index: Index) -> Ref:
        """The address of a cell."""
        return Ref(self._people[index.row()].id, FIELDS.get(index.column(), "state"))

    def where(self, record: str, field: str = "name") -> QModelIndex:
        """The cell of an address; an invalid one where it is not here."""
        column = next((number for number, name in FIELDS.items() if name == field), STATE)
        for row, one in enumerate(self._people):
            if one.id == record:
                return self.index(row, column)
        return QModelIndex()

    def person(self, index: Index) -> Attendee:
        return self._people[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.column() == SERIAL:
            # Nothing can be done with a number: the arrow keys pass it by.
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() in FIELDS and not self._session.frozen:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._voice(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one, column = self._people[index.row()], index.column()
        if column == SERIAL:
            return self._voice.digits(index.row() + 1)
        if column == STATE:
            return self._voice(STATES.get(one.state, STATES[""])[0])
        words = plain(getattr(one, FIELDS[column]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._voice(HEADINGS[column])}: {words or self._voice(N_('empty'))}"
        return words


class Heading(QHeaderView):
    """The names of the columns: quiet words over a hairline."""

    def __init__(self, look: Tokens, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self.setAccessibleName(name)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setFixedHeight(ceil(lines.leading(font(TYPE.small))) + STEP)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._look
        painter.fillRect(rect, QColor(look.card))
        painter.setPen(QColor(look.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font(TYPE.small))
        painter.setPen(QColor(look.muted))
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        painter.drawText(rect.adjusted(SIDE, 0, -HALF, 0), Qt.AlignmentFlag.AlignVCenter, words)


class CellField(LineField):
    """A line in a cell: Tab goes to the next cell, Enter down, and neither to what lies behind."""

    #: Tab (1) or Shift+Tab (-1).
    tabbed = Signal(int)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.tabbed.emit(1 if forward else -1)
        return True


class Cells(QStyledItemDelegate):
    """Draws the cells and gives them a field to type in, bound to its address like every other field."""

    #: The typing ended; where the caret goes: 0, 1 or -1 rows down, 0, 1 or -1 fields on.
    ended = Signal(int, int)
    #: A list or table was pasted into a field.
    pasted = Signal(object)
    #: A known name was chosen in the row of a record.
    known = Signal(str, str)

    def __init__(self, view: QWidget, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._session, self._voice, self._look = view, session, voice, look
        self._before = ""
        #: Smaller letters, for a narrow table.
        self.small = False

    # Drawing

    def height(self, words: str, column: int, width: int) -> int:
        """The height the words of a cell need."""
        return ceil(lines.height(words, self._face(column), width - 2 * SIDE)) + 2 * AIR

    def _face(self, column: int) -> Any:
        return font(TYPE.small if self.small or column in (SERIAL, PHONE) else TYPE.body)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        given: Any = option
        words = index.data() or ""
        return QSize(given.rect.width(), max(LEAST, self.height(words, index.column(), given.rect.width())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        given: Any = option
        look, place, column = self._look, QRectF(given.rect), index.column()
        view: Any = self._view
        current = view.currentIndex()
        here = current.row() == index.row()
        chosen = bool(given.state & QStyle.StateFlag.State_Selected)
        if here or chosen:
            painter.fillRect(place, QColor(look.accent_soft if chosen and view.hasFocus() else look.hover))
        painter.setPen(QColor(look.line))
        painter.drawLine(place.bottomLeft() + QPointF(0, -0.5), place.bottomRight() + QPointF(0, -0.5))
        typing = here and current.column() == column and view.state() == QAbstractItemView.State.EditingState
        if column == STATE:
            self._draw_state(painter, place, index)
        elif not typing:
            self._draw_words(painter, place, index)
        if here and current.column() == column and view.hasFocus():
            draw_ring(painter, place.adjusted(0, 0, 0, -1), look, 5)

    def _draw_words(self, painter: QPainter, place: QRectF, index: Index) -> None:
        column, look = index.column(), self._look
        words, colour = index.data() or "", look.text
        if column == SERIAL:
            colour = look.muted
        elif not words and column == NAME:
            words, colour = self._voice(N_("Name")), look.muted
        face = self._face(column)
        tall = lines.height(words, face, place.width() - 2 * SIDE)
        inner = place.adjusted(SIDE, (place.height() - tall) / 2, -SIDE, 0)
        lines.draw(painter, inner, words, face, colour)

    def _draw_state(self, painter: QPainter, place: QRectF, index: Index) -> None:
        people: Any = index.model()
        state = people.person(index).state
        face = font(TYPE.tag)
        if not state:
            tall = lines.leading(face)
            inner = place.adjusted(SIDE + HALF, (place.height() - tall) / 2, 0, 0)
            lines.draw(painter, inner, index.data(), face, self._look.muted)
            return
        width, tall = lines.pill_size(index.data(), face)
        words, back = chip_colours(self._look, STATES.get(state, STATES[""])[1])
        corner = QPointF(place.left() + SIDE + width - HALF, place.top() + (place.height() - tall) / 2)
        lines.draw_pill(painter, corner, index.data(), face, words, back, edged=self._look.edged)

    # Typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        people: Any = index.model()
        ref, column = people.ref(index), index.column()
        name = f"{self._voice(HEADINGS[column])}, {index.sibling(index.row(), NAME).data() or index.row() + 1}"
        words = completing(self._session, "attendee", ref.field)
        field = CellField(name, self._look, words=words, takes=("list", "table"), enter=lambda: True, parent=parent)
        self._before = self._session.text(ref)
        self._session.bind(field, ref)
        field.confirmed.connect(lambda: self._end(field, 1, 0))
        field.tabbed.connect(lambda on: self._end(field, 0, on))
        field.typed.connect(lambda _: self._view.updateEditorGeometries())  # type: ignore[attr-defined]
        field.pasted.connect(lambda pasted: self._paste(field, pasted))
        if column == NAME:
            field.chosen.connect(lambda chosen: self.known.emit(ref.record, chosen))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        field, people = _field(editor), index.model()
        assert isinstance(people, People)
        field.show_marked(self._session.text(people.ref(index)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing: every keystroke has gone to the session already."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        given: Any = option
        tall = max(editor.sizeHint().height(), LEAST - 2)
        place = QRect(given.rect)
        # What is longer than its cell is seen whole while it is typed, over its neighbours.
        need = ceil(lines.natural_width(_field(editor).text(), font())) + 4 * SIDE
        room = self._view.width() - place.left() - 3 * SIDE
        width = max(place.width(), min(need, room))
        editor.setGeometry(place.left(), place.top() + (place.height() - tall) // 2, width, tall)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        people = index.model()
        if isinstance(people, People) and index.isValid():
            self._session.leave(people.ref(index))
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        field, key = _field(watched), event.key()
        if field.completing():
            return False
        if key == Qt.Key.Key_Escape:
            view: Any = self._view
            self._session.type(view.people.ref(view.currentIndex()), self._before)
            self._end(field, 0, 0)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self._end(field, 1 if key == Qt.Key.Key_Down else -1, 0)
        else:
            # The rest is the field's own.
            return False
        return True

    def _end(self, field: LineField, down: int, on: int) -> None:
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        self.ended.emit(down, on)

    def _paste(self, field: LineField, pasted: Any) -> None:
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        self.pasted.emit(pasted)


def _field(editor: QWidget) -> LineField:
    assert isinstance(editor, LineField)
    return editor

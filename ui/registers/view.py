"""The register under the keyboard: arrows go about, digits fill in, Enter goes down, Space says that it is done."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui import composing, icons, lines
from ui.keys import ENTERS
from ui.registers.bubble import Bubble
from ui.registers.model import Grid, Index
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, font

_TALL = 32
_NAME_LEAST, _NAME_MOST = 150, 480
#: The narrowest column of a period; where they have more room than they want, they leave it.
_LEAST, _MOST, _ALONE = 44, 120, 190
#: More names than this are not measured one by one.
_MANY = 60
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class _Painter(QStyledItemDelegate):
    def __init__(self, view: RegisterGrid, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        place, look, grid = QRectF(given.rect), self._look, self._view.grid
        text = str(grid.data(index) or "")
        counted = grid.place(index) is not None
        summed = (grid.sums and index.row() == grid.rowCount() - 1) or (grid.totals and index.column() > grid.periods)
        back, words = self._colours(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if back:
            painter.fillRect(place, QColor(back))
        wrong = self._view.wrong == _own(index)
        if self._view.selectionModel().isSelected(_own(index)) and counted and not wrong:
            painter.fillRect(place, QColor(look.accent_soft))
        painter.setPen(QColor(look.line))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if index.column():
            painter.drawLine(place.topLeft(), place.bottomLeft())
        bold = bool(summed) or (counted and grid.waits(index))
        face = font(TYPE.small, bold=bold)
        if index.column() == 0:
            tall = lines.height(text, face, place.width() - 2 * STEP)
            top = place.top() + (place.height() - tall) / 2
            lines.draw(painter, QRectF(place.left() + STEP, top, place.width() - 2 * STEP, tall), text, face, look.text)
        else:
            painter.setFont(face)
            painter.setPen(QColor(words))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        if counted and grid.proven(index):
            picture = icons.pixmap("paperclip", look.muted, 12, self._view.devicePixelRatioF())
            painter.drawPixmap(place.topRight() + QPoint(-15, 3).toPointF(), picture)
        if index == self._view.currentIndex() and counted:
            painter.setPen(QPen(QColor(look.wait if wrong else look.accent), look.ring if self._view.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1.5, 1, -1, -1.5), 4, 4)
        painter.restore()

    def _colours(self, index: Index) -> tuple[str, str]:
        """Ground and words of a cell."""
        look, grid = self._look, self._view.grid
        if index.column() > grid.periods and not grid.totals:
            index = grid.index(index.row(), 1)
            return "", look.late if grid.late(index) else look.text
        if grid.place(index) is None:
            return "", look.text
        if self._view.wrong == _own(index):
            return look.wait_soft, look.wait
        if not grid.begun(index):
            return look.back, look.muted
        if grid.closed(index):
            return look.chip, look.muted
        if grid.waits(index):
            return look.wait_soft if grid.offered else "", look.text
        if grid.late(index):
            return look.late_soft, look.late
        return "", look.accent if grid.done(index) else look.text

    # Typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = QLineEdit(parent)
        made.setObjectName("cell")
        made.setAccessibleName(self._view.grid.spoken(index))
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setMaxLength(20)
        # Its first key came to the table.
        composing.as_typed(made)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.isModified():
            # The line before was written meanwhile; what is being typed goes on.
            return
        editor.setText(str(self._view.grid.data(index, Qt.ItemDataRole.EditRole) or "").replace("—", ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified() or model.setData(index, editor.text()):
            self._view.kept = True
        else:
            self._view.kept = False

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and the arrows end what is typed and go on to the next cell."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit):
            step = (1, 0) if event.key() in ENTERS else _ARROWS.get(Qt.Key(event.key()))
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._view.mending:
                step = None
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                if self._view.kept:
                    self._view.step(*step)
                return True
        return super().eventFilter(editor, event)


class RegisterGrid(QTableView):
    """The table. What is typed goes to its ``grid``; what the keys mean beyond that is asked for by signals."""

    #: Ctrl+Z.
    undo_asked = Signal()
    #: A photo or file is to prove the cell.
    proof_asked = Signal()
    #: Photos or files were dropped on the cell that is chosen now, or copied into it.
    proofs_given = Signal(list)
    #: Another line: what was filled in in the one before can be written.
    left = Signal()
    #: The cell that the keyboard is on, as it is read out; and why what was typed into it cannot be.
    stood = Signal(str)
    refused = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("grid")
        self._voice = voice
        self.setAccessibleName(voice(N_("Parties and periods")))
        self.grid = Grid(voice)
        self.bubble = Bubble(self.viewport())
        #: The cell in which something was typed that cannot be.
        self.wrong = QModelIndex()
        #: Was what was typed taken, and was a value that stood there opened to be mended?
        self.kept, self.mending = True, False
        self.setModel(self.grid)
        self.setItemDelegate(_Painter(self, look))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setObjectName("grid")
        head.setAccessibleName(self.accessibleName())
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(20)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grid.wrong.connect(self._wrong)
        self.grid.modelReset.connect(self._fit)
        for right in (self.grid.modelReset, self.grid.filled):
            right.connect(self._right)
        self.grid.filled.connect(self._stand)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self.bubble.hide)

    # Going about

    def first_cell(self) -> None:
        """To the first cell that nobody has told anything of, in the newest period that has begun."""
        matrix = self.grid.matrix
        if matrix is None or not matrix.lines or not matrix.columns:
            return
        begun = [at for at, column in enumerate(matrix.columns) if column.begun] or [0]
        rows = range(len(matrix.lines))
        newest = begun[-1]
        empty = (at for at in rows if (cell := matrix.cells[at][newest]) is not None and not cell.task.reports)
        self.setCurrentIndex(self.grid.index(next(empty, 0), newest + 1))

    def step(self, down: int, across: int) -> None:
        """To the cell beside, below or above; not beyond the cells that can be filled in."""
        matrix = self.grid.matrix
        if matrix is None or not matrix.lines:
            return
        now = self.currentIndex()
        row = min(max(now.row() + down, 0), len(matrix.lines) - 1)
        column = min(max(now.column() + across, 1), self.grid.periods)
        self.setCurrentIndex(self.grid.index(row, column))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if previous.isValid() and current.row() != previous.row():
            self.left.emit()
        if current != self.wrong:
            self._right()
        self.viewport().update()
        self._stand()

    def _stand(self) -> None:
        """Says what stands in the cell now: in the last line Enter goes nowhere, yet it is filled in."""
        now = self.currentIndex()
        self.stood.emit(self.grid.spoken(now) if now.isValid() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now, key = self.currentIndex(), event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.grid.copied(self.selectedIndexes()))
        elif held in (Qt.KeyboardModifier.NoModifier,) and key in _ARROWS:
            self.step(*_ARROWS[Qt.Key(key)])
        elif key in ENTERS and not held:
            self.step(1, 0)
        elif key == Qt.Key.Key_Space and not held:
            self.grid.toggle(now)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held:
            self._clear(now)
        elif key == Qt.Key.Key_Insert and not held:
            self.proof_asked.emit()
        elif key == Qt.Key.Key_Home and not held:
            self.setCurrentIndex(self.grid.index(now.row(), 1))
        elif key == Qt.Key.Key_End and not held:
            self.setCurrentIndex(self.grid.index(now.row(), self.grid.periods))
        elif key == Qt.Key.Key_F2 or self._is_typed(event):
            self.mending = key == Qt.Key.Key_F2
            super().keyPressEvent(event)
        else:
            # Escape and what belongs to the window goes on to it.
            QTableView.keyPressEvent(self, event) if held & Qt.KeyboardModifier.ShiftModifier else event.ignore()

    def _is_typed(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        return not held and bool(event.text()) and event.text().isprintable()

    def paste(self) -> None:
        """Fills in what was copied in a spreadsheet, from the chosen cell on; files that were copied prove the cell."""
        copied = QApplication.clipboard().mimeData()
        if files := _files(copied):
            self.proofs_given.emit(files)
        else:
            self.grid.paste(self.currentIndex(), copied.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if _files(event.mimeData()) and self.grid.place(index) is not None:
            self.setCurrentIndex(index)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if (files := _files(event.mimeData())) and self.grid.place(index) is not None:
            self.setCurrentIndex(index)
            event.acceptProposedAction()
            self.proofs_given.emit(files)

    def _clear(self, now: QModelIndex) -> None:
        """What was typed and not written yet is forgotten; what was written is taken back."""
        place = self.grid.place(now)
        if place is not None and not self.grid.forget(now):
            self.grid.put(now, None)

    def _wrong(self, index: QModelIndex, error: UserError) -> None:
        self.setCurrentIndex(index)
        self.wrong = QModelIndex(index)
        self.viewport().update()
        self.refused.emit(self._voice.refusal(error))
        self.bubble.say_at(self.visualRect(index), self._voice.refusal(error))

    def _right(self) -> None:
        """Nothing is wrong any more."""
        self.wrong = QModelIndex()
        self.bubble.hide()

    # Room

    def _fit(self) -> None:
        matrix = self.grid.matrix
        if matrix is None:
            return
        face = font(TYPE.small)
        names = [line.name for line in matrix.lines]
        # To measure hundreds of names takes a while: the longest tell for all.
        many = len(names) > _MANY
        measured = sorted(names, key=len)[-_MANY:] if many else names
        widest = max([0.0, *(lines.natural_width(one, face) for one in measured)])
        room = self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width()
        periods, ends = self.grid.periods, self.grid.ends
        alone = periods == 1
        end = (_ALONE if alone else max(64, self._head(periods + 1))) if ends else 0
        least = max([_LEAST, *(self._head(at) for at in range(1, periods + 1))]) if periods else 0
        most = max(_NAME_LEAST, min(_NAME_MOST, room - end - least * periods))
        name = ceil(min(most, max(_NAME_LEAST, widest + 2 * STEP + 2)))
        width = max(least, min(_ALONE if alone else _MOST, (room - name - end) // periods if periods else 0))
        if alone:
            # The page ends where the table does.
            name = max(name, room - width - end)
        self.setColumnWidth(0, name)
        for column in range(1, periods + 1):
            self.setColumnWidth(column, width)
        if ends:
            self.setColumnWidth(periods + 1, end)
        inner = name - 2 * STEP
        per_sign = max([0.0, *(lines.natural_width(one, face) / max(1, len(one)) for one in measured)])
        for row, one in enumerate(names):
            # As if no line were filled to more than four fifths: no name is cut, wherever it breaks.
            rows = ceil(len(one) * per_sign / (inner * 0.8)) if many and len(one) * per_sign > inner else 1
            tall = lines.leading(face) * rows if many else lines.height(one, face, inner)
            self.setRowHeight(row, max(_TALL, ceil(tall) + HALF))
        if self.grid.sums:
            self.setRowHeight(len(names), _TALL)

    def _head(self, section: int) -> int:
        said = str(self.grid.headerData(section, Qt.Orientation.Horizontal)).split("\n")
        face = font(TYPE.small)
        return ceil(max(lines.natural_width(one, face) for one in said)) + STEP + HALF

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.grid.place(self.currentIndex()) is None:
            self.first_cell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _files(data: QMimeData) -> list[Path]:
    """The files of this computer that are copied or dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _own(index: Index) -> QModelIndex:
    return index if isinstance(index, QModelIndex) else index.model().index(index.row(), index.column())

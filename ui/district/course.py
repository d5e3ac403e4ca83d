"""The course of one decision through the offices, as chips in lines that wrap: who wanted it, how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from koyradesk.i18n import N_
from koyradesk.obligations.words import days_words
from ui import icons, lines
from ui.theme import TYPE, Tokens, font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koyradesk.district.shapes import Lineage, Step
    from ui.say import Voice

_Index = QModelIndex | QPersistentModelIndex
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TALL, _CHIP, _ICON, _ARROW, _AIR = 36, 28, 13, 26, 8

#: Who wanted it; carried out; late; under way; nothing of it has come yet.
Tone = Literal["from", "done", "late", "open", "none"]
_ICONS: dict[Tone, str] = {"done": "check", "late": "triangle-alert"}


class Mark(NamedTuple):
    """One office on the way; with ``meeting``, the one there that speaks of it, ``ours`` where it is this office's own.
    ``step`` is what is told of it, None where only its name is known; ``arrow``: it goes on to others."""

    words: str
    spoken: str
    tone: Tone
    step: Step | None = None
    ours: bool = False
    arrow: bool = False

    @property
    def leads(self) -> bool:
        """Is there a page to go to?"""
        return self.step is not None and bool(self.step.meeting if self.ours else self.step.office)


def marks(found: Lineage, voice: Voice) -> list[Mark]:
    """The course of a matter: from who wanted it first, over us, to every office it went on to, the late ones first."""
    made: list[Mark] = []
    if found.source_text and not found.above:
        made.append(Mark(found.source_text, found.source_text, "from", arrow=True))
    for one in found.above:
        made.append(_source(one, voice))
    made.append(_source(found.step, voice, ours=True)._replace(arrow=bool(found.step.below)))
    made += _below(found.step.below, voice)
    return made


def _source(one: Step, voice: Voice, *, ours: bool = False) -> Mark:
    month = voice.month(f"{one.begun:%Y-%m}") if one.begun else ""
    name = (ours and one.committee) or one.name
    words = " · ".join(part for part in (name, month) if part)
    spoken = ", ".join(part for part in (one.name, one.committee, voice.date(one.begun) if one.begun else "") if part)
    return Mark(words, spoken, "from", one, ours, arrow=True)


def _below(every: Sequence[Step], voice: Voice) -> Iterator[Mark]:
    for one in sorted(every, key=lambda step: (not step.late, -step.late)):
        yield _step(one, voice)
        yield from _below(one.below, voice)


def _step(one: Step, voice: Voice) -> Mark:
    if not one.here:
        said = voice(N_("{office}: nothing of it has come from there yet"), office=one.name)
        return Mark(f"{one.name} —", said, "none", one)
    share = voice.digits(f"{one.done}/{one.total}")
    tone: Tone = "late" if one.late else "done" if one.closed or 0 < one.total == one.done else "open"
    told = [
        voice(N_("{office}: {done} of {total} have carried it out"), office=one.name, done=one.done, total=one.total)
    ]
    if one.late:
        told.append(days_words(one.late, voice.language))
    if one.closed:
        told.append(voice(N_("closed by its committee on {day}"), day=voice.date(one.closed)))
    if one.as_of:
        told.append(voice(N_("data of {day}"), day=voice.date(one.as_of)))
    return Mark(f"{one.name} {share}", ", ".join(told), tone, one)


def _edge(look: Tokens, words: str, back: str) -> QPen | Qt.PenStyle:
    if back:
        return QPen(QColor(words), 1.2) if look.edged else Qt.PenStyle.NoPen
    return QPen(QColor(look.field_line), 1.2, Qt.PenStyle.DashLine)


class _Marks(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.marks: list[Mark] = []

    def fill(self, shown: Sequence[Mark]) -> None:
        self.beginResetModel()
        self.marks = list(shown)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.marks)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _STOP

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        mark = self.marks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.words
        return mark.spoken if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: CourseView, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        mark = self._view.marks.marks[index.row()]
        return QSize(ceil(self._wide(mark)) + (_ARROW if mark.arrow else _AIR), _TALL)

    def _wide(self, mark: Mark) -> float:
        wide = lines.natural_width(mark.words, font(TYPE.small)) + 22 + (_ICON + 5 if mark.tone in _ICONS else 0)
        return min(wide, float(max(120, self._view.viewport().width() - _ARROW - 2)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        place, look = QRectF(given.rect), self._look
        mark = self._view.marks.marks[index.row()]
        pill = QRectF(place.left() + 1, place.center().y() - _CHIP / 2, self._wide(mark), _CHIP)
        words, back = {
            "from": (look.accent, look.accent_soft),
            "done": (look.accent, look.accent_soft),
            "late": (look.late, look.late_soft),
            "open": (look.text, look.chip),
            "none": (look.muted, ""),
        }[mark.tone]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._view.hasFocus() and index == self._view.currentIndex()
        painter.setPen(_edge(look, words, back))
        painter.setBrush(QColor(back) if back else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill.adjusted(0.6, 0.6, -0.6, -0.6), _CHIP / 2, _CHIP / 2)
        if chosen or (mark.leads and self._view.hovers(index)):
            painter.setPen(QPen(QColor(look.accent), look.ring if chosen else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(1, 1, -1, -1), _CHIP / 2, _CHIP / 2)
        inside, ratio = pill.adjusted(11, 0, -9, 0), self._view.devicePixelRatioF()
        if mark.tone in _ICONS:
            picture = icons.pixmap(_ICONS[mark.tone], words, _ICON, ratio)
            painter.drawPixmap(QPointF(inside.left(), pill.center().y() - _ICON / 2), picture)
            inside.setLeft(inside.left() + _ICON + 5)
        face = font(TYPE.small)
        painter.setFont(face)
        shown = QFontMetricsF(face).elidedText(mark.words, Qt.TextElideMode.ElideRight, inside.width() + 3)
        painter.setPen(QColor(words))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if mark.arrow:
            picture = icons.pixmap("chevron-right", look.muted, 16, ratio)
            painter.drawPixmap(QPointF(pill.right() + 4, pill.center().y() - 8), picture)
        painter.restore()


class CourseView(QListView):
    """Arrow keys go from office to office; Enter or a click opens what that office has of it."""

    #: A mark that leads somewhere.
    opened = Signal(object)

    def __init__(self, name: str, look: Tokens, most: int = 4) -> None:
        super().__init__()
        self.setObjectName("lines")
        self.setAccessibleName(name)
        self._most = most
        self.marks = _Marks()
        self.setModel(self.marks)
        self.setItemDelegate(_Painter(self, look))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_TALL)
        self.clicked.connect(self._open)

    def show_marks(self, shown: Sequence[Mark]) -> None:
        """Another course."""
        held = self.currentIndex().row()
        self.marks.fill(shown)
        if shown:
            self.setCurrentIndex(self.marks.index(min(max(held, 0), len(shown) - 1)))
        self._fit()

    def hovers(self, index: _Index) -> bool:
        """Whether the mouse is over a chip."""
        seen = self.viewport()
        return seen.underMouse() and self.indexAt(seen.mapFromGlobal(QCursor.pos())) == index

    def _fit(self) -> None:
        """As high as its lines, up to some; more of them scroll."""
        room, left, rows = self.viewport().width(), 0, 1
        for row in range(self.marks.rowCount()):
            wide = self.sizeHintForIndex(self.marks.index(row)).width()
            if left and left + wide > room:
                left, rows = 0, rows + 1
            left += wide
        self.setFixedHeight(min(rows, self._most) * _TALL + 4)

    def set_most(self, most: int) -> None:
        """So many lines are shown without scrolling."""
        self._most = most
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: _Index) -> None:
        if index.isValid():
            mark = self.marks.marks[index.row()]
            if mark.leads:
                self.opened.emit(mark)

"""A closed card: one painted line that says what an agenda item is about and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QEnterEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import AgendaItem
from koyradesk.obligations.words import share_words
from ui import icons, lines
from ui.parts import chip_colours
from ui.say import Voice
from ui.theme import GAP, RADIUS, STEP, TYPE, Tokens, draw_ring, font

if TYPE_CHECKING:
    from koyradesk.carrying import Carried

#: Inside the frame of a line one types in; from its end to the first letter of the text field behind it.
EDGE, BEHIND = 5, 13
_SERIAL = 38
#: The bar that marks the card one is at, and the room above and below the words.
BAR = 4
_AIR = 10
_ICON = 18
#: Names are told up to this many.
_NAMES = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a closed card says."""

    serial: str
    topic: str
    #: Something to read where nothing was written yet.
    bare: bool
    #: The same in fewer and fewer words, for narrow cards.
    summaries: tuple[str, ...]
    carried: str = ""


def serial_room(serial: str) -> int:
    """The width of the field of a serial; open or closed, the topic begins at the same place."""
    return max(_SERIAL, ceil(lines.natural_width(serial, font(bold=True))) + 2 * EDGE)


def told(item: AgendaItem, voice: Voice, carries: Sequence[Carried] = ()) -> Told:
    """An item in a line: its decisions, who carries them out, the first day that is set; of what it ``carries`` how far
    that is."""
    topic = " ".join(plain(item.topic).split())
    carried = voice(N_("From an earlier meeting")) if item.follows else ""
    if carries:
        done, tasks = sum(one.of.done for one in carries), sum(one.of.tasks for one in carries)
        share = share_words(done, tasks, voice.language) if tasks > 1 else ""
        carried = " · ".join(part for part in (carried, share) if part)
    return Told(plain(item.serial), topic or voice(N_("No topic written")), not topic, _summaries(item, voice), carried)


def _summaries(item: AgendaItem, voice: Voice) -> tuple[str, ...]:
    decided = [one for one in item.decisions if one.text.strip()]
    if not decided:
        return (voice(N_("No decision written")),)
    count = N_("1 decision") if len(decided) == 1 else N_("{number} decisions")
    head = voice(count, number=len(decided))
    days = sorted({one.due for one in decided if one.due})
    day = ""
    if days:
        sentence = N_("by {date}") if len(days) == 1 else N_("first by {date}")
        day = voice(sentence, date=voice.date(days[0]))
    # The post is told, not where it is: "সহকারী প্রোগ্রামার, আইসিটি অধিদপ্তর, মধুছায়া" is known by its beginning.
    names = [plain(one.name).split(",")[0].strip() for one in item.implementers if one.name.strip()]
    found = []
    for shown in range(min(len(names), _NAMES), -1, -1):
        more = len(names) - shown
        named = ", ".join(names[:shown])
        if shown and more:
            named = voice(N_("{names} and {number} more"), names=named, number=more)
        found.append(" · ".join(part for part in (head, named, day) if part))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Places:
    """Which summary is shown, where everything stands, and how high that is."""

    summary: str
    topic: QRectF
    below: QRectF
    chip: QPointF
    height: float
    #: The summary stands in the line of the topic, at the right.
    beside: bool = False


class Head(QAbstractButton):
    """The closed card of one item. It is pressed to open; its keys are left to the step."""

    menu_asked = Signal()

    def __init__(self, item: AgendaItem, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.record = item.id
        self._voice, self._look = voice, look
        self._current = False
        self._hovered = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._item: AgendaItem | None = None
        self._carries: tuple[Carried, ...] = ()
        self.show_item(item)

    def show_carried(self, carries: tuple[Carried, ...]) -> None:
        """Says how far that is what the item carries."""
        if carries != self._carries and self._item is not None:
            item, self._item, self._carries = self._item, None, carries
            self.show_item(item)

    def show_item(self, item: AgendaItem) -> None:
        """Says what an item has now."""
        if item is self._item:
            return
        self._item = item
        self.told = told(item, self._voice, self._carries)
        said = self.told
        self.setAccessibleName(
            ", ".join(part for part in (said.serial, said.topic, said.carried, said.summaries[0]) if part)
        )
        self.setAccessibleDescription(self._voice(N_("Enter opens the card.")))
        self.updateGeometry()
        self.update()

    def set_current(self, current: bool) -> None:
        """Marks the card as the one the work is at."""
        if current != self._current:
            self._current = current
            self.update()

    # Size

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._places(width).height)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 2 * _AIR + round(lines.leading(font())))

    def _places(self, width: int) -> _Places:
        bold, small = font(bold=True), font(TYPE.small)
        said = self.told
        step = lines.leading(bold)
        left = GAP + serial_room(said.serial) + BEHIND
        room = width - GAP - _ICON - STEP - left
        chip = lines.pill_size(said.carried, font(TYPE.tag))[0] + STEP if said.carried else 0.0
        topic = lines.natural_width(said.topic, bold) + 1
        beside = room - topic - chip - GAP
        for text in said.summaries:
            wide = lines.natural_width(text, small) + 1
            if wide <= beside:
                return _Places(
                    text,
                    QRectF(left, _AIR, topic, step),
                    QRectF(left + room - wide, _AIR, wide, step),
                    QPointF(left + topic + STEP, _AIR),
                    2 * _AIR + step,
                    beside=True,
                )
        # Under one another; the chip stands behind the topic where it fits, else before the summary.
        behind = topic + chip <= room
        high = lines.height(said.topic, bold, room)
        start = left if behind else left + chip
        wide = left + room - start
        fit = [one for one in said.summaries if lines.natural_width(one, small) <= wide]
        text = fit[0] if fit else said.summaries[-1]
        below = QRectF(start, _AIR + high, wide, lines.height(text, small, wide))
        corner = QPointF(left + topic + STEP, _AIR) if behind else QPointF(left, below.top() - 1)
        return _Places(text, QRectF(left, _AIR, room, high), below, corner, 2 * _AIR + high + below.height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look, said = self._look, self.told
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(
            painter, QRectF(self.rect()), look, current=self._current, focused=self.hasFocus(), hovered=self._hovered
        )
        places = self._places(self.width())
        bold = font(bold=True)
        step = lines.leading(bold)
        line = QRectF(GAP + EDGE, _AIR, places.topic.left() - GAP, step)
        lines.draw(painter, line, said.serial, bold, look.text)
        face, colour = (font(), look.muted) if said.bare else (bold, look.text)
        lines.draw(painter, places.topic, said.topic, face, colour)
        side = Qt.AlignmentFlag.AlignRight if places.beside else Qt.AlignmentFlag.AlignLeft
        lines.draw(painter, places.below, places.summary, font(TYPE.small), look.muted, side)
        if said.carried:
            words, back = chip_colours(look, "")
            width, tall = lines.pill_size(said.carried, font(TYPE.tag))
            corner = places.chip + QPointF(width, (step - tall) / 2)
            lines.draw_pill(painter, corner, said.carried, font(TYPE.tag), words, back, edged=look.edged)
        picture = icons.pixmap("chevron-down", look.muted, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - GAP - _ICON, _AIR + (step - _ICON) / 2), picture)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # One place knows all keys: the step.
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()


def draw_card(
    painter: QPainter, place: QRectF, look: Tokens, *, current: bool, focused: bool = False, hovered: bool = False
) -> None:
    """The white ground of a card, its hairline, and the bar of the one the work is at."""
    shape = QPainterPath()
    shape.addRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.fillPath(shape, QColor(look.hover if hovered else look.card))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.line), 1))
    painter.drawPath(shape)
    if current:
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(place.left(), place.top(), BAR, place.height()), QColor(look.accent))
        painter.restore()
    if focused:
        draw_ring(painter, place, look, RADIUS)

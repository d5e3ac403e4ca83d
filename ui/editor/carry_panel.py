"""What earlier meetings left open, to be marked and taken over into this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from koyradesk.bengali.digits import to_ascii
from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui import icons, lines
from ui.editor.carried_box import how_far
from ui.keys import ENTERS
from ui.parts import Button, Text, draw_key, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, TYPE, Tokens, draw_ring, font

if TYPE_CHECKING:
    from koyradesk.carrying import Open

_BOX = 18
_KEY = 28
#: Above and below the words, so that the ring of the focus touches none.
_AIR = 6


class _Choice(QAbstractButton):
    """One open decision with a box to mark it: its topic, its text, of which meeting, who and by when, how far it is;
    red only where it is late."""

    def __init__(self, of: Open, number: int, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.of = of
        self._look = look
        self._key = voice.digits(number) if number <= 9 else ""
        self._topic = " ".join(plain(of.topic).split())
        self._text = " ".join(plain(of.text).split())
        names = ", ".join(plain(one.name) for one in of.implementers)
        day = voice(N_("by {date}"), date=voice.date(of.due)) if of.due else ""
        share, self._late = how_far(of, voice)
        month = " ".join(plain(of.source).split()) or (voice.month(of.period) if of.earlier else "")
        self._below = " · ".join(part for part in (month, names, day, share) if part)
        self.setCheckable(True)
        # What the last meeting did not speak of is not brought up again unasked.
        self.setChecked(not of.lying)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        told = (self._topic, self._text, self._below, self._late)
        self.setAccessibleName(", ".join(part for part in told if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Space marks; the arrows and all other keys are the panel's.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - self._left() - STEP - _KEY
        return round(sum(lines.height(text, face, room) for text, face, _ in self._lines())) + 2 * _AIR

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 2 * STEP)

    def _left(self) -> int:
        return STEP + _BOX + STEP

    def _lines(self) -> list[tuple[str, QFont, str]]:
        look = self._look
        found = [
            (self._topic, font(TYPE.body, bold=True), look.text),
            (self._text, font(), look.text),
            (self._below, font(TYPE.small), look.muted),
            (self._late, font(TYPE.small), look.late),
        ]
        return [one for one in found if one[0]]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), look)
        box = QRectF(STEP + 0.5, _AIR + 2.5, _BOX - 1, _BOX - 1)
        painter.setPen(QPen(QColor(look.accent if self.isChecked() else look.field_line), 1.5))
        painter.setBrush(QColor(look.accent if self.isChecked() else look.card))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            mark = icons.pixmap("check", look.on_accent, 14, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.center().x() - 7, box.center().y() - 7), mark)
        top = float(_AIR)
        room = self.width() - self._left() - STEP - _KEY
        for text, face, colour in self._lines():
            place = QRectF(self._left(), top, room, self.height())
            top += lines.draw(painter, place, text, face, colour)
        if self._key:
            corner = QRect(0, _AIR, self.width() - STEP, 24)
            draw_key(painter, corner, self._key, look.muted, look.line, look.card)


class CarryPanel(QFrame):
    """The list. Digits and Space mark, Enter takes over what is marked, Esc closes."""

    #: The ``Open`` decisions that were marked, as a tuple.
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._voice, self._look = voice, look
        self._shown: tuple[Open, ...] = ()
        self.choices: list[_Choice] = []
        name = voice(N_("Open decisions of earlier meetings"))
        self.setAccessibleName(name)
        self.taking = Button("", look, role="primary", keys="Return", owns_keys=False)
        self.closing = Button(voice(N_("Close")), look, keys="Escape", owns_keys=False)
        self.taking.clicked.connect(self._take)
        self.closing.clicked.connect(self.closed)
        self._list = QVBoxLayout()
        self._list.setSpacing(HALF)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, STEP + HALF, GAP, GAP)
        stack.setSpacing(STEP)
        stack.addWidget(Text(name, "strong"))
        # Above the list: however long it is, what Enter will do is seen.
        stack.addLayout(row(self.taking, self.closing, 1))
        stack.addLayout(self._list)
        self._lying = Text(voice(N_("The last meeting did not speak of these")), "small")
        self._lying.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_open(self, waiting: tuple[Open, ...]) -> None:
        """Lists other decisions, all of them marked."""
        if waiting == self._shown:
            return
        self._shown = waiting
        marks = {one.of.obligation: one.isChecked() for one in self.choices}
        held = next((one.of.obligation for one in self.choices if one.hasFocus()), "")
        for old in self.choices:
            self._list.removeWidget(old)
            self._list.removeWidget(self._lying)
            old.hide()
            old.deleteLater()
        self.choices = [_Choice(one, number, self._voice, self._look) for number, one in enumerate(waiting, 1)]
        self._lying.hide()
        for made in self.choices:
            made.toggled.connect(self._count)
            if made.of.lying and self._lying.isHidden():
                self._list.addWidget(self._lying)
                self._lying.show()
            self._list.addWidget(made)
            # It may be read again while it is looked through.
            made.setChecked(marks.get(made.of.obligation, made.isChecked()))
            if made.of.obligation == held:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()

    def focus_first(self) -> None:
        """To the first of the list."""
        if self.choices:
            self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        digit = to_ascii(event.text())
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in ENTERS:
            self._take()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and focus in self.choices:
            place = self.choices.index(focus) + (1 if event.key() == Qt.Key.Key_Down else -1)
            if 0 <= place < len(self.choices):
                self.choices[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif len(digit) == 1 and digit in "123456789" and int(digit) <= len(self.choices):
            self.choices[int(digit) - 1].toggle()
        else:
            super().keyPressEvent(event)

    def _marked(self) -> tuple[Open, ...]:
        return tuple(one.of for one in self.choices if one.isChecked())

    def _count(self) -> None:
        number = len(self._marked())
        words = self._voice(N_("Take over {number}"), number=number)
        self.taking.setText(words)
        self.taking.setAccessibleName(words)
        self.taking.setEnabled(bool(number))
        self.taking.updateGeometry()

    def _take(self) -> None:
        if marked := self._marked():
            self.chosen.emit(marked)

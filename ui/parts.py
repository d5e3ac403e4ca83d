"""The small parts all screens are built of. Each is given its name for screen readers where it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui import icons, lines
from ui.keys import ENTERS, caps
from ui.theme import GAP, STEP, TYPE, Tokens, draw_ring, font, restyle

#: The side of an icon on a button, in logical pixels.
ICON = 18
_KEY = TYPE.tag - 1
#: Prose asks for no longer lines than are easy to read.
_PROSE = 640


class Text(QLabel):
    """Prose that wraps, with the line height Bengali needs. ``plain`` is what it says."""

    def __init__(self, plain: str = "", role: str = "", *, name: str = "") -> None:
        super().__init__()
        self.plain = ""
        self._name = name
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(plain)

    def say(self, plain: str) -> None:
        """Changes what it says."""
        self.plain = plain
        self.setText(plain)
        self.setAccessibleName(f"{self._name}: {plain}" if self._name else plain)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(lines.height(self.plain, self._face(), width))

    def sizeHint(self) -> QSize:
        face = self._face()
        widest = max((lines.natural_width(line, face) for line in self.plain.split("\n")), default=0)
        return QSize(min(ceil(widest) + 1, _PROSE), self.heightForWidth(min(ceil(widest) + 1, _PROSE)))

    def minimumSizeHint(self) -> QSize:
        # It wraps, and breaks a word that is longer than its line: any width will do.
        return QSize(48, ceil(lines.leading(self._face())) if self.plain else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(self.foregroundRole()).name()
        align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        place = self.rect().toRectF()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            spare = place.height() - lines.height(self.plain, self._face(), place.width())
            place.setTop(place.top() + max(0.0, spare / 2))
        lines.draw(painter, place, self.plain, self._face(), colour, align)

    def _face(self) -> QFont:
        # The style sheet's size and weight are only there once the widget was dressed.
        self.ensurePolished()
        return self.font()


class Label(QLabel):
    """A few words on one line; never cut, its place must be wide enough."""

    def __init__(self, words: str = "", role: str = "", *, name: str = "") -> None:
        super().__init__()
        self._name = name
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.say(words)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {words}" if self._name else words)


class Chip(QLabel):
    """A state in a word. ``tone``: "" plain, or one of ``chip_colours``."""

    def __init__(self, look: Tokens, words: str = "", tone: str = "", *, name: str = "") -> None:
        super().__init__()
        self._look, self._tone, self._name = look, tone, name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(words, tone)

    def say(self, words: str, tone: str = "") -> None:
        """Changes what it says and how."""
        self._tone = tone
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {words}" if self._name else words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width, height = lines.pill_size(self.text(), font(TYPE.tag))
        return QSize(ceil(width), ceil(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        words, back = chip_colours(self._look, self._tone)
        corner = QPointF(self.width(), 0)
        lines.draw_pill(QPainter(self), corner, self.text(), font(TYPE.tag), words, back, edged=self._look.edged)


def chip_colours(look: Tokens, tone: str) -> tuple[str, str]:
    """Words and ground of a chip."""
    return {
        "wait": (look.wait, look.wait_soft),
        "good": (look.accent, look.accent_soft),
        "late": (look.late, look.late_soft),
        "quiet": (look.muted, look.chip),
        "held": (look.accent, look.chip),
    }.get(tone, (look.text, look.chip))


class Button(QPushButton):
    """A button with an optional icon and its shortcut shown on it as a key.

    ``role``: "" plain, "primary", "small", "quiet" (an icon alone), "nav" (the rail).
    """

    def __init__(
        self,
        words: str,
        look: Tokens,
        *,
        role: str = "",
        icon: str = "",
        keys: str = "",
        shows_keys: bool = True,
        owns_keys: bool = True,
    ) -> None:
        super().__init__("" if role == "quiet" else words)
        self._look = look
        self._role = role
        self._icon = icon
        self._keys = ""
        if role:
            self.setProperty("role", role)
        # By Tab only: a click should not leave a focus ring behind.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred if role == "nav" else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        if keys:
            # A shortcut that works on more screens than its button is the window's own.
            if owns_keys:
                # The button's own shortcut would act a tenth of a second late, after the next keys.
                QShortcut(QKeySequence(keys), self, self.click)
            self.setAccessibleDescription(keys)
            shown = caps(keys)
            self._keys = shown if shows_keys else ""
            self.setToolTip(f"{words} ({shown})")
        elif not self.text():
            self.setToolTip(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the focused button, as people expect; Qt alone gives them Space. With Ctrl it means something
        # else, whatever button it finds.
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTERS and not held:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        # The style sheet's heights; the width is that of what is drawn.
        return QSize(ceil(self._content_width()) + 2 * self._side(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        # The face is the style's; what stands on it is drawn here: Qt's own icons stick to their words.
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        given.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        words = self._colour()
        if self._role == "primary" and self.hasFocus():
            # A ring on the button's own colour would not show: a line within parts the two.
            inner = self.rect().toRectF().adjusted(*(side * self._look.ring for side in (1, 1, -1, -1)))
            draw_ring(painter, inner, self._look, 4, self._look.on_accent)
        room = self.rect().adjusted(self._side(), 0, -self._side(), 0)
        spare = room.width() - self._content_width()
        left = float(room.left()) + (0 if self._role == "nav" else spare / 2)
        if self._icon:
            quiet = self._role in ("nav", "quiet") and self.isEnabled() and not self.isChecked()
            tint = self._look.muted if quiet else words
            picture = icons.pixmap(self._icon, tint, ICON, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - ICON) / 2), picture)
            left += ICON + STEP
        if self.text():
            painter.setFont(self._face())
            painter.setPen(QColor(words))
            width = ceil(lines.natural_width(self.text(), self._face())) + 1
            place = QRect(round(left), 0, width, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._keys:
            self._draw_keys(painter, room.right() + 4)

    def _draw_keys(self, painter: QPainter, right: int) -> None:
        look = self._look
        words, edge, back = look.muted, look.line, look.card
        if self._role == "primary":
            words, edge, back = look.on_accent, look.key_on_accent, ""
        if not self.isEnabled():
            words, edge, back = look.disabled, look.line, ""
        draw_key(painter, QRect(0, 0, right, self.height()), self._keys, words, edge, back)

    def _colour(self) -> str:
        if not self.isEnabled():
            return self._look.disabled
        if self._role == "primary":
            return self._look.on_accent
        return self._look.accent if self.isChecked() else self._look.text

    def _face(self) -> QFont:
        # Bold where the style sheet says so; a chosen place in the rail must not change the width.
        size = TYPE.small if self._role == "small" else TYPE.body
        return font(size, bold=self._role == "primary" or self.isChecked())

    def _side(self) -> int:
        return {"quiet": 7, "small": 9, "nav": 11}.get(self._role, 14)

    def _content_width(self) -> float:
        width = float(ICON if self._icon else 0)
        if self.text():
            size = TYPE.small if self._role == "small" else TYPE.body
            widest = font(size, bold=self._role in ("primary", "nav"))
            width += lines.natural_width(self.text(), widest) + 1 + (STEP if self._icon else 0)
        if self._keys:
            width += lines.natural_width(self._keys, font(_KEY)) + 12 + STEP
        return width


class Tabs(QTabBar):
    """Kinds of the same thing side by side. The chosen one is bold; all have the room for it, so nothing moves."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._tight = False

    def offer(self, names: Iterable[str], page: QWidget, turn: Callable[[int], object] | None = None) -> None:
        """A tab for each name, reached with Ctrl and its number from anywhere on a page; ``turn`` goes there."""
        for index, name in enumerate(names):
            self.addTab(name)
            self.setTabToolTip(index, f"{name} (Ctrl {index + 1})")
            QShortcut(QKeySequence(f"Ctrl+{index + 1}"), page, partial(turn or self.setCurrentIndex, index))

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._tab_width(index, tight=self._tight), super().tabSizeHint(index).height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        return QSize(self._width(tight=False), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(tight=True), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where there is little room the tabs stand closer; no word is cut.
        tight = self.width() < self._width(tight=False)
        if tight != self._tight:
            self._tight = tight
            restyle(self, "tight", tight)
        super().resizeEvent(event)

    def _width(self, *, tight: bool) -> int:
        return sum(self._tab_width(index, tight=tight) for index in range(self.count()))

    def _tab_width(self, index: int, *, tight: bool) -> int:
        return ceil(lines.natural_width(self.tabText(index), font(bold=True))) + 2 * (STEP if tight else 2 * STEP)


def draw_key(painter: QPainter, place: QRect, keys: str, words: str, edge: str, back: str) -> None:
    """Draws a shortcut as a key at the right end of a place."""
    face = font(_KEY)
    width, height = round(lines.natural_width(keys, face)) + 12, 20
    key = QRect(place.right() - width, place.center().y() - height // 2 + 1, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge))
    painter.setBrush(QColor(back) if back else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(key.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(face)
    painter.setPen(QColor(words))
    painter.drawText(key, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


def steady_bar(area: QAbstractScrollArea) -> None:
    """Keeps the place of the vertical scroll bar also where there is nothing to scroll, with nothing drawn in it.

    A bar that comes and goes changes the width its contents are measured for.
    """
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.setEnabled(False)

    def fit(least: int, most: int) -> None:
        # On its way out with its window it still tells a last range; PySide knows it no more then.
        with suppress(RuntimeError):
            bar.setEnabled(most > least)

    bar.rangeChanged.connect(fit)


def card(*inside: QWidget, name: str = "") -> QFrame:
    """A white card with its contents under one another."""
    made = QFrame()
    made.setProperty("role", "card")
    made.setAccessibleName(name)
    stack = QVBoxLayout(made)
    stack.setContentsMargins(GAP, GAP, GAP, GAP)
    stack.setSpacing(STEP)
    for widget in inside:
        stack.addWidget(widget)
    return made


def row(*inside: QWidget | int, spacing: int = STEP) -> QHBoxLayout:
    """Widgets side by side; a number is a stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for one in inside:
        if isinstance(one, int):
            made.addStretch(one)
        else:
            made.addWidget(one)
    return made


def empty(layout: QLayout) -> None:
    """Takes everything out of a layout, with what stands in layouts within it: out of sight and of the tree at once;
    deleteLater alone would leave it until the loop turns."""
    while taken := layout.takeAt(0):
        if widget := taken.widget():
            # One that was put in just now still waits to be shown, and would be as a window of its own.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner := taken.layout():
            empty(inner)


def rule() -> QFrame:
    """A hairline between rows; nothing for a screen reader."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made

"""The panel beside the table: its title, what it is about, and its fields, which scroll where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.fields.flow import flow
from ui.fields.form import Labelled
from ui.keys import ENTERS
from ui.parts import Button, Text, row, steady_bar
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

WIDE = 392
#: Characters of a decision that are repeated in the panel.
_LONGEST = 150


class Side(QFrame):
    """Holds one panel at a time. Escape closes it."""

    dropped = Signal()
    #: It was shown or hidden.
    turned = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setProperty("role", "card")
        self.setFixedWidth(WIDE)
        self.setAcceptDrops(True)
        self.title = Text(role="heading")
        self.about = Text(role="small")
        self.closing = Button(voice(N_("Close")), look, role="quiet", icon="x", keys="Escape", owns_keys=False,
                              shows_keys=False)  # fmt: skip
        self.closing.clicked.connect(self.dropped)
        self.panel: QWidget | None = None
        #: The buttons of the panel, which stay in sight.
        self._foot: QWidget | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self._area)
        head = row(self.title, self.closing, spacing=HALF)
        head.setStretch(0, 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, STEP, HALF, STEP)
        stack.setSpacing(HALF)
        stack.addLayout(head)
        stack.addWidget(self.about)
        stack.addWidget(self._area, 1)
        self._stack = stack
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def show_panel(self, panel: QWidget, title: str, about: str, count: str = "") -> None:
        """Another panel; ``about`` is the decision, ``count`` how many rows are meant."""
        if self.panel is not panel:
            if self.panel is not None:
                self._area.takeWidget().setParent(None)
            self.panel = panel
            self._area.setWidget(panel)
            panel.show()
            if self._foot is not None:
                self._foot.hide()
            self._foot = getattr(panel, "foot", None)
            if self._foot is not None:
                self._stack.addWidget(self._foot)
                self._foot.show()
        self.title.say(title)
        self.setAccessibleName(title)
        self._area.setAccessibleName(title)
        self.say_about(about, count)
        self._area.verticalScrollBar().setValue(0)
        self.show()

    def say_about(self, about: str, count: str = "") -> None:
        """What it is about."""
        short = about if len(about) <= _LONGEST else about[:_LONGEST].rstrip() + "…"
        self.about.say("\n".join(part for part in (short, count) if part))
        self.about.setToolTip(about)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit()

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to the field that got the keyboard."""
        panel = self.panel
        if now is None or panel is None or not panel.isAncestorOf(now):
            return
        bottom = now.mapTo(panel, QPoint(0, now.height())).y() + STEP
        begins = old is None or not panel.isAncestorOf(old)
        if begins and bottom <= self._area.viewport().height():
            # What one begins with is read from its head on, wherever the field stood before the panel was laid out.
            self._area.verticalScrollBar().setValue(0)
        else:
            self._area.ensureWidgetVisible(now, 0, 3 * STEP)

    # What falls beside the fields is meant for them.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.panel is not None and self.panel.acceptDrops():
            self.panel.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self.panel is not None and self.panel.acceptDrops():
            self.panel.dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class Panel(QWidget):
    """A panel of fields: Enter asks for what they say, Escape lets go of it. Fields and pills leave both to whoever
    holds them."""

    dropped = Signal()

    def ask(self) -> None:
        """Asks for what is set, unless something is wrong with it."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in ENTERS:
            self.ask()
        else:
            super().keyPressEvent(event)


def whole(text: str) -> int:
    """A number as somebody typed it, in either digits, perhaps with a percent sign.

    Raises:
        UserError: it is none.
    """
    typed = to_ascii(text.strip()).removesuffix("%").strip()
    # Longer than any number that is meant, and than Python reads.
    if not typed.lstrip("-").isdecimal() or len(typed) > 30:
        raise UserError(N_("“{text}” is no number. Type it like 412."), text=to_bengali(typed[:40]))
    return int(typed)


def foot(name: str, *buttons: Button) -> QWidget:
    """The buttons of a panel."""
    made = QWidget()
    made.setAccessibleName(name)
    made.setLayout(flow(*buttons))
    return made


def point(place: Labelled, sentence: str) -> None:
    """Says at a field what is wrong with it; the field gets the keyboard, and both come into view."""
    place.say_error(sentence)
    place.field.setFocus(Qt.FocusReason.OtherFocusReason)
    reveal(place)


def reveal(widget: QWidget) -> None:
    """Scrolls to something once it has its new height, in whatever scrolls around it."""
    QTimer.singleShot(0, widget, lambda: _bring(widget))


def _bring(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, STEP)
        around = around.parentWidget()

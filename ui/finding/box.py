"""The box over everything: one line to type in, what can be filtered by, and what was found below it.

It stands over its window and takes all keys until it is closed; nothing behind it is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_bengali
from koyradesk.finding.shapes import NONE, STATES, Filters
from koyradesk.finding.typed import LONGEST, Known, offered, taken
from koyradesk.i18n import N_
from ui import icons
from ui.finding.listing import Entry, Listing
from ui.finding.words import FILTERS, filter_words
from ui.keys import ENTERS
from ui.parts import ICON, Button, Text, row, rule
from ui.rail import FOOT, PLACES
from ui.say import Voice, shortened
from ui.theme import GAP, HALF, STEP, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

#: Logical pixels: the widest and highest it gets, what stays free around it.
_WIDE, _HIGH, _AROUND = 780, 580, 24
#: The letters of a long name on a filter.
_NAME = 34
_CONTROL = Qt.KeyboardModifier.ControlModifier
#: The keys that go elsewhere from the box, which closes it.
_GOING = (
    *("Ctrl+K", "Ctrl+N", "Ctrl+L", "Ctrl+O", "Ctrl+Shift+N", "Alt+Left"),
    *(keys for place in (*PLACES, *FOOT) for keys in (place.keys, to_bengali(place.keys))),
)


class Line(QLineEdit):
    """The line one types in; keys that mean the list are told."""

    #: A key that is not for the text: ("step" | "page" | "leap", by), ("take", 0), ("close", 0), ("drop", 0).
    pressed_key = Signal(str, int)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        # What is longer was pasted by mistake, and would take long to draw.
        self.setMaxLength(LONGEST)
        self.setTextMargins(ICON + STEP + HALF, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & _CONTROL)
        down = key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.pressed_key.emit("leap" if control else "step", 1 if down else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.pressed_key.emit("page", 1 if down else -1)
        elif key in ENTERS:
            self.pressed_key.emit("take", 0)
        elif key == Qt.Key.Key_Escape:
            self.pressed_key.emit("close", 0)
        elif event.matches(QKeySequence.StandardKey.Paste):
            # Reading a clipboard is wanted by few who search.
            from ui.fields.clipboard import line

            self.insert(line(LONGEST))
        elif key == Qt.Key.Key_Backspace and self.cursorPosition() == 0 and not self.hasSelectedText():
            self.pressed_key.emit("drop", 0)
        else:
            super().keyPressEvent(event)


class Box(QWidget):
    """``asked`` tells of each change of text or filters; the owner answers with ``show_entries``."""

    asked = Signal()
    #: Enter was pressed: the chosen line is to be taken, once what was typed last is answered.
    take_asked = Signal()
    #: A line was taken: an ``Entry``.
    taken = Signal(object)
    closed = Signal()

    def __init__(self, over: QWidget, voice: Voice, look: Tokens) -> None:
        super().__init__(over)
        self._over, self._voice, self._look = over, voice, look
        self.filters = NONE
        self.known = Known()
        #: Filters that were just taken away: typed again, their words are words.
        self._refused: set[tuple[str, object]] = set()
        name = voice(N_("Find"))
        self.setAccessibleName(name)
        self.line = Line(voice(N_("Find anything: a word, a number, a name, a command")))
        self.list = Listing(look, voice(N_("What was found")))
        self.hint = Text(role="small")
        self.choices = {filter_: self._choice(filter_) for filter_ in FILTERS}
        self.frame = QFrame(self)
        self.frame.setProperty("role", "card")
        self.frame.setAccessibleName(name)
        self._build()
        self._connect()
        over.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        picture = QLabel(self.line)
        picture.setPixmap(icons.pixmap("search", self._look.muted, ICON, self.devicePixelRatioF()))
        picture.setGeometry(10, 8, ICON, ICON)
        picture.setAccessibleName(self.line.accessibleName())
        chips = row(*self.choices.values(), 1, spacing=HALF)
        chips.setContentsMargins(STEP + HALF, HALF, STEP, HALF)
        top = QVBoxLayout()
        top.setContentsMargins(STEP + HALF, STEP + HALF, STEP + HALF, 0)
        top.addWidget(self.line)
        foot = QVBoxLayout()
        foot.setContentsMargins(GAP, HALF, GAP, STEP)
        foot.addWidget(self.hint)
        stack = QVBoxLayout(self.frame)
        stack.setContentsMargins(1, 1, 1, 1)
        stack.setSpacing(0)
        stack.addLayout(top)
        stack.addLayout(chips)
        stack.addWidget(rule())
        stack.addWidget(self.list, 1)
        stack.addWidget(rule())
        stack.addLayout(foot)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._typed)
        self.line.pressed_key.connect(self._key)
        self.list.taken.connect(self.taken)
        self.list.moved.connect(self._moved)

    # Coming and going

    def begin(self) -> None:
        """Opens it, as it was left."""
        self.show_filters(self.filters)
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.tell_hint()

    def finish(self) -> None:
        """Closes it; what was typed stays for the next time."""
        if not self.isHidden():
            self.hide()
            self._refused.clear()
            self.closed.emit()

    @property
    def text(self) -> str:
        return self.line.text()

    def type(self, text: str, filters: Filters | None = None) -> None:
        """Asks for something else, as if it were typed."""
        if filters is not None:
            self.show_filters(filters)
        self.put(text)
        self.tell_hint()
        self.asked.emit()

    def put(self, text: str) -> None:
        """Another text in the line; nothing is asked."""
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)

    # What can be filtered by

    def know(self, known: Known) -> None:
        """What there is to be filtered by."""
        self.known = known
        self.show_filters(self.filters)

    def show_filters(self, filters: Filters) -> None:
        """Shows which filters hold."""
        self.filters = filters
        for name, button in self.choices.items():
            value = getattr(filters, name)
            words = self._voice(FILTERS[name])
            if value:
                said = filter_words(name, value, self.known, self._voice)
                button.say(shortened(said, _NAME), self._voice(N_("{filter}: {value}. Take it away"), filter=words,
                                                               value=said), icon="x")  # fmt: skip
            else:
                button.say(words, self._voice(N_("Only of one: {filter}"), filter=words), icon="chevron-down")
            button.setChecked(bool(value))
        self.choices["office"].setVisible(bool(self.known.offices) or bool(filters.office))

    def set_filter(self, name: str, value: object) -> None:
        """Another filter; "" or 0 for none."""
        self.show_filters(self.filters.given(name, value) if value else self.filters.without(name))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell_hint()
        self.asked.emit()

    def drop_filter(self, name: str = "") -> None:
        """Takes a filter away, the last one where none is named."""
        names = self.filters.names()
        if name := name or (names[-1] if names else ""):
            self._refused.add((name, getattr(self.filters, name)))
            self.set_filter(name, None)

    def _choice(self, name: str) -> Choice:
        made = Choice(self._voice(FILTERS[name]), self._look)
        made.clicked.connect(partial(self._choose, name))
        return made

    def _choose(self, name: str, _: bool = False) -> None:
        button = self.choices[name]
        if getattr(self.filters, name):
            self.drop_filter(name)
            return
        button.setChecked(False)
        menu = QMenu(button)
        menu.setAccessibleName(self._voice(FILTERS[name]))
        for value, words in self._values(name):
            menu.addAction(words).triggered.connect(partial(self._set, name, value))
        if menu.isEmpty():
            menu.addAction(self._voice(N_("There is none yet"))).setEnabled(False)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _set(self, name: str, value: object, _: bool = False) -> None:
        self.set_filter(name, value)

    def _values(self, name: str) -> Sequence[tuple[object, str]]:
        known = self.known
        values: Iterable[object] = {
            "committee": sorted(known.committees),
            "year": known.years,
            "office": known.offices,
            "state": STATES,
        }[name]
        return [(value, filter_words(name, value, known, self._voice)) for value in values]

    # What was found

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Other lines."""
        self.list.show_entries(entries)

    def say(self, words: str) -> None:
        """A word below the list, until something is typed."""
        self.hint.say(words)

    def tell_hint(self) -> None:
        """Says below the list what the keys do now."""
        voice = self._voice
        name, value = offered(self.text, self.known, self.filters)
        if name:
            said = filter_words(name, value, self.known, voice)
            self.say(voice(N_("A blank now: only {filter} {value}"), filter=voice(FILTERS[name]), value=said))
        elif self.filters:
            self.say(voice(N_("Deleting at the beginning takes the filter away · ↑ ↓ Enter · Esc closes")))
        else:
            self.say(voice(N_("↑ ↓ and Enter open · Ctrl ↓ to the next kind · Esc closes")))

    def _moved(self, entry: Entry | None) -> None:
        # A screen reader stays in the line; it is told what Enter would open.
        self.line.setAccessibleDescription(entry.spoken or entry.text if entry is not None else "")

    # Keys

    def _typed(self, text: str) -> None:
        rest, filters = taken(text, self.known, self.filters, self._refused)
        if filters != self.filters:
            self.type(rest, filters)
            return
        if not text.strip():
            self._refused.clear()
        self.tell_hint()
        self.asked.emit()

    def _key(self, what: str, by: int) -> None:
        does: dict[str, Callable[[], Any]] = {
            "step": partial(self.list.step, by),
            "page": partial(self.list.page, by),
            "leap": partial(self.list.leap, by),
            "take": self.take_asked.emit,
            "close": self.finish,
            "drop": self.drop_filter,
        }
        does[what]()

    def event(self, event: QEvent) -> bool:
        # The keys of what stands behind are not to work: only those that go elsewhere.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            pressed = QKeySequence(event.keyCombination())
            event.setAccepted(not any(pressed == QKeySequence(keys) for keys in _GOING))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        # Nothing goes on to what stands behind.
        event.accept()

    # Its place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        over = self._over.rect()
        self.setGeometry(over)
        width = min(_WIDE, over.width() - 2 * _AROUND)
        height = min(_HIGH, over.height() - 2 * _AROUND)
        self.frame.setGeometry(
            QRect((over.width() - width) // 2, min(64, (over.height() - height) // 2), width, height)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(self._look.shadow)
        shade.setAlpha(90)
        QPainter(self).fillRect(event.rect(), shade)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside it, it closes."""
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.finish()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.line.setFocus)


class Choice(Button):
    """A filter: pressed it is chosen from a menu, or taken away where it holds."""

    def __init__(self, words: str, look: Tokens) -> None:
        super().__init__(words, look, role="small", icon="chevron-down")
        self.setCheckable(True)

    def say(self, words: str, spoken: str, *, icon: str) -> None:
        """What stands on it, and what it is called."""
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

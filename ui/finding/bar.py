"""The bar of Ctrl+F above a text: what is looked for in it, which of how many hits one is at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel

from koyradesk.finding.typed import LONGEST
from koyradesk.i18n import N_
from ui import icons
from ui.fields import LineField
from ui.keys import ENTERS
from ui.parts import ICON, Button, Label, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens


class FindBar(QFrame):
    """``asked`` tells what is looked for, ``stepped`` where to go from here (1 or -1)."""

    asked = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._shortcuts: list[QShortcut] = []
        name = voice(N_("Find in this text"))
        self.setAccessibleName(name)
        picture = QLabel()
        picture.setAccessibleName(name)
        picture.setPixmap(icons.pixmap("search", look.muted, ICON, self.devicePixelRatioF()))
        self.line = LineField(name, look, hint=name)
        self.line.limit = LONGEST
        self.count = Label("", "small", name=voice(N_("Hits")))
        self.before = Button(voice(N_("The hit before")), look, role="quiet", icon="chevron-up", keys="Shift+F3",
                             owns_keys=False, shows_keys=False)  # fmt: skip
        self.next = Button(voice(N_("The next hit")), look, role="quiet", icon="chevron-down", keys="F3",
                           owns_keys=False, shows_keys=False)  # fmt: skip
        self.closing = Button(voice(N_("Take the marks away")), look, role="quiet", icon="x", keys="Escape",
                              owns_keys=False, shows_keys=False)  # fmt: skip
        across = row(picture, self.line, self.count, self.before, self.next, self.closing, spacing=HALF)
        across.setStretch(1, 1)
        across.setContentsMargins(GAP, STEP, GAP, 0)
        self.setLayout(across)
        self.line.typed.connect(lambda _: self.asked.emit(self.line.text()))
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.closing.clicked.connect(self.closed)

    def hold(self, shortcuts: list[QShortcut]) -> None:
        """The keys that work while there are marks."""
        self._shortcuts = shortcuts

    def keys(self, *, on: bool) -> None:
        """Whether those keys work."""
        for one in self._shortcuts:
            one.setEnabled(on)

    def ask(self, text: str) -> None:
        """The keyboard goes into the line, what stands there chosen."""
        self.show_words(text)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.asked.emit(self.line.text())

    def show_words(self, text: str) -> None:
        """What is looked for."""
        from koyradesk.markup import escape

        self.line.show_marked(escape(text))

    def tell(self, at: int, count: int, *, asked: bool) -> None:
        """At which hit one is, of how many; 0 for none of them."""
        voice = self._voice
        if not asked:
            said = ""
        elif not count:
            said = voice(N_("none"))
        elif at:
            said = voice(N_("{at} of {count}"), at=at, count=count)
        else:
            said = voice.digits(count)
        self.count.say(said)
        self.before.setEnabled(count > 0)
        self.next.setEnabled(count > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTERS and self.line.hasFocus():
            self.stepped.emit(-1 if shift else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

"""The pane of the help: over the right side of its window, the work beside it in sight, or over all but the rail."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from ui.help.setting import MARGIN
from ui.help.view import PageView
from ui.keys import ENTERS
from ui.parts import Button, Text, row
from ui.rail import FOOT, PLACES
from ui.say import Voice
from ui.theme import GAP, HALF, ROOM, STEP, Tokens

#: Logical pixels: the least and the most beside the work, the longest lines where it has all the room.
_LEAST, _MOST, _LINES = 440, 560, 820
#: After so many milliseconds without a letter it is looked for what was typed.
_WAIT = 120
#: What the pane's own keys ask for.
_KEYS = {
    "Alt+Left": "back",
    "F1": "contents",
    "Ctrl+F1": "keys",
    "F6": "work",
    "F11": "wide",
    "Ctrl+F": "search",
}
#: The keys of the window that go elsewhere; all others of the work behind do nothing here.
_GOING = (
    *("Ctrl+K", "Ctrl+N", "Ctrl+L", "Ctrl+O", "Ctrl+Shift+N", "Alt+0", to_bengali("Alt+0"), "F9"),
    *(keys for place in PLACES for keys in (place.keys, to_bengali(place.keys))),
    *(FOOT[0].keys, to_bengali(FOOT[0].keys)),
)


class HelpPane(QFrame):
    """Shows what its owner gives it and tells what is wanted."""

    closed = Signal()
    #: "back", "contents", "work" (the keyboard goes to the work), "keys", "news".
    wanted = Signal(str)
    #: Something else is looked for; "" is nothing any more.
    typed = Signal(str)
    #: It has another width: what is shown is to be put down anew.
    resized = Signal()

    def __init__(self, over: QWidget, left: QWidget, below: QWidget, voice: Voice, look: Tokens) -> None:
        """Over all of a window at the right; ``left`` and ``below`` stay free."""
        super().__init__(over)
        self._over, self._left, self._below, self._voice = over, left, below, voice
        self._wide = False
        self._aside = False
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("Handbook")))
        # The keys of all of them are the pane's own.
        self.back = _button(voice(N_("The page before")), look, "quiet", "arrow-left", "Alt+Left")
        self.contents = _button(voice(N_("Contents")), look, "small", "", "F1")
        self.search = QLineEdit()
        self.search.setPlaceholderText(voice(N_("Search in the handbook")))
        self.search.setAccessibleName(voice(N_("Search in the handbook")))
        self.search.setAccessibleDescription("Ctrl+F")
        self.search.setMaxLength(80)
        self.widening = _button(voice(N_("Larger or smaller")), look, "quiet", "move-horizontal", "F11")
        self.closing = _button(voice(N_("Close")), look, "quiet", "x", "Escape")
        self.language = Text(voice(N_("The handbook is in Bengali; it names buttons in English too.")), "small")
        self.view = PageView(look)
        self.keys = Button(voice(N_("Shortcuts")), look, role="small", keys="Ctrl+F1", owns_keys=False)
        self.news = Button(voice(N_("What is new")), look, role="small")
        self.work = Button(voice(N_("To the work")), look, role="small", keys="F6", owns_keys=False)
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._connect()
        over.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        head = row(self.back, self.contents, self.search, self.widening, self.closing, spacing=HALF)
        head.setStretch(2, 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, STEP + HALF, HALF, STEP)
        stack.setSpacing(STEP)
        around = row()
        around.addLayout(head)
        around.setContentsMargins(0, 0, STEP, 0)
        stack.addLayout(around)
        stack.addWidget(self.language)
        stack.addWidget(self.view, 1)
        stack.addLayout(row(self.keys, self.news, 1, self.work))
        self.language.setVisible(self._voice.language != "bn")

    def _connect(self) -> None:
        for button, want in (
            (self.back, "back"),
            (self.contents, "contents"),
            (self.keys, "keys"),
            (self.news, "news"),
            (self.work, "work"),
            (self.widening, "wide"),
        ):
            button.clicked.connect(lambda _=False, want=want: self._want(want))
        self.closing.clicked.connect(self.closed)
        self.search.textEdited.connect(lambda _: self._timer.start())
        self._timer.timeout.connect(lambda: self.typed.emit(self.search.text().strip()))
        self.search.installEventFilter(self)

    # Its width and place

    @property
    def width_of_page(self) -> int:
        """How wide a page can be."""
        return min(_LINES, self.view.viewport().width() - 2 * MARGIN)

    @property
    def width_of_picture(self) -> int:
        """How wide a picture of a screen can be that has all the room."""
        room = self.view.viewport().size()
        # Its proportions are a screen's; its caption stands below.
        return min(room.width() - 2 * MARGIN, round((room.height() - 3 * ROOM) * 16 / 9))

    @property
    def wide(self) -> bool:
        """Whether it has all the room."""
        return self._wide

    def set_wide(self, wide: bool) -> None:
        """All the room there is, or only the right side."""
        if wide != self._wide:
            self._wide = wide
            self.place()

    def step_aside(self, aside: bool) -> None:
        """Out of the way for a moment, or back."""
        self._aside = aside
        self.place()

    def place(self) -> None:
        over = self._over.rect()
        most = over.width() - (self._left.width() if self._left.isVisible() else 0)
        width = most if self._wide else min(most, max(_LEAST, min(_MOST, round(over.width() * 0.44))))
        left = over.width() if self._aside else over.width() - width
        self.setGeometry(left, 0, width, over.height() - self._below.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self.place()
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._search_key(event)
        return super().eventFilter(watched, event)

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            event.setAccepted(not any(pressed == QKeySequence(keys) for keys in _GOING))
            return True
        return super().event(event)

    def _asked(self, event: QKeyEvent) -> str:
        pressed = QKeySequence(event.keyCombination())
        return next((want for keys, want in _KEYS.items() if pressed == QKeySequence(keys)), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif want := self._asked(event):
            self._want(want)
        # Nothing goes on to the work behind: Delete is not meant for it.
        event.accept()

    def _want(self, want: str) -> None:
        if want == "search":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif want == "wide":
            self.set_wide(not self._wide)
            self.wanted.emit("widened")
        else:
            self.wanted.emit(want)

    def _search_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.typed.emit("")
            return True
        if event.key() in (Qt.Key.Key_Down, *ENTERS):
            if self._timer.isActive():
                self._timer.stop()
                self.typed.emit(self.search.text().strip())
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            # To the first that was found.
            self.view.focusNextPrevChild(True)
            return True
        return False


def _button(words: str, look: Tokens, role: str, icon: str, keys: str) -> Button:
    return Button(words, look, role=role, icon=icon, keys=keys, shows_keys=False, owns_keys=False)

"""One calm sentence above the content: what happened and what to do. It never stops the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from ui import icons
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens, restyle

#: Presses the button of a sentence, from wherever the keyboard is.
_KEYS = "Alt+0"


class Action(NamedTuple):
    """What a button beside the sentence does."""

    words: str
    does: Callable[[], object]


class _Said(NamedTuple):
    sentence: str
    tone: str
    action: Action | None
    #: What a remark is about; "" for what need not stay.
    topic: str = ""
    #: Done when a remark is closed.
    closed: Callable[[], object] | None = None


class Notice(QWidget):
    """Shows one sentence at a time. What must not be missed (``remark``) comes back after what pushed it aside."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._look = look
        self._voice = voice
        self._said: _Said | None = None
        self._waiting: list[_Said] = []
        self._picture = QLabel()
        self._picture.setFixedSize(20, 22)
        self._picture.setAccessibleName(voice(N_("Message")))
        self.words = Text()
        self._close = Button(voice(N_("Close this message")), look, role="quiet", icon="x")
        self._close.clicked.connect(self.close_one)
        self._frame = QFrame()
        self._frame.setProperty("role", "notice")
        self._inner = QHBoxLayout(self._frame)
        self._inner.setContentsMargins(GAP, STEP, STEP, STEP)
        self._inner.setSpacing(STEP)
        self._inner.addWidget(self._picture)
        self._inner.addWidget(self.words, 1)
        self._inner.addWidget(self._close)
        #: The button of the action, made anew for each.
        self.button: Button | None = None
        around = QHBoxLayout(self)
        around.setContentsMargins(GAP, GAP, GAP, 0)
        around.addWidget(self._frame)
        self.hide()

    def refuse(self, sentence: str, action: Action | None = None) -> None:
        """Something could not be done."""
        self._say(_Said(sentence, "wait", action))

    def tell(self, sentence: str, action: Action | None = None) -> None:
        """Something was done."""
        self._say(_Said(sentence, "good", action))

    def remark(
        self,
        topic: str,
        sentence: str,
        action: Action | None = None,
        closed: Callable[[], object] | None = None,
        *,
        good: bool = False,
    ) -> None:
        """Something the user should know before going on; it stays until it is closed. One for each topic.

        ``closed`` is called when the user closes it or takes its action. ``good``: it is nothing to worry about.
        """
        if topic in self.remarks():
            return
        said = _Said(sentence, "good" if good else "wait", action, topic, closed)
        # What only tells that something was done does not keep it waiting.
        if self._said is None or self.isHidden() or (self._said.tone == "good" and not self._said.topic):
            self._say(said)
        else:
            self._waiting.append(said)

    def withdraw(self, topic: str) -> None:
        """A remark that is true no more goes away unseen."""
        self._waiting = [one for one in self._waiting if one.topic != topic]
        if self._said is not None and self._said.topic == topic:
            self._said = self._said._replace(closed=None)
            self.close_one()

    def retract(self, action: Action) -> None:
        """What a button offered would do something else by now: it goes, with its sentence."""
        if self._said is not None and self._said.action is action:
            self.close_one()

    def remarks(self) -> set[str]:
        """The topics of the remarks that were not closed yet."""
        return {one.topic for one in (self._said, *self._waiting) if one is not None and one.topic}

    def close_one(self) -> None:
        """Closes the sentence on show; the next remark, if any, takes its place."""
        if self._said is not None and self._said.closed is not None:
            self._said.closed()
        self._said = None
        if self._waiting:
            self._say(self._waiting.pop(0))
        else:
            self.hide()

    def clear(self) -> None:
        """Takes away a sentence that is of no more use; remarks stay."""
        if self._said is not None and not self._said.topic:
            self.close_one()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_one()
        else:
            super().keyPressEvent(event)

    def _say(self, said: _Said) -> None:
        if self._said is not None and self._said.topic and self._said is not said:
            self._waiting.insert(0, self._said)
        self._said = said
        restyle(self._frame, "tone", said.tone)
        good = said.tone == "good"
        colour = self._look.accent if good else self._look.wait
        picture = icons.pixmap("circle-check" if good else "triangle-alert", colour, 20, self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        self._show_action(said.action)
        self.words.say(said.sentence)
        self.setAccessibleName(said.sentence)
        self._frame.setAccessibleName(said.sentence)
        self.show()

    def _show_action(self, action: Action | None) -> None:
        if self.button is not None:
            self.button.setParent(None)
            self.button.deleteLater()
            self.button = None
        if action is None:
            return
        self.button = Button(action.words, self._look, keys=_KEYS, shows_keys=False)
        # A keyboard of Bengali digits gives those.
        QShortcut(QKeySequence(to_bengali(_KEYS)), self.button, self.button.click)
        self.button.clicked.connect(self._act)
        self._inner.insertWidget(2, self.button)

    def _act(self) -> None:
        said = self._said
        self.close_one()
        if said is not None and said.action is not None:
            said.action.does()

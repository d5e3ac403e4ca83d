"""The panel of the sentence bank: everything that can be put into the field one types in, as it would stand there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from koyradesk.bank import SORTS, Bank, Offered, Seat
from koyradesk.i18n import N_
from ui.bank.listing import SentenceList
from ui.bank.writing import Writing
from ui.fields import LineField
from ui.fields.flow import Flow
from ui.keys import ENTERS
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

_KEY, _MOD = Qt.Key, Qt.KeyboardModifier
_WIDTH, _LEAST = 470, 380
#: More than anyone looks through: the search finds the others.
_MOST = 200
_PAGE = 5


class SentencePanel(QFrame):
    """Stands over the right side of the editor; the text beside it stays in sight."""

    #: A sentence is to be put in: an ``Offered``.
    chosen = Signal(object)
    #: What is to be kept: "star", "hide" with a ``Sentence`` and whether; "edit" with one (or None: new) and the text.
    starred = Signal(object, bool)
    hid = Signal(object, bool)
    edited = Signal(object, str)
    closed = Signal()

    def __init__(self, over: QWidget, beside: QWidget, voice: Voice, look: Tokens) -> None:
        """Over all of a widget at the right, if there is room as wide as ``beside`` is."""
        super().__init__(over)
        self._over, self._right, self._voice, self._look = over, beside, voice, look
        self._bank: Bank | None = None
        self._seat: Seat | None = None
        self._held = ""
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Text(role="heading")
        self.closing = Button(voice(N_("Close")), look, role="quiet", icon="x", keys="Escape", owns_keys=False)
        self.closing.clicked.connect(self.close_panel)
        self.search = LineField(
            voice(N_("Search in the sentences")), look, hint=voice(N_("Part of a sentence, a month, a name"))
        )
        self.search.textChanged.connect(lambda _: self._fill())
        self.search.installEventFilter(self)
        self.list = SentenceList(voice, look)
        self.list.doubleClicked.connect(lambda _: self._choose())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.nothing = Text(role="muted")
        self.writing = Writing(voice, look)
        self.writing.kept.connect(self._keep)
        self.writing.dropped.connect(self._browse)
        self._build()
        over.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        voice, look = self._voice, self._look
        self.putting = Button(voice(N_("Put in")), look, role="primary", keys="Return", owns_keys=False)
        self.star = Button(voice(N_("Star")), look, icon="star", keys="Ctrl+D", owns_keys=False, shows_keys=False)
        self.edit = Button(voice(N_("Edit")), look, icon="pencil", keys="F2", owns_keys=False, shows_keys=False)
        self.hiding = Button(voice(N_("Hide")), look, icon="x", keys="Ctrl+Delete", owns_keys=False, shows_keys=False)
        self.adding = Button(
            voice(N_("A sentence of our own")), look, icon="plus", keys="Insert", owns_keys=False, shows_keys=False
        )
        self.hidden = Button(voice(N_("Hidden ones")), look)
        self.hidden.setCheckable(True)
        for button, job in (
            (self.putting, self._choose),
            (self.star, self._star),
            (self.edit, self._edit),
            (self.hiding, self._hide),
            (self.adding, self._add),
        ):
            button.clicked.connect(job)
        self.hidden.toggled.connect(lambda _: self._fill())
        head = row(self.title, self.closing)
        head.setStretch(0, 1)
        head.setAlignment(self.closing, Qt.AlignmentFlag.AlignTop)
        self.browsing = QWidget()
        self.browsing.setAccessibleName(voice(N_("Sentences")))
        inner = QVBoxLayout(self.browsing)
        inner.setContentsMargins(0, 0, STEP, 0)
        inner.setSpacing(STEP)
        inner.addWidget(self.search)
        inner.addWidget(self.nothing)
        inner.addWidget(self.list, 1)
        # Where there is no list, the buttons stay where they were.
        inner.addStretch(0)
        self._inner = inner
        buttons = QWidget()
        buttons.setAccessibleName(voice(N_("What can be done with a sentence")))
        flow = Flow(buttons, across=HALF, down=HALF)
        for button in (self.putting, self.star, self.edit, self.hiding, self.adding, self.hidden):
            flow.addWidget(button)
        inner.addWidget(buttons)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, STEP, GAP)
        stack.setSpacing(STEP)
        stack.addLayout(head)
        stack.addWidget(self.browsing, 1)
        stack.addWidget(self.writing, 1)

    # What it shows

    def show_bank(self, bank: Bank, seat: Seat) -> None:
        """Everything there is for a field."""
        self._bank, self._seat = bank, seat
        name = self._voice(SORTS[seat.field][0])
        self.title.say(self._voice(N_("Sentences: {field}"), field=name))
        self.setAccessibleName(self.title.plain)
        self._held = ""
        self.hidden.setChecked(False)
        self.search.show_marked("")
        self._browse()
        self._fill()
        self._place()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def know(self, bank: Bank) -> None:
        """The bank is another now; what is chosen stays so."""
        if self._seat is not None and not self.isHidden():
            self._bank = bank
            self._fill()
            if not self.writing.isHidden():
                self._browse()

    def close_panel(self) -> None:
        """Back to the text."""
        self.hide()
        self.closed.emit()

    def _fill(self) -> None:
        if self._bank is None or self._seat is None:
            return
        sought, hidden = self.search.text(), self.hidden.isChecked()
        found = self._bank.offered(self._seat, sought, hidden=hidden, limit=_MOST)
        now = self.list.now()
        held = self._held or ("" if sought or now is None else now.sentence.of)
        self._held = ""
        self.list.show_offered(found, held)
        self.list.setVisible(bool(found))
        self._inner.setStretch(self._inner.indexOf(self.list) + 1, 0 if found else 1)
        if sought.strip():
            said = N_("No sentence for this place has these words. Write one of your own with “Insert”.")
        elif hidden:
            said = N_("No sentence is hidden.")
        else:
            said = N_("There is no sentence for this place yet. They are learnt from your minutes.")
        self.nothing.say(self._voice(said))
        self.nothing.setVisible(not found)
        self._tell()

    def _tell(self) -> None:
        one = self.list.now()
        for button in (self.putting, self.star, self.edit, self.hiding):
            button.setEnabled(one is not None)
        starred, hidden = (one.sentence.starred, one.sentence.hidden) if one else (False, False)
        for button, words in (
            (self.star, N_("No star") if starred else N_("Star")),
            (self.hiding, N_("Show again") if hidden else N_("Hide")),
        ):
            said = self._voice(words)
            if button.text() != said:
                button.setText(said)
                button.setAccessibleName(said)
                button.updateGeometry()
        index = self.list.currentIndex()
        told = str(self.list.rows.data(index, Qt.ItemDataRole.AccessibleTextRole) or "") if one else self.nothing.plain
        self.search.setAccessibleDescription(told)

    def _browse(self) -> None:
        self.writing.hide()
        self.browsing.show()
        if not self.isHidden():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def _choose(self) -> None:
        if one := self.list.now():
            self.chosen.emit(one)

    def _star(self) -> None:
        if one := self.list.now():
            self._held = one.sentence.of
            self.starred.emit(one.sentence, not one.sentence.starred)

    def _hide(self) -> None:
        if one := self.list.now():
            self._held = self._beside()
            self.hid.emit(one.sentence, not one.sentence.hidden)

    def _beside(self) -> str:
        """What comes after the chosen one, or before where it is the last."""
        rows, at = self.list.rows.rows, self.list.currentIndex().row()
        near: list[Offered] = [*rows[at + 1 : at + 2], *rows[max(0, at - 1) : at]]
        return near[0].sentence.of if near else ""

    def _edit(self) -> None:
        if one := self.list.now():
            self._held = one.sentence.of
            self.browsing.hide()
            self.writing.show()
            self.writing.begin(one.sentence)

    def _add(self) -> None:
        self.browsing.hide()
        self.writing.show()
        self.writing.begin(None, self.search.text())

    def _keep(self, of: object, text: str) -> None:
        if of is None:
            self.search.show_marked("")
            self._held = text
        self.edited.emit(of, text)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over:
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self._place()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~_MOD.KeypadModifier
        steps = {_KEY.Key_Up: -1, _KEY.Key_Down: 1, _KEY.Key_PageUp: -_PAGE, _KEY.Key_PageDown: _PAGE}.get(key, 0)
        jobs = {_KEY.Key_F2: self._edit, _KEY.Key_Insert: self._add} | dict.fromkeys(ENTERS, self._choose)
        if held == _MOD.ControlModifier:
            steps, jobs = 0, {_KEY.Key_D: self._star, _KEY.Key_Delete: self._hide}
        elif held != _MOD.NoModifier:
            return False
        if steps:
            self.list.step(steps)
        elif key in jobs:
            jobs[key]()
        return bool(steps) or key in jobs

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _KEY.Key_Escape:
            self.close_panel()
        elif not self._key(event):
            super().keyPressEvent(event)

    def _place(self) -> None:
        # The text that is typed is not covered, unless there would be too little room for a sentence.
        width = min(max(_LEAST, min(_WIDTH, self._right.width())), self._over.width())
        self.setGeometry(self._over.width() - width, 0, width, self._over.height())

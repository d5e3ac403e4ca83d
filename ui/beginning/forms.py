"""The two forms of the way: the lines of the letterhead, and the first meeting with who leads and signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.fields import TOO_LONG, DateField, Form, Labelled, LineField
from ui.fields.flow import flow
from ui.parts import Button, empty, steady_bar
from ui.say import Voice
from ui.theme import STEP, Tokens

_WHO = {
    "chair": (N_("Name of the chair"), N_("Post of the chair")),
    "signer": (N_("Who signs the notice"), N_("Post of who signs")),
}
_LINES = (N_("First line"), N_("Second line"), N_("Third line"), N_("Fourth line"))


class Texts(QWidget):
    """Fields under their names. Enter goes to the next empty one; where none is left, on."""

    #: A text was typed: its name, and it.
    typed = Signal(str, str)
    #: Enter, and nothing is left to be filled in.
    done = Signal()
    told = Signal(str)
    #: The caret came into a field: it is to be seen.
    reached = Signal(object)
    #: Fields that may well stay empty: Enter does not stop at them.
    MAY_BE_EMPTY: tuple[str, ...] = ()

    def __init__(self, voice: Voice, look: Tokens, name: str) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.setAccessibleName(name)
        self.fields: dict[str, LineField | DateField] = {}
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(STEP)

    def hold(self, name: str, label: str, field: LineField | DateField | None = None) -> LineField | DateField:
        """A field of this form."""
        made = field or LineField(label, self._look)
        made.typed.connect(partial(self.typed.emit, name))
        line = made.line if isinstance(made, DateField) else made
        line.confirmed.connect(partial(self._next, name))
        line.overflowed.connect(lambda: self.told.emit(self._voice(TOO_LONG)))
        self.fields[name] = made
        return made

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """What stands in the fields; the one that is being typed into keeps its own."""
        for name, one in self.fields.items():
            if not one.hasFocus() or not one.marked():
                one.show_marked(texts[name])

    def first(self) -> None:
        """Ready to be typed into, or for Enter."""
        self.focus_on(next(iter(self.fields)))

    def focus_on(self, name: str) -> None:
        """Puts the caret into a field, all of it marked: what is typed takes its place."""
        one = self.fields[name]
        line = one.line if isinstance(one, DateField) else one
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()
        self.reached.emit(one)

    def _next(self, name: str) -> None:
        names = list(self.fields)
        for other in names[names.index(name) + 1 :]:
            one = self.fields[other]
            if other not in self.MAY_BE_EMPTY and one.isVisibleTo(self) and not one.marked().strip():
                self.focus_on(other)
                return
        self.done.emit()


class HeadForm(Texts):
    """The lines of the letterhead."""

    MAY_BE_EMPTY = ("line1", "line2", "line3", "line4", "website")

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__(voice, look, voice(N_("Letterhead")))
        form = Form(voice(N_("Letterhead")))
        for number, label in enumerate(_LINES, 1):
            form.add(voice(label), self.hold(f"line{number}", voice(label)))
        hint = N_("Made from the names: look whether it is right, or empty it.")
        form.add(voice(N_("Website")), self.hold("website", voice(N_("Website"))), hint=voice(hint))
        self.stack.addWidget(form)
        self.stack.addStretch(1)


class WhenForm(Texts):
    """Day, hour and place of the first meeting."""

    MAY_BE_EMPTY = ("time", "venue")

    def __init__(self, voice: Voice, look: Tokens, today: Callable[[], date]) -> None:
        super().__init__(voice, look, voice(N_("The first meeting")))
        day = DateField(voice(N_("Date of the meeting")), look, voice, style="{d} {month} {y}", today=today)
        when = Form(voice(N_("The first meeting")))
        when.add(voice(N_("Date of the meeting")), self.hold("date", voice(N_("Date of the meeting")), day))
        self._days = QWidget()
        self._days.setAccessibleName(voice(N_("Days to choose from")))
        self._flow = flow()
        self._days.setLayout(self._flow)
        then = Form(voice(N_("The first meeting")))
        then.add(voice(N_("Time")), self.hold("time", voice(N_("Time"))))
        then.add(voice(N_("Place")), self.hold("venue", voice(N_("Place"))))
        for one in (when, self._days, then):
            self.stack.addWidget(one)
        self.stack.addStretch(1)

    def offer_days(self, days: Mapping[date, str]) -> None:
        """Days that can be had by a click, and how the paper writes them."""
        empty(self._flow)
        for day, written in days.items():
            said = f"{self._voice.weekday(day)}, {self._voice.digits(day.day)}"
            one = Button(said, self._look, role="small")
            one.setAccessibleDescription(self._voice.date(day))
            one.clicked.connect(partial(self._choose, written))
            self._flow.addWidget(one)

    def _choose(self, written: str) -> None:
        self.fields["date"].show_marked(written)
        self.typed.emit("date", written)
        self.focus_on("date")


class WhoForm(Texts):
    """Who leads, who signs, and the number of the notice."""

    #: Somebody else signs than who is in the chair.
    other_signer = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__(voice, look, voice(N_("Who leads and who signs")))
        who = Form(voice(N_("Who leads and who signs")))
        self._signer: list[Labelled] = []
        for name, (said, post) in _WHO.items():
            one = who.add(voice(said), self.hold(name, voice(said)))
            other = who.add(voice(post), self.hold(f"{name}_post", voice(post)))
            self._signer = [one, other]
        self.other = Button(voice(N_("Somebody else signs the notice")), look, role="small", icon="pencil")
        self.other.clicked.connect(self.other_signer)
        hint = N_("As in your register. Without it the notice prints with the draft mark; it can be given later.")
        number = self.hold("number", voice(N_("Memo number of the notice")))
        self.number = Labelled(voice(N_("Memo number of the notice")), number, hint=voice(hint))
        for widget in (who, self.other, self.number):
            self.stack.addWidget(widget)
        self.stack.setAlignment(self.other, Qt.AlignmentFlag.AlignLeft)
        self.stack.addStretch(1)

    def show_signer(self, apart: bool) -> None:
        """Whether somebody else than the chair signs."""
        for one in self._signer:
            one.setVisible(apart)
        self.other.setVisible(not apart)


def scrolling(form: Texts) -> QScrollArea:
    """A form in a window that may be too low for it."""
    room = QScrollArea()
    room.setAccessibleName(form.accessibleName())
    room.setWidget(form)
    room.setWidgetResizable(True)
    room.setFrameShape(QFrame.Shape.NoFrame)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # The ground of the card shows through.
    room.viewport().setAutoFillBackground(False)
    form.setAutoFillBackground(False)
    steady_bar(room)
    return room

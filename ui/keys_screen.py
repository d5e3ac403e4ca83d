"""The help sheet: all that can be done from the keyboard, by where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.editor.card_keys import listed
from ui.keys import caps
from ui.parts import Button, Label, Tabs, Text, card, row, steady_bar
from ui.rail import FOOT, PLACES
from ui.say import Voice
from ui.theme import GAP, HALF, ROOM, STEP, Tokens
from ui.typing.sheet import page
from ui.typing.ways import KINDS, NAMES

#: Under this width the sections stand under one another.
_TWO = 860

#: Each section with its keys and what they do.
SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        N_("Everywhere"),
        (
            ("Ctrl N", N_("New meeting")),
            ("Ctrl L", N_("New paper")),
            ("Ctrl K", N_("Find anything")),
            ("Ctrl O", N_("Open a file of minutes")),
            ("Alt ←", N_("Back to where you came from")),
            ("Esc", N_("Leave what is open")),
            ("Alt 0", N_("Press the button of the message on top")),
            ("Ctrl Shift N", N_("A second window")),
            ("F1 · Ctrl F1", N_("The handbook at the place you are, all shortcuts")),
            ("F9", N_("Bengali typing on and off")),
            ("Alt F7 · Alt Shift F7", N_("The next misspelled word, or the one before")),
            ("Tab · Shift Tab", N_("Go to the next or the previous part of the window")),
            ("Enter · Space", N_("Press the marked button")),
        ),
    ),
    (N_("Places"), tuple((caps(place.keys), place.title) for place in (*PLACES, *FOOT))),
    (
        N_("The first notice"),
        (
            ("↑ ↓ · Enter", N_("Choose upazila, office or committee; on to the next step")),
            ("Enter", N_("To what is still missing; from the last field to the notice")),
            ("Ctrl Enter", N_("On from any field")),
            ("Esc", N_("One step back; what was chosen is kept")),
        ),
    ),
    (
        N_("Meetings"),
        (
            ("↑ ↓", N_("Choose a meeting")),
            ("Enter · F2", N_("Open it for typing")),
            ("Delete", N_("Put it into the bin")),
            ("Ctrl 1 · Ctrl 2", N_("Minutes or sign-sheet")),
            ("Ctrl F", N_("Narrow the list")),
        ),
    ),
    (
        N_("Incoming letters"),
        (
            ("Insert", N_("Enter a letter")),
            ("Enter", N_("To the next field; from the last one into the register")),
            ("Ctrl Enter", N_("Into the register from any field")),
            ("Ctrl F", N_("Narrow the list")),
            ("Ctrl R · Ctrl E · Ctrl T", N_("Write the reply, put it on the agenda, follow it as a task")),
            ("Delete · Ctrl Z", N_("Put into the bin, take back")),
        ),
    ),
    (
        N_("Paper"),
        (
            ("Ctrl P", N_("Print")),
            ("Ctrl S", N_("Save as PDF")),
            ("Ctrl Shift S", N_("Save as picture")),
            ("PgUp · PgDn", N_("Move over the pages")),
            ("Ctrl + · Ctrl − · Ctrl 0", N_("Larger, smaller, fit width")),
            ("Ctrl Enter", N_("Save an opened file")),
        ),
    ),
    (
        N_("Decisions"),
        (
            ("→ ← · Enter", N_("Open a decision, close it; write what was told of a row")),
            ("Space", N_("Mark several rows")),
            ("Insert", N_("Write progress")),
            ("Ctrl R · Ctrl D", N_("Its rule; what the committee decides")),
            ("Ctrl H · Ctrl T · Ctrl G", N_("What was told, the register, the minutes")),
            ("Ctrl 1 … Ctrl 5", N_("Open, late, this week, no rule, closed")),
            ("Ctrl F", N_("Search in the decisions")),
            ("Ctrl Z · Ctrl Shift Z", N_("Take back, put back")),
        ),
    ),
    (
        N_("Register of a decision"),
        (
            ("0 … 9", N_("Fill in the marked cell")),
            ("Space", N_("Done, or not after all")),
            ("Enter · ↑ ↓ ← →", N_("Down, or to any cell")),
            ("F2 · Delete", N_("Mend what stands there, take it back")),
            ("Ctrl V · Ctrl C", N_("Cells of a spreadsheet in and out")),
            ("Ctrl Z", N_("Take back what was filled in last")),
            ("Insert", N_("A photo or file that proves it")),
            ("Ctrl PgUp · Ctrl PgDn", N_("The fiscal year before or after")),
            ("Ctrl E", N_("Into a file for Excel")),
        ),
    ),
    (
        N_("Layout of the papers"),
        (
            ("Ctrl S", N_("Keep")),
            ("Ctrl Z", N_("Take back the last change")),
            ("Ctrl Space", N_("What can be filled in")),
            ("Alt ↑ · Alt ↓", N_("Move a row up or down")),
            ("F6", N_("Between the form and the page")),
        ),
    ),
    (
        N_("Typing"),
        (
            ("Ctrl 1 … Ctrl 4", N_("To one of the four steps")),
            ("Ctrl PgDn · Ctrl PgUp", N_("To the next step or the one before")),
            ("F6", N_("Between the text and the page")),
            ("Ctrl B · Ctrl U", N_("Bold, underlined")),
            ("Ctrl Z · Ctrl Y", N_("Take back, put back")),
            ("Ctrl H", N_("History of the field")),
            ("Ctrl F", N_("Find in the text")),
            ("F3 · Shift F3", N_("The next hit, the one before")),
            ("Ctrl M", N_("Sentences for the field")),
            ("Tab · Ctrl →", N_("Take the sentence that is offered, or its next word")),
            ("Ctrl V · Ctrl Shift V", N_("Paste, Bijoy in Unicode; paste it as it is")),
        ),
    ),
    (N_("Discussion and decisions"), listed()),
    (
        N_("While the meeting runs"),
        (
            ("F11", N_("Into the notes of the meeting and back")),
            ("F5", N_("The meeting begins; the meeting ends")),
            ("F6 · Insert", N_("Between people and notes; to a name")),
            ("Space", N_("Present, or not after all")),
            ("1 · 2 · 3 · 0", N_("Present, excused, absent, no mark")),
            ("+ · −", N_("Came just now, left just now")),
            ("Enter · Ctrl Enter", N_("Keep the note; keep it as a decision")),
            ("PgDn · PgUp · Ctrl 1", N_("The next item, the one before, the first")),
            ("↑", N_("Mend the note before")),
            ("Ctrl +", N_("Larger letters")),
            ("F7 · 1 · 2 · 3", N_("After the meeting: discussion, decision, new item of a note")),
        ),
    ),
    (
        N_("Letters"),
        (
            ("↑ ↓ · Enter", N_("Choose a paper, open it")),
            ("Ctrl Shift R", N_("All reminders of a day")),
            ("Ctrl 1 · Ctrl 2", N_("Words, or issue and despatch")),
            ("F8", N_("All copies went out by hand")),
            ("Ctrl Shift W", N_("Save for Word")),
            ("Ctrl Shift C", N_("Copy the text for e-filing")),
            ("Ctrl Shift P", N_("Print a copy for each recipient, with its address")),
        ),
    ),
    (
        N_("Memo book"),
        (
            ("Ctrl Insert", N_("Open a file")),
            ("Insert", N_("Write in")),
            ("Enter", N_("Account for it")),
            ("Delete · Ctrl Z", N_("Take out, take back")),
            ("F3", N_("Show as paper")),
        ),
    ),
    (
        N_("People and offices"),
        (
            ("Ctrl Insert · F2", N_("A new entry, change the chosen one")),
            ("Insert", N_("Somebody comes to hold the post")),
            ("Delete · Ctrl Z", N_("Take out, take back")),
            ("1 … 5", N_("Unknown name: it is the candidate of that number")),
            ("F5 … F8", N_("Unknown name: a new post, office, person, group")),
            ("Ctrl I · Ctrl S", N_("Take in a list, save as a list")),
        ),
    ),
    (
        N_("Exchange"),
        (
            ("Ctrl Enter · Ctrl S · Ctrl M", N_("Send now, take by pen drive, by e-mail")),
            ("Ctrl I · Enter", N_("Take in a file; see the chosen one")),
            ("Ctrl 1 … Ctrl 3", N_("Transfers, offices and keys, ways")),
            ("Ctrl D · 1 · 2", N_("What was written twice; take the first, the second")),
            ("Insert · Delete", N_("Add an office or a way; revoke, take away")),
            ("Ctrl P · Ctrl T", N_("Print the key card; test a way")),
        ),
    ),
    (
        N_("Upazilas"),
        (
            ("↑ ↓ ← → · Enter", N_("To a month and its minutes, to what is open or late")),
            ("Ctrl U", N_("Between the figures of our office and the upazilas")),
            ("Ctrl 1 … Ctrl 3", N_("Months, topics, the course of a decision")),
            ("Esc", N_("Back to all upazilas")),
            ("Ctrl E", N_("Into a file for Excel")),
        ),
    ),
)


class Keys(QScrollArea):
    """All that can be done from the keyboard."""

    #: The sheet for the wall is wanted on paper.
    wall_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.printing = Button(voice(N_("Print for the wall")), look, icon="printer", keys="Ctrl+P")
        self.printing.clicked.connect(lambda: self.wall_asked.emit())
        self.setAccessibleName(voice(N_("Help")))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self)
        middle = _middle([len(keys) for _, keys in SECTIONS])
        columns = [self._column(SECTIONS[:middle]), self._column(SECTIONS[middle:])]
        self._sheet = QWidget()
        self._sheet.setAccessibleName(voice(N_("Keyboard")))
        self._across = QHBoxLayout(self._sheet)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(GAP)
        self.tabs = Tabs(voice(N_("Pages of the help")))
        self.tabs.offer([voice(N_("Shortcuts")), *(voice(kind.title) for kind in KINDS[1:])], self)
        self.tabs.currentChanged.connect(self._turn)
        for column in columns:
            self._across.addLayout(column, 1)
        inside = QWidget()
        inside.setAccessibleName(voice(N_("Help")))
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(ROOM, GAP, STEP, ROOM)
        stack.setSpacing(0)
        head = row(Text(voice(N_("Keyboard")), "title"), self.printing)
        head.setStretch(0, 1)
        stack.addLayout(head)
        stack.addWidget(Text(voice(N_("Everything can be done without a mouse.")), "muted"))
        stack.addSpacing(STEP)
        stack.addWidget(self.tabs)
        stack.addSpacing(GAP)
        stack.addWidget(self._sheet)
        self._stack = stack
        #: The pages of the ways to type, made when they are first seen.
        self._pages: dict[int, QWidget] = {0: self._sheet}
        stack.addStretch(1)
        self.setWidget(inside)

    def show_way(self, way: str) -> None:
        """To the page of a way to type; English has none."""
        self.tabs.setCurrentIndex(NAMES.index(way))

    def _turn(self, index: int) -> None:
        if index not in self._pages:
            made = TypingPage(page(NAMES[index], self._voice), self.tabs.tabText(index))
            self._stack.insertWidget(self._stack.count() - 1, made)
            self._pages[index] = made
        for place, one in self._pages.items():
            one.setVisible(place == index)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _TWO
        side = QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom
        self._across.setDirection(side)

    def _column(self, sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(GAP)
        for title, keys in sections:
            made.addWidget(self._section(title, keys))
        made.addStretch(1)
        return made

    def _section(self, title: str, keys: tuple[tuple[str, str], ...]) -> QFrame:
        name = self._voice(title)
        made = card(Text(name, "heading"), name=name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(HALF + 2)
        for line, (pressed, does) in enumerate(keys):
            grid.addLayout(_caps(pressed), line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(self._voice(does)), line, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.addLayout(grid)
        return made

    def first(self) -> None:
        """Where the keyboard begins: the arrow keys scroll."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class TypingPage(QWidget):
    """A page of keys that give Bengali."""

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        inside.setAccessibleName(name)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(inside)


def _middle(rows: list[int]) -> int:
    """How many sections stand in the first of two columns that are about as high; a heading is as high as two rows."""
    tall = [number + 2 for number in rows]
    return min(range(1, len(tall)), key=lambda at: abs(sum(tall[:at]) - sum(tall[at:])))


def _caps(pressed: str) -> QGridLayout:
    """The ways to do one thing, each a key of its own, two side by side."""
    made = QGridLayout()
    made.setSpacing(HALF)
    for place, one in enumerate(pressed.split(" · ")):
        made.addWidget(Label(one, "key"), place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
    made.setColumnStretch(2, 1)
    return made

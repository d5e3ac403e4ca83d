"""What was written twice, side by side, and what taking in has shown: each settled by one key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.difference_text import DifferenceText
from ui.exchange import parting
from ui.exchange.shapes import Bearer, Clash, Page, Remark
from ui.line_list import Line, LineList, Lines
from ui.parts import Button, Chip, Text, card, empty, row, steady_bar
from ui.places import field_in_words
from ui.quiet import Nothing
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koyradesk.differences import Piece

Thing = Clash | Remark
_LIST, _NARROW_LIST, _NARROW = 300, 232, 960
#: More than two texts at once are rare: three PCs. Their keys.
_ORDER = (N_("First"), N_("Second"), N_("Third"), N_("Fourth"))


class ClashPage(QWidget):
    """A list of them, and the chosen one beside; 1 and 2 take the first and the second text."""

    #: One text is to stand alone: the clash and which.
    settle_asked = Signal(object, int)
    #: What came too late for a signed paper: its own words are to stand.
    keep_asked = Signal(object)
    #: What is wanted otherwise above: ours is to stand (0) or theirs (1).
    part_asked = Signal(object, int)
    #: To the meeting it is in.
    meeting_asked = Signal(str, object)
    #: Back to the record.
    left = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        name = voice(N_("What needs a look"))
        self.setAccessibleName(name)
        self.title = Text(name, "title")
        self.about = Text(role="muted")
        self.leaving = Button(voice(N_("Back")), look, icon="arrow-left", keys="Escape", owns_keys=False,
                              shows_keys=False)  # fmt: skip
        self.leaving.clicked.connect(self.left)
        self.list: LineList[Thing] = LineList(look, Lines(), name)
        self.list.setObjectName("meetings")
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.list.asked.connect(lambda _: self._open())
        self.nothing = Nothing()
        self.nothing.say(voice(N_("Nothing was written twice. Whatever was is settled.")))
        self._texts = QGridLayout()
        self._texts.setSpacing(STEP)
        self._taking: list[Button] = []
        self.where = Text(role="heading")
        self.hint = Text(role="muted")
        self.going = Button(voice(N_("Open the paper")), look, keys="Ctrl+G")
        self.going.clicked.connect(self._open)
        self._build()
        for place in range(len(_ORDER)):
            # A keyboard of Bengali digits gives those. A list would look for a line that begins with the digit.
            for sign in (str(place + 1), to_bengali(place + 1)):
                key = QShortcut(QKeySequence(sign), self, partial(self._pick, place))
                key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _pick(self, place: int) -> None:
        if place < len(self._taking):
            self._taking[place].click()

    def _build(self) -> None:
        inside = QWidget()
        inside.setAccessibleName(self._voice(N_("Side by side")))
        words = QVBoxLayout(inside)
        words.setContentsMargins(GAP, STEP, STEP, GAP)
        words.setSpacing(STEP)
        words.addWidget(self.where)
        words.addWidget(self.hint)
        words.addLayout(self._texts)
        words.addLayout(row(self.going, 1))
        words.addStretch(1)
        self.area = QScrollArea()
        self.area.setAccessibleName(inside.accessibleName())
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self.area)
        self.area.setWidget(inside)
        across = row(self.list, self.area, spacing=0)
        across.setStretch(1, 1)
        both = QWidget()
        both.setAccessibleName(self.accessibleName())
        both.setLayout(across)
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(self.accessibleName())
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(both)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.about)
        head = row(self.leaving)
        head.insertLayout(0, names, 1)
        head.setAlignment(self.leaving, Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(STEP)
        stack.addLayout(head)
        stack.addWidget(self.stack, 1)

    def first(self) -> None:
        """Where the keyboard begins: at the list; with nothing in it at the way back."""
        (self.list if self.stack.currentIndex() else self.leaving).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        """What there is to look at now; the next one is chosen where the chosen one is settled."""
        voice = self._voice
        at = self.list.currentIndex().row()
        things: Sequence[Thing] = (*page.clashes, *page.remarks)
        one, many = N_("1 matter"), N_("{count} matters")
        count = len(things)
        self.about.say(voice(one if count == 1 else many, count=count) if things else "")
        self.list.rows.show_lines([self._line(thing) for thing in things])
        self.stack.setCurrentIndex(1 if things else 0)
        had = self.isVisible() and not self.list.hasFocus()
        if things:
            self.list.show_at(self.list.rows.index(min(max(at, 0), count - 1)))
            self._show()
        if had:
            self.first()

    def _line(self, thing: Thing) -> Line[Thing]:
        voice = self._voice
        if isinstance(thing, Remark):
            kinds = {
                "late": N_("Edited after signing"),
                "duplicate": N_("Number used twice"),
                "apart": N_("Wanted otherwise above"),
            }
            pill = voice(kinds[thing.kind])
            return Line(thing.about, thing, "", "", (escape(pill),), f"{thing.about}, {pill}")
        field = field_in_words(thing.ref, voice)
        head = thing.name or field
        below = " · ".join(part for part in (voice.month(thing.period) if thing.period else "", field) if part)
        return Line(head, thing, "", "", (escape(below),), f"{head}, {below}")

    def _show(self) -> None:
        empty(self._texts)
        self._taking = []
        voice, thing = self._voice, self.list.now()
        if thing is None:
            return
        if isinstance(thing, Remark):
            self.where.say(thing.about)
            self.hint.say(thing.told)
            self.going.setVisible(bool(thing.meeting))
            for place, pieces in enumerate(thing.rivals):
                late = self._late(thing, place, pieces) if thing.kind == "late" else self._parted(thing, place)
                self._texts.addWidget(late, 0, place)
                self._texts.setColumnStretch(place, 1)
            for place, bearer in enumerate(thing.bearers):
                self._texts.addWidget(self._bearer(bearer, place), place // 2, place % 2)
                self._texts.setColumnStretch(place % 2, 1)
            return
        field = field_in_words(thing.ref, voice)
        self.where.say(" · ".join(part for part in (thing.name, field) if part))
        sentence = N_("Written in two places without seeing each other. Which text is to stand?")
        signed = N_("The paper is signed and stays as it was signed. This is only told.")
        self.hint.say(voice(signed if thing.fixed else sentence))
        self.going.setVisible(bool(thing.whole))
        for place in range(len(thing.rivals)):
            self._texts.addWidget(self._text(thing, place), place // 2, place % 2)
            self._texts.setColumnStretch(place % 2, 1)

    def _text(self, clash: Clash, place: int) -> QFrame:
        voice = self._voice
        name = voice(_ORDER[min(place, len(_ORDER) - 1)])
        made = card(name=name)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        on_paper = [Chip(self._look, voice(N_("On the paper now")))] if not place else []
        stack.addLayout(row(Text(name, "strong"), *on_paper))
        stack.addWidget(DifferenceText(clash.rivals[place].pieces, voice, self._look))
        stack.addStretch(1)
        if not clash.fixed:
            taking = Button(voice(N_("Take this text")), self._look, keys=str(place + 1), owns_keys=False)
            taking.setAccessibleDescription(name)
            taking.clicked.connect(partial(self.settle_asked.emit, clash, place))
            stack.addLayout(row(taking, 1))
            self._taking.append(taking)
        return made

    def _late(self, remark: Remark, place: int, pieces: Sequence[Piece]) -> QFrame:
        """What stands on the signed paper, or what came after it."""
        voice = self._voice
        name = voice(N_("Written later") if place else N_("On the signed paper"))
        made = card(Text(name, "strong"), name=name)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        if place:
            stack.addWidget(Text(remark.by, "small"))
        stack.addWidget(DifferenceText(pieces, voice, self._look))
        stack.addStretch(1)
        if not place:
            taking = Button(voice(N_("Keep the signed words")), self._look, keys="1", owns_keys=False)
            taking.clicked.connect(partial(self.keep_asked.emit, remark))
            stack.addLayout(row(taking, 1))
            self._taking.append(taking)
        return made

    def _parted(self, remark: Remark, place: int) -> QFrame:
        made, choosing = parting.side(remark, place, self._voice, self._look, self.part_asked.emit)
        self._taking.append(choosing)
        return made

    def _bearer(self, bearer: Bearer, place: int) -> QFrame:
        """One of the papers that have a number, with the way to it."""
        voice = self._voice
        made = card(Text(bearer.title, "strong"), Text(bearer.by, "small"), name=bearer.title)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.addStretch(1)
        opening = Button(voice(N_("Open the paper")), self._look, keys=str(place + 1), owns_keys=False)
        opening.setAccessibleDescription(bearer.title)
        opening.setEnabled(bool(bearer.paper))
        opening.clicked.connect(partial(self.meeting_asked.emit, bearer.paper, None))
        stack.addLayout(row(opening, 1))
        self._taking.append(opening)
        return made

    def _open(self) -> None:
        thing = self.list.now()
        if isinstance(thing, Clash) and thing.whole:
            self.meeting_asked.emit(thing.whole, thing.ref)
        elif isinstance(thing, Remark) and thing.meeting:
            self.meeting_asked.emit(thing.meeting, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(_NARROW_LIST if self.width() < _NARROW else _LIST)

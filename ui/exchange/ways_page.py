"""The ways on which files go and come by themselves: each with its state; set in a form of few fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.exchange import words
from ui.exchange.lying import NOTHING, Lying
from ui.exchange.way_panel import KINDS, told
from ui.fields.flow import flow
from ui.line_list import Line, LineList, Lines
from ui.parts import Button, Text
from ui.quiet import Nothing
from ui.theme import STEP

if TYPE_CHECKING:
    from koyradesk.exchange.ledger import Way
    from ui.exchange.shapes import Page
    from ui.kit import Kit


@dataclass(frozen=True, slots=True)
class Tried:
    """What a server answered: in words, and whether that was good; how much lies in a folder."""

    said: str
    good: bool
    lies: Lying = NOTHING


class WaysPage(QWidget):
    """Enter changes one, Delete takes it away (and a button brings it back)."""

    add_asked = Signal()
    change_asked = Signal(object)
    test_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        voice, look = self._voice, self._look = kit.voice, kit.look
        name = voice(N_("Ways"))
        self.setAccessibleName(name)
        self.tried: dict[str, Tried] = {}
        self._page: Page | None = None
        self.told = Text(voice(N_("A pen drive needs no setting up. Where there is internet now and then, a way set up "
                                  "here sends by itself and goes on where the line broke.")), "muted")  # fmt: skip
        self.list: LineList[Way] = LineList(look, Lines(), name)
        self.list.setObjectName("meetings")
        self.list.asked.connect(self.change_asked)
        self.adding = Button(voice(N_("Add a way")), look, icon="plus", keys="Insert")
        self.changing = Button(voice(N_("Change it")), look, keys="F2", owns_keys=False)
        self.testing = Button(voice(N_("Test it")), look, keys="Ctrl+T")
        self.removing = Button(voice(N_("Take it away")), look, keys="Delete", owns_keys=False)
        self.nothing = Nothing()
        self.nothing.say(voice(N_("No way is set up. Files go by pen drive, or by hand in an e-mail.")))
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(name)
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.list)
        below = QWidget()
        below.setAccessibleName(voice(N_("The chosen way")))
        below.setLayout(flow(self.adding, self.changing, self.testing, self.removing))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP)
        whole.addWidget(self.told)
        whole.addWidget(self.stack, 1)
        whole.addWidget(below)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self.removing.click)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.adding.clicked.connect(self.add_asked)
        for button, signal in (
            (self.changing, self.change_asked),
            (self.testing, self.test_asked),
            (self.removing, self.remove_asked),
        ):
            button.clicked.connect(lambda _=False, signal=signal: self._ask(signal))
        self._fit()

    def _ask(self, signal: Any) -> None:
        if (now := self.list.now()) is not None:
            signal.emit(now)

    def first(self) -> None:
        """Where the keyboard begins."""
        target: QWidget = self.list if self.stack.currentIndex() else self.adding
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        """The ways as they are set now."""
        self._page = page
        now = self.list.now()
        self.list.rows.show_lines([self._line(one) for one in page.ways])
        self.stack.setCurrentIndex(1 if page.ways else 0)
        if not self.list.show_at(self.list.rows.find(lambda one: now is not None and one.name == now.name)):
            self.list.show_at(self.list.rows.index(0))
        self._fit()

    def choose(self, name: str) -> None:
        """To a way by its name."""
        self.list.show_at(self.list.rows.find(lambda one: one.name == name))

    def tell(self, name: str, tried: Tried) -> None:
        """What a server answered."""
        self.tried[name] = tried
        if self._page is not None:
            self.show_page(self._page)

    def _line(self, one: Way) -> Line[Way]:
        voice = self._voice
        tried = self.tried.get(one.name)
        pill, tone = "", ""
        if tried is not None:
            pill, tone = (voice(N_("Works")), "good") if tried.good else (voice(N_("Does not work")), "late")
        kind = voice(KINDS[one.kind]) if one.kind in KINDS else one.kind
        office = self._page.called(one.office) if self._page and one.office else ""
        to = voice(N_("to {office}"), office=office) if office else ""
        facts = " · ".join(part for part in (kind, to, *told(voice, one.settings)) if part)
        below = [escape(facts)]
        if tried is not None and not tried.good:
            below.append(escape(tried.said))
        elif tried is not None and tried.lies.files:
            below.append(escape(words.lies(voice, tried.lies)))
        return Line(one.name, one, pill, tone, tuple(below), f"{one.name}, {pill}, {facts}")

    def _fit(self) -> None:
        there = bool(self.stack.currentIndex())
        for one in (self.changing, self.testing, self.removing):
            one.setEnabled(there)

"""The offices one exchanges with: who they are to us and how far they have everything; beside them our own card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.exchange.shapes import Partner
from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.exchange import words
from ui.exchange.own_name import OwnName
from ui.exchange.shapes import Page
from ui.fields.flow import flow
from ui.fields.form import Labelled
from ui.line_list import Line, LineList, Lines
from ui.parts import Button, Text, card, row, rule
from ui.quiet import Nothing
from ui.theme import GAP, HALF, STEP

if TYPE_CHECKING:
    from ui.kit import Kit

#: Our own card: wide enough for the name of an upazila.
_OWN = 356


class OfficesPage(QWidget):
    """At the left the offices, at the right our own key."""

    #: One of them is to be seen beside.
    asked = Signal(object)
    add_asked = Signal()
    revoke_asked = Signal(object)
    card_asked = Signal()
    copy_asked = Signal()
    #: This office is to be called so.
    named = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        voice, look = self._voice, self._look = kit.voice, kit.look
        name = voice(N_("Offices and keys"))
        self.setAccessibleName(name)
        self.list: LineList[Partner] = LineList(look, Lines(), name)
        self.list.setObjectName("meetings")
        self.list.asked.connect(self.asked)
        self.list.clicked.connect(lambda index: self.list.open(index))
        self.nothing = Nothing()
        self.nothing.say(voice(N_("No other office is known here yet. Give them your key card and take in theirs.")))
        self.adding = Button(voice(N_("Add an office")), look, icon="plus", keys="Insert")
        self.revoking = Button(voice(N_("Revoke the key")), look, keys="Delete", owns_keys=False)
        self.number = Text(role="total", name=voice(N_("Number of our key")))
        self.told = Text(voice(N_("Others type these thirty digits once. From then on they know your files by your "
                                  "signature.")), "muted")  # fmt: skip
        self.printing = Button(voice(N_("Print our key card")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.copying = Button(voice(N_("Copy as text")), look, icon="paperclip")
        self.name = OwnName(voice, look)
        self.name.named.connect(self.named)
        self.name.confirmed.connect(self.name.call)
        self.own = Text(role="small")
        # A code is the same in every language.
        self.own.setProperty("language", "en")
        self._build()
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._revoke)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.adding.clicked.connect(self.add_asked)
        self.revoking.clicked.connect(self._revoke)
        self.printing.clicked.connect(self.card_asked)
        self.copying.clicked.connect(self.copy_asked)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._fit())

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(self.accessibleName())
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.list)
        below = QWidget()
        below.setAccessibleName(self._voice(N_("The chosen office")))
        below.setLayout(flow(self.adding, self.revoking))
        left = QVBoxLayout()
        left.setSpacing(STEP)
        left.addWidget(self.stack, 1)
        left.addWidget(below)
        name = self._voice(N_("Our key"))
        self.ours = card(Text(name, "heading"), self.number, self.told, name=name)
        inside = self.ours.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setContentsMargins(GAP, STEP, GAP, GAP)
        inside.addLayout(row(self.printing, 1))
        inside.addLayout(row(self.copying, 1))
        inside.addWidget(rule())
        inside.addWidget(Labelled(self.name.accessibleName(), self.name))
        inside.addWidget(self.own)
        held = QWidget()
        held.setAccessibleName(name)
        right = QVBoxLayout(held)
        right.setContentsMargins(0, 0, HALF, 0)
        right.addWidget(self.ours)
        right.addStretch(1)
        self._right = QScrollArea()
        self._right.setAccessibleName(name)
        self._right.setWidgetResizable(True)
        self._right.setFrameShape(QScrollArea.Shape.NoFrame)
        self._right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._right.setWidget(held)
        self._right.setFixedWidth(_OWN)
        across = row(self._right, spacing=STEP + HALF)
        across.insertLayout(0, left, 1)
        self.setLayout(across)

    def first(self) -> None:
        """Where the keyboard begins."""
        target: QWidget = self.list if self.stack.currentIndex() else self.adding
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        """The offices as they are now."""
        voice = self._voice
        now = self.list.now()
        self.list.rows.show_lines([self._line(one, page) for one in page.partners])
        self.stack.setCurrentIndex(1 if page.partners else 0)
        held = now.office if now else ""
        if not self.list.show_at(self.list.rows.find(lambda one: one.office == held)):
            self.list.show_at(self.list.rows.index(0))
        self.number.say(words.number(page.number, voice) if page.number else "—")
        self.name.show_page(page)
        self.own.say(voice(N_("Code of this office: {office}"), office=page.office))
        self._fit()

    def choose(self, office: str) -> None:
        """To an office by its code."""
        self.list.show_at(self.list.rows.find(lambda one: one.office == office))

    def _line(self, one: Partner, page: Page) -> Line[Partner]:
        voice = self._voice
        pill, tone = words.partner_state(voice, one)
        facts = [voice(words.ROLES[one.role])]
        if one.role == "below" and one.office not in page.ties:
            # What is decided for them would not go to them.
            facts.append(voice(N_("not in our directory yet")))
        if not one.keys:
            facts.append(voice(N_("no key that counts")))
        if one.heard:
            facts.append(voice(N_("heard {when}"), when=words.when(voice, one.heard, page.now)))
        head, below = one.name or one.office, " · ".join(facts)
        return Line(head, one, pill, tone, (escape(below),), f"{head}, {pill}, {below}")

    def _fit(self) -> None:
        self.revoking.setEnabled(self.list.now() is not None and bool(self.stack.currentIndex()))

    def _revoke(self) -> None:
        if (now := self.list.now()) is not None:
            self.revoke_asked.emit(now)

    def give_room(self, *, whole: bool) -> None:
        """Beside a panel there is no room for our own card."""
        self._right.setVisible(whole)

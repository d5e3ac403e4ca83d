"""The chosen meeting: its header with what can be done, its kinds of paper as tabs, and the paper itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.meeting_list import STATES, Row, month_of
from ui.pages import PageView
from ui.parts import Button, Chip, Label, Tabs, Text, row
from ui.raster import Paper
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

#: Asks for a page: paper, index, width in device pixels, who takes the picture, topic (see ``Worker.ask``).
Draw = Callable[[Paper, int, int, Callable[[QImage], None], str], None]

#: Kinds of paper that can be made today, in the order of their tabs.
KINDS = (("minutes", N_("Minutes")), ("attendance", N_("Sign-sheet")))


class PaperPane(QWidget):
    """A page view with its zoom strip. Whatever stands left in the strip is given by the screen that uses it."""

    def __init__(self, voice: Voice, look: Tokens, draw: Draw, left: QWidget) -> None:
        super().__init__()
        self._voice, self._draw = voice, draw
        #: The paper on show.
        self.held: Paper | None = None
        self.setAccessibleName(voice(N_("Paper")))
        self.view = PageView(look)
        self.view.setAccessibleName(voice(N_("Pages of the paper")))
        self._place = Label(name="")
        smaller = Button(voice(N_("Smaller")), look, role="quiet", icon="minus", keys="Ctrl+-", shows_keys=False)
        larger = Button(voice(N_("Larger")), look, role="quiet", icon="plus", keys="Ctrl++", shows_keys=False)
        fit = Button(
            voice(N_("Fit width")), look, role="quiet", icon="move-horizontal", keys="Ctrl+0", shows_keys=False
        )
        smaller.clicked.connect(self.view.zoom_out)
        larger.clicked.connect(self.view.zoom_in)
        fit.clicked.connect(self.view.fit_width)
        # The plus key without Shift, on keyboards that have it so.
        QShortcut(QKeySequence("Ctrl+="), self, self.view.zoom_in, context=Qt.ShortcutContext.WindowShortcut)
        self.view.moved.connect(self._tell)
        self.view.wanted.connect(self._ask)
        self.strip = row(left, 1, self._place, smaller, larger, fit, spacing=HALF)
        self.strip.setContentsMargins(GAP, 0, GAP, HALF)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(self.strip)
        stack.addWidget(self.view, 1)

    def show_paper(self, paper: Paper | None, *, keep_place: bool = False) -> None:
        """Another paper, or none."""
        self.held = paper
        self.view.show_pages(paper.sizes if paper else (), keep_place=keep_place)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.view.isVisible() and self.view.waits()

    def forget(self) -> None:
        """The paper on show is no longer the one meant; it stays on the desk until another comes."""
        self.held = None

    def _ask(self, index: int, width: int) -> None:
        paper = self.held
        if paper is None:
            return

        def put(picture: QImage) -> None:
            # A picture of a paper that has left the desk is of no use.
            if self.held is paper:
                self.view.put(index, picture)

        self._draw(paper, index, width, put, f"{id(self)} page {index}")

    def _tell(self, page: int, pages: int, percent: int) -> None:
        if not pages:
            self._place.say("")
            return
        words = self._voice(N_("Page {page} / {pages} · {percent}%"), page=page, pages=pages, percent=percent)
        self._place.say(words)
        self.view.setAccessibleDescription(words)


class Reading(QWidget):
    """The right side of the meetings screen."""

    kind_chosen = Signal(str)
    edit_asked = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens, draw: Draw) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("The chosen meeting")))
        self.title = Text(role="title")
        self.facts = Text(role="muted")
        self.state = Chip(look, name=voice(N_("State")))
        self.editing = Button(voice(N_("Open")), look, icon="pencil", keys="F2")
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.saving = Button(voice(N_("Save as PDF")), look, role="small", icon="file-down", keys="Ctrl+S",
                             shows_keys=False)  # fmt: skip
        self.editing.clicked.connect(self.edit_asked)
        self.printing.clicked.connect(self.print_asked)
        self.saving.clicked.connect(self.save_asked)
        self.tabs = Tabs(voice(N_("Kind of paper")))
        for index, (_, name) in enumerate(KINDS):
            self.tabs.addTab(voice(name))
            keys = f"Ctrl+{index + 1}"
            self.tabs.setTabToolTip(index, f"{voice(name)} ({keys.replace('+', ' ')})")
            QShortcut(QKeySequence(keys), self, lambda index=index: self.tabs.setCurrentIndex(index))
        self.tabs.currentChanged.connect(lambda index: self.kind_chosen.emit(KINDS[index][0]))
        self.paper = PaperPane(voice, look, draw, self.tabs)

        top = row(self.title, self.editing, self.printing)
        top.setStretch(0, 1)
        below = row(self.state, self.facts, self.saving, spacing=STEP)
        below.setStretch(1, 1)
        for line, widget in ((top, self.editing), (top, self.printing), (below, self.state), (below, self.saving)):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP, GAP, STEP)
        head.setSpacing(HALF)
        head.addLayout(top)
        head.addLayout(below)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(head)
        stack.addWidget(self.paper, 1)
        self.ready(None)

    @property
    def kind(self) -> str:
        """The kind of paper on show."""
        return KINDS[self.tabs.currentIndex()][0]

    def show_meeting(self, meeting: Row, facts: str) -> None:
        """The header of a meeting; its paper follows by ``ready``."""
        month = month_of(meeting, self._voice)
        self.title.say(" · ".join(part for part in (meeting.committee, month) if part))
        self.facts.say(facts)
        name, tone = STATES[meeting.state]
        self.state.say(self._voice(name), tone)

    def wait(self) -> None:
        """Another paper is on its way: the one on show can no longer be printed or saved."""
        self.paper.forget()
        self.printing.setEnabled(False)
        self.saving.setEnabled(False)

    def ready(self, paper: Paper | None, *, keep_place: bool = False) -> None:
        """The paper is here; without one there is nothing to print or save."""
        self.paper.show_paper(paper, keep_place=keep_place)
        self.printing.setEnabled(paper is not None)
        self.saving.setEnabled(paper is not None)

"""The left of the layout screen: folded groups from the top of the paper to its foot, one of them open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.editor.fold import Fold
from ui.layouts.draft import Draft
from ui.layouts.entry import Entry
from ui.layouts.groups import GROUPS, SECTIONS, Group, group_of
from ui.layouts.head import LogoControl
from ui.parts import Text, steady_bar
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

#: Milliseconds.
_SLICE = 20

Fonts = Callable[[Callable[[Sequence[str]], None]], None]


class Form(QScrollArea):
    """All keys of a layout in groups; each is made when it is first opened."""

    #: Another group is open: what it is.
    opened = Signal(object)
    #: The user is at a key.
    entered = Signal(str)
    undo_asked = Signal()
    #: A picture for the logo is wanted.
    logo_asked = Signal()

    def __init__(self, draft: Draft, voice: Voice, look: Tokens, fonts: Fonts, head: Sequence[str]) -> None:
        super().__init__()
        self._draft, self._voice, self._look = draft, voice, look
        self._fonts, self._head = fonts, head
        self.setAccessibleName(voice(N_("How the paper looks")))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self)
        self.entries: dict[str, Entry] = {}
        #: What is left to make of the group that was opened last.
        self._filling: Iterator[None] = iter(())
        self.folds: dict[str, Fold] = {}
        inside = QWidget()
        inside.setAccessibleName(self.accessibleName())
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(GAP, STEP, STEP, GAP)
        stack.setSpacing(STEP)
        for section in SECTIONS:
            stack.addWidget(Text(voice(section.title), "heading"))
            for group in section.groups:
                fold = self.folds[group.name] = Fold(voice(group.title), look, partial(self._build, group))
                fold.folded.connect(partial(self._folded, group))
                stack.addWidget(fold)
        stack.addStretch(1)
        self.setWidget(inside)
        draft.changed.connect(self._changed)
        self._summarise()

    def first(self) -> None:
        """Where the keyboard begins."""
        now = next((fold for fold in self.folds.values() if fold.is_open()), None)
        (now or next(iter(self.folds.values()))).head.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, path: str) -> Entry:
        """Opens the group of a key and goes to it."""
        self.folds[group_of(path).name].unfold()
        self._go_on()
        entry = self.entries[path]
        entry.first()
        return entry

    def wrong(self) -> Entry | None:
        """The first entry in which something stands that cannot be."""
        return next((one for one in self.entries.values() if one.wrong), None)

    def _build(self, group: Group) -> QWidget:
        made = QWidget()
        made.setAccessibleName(self._voice(group.title))
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(STEP)
        grid.setVerticalSpacing(STEP)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 160)
        # The one before it is made first: its entries would stay unmade.
        self._go_on()
        self._filling = self._fill(group, grid)
        self._go_on(_SLICE)
        return made

    def _fill(self, group: Group, grid: QGridLayout) -> Iterator[None]:
        """Makes the entries of a group one by one."""
        line, side = -1, 0
        for item in group.items:
            entry = Entry(item, self._draft, self._voice, self._look, self._fonts, self._head)
            entry.entered.connect(self._entered)
            entry.undo_asked.connect(self.undo_asked)
            if isinstance(entry.control, LogoControl):
                entry.control.asked.connect(self.logo_asked)
            self.entries[item.path] = entry
            beside = item.half and side == 1
            line += not beside
            side = 1 if item.half and not beside else 0
            grid.addWidget(entry, line, 1 if beside else 0, 1, 1 if item.half else 2, Qt.AlignmentFlag.AlignTop)
            yield

    def _go_on(self, milliseconds: int = 0) -> None:
        """Makes what is left of a group, for so long at a time: the window does not stand still meanwhile."""
        clock = QElapsedTimer()
        clock.start()
        for _ in self._filling:
            if milliseconds and clock.elapsed() > milliseconds:
                QTimer.singleShot(0, self, partial(self._go_on, milliseconds))
                return

    def _folded(self, group: Group, folded: bool) -> None:
        if folded:
            return
        for name, fold in self.folds.items():
            if name != group.name:
                fold.fold()
        self.opened.emit(group)
        # Once the others have closed and this one has its height.
        QTimer.singleShot(0, partial(self._bring, group.name))

    def _bring(self, name: str) -> None:
        fold = self.folds[name]
        self.verticalScrollBar().setValue(max(0, fold.y() - HALF))

    def _entered(self, path: str) -> None:
        for one in self.entries.values():
            if one.key.path != path:
                one.fold_chips()
        self.entered.emit(path)

    def _changed(self, path: str) -> None:
        for entry in self.entries.values():
            if path in ("", entry.key.path):
                entry.show_draft()
        self._summarise()

    def _summarise(self) -> None:
        """What differs from the base, told on each closed group."""
        differing = set(self._draft.differing())
        for group in GROUPS:
            count = sum(item.path in differing for item in group.items)
            sentence = N_("1 change") if count == 1 else N_("{number} changes")
            self.folds[group.name].say(self._voice(sentence, number=count) if count else "")

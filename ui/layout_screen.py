"""The layout screen: an office sets how its papers look, with the real paper beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.editor.card_menu import open_at
from ui.kit import Kit
from ui.layouts import words
from ui.layouts.draft import Draft, memory_key
from ui.layouts.form import Form
from ui.layouts.groups import GROUPS, PAPERS, Group, group_of, is_at
from ui.layouts.handing import Handing
from ui.layouts.pickers import Picker
from ui.live import LivePage
from ui.notice import Action
from ui.paging import Paging
from ui.parts import Button, Text, row
from ui.quiet import Nothing
from ui.theme import GAP, HALF, STEP

if TYPE_CHECKING:
    from ui.looks import Taken
    from ui.raster import Paper

_LEAST_FORM, _LEAST_PAPER = 460, 380
_SHARES = (600, 560)


class LayoutScreen(QWidget):
    """Form at the left, page at the right. Nothing is kept with the committee before the user says so."""

    left = Signal()
    #: A sentence for the notice, and what its button does (an ``Action``, or None).
    told = Signal(str, object)
    refused = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self._voice, self._look = voice, look
        self.taken: Taken | None = None
        self.draft: Draft | None = None
        self.form: Form | None = None
        self.kind = "minutes"
        #: The committee that is wanted next.
        self._wanted = ""
        self._before: Paper | None = None
        self.files = Handing(self, kit)
        self.setAccessibleName(voice(N_("Layout of the papers")))
        self._head()
        self.page = LivePage(voice, look, kit.draw, self._kinds())
        self.trouble = Text("", "error")
        self.trouble.hide()
        self.paging = Paging(kit.worker, self._job, self)
        self.paging.paper.connect(self._take_paper)
        self.paging.refused.connect(self._no_page)
        self._lay_out()
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+Z"), self, self.undo, context=inside)
        QShortcut(QKeySequence("F6"), self, self._other_side, context=inside)
        self.page.field_asked.connect(self.go)

    # The parts

    def _head(self) -> None:
        voice, look = self._voice, self._look
        self.back = Button(voice(N_("Back")), look, role="quiet", icon="arrow-left", keys="Escape", owns_keys=False,
                           shows_keys=False)  # fmt: skip
        self.back.clicked.connect(self.left)
        self.committee = Picker(voice(N_("Committee")), look, self._committees)
        self.committee.picked.connect(self.show_committee)
        self.base = Picker(voice(N_("Based on")), look, self._bases)
        self.base.picked.connect(self._rebase)
        self.state = Text("", "muted")
        self.keeping = Button(voice(N_("Keep")), look, role="primary", icon="save", keys="Ctrl+S")
        self.keeping.clicked.connect(self.keep)
        self.more = Button(voice(N_("More to do with the layout")), look, role="quiet", icon="ellipsis")
        self.more.clicked.connect(lambda: open_at(self.menu(), self.more))

    def _kinds(self) -> QWidget:
        self.kinds = Picker(self._voice(N_("Paper on show")), self._look, self._papers)
        self.kinds.picked.connect(self.show_kind)
        self.kinds.setMinimumWidth(150)
        return self.kinds

    def _lay_out(self) -> None:
        self.work = QWidget()
        self.work.setAccessibleName(self._voice(N_("How the paper looks")))
        title = Text(self._voice(N_("Layout of the papers")), "title")
        above = row(self.back, title, self.more, self.keeping, spacing=STEP)
        above.setStretch(1, 1)
        chosen = QHBoxLayout()
        chosen.setSpacing(STEP)
        chosen.addWidget(self.committee, 3)
        chosen.addWidget(self.base, 2)
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP, STEP, 0)
        head.setSpacing(STEP)
        head.addLayout(above)
        head.addLayout(chosen)
        head.addWidget(self.state)
        self._column = QVBoxLayout(self.work)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        beside = QWidget()
        beside.setAccessibleName(self._voice(N_("Paper")))
        stack = QVBoxLayout(beside)
        stack.setContentsMargins(0, GAP, 0, 0)
        stack.setSpacing(HALF)
        stack.addWidget(self.trouble)
        stack.addWidget(self.page, 1)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setAccessibleName(self._voice(N_("Text and paper")))
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.work)
        self.halves.addWidget(beside)
        self.work.setMinimumWidth(_LEAST_FORM)
        beside.setMinimumWidth(_LEAST_PAPER)
        self.halves.setSizes(list(_SHARES))
        self.empty = Nothing()
        self.empty.say(
            self._voice(N_("There is no committee yet. Ctrl N begins a meeting: its committee has a layout then."))
        )
        self.empty.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.halves)
        whole.addWidget(self.empty)

    # Coming in and going

    def want(self, committee: str) -> None:
        """The committee to be shown when the screen is next opened."""
        self._wanted = committee

    def open(self) -> None:
        """Takes the layout out of the book and shows it."""
        wanted = self._wanted or (self.taken.committee if self.taken else "")
        self._kit.worker.ask(partial(self._kit.book.looks.take, wanted), self._opened, topic="layout")

    def first(self) -> None:
        """Where the keyboard begins."""
        self.open()
        self.committee.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_committee(self, committee: str) -> None:
        """Another committee; what was changed for this one stays until it is kept or given up."""
        self._remember()
        self._wanted = committee
        self.open()

    def busy(self) -> bool:
        """Whether the page is not yet what the form says."""
        return self.isVisible() and (self.paging.busy or self.page.busy())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._remember()
        # A window that is made small is no leaving.
        if event.spontaneous():
            return
        if self.draft is not None and self.taken is not None and not self.draft.is_kept():
            sentence = N_("The layout of {committee} was changed and not kept. The changes wait until you come back.")
            keep = Action(self._voice(N_("Keep it now")), self.keep)
            self.told.emit(self._voice(sentence, committee=self.taken.committee), keep)

    def _remember(self) -> None:
        """Changes that were not kept outlast the screen."""
        if self.draft is not None and self.taken is not None:
            text = "" if self.draft.is_kept() else self.draft.text()
            self._kit.memory.keep(memory_key(self.taken.committee), text)

    def _opened(self, taken: Taken | None) -> None:
        self.halves.setVisible(taken is not None)
        self.empty.setVisible(taken is None)
        if taken is None:
            # Not on a control that nobody sees.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._wanted = ""
        if self.taken == taken and self.draft is not None:
            self.paging.refresh()
            return
        self.taken = taken
        self.draft = Draft(taken.base, taken.tree, taken.bases)
        if held := self._kit.memory.text(memory_key(taken.committee)):
            self.draft.read(held)
        self.draft.changed.connect(self._changed)
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = Form(self.draft, self._voice, self._look, self._give_fonts, taken.head)
        self.form.opened.connect(self._group)
        self.form.entered.connect(self._at_key)
        self.form.undo_asked.connect(self.undo)
        self.form.logo_asked.connect(self.files.ask_logo)
        self._column.addWidget(self.form, 1)
        self.committee.say(taken.committee, taken.committee)
        self._before = None
        self.page.show_paper(None)
        self.show_kind(self.kind)
        self._tell()

    # What is shown

    def _committees(self) -> Sequence[tuple[Any, str]]:
        return [(one, one) for one in self.taken.committees] if self.taken else []

    def _bases(self) -> Sequence[tuple[Any, str]]:
        return [(one, self._voice(words.BASES[one])) for one in self.draft.bases] if self.draft else []

    def _papers(self) -> Sequence[tuple[Any, str]]:
        return [(kind, self._voice(name)) for kind, name in PAPERS]

    def show_kind(self, kind: str) -> None:
        """Turns to another paper."""
        if kind != self.kind:
            self._before = None
        self.kind = kind
        self.kinds.say(kind, self._voice(dict(PAPERS)[kind]))
        self.paging.refresh()

    def _group(self, group: Group) -> None:
        """A group was opened: its paper, and where on it that stands."""
        self._at = group.at
        if group.paper != self.kind:
            self.show_kind(group.paper)
        else:
            self._follow()

    def _at_key(self, path: str) -> None:
        """At a key that is seen on another paper than its group is, or back from one."""
        group = group_of(path)
        wanted = next(item.paper for item in group.items if item.path == path)
        apart = {item.paper for item in group.items} - {""}
        if wanted != self.kind and (wanted or self.kind in apart):
            self.show_kind(wanted or group.paper)

    _at: tuple[str, ...] = ()

    def _follow(self) -> None:
        """Marks on the page what the open group is about."""
        sources = [one.source for one in self.page.held.places if one.source] if self.page.held else []
        found = next((one for wanted in self._at for one in sources if is_at(one, wanted)), None)
        self.page.follow(found)

    def go(self, ref: Ref) -> None:
        """To the group of the form that sets what stands in a field of the page."""
        if self.form is None:
            return
        for group in GROUPS:
            if group.paper == self.kind and any(is_at(ref, wanted) for wanted in group.at):
                self.form.go(group.items[0].path)
                return

    def _other_side(self) -> None:
        """Between the form and the page."""
        if self.page.isAncestorOf(self.focusWidget() or self) and self.form is not None:
            self.form.first()
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _job(self) -> Callable[[], Paper]:
        assert self.draft is not None
        assert self.taken is not None
        return partial(self._kit.book.looks.preview, self.taken.committee, self.kind, self.draft.base, self.draft.tree)

    def _take_paper(self, paper: Paper) -> None:
        self.trouble.hide()
        self.page.show_paper(paper, keep_place=self._before is not None)
        if self._before is None:
            self._follow()
        else:
            self.page.reveal_change(self._before)
        self._before = paper

    def _no_page(self, error: UserError) -> None:
        """The old page stays."""
        self.trouble.say(self._voice.refusal(error))
        self.trouble.show()

    def _changed(self, _: str) -> None:
        self.paging.refresh()
        self._tell()

    def _tell(self) -> None:
        """How far the form is from what is kept, and who will follow."""
        draft, taken, voice = self.draft, self.taken, self._voice
        if draft is None or taken is None:
            return
        self.base.say(draft.base, voice(N_("Based on: {name}"), name=voice(words.BASES[draft.base])))
        count = draft.unkept()
        sentence = N_("1 change is not kept yet.") if count == 1 else N_("{number} changes are not kept yet.")
        if not count:
            sentence = (
                N_("All of it is kept.") if taken.own else N_("All of it is kept. The paper shows an invented meeting.")
            )
        self.state.say(f"{voice(sentence, number=count)} {self._followers()}")
        self.keeping.setEnabled(bool(count))

    def _followers(self) -> str:
        taken = self.taken
        assert taken is not None
        if not taken.followers:
            return self._voice(N_("No meeting waits for it; signed papers stay as they are."))
        one = N_("1 meeting that is not signed follows it; signed papers stay as they are.")
        many = N_("{number} meetings that are not signed follow it; signed papers stay as they are.")
        return self._voice(one if taken.followers == 1 else many, number=taken.followers)

    # What is done

    def undo(self) -> None:
        """Takes the last change back."""
        if self.draft is not None and not self.draft.undo():
            self.told.emit(self._voice(N_("There is no change to take back.")), None)

    def keep(self) -> None:
        """Keeps the layout with its committee."""
        draft, taken = self.draft, self.taken
        if draft is None or taken is None:
            return
        wrong = self.form.wrong() if self.form else None
        if wrong is not None and self.form is not None and self.isVisible():
            self.form.go(wrong.key.path)
            self.told.emit(self._voice(N_("Something in the form cannot be printed: see the sentence under it.")), None)
            return
        base, tree = draft.base, draft.tree
        self._kit.worker.ask(
            partial(self._kit.book.looks.keep, taken.committee, base, tree),
            partial(self._kept, draft, base, tree),
            otherwise=self.refused.emit,
        )

    def _kept(self, draft: Draft, base: str, tree: dict[str, Any], taken: Taken | None) -> None:
        draft.keep(base, tree)
        if draft is self.draft and taken is not None:
            self.taken = taken
            self._remember()
            self._tell()
        name = taken.committee if taken else ""
        self.told.emit(
            self._voice(N_("The layout of {committee} is kept."), committee=name) + " " + self._followers(), None
        )

    def menu(self) -> QMenu:
        """What else can be done, not yet open."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setAccessibleName(self.more.accessibleName())
        draft = self.draft
        assert draft is not None
        base = self._voice(words.BASES[draft.base])
        for words_, does, can in (
            (self._voice(N_("Take back the last change")), self.undo, True),
            (self._voice(N_("Back to the kept layout")), draft.to_kept, not draft.is_kept()),
            (self._voice(N_("Back to {base}"), base=base), draft.to_base, bool(draft.differing())),
            ("", None, False),
            (self._voice(N_("Save as a file …")), self.files.ask_export, True),
            (self._voice(N_("Take from a file …")), self.files.ask_import, True),
        ):
            if does is None:
                made.addSeparator()
                continue
            entry = QAction(words_, made)
            entry.setEnabled(can)
            entry.triggered.connect(lambda _=False, does=does: does())
            made.addAction(entry)
        return made

    def _rebase(self, base: str) -> None:
        if self.draft is not None:
            self.draft.to_base(base)
            self.told.emit(
                self._voice(N_("The layout begins anew from {base}."), base=self._voice(words.BASES[base])),
                Action(self._voice(N_("Take it back")), self.undo),
            )

    def _give_fonts(self, then: Callable[[Sequence[str]], None]) -> None:
        form = self.form

        def found(names: Sequence[str]) -> None:
            # Of a form that has gone since nothing is left to tell.
            if form is self.form:
                then(names)

        self._kit.worker.ask(self._kit.book.looks.fonts, found, topic="fonts")

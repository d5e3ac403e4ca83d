"""Names that decisions use and the directory does not know, most used first; one key says what each means."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_ascii
from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.directory import focus, words
from ui.directory.acts import Acts
from ui.directory.fitted import FittedList
from ui.fields.flow import flow
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.parts import Button, Chip, Text, row
from ui.quiet import Nothing
from ui.theme import HALF, STEP

if TYPE_CHECKING:
    from koyradesk.directory.matching import Candidate
    from ui.directory.jobs import Done, Seen, Stranger

_LEFT, _LEAST, _NARROW = 380, 320, 1_000
#: What a name can be that is new, and the key that says so.
_NEW = (
    ("post", N_("New post"), "F5"),
    ("office", N_("New office"), "F6"),
    ("person", N_("New person"), "F7"),
    ("group", N_("A group"), "F8"),
)
#: How like a candidate is in words: by why it is one, else from a score on.
_SAME = {"same", "place"}
_LIKE = ((85, N_("much alike"), "good"), (0, N_("somewhat alike"), ""))


class Names(LineList["Stranger"]):
    """The list with its keys: a digit takes the candidate of that number, Enter goes to the candidates."""

    numbered = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = to_ascii(event.text())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and len(digit) == 1 and digit in "123456789":
            self.numbered.emit(int(digit))
        else:
            super().keyPressEvent(event)


class UnknownPage(QWidget):
    """Goes through the names; each that is settled makes room for the next."""

    told = Signal(str, object)
    refused = Signal(object)

    def __init__(self, kit: Kit, acts: Acts) -> None:
        super().__init__()
        self._kit, self._acts = kit, acts
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Unknown names")))
        self._seen: Seen | None = None
        #: The name on show, and the candidates that were found for it.
        self._name = ""
        self._likes: tuple[Candidate, ...] = ()
        self.hint = Text(
            voice(N_("Names that decisions use and the directory does not know, most used first.")), "muted"
        )
        self.list = Names(look, Lines(), voice(N_("Unknown names, most used first")))
        self.list.setObjectName("meetings")
        self.name, self.times = Text(role="title"), Chip(look)
        self.used = Text(role="muted")
        self.asking = Text(role="strong")
        self.likes: FittedList[Candidate] = FittedList(look, Lines(), voice(N_("Candidates")))
        self.likes.setObjectName("meetings")
        self.taking = Button(
            voice(N_("It is this one")), look, role="primary", icon="check", keys="Return", owns_keys=False
        )
        self.new = {sort: Button(voice(sentence), look, keys=keys) for sort, sentence, keys in _NEW}
        self.or_new = Text(voice(N_("Or it is new to the directory:")), "muted")
        #: A group with the members that are proposed.
        self.filled = Button("", look, icon="users", keys="Shift+F8")
        self.members = Text(role="small")
        self.nothing = Nothing()
        self._build()
        self._connect()

    def _build(self) -> None:
        left = self._left = QWidget()
        left.setAccessibleName(self.list.accessibleName())
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        one = self._one = QWidget()
        one.setAccessibleName(self._kit.voice(N_("The chosen name")))
        stack = QVBoxLayout(one)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        head = row(self.name, self.times)
        head.setStretch(0, 1)
        head.setAlignment(self.times, Qt.AlignmentFlag.AlignTop)
        stack.addLayout(head)
        stack.addWidget(self.used)
        stack.addSpacing(STEP)
        stack.addWidget(self.asking)
        stack.addWidget(self.likes, 100)
        stack.addSpacing(HALF)
        stack.addLayout(row(self.taking, 1))
        stack.addSpacing(STEP)
        stack.addWidget(self.or_new)
        stack.addLayout(flow(*self.new.values(), self.filled))
        stack.addSpacing(HALF)
        stack.addWidget(self.members)
        stack.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(self._kit.voice(N_("Unknown names")))
        both = QWidget()
        both.setAccessibleName(self._kit.voice(N_("Unknown names")))
        across = row(left, one, spacing=2 * STEP)
        across.setStretch(1, 1)
        both.setLayout(across)
        for page in (both, self.nothing):
            self.pages.addWidget(page)
        self._both = both
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.list.asked.connect(lambda _: self._to_answers())
        self.list.numbered.connect(self._number)
        self.likes.asked.connect(self.take)
        self.likes.selectionModel().currentChanged.connect(lambda *_: self._ready())
        self.taking.clicked.connect(self._take_chosen)
        for sort, button in self.new.items():
            button.clicked.connect(partial(self.enter, sort))
        self.filled.clicked.connect(self._enter_filled)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Undo, self, self._acts.undo, context=context)

    def first(self) -> None:
        """Where the keyboard begins."""
        (self.list if self._shown() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(_LEAST if self.width() < _NARROW else _LEFT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and focus.holds(self._one):
            self.first()
        else:
            super().keyPressEvent(event)

    def _shown(self) -> bool:
        return self.pages.currentWidget() is self._both

    # What is shown

    def show_names(self, seen: Seen, names: tuple[Stranger, ...]) -> None:
        """The names as they are now; the place in the list is kept."""
        voice = self._kit.voice
        self._seen = seen
        at = max(0, self.list.currentIndex().row())
        focused = focus.holds(self.list) or focus.holds(self._one)
        select = self.list.selectionModel()
        select.blockSignals(True)
        self.list.rows.show_lines(self._line(one) for one in names)
        if names and not self.list.show_at(self.list.rows.find(lambda one: one.name == self._name)):
            self.list.show_at(self.list.rows.index(min(at, len(names) - 1)))
        select.blockSignals(False)
        self.list.viewport().update()
        self.pages.setCurrentWidget(self._both if names else self.nothing)
        known = N_("Every name that decisions use is in the directory.")
        none = N_("No decision names anybody yet. What is named in meetings is looked up here.")
        self.nothing.say(voice(known if seen.rows else none))
        self._choose(anew=True)
        if focused and self.isVisible():
            self.first()

    def _line(self, one: Stranger) -> Line[Stranger]:
        voice, head = self._kit.voice, words.shown(one.name)
        times = voice(N_("once")) if one.times == 1 else voice(N_("{count} times"), count=one.times)
        return Line(head, one, times, "", (), f"{head}, {times}")

    def _choose(self, *, anew: bool = False) -> None:
        now = self.list.now()
        if now is None or self._seen is None or (now.name == self._name and not anew):
            return
        self._name = now.name
        voice = self._kit.voice
        self.name.say(words.shown(now.name))
        sort = next((one for key, one, _ in words.SORTS if key == now.sort), "")
        self.times.say(voice(N_("Looks like: {sort}"), sort=voice(sort)) if sort else "", "quiet")
        self.times.setVisible(bool(sort))
        once, many = N_("One decision names it so."), N_("{count} decisions name it so.")
        facts = [voice(once if now.times == 1 else many, count=now.times)]
        if now.last:
            facts.append(voice(N_("Last: {when}"), when=self._when(now.last)))
        if now.spellings:
            facts.append(voice(N_("Also written: {names}"), names="; ".join(map(words.shown, now.spellings))))
        self.used.say(" · ".join(facts))
        self._show_members(now)
        self._show_likes(())
        self._kit.worker.ask(
            partial(self._kit.book.people.candidates, now.name, self._seen.directory),
            partial(self._take_likes, now.name),
            topic="candidates",
        )

    def _when(self, last: str) -> str:
        """A month, or a day."""
        voice = self._kit.voice
        return voice.date(date.fromisoformat(last)) if len(last) == 10 else voice.month(last)

    def _show_members(self, now: Stranger) -> None:
        """A name of many becomes a group with those whose names say the same."""
        voice, count = self._kit.voice, len(now.members)
        self.members.setVisible(bool(count))
        self.filled.setVisible(bool(count))
        if count:
            names = "; ".join(words.shown(one.name) for one in now.members)
            self.members.say(voice(N_("As a group it could have as members: {names}"), names=names))
            one, many = N_("Group of this one"), N_("Group of these {count}")
            self.filled.setText(voice(one if count == 1 else many, count=count))
            self.filled.setAccessibleName(self.filled.text())
            self.filled.updateGeometry()

    def _take_likes(self, name: str, likes: tuple[Candidate, ...]) -> None:
        if name == self._name:
            self._show_likes(likes)

    def _show_likes(self, likes: tuple[Candidate, ...]) -> None:
        voice = self._kit.voice
        self._likes = likes
        self.likes.show_lines(self._like(one, place) for place, one in enumerate(likes, 1))
        self.likes.setVisible(bool(likes))
        self.taking.setVisible(bool(likes))
        ask = N_("Is it one of these? Its number takes it.") if likes else N_("Nothing in the directory is like it.")
        self.asking.say(voice(ask))
        self.or_new.setVisible(bool(likes))
        if likes:
            self.likes.show_at(self.likes.rows.index(0))
        self._ready()

    def _like(self, one: Candidate, place: int) -> Line[Candidate]:
        assert self._seen is not None
        voice = self._kit.voice
        how, tone = next((said, tone) for least, said, tone in _LIKE if one.score >= least)
        if one.why in _SAME:
            how, tone = N_("almost the same"), "good"
        head = f"{voice.digits(place)}. {words.shown(one.party.name)}"
        sort = voice(next(name for key, name, _ in words.SORTS if key == one.party.sort))
        from koyradesk.directory.matching import WHY

        why = voice(WHY[one.why])
        if one.why in ("alias", "holder"):
            why = f"{why}: {words.shown(one.spelling)}"
        about = " · ".join((sort, *words.below(one.party, self._seen, voice)))
        return Line(
            head, one, voice(how), tone, (escape(about), escape(why)), ", ".join((head, voice(how), why, about))
        )

    def _ready(self) -> None:
        self.taking.setEnabled(self.likes.now() is not None)

    # What is said of a name

    def _to_answers(self) -> None:
        now = self.list.now()
        target = self.likes if self._likes else self.new[now.sort if now and now.sort in self.new else "post"]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _number(self, number: int) -> None:
        if number <= len(self._likes):
            self.take(self._likes[number - 1])

    def _take_chosen(self) -> None:
        if (now := self.likes.now()) is not None:
            self.take(now)

    def take(self, like: Candidate) -> None:
        """The name means a candidate."""
        now = self.list.now()
        if now is not None:
            sentence = N_("“{name}” means “{party}” from now on.")
            said = self._kit.voice(sentence, name=words.shown(now.name), party=words.shown(like.party.name))
            self._acts.do(partial(self._kit.book.people.same, like.party.id, now.name), said)

    def enter(self, sort: str, *_: object) -> None:
        """The name is new to the directory."""
        now = self.list.now()
        if now is None:
            return
        sentence = N_("“{name}” is in the directory.")
        if sort == "group":
            sentence = N_("The group “{name}” is in the directory. Its members are entered there.")
        said = self._kit.voice(sentence, name=words.shown(now.name))
        fields = {"name": now.name, "sort": sort}
        self._acts.do(partial(self._kit.book.people.add, fields), said, then=self._entered)

    def _enter_filled(self) -> None:
        """The name is a group of those proposed."""
        now = self.list.now()
        if now is not None and now.members:
            sentence = N_("The group “{name}” is in the directory, with {count} members.")
            said = self._kit.voice(sentence, name=words.shown(now.name), count=len(now.members))
            members = [one.id for one in now.members]
            self._acts.do(partial(self._kit.book.people.add_group, now.name, members), said, then=self._entered)

    def _entered(self, _: Done) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

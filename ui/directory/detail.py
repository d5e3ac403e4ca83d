"""One party whole: how to reach it, who holds it and who did, what is part of it, its group or its groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.directory import focus, words
from ui.directory.fitted import FittedList
from ui.directory.twin_panel import TwinPanel
from ui.fields import LineField
from ui.fields.flow import flow
from ui.line_list import Line, Lines
from ui.parts import Button, Chip, Text, row
from ui.say import Voice
from ui.theme import HALF, Tokens

if TYPE_CHECKING:
    from koyradesk.directory.parties import Belonging, Holder, Party
    from ui.directory.jobs import Seen

_OFFERED = 8
#: The least width in which a name of several words is read well.
_NAME = 200


class Thing(NamedTuple):
    """What a line of the list stands for: a term, a belonging, or a party one can go to."""

    term: Holder | None = None
    belonging: Belonging | None = None
    party: str = ""


class Things(FittedList[Thing]):
    """The list with its keys: Enter opens, Delete takes out."""

    unwanted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and (now := self.now()) is not None:
            self.unwanted.emit(now)
        else:
            super().keyPressEvent(event)


class Detail(QWidget):
    """Shows a party; what is wanted of it is told by signals."""

    change_asked = Signal()
    retire_asked = Signal()
    delete_asked = Signal()
    #: A term to be changed, or None for a new one.
    term_asked = Signal(object)
    #: Another party is to be shown.
    party_asked = Signal(str)
    #: A line is to be taken out.
    out_asked = Signal(object)
    #: A name that is to belong here, or a group that this is to belong to.
    join_asked = Signal(str)
    #: The same, of a name that is new to the directory: its sort.
    new_asked = Signal(str, str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._seen: Seen | None = None
        self._party: Party | None = None
        self._there: Thing | None = None
        self.name = Text(role="title")
        self.state = Chip(look)
        self.changing = Button(voice(N_("Change")), look, icon="pencil", keys="F2")
        self.retiring = Button(voice(N_("Take out of use")), look)
        self.deleting = Button(voice(N_("Delete")), look, role="quiet", icon="trash-2")
        self.facts, self.also, self.note = Text(role="muted"), Text(role="small"), Text(role="small")
        self.twins = TwinPanel(voice, look)
        self.list = Things(look, Lines(), voice(N_("About this entry")))
        self.list.setObjectName("meetings")
        self.nothing = Text(role="muted")
        self.appointing = Button(voice(N_("Somebody comes to hold it")), look, icon="plus", keys="Insert")
        self.joining = LineField(voice(N_("Add a member")), look)
        self.joining.words = self._names
        self.wrong = Text(role="error")
        self.fresh = [
            Button(voice(sentence), look, role="small", icon="plus")
            for sentence in (N_("Enter it as a post"), N_("Enter it as an office"), N_("Enter it as a person"))
        ]
        #: Takes out who was typed and belongs here already.
        self.removing = Button(voice(N_("Take out of the group")), look, role="small", icon="minus")
        self._build()
        self._connect()

    def _build(self) -> None:
        head = self._head = row(self.name)
        head.setStretch(0, 1)
        beside = self._beside = row(self.state, self.changing, self.retiring, self.deleting)
        head.addLayout(beside)
        below = row(self.joining, self.appointing)
        below.setStretch(0, 1)
        self._fresh = QWidget()
        self._fresh.setAccessibleName(self._voice(N_("A name that is new")))
        self._fresh.setLayout(flow(*self.fresh))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addLayout(head)
        for one in (self.facts, self.also, self.note, self.twins):
            stack.addWidget(one)
        stack.addSpacing(HALF)
        stack.addWidget(self.nothing)
        stack.addWidget(self.list, 100)
        stack.addSpacing(HALF)
        stack.addLayout(below)
        stack.addWidget(self.wrong)
        stack.addLayout(row(self.removing, 1))
        stack.addWidget(self._fresh)
        stack.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What one does with an entry stands beside the first line of its name, or below where that has no room."""
        room = self.width() - self._beside.sizeHint().width() >= _NAME
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom)
        self._head.setAlignment(self._beside, Qt.AlignmentFlag.AlignTop if room else Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.changing.clicked.connect(self.change_asked)
        self.retiring.clicked.connect(self.retire_asked)
        self.deleting.clicked.connect(self.delete_asked)
        self.appointing.clicked.connect(lambda: self.term_asked.emit(None))
        self.list.asked.connect(self._open)
        self.list.unwanted.connect(self.out_asked)
        self.joining.confirmed.connect(self._join)
        self.joining.chosen.connect(lambda _: self._join())
        self.joining.typed.connect(lambda _: self.refuse(""))
        self.removing.clicked.connect(lambda: self.out_asked.emit(self._there))
        for button, sort in zip(self.fresh, ("post", "office", "person"), strict=True):
            button.clicked.connect(lambda _=False, sort=sort: self.new_asked.emit(self.joining.marked(), sort))

    def show_party(self, seen: Seen, party: Party) -> None:
        """Shows a party as it is now; the list stays at its place."""
        voice, same = self._voice, self._party is not None and self._party.id == party.id
        self._seen, self._party = seen, party
        self.name.say(words.shown(party.name))
        self.setAccessibleName(self.name.plain)
        over = seen.is_over(party)
        sort = next(name for one, name, _ in words.SORTS if one == party.sort)
        self.state.say(voice(N_("Not in use") if over else sort), "quiet")
        self.retiring.setText(voice(N_("Use it again") if party.until else N_("Take out of use")))
        self.retiring.setAccessibleName(self.retiring.text())
        self.retiring.updateGeometry()
        self._fit()
        self._say(self.facts, self._facts(seen, party))
        self._say(self.also, self._also(party))
        self._say(self.note, words.shown(party.note))
        self.twins.show_party(seen, party)
        held = self.list.currentIndex().row()
        lines = self._lines(seen, party)
        self.list.show_lines(lines)
        if self.list.hasFocus() and not lines:
            self.changing.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setVisible(bool(lines))
        if lines:
            places = [place for place, line in enumerate(lines) if line.thing is not None]
            wanted = next((one for one in places if one >= held), places[-1]) if same else places[0]
            self.list.show_at(self.list.rows.index(wanted))
        group, holdable = party.sort == "group", party.sort in ("office", "post")
        nobody = N_("Nobody belongs to this group yet. Type a name below; Enter adds it.") if group else N_(
            "Nobody is entered as holding it. “Somebody comes to hold it” enters the first."
        )  # fmt: skip
        self._say(self.nothing, "" if lines or over or party.sort == "person" else voice(nobody))
        self.appointing.setVisible(holdable and not over)
        name = voice(N_("Add a member") if group else N_("Put into a group"))
        self.joining.setAccessibleName(name)
        self.joining.setPlaceholderText(voice(N_("+ a member") if group else N_("+ into a group")))
        self.joining.setVisible(not over)
        if not same:
            self.done()

    def done(self) -> None:
        """What was typed below is in its place: the field is ready for the next."""
        self.joining.show_marked("")
        self.refuse("")

    def refuse(self, sentence: str, *, fresh: bool = False, there: Thing | None = None) -> None:
        """Why a name cannot be added; ``fresh``: because the directory does not know it; ``there``: because it is here
        already, and can be taken out."""
        self._there = there
        if self.removing.hasFocus() or focus.holds(self._fresh):
            # The button goes: the keyboard does not go with it.
            self.joining.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removing.setVisible(there is not None)
        self._say(self.wrong, sentence)
        self._fresh.setVisible(fresh)
        self.joining.setAccessibleDescription(sentence)

    def _say(self, text: Text, sentence: str) -> None:
        text.say(sentence)
        text.setVisible(bool(sentence))

    # What is told

    def _facts(self, seen: Seen, party: Party) -> str:
        voice = self._voice
        above = seen.party(party.of) if party.of else None
        until = party.until
        facts = (
            words.shown(above.name) if above else "",
            words.place(party.place, voice),
            words.reach(party),
            voice(N_("In use until {day}"), day=voice.date(until)) if until else "",
        )
        return " · ".join(one for one in facts if one)

    def _also(self, party: Party) -> str:
        if not party.aliases:
            return ""
        return self._voice(N_("Also written: {names}"), names="; ".join(map(words.shown, party.aliases)))

    def _lines(self, seen: Seen, party: Party) -> list[Line[Thing]]:
        voice = self._voice
        found: list[Line[Thing]] = []

        def under(heading: str, lines: list[Line[Thing]]) -> None:
            if lines:
                found.append(Line(heading))
                found.extend(lines)

        under(voice(N_("Who holds it, and who did")), [self._term(seen, one) for one in seen.terms(party.id)])
        members = seen.members(party.id)
        now = [self._member(seen, one, member) for one, member in members if seen.is_now(one)]
        count = voice(N_("Members: {count}"), count=len(now))
        under(count, now)
        under(voice(N_("Members before")), [self._member(seen, one, of) for one, of in members if not seen.is_now(one)])
        if party.sort == "person":
            held = seen.held_by(party.name)
            under(voice(N_("Holds")), [self._party_line(seen, one) for one in held])
        under(voice(N_("Posts and offices in it")), [self._party_line(seen, one) for one in seen.parts(party.id)])
        groups = [self._group(seen, one, group) for one, group in seen.groups_of(party.id)]
        under(voice(N_("In the groups")), groups)
        return found

    def _term(self, seen: Seen, one: Holder) -> Line[Thing]:
        voice, now = self._voice, seen.is_now(one)
        pill, tone = (voice(N_("Now")), "good") if now else ("", "quiet")
        if one.additional:
            pill, tone = voice(N_("Additional charge")), "wait" if now else "quiet"
        below = [part for part in (words.term(one, voice), words.reach(one)) if part]
        about = [" · ".join(below)] if below else []
        about += [words.shown(one.note)] if one.note else []
        head = words.shown(one.name)
        spoken = ", ".join(part for part in (head, pill, *about) if part)
        return Line(head, Thing(term=one), pill, tone, tuple(map(escape, about)), spoken)

    def _member(self, seen: Seen, one: Belonging, party: Party) -> Line[Thing]:
        over = not seen.is_now(one)
        pill = words.term(one, self._voice) if over else ""
        line = self._party_line(seen, party)
        return line._replace(
            thing=Thing(belonging=one, party=party.id),
            pill=pill or line.pill,
            tone="quiet" if over else line.tone,
            below=() if over else line.below,
        )

    def _group(self, seen: Seen, one: Belonging, group: Party) -> Line[Thing]:
        line = self._party_line(seen, group)
        term = words.term(one, self._voice)
        below = (escape(term),) if term else ()
        return line._replace(
            thing=Thing(belonging=one, party=group.id), below=below, tone="" if seen.is_now(one) else "quiet"
        )

    def _party_line(self, seen: Seen, party: Party) -> Line[Thing]:
        head = words.shown(party.name)
        about = words.below(party, seen, self._voice)[:1]
        over = seen.is_over(party)
        pill = self._voice(N_("Not in use")) if over else ""
        spoken = ", ".join(part for part in (head, pill, *about) if part)
        return Line(head, Thing(party=party.id), pill, "quiet" if over else "", tuple(map(escape, about)), spoken)

    def _open(self, thing: Thing) -> None:
        if thing.term is not None:
            self.term_asked.emit(thing.term)
        else:
            self.party_asked.emit(thing.party)

    # Typing a name

    def _names(self, typed: str) -> list[str]:
        """Names of what can be added here, with all the words typed."""
        seen, party = self._seen, self._party
        if seen is None or party is None:
            return []
        wanted = search_key(typed).split()
        group = party.sort == "group"
        here = seen.members(party.id) if group else seen.groups_of(party.id)
        there = {one.id for belonging, one in here if seen.is_now(belonging)}
        found = [
            one.party
            for one in seen.rows
            if one.party.id != party.id
            and (group or one.party.sort == "group")
            and not seen.is_over(one.party)
            and all(word in one.find for word in wanted)
        ]
        # Who belongs here already comes last: named again, it can be taken out.
        found.sort(key=lambda one: one.id in there)
        return [words.shown(one.name) for one in found[:_OFFERED]]

    def _join(self) -> None:
        if self.joining.text().strip():
            self.join_asked.emit(self.joining.marked())
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

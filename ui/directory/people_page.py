"""Everybody in the directory at the left, by sort; at the right the chosen one whole, or the form that changes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from ui.directory import focus, words
from ui.directory.acts import Acts
from ui.directory.beginning import Beginning
from ui.directory.detail import Detail, Thing
from ui.directory.party_form import PartyForm
from ui.directory.party_list import PartyList, grouped
from ui.directory.term_form import TermForm
from ui.fields import LineField
from ui.kit import Kit
from ui.line_list import Line, Lines
from ui.parts import Button, row
from ui.quiet import Nothing
from ui.theme import STEP

if TYPE_CHECKING:
    from datetime import date

    from koyradesk.directory.parties import Holder, Party
    from koyradesk.errors import UserError
    from ui.directory.jobs import Done, Seen

#: How wide the list at the left is, in a window and in a narrow one; narrower than ``_NARROW`` the page is one.
_LEFT, _LEAST, _NARROW = 340, 288, 1_000
#: A pause in typing that searches, in milliseconds.
_PAUSE = 80


class PeoplePage(QWidget):
    """Shows what was seen of the directory; every write is followed by a new look."""

    told = Signal(str, object)
    refused = Signal(object)
    #: To the names that the directory does not know; to a file that is to be taken in.
    unknown_asked = Signal()
    import_asked = Signal()

    def __init__(self, kit: Kit, acts: Acts) -> None:
        super().__init__()
        self._kit, self._acts = kit, acts
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("People and offices")))
        self.seen: Seen | None = None
        self._lines: dict[str, Line[Party]] = {}
        #: The party on show; "" for none.
        self.chosen = ""
        self.adding = Button(voice(N_("New entry")), look, role="primary", icon="plus", keys="Ctrl+Insert")
        hint = voice(N_("Name, person, telephone"))
        self.search = LineField(voice(N_("Search in the directory")), look, hint=hint)
        self.list: PartyList = PartyList(look, Lines(), voice(N_("Offices, posts, persons and groups")))
        self.list.setObjectName("meetings")
        self.detail, self.form, self.term = Detail(voice, look), PartyForm(voice, look), TermForm(voice, look)
        self.beginning = Beginning(voice, look)
        self.nothing = Nothing()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()

    def _build(self) -> None:
        left = self._left = QWidget()
        left.setAccessibleName(self.list.accessibleName())
        self.adding.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        for one in (self.adding, self.search):
            column.addWidget(one)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.right = QStackedWidget()
        self.right.setAccessibleName(self._kit.voice(N_("The chosen entry")))
        for page in (self.nothing, self.beginning, self.detail, self.form, self.term):
            self.right.addWidget(page)
        across = row(left, self.right, spacing=2 * STEP)
        across.setStretch(1, 1)
        self.setLayout(across)

    def _connect(self) -> None:
        self.adding.clicked.connect(lambda: self.add())
        self.search.typed.connect(lambda _: self._pause.start())
        self.search.confirmed.connect(self._to_list)
        self._pause.timeout.connect(self._narrow)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.list.asked.connect(lambda _: self._to_detail())
        self.list.unwanted.connect(self.delete)
        detail = self.detail
        detail.change_asked.connect(self.change)
        detail.retire_asked.connect(self.retire)
        detail.delete_asked.connect(self.delete)
        detail.term_asked.connect(self._ask_term)
        detail.party_asked.connect(self.show_party)
        detail.out_asked.connect(self._take_out)
        detail.join_asked.connect(self._join)
        detail.new_asked.connect(self._join_new)
        detail.twins.same_asked.connect(self._merge)
        detail.twins.apart_asked.connect(self._separate)
        self.form.asked.connect(self._keep)
        self.term.asked.connect(self._keep_term)
        for form in (self.form, self.term):
            form.dropped.connect(self._leave_form)
        self.beginning.unknown_asked.connect(self.unknown_asked)
        self.beginning.import_asked.connect(self.import_asked)
        self.beginning.add_asked.connect(lambda: self.add())
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Undo, self, self._acts.undo, context=context)
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.search.setFocus(), context=context)

    def first(self) -> None:
        """Where the keyboard begins."""
        shown = self.right.currentWidget()
        if shown is self.form or shown is self.term:
            (self.form if shown is self.form else self.term).start()
        elif shown is self.beginning:
            self.beginning.first()
        else:
            # Hidden where nobody has the words that are searched for.
            (self.search if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(_LEAST if self.width() < _NARROW else _LEFT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the details back to the list, before the place is left.
        inside = focus.holds(self.right) and self.right.currentWidget() is self.detail
        if event.key() == Qt.Key.Key_Escape and inside:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    # What is shown

    def show_seen(self, seen: Seen, lines: dict[str, Line[Party]], wanted: str = "") -> None:
        """The directory as it is now, with the line of each party; ``wanted`` is to be chosen."""
        self.seen, self._lines = seen, lines
        if wanted:
            self.chosen = wanted
            if self._unfound(wanted):
                self.search.show_marked("")
        self._narrow()

    def show_party(self, party: str) -> None:
        """Goes to a party; what narrows the list is taken out where it hides it."""
        if self._unfound(party):
            self.search.show_marked("")
            self._narrow()
        self.list.show_at(self.list.rows.find(lambda one: one.id == party))

    def _unfound(self, party: str) -> bool:
        found = search_key(self.search.text()).split()
        row = next((one for one in self.seen.rows if one.party.id == party), None) if self.seen else None
        return row is not None and not all(word in row.find for word in found)

    def _narrow(self) -> None:
        self._pause.stop()
        if self.seen is None:
            return
        wanted = search_key(self.search.text()).split()
        rows = [one for one in self.seen.rows if all(word in one.find for word in wanted)]
        self.list.mark(self.search.text())
        self._fill(grouped(rows, self.seen, self._lines, self._kit.voice))

    def _fill(self, shown: list[Line[Party]]) -> None:
        assert self.seen is not None
        voice, there = self._kit.voice, bool(self.seen.rows)
        select = self.list.selectionModel()
        select.blockSignals(True)
        at = self.list.currentIndex().row()
        self.list.rows.show_lines(shown)
        if not self.list.show_at(self.list.rows.find(lambda one: one.id == self.chosen)) and shown:
            # What stood there is gone: its neighbour, so that one goes on from there.
            places = [place for place, line in enumerate(shown) if line.thing is not None]
            near = next((one for one in places if one >= at), places[-1])
            self.list.show_at(self.list.rows.index(near))
        select.blockSignals(False)
        self.list.viewport().update()
        focused = focus.holds(self.list) or focus.holds(self.right)
        self.list.setVisible(bool(shown))
        self.search.setVisible(there)
        self.adding.setVisible(there)
        self._left.setVisible(there)
        self.nothing.say(voice(N_("Nobody in the directory has these words.")))
        now = self.list.now()
        self.chosen = now.id if now else ""
        if self.right.currentWidget() not in (self.form, self.term):
            self._show()
        if focused and not shown:
            self.first()

    def _choose(self) -> None:
        now = self.list.now()
        if now is not None and now.id != self.chosen:
            self.chosen = now.id
            self._show()

    def _show(self) -> None:
        """The chosen one; else a word on how to begin."""
        party = self.party
        if self.seen is None:
            return
        if party is not None:
            self.detail.show_party(self.seen, party)
            job = partial(self._kit.book.people.twins, self.seen.directory, party)
            self._kit.worker.ask(job, partial(self.detail.twins.propose, party.id), topic="twins")
            self.right.setCurrentWidget(self.detail)
        elif not self.seen.rows:
            self.beginning.show_unknown(self.seen.unknown)
            self.right.setCurrentWidget(self.beginning)
        else:
            self.right.setCurrentWidget(self.nothing)

    @property
    def party(self) -> Party | None:
        """The party on show."""
        return self.seen.party(self.chosen) if self.seen and self.chosen else None

    def _to_list(self) -> None:
        self._narrow()
        self.first()

    def _to_detail(self) -> None:
        detail = self.detail
        target = detail.list if detail.list.isVisible() else detail.changing
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # Entries

    def add(self, sort: str = "", name: str = "") -> None:
        """The form for a new entry, of the sort of the chosen one."""
        if self.seen is None:
            return
        party = self.party
        self.form.show_party(self.seen, None, sort or (party.sort if party else "post"), name)
        self.right.setCurrentWidget(self.form)
        self.form.start()

    def change(self) -> None:
        """The form for the chosen entry."""
        if self.seen is not None and self.party is not None:
            self.form.show_party(self.seen, self.party)
            self.right.setCurrentWidget(self.form)
            self.form.start()

    def _keep(self, party: str, fields: dict[str, Any], holder: dict[str, Any] | None) -> None:
        people, voice = self._kit.book.people, self._kit.voice
        job = partial(people.change, party, fields) if party else partial(people.add, fields, holder)
        sentence = N_("“{name}” was changed.") if party else N_("“{name}” is in the directory.")
        self._acts.do(
            job,
            voice(sentence, name=words.shown(fields["name"])),
            then=self._kept,
            otherwise=partial(self._not_kept, self.form),
        )

    def _kept(self, done: Done) -> None:
        self.chosen = done.record
        self.right.setCurrentWidget(self.detail)
        self.list.setVisible(True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_kept(self, form: PartyForm | TermForm, error: UserError) -> None:
        form.refuse(self._kit.voice.refusal(error), form.name)

    def _leave_form(self) -> None:
        self.right.setCurrentWidget(self.detail)
        self._show()
        self.first()

    def retire(self) -> None:
        """Ends the chosen entry today, or lets it go on."""
        party = self.party
        if party is None or self.seen is None:
            return
        until: date | None = None if party.until else self.seen.on
        sentence = N_("“{name}” is in use until today; from tomorrow on groups leave it out.")
        again = N_("“{name}” is in use again.")
        said = self._kit.voice(sentence if until else again, name=words.shown(party.name))
        self._acts.do(partial(self._kit.book.people.retire, party.id, until), said)

    def delete(self) -> None:
        """Puts the chosen entry into the bin; the notice brings it back."""
        if (party := self.party) is not None:
            said = self._kit.voice(N_("“{name}” is in the bin."), name=words.shown(party.name))
            self._acts.do(partial(self._kit.book.people.delete, party.id), said)

    def _merge(self, entry: str) -> None:
        """Another entry is the same as the chosen one, which stays."""
        party, voice = self.party, self._kit.voice
        other = self.seen.party(entry) if self.seen else None
        if party is not None and other is not None:
            sentence = N_("“{name}” and “{other}” are one entry now. Nothing was lost.")
            said = voice(sentence, name=words.shown(party.name), other=words.shown(other.name))
            job = partial(self._kit.book.people.merge, entry, party.id)
            self._acts.do(job, said, otherwise=lambda error: self.detail.twins.refuse(voice.refusal(error)))

    def _separate(self, entry: str) -> None:
        """An entry is not the same as the chosen one after all."""
        if self.seen is not None:
            name = words.shown(self.seen.directory.name_of(entry))
            said = self._kit.voice(N_("“{name}” is an entry of its own again."), name=name)
            self._acts.do(partial(self._kit.book.people.separate, entry, self.chosen), said)

    # Who holds it

    def _ask_term(self, term: Holder | None) -> None:
        party = self.party
        if party is None or self.seen is None:
            return
        follows = self.seen.holder(party.id) is not None
        self.term.show_term(party, term, self.seen.on, follows=follows)
        self.right.setCurrentWidget(self.term)
        self.term.start()

    def _keep_term(self, party: str, term: str, fields: dict[str, Any]) -> None:
        people = self._kit.book.people
        job = partial(people.change_term, term, party, fields) if term else partial(people.appoint, party, fields)
        sentence = N_("What is known of {name} was changed.") if term else N_("{name} is entered as holding it.")
        said = self._kit.voice(sentence, name=words.shown(fields["name"]))
        self._acts.do(job, said, then=self._kept, otherwise=partial(self._not_kept, self.term))

    # Groups

    def _take_out(self, thing: Thing) -> None:
        """A line of the details is taken out: a term that was wrong, somebody who left a group."""
        people, voice, party = self._kit.book.people, self._kit.voice, self.party
        if party is None or self.seen is None:
            return
        if thing.term is not None:
            said = voice(N_("{name} is taken out."), name=words.shown(thing.term.name))
            self._acts.do(partial(people.delete, thing.term.id, party.id), said)
        elif thing.belonging is not None:
            one = thing.belonging
            member, group = self.seen.party(one.party), self.seen.party(one.group)
            if member is not None and group is not None:
                sentence = N_("“{name}” belongs to “{group}” no longer.")
                said = voice(sentence, name=words.shown(member.name), group=words.shown(group.name))
                self._acts.do(partial(people.leave, one, party.id), said, then=lambda _: self.detail.done())

    def _join(self, name: str) -> None:
        party, seen, voice = self.party, self.seen, self._kit.voice
        if party is None or seen is None:
            return
        other = seen.directory.find(name)
        if other is None:
            if party.sort == "group":
                sentence = N_("“{name}” is not in the directory yet. What is it?")
            else:
                sentence = N_("There is no group “{name}”. “New entry” makes one.")
            self.detail.refuse(voice(sentence, name=words.shown(name)), fresh=party.sort == "group")
            return
        group, member = (party, other) if party.sort == "group" else (other, party)
        here = [one for one, of in seen.members(group.id) if of.id == member.id and seen.is_now(one)]
        if here:
            sentence = N_("“{name}” belongs to “{group}” already.")
            said = voice(sentence, name=words.shown(member.name), group=words.shown(group.name))
            self.detail.refuse(said, there=Thing(belonging=here[0], party=other.id))
            return
        said = voice(
            N_("“{name}” belongs to “{group}” now."), name=words.shown(member.name), group=words.shown(group.name)
        )
        job = partial(self._kit.book.people.join, group.id, member.id, party.id)
        self._acts.do(job, said, then=self._joined, otherwise=self._not_joined)

    def _join_new(self, name: str, sort: str) -> None:
        if (party := self.party) is not None:
            sentence = N_("“{name}” is in the directory, and belongs to “{group}”.")
            said = self._kit.voice(sentence, name=words.shown(name), group=words.shown(party.name))
            job = partial(self._kit.book.people.join_new, party.id, name, sort)
            self._acts.do(job, said, then=self._joined, otherwise=self._not_joined)

    def _joined(self, _: Done) -> None:
        self.detail.done()
        self.detail.joining.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_joined(self, error: UserError) -> None:
        self.detail.refuse(self._kit.voice.refusal(error))

"""Other entries of the same party: those somebody said are, and those that may be; nothing becomes one by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from ui.directory import focus, words
from ui.fields import LineField
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import HALF, Tokens

if TYPE_CHECKING:
    from koyradesk.directory.matching import Candidate
    from koyradesk.directory.parties import Party
    from ui.directory.jobs import Seen

_OFFERED = 8


class TwinPanel(QWidget):
    """Belongs to the entry on show."""

    #: Another entry (its id) is the same as this one; an entry that was said to be is not.
    same_asked = Signal(str)
    apart_asked = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._seen: Seen | None = None
        self._party: Party | None = None
        self.setAccessibleName(voice(N_("Entered twice")))
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(HALF)
        self._made: list[QWidget] = []
        self.asking = Button(voice(N_("Entered twice?")), look, role="small")
        self.naming = LineField(voice(N_("The other entry")), look, hint=voice(N_("The other entry")))
        self.naming.words = self._names
        self.wrong = Text(role="error")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addLayout(self._lines)
        stack.addLayout(row(self.asking, 1))
        for one in (self.naming, self.wrong):
            stack.addWidget(one)
        self.asking.clicked.connect(self._ask)
        self.naming.confirmed.connect(self._take)
        self.naming.chosen.connect(lambda _: self._take())
        self.naming.typed.connect(lambda _: self.refuse(""))

    def show_party(self, seen: Seen, party: Party) -> None:
        """An entry, with those that are the same; what may be the same comes later (``propose``)."""
        self._seen, self._party = seen, party
        self.naming.show_marked("")
        self.naming.hide()
        self.asking.setVisible(not seen.is_over(party))
        self.refuse("")
        self._show(())

    def propose(self, party: str, every: Sequence[Candidate]) -> None:
        """The entries that may be the same as this one."""
        if self._party is not None and self._party.id == party:
            self._show(every)

    def refuse(self, sentence: str) -> None:
        """Why it cannot be the same."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        self.naming.setAccessibleDescription(sentence)

    def _show(self, every: Iterable[Candidate]) -> None:
        assert self._seen is not None
        assert self._party is not None
        focused = any(one.hasFocus() for one in self._made)
        for old in self._made:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made = []
        directory, voice = self._seen.directory, self._voice
        for one in directory.twins.get(self._party.id, ()):
            said = voice(N_("Also entered as “{name}”."), name=words.shown(directory.name_of(one)))
            self._line(said, voice(N_("It is another one")), lambda _=False, one=one: self.apart_asked.emit(one))
        for it in every:
            about = " · ".join((words.shown(it.party.name), *words.below(it.party, self._seen, voice)[:1]))
            said = voice(N_("Perhaps the same, entered twice: “{name}”"), name=about)
            same = it.party.id
            self._line(said, voice(N_("It is the same")), lambda _=False, one=same: self.same_asked.emit(one))
        if focused and not focus.holds(self):
            self.asking.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, said: str, does: str, act: object) -> None:
        text, button = Text(role="small"), Button(does, self._look, role="small")
        text.say(said)
        button.setAccessibleDescription(said)
        button.clicked.connect(act)
        line = QWidget()
        line.setAccessibleName(said)
        across = row(text, button)
        across.setStretch(0, 1)
        across.setContentsMargins(0, 0, 0, 0)
        line.setLayout(across)
        self._lines.addWidget(line)
        self._made += [line, button]

    def _ask(self) -> None:
        self.naming.show()
        self.naming.setFocus(Qt.FocusReason.OtherFocusReason)

    def _names(self, typed: str) -> list[str]:
        seen, party = self._seen, self._party
        if seen is None or party is None:
            return []
        wanted, group = search_key(typed).split(), party.sort == "group"
        found = [
            one.party
            for one in seen.rows
            if one.party.id != party.id
            and (one.party.sort == "group") == group
            and all(word in one.find for word in wanted)
        ]
        return [words.shown(one.name) for one in found[:_OFFERED]]

    def _take(self) -> None:
        typed = self.naming.marked()
        if self._seen is None or not typed.strip():
            return
        found = self._seen.directory.find(typed)
        if found is None:
            self.refuse(self._voice(N_("“{name}” is not in the directory."), name=words.shown(typed)))
        else:
            self.same_asked.emit(found.id)

"""Who holds a post: name, telephone, from when to when, in additional charge or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from koyradesk.i18n import N_
from ui import composing
from ui.directory import words
from ui.directory.entry import EntryForm
from ui.say import Voice
from ui.switch import Switch
from ui.theme import Tokens

if TYPE_CHECKING:
    from datetime import date

    from koyradesk.directory.parties import Holder, Party


class TermForm(EntryForm):
    """The form for one term."""

    #: The party, the term ("" for a new one), its fields.
    asked = Signal(str, str, object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__(voice(N_("Who holds it")), voice, look)
        self._party = self._term = ""
        self.name, self.phone = self.line(voice(N_("Name"))), self.line(voice(N_("Telephone")))
        self.email, self.note = self.line(voice(N_("E-mail"))), self.line(voice(N_("Note")))
        composing.as_typed(self.email)
        self.since, self.until = self.day_line(voice(N_("Since"))), self.day_line(voice(N_("Until")))
        self.additional = Switch(voice(N_("In additional charge, beside a post of their own")), look)
        form = self.form
        form.add(voice(N_("Name")), self.name, width=2)
        form.add(voice(N_("Since")), self.since)
        form.add(voice(N_("Until")), self.until, beside=True)
        form.add(voice(N_("Telephone")), self.phone)
        form.add(voice(N_("E-mail")), self.email, beside=True)
        form.add(voice(N_("Note")), self.note, width=2)
        self.inside.insertWidget(2, self.additional)

    def show_term(self, party: Party, term: Holder | None, on: date, *, follows: bool) -> None:
        """For a term that is known, or for a new one; ``follows``: somebody holds the post still."""
        voice = self._voice
        self._party, self._term = party.id, term.id if term else ""
        for field, text in (
            (self.name, term.name if term else ""),
            (self.phone, term.phone if term else ""),
            (self.email, term.email if term else ""),
            (self.note, term.note if term else ""),
        ):
            field.show_marked(text)
        since = term.since if term else on if follows else None
        until = term.until if term else None
        self.since.show_marked(words.day(since, voice) if since else "")
        self.until.show_marked(words.day(until, voice) if until else "")
        self.additional.setChecked(term.additional if term else False)
        heading = N_("Who came to “{post}”") if term is None else N_("Who holds “{post}”")
        self.call(
            voice(heading, post=words.shown(party.name)), voice(N_("Enter it") if term is None else N_("Keep it so"))
        )

    def start(self) -> None:
        """Puts the keyboard where typing begins."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        self.refuse("")
        if not self.name.text().strip():
            self.refuse(self._voice(N_("Write a name.")), self.name)
            return
        fine, since = self.day(self.since)
        if not fine:
            return
        fine, until = self.day(self.until)
        if not fine:
            return
        fields = {
            "name": self.name.marked(),
            "phone": self.phone.marked(),
            "email": self.email.marked(),
            "note": self.note.marked(),
            "since": since,
            "until": until,
            "additional": self.additional.isChecked(),
        }
        self.asked.emit(self._party, self._term, fields)

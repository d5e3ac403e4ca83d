"""A party is entered or changed: what sort it is, its name and other spellings, of what, where, how to reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui import composing
from ui.directory import words
from ui.directory.entry import EntryForm
from ui.fields import Chip, ChipsField
from ui.parts import Tabs
from ui.say import Voice
from ui.theme import Tokens

if TYPE_CHECKING:
    from koyradesk.directory.parties import Party
    from ui.directory.jobs import Seen

#: Names that complete what is typed.
_OFFERED = 8


class PartyForm(EntryForm):
    """The form for one party."""

    #: The party, "" for a new one; its fields; who holds it, or None.
    asked = Signal(str, object, object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__(voice(N_("Entry of the directory")), voice, look)
        self._seen: Seen | None = None
        self._party: Party | None = None
        self._aliases: list[str] = []
        #: Names that decisions use and the directory does not know.
        self.unknown: tuple[str, ...] = ()
        self.sorts = Tabs(voice(N_("What it is")))
        for _, one, _ in words.SORTS:
            self.sorts.addTab(voice(one))
        self.inside.insertWidget(1, self.sorts)
        self.name = self.line(voice(N_("Name")), hint=voice(N_("As decisions write it")))
        self.name.words = self._names
        self.aliases = ChipsField(voice(N_("Also written")), look, voice, add=voice(N_("+ another spelling")))
        self.of = self.line(voice(N_("Part of which office")))
        self.of.words = self._offices
        self.place = self.line(voice(N_("Upazila or district")), hint=voice(N_("In Bengali or English letters")))
        self.place.words = lambda typed: [said for _, said in words.places_like(typed, voice)]
        self.phone, self.email = self.line(voice(N_("Telephone"))), self.line(voice(N_("E-mail")))
        composing.as_typed(self.email)
        self.holder, self.holder_phone = (
            self.line(voice(N_("Who holds it now"))),
            self.line(voice(N_("Their telephone"))),
        )
        name = voice(N_("Is this office (it sends files)"))
        self.office = self.line(name, hint=voice(N_("An office whose key card was accepted")))
        self.office.words = self._partners
        self.note = self.line(voice(N_("Note")))
        self.until = self.day_line(voice(N_("In use until")))
        form = self.form
        form.add(voice(N_("Name")), self.name, width=2)
        self._holder_row = form.add(voice(N_("Who holds it now")), self.holder)
        self._holder_phone_row = form.add(voice(N_("Their telephone")), self.holder_phone, beside=True)
        self._of_row = form.add(voice(N_("Part of which office")), self.of)
        self._place_row = form.add(voice(N_("Upazila or district")), self.place, beside=True)
        self._phone_row = form.add(voice(N_("Telephone")), self.phone)
        self._email_row = form.add(voice(N_("E-mail")), self.email, beside=True)
        form.add(voice(N_("Also written")), self.aliases, width=2)
        form.add(voice(N_("Note")), self.note)
        self._until_row = form.add(voice(N_("In use until")), self.until, beside=True)
        self._office_row = form.add(name, self.office)
        self.sorts.currentChanged.connect(lambda _: self._fit())
        self.aliases.added.connect(self._alias)
        self.aliases.removed.connect(self._drop_alias)
        self.aliases.renamed.connect(self._rename_alias)

    @property
    def sort(self) -> str:
        return words.SORTS[self.sorts.currentIndex()][0]

    def show_party(self, seen: Seen, party: Party | None, sort: str = "post", name: str = "") -> None:
        """For a party that is known, or for a new one of a sort."""
        voice = self._voice
        self._seen, self._party = seen, party
        held = party.sort if party else sort
        self.sorts.setCurrentIndex([one for one, _, _ in words.SORTS].index(held))
        self.name.show_marked(party.name if party else name)
        self._aliases = list(party.aliases) if party else []
        self._show_aliases()
        above = seen.party(party.of) if party else None
        self.of.show_marked(above.name if above else "")
        self.place.show_marked(escape(words.place(party.place, voice)) if party else "")
        self.phone.show_marked(party.phone if party else "")
        self.email.show_marked(party.email if party else "")
        self.note.show_marked(party.note if party else "")
        self.office.show_marked(escape(self._partner(party.office)) if party and party.office else "")
        until = party.until if party else None
        self.until.show_marked(words.day(until, voice) if until else "")
        for field in (self.holder, self.holder_phone):
            field.show_marked("")
        heading = N_("Change the entry") if party else N_("A new entry")
        self.call(voice(heading), voice(N_("Keep it so") if party else N_("Enter it")))
        self.leaving.setText(voice(N_("Leave it as it is") if party else N_("Go back")))
        self.leaving.setAccessibleName(self.leaving.text())
        self._fit()

    def start(self) -> None:
        """Puts the keyboard where typing begins."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _fit(self) -> None:
        """Only the fields that this sort has a use for."""
        new, sort = self._party is None, self.sort
        held = new and sort in ("office", "post")
        for one in (self._holder_row, self._holder_phone_row):
            one.setVisible(held)
        self._of_row.setVisible(sort in ("office", "post"))
        self._place_row.setVisible(sort != "person")
        for one in (self._phone_row, self._email_row):
            one.setVisible(sort != "group")
        self._until_row.setVisible(not new)
        partners = self._seen.partners if self._seen else {}
        self._office_row.setVisible(sort in ("office", "post") and bool(partners or self.office.text().strip()))
        self.refuse("")

    def _names(self, typed: str) -> list[str]:
        """Of the names that the directory does not know, those with all the words typed."""
        if self._party is not None or len(typed) < 2:
            return []
        wanted = search_key(typed).split()
        found = (one for one in self.unknown if all(word in search_key(one) for word in wanted))
        return [one for one, _ in zip(found, range(_OFFERED), strict=False)]

    def _offices(self, typed: str) -> list[str]:
        wanted = search_key(typed).split()
        rows = self._seen.rows if self._seen else ()
        found = (
            words.shown(row.party.name)
            for row in rows
            if row.party.sort in ("office", "post")
            and (self._party is None or row.party.id != self._party.id)
            and all(word in row.find for word in wanted)
        )
        return [one for one, _ in zip(found, range(_OFFERED), strict=False)]

    def _partner(self, code: str) -> str:
        """An office that exchanges bundles with us, as the field shows it."""
        name = self._seen.partners.get(code, "") if self._seen else ""
        return f"{name} ({code})" if name else code

    def _partners(self, typed: str) -> list[str]:
        wanted = search_key(typed).split()
        every = [self._partner(code) for code in (self._seen.partners if self._seen else {})]
        return [one for one in every if all(word in search_key(one) for word in wanted)][:_OFFERED]

    def _code(self) -> str:
        """The code of the office that is named: one from the list, or as typed from a key card."""
        typed = self.office.text().strip()
        known = self._seen.partners if self._seen else {}
        return next((code for code in known if typed in (self._partner(code), known[code])), typed)

    # Other spellings

    def _show_aliases(self) -> None:
        self.aliases.show_chips([Chip(words.shown(one)) for one in self._aliases])

    def _alias(self, text: str) -> None:
        if text.strip():
            self._aliases.append(escape(text.strip()))
        self._show_aliases()

    def _drop_alias(self, index: int) -> None:
        del self._aliases[index]
        self._show_aliases()

    def _rename_alias(self, index: int, text: str) -> None:
        if text.strip():
            self._aliases[index] = escape(text.strip())
        self._show_aliases()

    def ask(self) -> None:
        voice, sort = self._voice, self.sort
        self.refuse("")
        self.aliases.finish()
        if self._seen is None:
            return
        if not self.name.text().strip():
            self.refuse(voice(N_("Write a name.")), self.name)
            return
        fine, until = self.day(self.until)
        if not fine:
            return
        fields: dict[str, Any] = {
            "name": self.name.marked(),
            "sort": sort,
            "aliases": tuple(self._aliases),
            "note": self.note.marked(),
        }
        if sort != "group":
            fields |= {"phone": self.phone.marked(), "email": self.email.marked()}
        if sort in ("office", "post"):
            above = self._seen.directory.find(self.of.marked()) if self.of.text().strip() else None
            if above is None and self.of.text().strip():
                sentence = N_("“{name}” is not in the directory. Choose an office from the list, or leave this empty.")
                self.refuse(voice(sentence, name=self.of.text().strip()), self.of)
                return
            fields["of"] = above.id if above else ""
            fields["office"] = self._code()
        else:
            fields["of"] = ""
        if sort != "person" and (code := self._place()) is None:
            return
        if sort != "person":
            fields["place"] = code
        if self._party is not None:
            fields["until"] = until
        holder = None
        if self._party is None and sort in ("office", "post") and self.holder.text().strip():
            holder = {"name": self.holder.marked(), "phone": self.holder_phone.marked(), "since": None}
        self.asked.emit(self._party.id if self._party else "", fields, holder)

    def _place(self) -> str | None:
        """The code of the place that is named; None where there is no such place, which is told."""
        typed = self.place.text().strip()
        if not typed:
            return ""
        if self._party is not None and typed == words.place(self._party.place, self._voice):
            return self._party.place
        found = words.places_like(typed, self._voice)
        exact = [code for code, said in found if said == typed]
        if exact or len(found) == 1:
            return exact[0] if exact else found[0][0]
        sentence = N_("“{name}” is no upazila or district that is known. Choose one from the list while typing.")
        self.refuse(self._voice(sentence, name=typed), self.place)
        return None

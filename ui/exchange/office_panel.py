"""One office beside the list: its keys with their numbers, how far each side has everything; who it is to us."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from koyradesk.exchange.shapes import Partner
from koyradesk.i18n import N_
from ui.decisions.choices import Choices
from ui.decisions.side import Panel, foot, reveal
from ui.exchange import words
from ui.exchange.acquainting import Acquaintance
from ui.exchange.facts import Facts
from ui.exchange.second_key import SecondKey
from ui.exchange.shapes import Key, Page
from ui.exchange.tying import Tying
from ui.fields import LineField
from ui.fields.form import Form
from ui.parts import Button, Chip, Text, empty, row, rule
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens


class OfficePanel(Panel):
    """Enter makes a file for it."""

    #: A file for it, by its code.
    make_asked = Signal(str)
    #: One that goes by the mail program of this PC.
    mail_asked = Signal(str)
    #: It is this to us: office, role.
    role_asked = Signal(str, str)
    #: It is this entry of the directory: the acquaintance, the entry (see ``acquainting``).
    tie_asked = Signal(object, str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.partner: Partner | None = None
        self.setAccessibleName(voice(N_("One office")))
        self.state = Chip(look, name=voice(N_("State")))
        self.facts = Facts(voice(N_("One office")))
        self.role = Choices(voice(N_("Who they are to us")), look, words.roles(voice))
        self._who = Text(self.role.accessibleName(), "small")
        self.tying = Tying(voice, look)
        self._keys = QVBoxLayout()
        self._keys.setSpacing(HALF)
        self.making = Button(voice(N_("Make a file for it")), look, role="primary", keys="Return", owns_keys=False)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, HALF, HALF, 0)
        stack.setSpacing(STEP)
        stack.addLayout(row(self.state, 1))
        stack.addWidget(self.facts)
        stack.addWidget(rule())
        stack.addWidget(self._who)
        stack.addWidget(self.role)
        stack.addWidget(self.tying)
        stack.addWidget(rule())
        stack.addWidget(Text(voice(N_("Keys")), "small"))
        stack.addLayout(self._keys)
        stack.addStretch(1)
        self.mailing = Button(voice(N_("Send by e-mail")), look)
        self.mailing.clicked.connect(self._ask_mail)
        self.foot = foot(self.accessibleName(), self.making, self.mailing)
        self.making.clicked.connect(self.ask)
        self.role.changed.connect(self._other_role)
        self.tying.changed.connect(self._other_entry)
        self.tying.hide()

    def show_partner(self, partner: Partner, page: Page) -> None:
        """Another office."""
        if self.partner is None or self.partner.office != partner.office:
            self.tying.show_who(None, proposes=False)
        self.partner = partner
        voice, now = self._voice, page.now
        self.state.say(*words.partner_state(voice, partner))

        def told(moment: datetime | None) -> str:
            return words.when(voice, moment, now) if moment else voice(N_("never"))

        unsent = ", ".join(words.counted(voice, page.inside.get(partner.office, {})))
        self.facts.show_facts(
            (
                (voice(N_("Code")), partner.office),
                (voice(N_("Last heard")), told(partner.heard)),
                (voice(N_("Last sent")), told(partner.sent)),
                (voice(N_("They said they have it")), told(partner.acknowledged)),
                (voice(N_("Waiting")), unsent),
            )
        )
        own = partner.role == "own"
        for one in (self._who, self.role):
            one.setVisible(not own)
        if not own:
            self.role.choose(partner.role or "beside")
        empty(self._keys)
        for key in page.keys:
            if key.office == partner.office:
                self._keys.addWidget(self._key(key))

    def show_who(self, who: Acquaintance) -> None:
        """Which entry of the directory it is, once that was looked up."""
        if self.partner is not None and self.partner.office == who.office:
            held = self.tying.choice is not None and self.tying.isAncestorOf(self.focusWidget() or self)
            self.tying.show_who(who, proposes=False)
            if held and self.tying.choice is not None:
                self.tying.choice.begin()

    def _key(self, key: Key) -> Facts:
        voice = self._voice
        made = Facts(voice(N_("Key number")))
        revoked = " · ".join(part for part in (key.revoked, key.reason) if part)
        made.show_facts(
            (
                (voice(N_("Number")), words.number(key.number, voice)),
                (voice(N_("Known since")), key.since),
                (voice(N_("Revoked")), revoked),
            )
        )
        return made

    def first(self) -> None:
        """Where the keyboard begins."""
        self.making.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        if self.partner is not None:
            self.make_asked.emit(self.partner.office)

    def _ask_mail(self) -> None:
        if self.partner is not None:
            self.mail_asked.emit(self.partner.office)

    def _other_role(self, role: str) -> None:
        if self.partner is not None:
            self.role_asked.emit(self.partner.office, role)

    def _other_entry(self, entry: str) -> None:
        if self.tying.who is not None:
            self.tie_asked.emit(self.tying.who, entry)


class AddPanel(Panel):
    """An office is made known by the text of its card (a QR reader types it), before any file of it came."""

    #: The text of the card, who they are to us; of a second key the one in whose place it comes, "" for none; None as
    #: long as nobody said that.
    asked = Signal(str, str, object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("Add an office")))
        self.how = Text(voice(N_("Read the square code of their key card with a phone or a reader, and paste the text "
                                 "here. Without it: take in their first file, and type the thirty digits of the card "
                                 "when you are asked.")), "muted")  # fmt: skip
        self.text = LineField(voice(N_("Text of the key card")), look)
        self.role = Choices(voice(N_("Who they are to us")), look, words.roles(voice))
        self.second = SecondKey(voice, look)
        self.adding = Button(voice(N_("Add")), look, role="primary", keys="Return", owns_keys=False)
        self.leaving = Button(voice(N_("Leave it")), look, keys="Escape", owns_keys=False)
        form = Form(self.accessibleName())
        self._text_row = form.add(self.text.accessibleName(), self.text)
        form.add(self.role.accessibleName(), self.role)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, HALF, HALF, 0)
        stack.setSpacing(STEP)
        stack.addWidget(self.how)
        stack.addWidget(form)
        stack.addWidget(self.second)
        stack.addStretch(1)
        self.foot = foot(self.accessibleName(), self.adding, self.leaving)
        self.text.textChanged.connect(lambda _: self._retype())
        self.second.said.connect(self._say)
        self.adding.clicked.connect(self.ask)
        self.leaving.clicked.connect(self.dropped)

    def begin(self) -> None:
        """Empty again."""
        self.text.show_marked("")
        self._retype()

    def first(self) -> None:
        """Where the keyboard begins."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """What is wrong with the text."""
        self._text_row.say_error(sentence)

    def ask(self) -> None:
        if not self.text.text().strip():
            self.refuse(self._voice(N_("Paste the text of their card here first.")))
            self.first()
            return
        if self.second.wanted:
            self.second.first()
            return
        self.asked.emit(self.text.text().strip(), self.role.value, None)

    def ask_second(self, who: Acquaintance) -> None:
        """The office has a key already: what is this one for?"""
        self.second.show_keys(who.keys)
        self.adding.hide()
        self.second.first()
        reveal(self.second)

    def _say(self, instead: str) -> None:
        self.asked.emit(self.text.text().strip(), self.role.value, instead)

    def _retype(self) -> None:
        """Another text is another card."""
        self.second.show_keys(())
        self.adding.show()
        self.refuse("")


class RevokePanel(Panel):
    """The key of an office is revoked, with a reason that travels with it."""

    #: The office, the reason.
    asked = Signal(str, str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._office = ""
        self.setAccessibleName(voice(N_("Revoke the key")))
        self.what = Text()
        self.reason = LineField(voice(N_("Why")), look, hint=voice(N_("for example, the PC was stolen")))
        self.revoking = Button(voice(N_("Revoke the key")), look, role="primary", keys="Return", owns_keys=False)
        self.leaving = Button(voice(N_("Leave it")), look, keys="Escape", owns_keys=False)
        form = Form(self.accessibleName())
        self._row = form.add(self.reason.accessibleName(), self.reason)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, HALF, HALF, 0)
        stack.setSpacing(STEP)
        stack.addWidget(self.what)
        stack.addWidget(form)
        stack.addStretch(1)
        self.foot = foot(self.accessibleName(), self.revoking, self.leaving)
        self.revoking.clicked.connect(self.ask)
        self.leaving.clicked.connect(self.dropped)
        self.reason.textChanged.connect(lambda _: self._row.say_error(""))

    def begin(self, partner: Partner) -> None:
        """For an office."""
        self._office = partner.office
        sentence = N_(
            "From now on, and for ever, no file signed with the key of {office} is taken in. What was taken stays. "
            "They make a new key and give you its card."
        )
        self.what.say(self._voice(sentence, office=partner.name or partner.office))
        self.reason.show_marked("")

    def first(self) -> None:
        """Where the keyboard begins."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        if not self.reason.text().strip():
            self._row.say_error(self._voice(N_("Say why in a few words: others see it too.")))
            self.first()
            return
        self.asked.emit(self._office, self.reason.text().strip())

"""Offices, keys and ways set up from the place of exchange: each act is a job of the book."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.exchange.hand import OFFICES, RECORD, Hand
from ui.exchange.office_panel import AddPanel, OfficePanel, RevokePanel
from ui.exchange.way_panel import WayPanel, Wished
from ui.exchange.ways_page import Tried
from ui.notice import Action

if TYPE_CHECKING:
    from koyradesk.exchange.ledger import Way
    from koyradesk.exchange.shapes import Partner, Transfer
    from koyradesk.exchange.ways.shapes import Configured, Secrets
    from ui.exchange.acquainting import Acquaintance
    from ui.exchange.lying import Lying
    from ui.exchange.mailing import Mailing


class SettingUp(Hand):
    """The panels of these, each made when it is first wanted."""

    @cached_property
    def mailing(self) -> Mailing:
        from ui.exchange.mailing import Mailing

        return Mailing(self)

    @cached_property
    def office(self) -> OfficePanel:
        made = OfficePanel(self.kit.voice, self.kit.look)
        made.make_asked.connect(self._make_for)
        made.mail_asked.connect(lambda office: self.mailing.write(office))
        made.role_asked.connect(self._set_role)
        made.tie_asked.connect(self._tie)
        made.dropped.connect(self.screen.close_side)
        return made

    @cached_property
    def adding(self) -> AddPanel:
        made = AddPanel(self.kit.voice, self.kit.look)
        made.asked.connect(self._add)
        made.dropped.connect(self.screen.close_side)
        return made

    @cached_property
    def revoking(self) -> RevokePanel:
        made = RevokePanel(self.kit.voice, self.kit.look)
        made.asked.connect(self._revoke)
        made.dropped.connect(self.screen.close_side)
        return made

    @cached_property
    def way(self) -> WayPanel:
        made = WayPanel(self.kit.voice, self.kit.look)
        made.asked.connect(self._keep_way)
        made.dropped.connect(self.screen.close_side)
        return made

    # Offices and keys

    def show_office(self, partner: Partner) -> None:
        """One office, beside the list."""
        if self.screen.page is not None:
            self.office.show_partner(partner, self.screen.page)
            self._beside(self.office, partner.name or partner.office)
            self._ask_who(partner)

    def _ask_who(self, partner: Partner) -> None:
        """Which entry of the directory it is."""
        from ui.exchange import acquainting

        job = partial(acquainting.of, self.kit.book.exchange, partner.office, partner.name)
        self.ask_book(job, self.office.show_who)

    def _tie(self, who: Acquaintance, entry: str) -> None:
        from ui.exchange import acquainting

        voice = self.kit.voice
        made, none = (
            N_("What is decided for this entry goes to them from now on."),
            N_("No decision goes to them by the directory now."),
        )

        def done(_: object) -> None:
            self.tell(voice(made if entry else none))
            if self.office.partner is not None:
                self._ask_who(self.office.partner)

        self.ask_book(partial(acquainting.tie, self.kit.book.exchange, who, entry), done)

    def add_office(self) -> None:
        """An office is to be made known by its card."""
        self.screen.moved_on.emit()
        self.screen.show_tab(OFFICES)
        self.adding.begin()
        self._beside(self.adding, self.kit.voice(N_("Add an office")))

    def _add(self, text: str, role: str, instead: str | None) -> None:
        voice = self.kit.voice

        def done(who: Acquaintance) -> None:
            if who.keys:
                self.adding.ask_second(who)
                return
            self.screen.side.hide()
            self.tell(voice(N_("The office is known from now on.")))
            self.kit.worker.ask(bool, lambda _: self._met(who))

        job = partial(self.kit.book.exchange.add, text, role, instead)
        self.ask_book(job, done, lambda error: self.adding.refuse(voice.refusal(error)))

    def _met(self, who: Acquaintance) -> None:
        """An office is known by its card from now on; which entry of the directory it is, is asked next to it."""
        page, offices = self.screen.page, self.screen.offices
        offices.choose(who.office)
        partner = next((one for one in page.partners if one.office == who.office), None) if page else None
        if partner is None or who.own:
            self.screen.first()
            return
        self.show_office(partner)

    def _make_for(self, office: str) -> None:
        exchange, voice = self.kit.book.exchange, self.kit.voice

        def made(one: Transfer) -> None:
            self.screen.show_tab(RECORD)
            self.tell(voice(N_("A file for {office} is made and waits."), office=one.name or one.office))

        self.ask_book(partial(exchange.make, office), made)

    def _set_role(self, office: str, role: str) -> None:
        self.ask_book(partial(self.kit.book.exchange.set_role, office, role), lambda _: self.screen.renew())

    def ask_revoke(self, partner: Partner) -> None:
        """The key of an office is to be revoked: why?"""
        self.screen.moved_on.emit()
        self.revoking.begin(partner)
        self._beside(self.revoking, self.kit.voice(N_("Revoke the key")), partner.name or partner.office)

    def _revoke(self, office: str, reason: str) -> None:
        def done(_: object) -> None:
            self.screen.close_side()
            self.tell(self.kit.voice(N_("The key is revoked. Others hear of it with your next file.")))

        self.ask_book(partial(self.kit.book.exchange.revoke, office, reason), done)

    def call(self, name: str) -> None:
        """This office is called so from now on."""
        self.ask_book(partial(self.kit.book.exchange.call, name), lambda _: self.screen.renew())

    def print_card(self) -> None:
        """Our own key card on paper."""
        self.ask_book(
            self.kit.book.exchange.card_paper,
            lambda paper: self._printing.ask_printer(paper, self.kit.voice(N_("Key card"))),
        )

    def copy_card(self) -> None:
        """The text of our card, for a message."""

        def done(text: str) -> None:
            QApplication.clipboard().setText(text)
            self.screen.told.emit(self.kit.voice(N_("The text of the card is copied. Paste it where they read it.")),
                                  None)  # fmt: skip

        self.ask_book(self.kit.book.exchange.card_text, done)

    # Ways

    def add_way(self) -> None:
        """A way is to be set up."""
        self._edit_way(None, N_("A new way"))

    def change_way(self, way: Way) -> None:
        """A way is to be set otherwise."""
        self._edit_way(way, N_("Change the way"))

    def _edit_way(self, way: Way | None, title: str) -> None:
        if self.screen.page is not None:
            self.way.begin(self.screen.page, way)
            self._beside(self.way, self.kit.voice(title), way.name if way else "")

    def _keep_way(self, wished: Wished) -> None:
        def kept(_: object) -> None:
            self.screen.side.hide()
            self.screen.renew()
            self.screen.first()
            self.kit.worker.ask(bool, lambda _: self.screen.ways.choose(wished.name))
            self._test(wished.name)

        voice = self.kit.voice
        job = partial(self.kit.book.exchange.set_way, wished)
        self.ask_book(job, kept, lambda error: self.way.refuse(voice.refusal(error)))

    def test_way(self, way: Way) -> None:
        """Asks the real server; the window goes on meanwhile."""
        self._test(way.name)

    def _test(self, name: str) -> None:
        self.screen.told.emit(self.kit.voice(N_("Asking the other end of “{way}” …"), way=name), None)

        def found(way: tuple[Configured, Secrets] | None) -> None:
            if way is not None:
                self.carrying.probe(*way, partial(self._tested, name))

        self.ask_book(partial(self.kit.book.exchange.configured, name), found)

    def _tested(self, name: str, problem: UserError | None, lies: Lying) -> None:
        voice = self.kit.voice
        if problem is None:
            # What was refused before may go now.
            self.carrying.again(name)
            self.carrying.begin(self.kit)
            said = voice(N_("“{way}” works: the other end answered and let us in."), way=name)
            self.screen.told.emit(said, None)
        else:
            said = voice.refusal(problem)
            self.screen.refused.emit(problem)
        self.screen.ways.tell(name, Tried(said, problem is None, lies))

    def remove_way(self, way: Way) -> None:
        """Takes a way away; a button brings it back."""
        exchange, voice = self.kit.book.exchange, self.kit.voice

        def back() -> None:
            self.ask_book(partial(exchange.bring_way_back, way), lambda _: self.screen.renew())

        def done(_: object) -> None:
            said = voice(N_("The way “{way}” is taken away."), way=way.name)
            self.tell(said, Action(voice(N_("Bring back")), back))

        self.ask_book(partial(exchange.drop_way, way.name), done)

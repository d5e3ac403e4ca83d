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
        made = OfficePanel(self._kit.voice, self._kit.look)
        made.make_asked.connect(self._make_for)
        made.mail_asked.connect(lambda office: self.mailing.write(office))
        made.role_asked.connect(self._set_role)
        made.tie_asked.connect(self._tie)
        made.dropped.connect(self._screen.close_side)
        return made

    @cached_property
    def adding(self) -> AddPanel:
        made = AddPanel(self._kit.voice, self._kit.look)
        made.asked.connect(self._add)
        made.dropped.connect(self._screen.close_side)
        return made

    @cached_property
    def revoking(self) -> RevokePanel:
        made = RevokePanel(self._kit.voice, self._kit.look)
        made.asked.connect(self._revoke)
        made.dropped.connect(self._screen.close_side)
        return made

    @cached_property
    def way(self) -> WayPanel:
        made = WayPanel(self._kit.voice, self._kit.look)
        made.asked.connect(self._keep_way)
        made.dropped.connect(self._screen.close_side)
        return made

    # Offices and keys

    def show_office(self, partner: Partner) -> None:
        """One office, beside the list."""
        if self._screen.page is not None:
            self.office.show_partner(partner, self._screen.page)
            self._beside(self.office, partner.name or partner.office)
            self._ask_who(partner)

    def _ask_who(self, partner: Partner) -> None:
        """Which entry of the directory it is."""
        from ui.exchange import acquainting

        job = partial(acquainting.of, self._kit.book.exchange, partner.office, partner.name)
        self._ask(job, self.office.show_who)

    def _tie(self, who: Acquaintance, entry: str) -> None:
        from ui.exchange import acquainting

        voice = self._kit.voice
        made, none = (
            N_("What is decided for this entry goes to them from now on."),
            N_("No decision goes to them by the directory now."),
        )

        def done(_: object) -> None:
            self._done(voice(made if entry else none))
            if self.office.partner is not None:
                self._ask_who(self.office.partner)

        self._ask(partial(acquainting.tie, self._kit.book.exchange, who, entry), done)

    def add_office(self) -> None:
        """An office is to be made known by its card."""
        self._screen.moved_on.emit()
        self._screen.show_tab(OFFICES)
        self.adding.begin()
        self._beside(self.adding, self._kit.voice(N_("Add an office")))

    def _add(self, text: str, role: str, instead: str | None) -> None:
        voice = self._kit.voice

        def done(who: Acquaintance) -> None:
            if who.keys:
                self.adding.ask_second(who)
                return
            self._screen.side.hide()
            self._done(voice(N_("The office is known from now on.")))
            self._kit.worker.ask(bool, lambda _: self._met(who))

        job = partial(self._kit.book.exchange.add, text, role, instead)
        self._ask(job, done, lambda error: self.adding.refuse(voice.refusal(error)))

    def _met(self, who: Acquaintance) -> None:
        """An office is known by its card from now on; which entry of the directory it is, is asked next to it."""
        page, offices = self._screen.page, self._screen.offices
        offices.choose(who.office)
        partner = next((one for one in page.partners if one.office == who.office), None) if page else None
        if partner is None or who.own:
            self._screen.first()
            return
        self.show_office(partner)

    def _make_for(self, office: str) -> None:
        exchange, voice = self._kit.book.exchange, self._kit.voice

        def made(one: Transfer) -> None:
            self._screen.show_tab(RECORD)
            self._done(voice(N_("A file for {office} is made and waits."), office=one.name or one.office))

        self._ask(partial(exchange.make, office), made)

    def _set_role(self, office: str, role: str) -> None:
        self._ask(partial(self._kit.book.exchange.set_role, office, role), lambda _: self._screen.renew())

    def ask_revoke(self, partner: Partner) -> None:
        """The key of an office is to be revoked: why?"""
        self._screen.moved_on.emit()
        self.revoking.begin(partner)
        self._beside(self.revoking, self._kit.voice(N_("Revoke the key")), partner.name or partner.office)

    def _revoke(self, office: str, reason: str) -> None:
        def done(_: object) -> None:
            self._screen.close_side()
            self._done(self._kit.voice(N_("The key is revoked. Others hear of it with your next file.")))

        self._ask(partial(self._kit.book.exchange.revoke, office, reason), done)

    def call(self, name: str) -> None:
        """This office is called so from now on."""
        self._ask(partial(self._kit.book.exchange.call, name), lambda _: self._screen.renew())

    def print_card(self) -> None:
        """Our own key card on paper."""
        self._ask(
            self._kit.book.exchange.card_paper,
            lambda paper: self._printing.ask_printer(paper, self._kit.voice(N_("Key card"))),
        )

    def copy_card(self) -> None:
        """The text of our card, for a message."""

        def done(text: str) -> None:
            QApplication.clipboard().setText(text)
            self._screen.told.emit(self._kit.voice(N_("The text of the card is copied. Paste it where they read it.")),
                                   None)  # fmt: skip

        self._ask(self._kit.book.exchange.card_text, done)

    # Ways

    def add_way(self) -> None:
        """A way is to be set up."""
        self._edit_way(None, N_("A new way"))

    def change_way(self, way: Way) -> None:
        """A way is to be set otherwise."""
        self._edit_way(way, N_("Change the way"))

    def _edit_way(self, way: Way | None, title: str) -> None:
        if self._screen.page is not None:
            self.way.begin(self._screen.page, way)
            self._beside(self.way, self._kit.voice(title), way.name if way else "")

    def _keep_way(self, wished: Wished) -> None:
        def kept(_: object) -> None:
            self._screen.side.hide()
            self._screen.renew()
            self._screen.first()
            self._kit.worker.ask(bool, lambda _: self._screen.ways.choose(wished.name))
            self._test(wished.name)

        voice = self._kit.voice
        job = partial(self._kit.book.exchange.set_way, wished)
        self._ask(job, kept, lambda error: self.way.refuse(voice.refusal(error)))

    def test_way(self, way: Way) -> None:
        """Asks the real server; the window goes on meanwhile."""
        self._test(way.name)

    def _test(self, name: str) -> None:
        self._screen.told.emit(self._kit.voice(N_("Asking the other end of “{way}” …"), way=name), None)

        def found(way: tuple[Configured, Secrets] | None) -> None:
            if way is not None:
                self.carrying.probe(*way, partial(self._tested, name))

        self._ask(partial(self._kit.book.exchange.configured, name), found)

    def _tested(self, name: str, problem: UserError | None, lies: Lying) -> None:
        voice = self._kit.voice
        if problem is None:
            # What was refused before may go now.
            self.carrying.again(name)
            self.carrying.begin(self._kit)
            said = voice(N_("“{way}” works: the other end answered and let us in."), way=name)
            self._screen.told.emit(said, None)
        else:
            said = voice.refusal(problem)
            self._screen.refused.emit(problem)
        self._screen.ways.tell(name, Tried(said, problem is None, lies))

    def remove_way(self, way: Way) -> None:
        """Takes a way away; a button brings it back."""
        exchange, voice = self._kit.book.exchange, self._kit.voice

        def back() -> None:
            self._ask(partial(exchange.bring_way_back, way), lambda _: self._screen.renew())

        def done(_: object) -> None:
            said = voice(N_("The way “{way}” is taken away."), way=way.name)
            self._done(said, Action(voice(N_("Bring back")), back))

        self._ask(partial(exchange.drop_way, way.name), done)
